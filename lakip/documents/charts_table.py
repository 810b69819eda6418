"""The figures beneath a chart as a table, for who cannot see the drawing or wants them exactly."""

from lakip.documents.blocks import Table
from lakip.documents.charts_data import Chart, Measured, Point, Spending, Taken, YearValue, Yield
from lakip.documents.charts_figures import percent, shown
from lakip.sop.lessons_words import share_in_words

_HEADINGS: dict[type, tuple[str, ...]] = {
    Measured: ("Indikator", "Target", "Realisasi", "Capaian"),
    YearValue: ("Tahun", "Target", "Realisasi"),
    Spending: ("Program", "Pagu (Rp)", "Realisasi (Rp)", "Serapan"),
    Yield: ("Indikator", "Capaian", "Serapan"),
    Taken: ("Langkah", "Menurut SOP", "Kenyataan", "Terhadap SOP"),
}


def figures_of(chart: Chart) -> Table:
    """Every point of the chart as a row; no rows where it has no points."""
    headings = _HEADINGS[type(chart.points[0])] if chart.points else ("Data",)
    return Table(
        headings=headings,
        rows=tuple(_row(point) for point in chart.points),
        widths=(1,) * len(headings),
        aligns=("left", *("right" for _ in headings[1:])),
    )


def _row(point: Point) -> tuple[str, ...]:
    match point:
        case Measured():
            return (
                f"{point.code} {point.label}".strip(),
                f"{point.target_text or shown(point.target)} {point.unit}".strip(),
                f"{point.actual_text or shown(point.actual)} {point.unit}".strip(),
                percent(point.achievement),
            )
        case YearValue():
            return (
                str(point.year),
                point.target_text or shown(point.target),
                point.actual_text or shown(point.actual),
            )
        case Spending():
            ceiling, spent = shown(point.ceiling), shown(point.spent)
            return (point.label, ceiling, spent, percent(point.absorption))
        case Yield():
            name = f"{point.code} {point.label}".strip()
            return (name, percent(point.achievement), percent(point.absorption))
        case Taken():
            share = "" if point.share is None else share_in_words(point.share)
            return (point.label, point.standard_text, point.actual_text, share)
