"""`lakip figures check`: exit codes, JSON, workbooks, and files that cannot be read."""

import json
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.management import call_command

PUBLISHED = Path(__file__).parent / "published"
RIGHT = "indikator;satuan;target;realisasi;capaian\nJumlah laporan;laporan;10;9;90,00\n"
KEYS = ["row", "column", "kind", "printed", "expected", "certainty", "sentence"]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """The exit code and what was printed."""
    code: Any = 0
    try:
        call_command("figures", "check", *arguments)
    except SystemExit as ended:
        code = ended.code
    out, err = capsys.readouterr()
    return code, out, err


def test_mistakes_are_told_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, str(PUBLISHED / "budget.csv"), "--json")
    found = json.loads(out)
    assert code == 1
    assert [one["row"] for one in found] == [8, 12, 30]
    assert all(list(one) == KEYS for one in found)
    assert found[0] == {
        "row": 8,
        "column": "pct_published",
        "kind": "arithmetic",
        "printed": "41.14",
        "expected": "41,12",
        "certainty": "high",
        "sentence": (
            "Persentase tercetak 41.14; realisasi 1179.73 dibagi pagu 2869.12 memberi 41,12."
        ),
    }


def test_mistakes_are_told_to_people(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, str(PUBLISHED / "budget.csv"))
    assert code == 1
    assert out.splitlines()[0].startswith("Baris 8, kolom pct_published [hitungan, pasti]: ")
    assert out.splitlines()[-1] == "3 temuan pada 37 baris: 3 pasti, 0 perlu dilihat."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_any_encoding_and_delimiter_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str, delimiter: str
) -> None:
    rows = [["Indikator “é”", "Target", "Realisasi\n2024", "Capaian"], ["Jumlah", "10", "9", "91"]]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    path = tmp_path / "tabel.csv"
    path.write_bytes(text.encode(encoding))
    code, out, _ = run(capsys, str(path), "--json")
    assert (code, [one["printed"] for one in json.loads(out)]) == (1, ["91"])


def test_nothing_found_ends_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "benar.csv"
    path.write_text(RIGHT)
    assert run(capsys, str(path))[:2] == (0, "Tidak ada kesalahan yang ditemukan pada 1 baris.\n")
    assert run(capsys, str(path), "--json")[:2] == (0, "[]\n")


def workbook(path: Path, rows: list[list[Any]], formats: dict[int, str] | None = None) -> Path:
    """A workbook with a title, two rows of headings with merged cells, and the rows."""
    book = xlsxwriter.Workbook(str(path))
    styles = {at: book.add_format({"num_format": code}) for at, code in (formats or {}).items()}
    book.add_worksheet("Sampul").write(0, 0, "LAPORAN KINERJA")
    sheet = book.add_worksheet("Capaian")
    sheet.write(0, 0, "Tabel 3.1 Capaian Kinerja")
    sheet.merge_range(2, 0, 3, 0, "Indikator")
    sheet.merge_range(2, 1, 2, 3, "2024")
    for at, name in enumerate(("Target", "Realisasi", "Capaian"), start=1):
        sheet.write(3, at, name)
    for row, cells in enumerate(rows, start=4):
        for at, cell in enumerate(cells):
            sheet.write(row, at, cell, styles.get(at))
    book.close()
    return path


def test_a_workbook_is_read_below_its_merged_headings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        ["Jumlah laporan", 12, 11, 11 / 12 * 100],
        ["Jumlah dokumen", 8, 7, 78.5],
        ["Persentase arsip", 1.234, 1.111, 90.03],
    ]
    code, out, _ = run(capsys, str(workbook(tmp_path / "a.xlsx", rows)), "--json")
    found = json.loads(out)
    assert code == 1
    assert [(one["row"], one["column"], one["printed"]) for one in found] == [
        (2, "2024 Capaian", "78,5")
    ]


def test_cells_shown_as_percent_are_percent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["Cakupan A", 80, 76, 0.95], ["Cakupan B", 90, 81, 0.91]]
    path = workbook(tmp_path / "a.xlsx", rows, {3: "0.00%"})
    found = json.loads(run(capsys, str(path), "--json")[1])
    assert [(one["row"], one["kind"]) for one in found] == [(2, "arithmetic")]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("kosong.csv", b"", "kosong"),
        ("cerita.csv", b"Laporan ini\nbercerita saja\n", "Judul kolom tidak ditemukan"),
        ("judul.md", b"- target dan `realisasi`, formula; capaian\n- realisasi, pagu\n", "Judul"),
        ("gambar.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "bukan teks CSV"),
        ("palsu.xlsx", b"bukan zip", "bukan buku kerja"),
        ("rusak.xlsx", b"PK\x03\x04rusak", "simpan ulang"),
        ("lama.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xlsx"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    code, out, err = run(capsys, str(path), "--json")
    assert (code, out) == (2, "")
    assert says in err
    assert len(err.splitlines()) == 1


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, str(tmp_path / "tiada.csv"))
    assert (code, out) == (2, "")
    assert "tidak dapat dibaca: berkas itu tidak ada." in err
