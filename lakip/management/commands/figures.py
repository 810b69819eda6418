"""`lakip figures check`: finds mistakes in a published table of figures. No database."""

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from decimal import Context, Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl
from django.core.management.base import BaseCommand

from lakip.documents.intake import Accepted, inspect_in_child
from lakip.performance import figures
from lakip.performance.figures import Certainty, Finding, Kind
from lakip.performance.figures_cells import Raw
from lakip.performance.numbers import Unreadable
from lakip.performance.tables import MOST_COLUMNS, Table, read_csv, recognise

MOST_BYTES = 64 * 1024 * 1024
MOST_ROWS = 200_000

NOT_THERE = "{file} tidak dapat dibaca: {why}."
TOO_LARGE = "{file} lebih besar dari {megabytes} MB. Bagi tabelnya menjadi beberapa berkas."
TOO_LONG = "{file} berisi lebih dari {rows} baris. Bagi tabelnya menjadi beberapa berkas."
NO_SHEET = "Tidak ada lembar di {file} yang memuat tabel angka. {why}"
BROKEN = "{file} bukan buku kerja Excel yang utuh. Simpan ulang sebagai XLSX, lalu coba lagi."
NOTHING_FOUND = "Tidak ada kesalahan yang ditemukan pada {rows} baris."
SUMMARY = "{found} temuan pada {rows} baris: {high} pasti, {low} perlu dilihat."

WHY_NOT = {
    FileNotFoundError: "berkas itu tidak ada",
    IsADirectoryError: "itu sebuah folder",
    PermissionError: "tidak ada izin membacanya",
}
OTHERWISE = "sistem tidak dapat membukanya"

KINDS = {
    Kind.ARITHMETIC: "hitungan",
    Kind.FORMULA: "rumus",
    Kind.UNIT: "satuan",
    Kind.PASTED: "tersalin",
    Kind.TOTAL: "jumlah",
    Kind.CATEGORY: "kategori",
    Kind.IMPLAUSIBLE: "janggal",
    Kind.TEXT: "teks",
}
SURE = {Certainty.HIGH: "pasti", Certainty.LOW: "perlu dilihat"}
# As many digits as a spreadsheet keeps; what stands behind them is noise of the machine.
_DIGITS = Context(prec=15)
_TENTHS_OF_BILLIONTHS = Decimal("1e-10")


class Command(BaseCommand):
    """Ends with 0 when nothing is found, 1 with findings, 2 when the file cannot be read."""

    help = "Mencari kesalahan angka dalam tabel kinerja atau anggaran (CSV atau XLSX)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The one verb, its file and its form of answer."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="check")
        check = verbs.add_parser("check", help="memeriksa satu tabel")
        check.add_argument("file", metavar="BERKAS", type=Path, help="tabel CSV atau XLSX")
        check.add_argument("--json", action="store_true", help="temuan sebagai JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, check, tell; the exit code is the answer in short."""
        try:
            table = read_table(options["file"])
        except Unreadable as error:
            self.stderr.write(str(error))
            raise SystemExit(2) from error
        found = figures.check(table)
        if options["json"]:
            objects = [finding.as_json() for finding in found]
            self.stdout.write(json.dumps(objects, ensure_ascii=False, indent=2))
        else:
            for line in told(found, rows=len(table.rows)):
                self.stdout.write(line)
        if found:
            raise SystemExit(1)


def told(found: list[Finding], *, rows: int) -> Iterator[str]:
    """The findings as lines to read, the count last."""
    for one in found:
        where = f"Baris {one.row}, kolom {' '.join(one.column.split())}"
        yield f"{where} [{KINDS[one.kind]}, {SURE[one.certainty]}]: {one.sentence}"
    if not found:
        yield NOTHING_FOUND.format(rows=rows)
        return
    counted = Counter(one.certainty for one in found)
    high, low = counted[Certainty.HIGH], counted[Certainty.LOW]
    yield SUMMARY.format(found=len(found), rows=rows, high=high, low=low)


def read_table(path: Path) -> Table:
    """The table in a CSV or XLSX file; raises Unreadable with one sentence.

    A workbook is a stranger's: it is inspected in a confined child before it is opened here.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            megabytes = MOST_BYTES // 1024**2
            raise Unreadable(TOO_LARGE.format(file=path.name, megabytes=megabytes))
        data = path.read_bytes()
    except OSError as error:
        why = next((says for kind, says in WHY_NOT.items() if isinstance(error, kind)), OTHERWISE)
        raise Unreadable(NOT_THERE.format(file=path, why=why)) from error
    is_workbook = path.suffix.lower() == ".xlsx" or data.startswith(
        (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
    )
    table = _workbook(path) if is_workbook else read_csv(data)
    if len(table.rows) > MOST_ROWS:
        raise Unreadable(TOO_LONG.format(file=path.name, rows=MOST_ROWS))
    return table


def _workbook(path: Path) -> Table:
    """The first sheet with recognisable headings."""
    answer = inspect_in_child(path, name=path.name)
    if not isinstance(answer, Accepted):
        raise Unreadable(answer.reasons[0])
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:
        # The reader of workbooks raises whatever its parts raise; all of it means one thing.
        raise Unreadable(BROKEN.format(file=path.name)) from error
    why = ""
    try:
        for sheet in book.worksheets:
            try:
                return recognise(_grid(sheet))
            except Unreadable as error:
                why = why or str(error)
    finally:
        book.close()
    raise Unreadable(NO_SHEET.format(file=path.name, why=why))


def _grid(sheet: Any) -> Iterator[list[Raw]]:
    """The cells of a sheet, row by row; the size that the sheet claims is not believed."""
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=MOST_COLUMNS)
    for cells in islice(rows, MOST_ROWS + 1 + 15):
        yield [_raw(cell) for cell in cells]


def _raw(cell: Any) -> Raw:
    """A cell as text, or as the exact number that it holds, in percent where it is shown so."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    number = _DIGITS.create_decimal(repr(value))
    if not number.is_finite():
        return ""
    if "%" in str(cell.number_format):
        number *= 100
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -10:
        number = number.quantize(_TENTHS_OF_BILLIONTHS, context=Context(prec=400))
    return number
