"""The shipped edition against the SOP as it was received: no difference that is not written down.

The facts and the whole list of differences stand in as_received.toml beside this file.
"""

import dataclasses
import tomllib
from pathlib import Path
from typing import Any

import pytest

from lakip.sop import reading
from lakip.sop.edition import Act, Duty, Paper, Role, Step
from lakip.sop.worktime import Limit, Unit

HERE = Path(__file__).parent
AS_RECEIVED = tomllib.loads((HERE / "as_received.toml").read_text(encoding="utf-8"))
ROWS, WHOLE = AS_RECEIVED["row"], AS_RECEIVED["whole"]
READING_MD = HERE.parents[1] / "docs" / "reading.md"


def corrected(row: int, column: str, text: str) -> str:
    """The received text with the corrections that are listed for it, each of which must apply."""
    for change in AS_RECEIVED["corrected"]:
        if (change["row"], change["column"]) == (row, column):
            assert change["received"] in text, f"{change} corrects nothing"
            text = text.replace(change["received"], change["edition"])
    return text


def added(row: int, key: str) -> Any:
    """What is listed as added to that row under that key, or None."""
    found = [a["value"] for a in AS_RECEIVED["added"] if (a["row"], a["key"]) == (row, key)]
    assert len(found) <= 1
    return found[0] if found else None


def duties_of(row: dict[str, Any], lines: list[str]) -> tuple[Duty, ...]:
    """A row of several lines is its duties, all the performer's; else only what was added."""
    if (ours := added(row["number"], "duties")) is not None:
        return tuple(Duty(**duty) for duty in ours)
    named = zip(row.get("duties", []), lines, strict=True) if "duties" in row else ()
    return tuple(Duty(slug=slug, text=line, by=row["by"]) for slug, line in named)


def expected(row: dict[str, Any]) -> dict[str, Any]:
    """Every field of the step that the row should have become."""
    number = row["number"]
    lines = [corrected(number, "kegiatan", line) for line in row["kegiatan"]]
    our_return = added(number, "returns_to")
    return {
        "slug": row["slug"],
        "title": WHOLE["short_names"]["steps"][number - 1],
        "text": lines[0] if len(lines) == 1 else "",
        "by": row["by"],
        "act": Act(row["act"]),
        "needs": tuple(row["needs"]),
        "within": Limit.parse(corrected(number, "waktu", row["waktu"])),
        "gives": row["gives"],
        "joined_by": tuple(row.get("joined_by", ())),
        "also_gives": tuple(added(number, "also_gives") or ()),
        "returns_to": our_return or row.get("returns_to"),
        "returns_are_ours": our_return is not None,
        "see": corrected(number, "keterangan", row["keterangan"]),
        "runs": added(number, "runs"),
        "kelengkapan": corrected(number, "kelengkapan", row["kelengkapan"]),
        "output": corrected(number, "output", row["output"]),
        "duties": duties_of(row, lines),
    }


def test_the_rows_are_twelve_in_their_order() -> None:
    assert [row["number"] for row in ROWS] == list(range(1, 13))
    assert [step.slug for step in reading.shipped().steps] == [row["slug"] for row in ROWS]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"row {row['number']}")
def test_a_row_differs_only_in_what_is_listed(row: dict[str, Any]) -> None:
    step = reading.shipped().steps[row["number"] - 1]
    got = {field.name: getattr(step, field.name) for field in dataclasses.fields(Step)}
    assert got == expected(row)


def test_the_waktu_is_written_as_the_sop_writes_it() -> None:
    data = tomllib.loads(reading.shipped().text)
    received = [corrected(row["number"], "waktu", row["waktu"]) for row in ROWS]
    assert [step["within"] for step in data["step"]] == received


def test_the_performers_are_the_five_columns() -> None:
    roles = reading.shipped().roles
    assert [role.name.upper() for role in roles] == AS_RECEIVED["columns"]
    slugs = [role.slug for role in roles]
    assert {row["by"] for row in ROWS} <= set(slugs)
    assert list(roles) == [
        Role(
            slug=slug,
            name=role.name,
            short=short,
            team=slug == WHOLE["team"],
            under=WHOLE["under"].get(slug),
        )
        for slug, role, short in zip(slugs, roles, WHOLE["short_names"]["roles"], strict=True)
    ]


def test_the_papers_are_those_listed() -> None:
    assert list(reading.shipped().papers) == [
        Paper(slug=slug, name=name, ratified_from=WHOLE["ratified"].get(slug))
        for slug, name in WHOLE["papers"].items()
    ]


def test_what_the_edition_says_of_the_whole_is_listed() -> None:
    edition = reading.shipped()
    assert (edition.slug, edition.title) == ("lakip", AS_RECEIVED["title"])
    assert edition.begins_with == WHOLE["begins_with"]
    assert edition.registered_by == tuple(WHOLE["registered_by"])
    assert edition.cancelled_by == tuple(WHOLE["cancelled_by"])
    assert str(edition.revision_within) == WHOLE["revision_within"]


def test_the_sop_itself_states_one_return() -> None:
    stated = [step for step in reading.shipped().steps if step.returns_to]
    assert [s.slug for s in stated if not s.returns_are_ours] == ["verifikasi-draft"]


def test_a_kepala_bidang_takes_part_but_never_performs() -> None:
    assert "kepala-bidang" not in {step.by for step in reading.shipped().steps}


def test_one_pass_takes_twenty_working_days_and_three_hours_and_a_quarter() -> None:
    minutes = {Unit.MENIT: 1, Unit.JAM: 60}
    days = {Unit.HARI: 1, Unit.MINGGU: 5}
    limits = [step.within for step in reading.shipped().steps]
    assert sum(limit.amount * days.get(limit.unit, 0) for limit in limits) == 20
    assert sum(limit.amount * minutes.get(limit.unit, 0) for limit in limits) == 3 * 60 + 15


def test_reading_md_tells_every_correction_and_addition() -> None:
    told = READING_MD.read_text(encoding="utf-8")
    for change in AS_RECEIVED["corrected"]:
        line = f'| {change["row"]} | {change["column"]} | "{change["received"]}" | '
        assert line + f'"{change["edition"]}" |' in told
    for addition in AS_RECEIVED["added"]:
        value = addition["value"]
        words = [value] if isinstance(value, str) else [_word(item) for item in value]
        rows = [line for line in told.splitlines() if line.startswith(f"| {addition['row']} | ")]
        assert any(all(word in line for word in words) for line in rows), addition


def _word(item: str | dict[str, str]) -> str:
    return item if isinstance(item, str) else item["text"]
