"""A whole report: its pages, its lists, and that PDF and Word say the same in the same order."""

import dataclasses
import io
import re
import zipfile
from pathlib import Path

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from lxml import etree

from lakip.documents.blocks import (
    Break,
    Card,
    Cards,
    Contents,
    Cover,
    Heading,
    Listed,
    Note,
    Paragraph,
    Prose,
    Report,
    Run,
    Section,
    Signature,
    Signatures,
    Table,
    plain,
)
from lakip.documents.charts import alternative
from lakip.documents.charts_data import Chart
from lakip.documents.report_layout import Stage, depths, pages_of
from lakip.documents.report_pages import listed_pages
from lakip.documents.typesetting import typeset
from lakip.documents.word import write
from lakip.documents.word_report import write_report
from tests.documents import reading_back, report_reading, sample_charts, sample_report, word_reading
from tests.documents import sample_office as office
from tests.documents.test_word import to_libreoffice
from tests.documents.word_opening import picture
from tests.papers import conformance

pytestmark = pytest.mark.needs("poppler")

REPORT = sample_report.report()
LONG = "Wirawardhana" * 10
# What a report adds to the sequences of ECMA-376 that the papers are held to.
MORE = {
    "settings": word_reading.SEQUENCES["settings"].replace(
        "characterSpacingControl", "characterSpacingControl updateFields"
    ),
    "pBdr": "top left bottom right between bar",
    "hyperlink": "r",
}


def report(*blocks, **told) -> Report:
    told = {"title": "Contoh", "author": "Dinas", "made_at": office.MADE_AT} | told
    return Report(blocks=blocks, **told)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return typeset(REPORT, logo=picture())


@pytest.fixture(scope="module")
def pages(pdf: bytes) -> dict[str, list[str]]:
    return listed_pages(pdf, REPORT)


@pytest.fixture(scope="module")
def word(pages: dict[str, list[str]]) -> bytes:
    return write_report(REPORT, logo=picture(), pages=pages)


def test_the_report_conforms_and_keeps_within_its_pages(pdf: bytes):
    assert conformance.faults(pdf) == []
    assert conformance.words_off_the_page(pdf) == []
    assert len(reading_back.pages(pdf)) >= 20
    figures = reading_back.tagged(pdf, "/Figure")
    assert "Lambang Pemerintah Kabupaten Bahari Raya" in figures
    charts = [block for block in REPORT.blocks if isinstance(block, Chart)]
    assert {alternative(chart) for chart in charts} <= set(figures)


def test_the_same_report_gives_the_same_bytes(pdf: bytes):
    assert typeset(sample_report.report(), logo=picture()) == pdf
    assert write(sample_report.report(), logo=picture()) == write(REPORT, logo=picture())


def test_the_pdf_says_every_word_of_the_blocks_in_their_order(
    pdf: bytes, pages: dict[str, list[str]]
):
    expected = report_reading.words(REPORT, pages, drawn=True)
    # Between the dots and the page stands a mark without shape.
    found = reading_back.text(pdf).replace("\u2060", "").split()
    assert report_reading.missing(expected, found) == []


@pytest.mark.needs("libreoffice")
def test_the_word_file_says_the_words_of_the_blocks_and_no_others(
    word: bytes, pages: dict[str, list[str]], tmp_path: Path
):
    (tmp_path / "report.docx").write_bytes(word)
    to_libreoffice(tmp_path, "txt:Text (encoded):UTF8", [tmp_path / "report.docx"])
    told = (tmp_path / "report.txt").read_text("utf-8-sig").split()
    assert told == report_reading.words(REPORT, pages, drawn=False)


@pytest.mark.needs("libreoffice")
def test_libreoffice_sets_the_word_file_on_about_as_many_pages(
    word: bytes, pdf: bytes, tmp_path: Path
):
    (tmp_path / "report.docx").write_bytes(word)
    to_libreoffice(tmp_path, "pdf", [tmp_path / "report.docx"])
    made = (tmp_path / "report.pdf").read_bytes()
    assert conformance.words_off_the_page(made) == []
    assert abs(len(reading_back.pages(made)) - len(reading_back.pages(pdf))) <= 3
    lying = [(297, 210)] * 2
    assert [each for each in reading_back.shapes(made) if each != (210, 297)] == lying
    assert [each for each in reading_back.shapes(pdf) if each != (210, 297)] == lying
    found = reading_back.pages(made)
    assert found[1].split()[-1] == "i"
    assert next(page for page in found if "BAB I PENDAHULUAN" in " ".join(page.split()))


def test_pages_are_numbered_in_roman_and_then_from_one(pdf: bytes):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        labels = [page.label for page in opened.pages]
        outline = [item.title for item in opened.open_outline().root]
    assert labels[1:7] == ["i", "ii", "iii", "iv", "v", "1"]
    found = reading_back.pages(pdf)
    assert found[1].split()[-1] == "i"
    assert [page.split()[-1] for page in found[6:9]] == ["1", "2", "3"]
    assert "Laporan Kinerja 2025" not in found[0]
    assert all("Laporan Kinerja 2025" in page for page in found[1:])
    assert [re.sub(r"\s+", " ", title) for title in outline][:3] == [
        "KATA PENGANTAR", "IKHTISAR EKSEKUTIF", "Daftar Isi",
    ]  # fmt: skip
    assert any("PENDAHULUAN" in title for title in outline)


def test_the_lists_name_the_pages_where_things_stand(pdf: bytes, pages: dict[str, list[str]]):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        labels = [str(page.label) for page in opened.pages]
    found = dict(zip(labels, reading_back.pages(pdf), strict=True))
    tables = [block for block in REPORT.blocks if isinstance(block, Table) and block.number]
    assert len(pages["tabel"]) == len(tables) == 6
    for table, page in zip(tables, pages["tabel"], strict=True):
        assert reading_back.in_order(found[page], table.number, table.caption)
    assert pages["isi"][0] == "i"


def test_every_part_of_the_word_file_is_in_the_order_of_the_standard(
    word: bytes, monkeypatch: pytest.MonkeyPatch
):
    for name, sequence in MORE.items():
        if name != "hyperlink":
            monkeypatch.setitem(word_reading.SEQUENCES, name, sequence)
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        trees = {
            part: etree.fromstring(archive.read(part))
            for part in archive.namelist()
            if part.endswith((".xml", ".rels"))
        }
    for part, tree in trees.items():
        assert list(word_reading.misplaced(tree)) == [], part
        assert list(word_reading.misfitting(tree)) == [], part
    body = trees["word/document.xml"]
    for name in ("docPr/@id", "bookmarkStart/@*[local-name()='id']"):
        ids = body.xpath(f"//*[local-name()='{name.split('/')[0]}']/{name.split('/')[1]}")
        assert len(set(ids)) == len(ids) > 0
    kinds = [each.get(qn("w:fldCharType")) for each in body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("end")


def test_word_can_make_its_lists_anew(word: bytes):
    document = docx.Document(io.BytesIO(word))
    body = document.element.body
    fields = [each.text.strip() for each in body.iter(qn("w:instrText"))]
    assert [each for each in fields if each.startswith("TOC")] == [
        'TOC \\o "1-3" \\h \\z', "TOC \\h \\z \\f T", "TOC \\h \\z \\f G",
    ]  # fmt: skip
    assert 'TC "Tabel 3.1 Target dan realisasi tahun 2025" \\f T \\l 1' in [
        " ".join(each.split()) for each in fields
    ]
    places = {each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))}
    links = [each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))]
    assert set(links) <= places
    assert len(links) == len(set(links))
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert "BAB I  PENDAHULUAN" in headings
    assert document.settings.element.find(qn("w:updateFields")) is not None


def test_word_numbers_its_pages_as_the_pdf_does(word: bytes):
    document = docx.Document(io.BytesIO(word))
    numbers = [each._sectPr.find(qn("w:pgNumType")) for each in document.sections]
    told = [
        None if each is None else (each.get(qn("w:fmt")), each.get(qn("w:start")))
        for each in numbers
    ]
    roman, body = ("lowerRoman", "1"), ("decimal", "1")
    assert told == [None, roman, body, *[("decimal", None)] * (len(told) - 3)]
    assert document.sections[0].header.is_linked_to_previous
    assert document.sections[1].header.paragraphs[0].text == (
        "Dinas Kelautan dan Perikanan\tLaporan Kinerja 2025"
    )


def test_a_heading_of_a_table_returns_and_totals_are_strong(word: bytes):
    document = docx.Document(io.BytesIO(word))
    table = max(document.tables, key=lambda each: len(each.rows))
    assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    last = table.rows[-1].cells[1].paragraphs[0]
    assert (last.text, last.runs[0].bold) == ("Jumlah", True)
    assert table.rows[1].cells[2].paragraphs[0].alignment == 2  # At the right.


def test_a_heading_is_never_alone_at_the_foot_of_a_page():
    """Whatever stands before it, the heading takes what follows along."""
    for count in range(18, 42, 3):
        lines = [Paragraph(text=f"baris {at}") for at in range(count)]
        told = (*lines, Section(level=2, number="B.", text="Realisasi"), sample_report.paragraph())
        table = sample_report.measured_table("Tabel 1", sample_charts.MEASURED)
        for last in ((), (table,)):
            made = typeset(report(*told[: -1 if last else None], *last))
            page = next(page for page in reading_back.pages(made) if "Realisasi\n" in page)
            assert "Capaian" in page.split("Realisasi\n")[1], count


def test_a_total_is_not_alone_on_the_next_page():
    lengths = set()
    for count in range(24, 46, 2):
        rows = tuple((str(at), f"baris-{at}") for at in range(count))
        table = Table(
            headings=("No", "Uraian"), rows=(*rows, ("", "Jumlah")), widths=(1, 9),
            strong_rows=(count,), caption="Isi", number="Tabel 1",
        )  # fmt: skip
        found = reading_back.pages(typeset(report(table)))
        lengths.add(len(found))
        assert f"baris-{count - 1}" in found[-1]
        assert all(f"baris-{at}" in "".join(found) for at in range(count))
    assert lengths == {1, 2}


def test_a_wide_table_lies_on_its_side_with_its_heading():
    columns = tuple(f"Kolom {at}" for at in range(12))
    wide = Table(headings=columns, rows=(columns,), widths=(1,) * 12)
    made = report(
        Paragraph(text="sebelum"),
        Section(level=2, number="A.", text="Judul"),
        wide,
        Note(text="catatan"),
        Paragraph(text="sesudah"),
        Section(level=1, number="BAB I", text="Isi"),
    )
    assert [(part.stage, part.landscape, part.places) for part in pages_of(made)] == [
        (Stage.FRONT, False, (0,)),
        (Stage.FRONT, True, (1, 2, 3)),
        (Stage.FRONT, False, (4,)),
        (Stage.BODY, False, (5,)),
    ]
    assert reading_back.shapes(typeset(made)) == [(210, 297), (297, 210), (210, 297), (210, 297)]


def test_a_level_that_is_left_out_does_not_break_the_structure():
    blocks = (
        Section(level=3, number="1.", text="Awal"),
        Heading(text="Lalu"),
        Section(level=1, number="BAB I", text="Bab"),
        Section(level=4, number="a.", text="Dalam"),
        Paragraph(text="Isi"),
    )
    assert depths(blocks) == [1, 2, 1, 2, 0]
    assert conformance.faults(typeset(report(*blocks))) == []


def test_lists_of_a_report_without_anything_to_list_say_so():
    made = report(Contents(kind="tabel"), Contents(kind="gambar"), Paragraph(text="Isi"))
    said = reading_back.text(typeset(made))
    assert "Laporan ini tidak memuat tabel bernomor." in said
    assert "Laporan ini tidak memuat gambar bernomor." in said
    texts = [each.text for each in docx.Document(io.BytesIO(write(made))).paragraphs]
    assert "Laporan ini tidak memuat tabel bernomor." in texts


def monstrous() -> tuple:
    runs = (Run(text=LONG, bold=True), Run(text=LONG, italic=True))
    point = dataclasses.replace(sample_charts.MEASURED[0], label=LONG, unit=LONG, category=LONG)
    return (
        Cover(title=LONG, agency=LONG, government=LONG, year=2025, place_line=LONG),
        Section(level=1, number=LONG, text=LONG),
        Section(level=2, number="A.", text=LONG),
        Cards(cards=tuple(Card(value=LONG, label=LONG, note=LONG) for _ in range(5))),
        Note(text=LONG),
        Prose(runs=runs),
        Listed(items=(runs, runs)),
        Table(headings=("No", LONG), rows=(("1", LONG),), widths=(1, 2), number=LONG, caption=LONG),
        dataclasses.replace(sample_charts.TARGETS, points=(point,), caption=LONG, number=LONG),
    )


@pytest.mark.parametrize("block", monstrous(), ids=lambda block: type(block).__name__)
def test_a_name_of_120_letters_wraps_within_the_page(block):
    profile = dataclasses.replace(REPORT.profile, left=0, right=0)
    made = report(block, Paragraph(text="."), profile=profile, heads=(LONG, LONG), foot=LONG)
    assert conformance.words_off_the_page(typeset(made)) == []
    assert conformance.faults(typeset(made)) == []
    assert len(write(made)) > 1000


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (Break(),),
        (Section(level=1, number="BAB I", text="Kosong"),),
        (Cards(cards=()), Prose(runs=()), Listed(items=()), Note(text="")),
        (Table(headings=("A",), rows=(), widths=(1,), number="Tabel 1"),),
        (Signatures(columns=(Signature(office="Kepala,"),)),),
    ],
)
def test_an_empty_report_or_part_is_still_a_file(blocks):
    made = report(*blocks)
    assert typeset(made)[:5] == b"%PDF-"
    assert docx.Document(io.BytesIO(write(made))).sections


def test_a_block_says_its_kind_also_when_a_field_is_called_so():
    assert plain(Contents(kind="tabel")) == {"kind": "contents", "which": "tabel"}
    told = plain(sample_charts.TREND)
    assert (told["kind"], told["which"]) == ("chart", "tren")
    assert told["points"][0]["target"] == "38"
