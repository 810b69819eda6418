"""What an agency agreed to for a year, and which target counts.

A revised agreement (Perjanjian Kinerja Perubahan) replaces the first one, target by target; the
first stays readable. Where there is no agreement yet, the plan's own target of the year is shown
and said to be that. Source: PermenPANRB 53/2014, Lampiran I.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from lakip.ledger.rows import fetch, identity
from lakip.performance.planning import Indicator, Plan, Target

_COLUMNS = ("year", "indicator_id", "quarter", "basis", "value")
AGREED = (Target.Basis.AGREEMENT, Target.Basis.REVISED)
# The id of the plan that `plan_for` finds, for the year of a journey. That one is also asked for
# years out of an address, which may be larger than a database takes.
_PLAN_FOR = """SELECT id FROM lakip_plan WHERE agency_id = %s AND first_year <= %s
    AND last_year >= %s ORDER BY first_year DESC LIMIT 1"""


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
    return targets_over(indicators, years=[year])[year]


def targets_over(
    indicators: Iterable[UUID], *, years: Collection[int]
) -> dict[int, dict[UUID, Targets]]:
    """The targets of these indicators in each of the years, in one query."""
    parts: dict[tuple[int, UUID], dict[str, str]] = defaultdict(dict)
    quarters: dict[tuple[int, UUID], dict[int, str]] = defaultdict(dict)
    names = {
        Target.Basis.PLAN: "plan",
        Target.Basis.AGREEMENT: "agreement",
        Target.Basis.REVISED: "revised",
    }
    rows = Target.objects.filter(indicator__in=list(indicators), year__in=years)
    for year, indicator, quarter, basis, value in rows.values_list(*_COLUMNS):
        if quarter:
            quarters[year, indicator][quarter] = value
        else:
            parts[year, indicator][names[Target.Basis(basis)]] = value
    found: dict[int, dict[UUID, Targets]] = {year: {} for year in years}
    for year, indicator in parts.keys() | quarters.keys():
        key = (year, indicator)
        found[year][indicator] = Targets(**parts[key], quarters=quarters[key])
    return found


def agreed_indicators(agency_id: UUID, *, year: int) -> list[Indicator]:
    """The indicators whose target of that year stands in an agreement, in the plan's order."""
    # Only the plan's id, written out: every move that asks for figures comes through here.
    plan = fetch(_PLAN_FOR, (agency_id, year, year))
    if not plan:
        return []
    found = Indicator.objects.filter(
        plan=identity(plan[0][0]),
        targets__year=year,
        targets__quarter=0,
        targets__basis__in=AGREED,
    )
    return list(found.select_related("objective", "bidang").distinct())
