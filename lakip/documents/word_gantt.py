"""A plan over time as one table of Word: the tasks, and on the same rows their bars."""

import datetime
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from lakip.documents.blocks import Bar, Gantt
from lakip.documents.word_parts import (
    Element,
    Look,
    Pad,
    cell,
    element,
    gap,
    paragraph,
    paragraphs,
    row,
    table,
)
from lakip.documents.word_tables import HEADER_SHADE, PAD, heading, written

HEADINGS = ("No", "Kegiatan", "Penanggung jawab", "Mulai", "Selesai")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
LEGEND = "Kolom bertanda tanggal hari Senin."
LEGEND_OFF = "Bidang abu-abu: hari libur."
BAR_SHADE, OFF_SHADE, THIN_LINE = "555555", "D7D7D7", "BFBFBF"
SIZE, SMALL = 8, 5.5
# In a Bookman the digits of a month's days do not fit a narrow column.
NARROW_FONT = "Arial"
FIXED = (8.0, 21.0, 21.0)  # mm for the number and the two dates.
WEEK_WIDTH, MOST_OF_WIDTH = 18.0, 0.56
# A longer plan gets columns of more than one week.
MOST_WEEKS = 26
MOST_COLUMNS = 63  # More are not read by Word.


@dataclass(frozen=True, kw_only=True)
class _Chart:
    """The days of the bars, counted from a Monday; `cuts` are where the table's columns begin.

    A week's column is cut where a bar or days off begin or end in it.
    """

    monday: datetime.date
    step: int  # Days of a column of the header.
    days: int
    cuts: tuple[int, ...]
    off: frozenset[int]

    def at(self, day: datetime.date) -> int:
        return (day - self.monday).days

    @property
    def mondays(self) -> list[datetime.date]:
        return [self.monday + datetime.timedelta(days=at) for at in range(0, self.days, self.step)]

    def columns(self, first: int, after: int) -> int:
        """How many columns lie between these days."""
        return sum(first <= cut < after for cut in self.cuts)


def gantt(block: Gantt, *, width: float) -> Iterator[Element]:
    """The tasks with their days, and beside each the weeks, dark where it is worked on."""
    if not block.bars:
        return
    chart = _chart(block)
    free = width - sum(FIXED)
    strip = min(len(chart.mondays) * WEEK_WIDTH, free * MOST_OF_WIDTH)
    day = strip / chart.days
    task, who = (free - strip) * 0.6, (free - strip) * 0.4
    widths = [FIXED[0], task, who, *FIXED[1:]]
    rows = [
        row([*_task(number, bar, widths), *_bar(bar, chart, day)])
        for number, bar in enumerate(block.bars, start=1)
    ]
    narrow = [(after - first) * day for first, after in pairwise((*chart.cuts, chart.days))]
    header = _header(chart, widths, day)
    yield table([*header, *rows], [*widths, *narrow], bordered=True, pad=PAD, has_header=True)
    legend = f"{LEGEND} {LEGEND_OFF}" if chart.off else LEGEND
    yield paragraph(legend, Look(size=7, single=True, before=2))
    yield gap(8)


def _chart(block: Gantt) -> _Chart:
    starts = min(bar.starts for bar in block.bars)
    monday = starts - datetime.timedelta(days=starts.weekday())
    last = (max(bar.ends for bar in block.bars) - monday).days
    weeks = max(last // 7 + 1, 1)
    step = 7 * math.ceil(weeks / MOST_WEEKS)
    days = step * math.ceil(weeks * 7 / step)
    off = {at for at in ((day - monday).days for day in block.days_off) if 0 <= at < days}
    cuts, shown = _cuts(block, off, monday=monday, headed=set(range(0, days, step)))
    return _Chart(
        monday=monday,
        step=step,
        days=days,
        cuts=tuple(sorted(at for at in cuts if at < days)),
        off=frozenset(shown),
    )


def _cuts(
    block: Gantt, off: set[int], *, monday: datetime.date, headed: set[int]
) -> tuple[set[int], set[int]]:
    """Where columns begin, and the days off that can be shown with so many.

    Where there are too many columns for Word, days off are left out, at last also days of bars.
    """
    bars = {
        edge
        for bar in block.bars
        for edge in ((bar.starts - monday).days, (bar.ends - monday).days + 1)
    }
    edges = {at for day in off for at in (day, day + 1) if (at in off) != (at - 1 in off)}
    for cuts, shown in ((headed | bars | edges, off), (headed | bars, set[int]())):
        if len(cuts) + len(HEADINGS) <= MOST_COLUMNS:
            return cuts, shown
    return headed, set()


def _header(chart: _Chart, widths: Sequence[float], day: float) -> Iterator[Element]:
    """The months above the Mondays; the other headings are as high as both."""
    named = [
        heading(text, width, SIZE, down="restart")
        for text, width in zip(HEADINGS, widths, strict=True)
    ]
    months = []
    first = 0
    for month, count in _months(chart):
        after = first + count * chart.step
        told = _month(month, count, of=len(chart.mondays))
        months.append(_headed(told, chart, first, after, day))
        first = after
    yield row([*named, *months], is_header=True)
    below = [heading("", width, SIZE, down="continue") for width in widths]
    days = [
        _headed(str(monday.day), chart, chart.at(monday), chart.at(monday) + chart.step, day)
        for monday in chart.mondays
    ]
    yield row([*below, *days], is_header=True)


def _headed(text: str, chart: _Chart, first: int, after: int, day: float) -> Element:
    """A small heading over the columns between these days."""
    small = Look(size=SMALL, single=True, align="center", font=NARROW_FONT, together=True)
    return cell(
        [paragraph(text, small)],
        width=(after - first) * day,
        span=chart.columns(first, after),
        pad=Pad(ends=PAD.ends),
        shade=HEADER_SHADE,
    )


def _months(chart: _Chart) -> Iterator[tuple[datetime.date, int]]:
    """Each month in which a column of the header begins, and how many do."""
    for first, days in groupby(chart.mondays, key=lambda monday: monday.replace(day=1)):
        yield first, len(list(days))


def _month(month: datetime.date, count: int, *, of: int) -> str:
    """The month's name; over one narrow column there is no room for the year."""
    name = MONTHS[month.month - 1]
    return f"{name} {month.year}" if count > 1 or of < 13 else name


def _task(number: int, bar: Bar, widths: Sequence[float]) -> Iterator[Element]:
    told = (str(number), bar.text, bar.who, f"{bar.starts:%d/%m/%Y}", f"{bar.ends:%d/%m/%Y}")
    for at, (text, width) in enumerate(zip(told, widths, strict=True)):
        yield cell(paragraphs(text, written(SIZE, centred=at in (0, 3, 4))), width=width)


def _bar(bar: Bar, chart: _Chart, day: float) -> Iterator[Element]:
    """The row's days: what looks the same within a column of the header is one cell."""
    busy = range(chart.at(bar.starts), chart.at(bar.ends) + 1)

    def look(column: tuple[int, int]) -> tuple[int, str]:
        first, after = column
        is_busy = first < busy.stop and after > busy.start
        shade = BAR_SHADE if is_busy else OFF_SHADE if first in chart.off else ""
        return first // chart.step, shade

    columns = pairwise((*chart.cuts, chart.days))
    for (_, shade), same in groupby(columns, key=look):
        held = list(same)
        first, after = held[0][0], held[-1][1]
        yield cell(
            [gap(1)],
            width=(after - first) * day,
            span=len(held),
            pad=Pad(),
            shade=shade,
            borders=_sides(left=first % chart.step == 0, right=after % chart.step == 0),
        )


def _sides(**is_drawn: bool) -> Element:
    """Thin lines between the columns of the header, none within them."""
    return element(
        "tcBorders",
        *(
            element(side, val="single", sz=2, space=0, color=THIN_LINE)
            if drawn
            else element(side, val="nil")
            for side, drawn in is_drawn.items()
        ),
    )
