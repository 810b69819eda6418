"""What is asked to draft a paper: fields, what was typed into them, and what is wrong with it.

Pure: a paper's module declares its fields, the page shows them, the draft keeps the answers as
plain values. An answer is a text, a list of texts (one a line, or the boxes ticked), or a list of
rows.
"""

import datetime
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

type Answers = dict[str, Any]
type Letters = Callable[[str], list[str]]

LONGEST_LINE, LONGEST_TEXT, MOST_ITEMS, MOST_ROWS = 300, 6_000, 60, 200
SPARE_ROWS = 2


class Kind(StrEnum):
    """How a field is asked for."""

    LINE = "line"
    TEXT = "text"
    LIST = "list"  # One item a line.
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"
    CHECKS = "checks"
    ROWS = "rows"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a field of rows."""

    name: str
    label: str
    kind: Kind = Kind.LINE
    is_required: bool = False


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question. `is_wording` marks standing sentences that an agency may keep as its own."""

    name: str
    label: str
    kind: Kind = Kind.LINE
    help: str = ""
    is_required: bool = False
    options: tuple[tuple[str, str], ...] = ()
    columns: tuple[Column, ...] = ()
    is_wording: bool = False
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong with one answer, and what to mend."""

    field: str
    sentence: str


def read(fields: tuple[Field, ...], sent: Mapping[str, Any]) -> Answers:
    """The answers in a sent form, cleaned; what no field asks for is left out."""
    return {field.name: _read(field, sent) for field in fields}


def _read(field: Field, sent: Mapping[str, Any]) -> Any:
    key = f"isi-{field.name}"
    if field.kind is Kind.ROWS:
        return list(_rows(field, sent))
    if field.kind is Kind.CHECKS:
        chosen = sent.getlist(key) if hasattr(sent, "getlist") else sent.get(key, [])
        return [value for value, _ in field.options if value in chosen]
    text = _clean(str(sent.get(key, "")))
    if field.kind is Kind.LIST:
        return [line.strip() for line in text.split("\n") if line.strip()]
    return text if field.kind is Kind.TEXT else " ".join(text.split())


def _rows(field: Field, sent: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    for number in range(MOST_ROWS + SPARE_ROWS):
        row = {
            column.name: " ".join(
                _clean(str(sent.get(f"isi-{field.name}-{number}-{column.name}", ""))).split()
            )
            for column in field.columns
        }
        if any(row.values()):
            yield row


def _clean(text: str) -> str:
    """Line ends as one kind, no control characters, and letters composed once those are gone."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in lines if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", "".join(kept))


def faults(fields: tuple[Field, ...], answers: Answers, *, missing: Letters) -> list[Fault]:
    """Everything that is wrong, in the order of the fields. `missing` names unknown letters."""
    return [
        Fault(field=field.name, sentence=sentence)
        for field in fields
        for sentence in _faults(field, answers.get(field.name), missing)
    ]


def _faults(field: Field, answer: Any, missing: Letters) -> Iterator[str]:
    if not answer:
        if field.is_required:
            yield f"{field.label}: belum diisi."
        return
    if field.kind is Kind.ROWS:
        yield from _faults_of_rows(field, answer, missing)
    elif isinstance(answer, list):
        if len(answer) > MOST_ITEMS:
            yield f"{field.label}: paling banyak {MOST_ITEMS} butir, sekarang {len(answer)}."
        for item in answer:
            yield from _faults_of_text(field.label, item, LONGEST_TEXT, missing)
    else:
        longest = LONGEST_TEXT if field.kind is Kind.TEXT else LONGEST_LINE
        yield from _faults_of_text(field.label, answer, longest, missing)
        yield from _faults_of_kind(field.label, field.kind, answer, field.options)


def _faults_of_rows(field: Field, rows: list[dict[str, str]], missing: Letters) -> Iterator[str]:
    if len(rows) > MOST_ROWS:
        yield f"{field.label}: paling banyak {MOST_ROWS} baris."
    for number, row in enumerate(rows, start=1):
        for column in field.columns:
            label, answer = f"{field.label} baris {number}, {column.label}", row[column.name]
            if not answer and column.is_required:
                yield f"{label}: belum diisi."
            yield from _faults_of_text(label, answer, LONGEST_LINE, missing)
            yield from _faults_of_kind(label, column.kind, answer, ())


def _faults_of_text(label: str, text: str, longest: int, missing: Letters) -> Iterator[str]:
    if len(text) > longest:
        yield f"{label}: terlalu panjang ({len(text)} huruf, paling banyak {longest})."
    if strange := missing(text):
        shown = ", ".join(f"“{letter}” ({_name(letter)})" for letter in strange[:5])
        yield f"{label}: huruf {shown} tidak ada pada huruf surat. Ganti atau hapus."


def _name(letter: str) -> str:
    return unicodedata.name(letter, f"U+{ord(letter):04X}")


def _faults_of_kind(
    label: str, kind: Kind, answer: str, options: tuple[tuple[str, str], ...]
) -> Iterator[str]:
    if not answer:
        return
    if kind is Kind.DATE and date_of(answer) is None:
        yield f"{label}: “{answer}” bukan tanggal."
    if kind is Kind.TIME and time_of(answer) is None:
        yield f"{label}: “{answer}” bukan jam."
    if kind is Kind.CHOICE and answer not in dict(options):
        yield f"{label}: pilih salah satu."


def date_of(answer: str) -> datetime.date | None:
    """The date that was answered; None when it is none, or none that a letter can bear."""
    try:
        found = datetime.date.fromisoformat(answer)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2100 else None


def time_of(answer: str) -> datetime.time | None:
    """The time of day that was answered; None when it is none."""
    try:
        return datetime.time.fromisoformat(answer).replace(tzinfo=None)
    except ValueError:
        return None
