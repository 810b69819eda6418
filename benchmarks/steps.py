"""Completing a step, against SpiffWorkflow 3.2 with its state stored after each completion.

Run with `python -m benchmarks.steps`. Ours does the whole move: rules, mark, the next turn with
its due time, the ledger's event and the notices, in one transaction with `synchronous=FULL`.
Papers are filed and duties ticked beforehand and timed apart. Both begin each completion with
what the database holds, as a server with several processes must; SpiffWorkflow with its workflow
kept in memory is measured beside it and decides nothing. Ends with 1 when ours completes fewer
steps in a second, or when a hundred returns make a step slower than one return does.
"""

import datetime
import gc
import json
import statistics
import sys
import uuid
from collections.abc import Iterable, Iterator
from time import perf_counter, thread_time
from typing import Any, NamedTuple

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from benchmarks import installation
from benchmarks.spiff_walk import RETURNING_STEP, SpiffWalks
from lakip.journey import moves
from lakip.journey.models import Turn
from lakip.management import demo
from lakip.management.rehearsal import EARLY, RETURNED, Walk

DEMANDED_RATIO = 1.0
ROUNDS, WALKS_A_ROUND = 7, 3
COMPLETIONS = 14  # Twelve steps, and two of them again after the return.
FULL = 2  # PRAGMA synchronous
MANY, PAIRS = 100, 5
LAST_LAP = 7  # The draft, its last return, the draft again, and the four steps to the end.
# "No slower" with room for the noise of one run: equal journeys differ by up to a tenth on a busy
# machine, while what grows with the returns shows as a multiple after a hundred of them.
MOST_GROWTH = 1.15
STARTS = datetime.datetime(2027, 1, 4, 1, 0, tzinfo=datetime.UTC)
FIRST_YEAR = moves.FIRST_YEAR


class Walker:
    """Begins journeys of the demo agency, one after the other, and times their completions."""

    def __init__(self) -> None:
        call_command("migrate", verbosity=0)
        self._demo = demo.prepare(at=STARTS)
        self._year = FIRST_YEAR

    def begin(self) -> Walk:
        """A journey of a year of its own: an agency has one a year."""
        self._year += 1
        return Walk(self._demo, year=self._year - 1, starts=STARTS)

    def ready(self, walk: Walk) -> Turn | None:
        """The open turn with all its papers filed and its duties ticked; None at the end."""
        turn = Turn.objects.filter(journey=walk.journey, closed_at=None).first()
        if turn:
            walk.prepare(turn, walk.edition.step(turn.step))
            walk.at = max(walk.at, turn.due_at - EARLY)
        return turn


class Taken(NamedTuple):
    """The seconds that one completion took: on the clock, and of the processor's work."""

    clock: float
    work: float


def complete(walk: Walk, turn: Turn, *, sends_back: bool) -> Taken:
    """Close a turn that is ready, and say in how many seconds."""
    by = walk.person(walk.edition.step(turn.step).by)
    key = uuid.uuid4()
    worked, started = thread_time(), perf_counter()
    if sends_back:
        moves.send_back(turn=turn.pk, by=by, at=walk.at, key=key, reason=RETURNED)
    else:
        moves.finish(turn=turn.pk, by=by, at=walk.at, key=key)
    return Taken(perf_counter() - started, thread_time() - worked)


def completions(walker: Walker, walk: Walk, *, returns: int) -> Iterator[tuple[str, float, float]]:
    """Each completion until the end: its step, its seconds, and those of preparing it."""
    while True:
        started = perf_counter()
        turn = walker.ready(walk)
        prepared = perf_counter() - started
        if turn is None:
            return
        sends_back = turn.step == RETURNING_STEP and returns > 0
        returns -= sends_back
        yield turn.step, complete(walk, turn, sends_back=sends_back).clock, prepared


def measure() -> dict[str, Any]:
    """Time both walks in turns, then a journey of many returns beside one of a single return."""
    pragmas = settings.DATABASES["default"]["OPTIONS"]["init_command"]
    spiff = SpiffWalks(installation.HOME / "spiff.sqlite3", pragmas=pragmas)
    walker = Walker()
    rounds = against_spiff(walker, spiff)
    returns = after_returns(walker)
    durable = {
        name: {"ours": _pragma(name), "spiff": spiff.pragma(name)}
        for name in ("journal_mode", "synchronous")
    }
    same_ground = all(each["ours"] == each["spiff"] for each in durable.values())
    return {
        "benchmark": "steps",
        **rounds,
        **returns,
        "durability": durable,
        "ok": same_ground
        and durable["synchronous"]["ours"] == FULL
        and rounds["ratio"] >= DEMANDED_RATIO
        and returns["growth"] <= MOST_GROWTH,
    }


def against_spiff(walker: Walker, spiff: SpiffWalks) -> dict[str, Any]:
    """Completions a second of both, in rounds; the median round decides.

    A round carries the same walk with both, one completion of ours and one of theirs in turns,
    so that a moment in which the machine is slow or its disk is busy falls on both alike.
    """
    _round(walker, spiff)  # Reads the map and the calendar and fills every cache: not counted.
    # What has been read in so far lives as long as the process; the collector need not look at
    # it again during one walk or the other.
    gc.collect()
    gc.freeze()
    rounds = [_round(walker, spiff) for _ in range(ROUNDS)]
    ours, theirs, lone, preparing = ([each[n] for each in rounds] for n in range(4))
    return {
        "ours_per_second": _per_second(ours),
        "spiff_per_second": _per_second(theirs),
        "ratio": _ratio(ours, theirs),
        "demanded_ratio": DEMANDED_RATIO,
        "rounds": [_ratio([o], [t]) for o, t in zip(ours, theirs, strict=True)],
        "ours_ms": _spread(ours),
        "spiff_ms": _spread(theirs),
        "spiff_kept_in_memory_ms": _spread(lone),
        "ratio_to_spiff_kept_in_memory": _ratio(ours, lone),
        "preparing_a_step_ms": _spread(preparing),
    }


def _round(walker: Walker, spiff: SpiffWalks) -> tuple[list[float], ...]:
    """The seconds of each completion in one round: ours, theirs, theirs kept in memory."""
    seconds: list[tuple[float, float, float, float]] = []
    for _ in range(WALKS_A_ROUND):
        walks = zip(
            completions(walker, walker.begin(), returns=1),
            spiff.walk(returns=1),
            spiff.walk(returns=1, in_memory=True),
            strict=True,
        )
        for (step, ours, preparing), (task, theirs), (_, lone) in walks:
            assert step == task, "both walk the same way"
            seconds.append((ours, theirs, lone, preparing))
    assert len(seconds) == COMPLETIONS * WALKS_A_ROUND
    return tuple(list(each) for each in zip(*seconds, strict=True))


def _per_second(rounds: list[list[float]]) -> int:
    """Completions a second: of the middle round, by its middle completion."""
    return round(1 / statistics.median(statistics.median(each) for each in rounds))


def _ratio(ours: list[list[float]], theirs: list[list[float]]) -> float:
    """How many of ours are completed in the time of one of theirs, in the middle round."""
    each = [statistics.median(t) / statistics.median(o) for o, t in zip(ours, theirs, strict=True)]
    return round(statistics.median(each), 2)


def after_returns(walker: Walker) -> dict[str, Any]:
    """The steps of a journey after its last return: returned a hundred times against once.

    The processor's work decides. The wait for the disk comes on top, is one commit's either way,
    and swings by more than any growth that is looked for here; it is told beside.
    """
    pairs: list[tuple[Taken, Taken]] = []
    for _ in range(PAIRS):
        once, often = walker.begin(), walker.begin()
        for walk, returns in ((once, 1), (often, MANY)):
            _return_all_but_last(walker, walk, returns=returns)
        # Step by step beside each other, each with the other in front every second time.
        for n in range(LAST_LAP):
            if n % 2:
                after_once, after_many = _last_lap(walker, once, n), _last_lap(walker, often, n)
            else:
                after_many, after_once = _last_lap(walker, often, n), _last_lap(walker, once, n)
            pairs.append((after_once, after_many))
    return {
        "many_returns": MANY,
        "after_one_return_ms": _milliseconds(once.clock for once, _ in pairs),
        "after_many_returns_ms": _milliseconds(many.clock for _, many in pairs),
        "growth": round(statistics.median(many.work / once.work for once, many in pairs), 3),
        "most_growth": MOST_GROWTH,
    }


def _return_all_but_last(walker: Walker, walk: Walk, *, returns: int) -> None:
    """Carry the journey to the step before the one that sends back for the last time."""
    walk.play(until="draft-laporan")
    for _ in range(returns - 1):
        for sends_back in (False, True):
            turn = walker.ready(walk)
            assert turn is not None
            complete(walk, turn, sends_back=sends_back)


def _last_lap(walker: Walker, walk: Walk, n: int) -> Taken:
    """The seconds of the lap's n-th completion: the draft, its last return, and on to the end."""
    turn = walker.ready(walk)
    assert turn is not None
    return complete(walk, turn, sends_back=n == 1)


def _spread(rounds: list[list[float]]) -> dict[str, float]:
    every = sorted(seconds for each in rounds for seconds in each)
    return {"p50": _milliseconds(every), "p99": round(every[int(len(every) * 0.99)] * 1e3, 2)}


def _milliseconds(seconds: Iterable[float]) -> float:
    return round(statistics.median(seconds) * 1e3, 2)


def _pragma(name: str) -> str | int:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        found: str | int = cursor.fetchone()[0]
        return found


if __name__ == "__main__":
    result = measure()
    print(json.dumps(result))
    sys.exit(0 if result["ok"] else 1)
