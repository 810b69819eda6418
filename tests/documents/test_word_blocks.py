"""How each kind of block lies in a Word file."""

import datetime
import io
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from lakip.documents.blocks import (
    Bar,
    Clauses,
    Gantt,
    Items,
    Lines,
    Numbering,
    Paragraph,
    Signature,
    Signatures,
    Table,
)
from lakip.documents.word import write
from tests.documents import sample_office as office
from tests.documents.word_opening import opened, paragraphs, picture, texts

TWIPS = 1440 / 25.4


def test_marks_go_on_after_z():
    items = tuple(f"butir {number}" for number in range(1, 29))
    said = texts(opened(Items(items=items, numbering=Numbering.LETTERS)))
    assert said[0] == "a.\tbutir 1"
    assert said[25:] == ["z.\tbutir 26", "aa.\tbutir 27", "ab.\tbutir 28"]


def test_all_clauses_share_one_colon():
    document = opened(
        Clauses(label="Menimbang", items=("bahwa A;",)),
        Paragraph(text="MEMUTUSKAN:"),
        Clauses(label="KEDUA BELAS", items=("Membentuk tim.",)),
    )
    first, second = (table._tbl.tblGrid for table in document.tables)
    assert etree.tostring(first) == etree.tostring(second)


def test_a_tables_header_returns_and_its_rows_stay_whole():
    rows = (("1", "pendek"), ("2", "p" * 2000), ("3", "pendek\n" * 60))
    document = opened(Table(headings=("No", "Isi"), widths=(1, 4), rows=rows, tall_rows=True))
    header, *rest = (row._tr.trPr for row in document.tables[0].rows)
    assert header.find(qn("w:tblHeader")) is not None
    assert all(each.find(qn("w:tblHeader")) is None for each in rest)
    # A row that may be taller than a page could not stand anywhere whole.
    assert [each.find(qn("w:cantSplit")) is not None for each in rest] == [True, False, False]
    assert int(rest[0].find(qn("w:trHeight")).get(qn("w:val"))) > 10 * TWIPS


def test_the_room_for_a_signature_holds_a_code_or_is_left_for_a_pen():
    coded = opened(Signatures(columns=(office.HEAD,)))
    assert coded.element.body.xpath(".//wp:docPr/@descr") == [f"Kode QR menuju {office.ADDRESS}"]
    pen = [each.text for each in paragraphs(opened(Signatures(columns=(Signature(office="N,"),))))]
    at = pen.index("N,")
    assert pen[at : at + 3] == ["N,", "", "." * 46]


@pytest.mark.needs("zbar")
def test_the_code_leads_to_where_the_paper_is_checked(tmp_path: Path):
    with zipfile.ZipFile(
        io.BytesIO(write(office.sheet(Signatures(columns=(office.HEAD,)))))
    ) as held:
        (image,) = (name for name in held.namelist() if name.startswith("word/media/"))
        (tmp_path / "code.png").write_bytes(held.read(image))
    command = ["zbarimg", "--quiet", "--raw", str(tmp_path / "code.png")]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == office.ADDRESS


@pytest.mark.parametrize("size", [(20, 24), (4000, 10), (10, 4000)])
def test_a_logo_keeps_its_shape_and_its_place(size: tuple[int, int]):
    told = write(office.sheet(office.LETTERHEAD), logo=picture(*size))
    (shape,) = docx.Document(io.BytesIO(told)).element.body.xpath(".//wp:extent")
    assert shape.cx / shape.cy == pytest.approx(size[0] / size[1], rel=0.02)
    assert shape.cx <= 24 * 36000
    assert shape.cy <= 26 * 36000


@pytest.mark.parametrize(
    "logo", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\n", picture()[:30], b"\xff\xd8\xff"]
)
def test_a_logo_that_cannot_be_read_is_left_out(logo: bytes):
    told = docx.Document(io.BytesIO(write(office.sheet(office.LETTERHEAD), logo=logo)))
    assert not told.element.body.xpath(".//wp:inline")
    assert "DINAS KELAUTAN DAN PERIKANAN" in texts(told)


def test_headings_that_are_the_same_side_by_side_are_one():
    headings = ("No", "Tanda tangan", "Tanda tangan")
    document = opened(Table(headings=headings, widths=(1, 2, 2), rows=(("1", "1.", ""),)))
    assert texts(document) == ["No", "Tanda tangan", "1", "1."]


def test_names_side_by_side_are_one_row():
    left = Signature(above=("Diterima", "Penerima,"), office="Jabatan", name="A", below=("Telp",))
    document = opened(Signatures(columns=(left, Signature(office="Sekretaris,", name="B"))))
    offices, _, names = (
        [cell.text.split() for cell in row.cells] for row in document.tables[0].rows
    )
    assert offices == [["Diterima", "Penerima,", "Jabatan"], ["Sekretaris,"]]
    assert names == [["A", "Telp"], ["B"]]


def test_who_gets_a_copy_stays_on_the_page_of_the_signature():
    copies = Lines(lines=("Tembusan:", "1. Bupati;", "2. Inspektur."))
    document = opened(Signatures(columns=(office.HEAD,)), copies, Paragraph(text="Lain"))
    held = {
        each.text: each._p.pPr.find(qn("w:keepNext")) is not None for each in paragraphs(document)
    }
    assert held[f"NIP {office.HEAD.nip}"]
    assert held["Tembusan:"]
    assert held["1. Bupati;"]
    assert not held["2. Inspektur."]


def test_a_line_with_a_number_goes_on_under_its_words():
    document = opened(Lines(lines=("Yth.", "1. Kepala Bidang", "di tempat")))
    indents = {each.text: each.paragraph_format.first_line_indent for each in paragraphs(document)}
    assert indents["1. Kepala Bidang"] < 0
    assert indents["Yth."] is indents["di tempat"] is None


def shades(row: etree._Element) -> list[str]:
    """For each column of the table the ground of its cell."""
    found = []
    for cell in row.findall(qn("w:tc")):
        span, shade = (cell.find(f"{qn('w:tcPr')}/{qn(name)}") for name in ("w:gridSpan", "w:shd"))
        count = 1 if span is None else int(span.get(qn("w:val")))
        found += [shade.get(qn("w:fill")) if shade is not None else ""] * count
    return found


def a_plan(*, days: int, off: int) -> Gantt:
    """From a Monday on: one task each three days, with so many days off, each a Wednesday."""
    monday, day = datetime.date(2027, 1, 11), datetime.timedelta(days=1)
    bars = tuple(
        Bar(text=f"tugas {at}", who="tim", starts=monday + day * at, ends=monday + day * (at + 1))
        for at in range(0, days, 3)
    )
    return Gantt(bars=bars, days_off=tuple(monday + day * (2 + 7 * at) for at in range(off)))


def test_a_plan_shades_its_days_off_and_is_dark_on_its_days():
    # Monday and Tuesday are worked on, Wednesday is off, the task after it begins on Thursday.
    document = opened(a_plan(days=6, off=1))
    first, second = (shades(row._tr)[5:] for row in document.tables[0].rows[2:])
    assert first == ["555555", "D7D7D7", "", ""]
    assert second == ["", "D7D7D7", "555555", ""]
    assert texts(document)[-1].endswith("Bidang abu-abu: hari libur.")


def test_a_long_plan_has_no_more_columns_than_word_reads():
    document = opened(a_plan(days=300, off=40))
    assert len(document.tables[0]._tbl.tblGrid) <= 63
    assert texts(document)[-1] == "Kolom bertanda tanggal hari Senin."
