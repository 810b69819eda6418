"""What a file says of a plan, as records; and how they go from the child to whoever asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lakip.performance.forms import Fault
from lakip.performance.plan_cells import Measure
from lakip.performance.plan_columns import Sheet
from lakip.performance.plan_finding import cell_name


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a sheet; `row` as a person counts it. `said` are canonical texts, or EMPTIED."""

    sheet: Sheet
    row: int
    code: str
    said: Mapping[str, str | None]


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of the plan before: its years, and what each indicator's values are.

    The keys of `measures` are codes in small letters.
    """

    years: tuple[int, int] | None = None
    measures: Mapping[str, Measure] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ReadPlan:
    """What a file says of a plan. Where there are faults, nothing of it may be taken over.

    `names` is how the file calls each sheet, `columns` where each key stands.
    """

    records: tuple[Record, ...] = ()
    names: Mapping[Sheet, str] = field(default_factory=dict)
    columns: Mapping[Sheet, Mapping[str, int]] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    remarks: tuple[str, ...] = ()

    def cell(self, record: Record, key: str) -> str:
        """The cell in which the record says this, as Excel names it; its row where it does not."""
        at = self.columns.get(record.sheet, {}).get(key)
        return f"baris {record.row}" if at is None else cell_name(record.row - 1, at)

    def of(self, sheet: Sheet) -> list[Record]:
        """The records of one sheet."""
        return [record for record in self.records if record.sheet is sheet]


def refused(*sentences: str) -> ReadPlan:
    """The answer to a file of which nothing can be read."""
    return ReadPlan(faults=tuple(Fault(sentence=sentence) for sentence in sentences))


def as_data(found: ReadPlan) -> Iterator[Any]:
    """What was read, in pieces that JSON can carry: what it is first, then its records."""
    yield {
        "names": dict(found.names),
        "columns": {sheet: dict(columns) for sheet, columns in found.columns.items()},
        "faults": [[fault.sentence, fault.sheet, fault.cell] for fault in found.faults],
        "remarks": list(found.remarks),
    }
    for record in found.records:
        yield [record.sheet, record.row, record.code, record.said]


def from_data(pieces: Iterator[Any]) -> ReadPlan:
    """What `as_data` took apart; raises TypeError, KeyError or ValueError for another form."""
    head = next(pieces)
    return ReadPlan(
        records=tuple(
            Record(Sheet(sheet), int(row), str(code), said) for sheet, row, code, said in pieces
        ),
        names={Sheet(sheet): str(name) for sheet, name in head["names"].items()},
        columns={Sheet(sheet): columns for sheet, columns in head["columns"].items()},
        faults=tuple(
            Fault(sentence=sentence, sheet=sheet, cell=cell)
            for sentence, sheet, cell in head["faults"]
        ),
        remarks=tuple(head["remarks"]),
    )
