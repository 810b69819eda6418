"""Writes a paper as a Word file that an office can go on editing."""

import math
from dataclasses import replace

from docx.document import Document
from docx.oxml.ns import qn

from lakip.documents.blocks import Block, Lines, Sheet, Signatures
from lakip.documents.printable import printable
from lakip.documents.word_blocks import Place, parts, rendered
from lakip.documents.word_package import (
    blank,
    name_properties,
    packed,
    section,
    width_of_text,
)
from lakip.documents.word_parts import (
    Element,
    Look,
    element,
    gap,
    keep,
    last_row_apart,
    paragraph,
)

FEWEST_LINES = 2  # So many lines at least stand above a signature.
LINE_LETTERS = 70  # About as many as a line of a decree holds.


def write(sheet: Sheet, *, logo: bytes = b"") -> bytes:
    """The paper as a .docx file; the same sheet and logo give the same bytes.

    `logo` is the picture of the kop, PNG or JPEG; one that cannot be read is left out. Letters
    that XML cannot hold are left out too, and marks that turn the direction of reading.
    """
    document = blank(sheet.profile)
    foot = _foot(document, sheet.foot)
    body = document.element.body
    pieces = list(parts(sheet.blocks)) or [(False, [])]
    place = Place.on(document, width=0, size=sheet.profile.size, logo=logo)
    for number, (landscape, blocks) in enumerate(pieces, start=1):
        width = width_of_text(sheet.profile, landscape=landscape)
        body.extend(_set(blocks, replace(place, width=width)))
        pages = section(sheet.profile, landscape=landscape, foot=foot)
        body.append(pages if number == len(pieces) else _ending(pages))
    name_properties(
        document,
        title=printable(sheet.title),
        author=printable(sheet.author),
        made_at=sheet.made_at,
    )
    return packed(document, made_at=sheet.made_at)


def _foot(document: Document, text: str) -> str:
    """The line at the foot of each page; the name of its relationship, if there is one."""
    if not text:
        return ""
    part, relationship = document.part.add_footer_part()
    for child in list(part.element):
        part.element.remove(child)
    part.element.append(paragraph(text, Look(style="Footer", align="center", single=True)))
    return str(relationship)


def _ending(pages: Element) -> Element:
    """The paragraph that ends a section, too low to need a page of its own."""
    ending = gap(1)
    ending.find(qn("w:pPr")).append(pages)
    return ending


def _set(blocks: list[Block], place: Place) -> list[Element]:
    """The elements of one part of the paper; who signs stays on the page of the last words.

    Lines behind a signature tell who gets a copy (tembusan): they stay on its page.
    """
    made: list[Element] = []
    was_signed = False
    for before, signed in _up_to_signatures(blocks):
        if was_signed and before and isinstance(before[0], Lines):
            keep(made[-1])
            copies = list(rendered(before[:1], place))
            for each in copies[:-2]:
                keep(each)
            made.extend(copies)
            before = before[1:]
        made.extend(rendered(before, place))
        was_signed = signed is not None
        if signed:
            _hold(made)
            made.extend(rendered([signed], place))
    return made or [element("p")]


def _up_to_signatures(blocks: list[Block]) -> list[tuple[list[Block], Signatures | None]]:
    told: list[tuple[list[Block], Signatures | None]] = []
    held: list[Block] = []
    for block in blocks:
        if isinstance(block, Signatures):
            told.append((held, block))
            held = []
        else:
            held.append(block)
    return [*told, (held, None)]


def _hold(made: list[Element]) -> None:
    """Keep at least the last two lines, and the gaps after them, together with what follows."""
    lines, at = 0, len(made) - 1
    while at >= 0 and lines < FEWEST_LINES:
        each = made[at]
        if each.tag == qn("w:tbl") and (last := last_row_apart(each)) is not None:
            # What is left of the table stays where it was, to be looked at next.
            made.insert(at + 1, last)
            lines += _held(last[-1])
            continue
        rows = [each] if each.tag == qn("w:p") else each.findall(qn("w:tr"))
        while rows and lines < FEWEST_LINES:
            lines += _held(rows.pop())
        at -= 1


def _held(inside: Element) -> int:
    """Keep a paragraph or a row with what follows; gives about how many lines it has."""
    for part in inside.iter(qn("w:p")):
        keep(part)
    letters = [len(words.text or "") for words in inside.iter(qn("w:t"))]
    return math.ceil(max(letters, default=0) / LINE_LETTERS)
