"""Writes a plan as a workbook that imports again unchanged; the same plan gives the same bytes.

What is coloured and listed is a help for who works in it. Headings stand on one row and no cell is
merged, so that each sheet can also be saved alone as CSV.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from lakip.performance import values
from lakip.performance.plan_book import PlanBook, columns_of
from lakip.performance.plan_columns import LISTS, Column, Holds, Sheet
from lakip.performance.plan_explanation import write_explanation
from lakip.performance.plan_words import grades_of
from lakip.performance.sheets_look import LONGEST_CELL, Book, height_of, set_up_print
from lakip.performance.values import Kind, Number, Range, Ratio

TITLES = {
    Sheet.PLAN: "Rencana",
    Sheet.OBJECTIVES: "Tujuan dan sasaran",
    Sheet.INDICATORS: "Indikator, target, dan realisasi",
    Sheet.PROGRAMMES: "Program, kegiatan, sub-kegiatan, dan anggaran",
}
HINT = (
    "Sel kosong tidak mengubah apa pun; tanda – menghapus isinya. Kolom bertanda * wajib untuk "
    "baris baru. Selengkapnya pada lembar Petunjuk."
)
LIST_HINT = "Pilih dari daftar."
BIDANG_LIST, SUPPORTED_LIST = "Bidang", "Sasaran RPJMD"
TITLE_ROW, HINT_ROW, HEADING_ROW = 0, 1, 2
# Lists and formats reach so many rows below the last one, for rows that are added.
SPARE_ROWS = 200
# A number of Excel keeps fifteen digits; a longer one is written as text and stays whole.
_MOST_DIGITS = 15
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_FIGURES = (Holds.VALUE, Holds.MONEY, Holds.DECIMAL, Holds.YEAR)


def write(book: PlanBook) -> bytes:
    """The plan's workbook. A plan without rows gives the empty template."""
    out = Book(title=book.title, author=book.agency)
    write_explanation(out, book)
    for sheet in Sheet:
        _Writer(out, book, sheet).write()
    _write_lists(out, book)
    return out.finished()


def as_typed(text: str, kind: Kind) -> str:
    """A canonical value as words that are read again as that value and no other."""
    try:
        value = values.restore(text, kind)
    except ValueError:
        return text
    match value:
        case Number(amount):
            return _plain(amount)
        case Ratio(left, right):
            return f"{_plain(left)}:{_plain(right)}"
        case Range(low, high):
            between = "–" if low >= 0 else " sampai "
            return f"{_plain(low)}{between}{_plain(high)}"
    return values.show(value)


def _plain(amount: Decimal) -> str:
    """With a comma and without thousands; 1,234 gets a zero more, to be no thousand."""
    whole, _, part = values.store(Number(amount)).partition(".")
    if not part:
        return whole
    return f"{whole},{part}0" if len(part) == 3 else f"{whole},{part}"


def _digits(number: str) -> int:
    return len(number.lstrip("-0.").replace(".", ""))


class _Writer:
    """Writes one sheet."""

    def __init__(self, out: Book, book: PlanBook, sheet: Sheet) -> None:
        self.out, self.book, self.kind = out, book, sheet
        self.columns = columns_of(sheet, book)
        self.rows = book.state.get(sheet, {})
        self.sheet = out.sheet(sheet)

    def write(self) -> None:
        out, sheet = self.out, self.sheet
        sheet.write_string(TITLE_ROW, 0, TITLES[self.kind], out.style("title"))
        sheet.write_string(HINT_ROW, 0, HINT, out.style("muted", "small"))
        sheet.set_row(TITLE_ROW, 28)
        self._write_headings()
        for at, (code, row) in enumerate(self.rows.items(), HEADING_ROW + 1):
            self._write_row(at, {**row, "code": code})
        sheet.freeze_panes(HEADING_ROW + 1, self._frozen())
        last = HEADING_ROW + max(len(self.rows), 1)
        if self.kind is not Sheet.PLAN:
            sheet.autofilter(HEADING_ROW, 0, last, len(self.columns) - 1)
        self._offer_lists(last + SPARE_ROWS)
        sheet.repeat_rows(HEADING_ROW)
        set_up_print(sheet, footer=f"{self.book.agency} · {self.book.title}")

    def _frozen(self) -> int:
        """How many columns stay in sight: up to the name, if that leaves room."""
        return {Sheet.INDICATORS: 3, Sheet.OBJECTIVES: 1, Sheet.PROGRAMMES: 1}.get(self.kind, 0)

    def _write_headings(self) -> None:
        plain = self.out.style("heading")
        by_year = self.out.style("heading", "heading-entry")
        for at, column in enumerate(self.columns):
            heading = f"{column.heading} *" if column.is_required else column.heading
            style = by_year if "." in column.field else plain
            self.sheet.write_string(HEADING_ROW, at, heading, style)
            self.sheet.set_column(at, at, column.width, self._base(column))
        self.sheet.set_row(HEADING_ROW, 46)

    def _base(self, column: Column) -> Any:
        """The format of the whole column, so that a code that is added stays a text."""
        if column.holds in (Holds.CODE, Holds.CODES, Holds.VALUE):
            return self.out.style("as-text") if column.holds is not Holds.VALUE else None
        return None

    def _write_row(self, at: int, row: dict[str, str]) -> None:
        kind = Kind(row["kind"]) if row.get("kind") else Kind.NUMBER
        for place, column in enumerate(self.columns):
            text = row.get(column.field, "")
            style = self._style(column)
            if not text or len(text) > LONGEST_CELL:
                # A text that no cell can hold is left out: an empty cell changes nothing.
                self.sheet.write_blank(at, place, None, style)
            elif column.holds in _FIGURES:
                self._write_figure(at, place, text, kind, column)
            else:
                shown = ", ".join(grades_of(text)) if column.holds is Holds.GRADES else text
                self.sheet.write_string(at, place, shown, style)
        wrapped = [
            (row.get(column.field, "")[:2_000], column.width)
            for column in self.columns
            if column.holds in (Holds.TEXT, Holds.LINE)
        ]
        self.sheet.set_row(at, min(height_of(wrapped, least=18), 120))

    def _write_figure(self, at: int, place: int, text: str, kind: Kind, column: Column) -> None:
        is_plain = column.holds is not Holds.VALUE or kind in (Kind.NUMBER, Kind.RANGE)
        if is_plain and _NUMBER.fullmatch(text) and _digits(text) <= _MOST_DIGITS:
            self.sheet.write_number(at, place, float(text), self._style(column))
            return
        shown = as_typed(text, kind if column.holds is Holds.VALUE else Kind.NUMBER)
        self.sheet.write_string(at, place, shown, self._style(column))

    def _style(self, column: Column) -> Any:
        if column.holds is Holds.MONEY:
            return self.out.style("cell", "money", "right")
        if column.holds in _FIGURES:
            return self.out.style("cell", "right")
        if column.holds in (Holds.CODE, Holds.CODES):
            return self.out.style("cell", "as-text")
        return self.out.style("cell", "wrap")

    def _offer_lists(self, last: int) -> None:
        for place, column in enumerate(self.columns):
            source = self._choices(column)
            if source:
                # A warning only: other usual words are understood as well.
                self.sheet.data_validation(
                    HEADING_ROW + 1,
                    place,
                    last,
                    place,
                    {
                        "validate": "list",
                        "source": source,
                        "error_type": "warning",
                        "error_message": LIST_HINT,
                    },
                )

    def _choices(self, column: Column) -> Sequence[str] | str:
        if column.holds is Holds.CHOICE:
            return list(dict.fromkeys(column.choices.values()))
        if column.field == "bidang" and self.book.bidang:
            return f"={LISTS}!$A$2:$A${len(self.book.bidang) + 1}"
        return ""


def _write_lists(out: Book, book: PlanBook) -> None:
    """The bidang that there are, and the sasaran RPJMD that may be named."""
    sheet = out.sheet(LISTS)
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, 1, 14, out.style("as-text"))
    sheet.set_column(2, 2, 80)
    for at, heading in enumerate((BIDANG_LIST, SUPPORTED_LIST, "Bunyi")):
        sheet.write_string(0, at, heading, out.style("heading"))
    for at, name in enumerate(book.bidang, 1):
        sheet.write_string(at, 0, name, out.style("cell"))
    for at, (code, text) in enumerate(book.supported, 1):
        sheet.write_string(at, 1, code, out.style("cell", "as-text"))
        sheet.write_string(at, 2, text[:LONGEST_CELL], out.style("cell", "wrap"))
    sheet.freeze_panes(1, 0)
    set_up_print(sheet, footer=f"{book.agency} · {book.title}", landscape=False)
