"""From quarters to a year, from indicators to a sasaran, and achievement against money."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lakip.performance import numbers
from lakip.performance.measures import HUNDRED, Achievement, Consolidation
from lakip.performance.policy import EfficiencyRule, Policy

FEW = Decimal(5)
CANNOT = "Tidak dapat dihitung"
NO_CEILING = "Pagunya nol atau belum ada, jadi serapan tidak dapat dihitung."


def consolidate(figures: Sequence[Decimal | None], how: Consolidation) -> Decimal | None:
    """The year's figure from those of its quarters; None where no quarter has one.

    Only quarters that have a figure count, for a target as for an actual.
    """
    known = [figure for figure in figures if figure is not None]
    if not known:
        return None
    if how is Consolidation.LAST:
        return known[-1]
    total = sum(known, Decimal(0))
    return total if how is Consolidation.SUM else total / len(known)


def comparable(
    targets: Sequence[Decimal | None], actuals: Sequence[Decimal | None], how: Consolidation
) -> tuple[Decimal | None, Decimal | None]:
    """Target and actual of the quarters that have both, made one by the same rule."""
    filled = [
        (target, actual)
        for target, actual in zip(targets, actuals, strict=True)
        if target is not None and actual is not None
    ]
    return (
        consolidate([target for target, _ in filled], how),
        consolidate([actual for _, actual in filled], how),
    )


@dataclass(frozen=True, kw_only=True)
class RollUp:
    """The mean achievement of several indicators; None where none has a figure."""

    value: Decimal | None
    category: str | None
    counted: int
    missing: int
    sentence: str


def roll_up(
    achievements: Sequence[Achievement], policy: Policy, *, weights: Sequence[Decimal] | None = None
) -> RollUp:
    """The weighted mean of what is shown, limited by the policy's cap; missing ones do not count.

    The mean is of limited figures, so that one indicator of 900 percent hides no failure.
    """
    given = weights or [Decimal(1)] * len(achievements)
    known = [
        (policy.cap_of(each.raw), weight)
        for each, weight in zip(achievements, given, strict=True)
        if each.raw is not None and weight > 0
    ]
    missing = sum(each.raw is None for each in achievements)
    if not known:
        return RollUp(
            value=None,
            category=None,
            counted=0,
            missing=missing,
            sentence="Belum ada indikator yang capaiannya dapat dihitung.",
        )
    mean = sum((value * weight for value, weight in known), Decimal(0)) / sum(
        (weight for _, weight in known), Decimal(0)
    )
    value = policy.rounding.apply(mean, places=policy.places)
    category = policy.the_scale.category(mean, gap=policy.gap)
    of = "Rata-rata tertimbang" if weights else "Rata-rata"
    left = (
        f"; {missing} indikator belum mempunyai capaian dan tidak dihitung nol" if missing else ""
    )
    return RollUp(
        value=value,
        category=category,
        counted=len(known),
        missing=missing,
        sentence=f"{of} capaian {len(known)} indikator: "
        f"{numbers.show(value, places=policy.places)}% ({category}){left}.",
    )


def absorption(ceiling: Decimal | None, spent: Decimal | None) -> Decimal | None:
    """Spending in percent of the ceiling, unrounded; None without one or with a ceiling of zero."""
    if ceiling is None or spent is None or ceiling == 0:
        return None
    return spent / ceiling * HUNDRED


@dataclass(frozen=True, kw_only=True)
class Efficiency:
    """How achievement and spending stand to each other. `value` is in percent or points."""

    value: Decimal | None
    label: str
    sentence: str


def efficiency(reached: Decimal | None, absorbed: Decimal | None, policy: Policy) -> Efficiency:
    """The efficiency of an achievement reached with that absorption, by the agency's rule."""
    if reached is None or absorbed is None:
        return Efficiency(value=None, label=CANNOT, sentence="Capaian atau serapannya belum ada.")
    held = (
        f"capaian {numbers.show(reached, places=2)}% terhadap serapan "
        f"{numbers.show(absorbed, places=2)}%"
    )
    if policy.efficiency is EfficiencyRule.SAVINGS_IF_MET:
        return _savings(reached, absorbed, held)
    difference = reached - absorbed
    if policy.efficiency is EfficiencyRule.DELTA:
        label = _by_difference(difference)
    else:
        label = "Efisien" if difference >= 0 else "Kurang efisien"
    return Efficiency(value=difference, label=label, sentence=f"{label}: {held}.")


def _by_difference(difference: Decimal) -> str:
    if difference > FEW:
        return "Efisien"
    return "Cukup efisien" if difference >= -FEW else "Tidak efisien"


def _savings(reached: Decimal, absorbed: Decimal, held: str) -> Efficiency:
    if reached < HUNDRED:
        return Efficiency(
            value=None,
            label=CANNOT,
            sentence=f"Target belum tercapai, jadi tidak dihitung: {held}.",
        )
    saved = HUNDRED - absorbed
    return Efficiency(
        value=saved,
        label="Efisien" if saved >= 0 else "Kurang efisien",
        sentence=f"Target tercapai dengan penghematan {numbers.show(saved, places=2)}%: {held}.",
    )
