"""What a plan says now, in the words of its workbook: what is written out, and compared with.

Gathers; `comparing` judges.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from lakip.people.government import Agency, Bidang, Government
from lakip.performance.plan_book import State
from lakip.performance.plan_cells import Measure
from lakip.performance.plan_columns import Sheet
from lakip.performance.plan_periods import YEARS_BEFORE, Period, What
from lakip.performance.plan_records import Known
from lakip.performance.plan_words import NO, YES, clean, grades_of, in_one_line
from lakip.performance.planning import Indicator, Objective, Plan, Target
from lakip.performance.requests import RequestLine
from lakip.performance.results import Actual, Budget, Programme
from lakip.performance.values import Kind, Number, store

LINES = (
    "name", "numerator", "denominator", "unit", "source", "outside", "standard_source",
)  # fmt: skip
TEXTS = ("definition", "formula")
PLAIN = ("kind", "polarity", "consolidation", "standard")
_Row = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Whose plan it is: an agency's Renstra, or the RPJMD of a government."""

    government: Government
    agency: Agency | None = None

    @property
    def name(self) -> str:
        """How its workbook calls it."""
        return self.agency.name if self.agency else self.government.name


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What a plan may name and does not hold itself. `supported` are the sasaran RPJMD.

    `owed` are the figures that an open report asks somebody for: a period's key by its row's code.
    """

    owner: str
    is_government: bool = False
    bidang: tuple[str, ...] = ()
    supported: tuple[tuple[str, str], ...] = ()
    owed: dict[tuple[Sheet, str, str], str] = field(default_factory=dict)
    first_years: frozenset[int] = frozenset()


def owner_of(plan: Plan) -> Owner:
    """Whose plan it is."""
    return Owner(government=plan.government, agency=plan.agency)


def standing(plan: Plan) -> State:
    """All that the plan's workbook would say, as canonical texts."""
    return {
        Sheet.PLAN: {"": _plan(plan)},
        Sheet.OBJECTIVES: _objectives(plan),
        Sheet.INDICATORS: _indicators(plan),
        Sheet.PROGRAMMES: _programmes(plan),
    }


def nothing(owner: Owner) -> State:
    """What stands before an agency's first plan: its programmes, which belong to no plan."""
    found = Programme.objects.filter(agency=owner.agency) if owner.agency else ()
    rows = {one.code: _filled(_programme(one)) for one in found}
    return {Sheet.PLAN: {}, Sheet.OBJECTIVES: {}, Sheet.INDICATORS: {}, Sheet.PROGRAMMES: rows}


def fingerprint(state: State, *, revision: int) -> str:
    """A digest of what stands, by which a preview knows whether it is still of today."""
    told = json.dumps([revision, state], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def known_of(plan: Plan | None) -> Known:
    """What the reading of a file must know of the plan before."""
    if plan is None:
        return Known()
    found = plan.indicators.values_list("code", "kind", "grades", "unit")
    measures = {
        code.casefold(): Measure(kind=Kind(kind), grades=grades_of(grades), unit=unit)
        for code, kind, grades, unit in found
    }
    return Known(years=(plan.first_year, plan.last_year), measures=measures)


def surroundings(owner: Owner, plan: Plan | None) -> Surroundings:
    """What the plan may name."""
    plans = Plan.objects.filter(government=owner.government)
    others = plans.filter(agency=owner.agency)
    others = others.exclude(pk=plan.pk) if plan else others
    bidang = Bidang.objects.filter(agency=owner.agency) if owner.agency else ()
    return Surroundings(
        owner=owner.name,
        is_government=owner.agency is None,
        bidang=tuple(one.name for one in bidang),
        supported=tuple(supported_by(owner)) if owner.agency else (),
        owed=_owed(plan) if plan and owner.agency else {},
        first_years=frozenset(others.values_list("first_year", flat=True)),
    )


def supported_by(owner: Owner) -> list[tuple[str, str]]:
    """The sasaran of the government's newest RPJMD: their codes and words."""
    plan = rpjmd_of(owner.government)
    found = Objective.objects.filter(plan=plan) if plan else Objective.objects.none()
    return [(one.code, in_one_line(one.text)) for one in found]


def rpjmd_of(government: Government) -> Plan | None:
    """The government's newest RPJMD."""
    found = Plan.objects.filter(government=government, agency=None)
    return found.order_by("-first_year").first()


def _filled(row: _Row) -> _Row:
    return {key: text for key, text in row.items() if text}


def _plan(plan: Plan) -> _Row:
    return _filled(
        {
            "name": in_one_line(plan.name),
            "first_year": str(plan.first_year),
            "last_year": str(plan.last_year),
            "agency": in_one_line(owner_of(plan).name),
        }
    )


def _objectives(plan: Plan) -> dict[str, _Row]:
    found = plan.objectives.select_related("parent", "supports").order_by("order", "code", "pk")
    return {
        one.code: _filled(
            {
                "level": one.level,
                "parent": one.parent.code if one.parent else "",
                "text": clean(one.text),
                "supports": one.supports.code if one.supports else "",
            }
        )
        for one in found
    }


def _indicators(plan: Plan) -> dict[str, _Row]:
    found = plan.indicators.select_related("objective", "bidang").order_by(
        "objective__order", "objective__code", "order", "code", "pk"
    )
    rows: dict[UUID, _Row] = {one.pk: _indicator(one) for one in found}
    targets = Target.objects.filter(indicator__plan=plan)
    for pk, year, quarter, basis, value in targets.values_list(
        "indicator", "year", "quarter", "basis", "value"
    ):
        rows[pk][Period(What.TARGET, year, quarter, basis).key] = value
    actuals = Actual.objects.filter(
        indicator__plan=plan,
        year__gte=plan.first_year - YEARS_BEFORE,
        year__lte=plan.last_year,
    )
    for pk, year, quarter, value, reason in actuals.values_list(
        "indicator", "year", "quarter", "value", "missing_because"
    ):
        what = What.ACTUAL if value else What.REASON
        rows[pk][Period(what, year, quarter).key] = value or clean(reason)
    return {row.pop("code"): _filled(row) for row in rows.values()}


def _indicator(one: Indicator) -> _Row:
    return {
        "code": one.code,
        "objective": one.objective.code,
        "is_key": YES if one.is_key else NO,
        "multiplier": store(Number(one.multiplier)),
        "weight": store(Number(one.weight)),
        "bidang": in_one_line(one.bidang.name) if one.bidang else "",
        "grades": ",".join(grades_of(one.grades)),
        **{name: in_one_line(getattr(one, name)) for name in LINES},
        **{name: clean(getattr(one, name)) for name in TEXTS},
        **{name: getattr(one, name) for name in PLAIN},
    }


def _programmes(plan: Plan) -> dict[str, _Row]:
    if plan.agency_id is None:
        return {}
    found = Programme.objects.filter(agency=plan.agency_id).select_related("parent", "bidang")
    rows = {one.pk: {"code": one.code, **_programme(one)} for one in found.order_by("code", "pk")}
    supports: dict[int, list[str]] = defaultdict(list)
    links = Programme.indicators.through.objects.filter(
        programme__agency=plan.agency_id, indicator__plan=plan
    )
    for pk, code in links.values_list("programme", "indicator__code"):
        supports[pk].append(code)
    for pk, codes in supports.items():
        rows[pk]["indicators"] = "; ".join(sorted(codes))
    budgets = Budget.objects.filter(
        programme__agency=plan.agency_id,
        year__gte=plan.first_year - YEARS_BEFORE,
        year__lte=plan.last_year,
    )
    for pk, year, ceiling, spent in budgets.values_list("programme", "year", "ceiling", "spent"):
        for what, amount in ((What.CEILING, ceiling), (What.SPENT, spent)):
            if amount is not None:
                rows[pk][Period(what, year).key] = store(Number(amount))
    return {row.pop("code"): _filled(row) for row in rows.values()}


def _programme(one: Programme) -> _Row:
    return {
        "level": one.level,
        "parent": one.parent.code if one.parent else "",
        "name": in_one_line(one.name),
        "bidang": in_one_line(one.bidang.name) if one.bidang else "",
    }


def _owed(plan: Plan) -> dict[tuple[Sheet, str, str], str]:
    """The figures that an open report asks for, and of whom."""
    lines = RequestLine.objects.filter(
        Q(indicator__plan=plan) | Q(programme__agency=plan.agency_id),
        request__journey__closed_at=None,
    ).select_related("request__bidang", "request__journey", "indicator", "programme")
    return dict(_owed_keys(lines))


def _owed_keys(lines: Iterable[RequestLine]) -> Iterable[tuple[tuple[Sheet, str, str], str]]:
    for line in lines:
        year, whom = line.request.journey.year, line.request.whom
        if line.indicator is not None:
            for what in (What.ACTUAL, What.REASON):
                yield (Sheet.INDICATORS, line.indicator.code, Period(what, year).key), whom
        elif line.programme is not None:
            yield (Sheet.PROGRAMMES, line.programme.code, Period(What.SPENT, year).key), whom
