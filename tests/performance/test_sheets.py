"""The workbook that goes out: what is in it, what is locked, and that it is the same each time."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lakip.performance import sheets
from lakip.performance.forms import (
    BUDGET_FIELDS,
    INDICATOR_FIELDS,
    form_as_data,
    form_from_data,
)
from lakip.performance.sheets_master import sheet_names
from tests.performance import sample_forms
from tests.performance.sample_forms import FORM, OUTSIDE, POOR, SECRET, SERVICE
from tests.performance.worked_on import BUDGET, COVER, INDICATORS, SEAL, Office

ENTRIES = "FGHIKLMNO"


def sheet_of(name: str, data: bytes | None = None) -> Worksheet:
    found = load_workbook(io.BytesIO(data or sheets.write(FORM, secret=SECRET)))[name]
    assert isinstance(found, Worksheet)
    return found


def test_a_bidang_gets_a_cover_its_indicators_and_its_money() -> None:
    book = load_workbook(io.BytesIO(sheets.write(FORM, secret=SECRET)))
    assert book.sheetnames == [COVER, INDICATORS, BUDGET, SEAL]
    assert book[SEAL].sheet_state == "veryHidden"
    assert book.active is book[COVER]


def test_an_outside_agency_without_money_gets_no_sheet_for_it() -> None:
    book = load_workbook(io.BytesIO(sheets.write(OUTSIDE, secret=SECRET)))
    assert book.sheetnames == [COVER, INDICATORS, SEAL]


def test_the_cover_says_for_whom_by_when_and_how_to_return() -> None:
    words = [str(cell.value) for row in sheet_of(COVER).iter_rows() for cell in row if cell.value]
    for fact in (FORM.agency, FORM.unit_name, FORM.due, FORM.how_to_return, FORM.contact):
        assert fact in words
    assert "Format Data Kinerja Tahun 2026" in words
    helps = {each.help for each in (*INDICATOR_FIELDS, *BUDGET_FIELDS)}
    assert helps <= set(words)


def test_the_same_form_gives_the_same_bytes_and_another_secret_another_seal() -> None:
    first = sheets.write(FORM, secret=SECRET)
    assert first == sheets.write(form_from_data(form_as_data(FORM)), secret=SECRET)
    assert first != sheets.write(FORM, secret=b"lain")


def test_only_what_is_asked_can_be_typed_into() -> None:
    sheet = sheet_of(INDICATORS)
    assert sheet.protection.sheet
    unlocked = {
        cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked
    }
    rows = (7, 8, 9, 11, 12, 13, 14)
    asked = {f"{column}{row}" for row in rows for column in ENTRIES}
    # Only the first indicator has a numerator and a denominator.
    asked -= {f"{column}{row}" for row in rows[1:] for column in "GH"}
    assert unlocked == asked
    assert sheet_of(COVER).protection.sheet
    assert sheet_of(BUDGET).protection.sheet


def test_columns_of_a_formula_are_left_out_where_no_indicator_has_them() -> None:
    headings = [
        cell.value for cell in sheet_of(INDICATORS, sheets.write(OUTSIDE, secret=SECRET))[5]
    ]
    assert "Pembilang" not in headings
    assert "Realisasi 2026" in headings


def test_excel_offers_lists_and_refuses_words_for_numbers() -> None:
    rules = {
        cell: rule
        for rule in sheet_of(INDICATORS).data_validations.dataValidation
        for cell in ("F7", "F9", "F12", "F13", "G7", "K7")
        if cell in rule.cells
    }
    assert rules["F12"].formula1 == '"AA,A,BB,B,CC,C,D"'
    assert rules["F13"].formula1 == '"ya,tidak"'
    assert (rules["F7"].type, rules["F9"].type, rules["K7"].type) == (
        "decimal",
        "textLength",
        "textLength",
    )
    assert rules["G7"].prompt == POOR.numerator
    money = sheet_of(BUDGET).data_validations.dataValidation
    assert {rule.formula1 for rule in money if rule.type == "decimal"} == {"0"}
    for rule in (*rules.values(), *money):
        assert rule.error
        assert rule.showErrorMessage


def test_definition_and_formula_are_in_a_comment_and_the_parts_below_the_name() -> None:
    cell = sheet_of(INDICATORS)["B7"]
    assert cell.comment is not None
    assert POOR.definition in cell.comment.text
    assert POOR.formula in cell.comment.text
    assert str(cell.value).split("\n") == [
        POOR.name,
        f"Pembilang: {POOR.numerator}",
        f"Penyebut: {POOR.denominator}",
    ]


def test_the_key_column_is_hidden_and_the_headings_stay_in_sight_and_in_print() -> None:
    sheet = sheet_of(INDICATORS)
    assert sheet["P5"].value == "Kunci baris"
    assert sheet.column_dimensions["P"].hidden
    assert sheet.freeze_panes == "C6"
    assert sheet.print_title_rows == "$4:$5"
    page = sheet.page_setup
    # As wide as one page of F4, as long as need be.
    assert (page.orientation, page.paperSize, page.fitToWidth, page.fitToHeight) == (
        "landscape",
        14,
        None,
        0,
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_last_year_stands_as_a_number_so_that_a_jump_is_coloured() -> None:
    sheet = sheet_of(INDICATORS)
    assert (sheet["D7"].value, sheet["D7"].number_format) == (81.4, "#,##0.00")
    assert sheet["D8"].value == 1187
    assert sheet["D9"].value == "1 : 19,2"
    formulas = [
        formula
        for ranges in sheet.conditional_formatting
        for rule in ranges.rules
        for formula in rule.formula
    ]
    assert any("ABS($F6-$D6)>ABS($D6)/2" in formula for formula in formulas)
    assert any('$F6="",$I6=""' in formula for formula in formulas)


def test_what_was_typed_before_stands_in_the_cells(tmp_path: Path) -> None:
    rows = (
        replace(POOR, answers={"realisasi": "83,25", "pembilang": "20.812", "sumber": "BAST"}),
        replace(SERVICE, answers={"realisasi": "tiga puluh", "alasan": "survei"}),
        replace(FORM.rows[2], answers={"realisasi": "1:18.2"}),
    )
    office = Office(tmp_path, replace(FORM, rows=rows))
    sheet = sheet_of(INDICATORS, office.data)
    assert (sheet["F7"].value, sheet["G7"].value, sheet["O7"].value) == (83.25, 20812, "BAST")
    # What is no number is kept as it was typed, for its writer to mend.
    assert sheet["F9"].value == "tiga puluh"
    assert sheet["F11"].value == "1 : 18,2"


def test_statuses_and_progress_are_right_before_excel_counts_them() -> None:
    rows = (
        replace(POOR, answers={"pembilang": "20812", "penyebut": "25000"}),
        replace(SERVICE, answers={"realisasi": "20"}),
        replace(FORM.rows[2], answers={"realisasi": "1:18", "alasan": "belum"}),
        FORM.rows[4],
    )
    data = sheets.write(replace(FORM, rows=rows), secret=SECRET)
    shown = load_workbook(io.BytesIO(data), data_only=True)
    assert [row[9].value for row in shown[INDICATORS].iter_rows(min_row=6)] == [
        None,
        "Terisi",
        None,
        "Periksa lagi",
        None,
        "Isi satu saja",
        None,
        "Belum diisi",
    ]
    words = [row[2].value for row in shown[COVER].iter_rows()]
    assert "3 dari 4 indikator sudah diisi" in words


def test_names_that_look_like_commands_stay_words() -> None:
    evil = replace(
        POOR,
        name='=HYPERLINK("http://x.example","klik")',
        objective="+1+1",
        unit="@SUM(1)",
        target="=1+1",
        last_year="-1+1",
        numerator="=cmd|' /C calc'!A0",
        answers={"penyebab": "=2+2", "sumber": "http://x.example"},
    )
    form = replace(FORM, rows=(evil,), unit_name="=A1", agency="=B1", due="=C1", contact="=D1")
    data = sheets.write(form, secret=SECRET)
    book = load_workbook(io.BytesIO(data))
    formulas = [
        str(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    ours = re.compile(r"=(IF\(|1-COUNTIF\(Indikator)")
    assert all(ours.match(formula) for formula in formulas)
    assert len([formula for formula in formulas if "http" in formula or "cmd" in formula]) == 0
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not [
            name
            for name in package.namelist()
            if "sheet2.xml.rels" in name and b"hyperlink" in package.read(name)
        ]


@pytest.mark.parametrize("count", [1, 60, 400])
def test_forms_of_any_size_are_read_back(tmp_path: Path, count: int) -> None:
    form = sample_forms.large(count)
    filled = replace(
        form, rows=tuple(replace(row, answers={"realisasi": "12,5"}) for row in form.rows)
    )
    office = Office(tmp_path, filled)
    returned = office.back(expected=form)
    assert returned.faults == ()
    assert [answer.key for answer in returned.answers] == [row.key for row in form.rows]
    assert {answer.text for answer in returned.answers} == {"12.5"}


def test_a_row_without_anything_but_a_key_can_be_written(tmp_path: Path) -> None:
    bare = replace(POOR, name="", definition="", formula="", source="", objective="", unit="")
    office = Office(tmp_path, replace(FORM, rows=(bare,), budget=(), due="", contact=""))
    assert office.back().faults == ()


def test_long_words_and_many_grades_do_not_break_excel(tmp_path: Path) -> None:
    grades = tuple(f"tingkat kematangan ke-{at}" for at in range(30))
    long = replace(
        POOR,
        name="Persentase " * 60,
        definition="kata " * 8000,
        numerator="pembilang " * 40,
        unit="satuan " * 30,
    )
    form = replace(FORM, rows=(long, replace(FORM.rows[4], grades=grades)))
    office = Office(tmp_path, form)
    assert office.back().faults == ()


def test_the_master_has_a_sheet_for_each_unit_and_nothing_to_fill() -> None:
    twin = replace(OUTSIDE, id="3", unit_name=FORM.unit_name)
    data = sheets.master([FORM, OUTSIDE, twin], secret=SECRET)
    assert data == sheets.master([FORM, OUTSIDE, twin], secret=SECRET)
    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == [
        "Ringkasan",
        "Bidang Perlindungan dan Jaminan",
        "Badan Pusat Statistik Kabupaten",
        "Bidang Perlindungan dan Jam (2)",
        SEAL,
    ]
    for sheet in book.worksheets:
        assert all(cell.protection.locked for row in sheet.iter_rows() for cell in row)
    words = [cell.value for row in book.worksheets[1].iter_rows() for cell in row]
    assert POOR.definition in words
    assert 604422800 in words


def test_names_of_sheets_are_names_that_excel_takes() -> None:
    units = ["Bidang A/B: [x]*?", "'kutip'", "", "History", "ringkasan", "x" * 40, "x" * 41]
    names = sheet_names(units)
    assert len({name.casefold() for name in names}) == len(units)
    for name in names:
        assert 0 < len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
    assert "History" not in names
