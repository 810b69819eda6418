"""The charts of the report, from its facts."""

from lakip.documents.charts_data import Chart, ChartKind, Measured, Spending, YearValue, Yield
from lakip.papers.laporan_kinerja.facts import IndicatorFacts, ObjectiveFacts, ReportFacts

MOST_PROGRAMMES = 14


def all_indicators(facts: ReportFacts, *, number: str) -> Chart:
    """Every indicator of the year on one page, by sasaran."""
    return Chart(
        kind=ChartKind.OVERVIEW,
        number=number,
        caption=f"Capaian seluruh indikator kinerja tahun {facts.year}",
        points=tuple(
            _measured(each, group=f"{objective.code} {objective.text}")
            for objective in facts.objectives
            for each in objective.indicators
        ),
    )


def targets(objective: ObjectiveFacts, facts: ReportFacts, *, number: str) -> Chart:
    """Target against actual of one sasaran's indicators."""
    return Chart(
        kind=ChartKind.TARGETS,
        number=number,
        caption=f"Target dan realisasi sasaran {objective.code} tahun {facts.year}",
        points=tuple(_measured(each) for each in objective.indicators),
    )


def _measured(each: IndicatorFacts, *, group: str = "") -> Measured:
    return Measured(
        label=each.name,
        code=each.code,
        group=group,
        unit=each.unit,
        target=each.now.target_number,
        target_text=each.now.target,
        actual=each.now.number,
        actual_text=each.now.actual,
        achievement=each.now.achievement,
        is_met=each.now.is_met,
        category=each.now.category,
    )


def trend(each: IndicatorFacts, *, number: str) -> Chart:
    """One indicator over the years of the plan, up to its end."""
    years = [
        YearValue(
            year=figure.year,
            target=figure.target_number,
            target_text=figure.target,
            actual=figure.number,
            actual_text=figure.actual,
        )
        for figure in (*each.before, each.now)
    ]
    if each.plan_end and each.plan_end.year > each.now.year:
        years.append(
            YearValue(
                year=each.plan_end.year,
                target=each.plan_end.target_number,
                target_text=each.plan_end.target,
                ahead=True,
            )
        )
    return Chart(
        kind=ChartKind.TREND,
        number=number,
        caption=f"Perkembangan {each.code} {each.name}",
        unit=each.unit,
        points=tuple(years),
    )


def has_trend(each: IndicatorFacts) -> bool:
    """Whether there are two years or more to draw a line through."""
    return sum(figure.number is not None for figure in (*each.before, each.now)) > 1


def budget(facts: ReportFacts, *, number: str) -> Chart:
    """Ceiling and spending of the programmes."""
    programmes = [money for money in facts.money if money.level == "program"] or list(facts.money)
    return Chart(
        kind=ChartKind.BUDGET,
        number=number,
        caption=f"Pagu dan realisasi anggaran program tahun {facts.year}",
        points=tuple(
            Spending(
                label=money.name,
                ceiling=money.ceiling,
                spent=money.spent,
                absorption=money.absorption,
            )
            for money in programmes[:MOST_PROGRAMMES]
        ),
    )


def efficiency(facts: ReportFacts, *, number: str) -> Chart:
    """Achievement of every indicator against the absorption of what supported it."""
    return Chart(
        kind=ChartKind.EFFICIENCY,
        number=number,
        caption=f"Capaian kinerja dan serapan anggaran tahun {facts.year}",
        points=tuple(
            Yield(
                label=each.name,
                code=each.code,
                achievement=each.now.achievement,
                absorption=each.absorption,
            )
            for each in facts.indicators
            if each.now.achievement is not None and each.absorption is not None
        ),
    )
