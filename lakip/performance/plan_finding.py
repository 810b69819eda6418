"""Which sheet of a file is which sheet of a plan: by its name, or by the headings that it has."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from lakip.performance.plan_cells import Odd
from lakip.performance.plan_columns import ALSO_CALLED, COLUMNS, EXPLANATION, LISTS, Column, Sheet
from lakip.performance.plan_periods import read_heading
from lakip.performance.plan_words import normal

HEADINGS_WITHIN = 30
ENOUGH_HEADINGS = 2


@dataclass(frozen=True, kw_only=True)
class RawSheet:
    """A sheet as it was found. Rows and columns are counted from 0.

    `merged` are ranges as (first row, first column, last row, last column); `odd` is what is
    beside the value of a cell.
    """

    name: str
    rows: Iterator[Sequence[object]]
    merged: Sequence[tuple[int, int, int, int]] = ()
    odd: Mapping[tuple[int, int], Odd] = field(default_factory=dict)


def cell_name(row: int, column: int) -> str:
    """The cell as Excel names it; row and column are counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


class Candidate:
    """A sheet of the file, of which only the first rows have been looked at."""

    def __init__(self, raw: RawSheet) -> None:
        self.raw = raw
        self.head = list(islice(raw.rows, HEADINGS_WITHIN))
        self.has_content = any(cell not in ("", None) for row in self.head for cell in row)
        called = normal(raw.name)
        self.named = next((sheet for sheet in Sheet if called in _NAMES[sheet]), None)

    def best_row(self, sheet: Sheet) -> tuple[int, int]:
        """The row that looks most like the headings, and how many of them it has."""
        scores = [self._score(row, sheet) for row in self.head]
        best = max(scores, default=0)
        return (scores.index(best), best) if scores else (0, 0)

    def _score(self, row: Sequence[object], sheet: Sheet) -> int:
        """How many headings of that sheet the row has; our own words weigh more than others."""
        texts = {normal(cell) for cell in row if isinstance(cell, str) and len(cell) < 100}
        own = HEADINGS[sheet]
        periods = sum(read_heading(text, sheet) is not None for text in texts)
        return periods + sum(_weight(text, own) for text in texts if text in own)

    def guessed(self) -> Sheet | None:
        """The plan's sheet whose headings this one has, its code or name among them."""
        scores = {sheet: self.best_row(sheet)[1] for sheet in Sheet}
        best = max(scores, key=lambda sheet: scores[sheet])
        is_ours = normal(self.raw.name) in _NOT_FILLED
        return best if scores[best] > ENOUGH_HEADINGS and not is_ours else None


def _weight(text: str, own: Mapping[str, Column]) -> int:
    return 2 if normal(own[text].heading) == text else 1


_NOT_FILLED = (normal(EXPLANATION), normal(LISTS))
_NAMES = {
    sheet: {normal(sheet), *(normal(other) for other in ALSO_CALLED[sheet])} for sheet in Sheet
}
# Our own headings come last, so that another spelling never takes their place.
HEADINGS: dict[Sheet, dict[str, Column]] = {
    sheet: {normal(other): column for column in columns for other in column.also}
    | {normal(column.heading): column for column in columns}
    for sheet, columns in COLUMNS.items()
}
