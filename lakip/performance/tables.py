"""Any table of figures as rows with recognised columns, from CSV or from the cells of a sheet.

The headings may stand below a few lines of title, and in two rows (`2024` over
`Target | Realisasi | Capaian`). A data row is counted from 1, below the headings; lines without
any cell are not counted.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from lakip.performance.figures_cells import Raw
from lakip.performance.numbers import Unreadable
from lakip.performance.tables_headings import FIGURES, Column, Role, plain, understand

# A heading below this row is not looked for.
HEADING_ROWS = 15
MOST_COLUMNS = 200
# What is longer is a sentence in which the words of headings happen to stand.
_LONGEST_HEADING = 100
_DELIMITERS = ",;\t|"

EMPTY_FILE = "Berkas ini kosong."
NO_HEADINGS = (
    "Judul kolom tidak ditemukan pada 15 baris pertama. Tabel harus mempunyai baris judul, "
    "misalnya: indikator, satuan, target, realisasi, capaian; atau: program, pagu, realisasi, %."
)
NOT_TEXT = "Isi berkas ini bukan teks CSV. Simpan ulang sebagai CSV atau XLSX, lalu coba lagi."
BROKEN_CSV = (
    "Berkas CSV ini rusak pada baris {line}: tanda kutip tidak ditutup atau sel terlalu panjang."
)


@dataclass(frozen=True, slots=True)
class Row:
    """One data row, counted from 1; cells beyond the headings are left out."""

    number: int
    cells: tuple[Raw, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Recognised columns and the rows below them."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def read_csv(data: bytes) -> Table:
    """The table in a CSV file; raises Unreadable with a sentence for the user.

    The encoding (UTF-8, UTF-16, else Windows-1252) and the delimiter are found out.
    """
    text = _decode(data)
    if not text.strip():
        raise Unreadable(EMPTY_FILE)
    delimiter = max(_DELIMITERS, key=lambda sign: _fitness(text, sign))
    return recognise(_records(text, delimiter))


def recognise(grid: Iterable[Sequence[Raw | None]]) -> Table:
    """The table in a grid of cells; raises Unreadable when no headings are found."""
    rows = (_trimmed(cells) for cells in grid)
    counted = (cells for cells in rows if cells)
    top = list(islice(counted, HEADING_ROWS + 1))
    columns, first = _headings(top)
    width = max((column.at for column in columns), default=0) + 1
    below = chain(top[first:], counted)
    numbered = _without_column_numbers(below)
    kept = tuple(Row(number, cells[:width]) for number, cells in enumerate(numbered, start=1))
    if kept and not any(_holds_figures(row, columns) for row in kept):
        raise Unreadable(NO_HEADINGS)
    return Table(columns, kept)


def _holds_figures(row: Row, columns: tuple[Column, ...]) -> bool:
    """Whether anything with a digit stands in a column of figures."""
    cells = (
        row.cells[one.at] for one in columns if one.role in FIGURES and one.at < len(row.cells)
    )
    return any(any(sign.isdigit() for sign in str(cell)) for cell in cells)


def _trimmed(cells: Sequence[Raw | None]) -> tuple[Raw, ...]:
    return tuple("" if cell is None else cell for cell in cells[:MOST_COLUMNS])


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    for order, zeros in (("utf-16-le", data[1:400:2]), ("utf-16-be", data[0:400:2])):
        if len(zeros) > 8 and zeros.count(0) * 10 > len(zeros) * 8:
            return data.decode(order, errors="replace")
    if b"\0" in data[:4096]:
        raise Unreadable(NOT_TEXT)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from reader
    except csv.Error as error:
        raise Unreadable(BROKEN_CSV.format(line=reader.line_num)) from error


def _fitness(text: str, delimiter: str) -> tuple[int, int]:
    """How well the delimiter fits: first by the headings it yields, then by the cells."""
    sample = text[:40_000]
    try:
        rows = [tuple(row) for row in islice(_records(sample, delimiter), HEADING_ROWS + 1)]
    except Unreadable:
        rows = []
    best = max((_score(tuple(_columns(row))) for row in rows), default=0)
    return best, sum(len(row) for row in rows)


def _headings(top: list[tuple[Raw, ...]]) -> tuple[tuple[Column, ...], int]:
    """The recognised columns, and the index of the first row below the headings."""
    best: tuple[int, tuple[Column, ...], int] = (0, (), 0)
    for at in range(min(len(top), HEADING_ROWS)):
        for columns, below in _candidates(top, at):
            if (score := _score(columns)) > best[0]:
                best = score, columns, below
    if not best[0]:
        raise Unreadable(NO_HEADINGS if top else EMPTY_FILE)
    return best[1], best[2]


def _candidates(top: list[tuple[Raw, ...]], at: int) -> Iterator[tuple[tuple[Column, ...], int]]:
    """The headings if they begin in that row: one row of them, or two."""
    yield tuple(_columns(top[at])), at + 1
    if at + 1 < len(top) and (joined := _joined(top[at], top[at + 1])):
        yield tuple(_columns(joined)), at + 2


def _columns(cells: Sequence[Raw]) -> Iterator[Column]:
    for at, cell in enumerate(cells):
        heading = cell.strip() if isinstance(cell, str) else str(cell)
        if heading and len(heading) <= _LONGEST_HEADING:
            role, period = understand(heading)
            yield Column(at, heading, role, period)


def _joined(upper: Sequence[Raw], lower: Sequence[Raw]) -> list[str] | None:
    """Two rows of headings as one; None when the lower row cannot be headings."""
    names = [str(cell).strip() for cell in lower]
    if not any(understand(name)[0] in FIGURES or _is_year(name) for name in names if name):
        return None
    if any(name and _holds_figure(name) for name in names):
        return None
    joined, group = [], ""
    for at in range(max(len(upper), len(names))):
        over = str(upper[at]).strip() if at < len(upper) else ""
        under = names[at] if at < len(names) else ""
        group = over or (group if under else "")
        joined.append(f"{group} {under}".strip())
    return joined


def _is_year(name: str) -> bool:
    return name.isdigit() and name[:2] in ("19", "20") and len(name) == 4


def _holds_figure(name: str) -> bool:
    """A cell that begins with a digit and is no year is data, not a heading."""
    return name[0].isdigit() and not _is_year(name)


def _score(columns: tuple[Column, ...]) -> int:
    """How much of a row are headings; 0 when it cannot be checked by them."""
    roles = [column.role for column in columns if column.role is not Role.NOTHING]
    figures = [role for role in roles if role in FIGURES]
    if len(figures) < 2 or len(set(roles)) < 2:
        return 0
    # A period that is named tells two columns of one role apart.
    told_apart = {(column.role, column.period) for column in columns}
    return 2 * len(roles) + len(told_apart)


def _without_column_numbers(rows: Iterable[tuple[Raw, ...]]) -> Iterator[tuple[Raw, ...]]:
    """Leaves out a first row that only numbers the columns: (1) (2) (3) (4=3/2)."""
    for at, cells in enumerate(rows):
        if at or not _numbers_columns(cells):
            yield cells


def _numbers_columns(cells: tuple[Raw, ...]) -> bool:
    names = [plain(str(cell)) for cell in cells if str(cell).strip()]
    firsts = [name.split(" ", 1)[0] for name in names]
    if len(firsts) < 3 or not all(first.isdigit() for first in firsts):
        return False
    numbers = [int(first) for first in firsts]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 2
