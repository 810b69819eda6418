"""Writes a paper as a Word file that an office can go on editing."""

from dataclasses import replace

from docx.document import Document
from docx.oxml.ns import qn

from lakip.documents.blocks import Block, Sheet, Signatures
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
    """The elements of one part of the paper; who signs stays on the page of the last words."""
    made: list[Element] = []
    for before, signed in _up_to_signatures(blocks):
        made.extend(rendered(before, place))
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
    """Keep the last words, and the gaps after them, together with what follows."""
    for at in range(len(made) - 1, -1, -1):
        each = made[at]
        if each.tag == qn("w:tbl") and (last := last_row_apart(each)) is not None:
            made.insert(at + 1, last)
            each = last
        inside = each if each.tag == qn("w:p") else each[-1]
        for part in inside.iter(qn("w:p")):
            keep(part)
        if any(words.text for words in inside.iter(qn("w:t"))):
            return
