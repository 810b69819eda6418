"""One value, one row of bytes, for ever: what the ledger hashes.

The form is that of RFC 8785 (JSON Canonicalization Scheme), narrowed until nothing in it depends
on a language or its version: no floats, whole numbers that every reader holds exactly, ASCII keys.
Text is kept as it came, without normalisation, because an event holds what a person saw.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

# Whole numbers beyond this one are not exact in every JSON reader (RFC 8785, 3.2.2.3 and app. D).
LARGEST_NUMBER = 2**53 - 1

_AS_IT_IS = frozenset({str, bool, type(None)})
_ENCODER = json.JSONEncoder(
    ensure_ascii=False,
    allow_nan=False,
    sort_keys=True,
    separators=(",", ":"),
    check_circular=False,
)


def canonical(value: object) -> bytes:
    """The bytes of a value made of mappings, lists, text, whole numbers, booleans and None.

    UUID, Decimal, date and datetime become text: a moment is UTC with six decimals and `Z`, a
    decimal keeps its written zeros. Anything else is a TypeError; a value of a permitted type that
    has no lasting form (a naive datetime, a huge number, half a surrogate) is a ValueError.
    """
    return _ENCODER.encode(_plain(value)).encode()


def parse(data: bytes) -> Any:
    """The plain value of canonical bytes; ValueError for what `canonical` could not have meant.

    Moments, decimals and ids come back as the text they were written as.
    """
    return json.loads(
        data.decode(),
        parse_float=_refuse,
        parse_constant=_refuse,
        object_pairs_hook=_unambiguous,
    )


def moment_text(moment: datetime) -> str:
    """A moment as the ledger writes it, for example 2027-01-31T02:00:00.000000Z."""
    if moment.utcoffset() is None:
        raise ValueError(f"a moment without a time zone cannot be recorded: {moment!r}")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _plain(value: object) -> object:
    kind = type(value)
    if kind in _AS_IT_IS:
        return value
    if kind is dict:
        return {_key(key): _plain(item) for key, item in value.items()}  # type: ignore[attr-defined]
    if isinstance(value, int):
        return _number(value)
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return moment_text(value)
    return _plain_rarely(value)


def _plain_rarely(value: object) -> object:
    """The kinds that are seldom seen, apart so that the usual ones are found sooner."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return _decimal_text(value)
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, Mapping):
        return {_key(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical form")


def _key(key: object) -> str:
    # RFC 8785 sorts keys by UTF-16 and Python by code point; for ASCII the two agree.
    if not isinstance(key, str) or not key.isascii():
        raise TypeError(f"a key is ASCII text, not {key!r}")
    return str.__str__(key)


def _number(number: int) -> int:
    if not -LARGEST_NUMBER <= number <= LARGEST_NUMBER:
        raise ValueError("a number this large is not exact in every reader; write it as text")
    return number


def _decimal_text(number: Decimal) -> str:
    if not number.is_finite():
        raise ValueError(f"{number} is not a number that can be recorded")
    # Never an exponent: Decimal("1E+2") and Decimal("100") are the same figure on paper.
    return format(number, "f")


def _refuse(text: str) -> Any:
    raise ValueError(f"{text} is not a number the ledger writes")


def _unambiguous(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return found
