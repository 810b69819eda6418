"""What both tables of a data format share: title, headings, shown values and entry cells."""

import re
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from lakip.performance import numbers, values
from lakip.performance.forms import REALISASI, AnswerField, Asks, BudgetRow, Form, FormRow
from lakip.performance.sheets_entries import EntryLimits
from lakip.performance.sheets_layout import (
    FIRST_ROW,
    GROUP_ROW,
    HEADING_ROW,
    SUBTITLE_ROW,
    TITLE_ROW,
    Context,
    Part,
    SheetColumn,
    in_one_line,
)
from lakip.performance.sheets_look import GOLD, LONGEST_CELL, Book, protect, set_up_print
from lakip.performance.values import Kind

GIVEN = "DATA DARI TIM PENYUSUN"
ASKED = "DIISI PADA SEL KUNING"
SUBTITLE = "{unit}  ·  {agency}  ·  kembalikan paling lambat {due}"
NOTE = {"font_size": 9, "color": "#FFFFFF"}
_SHOWN_NUMBER = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d+)(,(\d+))?")
# Columns that follow what is typed beside them belong to no group of headings.
_FOLLOWING = (Context.STATUS, Context.REST, Context.ABSORPTION)


@dataclass(frozen=True)
class OpenTable:
    """A table being written: the sheet, what it holds, and the rules to hang on it at the end."""

    book: Book
    sheet: Worksheet
    part: Part
    limits: EntryLimits


def open_table(book: Book, form: Form, part: Part) -> OpenTable:
    """The sheet with its title, groups, headings, frozen panes and print set-up."""
    sheet = book.sheet(part.sheet)
    protect(sheet)
    words = SUBTITLE.format(unit=form.unit_name, agency=form.agency, due=form.due)
    sheet.set_row(TITLE_ROW, 28)
    sheet.write_string(TITLE_ROW, 0, part.title, book.style("title"))
    sheet.write_string(SUBTITLE_ROW, 0, in_one_line(words), book.style("overline"))
    sheet.set_row(GROUP_ROW, 18)
    sheet.set_row(HEADING_ROW, 46)
    group = ""
    for at, column in enumerate(part.columns):
        own = _group_of(column)
        _head(book, sheet, at, column, own if own != group else "")
        group = own
    sheet.set_tab_color(GOLD)
    sheet.freeze_panes(FIRST_ROW, part.at(Context.NAME) + 1)
    sheet.repeat_rows(GROUP_ROW, HEADING_ROW)
    last = xl_col_to_name(len(part.columns))
    sheet.ignore_errors({"number_stored_as_text": f"A1:{last}9999"})
    set_up_print(sheet, footer=f"{part.title} – {form.unit_name}, {form.agency}")
    return OpenTable(book, sheet, part, EntryLimits())


def shown_number(text: str) -> tuple[Decimal, int] | None:
    """The number that a shown text says, with its decimals; None for other values.

    The text is one of ours, so `1.234` is a thousand; what people typed is read by `numbers`.
    """
    found = _SHOWN_NUMBER.fullmatch(text.strip())
    if not found:
        return None
    amount = Decimal(text.strip().replace(".", "").replace(",", "."))
    return amount, len(found[4] or "")


def write_shown(book: Book, sheet: Worksheet, where: tuple[int, int], text: str) -> None:
    """A shown value as a number where it is one, so that it can be compared, else as it is."""
    number = shown_number(text)
    if number is None:
        style = book.style("cell", "center", "wrap", "middle")
        sheet.write_string(*where, text[:LONGEST_CELL], style)
        return
    amount, places = number
    sheet.write_number(*where, float(amount), book.style("cell", "right", "middle", places=places))


def write_entries(table: OpenTable, at: int, row: FormRow | BudgetRow) -> None:
    """The yellow cells of a row, with what is known of their answers and with their limits."""
    book, sheet, part = table.book, table.sheet, table.part
    kind = row.kind if isinstance(row, FormRow) else Kind.NUMBER
    for place, column in enumerate(part.columns):
        asked = column.field
        if asked is None:
            continue
        if asked not in row.fields:
            sheet.write_blank(at, place, None, book.style("closed"))
            continue
        style = book.style("entry", *_entry_style(asked, kind))
        _write_answer(sheet, (at, place), row.answers.get(asked.slug, ""), style, asked, kind)
        table.limits.add(at, place, asked, row)


def typed_number(text: str, *, asked: AnswerField, kind: Kind = Kind.NUMBER) -> Decimal | None:
    """The number that somebody typed as an answer; None for no number, or one of two."""
    if not _is_number(asked, kind):
        return None
    try:
        return numbers.read(text, whole=asked.asks is not Asks.VALUE)
    except numbers.Unreadable:
        return None


def colour(sheet: Worksheet, where: tuple[int, int, int, int], formula: str, style: object) -> None:
    """Give the cells where the formula holds another look. `where` is first and last cell."""
    rule = {"type": "formula", "criteria": formula, "format": style}
    sheet.conditional_format(*where, rule)


def reference(part: Part, slug: str, row: int) -> str:
    """The cell of a column in a row counted from 0, as a formula names it: `$F6`."""
    return f"${xl_col_to_name(part.at(slug))}{row + 1}"


def _group_of(column: SheetColumn) -> str:
    if column.slug == Context.KEY or column.slug in _FOLLOWING:
        return ""
    return GIVEN if column.field is None else ASKED


def _head(book: Book, sheet: Worksheet, at: int, column: SheetColumn, group: str) -> None:
    """A column's width, the name of the group that begins with it, its heading and its help."""
    hidden = {"hidden": True} if column.slug == Context.KEY else {}
    sheet.set_column(at, at, column.width, None, hidden)
    entry = column.field is not None
    styles = ("group", "group-entry") if entry else ("group",)
    sheet.write_string(GROUP_ROW, at, group, book.style(*styles))
    styles = ("heading", "heading-entry") if entry else ("heading",)
    sheet.write_string(HEADING_ROW, at, column.heading, book.style(*styles))
    if column.field:
        size = {"x_scale": 1.6, "y_scale": 0.8}
        sheet.write_comment(HEADING_ROW, at, column.field.help, NOTE | size)


def _is_number(asked: AnswerField, kind: Kind) -> bool:
    if asked.asks is Asks.VALUE:
        return kind is Kind.NUMBER
    return asked.asks is not Asks.TEXT


def _entry_style(asked: AnswerField, kind: Kind) -> tuple[str, ...]:
    """Ratios and ranges are text cells, for Excel would make times and dates of them.

    Numbers have no format of their own: where somebody types 85%, Excel then keeps the percent
    sign, and the reader sees that 85 and not 0,85 is meant.
    """
    if asked.asks is Asks.TEXT:
        return ()
    if asked.asks is Asks.MONEY:
        return ("right", "middle", "money")
    if _is_number(asked, kind):
        return ("right", "middle", "bold") if asked is REALISASI else ("right", "middle")
    return ("center", "middle", "bold", "as-text")


def _write_answer(
    sheet: Worksheet,
    where: tuple[int, int],
    answer: str,
    style: object,
    asked: AnswerField,
    kind: Kind,
) -> None:
    """A number as a number, unless a cell cannot hold all its digits; the rest as it was typed."""
    number = typed_number(answer, asked=asked, kind=kind)
    if not answer:
        sheet.write_blank(*where, None, style)
    elif number is not None and Decimal(repr(float(number))) == number:
        sheet.write_number(*where, float(number), style)
    elif asked.asks is Asks.VALUE:
        sheet.write_string(*where, _shown(answer, kind)[:LONGEST_CELL], style)
    else:
        sheet.write_string(*where, answer[:LONGEST_CELL], style)


def _shown(answer: str, kind: Kind) -> str:
    """A ratio, range or yes the way people read it; what is no such value as it was typed."""
    if kind in (Kind.NUMBER, Kind.GRADE):
        return answer
    try:
        return values.show(values.read(answer, kind=kind))
    except numbers.Unreadable:
        return answer
