"""What goes wrong in offices: each thing gets a sentence with sheet, cell and mend.

In every one of these workbooks another cell is good, and it is kept.
"""

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lakip.performance import sheets
from lakip.performance.forms import Form
from tests.performance.sample_forms import FORM, OUTSIDE, POOR, SECRET, SERVICE
from tests.performance.worked_on import (
    BUDGET,
    COVER,
    INDICATORS,
    SEAL,
    Office,
    only_fault,
    said,
)

GOOD = {("102", "realisasi"): "1200"}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Somebody who filled one cell well."""
    return Office(tmp_path).fill(F8=1200)


def faulty_cell(office: Office, cell: str, *words: str, sheet: str = INDICATORS) -> None:
    """The cell alone is at fault, the sentence names it, and the good one is kept."""
    returned = office.back()
    fault = only_fault(returned)
    assert (fault.sheet, fault.cell) == (sheet, cell)
    assert fault.sentence.startswith(f"Sel {cell} di lembar {sheet}")
    assert fault.key
    assert fault.field
    for word in words:
        assert word in fault.sentence
    assert said(returned) == GOOD


@pytest.mark.parametrize(
    ("cell", "typed", "words"),
    [
        ("F7", "delapan puluh", ("bukan angka", "Tulis angkanya saja")),
        ("F7", "1.234", ("dua hal", "1234", "1,2340")),
        ("F7", "1,234", ("dua hal", "1234", "1,2340")),
        ("F7", "belum ada", ("Kosongkan", "Alasan")),
        ("F11", "N/A", ("Kosongkan", "Alasan")),
        ("F11", "85%", ("persen", "satuannya indeks")),
        ("F7", datetime.date(2026, 5, 4), ("04-05-2026", "Umum (General)")),
        ("F7", True, ("TRUE", "Tulis angkanya")),
        ("F9", datetime.time(1, 17), ("01:17", "Teks (Text)")),
        ("F9", 17.9, ("bukan rasio", "1:17,9")),
        ("F12", "BBB", ("bukan predikat", "AA, A, BB")),
        ("F13", "mungkin", ("ya atau tidak",)),
        ("F14", "14-7", ("terbalik",)),
        ("F7", 10**18, ("terlalu besar", "jumlah nolnya")),
        ("G7", "banyak", ("bukan angka",)),
        ("K7", "kata " * 500, ("2499 huruf", "2000")),
        ("F7", "9" * 61, ("61 huruf", "60")),
        ("F7", "#REF!", ("#REF!", "Perbaiki rumusnya")),
        ("O7", "#DIV/0!", ("#DIV/0!",)),
    ],
)
def test_a_cell_that_cannot_be_taken(
    office: Office, cell: str, typed: object, words: tuple[str, ...]
) -> None:
    faulty_cell(office.fill(**{cell: typed}), cell, *words)


@pytest.mark.parametrize(
    ("cell", "typed", "words"),
    [
        ("E6", -5, ("di bawah nol",)),
        ("E6", "dua juta", ("bukan angka",)),
        ("D6", datetime.date(2026, 1, 5), ("05-01-2026",)),
    ],
)
def test_money_that_cannot_be_taken(
    office: Office, cell: str, typed: object, words: tuple[str, ...]
) -> None:
    faulty_cell(office.fill(BUDGET, **{cell: typed}), cell, *words, sheet=BUDGET)


def test_a_percent_cell_where_the_unit_is_no_percent(office: Office) -> None:
    def change(book: Any) -> None:
        cell = book[INDICATORS]["F11"]
        cell.value, cell.number_format = 0.8675, "0.00%"

    faulty_cell(office.work(change), "F11", "86,75%", "satuannya indeks")


def test_a_formula_that_was_never_calculated(office: Office) -> None:
    faulty_cell(office.raw("F7", "<f>G7/H7*100</f>"), "F7", "belum dihitung", "Tulis hasilnya")


def test_a_formula_whose_result_is_an_error(office: Office) -> None:
    office.raw("F7", "<f>1/0</f><v>#DIV/0!</v>", kind="e")
    faulty_cell(office, "F7", "#DIV/0!", "Perbaiki rumusnya")


def test_merged_cells_say_which_and_are_not_guessed(office: Office) -> None:
    def change(book: Any) -> None:
        sheet = book[INDICATORS]
        sheet["F11"] = 88
        sheet.merge_cells("F11:F13")

    returned = office.work(change).back()
    fault = only_fault(returned)
    assert fault.cell == "F11:F13"
    assert "Batalkan penggabungan sel" in fault.sentence
    assert said(returned) == GOOD


def test_merged_empty_cells_harm_nobody(office: Office) -> None:
    returned = office.work(lambda book: book[INDICATORS].merge_cells("K7:L7")).back()
    assert returned.faults == ()
    assert said(returned) == GOOD


def test_a_changed_heading_is_named_with_its_cell(office: Office) -> None:
    returned = office.fill(K5="Analisis", K7="dipercepat").back()
    fault = only_fault(returned)
    assert fault.sentence == (
        "Sel K5 di lembar Indikator berbunyi “Analisis”, seharusnya “Penyebab keberhasilan atau "
        "kegagalan”. Kembalikan judul itu agar isian kolomnya dapat dibaca."
    )
    assert said(returned) == GOOD


def test_a_deleted_column_is_missed(office: Office) -> None:
    returned = office.work(lambda book: book[INDICATORS].delete_cols(12)).back()
    fault = only_fault(returned)
    assert "Kolom “Hambatan” tidak ada di lembar Indikator" in fault.sentence
    assert fault.field == "hambatan"
    assert said(returned) == GOOD


def test_two_columns_of_one_heading_are_not_guessed(office: Office) -> None:
    returned = office.fill(Q5="Penyebab keberhasilan atau kegagalan", K7="a", Q7="b").back()
    assert "K5 dan Q5" in only_fault(returned).sentence
    assert said(returned) == GOOD


def test_all_headings_changed(office: Office) -> None:
    office.work(lambda book: book[INDICATORS].delete_rows(5)).fill(BUDGET, E6=5)
    returned = office.back()
    assert "Lembar Indikator tidak ditemukan" in only_fault(returned).sentence
    assert said(returned) == {("201", "realisasi-anggaran"): "5"}


def test_a_new_row_is_not_taken_for_an_indicator(office: Office) -> None:
    returned = office.fill(B15="Indikator tambahan", F15=7).back()
    fault = only_fault(returned)
    assert (fault.cell, fault.sentence[:9]) == ("F15", "Baris 15 ")
    assert said(returned) == GOOD


def test_a_deleted_row_is_missed(office: Office) -> None:
    returned = office.work(lambda book: book[INDICATORS].delete_rows(11)).back()
    fault = only_fault(returned)
    assert fault.key == SERVICE.key
    assert f"Baris “{SERVICE.name}” tidak ada lagi" in fault.sentence
    assert said(returned) == GOOD


def test_a_row_that_was_copied_with_another_figure(office: Office) -> None:
    office.fill(B15=SERVICE.name, P15=SERVICE.key, F11=87, F15=88)
    returned = office.back()
    assert "(sel F11 dan F15)" in only_fault(returned).sentence
    assert said(returned) == GOOD


def test_a_row_that_was_copied_unchanged(office: Office) -> None:
    office.fill(B15=SERVICE.name, P15=SERVICE.key, F11=87, F15=87)
    returned = office.back()
    assert returned.faults == ()
    assert said(returned) == GOOD | {("104", "realisasi"): "87"}


def test_names_that_were_sorted_without_their_keys_are_noticed(office: Office) -> None:
    """The most dangerous one: the figures would go to other indicators, and nobody would see."""
    office.fill(B11="Predikat SAKIP Dinas Sosial", B12=SERVICE.name, F12=88)
    returned = office.back()
    assert "hanya sebagian kolom yang diurutkan" in only_fault(returned).sentence
    assert said(returned) == GOOD


def test_two_indicators_of_one_name_need_their_keys(tmp_path: Path) -> None:
    form = replace(FORM, rows=(SERVICE, replace(SERVICE, key="999"), POOR))
    office = Office(tmp_path, form).fill(F7=87, F10=83)
    returned = office.work(lambda book: book[INDICATORS].delete_cols(16)).back()
    fault = only_fault(returned)
    assert "lebih dari satu baris bernama “Indeks kepuasan masyarakat”" in fault.sentence
    assert said(returned) == {("101", "realisasi"): "83"}


def test_ten_thousand_rows_below_are_cut_with_a_word(office: Office) -> None:
    def change(book: Any) -> None:
        sheet = book[INDICATORS]
        for row in range(15, 10_015):
            sheet.cell(row, 20, "catatan")

    returned = office.work(change).back()
    assert returned.faults == ()
    assert "terisi sampai baris 10014; yang dibaca hanya 2000 baris pertama" in returned.remarks[0]
    assert said(returned) == GOOD


def test_ten_thousand_filled_rows_do_not_make_ten_thousand_sentences(office: Office) -> None:
    def change(book: Any) -> None:
        sheet = book[INDICATORS]
        for row in range(15, 10_015):
            sheet.cell(row, 6, row)

    returned = office.work(change).back()
    assert len(returned.faults) == 201
    assert "Masih ada 1786 hal lain" in returned.faults[-1].sentence
    assert said(returned) == GOOD


def other(**changed: Any) -> Form:
    return replace(FORM, id="0199c1c2-0000-7000-8000-000000000009", **changed)


@pytest.mark.parametrize(
    ("theirs", "words"),
    [
        (other(agency="Dinas Kesehatan"), ("Dinas Kesehatan", FORM.agency)),
        (other(year=2025), ("tahun 2025", "tahun 2026")),
        (other(unit_name="Bidang Rehabilitasi Sosial"), ("Bidang Rehabilitasi Sosial",)),
        (OUTSIDE, ("Badan Pusat Statistik",)),
        (replace(FORM, version=3), ("versi 3", "versi 2")),
    ],
)
def test_another_workbook_is_refused_whole(
    tmp_path: Path, theirs: Form, words: tuple[str, ...]
) -> None:
    returned = Office(tmp_path, theirs).fill(F7=83.25).back(expected=FORM)
    assert (returned.form_id, returned.answers) == ("", ())
    for word in words:
        assert word in only_fault(returned).sentence


def test_a_changed_hidden_sheet_is_refused(office: Office) -> None:
    def change(book: Any) -> None:
        cell = book[SEAL]["A3"]
        cell.value = cell.value.replace('"version":2', '"version":1')

    assert "Pengenal berkas ini diubah" in only_fault(office.work(change).back()).sentence


def test_a_hidden_sheet_of_nonsense_is_refused(office: Office) -> None:
    def change(book: Any) -> None:
        for row in book[SEAL].iter_rows():
            for cell in row:
                cell.value = 5

    assert "Pengenal berkas ini diubah" in only_fault(office.work(change).back()).sentence


def test_without_hidden_sheet_the_code_must_be_the_right_one(office: Office) -> None:
    def change(book: Any) -> None:
        book.remove(book[SEAL])
        for row in book[COVER].iter_rows():
            for cell in row:
                if str(cell.value).startswith("Kode format"):
                    cell.value = cell.value.replace(FORM.id, OUTSIDE.id)

    assert "Kode format" in only_fault(office.work(change).back()).sentence


def test_without_hidden_sheet_and_cover_nothing_is_known(office: Office) -> None:
    def change(book: Any) -> None:
        book.remove(book[SEAL])
        book.remove(book[COVER])

    returned = office.work(change).back()
    assert "tidak dikenali" in only_fault(returned).sentence
    assert returned.answers == ()


def test_the_master_is_not_a_form(office: Office) -> None:
    office.data = sheets.master([FORM], secret=SECRET)
    assert "buku induk" in only_fault(office.back()).sentence


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/sheet2.xml", "<v>1</v>", "<v>eins</v>"),
        ("xl/worksheets/sheet2.xml", 'r="A7"', 'r="07A"'),
        ("xl/worksheets/sheet2.xml", "</sheetData>", ""),
        ("xl/workbook.xml", "<sheets>", "<sheets><sheet/>"),
    ],
)
def test_a_broken_workbook_is_a_sentence(office: Office, part: str, old: str, new: str) -> None:
    returned = office.patch(part, lambda xml: xml.replace(old, new)).back()
    assert "tidak dapat dibuka" in only_fault(returned).sentence


def test_rules_that_openpyxl_cannot_read_do_not_lose_the_answers(office: Office) -> None:
    """Other programs write what stands behind the cells in ways of their own."""
    office.patch(
        "xl/worksheets/sheet2.xml",
        lambda xml: xml.replace('type="decimal"', 'type="desimal"'),
    )
    assert said(office.back()) == GOOD
