"""What charts with a row for each indicator or programme share.

Where the picture is broad a row has its name at the left and its figures at the right; on a phone
the name stands above the bar.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lakip.documents.charts_canvas import (
    BODY,
    DEEP,
    FAINT,
    GROUND,
    INK,
    LINE,
    QUIET,
    SMALL,
    TINY,
    Canvas,
)
from lakip.documents.charts_letters import lines_of, one_line, width_of

NARROW = 380  # A picture less broad than this has names above their bars.
MOST_BARS = 16  # Rows of one page.
BAR, LEAST_ROW = 9.0, 21.0
NO_DATA = "belum ada data"
FEW_DRAWN = "Digambar {drawn} dari {count} {what}; selebihnya ada pada tabel."

type Sign = Callable[[float, float], None]  # Draws itself at a place in the legend.


@dataclass(frozen=True)
class Columns:
    """Where a row's name, bar and figures stand, from left to right."""

    name: float  # The width of the name.
    start: float
    end: float
    right: float
    stacked: bool  # The name above the bar.

    @classmethod
    def of(cls, width: float, *, name: float, figures: float) -> "Columns":
        """Shares of a broad picture; of a narrow one the whole width for the name."""
        if width < NARROW:
            return cls(width, 10, width - width * 0.36, width, stacked=True)
        return cls(width * name - 8, width * name, width * (1 - figures) - 8, width, stacked=False)


def name_of_row(canvas: Canvas, y: float, name: str, columns: Columns) -> tuple[float, float]:
    """The name of a row from y on; gives the middle of its bar, and where the next row begins."""
    words = lines_of(name, columns.name, BODY, most=2 if columns.stacked else 3)
    high = len(words) * BODY * LINE
    row = high + LEAST_ROW + 3 if columns.stacked else max(high, LEAST_ROW)
    lower = 0 if columns.stacked else (row - high) / 2
    canvas.lines(0, y + lower + BODY, words)
    middle = y + (high + 3 + row) / 2 if columns.stacked else y + row / 2
    canvas.line(0, y + row + 3.5, canvas.width, y + row + 3.5, stroke_width=0.4)
    return middle, y + row + 7


def figures_of_row(
    canvas: Canvas,
    middle: float,
    columns: Columns,
    *,
    first: str,
    second: str,
    last: str,
    color: str = DEEP,
) -> None:
    """Two figures one over the other beside the bar, and one at the far right."""
    x = columns.end + 8
    room = columns.right - x
    last = one_line(last, room * 0.55, BODY, bold=True)
    room -= width_of(last, BODY, bold=True) + 6 if last else 0
    canvas.text(x, middle - 1.5, one_line(first, room, SMALL, bold=True), size=SMALL, bold=True)
    canvas.text(x, middle + 8, one_line(second, room, TINY), size=TINY, color=QUIET)
    canvas.text(columns.right, middle + 3, last, bold=True, anchor="end", color=color)


def remark(canvas: Canvas, y: float, text: str) -> float:
    """Plain remarks below the picture; gives where it ends."""
    for line in lines_of(text, canvas.width, TINY, most=4) if text else ():
        canvas.text(0, y + TINY, line, size=TINY, color=QUIET)
        y += TINY * LINE
    return y + 3


def nothing(canvas: Canvas, text: str) -> float:
    """A panel that says why there is no picture."""
    canvas.rect(0.5, 0.5, canvas.width - 1, 59, fill=GROUND, stroke=FAINT)
    lines = lines_of(text, canvas.width - 20, BODY, most=3)
    top = 33 - (len(lines) - 1) * BODY * LINE / 2
    for at, line in enumerate(lines):
        canvas.text(canvas.width / 2, top + at * BODY * LINE, line, anchor="middle", color=QUIET)
    return 60


def legend(
    canvas: Canvas, keys: Sequence[tuple[str, Callable[[float, float], None] | None]]
) -> float:
    """Signs with what they mean, in as many lines as they need; gives where the picture begins."""
    x, y = 0.0, 9.0
    for words, sign in keys:
        wide = 18 + width_of(words, SMALL) + 14
        if x and x + wide - 14 > canvas.width:
            x, y = 0.0, y + 12
        if sign is not None:
            sign(x, y)
        canvas.text(x + (18 if sign else 0), y, words, size=SMALL, color=QUIET)
        x += wide
    return y + 9


def box(canvas: Canvas, fill: str) -> Sign:
    """The sign of a bar in the legend."""

    def sign(x: float, y: float) -> None:
        canvas.rect(x, y - 6.5, 14, 7, fill=fill, stroke=DEEP, stroke_width=0.8)

    return sign


def stroke(canvas: Canvas, x: float, top: float, bottom: float) -> None:
    """The target: a stroke that is seen on a dark and on a light ground."""
    canvas.line(x, top, x, bottom, stroke="#FFFFFF", stroke_width=4)
    canvas.line(x, top, x, bottom, stroke=INK, stroke_width=2)
