"""The demo agencies' reports as facts, made by the arithmetic alone: no database is asked.

The figures are those of `lakip/management/demo_plan.toml` for a report of 2026.
"""

import dataclasses
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import lakip.management
from lakip.papers.laporan_kinerja.facts import (
    IndicatorFacts,
    MoneyFacts,
    ObjectiveFacts,
    ReportFacts,
    YearFigure,
)
from lakip.performance import numbers, values
from lakip.performance.formulas import Polarity
from lakip.performance.measures import Achievement, achievement
from lakip.performance.policy import Policy
from lakip.performance.rolling import absorption, efficiency, roll_up
from lakip.performance.values import Grade, Kind, Missing, Number, Range, Ratio, Value, YesNo

YEAR, FIRST, LAST = 2026, 2023, 2027
POLICY = Policy()
_FOLDER = Path(lakip.management.__file__).parent


@cache
def rich() -> ReportFacts:
    """Five sasaran, eighteen indicators of all kinds, three earlier years, twelve programmes."""
    return _facts("demo_plan.toml", "Dinas Sosial")


@cache
def poor() -> ReportFacts:
    """One sasaran, and half of its data missing."""
    return _facts("demo_plan_poor.toml", "Dinas Kearsipan dan Perpustakaan")


def _facts(name: str, agency: str) -> ReportFacts:
    told = tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))
    money = tuple(_money(one) for one in told["programme"])
    tops = [one for one in money if one.level == "program"]
    ceiling = sum((one.ceiling or Decimal(0) for one in tops), Decimal(0))
    spent = sum((one.spent or Decimal(0) for one in tops), Decimal(0))
    goals = [one for one in told["objective"] if one.get("level") == "tujuan"]
    bidang = {one["bidang"] for one in told["indicator"] if one.get("bidang")}
    return ReportFacts(
        agency=agency,
        government="Pemerintah Kabupaten Contoh",
        year=YEAR,
        place="Contoh",
        head="Ratna Kusumawardhani, S.Sos., M.Si.",
        head_title=f"Kepala {agency}",
        plan=f"{told['plan']['name']} {FIRST}–{LAST}",
        plan_first=FIRST,
        plan_last=LAST,
        goals=tuple((one["code"], one["text"]) for one in goals),
        objectives=tuple(
            _objective(one, told, money)
            for one in told["objective"]
            if one.get("level") != "tujuan"
        ),
        money=money,
        ceiling=ceiling,
        spent=spent,
        absorption=absorption(ceiling, spent),
        policy=POLICY.sentences(),
        bidang=tuple(sorted(bidang)),
        agreement_is_revised=bool(told.get("revised")),
    )


def _money(one: dict[str, Any]) -> MoneyFacts:
    ceiling, spent = (Decimal(sum_) if sum_ else None for sum_ in one["money"][:2])
    return MoneyFacts(
        code=one["code"],
        name=one["name"],
        level=one["level"],
        ceiling=ceiling,
        spent=spent,
        absorption=absorption(ceiling, spent),
        supports=tuple(one["supports"]),
    )


def _objective(
    one: dict[str, Any], told: dict[str, Any], money: tuple[MoneyFacts, ...]
) -> ObjectiveFacts:
    mine = [each for each in told["indicator"] if each["objective"] == one["code"]]
    measured = [_measured(each, told) for each in mine]
    mean = roll_up([found for _, found in measured], POLICY)
    return ObjectiveFacts(
        code=one["code"],
        text=one["text"],
        goal=next((g["text"] for g in told["objective"] if g["code"] == one.get("parent")), ""),
        indicators=tuple(
            _indicator(each, figure, found, told, money)
            for each, (figure, found) in zip(mine, measured, strict=True)
        ),
        mean=mean.value,
        category=mean.category or "",
        mean_why=mean.sentence,
    )


def _measured(one: dict[str, Any], told: dict[str, Any]) -> tuple[YearFigure, Achievement]:
    """The figure of the report's year, by the target that counts."""
    aimed = told.get("revised", {}).get(one["code"]) or one["targets"][YEAR - FIRST]
    return _figure(one, YEAR, aimed, _answered(one), one["answer"].get("alasan", ""))


def _answered(one: dict[str, Any]) -> Value | None:
    answer = one["answer"]
    if "pembilang" in answer:
        part = Decimal(answer["pembilang"]) / Decimal(answer["penyebut"]) * 100
        return Number(part.quantize(Decimal("0.01")))
    typed = answer.get("realisasi", "")
    return values.read(typed, kind=_kind(one), grades=_grades(one)) if typed else None


def _kind(one: dict[str, Any]) -> Kind:
    return Kind(one.get("kind", "angka"))


def _grades(one: dict[str, Any]) -> tuple[str, ...]:
    return tuple(one.get("grades", "").split(",")) if one.get("grades") else ()


def _scores(one: dict[str, Any]) -> dict[str, Decimal]:
    found = _grades(one)
    return {grade: Decimal(len(found) - at) for at, grade in enumerate(found)}


def _polarity(one: dict[str, Any]) -> Polarity:
    return Polarity(one.get("polarity", "maksimal"))


def _figure(
    one: dict[str, Any], year: int, aimed: str, reached: Value | None, reason: str = ""
) -> tuple[YearFigure, Achievement]:
    target = _typed(one, aimed)
    found = achievement(
        target=target,
        actual=Missing(reason) if reached is None and reason else reached,
        polarity=_polarity(one),
        policy=POLICY,
        grades=_scores(one),
    )
    figure = YearFigure(
        year=year,
        target=values.show(target) if target else "",
        target_number=_number(target, one),
        actual=values.show(reached) if reached else "",
        number=_number(reached, one),
        missing_because=reason,
        achievement=found.shown,
        category=found.category or "",
        why=found.sentence,
    )
    return figure, found


def _typed(one: dict[str, Any], text: str) -> Value | None:
    if not text:
        return None
    if _kind(one) is Kind.RANGE and ".." not in text:
        return Number(Decimal(text))
    return values.restore(text, _kind(one))


def _number(value: Value | None, one: dict[str, Any]) -> Decimal | None:
    match value:
        case Number(amount):
            return amount
        case Ratio(left, right):
            return right / left
        case Range(low, high):
            return (low + high) / 2
        case Grade(code):
            return _scores(one)[code]
        case YesNo(is_yes):
            return Decimal(int(is_yes))
    return None


def _indicator(
    one: dict[str, Any],
    now: YearFigure,
    found: Achievement,
    told: dict[str, Any],
    money: tuple[MoneyFacts, ...],
) -> IndicatorFacts:
    code, answer = one["code"], one["answer"]
    mine = tuple(each for each in money if code in each.supports)
    tops = [each for each in mine if each.level == "program"]
    absorbed = absorption(
        sum((each.ceiling or Decimal(0) for each in tops), Decimal(0)),
        sum((each.spent or Decimal(0) for each in tops), Decimal(0)) if tops else None,
    )
    effect = efficiency(found.shown, absorbed, POLICY)
    end, _ = _figure(one, LAST, one["targets"][-1], None)
    progress = _figure(one, YEAR, one["targets"][-1], _answered(one))[1].shown
    standard = Decimal(one["standard"]) if one.get("standard") else None
    is_revised = code in told.get("revised", {})
    first = _typed(one, one["targets"][YEAR - FIRST])
    return IndicatorFacts(
        code=code,
        name=one["name"],
        unit=one["unit"],
        polarity=_polarity(one),
        is_key=one.get("key", False),
        owner=one.get("bidang") or one.get("outside", ""),
        now=now,
        agreement=values.show(first) if first else "",
        basis="Perjanjian Kinerja Perubahan" if is_revised else "Perjanjian Kinerja",
        before=tuple(
            _figure(one, year, aimed, _typed(one, reached))[0]
            for year, aimed, reached in zip(
                range(FIRST, YEAR), one["targets"], one["actuals"], strict=False
            )
        ),
        plan_end=end,
        progress=progress,
        standard=numbers.show(standard) if standard is not None else "",
        standard_source=one.get("standard_source", ""),
        standard_gap=_gap(standard, now.number, _polarity(one)),
        causes=answer.get("penyebab", ""),
        obstacles=answer.get("hambatan", ""),
        efforts=answer.get("upaya", ""),
        follow_up=answer.get("tindak-lanjut", ""),
        money=mine,
        absorption=absorbed,
        efficiency=effect.label,
        efficiency_why=effect.sentence,
    )


def _gap(standard: Decimal | None, number: Decimal | None, polarity: Polarity) -> str:
    if standard is None or number is None:
        return ""
    if standard == number:
        return "setara"
    return "lebih baik" if (number > standard) == (polarity is Polarity.MAXIMIZE) else "di bawah"


def one_of(facts: ReportFacts, code: str) -> IndicatorFacts:
    """The indicator of that code."""
    return next(each for each in facts.indicators if each.code == code)


def with_now(each: IndicatorFacts, **told: Any) -> IndicatorFacts:
    """The same indicator with another figure of the year."""
    return dataclasses.replace(each, now=dataclasses.replace(each.now, **told))
