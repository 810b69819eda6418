"""Lays out the SOP's own table: symbols, arrows and their pieces, cell by cell.

The drawing follows the annex of PermenPANRB 35/2012: one column for each performer, a capsule
for the first and the last step, a rectangle for work, a diamond where the SOP decides, arrows
from symbol to symbol, a pentagon where the flow goes on over the page. Every line is cut into
pieces that end at a cell's centre or edge, so that rows of any height still join up.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from lakip.sop.edition import Edition, Role, Step

TERMINAL, PROCESS, DECISION = "terminal", "process", "decision"

type _Pieces = dict[tuple[int, int], list[str]]


@dataclass(frozen=True)
class FlowCell:
    """What one performer's cell shows in one row, and what it says to who cannot see it."""

    role: Role
    symbol: str | None
    joined: bool
    pieces: tuple[str, ...]
    says: str


@dataclass(frozen=True)
class FlowRow:
    """One row of the SOP's table with its performer cells."""

    step: Step
    number: int
    cells: tuple[FlowCell, ...]
    returns_to: int | None
    ends_sheet: bool

    @property
    def by(self) -> Role:
        """The role whose symbol stands in this row."""
        return next(cell.role for cell in self.cells if cell.symbol)

    @property
    def joined_by(self) -> tuple[Role, ...]:
        """The roles that take part beside the performer."""
        return tuple(cell.role for cell in self.cells if cell.joined)


@dataclass(frozen=True)
class LiveRow:
    """A row of the table with what a journey adds to it; alone, it is the SOP's row."""

    flow: FlowRow
    state: str = ""
    standard: str = ""
    actual: str = ""
    is_over: bool = False
    rounds: int = 0
    due: datetime | None = None
    url: str = ""
    performer_names: Sequence[str] = ()
    papers: Sequence[Any] = ()


def layout(edition: Edition, *, sheet: int = 6) -> list[FlowRow]:
    """The rows of the edition's table. `sheet` is how many of them are printed on one page."""
    column = {role.slug: index for index, role in enumerate(edition.roles)}
    columns = [column[step.by] for step in edition.steps]
    pieces = _forward(columns, sheet)
    for row, step in enumerate(edition.steps):
        if step.returns_to and not step.returns_are_ours:
            _back(pieces, columns, row, edition.number(step.returns_to) - 1)
    return [_row(edition, row, pieces, sheet) for row in range(len(columns))]


def _forward(columns: Sequence[int], sheet: int) -> _Pieces:
    """The arrows from each step to the next: sideways in its own row, then down."""
    pieces: _Pieces = defaultdict(list)
    for row, (here, there) in enumerate(pairwise(columns)):
        _across(pieces, row, here, there, "")
        pieces[row, there].append("down")
        pieces[row + 1, there].append("arrive")
        if _ends_sheet(row, len(columns), sheet):
            pieces[row, there].append("sheet-out")
            pieces[row + 1, there].append("sheet-in")
    return pieces


def _across(pieces: _Pieces, row: int, here: int, there: int, prefix: str) -> None:
    """A line through the middle of a row, from one column's centre to another's."""
    for column, half in _halves(here, there):
        pieces[row, column].append(prefix + half)


def _halves(here: int, there: int) -> list[tuple[int, str]]:
    if here == there:
        return []
    leave, enter = ("right", "left") if there > here else ("left", "right")
    between = range(min(here, there) + 1, max(here, there))
    through = [(column, half) for column in between for half in ("left", "right")]
    return [(here, leave), *through, (there, enter)]


def _back(pieces: _Pieces, columns: Sequence[int], row: int, target: int) -> None:
    """The arrow of "Tidak": its own line where the way is free, else a numbered jump."""
    here, there = columns[row], columns[target]
    way_on = next((p for p in pieces[row, here] if p in ("left", "right", "down")), "down")
    pieces[row, here].append(f"yes-{way_on}")
    if not _is_free(pieces, columns, row, target):
        side = "left" if way_on == "right" else "right"
        pieces[row, here] += [f"jump-{side}", f"no-{side}"]
        return
    pieces[row, here].append("no-right" if there > here else "no-left")
    _across(pieces, row, here, there, "back-")
    pieces[row, there].append("back-up")
    for between in range(target + 1, row):
        pieces[between, there] += ["back-up", "back-down"]
    pieces[target, there].append("back-arrive")


def _is_free(pieces: _Pieces, columns: Sequence[int], row: int, target: int) -> bool:
    """Whether the line back would cover no forward line and cross no symbol."""
    here, there = columns[row], columns[target]
    if here == there or "down" in pieces[target, there]:
        return False
    if any(half in pieces[row, column] for column, half in _halves(here, there)):
        return False
    between = range(target + 1, row)
    return not any(columns[r] == there or "down" in pieces[r, there] for r in between)


def _ends_sheet(row: int, count: int, sheet: int) -> bool:
    return (row + 1) % sheet == 0 and row + 1 < count


def _row(edition: Edition, row: int, pieces: _Pieces, sheet: int) -> FlowRow:
    step = edition.steps[row]
    cells = tuple(
        FlowCell(
            role=role,
            symbol=_symbol(edition, row) if role.slug == step.by else None,
            joined=role.slug in step.joined_by,
            pieces=tuple(pieces[row, column]),
            says=_says(edition, row, role),
        )
        for column, role in enumerate(edition.roles)
    )
    return FlowRow(
        step=step,
        number=row + 1,
        cells=cells,
        returns_to=edition.number(step.returns_to) if step.returns_to else None,
        ends_sheet=_ends_sheet(row, len(edition.steps), sheet),
    )


def _decides(step: Step) -> bool:
    return bool(step.returns_to) and not step.returns_are_ours


def _symbol(edition: Edition, row: int) -> str:
    if _decides(edition.steps[row]):
        return DECISION
    return TERMINAL if row in (0, len(edition.steps) - 1) else PROCESS


def _says(edition: Edition, row: int, role: Role) -> str:
    step = edition.steps[row]
    if role.slug in step.joined_by:
        return "ikut serta"
    if role.slug != step.by:
        return ""
    if not _decides(step) or not step.returns_to:
        return "pelaksana"
    following = f"ya, ke langkah {row + 2}" if row + 1 < len(edition.steps) else "ya, selesai"
    return f"pelaksana, keputusan: {following}; tidak, kembali ke langkah " + str(
        edition.number(step.returns_to)
    )
