"""The sheet of money: ceiling and spending of each program, kegiatan and sub kegiatan."""

from lakip.performance.forms import PAGU, REALISASI_ANGGARAN, BudgetRow, Form
from lakip.performance.sheets_layout import FIRST_ROW, Context, Part, budget_of, in_one_line
from lakip.performance.sheets_look import Book, height_of
from lakip.performance.sheets_tables import (
    OpenTable,
    colour,
    open_table,
    reference,
    shown_number,
    typed_number,
    write_entries,
    write_shown,
)

_ROOM = 24
_LEVELS = {"program": ("bold",), "kegiatan": ("indent-1",), "sub-kegiatan": ("indent-2",)}


def write_budget(book: Book, form: Form) -> None:
    """Add the sheet of money."""
    part = budget_of(form)
    table = open_table(book, form, part)
    for at, row in enumerate(form.budget, start=FIRST_ROW):
        _write_row(table, at, row)
    table.limits.hang(table.sheet)
    column, last = part.at(REALISASI_ANGGARAN.slug), FIRST_ROW + len(form.budget) - 1
    spent = reference(part, REALISASI_ANGGARAN.slug, FIRST_ROW)
    ceiling = _ceiling(part, FIRST_ROW)
    where = (FIRST_ROW, column, last, column)
    over = f"=AND(ISNUMBER({spent}),ISNUMBER({ceiling}),{spent}>{ceiling})"
    colour(table.sheet, where, over, book.rule("check"))
    colour(table.sheet, where, f'={spent}=""', book.rule("required"))


def _write_row(table: OpenTable, at: int, row: BudgetRow) -> None:
    book, sheet, part = table.book, table.sheet, table.part
    name, level = in_one_line(row.name), _LEVELS.get(row.level, ())
    code_style = book.style("cell", "wrap", "middle", *(("bold",) if "bold" in level else ()))
    sheet.write_string(at, part.at(Context.CODE), row.code, code_style)
    sheet.write_string(
        at, part.at(Context.NAME), name, book.style("cell", "wrap", "middle", *level)
    )
    write_shown(book, sheet, (at, part.at(Context.CEILING)), row.ceiling)
    write_entries(table, at, row)
    spent, ceiling = reference(part, REALISASI_ANGGARAN.slug, at), _ceiling(part, at)
    rest, share = _rest_and_share(row)
    for slug, result, style, cached in (
        (Context.REST, f"{ceiling}-{spent}", "money", rest),
        (Context.ABSORPTION, f"ROUND({spent}/{ceiling}*100,2)", "two-places", share),
    ):
        formula = f'=IF(AND(ISNUMBER({spent}),N({ceiling})>0),{result},"")'
        sheet.write_formula(
            at, part.at(slug), formula, book.style("cell", "right", "middle", style), cached
        )
    sheet.write_string(at, part.at(Context.KEY), row.key)
    width = part.columns[part.at(Context.NAME)].width - 4
    sheet.set_row(at, height_of([(name, width)], least=_ROOM))


def _ceiling(part: Part, at: int) -> str:
    """A formula: the ceiling that counts, the typed one before the known one."""
    typed, known = (reference(part, slug, at) for slug in (PAGU.slug, Context.CEILING))
    return f'IF({typed}="",{known},{typed})'


def _rest_and_share(row: BudgetRow) -> tuple[float | str, float | str]:
    """What the two formulas show when the workbook is opened."""
    known = shown_number(row.ceiling)
    typed, spent = (
        typed_number(row.answers.get(asked.slug, ""), asked=asked)
        for asked in (PAGU, REALISASI_ANGGARAN)
    )
    ceiling = typed if typed is not None else known[0] if known else None
    if spent is None or ceiling is None or ceiling <= 0:
        return "", ""
    return float(ceiling - spent), float(round(spent / ceiling * 100, 2))
