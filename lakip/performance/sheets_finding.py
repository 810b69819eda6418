"""Finds a form's table in a workbook that people worked in: its headings, its rows, its cells.

Columns may stand in another order and rows too, lines may have been put above, and the sheet may
bear another name. What cannot be found without guessing is said, not guessed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from xml.parsers import expat

from openpyxl.utils import coordinate_to_tuple, get_column_letter, range_boundaries

from lakip.performance.forms import Fault
from lakip.performance.sheets_layout import Context, Part, SheetColumn, in_one_line

# A form of the largest agency has some hundred rows; what lies further below is not read.
MOST_ROWS, MOST_COLUMNS, MOST_MERGED = 2_000, 64, 5_000
# As many as Excel has columns. openpyxl holds a whole row, so a longer one would fill the memory.
_CELLS_IN_A_ROW = 16_384
_HEADINGS_WITHIN = 60
_ENOUGH_HEADINGS = 3

NO_TABLE = (
    "Lembar {sheet} tidak ditemukan, atau hampir semua judul kolomnya berubah. Unduh formatnya "
    "lagi, salin isian Anda ke dalamnya, lalu unggah."
)
RENAMED = (
    "Sel {cell} di lembar {sheet} berbunyi “{found}”, seharusnya “{heading}”. Kembalikan judul "
    "itu agar isian kolomnya dapat dibaca."
)
NO_COLUMN = (
    "Kolom “{heading}” tidak ada di lembar {sheet}. Tulis lagi judul itu pada baris {row}, di atas "
    "isiannya."
)
TWICE = (
    "Judul “{heading}” ada pada sel {cells} di lembar {sheet}. Hapus kolom yang tidak dipakai agar "
    "jelas isian mana yang benar."
)


@dataclass(frozen=True, kw_only=True)
class Grid:
    """One sheet as cells of openpyxl, and what openpyxl does not tell when it reads only.

    Rows and columns are counted from 0. `formulas` are the places with a formula; `merged` are
    ranges as (first row, first column, last row, last column); `rows_beyond` is the number of the
    last filled row if that is more than is read, else 0.
    """

    name: str
    rows: Sequence[Sequence[Any]]
    formulas: frozenset[tuple[int, int]] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    rows_beyond: int = 0


@dataclass(frozen=True, kw_only=True)
class Table:
    """A form's table as found: where the headings are, and in which columns the answers stand."""

    grid: Grid
    part: Part
    heading_row: int
    columns: Mapping[str, int]
    faults: tuple[Fault, ...] = ()

    @property
    def answered(self) -> list[tuple[SheetColumn, int]]:
        """The columns that are answered, with their places."""
        return [
            (column, self.columns[column.slug])
            for column in self.part.columns
            if column.field and column.slug in self.columns
        ]

    def text_at(self, row: int, slug: str) -> str:
        """The words in a column that is not answered, or nothing."""
        place = self.columns.get(slug)
        if place is None or place >= len(self.grid.rows[row]):
            return ""
        value = self.grid.rows[row][place].value
        # Some programs write a key of digits back as a number.
        return str(value) if isinstance(value, str | int) else ""


def read_grid(sheet: Any) -> Grid:
    """Read a sheet of openpyxl's read-only kind, up to the most rows and columns."""
    scan = _scan(sheet)
    last = min(scan.last_row, MOST_ROWS)
    rows: list[Sequence[Any]] = []
    if last:
        # Never a row more: behind the last one openpyxl reads rules and colours, which some
        # applications write in ways that it takes for an error.
        found = sheet.iter_rows(min_row=1, max_row=last, min_col=1, max_col=MOST_COLUMNS)
        rows = list(islice(found, last))
    return Grid(
        name=sheet.title,
        rows=rows,
        formulas=frozenset(scan.formulas),
        merged=tuple(scan.merged),
        rows_beyond=scan.last_row if scan.last_row > MOST_ROWS else 0,
    )


def find_table(grids: Iterable[Grid], part: Part) -> Table | Fault:
    """The table of that part: on the sheet of its name, else on any that has its headings."""
    ordered = sorted(grids, key=lambda grid: _normal(grid.name) != _normal(part.sheet))
    for grid in ordered:
        table = _table_in(grid, part)
        if table:
            return table
    return Fault(sentence=NO_TABLE.format(sheet=part.sheet), sheet=part.sheet)


def cell_name(row: int, column: int) -> str:
    """The cell as Excel names it; row and column are counted from 0."""
    return f"{get_column_letter(column + 1)}{row + 1}"


def normal_name(text: str) -> str:
    """A name as names are compared: its first line, without double spaces, in small letters."""
    return _normal(text.strip().partition("\n")[0])


def _normal(text: str) -> str:
    return in_one_line(text).casefold()


def _table_in(grid: Grid, part: Part) -> Table | None:
    known = {_normal(column.heading): column for column in part.columns}
    best, best_row = 0, 0
    for at, row in enumerate(grid.rows[:_HEADINGS_WITHIN]):
        found = {text for _, text in _texts(row)} & known.keys()
        if len(found) > best:
            best, best_row = len(found), at
        if best == len(known):
            break
    if best < _ENOUGH_HEADINGS:
        return None
    return _Headings(grid, part, best_row).table()


def _texts(row: Sequence[Any]) -> list[tuple[int, str]]:
    """The words of a row with their columns, as headings are compared."""
    return [
        (at, _normal(cell.value))
        for at, cell in enumerate(row)
        if isinstance(cell.value, str) and cell.value.strip()
    ]


class _Headings:
    """The row of headings of one sheet, compared with what it should be."""

    def __init__(self, grid: Grid, part: Part, row: int) -> None:
        self.grid, self.part, self.row = grid, part, row
        self.found = _texts(grid.rows[row])
        known = {_normal(column.heading) for column in part.columns}
        self.unknown = [(at, text) for at, text in self.found if text not in known]

    def table(self) -> Table:
        columns: dict[str, int] = {}
        faults: list[Fault] = []
        for column in self.part.columns:
            places = [at for at, text in self.found if text == _normal(column.heading)]
            if len(places) == 1:
                columns[column.slug] = places[0]
            elif places and (column.field or column.slug == Context.KEY):
                faults.append(self._twice(column, places))
        missing = [c for c in self.part.columns if c.field and c.slug not in columns]
        missing = [c for c in missing if not self._is_there(c)]
        faults += [self._missing(column, columns, len(missing)) for column in missing]
        return Table(
            grid=self.grid,
            part=self.part,
            heading_row=self.row,
            columns=columns,
            faults=tuple(faults),
        )

    def _is_there(self, column: SheetColumn) -> bool:
        return any(text == _normal(column.heading) for _, text in self.found)

    def _twice(self, column: SheetColumn, places: list[int]) -> Fault:
        cells = [cell_name(self.row, at) for at in places]
        said = f"{', '.join(cells[:-1])} dan {cells[-1]}"
        sentence = TWICE.format(heading=column.heading, cells=said, sheet=self.grid.name)
        return Fault(sentence=sentence, sheet=self.grid.name, cell=cells[0], field=column.slug)

    def _missing(self, column: SheetColumn, columns: Mapping[str, int], count: int) -> Fault:
        """Name the heading that was changed where it is plain which one it was."""
        at = self._renamed(column, columns, count)
        if at is None:
            sentence = NO_COLUMN.format(
                heading=column.heading, sheet=self.grid.name, row=self.row + 1
            )
            return Fault(sentence=sentence, sheet=self.grid.name, field=column.slug)
        cell = cell_name(self.row, at)
        shown = in_one_line(str(self.grid.rows[self.row][at].value))[:60]
        sentence = RENAMED.format(
            cell=cell, sheet=self.grid.name, found=shown, heading=column.heading
        )
        return Fault(sentence=sentence, sheet=self.grid.name, cell=cell, field=column.slug)

    def _renamed(self, column: SheetColumn, columns: Mapping[str, int], count: int) -> int | None:
        if count == 1 and len(self.unknown) == 1:
            return self.unknown[0][0]
        place = next(i for i, each in enumerate(self.part.columns) if each is column)
        neighbours = (self.part.columns[i].slug for i in (place - 1, place + 1))
        sides = [columns.get(slug) for slug in neighbours]
        between = [
            at
            for at, _ in self.unknown
            if at - 1 == sides[0] or (sides[1] is not None and at + 1 == sides[1])
        ]
        return between[0] if len(between) == 1 else None


@dataclass
class _Scan:
    """What a stream over the sheet's XML finds; rows and columns of formulas from 0."""

    formulas: set[tuple[int, int]] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    last_row: int = 0
    row: int = 0
    column: int = 0
    cells: int = 0
    in_cell: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Counts as openpyxl does: a row or cell without a reference follows the one before."""
        name = tag.rpartition(":")[2]
        if name == "c":
            self._enter(attributes.get("r"))
        elif name == "row":
            self.row, self.column = int(attributes.get("r") or self.row + 1), 0
            self.cells = 0
        elif self.in_cell and name in ("v", "is"):
            self.last_row = max(self.last_row, self.row)
        elif self.in_cell and name == "f":
            self.last_row = max(self.last_row, self.row)
            if self.row <= MOST_ROWS and self.column <= MOST_COLUMNS:
                self.formulas.add((self.row - 1, self.column - 1))
        elif name == "mergeCell" and len(self.merged) < MOST_MERGED:
            left, top, right, bottom = range_boundaries(attributes["ref"])
            self.merged.append((top - 1, left - 1, bottom - 1, right - 1))

    def end(self, tag: str) -> None:
        """Leave a cell."""
        if tag == "c" or tag.endswith(":c"):
            self.in_cell = False

    def _enter(self, reference: str | None) -> None:
        self.in_cell = True
        self.cells += 1
        if self.cells > _CELLS_IN_A_ROW:
            raise ValueError("a row longer than a sheet is wide")
        if reference:
            self.row, self.column = coordinate_to_tuple(reference)
        else:
            self.column += 1


def _scan(sheet: Any) -> _Scan:
    """Formulas, merged cells and the last filled row, which openpyxl keeps to itself."""
    scan = _Scan()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = scan.start, scan.end
    with sheet._get_source() as source:
        parser.ParseFile(source)
    return scan
