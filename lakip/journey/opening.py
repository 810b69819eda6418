"""Opens turns: which number, which round, until when."""

import datetime

from lakip.journey.models import Journey, Turn
from lakip.journey.standing import Standing
from lakip.ledger.rows import Columns, fetch, new_id
from lakip.people.calendars import calendar_of
from lakip.sop.edition import Edition, Step
from lakip.sop.worktime import Limit, Unit, due

_TURN = Columns(Turn, "t")
_LAST = """SELECT round, outcome FROM lakip_turn WHERE journey_id = %s AND step = %s
    ORDER BY number DESC LIMIT 1"""


def open_turn(
    journey: Journey,
    edition: Edition,
    step: Step,
    *,
    number: int,
    round_: int,
    at: datetime.datetime,
    within: Limit | None = None,
    due_at: datetime.datetime | None = None,
) -> Turn:
    """Open a turn at a step. It keeps its due time as opened, whatever changes later."""
    limit = within or step.within
    calendar = calendar_of(journey.agency.government)
    turn = Turn(
        id=new_id(),
        journey=journey,
        agency_id=journey.agency_id,
        step=step.slug,
        role=step.by,
        by_team=edition.role(step.by).team,
        number=number,
        round=round_,
        within=str(limit),
        opened_at=at,
        due_at=due_at or due(opened=at, within=limit, calendar=calendar),
    )
    _TURN.add(turn)
    return turn


def next_turn(standing: Standing) -> Turn | None:
    """Open the turn at the step that follows, or None after the last."""
    step = standing.edition.after(standing.step.slug)
    return _open_after(standing, step) if step else None


def return_turn(standing: Standing) -> Turn:
    """Open the turn that a return leads to, with the limit for revisions, not a fresh one."""
    assert standing.step.returns_to is not None, "the rules refuse a return that leads nowhere"
    # The agency's own limit is for the report; a linked SOP may last no longer than a day in all.
    days = None if standing.journey.is_inner else standing.journey.agency.revision_days
    limit = Limit(days, Unit.HARI) if days else standing.edition.revision_within
    return _open_after(standing, standing.edition.step(standing.step.returns_to), within=limit)


def same_turn_again(standing: Standing, before: Turn) -> Turn:
    """Open again the turn that was taken back: same round, same due time."""
    return open_turn(
        standing.journey,
        standing.edition,
        standing.edition.step(before.step),
        number=standing.turn.number + 1,
        round_=before.round,
        at=standing.at,
        within=Limit.parse(before.within),
        due_at=before.due_at,
    )


def _open_after(standing: Standing, step: Step, *, within: Limit | None = None) -> Turn:
    return open_turn(
        standing.journey,
        standing.edition,
        step,
        number=standing.turn.number + 1,
        round_=_round(standing.journey, step),
        at=standing.at,
        within=within,
    )


def _round(journey: Journey, step: Step) -> int:
    """The round that a new turn at the step is: one more than the last that was not undone."""
    last = fetch(_LAST, (journey.pk, step.slug))
    if not last:
        return 1
    round_, outcome = int(last[0][0]), last[0][1]
    return round_ if outcome == Turn.Outcome.WITHDRAWN else round_ + 1


def words_for(turn: Turn, step: Step) -> dict[str, object]:
    """How a notice names the turn that was opened."""
    title = step.title if turn.round == 1 else f"{step.title} (putaran {turn.round})"
    return {"next": title, "due": f"{turn.due_at:%d-%m-%Y %H.%M}"}
