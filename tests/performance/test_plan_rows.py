"""What stands in the sheets of a plan: read in every usual way, refused with cell and mend."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakip.performance import plan_rows
from lakip.performance.plan_cells import Measure
from lakip.performance.plan_columns import COLUMNS, Sheet
from lakip.performance.plan_finding import HEADINGS, RawSheet, cell_name
from lakip.performance.plan_headings import column_of
from lakip.performance.plan_periods import Period, What, period_of, read_heading
from lakip.performance.plan_records import Known, ReadPlan, as_data, from_data
from lakip.performance.plan_words import clean, in_one_line, normal
from lakip.performance.values import Kind
from tests.performance import plan_files
from tests.performance.plan_files import INDICATORS, OBJECTIVES, PLAN, changed, with_row

KNOWN = Known(years=(2025, 2029), measures={"s1.2": Measure(kind=Kind.RATIO, unit="rasio")})


def read(**sheets: Any) -> ReadPlan:
    return plan_rows.read(plan_files.raw(sheets), KNOWN)


def said(**sheets: Any) -> str:
    return "\n".join(fault.sentence for fault in read(**sheets).faults)


def value(heading: str, cell: Any, **more: Any) -> str:
    """What becomes of one cell of an indicator: its canonical text, or the sentence."""
    row = ["S1.1", cell, *more.values()]
    found = read(Indikator=[["Kode", heading, *more], row])
    if found.faults:
        return found.faults[0].sentence
    period = read_heading(heading, Sheet.INDICATORS)
    key = period.key if period else next(c.field for c in COLUMNS[Sheet.INDICATORS] if normal(
        c.heading) == normal(heading))  # fmt: skip
    return str(found.records[0].said.get(key))


# Headings ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Target 2026 (Renstra)", "target.2026.0.renstra"),
        ("target 2026", "target.2026.0.renstra"),
        ("Target PK 2026", "target.2026.0.murni"),
        ("Target 2026 (Perjanjian Kinerja)", "target.2026.0.murni"),
        ("Target 2026 (PK Perubahan)", "target.2026.0.perubahan"),
        ("Target 2026 TW II (PK)", "target.2026.2.murni"),
        ("Target Triwulan 3 2026 (PK)", "target.2026.3.murni"),
        ("Realisasi 2023", "realisasi.2023.0."),
        ("REALISASI TAHUN 2023", "realisasi.2023.0."),
        ("Realisasi 2024 TW IV", "realisasi.2024.4."),
        ("Realisasi s.d. TW II 2025", "realisasi.2025.2."),
        ("Kondisi Awal (2024)", "realisasi.2024.0."),
        ("Alasan belum ada 2025", "alasan.2025.0."),
    ],
)
def test_headings_by_year_are_read_in_their_usual_spellings(heading: str, key: str) -> None:
    period = read_heading(heading, Sheet.INDICATORS)
    assert period is not None
    assert period.key == key
    assert period_of(key) == period


@pytest.mark.parametrize(
    "heading", ["Capaian 2025", "Target 2025-2029", "Target 2026 (lama)", "Target 2026 TW V (PK)"]
)
def test_a_heading_that_may_mean_something_else_is_not_guessed(heading: str) -> None:
    assert read_heading(heading, Sheet.INDICATORS) is None


@given(
    what=st.sampled_from([What.TARGET, What.ACTUAL, What.REASON]),
    year=st.integers(1990, 2060),
    quarter=st.integers(0, 4),
    basis=st.sampled_from(["renstra", "murni", "perubahan"]),
)
def test_every_heading_that_we_write_is_read_as_itself(
    what: What, year: int, quarter: int, basis: str
) -> None:
    period = Period(what, year, quarter, basis if what is What.TARGET else "")
    assert read_heading(period.heading, Sheet.INDICATORS) == period
    assert column_of(period).field == period.key


def test_no_spelling_of_a_heading_means_two_columns() -> None:
    for sheet, columns in COLUMNS.items():
        spellings = [normal(text) for column in columns for text in column.also]
        assert len(spellings) == len(set(spellings)), sheet
        for column in columns:
            assert HEADINGS[sheet][normal(column.heading)] is column


def test_columns_may_stand_anywhere_and_lines_above() -> None:
    rows = [["Renstra Dinas Sosial"], [], ["Satuan", "Indikator *", "KODE", "Kode Sasaran:"],
            ["%", "Persentase", "S1.1", "S1"]]  # fmt: skip
    record = read(**{"Lembar kerja": rows}).records[0]
    assert (record.row, record.code) == (4, "S1.1")
    assert record.said == {"unit": "%", "name": "Persentase", "objective": "S1"}


def test_a_slip_in_a_heading_is_said_and_not_passed_over() -> None:
    rows = changed(INDICATORS, (0, 2), "Indikater")
    assert "Sel C1 di lembar Indikator berbunyi “Indikater”; mungkin maksudnya “Indikator”" in said(
        Indikator=rows
    )
    rows = changed(INDICATORS, (0, 5), "Target 2026 (PKK)")
    assert "tidak jelas tahun atau dasarnya" in said(Indikator=rows)


def test_an_unknown_heading_is_a_remark() -> None:
    found = read(Indikator=changed(INDICATORS, (0, 3), "Catatan rapat"))
    assert found.faults == ()
    assert "Kolom “Catatan rapat” (sel D1 di lembar Indikator) tidak dikenal" in found.remarks[0]


def test_a_heading_twice_and_a_missing_code_column_are_said() -> None:
    assert "ada pada sel D1 dan E1" in said(Indikator=changed(INDICATORS, (0, 4), "Satuan"))
    assert "Kolom “Kode” tidak ada di lembar Indikator" in said(
        Indikator=changed(INDICATORS, (0, 0), "Nomor urut")
    )
    assert "Judul kolom lembar Indikator tidak ditemukan" in said(Indikator=[["a", "b"], ["c"]])


def test_a_target_outside_of_the_plan_is_refused_and_an_earlier_actual_is_not() -> None:
    assert "rencananya 2025–2029" in said(Indikator=changed(INDICATORS, (0, 5), "Target 2031 (PK)"))
    assert "rencananya 2025–2029" in said(Indikator=changed(INDICATORS, (0, 6), "Realisasi 2019"))
    assert said(Indikator=changed(INDICATORS, (0, 6), "Realisasi 2020")) == ""


def test_two_sheets_of_one_kind_and_foreign_sheets_are_told_apart() -> None:
    assert "Lembar Indikator dan IKU sama-sama berisi Indikator" in said(
        Indikator=INDICATORS, IKU=INDICATORS
    )
    found = read(Indikator=INDICATORS, Grafik=[["Nilai", 3]], Petunjuk=[["Kode", "Indikator"]])
    assert found.remarks == ("Lembar Grafik bukan bagian rencana, jadi tidak dibaca.",)
    assert "tidak memuat lembar rencana" in said(Grafik=[["Nilai", 3]])


# Rows -------------------------------------------------------------------------------------------


def test_a_doubled_code_is_said_with_both_cells() -> None:
    rows = with_row(INDICATORS, "s1.1 ", "S1", "Yang sama")
    assert "Kode s1.1 ada pada sel A2 dan A4 di lembar Indikator" in said(Indikator=rows)


def test_a_row_without_code_is_said_and_an_empty_one_is_none() -> None:
    rows = [*INDICATORS, [None] * 7, [None, "S1", "Tanpa kode"]]
    assert "Baris 5 di lembar Indikator berisi, tetapi kodenya kosong. Tulis kodenya di sel A5" in (
        said(Indikator=rows)
    )
    assert len(read(Indikator=[*INDICATORS, [None, "  ", None]]).records) == 2


def test_the_years_of_a_plan_must_make_sense() -> None:
    assert "tahun terakhir 2024 mendahului tahun pertama 2025" in said(
        Rencana=changed(PLAN, (1, 2), 2024)
    )
    assert "lebih dari 25 tahun" in said(Rencana=changed(PLAN, (1, 2), 2099))
    assert "Tulis tahunnya dengan empat angka" in said(Rencana=changed(PLAN, (1, 1), "25"))
    assert "lebih dari satu rencana (baris 2 dan 3)" in said(Rencana=with_row(PLAN, "B", 2025, 29))


def test_without_a_known_plan_the_sheet_of_the_plan_is_needed() -> None:
    found = plan_rows.read(plan_files.raw({"Indikator": INDICATORS}), Known())
    assert "Lembar Rencana belum diisi" in found.faults[0].sentence


def test_a_name_of_six_hundred_letters_fits_and_one_more_does_not() -> None:
    assert value("Indikator", "a" * 600) == "a" * 600
    assert "Sel B2 di lembar Indikator berisi 601 huruf; paling banyak 600" in value(
        "Indikator", "a" * 601
    )


def test_faults_beyond_two_hundred_are_counted() -> None:
    rows = [INDICATORS[0], *([None, "S1", f"Tanpa kode {n}"] for n in range(500))]
    found = read(Indikator=rows)
    assert len(found.faults) == 201
    assert "Masih ada 300 hal lain" in found.faults[-1].sentence


def test_a_merged_cell_among_the_rows_is_refused_and_a_title_is_not() -> None:
    rows = [["Indikator Dinas Sosial"], *INDICATORS]
    for merged, expected in (((0, 0, 0, 6), 0), ((2, 1, 3, 1), 1), ((2, 9, 3, 9), 0)):
        raw = RawSheet(name="Indikator", rows=iter(rows), merged=[merged])
        faults = plan_rows.read([raw], KNOWN).faults
        assert len(faults) == expected
    assert cell_name(*merged[:2]) == "J3"


def test_a_reason_beside_a_figure_is_refused() -> None:
    rows = [["Kode", "Realisasi 2024", "Alasan belum ada 2024"], ["S1.1", 4.5, "Belum ada"]]
    assert "Sel C2 di lembar Indikator: realisasi 2024 diisi dan alasan" in said(Indikator=rows)


# Cells ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (43.5, "43.5"),
        (0.1 + 0.2, "0.3"),
        ("4,25", "4.25"),
        ("4.25", "4.25"),
        ("1.234,5", "1234.5"),
        (" 12 %", "12"),
        ("–", "None"),
        ("-", "None"),
        ("1.234", "“1.234” dapat berarti dua hal"),
        ("tujuh belas", "Sel B2 di lembar Indikator: “tujuh belas” bukan angka"),
        ("belum ada", "Sel B2 di lembar Indikator berisi “belum ada”"),
        (datetime.date(2026, 5, 4), "Sel B2 di lembar Indikator berisi tanggal (04-05-2026)"),
        (datetime.time(1, 17), "berisi jam (01:17:00)"),
        (True, "berisi TRUE"),
        ("#REF!", "berisi galat Excel (#REF!)"),
        (float("inf"), "angka yang terlalu besar"),
        (1e300, "angka yang terlalu besar"),
        ("=cmd|' /C calc'!A0", "bukan angka"),
    ],
)
def test_a_target_is_read_as_people_type_it(cell: Any, expected: str) -> None:
    found = value("Target 2026 (PK)", cell)
    assert found == expected or (len(expected) > 6 and expected in found), found


@pytest.mark.parametrize(
    ("kind", "grades", "cell", "expected"),
    [
        ("rasio", "", "1:17,9", "1:17.9"),
        ("rentang", "", "80–90", "80..90"),
        ("rentang", "", 85.5, "85.5"),
        ("predikat", "AA, A, BB", "bb", "BB"),
        ("predikat", "AA; A", "C", "“C” bukan predikat indikator ini"),
        ("ya/tidak", "", True, "ya"),
        ("ya/tidak", "", "belum ada", "tidak"),
        ("rasio", "", 17.9, "bukan rasio"),
    ],
)
def test_a_value_is_read_by_the_kind_of_its_row(
    kind: str, grades: str, cell: Any, expected: str
) -> None:
    found = value("Target 2026 (PK)", cell, **{"Jenis nilai": kind, "Urutan predikat": grades})
    assert expected in found


def test_the_kind_that_is_known_serves_where_the_sheet_says_none() -> None:
    rows = [["Kode", "Realisasi 2025"], ["S1.2", "1:20"]]
    assert read(Indikator=rows).records[0].said == {"realisasi.2025.0.": "1:20"}


@pytest.mark.parametrize(
    ("heading", "cell", "expected"),
    [
        ("Arah", "Positif", "maksimal"),
        ("Arah", "semakin rendah semakin baik", "minimal"),
        ("Arah", "ke atas", "Pilihannya: maksimal, minimal, stabil"),
        ("Arah", "–", "None"),
        ("IKU", "V", "ya"),
        ("IKU", True, "ya"),
        ("Cara menyimpulkan", "Rata rata", "rata-rata"),
        ("Satuan", 100.0, "100"),
        ("Indikator", "  dua   kata \n baris ", "dua kata baris"),
        ("Indikator", "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("Indikator", "-", "tidak dapat dikosongkan dengan tanda –"),
        ("Dikali", 100000.0, "100000"),
        ("Dikali", "1,2345", "terlalu banyak angka"),
        ("Bobot", "0,125", "0.125"),
        ("Definisi operasional", "satu\r\ndua\u200b ", "satu\ndua"),
    ],
)
def test_words_and_choices(heading: str, cell: Any, expected: str) -> None:
    found = value(heading, cell)
    assert found == expected or (len(expected) > 12 and expected in found), found


def test_money_is_read_with_dots_and_never_below_zero() -> None:
    rows = [["Kode", "Jenjang", "Uraian", "Pagu 2026", "Realisasi 2026"],
            ["1.06", "Sub Kegiatan", "Uji", "Rp1.250.000.000,50", "1.234"]]  # fmt: skip
    record = read(Program=rows).records[0]
    assert record.said["pagu.2026.0."] == "1250000000.5"
    assert record.said["terpakai.2026.0."] == "1234"
    assert record.said["level"] == "sub-kegiatan"
    assert "di bawah nol" in said(Program=changed(rows, (1, 3), -5))


def test_a_code_that_became_a_number_is_read_and_remarked_on() -> None:
    found = read(Indikator=changed(INDICATORS, (1, 0), 1.1))
    assert found.records[0].code == "1.1"
    assert "1.10 dan 1.1 lalu sama" in found.remarks[0]


# Whatever comes -----------------------------------------------------------------------------------

cells = st.one_of(
    st.none(),
    st.just(""),
    st.text(max_size=30),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.times(),
    st.sampled_from(["Kode", "Indikator", "Target 2026 (PK)", "Bunyi", "-", "S1", "ya", "1:2"]),
)


@given(
    name=st.sampled_from(["Indikator", "Sasaran", "Rencana", "Program", "", "Lain"]),
    rows=st.lists(st.lists(cells, max_size=8), max_size=8),
)
def test_nothing_that_stands_in_a_sheet_breaks_the_reading(name: str, rows: Any) -> None:
    found = plan_rows.read([RawSheet(name=name, rows=iter(rows))], KNOWN)
    assert from_data(iter(list(as_data(found)))) == found


@given(text=st.text(max_size=60))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert in_one_line(in_one_line(text)) == in_one_line(text)


def test_sheets_are_read_with_what_they_hold() -> None:
    found = read(Rencana=PLAN, Sasaran=OBJECTIVES, Indikator=INDICATORS)
    assert {record.sheet for record in found.records} == {
        Sheet.PLAN, Sheet.OBJECTIVES, Sheet.INDICATORS,
    }  # fmt: skip
    first = found.of(Sheet.INDICATORS)[0]
    assert found.cell(first, "target.2026.0.murni") == "F2"
    assert found.cell(first, "formula") == "baris 2"
