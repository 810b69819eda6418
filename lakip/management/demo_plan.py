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
from lakip.people.appointing import appoint
from lakip.people.government import Bidang
from lakip.people.person import Person
from lakip.performance.planning import Indicator, Objective, Plan, Target
from lakip.performance.results import Actual, Budget, Programme

BEFORE, AFTER = 3, 1  # The plan begins and ends so many years before and after the report's.
_FILE = Path(__file__).parent / "demo_plan.toml"
_PLAIN = (
    "name", "definition", "formula", "numerator", "denominator", "unit", "source", "outside",
    "kind", "grades", "polarity", "consolidation", "standard", "standard_source",
)  # fmt: skip


@cache
def facts() -> dict[str, Any]:
    """The plan as it stands in the file."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def answers() -> dict[str, dict[str, str]]:
    """What is answered for the year of the report, by indicator; a sum by programme."""
    told = {one["code"]: one["answer"] for one in facts()["indicator"]}
    return told | {one["code"]: {"realisasi-anggaran": one["money"][1]} for one in _programmes()}


def record(found: Demo, *, year: int, at: datetime.datetime) -> Plan:
    """Write the plan for a report of that year, with its bidang and their heads."""
    bidang = _bidang(found, at)
    plan = Plan.objects.create(
        government=found.agency.government,
        agency=found.agency,
        name=f"{facts()['plan']['name']} {year - BEFORE}–{year + AFTER}",
        first_year=year - BEFORE,
        last_year=year + AFTER,
    )
    objectives = _objectives(plan)
    indicators = {
        one["code"]: _indicator(plan, objectives[one["objective"]], bidang, one, order, year, at)
        for order, one in enumerate(facts()["indicator"])
    }
    for code, value in facts()["revised"].items():
        Target.objects.create(
            indicator=indicators[code], year=year, basis=Target.Basis.REVISED, value=value
        )
    _money(found, bidang, indicators, year)
    return plan


def _bidang(found: Demo, at: datetime.datetime) -> dict[str, Bidang]:
    for one in facts()["bidang"]:
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


def _objectives(plan: Plan) -> dict[str, Objective]:
    made: dict[str, Objective] = {}
    for order, one in enumerate(facts()["objective"]):
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
        for basis in _bases(when, year)
    )
    Actual.objects.bulk_create(
        Actual(indicator=made, year=plan.first_year + at_year, value=value, at=at)
        for at_year, value in enumerate(one["actuals"])
    )
    return made


def _bases(when: int, year: int) -> tuple[str, ...]:
    """The plan aims at every year; an agreement was signed up to the year of the report."""
    if when <= year:
        return (Target.Basis.PLAN, Target.Basis.AGREEMENT)
    return (Target.Basis.PLAN,)


def _programmes() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = facts()["programme"]
    return found


def _money(
    found: Demo, bidang: dict[str, Bidang], indicators: dict[str, Indicator], year: int
) -> None:
    made: dict[str, Programme] = {}
    for one in _programmes():
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
        ceiling, _, ceiling_before, spent_before = map(Decimal, one["money"])
        Budget.objects.create(programme=programme, year=year, ceiling=ceiling)
        Budget.objects.create(
            programme=programme, year=year - 1, ceiling=ceiling_before, spent=spent_before
        )
