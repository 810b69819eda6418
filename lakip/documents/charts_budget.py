"""The money: a frame for the ceiling, filled as far as it was spent."""

from collections.abc import Sequence

from lakip.documents.charts_canvas import DEEP, QUIET, TINY, Canvas
from lakip.documents.charts_data import Spending
from lakip.documents.charts_figures import Axis, axis, drawable, percent, rupiah
from lakip.documents.charts_rows import (
    FEW_DRAWN,
    MOST_BARS,
    NO_DATA,
    Columns,
    box,
    figures_of_row,
    legend,
    name_of_row,
    remark,
)


def budget(canvas: Canvas, points: Sequence[Spending]) -> float:
    """The ceiling as a frame, filled as far as it was spent; gives the height."""
    drawn = points
    if len(points) > MOST_BARS:
        ranked = sorted(range(len(points)), key=lambda at: -(drawable(points[at].ceiling) or 0.0))
        drawn = [points[at] for at in sorted(ranked[:MOST_BARS])]
    y = legend(
        canvas,
        (
            ("pagu", box(canvas, "#FFFFFF")),
            ("realisasi", box(canvas, DEEP)),
            ("realisasi melebihi pagu", box(canvas, canvas.hatch)),
        )[: 3 if any(_is_beyond(point) for point in drawn) else 2],
    )
    columns = Columns.of(canvas.width, name=0.34, figures=0.28)
    sums = [
        value
        for point in drawn
        for value in (drawable(point.ceiling), drawable(point.spent))
        if value is not None
    ]
    scale = axis(sums, start=columns.start, end=columns.end)
    for point in drawn:
        y = _money_row(canvas, y, point, columns, scale)
    few = FEW_DRAWN.format(
        drawn=len(drawn), count=len(points), what="program, yang pagunya terbesar"
    )
    return remark(canvas, y + 2, few if len(drawn) < len(points) else "")


def _is_beyond(point: Spending) -> bool:
    return point.ceiling is not None and point.spent is not None and point.spent > point.ceiling


def _money_row(canvas: Canvas, y: float, point: Spending, columns: Columns, scale: Axis) -> float:
    middle, bottom = name_of_row(canvas, y, point.label, columns)
    ceiling, spent = drawable(point.ceiling), drawable(point.spent)
    zero = scale.at(0)
    if ceiling is not None:
        canvas.rect(
            zero, middle - 5.5, scale.at(ceiling) - zero, 11, fill="#FFFFFF", stroke=DEEP,
            stroke_width=0.9,
        )  # fmt: skip
    if spent is not None:
        within = spent if ceiling is None else min(spent, ceiling)
        canvas.rect(zero, middle - 3.2, scale.at(within) - zero, 6.4, fill=DEEP)
        if ceiling is not None and spent > ceiling:
            more = scale.at(spent) - scale.at(ceiling)
            canvas.rect(
                scale.at(ceiling), middle - 3.2, more, 6.4, fill=canvas.hatch, stroke=DEEP,
                stroke_width=0.8,
            )  # fmt: skip
    if ceiling is None and spent is None:
        canvas.text(scale.start + 4, middle + 2.6, NO_DATA, size=TINY, color=QUIET)
    figures_of_row(
        canvas,
        middle,
        columns,
        first=rupiah(point.spent) if point.spent is not None else NO_DATA,
        second=f"dari {rupiah(point.ceiling)}",
        last="" if point.absorption is None else percent(point.absorption),
    )
    return bottom
