"""Targets and actuals as bars: the length is the actual, a stroke stands at the target."""

from collections.abc import Sequence

from lakip.documents.charts_canvas import (
    DEEP,
    GROUND,
    INK,
    QUIET,
    TINY,
    WARM,
    Canvas,
)
from lakip.documents.charts_data import Measured
from lakip.documents.charts_figures import Axis, axis, drawable, percent, shown
from lakip.documents.charts_letters import one_line
from lakip.documents.charts_rows import (
    BAR,
    FEW_DRAWN,
    MOST_BARS,
    NO_DATA,
    Columns,
    box,
    figures_of_row,
    legend,
    name_of_row,
    remark,
    stroke,
)

OWN_SCALES = "Setiap batang memakai skalanya sendiri karena satuannya berbeda-beda."
LONGEST_UNIT = 12  # Letters.


def targets(canvas: Canvas, points: Sequence[Measured]) -> float:
    """Bars of the actual with a stroke at the target; gives the height."""
    drawn = points if len(points) <= MOST_BARS else _lowest(points)
    y = legend(
        canvas,
        (
            ("realisasi, target tercapai", box(canvas, DEEP)),
            ("realisasi, target belum tercapai", box(canvas, canvas.hatch)),
            ("target", lambda x, y: stroke(canvas, x + 7, y - 8, y + 1)),
        ),
    )
    common = _common_axis(drawn, canvas.width)
    columns = Columns.of(canvas.width, name=0.36, figures=0.27)
    for point in drawn:
        y = _bar_row(canvas, y, point, columns, common)
    remarks = []
    if common is None and any(drawable(point.actual) is not None for point in drawn):
        remarks.append(OWN_SCALES)
    if len(drawn) < len(points):
        remarks.append(FEW_DRAWN.format(drawn=len(drawn), count=len(points), what="indikator"))
    return remark(canvas, y + 2, " ".join(remarks))


def _lowest(points: Sequence[Measured]) -> list[Measured]:
    """Those most in need of being seen, in the order of the report; the missing are among them."""
    ranked = sorted(
        range(len(points)),
        key=lambda at: drawable(points[at].achievement) or 0.0,
    )
    return [points[at] for at in sorted(ranked[:MOST_BARS])]


def _common_axis(points: Sequence[Measured], width: float) -> Axis | None:
    """One scale for all bars, where all have one unit and none would be too small to see."""
    values = [
        value
        for point in points
        for value in (drawable(point.actual), drawable(point.target))
        if value is not None
    ]
    sizes = [abs(value) for value in values if value]
    is_one = len({point.unit.strip().lower() for point in points}) == 1 and len(points) > 1
    if not sizes or not is_one or max(sizes) > 25 * min(sizes):
        return None
    columns = Columns.of(width, name=0.36, figures=0.27)
    return axis(values, start=columns.start, end=columns.end)


def _bar_row(
    canvas: Canvas, y: float, point: Measured, columns: Columns, common: Axis | None
) -> float:
    middle, bottom = name_of_row(canvas, y, f"{point.code} {point.label}".strip(), columns)
    values = (drawable(point.actual), drawable(point.target))
    known = [value for value in values if value is not None]
    scale = common or axis(known, start=columns.start, end=columns.end, steps=4)
    _bar(canvas, middle, point, scale)
    figures_of_row(
        canvas,
        middle,
        columns,
        first=_with_unit(point),
        second=f"target {point.target_text or shown(point.target)}",
        last="" if point.achievement is None else percent(point.achievement),
        color=WARM if point.is_met is False else DEEP,
    )
    return bottom


def _with_unit(point: Measured) -> str:
    """The actual; a long unit would only be cut."""
    if point.actual is None and not point.actual_text:
        return NO_DATA
    unit = point.unit if len(point.unit) <= LONGEST_UNIT else ""
    return f"{point.actual_text or shown(point.actual)} {unit}".strip()


def _bar(canvas: Canvas, middle: float, point: Measured, scale: Axis) -> None:
    canvas.rect(scale.start, middle - BAR / 2, scale.end - scale.start, BAR, fill=GROUND)
    actual, target = drawable(point.actual), drawable(point.target)
    zero = scale.at(0)
    if actual is not None:
        length = scale.at(actual) - zero
        if point.is_met is None:
            canvas.rect(
                zero, middle - BAR / 2, length, BAR, fill="#FFFFFF", stroke=QUIET, stroke_width=0.8
            )
        elif point.is_met:
            canvas.rect(zero, middle - BAR / 2, length, BAR, fill=DEEP)
        else:
            canvas.rect(
                zero, middle - BAR / 2 + 0.4, length, BAR - 0.8, fill=canvas.hatch, stroke=DEEP,
                stroke_width=0.8,
            )  # fmt: skip
    elif not point.actual_text:
        words = one_line(NO_DATA, scale.end - scale.start - 8, TINY)
        canvas.text(scale.start + 4, middle + 2.6, words, size=TINY, color=QUIET)
    if scale.low < 0:
        canvas.line(zero, middle - 9, zero, middle + 9, stroke=INK, stroke_width=0.5)
    if target is not None:
        stroke(canvas, scale.at(target), middle - 8, middle + 8)
