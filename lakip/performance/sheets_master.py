"""The master of the data formats: an overview, then for each unit what is asked of it."""

import re
from collections.abc import Iterable, Sequence

from xlsxwriter.utility import quote_sheetname
from xlsxwriter.worksheet import Worksheet

from lakip.performance.forms import BudgetRow, Form, FormRow
from lakip.performance.sheets_cover import TITLE
from lakip.performance.sheets_indicators import name_lines, write_band, write_name
from lakip.performance.sheets_layout import SEAL, in_one_line
from lakip.performance.sheets_look import Book, height_of, protect, set_up_print
from lakip.performance.sheets_tables import write_shown

OVERVIEW = "Ringkasan"
_LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_OVERVIEW = (
    ("No.", 5),
    ("Bidang atau instansi", 46),
    ("Indikator", 11),
    ("Baris anggaran", 11),
    ("Paling lambat kembali", 34),
    ("Versi", 8),
    ("Kode format", 40),
)
_UNIT = (
    ("No.", 5),
    ("Indikator kinerja", 44),
    ("Definisi", 40),
    ("Rumus", 34),
    ("Satuan", 12),
    ("Realisasi {last_year}", 13),
    ("Target {year}", 13),
    ("Sumber data", 30),
)
_MONEY = ("No.", "Program, kegiatan, atau sub kegiatan", "Pagu tercatat (Rp)")


def write_overview(book: Book, forms: Sequence[Form]) -> list[str]:
    """Add the first sheet, which leads to the others; returns the names those must have."""
    first = forms[0]
    names = sheet_names([form.unit_name for form in forms])
    sheet = book.sheet(OVERVIEW)
    at = _top(book, sheet, TITLE.format(year=first.year), first.agency, _OVERVIEW)
    for number, (form, name) in enumerate(zip(forms, names, strict=True), start=1):
        text = book.style("cell", "wrap", "middle")
        centre = book.style("cell", "center", "middle")
        sheet.write_number(at, 0, number, centre)
        link = f"internal:{quote_sheetname(name)}!A1"
        sheet.write_url(at, 1, link, book.style("cell", "wrap", "middle", "link"), form.unit_name)
        sheet.write_number(at, 2, len(form.rows), centre)
        sheet.write_number(at, 3, len(form.budget), centre)
        sheet.write_string(at, 4, form.due, text)
        sheet.write_number(at, 5, form.version, centre)
        sheet.write_string(at, 6, form.id, text)
        sheet.set_row(at, height_of([(form.unit_name, 46), (form.due, 34)], least=22))
        at += 1
    set_up_print(sheet, footer=f"{TITLE.format(year=first.year)} – {first.agency}")
    return names


def write_unit(book: Book, form: Form, *, name: str) -> None:
    """Add the sheet of one unit: its indicators, and below them its money."""
    sheet = book.sheet(name)
    headings = [
        (heading.format(year=form.year, last_year=form.year - 1), width) for heading, width in _UNIT
    ]
    at = _top(book, sheet, form.unit_name, f"{form.agency}  ·  tahun {form.year}", headings)
    objective: str | None = None
    for number, row in enumerate(form.rows, start=1):
        if row.objective != objective:
            objective = row.objective
            write_band(book, sheet, at, len(_UNIT), objective)
            at += 1
        _indicator(book, sheet, at, number, row)
        at += 1
    if form.budget:
        _money(book, sheet, at + 1, form.budget)
    set_up_print(sheet, footer=f"{form.unit_name}, {form.agency}")


def sheet_names(units: Iterable[str]) -> list[str]:
    """Names that Excel takes: short, without its signs, and no two the same."""
    taken = {OVERVIEW.casefold(), SEAL.casefold(), "history"}
    names = []
    for unit in units:
        bare = in_one_line(_FORBIDDEN.sub(" ", unit)).strip("'") or "Unit"
        name, number = bare[:_LONGEST_NAME].strip(" '"), 1
        while name.casefold() in taken:
            number += 1
            suffix = f" ({number})"
            name = bare[: _LONGEST_NAME - len(suffix)].strip(" '") + suffix
        taken.add(name.casefold())
        names.append(name)
    return names


def _top(
    book: Book,
    sheet: Worksheet,
    title: str,
    below: str,
    headings: Sequence[tuple[str, float]],
) -> int:
    """Title and headings of a sheet that is only read; returns the first row below."""
    protect(sheet)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, in_one_line(title), book.style("title"))
    sheet.write_string(1, 0, below, book.style("overline"))
    sheet.set_row(3, 34)
    for at, (heading, width) in enumerate(headings):
        sheet.set_column(at, at, width)
        sheet.write_string(3, at, heading, book.style("heading"))
    sheet.freeze_panes(4, 2)
    sheet.repeat_rows(3)
    return 4


def _indicator(book: Book, sheet: Worksheet, at: int, number: int, row: FormRow) -> None:
    text = book.style("cell", "wrap", "middle")
    centre = book.style("cell", "center", "wrap", "middle")
    sheet.write_number(at, 0, number, centre)
    write_name(book, sheet, (at, 1), row)
    sheet.write_string(at, 2, row.definition, text)
    sheet.write_string(at, 3, row.formula, text)
    sheet.write_string(at, 4, in_one_line(row.unit), centre)
    write_shown(book, sheet, (at, 5), row.last_year)
    write_shown(book, sheet, (at, 6), row.target)
    sheet.write_string(at, 7, row.source, text)
    texts = ("\n".join(name_lines(row)), row.definition, row.formula, row.source)
    widths = (_UNIT[1][1], _UNIT[2][1], _UNIT[3][1], _UNIT[7][1])
    sheet.set_row(at, height_of(zip(texts, widths, strict=True), least=22))


def _money(book: Book, sheet: Worksheet, at: int, rows: Sequence[BudgetRow]) -> None:
    """The programmes of the unit, below its indicators."""
    sheet.set_row(at, 22)
    for column, heading in enumerate(_MONEY):
        sheet.write_string(at, column, heading, book.style("heading"))
    for number, row in enumerate(rows, start=1):
        line = at + number
        name = in_one_line(f"{row.code} {row.name}")
        sheet.write_number(line, 0, number, book.style("cell", "center", "middle"))
        sheet.write_string(line, 1, name, book.style("cell", "wrap", "middle"))
        write_shown(book, sheet, (line, 2), row.ceiling)
        sheet.set_row(line, height_of([(name, _UNIT[1][1])], least=20))
