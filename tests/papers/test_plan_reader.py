"""Plans as files: what a spreadsheet hides, what is no spreadsheet, and how large one may be."""

import csv
import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from lakip.papers.plans import csv_files, reader, workbooks
from lakip.performance.plan_cells import Measure, Odd
from lakip.performance.plan_records import Known, ReadPlan
from lakip.performance.values import Kind
from tests.performance.plan_files import WHOLE, book, saved

KNOWN = Known(years=(2025, 2029), measures={"s1.1": Measure(kind=Kind.NUMBER, unit="%")})


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., ReadPlan]:
    def read(content: bytes, name: str = "rencana.xlsx") -> ReadPlan:
        path = tmp_path / "berkas"
        path.write_bytes(content)
        return reader.read_plan(path, name=name, known=KNOWN)

    return read


type Read = Callable[[bytes], ReadPlan]


def here(made: Workbook, tmp_path: Path) -> str:
    """The sentences on a workbook, read without a child."""
    path = tmp_path / "berkas"
    path.write_bytes(saved(made))
    found = reader.read_here(path, extension=".xlsx", known=KNOWN)
    return "\n".join(fault.sentence for fault in found.faults)


def test_the_child_reads_a_workbook_whole(read: Read) -> None:
    found = read(saved(book()))
    assert found.faults == ()
    assert [record.code for record in found.records] == ["", "T1", "S1", "S1.1", "S1.2", "1.06.02"]
    assert found.records[3].said["target.2026.0.murni"] == "43.5"


# What a spreadsheet hides -----------------------------------------------------------------------


def test_a_formula_that_was_never_calculated_is_no_empty_cell(tmp_path: Path) -> None:
    made = book()
    made["Indikator"]["F2"] = "=40+3"
    assert "Sel F2 di lembar Indikator berisi rumus yang belum dihitung" in here(made, tmp_path)


def test_an_error_is_no_empty_cell(tmp_path: Path) -> None:
    made = book()
    made["Indikator"]["G2"] = "#DIV/0!"
    assert made["Indikator"]["G2"].data_type == "e"
    assert "Sel G2 di lembar Indikator berisi galat Excel" in here(made, tmp_path)


def test_a_cell_that_shows_percent_is_taken_as_it_is_seen(tmp_path: Path) -> None:
    made = book()
    made["Indikator"]["F2"] = 0.9375
    made["Indikator"]["F2"].number_format = "0.00%"
    path = tmp_path / "berkas"
    path.write_bytes(saved(made))
    found = reader.read_here(path, extension=".xlsx", known=KNOWN)
    assert found.records[3].said["target.2026.0.murni"] == "93.75"
    made["Indikator"]["D2"] = "orang"
    assert "Sel F2 di lembar Indikator ditulis sebagai persen, padahal satuannya orang" in here(
        made, tmp_path
    )


def test_dates_and_merged_cells_are_named(tmp_path: Path) -> None:
    made = book()
    made["Indikator"]["F2"] = datetime.date(2026, 5, 4)
    made["Indikator"].merge_cells("C2:C3")
    said = here(made, tmp_path)
    assert "Sel F2 di lembar Indikator berisi tanggal (04-05-2026)" in said
    assert "Sel C2:C3 di lembar Indikator digabung" in said


def test_rows_and_columns_left_empty_before_the_table_keep_the_cells_names(tmp_path: Path) -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Indikator"
    for at, text in enumerate(("Kode", "Indikator", "Target 2026 (PK)")):
        sheet.cell(4, 3 + at).value = text
    sheet["C5"], sheet["D5"], sheet["E5"] = "S1.1", "Persentase", "banyak"
    assert "Sel E5 di lembar Indikator: “banyak” bukan angka" in here(made, tmp_path)


def test_odd_cells_are_found_in_pieces_of_any_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in range(1, 60):
        sheet.append([f"=A{row}", 1, "#N/A", 0.5])
        sheet.cell(row, 4).number_format = "0%"
    path = tmp_path / "berkas.xlsx"
    made.save(path)
    whole = workbooks.workbook_sheets(path)[0].odd
    assert whole[58, 0] is Odd.UNCALCULATED
    assert whole[58, 2] is Odd.ERROR
    assert whole[58, 3] is Odd.PERCENT
    assert len(whole) == 59 * 3
    for size in (7, 100, 999):
        monkeypatch.setattr(workbooks, "_PIECE", size)
        assert workbooks.workbook_sheets(path)[0].odd == whole


# What is no plan --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "kosong.xlsx", "kosong"),
        (b"", "kosong.csv", "kosong"),
        (b"PK\x03\x04rusak", "rusak.xlsx", "terpotong"),
        (b"Kode;Indikator\n", "rencana.xlsx", "bukan buku kerja Excel"),
        (b"x", "rencana.xls", "sedangkan berkas ini .xls"),
        (b"x", "rencana.xlsm", "sedangkan berkas ini .xlsm"),
        (b"x", "rencana", "sedangkan berkas ini tanpa ekstensi"),
        (saved(book()), "rencana.csv", "bukan teks CSV"),
        (b"apa;saja\n1;2\n", "rencana.csv", "Judul kolom berkas CSV ini tidak dikenali"),
        (b'Kode;Indikator;Satuan\n"' + b"x" * 200_000, "kutip.csv", "tanda kutip"),
        (b"\xff\xfeK\x00o\x00", "ganjil.csv", "Judul kolom berkas CSV"),
        (b"\xff\xfe\x00\xd8x", "rusak.csv", "bukan teks CSV"),
        (saved(book({"Lembar1": [["a", 1]]})), "lain.xlsx", "tidak memuat lembar rencana"),
    ],
)
def test_a_file_that_is_no_plan_is_refused_with_a_sentence(
    read: Callable[..., ReadPlan], content: bytes, name: str, said: str
) -> None:
    found = read(content, name)
    assert found.records == ()
    assert said in found.faults[0].sentence


def _with_part(name: str, content: bytes) -> bytes:
    out = io.BytesIO(saved(book()))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def test_macros_and_a_zip_bomb_are_refused_at_the_gate(read: Read) -> None:
    assert "makro" in read(_with_part("xl/vbaProject.bin", b"x")).faults[0].sentence
    bomb = read(_with_part("xl/media/bom.bin", b"\0" * 120 * 1024**2))
    assert "terlalu besar setelah dibuka" in bomb.faults[0].sentence


def test_what_ends_the_child_is_a_sentence(
    read: Read, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(reader.sys, "executable", "/bin/false")
    assert read(saved(book())).faults[0].sentence == reader.TOO_HARD


def test_one_cell_at_the_far_end_of_a_sheet_does_not_fill_the_memory(read: Read) -> None:
    made = book()
    made["Indikator"]["XFD1048576"] = "x"
    assert read(saved(made)).faults[0].sentence == reader.TOO_HARD


# CSV --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_is_read_in_the_usual_encodings(encoding: str, delimiter: str) -> None:
    lines = [["Kode", "Indikator", "Satuan"], ["S1", "“Angka” é", "%"]]
    data = "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)
    assert list(csv_files.csv_sheet(data).rows) == lines


def test_a_csv_knows_which_sheet_it_is_by_its_headings(read: Callable[..., ReadPlan]) -> None:
    for name, rows in WHOLE.items():
        out = io.StringIO()
        csv.writer(out, delimiter=";").writerows(rows)
        found = read(out.getvalue().encode(), f"{name}.csv")
        assert [f.sentence for f in found.faults] == []
        assert {record.sheet for record in found.records} == {name}


def test_a_csv_keeps_the_rows_of_the_file_for_its_sentences(
    read: Callable[..., ReadPlan],
) -> None:
    found = read(b"sep=;\nKode;Indikator;Target 2026 (PK)\nS1.1;Satu;banyak\n", "r.csv")
    assert "Sel C3 di lembar Indikator" in found.faults[0].sentence


# Large ------------------------------------------------------------------------------------------


def test_a_hundred_thousand_rows_are_read_within_the_childs_memory(
    read: Callable[..., ReadPlan],
) -> None:
    lines = ["Kode;Kode sasaran;Indikator;Satuan;Target 2026 (PK);Realisasi 2024"]
    lines += [f"I{n};S{n % 99};Indikator nomor {n};%;{n % 100},5;{n % 90}" for n in range(100_000)]
    found = read("\n".join(lines).encode(), "besar.csv")
    assert len(found.records) == 100_000
    assert found.faults == ()


def test_more_rows_than_any_plan_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lakip.performance.plan_rows.MOST_ROWS", 3)
    made = book(Sasaran=[["Kode", "Bunyi"], *([f"S{n}", "x"] for n in range(9))])
    assert "Lembar Sasaran mempunyai lebih dari 3 baris" in here(made, tmp_path)
