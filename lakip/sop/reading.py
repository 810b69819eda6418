"""Reads an edition file (TOML) and names every fault in it, with its place, in one pass."""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lakip.sop import faults
from lakip.sop.edition import Act, Duty, Edition, Paper, Role, Step
from lakip.sop.worktime import Limit

EDITIONS = Path(__file__).parent / "editions"
LARGEST_FILE = 512 * 1024


@dataclass(frozen=True)
class EditionFaults(ValueError):
    """The file is not an edition that can be run; `faults` says all that is wrong."""

    faults: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(self.faults)


def shipped(slug: str = "lakip") -> Edition:
    """The edition that comes with the program."""
    return read_file(EDITIONS / f"{slug}.toml")


def read_file(path: Path) -> Edition:
    """Read an edition file. Raises EditionFaults, also when it cannot be opened."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise EditionFaults((f"{path}: berkas lebih dari 512 kB; itu bukan berkas SOP.",))
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise EditionFaults((f"{path}: tidak dapat dibuka ({error.strerror}).",)) from error
    except UnicodeDecodeError as error:
        raise EditionFaults((f"{path}: bukan teks UTF-8 (byte ke-{error.start}).",)) from error
    return read(text)


def read(text: str) -> Edition:
    """Read an edition from its text. Raises EditionFaults naming every fault."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise EditionFaults((f"Bukan TOML yang sah: {error}.",)) from error
    found = faults.find(data, Places(text))
    if found:
        raise EditionFaults(tuple(found))
    return _build(data, text)


class Places:
    """Finds the line on which the n-th `[[table]]` of an edition file begins."""

    def __init__(self, text: str) -> None:
        self._lines: dict[str, list[int]] = {}
        for number, line in enumerate(text.splitlines(), start=1):
            if header := re.match(r"\s*\[\[?\s*([\w.]+)\s*\]\]?", line):
                self._lines.setdefault(header[1], []).append(number)

    def line(self, table: str, index: int = 0) -> int:
        """The line of that table's header; 1 where it cannot be told."""
        lines = self._lines.get(table, [])
        return lines[index] if index < len(lines) else 1


def _build(data: dict[str, Any], text: str) -> Edition:
    """Make the edition from data that was found to be without fault."""
    head = data["edition"]
    return Edition(
        slug=head["slug"],
        title=head["title"],
        begins_with=head["begins_with"],
        registered_by=tuple(head["registered_by"]),
        cancelled_by=tuple(head["cancelled_by"]),
        revision_within=Limit.parse(head["revision_within"]),
        roles=tuple(Role(**role) for role in data["role"]),
        papers=tuple(Paper(**paper) for paper in data["paper"]),
        steps=tuple(_step(row) for row in data["step"]),
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def _step(row: dict[str, Any]) -> Step:
    given = dict(row)
    duties = tuple(Duty(**duty) for duty in given.pop("duty", []))
    for key in ("needs", "joined_by", "also_gives"):
        given[key] = tuple(given.get(key, ()))
    given["act"] = Act(given["act"])
    given["within"] = Limit.parse(given["within"])
    given.setdefault("text", "")
    return Step(**given, duties=duties)
