"""Judges one cell of a plan's workbook: canonical text, or a sentence that says what to mend.

A cell comes as calamine or a CSV reader gives it: text, a number, a truth, a date. Canonical texts
are those that the database keeps, so that what is read can be compared with what is there.
"""

import datetime
import math
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from lakip.performance import numbers, values
from lakip.performance.plan_columns import Column, Holds
from lakip.performance.plan_words import (
    DASHES,
    NO,
    YES,
    clean,
    codes_of,
    grades_of,
    in_one_line,
    normal,
)
from lakip.performance.values import Kind, Number

IS_DATE = (
    "berisi tanggal ({date}); Excel mengubah isian seperti 4/5 atau 1-2 menjadi tanggal. Ubah "
    "format sel menjadi Teks, lalu tulis lagi."
)
IS_TIME = (
    "berisi jam ({time}); Excel mengubah isian seperti 1:17 menjadi jam. Ubah format sel menjadi "
    "Teks, lalu tulis lagi."
)
IS_LOGICAL = "berisi {value}. Tulis angkanya."
IS_ERROR = "berisi galat Excel ({error}). Perbaiki rumusnya atau tulis nilainya langsung."
HIDDEN_ERROR = "berisi galat Excel (seperti #REF!). Perbaiki rumusnya atau tulis nilainya langsung."
UNCALCULATED = "berisi rumus yang belum dihitung. Tulis hasilnya, lalu simpan."
IS_PERCENT = (
    "ditulis sebagai persen, padahal satuannya {unit}. Ubah format sel menjadi Umum (General), "
    "lalu tulis angkanya dalam satuan itu."
)
PERCENT_WORD = "bukan persen"
TOO_LONG = "berisi {letters} huruf; paling banyak {most}. Ringkas isinya."
NOT_A_CHOICE = "berisi “{text}”. Pilihannya: {choices}."
NOT_A_YEAR = "berisi “{text}”. Tulis tahunnya dengan empat angka, misalnya 2026."
NOT_EMPTIED = "tidak dapat dikosongkan dengan tanda –. Tulis {heading}."
NOT_KNOWN_YET = (
    "berisi “{text}”. Kosongkan selnya; bila realisasinya memang belum ada, tulis alasannya pada "
    "kolom “Alasan belum ada” tahun itu."
)
NEGATIVE = "berisi angka di bawah nol. Tulis jumlah rupiah tanpa tanda kurang."
TOO_FINE = (
    "mempunyai terlalu banyak angka: paling banyak {whole} di depan koma dan {part} di belakang."
)
TOO_LARGE = "berisi angka yang terlalu besar. Periksa jumlah nolnya dan satuannya."

MONEY_DIGITS = (16, 2)
_ERROR = re.compile(r"#(?:REF|DIV/0|N/A|NAME|VALUE|NUM|NULL|SPILL|CALC)[!?]?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PERCENT_UNIT = re.compile(r"%|per\s?sen\b.*|persentase", re.IGNORECASE)
_NOT_YET = frozenset(
    {"n/a", "na", "n.a.", "belum", "belum ada", "tidak ada", "belum tersedia", "tidak tersedia"}
    | {"belum rilis", "tidak ada data", "belum ada data", "kosong", "?", "nihil"}
)


class Faulty(Exception):
    """The cell cannot be taken; the text is a clause that goes on from the cell's name."""


class Odd(StrEnum):
    """What a cell is beside its value, which calamine does not tell."""

    ERROR = "galat"
    UNCALCULATED = "rumus"
    PERCENT = "persen"


@dataclass(frozen=True, slots=True)
class Measure:
    """What the values of an indicator are: their kind, their grades, their unit."""

    kind: Kind = Kind.NUMBER
    grades: tuple[str, ...] = ()
    unit: str = ""


PLAIN = Measure()
# In the place of a canonical text: what is there is taken away.
EMPTIED = None


def judge(cell: object, column: Column, measure: Measure, odd: Odd | None = None) -> str | None:
    """The canonical text of a cell that is not empty, or EMPTIED; raises Faulty, Unreadable."""
    if odd is not None:
        cell = _seen(cell, column, measure, odd)
    if isinstance(cell, datetime.date | datetime.time | datetime.timedelta):
        raise Faulty(_no_moment(cell))
    if isinstance(cell, str):
        if cell.strip() in DASHES:
            if column.is_required:
                raise Faulty(NOT_EMPTIED.format(heading=column.heading.lower()))
            return EMPTIED
        if cell.startswith("#") and _ERROR.fullmatch(cell.strip()):
            raise Faulty(IS_ERROR.format(error=cell.strip()))
    return _JUDGES[column.holds](cell, column, measure)


def _seen(cell: object, column: Column, measure: Measure, odd: Odd) -> object:
    """The value that a person sees in the cell; raises Faulty where that is none."""
    if odd is Odd.ERROR:
        raise Faulty(HIDDEN_ERROR)
    if odd is Odd.UNCALCULATED:
        raise Faulty(UNCALCULATED)
    if not isinstance(cell, int | float) or isinstance(cell, bool):
        return cell
    if column.holds is not Holds.VALUE or not _PERCENT_UNIT.fullmatch(measure.unit.strip()):
        raise Faulty(IS_PERCENT.format(unit=measure.unit or PERCENT_WORD))
    return float(decimal_of(float(cell)) * 100)


def _no_moment(cell: datetime.date | datetime.time | datetime.timedelta) -> str:
    if isinstance(cell, datetime.date):
        return IS_DATE.format(date=f"{cell:%d-%m-%Y}")
    return IS_TIME.format(time=cell)


def decimal_of(number: float) -> Decimal:
    """As Excel shows it at most: 15 digits, so that 0.1+0.2 is 0.3; raises Faulty for none."""
    if not math.isfinite(number):
        raise Faulty(TOO_LARGE)
    return Decimal(f"{number:.15g}")


@lru_cache(maxsize=1 << 16)
def plain(number: float) -> str:
    """A number of a sheet as canonical text."""
    text = values.store(Number(decimal_of(number)))
    if len(text) > numbers.LONGEST:
        raise Faulty(TOO_LARGE)
    return text


def words_of(cell: object) -> str:
    """Any value as words: a code or a unit may be typed as a number."""
    if isinstance(cell, bool):
        return YES if cell else NO
    if isinstance(cell, int | float):
        return plain(float(cell))
    return str(cell)


def _line(cell: object, column: Column, _: Measure) -> str:
    return _fitting(in_one_line(words_of(cell)), column)


def _text(cell: object, column: Column, _: Measure) -> str:
    return _fitting(clean(words_of(cell)), column)


def _fitting(text: str, column: Column) -> str:
    if len(text) > column.longest:
        raise Faulty(TOO_LONG.format(letters=len(text), most=column.longest))
    return text


def _choice(cell: object, column: Column, _: Measure) -> str:
    text = words_of(cell)
    found = column.choices.get(normal(text))
    if found is None:
        choices = ", ".join(dict.fromkeys(column.choices.values()))
        raise Faulty(NOT_A_CHOICE.format(text=_short(text), choices=choices))
    return found


def _grades(cell: object, column: Column, _: Measure) -> str:
    return _fitting(",".join(grades_of(words_of(cell))), column)


def _codes(cell: object, column: Column, _: Measure) -> str:
    return _fitting("; ".join(codes_of(words_of(cell))), column)


def _year(cell: object, _: Column, __: Measure) -> str:
    text = in_one_line(words_of(cell))
    if not _YEAR.fullmatch(text):
        raise Faulty(NOT_A_YEAR.format(text=_short(text)))
    return text


def _decimal(cell: object, column: Column, _: Measure) -> str:
    return _figure(cell, column.digits)


def _money(cell: object, _: Column, __: Measure) -> str:
    text = _figure(cell, MONEY_DIGITS)
    if text.startswith("-"):
        raise Faulty(NEGATIVE)
    return text


def _figure(cell: object, digits: tuple[int, int]) -> str:
    """A number of limited digits; words are read as money and counts are printed."""
    if isinstance(cell, bool):
        raise Faulty(IS_LOGICAL.format(value=str(cell).upper()))
    if isinstance(cell, int | float):
        text = plain(float(cell))
    else:
        text = values.store(Number(numbers.read(clean(str(cell)), whole=digits == MONEY_DIGITS)))
    whole, _, part = text.lstrip("-").partition(".")
    if len(whole) > digits[0] or len(part) > digits[1]:
        raise Faulty(TOO_FINE.format(whole=digits[0], part=digits[1]))
    return text


def _value(cell: object, column: Column, measure: Measure) -> str:
    kind = measure.kind
    if isinstance(cell, bool):
        if kind is not Kind.YES_NO:
            raise Faulty(IS_LOGICAL.format(value=str(cell).upper()))
        return YES if cell else NO
    if isinstance(cell, int | float):
        if kind in (Kind.NUMBER, Kind.RANGE):
            return plain(float(cell))
        cell = plain(float(cell))
    return _typed(str(cell), column.longest, measure)


@lru_cache(maxsize=1 << 15)
def _typed(text: str, longest: int, measure: Measure) -> str:
    """A value that was typed as words; raises Faulty, Unreadable."""
    bare = in_one_line(text)
    if measure.kind is not Kind.YES_NO and bare.casefold() in _NOT_YET:
        raise Faulty(NOT_KNOWN_YET.format(text=bare))
    found = values.read(bare, kind=measure.kind, grades=measure.grades)
    if (
        isinstance(found, Number)
        and bare.endswith("%")
        and measure.unit
        and not _PERCENT_UNIT.fullmatch(measure.unit.strip())
    ):
        raise Faulty(IS_PERCENT.format(unit=measure.unit))
    kept = values.store(found)
    if len(kept) > longest:
        raise Faulty(TOO_LARGE)
    return kept


def _short(text: str) -> str:
    bare = in_one_line(text)
    return bare if len(bare) <= numbers.LONGEST else f"{bare[: numbers.LONGEST]}…"


_JUDGES = {
    Holds.CODE: _line,
    Holds.LINE: _line,
    Holds.TEXT: _text,
    Holds.CHOICE: _choice,
    Holds.GRADES: _grades,
    Holds.CODES: _codes,
    Holds.YEAR: _year,
    Holds.DECIMAL: _decimal,
    Holds.VALUE: _value,
    Holds.MONEY: _money,
}
