"""Reports of odd facts: each comes out whole, on its pages, and says what is not known."""

import datetime
import re
from collections.abc import Sequence

import pytest

from lakip.documents.blocks import Block
from lakip.documents.pictures import page_count
from lakip.documents.report_pages import listed_pages
from lakip.papers.laporan_kinerja import sentences
from lakip.papers.laporan_kinerja.building import build, sheet_of
from tests.documents import reading_back, report_reading
from tests.papers.conformance import faults, words_off_the_page
from tests.papers.odd_reports import ODD, many
from tests.papers.said_by_files import letters, words, words_of_pdf, words_of_word

MADE_AT = datetime.datetime(2027, 2, 1, 8, 30, tzinfo=datetime.UTC)


@pytest.mark.needs("poppler")
@pytest.mark.parametrize("odd", ODD)
def test_an_odd_report_comes_out_whole(odd: str) -> None:
    sheet = sheet_of(ODD[odd](), made_at=MADE_AT)
    files = build(sheet)
    pages = listed_pages(files.pdf, sheet)
    expected = report_reading.words(sheet, pages, drawn=True)

    assert faults(files.pdf) == []
    assert words_off_the_page(files.pdf) == []
    # A word that no column holds is cut, so its letters are counted.
    assert not letters(expected) - letters(words_of_pdf(files.pdf))
    told = report_reading.words(sheet, pages, drawn=False)
    assert words_of_word(files.docx) == words(" ".join(told))


@pytest.mark.needs("poppler")
def test_a_report_in_which_nobody_left_a_word_keeps_its_headings_and_tables() -> None:
    def nothing(place: str) -> Sequence[Block]:
        return ()

    files = build(sheet_of(ODD["one indicator"](), made_at=MADE_AT, words=nothing))

    assert faults(files.pdf) == []
    said = " ".join(reading_back.text(files.pdf).split())
    for heading in ("Ikhtisar Eksekutif", "BAB I", "BAB II", "BAB III", "BAB IV", "LAMPIRAN 1"):
        assert heading in said


@pytest.mark.needs("poppler")
def test_a_report_of_sixty_indicators_is_made() -> None:
    pdf = build(sheet_of(many(60), made_at=MADE_AT)).pdf

    assert page_count(pdf) > 80
    assert words_off_the_page(pdf) == []


@pytest.mark.soak
@pytest.mark.needs("poppler")
def test_a_report_of_four_hundred_indicators_is_made_in_the_time_it_has() -> None:
    pdf = build(sheet_of(many(400), made_at=MADE_AT)).pdf

    assert page_count(pdf) > 500
    assert faults(pdf) == []
    assert words_off_the_page(pdf) == []


def test_what_is_not_known_is_said_and_is_no_nought() -> None:
    drafts = [each.text for each in sentences.drafts(ODD["no figure at all"]())]

    assert any("belum ada data" in each for each in drafts)
    assert not [
        each for each in drafts if re.search(r"(realisasi|capaian)\w* (sebesar )?0\b", each)
    ]
