"""One indicator over the years: the actual as a whole line, the target as a broken one."""

import math
from collections.abc import Sequence
from decimal import Decimal

from lakip.documents.charts_canvas import DEEP, INK, QUIET, SMALL, TINY, WARM, Canvas
from lakip.documents.charts_data import YearValue
from lakip.documents.charts_figures import Axis, axis, drawable, shown
from lakip.documents.charts_letters import width_of
from lakip.documents.charts_rows import legend, nothing, remark

HIGH = 118.0
MOST_GRADES = 8  # So many steps of a scale of grades have room for their names.
MOST_MARKED = 24  # Years; more have a mark and a figure at both ends only.
NOTHING = "Belum ada data yang dapat digambar."
ONE_YEAR = "Baru satu tahun yang ada datanya, sehingga belum tampak arahnya."
MISSING = "Belum ada data realisasi: {years}."
THINNED = "Angka ditulis pada sebagian tahun saja; semua angka ada pada tabel."

type Spot = tuple[float, float]


def trend(canvas: Canvas, points: Sequence[YearValue], *, unit: str) -> float:
    """The lines with their figures; gives the height."""
    points = sorted(points, key=lambda point: point.year)
    actual = [drawable(point.actual) for point in points]
    target = [drawable(point.target) for point in points]
    known = [value for value in (*actual, *target) if value is not None]
    if not known:
        return nothing(canvas, NOTHING)
    y = legend(
        canvas,
        (
            ("realisasi", lambda x, y: _sign(canvas, x, y - 3, is_actual=True)),
            ("target", lambda x, y: _sign(canvas, x, y - 3, is_actual=False)),
            *(((f"satuan: {unit}", None),) if unit else ()),
        ),
    )
    top, bottom = y + 12, y + 12 + HIGH
    scale, marks = _scale(points, known, top=top, bottom=bottom)
    left = max(width_of(mark, TINY) for _, mark in marks) + 8
    places = _places([point.year for point in points], left + 22, canvas.width - 24)
    _ground(canvas, scale, marks, left)
    _years(canvas, points, places, bottom)
    _line(canvas, [(x, value) for x, value in zip(places, target, strict=True)], scale, dashed=True)
    _line(
        canvas, [(x, value) for x, value in zip(places, actual, strict=True)], scale, dashed=False
    )
    for x, value in zip(places, target, strict=True):
        if value is not None and len(points) <= MOST_MARKED:
            _diamond(canvas, x, scale.at(value))
    for x, value in zip(places, actual, strict=True):
        if value is not None and len(points) <= MOST_MARKED:
            canvas.dot(x, scale.at(value), filled=True)
    thinned = _labels(canvas, points, places, scale)
    return remark(canvas, bottom + 20, _remarks(points, thinned=thinned))


def _scale(
    points: Sequence[YearValue], known: Sequence[float], *, top: float, bottom: float
) -> tuple[Axis, list[tuple[float, str]]]:
    """The scale with its marks: round numbers, or the names of grades at their scores."""
    grades = _grades(points)
    if grades:
        low, high = math.floor(min(known)), math.ceil(max(known))
        low, high = (low - 1, high + 1) if low == high else (low, high)
        if high - low <= MOST_GRADES:
            scale = Axis(low=low, high=high, start=bottom, end=top, step=1)
            return scale, [(tick, grades.get(tick, "")) for tick in scale.ticks]
    # A line that comes near to zero begins there; others use the height for what differs.
    is_near = 0 < min(known) < max(known) - min(known)
    scale = axis(known, start=bottom, end=top, from_zero=is_near, steps=4)
    return scale, [(tick, scale.label(tick)) for tick in scale.ticks]


def _grades(points: Sequence[YearValue]) -> dict[float, str]:
    """The name of each score, where all figures are grades or yes and no; else nothing."""
    told = [
        (value, text)
        for point in points
        for value, text in (
            (drawable(point.actual), point.actual_text),
            (drawable(point.target), point.target_text),
        )
        if value is not None
    ]
    if any(not text or any(each.isdigit() for each in text) for _, text in told):
        return {}
    return dict(told)


def _remarks(points: Sequence[YearValue], *, thinned: bool) -> str:
    past = [point for point in points if not point.ahead]
    missing = [str(point.year) for point in past if drawable(point.actual) is None]
    told = []
    if len(past) - len(missing) == 1:
        told.append(ONE_YEAR)
    if missing:
        told.append(MISSING.format(years=", ".join(missing[:12]) + (" …" if missing[12:] else "")))
    if thinned:
        told.append(THINNED)
    return " ".join(told)


def _places(years: Sequence[int], first: float, last: float) -> list[float]:
    """Where each year stands: as far apart as they are in time."""
    span = years[-1] - years[0]
    if not span:
        return [(first + last) / 2] * len(years)
    return [first + (year - years[0]) * (last - first) / span for year in years]


def _ground(canvas: Canvas, scale: Axis, marks: Sequence[tuple[float, str]], left: float) -> None:
    for tick, mark in marks:
        y = scale.at(tick)
        canvas.line(left, y, canvas.width, y, stroke_width=0.5)
        canvas.text(left - 5, y + 2.5, mark, size=TINY, anchor="end", color=QUIET)
    if scale.low < 0 < scale.high:
        canvas.line(left, scale.at(0), canvas.width, scale.at(0), stroke=INK, stroke_width=0.7)


def _years(canvas: Canvas, points: Sequence[YearValue], places: list[float], bottom: float) -> None:
    """The years under the lines, as many as have room."""
    last = -100.0
    for point, x in zip(points, places, strict=True):
        if x - last < 27:
            continue
        last = x
        canvas.text(x, bottom + 12, str(point.year), size=SMALL, anchor="middle")


def _line(
    canvas: Canvas, spots: Sequence[tuple[float, float | None]], scale: Axis, *, dashed: bool
) -> None:
    """Pieces from year to year; where a year has no figure the line is broken."""
    path, joined = "", False
    for x, value in spots:
        if value is not None:
            path += f"{'L' if joined else 'M'}{x:.1f} {scale.at(value):.1f}"
        joined = value is not None
    if dashed:
        canvas.add(
            "path", d=path or "M0 0", fill="none", stroke=WARM, stroke_width=1.3,
            stroke_dasharray="4 3",
        )  # fmt: skip
    else:
        canvas.add("path", d=path or "M0 0", fill="none", stroke=DEEP, stroke_width=2.2)


def _diamond(canvas: Canvas, x: float, y: float) -> None:
    shape = (
        f"M{x:.1f} {y - 3.6:.1f}L{x + 3.6:.1f} {y:.1f}L{x:.1f} {y + 3.6:.1f}L{x - 3.6:.1f} {y:.1f}Z"
    )
    canvas.add("path", d=shape, fill="#FFFFFF", stroke=WARM, stroke_width=1.2)


def _sign(canvas: Canvas, x: float, y: float, *, is_actual: bool) -> None:
    if is_actual:
        canvas.line(x, y, x + 14, y, stroke=DEEP, stroke_width=2.2)
        canvas.dot(x + 7, y, filled=True, size=2.6)
    else:
        canvas.line(x, y, x + 14, y, stroke=WARM, stroke_width=1.3, dashes="4 3")
        _diamond(canvas, x + 7, y)


def _labels(canvas: Canvas, points: Sequence[YearValue], places: list[float], scale: Axis) -> bool:
    """Figures away from the lines and from each other; gives whether some had no room."""
    # Below the lines stand the years.
    taken = [(0.0, scale.start + 3, canvas.width, scale.start + 24)]
    left_out = False
    for is_actual in (True, False):
        # The first and the last year have their figures before those between them.
        ends = (0, len(points) - 1)
        for at in sorted(range(len(points)), key=lambda at: at not in ends):
            point = points[at]
            value = point.actual if is_actual else point.target
            other = point.target if is_actual else point.actual
            told = (point.actual_text if is_actual else point.target_text) or shown(value)
            if drawable(value) is None or (not is_actual and _is_said(point)):
                continue
            if len(points) > MOST_MARKED and at not in ends:
                left_out = True
                continue
            spot = (places[at], scale.at(drawable(value) or 0.0))
            box = _free(
                spot,
                told,
                taken,
                above=_is_above(value, other, is_actual=is_actual),
                edge=canvas.width,
            )
            if box is None:
                left_out = True
                continue
            taken.append(box)
            canvas.text(
                (box[0] + box[2]) / 2, box[3] - 1.5, told, size=SMALL if is_actual else TINY,
                bold=is_actual, anchor="middle", color=INK if is_actual else WARM, halo=True,
            )  # fmt: skip
    return left_out


def _is_said(point: YearValue) -> bool:
    """Whether the figure of the actual says that of the target too."""
    same = point.actual_text == point.target_text if point.actual_text else True
    return point.actual is not None and point.actual == point.target and same


def _is_above(value: Decimal | None, other: Decimal | None, *, is_actual: bool) -> bool:
    """A figure stands on the side where the other line is not."""
    if value is None or other is None or value == other:
        return is_actual
    return value > other


def _free(
    spot: Spot,
    told: str,
    taken: list[tuple[float, float, float, float]],
    *,
    above: bool,
    edge: float,
) -> tuple[float, float, float, float] | None:
    wide = width_of(told, SMALL, bold=True) / 2
    for side in (above, not above):
        top = spot[1] - 15 if side else spot[1] + 5.5
        x = min(max(spot[0], wide), edge - wide)
        box = (x - wide, top, x + wide, top + 9.5)
        if not any(_overlap(box, each) for each in taken):
            return box
    return None


def _overlap(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
