"""How far a target was reached, and why the figure is what it is.

Every figure explains itself in one sentence. Missing is never zero: what cannot be computed is
None, with the reason. The formulas stand in `formulas.py`, an agency's choices in `policy.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Context, Decimal, DecimalException, localcontext
from enum import StrEnum

from lakip.performance import numbers, values
from lakip.performance.formulas import (
    HUNDRED,
    ZERO,
    CannotReckon,
    Polarity,
    Reckoning,
    maximize,
    of_numbers,
    of_range,
    show,
)
from lakip.performance.policy import Policy
from lakip.performance.values import Grade, Missing, Number, Range, Ratio, Value, YesNo

__all__ = ["Achievement", "Consolidation", "Polarity", "achievement"]

# Beyond this many percent a figure says nothing, and its digits would not fit a table.
LARGEST = Decimal(10) ** 9
_WIDE = Context(prec=60)

NO_TARGET = "Targetnya belum ditetapkan."
NO_TARGET_BECAUSE = "Targetnya belum ditetapkan: {reason}"
NO_ACTUAL = "Realisasinya belum ada."
NO_ACTUAL_BECAUSE = "Realisasinya belum ada: {reason}"
OTHER_KIND = "Target {target} dan realisasi {actual} tidak dapat dibandingkan."
WIDE_ACTUAL = "Realisasi {actual} berupa rentang. Tuliskan satu angka."
NO_SCORE = "Predikat {grade} tidak ada dalam urutan predikat indikator ini."
BAD_RATIO = "Rasio {ratio} harus memuat angka di atas nol di sebelah kiri."
BEYOND = "Hasilnya terlalu besar untuk menjadi capaian; periksa target dan realisasinya."
NONE = "Capaian tidak dapat dihitung. {why_not}"
HIGHER_GRADE = "predikat yang lebih tinggi lebih baik"
JUDGED_UNROUNDED = ", dinilai sebelum pembulatan"


class Consolidation(StrEnum):
    """How the figures of the quarters make the figure of the year."""

    SUM = "jumlah"
    LAST = "terakhir"
    AVERAGE = "rata-rata"


@dataclass(frozen=True, kw_only=True)
class Achievement:
    """How far a target was reached, in percent.

    `raw` is neither rounded nor limited, `shown` is what is printed. Where there is none, both
    are None and `why_not` says why. `sentence` answers "mengapa angka ini?".
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
        return _none(_absent(target, NO_TARGET, NO_TARGET_BECAUSE))
    if actual is None or isinstance(actual, Missing):
        return _none(_absent(actual, NO_ACTUAL, NO_ACTUAL_BECAUSE))
    scores = {code.casefold(): score for code, score in (grades or {}).items()}
    figures = (*_figures(target), *_figures(actual), *scores.values())
    if not all(_is_printable(figure) for figure in figures):
        return _none(BEYOND)
    try:
        with localcontext(_WIDE):
            reckoning = _reckon(target, actual, polarity, policy, scores)
            if not reckoning.raw.is_finite() or abs(reckoning.raw) > LARGEST:
                return _none(BEYOND)
            return _explained(reckoning, policy)
    except CannotReckon as reason:
        return _none(str(reason))
    except DecimalException:
        # Scores are given by the caller; whatever they are, a page gets a sentence.
        return _none(BEYOND)


def _none(why_not: str) -> Achievement:
    return Achievement(why_not=why_not, sentence=NONE.format(why_not=why_not))


def _absent(value: Missing | None, plain: str, because: str) -> str:
    reason = value.reason.strip().rstrip(".") if value else ""
    return because.format(reason=f"{reason}.") if reason else plain


def _figures(value: Value) -> tuple[Decimal, ...]:
    match value:
        case Number(amount):
            return (amount,)
        case Ratio(left, right):
            return (left, right)
        case Range(low, high):
            return (low, high)
    return ()


def _is_printable(number: Decimal) -> bool:
    """Whether it is a figure that people could have written: finite, and not endlessly long."""
    return number.is_finite() and (not number or abs(number.adjusted()) <= numbers.LONGEST)


def _reckon(
    target: Value,
    actual: Value,
    polarity: Polarity,
    policy: Policy,
    scores: Mapping[str, Decimal],
) -> Reckoning:
    match target, actual:
        case YesNo(aimed), YesNo(reached):
            return _yes_no(aimed=aimed, reached=reached, polarity=polarity)
        case Grade(aimed), Grade(reached):
            return _graded(aimed, reached, scores)
        case Range(), Range():
            return _noted(_range_in_range(target, actual), polarity)
        case Range(), Number(reached):
            return _noted(of_range(target, reached, polarity, policy), polarity)
        case Number(), Range():
            raise CannotReckon(WIDE_ACTUAL.format(actual=values.show(actual)))
        case Number(aimed), Number(reached):
            return _noted(of_numbers(aimed, reached, polarity, policy), polarity)
        case Ratio(), Ratio():
            return _noted(_of_ratios(target, actual, polarity, policy), polarity)
    raise CannotReckon(OTHER_KIND.format(target=values.show(target), actual=values.show(actual)))


def _noted(reckoning: Reckoning, polarity: Polarity) -> Reckoning:
    is_local = polarity is Polarity.STABILIZE and reckoning.filled
    return replace(reckoning, note=polarity.words + (", kebijakan lokal" if is_local else ""))


def _of_ratios(target: Ratio, actual: Ratio, polarity: Polarity, policy: Policy) -> Reckoning:
    """Ratios by their right side for one of the left: 2 : 35,8 is 17,9.

    20 : 3 is no exact decimal, so the percentage is computed from both sides multiplied crosswise.
    """
    for ratio in (target, actual):
        if ratio.left <= 0:
            raise CannotReckon(BAD_RATIO.format(ratio=values.show(ratio)))
    crosswise = target.right * actual.left, actual.right * target.left
    for_one = target.right / target.left, actual.right / actual.left
    exact = of_numbers(*crosswise, polarity, policy)
    return replace(of_numbers(*for_one, polarity, policy), raw=exact.raw)


def _range_in_range(target: Range, actual: Range) -> Reckoning:
    """An actual that is itself a range is clear only where all of it is within the target."""
    if not target.low <= actual.low <= actual.high <= target.high:
        raise CannotReckon(WIDE_ACTUAL.format(actual=values.show(actual)))
    return Reckoning(
        raw=HUNDRED,
        formula="realisasi di dalam rentang target: 100",
        because=f"realisasi {values.show(actual)} berada di dalam rentang target "
        f"{values.show(target)}",
    )


def _graded(target: str, actual: str, scores: Mapping[str, Decimal]) -> Reckoning:
    """Predikat by their scores, the better the higher, whatever the indicator's direction."""
    for grade in (target, actual):
        if scores.get(grade.casefold(), ZERO) <= 0:
            raise CannotReckon(NO_SCORE.format(grade=grade))
    aimed, reached = scores[target.casefold()], scores[actual.casefold()]
    return Reckoning(
        raw=maximize(aimed, reached).raw,
        formula="nilai predikat realisasi ÷ nilai predikat target × 100",
        filled=f"nilai {actual} {show(reached)} ÷ nilai {target} {show(aimed)} × 100",
        note=HIGHER_GRADE,
    )


def _yes_no(*, aimed: bool, reached: bool, polarity: Polarity) -> Reckoning:
    """What was aimed at is there: 100, else 0. More than was aimed at is reached all the same.

    Where lower is better, as for findings of an audit, "tidak" is the better answer.
    """
    if polarity is Polarity.MAXIMIZE:
        is_met = reached or not aimed
    elif polarity is Polarity.MINIMIZE:
        is_met = aimed or not reached
    else:
        is_met = aimed is reached
    return Reckoning(
        raw=HUNDRED if is_met else ZERO,
        formula="sesuai target 100, tidak sesuai 0",
        because=f"targetnya {values.show(YesNo(aimed))} dan realisasinya "
        f"{values.show(YesNo(reached))}",
    )


def _explained(reckoning: Reckoning, policy: Policy) -> Achievement:
    raw = reckoning.raw
    category = policy.category(raw)
    return Achievement(
        raw=raw,
        shown=policy.shown(raw),
        category=category,
        formula=reckoning.formula,
        sentence=_sentence(reckoning, policy, category),
    )


def _sentence(reckoning: Reckoning, policy: Policy, category: str) -> str:
    """As in: Capaian 60,40% = (2 × 75 − 104,7) ÷ 75 × 100 = 60,4 (semakin rendah …), …"""
    raw = reckoning.raw
    if reckoning.because:
        reached = f"karena {reckoning.because}"
    else:
        reached = f"= {reckoning.filled} {_result(raw, policy.places)}"
    if reckoning.note:
        reached += f" ({reckoning.note})"
    if raw < 0:
        reached += ", hasil di bawah nol ditulis nol"
    elif policy.cap is not None and raw > policy.cap:
        reached += f", dibatasi paling tinggi {numbers.show(policy.cap)}%"
    if not reckoning.because:
        reached += f", {policy.rounding_words}"
    judged = JUDGED_UNROUNDED if policy.category(policy.shown(raw)) != category else ""
    return (
        f"Capaian {policy.show(policy.limited(raw))} {reached}; termasuk kategori {category} "
        f"menurut {policy.the_scale.cited}{judged}."
    )


def _result(raw: Decimal, places: int) -> str:
    """The result before rounding; a long one is cut, so that it never seems to reach a bound."""
    cut = raw.quantize(Decimal(1).scaleb(-places - 4), rounding=ROUND_DOWN)
    return f"= {numbers.show(cut)}" if cut == raw else f"= {numbers.show(cut)}…"
