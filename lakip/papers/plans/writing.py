"""Writes the rows of an import into the tables. The caller's transaction holds them together."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from lakip.papers.plans.changes import RowChange, Verdict
from lakip.papers.plans.standing import rpjmd_of
from lakip.people.government import Bidang
from lakip.people.person import Person
from lakip.performance.plan_columns import Sheet
from lakip.performance.plan_periods import Period, What, period_of
from lakip.performance.plan_words import YES, in_one_line
from lakip.performance.planning import Indicator, Objective, Plan, Target
from lakip.performance.results import Actual, Budget, Programme

_BATCH = 500
_LEVELS = (
    Objective.Level.TUJUAN,
    Objective.Level.SASARAN,
    Programme.Level.PROGRAMME,
    Programme.Level.ACTIVITY,
    Programme.Level.SUB_ACTIVITY,
)
_FIGURES = (What.TARGET, What.ACTUAL, What.REASON)


class Writing:
    """Writes into one plan what was found to be new or changed."""

    def __init__(self, plan: Plan, *, by: Person, at: datetime.datetime) -> None:
        self.plan, self.by, self.at = plan, by, at
        self.bidang = {
            in_one_line(one.name): one for one in Bidang.objects.filter(agency=plan.agency_id)
        }

    def write(self, rows: Iterable[RowChange]) -> None:
        """Write every row; what refers to something comes after it."""
        by_sheet: dict[Sheet, list[RowChange]] = {sheet: [] for sheet in Sheet}
        for row in rows:
            by_sheet[row.sheet].append(row)
        self._plan(by_sheet[Sheet.PLAN])
        self._objectives(by_sheet[Sheet.OBJECTIVES])
        self._indicators(by_sheet[Sheet.INDICATORS])
        self._programmes(by_sheet[Sheet.PROGRAMMES])

    def _plan(self, rows: list[RowChange]) -> None:
        for row in rows:
            fields = {key: row.wanted[key] for key in ("name", "last_year") if key in row.wanted}
            if fields:
                Plan.objects.filter(pk=self.plan.pk).update(**fields)

    # Objectives --------------------------------------------------------------------------------

    def _objectives(self, rows: list[RowChange]) -> None:
        rpjmd = rpjmd_of(self.plan.government)
        above = {one.code: one for one in rpjmd.objectives.all()} if rpjmd else {}
        found = {one.code: one for one in self.plan.objectives.all()}
        # New rows come last, in the order of the sheet and not in that of their making.
        first = _next_order(self.plan.objectives.all())
        order = {row.code: at for at, row in enumerate(rows, first)}
        for row in sorted(rows, key=_level):
            one = found.get(row.code)
            if one is None:
                one = Objective(plan=self.plan, code=row.code, order=order[row.code])
            for key, text in row.wanted.items():
                if key == "parent":
                    one.parent = found[text] if text else None
                elif key == "supports":
                    one.supports = above[text] if text else None
                else:
                    setattr(one, key, text)
            one.save()
            found[row.code] = one

    # Indicators --------------------------------------------------------------------------------

    def _indicators(self, rows: list[RowChange]) -> None:
        objectives = {one.code: one for one in self.plan.objectives.all()}
        found = {one.code: one for one in self.plan.indicators.all()}
        order = _next_order(self.plan.indicators.all())
        new: list[Indicator] = []
        changed: list[Indicator] = []
        for row in rows:
            one = found.get(row.code)
            fields = self._fields(row.wanted, objectives)
            if one is None:
                one = Indicator(plan=self.plan, code=row.code, order=order)
                order += 1
                new.append(one)
            elif fields:
                one.revision += 1
                changed.append(one)
            for key, value in fields.items():
                setattr(one, key, value)
            found[row.code] = one
        Indicator.objects.bulk_create(new, batch_size=_BATCH)
        names = [*_INDICATOR_FIELDS, "revision"]
        Indicator.objects.bulk_update(changed, names, batch_size=_BATCH)
        self._targets(rows, found)
        self._actuals(rows, found)

    def _fields(
        self, wanted: Mapping[str, str], objectives: Mapping[str, Objective]
    ) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for key, text in wanted.items():
            if key == "objective":
                fields[key] = objectives[text]
            elif key == "bidang":
                fields[key] = self.bidang[text] if text else None
            elif key == "is_key":
                fields[key] = text == YES
            elif key in ("multiplier", "weight"):
                fields[key] = Decimal(text)
            elif "." not in key:
                fields[key] = text
        return fields

    def _targets(self, rows: list[RowChange], found: Mapping[str, Indicator]) -> None:
        keep: list[Target] = []
        for row, period, text in _periods(rows, (What.TARGET,)):
            one = found[row.code]
            where = {"year": period.year, "quarter": period.quarter, "basis": period.basis}
            if text:
                keep.append(Target(indicator=one, value=text, **where))
            else:
                Target.objects.filter(indicator=one, **where).delete()
        Target.objects.bulk_create(
            keep,
            batch_size=_BATCH,
            update_conflicts=True,
            unique_fields=["indicator", "year", "quarter", "basis"],
            update_fields=["value"],
        )

    def _actuals(self, rows: list[RowChange], found: Mapping[str, Indicator]) -> None:
        standing = {
            (one.indicator_id, one.year, one.quarter): one
            for one in Actual.objects.filter(indicator__plan=self.plan)
        }
        touched: dict[tuple[Any, int, int], Actual] = {}
        for row, period, text in _periods(rows, (What.ACTUAL, What.REASON)):
            key = (found[row.code].pk, period.year, period.quarter)
            one = touched.get(key) or standing.get(key)
            if one is None:
                one = Actual(indicator=found[row.code], year=period.year, quarter=period.quarter)
            touched[key] = one
            if period.what is What.ACTUAL:
                # The parts of the formula belong to the figure that was there before.
                one.value, one.numerator, one.denominator = text, None, None
            else:
                one.missing_because = text
            one.by, one.at = self.by, self.at
        self._save(Actual.objects.all(), touched.values(), ("value", "missing_because"), _ACTUAL)

    # Programmes --------------------------------------------------------------------------------

    def _programmes(self, rows: list[RowChange]) -> None:
        if self.plan.agency is None:
            return
        agency = self.plan.agency
        found = {one.code: one for one in Programme.objects.filter(agency=agency)}
        indicators = {one.code: one for one in self.plan.indicators.all()}
        for row in sorted(rows, key=_level):
            one = found.get(row.code) or Programme(agency=agency, code=row.code)
            fields = {key: text for key, text in row.wanted.items() if "." not in key}
            supported = fields.pop("indicators", None)
            for key, text in fields.items():
                if key == "parent":
                    one.parent = found[text] if text else None
                elif key == "bidang":
                    one.bidang = self.bidang[text] if text else None
                else:
                    setattr(one, key, text)
            if fields:
                one.save()
            found[row.code] = one
            if supported is not None:
                self._support(one, [indicators[code] for code in supported.split("; ") if code])
        self._budgets(rows, found)

    def _support(self, one: Programme, wanted: list[Indicator]) -> None:
        """The programme supports these of this plan; those of other plans stay."""
        others = one.indicators.exclude(plan=self.plan)
        one.indicators.set([*others, *wanted])

    def _budgets(self, rows: list[RowChange], found: Mapping[str, Programme]) -> None:
        standing = {
            (one.programme_id, one.year): one
            for one in Budget.objects.filter(programme__agency=self.plan.agency)
        }
        touched: dict[tuple[int, int], Budget] = {}
        for row, period, text in _periods(rows, (What.CEILING, What.SPENT)):
            key = (found[row.code].pk, period.year)
            one = touched.get(key) or standing.get(key)
            if one is None:
                one = Budget(programme=found[row.code], year=period.year)
            touched[key] = one
            name = "ceiling" if period.what is What.CEILING else "spent"
            setattr(one, name, Decimal(text) if text else None)
        self._save(Budget.objects.all(), touched.values(), ("ceiling", "spent", "note"), _BUDGET)

    def _save(
        self,
        table: "QuerySet[Any]",
        rows: Iterable[Any],
        says: tuple[str, ...],
        fields: tuple[str, ...],
    ) -> None:
        """Insert the new rows, update the others, and take away those that say nothing more."""
        new, changed, gone = [], [], []
        for one in rows:
            says_something = any(getattr(one, name) not in ("", None) for name in says)
            if one.pk is None:
                if says_something:
                    new.append(one)
            elif says_something:
                one.revision += 1
                changed.append(one)
            else:
                gone.append(one.pk)
        table.filter(pk__in=gone).delete()
        table.bulk_update(changed, [*fields, "revision"], batch_size=_BATCH)
        table.bulk_create(new, batch_size=_BATCH)


_INDICATOR_FIELDS = (
    "objective", "name", "is_key", "definition", "formula", "numerator", "denominator",
    "multiplier", "unit", "source", "bidang", "outside", "kind", "grades", "polarity",
    "consolidation", "weight", "standard", "standard_source",
)  # fmt: skip
_ACTUAL = ("value", "missing_because", "numerator", "denominator", "by", "at")
_BUDGET = ("ceiling", "spent")


def _level(row: RowChange) -> int:
    """Parents before their children, for a child names its parent's row."""
    level = row.wanted.get("level", "")
    if row.verdict is not Verdict.NEW:
        return len(_LEVELS)
    return _LEVELS.index(level) if level in _LEVELS else 1


def _next_order(rows: "QuerySet[Any]") -> int:
    return max(rows.values_list("order", flat=True), default=-1) + 1


def _periods(
    rows: Iterable[RowChange], whats: tuple[What, ...]
) -> Iterator[tuple[RowChange, Period, str]]:
    for row in rows:
        for key, text in row.wanted.items():
            if "." in key:
                period = period_of(key)
                if period is not None and period.what in whats:
                    yield row, period, text
