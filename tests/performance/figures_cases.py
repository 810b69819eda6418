"""The tables of `figures_cases.toml` and what the checker makes of them, kind by kind.

Shown with `python -m tests.performance.figures_cases`.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lakip.performance.figures import Finding, check
from lakip.performance.tables import Table, read_csv

_FILE = Path(__file__).parent / "figures_cases.toml"


@dataclass(frozen=True, kw_only=True)
class Case:
    """One table and what is wrong in it, by data row."""

    name: str
    table: str
    expects: Mapping[str, list[str]] = field(default_factory=dict)
    may: Mapping[str, list[str]] = field(default_factory=dict)

    def read(self) -> Table:
        """The table as it is read from CSV."""
        return read_csv(self.table.strip().encode())

    def findings(self) -> list[Finding]:
        """What the checker says of the table."""
        return check(self.read())


CASES = tuple(Case(**one) for one in tomllib.loads(_FILE.read_text(encoding="utf-8"))["case"])


def outcomes(case: Case) -> Iterator[tuple[str, str, bool, bool]]:
    """For each row and kind: whether it is a mistake there, and whether it was found."""
    found = {(str(one.row), one.kind.value) for one in case.findings()}
    for row, kinds in case.expects.items():
        hit = next((kind for kind in kinds if (row, kind) in found), None)
        yield row, hit or kinds[0], True, hit is not None
    for row, kind in sorted(found):
        if kind not in case.expects.get(row, []) and kind not in case.may.get(row, []):
            yield row, kind, False, True


def measured() -> dict[str, Counter[str]]:
    """For each kind how many mistakes were found, missed, and falsely said."""
    counts: dict[str, Counter[str]] = {}
    for case in CASES:
        for _, kind, is_mistake, is_found in outcomes(case):
            word = ("found" if is_found else "missed") if is_mistake else "false"
            counts.setdefault(kind, Counter())[word] += 1
    return counts


if __name__ == "__main__":
    rows = sum(len(case.read().rows) for case in CASES)
    print(f"{len(CASES)} tables, {rows} rows")
    for kind, count in sorted(measured().items()):
        print(
            f"{kind:<12} found {count['found']}, missed {count['missed']}, false {count['false']}"
        )
