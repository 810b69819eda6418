"""Opens turns: which number, which round, until when."""

import datetime

from lakip.journey.models import Journey, Turn
from lakip.journey.standing import Standing
from lakip.people.calendars import calendar_of
from lakip.sop.edition import Edition, Step
from lakip.sop.worktime import Limit, Unit, due


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
    return Turn.objects.create(
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


def next_turn(standing: Standing) -> Turn | None:
    """Open the turn at the step that follows, or None after the last."""
    step = standing.edition.after(standing.step.slug)
    return _open_after(standing, step) if step else None


def return_turn(standing: Standing) -> Turn:
    """Open the turn that a return leads to, with the limit for revisions, not a fresh one."""
    assert standing.step.returns_to is not None, "the rules refuse a return that leads nowhere"
    days = standing.journey.agency.revision_days
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
    earlier = Turn.objects.filter(journey=journey, step=step.slug).order_by("-number")
    last = earlier.values_list("round", "outcome").first()
    if last is None:
        return 1
    round_, outcome = last
    return round_ if outcome == Turn.Outcome.WITHDRAWN else round_ + 1


def words_for(turn: Turn, step: Step) -> dict[str, object]:
    """How a notice names the turn that was opened."""
    title = step.title if turn.round == 1 else f"{step.title} (putaran {turn.round})"
    return {"next": title, "due": f"{turn.due_at:%d-%m-%Y %H.%M}"}
