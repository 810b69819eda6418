"""Achievement against absorption: above the slanting line more was reached than money was used."""

from collections.abc import Iterator, Sequence

from lakip.documents.charts_canvas import DEEP, GROUND, INK, LINE, QUIET, SMALL, TINY, Canvas
from lakip.documents.charts_data import Yield
from lakip.documents.charts_figures import Axis, axis, drawable, percent
from lakip.documents.charts_letters import lines_of, width_of
from lakip.documents.charts_rows import NARROW, legend, nothing, remark

MOST_NAMED = 24  # More dots than these have no names.
HIGH = 160.0
FROM_ZERO = 50.0
NOTHING = "Belum ada indikator yang capaian dan serapannya sama-sama diketahui."
WITHOUT = "Tidak digambar karena capaian atau serapannya belum ada: {names}."
UNNAMED = "{count} titik terlalu banyak untuk diberi nama; angka tiap indikator ada pada tabel."
BEYOND = "Capaian di atas 200% digambar pada tepi atas."
MOST_DRAWN = 200.0

type Box = tuple[float, float, float, float]
type Dot = tuple[Yield, float, float]


def efficiency(canvas: Canvas, points: Sequence[Yield]) -> float:
    """Dots on two scales, and a list of their names below; gives the height."""
    known = [
        (point, min(achieved, MOST_DRAWN), absorbed)
        for point in points
        if (achieved := drawable(point.achievement)) is not None
        and (absorbed := drawable(point.absorption)) is not None
    ]
    if not known:
        return nothing(canvas, NOTHING)
    y = legend(
        canvas,
        (
            (
                "capaian sama atau melebihi serapan",
                lambda x, y: canvas.dot(x + 7, y - 3, filled=True),
            ),
            ("capaian di bawah serapan", lambda x, y: canvas.dot(x + 7, y - 3, filled=False)),
        ),
    )
    top, bottom = y + 8, y + 8 + HIGH
    # Where no figure is low, the scales begin higher: the dots stand further apart.
    low = min(each for _, *both in known for each in both)
    least = 0.0 if low < FROM_ZERO else FROM_ZERO
    shares = [least, *(absorbed for _, _, absorbed in known), 100.0]
    reached = [least, *(achieved for _, achieved, _ in known), 100.0]
    across = axis(shares, start=34, end=canvas.width - 14, from_zero=not least)
    upward = axis(reached, start=bottom, end=top, from_zero=not least)
    _ground(canvas, across, upward)
    is_named = len(known) <= MOST_NAMED
    names = {id(each[0]): each[0].code or str(at) for at, each in enumerate(known, start=1)}
    spots = [(each[0], across.at(each[2]), upward.at(each[1])) for each in known]
    for point, x, y in spots:
        canvas.dot(x, y, filled=_is_thrifty(point), size=3.4)
    if is_named:
        _names(canvas, spots, names, right=canvas.width)
    y = bottom + 30
    if is_named:
        y = _list(canvas, y, [(names[id(each[0])], each[0]) for each in known])
    return remark(canvas, y, _remarks(points, known, is_named=is_named))


def _is_thrifty(point: Yield) -> bool:
    return (point.achievement or 0) >= (point.absorption or 0)


def _remarks(points: Sequence[Yield], known: Sequence[Dot], *, is_named: bool) -> str:
    told = []
    drawn = {id(each[0]) for each in known}
    without = [point.code or point.label for point in points if id(point) not in drawn]
    if without:
        told.append(
            WITHOUT.format(names=", ".join(without[:8]) + (" …" if len(without) > 8 else ""))
        )
    if not is_named:
        told.append(UNNAMED.format(count=len(known)))
    if any((each[0].achievement or 0) > MOST_DRAWN for each in known):
        told.append(BEYOND)
    return " ".join(told)


def _ground(canvas: Canvas, across: Axis, upward: Axis) -> None:
    left, right, bottom, top = across.start, across.end, upward.start, upward.end
    low, high = max(across.low, upward.low), min(across.high, upward.high)
    start, end = (across.at(low), upward.at(low)), (across.at(high), upward.at(high))
    # The field where more was reached than used has a ground of its own.
    field = f"M{start[0]:.1f} {start[1]:.1f}L{end[0]:.1f} {end[1]:.1f}V{top:.1f}H{left:.1f}"
    canvas.add("path", d=f"{field}V{start[1]:.1f}Z", fill=GROUND)
    for tick in across.ticks:
        canvas.line(across.at(tick), top, across.at(tick), bottom, stroke_width=0.4)
        words = f"{across.label(tick)}%"
        canvas.text(across.at(tick), bottom + 10, words, size=TINY, anchor="middle", color=QUIET)
    for tick in upward.ticks:
        canvas.line(left, upward.at(tick), right, upward.at(tick), stroke_width=0.4)
        words = f"{upward.label(tick)}%"
        canvas.text(left - 4, upward.at(tick) + 2.5, words, size=TINY, anchor="end", color=QUIET)
    canvas.line(*start, *end, stroke=INK, stroke_width=0.9, dashes="5 3")
    canvas.text(left + 4, top + 9, "capaian ↑", size=SMALL, bold=True, color=DEEP)
    canvas.text(
        right, bottom + 20, "serapan anggaran →", size=SMALL, bold=True, color=DEEP, anchor="end"
    )


def _names(canvas: Canvas, spots: Sequence[Dot], names: dict[int, str], *, right: float) -> None:
    """A name beside each dot where there is room; the list below has them all."""
    taken = [(x - 4.5, y - 4.5, x + 4.5, y + 4.5) for _, x, y in spots]
    for point, x, y in spots:
        told = names[id(point)]
        for box in _about(x, y, width_of(told, TINY, bold=True)):
            if box[2] <= right and not any(_overlap(box, each) for each in taken):
                taken.append(box)
                canvas.text(box[0], box[3] - 1.6, told, size=TINY, bold=True, halo=True)
                break


def _about(x: float, y: float, wide: float) -> Iterator[Box]:
    """Places around a dot, the best first."""
    for left, top in (
        (x + 6, y - 4.2),
        (x - 6 - wide, y - 4.2),
        (x - wide / 2, y - 14),
        (x - wide / 2, y + 6),
        (x + 4, y - 12),
        (x + 4, y + 4),
        (x - 4 - wide, y - 12),
        (x - 4 - wide, y + 4),
    ):
        yield left, top, left + wide, top + 8.4


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _list(canvas: Canvas, y: float, named: Sequence[tuple[str, Yield]]) -> float:
    """Names with both figures, in two columns where there is room."""
    columns = 1 if canvas.width < NARROW else 2
    wide = canvas.width / columns - 10
    rows = -(-len(named) // columns)
    tops = [y] * columns
    for at, (name, point) in enumerate(named):
        column = at // rows
        figures = f"{percent(point.achievement)} / {percent(point.absorption)}"
        room = wide - width_of(figures, TINY) - 8
        words = lines_of(f"{name}  {point.label}", room, TINY, most=2)
        x = column * (wide + 20)
        canvas.lines(x, tops[column] + TINY, words, size=TINY)
        canvas.text(x + wide, tops[column] + TINY, figures, size=TINY, anchor="end", color=QUIET)
        tops[column] += len(words) * TINY * LINE + 2.5
    told = "Di kanan nama: capaian / serapan."
    canvas.text(0, max(tops) + TINY, told, size=TINY, color=QUIET)
    return max(tops) + TINY * LINE + 2
