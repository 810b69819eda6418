"""Which formula and which rounding give a printed percentage; and what rounded inputs allow.

Every formula in use is a function of one quotient, realisasi divided by target (or spending by
ceiling), so that a printed figure is judged by quotients alone. Sources: PermenPANRB 8/2021 for
r/t and (2t-r)/t, local practice for t/r, the saving (p-r)/p, and the reduction (t-r)/t, which is
a fault found in published reports: who reaches the target gets 0.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lakip.performance.figures_cells import Cell, Form
from lakip.performance.numbers import Meaning

ZERO, ONE, HUNDRED, TWO_HUNDRED = Decimal(0), Decimal(1), Decimal(100), Decimal(200)
# Quotients are rounded far behind what is printed; this much of a difference is that rounding.
_NOTHING = Decimal("1e-15")
# Limits that agencies put on a capaian (regulation: none, 100, 110, 120, 150, 200).
CAPS = tuple(Decimal(cap) for cap in (100, 110, 120, 150, 200))
# An interval wider than this many points explains almost any figure.
_TELLING_WIDTH = Decimal("1.25")


class Formula(StrEnum):
    """A way to make a percentage of a quotient q."""

    DIVIDE = "realisasi dibagi target"
    MIRROR = "(2 × target − realisasi) dibagi target"
    INVERSE = "target dibagi realisasi"
    REDUCTION = "(target − realisasi) dibagi target"

    def of(self, quotient: Decimal) -> Decimal | None:
        """The percentage, None where it would divide by zero."""
        if self is Formula.DIVIDE:
            return HUNDRED * quotient
        if self is Formula.MIRROR:
            return TWO_HUNDRED - HUNDRED * quotient
        if self is Formula.REDUCTION:
            return HUNDRED - HUNDRED * quotient
        return HUNDRED / quotient if quotient else None


class Rounding(StrEnum):
    """How the figures of a row may have been rounded before they were printed."""

    EXACT = "hitungan"
    MEASURED = "ukuran"
    DISPLAYED = "uang dalam satuan tampilan"


@dataclass(frozen=True, slots=True)
class Quotient:
    """Realisasi divided by target, and the bounds that the rounding of the inputs allows.

    `low` and `high` allow for the decimals printed of the realisasi only, `loose_low` and
    `loose_high` for every rounding that is thinkable. `is_coarse` says that a rounded input has
    but one digit that counts.
    """

    value: Decimal
    low: Decimal
    high: Decimal
    loose_low: Decimal
    loose_high: Decimal
    is_coarse: bool


def fits(value: Decimal, printed: Meaning) -> bool:
    """Whether the value is printed so when rounded half up, half down, or cut off."""
    half = printed.half
    difference = value - printed.value
    if abs(difference) <= half + _NOTHING:
        return True
    return ZERO <= (difference if value >= 0 else -difference) < half + half


def quotients(target: Cell, actual: Cell, rounding: Rounding) -> list[Quotient]:
    """Every quotient that the printed target and realisasi may mean; none for a target of zero."""
    if target.form is Form.RATIO and actual.form is Form.RATIO:
        return _of_ratios(target, actual)
    if not actual.is_number or not (target.is_number or target.form is Form.RANGE):
        return []
    aimed = (*_exact(target.ways, rounding), *_exact(target.others, rounding))
    reached = _exact(actual.ways, rounding)
    return [_quotient(t, r, rounding) for t in aimed if t.value for r in reached]


def _exact(ways: tuple[Meaning, ...], rounding: Rounding) -> tuple[Meaning, ...]:
    """Of things that are counted 1.000 may be one, but not one that was rounded."""
    if rounding is not Rounding.EXACT or len(ways) < 2:
        return ways
    return tuple(Meaning(way.value, 0, way.decimal_sign) for way in ways)


def _quotient(target: Meaning, actual: Meaning, rounding: Rounding) -> Quotient:
    t, r = target.value, actual.value
    value = r / t
    slack_r = actual.half if actual.places else ZERO
    slack_t = target.half if target.places else ZERO
    narrow_t = ZERO
    if rounding is Rounding.DISPLAYED:
        # Sums in millions are rounded on both sides alike, also where no decimals are printed.
        slack_r, slack_t = slack_r or actual.half, slack_t or target.half
        narrow_t = slack_t
    loose_r = slack_r or (actual.half if rounding is Rounding.MEASURED else ZERO)
    if t < 0 or r < 0 or slack_t >= t or not (slack_r or slack_t or loose_r):
        return Quotient(value, value, value, value, value, False)
    return Quotient(
        value,
        max(r - slack_r, ZERO) / (t + narrow_t),
        (r + slack_r) / (t - narrow_t),
        max(r - loose_r, ZERO) / (t + slack_t),
        (r + loose_r) / (t - slack_t),
        (bool(slack_r) and _digits(actual) < 2) or (bool(narrow_t) and _digits(target) < 2),
    )


def _digits(meaning: Meaning) -> int:
    """How many digits of the printed figure count."""
    return len(str(abs(int(meaning.value.scaleb(meaning.places))))) if meaning.value else 0


def _of_ratios(target: Cell, actual: Cell) -> list[Quotient]:
    """1:20 against 1:17,9 may be divided either way round."""
    found = []
    for t in _sides(target):
        for r in _sides(actual):
            for value in (r / t, t / r):
                found.append(Quotient(value, value, value, value, value, False))
    return found


def _sides(cell: Cell) -> Iterator[Decimal]:
    for left in cell.ways:
        for right in cell.others:
            if left.value and right.value:
                yield right.value / left.value


def reproducing(
    formulas: Iterable[Formula], among: list[Quotient], printed: Iterable[Meaning]
) -> Formula | None:
    """The first formula that gives one of the printed meanings to its rounding."""
    wanted = tuple(printed)
    for formula in formulas:
        for quotient in among:
            value = formula.of(quotient.value)
            if value is not None and any(fits(value, one) for one in wanted):
                return formula
    return None


class Explained(StrEnum):
    """Whether the rounding of the printed inputs explains a figure that no formula gives."""

    NO = "tidak"
    LOOSELY = "hanya dengan pembulatan yang longgar"
    YES = "ya"


def explained(
    formulas: Iterable[Formula], among: list[Quotient], printed: Iterable[Meaning]
) -> Explained:
    """How well rounded inputs explain the printed figure; YES only where the bounds are telling."""
    best, wanted = Explained.NO, tuple(printed)
    for formula in formulas:
        for quotient in among:
            for one in wanted:
                narrow = _between(formula, quotient.low, quotient.high)
                if narrow and _touch(narrow, one):
                    is_telling = narrow[1] - narrow[0] <= _TELLING_WIDTH
                    if is_telling and not quotient.is_coarse:
                        return Explained.YES
                    best = Explained.LOOSELY
                loose = _between(formula, quotient.loose_low, quotient.loose_high)
                if loose and _touch(loose, one):
                    best = Explained.LOOSELY
    return best


def _between(formula: Formula, low: Decimal, high: Decimal) -> tuple[Decimal, Decimal] | None:
    """The bounds of the percentage for a quotient between two others; None for one point."""
    if low == high:
        return None
    ends = formula.of(low), formula.of(high)
    if ends[0] is None or ends[1] is None:
        return None
    return min(ends[0], ends[1]), max(ends[0], ends[1])


def _touch(bounds: tuple[Decimal, Decimal], printed: Meaning) -> bool:
    low, high = printed.value - printed.half, printed.value + 2 * printed.half
    return bounds[0] <= high and low <= bounds[1]
