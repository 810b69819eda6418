"""Figures as people print them, read and shown."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakip.performance.numbers import Ambiguous, Unreadable, meanings, read, show


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("93,75", "93.75"),
        ("93.75", "93.75"),
        ("4,25", "4.25"),
        ("4.25", "4.25"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.004.422.800", "1004422800"),
        ("1,004,422,800", "1004422800"),
        (" 12 %", "12"),
        ("12 persen", "12"),
        ("Rp1.000.000,50", "1000000.50"),
        ("Rp. 1.000.000,-", "1000000"),
        ("-2,5", "-2.5"),
        ("−2,5", "-2.5"),
        ("0,123", "0.123"),
        ("0.123", "0.123"),
        ("1234.567", "1234.567"),
        ("100", "100"),
    ],
)
def test_figures_that_mean_one_thing(text: str, value: str) -> None:
    assert read(text) == Decimal(value)


@pytest.mark.parametrize("text", ["1.234", "1,234", "Rp 1.234", "12.500"])
def test_a_figure_that_means_two_things_is_not_guessed(text: str) -> None:
    with pytest.raises(Ambiguous, match="dapat berarti dua hal"):
        read(text)
    assert read(text, whole=True) == meanings(text)[0].value


def test_both_ways_to_write_it_are_shown_and_can_be_read() -> None:
    with pytest.raises(Ambiguous) as caught:
        read("1.234")
    assert str(caught.value) == (
        "“1.234” dapat berarti dua hal. Tulis 1234 (tanpa tanda pemisah) bila maksudnya bilangan "
        "bulat, atau 1,2340 bila maksudnya pecahan desimal."
    )
    assert (read("1234"), read("1,2340")) == (Decimal(1234), Decimal("1.2340"))


@pytest.mark.parametrize(
    "text", ["", " ", "-", "n/a", "dua", "1.23.456", "5.", "1..2", "٣", "1 2", "1e5", "9" * 41]
)
def test_what_is_no_figure_is_said_to_be_none(text: str) -> None:
    with pytest.raises(Unreadable):
        read(text)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("1234.5", None, "1.234,5"),
        ("93.750", None, "93,75"),
        ("1E+6", None, "1.000.000"),
        ("0.125", 2, "0,13"),
        ("2.5", 0, "3"),
        ("-0.001", 2, "0,00"),
        ("-1234", None, "-1.234"),
        ("0", None, "0"),
    ],
)
def test_figures_are_shown_the_indonesian_way(value: str, places: int | None, text: str) -> None:
    assert show(Decimal(value), places=places) == text


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12
    )
)
def test_what_is_shown_is_read_back(value: Decimal) -> None:
    shown = show(value, places=4)
    assert read(shown) == value
    assert any(meaning.value == value for meaning in meanings(show(value)))


@given(st.text(max_size=60))
def test_reading_never_fails_otherwise(text: str) -> None:
    said = ""
    try:
        assert read(text).is_finite()
    except Unreadable as unreadable:
        said = str(unreadable)
    assert not said or said.endswith(".")
