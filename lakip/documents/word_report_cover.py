"""The cover of a report in Word: whose it is above, what it is on a dark field below."""

from collections.abc import Iterator

from lakip.documents.blocks import Cover
from lakip.documents.word_parts import Element, Look, Pad, cell, gap, paragraph, row, table
from lakip.documents.word_pictures import Pictures
from lakip.documents.word_report_parts import NIGHT, QUIET, SAND, WARM, Ink, words

OWNER_HIGH, FIELD_HIGH, PLACE_HIGH = 62.0, 138.0, 30.0  # mm
LOGO_WIDTH, LOGO_HEIGHT = 26.0, 32.0


def cover(block: Cover, *, width: float, logo: bytes, pictures: Pictures) -> Iterator[Element]:
    """One page, as a table of fields."""
    arms = pictures.fitted(
        logo, width=LOGO_WIDTH, height=LOGO_HEIGHT, says=f"Lambang {block.government}"
    )
    side = LOGO_WIDTH + 8 if arms is not None else 0.0
    look = Look(single=True, after=3)
    names = [
        paragraph([words(block.government.upper(), Ink(size=12, color=QUIET))], look),
        paragraph([words(block.agency, Ink(size=16, bold=True, color=NIGHT))], look),
    ]
    cells = [cell(names, width=width - side, upright="center")]
    if arms is not None:
        cells.insert(0, cell([paragraph([arms], Look(single=True))], width=side, upright="center"))
    widths = [side, width - side] if arms is not None else [width]
    span = len(widths)
    pad = Pad(sides=12, ends=16)
    title = [
        paragraph([words(block.title, Ink(size=32, bold=True, color="FFFFFF"))], look),
        gap(10),
        paragraph([words(f"Tahun {block.year}", Ink(size=22, bold=True, color=SAND))], look),
    ]
    place = [paragraph([words(block.place_line, Ink(size=11, color="FFFFFF"))], look)]
    yield table(
        [
            row(cells, height=OWNER_HIGH),
            row([cell([gap(4)], width=width, span=span, shade=WARM)]),
            row(
                [cell(title, width=width, span=span, pad=pad, shade=NIGHT)],
                height=FIELD_HIGH,
            ),
            row(
                [cell(place, width=width, span=span, pad=pad, shade=NIGHT, upright="bottom")],
                height=PLACE_HIGH,
            ),
        ],
        widths,
    )
