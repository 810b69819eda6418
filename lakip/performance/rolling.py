"""From quarters to a year, from indicators to a sasaran, and achievement against money.

What is missing is left out and counted, never taken for zero. Sources: consolidation by sum, last
known value and average as Kementerian Keuangan and regional applications use them; efficiency as
reports of regional governments compute it (no national rule binds an OPD).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lakip.performance import numbers
from lakip.performance.formulas import HUNDRED, ZERO
from lakip.performance.measures import Achievement, Consolidation
from lakip.performance.policy import EfficiencyRule, Policy

FEW = Decimal(5)
ROMAN = ("I", "II", "III", "IV")
CANNOT = "Tidak dapat dihitung"
NOT_DONE = "Belum dilaksanakan"
NOTHING_TO_AVERAGE = "Belum ada {what} yang capaiannya dapat dihitung."
NO_QUARTER = "Belum ada triwulan yang target dan realisasinya terisi."
NO_CEILING = "Serapan tidak dapat dihitung karena pagunya nol atau belum ada."
NO_SPENDING = "Serapan tidak dapat dihitung karena realisasi anggarannya belum ada."
NO_ACHIEVEMENT = "Efisiensi tidak dapat dihitung karena capaiannya belum ada."
NO_ABSORPTION = "Efisiensi tidak dapat dihitung karena serapan anggarannya belum ada."
NOT_MET = "Efisiensi tidak dihitung karena target belum tercapai: {held}."


def consolidate(figures: Sequence[Decimal | None], how: Consolidation) -> Decimal | None:
    """The year's figure from those of its quarters; None where no quarter has one.

    Only quarters that have a figure count, for a target as for an actual.
    """
    known = [figure for figure in figures if figure is not None]
    if not known:
        return None
    if how is Consolidation.LAST:
        return known[-1]
    total = sum(known, ZERO)
    return total if how is Consolidation.SUM else total / len(known)


@dataclass(frozen=True, kw_only=True)
class SoFar:
    """Target and actual of the quarters that have both; None where there is no such quarter.

    `quarters` are counted from 1.
    """

    target: Decimal | None
    actual: Decimal | None
    quarters: tuple[int, ...]
    sentence: str


def so_far(
    targets: Sequence[Decimal | None], actuals: Sequence[Decimal | None], how: Consolidation
) -> SoFar:
    """Part of a year against the same part of its targets, both made one by the same rule.

    Takes the four quarters in their order.
    """
    filled = [
        (at, target, actual)
        for at, (target, actual) in enumerate(zip(targets, actuals, strict=True), start=1)
        if target is not None and actual is not None
    ]
    target = consolidate([target for _, target, _ in filled], how)
    actual = consolidate([actual for _, _, actual in filled], how)
    quarters = tuple(at for at, _, _ in filled)
    if target is None or actual is None:
        return SoFar(target=None, actual=None, quarters=(), sentence=NO_QUARTER)
    named = ", ".join(ROMAN[at - 1] for at in quarters)
    last = ROMAN[quarters[-1] - 1]
    way = {
        Consolidation.SUM: f"dijumlahkan dari triwulan {named}",
        Consolidation.LAST: f"diambil dari triwulan {last}, yang terakhir terisi",
        Consolidation.AVERAGE: f"dirata-ratakan dari triwulan {named}",
    }[how]
    shown = f"Target {numbers.show(target)} dan realisasi {numbers.show(actual)}"
    return SoFar(target=target, actual=actual, quarters=quarters, sentence=f"{shown} {way}.")


def comparable(
    targets: Sequence[Decimal | None], actuals: Sequence[Decimal | None], how: Consolidation
) -> tuple[Decimal | None, Decimal | None]:
    """Target and actual of the quarters that have both, made one by the same rule."""
    found = so_far(targets, actuals, how)
    return found.target, found.actual


@dataclass(frozen=True, kw_only=True)
class RollUp:
    """The mean achievement of several indicators, or of several sasaran; None where none has one.

    `raw` is not rounded, `value` is what is printed. `missing` have no achievement.
    """

    raw: Decimal | None = None
    value: Decimal | None = None
    category: str | None = None
    counted: int = 0
    missing: int = 0
    sentence: str = ""


def roll_up(
    achievements: Sequence[Achievement], policy: Policy, *, weights: Sequence[Decimal] | None = None
) -> RollUp:
    """The mean of the indicators of a sasaran, weighted if weights are given.

    The mean is of limited figures, so that with a cap one indicator of 900 percent hides no
    failure. What has no achievement is left out and said; so is what weighs nothing.
    """
    return _mean([each.raw for each in achievements], policy, weights, "indikator")


def overall(
    parts: Sequence[RollUp], policy: Policy, *, weights: Sequence[Decimal] | None = None
) -> RollUp:
    """The mean of the sasaran of an agency."""
    return _mean([each.raw for each in parts], policy, weights, "sasaran")


def _mean(
    raws: Sequence[Decimal | None],
    policy: Policy,
    weights: Sequence[Decimal] | None,
    what: str,
) -> RollUp:
    weighed = [Decimal(1)] * len(raws) if weights is None else weights
    known = [
        (policy.limited(raw), weight)
        for raw, weight in zip(raws, weighed, strict=True)
        if raw is not None and weight > 0
    ]
    missing = sum(raw is None for raw in raws)
    if not known:
        return RollUp(missing=missing, sentence=NOTHING_TO_AVERAGE.format(what=what))
    total = sum((weight for _, weight in known), ZERO)
    mean = sum((value * weight for value, weight in known), ZERO) / total
    category = policy.category(mean)
    of = "Rata-rata" if weights is None else "Rata-rata tertimbang"
    highest = max(raw for raw in raws if raw is not None)
    limits = ""
    if policy.cap is not None and highest > policy.cap:
        limits = f", masing-masing paling tinggi {numbers.show(policy.cap)}%,"
    left_out = f"; {missing} {what} belum mempunyai capaian dan tidak dihitung nol"
    return RollUp(
        raw=mean,
        value=policy.rounding.apply(mean, places=policy.places),
        category=category,
        counted=len(known),
        missing=missing,
        sentence=f"{of} capaian {len(known)} {what}{limits} = {policy.show(mean)}, "
        f"{policy.rounding_words}; termasuk kategori {category} menurut {policy.the_scale.cited}"
        f"{left_out if missing else ''}.",
    )


def absorption(ceiling: Decimal | None, spent: Decimal | None) -> Decimal | None:
    """Spending in percent of the ceiling, unrounded; None without one or with a ceiling of zero."""
    if ceiling is None or spent is None or ceiling <= 0:
        return None
    return spent / ceiling * HUNDRED


def why_absorbed(ceiling: Decimal | None, spent: Decimal | None, policy: Policy) -> str:
    """Why the absorption is what it is, or why there is none."""
    absorbed = absorption(ceiling, spent)
    if ceiling is None or ceiling <= 0:
        return NO_CEILING
    if spent is None or absorbed is None:
        return NO_SPENDING
    return (
        f"Serapan {policy.show(absorbed)} = {numbers.show(spent)} ÷ {numbers.show(ceiling)} × 100, "
        f"{policy.rounding_words}."
    )


@dataclass(frozen=True, kw_only=True)
class Efficiency:
    """How achievement and spending stand to each other.

    `value` is the difference in percentage points, or by `hemat` what was saved in percent;
    None where it cannot be told.
    """

    value: Decimal | None
    label: str
    sentence: str


def efficiency(
    reached: Achievement | Decimal | None, absorbed: Decimal | None, policy: Policy
) -> Efficiency:
    """The efficiency of an achievement reached with that absorption, by the agency's rule.

    Both zero is neither efficient nor not: nothing was done yet.
    """
    raw = reached.raw if isinstance(reached, Achievement) else reached
    if raw is None:
        return Efficiency(value=None, label=CANNOT, sentence=NO_ACHIEVEMENT)
    if absorbed is None:
        return Efficiency(value=None, label=CANNOT, sentence=NO_ABSORPTION)
    percent = policy.limited(raw)
    held = f"capaian {policy.show(percent)} dengan serapan anggaran {policy.show(absorbed)}"
    if percent == 0 and absorbed == 0:
        return Efficiency(value=None, label=NOT_DONE, sentence=f"{NOT_DONE}: {held}.")
    if policy.efficiency is EfficiencyRule.SAVINGS_IF_MET:
        return _savings(percent, absorbed, held, policy)
    difference = percent - absorbed
    if policy.efficiency is EfficiencyRule.DELTA:
        label = _by_difference(difference)
    else:
        label = "Efisien" if difference >= 0 else "Kurang efisien"
    points = numbers.show(policy.rounding.apply(difference, places=policy.places))
    return Efficiency(
        value=difference, label=label, sentence=f"{label}: {held}, selisih {points} poin persen."
    )


def _by_difference(difference: Decimal) -> str:
    if difference > FEW:
        return "Efisien"
    return "Cukup efisien" if difference >= -FEW else "Tidak efisien"


def _savings(percent: Decimal, absorbed: Decimal, held: str, policy: Policy) -> Efficiency:
    """What was saved counts only where the target was reached."""
    if percent < HUNDRED:
        return Efficiency(value=None, label=CANNOT, sentence=NOT_MET.format(held=held))
    saved = HUNDRED - absorbed
    if saved <= 0:
        sentence = f"Target tercapai tanpa penghematan: {held}."
        return Efficiency(value=saved, label="Tidak hemat", sentence=sentence)
    sentence = f"Target tercapai dengan penghematan {policy.show(saved)}: {held}."
    return Efficiency(value=saved, label="Hemat", sentence=sentence)
