"""The demo agency's plan: what it promised, what it reached before, and what its bidang answer.

The figures are made up and stand as data in `demo_plan.toml`, by years relative to the report's.
"""

import datetime
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from lakip.management.demo import FROM, Demo, password
from lakip.papers.format_data import judging
from lakip.people.appointing import appoint
from lakip.people.government import Bidang
from lakip.people.person import Person
from lakip.performance import values
from lakip.performance.planning import Indicator, Objective, Plan, Target
from lakip.performance.requests import RequestLine
from lakip.performance.results import Actual, Analysis, Budget, Programme
from lakip.performance.values import Missing

BEFORE, AFTER = 3, 1  # The plan begins and ends so many years before and after the report's.
RICH, POOR = "demo_plan.toml", "demo_plan_poor.toml"
_PLAIN = (
    "name", "definition", "formula", "numerator", "denominator", "unit", "source", "outside",
    "kind", "grades", "polarity", "consolidation", "standard", "standard_source",
)  # fmt: skip


@cache
def facts(name: str = RICH) -> dict[str, Any]:
    """The plan as it stands in the file: a rich one, or one with half of its data missing."""
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


def answers(name: str = RICH) -> dict[str, dict[str, str]]:
    """What is answered for the year of the report, by indicator; a sum by programme."""
    told: dict[str, dict[str, str]] = {
        one["code"]: one["answer"] for one in facts(name)["indicator"]
    }
    spent = {one["code"]: one["money"][1] for one in facts(name)["programme"]}
    return told | {code: {"realisasi-anggaran": sum_} for code, sum_ in spent.items()}


def record(found: Demo, *, year: int, at: datetime.datetime, name: str = RICH) -> Plan:
    """Write the plan for a report of that year, with its bidang and their heads."""
    told = facts(name)
    bidang = _bidang(found, told, at)
    plan = Plan.objects.create(
        government=found.agency.government,
        agency=found.agency,
        name=f"{told['plan']['name']} {year - BEFORE}–{year + AFTER}",
        first_year=year - BEFORE,
        last_year=year + AFTER,
    )
    objectives = _objectives(plan, told)
    indicators = {
        one["code"]: _indicator(plan, objectives[one["objective"]], bidang, one, order, year, at)
        for order, one in enumerate(told["indicator"])
    }
    for code, value in told.get("revised", {}).items():
        Target.objects.create(
            indicator=indicators[code], year=year, basis=Target.Basis.REVISED, value=value
        )
    _money(found, told, bidang, indicators, year)
    return plan


def record_answers(plan: Plan, *, year: int, at: datetime.datetime, name: str = RICH) -> None:
    """Write what is known of the year as if it had been gathered before."""
    told = answers(name)
    for indicator in plan.indicators.all():
        found = judging.judge(RequestLine(indicator=indicator), told[indicator.code])
        known: dict[str, object] = {"numerator": found.numerator, "denominator": found.denominator}
        if isinstance(found.value, Missing):
            known["missing_because"] = found.value.reason
        elif found.value is not None:
            known["value"] = values.store(found.value)
        Actual.objects.create(indicator=indicator, year=year, at=at, **known)
        words = {name: text for name, text in found.words.items() if name != judging.REASON}
        if words:
            Analysis.objects.create(indicator=indicator, year=year, at=at, **words)
    for budget in Budget.objects.filter(programme__agency=plan.agency, year=year):
        budget.spent = Decimal(told[budget.programme.code]["realisasi-anggaran"])
        budget.save(update_fields=["spent"])


def _bidang(found: Demo, told: dict[str, Any], at: datetime.datetime) -> dict[str, Bidang]:
    for one in told["indicator"]:
        if one.get("bidang"):
            Bidang.objects.get_or_create(agency=found.agency, name=one["bidang"])
    for one in told.get("bidang", ()):
        made, _ = Bidang.objects.get_or_create(agency=found.agency, name=one["name"])
        name, nip = one["head"]
        part = f"kepala-{made.name.split()[1].lower()}-{made.pk}"
        person = Person.objects.create_person(
            email=f"{name.split()[0].lower()}@contoh.test",
            name=name,
            nip=nip,
            agency=found.agency,
            password=password(),
        )
        appoint(
            person=person,
            agency=found.agency,
            role="kepala-bidang",
            by=None,
            at=at,
            starts_on=FROM,
            bidang=made,
        )
        found.people[part] = person
    return {bidang.name: bidang for bidang in found.agency.bidang.all()}


def _objectives(plan: Plan, told: dict[str, Any]) -> dict[str, Objective]:
    made: dict[str, Objective] = {}
    for order, one in enumerate(told["objective"]):
        made[one["code"]] = Objective.objects.create(
            plan=plan,
            level=one.get("level", Objective.Level.SASARAN),
            parent=made.get(one.get("parent", "")),
            code=one["code"],
            text=one["text"],
            order=order,
        )
    return made


def _indicator(
    plan: Plan,
    objective: Objective,
    bidang: dict[str, Bidang],
    one: dict[str, Any],
    order: int,
    year: int,
    at: datetime.datetime,
) -> Indicator:
    made = Indicator.objects.create(
        plan=plan,
        objective=objective,
        code=one["code"],
        is_key=one.get("key", False),
        bidang=bidang.get(one.get("bidang", "")),
        order=order,
        **{name: one[name] for name in _PLAIN if name in one},
    )
    aimed = dict(zip(plan.years, one["targets"], strict=True))
    Target.objects.bulk_create(
        Target(indicator=made, year=when, basis=basis, value=value)
        for when, value in aimed.items()
        if value
        for basis in _bases(when, year)
    )
    Actual.objects.bulk_create(
        Actual(indicator=made, year=plan.first_year + at_year, value=value, at=at)
        for at_year, value in enumerate(one["actuals"])
        if value
    )
    return made


def _bases(when: int, year: int) -> tuple[str, ...]:
    """The plan aims at every year; an agreement was signed up to the year of the report."""
    if when <= year:
        return (Target.Basis.PLAN, Target.Basis.AGREEMENT)
    return (Target.Basis.PLAN,)


def _money(
    found: Demo,
    told: dict[str, Any],
    bidang: dict[str, Bidang],
    indicators: dict[str, Indicator],
    year: int,
) -> None:
    made: dict[str, Programme] = {}
    for one in told["programme"]:
        programme = Programme.objects.create(
            agency=found.agency,
            level=one["level"],
            code=one["code"],
            name=one["name"],
            parent=made.get(one.get("parent", "")),
            bidang=bidang[one["bidang"]],
        )
        programme.indicators.set(indicators[code] for code in one["supports"])
        made[one["code"]] = programme
        ceiling, _, *before = (Decimal(one_sum) for one_sum in one["money"] if one_sum)
        Budget.objects.create(programme=programme, year=year, ceiling=ceiling)
        if before:
            Budget.objects.create(
                programme=programme, year=year - 1, ceiling=before[0], spent=before[1]
            )
