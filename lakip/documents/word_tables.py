"""Ruled tables and plans over time, as tables of Word."""

import datetime
import math
from collections.abc import Iterator, Sequence

from lakip.documents.blocks import Bar, Gantt, Table
from lakip.documents.word_parts import (
    Element,
    Look,
    Pad,
    cell,
    gap,
    paragraph,
    paragraphs,
    row,
    table,
)

HEADER_SHADE, BAR_SHADE = "EDEDED", "808080"
PAD = Pad(sides=1.4, ends=0.6)
TALL = 14.0  # mm: room for a signature by hand.
GANTT_HEADINGS = ("No", "Kegiatan", "Penanggung jawab", "Mulai", "Selesai")
GANTT_SIZE = 9
MOST_BAR_COLUMNS = 26
WEEK = datetime.timedelta(days=7)


def ruled_table(block: Table, *, width: float, size: int) -> Iterator[Element]:
    """A table whose heading row returns on each page and whose rows stay whole."""
    size = max(9, size - (2 if len(block.headings) > 4 else 1))
    widths = [width * share / sum(block.widths) for share in block.widths]
    middle = [heading.rstrip(".").lower() in ("no", "nomor urut") for heading in block.headings]
    if block.caption:
        yield paragraph(block.caption, Look(style="Caption", before=4, after=3))
    body = [
        row(
            [
                cell(paragraphs(text, _written(size, centred=centred)), width=across)
                for text, across, centred in zip(told, widths, middle, strict=True)
            ],
            height=TALL if block.tall_rows else 0,
        )
        for told in block.rows
    ]
    yield table(
        [_header(block.headings, widths, size), *body],
        widths,
        bordered=True,
        pad=PAD,
        has_header=True,
    )
    yield gap(8)


def _written(size: int, *, centred: bool = False) -> Look:
    return Look(size=size, single=True, align="center" if centred else "left")


def _header(headings: Sequence[str], widths: Sequence[float], size: int) -> Element:
    return row(
        [_heading(*each, size) for each in zip(headings, widths, strict=True)], is_header=True
    )


def _heading(text: str, width: float, size: int) -> Element:
    look = Look(size=size, single=True, align="center", bold=True, together=True)
    return cell([paragraph(text, look)], width=width, shade=HEADER_SHADE, upright="center")


def gantt(block: Gantt, *, width: float) -> Iterator[Element]:
    """The tasks with their days, and beside each a strip of weeks in which its own are dark."""
    first, columns, step = _weeks(block.bars)
    fixed = (9.0, 21.0, 21.0)
    free = width - sum(fixed)
    strip = free * 0.42 if columns else 0
    task, who = (free - strip) * 0.58, (free - strip) * 0.42
    widths = [fixed[0], task, who, fixed[1], fixed[2]]
    weeks = [strip / columns] * columns if columns else []
    headings = [_heading(*each, GANTT_SIZE) for each in zip(GANTT_HEADINGS, widths, strict=True)]
    if columns:
        headings.append(cell([gap(1)], width=strip, span=columns, shade=HEADER_SHADE))
    rows = [
        row([*_told(number, bar, widths), *_strip(bar, first, step, weeks)])
        for number, bar in enumerate(block.bars, start=1)
    ]
    yield table(
        [row(headings, is_header=True), *rows],
        [*widths, *weeks],
        bordered=True,
        pad=PAD,
        has_header=True,
    )
    yield gap(8)


def _weeks(bars: Sequence[Bar]) -> tuple[datetime.date, int, datetime.timedelta]:
    """The Monday of the first week, how many columns, and the time of each, a week or several."""
    if not bars:
        return datetime.date.min, 0, WEEK
    starts, ends = min(bar.starts for bar in bars), max(bar.ends for bar in bars)
    monday = starts - datetime.timedelta(days=starts.weekday())
    weeks = max((ends - monday).days // 7 + 1, 1)
    step = math.ceil(weeks / MOST_BAR_COLUMNS)
    return monday, math.ceil(weeks / step), WEEK * step


def _told(number: int, bar: Bar, widths: Sequence[float]) -> Iterator[Element]:
    told = (str(number), bar.text, bar.who, f"{bar.starts:%d/%m/%Y}", f"{bar.ends:%d/%m/%Y}")
    for at, (text, width) in enumerate(zip(told, widths, strict=True)):
        look = _written(GANTT_SIZE, centred=at in (0, 3, 4))
        yield cell(paragraphs(text, look), width=width)


def _strip(
    bar: Bar, first: datetime.date, step: datetime.timedelta, weeks: Sequence[float]
) -> Iterator[Element]:
    for number, width in enumerate(weeks):
        opens = first + step * number
        is_busy = bar.starts < opens + step and bar.ends >= opens
        yield cell([gap(1)], width=width, pad=Pad(), shade=BAR_SHADE if is_busy else "")
