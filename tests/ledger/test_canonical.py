"""Canonical bytes never change: these literals were written once and are compared for ever."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import IntEnum, StrEnum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakip.ledger.canonical import LARGEST_NUMBER, canonical, moment_text, parse

WITA = timezone(timedelta(hours=8))


class Colour(StrEnum):
    RED = "merah"


class Level(IntEnum):
    HIGH = 3


def test_one_event_is_these_bytes_for_ever() -> None:
    event = {
        "v": 1,
        "seq": 0,
        "log": UUID("0195d9a0-0000-7000-8000-000000000001"),
        "kind": "giliran-selesai",
        "at": datetime(2027, 1, 31, 10, 0, 0, 5, tzinfo=WITA),
        "by": None,
        "subject": UUID(int=255),
        "facts": {
            "papers": ["laporan-kinerja", "ringkasan"],
            "share": Decimal("97.50"),
            "day": date(2027, 1, 31),
            "note": 'Perbaiki "Bab II"\nhalaman 3 — é 𝛼 \u2028\x7f\\',
            "late": False,
            "count": -12,
        },
    }
    assert canonical(event) == (
        b'{"at":"2027-01-31T02:00:00.000005Z","by":null,"facts":{"count":-12,"day":"2027-01-31",'
        b'"late":false,"note":"Perbaiki \\"Bab II\\"\\nhalaman 3 \xe2\x80\x94 \xc3\xa9 '
        b'\xf0\x9d\x9b\xbc \xe2\x80\xa8\x7f\\\\","papers":["laporan-kinerja","ringkasan"],'
        b'"share":"97.50"},"kind":"giliran-selesai","log":"0195d9a0-0000-7000-8000-000000000001",'
        b'"seq":0,"subject":"00000000-0000-0000-0000-0000000000ff","v":1}'
    )


@pytest.mark.parametrize(
    ("value", "data"),
    [
        (None, b"null"),
        (True, b"true"),
        (0, b"0"),
        (-LARGEST_NUMBER, b"-9007199254740991"),
        ("", b'""'),
        ("\x00\x1f\b\f\r\t/", b'"\\u0000\\u001f\\b\\f\\r\\t/"'),
        ([], b"[]"),
        ((1, "dua"), b'[1,"dua"]'),
        ({}, b"{}"),
        (
            {"b": 1, "a": 2, "B": 3, "_": 4, "10": 5, "9": 6},
            b'{"10":5,"9":6,"B":3,"_":4,"a":2,"b":1}',
        ),
        (Decimal("1E+2"), b'"100"'),
        (Decimal("-0.10"), b'"-0.10"'),
        (Decimal("1E-7"), b'"0.0000001"'),
        (
            datetime(2026, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
            b'"2026-12-31T23:59:59.999999Z"',
        ),
        (datetime(999, 1, 1, tzinfo=UTC), b'"0999-01-01T00:00:00.000000Z"'),
        (Colour.RED, b'"merah"'),
        (Level.HIGH, b"3"),
        ({Colour.RED: Level.HIGH}, b'{"merah":3}'),
    ],
)
def test_each_kind_of_value_has_one_form(value: object, data: bytes) -> None:
    assert canonical(value) == data


def test_text_is_kept_as_it_came() -> None:
    composed, decomposed = "\u00e9", "e\u0301"
    assert canonical(composed) != canonical(decomposed)
    assert parse(canonical(decomposed)) == decomposed


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        {"a": [0.5]},
        b"x",
        {1},
        {1: "a"},
        {"é": 1},
        {None: 1},
        object(),
    ],
)
def test_what_has_no_lasting_form_is_a_type_error(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)


@pytest.mark.parametrize(
    "value",
    [
        Decimal("NaN"),
        Decimal("Infinity"),
        LARGEST_NUMBER + 1,
        -LARGEST_NUMBER - 1,
        datetime(2027, 1, 31),  # noqa: DTZ001  The refusal of a naive moment is what is tested.
        "\ud800",
    ],
)
def test_a_value_that_cannot_last_is_a_value_error(value: object) -> None:
    with pytest.raises(ValueError, match=r"recorded|exact|surrogates"):
        canonical(value)


@pytest.mark.parametrize(
    "data",
    [
        b"1.0",
        b"1e2",
        b"NaN",
        b"-Infinity",
        b'{"a":1,"a":2}',
        b"",
        b"{",
        b"\xff",
        b"\xef\xbb\xbf1",
    ],
)
def test_parse_refuses_what_canonical_never_writes(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"number|twice|Expect|codec|BOM"):
        parse(data)


keys = st.text(st.characters(max_codepoint=127), max_size=6)
plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-LARGEST_NUMBER, LARGEST_NUMBER)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=20,
)


@given(plain)
def test_what_is_written_is_read_back_and_written_the_same(value: object) -> None:
    data = canonical(value)
    assert parse(data) == value
    assert canonical(parse(data)) == data
    assert json.loads(data) == value


@given(st.dictionaries(keys, plain, min_size=2, max_size=6))
def test_the_order_of_keys_does_not_matter(value: dict[str, object]) -> None:
    assert canonical(dict(reversed(value.items()))) == canonical(value)


@given(st.datetimes(timezones=st.just(WITA)).filter(lambda moment: moment.year > 1))
def test_a_moment_is_read_back_to_the_microsecond(moment: datetime) -> None:
    assert datetime.fromisoformat(moment_text(moment)) == moment
