"""Writes a paper as a Word file that an office can go on editing."""

from dataclasses import replace

from docx.document import Document
from docx.oxml.ns import qn

from lakip.documents.blocks import Report, Sheet
from lakip.documents.printable import printable
from lakip.documents.word_blocks import Place, parts, rendered
from lakip.documents.word_flow import flowing
from lakip.documents.word_package import (
    blank,
    name_properties,
    packed,
    section,
    width_of_text,
)
from lakip.documents.word_parts import Element, Look, gap, paragraph
from lakip.documents.word_report import write_report


def write(sheet: Sheet, *, logo: bytes = b"") -> bytes:
    """The paper as a .docx file; the same sheet and logo give the same bytes.

    `logo` is the picture of the kop, PNG or JPEG; one that cannot be read is left out. Letters
    that XML cannot hold are left out too, and marks that turn the direction of reading.
    """
    if isinstance(sheet, Report):
        return write_report(sheet, logo=logo)
    document = blank(sheet.profile)
    foot = _foot(document, sheet.foot)
    body = document.element.body
    pieces = list(parts(sheet.blocks)) or [(False, [])]
    place = Place.on(document, width=0, size=sheet.profile.size, logo=logo)
    for number, (landscape, blocks) in enumerate(pieces, start=1):
        width = width_of_text(sheet.profile, landscape=landscape)
        body.extend(flowing(blocks, replace(place, width=width), rendered))
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
