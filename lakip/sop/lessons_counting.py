"""Makes rounds of a journey's turns, and counts what each took.

A turn that was taken back is no time of its own: the finish before it was undone, so the paper
never left whoever took it back. The two turns of that person are one round, which goes on through
the withdrawn turn between them. So no time is lost, and none is laid at the door of somebody who
had not begun.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from lakip.sop.edition import Edition
from lakip.sop.lessons import CANCELLED, WITHDRAWN, Account, Carried, Round, Spell, StepTime
from lakip.sop.worktime import WorkCalendar, office_minutes_between, working_days_between


def account(
    edition: Edition, turns: Iterable[Carried], *, calendar: WorkCalendar, at: datetime
) -> Account:
    """What the turns of one journey took, in their order; an open turn counts up to `at`."""
    rounds = [_round(found, calendar, at) for found in _joined(turns)]
    last = rounds[-1] if rounds else None
    began = rounds[0].opened if rounds else None
    ended = last.closed if last else None
    end = ended or at
    return Account(
        steps=tuple(
            StepTime(
                step=step,
                number=number,
                rounds=tuple(each for each in rounds if each.step == step.slug),
            )
            for number, step in edition
        ),
        began=began,
        ended=ended,
        span=_spell(min(began, end), end, calendar) if began else Spell(),
        is_cancelled=bool(last and last.outcome == CANCELLED),
    )


def _joined(turns: Iterable[Carried]) -> Iterator[list[Carried]]:
    """The turns of each round. What was taken back belongs to the round that then goes on."""
    open_round: list[Carried] = []
    undone: list[Carried] = []
    for turn in turns:
        if turn.outcome == WITHDRAWN:
            undone.append(turn)
            continue
        if undone and open_round and open_round[-1].step == turn.step:
            open_round.append(turn)
        else:
            if open_round:
                yield open_round
            open_round = [*undone[:1], turn]
        undone = []
    if open_round:
        yield open_round


def _round(turns: list[Carried], calendar: WorkCalendar, at: datetime) -> Round:
    last = turns[-1]
    # A server's clock may be set back between two presses.
    end = last.closed or at
    opened = min(turns[0].opened, end)
    first, is_known = _first_act(turns)
    acted = min(max(first, opened), end) if first else None
    waited = _spell(opened, acted or end, calendar) if is_known else None
    worked = _spell(acted, end, calendar) if acted and acted != last.closed else None
    return Round(
        step=last.step,
        number=last.round,
        within=last.within,
        opened=opened,
        due=last.due,
        closed=last.closed,
        outcome=last.outcome,
        note=last.note,
        taken=_spell(opened, end, calendar),
        allowed=_spell(opened, max(opened, last.due), calendar).minutes,
        waited=waited,
        worked=worked,
        is_late=end > last.due,
    )


def _first_act(turns: list[Carried]) -> tuple[datetime | None, bool]:
    """The first act in a round, if any, and whether that is known. Closing a turn is an act."""
    for turn in turns:
        if turn.outcome == WITHDRAWN:
            continue
        if turn.first_act:
            return turn.first_act, True
        if turn.acted:
            return None, False
        if turn.closed:
            return turn.closed, True
    return None, True


def _spell(start: datetime, end: datetime, calendar: WorkCalendar) -> Spell:
    return Spell(
        office_minutes_between(start=start, end=end, calendar=calendar),
        working_days_between(start=start, end=end, calendar=calendar),
    )
