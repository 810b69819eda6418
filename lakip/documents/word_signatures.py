"""Where a paper is signed: offices, the room for the mark, names, and the boxes for paraf."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lakip.documents.blocks import Signature, Signatures
from lakip.documents.word_parts import Element, Look, Pad, cell, gap, paragraph, row, table
from lakip.documents.word_pictures import Pictures

DOTS = "." * 46
ROOM = 3  # Empty lines for a pen.
QR_SIDE = 24.0
BETWEEN = 6.0  # mm from one signature to the other.
NARROW = 100.0  # In half of a frame there is no room to stand at the right.
INITIALS = (44.0, 18.0)  # The office's column and the box beside it.
INITIALS_PAD = Pad(sides=1.4, ends=0.6)
HELD = Look(together=True)


def verifiable(address: str) -> str:
    """The sentence beside the QR."""
    return f"Keabsahan dokumen dapat diperiksa dengan memindai kode ini atau di {address}"


def signatures(block: Signatures, *, width: float, pictures: Pictures) -> Iterator[Element]:
    """One signature in the right half of the page, or several side by side, never torn apart."""
    if len(block.columns) == 1 and width < NARROW:
        yield from _stacked(block, width, pictures)
        return
    count = max(len(block.columns), 2)
    share = width / count
    room = Pad(sides=BETWEEN / 2)
    signed = [
        cell(_signature(each, share - BETWEEN / 2, pictures), width=share) for each in block.columns
    ]
    boxes = [_initials(block.initials)] if block.initials else []
    if len(block.columns) < 2:
        signed.insert(0, cell(boxes, width=share, pad=room, upright="bottom"))
        boxes = []
    yield gap(together=True)
    yield table([row(signed)], [share] * count)
    for each in boxes:
        yield from (gap(together=True), each)
    yield gap(10)


def _stacked(block: Signatures, width: float, pictures: Pictures) -> Iterator[Element]:
    yield from _signature(block.columns[0], width, pictures)
    if block.initials:
        yield from (gap(), _initials(block.initials))
    yield gap()


def _signature(told: Signature, width: float, pictures: Pictures) -> Iterator[Element]:
    for line in told.above:
        yield paragraph(line, HELD)
    if told.office:
        yield paragraph(told.office, HELD)
    if told.address:
        yield gap(3, together=True)
        yield _mark(told.address, width, pictures)
        yield gap(3, together=True)
    else:
        for _ in range(ROOM):
            yield paragraph("", HELD)
    has_name = bool(told.name)
    yield paragraph(told.name or DOTS, replace(HELD, bold=has_name, underlined=has_name))
    if told.rank:
        yield paragraph(told.rank, HELD)
    if told.nip:
        yield paragraph(f"NIP {told.nip}", HELD)


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
    bold = Look(size=9, single=True, together=True, bold=True)
    head = row([cell([paragraph("Paraf", bold)], width=sum(INITIALS), span=2)])
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
    return table([head, *rows], INITIALS, bordered=True, pad=INITIALS_PAD)
