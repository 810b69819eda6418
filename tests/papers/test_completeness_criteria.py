"""L1 to L15, the grades, and the open findings of the number checker."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from lakip.documents.blocks import Section
from lakip.papers.laporan_kinerja.circumstances import Circumstances
from lakip.papers.laporan_kinerja.completeness import (
    Coverage,
    Goal,
    State,
    Unresolved,
    findings_of,
    summary,
)
from lakip.papers.laporan_kinerja.outline import Placed
from tests.papers.completeness_sample import (
    finished,
    judged,
    missing,
    staffed,
    with_indicator,
)
from tests.papers.report_sentences_sample import one_of, poor, rich, with_now

DUE = datetime.date(2027, 2, 28)
FATE = ("L2", "L3", "L4", "L5", "L6")


def test_before_their_turn_signature_review_and_delivery_are_not_judged() -> None:
    found = judged(staffed(), finished())

    assert all(found[code].state is State.NOT_APPLICABLE for code in FATE)
    assert found["L3"].reason == "Baru dapat dinilai setelah langkah 10."
    assert found["L6"].reason == "Baru dapat dinilai setelah langkah 12."
    due = judged(staffed(), finished(), circumstances=Circumstances(due=DUE))
    assert due["L6"].reason.endswith("batas waktunya 28 Februari 2027.")


def test_what_should_have_happened_and_did_not_names_who_must_act() -> None:
    late = Circumstances(
        is_drafted=False,
        interim_reports=0,
        is_signed=False,
        is_reviewed=False,
        is_published=False,
        handed_in_on=datetime.date(2027, 3, 3),
        due=DUE,
    )
    found = judged(staffed(), finished(), circumstances=late)

    assert missing(found) == {"L1", *FATE}
    assert "Kepala Dinas" in found["L3"].who
    assert "Inspektorat" in found["L4"].who
    assert found["L6"].reason == (
        "Diserahkan 3 Maret 2027, 3 hari setelah batas waktu 28 Februari 2027."
    )


def test_the_last_day_is_on_time_and_no_due_day_cannot_be_judged() -> None:
    on_time = Circumstances(handed_in_on=DUE, due=DUE)
    assert judged(staffed(), finished(), circumstances=on_time)["L6"].state is State.DONE
    undated = Circumstances(handed_in_on=DUE)
    found = judged(staffed(), finished(), circumstances=undated)["L6"]
    assert found.state is State.MISSING
    assert found.who


def test_a_recorded_review_asks_for_its_statement() -> None:
    reviewed = Circumstances(is_reviewed=True)
    assert missing(judged(staffed(), finished(), circumstances=reviewed)) - {"L7"} == {
        "depan.pernyataan-reviu"
    }
    statement = Section(level=1, number="", text="Pernyataan Telah Direviu")
    placed = (Placed(place="", block=statement), *finished())
    assert missing(judged(staffed(), placed, circumstances=reviewed)) == set()


@pytest.mark.parametrize(
    ("covered", "grade"),
    [(91, "a"), (90, "b"), (76, "b"), (75, "c"), (41, "c"), (40, "d"), (11, "d"), (10, "e")],
)
def test_a_grade_begins_above_its_bound(covered: int, grade: str) -> None:
    assert Coverage(covered=covered, of=100).grade == grade


def test_nothing_of_nothing_has_no_share() -> None:
    none = Coverage(covered=0, of=0)

    assert (none.percent, none.grade, none.sentence) == (None, "", "")


def test_the_summary_counts_the_states_and_gives_the_coverage_by_criterion() -> None:
    found = judged(staffed(), finished())
    told = summary(found.values())

    assert told.done + told.missing + told.not_applicable == len(found)
    assert set(told.coverage) == {f"L{number}" for number in range(8, 15)}
    assert told.coverage["L9"] == Coverage(covered=17, of=18)
    assert round(told.coverage["L9"].percent or Decimal(0), 2) == Decimal("94.44")
    # Three indicators have no money of their own: explained in words, but not compared.
    assert told.coverage["L14"] == Coverage(covered=15, of=18)


def test_the_checker_has_nothing_against_the_figures_of_the_demo() -> None:
    assert findings_of(rich()) == ()
    assert findings_of(poor()) == ()


def test_a_wrong_achievement_is_found_with_its_indicator() -> None:
    each = with_now(one_of(staffed(), "S1.1"), achievement=Decimal("120.40"))
    findings = findings_of(with_indicator(staffed(), each))

    assert [(one.goal.kind, one.goal.name, one.is_sure) for one in findings] == [
        ("angka", "S1.1", True)
    ]
    assert findings[0].text.startswith("S1.1 tahun 2026: ")


def test_a_sum_that_its_programmes_do_not_give_is_found() -> None:
    facts = rich()
    assert facts.ceiling is not None
    findings = findings_of(replace(facts, ceiling=facts.ceiling + 1_000_000))

    assert findings
    assert {one.goal.kind for one in findings} == {"anggaran"}


def test_an_open_finding_is_missing_until_nobody_has_it_on_the_list() -> None:
    goal = Goal(kind="angka", name="S1.1", label="S1.1: realisasi")
    sure = Unresolved(text="Capaian tercetak 120,40%.", goal=goal)
    unsure = replace(sure, text="Nilainya sangat tinggi.", is_sure=False)

    found = judged(staffed(), finished(), findings=[sure, unsure])
    assert missing(found) == {"angka"}
    assert found["angka"].reason == (
        "1 temuan pemeriksa angka belum diselesaikan: Capaian tercetak 120,40%; "
        "1 hal layak dilihat."
    )
    assert found["angka"].goals == (goal,)
    assert missing(judged(staffed(), finished(), findings=[unsure])) == set()
