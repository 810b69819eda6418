"""The words that a civil servant expects in a letter."""

import datetime

import pytest
from django.utils import formats, translation
from hypothesis import given
from hypothesis import strategies as some

from lakip.documents.letter_words import (
    LARGEST,
    joined,
    long_date,
    ordinal_clause,
    roman,
    spelled,
    upper,
    weekday_date,
)

LOW = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas"
VALUES = {word: value for value, word in enumerate(LOW.split())}
SCALES = {"ratus": 100, "ribu": 1_000, "juta": 1_000_000, "miliar": 1_000_000_000}


def read(words: str) -> int:
    """A number in words, read as one reads it aloud: the opposite of `spelled`."""
    whole = part = digit = 0
    for word in words.split():
        if word in ("seratus", "seribu"):
            digit, word = 1, word.removeprefix("se")
        if word in VALUES:
            digit = VALUES[word]
        elif word == "belas":
            digit += 10
        elif word == "puluh":
            part, digit = part + digit * 10, 0
        elif word == "ratus":
            part, digit = part + digit * 100, 0
        else:
            whole, part, digit = whole + (part + digit) * SCALES[word], 0, 0
    return whole + part + digit


def test_a_letter_bears_the_day_in_words():
    day = datetime.date(2027, 1, 4)
    assert long_date(day) == "4 Januari 2027"
    assert weekday_date(day) == "Senin, 4 Januari 2027"
    assert weekday_date(datetime.date(2028, 2, 29)) == "Selasa, 29 Februari 2028"


def test_days_and_months_are_named_as_django_names_them_in_indonesian():
    with translation.override("id"):
        for number in range(366):
            day = datetime.date(2028, 1, 1) + datetime.timedelta(days=number)
            assert weekday_date(day) == formats.date_format(day, "l, j F Y")


def test_a_paper_stays_indonesian_whatever_the_reader_chose():
    with translation.override("en"):
        assert weekday_date(datetime.date(2026, 8, 17)) == "Senin, 17 Agustus 2026"


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "I"), (4, "IV"), (9, "IX"), (12, "XII"), (40, "XL"), (1994, "MCMXCIV"), (2027, "MMXXVII")],
)
def test_the_number_of_an_annex_is_roman(number: int, written: str):
    assert roman(number) == written


@pytest.mark.parametrize("number", [0, -1])
def test_romans_had_no_zero(number: int):
    with pytest.raises(ValueError, match=str(number)):
        roman(number)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (20, "dua puluh"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (1_000, "seribu"),
        (1_100, "seribu seratus"),
        (2_026, "dua ribu dua puluh enam"),
        (11_000, "sebelas ribu"),
        (100_000, "seratus ribu"),
        (101_001, "seratus satu ribu satu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (1_000_000_000, "satu miliar"),
    ],
)
def test_an_amount_stands_in_words_beside_its_figures(number: int, words: str):
    assert spelled(number) == words


@given(some.integers(0, LARGEST))
def test_words_read_back_are_the_number(number: int):
    assert read(spelled(number)) == number


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_what_has_no_words_is_refused(number: int):
    with pytest.raises(ValueError, match=str(number)):
        spelled(number)


def test_the_clauses_of_a_decree_are_counted():
    assert [ordinal_clause(number) for number in (1, 2, 3, 10, 11, 12, 20, 21, 30)] == [
        "KESATU",
        "KEDUA",
        "KETIGA",
        "KESEPULUH",
        "KESEBELAS",
        "KEDUA BELAS",
        "KEDUA PULUH",
        "KEDUA PULUH SATU",
        "KETIGA PULUH",
    ]
    assert len({ordinal_clause(number) for number in range(1, 31)}) == 30


def test_a_title_is_set_in_capitals_with_its_numerals():
    assert upper("Laporan Kinerja Triwulan IV Tahun 2026") == (
        "LAPORAN KINERJA TRIWULAN IV TAHUN 2026"
    )


def test_names_are_joined_with_a_comma_before_the_last():
    assert joined([]) == ""
    assert joined(["Ani"]) == "Ani"
    assert joined(["Ani", "Budi"]) == "Ani dan Budi"
    assert joined(["Ani", "Budi", "Cici"]) == "Ani, Budi, dan Cici"
