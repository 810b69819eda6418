"""Draws a chart as SVG, and says it in words.

The same drawing stands in the page and in the PDF; the Word file has it as a picture. It needs no
library, and the same chart gives the same text.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import cast

from lakip.documents.charts_budget import budget
from lakip.documents.charts_canvas import Canvas
from lakip.documents.charts_data import (
    Chart,
    ChartKind,
    Measured,
    Point,
    Spending,
    Taken,
    YearValue,
    Yield,
)
from lakip.documents.charts_figures import percent, rupiah, shown
from lakip.documents.charts_overview import overview
from lakip.documents.charts_rows import NO_DATA, nothing
from lakip.documents.charts_targets import targets
from lakip.documents.charts_times import times
from lakip.documents.charts_years import trend
from lakip.documents.charts_yields import efficiency
from lakip.sop.lessons_words import share_in_words

WIDTH = 454.0  # Points: the width between the margins of an A4 page.
PHONE_WIDTH = 300.0
MOST_SAID = 40  # So many points are said one by one; more would tire who listens.

EMPTY = "Tidak ada data untuk digambar."
MORE = "dan {count} lainnya pada tabel"
_KINDS = {
    ChartKind.TARGETS: "Diagram batang target dan realisasi",
    ChartKind.TREND: "Grafik garis target dan realisasi menurut tahun",
    ChartKind.BUDGET: "Diagram batang pagu dan realisasi anggaran",
    ChartKind.EFFICIENCY: "Diagram titik capaian kinerja terhadap serapan anggaran",
    ChartKind.TIMES: "Diagram batang waktu setiap langkah terhadap waktu menurut SOP",
    ChartKind.OVERVIEW: "Gambaran capaian semua indikator",
}


def draw(chart: Chart, *, width: float = WIDTH) -> str:
    """The chart as SVG, so many points broad; a phone gets one of `PHONE_WIDTH`."""
    return _drawing(_Exactly(chart, f"{chart!r} {width}"), width)


@dataclass(frozen=True)
class _Exactly:
    """A chart told apart by its words: 1.0 and 1.00 are equal as numbers and not as drawn."""

    chart: Chart = field(compare=False)
    told: str


@lru_cache(maxsize=256)  # After one figure changed, most charts of a report are drawn as before.
def _drawing(exactly: _Exactly, width: float) -> str:
    chart = exactly.chart
    canvas = Canvas(width, key=hashlib.sha256(exactly.told.encode()).hexdigest()[:8])
    height = _drawn(canvas, chart) if chart.points else nothing(canvas, EMPTY)
    return canvas.picture(height, says=alternative(chart))


def _drawn(canvas: Canvas, chart: Chart) -> float:
    match chart.kind:
        case ChartKind.TARGETS:
            return targets(canvas, cast(Sequence[Measured], chart.points))
        case ChartKind.OVERVIEW:
            return overview(canvas, cast(Sequence[Measured], chart.points))
        case ChartKind.TREND:
            return trend(canvas, cast(Sequence[YearValue], chart.points), unit=chart.unit)
        case ChartKind.BUDGET:
            return budget(canvas, cast(Sequence[Spending], chart.points))
        case ChartKind.TIMES:
            return times(canvas, cast(Sequence[Taken], chart.points))
        case ChartKind.EFFICIENCY:
            return efficiency(canvas, cast(Sequence[Yield], chart.points))


def alternative(chart: Chart) -> str:
    """What the picture says, in words: as told with it, else its figures one after the other."""
    if chart.alt:
        return chart.alt
    said = [_said(point, chart.unit) for point in chart.points[:MOST_SAID]]
    if len(chart.points) > MOST_SAID:
        said.append(MORE.format(count=len(chart.points) - MOST_SAID))
    head = f"{_KINDS[chart.kind]}: {chart.caption}" if chart.caption else _KINDS[chart.kind]
    return f"{head}. {'; '.join(said)}." if said else f"{head}. {EMPTY}"


def _said(point: Point, unit: str) -> str:
    match point:
        case Measured():
            return _measured(point)
        case YearValue():
            actual = point.actual_text or _known(point.actual, shown)
            target = point.target_text or _known(point.target, shown)
            return f"{point.year}: realisasi {actual}, target {target} {unit}".rstrip()
        case Spending():
            return (
                f"{point.label}: pagu {_known(point.ceiling, rupiah)}, realisasi "
                f"{_known(point.spent, rupiah)}, serapan {_known(point.absorption, percent)}"
            )
        case Yield():
            return (
                f"{point.code} {point.label}: capaian {_known(point.achievement, percent)}, "
                f"serapan {_known(point.absorption, percent)}"
            ).lstrip()
        case Taken():
            return _taken(point)


def _taken(point: Taken) -> str:
    if point.share is None:
        return f"{point.label}: {point.actual_text or NO_DATA}, menurut SOP {point.standard_text}"
    late = ", melewati tenggat" if point.is_late else ""
    return (
        f"{point.label}: {point.actual_text} dari {point.standard_text} menurut SOP "
        f"({share_in_words(point.share)}){late}"
    )


def _measured(point: Measured) -> str:
    actual = point.actual_text or _known(point.actual, shown)
    target = point.target_text or _known(point.target, shown)
    told = f"{point.code} {point.label}: realisasi {actual}, target {target}".lstrip()
    if point.unit:
        told += f" {point.unit}"
    if point.achievement is not None:
        told += f", capaian {percent(point.achievement)}"
    return told + (f" ({point.category})" if point.category else "")


def _known[T](value: T | None, show: Callable[[T], str]) -> str:
    return NO_DATA if value is None else show(value)
