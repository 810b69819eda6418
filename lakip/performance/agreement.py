"""What an agency agreed to for a year, and which target counts.

A revised agreement (Perjanjian Kinerja Perubahan) replaces the first one, target by target; the
first stays readable. Where there is no agreement yet, the plan's own target of the year is shown
and said to be that. Source: PermenPANRB 53/2014, Lampiran I.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from lakip.performance.planning import Indicator, Plan, Target

AGREED = (Target.Basis.AGREEMENT, Target.Basis.REVISED)


@dataclass(frozen=True, kw_only=True)
class Targets:
    """The targets of one indicator in one year, by basis; canonical texts, empty where none."""

    plan: str = ""
    agreement: str = ""
    revised: str = ""
    quarters: dict[int, str] = field(default_factory=dict)

    @property
    def counts(self) -> str:
        """The target that the year is measured by."""
        return self.revised or self.agreement or self.plan

    @property
    def is_agreed(self) -> bool:
        """Whether it stands in a Perjanjian Kinerja, rather than only in the plan."""
        return bool(self.revised or self.agreement)

    @property
    def basis(self) -> str:
        """Which paper the target that counts is from."""
        if self.revised:
            return Target.Basis.REVISED.label
        if self.agreement:
            return Target.Basis.AGREEMENT.label
        return Target.Basis.PLAN.label if self.plan else ""


def plan_for(agency_id: UUID, year: int) -> Plan | None:
    """The agency's plan that covers the year; the newer one where two do."""
    found = Plan.objects.filter(agency_id=agency_id, first_year__lte=year, last_year__gte=year)
    return found.order_by("-first_year").first()


def targets_of(indicators: Iterable[UUID], *, year: int) -> dict[UUID, Targets]:
    """The targets of these indicators in that year."""
    parts: dict[UUID, dict[str, str]] = defaultdict(dict)
    quarters: dict[UUID, dict[int, str]] = defaultdict(dict)
    names = {
        Target.Basis.PLAN: "plan",
        Target.Basis.AGREEMENT: "agreement",
        Target.Basis.REVISED: "revised",
    }
    for target in Target.objects.filter(indicator__in=list(indicators), year=year):
        if target.quarter:
            quarters[target.indicator_id][target.quarter] = target.value
        else:
            parts[target.indicator_id][names[Target.Basis(target.basis)]] = target.value
    return {
        key: Targets(**parts[key], quarters=quarters[key]) for key in parts.keys() | quarters.keys()
    }


def agreed_indicators(agency_id: UUID, *, year: int) -> list[Indicator]:
    """The indicators whose target of that year stands in an agreement, in the plan's order."""
    plan = plan_for(agency_id, year)
    if plan is None:
        return []
    found = plan.indicators.filter(
        targets__year=year, targets__quarter=0, targets__basis__in=AGREED
    )
    return list(found.select_related("objective", "bidang").distinct())
