"""An official paper as it is set: what stands on it, where, and that other programs read it so."""

import dataclasses
import shutil
import subprocess
from pathlib import Path

import pytest

from lakip.documents import typesetter
from lakip.documents.blocks import (
    Block,
    Break,
    Centered,
    Choices,
    Clauses,
    Facts,
    Frame,
    Heading,
    Items,
    Letterhead,
    Lines,
    Numbering,
    Paper,
    Paragraph,
    Profile,
    Signature,
    Signatures,
    Table,
    Title,
    plain,
)
from lakip.documents.typesetting import typeset
from tests.documents import reading_back
from tests.documents import sample_office as office
from tests.documents import sample_sheets as sample
from tests.papers import conformance

pytestmark = pytest.mark.needs("poppler")

SIGNED = Signatures(columns=(office.HEAD,), initials=office.INITIALS)
LONG = "Wirawardhana" * 10
WORDS = tuple(f"kata{number}" for number in range(2000))

KINDS: dict[str, tuple[Block, tuple[str, ...]]] = {
    "letterhead": (
        dataclasses.replace(office.LETTERHEAD, logo=""),
        (
            "PEMERINTAH KABUPATEN BAHARI RAYA",
            "DINAS KELAUTAN DAN PERIKANAN",
            "Jalan Pelabuhan Nomor 12",
        ),
    ),
    "title": (Title(lines=("NOTULA", "TENTANG", "RAPAT")), ("NOTULA", "TENTANG", "RAPAT")),
    "centered": (Centered(text="MEMUTUSKAN:", bold=True), ("MEMUTUSKAN:",)),
    "heading": (Heading(text="Pembahasan"), ("Pembahasan",)),
    "paragraph": (Paragraph(text="baris satu\nbaris dua"), ("baris satu", "baris dua")),
    "facts": (
        Facts(rows=(("Nomor", "12/A"), ("Hal", "Undangan"))),
        ("Nomor : 12/A", "Hal : Undangan"),
    ),
    "clauses": (
        Clauses(label="Menimbang", items=("bahwa A;", "bahwa B;"), numbering=Numbering.LETTERS),
        ("Menimbang :", "a. bahwa A;", "b. bahwa B;"),
    ),
    "numbers": (Items(items=("satu", "dua")), ("1. satu", "2. dua")),
    "dashes": (Items(items=("satu", "dua"), numbering=Numbering.DASHES), ("– satu", "– dua")),
    "choices": (Choices(options=(("Segera", True), ("Biasa", False))), ("Segera", "Biasa")),
    "lines": (Lines(lines=("Tembusan:", "1. Bupati"), at_right=True), ("Tembusan:", "1. Bupati")),
    "table": (
        Table(headings=("No", "Nama"), rows=(("1", "Ani"),), widths=(1, 4), caption="Tabel 1"),
        ("Tabel 1", "No Nama", "1 Ani"),
    ),
    "signatures": (
        SIGNED,
        (
            "Paraf",
            "Sekretaris",
            "Kasubbag",
            "Ditetapkan di Bahari",
            "pada tanggal 23 November 2026",
        ),
    ),
    "frame": (
        Frame(rows=(((Paragraph(text="kiri"),), (Paragraph(text="kanan"),)),)),
        ("kiri", "kanan"),
    ),
    "gantt": (
        sample.plan().blocks[2],
        ("Kegiatan", "Rapat perdana dan pembagian tugas", "Ketua Tim", "23/11/2026 27/11/2026"),
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_block_says_its_words_in_their_order(kind: str):
    block, expected = KINDS[kind]
    pdf = typeset(office.sheet(block))
    assert reading_back.in_order(reading_back.text(pdf), *expected), reading_back.text(pdf)
    assert conformance.faults(pdf) == []


def test_facts_and_clauses_stand_under_one_colon():
    pdf = typeset(
        office.sheet(
            Facts(rows=(("Hal", "Undangan"), ("Tanggal surat", "hari ini"))),
            Clauses(label="Menimbang", items=("bahwa A;",)),
            Clauses(label="KESATU", items=("Membentuk tim.",)),
        )
    )
    hal, tanggal, menimbang, kesatu = reading_back.lefts(pdf, ":")
    assert hal == tanggal
    assert menimbang == kesatu


@pytest.mark.parametrize("name", sample.ALL)
def test_sample_papers_conform_and_keep_within_their_pages(name: str):
    pdf = typeset(sample.ALL[name]())
    assert conformance.faults(pdf) == []
    assert conformance.words_off_the_page(pdf) == []


def test_a_whole_signature_names_office_person_and_where_to_check():
    said = reading_back.text(typeset(office.sheet(SIGNED)))
    assert reading_back.in_order(
        said,
        "KEPALA DINAS KELAUTAN DAN PERIKANAN,",
        "Keabsahan dokumen dapat diperiksa dengan memindai kode ini atau di",
        "Ir. Hj. Andi Rahmawati, M.Si.",
        "Pembina Utama Muda",
        "NIP 19680412 199303 2 005",
    )
    assert office.ADDRESS in reading_back.unbroken(said)


def test_without_an_address_the_room_is_left_for_a_pen():
    pdf = typeset(office.sheet(Signatures(columns=(Signature(office="Notulis,"),))))
    assert reading_back.tagged(pdf, "/Figure") == []
    assert "Keabsahan" not in reading_back.text(pdf)
    assert "....." in reading_back.text(pdf)


@pytest.mark.needs("zbar")
def test_the_code_is_read_from_the_printed_page(tmp_path: Path):
    (tmp_path / "paper.pdf").write_bytes(typeset(office.sheet(SIGNED)))
    printing = ["pdftoppm", "-r", "150", "-png", "-singlefile", "paper.pdf", "page"]
    subprocess.run(printing, cwd=tmp_path, check=True)
    reading = ["zbarimg", "--quiet", "--raw", "page.png"]
    told = subprocess.run(reading, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == office.ADDRESS


def test_who_hears_the_form_hears_what_is_ticked():
    pdf = typeset(office.sheet(Choices(options=(("Segera", True), ("Biasa", False)), columns=2)))
    assert sorted(reading_back.tagged(pdf, "/Figure")) == ["dipilih:", "tidak dipilih:"]


def test_two_signatures_stand_side_by_side_and_a_third_is_not_lost():
    three = tuple(Signature(office=f"Pihak {each},", name=f"Nama {each}") for each in "ABC")
    said = reading_back.text(typeset(office.sheet(Signatures(columns=three))), layout=True)
    assert any("Pihak A" in line and "Pihak B" in line for line in said.splitlines())
    assert "Nama C" in said


def test_the_kop_stands_on_the_first_page_only_and_later_pages_are_numbered():
    pages = reading_back.pages(typeset(sample.decree()))
    assert ["PEMERINTAH KABUPATEN" in page for page in pages] == [True, False, False, False]
    assert ["– 2 –" in page for page in pages] == [False, True, False, False]


def test_the_header_of_a_table_returns_on_each_page():
    rows = tuple((str(at), f"Baris {at}") for at in range(120))
    pages = reading_back.pages(
        typeset(office.sheet(Table(headings=("No", "Uraian"), rows=rows, widths=(1, 6))))
    )
    assert len(pages) > 2
    assert all("Uraian" in page for page in pages)
    assert [f"Baris {at}" in "".join(pages) for at in range(120)] == [True] * 120


def test_paper_margins_and_foot_follow_the_profile():
    profile = Profile(paper=Paper.F4, size=11, leading=1.5)
    pdf = typeset(
        office.sheet(
            Paragraph(text="tegak"),
            Break(landscape=True),
            Paragraph(text="rebah"),
            Break(),
            Paragraph(text="tegak lagi"),
            profile=profile,
            foot="Catatan kaki",
        )
    )
    assert reading_back.shapes(pdf) == [(215, 330), (330, 215), (215, 330)]
    assert all("Catatan kaki" in page for page in reading_back.pages(pdf))


def test_a_clause_of_three_pages_flows_and_loses_no_word():
    text = " ".join(WORDS)
    pdf = typeset(office.sheet(Clauses(label="KEDUA", items=(text,)), SIGNED))
    assert len(reading_back.pages(pdf)) >= 3
    assert reading_back.in_order(reading_back.text(pdf), *WORDS[::50])


def _monstrous() -> tuple[Block, ...]:
    signer = Signature(above=(LONG,), office=LONG.upper(), name=LONG, rank=LONG, nip=LONG)
    return (
        Letterhead(government=LONG, agency=LONG, address=(LONG,)),
        Title(lines=(LONG.upper(), LONG)),
        Centered(text=LONG, bold=True),
        Heading(text=LONG),
        Paragraph(text=f"Yth. {LONG} di tempat", indent=True),
        Facts(rows=((LONG, LONG), ("a", LONG))),
        Clauses(label=LONG, items=(LONG, LONG), numbering=Numbering.LETTERS),
        Items(items=(LONG,)),
        Items(items=(LONG,), numbering=Numbering.DASHES),
        Choices(options=((LONG, True), (LONG, False)), columns=2),
        Lines(lines=(LONG,), at_right=True),
        Table(headings=("No", LONG, LONG), rows=(("1", LONG, LONG),), widths=(1, 2, 9)),
        Frame(rows=(((Paragraph(text=LONG),), (Facts(rows=((LONG, LONG),)),)),)),
        Signatures(columns=(signer, signer), initials=(LONG,)),
    )


@pytest.mark.parametrize("block", _monstrous(), ids=lambda block: type(block).__name__)
def test_a_name_of_120_letters_wraps_within_the_margins(block: Block):
    profile = Profile(left=0, right=0)  # What runs over the margin now runs over the page.
    pdf = typeset(office.sheet(block, profile=profile))
    assert conformance.words_off_the_page(pdf) == []
    assert LONG.lower() in reading_back.unbroken(reading_back.text(pdf)).lower()
    assert len(reading_back.pages(pdf)) == 1


def test_a_long_word_is_cut_to_the_narrow_column_of_a_decree():
    items = tuple("W" * count for count in range(20, 40, 3))
    clauses = (
        Clauses(label="MEMPERHATIKAN JUGA", items=items, numbering=Numbering.LETTERS),
        Clauses(label="KEDUA", items=items),
    )
    # A narrow page without a margin at its right, where it would be run over.
    pdf = typeset(office.sheet(*clauses, profile=Profile(left=60, right=0, serif=True)))
    assert conformance.words_off_the_page(pdf) == []
    assert reading_back.text(pdf).count("W") == 2 * sum(map(len, items))


@pytest.mark.parametrize("words", ["kata; ”‘kata/", "kata ( kata", "kata” (kata", "kata — kata !"])
def test_what_no_line_is_broken_in_is_cut_as_well(words: str):
    """Beside some marks a space does not end a line."""
    rows = (("1", "", (words + "\u00a0") * 9),)
    table = Table(headings=("No", "Bagian", "Isi"), rows=rows, widths=(1, 6, 2))
    pdf = typeset(office.sheet(table, profile=Profile(right=0)))
    assert conformance.words_off_the_page(pdf) == []


def test_words_that_would_be_left_out_are_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    library = shutil.copytree(typesetter.LIBRARY, tmp_path / "typst")
    with (library / "sheet.typ").open("a") as file:
        file.write("#par(layout(room => par[hilang]))")
    monkeypatch.setattr(typesetter, "LIBRARY", library)
    told = plain(office.sheet(Paragraph(text="Isi.")))
    request = {"sheet": {**told, "codes": {}}, "logo": "", "made_at": 0, "ppi": 60}
    answer, pages = typesetter.Press().answer(request)
    assert "ignored" in answer["fault"]
    assert pages == []


def test_names_side_by_side_stand_level():
    left = Signature(above=("Diterima", "Penerima,"), office="Jabatan", name="Amir")
    right = dataclasses.replace(office.HEAD, above=(), name="Budi")
    pdf = typeset(office.sheet(Signatures(columns=(left, right))))
    assert reading_back.tops(pdf, "Amir") == reading_back.tops(pdf, "Budi")
    assert reading_back.in_order(reading_back.text(pdf), "Penerima,", "Amir", "Budi")


def test_the_address_breaks_after_a_slash():
    pdf = typeset(office.sheet(SIGNED))
    assert office.ADDRESS.rpartition("/")[2] in reading_back.text(pdf).split()


def test_headings_that_are_the_same_side_by_side_are_one():
    headings = ("No", "Tanda tangan", "Tanda tangan")
    pdf = typeset(office.sheet(Table(headings=headings, widths=(1, 2, 2), rows=(("1", "", ""),))))
    assert reading_back.text(pdf).count("Tanda tangan") == 1
    assert conformance.faults(pdf) == []


def test_a_line_with_a_number_goes_on_under_its_words():
    pdf = typeset(office.sheet(Lines(lines=("1. " + "kata " * 30 + "akhir", "biasa"))))
    first, *rest = reading_back.lefts(pdf, "kata")
    assert min(rest) == pytest.approx(first)
    assert first > reading_back.lefts(pdf, "biasa")[0]
