"""Workbooks that come back filled by people who did nothing wrong, or hardly anything."""

from dataclasses import replace
from pathlib import Path

import pytest

from lakip.performance import numbers
from lakip.performance.forms import returned_as_data, returned_from_data
from tests.performance.sample_forms import COMPLAINTS, FORM, SECRET, SERVICE, WORKERS
from tests.performance.worked_on import (
    BUDGET,
    COVER,
    DAYS,
    INDICATORS,
    MANUAL,
    SAKIP,
    SEAL,
    Office,
    said,
)
from tests.performance.worked_on import (
    COMPLAINTS as C,
)
from tests.performance.worked_on import (
    POOR as P,
)
from tests.performance.worked_on import (
    SERVICE as S,
)
from tests.performance.worked_on import (
    WORKERS as W,
)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_every_kind_of_answer_comes_back_in_its_own_text(office: Office) -> None:
    office.fill(
        **{
            f"F{P}": 83.25,
            f"G{P}": 20812,
            f"H{P}": 25000,
            f"K{P}": "Penyaluran dipercepat.\nData diperbarui. ",
            f"F{C}": 1204422800,
            f"F{W}": "1:18,2",
            f"I{S}": "Survei masih diolah.",
            f"F{SAKIP}": "bb",
            f"F{MANUAL}": True,
            f"F{DAYS}": "7-10",
        }
    ).fill(BUDGET, E6=23_100_000_000.55, D7="1.004.422.800", E7="Rp900.000.000,00", H7="hemat")
    returned = office.back()
    assert returned.faults == ()
    assert (returned.form_id, returned.version, returned.year) == (FORM.id, 2, 2026)
    assert said(returned) == {
        ("101", "realisasi"): "83.25",
        ("101", "pembilang"): "20812",
        ("101", "penyebut"): "25000",
        ("101", "penyebab"): "Penyaluran dipercepat.\nData diperbarui.",
        ("102", "realisasi"): "1204422800",
        ("103", "realisasi"): "1:18.2",
        ("104", "alasan"): "Survei masih diolah.",
        ("105", "realisasi"): "BB",
        ("106", "realisasi"): "ya",
        ("107", "realisasi"): "7..10",
        ("201", "realisasi-anggaran"): "23100000000.55",
        ("202", "pagu"): "1004422800",
        ("202", "realisasi-anggaran"): "900000000",
        ("202", "keterangan"): "hemat",
    }


def test_each_answer_says_where_it_stood(office: Office) -> None:
    (answer,) = office.fill(F7=83.25).back().answers
    assert (answer.sheet, answer.cell) == (INDICATORS, "F7")


def test_zero_is_an_answer_and_empty_is_none(office: Office) -> None:
    returned = office.fill(F8=0, F7="  ", K7="\u200b").back()
    assert said(returned) == {("102", "realisasi"): "0"}


@pytest.mark.parametrize("typed", ["4.25", "4,25", " 4,25 ", "4,25\xa0", 4.25, "4,250000"])
def test_point_and_comma_mean_the_same(office: Office, typed: object) -> None:
    assert said(office.fill(F11=typed).back()) == {("104", "realisasi"): "4.25"}


def test_a_figure_of_three_decimals_comes_back_so_that_it_is_not_taken_for_thousands(
    office: Office,
) -> None:
    text = said(office.fill(F11=1.234).back())[("104", "realisasi")]
    assert text == "1.2340"
    assert numbers.read(text) == numbers.Decimal("1.234")


def test_so_does_each_figure_of_a_ratio_and_of_a_range(office: Office) -> None:
    assert said(office.fill(F9="1 : 1,2340", F14="0,5-2.1250").back()) == {
        ("103", "realisasi"): "1:1.2340",
        ("107", "realisasi"): "0.5..2.1250",
    }


def test_what_a_computer_adds_wrongly_is_not_shown(office: Office) -> None:
    assert said(office.fill(F11=0.1 + 0.2).back()) == {("104", "realisasi"): "0.3"}


@pytest.mark.parametrize("unit", ["%", "persen", "Per sen", "persen (%)"])
def test_a_percent_cell_is_taken_as_it_is_shown_where_the_unit_is_percent(
    tmp_path: Path, unit: str
) -> None:
    office = Office(tmp_path, replace(FORM, rows=(replace(SERVICE, unit=unit),)))

    def change(book: object) -> None:
        cell = book[INDICATORS]["F7"]  # type: ignore[index]
        cell.value, cell.number_format = 0.85, "0%"

    returned = office.work(change).back()
    assert said(returned) == {("104", "realisasi"): "85"}
    assert returned.remarks == (
        f"Sel F7 di lembar Indikator ditulis sebagai persen; diambil sebagai 85 dalam satuan "
        f"{unit}.",
    )


def test_the_result_of_a_formula_is_taken_with_a_remark(office: Office) -> None:
    returned = office.raw("F7", "<f>20812/25000*100</f><v>83.248000000000005</v>").back()
    assert said(returned) == {("101", "realisasi"): "83.248" + "0"}
    assert returned.remarks == (
        "Sel F7 di lembar Indikator berisi rumus; yang diambil hasilnya, 83.2480.",
    )


def test_a_renamed_file_with_renamed_and_reordered_sheets_is_read(office: Office) -> None:
    def change(book: object) -> None:
        sheet = book[INDICATORS]  # type: ignore[index]
        sheet["F7"] = 83.25
        sheet.title = "data bidang kami"
        book.move_sheet(sheet, 1)  # type: ignore[attr-defined]
        book.move_sheet(book[COVER], 3)  # type: ignore[attr-defined, index]

    assert said(office.work(change).back()) == {("101", "realisasi"): "83.25"}


def test_reordered_rows_find_their_indicators(office: Office) -> None:
    def swap(book: object) -> None:
        sheet = book[INDICATORS]  # type: ignore[index]
        for one, two in zip(sheet["A7:P7"][0], sheet["A8:P8"][0], strict=True):
            one.value, two.value = two.value, one.value
        sheet["F7"], sheet["F8"] = 1200, 83.25

    returned = office.work(swap).back()
    assert returned.faults == ()
    assert said(returned) == {("102", "realisasi"): "1200", ("101", "realisasi"): "83.25"}


def test_reordered_columns_and_a_line_put_above_are_read(office: Office) -> None:
    def change(book: object) -> None:
        sheet = book[INDICATORS]  # type: ignore[index]
        sheet["F7"], sheet["K7"] = 83.25, "dipercepat"
        for row in range(5, 15):
            one, two = sheet.cell(row, 6), sheet.cell(row, 11)
            one.value, two.value = two.value, one.value
        sheet.move_range("A4:P14", rows=3)
        sheet["A4"] = "Dikerjakan oleh Seksi Data"

    returned = office.work(change).back()
    assert returned.faults == ()
    assert said(returned) == {("101", "realisasi"): "83.25", ("101", "penyebab"): "dipercepat"}


def test_a_deleted_key_column_leaves_the_names(office: Office) -> None:
    def change(book: object) -> None:
        book[INDICATORS].delete_cols(16)  # type: ignore[index]
        book[BUDGET].delete_cols(9)  # type: ignore[index]

    returned = office.fill(F7=83.25, F8=1200).fill(BUDGET, E6=5).work(change).back()
    assert returned.faults == ()
    assert said(returned) == {
        ("101", "realisasi"): "83.25",
        ("102", "realisasi"): "1200",
        ("201", "realisasi-anggaran"): "5",
    }


def test_a_deleted_hidden_sheet_leaves_the_code_on_the_cover(office: Office) -> None:
    returned = office.fill(F7=83.25).work(lambda book: book.remove(book[SEAL])).back()
    assert said(returned) == {("101", "realisasi"): "83.25"}
    assert returned.faults == ()
    assert "tersembunyi sudah dihapus" in returned.remarks[0]


def test_an_older_version_is_read_as_far_as_it_is_still_asked(tmp_path: Path) -> None:
    before = replace(FORM, version=1, rows=(COMPLAINTS, WORKERS), budget=())
    now = replace(FORM, rows=(COMPLAINTS, SERVICE), budget=())
    returned = Office(tmp_path, before).fill(F7=1200, F8="1:18").back(expected=now)
    assert said(returned) == {("102", "realisasi"): "1200"}
    assert returned.version == 1
    assert returned.faults == ()
    assert returned.remarks == (
        "Berkas ini format versi 1; yang berlaku versi 2. Isian yang masih ditanyakan diambil.",
        "Yang belum ditanyakan pada versi itu: Indeks kepuasan masyarakat.",
        "Baris 8 di lembar Indikator tidak ditanyakan lagi; isiannya tidak diambil.",
    )


def test_an_emptied_cell_does_not_take_away_what_was_typed_on_the_page(tmp_path: Path) -> None:
    before = replace(FORM, rows=(replace(SERVICE, answers={"realisasi": "87,5"}),))
    returned = Office(tmp_path, before).fill(F7=None).back()
    assert returned.answers == ()
    assert "tidak menghapus isian yang sudah ada: F7 di lembar Indikator" in returned.remarks[0]


def test_an_empty_form_is_said_to_be_empty(office: Office) -> None:
    returned = office.back()
    assert (returned.answers, returned.faults) == ((), ())
    assert returned.remarks == ("Tidak ada sel kuning yang terisi.",)


def test_words_are_taken_from_any_cell(office: Office) -> None:
    import datetime

    office.fill(O7=2026, O8=datetime.date(2026, 12, 31), O9=True, O11="a_x000D_\nb")
    assert [text for (_, field), text in said(office.back()).items() if field == "sumber"] == [
        "2026",
        "31-12-2026",
        "ya",
        "a\nb",
    ]


def test_what_was_read_survives_the_way_from_the_child(office: Office) -> None:
    returned = office.fill(F7=83.25, F8="abc").back()
    assert returned.answers
    assert returned.faults
    assert returned_from_data(returned_as_data(returned)) == returned


def test_a_secret_of_another_office_does_not_open_it(office: Office) -> None:
    assert office.fill(F7=1).back(secret=b"lain").answers == ()
    assert office.back(secret=SECRET).answers != ()
