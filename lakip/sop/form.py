"""The form of an edition file: which tables and keys it has, and what is written in them.

What has the right form is handed on as a `Draft`, whatever else is wrong with the file, so that
the sense of the whole can be judged in the same pass.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, NamedTuple, Protocol

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CALLED = {"role": "pelaksana", "paper": "surat", "step": "langkah"}
# What is copied into a turn or onto a mark has to fit into its column there.
LONGEST_SLUG = 60
LONGEST = {"name": 100, "short": 30, "title": 160}
LONGEST_TEXT = 2000


class Form(Enum):
    """What may stand after a key."""

    SLUG = "slug"
    TEXT = "teks"
    LIST = "daftar teks"
    FLAG = "true atau false"
    TABLES = "tabel [[step.duty]]"


class Place(NamedTuple):
    """Where a fault is: the line of the table's header, where it can be told, and its name."""

    line: int | None
    name: str

    def __str__(self) -> str:
        return self.name if self.line is None else f"Baris {self.line}, {self.name}"


class Fault(NamedTuple):
    """One thing that is wrong, in a sentence, and where."""

    place: Place
    says: str

    def __str__(self) -> str:
        # The file may be a stranger's, and a terminal obeys control characters.
        whole = f"{self.place}: {self.says}"
        return "".join(
            letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in whole
        )


class PlaceFinder(Protocol):
    """Tells the line on which a table of the file begins."""

    def line(self, *path: str | int) -> int | None:
        """The line of a header, such as ("step", 5) or ("step", 5, "duty", 0)."""


@dataclass(frozen=True)
class Row:
    """A table of the file: its place, and those of its values that have the right form."""

    place: Place
    values: dict[str, Any] = field(default_factory=dict)
    duties: tuple["Row", ...] = ()

    def text(self, key: str) -> str:
        """The text after that key; empty where there is none of the right form."""
        found: str = self.values.get(key, "")
        return found

    def texts(self, key: str) -> list[str]:
        """The list after that key; empty where there is none of the right form."""
        found: list[str] = self.values.get(key, [])
        return found

    def has(self, *keys: str) -> bool:
        """Whether all these keys are filled in the right form."""
        return all(key in self.values for key in keys)


@dataclass(frozen=True)
class Draft:
    """What could be read of an edition file."""

    head: Row
    roles: tuple[Row, ...]
    papers: tuple[Row, ...]
    steps: tuple[Row, ...]


KEYS: dict[str, dict[str, Form]] = {
    "edition": {
        "slug": Form.SLUG,
        "title": Form.TEXT,
        "begins_with": Form.TEXT,
        "registered_by": Form.LIST,
        "cancelled_by": Form.LIST,
        "revision_within": Form.TEXT,
    },
    "role": {
        "slug": Form.SLUG,
        "name": Form.TEXT,
        "short": Form.TEXT,
        "team": Form.FLAG,
        "under": Form.TEXT,
    },
    "paper": {"slug": Form.SLUG, "name": Form.TEXT, "ratified_from": Form.TEXT},
    "step": {
        "slug": Form.SLUG,
        "title": Form.TEXT,
        "text": Form.TEXT,
        "by": Form.TEXT,
        "joined_by": Form.LIST,
        "act": Form.TEXT,
        "needs": Form.LIST,
        "kelengkapan": Form.TEXT,
        "within": Form.TEXT,
        "gives": Form.TEXT,
        "also_gives": Form.LIST,
        "output": Form.TEXT,
        "returns_to": Form.TEXT,
        "returns_are_ours": Form.FLAG,
        "see": Form.TEXT,
        "runs": Form.TEXT,
        "duty": Form.TABLES,
    },
    "duty": {"slug": Form.SLUG, "text": Form.TEXT, "by": Form.TEXT},
}
REQUIRED = {
    "edition": tuple(KEYS["edition"]),
    "role": ("slug", "name", "short"),
    "paper": ("slug", "name"),
    "step": ("slug", "title", "by", "act", "needs", "within", "gives"),
    "duty": tuple(KEYS["duty"]),
}
MAY_BE_EMPTY = {
    "step": {"text", "needs", "joined_by", "also_gives", "kelengkapan", "output", "see", "duty"},
}


def sort_out(data: dict[str, Any], places: PlaceFinder) -> tuple[Draft, list[Fault]]:
    """What has the right form, and the faults of what has not."""
    found: list[Fault] = []
    head = _head(data.get("edition"), places, found)
    roles, papers, steps = (_rows(data.get(kind), kind, places, found) for kind in CALLED)
    for key in data:
        if key not in ("edition", *CALLED):
            place = Place(places.line(key), f"[{key[:40]}]")
            found.append(Fault(place, "bagian ini tidak dikenal."))
    return Draft(head, roles, papers, steps), found


def _head(table: Any, places: PlaceFinder, found: list[Fault]) -> Row:
    place = Place(places.line("edition"), "[edition]")
    if not isinstance(table, dict):
        found.append(Fault(Place(None, "Berkas"), "bagian [edition] tidak ada."))
        return Row(place)
    return _row(table, "edition", place, found)


def _rows(tables: Any, kind: str, places: PlaceFinder, found: list[Fault]) -> tuple[Row, ...]:
    if not isinstance(tables, list) or not tables:
        says = f"tidak memuat satu pun [[{kind}]] ({CALLED[kind]})."
        found.append(Fault(Place(None, "Berkas"), says))
        return ()
    rows = []
    for index, table in enumerate(tables):
        place = Place(places.line(kind, index), f"{CALLED[kind]} {index + 1}{_called(table)}")
        row = _row(table, kind, place, found)
        duties = table.get("duty") if isinstance(table, dict) else None
        rows.append(Row(place, row.values, _duties(duties, index, place, places, found)))
    return tuple(rows)


def _duties(
    tables: Any, step: int, within: Place, places: PlaceFinder, found: list[Fault]
) -> tuple[Row, ...]:
    if not isinstance(tables, list):
        return ()
    rows = []
    for index, table in enumerate(tables):
        line = places.line("step", step, "duty", index) or within.line
        name = f"{within.name}, tugas {index + 1}{_called(table)}"
        rows.append(_row(table, "duty", Place(line, name), found))
    return tuple(rows)


def _row(table: Any, kind: str, place: Place, found: list[Fault]) -> Row:
    if not isinstance(table, dict):
        header = "[[step.duty]]" if kind == "duty" else f"[[{kind}]]"
        found.append(Fault(place, f"harus ditulis sebagai tabel {header}."))
        return Row(place)
    found += [Fault(place, f"{key} belum diisi.") for key in REQUIRED[kind] if key not in table]
    values = {}
    for key, value in table.items():
        faults = list(_faults_of(kind, key, value))
        found += [Fault(place, says) for says in faults]
        if not faults:
            values[key] = value
    return Row(place, values)


def _faults_of(kind: str, key: str, value: Any) -> Iterator[str]:
    """What is wrong with one value, looked at by itself."""
    form = KEYS[kind].get(key)
    if form is None:
        yield f"kunci {key[:40]} tidak dikenal."
    elif not _fits(value, form):
        yield f"{key} salah bentuk; seharusnya {form.value}."
    elif not value and form is not Form.FLAG and key not in MAY_BE_EMPTY.get(kind, ()):
        yield f"{key} belum diisi."
    elif form is Form.SLUG and not (SLUG.fullmatch(value) and len(value) <= LONGEST_SLUG):
        yield (
            f'slug "{value[:40]}" hanya boleh huruf kecil, angka dan tanda hubung, '
            f"paling panjang {LONGEST_SLUG} huruf."
        )
    elif form is Form.TEXT:
        yield from _faults_of_text(key, value)


def _faults_of_text(key: str, value: str) -> Iterator[str]:
    longest = LONGEST.get(key, LONGEST_TEXT)
    if len(value) > longest:
        yield f"{key} terlalu panjang ({len(value)} huruf); paling banyak {longest}."
    if value and not value.strip():
        yield f"{key} hanya berisi spasi."
    if not all(letter.isprintable() or letter in "\r\n\t" for letter in value):
        yield f"{key} memuat karakter kendali yang tidak terlihat."


def _fits(value: Any, form: Form) -> bool:
    if form is Form.FLAG:
        return isinstance(value, bool)
    if form is Form.TABLES:
        return isinstance(value, list)
    if form is Form.LIST:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, str)


def _called(table: Any) -> str:
    """The slug in brackets, as far as it can be told."""
    slug = table.get("slug") if isinstance(table, dict) else None
    return f" ({slug[:LONGEST_SLUG]})" if isinstance(slug, str) and slug else ""
