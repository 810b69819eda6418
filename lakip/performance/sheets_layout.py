"""Which sheets, columns and headings a data format has: one place for who writes and who reads."""

from dataclasses import dataclass
from enum import StrEnum

from lakip.performance.forms import (
    BUDGET_FIELDS,
    INDICATOR_FIELDS,
    PARTS,
    AnswerField,
    Asks,
    BudgetRow,
    Form,
    FormRow,
)

COVER = "Petunjuk"
INDICATORS = "Indikator"
BUDGET = "Anggaran"
SEAL = "Pengenal"

# Rows of a table's sheet, counted from 0 as XlsxWriter does.
TITLE_ROW, SUBTITLE_ROW, GROUP_ROW, HEADING_ROW = 0, 1, 3, 4
FIRST_ROW = HEADING_ROW + 1

CODE_LINE = "Kode format: {id} · tahun {year} · versi {version}"
PARTS_LINE = "{title}: {label}"


class Context(StrEnum):
    """The columns that are not answered; each value is the column's slug."""

    NUMBER = "no"
    CODE = "kode"
    NAME = "nama"
    UNIT = "satuan"
    LAST_YEAR = "tahun-lalu"
    TARGET = "target"
    STATUS = "status"
    CEILING = "pagu-tercatat"
    REST = "sisa"
    ABSORPTION = "serapan"
    KEY = "kunci"


@dataclass(frozen=True, kw_only=True)
class SheetColumn:
    """A column of a table; `field` is what is answered in it, or None. `width` in characters."""

    slug: str
    heading: str
    width: float
    field: AnswerField | None = None


_TEXT_WIDTH, _FIGURE_WIDTH, _MONEY_WIDTH = 20.0, 13.0, 19.0
_WIDTHS = {"penyebab": 25.0, "keterangan": 34.0}
KEY = SheetColumn(slug=Context.KEY, heading="Kunci baris", width=8)


def indicator_columns(form: Form) -> tuple[SheetColumn, ...]:
    """The columns of the sheet of indicators; those of a formula's parts only where asked."""
    fields = [each for each in INDICATOR_FIELDS if form.has_parts or each not in PARTS]
    figures = [each for each in fields if each.asks is not Asks.TEXT or each.slug == "alasan"]
    words = [each for each in fields if each not in figures]
    return (
        SheetColumn(slug=Context.NUMBER, heading="No.", width=5),
        SheetColumn(slug=Context.NAME, heading="Indikator kinerja", width=34),
        SheetColumn(slug=Context.UNIT, heading="Satuan", width=10),
        SheetColumn(
            slug=Context.LAST_YEAR, heading=f"Realisasi {form.year - 1} (tahun lalu)", width=11.5
        ),
        SheetColumn(slug=Context.TARGET, heading=f"Target {form.year}", width=11.5),
        *(_answered(each, form.year) for each in figures),
        SheetColumn(slug=Context.STATUS, heading="Status isian", width=11.5),
        *(_answered(each, form.year) for each in words),
        KEY,
    )


def budget_columns(form: Form) -> tuple[SheetColumn, ...]:
    """The columns of the sheet of money."""
    pagu, realisasi, keterangan = (_answered(each, form.year) for each in BUDGET_FIELDS)
    return (
        SheetColumn(slug=Context.CODE, heading="Kode", width=20),
        SheetColumn(slug=Context.NAME, heading="Program, kegiatan, atau sub kegiatan", width=52),
        SheetColumn(slug=Context.CEILING, heading="Pagu tercatat (Rp)", width=_MONEY_WIDTH),
        pagu,
        realisasi,
        SheetColumn(slug=Context.REST, heading="Sisa (Rp)", width=_MONEY_WIDTH),
        SheetColumn(slug=Context.ABSORPTION, heading="Serapan (%)", width=11),
        keterangan,
        KEY,
    )


@dataclass(frozen=True, kw_only=True)
class Part:
    """One table of the form: its sheet, its columns and its rows."""

    sheet: str
    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[FormRow, ...] | tuple[BudgetRow, ...]

    def at(self, slug: str) -> int:
        """The place of a column, counted from 0."""
        return next(at for at, column in enumerate(self.columns) if column.slug == slug)


def indicators_of(form: Form) -> Part:
    """The table of indicators."""
    return Part(
        sheet=INDICATORS,
        title=f"Indikator Kinerja Tahun {form.year}",
        columns=indicator_columns(form),
        rows=form.rows,
    )


def budget_of(form: Form) -> Part:
    """The table of money."""
    return Part(
        sheet=BUDGET,
        title=f"Anggaran Tahun {form.year}",
        columns=budget_columns(form),
        rows=form.budget,
    )


def parts_of(form: Form) -> tuple[Part, ...]:
    """The tables that the form has: one without rows is left out."""
    return tuple(part for part in (indicators_of(form), budget_of(form)) if part.rows)


def in_one_line(text: str) -> str:
    """The text without line breaks and double spaces: as a name is written and compared."""
    return " ".join(text.split())


def _answered(asked: AnswerField, year: int) -> SheetColumn:
    width = {Asks.TEXT: _TEXT_WIDTH, Asks.MONEY: _MONEY_WIDTH}.get(asked.asks, _FIGURE_WIDTH)
    return SheetColumn(
        slug=asked.slug,
        heading=asked.titled(year),
        width=_WIDTHS.get(asked.slug, width),
        field=asked,
    )
