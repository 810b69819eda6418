"""What a journey took, step by step and round by round, against the time that the SOP gives.

Plain values with what follows from them; `lakip/sop/lessons_counting.py` makes them of the turns.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, reduce

from lakip.sop.edition import Step
from lakip.sop.worktime import DAYS_IN_A_WEEK, Limit, Unit

SENT_BACK, WITHDRAWN, CANCELLED = "sent_back", "withdrawn", "cancelled"
MINUTES_IN_AN_HOUR = 60


@dataclass(frozen=True, kw_only=True)
class Carried:
    """One turn as it was carried. `closed` is None and `outcome` empty while it is open.

    `first_act` is the first thing that is known to have been done in it before it was closed.
    `acted` says that something was done; without a `first_act` it is then not known when.
    """

    step: str
    round: int
    within: Limit
    opened: datetime
    due: datetime
    closed: datetime | None = None
    outcome: str = ""
    note: str = ""
    first_act: datetime | None = None
    acted: bool = False


@dataclass(frozen=True)
class Spell:
    """Office time: its minutes, and the working days that it reached into."""

    minutes: int = 0
    days: int = 0

    def __add__(self, other: "Spell") -> "Spell":
        return Spell(self.minutes + other.minutes, self.days + other.days)

    def __str__(self) -> str:
        """In working days; in hours and minutes where it ended on the day it began."""
        return f"{self.days} hari kerja" if self.days else in_words(self.minutes)

    def said_as(self, unit: Unit) -> str:
        """In the unit that the SOP uses for the step."""
        return in_words(self.minutes) if counts_minutes(unit) else str(self)


@dataclass(frozen=True, kw_only=True)
class Round:
    """One round of a step: a turn, or several where the finish was taken back between them.

    `waited` is the time until the first act that is recorded, be it the closing itself; `worked`
    is what came after. Each is None where it is not known.
    """

    step: str
    number: int
    within: Limit
    opened: datetime
    due: datetime
    closed: datetime | None
    outcome: str
    note: str
    taken: Spell
    allowed: int  # Office minutes from the opening until it was due.
    waited: Spell | None
    worked: Spell | None
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class StepTime:
    """A step of the SOP with all its rounds."""

    step: Step
    number: int
    rounds: tuple[Round, ...]

    @cached_property
    def closed(self) -> tuple[Round, ...]:
        """The rounds that are over."""
        return tuple(each for each in self.rounds if each.closed)

    @property
    def running(self) -> Round | None:
        """The round that is open, if one is."""
        return next((each for each in self.rounds if each.closed is None), None)

    @property
    def taken(self) -> Spell | None:
        """What all closed rounds took together; None where none is closed."""
        return total(each.taken for each in self.closed) if self.closed else None

    @property
    def actual(self) -> str:
        """The same in words, in the SOP's unit; empty where no round is closed."""
        return self.taken.said_as(self.step.within.unit) if self.taken else ""

    @property
    def waited(self) -> Spell | None:
        """How long the closed rounds waited; None where that is not known of all of them."""
        known = [each.waited for each in self.closed if each.waited is not None]
        return total(known) if known and len(known) == len(self.closed) else None

    @property
    def worked(self) -> Spell | None:
        """How long was worked in the closed rounds; None where that is not known of all."""
        known = [each.worked for each in self.closed if each.worked is not None]
        return total(known) if known and len(known) == len(self.closed) else None

    @property
    def is_late(self) -> bool:
        """Whether a closed round ended after it was due."""
        return any(each.is_late for each in self.closed)

    @property
    def returns(self) -> tuple[Round, ...]:
        """The rounds that ended with the paper sent back."""
        return tuple(each for each in self.rounds if each.outcome == SENT_BACK)

    @property
    def over(self) -> int | None:
        """By how much it took longer than the SOP gives, in its unit's minutes or days."""
        if self.taken is None:
            return None
        spent = self.taken.minutes if counts_minutes(self.step.within.unit) else self.taken.days
        return spent - amount_of(self.step.within)

    @property
    def share(self) -> int | None:
        """What was taken, in percent of the office time that the SOP gave."""
        return self._share(self.closed)

    @property
    def first_share(self) -> int | None:
        """The same of the first round alone, without what returns added."""
        return self._share(self.closed[:1])

    def _share(self, rounds: Sequence[Round]) -> int | None:
        if not rounds or not rounds[0].allowed:
            return None
        return round(100 * total(each.taken for each in rounds).minutes / rounds[0].allowed)


@dataclass(frozen=True, kw_only=True)
class Account:
    """What one journey took. `began` is None where it has no turn; `ended` while it is open."""

    steps: tuple[StepTime, ...]
    began: datetime | None
    ended: datetime | None
    span: Spell
    is_cancelled: bool

    @cached_property
    def known(self) -> tuple[StepTime, ...]:
        """The steps of which a round is closed."""
        return tuple(each for each in self.steps if each.closed)

    @property
    def late(self) -> tuple[StepTime, ...]:
        """Those that went over a due time."""
        return tuple(each for each in self.known if each.is_late)

    @property
    def running(self) -> StepTime | None:
        """The step that is open now."""
        return next((each for each in self.steps if each.running), None)

    @property
    def is_finished(self) -> bool:
        """Whether the journey went to its end."""
        return self.ended is not None and not self.is_cancelled

    @property
    def returns(self) -> tuple[Round, ...]:
        """Every return that was not taken back, in the order of the SOP."""
        return tuple(round_ for each in self.steps for round_ in each.returns)

    @property
    def again(self) -> Spell:
        """What the rounds after the first took: the price of the returns."""
        return total(each.taken for step in self.known for each in step.closed[1:])

    @property
    def longest_wait(self) -> StepTime | None:
        """The step that waited longest for its first recorded act; None where none is known."""
        waits = [each for each in self.known if each.waited and each.waited.minutes]
        return max(waits, key=lambda each: each.waited.minutes if each.waited else 0, default=None)

    def of(self, slug: str) -> StepTime | None:
        """The step of that slug, or None where this SOP has none."""
        return next((each for each in self.steps if each.step.slug == slug), None)


def total(spells: Iterable[Spell]) -> Spell:
    """The sum of some office times."""
    return reduce(Spell.__add__, spells, Spell())


def counts_minutes(unit: Unit) -> bool:
    """Whether a limit in that unit uses up office minutes rather than working days."""
    return unit in (Unit.MENIT, Unit.JAM)


def amount_of(limit: Limit) -> int:
    """A limit in office minutes, or in working days, as its unit counts."""
    times = {Unit.JAM: MINUTES_IN_AN_HOUR, Unit.MINGGU: DAYS_IN_A_WEEK}
    return limit.amount * times.get(limit.unit, 1)


def in_words(minutes: int) -> str:
    """Office minutes as people say them: "45 menit", "2 jam 5 menit"."""
    hours, rest = divmod(minutes, MINUTES_IN_AN_HOUR)
    if not hours:
        return f"{rest} menit"
    return f"{hours} jam {rest} menit" if rest else f"{hours} jam"
