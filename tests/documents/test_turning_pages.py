"""Where an official paper turns its page: what must not stand alone, and what stays behind."""

import pytest

from lakip.documents.blocks import (
    Block,
    Clauses,
    Facts,
    Frame,
    Heading,
    Items,
    Lines,
    Paragraph,
    Signatures,
    Table,
    Title,
)
from lakip.documents.typesetting import typeset
from tests.documents import reading_back
from tests.documents import sample_office as office
from tests.papers import conformance

pytestmark = pytest.mark.needs("poppler")

SIGNED = Signatures(columns=(office.HEAD,), initials=office.INITIALS)


def _before_signature(kind: str, number: int) -> tuple[Block, ...]:
    lines = tuple(f"Baris {at}" for at in range(number))
    if kind == "table":
        rows = tuple((str(at), line) for at, line in enumerate(lines))
        return (Table(headings=("No", "Uraian"), rows=rows, widths=(1, 6)),)
    if kind == "items":
        return (Items(items=lines),)
    if kind == "clauses":
        return tuple(Clauses(label="KESATU", items=(line,)) for line in lines)
    return tuple(Paragraph(text=line) for line in lines)


@pytest.mark.parametrize("kind", ["table", "items", "clauses", "paragraphs"])
def test_a_signature_is_never_divided_and_never_alone_on_its_page(kind: str):
    turned = 0
    for number in range(18, 46):
        before = _before_signature(kind, number)
        *earlier, last = reading_back.pages(typeset(office.sheet(*before, SIGNED)))
        turned += len(earlier)
        assert not any("NIP" in page or "Ditetapkan" in page for page in earlier), number
        assert reading_back.in_order(last, f"Baris {number - 2}", f"Baris {number - 1}"), number
        for part in ("Ditetapkan", "NIP"):
            assert part in last, number
    assert turned, "the trial never came to the end of a page"


def test_who_gets_a_copy_stands_on_the_page_of_the_signature():
    copies = Lines(lines=("Tembusan:", "1. Bupati;", "2. Inspektur."))
    turned = 0
    for number in range(20, 40):
        before = _before_signature("clauses", number)
        *earlier, last = reading_back.pages(typeset(office.sheet(*before, SIGNED, copies)))
        turned += len(earlier)
        assert reading_back.in_order(last, "NIP", "Tembusan:", "2. Inspektur."), number
    assert turned, "the trial never came to the end of a page"


def test_copies_of_many_pages_still_begin_below_the_signature():
    copies = Lines(lines=("Tembusan:", *(f"{at}. {'kepada ' * 90}" for at in range(1, 60))))
    pdf = typeset(office.sheet(Paragraph(text="Isi."), SIGNED, copies))
    assert reading_back.in_order(reading_back.pages(pdf)[0], "NIP", "Tembusan:", "1. kepada")
    assert "59. kepada" in reading_back.text(pdf)
    assert conformance.words_off_the_page(pdf) == []


def test_many_copies_do_not_take_the_signature_over():
    copies = Lines(lines=("Tembusan:", *(f"{at}. Kepala Bidang" for at in range(1, 13))))
    before = _before_signature("clauses", 22)
    first, last = reading_back.pages(typeset(office.sheet(*before, SIGNED, copies)))
    assert reading_back.in_order(first, "Baris 21", "NIP", "Tembusan:")
    assert "12. Kepala Bidang" in last


@pytest.mark.parametrize("number", [2, 3])
def test_a_small_table_does_not_go_over_whole(number: int):
    """What is not needed above the signature stays where there is room for it."""
    rows = tuple((str(at), f"Tahap {at}") for at in range(1, number + 1))
    table = Table(headings=("No", "Tahap"), rows=rows, widths=(1, 6))
    divided = 0
    for count in range(18, 40):
        before = _before_signature("paragraphs", count)
        pdf = typeset(office.sheet(*before, Heading(text="Tahapan"), table, SIGNED))
        *earlier, last = reading_back.pages(pdf)
        assert f"Tahap {number}" in last, count
        if earlier and "Tahap 1" in earlier[-1]:
            divided += 1
            assert reading_back.in_order(earlier[-1], "Tahapan", "Tahap 1"), count
            assert "Tahap 2" not in earlier[-1], count
    assert divided


def test_a_form_stays_below_its_kop_when_its_signature_goes_over():
    note = tuple(Paragraph(text="catatan " * 30) for _ in range(9))
    cells = (Facts(rows=(("Nomor surat", "12"),)),)
    frame = Frame(rows=((cells, cells), (cells,), (note,)))
    pdf = typeset(office.sheet(office.LETTERHEAD, Title(lines=("LEMBAR",)), frame, SIGNED))
    first, *rest = reading_back.pages(pdf)
    assert reading_back.in_order(first, "DINAS", "LEMBAR", "Nomor surat", "Nomor surat")
    assert reading_back.in_order(rest[-1], "catatan", "NIP")


def test_a_row_of_many_short_lines_goes_on_on_the_next_page():
    tasks = "\n".join(f"{at}. tugas" for at in range(1, 121))
    table = Table(headings=("Kedudukan", "Uraian"), rows=(("Anggota", tasks),), widths=(1, 3))
    for after in ((), (SIGNED,)):
        said = reading_back.text(typeset(office.sheet(table, *after)))
        assert reading_back.in_order(said, *(f"{at}. tugas" for at in range(1, 121)))
