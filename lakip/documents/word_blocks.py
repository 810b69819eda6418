"""Each kind of block as paragraphs and tables of Word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from docx.document import Document

from lakip.documents.blocks import (
    Block,
    Break,
    Cards,
    Centered,
    Choices,
    Clauses,
    Facts,
    Frame,
    Gantt,
    Heading,
    Items,
    Letterhead,
    Lines,
    Listed,
    Note,
    Numbering,
    Paragraph,
    Prose,
    Signatures,
    Table,
    Title,
)
from lakip.documents.printable import printable
from lakip.documents.word_gantt import gantt
from lakip.documents.word_letterhead import letterhead
from lakip.documents.word_parts import (
    CAPITAL,
    POINT,
    Element,
    Look,
    Pad,
    cell,
    gap,
    hanging,
    marked,
    paragraph,
    paragraphs,
    row,
    table,
    ticked,
)
from lakip.documents.word_pictures import Pictures
from lakip.documents.word_report_parts import cards, listed, note, prose
from lakip.documents.word_report_tables import is_of_report, report_table
from lakip.documents.word_signatures import signatures
from lakip.documents.word_tables import ruled_table

HANG = 8.0  # mm: a two-figure number, its dot and a space in 12 points.
COLON = 4.0
LEAST_FACT, LEAST_LABEL = 10.0, 26.0  # mm for a label: beside a fact, and in a decree.
NARROW_LETTERS = "fijlrt,.:;/()- "
FRAME_PAD = Pad(sides=2, ends=1)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where blocks are set: the width at hand in mm, the size of type, the file's pictures."""

    width: float
    size: int
    pictures: Pictures
    logo: bytes = b""

    @classmethod
    def on(cls, document: Document, *, width: float, size: int, logo: bytes) -> "Place":
        """A place on the pages of this document."""
        return cls(width=width, size=size, pictures=Pictures(document), logo=logo)


def rendered(blocks: Sequence[Block], place: Place) -> Iterator[Element]:
    """The blocks in their order; clauses that follow each other share one table."""
    labels = [block.label for block in blocks if isinstance(block, Clauses)]
    for kind, group in groupby(blocks, key=type):
        if kind is Clauses:
            yield from _clauses(
                [each for each in group if isinstance(each, Clauses)], labels, place
            )
        else:
            for block in group:
                yield from _rendered(block, place)


def _rendered(block: Block, place: Place) -> Iterator[Element]:
    match block:
        case Letterhead():
            return letterhead(block, width=place.width, logo=place.logo, pictures=place.pictures)
        case Title():
            return _title(block)
        case Centered():
            look = Look(align="center", before=6, after=6, bold=block.bold, together=True)
            return iter([paragraph(block.text, look)])
        case Heading():
            return iter([paragraph(block.text, Look(style="Heading1", before=8, after=4))])
        case Paragraph():
            look = Look(align="both", after=6, first=12.7 if block.indent else 0)
            return iter(paragraphs(block.text, look))
        case Facts():
            return _facts(block, place)
        case Items():
            return _items(block.items, block.numbering, after=3)
        case Choices():
            return _choices(block, place)
        case Lines():
            return _lines(block, place)
        case Table() if is_of_report(block):
            return report_table(block, width=place.width)
        case Table():
            return ruled_table(block, width=place.width, size=place.size)
        case Gantt():
            return gantt(block, width=place.width)
        case Signatures():
            return signatures(block, width=place.width, pictures=place.pictures)
        case Frame():
            return _frame(block, place)
        case Prose():
            return iter([prose(block.runs)])
        case Listed():
            counted = range(1, len(block.items) + 1)
            return listed(block, [mark(block.numbering, number) for number in counted])
        case Note():
            return iter([note(block.text)])
        case Cards():
            return cards(block, width=place.width)
    return iter(())  # A page cannot end within a cell.


def mark(numbering: Numbering, number: int) -> str:
    """What stands before an item: `1.`, `a.` (after `z.` comes `aa.`), a dash, or nothing."""
    if numbering is Numbering.LETTERS:
        letters = ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("a") + rest) + letters
        return f"{letters}."
    return f"{number}." if numbering is Numbering.NUMBERS else str(numbering)


def _title(block: Title) -> Iterator[Element]:
    """The name of the paper closely, its number and TENTANG each apart."""
    first, *rest = block.lines
    look = Look(align="center", together=True, single=True, after=2)
    yield paragraph(first, replace(look, style="Title", before=6))
    for line in rest:
        shaped = look
        if line == "TENTANG":
            shaped = replace(look, before=9, after=9)
        elif line.startswith("NOMOR"):
            shaped = replace(look, before=5)
        elif line.isupper():
            shaped = replace(look, bold=True)
        yield paragraph(line, shaped)
    yield gap(14)


def _facts(block: Facts, place: Place) -> Iterator[Element]:
    labels = [name for name, _ in block.rows]
    label = _width_of(labels, size=place.size, least=LEAST_FACT, most=place.width * 0.45)
    widths = [label, COLON, place.width - label - COLON]
    look = Look(single=True, after=2)
    rows = [
        row(
            [
                cell([paragraph(name, look)], width=widths[0]),
                cell([paragraph(":", look)], width=widths[1]),
                cell(marked(value, look), width=widths[2]),
            ],
            whole=False,
        )
        for name, value in block.rows
    ]
    yield table(rows, widths)
    yield gap(10)


def _width_of(labels: Sequence[str], *, size: int, least: float, most: float) -> float:
    """About the width of the widest label: the fonts themselves are not at hand here."""
    em = size * POINT
    widest = max((sum(map(_letter_width, label)) for label in labels), default=0)
    return min(max(widest * em + 2, least), most)


def _letter_width(letter: str) -> float:
    """The width of a letter in a Bookman, the wider of the fonts, as a share of its size."""
    if letter in NARROW_LETTERS:
        return 0.36
    return CAPITAL if letter.isupper() or letter in "mw" else 0.62


def _clauses(blocks: Sequence[Clauses], labels: Sequence[str], place: Place) -> Iterator[Element]:
    label = _width_of(labels, size=place.size, least=LEAST_LABEL, most=place.width * 0.35)
    widths = [label, COLON, place.width - label - COLON]
    yield table([each for block in blocks for each in _clause(block, widths)], widths)
    yield gap(2)


def _clause(block: Clauses, widths: Sequence[float]) -> Iterator[Element]:
    """A row for each item, so that the last can go to the next page with who signs."""
    for number, item in enumerate(block.items or ("",), start=1):
        told = (block.label, ":") if number == 1 else ("", "")
        heads = [
            cell([paragraph(text)], width=width)
            for text, width in zip(told, widths[:2], strict=True)
        ]
        words = _item(item, block.numbering, number, after=4)
        yield row([*heads, cell(words, width=widths[2])], whole=False)


def _items(items: Sequence[str], numbering: Numbering, *, after: float) -> Iterator[Element]:
    for number, text in enumerate(items, start=1):
        yield from _item(text, numbering, number, after=after)


def _item(text: str, numbering: Numbering, number: int, *, after: float) -> Iterator[Element]:
    look = Look(align="both", after=after)
    if numbering is Numbering.NONE:
        yield from paragraphs(text, look)
        return
    first, *rest = printable(text).split("\n")
    yield hanging(mark(numbering, number), first, look, by=HANG)
    for line in rest:
        yield paragraph(line, replace(look, left=HANG))


def _choices(block: Choices, place: Place) -> Iterator[Element]:
    boxes = [
        ticked(text, Look(after=2, bold=is_ticked), is_ticked=is_ticked)
        for text, is_ticked in block.options
    ]
    if block.columns <= 1:
        yield from boxes
        return
    width = place.width / block.columns
    rows = []
    for start in range(0, len(boxes), block.columns):
        held = boxes[start : start + block.columns]
        filled = [cell([box], width=width, pad=Pad(sides=1)) for box in held]
        empty = [cell([], width=width) for _ in range(block.columns - len(held))]
        rows.append(row([*filled, *empty]))
    yield table(rows, [width] * block.columns)
    yield gap(2)


def _lines(block: Lines, place: Place) -> Iterator[Element]:
    """At the right they begin where the signature does."""
    look = Look(left=place.width / 2 if block.at_right else 0, single=True, after=2)
    if not block.at_right:
        yield gap(8)
    for line in block.lines:
        yield from marked(line, look)
    yield gap(8 if block.at_right else 14)


def _frame(block: Frame, place: Place) -> Iterator[Element]:
    half = place.width / 2
    rows = []
    for cells in block.rows:
        share = place.width / len(cells)
        inner = replace(place, width=share - 2 * FRAME_PAD.sides)
        rows.append(
            row(
                [cell(rendered(each, inner), width=share, span=2 // len(cells)) for each in cells],
                whole=False,
            )
        )
    yield table(rows, [half, half], bordered=True, pad=FRAME_PAD)
    yield gap()


def parts(blocks: Sequence[Block]) -> Iterator[tuple[bool, list[Block]]]:
    """The blocks between page breaks, and whether their pages lie on their side.

    A break before the first or after the last words makes no empty page.
    """
    landscape, held = False, list[Block]()
    for is_break, group in groupby(blocks, key=lambda block: isinstance(block, Break)):
        each = list(group)
        if not is_break:
            held = each
        elif isinstance(each[-1], Break):
            if held:
                yield landscape, held
            landscape, held = each[-1].landscape, []
    if held:
        yield landscape, held
