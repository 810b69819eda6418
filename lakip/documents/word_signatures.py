"""Where a paper is signed: offices, the room for the mark, names, and the boxes for paraf."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lakip.documents.blocks import Signature, Signatures
from lakip.documents.word_parts import Element, Look, Pad, cell, gap, paragraph, row, table
from lakip.documents.word_pictures import Pictures

DOTS = "." * 46
QR_SIDE = 24.0
ROOM = 74  # Points for a pen: as high as a QR, so that names side by side stand level.
BETWEEN = 6.0  # mm from one signature to the other.
NARROW = 100.0  # In half of a frame there is no room to stand at the right.
INITIALS = (44.0, 18.0)  # The office's column and the box beside it.
INITIALS_PAD = Pad(sides=1.4, ends=0.6)
HELD = Look(together=True, single=True, after=2)


def verifiable(address: str) -> str:
    """The sentence beside the QR."""
    return f"Keabsahan dokumen dapat diperiksa dengan memindai kode ini atau di {address}"


def signatures(block: Signatures, *, width: float, pictures: Pictures) -> Iterator[Element]:
    """One signature in the right half of the page, or several side by side, never torn apart."""
    alone = len(block.columns) == 1
    if alone and width < NARROW:
        yield from _stacked(block, width, pictures)
        return
    yield gap(14, together=True)
    if alone:
        yield _at_right(block, width / 2, pictures)
    else:
        yield _side_by_side(block.columns, width, pictures)
        if block.initials:
            yield from (gap(together=True), _initials(block.initials))
    yield gap(10)


def _at_right(block: Signatures, half: float, pictures: Pictures) -> Element:
    boxes = [_initials(block.initials)] if block.initials else []
    signed = _signature(block.columns[0], half - BETWEEN / 2, pictures)
    cells = [
        cell(boxes, width=half, pad=Pad(sides=BETWEEN / 2), upright="bottom"),
        cell(signed, width=half),
    ]
    return table([row(cells)], [half, half])


def _side_by_side(columns: Sequence[Signature], width: float, pictures: Pictures) -> Element:
    """The offices in one row, the rooms in the next, the names in the last: all names level."""
    share = width / len(columns)
    parts = (
        [_above(each) for each in columns],
        [_room(each, share - BETWEEN / 2, pictures) for each in columns],
        [_named(each) for each in columns],
    )
    rows = [row([cell(inside, width=share) for inside in part]) for part in parts]
    return table(rows, [share] * len(columns))


def _stacked(block: Signatures, width: float, pictures: Pictures) -> Iterator[Element]:
    yield from _signature(block.columns[0], width, pictures)
    if block.initials:
        yield from (gap(), _initials(block.initials))
    yield gap()


def _signature(told: Signature, width: float, pictures: Pictures) -> Iterator[Element]:
    yield from _above(told)
    yield from _room(told, width, pictures)
    yield from _named(told)


def _above(told: Signature) -> Iterator[Element]:
    for line in (*told.above, *([told.office] if told.office else [])):
        yield paragraph(line, HELD)


def _room(told: Signature, width: float, pictures: Pictures) -> Iterator[Element]:
    if told.address:
        yield gap(3, together=True)
        yield _mark(told.address, width, pictures)
        yield gap(3, together=True)
    else:
        yield gap(ROOM, together=True)


def _named(told: Signature) -> Iterator[Element]:
    has_name = bool(told.name)
    yield paragraph(told.name or DOTS, replace(HELD, bold=has_name, underlined=has_name))
    if told.rank:
        yield paragraph(told.rank, HELD)
    if told.nip:
        yield paragraph(f"NIP {told.nip}", HELD)
    for line in told.below:
        yield paragraph(line, HELD)


def _mark(address: str, width: float, pictures: Pictures) -> Element:
    widths = [QR_SIDE + 2, width - QR_SIDE - 2]
    picture = paragraph([pictures.qr(address, side=QR_SIDE)], Look(together=True, single=True))
    words = paragraph(verifiable(address), Look(together=True, single=True, size=8))
    cells = [
        cell([picture], width=widths[0]),
        cell([words], width=widths[1], upright="center"),
    ]
    return table([row(cells)], widths)


def _initials(offices: Sequence[str]) -> Element:
    look = Look(size=9, single=True, together=True)
    head = Look(size=9, single=True, together=True, bold=True, align="center")
    heading = row([cell([paragraph("Paraf", head)], width=sum(INITIALS), span=2)])
    rows = [
        row(
            [
                cell([paragraph(office, look)], width=INITIALS[0], upright="center"),
                cell([paragraph("", look)], width=INITIALS[1]),
            ],
            height=9,
        )
        for office in offices
    ]
    return table([heading, *rows], INITIALS, bordered=True, pad=INITIALS_PAD)
