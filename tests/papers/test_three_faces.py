"""A report's PDF, its Word file and its pages on the screen say the same words in one order."""

import dataclasses
import datetime
import uuid
from collections.abc import Sequence

import pytest
from django.template.loader import render_to_string
from lxml import html

from lakip.documents.blocks import Block, Contents, Report
from lakip.documents.report_layout import entries
from lakip.documents.report_pages import listed_pages
from lakip.journey.models import Journey
from lakip.pages.face import TEMPLATES, FacedChapter, faced
from lakip.papers.laporan_kinerja.building import build, sheet_of
from lakip.papers.laporan_kinerja.facts import ReportFacts, ReviewFacts
from lakip.papers.laporan_kinerja.outline import Outline, Words
from lakip.papers.laporan_kinerja.rich_text_reading import from_html
from lakip.papers.laporan_kinerja.words import first_words
from tests.documents import reading_back, report_reading
from tests.papers.report_sentences_sample import poor, rich
from tests.papers.said_by_files import words, words_of_word

MADE_AT = datetime.datetime(2027, 2, 1, 8, 30, tzinfo=datetime.UTC)
TYPED = from_html(
    "<p>Tim <b>bekerja</b> dengan <i>baik</i>.</p><ol><li>Mendata</li><li>Menguji</li></ol>"
    "<ul><li>Hasil: שלום وعليكم</li></ul>"
)
REVIEW = ReviewFacts(unit="Inspektorat", place="Contoh", date="2 Februari 2027", name="Sri Rejeki")


def words_of(facts: ReportFacts) -> Words:
    """The first drafts, and at one place what somebody wrote."""
    first = first_words(facts)

    def said(place: str) -> Sequence[Block]:
        return TYPED.blocks({}) if place == "4.simpulan" else first(place)

    return said


def chapters_of(facts: ReportFacts) -> list[FacedChapter]:
    placed = Outline(facts, words_of(facts)).placed()
    return faced(placed, journey=Journey(pk=uuid.uuid4(), year=facts.year))


REPORTS = {
    "rich": lambda: dataclasses.replace(rich(), review=REVIEW, attachments=("Foto kegiatan",)),
    "poor": poor,
    "without a plan": lambda: ReportFacts(agency="Dinas", government="Kabupaten", year=2026),
}


@pytest.fixture(scope="module", params=list(REPORTS))
def facts(request: pytest.FixtureRequest) -> ReportFacts:
    return REPORTS[request.param]()


def _without_pages(sheet: Report) -> dict[str, list[str]]:
    return {
        block.kind: [""] * len(entries(sheet.blocks, block.kind))
        for block in sheet.blocks
        if isinstance(block, Contents)
    }


def told(sheet: Report, pages: dict[str, list[str]]) -> list[str]:
    """What the blocks have to say apart from their drawings."""
    return report_reading.words(sheet, pages, drawn=False)


@pytest.mark.needs("poppler")
def test_pdf_word_and_page_say_the_same(facts: ReportFacts) -> None:
    sheet = sheet_of(facts, made_at=MADE_AT, words=words_of(facts))
    files = build(sheet)
    pages = listed_pages(files.pdf, sheet)
    expected = report_reading.words(sheet, pages, drawn=True)
    found = reading_back.text(files.pdf).replace("\u2060", "").split()
    assert report_reading.missing(report_reading.of_one_direction(expected), found) == []
    assert words_of_word(files.docx) == words(" ".join(told(sheet, pages)))
    assert _on_screen(chapters_of(facts)) == told(sheet, _without_pages(sheet))


def _on_screen(chapters: Sequence[FacedChapter]) -> list[str]:
    """The words of every chapter's page, the marks of lists with them."""
    said = []
    for chapter in chapters:
        if chapter.title != "Sampul":
            said.append(chapter.title)
        for block in chapter.blocks:
            said.append(_words(render_to_string("naskah/_block.html", {"block": block})))
    return " ".join(said).split()


def _words(page: str) -> str:
    tree = html.fromstring(f"<div>{page}</div>")
    for aside in tree.xpath("//details | //*[contains(@class, 'is-narrow')] | //*[name()='svg']"):
        aside.drop_tree()
    for item in tree.xpath("//ol[not(contains(@class, 'report-list'))]/li"):
        item.text = f"{item.getparent().index(item) + 1}. {item.text or ''}"
    for item in tree.xpath("//ul[not(contains(@class, 'report-cards'))]/li"):
        item.text = f"– {item.text or ''}"
    for term in tree.xpath("//dt"):
        term.text = f"{term.text} : "
    for each in tree.xpath("//*"):
        each.tail = (
            f"{each.tail or ''}"
            if each.tag in ("b", "strong", "em", "i")
            else (f" {each.tail or ''}")
        )
    return str(tree.text_content())


def test_every_kind_of_block_of_a_report_has_a_face() -> None:
    kinds = {
        type(faced.block).__name__
        for make in REPORTS.values()
        for chapter in chapters_of(make())
        for faced in chapter.blocks
    }
    assert kinds <= set(TEMPLATES)
    assert {"Prose", "Listed", "Paragraph", "Items", "Facts", "Signatures"} <= kinds


def test_every_chapter_has_an_address_of_its_own(facts: ReportFacts) -> None:
    chapters = chapters_of(facts)
    assert len({chapter.slug for chapter in chapters}) == len(chapters)
    lists = [block for chapter in chapters for block in chapter.blocks if block.lines]
    assert all(line.url for block in lists for line in block.lines)
