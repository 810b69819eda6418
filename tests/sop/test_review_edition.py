"""The edition with the review is the SOP as it stands, and one step more: nothing else differs."""

import dataclasses

from lakip.sop.edition import Act, Edition, Paper, Role, Step
from lakip.sop.reading import shipped
from lakip.sop.worktime import Limit

PLAIN, REVIEWED = shipped("lakip"), shipped("lakip-reviu")
STATEMENT, NOTES, REVIEW = "pernyataan-telah-direviu", "catatan-hasil-reviu", "reviu-inspektorat"
SAME = ("begins_with", "registered_by", "cancelled_by", "revision_within")

ADDED_ROLE = Role(slug="inspektorat", name="Inspektorat", short="Inspektorat")
ADDED_PAPERS = (
    Paper(slug=STATEMENT, name="Pernyataan telah direviu"),
    Paper(slug=NOTES, name="Catatan hasil reviu"),
)
ADDED_STEP = Step(
    slug=REVIEW,
    title="Reviu oleh Inspektorat",
    text="Mereviu draft Laporan Kinerja, jika masih terdapat kelemahan dikembalikan kepada tim "
    "untuk diperbaiki",
    by="inspektorat",
    act=Act.PREPARE,
    needs=("draft-laporan-kinerja",),
    within=Limit.parse("5 hari"),
    gives=STATEMENT,
    also_gives=(NOTES,),
    returns_to="draft-laporan",
    kelengkapan="Draft Laporan Kinerja",
    output="Pernyataan telah direviu",
)
# The one step of the SOP that says something more: it needs the statement.
VERIFYING = {
    "needs": ("draft-laporan-kinerja", STATEMENT),
    "kelengkapan": "Draft Laporan Kinerja dan pernyataan telah direviu",
}


def without_the_review(edition: Edition) -> tuple[Step, ...]:
    """The steps as they are once what the review adds is taken away again."""
    plain = PLAIN.step("verifikasi-draft")
    back = {name: getattr(plain, name) for name in VERIFYING}
    return tuple(
        dataclasses.replace(step, **back) if step.slug == plain.slug else step
        for step in edition.steps
        if step.slug != REVIEW
    )


def test_the_review_stands_between_the_draft_and_its_verification() -> None:
    assert [step.slug for step in REVIEWED.steps][7:10] == [
        "draft-laporan", REVIEW, "verifikasi-draft",
    ]  # fmt: skip
    assert REVIEWED.step(REVIEW) == ADDED_STEP


def test_every_other_step_is_the_same() -> None:
    assert without_the_review(REVIEWED) == PLAIN.steps
    step = REVIEWED.step("verifikasi-draft")
    assert {name: getattr(step, name) for name in VERIFYING} == VERIFYING


def test_one_role_and_two_papers_are_added_and_nothing_else() -> None:
    assert [role for role in REVIEWED.roles if role not in PLAIN.roles] == [ADDED_ROLE]
    assert tuple(role for role in REVIEWED.roles if role != ADDED_ROLE) == PLAIN.roles
    assert tuple(p for p in REVIEWED.papers if p not in PLAIN.papers) == ADDED_PAPERS
    assert tuple(p for p in REVIEWED.papers if p not in ADDED_PAPERS) == PLAIN.papers


def test_the_whole_says_the_same_but_for_its_name() -> None:
    for name in SAME:
        assert getattr(REVIEWED, name) == getattr(PLAIN, name)
    assert (REVIEWED.slug, REVIEWED.title) == (
        "lakip-reviu",
        f"{PLAIN.title} dengan Reviu Inspektorat",
    )


def test_the_copy_is_told_of_and_a_difference_would_be_seen() -> None:
    changed = dataclasses.replace(
        REVIEWED, steps=(*REVIEWED.steps[:-1], dataclasses.replace(REVIEWED.steps[-1], see=""))
    )
    assert without_the_review(changed) != PLAIN.steps
