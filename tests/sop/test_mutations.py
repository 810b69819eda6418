"""Editions that nobody thought of: they are refused with sentences, or they can be carried out."""

import copy
import tomllib
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from lakip.sop import faults, printing, reading, rules
from lakip.sop.edition import Act, Edition
from lakip.sop.reading import EditionFaults, Places
from lakip.sop.rules import Facts, PaperFacts

TEXT = reading.shipped().text
LINES = TEXT.splitlines()
DATA = tomllib.loads(TEXT)
SCRAPS = ["[", "[[", "]]", "[[step]]", "[[step.duty]]", "[edition]", '"', "'''", "=", "#", "\0"]
VALUES = ["slug = 3", "duty = 'x'", "team = 'ya'", "within = '2 windu'", "needs = [[]]", "act = {}"]


def carry_out(edition: Edition) -> None:
    """Everybody does all that their step asks: then nothing may stand in anybody's way."""
    papers = {edition.begins_with: PaperFacts()}
    for step in edition.steps:
        filed = PaperFacts(filed_this_round=True)
        if step.act in (Act.ASSIGN, Act.PREPARE):
            papers[step.gives] = filed
        papers |= dict.fromkeys(edition.also_demanded(step), filed)
        facts = Facts(
            roles=frozenset([step.by]),
            papers=papers,
            duties_done=frozenset(duty.slug for duty in step.duties),
        )
        assert rules.obstacles_to_finishing(edition, step, facts) == [], step.slug
        if step.act.marks:
            base = edition.base(step.gives)
            had = papers[base]
            papers[base] = PaperFacts(
                paraf=had.paraf or step.act is Act.REVIEW,
                signature=had.signature or step.act is Act.RATIFY,
            )


def use(edition: Edition) -> None:
    """All that is done with an edition without a database."""
    carry_out(edition)
    for width in (20, 80, 200):
        lines = printing.table(edition, width=width).splitlines()
        assert max(map(len, lines)) <= max(width, 40)
    printing.markdown(edition)
    printing.summary(edition)


SLIPS = st.tuples(
    st.sampled_from(["drop", "put", "replace", "swap", "cut", "stitch"]),
    st.integers(0, len(LINES) - 1),
    st.integers(0, len(LINES) - 1) | st.integers(0, 12),
    st.sampled_from(SCRAPS + VALUES) | st.sampled_from(LINES) | st.text(max_size=9),
)


def spoilt(slips: list[tuple[str, int, int, str]]) -> str:
    """The shipped text after some slips of the hand."""
    lines = list(LINES)
    for slip, line, number, scrap in slips:
        at, to = line % len(lines), number % len(lines)
        match slip:
            case "drop":
                del lines[at : at + number % 12]
            case "put":
                lines.insert(at, scrap)
            case "replace":
                lines[at] = scrap
            case "swap":
                lines[at], lines[to] = lines[to], lines[at]
            case "cut":
                lines[at] = lines[at][:number]
            case "stitch":
                lines[at] += scrap
    return "\n".join(lines)


@settings(max_examples=200, deadline=None)
@given(st.lists(SLIPS, min_size=1, max_size=4))
def test_a_spoilt_text_is_read_or_refused_and_never_anything_else(
    slips: list[tuple[str, int, int, str]],
) -> None:
    try:
        edition = reading.read(spoilt(slips))
    except EditionFaults as refused:
        found = refused.faults
    else:
        use(edition)
        return
    assert found
    assert all(fault.isprintable() for fault in found)


ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@st.composite
def spoilt_data(draw: st.DrawFn) -> dict[str, Any]:
    """The shipped edition with any value anywhere replaced by anything."""
    data: dict[str, Any] = copy.deepcopy(DATA)
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from([*DATA, "lain"]))
        rows = data.get(kind)
        if not isinstance(rows, list) or not rows or draw(st.integers(0, 9)) == 0:
            data[kind] = draw(ANYTHING)
            continue
        at = draw(st.integers(0, len(rows) - 1))
        if not isinstance(rows[at], dict) or not rows[at] or draw(st.integers(0, 9)) == 0:
            rows[at] = draw(ANYTHING)
            continue
        rows[at][draw(st.sampled_from(sorted(rows[at])))] = draw(ANYTHING)
    return data


@settings(max_examples=150, deadline=None)
@given(spoilt_data())
def test_a_value_of_any_kind_anywhere_is_named_and_breaks_nothing(data: dict[str, Any]) -> None:
    if not faults.find(data, Places(""), shipped=()):
        use(reading._build(data, "", ""))


PAPERS = [row["slug"] for row in DATA["paper"]]
CHANGES = st.tuples(
    st.sampled_from(["drop", "again", "swap", "need", "give", "also", "act"]),
    st.integers(0, 30),
    st.integers(0, 30),
)


def other_sop(changes: list[tuple[str, int, int]]) -> dict[str, Any]:
    """Another SOP made of this one: steps left out, doubled, swapped, with other papers."""
    data: dict[str, Any] = copy.deepcopy(DATA)
    steps = data["step"]
    for change, first, second in changes:
        at, to, paper = first % len(steps), second % len(steps), PAPERS[second % len(PAPERS)]
        match change:
            case "drop" if len(steps) > 1:
                del steps[at]
            case "again":
                steps.insert(to, copy.deepcopy(steps[at]))
            case "swap":
                steps[at], steps[to] = steps[to], steps[at]
            case "need":
                steps[at]["needs"].append(paper)
            case "give":
                steps[at]["gives"] = paper
            case "also":
                steps[at]["also_gives"] = [paper]
            case "act":
                steps[at]["act"] = list(Act)[second % len(Act)]
    for number, step in enumerate(steps):
        step["slug"] = f"langkah-{number}"
        step.pop("returns_to", None)
    return data


@settings(max_examples=150, deadline=None)
@given(st.lists(CHANGES, min_size=1, max_size=6))
def test_every_sop_that_is_found_sound_can_be_carried_out_to_its_end(
    changes: list[tuple[str, int, int]],
) -> None:
    data = other_sop(changes)
    if not faults.find(data, Places(""), shipped=()):
        use(reading._build(data, "", ""))


def test_the_shipped_edition_can_be_carried_out_to_its_end() -> None:
    use(reading.shipped())
