"""The arithmetic of performance: how far a target was reached, and why the figure is what it is.

Every figure explains itself in one sentence. Missing is never zero: what cannot be computed is
None, with the reason. Sources: PermenPANRB 8/2021 (maximize, minimize, ranges), Permendagri
86/2017 (categories); where no rule was found the choice is named a local policy.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal, DecimalException, localcontext
from enum import StrEnum

from lakip.performance import numbers, values
from lakip.performance.policy import Minimize, Policy, Rounding
from lakip.performance.values import Grade, Missing, Number, Range, Ratio, Value, YesNo

ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)
# Beyond this many percent a figure says nothing, and its digits would not fit a table.
LARGEST = Decimal(10) ** 9
_WIDE = Context(prec=60, Emax=10**6, Emin=-(10**6))

NO_TARGET = "Targetnya belum ditetapkan."
NO_ACTUAL = "Realisasinya belum ada."
NO_ACTUAL_BECAUSE = "Realisasinya belum ada: {reason}"
OTHER_KIND = "Target {target} dan realisasi {actual} tidak dapat dibandingkan."
NO_SCORE = "Predikat {grade} tidak ada dalam urutan predikat indikator ini."
ZERO_DIVISOR = "Realisasi nol tidak dapat menjadi pembagi pada rumus target ÷ realisasi."
BEYOND = "Hasilnya terlalu besar untuk menjadi capaian; periksa target dan realisasinya."


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


class Consolidation(StrEnum):
    """How the figures of the quarters make the figure of the year."""

    SUM = "jumlah"
    LAST = "terakhir"
    AVERAGE = "rata-rata"


@dataclass(frozen=True, kw_only=True)
class Achievement:
    """How far a target was reached, in percent.

    `raw` is unrounded and unlimited, `shown` is what is printed and averaged. Where there is
    none, both are None and `why_not` says why. `sentence` answers "mengapa angka ini?".
    """

    raw: Decimal | None = None
    shown: Decimal | None = None
    category: str | None = None
    formula: str = ""
    sentence: str = ""
    why_not: str = ""

    @property
    def is_met(self) -> bool | None:
        """Whether the target was reached; None where that is not known."""
        return None if self.raw is None else self.raw >= HUNDRED


@dataclass(frozen=True)
class _Counted:
    """A percentage, the formula in words, and the same with the figures put in."""

    raw: Decimal
    formula: str
    filled: str


class _Cannot(Exception):
    """The achievement cannot be computed; the text is the reason."""


def achievement(
    *,
    target: Value | None,
    actual: Value | None,
    polarity: Polarity,
    policy: Policy,
    grades: Mapping[str, Decimal] | None = None,
) -> Achievement:
    """How far the target was reached, by the agency's policy. Never raises for any values.

    `grades` gives the score of each predikat, the better the higher.
    """
    if target is None or isinstance(target, Missing):
        return _none(NO_TARGET)
    if actual is None:
        return _none(NO_ACTUAL)
    if isinstance(actual, Missing):
        return _none(NO_ACTUAL_BECAUSE.format(reason=actual.reason))
    try:
        with localcontext(_WIDE):
            counted = _count(target, actual, polarity, policy, grades or {})
            if not counted.raw.is_finite() or abs(counted.raw) > LARGEST:
                return _none(BEYOND)
            return _explained(counted, polarity, policy)
    except _Cannot as reason:
        return _none(str(reason))
    except DecimalException:
        return _none(BEYOND)


def _none(why_not: str) -> Achievement:
    return Achievement(why_not=why_not, sentence=f"Capaian tidak dapat dihitung. {why_not}")


def _explained(counted: _Counted, polarity: Polarity, policy: Policy) -> Achievement:
    shown = policy.shown(counted.raw)
    category = policy.the_scale.category(counted.raw, gap=policy.gap)
    notes = [polarity.words]
    if policy.rounding.apply(counted.raw, places=policy.places) != counted.raw:
        how = "dibulatkan" if policy.rounding is Rounding.HALF_UP else "dipotong"
        notes.append(f"{how} menjadi {policy.places} desimal")
    if policy.cap is not None and counted.raw > policy.cap:
        notes.append(f"ditampilkan paling tinggi {numbers.show(policy.cap)}%")
    sentence = (
        f"Capaian {numbers.show(shown, places=policy.places)}% = {counted.filled} "
        f"({', '.join(notes)}); termasuk kategori {category} menurut {policy.the_scale.name}."
    )
    return Achievement(
        raw=counted.raw,
        shown=shown,
        category=category,
        formula=counted.formula,
        sentence=sentence,
    )


def _count(
    target: Value,
    actual: Value,
    polarity: Polarity,
    policy: Policy,
    grades: Mapping[str, Decimal],
) -> _Counted:
    match target, actual:
        case YesNo(aimed), YesNo(reached):
            return _yes_no(aimed=aimed, reached=reached)
        case Grade(aimed), Grade(reached):
            return _graded(aimed, reached, grades)
        case Range(), Number(reached):
            return _in_range(target, reached, polarity)
        case Range(), Range(low, high):
            return _in_range(target, (low + high) / 2, polarity)
        case Number(aimed), Range(low, high):
            return _numbers(aimed, (low + high) / 2, polarity, policy)
        case Number(aimed), Number(reached):
            return _numbers(aimed, reached, polarity, policy)
        case Ratio(), Ratio():
            return _numbers(_of_one(target), _of_one(actual), polarity, policy)
    raise _Cannot(OTHER_KIND.format(target=values.show(target), actual=values.show(actual)))


def _of_one(ratio: Ratio) -> Decimal:
    """A ratio by its right side for one of the left: 2 : 35,8 is 17,9."""
    if ratio.left == 0:
        raise _Cannot(OTHER_KIND.format(target=values.show(ratio), actual="apa pun"))
    return ratio.right / ratio.left


def _numbers(target: Decimal, actual: Decimal, polarity: Polarity, policy: Policy) -> _Counted:
    if polarity is Polarity.STABILIZE:
        return _stable(target, actual)
    if target == 0:
        return _zero_target(actual, polarity)
    if polarity is Polarity.MAXIMIZE:
        return _maximize(target, actual)
    if policy.minimize is Minimize.DIVIDE and target > 0:
        return _divide(target, actual)
    return _mirror(target, actual)


def _maximize(target: Decimal, actual: Decimal) -> _Counted:
    """Realisasi ÷ target; below zero written so that falling short is always less than 100."""
    formula = "realisasi ÷ target × 100"
    if target > 0:
        filled = f"{_show(actual)} ÷ {_show(target)} × 100"
        return _Counted(actual / target * HUNDRED, formula, filled)
    raw = HUNDRED * (1 + (actual - target) / abs(target))
    filled = f"(1 + ({_show(actual)} − {_show(target)}) ÷ {_show(abs(target))}) × 100"
    return _Counted(raw, "(1 + (realisasi − target) ÷ |target|) × 100", filled)


def _mirror(target: Decimal, actual: Decimal) -> _Counted:
    """(2 × target − realisasi) ÷ target, at least zero: twice the target or worse earns nothing."""
    if target > 0:
        raw = (2 * target - actual) / target * HUNDRED
        formula = "(2 × target − realisasi) ÷ target × 100"
        filled = f"(2 × {_show(target)} − {_show(actual)}) ÷ {_show(target)} × 100"
    else:
        raw = HUNDRED * (1 - (actual - target) / abs(target))
        formula = "(1 − (realisasi − target) ÷ |target|) × 100"
        filled = f"(1 − ({_show(actual)} − {_show(target)}) ÷ {_show(abs(target))}) × 100"
    return _floored(raw, formula, filled)


def _divide(target: Decimal, actual: Decimal) -> _Counted:
    """Target ÷ realisasi. Nothing reached of what should be low cannot be a divisor."""
    if actual <= 0:
        raise _Cannot(ZERO_DIVISOR)
    filled = f"{_show(target)} ÷ {_show(actual)} × 100"
    return _Counted(target / actual * HUNDRED, "target ÷ realisasi × 100", filled)


def _zero_target(actual: Decimal, polarity: Polarity) -> _Counted:
    """A target of zero cases: none is 100, any is 0; nothing is divided by it.

    Where higher is better, any more than zero has reached the target too.
    """
    is_met = actual >= 0 if polarity is Polarity.MAXIMIZE else actual <= 0
    formula = "target nol: tercapai 100, tidak tercapai 0"
    filled = f"target 0 {'tercapai' if is_met else 'tidak tercapai'}, realisasi {_show(actual)}"
    return _Counted(HUNDRED if is_met else ZERO, formula, filled)


def _stable(target: Decimal, actual: Decimal) -> _Counted:
    """Best at the target, worse on both sides. A local policy: no published formula was found."""
    formula = "100 − |realisasi − target| ÷ target × 100 (kebijakan lokal)"
    if target == 0:
        return _Counted(HUNDRED if actual == 0 else ZERO, formula, "target 0 (kebijakan lokal)")
    raw = HUNDRED - abs(actual - target) / abs(target) * HUNDRED
    filled = (
        f"100 − |{_show(actual)} − {_show(target)}| ÷ {_show(abs(target))} × 100 (kebijakan lokal)"
    )
    return _floored(raw, formula, filled)


def _in_range(target: Range, actual: Decimal, polarity: Polarity) -> _Counted:
    """Within the range is 100; outside it is held against the nearer bound.

    Where lower is better, below the range is more than 100. Source: PermenPANRB 8/2021, p. 91-100.
    """
    low, high = target.low, target.high
    inside = f"{_show(actual)} berada dalam {_show(low)}–{_show(high)}"
    if low <= actual <= high:
        return _Counted(HUNDRED, "di dalam rentang: 100", inside)
    if polarity is Polarity.STABILIZE:
        bound = low if actual < low else high
        return _stable(bound, actual)
    bound = low if actual < low else high
    if bound == 0:
        return _zero_target(actual, polarity)
    if polarity is Polarity.MINIMIZE:
        return _mirror(bound, actual)
    return _maximize(bound, actual)


def _graded(target: str, actual: str, grades: Mapping[str, Decimal]) -> _Counted:
    """Predikat by their scores, the better the higher, whatever the indicator's direction."""
    for grade in (target, actual):
        if grade not in grades:
            raise _Cannot(NO_SCORE.format(grade=grade))
    counted = _maximize(grades[target], grades[actual]) if grades[target] else None
    if counted is None:
        raise _Cannot(NO_SCORE.format(grade=target))
    filled = (
        f"nilai {actual} ({_show(grades[actual])}) ÷ nilai {target} ({_show(grades[target])}) × 100"
    )
    return _Counted(counted.raw, "nilai predikat realisasi ÷ nilai predikat target × 100", filled)


def _yes_no(*, aimed: bool, reached: bool) -> _Counted:
    """There is 100, there is not 0; where nothing was aimed at, either is 100."""
    raw = HUNDRED if reached or not aimed else ZERO
    filled = "ada" if reached else ("tidak ada" if aimed else "belum ditargetkan ada")
    return _Counted(raw, "ada 100, tidak ada 0", filled)


def _floored(raw: Decimal, formula: str, filled: str) -> _Counted:
    if raw < 0:
        return _Counted(ZERO, formula, f"{filled}, menjadi 0 karena hasilnya di bawah nol")
    return _Counted(raw, formula, filled)


def _show(number: Decimal) -> str:
    return numbers.show(number.quantize(Decimal("0.0001")) if _is_long(number) else number)


def _is_long(number: Decimal) -> bool:
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent < -4
