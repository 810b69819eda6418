"""The kop of a paper in Word."""

from collections.abc import Iterator
from dataclasses import replace

from lakip.documents.blocks import Letterhead
from lakip.documents.printable import printable
from lakip.documents.word_parts import (
    CAPITAL,
    POINT,
    Element,
    Look,
    Pad,
    cell,
    element,
    gap,
    paragraph,
    row,
    table,
)
from lakip.documents.word_pictures import Pictures

LOGO_WIDTH, LOGO_HEIGHT = 24.0, 26.0


def letterhead(
    block: Letterhead, *, width: float, logo: bytes, pictures: Pictures
) -> Iterator[Element]:
    """The coat of arms beside the names, over a thick and a thin line."""
    look = Look(align="center", single=True)
    arms = pictures.fitted(
        logo, width=LOGO_WIDTH, height=LOGO_HEIGHT, says=f"Lambang {block.government}"
    )
    side = LOGO_WIDTH + 2 if arms is not None else 0
    color = printable(block.color).removeprefix("#")
    room = width - side
    lines = [
        paragraph(block.government.upper(), replace(look, size=13)),
        paragraph(
            block.agency.upper(), replace(look, size=_fitting(block.agency, room), bold=True)
        ),
        *(paragraph(line, replace(look, size=9)) for line in block.address),
    ]
    cells = [cell(lines, width=room, upright="center", borders=_rule(color, 18))]
    if arms is not None:
        picture = paragraph([arms], Look(single=True))
        cells.insert(0, cell([picture], width=side, borders=_rule(color, 18)))
    widths = [side, width - side] if arms is not None else [width]
    thin = cell([gap(1)], width=width, span=len(widths), pad=Pad(), borders=_rule(color, 6))
    yield table([row(cells), row([thin])], widths, pad=Pad(ends=1))
    yield gap(14)


def _rule(color: str, eighths: int) -> Element:
    """A line under a cell, so many eighths of a point thick.

    Programs differ in which line of a double border is the thick one, so each is a row's own.
    """
    return element("tcBorders", element("bottom", val="single", sz=eighths, space=0, color=color))


def _fitting(name: str, room: float) -> int:
    """The largest size in which an agency's name in capitals keeps to one line, if any does."""
    sizes = (18, 17, 16, 15, 14)
    one_line = (size for size in sizes if len(name) * CAPITAL * size * POINT <= room)
    return next(one_line, sizes[-1])
