"""The spots of a draft that a remark can be put on: each paragraph, table and figure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lakip.documents.blocks import (
    Block,
    Cards,
    Facts,
    Picture,
    Section,
    Table,
)
from lakip.documents.charts_data import Chart
from lakip.papers.laporan_kinerja.facts import ReportFacts
from lakip.papers.laporan_kinerja.manuscript import places_in
from lakip.papers.laporan_kinerja.outline import Placed
from lakip.papers.laporan_kinerja.words import texts_of

PARAGRAPH = "{title}, paragraf {number}"
CELL = "{table}, baris {row}"
COLUMN = "{cell}, kolom {column}"
CARDS = "Kartu ikhtisar"
LONGEST_KEY = 800


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Where a remark is put. `key` lasts from draft to draft as long as the spot is there.

    `quote` is what stands there now.
    """

    key: str
    label: str
    quote: str = ""


def spots_of(placed: Sequence[Placed], facts: ReportFacts) -> list[Spot | None]:
    """The spot of each block in the order of the report; None where nothing can be remarked."""
    places = places_in(placed, facts)
    found: list[Spot | None] = []
    counts: dict[str, int] = {}
    trail: list[str] = []
    for one in placed:
        if one.block is None:
            continue
        if isinstance(one.block, Section):
            trail = [*trail[: one.block.level - 1], one.block.text]
        if one.place:
            counts[one.place] = number = counts.get(one.place, 0) + 1
            about = places[one.place].about.partition(":")[0]
            title = " ".join(filter(None, (places[one.place].title, about and f"({about})")))
            found.append(
                Spot(
                    key=f"{one.place}#{number}",
                    label=PARAGRAPH.format(title=title, number=number),
                    quote=_said(one.block),
                )
            )
        else:
            found.append(_computed(one.block, trail))
    return found


def place_of(key: str) -> str:
    """The place of the report that a spot lies at; empty for a computed one."""
    place, mark, number = key.rpartition("#")
    return place if mark and number.isdecimal() else ""


def _computed(block: Block, trail: Sequence[str]) -> Spot | None:
    """A table or figure is known by its caption and the headings above, which numbers are not."""
    match block:
        case Table() | Chart() | Picture() if block.caption:
            kind = "tabel" if isinstance(block, Table) else "gambar"
            return Spot(
                key=":".join((kind, *trail, block.caption))[:LONGEST_KEY],
                label=f"{block.number} {block.caption}".strip(),
            )
        case Cards():
            return Spot(key="kartu", label=CARDS)
    return None


def in_table(spot: Spot, table: Table, *, row: int, column: int) -> Spot:
    """The spot of a row, or of one cell of it; rows and columns counted from 1, 0 for none.

    Raises IndexError for a row or column that the table does not have.
    """
    if not row:
        return spot
    cells = table.rows[row - 1]
    named = cells[0].replace("\n", " ")
    found = replace(
        spot,
        key=f"{spot.key}|{named}",
        label=CELL.format(table=spot.label, row=named),
        quote=" | ".join(cells),
    )
    if not column:
        return found
    heading = table.headings[column - 1].replace("\n", " ")
    return replace(
        found,
        key=f"{found.key}|{heading}",
        label=COLUMN.format(cell=found.label, column=heading),
        quote=cells[column - 1],
    )


def _said(block: Block) -> str:
    if isinstance(block, Facts):
        return "\n".join(f"{label}: {value}" for label, value in block.rows)
    return "\n".join(texts_of(block))
