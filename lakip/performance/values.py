"""The kinds of value that a target or an actual may be; missing is one of them, and never zero.

A value has three texts: what people type (`read`), what the database keeps (`store`, `restore`),
and what people are shown (`show`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lakip.performance import numbers
from lakip.performance.numbers import Unreadable


class Kind(StrEnum):
    """What an indicator's values are."""

    NUMBER = "angka"
    RATIO = "rasio"
    RANGE = "rentang"
    GRADE = "predikat"
    YES_NO = "ya-tidak"


@dataclass(frozen=True)
class Number:
    """A plain figure, in the unit of its indicator."""

    amount: Decimal


@dataclass(frozen=True)
class Ratio:
    """So many to so many: 1 : 17,9."""

    left: Decimal
    right: Decimal


@dataclass(frozen=True)
class Range:
    """From one figure to another, both included."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Grade:
    """A predikat such as BB or WTP, as its indicator lists it."""

    code: str


@dataclass(frozen=True)
class YesNo:
    """Whether something is there."""

    is_yes: bool


@dataclass(frozen=True)
class Missing:
    """Not available, and why."""

    reason: str


type Value = Number | Ratio | Range | Grade | YesNo | Missing

YES, NO = "ya", "tidak"
DASH = "–"
_CANONICAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_YES_WORDS = frozenset({"ya", "y", "ada", "tersedia", "sudah", "1", "yes"})
_NO_WORDS = frozenset({"tidak", "t", "tidak ada", "belum", "belum ada", "0", "no"})
_RANGE = re.compile(r"(.+?)\s*(?:–|—|s\.?d\.?|sampai(?: dengan)?|\.\.|(?<=\d)\s*%?\s*-)\s*(.+)")
RATIO_HELP = "“{text}” bukan rasio. Tulis seperti 1:17,9."
RANGE_HELP = "“{text}” bukan rentang. Tulis seperti 80–90."
UPSIDE_DOWN = "Rentang “{text}” terbalik: batas bawahnya lebih besar dari batas atasnya."
GRADE_HELP = "“{text}” bukan predikat indikator ini. Pilihannya: {grades}."
NO_GRADES = "Daftar predikat indikator ini belum diisi, jadi “{text}” tidak dapat dinilai."
EMPTY_VALUE = "Nilainya belum diisi."
YES_NO_HELP = "“{text}” tidak dapat dibaca. Tulis ya atau tidak."
ZERO_RATIO = "Rasio “{text}” tidak boleh memuat nol di sebelah kiri."


def read(text: str, *, kind: Kind, grades: Sequence[str] = ()) -> Value:
    """The value that somebody typed; raises Unreadable with a sentence that says what to mend."""
    bare = " ".join(text.split())
    if not bare:
        raise Unreadable(EMPTY_VALUE)
    if kind is Kind.RATIO:
        return _ratio(bare)
    if kind is Kind.RANGE:
        return _range(bare)
    if kind is Kind.GRADE:
        return _grade(bare, grades)
    if kind is Kind.YES_NO:
        return _yes_no(bare)
    return Number(numbers.read(bare))


def _ratio(text: str) -> Ratio:
    left, colon, right = text.partition(":")
    if not colon:
        raise Unreadable(RATIO_HELP.format(text=_short(text)))
    found = Ratio(numbers.read(left), numbers.read(right))
    if found.left == 0:
        raise Unreadable(ZERO_RATIO.format(text=_short(text)))
    return found


def _range(text: str) -> Value:
    parts = _RANGE.fullmatch(text)
    if parts is None:
        # What was reached of a range is one figure.
        return Number(numbers.read(text))
    try:
        found = Range(numbers.read(parts[1]), numbers.read(parts[2]))
    except numbers.Ambiguous:
        raise
    except Unreadable as error:
        raise Unreadable(RANGE_HELP.format(text=_short(text))) from error
    if found.low > found.high:
        raise Unreadable(UPSIDE_DOWN.format(text=_short(text)))
    return found


def _grade(text: str, grades: Sequence[str]) -> Grade:
    known = {grade.casefold(): grade for grade in grades}
    found = known.get(text.casefold())
    if found is None:
        sentence = GRADE_HELP if grades else NO_GRADES
        raise Unreadable(sentence.format(text=_short(text), grades=", ".join(grades)))
    return Grade(found)


def _yes_no(text: str) -> YesNo:
    word = text.casefold()
    if word in _YES_WORDS or word in _NO_WORDS:
        return YesNo(word in _YES_WORDS)
    raise Unreadable(YES_NO_HELP.format(text=_short(text)))


def _short(text: str) -> str:
    """A text as a sentence quotes it: nobody needs the whole of a pasted page."""
    return text if len(text) <= numbers.LONGEST else f"{text[: numbers.LONGEST]}…"


def store(value: Value) -> str:
    """The canonical text for the database; empty for a missing value."""
    match value:
        case Number(amount):
            return _plain(amount)
        case Ratio(left, right):
            return f"{_plain(left)}:{_plain(right)}"
        case Range(low, high):
            return f"{_plain(low)}..{_plain(high)}"
        case Grade(code):
            return code
        case YesNo(is_yes):
            return YES if is_yes else NO
        case Missing():
            return ""


def _plain(number: Decimal) -> str:
    """A figure without exponent and without zeros at the end; minus zero is zero."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def restore(text: str, kind: Kind) -> Value:
    """The value of a canonical text; raises ValueError for a text that `store` never wrote."""
    if kind is Kind.GRADE:
        return Grade(text)
    if kind is Kind.YES_NO:
        if text not in (YES, NO):
            raise ValueError(f"neither {YES} nor {NO}")
        return YesNo(text == YES)
    if kind is Kind.RATIO:
        left, _, right = text.partition(":")
        return Ratio(_decimal(left), _decimal(right))
    if kind is Kind.RANGE and ".." in text:
        low, _, high = text.partition("..")
        return Range(_decimal(low), _decimal(high))
    return Number(_decimal(text))


def _decimal(text: str) -> Decimal:
    if not _CANONICAL.fullmatch(text):
        raise ValueError("not a canonical figure")
    return Decimal(text)


def show(value: Value, *, places: int | None = None) -> str:
    """The value the way people read it; a dash for a missing one."""
    match value:
        case Number(amount):
            return numbers.show(amount, places=places)
        case Ratio(left, right):
            return f"{numbers.show(left)} : {numbers.show(right, places=places)}"
        case Range(low, high):
            # Between negative figures a dash would read as one more minus.
            between = "–" if low >= 0 else " sampai "
            return between.join(numbers.show(end, places=places) for end in (low, high))
        case Grade(code):
            return code
        case YesNo(is_yes):
            return YES if is_yes else NO
        case Missing():
            return DASH
