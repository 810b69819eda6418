"""Every right published row, spoiled in one way at a time, is found to be spoiled in that way."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from lakip.performance.figures import Kind, check
from lakip.performance.figures_formulas import Formula
from lakip.performance.numbers import meanings, show
from lakip.performance.tables import recognise

TARGET, ACTUAL, RESULT = "target", "realisasi", "capaian_published"
WRONG = {"positif": Formula.MIRROR, "negatif": Formula.DIVIDE}


def right_rows() -> list[dict[str, str]]:
    """The rows that a formula reproduces and whose target of that year is printed."""
    path = Path(__file__).parent / "published" / "indicators.csv"
    rows = csv.DictReader(path.read_text().splitlines())
    return [
        row for row in rows if row["status"] == "reproduced" and "not printed" not in row[TARGET]
    ]


def value(row: dict[str, str], column: str) -> Decimal | None:
    """The figure of a cell that holds nothing else."""
    found = meanings(row[column])
    return found[0].value if found else None


def kinds(row: dict[str, str]) -> set[Kind]:
    """What is said of a table of that row alone."""
    return {one.kind for one in check(recognise([list(row), list(row.values())]))}


def spoiled(row: dict[str, str], how: Kind) -> dict[str, str] | None:
    """The row with one mistake of that kind; None where it would be none."""
    target, actual, result = (value(row, column) for column in (TARGET, ACTUAL, RESULT))
    if not target or not actual or result is None or target == actual:
        return None
    if how is Kind.PASTED:
        # A target of 100, and a share of a limit, leave no trace of a copy.
        is_trace = target != 100 and result not in (100, 150)
        return {**row, ACTUAL: row[RESULT]} if is_trace else None
    if how is Kind.UNIT:
        return {**row, ACTUAL: show(actual / 100)}
    formula = WRONG.get(row["polarity"].split(" ")[0])
    wrong = formula.of(actual / target) if formula else None
    return {**row, RESULT: show(wrong, places=2)} if wrong is not None else None


@pytest.mark.parametrize("how", [Kind.PASTED, Kind.UNIT, Kind.FORMULA])
def test_spoiled_rows_are_found(how: Kind) -> None:
    made = [bad for row in right_rows() if (bad := spoiled(row, how))]
    assert len(made) > 25
    assert [bad for bad in made if how not in kinds(bad)] == []


def test_right_rows_stay_right_when_they_stand_alone() -> None:
    assert [row for row in right_rows() if kinds(row) & {Kind.ARITHMETIC, Kind.FORMULA}] == []
