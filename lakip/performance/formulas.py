"""The formulas of capaian: what percentage of a target was reached, with the reckoning in words.

Nothing here rounds, limits or divides by zero. Sources: PermenPANRB 8/2021, p. 91 (maximize, the
normal range), p. 100 (minimize, the special range); T ÷ R and the rule for a target of zero are
local practice; the formula for what should stay stable is a local policy.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lakip.performance import numbers
from lakip.performance.policy import Minimize, Policy, Stabilize, ZeroTarget
from lakip.performance.values import Range

ZERO, HUNDRED = Decimal(0), Decimal(100)
# What people type has no more digits; a quotient that never ends is shown with so many decimals.
_MOST_DIGITS, _SHOWN_PLACES = 20, 4

ZERO_DIVISOR = (
    "Realisasi {actual} tidak dapat menjadi pembagi pada rumus target ÷ realisasi. Pilih rumus "
    "(2 × target − realisasi) ÷ target, atau tetapkan batas atas capaian."
)
ZERO_NOT_JUDGED = "Targetnya nol, dan menurut cara menghitung instansi ini tidak dihitung."
STABLE_NOT_JUDGED = (
    "Indikator yang semakin dekat target semakin baik tidak dihitung menurut cara menghitung "
    "instansi ini, karena belum ada rumus bakunya."
)


class Polarity(StrEnum):
    """Which way is better."""

    MAXIMIZE = "maksimal"
    MINIMIZE = "minimal"
    STABILIZE = "stabil"

    @property
    def words(self) -> str:
        """How a page says it."""
        return {
            Polarity.MAXIMIZE: "semakin tinggi semakin baik",
            Polarity.MINIMIZE: "semakin rendah semakin baik",
            Polarity.STABILIZE: "semakin dekat target semakin baik",
        }[self]


@dataclass(frozen=True, kw_only=True)
class Reckoning:
    """A percentage and how it came about.

    `formula` is in words, `filled` the same with the figures put in; `because` stands in for it
    where nothing was computed, as within a range. `note` says which way is better.
    """

    raw: Decimal
    formula: str
    filled: str = ""
    because: str = ""
    note: str = ""


class CannotReckon(Exception):
    """There is no achievement; the text is the reason, as a sentence."""


def of_numbers(target: Decimal, actual: Decimal, polarity: Polarity, policy: Policy) -> Reckoning:
    """The achievement of a figure against a figure."""
    if polarity is Polarity.STABILIZE and policy.stabilize is Stabilize.NOT_JUDGED:
        raise CannotReckon(STABLE_NOT_JUDGED)
    if target == 0:
        return _zero_target(actual, polarity, policy)
    if polarity is Polarity.STABILIZE:
        return _stable(target, actual)
    if polarity is Polarity.MAXIMIZE:
        return maximize(target, actual)
    if policy.minimize is Minimize.DIVIDE and target > 0:
        return _divide(target, actual, policy.cap)
    return _mirror(target, actual)


def of_range(target: Range, actual: Decimal, polarity: Polarity, policy: Policy) -> Reckoning:
    """100 within the range; outside it the figure is held against the nearer bound.

    So 92 against 80–90 is 92 ÷ 90 = 102,2 (the gazette's example prints 113, a slip), and 70 is
    70 ÷ 80 = 87,5. Where lower is better, 9 months against 7–8 are 87,5 and 6,5 are 107,1.
    """
    if target.low <= actual <= target.high:
        between = f"{show(target.low)} sampai {show(target.high)}"
        return Reckoning(
            raw=HUNDRED,
            formula="realisasi di dalam rentang target: 100",
            because=f"realisasi {show(actual)} berada di dalam rentang target {between}",
        )
    bound = target.low if actual < target.low else target.high
    return of_numbers(bound, actual, polarity, policy)


def maximize(target: Decimal, actual: Decimal) -> Reckoning:
    """Realisasi ÷ target; below zero written so that falling short is always less than 100."""
    if target > 0:
        return Reckoning(
            raw=actual / target * HUNDRED,
            formula="realisasi ÷ target × 100",
            filled=f"{_part(actual)} ÷ {show(target)} × 100",
        )
    return Reckoning(
        raw=HUNDRED * (1 + (actual - target) / abs(target)),
        formula="(1 + (realisasi − target) ÷ |target|) × 100",
        filled=f"(1 + ({_part(actual)} − {_part(target)}) ÷ {show(abs(target))}) × 100",
    )


def _mirror(target: Decimal, actual: Decimal) -> Reckoning:
    """(2 × target − realisasi) ÷ target: what is spared counts as much as what is exceeded."""
    if target > 0:
        return Reckoning(
            raw=(2 * target - actual) / target * HUNDRED,
            formula="(2 × target − realisasi) ÷ target × 100",
            filled=f"(2 × {show(target)} − {_part(actual)}) ÷ {show(target)} × 100",
        )
    return Reckoning(
        raw=HUNDRED * (1 - (actual - target) / abs(target)),
        formula="(1 − (realisasi − target) ÷ |target|) × 100",
        filled=f"(1 − ({_part(actual)} − {_part(target)}) ÷ {show(abs(target))}) × 100",
    )


def _divide(target: Decimal, actual: Decimal, cap: Decimal | None) -> Reckoning:
    """Target ÷ realisasi. The nearer to none, the more: at none it is the cap, if there is one.

    Peers answer 100, 0 or a crash for the perfect none; a figure that grows without bound up to
    it has no value at it, and any of those answers would be below that of a worse year.
    """
    formula = "target ÷ realisasi × 100"
    if actual > 0:
        filled = f"{show(target)} ÷ {show(actual)} × 100"
        return Reckoning(raw=target / actual * HUNDRED, formula=formula, filled=filled)
    if cap is None:
        raise CannotReckon(ZERO_DIVISOR.format(actual=show(actual)))
    because = f"realisasi {show(actual)} tidak dapat menjadi pembagi, jadi dinilai batas atasnya"
    return Reckoning(raw=cap, formula=formula, because=because)


def _zero_target(actual: Decimal, polarity: Polarity, policy: Policy) -> Reckoning:
    """A target of zero cases: none is 100, any is 0; nothing is divided by it.

    Where higher is better, whatever is not below zero has reached the target.
    """
    if policy.zero is ZeroTarget.NOT_JUDGED:
        raise CannotReckon(ZERO_NOT_JUDGED)
    if polarity is Polarity.MAXIMIZE:
        is_met = actual >= 0
    else:
        is_met = actual == 0 or (polarity is Polarity.MINIMIZE and actual < 0)
    outcome = "tercapai" if is_met else "tidak tercapai"
    return Reckoning(
        raw=HUNDRED if is_met else ZERO,
        formula="target nol: tercapai 100, tidak tercapai 0",
        because=f"target nol {outcome} dengan realisasi {show(actual)}",
    )


def _stable(target: Decimal, actual: Decimal) -> Reckoning:
    """Best at the target, worse on both sides. A local policy: no published formula was found."""
    size = show(abs(target))
    return Reckoning(
        raw=HUNDRED - abs(actual - target) / abs(target) * HUNDRED,
        formula="100 − |realisasi − target| ÷ target × 100 (kebijakan lokal)",
        filled=f"100 − |{_part(actual)} − {_part(target)}| ÷ {size} × 100",
    )


def show(number: Decimal) -> str:
    """A figure inside a reckoning: as it is, but a long quotient with a few digits that count."""
    if len(number.as_tuple().digits) <= _MOST_DIGITS:
        return numbers.show(number)
    places = _SHOWN_PLACES + max(0, -number.adjusted() - 1)
    return numbers.show(number, places=places)


def _part(number: Decimal) -> str:
    """The same where a sign may stand before it."""
    return f"({show(number)})" if number < 0 else show(number)
