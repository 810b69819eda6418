"""What the other rows of the same agency show: its limits, its scale, how often formulas fit.

A single row is judged beside these habits: a capaian of 100 for 131 may be a limit, but not in a
table that prints 343 elsewhere.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from lakip.performance.figures_cells import Form
from lakip.performance.figures_formulas import (
    CAPS,
    HUNDRED,
    Formula,
    Quotient,
    fits,
    quotients,
    reproducing,
)
from lakip.performance.figures_lines import Line
from lakip.performance.figures_polarity import Direction
from lakip.performance.figures_words import Total
from lakip.performance.numbers import Meaning

_UP, _DOWN = (Formula.DIVIDE,), (Formula.MIRROR, Formula.INVERSE)
_EITHER = (*_UP, *_DOWN)
_MONEY = (Formula.DIVIDE, Formula.REDUCTION)


# How much something fell may itself be what is measured.
_REDUCES = re.compile(r"\b(?:penurunan|pengurangan|reduksi|efisiensi|penghematan)\b", re.IGNORECASE)


def allowed(line: Line) -> tuple[Formula, ...]:
    """The formulas that are right for the line, the usual one first."""
    if line.is_money:
        return _MONEY
    if line.polarity.direction is Direction.UP:
        return _UP
    if line.polarity.direction is Direction.DOWN:
        return _DOWN
    return (*_EITHER, Formula.REDUCTION) if _REDUCES.search(line.name) else _EITHER


@dataclass(frozen=True, slots=True)
class Verdict:
    """A line with the quotients it may mean, and the right formula that reproduces it, if any."""

    line: Line
    among: tuple[Quotient, ...] = ()
    formula: Formula | None = None
    is_fraction: bool = False

    @property
    def printed(self) -> tuple[Meaning, ...]:
        """What the printed capaian may mean."""
        return self.line.achievement.ways

    @property
    def is_judged(self) -> bool:
        """Whether a capaian and its inputs are all there."""
        achievement = self.line.achievement
        return bool(self.among) and achievement.is_number and not achievement.bound

    @property
    def formulas(self) -> tuple[Formula, ...]:
        """The right formulas of this line."""
        return allowed(self.line)


def verdict(line: Line) -> Verdict:
    """Which right formula reproduces the capaian of this line, on the scale of percent or of 1."""
    among = quotients(line.target, line.actual, line.rounding)
    for other in line.other_targets:
        among += quotients(other, line.actual, line.rounding)
    bare = Verdict(line, tuple(among))
    if not bare.is_judged:
        return bare
    if formula := reproducing(bare.formulas, among, bare.printed):
        return Verdict(line, bare.among, formula)
    if formula := reproducing(bare.formulas, among, _as_percent(bare.printed)):
        return Verdict(line, bare.among, formula, is_fraction=True)
    return bare


def _as_percent(printed: Iterable[Meaning]) -> list[Meaning]:
    return [
        Meaning(one.value * HUNDRED, one.places - 2, one.decimal_sign)
        for one in printed
        if one.places >= 2
    ]


@dataclass(slots=True)
class Habit:
    """Counts over the rows of one agency in one group of columns."""

    judged: int = 0
    reproduced: int = 0
    fractions: int = 0
    formulas: dict[Formula, int] = field(default_factory=dict)
    beyond: dict[Decimal, int] = field(default_factory=dict)
    at_cap: dict[Decimal, int] = field(default_factory=dict)

    def add(self, one: Verdict) -> None:
        """Count one line; totals have habits of their own and are left out."""
        if not one.is_judged or one.line.total is not Total.NONE:
            return
        self.judged += 1
        if one.is_fraction:
            self.fractions += 1
        elif one.formula:
            self.reproduced += 1
            self._tell_apart(one)
            for cap in CAPS:
                if any(way.value > cap + 1 for way in one.printed):
                    self.beyond[cap] = self.beyond.get(cap, 0) + 1
        else:
            for cap in CAPS:
                if any(way.value == cap for way in one.printed):
                    self.at_cap[cap] = self.at_cap.get(cap, 0) + 1

    def _tell_apart(self, one: Verdict) -> None:
        """Count the formula where it is the only right one that gives the figure."""
        fitting = [
            formula
            for formula in one.formulas
            if reproducing((formula,), list(one.among), one.printed)
        ]
        if len(fitting) == 1:
            self.formulas[fitting[0]] = self.formulas.get(fitting[0], 0) + 1

    @property
    def is_reliable(self) -> bool:
        """False where so little fits that the columns may have been paired wrongly."""
        return self.judged < 6 or (self.reproduced + self.fractions) * 3 >= self.judged

    @property
    def prints_fractions(self) -> bool:
        """Whether this table prints 0,95 for 95 percent."""
        return self.fractions > self.reproduced

    def contradicts(self, cap: Decimal) -> bool:
        """Whether as many rows go beyond that limit as stand at it, so that it is none."""
        return 0 < self.beyond.get(cap, 0) >= self.at_cap.get(cap, 0)

    def usual(self, formulas: tuple[Formula, ...]) -> Formula:
        """The one of these formulas that other rows use most, else the first."""
        return max(formulas, key=lambda one: self.formulas.get(one, 0))


def is_capped(one: Verdict, habit: Habit) -> Decimal | None:
    """The limit that explains the capaian, None where none does."""
    for cap in CAPS:
        if any(way.value == cap for way in one.printed) and not habit.contradicts(cap):
            for formula in one.formulas[:1] if not one.line.polarity.is_stated else one.formulas:
                if any((formula.of(q.value) or 0) >= cap for q in one.among):
                    return cap
    return None


def is_floored(one: Verdict) -> bool:
    """Whether a printed 0 stands for a figure below zero."""
    return any(way.value == 0 for way in one.printed) and any(
        (formula.of(quotient.value) or 0) < 0 for formula in one.formulas for quotient in one.among
    )


def is_within(one: Verdict) -> bool:
    """Whether a printed 100 stands for a realisasi within the range or bound of the target."""
    target, actual = one.line.target, one.line.actual
    if not any(fits(HUNDRED, way) for way in one.printed) or not actual.ways:
        return False
    reached = actual.ways[0].value
    if target.form is Form.RANGE:
        return target.ways[0].value <= reached <= target.others[0].value
    if not target.bound:
        return False
    is_upper = any(word in target.bound for word in ("<", "≤", "kurang", "maks", "max", "most"))
    is_upper = is_upper or any(word in target.bound for word in ("bawah", "less", "paling la"))
    limit = target.ways[0].value
    return reached <= limit if is_upper else reached >= limit
