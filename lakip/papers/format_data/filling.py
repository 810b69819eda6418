"""One request as a form: its rows from the plan, last year's figures, and what was typed so far."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import F, Max, OuterRef, Subquery
from django.utils.formats import date_format

from lakip.journey.models import Journey
from lakip.papers.knowing import team_of
from lakip.performance import numbers, sheets, values
from lakip.performance.agreement import Targets, targets_of
from lakip.performance.forms import BudgetRow, Form, FormRow
from lakip.performance.planning import Indicator
from lakip.performance.requests import DataRequest, Entry, RequestLine
from lakip.performance.results import Actual, Budget
from lakip.performance.values import Kind

type Typed = dict[int, dict[str, Entry]]


def lines_of(request: DataRequest) -> list[RequestLine]:
    """What is asked, in order, with the indicators and programmes read along."""
    found = request.lines.select_related(
        "indicator__objective", "indicator__bidang", "programme"
    ).order_by("order")
    return list(found)


def typed(request: DataRequest) -> Typed:
    """The newest entry that counts of every cell, by line and field."""
    newest = (
        Entry.objects.filter(line=OuterRef("line"), field=OuterRef("field"), is_aside=False)
        .order_by("-number")
        .values("number")[:1]
    )
    found = Entry.objects.filter(line__request=request, is_aside=False)
    told: Typed = defaultdict(dict)
    for entry in found.annotate(newest=Subquery(newest)).filter(number=F("newest")):
        told[entry.line_id][entry.field] = entry
    return told


def texts(entries: Mapping[str, Entry]) -> dict[str, str]:
    """The texts of a line's cells, without those that were emptied."""
    return {field: entry.text for field, entry in entries.items() if entry.text}


def form_of(request: DataRequest) -> Form:
    """The request as the workbook and the page show it."""
    lines = lines_of(request)
    year = request.journey.year
    so_far = typed(request)
    indicators = [line.indicator for line in lines if line.indicator]
    targets = targets_of((each.pk for each in indicators), year=year)
    last = last_actuals(indicators, year=year - 1)
    budgets = _budgets(lines, year)
    return Form(
        id=str(request.pk),
        version=request.version,
        year=year,
        agency=request.journey.agency.name,
        unit_name=request.whom,
        due=due_words(request),
        how_to_return=_how_to_return(request),
        contact=_contact(request.journey),
        drawn_at=_newest_entry(request),
        rows=tuple(
            _row(line.pk, line.indicator, targets, last, texts(so_far[line.pk]))
            for line in lines
            if line.indicator
        ),
        budget=tuple(
            _budget_row(line, budgets.get(line.programme_id), texts(so_far[line.pk]))
            for line in lines
            if line.programme
        ),
    )


def _newest_entry(request: DataRequest) -> int:
    """The newest entry there is; keys of rows rise, so what comes later is greater."""
    found = Entry.objects.filter(line__request=request).aggregate(newest=Max("pk"))
    return found["newest"] or 0


def workbook(request: DataRequest) -> bytes:
    """The request as a workbook; the same bytes for the same content."""
    return sheets.write(form_of(request), secret=secret())


def secret() -> bytes:
    """What the hidden sheet of a workbook is sealed with."""
    return settings.SECRET_KEY.encode()


def last_actuals(indicators: Iterable[Indicator], *, year: int) -> dict[UUID, str]:
    """What these indicators reached in that year, as canonical text."""
    found = Actual.objects.filter(indicator__in=list(indicators), year=year, quarter=0)
    return {actual.indicator_id: actual.value for actual in found if actual.value}


def shown(text: str, indicator: Indicator) -> str:
    """A canonical text the way people read it; a dash for nothing."""
    return values.show(values.restore(text, Kind(indicator.kind))) if text else ""


def due_words(request: DataRequest) -> str:
    """The deadline in the agency's own time: "12 Februari 2027 pukul 16.00 WIB"."""
    government = request.journey.agency.government
    local = request.due_at.astimezone(ZoneInfo(government.zone))
    return f"{day_words(local)} pukul {local:%H.%M} {government.get_zone_display()}"


def day_words(day: datetime.date) -> str:
    """A day in words: "12 Februari 2027"."""
    return date_format(day, "j F Y")


def _row(
    key: int,
    indicator: Indicator,
    targets: Mapping[UUID, Targets],
    last: Mapping[UUID, str],
    answers: Mapping[str, str],
) -> FormRow:
    aimed = targets.get(indicator.pk, Targets()).counts
    return FormRow(
        key=str(key),
        objective=indicator.objective.text,
        name=indicator.name,
        definition=indicator.definition,
        formula=indicator.formula,
        unit=indicator.unit,
        source=indicator.source,
        kind=Kind(indicator.kind),
        grades=indicator.grade_list,
        target=shown(aimed, indicator),
        last_year=shown(last.get(indicator.pk, ""), indicator),
        numerator=indicator.numerator if indicator.has_parts else "",
        denominator=indicator.denominator if indicator.has_parts else "",
        answers=answers,
    )


def _budgets(lines: Iterable[RequestLine], year: int) -> dict[int | None, Budget]:
    asked = [line.programme_id for line in lines if line.programme_id]
    found = Budget.objects.filter(programme__in=asked, year=year)
    return {budget.programme_id: budget for budget in found}


def _budget_row(line: RequestLine, budget: Budget | None, answers: Mapping[str, str]) -> BudgetRow:
    programme = line.programme
    assert programme is not None
    ceiling = budget.ceiling if budget else None
    return BudgetRow(
        key=str(line.pk),
        level=programme.level,
        code=programme.code,
        name=programme.name,
        ceiling="" if ceiling is None else numbers.show(ceiling),
        answers=answers,
    )


def _how_to_return(request: DataRequest) -> str:
    if request.bidang_id is None:
        return "Unggah berkas ini lewat tautan yang dikirim bersama permintaan, atau kirim kembali."
    return "Unggah berkas ini di aplikasi pada halaman permintaan data, atau serahkan kepada tim."


def _contact(journey: Journey) -> str:
    """Whom to ask: the team's secretary, else its first member."""
    team = team_of(journey)
    asked = next((one for one in team if one.standing.casefold() == "sekretaris"), None)
    asked = asked or (team[0] if team else None)
    return f"{asked.name}, tim penyusun" if asked else "Tim penyusun Laporan Kinerja"
