"""Draws the plan that a paper holds as a chart on its page: the same block that the paper prints.

Places are shares of the chart's width, written as SVG takes them, so that the chart is as wide as
the screen lets it be. Everything that the bars show stands beside them in words.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from lakip.documents.blocks import Bar, Block, Gantt

MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
# Shares of the width that a month needs for its name, and for its name with the year: on a phone
# the chart is about 320 px wide.
ROOM_FOR_NAME, ROOM_FOR_YEAR = 0.08, 0.19
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
    """A plan from the Monday on which it begins to the Sunday after its last day."""

    first: datetime.date
    last: datetime.date
    months: tuple[Stretch, ...]
    off: tuple[Stretch, ...]
    rows: tuple[Row, ...]


def chart_of(blocks: Iterable[Block]) -> Chart | None:
    """The chart of the first plan among the blocks of a paper; None when it has none."""
    plans = (block for block in blocks if isinstance(block, Gantt) and block.bars)
    plan = next(plans, None)
    return _chart(plan) if plan else None


def _chart(plan: Gantt) -> Chart:
    first, last = min(bar.starts for bar in plan.bars), max(bar.ends for bar in plan.bars)
    monday = first - _DAY * first.weekday()
    sunday = last + _DAY * (6 - last.weekday())
    off = frozenset(plan.days_off)
    return Chart(
        first=first,
        last=last,
        months=tuple(_months(monday, sunday)),
        off=tuple(_stretch(*run, monday, sunday) for run in _runs(sorted(off))),
        rows=tuple(
            Row(bar, _stretch(bar.starts, bar.ends, monday, sunday), _working(bar, off))
            for bar in plan.bars
        ),
    )


def _stretch(
    starts: datetime.date,
    ends: datetime.date,
    monday: datetime.date,
    sunday: datetime.date,
    text: str = "",
) -> Stretch:
    """Where these days lie, both included."""
    days = (sunday - monday).days + 1
    at, count = (starts - monday).days, (ends - starts).days + 1
    return Stretch(f"{at / days:.2%}", f"{count / days:.2%}", text)


def _runs(days: list[datetime.date]) -> Iterator[tuple[datetime.date, datetime.date]]:
    """The first and last of each run of days that follow one another."""
    begun: datetime.date | None = None
    for day, following in pairwise([*days, None]):
        assert day is not None
        begun = begun or day
        if following != day + _DAY:
            yield begun, day
            begun = None


def _months(monday: datetime.date, sunday: datetime.date) -> Iterator[Stretch]:
    """Each month's part, named as far as there is room; the first name has the year."""
    starts = monday
    whole = (sunday - monday).days + 1
    while starts <= sunday:
        following = (starts.replace(day=1) + _DAY * 31).replace(day=1)
        ends = min(following - _DAY, sunday)
        share = ((ends - starts).days + 1) / whole
        name = MONTHS[starts.month - 1] if share >= ROOM_FOR_NAME else ""
        if share >= ROOM_FOR_YEAR:
            name = f"{name} {starts.year}"
        yield _stretch(starts, ends, monday, sunday, name)
        starts = following


def _working(bar: Bar, off: frozenset[datetime.date]) -> int | None:
    if not off:
        return None
    days = (bar.starts + _DAY * at for at in range((bar.ends - bar.starts).days + 1))
    return sum(day not in off for day in days)
