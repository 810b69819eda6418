"""Draws the plan that a paper holds as a chart on its page: the same block that the paper prints.

Places are shares of the chart's width, written as SVG takes them, so that the chart is as wide as
the screen lets it be. Everything that the bars show stands beside them in words.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from lakip.documents.blocks import Bar, Block, Gantt

MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
# Shares of the width that a month needs for its name, and for its name with the year: on a phone
# the chart is about 320 px wide.
ROOM_FOR_NAME, ROOM_FOR_YEAR = 0.08, 0.19
MOST_DAYS = 3 * 366
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Stretch:
    """A part of the chart's width."""

    x: str
    width: str
    text: str = ""


@dataclass(frozen=True)
class Row:
    """One task with its bar; `days` are its working days, where the days off are known."""

    bar: Bar
    place: Stretch
    days: int | None


@dataclass(frozen=True)
class Chart:
    """A plan from its first to its last day."""

    first: datetime.date
    last: datetime.date
    months: tuple[Stretch, ...]
    off: tuple[Stretch, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class _Span:
    """The days that the chart's width stands for."""

    first: datetime.date
    last: datetime.date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def place(self, starts: datetime.date, ends: datetime.date, text: str = "") -> Stretch:
        """Where these days lie, both included."""
        at, count = (starts - self.first).days, (ends - starts).days + 1
        return Stretch(f"{at / self.days:.2%}", f"{count / self.days:.2%}", text)


def chart_of(blocks: Iterable[Block]) -> Chart | None:
    """The chart of the first plan among the blocks of a paper.

    None when it has none, or one so long that a year must be mistyped, which the form says.
    """
    plans = (block for block in blocks if isinstance(block, Gantt) and block.bars)
    plan = next(plans, None)
    return _chart(plan) if plan else None


def _chart(plan: Gantt) -> Chart | None:
    span = _Span(min(bar.starts for bar in plan.bars), max(bar.ends for bar in plan.bars))
    if span.days > MOST_DAYS:
        return None
    off = frozenset(plan.days_off)
    # Nobody works eight days on end: then the days off were not told.
    known = bool(off) or span.days <= 7
    return Chart(
        first=span.first,
        last=span.last,
        months=tuple(_months(span)),
        off=tuple(span.place(*run) for run in _runs(sorted(off))),
        rows=tuple(
            Row(bar, span.place(bar.starts, bar.ends), _working(bar, off) if known else None)
            for bar in plan.bars
        ),
    )


def _runs(days: list[datetime.date]) -> Iterator[tuple[datetime.date, datetime.date]]:
    """The first and last of each run of days that follow one another."""
    # Days in a run are as far from the first of them in the calendar as in the list.
    for _, run in groupby(enumerate(days), key=lambda each: each[1].toordinal() - each[0]):
        found = [day for _, day in run]
        yield found[0], found[-1]


def _months(span: _Span) -> Iterator[Stretch]:
    """Each month's part, named as far as there is room."""
    days = (span.first + _DAY * at for at in range(span.days))
    for (year, month), within in groupby(days, key=lambda day: (day.year, day.month)):
        found = list(within)
        share = len(found) / span.days
        name = MONTHS[month - 1] if share >= ROOM_FOR_NAME else ""
        if share >= ROOM_FOR_YEAR:
            name = f"{name} {year}"
        yield span.place(found[0], found[-1], name)


def _working(bar: Bar, off: frozenset[datetime.date]) -> int:
    days = (bar.starts + _DAY * at for at in range((bar.ends - bar.starts).days + 1))
    return sum(day not in off for day in days)
