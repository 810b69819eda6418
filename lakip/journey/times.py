"""Gathers what a journey and the agency's earlier ones took, from their turns and their events."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from lakip.journey import happenings
from lakip.journey.editions import edition_of
from lakip.journey.models import Journey, Turn
from lakip.ledger.canonical import parse
from lakip.ledger.models import Event
from lakip.people.calendars import calendar_of
from lakip.people.person import Person
from lakip.sop.edition import Edition
from lakip.sop.lessons import Account, Carried
from lakip.sop.lessons_counting import account
from lakip.sop.worktime import Limit

MOST_YEARS = 4  # So many earlier years are compared; more would not fit beside each other.

# The happenings that close and open turns; every other one is done within the turn that is open.
_MOVES = frozenset(
    each.kind
    for each in (
        happenings.BEGUN, happenings.FINISHED, happenings.COMPLETED, happenings.SENT_BACK,
        happenings.WITHDRAWN, happenings.CANCELLED, happenings.LINKED_BEGUN,
        happenings.LINKED_COMPLETED,
    )
)  # fmt: skip
# Who sits in the team is no work on what waits: it neither begins a turn nor ends its wait.
_NO_ACTS = frozenset(each.kind for each in happenings.OF_THE_TEAM)


@dataclass(frozen=True)
class Times:
    """What one journey took, and the SOP that it followed."""

    journey: Journey
    edition: Edition
    account: Account


def earlier_of(journey: Journey, *, person: Person, day: datetime.date) -> list[Journey]:
    """The agency's reports of earlier years that the person may see, newest first."""
    if journey.inside_id:
        return []
    seen = Journey.objects.visible_to(person, day=day).filter(
        agency_id=journey.agency_id, year__lt=journey.year, inside=None, is_cancelled=False
    )
    return list(seen.select_related("agency__government").order_by("-year")[:MOST_YEARS])


def latest_before(journey: Journey) -> list[Turn]:
    """The turns of the agency's last report before this one; empty where none is recorded."""
    before = Journey.objects.filter(
        agency_id=journey.agency_id, year__lt=journey.year, inside=None, is_cancelled=False
    ).order_by("-year")
    found = Turn.objects.filter(journey=before.values("pk")[:1])
    return list(found.select_related("journey__agency__government").order_by("number"))


def times_of(journeys: Sequence[Journey], *, at: datetime.datetime) -> list[Times]:
    """What some journeys of one agency took, in two queries; in the order in which they came."""
    by_journey: dict[UUID, list[Turn]] = defaultdict(list)
    for turn in Turn.objects.filter(journey__in=journeys).order_by("journey", "number"):
        by_journey[turn.journey_id].append(turn)
    first_acts = first_acts_of(journeys)
    return [
        Times(
            journey,
            edition_of(journey.edition_id),
            account_of(journey, by_journey[journey.pk], at=at, first_acts=first_acts),
        )
        for journey in journeys
    ]


def account_of(
    journey: Journey,
    turns: Iterable[Turn],
    *,
    at: datetime.datetime,
    first_acts: Mapping[UUID, datetime.datetime] | None = None,
) -> Account:
    """What the turns of a journey took, in their order; without first acts no wait is known."""
    known = first_acts or {}
    return account(
        edition_of(journey.edition_id),
        [_carried(turn, known.get(turn.pk)) for turn in turns],
        calendar=calendar_of(journey.agency.government),
        at=at,
    )


def _carried(turn: Turn, first_act: datetime.datetime | None) -> Carried:
    return Carried(
        step=turn.step,
        round=turn.round,
        within=Limit.parse(turn.within),
        opened=turn.opened_at,
        due=turn.due_at,
        closed=turn.closed_at,
        outcome=turn.outcome,
        note=turn.note,
        first_act=first_act,
        acted=turn.revision > 0,
    )


def first_acts_of(journeys: Sequence[Journey]) -> dict[UUID, datetime.datetime]:
    """When the first act in each turn happened, by the ledger; turns without one are left out.

    An event that names no turn, such as data that a bidang handed in, belongs to the turn that was
    open when it was written: the log has one order.
    """
    found: dict[UUID, datetime.datetime] = {}
    if not journeys:
        return found
    open_turn: dict[UUID | None, str] = {}
    events = Event.objects.filter(
        log_id=journeys[0].agency_id, subject__in=[each.pk for each in journeys]
    ).order_by("seq")
    for event in events.only("subject", "kind", "at", "data"):
        told = parse(bytes(event.data))
        facts, subject = told["facts"], event.subject
        if event.kind in _MOVES:
            open_turn[subject] = facts.get("next", {}).get("turn", "")
        elif event.kind in _NO_ACTS:
            continue
        elif told["by"] and (turn := facts.get("turn") or open_turn.get(subject)):
            found.setdefault(UUID(turn), event.at)
    return found
