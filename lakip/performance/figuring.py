"""The figures of an agency's year as the arithmetic gives them: one account for all who show them.

Pages, data formats, checks and the report all compute here, so that no two of them differ.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from lakip.performance import values
from lakip.performance.agreement import Targets, plan_for, targets_over
from lakip.performance.figures import check_row
from lakip.performance.figures_polarity import Direction
from lakip.performance.figures_polarity import Polarity as Stated
from lakip.performance.measures import Achievement, Polarity, achievement
from lakip.performance.planning import Indicator, Objective
from lakip.performance.policy import Policy, policy_from
from lakip.performance.results import Actual, Analysis, Arithmetic
from lakip.performance.rolling import RollUp, roll_up
from lakip.performance.values import Kind, Missing, Number, Value

_DIRECTIONS = {
    Polarity.MAXIMIZE: Direction.UP,
    Polarity.MINIMIZE: Direction.DOWN,
    Polarity.STABILIZE: Direction.STEADY,
}


def policy_of(agency_id: UUID) -> Policy:
    """How the agency computes; the default where it has not chosen."""
    chosen = Arithmetic.objects.filter(agency_id=agency_id).first()
    return policy_from(chosen.choices) if chosen else Policy()


def value_of(text: str, indicator: Indicator) -> Value | None:
    """A canonical text as a value; None for nothing."""
    return values.restore(text, Kind(indicator.kind)) if text else None


def grades_of(indicator: Indicator) -> dict[str, Decimal]:
    """The score of each grade: the worst is one, the best as many as there are grades."""
    best_first = indicator.grade_list
    return {grade: Decimal(len(best_first) - at) for at, grade in enumerate(best_first)}


def measured(
    indicator: Indicator, *, target: str, reached: Value | None, policy: Policy
) -> Achievement:
    """The achievement of one indicator; the target as canonical text."""
    return achievement(
        target=value_of(target, indicator),
        actual=reached,
        polarity=Polarity(indicator.polarity),
        policy=policy,
        grades=grades_of(indicator),
    )


def reached_of(actual: Actual | None, indicator: Indicator) -> Value | None:
    """What an actual says, also that it is missing and why; None where there is none."""
    if actual is None:
        return None
    return value_of(actual.value, indicator) if actual.value else Missing(actual.missing_because)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One indicator in one year: what was aimed at, what was reached, and what follows."""

    indicator: Indicator
    targets: Targets
    actual: Actual | None
    last: Actual | None
    analysis: Analysis | None
    achievement: Achievement

    def shown(self, text: str) -> str:
        """A canonical text of this indicator the way people read it."""
        value = value_of(text, self.indicator)
        return values.show(value) if value is not None else ""

    @property
    def target(self) -> str:
        """The target that counts, as people read it."""
        return self.shown(self.targets.counts)

    @property
    def original(self) -> str:
        """The target of the first agreement, also where a revised one replaced it."""
        return self.shown(self.targets.agreement)

    @property
    def reached(self) -> str:
        """The actual, as people read it; empty where there is none."""
        return self.shown(self.actual.value) if self.actual and self.actual.value else ""

    @property
    def before(self) -> str:
        """The actual of the year before."""
        return self.shown(self.last.value) if self.last and self.last.value else ""


@dataclass(frozen=True, kw_only=True)
class Group:
    """The figures of one sasaran, and their roll-up."""

    objective: Objective
    figures: tuple[Figure, ...]
    roll_up: RollUp


def year_of(agency_id: UUID, *, year: int) -> list[Group]:
    """Every indicator of the agency's plan in that year, by sasaran."""
    plan = plan_for(agency_id, year)
    if plan is None:
        return []
    indicators = list(plan.indicators.select_related("objective", "bidang"))
    figures = figures_of(indicators, year=year, policy=policy_of(agency_id))
    grouped: dict[int, list[Figure]] = {}
    for indicator in indicators:
        grouped.setdefault(indicator.objective_id, []).append(figures[indicator.pk])
    policy = policy_of(agency_id)
    return [
        Group(
            objective=found[0].indicator.objective,
            figures=tuple(found),
            roll_up=roll_up(
                [figure.achievement for figure in found], policy, weights=_weights(found)
            ),
        )
        for found in grouped.values()
    ]


def _weights(figures: list[Figure]) -> list[Decimal] | None:
    """The weights of the indicators, where they are not all alike."""
    found = [figure.indicator.weight for figure in figures]
    return found if len(set(found)) > 1 else None


def figures_of(
    indicators: Iterable[Indicator], *, year: int, policy: Policy
) -> Mapping[UUID, Figure]:
    """The figures of these indicators in that year."""
    return figures_over(indicators, years=[year], policy=policy)[year]


def figures_over(
    indicators: Iterable[Indicator], *, years: Iterable[int], policy: Policy
) -> Mapping[int, Mapping[UUID, Figure]]:
    """The figures of these indicators in each of the years, in as many queries as for one."""
    asked, wanted = list(indicators), sorted(set(years))
    targets = targets_over((each.pk for each in asked), years=wanted)
    actuals = _actuals(asked, {*wanted, *(year - 1 for year in wanted)})
    analyses = {
        (each.year, each.indicator_id): each
        for each in Analysis.objects.filter(indicator__in=asked, year__in=wanted)
    }
    found: dict[int, dict[UUID, Figure]] = {year: {} for year in wanted}
    for year in wanted:
        for each in asked:
            aimed = targets[year].get(each.pk, Targets())
            actual = actuals.get((year, each.pk))
            found[year][each.pk] = Figure(
                indicator=each,
                targets=aimed,
                actual=actual,
                last=actuals.get((year - 1, each.pk)),
                analysis=analyses.get((year, each.pk)),
                achievement=measured(
                    each, target=aimed.counts, reached=reached_of(actual, each), policy=policy
                ),
            )
    return found


def _actuals(indicators: list[Indicator], years: set[int]) -> dict[tuple[int, UUID], Actual]:
    found = Actual.objects.filter(indicator__in=indicators, year__in=years, quarter=0)
    return {(each.year, each.indicator_id): each for each in found.select_related("by")}


def figure_remarks(indicator: Indicator, *, target: str, value: Value, last: str) -> list[str]:
    """What looks wrong about a figure that somebody just typed; nothing where it looks right.

    `target` and `last` are canonical texts. Only plain figures are looked at.
    """
    aimed = value_of(target, indicator)
    if not isinstance(value, Number) or not isinstance(aimed, Number):
        return []
    before = value_of(last, indicator)
    found = check_row(
        target=values.show(aimed),
        actual=values.show(value),
        name=indicator.name,
        unit=indicator.unit,
        polarity=Stated(_DIRECTIONS[Polarity(indicator.polarity)], is_stated=True),
        prior_actual=values.show(before) if isinstance(before, Number) else "",
    )
    return [finding.sentence for finding in found]
