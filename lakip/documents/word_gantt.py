"""A plan over time as one table of Word: the tasks, and on the same rows their bars."""

import datetime
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

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
BAR_SHADE, THIN_LINE = "555555", "BFBFBF"
SIZE, SMALL = 8, 5.5
# In a Bookman the digits of a month's days do not fit a narrow column.
NARROW_FONT = "Arial"
FIXED = (8.0, 21.0, 21.0)  # mm for the number and the two dates.
WEEK_WIDTH, MOST_OF_WIDTH = 6.5, 0.56
# A longer plan gets columns of more than one week.
MOST_COLUMNS = 26


@dataclass(frozen=True, kw_only=True)
class _Weeks:
    """The columns of the bars: the Monday each begins on, and its days."""

    mondays: tuple[datetime.date, ...]
    span: datetime.timedelta


def gantt(block: Gantt, *, width: float) -> Iterator[Element]:
    """The tasks with their days, and beside each the weeks, dark where it is worked on."""
    if not block.bars:
        return
    weeks = _weeks(block.bars)
    count = len(weeks.mondays)
    free = width - sum(FIXED)
    strip = min(count * WEEK_WIDTH, free * MOST_OF_WIDTH)
    task, who = (free - strip) * 0.5, (free - strip) * 0.5
    widths = [FIXED[0], task, who, *FIXED[1:]]
    rows = [
        row([*_task(number, bar, widths), *_bar(bar, weeks, strip / count)])
        for number, bar in enumerate(block.bars, start=1)
    ]
    header = _header(weeks, widths, strip / count)
    columns = [*widths, *[strip / count] * count]
    yield table([*header, *rows], columns, bordered=True, pad=PAD, has_header=True)
    yield paragraph(LEGEND, Look(size=7, single=True, before=2))
    yield gap(8)


def _weeks(bars: Sequence[Bar]) -> _Weeks:
    starts, ends = min(bar.starts for bar in bars), max(bar.ends for bar in bars)
    monday = starts - datetime.timedelta(days=starts.weekday())
    weeks = max((ends - monday).days // 7 + 1, 1)
    step = math.ceil(weeks / MOST_COLUMNS)
    span = datetime.timedelta(weeks=step)
    return _Weeks(
        mondays=tuple(monday + span * number for number in range(math.ceil(weeks / step))),
        span=span,
    )


def _header(weeks: _Weeks, widths: Sequence[float], week: float) -> Iterator[Element]:
    """The months above the Mondays; the other headings are as high as both."""
    small = Look(size=SMALL, single=True, align="center", font=NARROW_FONT, together=True)
    named = [
        heading(text, width, SIZE, down="restart")
        for text, width in zip(HEADINGS, widths, strict=True)
    ]
    months = [
        cell(
            [paragraph(_month(month, count, of=len(weeks.mondays)), small)],
            width=week * count,
            span=count,
            pad=Pad(ends=PAD.ends),
            shade=HEADER_SHADE,
        )
        for month, count in _months(weeks)
    ]
    yield row([*named, *months], is_header=True)
    below = [heading("", width, SIZE, down="continue") for width in widths]
    days = [
        cell(
            [paragraph(str(monday.day), small)],
            width=week,
            pad=Pad(ends=PAD.ends),
            shade=HEADER_SHADE,
        )
        for monday in weeks.mondays
    ]
    yield row([*below, *days], is_header=True)


def _months(weeks: _Weeks) -> Iterator[tuple[datetime.date, int]]:
    """Each month in which a column begins, and how many do."""
    for first, days in groupby(weeks.mondays, key=lambda monday: monday.replace(day=1)):
        yield first, len(list(days))


def _month(month: datetime.date, count: int, *, of: int) -> str:
    """The month's name; over one narrow column there is no room for the year."""
    name = MONTHS[month.month - 1]
    return f"{name} {month.year}" if count > 1 or of < 13 else name


def _task(number: int, bar: Bar, widths: Sequence[float]) -> Iterator[Element]:
    told = (str(number), bar.text, bar.who, f"{bar.starts:%d/%m/%Y}", f"{bar.ends:%d/%m/%Y}")
    for at, (text, width) in enumerate(zip(told, widths, strict=True)):
        yield cell(paragraphs(text, written(SIZE, centred=at in (0, 3, 4))), width=width)


def _bar(bar: Bar, weeks: _Weeks, width: float) -> Iterator[Element]:
    for monday in weeks.mondays:
        is_busy = bar.starts < monday + weeks.span and bar.ends >= monday
        sides = [
            element(side, val="single", sz=2, space=0, color=THIN_LINE)
            for side in ("left", "right")
        ]
        yield cell(
            [gap(1)],
            width=width,
            pad=Pad(),
            shade=BAR_SHADE if is_busy else "",
            borders=element("tcBorders", *sides),
        )
