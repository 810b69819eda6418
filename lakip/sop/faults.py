"""What can be wrong with an edition, each said with its place.

All faults are found in one pass: who mends a file wants the whole list, not the first line.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any, Protocol

from lakip.sop.edition import Act, Duty, Paper, Role, Step
from lakip.sop.worktime import Limit

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
HEAD_KEYS = {
    "slug": str,
    "title": str,
    "begins_with": str,
    "registered_by": list,
    "cancelled_by": list,
    "revision_within": str,
}
REQUIRED = {
    "role": ("slug", "name", "short"),
    "paper": ("slug", "name"),
    "step": ("slug", "title", "by", "act", "needs", "within", "gives"),
    "duty": ("slug", "text", "by"),
}
KNOWN = {
    "role": {f.name for f in fields(Role)},
    "paper": {f.name for f in fields(Paper)},
    "step": ({f.name for f in fields(Step)} - {"duties"}) | {"duty"},
    "duty": {f.name for f in fields(Duty)},
}
LISTS = {"needs", "joined_by", "also_gives", "duty"}
FLAGS = {"team", "returns_are_ours"}
CALLED = {"role": "pelaksana", "paper": "surat", "step": "langkah", "duty": "tugas"}


class PlaceFinder(Protocol):
    """Tells the line on which a table of the file begins."""

    def line(self, table: str, index: int = 0) -> int:
        """The line of the `index`-th header of that table."""


def find(data: dict[str, Any], places: PlaceFinder) -> list[str]:
    """Every fault of the edition, in the order of the file. Empty means it can be run."""
    shape = list(_shape(data, places))
    return shape or list(_meaning(data, places))


def _shape(data: dict[str, Any], places: PlaceFinder) -> Iterator[str]:
    """Faults of form: what must be healed before the meaning can be judged."""
    yield from _head_shape(data)
    for kind in ("role", "paper", "step"):
        rows = data.get(kind)
        if not isinstance(rows, list) or not rows:
            yield f"Berkas tidak memuat satu pun [[{kind}]] ({CALLED[kind]})."
            continue
        for index, row in enumerate(rows):
            yield from _row_shape(kind, row, _place(places, kind, index, row))
    for key in data.keys() - {"edition", "role", "paper", "step"}:
        yield f"Bagian [{key}] tidak dikenal."


def _head_shape(data: dict[str, Any]) -> Iterator[str]:
    head = data.get("edition")
    if not isinstance(head, dict):
        yield "Bagian [edition] tidak ada."
        return
    for key, kind in HEAD_KEYS.items():
        if not isinstance(head.get(key), kind) or not head[key]:
            yield f"[edition]: {key} belum diisi."
    for key in head.keys() - HEAD_KEYS.keys():
        yield f"[edition]: {key} tidak dikenal."


def _row_shape(kind: str, row: Any, place: str) -> Iterator[str]:
    if not isinstance(row, dict):
        yield f"{place}: harus ditulis sebagai tabel [[{kind}]]."
        return
    for key in REQUIRED[kind]:
        if row.get(key) in (None, "", []) and not (key == "needs" and row.get(key) == []):
            yield f"{place}: {key} belum diisi."
    for key, value in row.items():
        if key not in KNOWN[kind]:
            yield f"{place}: {key} tidak dikenal."
        elif not _right_type(key, value):
            yield f"{place}: {key} salah bentuk."
    if isinstance(row.get("slug"), str) and not SLUG.fullmatch(row["slug"]):
        yield f"{place}: slug hanya boleh huruf kecil, angka dan tanda hubung."
    for duty in row.get("duty", []) if isinstance(row.get("duty"), list) else []:
        slug = duty.get("slug", "?") if isinstance(duty, dict) else "?"
        yield from _row_shape("duty", duty, f"{place}, tugas {slug}")


def _right_type(key: str, value: Any) -> bool:
    if key == "duty":
        return isinstance(value, list)
    if key in LISTS:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, bool if key in FLAGS else str)


def _meaning(data: dict[str, Any], places: PlaceFinder) -> Iterator[str]:
    """Faults of sense: names that lead nowhere, papers nobody gives, returns that go forward."""
    roles = {row["slug"] for row in data["role"]}
    papers = {row["slug"]: row.get("ratified_from") for row in data["paper"]}
    for kind in ("role", "paper", "step"):
        yield from _doubles(kind, data[kind], places)
    yield from _head_meaning(data["edition"], roles, papers)
    yield from _ratified(data["paper"], papers, places)
    if sum(bool(row.get("team")) for row in data["role"]) > 1:
        yield "Hanya satu pelaksana boleh bertanda team = true."
    yield from _walk(data, roles, papers, places)


def _doubles(kind: str, rows: list[dict[str, Any]], places: PlaceFinder) -> Iterator[str]:
    seen: set[str] = set()
    for index, row in enumerate(rows):
        if row["slug"] in seen:
            yield f"{_place(places, kind, index, row)}: slug {row['slug']} sudah dipakai."
        seen.add(row["slug"])


def _head_meaning(
    head: dict[str, Any], roles: set[str], papers: dict[str, str | None]
) -> Iterator[str]:
    if head["begins_with"] not in papers:
        yield f"[edition]: begins_with menyebut surat {head['begins_with']} yang tidak ada."
    for key in ("registered_by", "cancelled_by"):
        for slug in head[key]:
            if slug not in roles:
                yield f"[edition]: {key} menyebut pelaksana {slug} yang tidak ada."
    yield from _time("[edition]: revision_within", head["revision_within"])


def _ratified(
    rows: list[dict[str, Any]], papers: dict[str, str | None], places: PlaceFinder
) -> Iterator[str]:
    for index, row in enumerate(rows):
        draft = row.get("ratified_from")
        if draft is None:
            continue
        place = _place(places, "paper", index, row)
        if draft not in papers:
            yield f"{place}: ratified_from menyebut surat {draft} yang tidak ada."
        elif papers[draft] is not None:
            yield f"{place}: {draft} sendiri bukan naskah draft."


def _walk(
    data: dict[str, Any], roles: set[str], papers: dict[str, str | None], places: PlaceFinder
) -> Iterator[str]:
    """Walk the steps in order, knowing at each what has been given before."""
    order = [row["slug"] for row in data["step"]]
    given = {data["edition"]["begins_with"]}
    for index, row in enumerate(data["step"]):
        place = _place(places, "step", index, row)
        yield from _performers(place, row, roles)
        yield from _time(f"{place}: within", row["within"])
        yield from _papers_of(place, row, papers, given)
        yield from _return_of(place, row, order[:index], order)
        given |= {row["gives"], *row.get("also_gives", [])}


def _performers(place: str, row: dict[str, Any], roles: set[str]) -> Iterator[str]:
    if row["by"] not in roles:
        yield f"{place}: pelaksana {row['by']} tidak ada."
    for slug in row.get("joined_by", []):
        if slug not in roles:
            yield f"{place}: joined_by menyebut pelaksana {slug} yang tidak ada."
    part = {row["by"], *row.get("joined_by", [])}
    seen: set[str] = set()
    for duty in row.get("duty", []):
        if duty["by"] not in part:
            yield f"{place}, tugas {duty['slug']}: {duty['by']} tidak ikut dalam langkah ini."
        if duty["slug"] in seen:
            yield f"{place}, tugas {duty['slug']}: slug sudah dipakai."
        seen.add(duty["slug"])
    if not row.get("text") and not row.get("duty"):
        yield f"{place}: langkah ini kosong; isi text atau sedikitnya satu [[step.duty]]."
    if row["act"] not in set(Act):
        yield f"{place}: act {row['act']} tidak dikenal ({', '.join(Act)})."


def _papers_of(
    place: str, row: dict[str, Any], papers: dict[str, str | None], given: set[str]
) -> Iterator[str]:
    for slug in row["needs"]:
        if slug not in papers:
            yield f"{place}: needs menyebut surat {slug} yang tidak ada."
        elif slug not in given:
            yield f"{place}: surat {slug} belum diberikan oleh langkah mana pun sebelumnya."
    for slug in (row["gives"], *row.get("also_gives", [])):
        if slug not in papers:
            yield f"{place}: gives menyebut surat {slug} yang tidak ada."
    yield from _marked_paper(place, row, papers, given)


def _marked_paper(
    place: str, row: dict[str, Any], papers: dict[str, str | None], given: set[str]
) -> Iterator[str]:
    draft = papers.get(row["gives"]) or row["gives"]
    if row["act"] == Act.RATIFY and not papers.get(row["gives"]):
        yield f"{place}: yang disahkan harus surat dengan ratified_from."
    if row["act"] in (Act.REVIEW, Act.RATIFY) and draft not in given:
        yield f"{place}: surat {draft} yang diperiksa belum diberikan langkah sebelumnya."
    if row["act"] in (Act.ASSIGN, Act.PREPARE) and papers.get(row["gives"]):
        yield f"{place}: surat {row['gives']} hanya lahir dari pengesahan."


def _return_of(
    place: str, row: dict[str, Any], before: Iterable[str], order: list[str]
) -> Iterator[str]:
    target = row.get("returns_to")
    if target is None:
        return
    if target not in order:
        yield f"{place}: returns_to menyebut langkah {target} yang tidak ada."
    elif target not in before:
        yield f"{place}: returns_to harus kembali ke langkah sebelumnya, bukan {target}."


def _time(place: str, text: str) -> Iterator[str]:
    try:
        Limit.parse(text)
    except ValueError as error:
        yield f"{place}: {error}"


def _place(places: PlaceFinder, kind: str, index: int, row: Any) -> str:
    slug = row.get("slug") if isinstance(row, dict) else None
    called = f"{CALLED[kind]} {index + 1}" + (f" ({slug})" if slug else "")
    return f"Baris {places.line(kind, index)}, {called}"
