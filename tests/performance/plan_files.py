"""Small workbooks of plans for the tests, written cell by cell as somebody's spreadsheet would."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from lakip.performance.plan_finding import RawSheet

PLAN = [
    ["Nama rencana", "Tahun pertama", "Tahun terakhir", "OPD"],
    ["Renstra Dinas Sosial", 2025, 2029, None],
]
OBJECTIVES = [
    ["Kode", "Jenjang", "Induk", "Bunyi"],
    ["T1", "tujuan", None, "Meningkatnya kesejahteraan sosial"],
    ["S1", "sasaran", "T1", "Meningkatnya kemandirian penyandang masalah sosial"],
]
INDICATORS = [
    ["Kode", "Kode sasaran", "Indikator", "Satuan", "Jenis nilai", "Target 2026 (PK)",
     "Realisasi 2024"],
    ["S1.1", "S1", "Persentase yang mandiri", "%", None, 43.5, 40],
    ["S1.2", "S1", "Rasio pendamping", "rasio", "rasio", "1:17,9", None],
]  # fmt: skip
PROGRAMMES = [
    ["Kode", "Jenjang", "Induk", "Uraian", "Indikator yang didukung", "Pagu 2026"],
    ["1.06.02", "program", None, "Pemberdayaan Sosial", "S1.1; S1.2", 1_250_000_000],
]
WHOLE = {"Rencana": PLAN, "Sasaran": OBJECTIVES, "Indikator": INDICATORS, "Program": PROGRAMMES}

type Rows = Sequence[Sequence[Any]]


def book(sheets: Mapping[str, Rows] | None = None, **more: Rows) -> Workbook:
    """A workbook of these sheets, for a test to spoil."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in {**(WHOLE if sheets is None else sheets), **more}.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return made


def saved(made: Workbook) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def raw(sheets: Mapping[str, Rows] | None = None, **more: Rows) -> list[RawSheet]:
    """The sheets as the reader hands them over, without a file."""
    return [
        RawSheet(
            name=name,
            rows=iter(
                [
                    [
                        float(cell)
                        if isinstance(cell, int) and not isinstance(cell, bool)
                        else ("" if cell is None else cell)
                        for cell in row
                    ]
                    for row in rows
                ]
            ),
        )
        for name, rows in {**(WHOLE if sheets is None else sheets), **more}.items()
    ]


def with_row(rows: Rows, *row: Any) -> Rows:
    return [*rows, row]


def changed(rows: Rows, at: tuple[int, int], value: Any) -> Rows:
    """The rows with one cell changed; row and column are counted from 0."""
    copy = [list(row) for row in rows]
    copy[at[0]][at[1]] = value
    return copy
