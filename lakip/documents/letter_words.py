"""The Indonesian words of official letters: dates, numbers in words, the names of clauses.

They do not depend on the language of a request, because a paper is always in Indonesian.
"""

import datetime
from collections.abc import Sequence

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
UNITS = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
    "sepuluh", "sebelas",
)  # fmt: skip
SCALES = ((1_000_000_000, "miliar"), (1_000_000, "juta"), (1_000, "ribu"), (100, "ratus"))
ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
LARGEST = 999_999_999_999


def long_date(date: datetime.date) -> str:
    """`4 Januari 2027`."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def weekday_date(date: datetime.date) -> str:
    """`Senin, 4 Januari 2027`."""
    return f"{WEEKDAYS[date.weekday()]}, {long_date(date)}"


def roman(number: int) -> str:
    """The number in Roman numerals. ValueError below 1."""
    if number < 1:
        raise ValueError(number)
    written = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def spelled(number: int) -> str:
    """The number in words, up to 999 999 999 999. ValueError outside."""
    if not 0 <= number <= LARGEST:
        raise ValueError(number)
    if number < len(UNITS):
        return UNITS[number]
    if number < 20:
        return f"{UNITS[number - 10]} belas"
    if number < 100:
        tens, rest = divmod(number, 10)
        return _with_rest(f"{UNITS[tens]} puluh", rest)
    scale, name = next(each for each in SCALES if number >= each[0])
    many, rest = divmod(number, scale)
    # One hundred and one thousand are one word; one million and one milliard are two.
    head = f"se{name}" if many == 1 and scale <= 1_000 else f"{spelled(many)} {name}"
    return _with_rest(head, rest)


def _with_rest(head: str, rest: int) -> str:
    return f"{head} {spelled(rest)}" if rest else head


def ordinal_clause(number: int) -> str:
    """The name of a decree's clause: `KESATU`, `KEDUA`, …"""
    return f"ke{spelled(number)}".upper()


def upper(text: str) -> str:
    """The text in capitals, as the titles of decrees are set."""
    return text.upper()


def joined(words: Sequence[str]) -> str:
    """`A`, `A dan B`, `A, B, dan C`."""
    if len(words) < 3:
        return " dan ".join(words)
    return f"{', '.join(words[:-1])}, dan {words[-1]}"
