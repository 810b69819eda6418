"""A journey as the SOP's table alive: states, times against the standard, rounds, papers."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from lakip.documents.models import Document
from lakip.journey import times
from lakip.journey.editions import edition_of
from lakip.journey.models import Journey, Turn
from lakip.journey.standing import local_day, offices_for, roles_from
from lakip.journey.telling import performers
from lakip.pages.flow import FlowRow, LiveRow, layout
from lakip.people.calendars import calendar_of
from lakip.people.person import Person
from lakip.sop import rules, worktime
from lakip.sop.edition import Edition, Step
from lakip.sop.lessons import Account, StepTime


@dataclass(frozen=True)
class Summary:
    """One line of the list of reports."""

    journey: Journey
    turn: Turn | None
    step: Step | None
    number: int
    of: int
    performer: str
    segments: list[str]


def summary(journey: Journey, *, at: datetime.datetime) -> Summary:
    """How a journey stands, from its open turn alone (prefetched as `open_turns`)."""
    edition = edition_of(journey.edition_id)
    turns: list[Turn] = journey.open_turns  # type: ignore[attr-defined]
    turn = turns[0] if turns else None
    number = edition.number(turn.step) if turn else 0
    return Summary(
        journey=journey,
        turn=turn,
        step=edition.step(turn.step) if turn else None,
        number=number,
        of=len(edition.steps),
        performer=edition.role(turn.role).name if turn else "",
        segments=segments(
            edition,
            number,
            done=journey.closed_at and not journey.is_cancelled,
            late=bool(turn and turn.due_at < at),
        ),
    )


def segments(
    edition: Edition, number: int, *, done: object = False, late: bool = False
) -> list[str]:
    """The bar of steps: those before the open one are behind it."""
    here = "late" if late else "current"
    return ["done" if done or n < number else here if n == number else "todo" for n, _ in edition]


@dataclass(frozen=True)
class Outer:
    """The step of a report that waits for a linked SOP."""

    journey: Journey
    step: Step
    number: int


def outer_of(journey: Journey) -> Outer | None:
    """Where a linked SOP runs; None for a report."""
    if journey.inside is None:
        return None
    edition = edition_of(journey.report.edition_id)
    step = edition.step(journey.inside.step)
    return Outer(journey.report, step, edition.number(step.slug))


def journey_now(journey: Journey, *, person: Person, at: datetime.datetime) -> dict[str, Any]:
    """Everything the journey's page shows, for one person at one moment."""
    edition = edition_of(journey.edition_id)
    turns = list(journey.turns.select_related("closed_by").order_by("number"))
    open_turn = turns[-1] if turns and turns[-1].is_open else None
    roles = roles_from(
        offices_for(journey, person=person, at=at, turn_id=open_turn.pk if open_turn else None),
        journey,
        person,
    )
    who = performers(journey, open_turn, day=local_day(journey, at)) if open_turn else []
    facts = rules.Facts(roles=roles, is_open=open_turn is not None)
    took = times.account_of(journey, turns, at=at)
    cancelling = rules.obstacles_to_cancelling(edition, facts, reason="ada")
    return {
        "edition": edition,
        "rows": _rows(journey, edition, turns, took, at=at, who=who),
        "turn": open_turn,
        "step": edition.step(open_turn.step) if open_turn else None,
        "number": edition.number(open_turn.step) if open_turn else 0,
        "is_mine": open_turn is not None and open_turn.role in roles,
        "performers": who,
        "role_name": edition.role(open_turn.role).name if open_turn else "",
        "segments": segments(
            edition,
            edition.number(open_turn.step) if open_turn else 0,
            done=journey.closed_at and not journey.is_cancelled,
            late=bool(open_turn and open_turn.due_at < at),
        ),
        "returns": len(took.returns),
        "can_cancel": not cancelling,
        "withdrawable": withdrawable(turns, person),
        "outer": outer_of(journey),
        "deadline": worktime.legal_deadline(journey.year),
        "is_past_deadline": local_day(journey, at) > worktime.legal_deadline(journey.year),
        "deadline_warning": worktime.deadline_warning(
            year=journey.year, calendar=calendar_of(journey.agency.government)
        ),
    }


def withdrawable(turns: list[Turn], person: Person) -> Turn | None:
    """The open turn that the person may take the step before back from, or None."""
    if len(turns) < 2 or not turns[-1].is_open:
        return None
    last, before = turns[-1], turns[-2]
    no = rules.obstacles_to_withdrawing(
        was_mine=before.closed_by_id == person.pk, is_begun=last.revision > 0, is_finished=False
    )
    return None if no else last


def _rows(
    journey: Journey,
    edition: Edition,
    turns: list[Turn],
    took: Account,
    *,
    at: datetime.datetime,
    who: list[Person],
) -> list[LiveRow]:
    by_step: dict[str, list[Turn]] = defaultdict(list)
    for turn in turns:
        by_step[turn.step].append(turn)
    papers = _papers(journey, edition)
    furthest = edition.number(turns[-1].step) if turns else 0
    return [
        _row(journey, flow, by_step[flow.step.slug], step, at, who, papers, furthest)
        for flow, step in zip(layout(edition), took.steps, strict=True)
    ]


def _papers(journey: Journey, edition: Edition) -> dict[str, tuple[str, str]]:
    filed = Document.objects.filter(journey=journey, latest__isnull=False)
    return {
        document.paper: (edition.paper(document.paper).name, f"/dokumen/{document.pk}/")
        for document in filed
    }


def _row(
    journey: Journey,
    flow: FlowRow,
    turns: list[Turn],
    took: StepTime,
    at: datetime.datetime,
    who: list[Person],
    papers: dict[str, tuple[str, str]],
    furthest: int,
) -> LiveRow:
    last = turns[-1] if turns else None
    is_open = last is not None and last.is_open
    return LiveRow(
        flow=flow,
        state=_state(flow, last, at, furthest, journey),
        actual=took.actual,
        is_over=took.is_late,
        rounds=last.round if last else 0,
        due=last.due_at if last and is_open else None,
        url=f"/laporan/{journey.pk}/langkah/{flow.step.slug}/",
        performer_names=_names(last, who),
        papers=[papers[slug] for slug in flow.step.filed_here if slug in papers],
    )


def _state(
    flow: FlowRow, last: Turn | None, at: datetime.datetime, furthest: int, journey: Journey
) -> str:
    if last is None:
        return "todo"
    if last.is_open:
        return "late" if last.due_at < at else "current"
    if last.outcome == Turn.Outcome.CANCELLED:
        return "cancelled"
    if journey.closed_at is None and flow.number > furthest:
        return "returned"
    return "done"


def _names(last: Turn | None, who: list[Person]) -> list[str]:
    if last is None:
        return []
    if last.is_open:
        return [person.name for person in who[:3]] + (["…"] if len(who) > 3 else [])
    return [last.closed_by.name] if last.closed_by else []
