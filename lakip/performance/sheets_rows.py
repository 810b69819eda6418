"""Tells which row of the form each row of a sheet is, also where rows were moved or copied."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from lakip.performance.forms import BudgetRow, Fault, FormRow
from lakip.performance.sheets_finding import Grid, Table, cell_name, normal_name
from lakip.performance.sheets_judging import is_empty
from lakip.performance.sheets_layout import Context, in_one_line

STRANGE_ROW = (
    "Baris {row} di lembar {sheet} berisi isian, tetapi bukan baris dari format ini. Pindahkan "
    "isiannya ke baris yang sesuai; baris baru tidak dibaca."
)
MIXED_ROW = (
    "Baris {row} di lembar {sheet} memuat nama “{name}”, tetapi pengenalnya milik “{other}”; "
    "mungkin hanya sebagian kolom yang diurutkan. Unduh formatnya lagi dan salin isian baris itu."
)
ASKED_NO_MORE = "Baris {row} di lembar {sheet} tidak ditanyakan lagi; isiannya tidak diambil."
SAME_NAME = (
    "Baris {row} di lembar {sheet}: pengenal barisnya terhapus dan ada lebih dari satu baris "
    "bernama “{name}”. Unduh formatnya lagi dan salin isian baris itu."
)

type Row = FormRow | BudgetRow


@dataclass
class Place:
    """A row of the form as found: where it stands, and which row it is."""

    at: int
    row: Row


class Rows:
    """Tells which row of the form each row of the sheet is."""

    def __init__(self, table: Table, keys: frozenset[str], faults: list[Fault]) -> None:
        self.table, self.keys, self.faults = table, keys, faults
        self.remarks: list[str] = []
        self.met: set[str] = set()
        self.by_key: Mapping[str, Row] = {row.key: row for row in table.part.rows}
        self.names = Counter(normal_name(row.name) for row in table.part.rows)
        self.by_name: Mapping[str, Row] = {normal_name(row.name): row for row in table.part.rows}

    def places(self) -> list[Place]:
        """The rows of the form in the order in which they stand."""
        found = []
        for at in range(self.table.heading_row + 1, len(self.table.grid.rows)):
            row = self._row_at(at)
            if row is not None:
                self.met.add(row.key)
                found.append(Place(at, row))
        return found

    def _row_at(self, at: int) -> Row | None:
        name = normal_name(self.table.text_at(at, Context.NAME))
        key = self.table.text_at(at, Context.KEY).strip()
        by_key, by_name = self.by_key.get(key), self.by_name.get(name)
        if by_key is None and key in self.keys:
            if self._filled(at):
                self.remarks.append(ASKED_NO_MORE.format(row=at + 1, sheet=self.table.grid.name))
            return None
        if by_key is None:
            return self._by_name(at, name, by_name)
        if by_name is None or normal_name(by_key.name) == name:
            return by_key
        ours, other = in_one_line(by_name.name), in_one_line(by_key.name)
        self.met |= {by_key.key, by_name.key}
        self._refuse(at, MIXED_ROW, name=ours, other=other)
        return None

    def _by_name(self, at: int, name: str, by_name: Row | None) -> Row | None:
        """A row without a key of ours: its name tells, where only one row bears it."""
        if by_name is None:
            self._refuse(at, STRANGE_ROW)
        elif self.names[name] > 1:
            self.met |= {row.key for row in self.by_key.values() if normal_name(row.name) == name}
            self._refuse(at, SAME_NAME, name=in_one_line(by_name.name))
            return None
        return by_name

    def _refuse(self, at: int, sentence: str, **words: str) -> None:
        """Say what is wrong with a row in which something was filled; others may be anything."""
        if filled := self._filled(at):
            sheet = self.table.grid.name
            said = sentence.format(row=at + 1, sheet=sheet, **words)
            cell = cell_name(at, filled[0])
            self.faults.append(Fault(sentence=said, sheet=sheet, cell=cell))

    def _filled(self, at: int) -> list[int]:
        grid = self.table.grid
        return [place for _, place in self.table.answered if is_filled(grid, at, place)]


def is_filled(grid: Grid, row: int, column: int) -> bool:
    """Whether something that can be seen stands in that cell."""
    return column < len(grid.rows[row]) and not is_empty(grid.rows[row][column])
