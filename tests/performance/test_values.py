"""The kinds of value: what people type, what the database keeps, what people are shown."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakip.performance import values
from lakip.performance.numbers import Unreadable
from lakip.performance.values import Grade, Kind, Missing, Number, Range, Ratio, Value, YesNo

OPINIONS = ("WTP", "WDP", "TW", "TMP")


def number(text: str) -> Number:
    return Number(Decimal(text))


def ratio(left: str, right: str) -> Ratio:
    return Ratio(Decimal(left), Decimal(right))


def between(low: str, high: str) -> Range:
    return Range(Decimal(low), Decimal(high))


READ = [
    ("93,75", Kind.NUMBER, number("93.75"), "93.75", "93,75"),
    ("93.75 %", Kind.NUMBER, number("93.75"), "93.75", "93,75"),
    ("4.25", Kind.NUMBER, number("4.25"), "4.25", "4,25"),
    ("-2,5", Kind.NUMBER, number("-2.5"), "-2.5", "-2,5"),
    ("0", Kind.NUMBER, number("0"), "0", "0"),
    ("1:17,9", Kind.RATIO, ratio("1", "17.9"), "1:17.9", "1 : 17,9"),
    (" 2 : 35.8 ", Kind.RATIO, ratio("2", "35.8"), "2:35.8", "2 : 35,8"),
    ("1:0", Kind.RATIO, ratio("1", "0"), "1:0", "1 : 0"),
    ("80-90", Kind.RANGE, between("80", "90"), "80..90", "80–90"),
    ("80 – 90 %", Kind.RANGE, between("80", "90"), "80..90", "80–90"),
    ("80% - 90%", Kind.RANGE, between("80", "90"), "80..90", "80–90"),
    ("7 s.d. 8", Kind.RANGE, between("7", "8"), "7..8", "7–8"),
    ("7 sampai dengan 8", Kind.RANGE, between("7", "8"), "7..8", "7–8"),
    ("-5 - -2", Kind.RANGE, between("-5", "-2"), "-5..-2", "-5 sampai -2"),
    ("7,5", Kind.RANGE, number("7.5"), "7.5", "7,5"),
    ("wtp", Kind.GRADE, Grade("WTP"), "WTP", "WTP"),
    ("Ada", Kind.YES_NO, YesNo(True), "ya", "ya"),
    ("belum ada", Kind.YES_NO, YesNo(False), "tidak", "tidak"),
]


@pytest.mark.parametrize(("typed", "kind", "value", "kept", "shown"), READ)
def test_a_value_is_read_kept_and_shown(
    typed: str, kind: Kind, value: Value, kept: str, shown: str
) -> None:
    assert values.read(typed, kind=kind, grades=OPINIONS) == value
    assert values.store(value) == kept
    assert values.restore(kept, kind) == value
    assert values.show(value) == shown
    # What is shown can be typed again.
    assert values.read(shown, kind=kind, grades=OPINIONS) == value


@pytest.mark.parametrize(
    ("typed", "kind", "sentence"),
    [
        ("", Kind.NUMBER, "Nilainya belum diisi."),
        ("  ", Kind.GRADE, "Nilainya belum diisi."),
        ("17", Kind.RATIO, "“17” bukan rasio. Tulis seperti 1:17,9."),
        ("0:20", Kind.RATIO, "Rasio “0:20” tidak boleh memuat nol di sebelah kiri."),
        (
            "90-80",
            Kind.RANGE,
            "Rentang “90-80” terbalik: batas bawahnya lebih besar dari batas atasnya.",
        ),
        ("80-banyak", Kind.RANGE, "“80-banyak” bukan rentang. Tulis seperti 80–90."),
        (
            "BB",
            Kind.GRADE,
            "“BB” bukan predikat indikator ini. Pilihannya: WTP, WDP, TW, TMP.",
        ),
        ("sebagian", Kind.YES_NO, "“sebagian” tidak dapat dibaca. Tulis ya atau tidak."),
    ],
)
def test_what_cannot_be_read_says_what_to_mend(typed: str, kind: Kind, sentence: str) -> None:
    with pytest.raises(Unreadable) as refused:
        values.read(typed, kind=kind, grades=OPINIONS)
    assert str(refused.value) == sentence


def test_an_indicator_without_a_list_of_grades_says_so() -> None:
    with pytest.raises(Unreadable, match=r"^Daftar predikat indikator ini belum diisi"):
        values.read("WTP", kind=Kind.GRADE)


def test_a_pasted_page_is_quoted_in_short() -> None:
    with pytest.raises(Unreadable) as refused:
        values.read("x" * 5000, kind=Kind.YES_NO)
    assert len(str(refused.value)) < 120


@pytest.mark.parametrize("kind", Kind)
def test_a_figure_that_can_mean_two_things_is_never_guessed(kind: Kind) -> None:
    typed = {Kind.NUMBER: "1.234", Kind.RATIO: "1:1.234", Kind.RANGE: "1.234-2.345"}.get(kind)
    if typed:
        with pytest.raises(Unreadable, match="dua hal"):
            values.read(typed, kind=kind)


def test_a_missing_value_is_a_dash_and_never_zero() -> None:
    missing: Value = Missing("BPS belum menerbitkannya")
    assert values.show(missing) == "–"
    assert values.store(missing) == ""
    assert missing != number("0")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", Kind.NUMBER),
        ("93,75", Kind.NUMBER),
        ("1e5", Kind.NUMBER),
        ("NaN", Kind.NUMBER),
        ("٣", Kind.NUMBER),
        ("1:", Kind.RATIO),
        ("80..", Kind.RANGE),
        ("mungkin", Kind.YES_NO),
    ],
)
def test_a_text_that_was_never_kept_is_refused(text: str, kind: Kind) -> None:
    with pytest.raises(ValueError, match=r"canonical|neither"):
        values.restore(text, kind)


def test_a_figure_is_kept_without_exponent_and_without_idle_zeros() -> None:
    assert [values.store(number(text)) for text in ("1E+3", "2.500", "-0", "0.00", "1E-7")] == [
        "1000",
        "2.5",
        "0",
        "0",
        "0.0000001",
    ]


FIGURES = st.decimals(
    min_value=Decimal("-1e20"), max_value=Decimal("1e20"), allow_nan=False, allow_infinity=False
)
ANY_VALUE = st.one_of(
    st.tuples(st.just(Kind.NUMBER), st.builds(Number, FIGURES)),
    st.tuples(st.just(Kind.RATIO), st.builds(Ratio, FIGURES, FIGURES)),
    st.tuples(
        st.just(Kind.RANGE),
        st.tuples(FIGURES, FIGURES).map(lambda ends: Range(min(ends), max(ends))),
    ),
    st.tuples(st.just(Kind.GRADE), st.sampled_from(OPINIONS).map(Grade)),
    st.tuples(st.just(Kind.YES_NO), st.booleans().map(YesNo)),
)


@given(ANY_VALUE)
def test_what_is_kept_is_found_again_exactly(case: tuple[Kind, Value]) -> None:
    kind, value = case
    assert values.restore(values.store(value), kind) == value


@given(st.text(max_size=60), st.sampled_from(Kind))
def test_whatever_is_typed_is_read_or_refused_in_a_sentence(typed: str, kind: Kind) -> None:
    sentence = "."
    try:
        value = values.read(typed, kind=kind, grades=OPINIONS)
        assert values.restore(values.store(value), kind) == value
    except Unreadable as refused:
        sentence = str(refused)
    assert sentence.endswith(".")
