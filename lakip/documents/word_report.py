"""Writes a report as a Word file: its cover, its chapters and their lists."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from docx.oxml.ns import qn

from lakip.documents.added_pictures import jpeg_of, size_of
from lakip.documents.blocks import (
    Block,
    Contents,
    Cover,
    Heading,
    Picture,
    Report,
    Section,
    Table,
)
from lakip.documents.charts import alternative
from lakip.documents.charts_data import Chart
from lakip.documents.charts_pictures import pictures
from lakip.documents.printable import printable
from lakip.documents.report_layout import (
    LISTED_TO,
    LISTS,
    NOTHING_LISTED,
    Entry,
    Pages,
    Stage,
    anchors,
    entries,
    pages_of,
)
from lakip.documents.word_blocks import Place, rendered
from lakip.documents.word_flow import flowing
from lakip.documents.word_package import blank, name_properties, packed, width_of_text
from lakip.documents.word_parts import Element, Look, element, gap, paragraph, tab
from lakip.documents.word_report_cover import cover
from lakip.documents.word_report_package import COVER_MARGIN, Sections, put_styles
from lakip.documents.word_report_parts import QUIET, WARM, Ink, words
from lakip.documents.word_report_tables import bookmarked, caption, field, report_table

HIGHEST, HIGHEST_LANDSCAPE = 195.0, 115.0  # mm a picture may be high on its page.
MM = 25.4 / 72  # Of a point.
FIELDS = {
    "isi": f'TOC \\o "1-{LISTED_TO}" \\h \\z',
    "tabel": "TOC \\h \\z \\f T",
    "gambar": "TOC \\h \\z \\f G",
}
_SPACES = {1: (0, 12), 2: (15, 6), 3: (13, 5), 4: (12, 4)}  # Points before and after a heading.


def write_report(
    report: Report, *, logo: bytes = b"", pages: Mapping[str, Sequence[str]] | None = None
) -> bytes:
    """The report as a .docx file; the same report gives the same bytes. Raises CannotTypeset.

    `pages` has the page of each line of the lists, by the kind of list, as
    `lakip/documents/report_pages.py` reads them off the PDF; Word itself counts them again.
    """
    document = blank(report.profile)
    put_styles(document, report.profile)
    sections = Sections(document, report)
    body = document.element.body
    writer = _Writer(report, pages or {})
    parts = pages_of(report) or (Pages(Stage.FRONT, False, True, ()),)
    place = Place.on(document, width=0, size=report.profile.size, logo=logo)
    for number, part in enumerate(parts, start=1):
        width = width_of_text(report.profile, landscape=part.landscape)
        writer.begin(part.places, landscape=part.landscape)
        blocks = [report.blocks[at] for at in part.places]
        if part.stage is Stage.COVER:
            width = width_of_text(
                replace(report.profile, left=COVER_MARGIN, right=COVER_MARGIN), landscape=False
            )
        body.extend(flowing(blocks, replace(place, width=width), writer.render))
        if number < len(parts):
            ending = gap(1)
            ending.find(qn("w:pPr")).append(sections.of(part))
            body.append(ending)
        else:
            body.append(sections.of(part))
    name_properties(
        document,
        title=printable(report.title),
        author=printable(report.author),
        made_at=report.made_at,
    )
    return packed(document, made_at=report.made_at)


class _Writer:
    """Renders blocks in the order of the report, and so knows the place of each."""

    def __init__(self, report: Report, pages: Mapping[str, Sequence[str]]) -> None:
        self._lists = {kind: entries(report.blocks, kind) for kind in LISTS}
        self._pages, self._anchors = pages, anchors(report.blocks)
        charts = [block for block in report.blocks if isinstance(block, Chart)]
        self._pictures = iter(pictures(charts))
        self._places: Iterator[int] = iter(())
        self._highest = HIGHEST

    def begin(self, places: Sequence[int], *, landscape: bool) -> None:
        """Begin with the blocks at these places."""
        self._places = iter(places)
        self._highest = HIGHEST_LANDSCAPE if landscape else HIGHEST

    def render(self, blocks: Sequence[Block], place: Place) -> Iterable[Element]:
        """The blocks in their order; those that are not a report's own go together."""
        held: list[Block] = []
        for block in blocks:
            at = next(self._places)
            if isinstance(block, Section | Contents | Cover | Heading | Table | Chart | Picture):
                yield from rendered(held, place)
                held = []
                yield from self._own(block, at, place)
            else:
                held.append(block)
        yield from rendered(held, place)

    def _own(self, block: Block, at: int, place: Place) -> Iterator[Element]:
        name = self._anchors.get(at, "")
        match block:
            case Cover():
                yield from cover(block, width=place.width, logo=place.logo, pictures=place.pictures)
            case Section():
                yield heading(block, name=name, number=at)
            case Heading():
                yield heading(Section(level=4, number="", text=block.text), name="", number=at)
            case Contents():
                told = Section(level=1, number="", text=LISTS[block.kind])
                yield heading(told, name=name, number=at)
                numbers = self._pages.get(block.kind, ())
                yield from listing(block.kind, self._lists[block.kind], numbers)
            case Table():
                yield from report_table(block, width=place.width, name=name, place=at)
            case Chart():
                shown = place.pictures.fitted(
                    next(self._pictures),
                    width=place.width,
                    height=self._highest,
                    says=alternative(block),
                )
                yield from _captioned(shown, block, name=name, at=at)
            case Picture():
                width, height = (each * MM for each in size_of(block))
                shown = place.pictures.fitted(
                    jpeg_of(block),
                    width=min(width, place.width),
                    height=min(height, self._highest),
                    says=block.caption,
                )
                yield from _captioned(shown, block, name=name, at=at)


def _captioned(
    shown: Element | None, block: Chart | Picture, *, name: str, at: int
) -> Iterator[Element]:
    if shown is not None:
        yield paragraph([shown], Look(align="center", before=6, single=True, together=True))
    if block.number or block.caption:
        yield caption(block.number, block.caption, name=name, place=at, above=False)


def heading(block: Section, *, name: str, number: int) -> Element:
    """A heading of Word, from which its list of contents is made."""
    level = min(max(block.level, 1), 4)
    before, after = _SPACES[level]
    content: list[Element] = []
    hang = 0.0
    if block.number and level == 1:
        content += [words(block.number, Ink(bold=True, color=WARM)), words("  ", Ink())]
    elif block.number:
        content += [words(block.number, Ink(bold=True)), tab()]
        hang = 7.5
    content.append(words(block.text, Ink(bold=True)))
    look = Look(
        style=f"Heading{level}", before=before, after=after, left=hang, hanging=hang, single=True
    )
    return paragraph(bookmarked(content, name=name, number=number), look)


def listing(kind: str, lines: Sequence[Entry], numbers: Sequence[str]) -> Iterator[Element]:
    """A field that Word can update, filled with its lines beforehand."""
    if not lines:
        yield paragraph([words(NOTHING_LISTED[kind], Ink(color=QUIET))], Look(single=True))
        return
    known = numbers if len(numbers) == len(lines) else [""] * len(lines)
    begin, instruction, separate, end = field(FIELDS[kind], [])
    for at, (line, page) in enumerate(zip(lines, known, strict=True)):
        made = _line(kind, line, page)
        if at == 0:
            made[0].addnext(begin)
            begin.addnext(instruction)
            instruction.addnext(separate)
        if at == len(lines) - 1:
            made.append(end)
        yield made


def _line(kind: str, line: Entry, page: str) -> Element:
    style = f"TOC{line.level}" if kind == "isi" else "TableofFigures"
    between = [tab()] if kind != "isi" or line.level > 1 else [words("  ", Ink())]
    named = [words(line.number, Ink()), *between] if line.number else []
    link = element(
        "hyperlink",
        *named,
        words(line.text, Ink()),
        tab(),
        *field(f"PAGEREF {line.anchor} \\h", [words(page, Ink())]),
        anchor=line.anchor,
        history=1,
    )
    return element("p", element("pPr", element("pStyle", val=style)), link)
