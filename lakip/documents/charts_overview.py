"""All indicators on one page: a mark for each on one scale of achievement."""

from collections.abc import Sequence

from lakip.documents.charts_canvas import (
    BODY,
    DEEP,
    GROUND,
    INK,
    LINE,
    QUIET,
    SMALL,
    TINY,
    Canvas,
)
from lakip.documents.charts_data import Measured
from lakip.documents.charts_figures import Axis, axis, drawable, percent
from lakip.documents.charts_letters import lines_of, one_line, width_of
from lakip.documents.charts_rows import NO_DATA, Columns, legend, remark, stroke

MOST_LINES = 34  # Indicators that have a row of their own on one page.
ONE_LINE_FROM = 20  # So many indicators leave one line for each name.
# An achievement beyond this is drawn at the edge with an arrow; its figure is true.
MOST_DRAWN, LEAST_DRAWN = 150.0, -50.0

SPREAD = (
    "{count} indikator terlalu banyak untuk satu halaman: yang digambar sebarannya. "
    "Angka tiap indikator ada pada tabel."
)
BEYOND = "Panah: capaian di luar rentang gambar; angkanya tetap angka sebenarnya."
BANDS = (
    ("di bawah 50%", None, 50),
    ("50% sampai di bawah 75%", 50, 75),
    ("75% sampai di bawah 90%", 75, 90),
    ("90% sampai di bawah 100%", 90, 100),
    ("100% atau lebih", 100, None),
)


def overview(canvas: Canvas, points: Sequence[Measured]) -> float:
    """Every indicator as a mark on one scale of achievement; gives the height."""
    if len(points) > MOST_LINES:
        return _spread(canvas, points)
    y = legend(
        canvas,
        (
            ("target tercapai", lambda x, y: canvas.dot(x + 7, y - 3, filled=True)),
            ("target belum tercapai", lambda x, y: canvas.dot(x + 7, y - 3, filled=False)),
            ("garis tegak: capaian 100%", lambda x, y: stroke(canvas, x + 7, y - 8, y + 1)),
        ),
    )
    columns = Columns.of(canvas.width, name=0.46, figures=0.24)
    known = [value for point in points if (value := drawable(point.achievement)) is not None]
    drawn = [min(max(value, LEAST_DRAWN), MOST_DRAWN) for value in (*known, 110.0)]
    scale = axis(drawn, start=columns.start, end=columns.end - 8)
    y = _overview_head(canvas, y, scale)
    group = ""
    for point in points:
        if point.group != group:
            group = point.group
            y = _group(canvas, y, group)
        y = _mark_row(
            canvas, y, point, columns, scale, most=1 if len(points) > ONE_LINE_FROM else 2
        )
    beyond = any(not LEAST_DRAWN <= value <= MOST_DRAWN for value in known)
    return remark(canvas, y + 2, BEYOND if beyond else "")


def _overview_head(canvas: Canvas, y: float, scale: Axis) -> float:
    for tick in scale.ticks:
        words = f"{scale.label(tick)}%"
        canvas.text(scale.at(tick), y + 6, words, size=TINY, anchor="middle", color=QUIET)
    return y + 11


def _group(canvas: Canvas, y: float, name: str) -> float:
    canvas.line(0, y + 1, canvas.width, y + 1, stroke=QUIET, stroke_width=0.6)
    for line in lines_of(name, canvas.width - 8, SMALL, most=2, bold=True) if name else ():
        canvas.rect(0, y + 1.4, canvas.width, SMALL * LINE + 3, fill=GROUND)
        canvas.text(4, y + SMALL + 2.6, line, size=SMALL, bold=True, color=DEEP)
        y += SMALL * LINE + 1.6
    return y + 5


def _mark_row(
    canvas: Canvas, y: float, point: Measured, columns: Columns, scale: Axis, *, most: int
) -> float:
    name = f"{point.code} {point.label}".strip()
    words = lines_of(name, columns.name - 4, SMALL, most=most)
    canvas.lines(4, y + SMALL, words, size=SMALL)
    high = len(words) * SMALL * LINE
    top = y + high + 2 if columns.stacked else y
    middle = top + 5.5 if columns.stacked else y + high / 2
    bottom = top + 11 if columns.stacked else y + high
    canvas.line(scale.start, middle, scale.end, middle)
    # The line of full achievement leaves out names, which on a phone stand above their marks.
    higher = 0 if columns.stacked else 5
    canvas.line(scale.at(100), top - higher, scale.at(100), bottom, stroke=INK, stroke_width=0.8)
    value = drawable(point.achievement)
    if value is not None:
        at = scale.at(value)
        canvas.line(scale.at(0), middle, at, middle, stroke=DEEP, stroke_width=2.2)
        if value > scale.high or value < scale.low:
            _arrow(canvas, at, middle, 1 if value > 0 else -1)
        else:
            canvas.dot(at, middle, filled=point.is_met is not False)
    figure = percent(point.achievement) if value is not None else NO_DATA
    told = width_of(figure, SMALL, bold=value is not None)
    x = columns.end + 6
    canvas.text(
        x, middle + 2.6, figure, size=SMALL, bold=value is not None,
        color=INK if value is not None else QUIET,
    )  # fmt: skip
    room = columns.right - x - max(told, 34) - 6
    if point.category and room > 20:
        words_of_it = one_line(point.category, room, TINY)
        canvas.text(columns.right, middle + 2.6, words_of_it, size=TINY, anchor="end", color=QUIET)
    return bottom + 5


def _arrow(canvas: Canvas, x: float, y: float, side: int) -> None:
    tip = f"M{x + 5 * side:.1f} {y:.1f}L{x - 2 * side:.1f} {y - 4:.1f}V{y + 4:.1f}Z"
    canvas.add("path", d=tip, fill=DEEP)


def _spread(canvas: Canvas, points: Sequence[Measured]) -> float:
    """How many indicators lie in each band, when there are too many to show each."""
    known = [value for point in points if (value := drawable(point.achievement)) is not None]
    rows = [
        (
            name,
            sum((low is None or low <= each) and (high is None or each < high) for each in known),
        )
        for name, low, high in BANDS
    ]
    rows.append((NO_DATA, len(points) - len(known)))
    columns = Columns.of(canvas.width, name=0.36, figures=0.22)
    scale = axis([float(count) for _, count in rows], start=columns.start, end=columns.end)
    y = 4.0
    for name, count in rows:
        canvas.text(0, y + BODY + 1, name)
        top = y + (14 if columns.stacked else 0)
        fill = DEEP if name == BANDS[-1][0] else "#FFFFFF" if name == NO_DATA else canvas.hatch
        canvas.rect(
            scale.start, top + 1, scale.at(count) - scale.start, 11, fill=fill, stroke=DEEP,
            stroke_width=0.8,
        )  # fmt: skip
        share = f"{count} indikator"
        canvas.text(columns.end + 8, top + BODY + 1, share, bold=True, size=SMALL)
        y = top + 19
    return remark(canvas, y + 2, SPREAD.format(count=len(points)))
