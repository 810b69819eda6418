"""What an import would do, row by row and cell by cell."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lakip.performance.forms import Fault
from lakip.performance.plan_columns import Sheet
from lakip.performance.plan_periods import What
from lakip.performance.plan_records import ReadPlan, Record

CELL = "Sel {cell} di lembar {sheet}"
ROW = "{cell} di lembar {sheet}"


class Verdict(StrEnum):
    """What a row of the file does."""

    NEW = "baru"
    CHANGED = "berubah"
    SAME = "sama"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One cell that changes what stands; `old` and `new` as people read them."""

    key: str
    heading: str
    cell: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class RowChange:
    """One row of the file. `wanted` are the canonical texts to be kept, empty ones taken away."""

    sheet: Sheet
    name: str
    row: int
    code: str
    title: str
    verdict: Verdict
    wanted: Mapping[str, str]
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What a file would do to a plan. With faults it does nothing."""

    rows: tuple[RowChange, ...] = ()
    absent: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def changing(self) -> tuple[RowChange, ...]:
        """The rows that are new or change something."""
        return tuple(row for row in self.rows if row.verdict is not Verdict.SAME)

    @property
    def may_apply(self) -> bool:
        """Whether there is something to be taken over, and nothing in the way."""
        return bool(self.changing) and not self.faults

    def count(self) -> dict[str, dict[Verdict, int]]:
        """How many rows of each sheet are new, changed and the same."""
        counted = Counter((row.sheet, row.verdict) for row in self.rows)
        sheets = dict.fromkeys(row.sheet for row in self.rows)
        return {
            str(sheet): {verdict: counted[sheet, verdict] for verdict in Verdict}
            for sheet in sheets
        }


def place_of(read: ReadPlan, record: Record, key: str) -> str:
    """Where the record says this, as a sentence begins."""
    cell, sheet = read.cell(record, key), read.names[record.sheet]
    words = ROW if cell.startswith("baris") else CELL
    return words.format(cell=cell[:1].upper() + cell[1:], sheet=sheet)


def figures_changed(rows: Iterable[RowChange]) -> int:
    """How many targets and actuals are new or changed."""
    figures = (What.TARGET, What.ACTUAL)
    return sum(key.partition(".")[0] in figures for row in rows for key in row.wanted)
