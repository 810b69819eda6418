"""What each step took against the time that the SOP gives: every bar on one scale, in percent.

Steps of fifteen minutes and of three weeks stand side by side, so the length is no time but a
share of the step's own standard. What is longer than the scale is cut, and seen to be cut.
"""

from collections.abc import Sequence

from lakip.documents.charts_canvas import DEEP, GROUND, QUIET, TINY, WARM, Canvas
from lakip.documents.charts_data import Taken
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
from lakip.sop.lessons_words import share_in_words

STANDARD, LONGEST = 100, 200  # Percent; the scale ends at twice the standard.
CUT = f"Batang yang lebih dari {LONGEST}% dipotong; angkanya tertulis di sebelahnya."


def times(canvas: Canvas, points: Sequence[Taken]) -> float:
    """Bars of what was taken with a stroke at the standard; gives the height."""
    drawn = points if len(points) <= MOST_BARS else _longest(points)
    keys = [
        ("dalam tenggat", box(canvas, DEEP)),
        ("melewati tenggat", box(canvas, canvas.hatch)),
        ("putaran revisi", box(canvas, "#FFFFFF")),
        ("waktu menurut SOP (100%)", lambda x, y: stroke(canvas, x + 7, y - 8, y + 1)),
    ]
    y = legend(canvas, keys)
    columns = Columns.of(canvas.width, name=0.36, figures=0.3)
    for point in drawn:
        y = _row(canvas, y, point, columns)
    remarks = []
    if any((point.share or 0) > LONGEST for point in drawn):
        remarks.append(CUT)
    if len(drawn) < len(points):
        remarks.append(FEW_DRAWN.format(drawn=len(drawn), count=len(points), what="langkah"))
    return remark(canvas, y + 2, " ".join(remarks))


def _longest(points: Sequence[Taken]) -> list[Taken]:
    """Those that took most of their standard, in the order of the SOP."""
    ranked = sorted(range(len(points)), key=lambda at: -(points[at].share or 0))
    return [points[at] for at in sorted(ranked[:MOST_BARS])]


def _row(canvas: Canvas, y: float, point: Taken, columns: Columns) -> float:
    middle, bottom = name_of_row(canvas, y, point.label, columns)
    broad = columns.end - columns.start
    canvas.rect(columns.start, middle - BAR / 2, broad, BAR, fill=GROUND)
    if point.share is None:
        words = one_line(point.actual_text or NO_DATA, broad / 2 - 8, TINY)
        canvas.text(columns.start + 4, middle + 2.6, words, size=TINY, color=QUIET)
    else:
        _bar(canvas, middle, point, columns.start, broad)
    stroke(canvas, columns.start + broad * STANDARD / LONGEST, middle - 8, middle + 8)
    figures_of_row(
        canvas,
        middle,
        columns,
        first="" if point.share is None else point.actual_text,
        second=f"SOP {point.standard_text}",
        last="" if point.share is None else share_in_words(point.share),
        color=WARM if point.is_late else DEEP,
    )
    return bottom


def _bar(canvas: Canvas, middle: float, point: Taken, start: float, broad: float) -> None:
    """The first round full, or hatched where it was late; what returns added as an outline."""
    share = point.share or 0
    first = min(share if point.first is None else point.first, share)
    ends = [broad * min(each, LONGEST) / LONGEST for each in (first, share)]
    top, fill = middle - BAR / 2 + 0.4, canvas.hatch if point.is_late else DEEP
    canvas.rect(start, top, ends[0], BAR - 0.8, fill=fill, stroke=DEEP, stroke_width=0.8)
    if ends[1] > ends[0]:
        canvas.rect(
            start + ends[0], top, ends[1] - ends[0], BAR - 0.8, fill="#FFFFFF", stroke=DEEP,
            stroke_width=0.8,
        )  # fmt: skip
    if share > LONGEST:
        for away in (9, 5):
            x = start + broad - away
            canvas.line(x, middle + 7, x + 4, middle - 7, stroke="#FFFFFF", stroke_width=2)
