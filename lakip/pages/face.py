"""The report as pages to read on a screen: each block of it with the template that shows it.

It is the third face of the blocks beside the PDF (`lakip/typst/`) and the Word file
(`lakip/documents/word_report.py`), and says the same words in the same order.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from lakip.documents import charts
from lakip.documents.blocks import Block, Contents, Cover, Picture, Section, Table
from lakip.documents.charts_data import Chart
from lakip.documents.charts_table import figures_of
from lakip.documents.report_layout import LISTS, NOTHING_LISTED, Entry, anchors, depths, entries
from lakip.journey.models import Journey
from lakip.papers.laporan_kinerja.outline import Placed

COVER = "Sampul"
# The template of each kind of block that a report holds; a test asks for all of them.
TEMPLATES = {
    "Cards": "kartu",
    "Chart": "gambar",
    "Contents": "daftar",
    "Cover": "sampul",
    "Facts": "fakta",
    "Heading": "subjudul",
    "Items": "butir",
    "Listed": "butir_kaya",
    "Note": "catatan",
    "Paragraph": "paragraf",
    "Picture": "foto",
    "Prose": "prosa",
    "Section": "judul",
    "Signatures": "tanda_tangan",
    "Table": "tabel",
}


@dataclass(frozen=True)
class Line:
    """A line of a list of the report, and where it leads."""

    entry: Entry
    url: str


@dataclass(frozen=True)
class Faced:
    """A block as the page shows it."""

    block: Block
    depth: int = 0  # Of a heading.
    anchor: str = ""
    lines: tuple[Line, ...] = ()  # Of a list of the report's parts.
    url: str = ""  # Of a picture.

    @property
    def template(self) -> str:
        """The template that shows it. KeyError for a block that no report holds."""
        return f"naskah/muka/{TEMPLATES[type(self.block).__name__]}.html"

    @property
    def nothing(self) -> str:
        """What a list says that has no lines."""
        assert isinstance(self.block, Contents)
        return NOTHING_LISTED[self.block.kind]

    @cached_property
    def drawing(self) -> SafeString:
        """The chart for a broad screen."""
        return self._drawn(charts.WIDTH)

    @cached_property
    def drawing_for_phones(self) -> SafeString:
        """The chart for a narrow screen."""
        return self._drawn(charts.PHONE_WIDTH)

    def _drawn(self, width: float) -> SafeString:
        assert isinstance(self.block, Chart)
        # The canvas escapes every word that it is given.
        return mark_safe(charts.draw(self.block, width=width))  # noqa: S308

    @cached_property
    def figures(self) -> Table:
        """The figures that a chart is drawn from."""
        assert isinstance(self.block, Chart)
        return figures_of(self.block)

    @property
    def rows(self) -> list[tuple[bool, list[tuple[str, str]]]]:
        """The rows of a table: whether one is a total, and its cells with their alignment."""
        table = self.block
        assert isinstance(table, Table)
        aligns = self.aligns
        return [
            (at in table.strong_rows, list(zip(row, aligns, strict=True)))
            for at, row in enumerate(table.rows)
        ]

    @property
    def headings(self) -> list[tuple[str, str]]:
        """The headings of a table with the alignment of their columns."""
        assert isinstance(self.block, Table)
        return list(zip(self.block.headings, self.aligns, strict=True))

    @property
    def aligns(self) -> tuple[str, ...]:
        """A word for each column of a table."""
        assert isinstance(self.block, Table)
        return self.block.aligns or ("left",) * len(self.block.headings)


@dataclass(frozen=True)
class FacedPart:
    """Blocks that stand together: at one place of the report, or at none."""

    place: str
    blocks: tuple[Faced, ...]


@dataclass(frozen=True)
class FacedChapter:
    """One chapter as a page of its own."""

    slug: str
    title: str
    parts: tuple[FacedPart, ...]

    @property
    def blocks(self) -> tuple[Faced, ...]:
        """Every block of it."""
        return tuple(faced for part in self.parts for faced in part.blocks)


@dataclass(frozen=True)
class Addresses:
    """Where a report's chapters and pictures are, by a chapter's slug and a picture's SHA-256."""

    chapter: Callable[[str], str]
    picture: Callable[[str], str]


def shown(blocks: Sequence[Block]) -> list[Faced]:
    """Blocks that stand alone, such as the text of one place."""
    return [Faced(block) for block in blocks]


def faced(placed: Sequence[Placed], *, journey: Journey) -> list[FacedChapter]:
    """The chapters of a journey's report."""
    to = Addresses(
        chapter=lambda slug: reverse("naskah-bab", args=[journey.pk, slug]),
        picture=lambda sha256: reverse("lampiran-gambar", args=[journey.pk, sha256]),
    )
    return faced_at(placed, to=to)


def faced_at(placed: Sequence[Placed], *, to: Addresses) -> list[FacedChapter]:
    """The chapters of a report whose pages are at these addresses."""
    blocks = [one.block for one in placed if one.block is not None]
    deep, named = depths(blocks), anchors(blocks)
    chapters: list[tuple[str, str, list[Placed]]] = []
    taken: set[str] = set()
    for one in placed:
        if one.block is not None and (title := _title(one.block)):
            chapters.append((_slug(title, taken), title, []))
        chapters[-1][2].append(one)
    at = iter(range(len(blocks)))
    cut = [
        (slug, title, [(one, next(at) if one.block is not None else -1) for one in found])
        for slug, title, found in chapters
    ]
    url_of = _urls(cut, named, to)

    def face(block: Block, at: int) -> Faced:
        lines = entries(blocks, block.kind) if isinstance(block, Contents) else ()
        return Faced(
            block=block,
            depth=deep[at],
            anchor=named.get(at, ""),
            lines=tuple(Line(entry, url_of.get(entry.anchor, "")) for entry in lines),
            url=to.picture(block.sha256) if isinstance(block, Picture) else "",
        )

    return [
        FacedChapter(slug=slug, title=title, parts=tuple(_parts(found, face)))
        for slug, title, found in cut
    ]


def _title(block: Block) -> str:
    """The title of the chapter that a block begins; empty where it begins none."""
    match block:
        case Cover():
            return COVER
        case Contents():
            return LISTS[block.kind]
        case Section(level=1):
            return f"{block.number} {block.text}".strip()
    return ""


def _slug(title: str, taken: set[str]) -> str:
    """A name for the chapter's address that no other chapter has."""
    plain = slug = slugify(title)[:60].strip("-") or "bab"
    number = 1
    while slug in taken:
        number += 1
        slug = f"{plain}-{number}"
    taken.add(slug)
    return slug


def _urls(
    cut: Sequence[tuple[str, str, Sequence[tuple[Placed, int]]]],
    named: dict[int, str],
    to: Addresses,
) -> dict[str, str]:
    """The address of every heading, table and figure that a list leads to."""
    found = {}
    for slug, _, placed in cut:
        page = to.chapter(slug)
        for _, at in placed:
            if at in named:
                found[named[at]] = f"{page}#{named[at]}"
    return found


def _parts(found: Sequence[tuple[Placed, int]], face: Any) -> Iterator[FacedPart]:
    """Blocks that follow each other at one place stand together."""
    place, held = "", list[Faced]()
    is_open = False
    for one, at in found:
        if is_open and one.place != place:
            yield FacedPart(place, tuple(held))
            held = []
        place, is_open = one.place, True
        if one.block is not None:
            held.append(face(one.block, at))
    if is_open:
        yield FacedPart(place, tuple(held))
