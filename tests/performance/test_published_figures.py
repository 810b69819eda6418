"""Published figures: whatever a report computed rightly comes out here to its last decimal."""

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest

from lakip.performance import numbers
from lakip.performance.measures import Achievement, Polarity, achievement
from lakip.performance.policy import Policy
from lakip.performance.values import Number, Range, Ratio, Value

PUBLISHED = Path(__file__).parent / "published" / "indicators.csv"
# What stands in the column `formula` of the published figures.
POLARITIES = {"r/t": Polarity.MAXIMIZE, "(2t-r)/t": Polarity.MINIMIZE}
FIGURE = r"-?\d[\d.,]*"


def rows(status: str) -> list[dict[str, str]]:
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["status"] == status]


def value(text: str) -> Value:
    """What is printed before any remark: "kurang dari 49 per 100.000" is 49."""
    for sign, kind in ((":", Ratio), ("[-–]", Range)):
        if two := re.fullmatch(rf"({FIGURE})\s*{sign}\s*({FIGURE})", text.strip()):
            return kind(numbers.read(two[1]), numbers.read(two[2]))
    found = re.search(FIGURE, text)
    assert found, text
    return Number(numbers.read(found[0], whole=True))


def ours(row: dict[str, str], *, places: int) -> Achievement:
    return achievement(
        target=value(row["target"]),
        actual=value(row["realisasi"]),
        polarity=POLARITIES[row["formula"].split()[0]],
        policy=Policy(places=places),
    )


def named(row: dict[str, str]) -> str:
    return f"{row['agency']} {row['year']}: {row['indikator']}"[:80]


@pytest.mark.parametrize("row", rows("reproduced"), ids=named)
def test_a_right_figure_is_reproduced_by_the_stated_formula(row: dict[str, str]) -> None:
    printed = numbers.meanings(row["capaian_published"])[-1]
    places = int(re.findall(r"\d", row["rounding"])[0])
    assert ours(row, places=places).shown == printed.value


@pytest.mark.parametrize("row", rows("NOT REPRODUCED"), ids=named)
def test_a_wrong_figure_is_not(row: dict[str, str]) -> None:
    printed = numbers.meanings(row["capaian_published"])[-1]
    assert ours(row, places=printed.places).shown != printed.value


def test_the_published_figures_are_all_there() -> None:
    assert len(rows("reproduced")) == 72
    assert len(rows("NOT REPRODUCED")) == 5
    assert value("1:17,9") == Ratio(Decimal(1), Decimal("17.9"))
