"""Reads an edition file (TOML) and names every fault in it, with its place, in one pass."""

import hashlib
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from lakip.sop import faults
from lakip.sop.edition import Act, Duty, Edition, Paper, Role, Step
from lakip.sop.worktime import Limit

EDITIONS = Path(__file__).parent / "editions"
# The reader of TOML needs time that grows with the square of a dotted key's length, so that one
# long line could keep a processor busy for minutes. No SOP needs as much as is allowed here.
LARGEST_FILE = 128 * 1024
LONGEST_LINE = 2000
UTF8_MARK = "\ufeff"


class EditionFaults(ValueError):
    """The file is not an edition that can be run; `faults` says all that is wrong."""

    def __init__(self, *faults: str) -> None:
        super().__init__(*faults)
        self.faults: tuple[str, ...] = faults

    def __str__(self) -> str:
        return "\n".join(self.faults)


def shipped(slug: str = "lakip") -> Edition:
    """The edition that comes with the program."""
    return read_file(EDITIONS / f"{slug}.toml")


def slugs() -> list[str]:
    """The slugs of the editions that come with the program: their files' names."""
    return sorted(path.stem for path in EDITIONS.glob("*.toml"))


def read_file(path: Path) -> Edition:
    """Read an edition file. Raises EditionFaults, also when it cannot be opened."""
    try:
        with path.open("rb") as file:
            # One byte more than is allowed tells enough, also of a device that never ends.
            content = file.read(LARGEST_FILE + 1)
        text = content.decode("utf-8")
    except OSError as error:
        raise EditionFaults(f"{path}: {_why_not_opened(error)}.") from error
    except UnicodeDecodeError as error:
        if len(content) > LARGEST_FILE:
            raise EditionFaults(_too_large()) from error
        line = content.count(b"\n", 0, error.start) + 1
        raise EditionFaults(
            f"Baris {line}: bukan teks UTF-8. Simpan ulang berkas ini sebagai UTF-8."
        ) from error
    return read(text)


def read(text: str) -> Edition:
    """Read an edition from its text. Raises EditionFaults naming every fault."""
    content = text.encode("utf-8", "surrogatepass")
    if len(content) > LARGEST_FILE:
        raise EditionFaults(_too_large())
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            raise EditionFaults(f"Baris {number}: lebih dari {LONGEST_LINE} huruf.")
    data = _parse(text.removeprefix(UTF8_MARK))
    if found := faults.find(data, Places(text), shipped=slugs()):
        raise EditionFaults(*found)
    return _build(data, text, hashlib.sha256(content).hexdigest())


def _parse(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise EditionFaults(_not_toml(str(error), text)) from error
    except (ValueError, RecursionError) as error:
        # A number of thousands of digits, or thousands of brackets in each other.
        raise EditionFaults("Bukan TOML yang sah: isinya tidak masuk akal.") from error


def _not_toml(said: str, text: str) -> str:
    """What the reader of TOML said, with its place put in front."""
    reason, _, place = said.removesuffix(")").rpartition(" (at ")
    if at := re.fullmatch(r"line (\d+), column (\d+)", place):
        return f"Baris {at[1]}, kolom {at[2]}: bukan TOML yang sah ({reason})."
    last = text.rstrip().count("\n") + 1
    return f"Baris {last}, akhir berkas: bukan TOML yang sah ({reason or said})."


def _why_not_opened(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "berkas itu tidak ada"
    if isinstance(error, IsADirectoryError):
        return "itu folder, bukan berkas"
    if isinstance(error, PermissionError):
        return "Anda tidak berhak membacanya"
    return f"tidak dapat dibuka ({error.strerror})"


def _too_large() -> str:
    return f"Berkas lebih dari {LARGEST_FILE // 1024} kB; itu bukan berkas SOP."


class Places:
    """Finds the line of a table's header in an edition file."""

    def __init__(self, text: str) -> None:
        self._lines: dict[tuple[str | int, ...], int] = {}
        count: Counter[tuple[str | int, ...]] = Counter()
        for number, line in enumerate(text.split("\n"), start=1):
            header = re.match(r"\ufeff?\s*(\[\[?)\s*([\w.-]+)\s*\]", line)
            if header is None:
                continue
            path: tuple[str | int, ...] = (header[2],)
            if header[2] == "step.duty":
                path = ("step", count["step",] - 1, "duty")
            self._lines.setdefault(path, number)
            self._lines[*path, count[path]] = number
            count[path] += 1

    def line(self, *path: str | int) -> int | None:
        """The line of a header, such as ("step", 5) or ("step", 5, "duty", 0), or None."""
        return self._lines.get(path)


def _build(data: dict[str, Any], text: str, sha256: str) -> Edition:
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
        sha256=sha256,
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
