"""Ruled tables of Word, whose header returns on each page."""

import math
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from lakip.documents.blocks import Table
from lakip.documents.word_parts import (
    Element,
    Look,
    Pad,
    cell,
    gap,
    marked,
    paragraph,
    row,
    table,
)

HEADER_SHADE = "EDEDED"
PAD = Pad(sides=1.4, ends=0.6)
DIVISIBLE = 14  # A row of about so many lines stays whole; one of more may be taller than a page.
LETTER = 2.0  # About the width of a letter, in mm.
TALL = 14.0  # mm: room for a signature by hand.


def ruled_table(block: Table, *, width: float, size: int) -> Iterator[Element]:
    """A table whose heading row returns on each page and whose rows stay whole."""
    size = max(9, size - (2 if len(block.headings) > 4 else 1))
    widths = [width * share / sum(block.widths) for share in block.widths]
    middle = [heading.rstrip(".").lower() in ("no", "nomor urut") for heading in block.headings]
    if block.caption:
        yield paragraph(block.caption, Look(style="Caption", align="center", before=4, after=3))
    body = [
        row(
            [
                cell(marked(text, written(size, centred=centred)), width=across)
                for text, across, centred in zip(told, widths, middle, strict=True)
            ],
            height=TALL if block.tall_rows else 0,
            whole=max(map(_lines, told, widths), default=0) <= DIVISIBLE,
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


def _lines(text: str, width: float) -> int:
    """About how many lines a text takes in a column, in mm."""
    return sum(max(math.ceil(len(line) * LETTER / width), 1) for line in text.split("\n"))


def written(size: int, *, centred: bool = False) -> Look:
    """How words stand in a ruled table."""
    return Look(size=size, single=True, align="center" if centred else "left")


def _header(headings: Sequence[str], widths: Sequence[float], size: int) -> Element:
    """The row of headings; those that are the same side by side are one, over all their columns."""
    cells = []
    for text, same in groupby(zip(headings, widths, strict=True), key=itemgetter(0)):
        held = [width for _, width in same]
        cells.append(heading(text, sum(held), size, span=len(held)))
    return row(cells, is_header=True)


def heading(text: str, width: float, size: int, *, span: int = 1, down: str = "") -> Element:
    """A cell of a table's header; `down` joins it with the one below, as in `cell`."""
    look = Look(size=size, single=True, align="center", bold=True, together=True)
    return cell(
        [paragraph(text, look)],
        width=width,
        span=span,
        down=down,
        shade=HEADER_SHADE,
        upright="center",
    )
