"""Judges what one yellow cell says: canonical text, or a sentence that tells what to mend."""

import datetime
import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from lakip.performance import numbers, values
from lakip.performance.forms import AnswerField, Asks, BudgetRow, FormRow
from lakip.performance.sheets_entries import LARGEST, NO, YES
from lakip.performance.values import Kind

AT = "Sel {cell} di lembar {sheet} {says}"
SAYS = "Sel {cell} di lembar {sheet}: {says}"

UNCALCULATED = "berisi rumus yang belum dihitung. Tulis hasilnya, lalu simpan."
BROKEN_FORMULA = "berisi galat {error}. Perbaiki rumusnya atau tulis angkanya langsung."
IS_DATE = (
    "berisi tanggal ({date}); Excel mengubah isian seperti 4/5 menjadi tanggal. Ubah format sel "
    "menjadi Umum (General), lalu tulis lagi angkanya."
)
IS_TIME = (
    "berisi jam ({time}); Excel mengubah isian seperti 1:17 menjadi jam. Ubah format sel menjadi "
    "Teks (Text), lalu tulis lagi."
)
IS_LOGICAL = "berisi nilai {value}. Tulis angkanya."
IS_PERCENT = (
    "ditulis sebagai persen ({shown}%), padahal satuannya {unit}. Ubah format sel menjadi Umum "
    "(General), lalu tulis angkanya dalam satuan itu."
)
IS_NEGATIVE = "berisi angka di bawah nol. Tulis jumlah rupiah tanpa tanda kurang."
TOO_LARGE = "berisi angka yang terlalu besar. Periksa jumlah nolnya dan satuannya."
TOO_LONG = "berisi {letters} huruf; paling banyak {most}. Ringkas isinya."
NOT_KNOWN_YET = (
    "berisi “{text}”. Kosongkan sel itu dan tulis alasannya pada kolom “Alasan bila realisasi "
    "belum ada”."
)
FROM_FORMULA = "berisi rumus; yang diambil hasilnya, {shown}."
FROM_PERCENT = "ditulis sebagai persen; diambil sebagai {shown} dalam satuan {unit}."
ROUNDED = "dibulatkan menjadi {shown}."

_PERCENT_UNIT = re.compile(r"%|per\s?sen\b.*|persentase", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
# Excel writes some control characters so; a line break of Windows is the common one.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_PLACES = {Asks.MONEY: 2, Asks.NUMBER: 6, Asks.VALUE: 6}
_PERCENT_SIGN = "%"
# What people write where they have no figure; taken for zero it would be a wrong one.
_NOT_YET = frozenset(
    {"-", "–", "—", "n/a", "na", "n.a.", "belum", "belum ada", "tidak ada", "belum tersedia"}
    | {"tidak tersedia", "belum rilis", "tidak ada data", "belum ada data", "kosong", "?"}
)


class Faulty(Exception):
    """The cell cannot be taken; the text is a clause that goes on from the cell's name."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """The canonical text of a good cell, and clauses that its reader should know."""

    text: str
    remarks: tuple[str, ...] = ()


def is_empty(cell: Any) -> bool:
    """Whether nothing that anybody can see stands in the cell."""
    value = cell.value
    if not isinstance(value, str):
        return value is None
    return not value[:1].isalnum() and not _cleaned(value)


def judge(
    cell: Any, *, asked: AnswerField, row: FormRow | BudgetRow, has_formula: bool
) -> Judged | None:
    """What the cell says, or None when it is empty; raises Faulty with a clause."""
    if is_empty(cell):
        if has_formula:
            raise Faulty(UNCALCULATED)
        return None
    if cell.data_type == "e":
        raise Faulty(BROKEN_FORMULA.format(error=cell.value))
    judged = _words(cell, asked) if asked.asks is Asks.TEXT else _figure(cell, asked, row)
    if not has_formula:
        return judged
    said = FROM_FORMULA.format(shown=judged.text[:80])
    return Judged(text=judged.text, remarks=(said, *judged.remarks))


def _words(cell: Any, asked: AnswerField) -> Judged:
    text = _as_words(cell.value)
    if len(text) > asked.longest:
        raise Faulty(TOO_LONG.format(letters=len(text), most=asked.longest))
    return Judged(text=text)


def _as_words(value: object) -> str:
    """Any value as words: somebody may answer a question for words with a year or a date."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, int | float):
        # Without dots: a number among words is a year or the number of a letter.
        return numbers.show(_decimal(value)).replace(".", "")
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value:%d-%m-%Y}"
    return _cleaned(str(value))


def _figure(cell: Any, asked: AnswerField, row: FormRow | BudgetRow) -> Judged:
    value = cell.value
    kind = row.kind if asked.asks is Asks.VALUE and isinstance(row, FormRow) else Kind.NUMBER
    if isinstance(value, datetime.datetime | datetime.date):
        raise Faulty(IS_DATE.format(date=f"{value:%d-%m-%Y}"))
    if isinstance(value, datetime.time | datetime.timedelta):
        raise Faulty(IS_TIME.format(time=value))
    if isinstance(value, bool):
        if kind is not Kind.YES_NO:
            raise Faulty(IS_LOGICAL.format(value=str(value).upper()))
        value = YES if value else NO
    unit = row.unit if isinstance(row, FormRow) and asked.asks is Asks.VALUE else ""
    if isinstance(value, int | float) and kind is Kind.NUMBER:
        return _number(_decimal(value), _is_percent(cell), asked, unit)
    if isinstance(value, int | float):
        value = _plain(_decimal(value))
    return _typed(_cleaned(str(value)), asked, row, kind, unit)


def _number(amount: Decimal, is_percent: bool, asked: AnswerField, unit: str) -> Judged:
    """A cell that holds a number, so nobody need guess what a dot in it means."""
    remarks: tuple[str, ...] = ()
    if is_percent:
        amount *= 100
        shown = numbers.show(amount)
        if not _PERCENT_UNIT.fullmatch(unit.strip()):
            raise Faulty(IS_PERCENT.format(shown=shown, unit=_unit_of(asked, unit)))
        remarks = (FROM_PERCENT.format(shown=shown, unit=unit),)
    return _within(amount, asked, remarks)


def _typed(
    text: str, asked: AnswerField, row: FormRow | BudgetRow, kind: Kind, unit: str
) -> Judged:
    """A cell that holds words, where a figure is asked."""
    if len(text) > asked.longest:
        raise Faulty(TOO_LONG.format(letters=len(text), most=asked.longest))
    if asked.asks is not Asks.VALUE:
        return _within(numbers.read(text, whole=True), asked, ())
    grades = row.grades if isinstance(row, FormRow) else ()
    if kind is not Kind.YES_NO and text.casefold() in _NOT_YET:
        raise Faulty(NOT_KNOWN_YET.format(text=text))
    value = values.read(text, kind=kind, grades=grades)
    if not isinstance(value, values.Number):
        return Judged(text=_stored(value))
    if text.endswith(_PERCENT_SIGN) and not _PERCENT_UNIT.fullmatch(unit.strip()):
        shown = numbers.show(value.amount)
        raise Faulty(IS_PERCENT.format(shown=shown, unit=_unit_of(asked, unit)))
    return _within(value.amount, asked, ())


def _within(amount: Decimal, asked: AnswerField, remarks: tuple[str, ...]) -> Judged:
    """Canonical text of a number that is neither too large nor, for money, below zero."""
    if abs(amount) > LARGEST:
        raise Faulty(TOO_LARGE)
    if asked.asks is Asks.MONEY and amount < 0:
        raise Faulty(IS_NEGATIVE)
    rounded = amount.quantize(Decimal(1).scaleb(-_PLACES[asked.asks]), rounding=ROUND_HALF_UP)
    if rounded != amount:
        remarks = (*remarks, ROUNDED.format(shown=numbers.show(rounded)))
    return Judged(text=_plain(rounded), remarks=remarks)


def _plain(amount: Decimal) -> str:
    """A number as text that `numbers.read` reads as that number and as no other."""
    text = values.store(values.Number(amount))
    return f"{text}0" if len(numbers.meanings(text)) > 1 else text


def _stored(value: values.Value) -> str:
    """Canonical text, each figure in it written so that it is read in one way only."""
    match value:
        case values.Ratio(left, right):
            return f"{_plain(left)}:{_plain(right)}"
        case values.Range(low, high):
            return f"{_plain(low)}..{_plain(high)}"
    return values.store(value)


def _decimal(value: float) -> Decimal:
    """As Excel shows it at most: 15 digits, so that 0.1+0.2 is 0.3; raises Faulty for none."""
    if not math.isfinite(value):
        raise Faulty(TOO_LARGE)
    return Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)


def _is_percent(cell: Any) -> bool:
    return _PERCENT_SIGN in _QUOTED.sub("", cell.number_format or "")


def _unit_of(asked: AnswerField, unit: str) -> str:
    if asked.asks is Asks.MONEY:
        return "rupiah"
    return unit or "bukan persen"


def _cleaned(text: str) -> str:
    """Text without the characters that nobody sees, and without spaces at the ends of lines."""
    if text.isprintable() and text.isascii() and "_x" not in text:
        return text.strip()
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    plain = _INVISIBLE.sub("", plain.replace("\r\n", "\n").replace("\xa0", " "))
    return "\n".join(line.strip() for line in plain.strip().split("\n"))
