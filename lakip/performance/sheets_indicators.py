"""The sheet of indicators: what is known of each, its yellow cells, and how far it is filled."""

from xlsxwriter.worksheet import Worksheet

from lakip.performance.forms import (
    ALASAN,
    PARTS,
    PEMBILANG,
    PENYEBUT,
    REALISASI,
    SUMBER,
    Form,
    FormRow,
)
from lakip.performance.sheets_layout import (
    FIRST_ROW,
    INDICATORS,
    PARTS_LINE,
    Context,
    Part,
    in_one_line,
    indicators_of,
)
from lakip.performance.sheets_look import LONGEST_CELL, Book, height_of
from lakip.performance.sheets_tables import (
    NOTE,
    OpenTable,
    colour,
    open_table,
    reference,
    shown_number,
    typed_number,
    write_entries,
    write_shown,
)

EMPTY, BOTH, DOUBTFUL, FILLED = "Belum diisi", "Isi satu saja", "Periksa lagi", "Terisi"
NO_OBJECTIVE = "Indikator lainnya"
# Room for four lines of handwriting where the form is printed and filled by hand.
_ROOM, _BAND_HEIGHT = 60, 20


def not_answered(form: Form) -> str:
    """A formula that counts the indicators whose status says that they are empty."""
    part = indicators_of(form)
    column = reference(part, Context.STATUS, FIRST_ROW).rstrip("0123456789")
    # Each indicator takes a row, and at most one more for the line of its objective.
    last = FIRST_ROW + 2 * len(form.rows)
    return f'COUNTIF({INDICATORS}!{column}${FIRST_ROW + 1}:{column}${last},"{EMPTY}")'


def write_indicators(book: Book, form: Form) -> None:
    """Add the sheet of indicators."""
    part = indicators_of(form)
    table = open_table(book, form, part)
    at = FIRST_ROW
    objective: str | None = None
    for number, row in enumerate(form.rows, start=1):
        if row.objective != objective:
            objective = row.objective
            write_band(book, table.sheet, at, part.at(Context.KEY), objective)
            at += 1
        _write_row(table, at, number, row)
        at += 1
    table.limits.hang(table.sheet)
    _colour_rows(book, table.sheet, part, at - 1)


def write_band(book: Book, sheet: Worksheet, at: int, width: int, objective: str) -> None:
    """A line across the table, above the indicators of one objective."""
    sheet.set_row(at, _BAND_HEIGHT)
    for column in range(1, width):
        sheet.write_blank(at, column, None, book.style("band"))
    words = in_one_line(objective) or NO_OBJECTIVE
    sheet.write_string(at, 0, f"  {words}"[:LONGEST_CELL], book.style("band"))


def write_name(book: Book, sheet: Worksheet, where: tuple[int, int], row: FormRow) -> None:
    """The name in bold, and below it, small, what numerator and denominator are."""
    name, *below = name_lines(row)
    wrapped = book.style("cell", "wrap", "middle")
    if not below:
        sheet.write_string(*where, name, book.style("cell", "wrap", "bold", "middle"))
        return
    small = book.style("small", "muted")
    sheet.write_rich_string(
        *where, book.style("bold"), name, small, "\n" + "\n".join(below), wrapped
    )


def name_lines(row: FormRow) -> list[str]:
    """The lines of the cell that names the indicator; the first is the name alone."""
    labels = zip(PARTS, (row.numerator, row.denominator), strict=True)
    return [
        in_one_line(row.name) or "–",
        *(
            PARTS_LINE.format(title=part.heading, label=in_one_line(label))
            for part, label in labels
            if label
        ),
    ]


def status_of(row: FormRow) -> str:
    """What the status cell shows when the workbook is opened."""
    actual, reason = row.answers.get(REALISASI.slug, ""), row.answers.get(ALASAN.slug, "")
    if not actual and not reason:
        return FILLED if all(row.answers.get(part.slug) for part in PARTS) else EMPTY
    if actual and reason:
        return BOTH
    last = shown_number(row.last_year)
    amount = typed_number(actual, asked=REALISASI, kind=row.kind)
    if amount is None or not last or not last[0]:
        return FILLED
    return DOUBTFUL if abs(amount - last[0]) > abs(last[0]) / 2 else FILLED


def _write_row(table: OpenTable, at: int, number: int, row: FormRow) -> None:
    """Write what is given, what may be filled, and how far it is."""
    book, sheet, part = table.book, table.sheet, table.part
    centred = book.style("cell", "center", "wrap", "middle")
    sheet.write_number(at, part.at(Context.NUMBER), number, centred)
    name = part.at(Context.NAME)
    write_name(book, sheet, (at, name), row)
    _explain(sheet, (at, name), row)
    sheet.write_string(at, part.at(Context.UNIT), in_one_line(row.unit), centred)
    write_shown(book, sheet, (at, part.at(Context.LAST_YEAR)), row.last_year)
    write_shown(book, sheet, (at, part.at(Context.TARGET)), row.target)
    write_entries(table, at, row)
    _write_status(book, sheet, part, at, row)
    sheet.write_string(at, part.at(Context.KEY), row.key)
    texts = [(row.answers.get(column.slug, ""), column.width) for column in part.columns]
    texts.append(("\n".join(name_lines(row)), part.columns[name].width))
    sheet.set_row(at, height_of(texts, least=_ROOM))


def _explain(sheet: Worksheet, where: tuple[int, int], row: FormRow) -> None:
    """Definition, formula and source of data in a comment."""
    said = {"Definisi": row.definition, "Rumus": row.formula, "Sumber data": row.source}
    comment = "\n".join(f"{what}: {words}" for what, words in said.items() if words)
    if comment:
        # A comment is 96 points high and takes about 22 letters a line before it is scaled.
        height = height_of([(comment, 54)], least=48, size=9) / 74
        size = {"x_scale": 2.6, "y_scale": round(height, 2)}
        sheet.write_comment(*where, comment[:LONGEST_CELL], NOTE | size)


def _write_status(book: Book, sheet: Worksheet, part: Part, at: int, row: FormRow) -> None:
    actual, reason, last = (
        reference(part, slug, at) for slug in (REALISASI.slug, ALASAN.slug, Context.LAST_YEAR)
    )
    formula = (
        f'=IF({_is_open(part, at)},"{EMPTY}",'
        f'IF(AND({actual}<>"",{reason}<>""),"{BOTH}",'
        f'IF({_is_far(actual, last)},"{DOUBTFUL}","{FILLED}")))'
    )
    style = book.style("cell", "center", "wrap", "middle")
    sheet.write_formula(at, part.at(Context.STATUS), formula, style, status_of(row))


def _is_open(part: Part, at: int) -> str:
    """A formula: neither the figure nor its two parts nor a reason is given."""
    actual, reason = (reference(part, slug, at) for slug in (REALISASI.slug, ALASAN.slug))
    if not any(column.field is PEMBILANG for column in part.columns):
        return f'AND({actual}="",{reason}="")'
    above, below = (reference(part, each.slug, at) for each in (PEMBILANG, PENYEBUT))
    return f'AND({actual}="",{reason}="",OR({above}="",{below}=""))'


def _is_far(actual: str, last: str) -> str:
    """A formula: this year's figure is more than half of last year's away from it."""
    return (
        f"IF(AND(ISNUMBER({actual}),ISNUMBER({last})),"
        f"AND({last}<>0,ABS({actual}-{last})>ABS({last})/2),FALSE)"
    )


def _colour_rows(book: Book, sheet: Worksheet, part: Part, last_row: int) -> None:
    """What is still empty, what is said twice, and what is far from last year."""
    actual, reason, source, last, status, key = (
        reference(part, slug, FIRST_ROW)
        for slug in (
            REALISASI.slug,
            ALASAN.slug,
            SUMBER.slug,
            Context.LAST_YEAR,
            Context.STATUS,
            Context.KEY,
        )
    )
    rules = (
        (REALISASI.slug, f'=AND({key}<>"",{_is_open(part, FIRST_ROW)})', ("required",)),
        (REALISASI.slug, f"={_is_far(actual, last)}", ("check",)),
        (ALASAN.slug, f'=AND({key}<>"",{actual}<>"",{reason}<>"")', ("check",)),
        (SUMBER.slug, f'=AND({key}<>"",{actual}<>"",{source}="")', ("required",)),
        (Context.STATUS, f'={status}="{EMPTY}"', ("red", "bold")),
        (Context.STATUS, f'={status}="{FILLED}"', ("green", "bold")),
        (Context.STATUS, f'=OR({status}="{BOTH}",{status}="{DOUBTFUL}")', ("amber", "bold")),
    )
    for slug, formula, styles in rules:
        column = part.at(slug)
        colour(sheet, (FIRST_ROW, column, last_row, column), formula, book.rule(*styles))
