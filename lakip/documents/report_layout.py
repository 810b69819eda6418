"""How a report lies on its pages: the same for its PDF and its Word file.

The cover stands alone; front matter up to the first chapter with a number is counted in roman
numerals, the rest from 1. A table of many columns gets a page that lies on its side.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from lakip.documents.added_pictures import drawing_of
from lakip.documents.blocks import (
    Block,
    Break,
    Contents,
    Cover,
    Heading,
    Note,
    Picture,
    Report,
    Section,
    Sheet,
    Signatures,
    Table,
    plain,
)
from lakip.documents.charts import alternative, draw
from lakip.documents.charts_data import Chart

MOST_UPRIGHT = 8  # A table of more columns lies on its side.
DEEPEST = 4
LISTED_TO = 3  # Headings below this level are not in the contents.
LISTS = {"isi": "Daftar Isi", "tabel": "Daftar Tabel", "gambar": "Daftar Gambar"}
NOTHING_LISTED = {
    "isi": "Laporan ini tidak memuat judul bagian.",
    "tabel": "Laporan ini tidak memuat tabel bernomor.",
    "gambar": "Laporan ini tidak memuat gambar bernomor.",
}


class Stage(StrEnum):
    """Which part of the report pages belong to, and so how they are numbered."""

    COVER = "cover"
    FRONT = "front"
    BODY = "body"


@dataclass(frozen=True)
class Pages:
    """Blocks on pages of one kind, by their places in the report.

    `restarts` tells that the numbers of the pages begin anew.
    """

    stage: Stage
    landscape: bool
    restarts: bool
    places: tuple[int, ...]


@dataclass(frozen=True)
class Entry:
    """A line of the contents, and the name of the place in the Word file that it leads to."""

    level: int
    number: str
    text: str
    anchor: str


def pages_of(report: Report) -> tuple[Pages, ...]:
    """The report's pages by their kind, none of them empty."""
    made: list[Pages] = []
    stages: set[Stage] = set()
    for stage, landscape, places in _cut(report.blocks):
        if places:
            made.append(Pages(stage, landscape, stage not in stages, tuple(places)))
            stages.add(stage)
    return tuple(made)


def _cut(blocks: Sequence[Block]) -> Iterator[tuple[Stage, bool, list[int]]]:
    stage, landscape, held = Stage.FRONT, False, list[int]()
    aside = False  # Whether the pages lie on their side for a table only.
    for at, block in enumerate(blocks):
        if isinstance(block, Cover):
            yield stage, landscape, held
            yield Stage.COVER, False, [at]
            held = []
        elif isinstance(block, Break):
            yield stage, landscape, held
            landscape, held, aside = block.landscape, [], False
        elif begins_body(block) and stage is Stage.FRONT:
            yield stage, landscape, held
            # Pages turned for a table turn back; those turned by hand stay.
            stage, held, landscape, aside = Stage.BODY, [at], landscape and not aside, False
        elif _is_wide(block) and not landscape:
            stays = len(held)
            while stays and isinstance(blocks[held[stays - 1]], Section | Heading):
                stays -= 1  # A heading goes with its table.
            yield stage, landscape, held[:stays]
            held, landscape, aside = [*held[stays:], at], True, True
        elif aside and not isinstance(block, Signatures | Note) and not _is_wide(block):
            yield stage, landscape, held
            landscape, held, aside = False, [at], False
        else:
            held.append(at)
    yield stage, landscape, held


def _is_wide(block: Block) -> bool:
    return isinstance(block, Table) and len(block.headings) > MOST_UPRIGHT


def begins_body(block: Block) -> bool:
    """The first chapter that has a number."""
    return isinstance(block, Section) and block.level == 1 and bool(block.number)


def entries(blocks: Sequence[Block], kind: str) -> list[Entry]:
    """What a list of the report holds, in its order."""
    named = anchors(blocks)
    found = []
    for at, block in enumerate(blocks):
        match block:
            case Section() if kind == "isi" and block.level <= LISTED_TO:
                found.append(Entry(block.level, block.number, block.text, named[at]))
            case Contents() if kind == "isi":
                found.append(Entry(1, "", LISTS[block.kind], named[at]))
            case Table() if kind == "tabel" and block.number:
                found.append(Entry(1, block.number, block.caption, named[at]))
            case Chart() | Picture() if kind == "gambar" and block.number:
                found.append(Entry(1, block.number, block.caption, named[at]))
    return found


def anchors(blocks: Sequence[Block]) -> dict[int, str]:
    """The name of each place that a list leads to, by its block's place in the report."""
    led_to = [
        at
        for at, block in enumerate(blocks)
        if isinstance(block, Section | Contents)
        or (isinstance(block, Table | Chart | Picture) and block.number)
    ]
    return {at: f"_Toc{number:08}" for number, at in enumerate(led_to, start=1)}


def depths(blocks: Sequence[Block]) -> list[int]:
    """How deep each heading is for a reader of structure, who must not miss a level; else 0.

    A plain `Heading` is one level below the part it stands in.
    """
    found, last, part = [], 0, 0
    for block in blocks:
        depth = 0
        if isinstance(block, Section):
            depth = part = last = min(max(block.level, 1), last + 1, DEEPEST)
        elif isinstance(block, Contents):
            depth = part = last = 1
        elif isinstance(block, Heading):
            depth = last = min(part + 1, DEEPEST)
        found.append(depth)
    return found


def told(sheet: Sheet) -> dict[str, Any]:
    """The sheet as the typesetter takes it: charts drawn, and a report by its pages."""
    deep = depths(sheet.blocks)
    if not isinstance(sheet, Report):
        blocks = [
            plain(block) if isinstance(block, Heading) else _told(block, depth)
            for block, depth in zip(sheet.blocks, deep, strict=True)
        ]
        return {**plain(replace(sheet, blocks=())), "blocks": blocks}
    parts = [
        {
            "stage": str(part.stage),
            "landscape": part.landscape,
            "restarts": part.restarts,
            "blocks": [_told(sheet.blocks[at], deep[at]) for at in part.places],
        }
        for part in pages_of(sheet)
    ]
    lists = {kind: bool(entries(sheet.blocks, kind)) for kind in LISTS}
    return {**plain(replace(sheet, blocks=())), "parts": parts, "lists": lists}


def _told(block: Block, depth: int) -> dict[str, Any]:
    said: dict[str, Any] = plain(block)
    match block:
        case Chart():
            said |= {"drawing": draw(block), "alt": alternative(block), "points": []}
        case Picture():
            said |= {"drawing": drawing_of(block), "alt": block.caption}
        case Section():
            said |= {"depth": depth, "listed": block.level <= LISTED_TO}
        case Contents():
            said |= {"heading": LISTS[block.kind], "nothing": NOTHING_LISTED[block.kind]}
        case Heading():
            said |= {"depth": depth}
    return said
