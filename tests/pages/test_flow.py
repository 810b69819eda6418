"""The SOP's table as it is drawn: symbols, arrows, and what a screen reader hears."""

from dataclasses import replace

import pytest

from lakip.pages.flow import FlowRow, LiveRow, layout
from lakip.sop.edition import Edition
from lakip.sop.reading import shipped


@pytest.fixture(scope="module")
def edition() -> Edition:
    return shipped("lakip")


@pytest.fixture(scope="module")
def rows(edition: Edition) -> list[FlowRow]:
    return layout(edition)


def pieces(row: FlowRow) -> dict[str, set[str]]:
    return {cell.role.slug: set(cell.pieces) for cell in row.cells if cell.pieces}


def rerouted(edition: Edition, *performers: str, back: tuple[int, int]) -> list[FlowRow]:
    """The rows of a small SOP: these performers in turn, one return from step to step."""
    from_, to = back
    steps = [
        replace(step, by=by, joined_by=(), returns_to=None)
        for step, by in zip(edition.steps, performers, strict=False)
    ]
    steps[from_ - 1] = replace(
        steps[from_ - 1], returns_to=steps[to - 1].slug, returns_are_ours=False
    )
    return layout(replace(edition, steps=tuple(steps)))


def test_every_row_has_one_symbol_in_its_performers_column(
    edition: Edition, rows: list[FlowRow]
) -> None:
    assert [row.number for row in rows] == list(range(1, 13))
    for row in rows:
        assert [cell.role.slug for cell in row.cells if cell.symbol] == [row.step.by]
        assert [cell.role for cell in row.cells] == list(edition.roles)


def test_capsules_stand_at_both_ends_and_the_diamond_where_the_sop_decides(
    rows: list[FlowRow],
) -> None:
    symbols = [cell.symbol for row in rows for cell in row.cells if cell.symbol]
    assert symbols[0] == symbols[-1] == "terminal"
    assert [n for n, symbol in enumerate(symbols, 1) if symbol == "decision"] == [9]
    assert symbols.count("process") == 9


def test_an_arrow_goes_sideways_in_its_row_and_down_into_the_next(rows: list[FlowRow]) -> None:
    assert pieces(rows[0]) == {"kepala-dinas": {"right"}, "sekretaris": {"left", "down"}}
    assert pieces(rows[1]) == {
        "sekretaris": {"arrive", "right"},
        "kepala-bidang": {"left", "right"},
        "kasubbag-perencanaan": {"left", "down"},
    }


def test_an_arrow_within_one_column_goes_straight_down(rows: list[FlowRow]) -> None:
    assert pieces(rows[6])["tim-penyusun"] >= {"arrive", "down"}
    assert "arrive" in pieces(rows[7])["tim-penyusun"]


def test_the_stated_return_has_its_own_line_with_ya_and_tidak(rows: list[FlowRow]) -> None:
    nine = pieces(rows[8])
    assert nine["sekretaris"] == {"arrive", "left", "yes-left", "back-right", "no-right"}
    assert nine["tim-penyusun"] == {"back-left", "back-up"}
    assert nine["kepala-bidang"] == {"back-left", "back-right"}
    assert "back-arrive" in pieces(rows[7])["tim-penyusun"]


def test_returns_that_are_ours_are_told_but_not_drawn(rows: list[FlowRow]) -> None:
    ours = [row for row in rows if row.step.returns_are_ours]
    assert [(row.number, row.returns_to) for row in ours] == [(4, 3), (5, 3), (10, 8)]
    drawn = {piece for row in ours for cell in row.cells for piece in cell.pieces}
    assert not any(piece.startswith(("no-", "jump-", "back-right")) for piece in drawn)


def test_a_line_never_ends_in_the_air(rows: list[FlowRow]) -> None:
    """What leaves a cell at an edge enters the neighbour at that edge, forward and back."""
    for number, row in enumerate(rows):
        for column, cell in enumerate(row.cells):
            for prefix in ("", "back-"):
                if f"{prefix}right" in cell.pieces:
                    assert f"{prefix}left" in row.cells[column + 1].pieces
                if f"{prefix}left" in cell.pieces:
                    assert f"{prefix}right" in row.cells[column - 1].pieces
            if "down" in cell.pieces:
                assert "arrive" in rows[number + 1].cells[column].pieces
            if "back-up" in cell.pieces:
                above = rows[number - 1].cells[column].pieces
                assert {"back-down", "back-arrive"} & set(above)


def test_the_review_has_a_column_and_both_arrows_back_are_lines() -> None:
    rows = layout(shipped("lakip-reviu"))
    nine, ten = pieces(rows[8]), pieces(rows[9])

    assert (len(rows), len(rows[0].cells)) == (13, 6)
    assert nine["inspektorat"] == {"arrive", "left", "yes-left", "back-right", "no-right"}
    assert nine["tim-penyusun"] == {"back-left", "back-up", "back-down"}
    assert ten["tim-penyusun"] == {"back-left", "back-up"}
    assert "jump-right" not in {
        piece for row in rows for cell in row.cells for piece in cell.pieces
    }
    test_a_line_never_ends_in_the_air(rows)


def test_a_return_over_several_rows_passes_the_rows_between(edition: Edition) -> None:
    rows = rerouted(
        edition, "tim-penyusun", "sekretaris", "kepala-bidang", "sekretaris", back=(3, 1)
    )
    assert pieces(rows[2])["kepala-bidang"] >= {"yes-left", "no-right", "back-right"}
    assert pieces(rows[1])["tim-penyusun"] == {"back-up", "back-down"}
    assert "back-arrive" in pieces(rows[0])["tim-penyusun"]


@pytest.mark.parametrize(
    ("performers", "back", "side"),
    [
        (("sekretaris", "sekretaris", "tim-penyusun"), (2, 1), "jump-left"),
        (("tim-penyusun", "sekretaris", "tim-penyusun"), (2, 1), "jump-left"),
        (("sekretaris", "kepala-bidang", "sekretaris", "kepala-dinas"), (3, 1), "jump-right"),
    ],
    ids=["same column", "the way on takes that side", "a symbol of its own stands between"],
)
def test_a_return_without_a_free_way_is_a_numbered_jump(
    edition: Edition, performers: tuple[str, ...], back: tuple[int, int], side: str
) -> None:
    rows = rerouted(edition, *performers, back=back)
    row = rows[back[0] - 1]
    assert side in pieces(row)[row.step.by]
    everything = {piece for r in rows for cell in r.cells for piece in cell.pieces}
    assert not any(piece.startswith("back-") for piece in everything)


def test_who_takes_part_is_marked_and_said(rows: list[FlowRow]) -> None:
    assert [role.slug for role in rows[5].joined_by] == [
        "kepala-bidang",
        "kasubbag-perencanaan",
        "tim-penyusun",
    ]
    said = {cell.role.slug: cell.says for cell in rows[8].cells}
    assert said["sekretaris"] == (
        "pelaksana, keputusan: ya, ke langkah 10; tidak, kembali ke langkah 8"
    )
    assert said["kepala-dinas"] == ""
    assert {cell.says for cell in rows[5].cells} == {"pelaksana", "ikut serta", ""}


def test_a_printed_sheet_ends_and_begins_with_a_connector(edition: Edition) -> None:
    rows = layout(edition, sheet=5)
    assert [row.number for row in rows if row.ends_sheet] == [5, 10]
    assert "sheet-out" in pieces(rows[4])["sekretaris"]
    assert "sheet-in" in pieces(rows[5])["sekretaris"]
    assert not any(row.ends_sheet for row in layout(edition, sheet=12))


def test_a_row_without_a_journey_is_the_sops_own(rows: list[FlowRow]) -> None:
    live = LiveRow(flow=rows[0])
    assert (live.state, live.actual, live.due, live.flow.by.slug) == ("", "", None, "kepala-dinas")
