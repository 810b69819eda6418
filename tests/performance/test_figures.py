"""The number checker against real published tables and against tables made to go wrong."""

import csv
from pathlib import Path

import pytest

from lakip.performance.figures import Certainty, Finding, Kind, check, check_row
from lakip.performance.figures_polarity import Direction, Polarity
from lakip.performance.tables import read_csv
from tests.performance.figures_cases import CASES, Case, outcomes

PUBLISHED = Path(__file__).parent / "published"
JUDGING = {Kind.ARITHMETIC, Kind.FORMULA}
UP, DOWN = Polarity(Direction.UP, True), Polarity(Direction.DOWN, True)


def published(name: str) -> tuple[list[dict[str, str]], dict[int, list[Finding]]]:
    """The rows of a published table, and the findings in each."""
    data = (PUBLISHED / name).read_bytes()
    rows = list(csv.DictReader(data.decode().splitlines()))
    found: dict[int, list[Finding]] = {row: [] for row in range(1, len(rows) + 1)}
    for one in check(read_csv(data)):
        found[one.row].append(one)
    return rows, found


@pytest.mark.parametrize("name", ["indicators.csv", "budget.csv"])
def test_published_mistakes_are_found_and_right_rows_are_left_alone(name: str) -> None:
    rows, found = published(name)
    judged = {number: [one for one in found[number] if one.kind in JUDGING] for number in found}
    reproduced = [n for n, row in enumerate(rows, 1) if row["status"] == "reproduced"]
    wrong = [n for n, row in enumerate(rows, 1) if row["status"] == "NOT REPRODUCED"]
    assert reproduced
    assert wrong
    assert [n for n in reproduced if judged[n]] == []
    assert [n for n in wrong if not judged[n]] == []
    explained = [n for n, row in enumerate(rows, 1) if row["status"].startswith("explained")]
    assert [n for n in explained if found[n]] == []


def test_a_mistake_that_rounded_inputs_may_explain_is_said_with_low_certainty() -> None:
    rows, found = published("indicators.csv")
    allows_anything = [
        n for n, row in enumerate(rows, 1) if "allows almost any" in row["analyst_note"]
    ]
    assert len(allows_anything) == 2
    for number in allows_anything:
        assert {one.certainty for one in found[number]} == {Certainty.LOW}


def test_a_row_whose_target_of_that_year_is_unknown_is_not_judged() -> None:
    rows, found = published("indicators.csv")
    unknown = [n for n, row in enumerate(rows, 1) if "own target is not printed" in row["target"]]
    assert len(unknown) > 50
    assert [n for n in unknown if found[n]] == []


def test_published_unit_slips_are_found() -> None:
    rows, found = published("indicators.csv")
    slips = [n for n, row in enumerate(rows, 1) if "UNIT SLIP" in row["note"]]
    assert len(slips) == 2
    for number in slips:
        assert [(one.kind, one.certainty) for one in found[number] if one.kind is Kind.UNIT] == [
            (Kind.UNIT, Certainty.HIGH)
        ]


def test_a_right_capaian_above_150_is_only_called_implausible() -> None:
    _, found = published("indicators.csv")
    assert [(one.kind, one.printed) for one in found[11]] == [(Kind.IMPLAUSIBLE, "343.42")]


def test_a_finding_says_where_what_and_why() -> None:
    _, found = published("indicators.csv")
    assert found[3] == [
        Finding(
            row=3,
            column="capaian_published",
            kind=Kind.ARITHMETIC,
            printed="73,30",
            expected="73,33",
            certainty=Certainty.HIGH,
            sentence="Capaian tercetak 73,30; realisasi 11 dibagi target 15 memberi 73,33.",
        )
    ]


@pytest.mark.parametrize("hidden", ["formula", "rounding", "status", "analyst_note", "note"])
def test_columns_that_tell_the_answer_change_nothing(hidden: str) -> None:
    data = (PUBLISHED / "indicators.csv").read_text()
    rows = list(csv.reader(data.splitlines()))
    at = rows[0].index(hidden)
    without = "\n".join(
        ",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for n, cell in enumerate(row) if n != at)
        for row in rows
    )
    assert check(read_csv(without.encode())) == check(read_csv(data.encode()))


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_tables_made_to_go_wrong(case: Case) -> None:
    wrong = [
        f"row {row}: {kind}"
        for row, kind, is_mistake, is_found in outcomes(case)
        if is_mistake != is_found
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("target", "actual", "achievement", "polarity", "kinds"),
    [
        ("80", "76", "95", UP, []),
        ("80", "76", "96", UP, [Kind.ARITHMETIC]),
        ("10", "8", "120", DOWN, []),
        ("10", "8", "125", DOWN, []),
        ("10", "8", "80", DOWN, [Kind.FORMULA]),
        ("10", "8", "120", UP, [Kind.FORMULA]),
        ("0", "0", "100", DOWN, []),
        ("0", "3", "100", DOWN, [Kind.ARITHMETIC]),
        ("80-90", "85", "100", UP, []),
        ("1:20", "1:17,9", "111,73", None, []),
        ("WTP", "WTP", "100", UP, []),
        ("Ya", "Tidak", "100", UP, [Kind.ARITHMETIC]),
        ("", "76", "95", UP, []),
        ("80", "", "95", UP, []),
    ],
)
def test_one_figure_while_it_is_entered(
    target: str, actual: str, achievement: str, polarity: Polarity | None, kinds: list[Kind]
) -> None:
    found = check_row(target=target, actual=actual, achievement=achievement, polarity=polarity)
    assert [one.kind for one in found] == kinds


def test_an_entry_is_held_against_last_year_and_its_text() -> None:
    found = check_row(
        name="Persentase jalan mantap",
        unit="%",
        target="70",
        actual="66,5",
        prior_actual="0,66",
        text="Realisasi melampaui target.",
        polarity=UP,
    )
    assert {one.kind for one in found} == {Kind.UNIT, Kind.TEXT}
