"""What the ledger tells of a team: why somebody came, left or has another standing, and by whom.

A row of the team says how it is now. What it was, and the reason, stands in the events alone.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from lakip.journey import happenings
from lakip.journey.models import Journey, TeamMember
from lakip.ledger.canonical import parse
from lakip.ledger.models import Event


@dataclass(frozen=True, kw_only=True)
class Said:
    """One change of one seat, as it was recorded."""

    seat: int
    kind: str
    standing: str
    was: str
    note: str
    by: UUID
    at: datetime.datetime


def changes_of(journey: Journey) -> dict[int, list[Said]]:
    """Every change since the SK was ratified, by the seat that was changed; the oldest first."""
    found: dict[int, list[Said]] = defaultdict(list)
    for said in _read(_events(journey).order_by("seq")):
        found[said.seat].append(said)
    return found


def said_of(seat: TeamMember) -> list[Said]:
    """The changes of one seat, the oldest first."""
    return changes_of(seat.journey)[seat.pk]


def is_changed(journey: Journey) -> bool:
    """Whether the team is not that of the SK any more: who left, came, or changed their standing.

    The ledger tells it; what a row says now does not show what it said before.
    """
    return _events(journey).exists()


def _events(journey: Journey) -> QuerySet[Event]:
    kinds = [each.kind for each in happenings.OF_THE_TEAM]
    return Event.objects.filter(log_id=journey.agency_id, subject=journey.pk, kind__in=kinds)


def _read(events: Iterable[Event]) -> Iterable[Said]:
    for event in events:
        told = parse(bytes(event.data))
        facts = told["facts"]
        yield Said(
            seat=facts["member"],
            kind=event.kind,
            standing=facts["standing"],
            was=facts.get("was", ""),
            note=facts["note"],
            by=UUID(str(told["by"])),
            at=event.at,
        )
