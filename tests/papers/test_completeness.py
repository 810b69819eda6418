"""What a report lacks: each story spoils one thing, and exactly what depends on it is missing."""

import datetime
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lakip.documents.blocks import Paragraph
from lakip.papers.laporan_kinerja.circumstances import Circumstances
from lakip.papers.laporan_kinerja.completeness import Coverage, State, findings_of, summary
from lakip.papers.laporan_kinerja.facts import ReportFacts
from lakip.papers.laporan_kinerja.outline import Placed
from lakip.papers.laporan_kinerja.sentences_drafted import to_write
from tests.papers.completeness_sample import (
    as_written,
    drafted,
    finished,
    judged,
    missing,
    prose,
    staffed,
    without,
    without_table,
    written,
)
from tests.papers.report_sentences_sample import YEAR, one_of, poor, rich

ALL_DONE = Circumstances(
    is_drafted=True,
    interim_reports=3,
    is_signed=True,
    is_reviewed=None,
    is_published=True,
    handed_in_on=datetime.date(2027, 2, 26),
    due=datetime.date(2027, 2, 28),
)


def test_a_rich_agency_is_told_what_only_people_can_write() -> None:
    facts = staffed()
    found = judged(facts, drafted(facts))

    assert missing(found) == {
        *("I", "III.A.5", "III.A.6", "III.A.7", "IV"),
        *("L7", "L13", "L14", "L15", "isian"),
    }
    assert found["III.A.5"].reason == (
        "2 dari 18 indikator uraiannya masih memuat bagian yang harus ditulis: S4.3, S5.3."
    )
    assert [goal.name for goal in found["III.A.5"].goals] == ["3.S4.3.penyebab", "3.S5.3.penyebab"]
    assert {goal.kind for goal in found["III.A.6"].goals} == {"rencana"}
    assert [goal.name for goal in found["isian"].goals] == [
        "1.organisasi",
        "1.isu-strategis",
        "3.S4.3.penyebab",
        "3.S5.3.penyebab",
        "4.langkah",
    ]
    assert found["L13"].coverage == Coverage(covered=15, of=18)


def test_a_poor_agency_lacks_more_and_is_told_which() -> None:
    facts = replace(poor(), attachments=("Perjanjian Kinerja 2026.pdf",))
    found = judged(facts, drafted(facts))

    assert missing(found) == {
        *("I", "III.A.2", "III.A.5", "III.A.6", "III.A.7", "IV", "Lampiran.3"),
        *("L7", "L11", "L13", "L14", "L15", "isian"),
    }
    assert found["III.A.4"].state is found["L12"].state is State.NOT_APPLICABLE
    assert "tidak ada standar nasional untuk 4 indikator" in found["III.A.4"].reason.lower()
    assert found["III.A.2"].reason == (
        "4 dari 4 indikator belum mempunyai realisasi 3 tahun sebelumnya: S1.1, S1.2, S1.3, S1.4."
    )
    # Two of four actuals are missing with a reason: nothing to mend, but not compared either.
    assert found["III.A.1"].state is State.DONE
    assert "2 di antaranya tanpa realisasi, dengan alasan" in found["III.A.1"].reason
    assert found["L9"].coverage == Coverage(covered=2, of=4)
    assert found["L9"].coverage.grade == "c"


def test_a_report_with_everything_written_is_complete() -> None:
    found = judged(staffed(), finished(), circumstances=ALL_DONE)

    assert missing(found) == set()
    not_asked = {code for code, one in found.items() if one.state is State.NOT_APPLICABLE}
    assert not_asked == {"depan.pernyataan-reviu", "L4"}
    assert summary(found.values()).is_complete


@pytest.mark.parametrize(
    ("place", "codes"),
    [
        ("kata-pengantar", {"depan.kata-pengantar"}),
        ("ikhtisar", {"depan.ikhtisar"}),
        ("1.dasar-hukum", {"I"}),
        ("1.isu-strategis", {"I"}),
        ("2.renstra", {"II.A"}),
        ("2.perjanjian-kinerja", {"II.B"}),
        ("2.perubahan", {"II.B"}),
        ("3.S1.pembuka", {"III.A"}),
        ("3.S5.penutup", {"III.A"}),
        ("3.S1.1.tahun-ini", {"III.A.1", "L9"}),
        ("3.S1.1.tahun-sebelumnya", {"III.A.2", "L11"}),
        ("3.S1.1.akhir-renstra", {"III.A.3", "L10"}),
        ("3.S1.1.standar-nasional", {"III.A.4", "L12"}),
        ("3.S1.2.standar-nasional", {"III.A.4", "L12"}),
        ("3.S1.1.penyebab", {"III.A.5", "L13"}),
        ("3.S1.1.efisiensi", {"III.A.6", "L14"}),
        ("3.S1.1.program", {"III.A.7"}),
        ("3.B", {"III.B"}),
        ("4.simpulan", {"IV"}),
        ("4.langkah", {"IV", "L15"}),
        ("4.penutup", {"IV"}),
    ],
)
def test_deleted_words_are_missed_at_their_place(place: str, codes: set[str]) -> None:
    found = judged(staffed(), without(finished(), place))

    assert missing(found) == {*codes, "L7"}
    for code in codes:
        assert place in [goal.name for goal in found[code].goals]
        is_followed = code.startswith("L") and code != "L15"  # It leads to where the reason stands.
        assert ("lihat III.A" if is_followed else "belum ditulis") in found[code].reason


def test_words_without_a_letter_are_no_words() -> None:
    dashes = written(finished(), {"3.S2.1.penyebab": " – … "})

    assert missing(judged(staffed(), dashes)) == {"III.A.5", "L13", "L7"}


def test_a_place_left_to_be_written_is_missed_wherever_it_stands() -> None:
    left = f"Sudah ditulis. {to_write('angka pembanding')}"
    found = judged(staffed(), written(finished(), {"3.S1.1.tahun-ini": left}))

    assert missing(found) == {"III.A.1", "L9", "L7", "isian"}
    assert [goal.label for goal in found["isian"].goals] == ["Tuliskan angka pembanding"]
    elsewhere = (*finished(), Placed(place="5.tambahan", block=Paragraph(text=left)))
    assert missing(judged(staffed(), elsewhere)) == {"isian"}


@pytest.mark.parametrize(
    ("caption", "codes"),
    [
        ("Target dan realisasi", {"III.A.1", "L9"}),
        ("Realisasi dan capaian", {"III.A.2", "L11"}),
        ("Program dan kegiatan penunjang", {"III.A.7"}),
        ("Efisiensi", {"III.A.6", "L14"}),
        ("Pagu dan realisasi", {"III.B"}),
        ("Perjanjian Kinerja", {"II.B"}),
    ],
)
def test_words_do_not_stand_for_a_table(caption: str, codes: set[str]) -> None:
    placed = without_table(finished(), caption)

    assert missing(judged(staffed(), placed)) - {"Lampiran.2"} == {*codes, "L7"}


@pytest.mark.parametrize("facts", [rich(), poor(), staffed()], ids=["rich", "poor", "staffed"])
def test_what_is_not_done_says_why_and_who_or_where(facts: ReportFacts) -> None:
    empty = ReportFacts(agency="", government="", year=YEAR)
    nothing_done = Circumstances(
        is_drafted=False,
        interim_reports=0,
        is_signed=False,
        is_reviewed=False,
        is_published=False,
        handed_in_on=datetime.date(2027, 3, 3),
        due=datetime.date(2027, 2, 28),
    )
    nothing = judged(empty, (), circumstances=nothing_done)
    for element in (*judged(facts, drafted(facts)).values(), *nothing.values()):
        assert element.title
        assert element.reason.endswith("."), element
        assert ".." not in element.reason
        if element.state is State.MISSING:
            assert element.goals or element.who, element.code
            assert all(goal.label for goal in element.goals)


RICH = drafted(rich())
PLACES = sorted({one.place for one in RICH if one.place})
SOME_PLACES = st.sets(st.sampled_from(PLACES), max_size=12)


@settings(max_examples=40, deadline=None)
@given(deleted=SOME_PLACES, told=SOME_PLACES, words=st.text(max_size=60))
def test_more_words_never_take_anything_away(deleted: set[str], told: set[str], words: str) -> None:
    placed = tuple(replace(one, block=None) if one.place in deleted else one for one in RICH)
    more = tuple(
        part
        for one in placed
        for part in (one, *([replace(one, block=prose(words))] if one.place in told else []))
    )
    before, after = judged(rich(), placed), judged(rich(), more)

    assert missing(after) - {"perjanjian"} <= missing(before)
    # What was said to be written again cannot be missed twice.
    assert missing(judged(rich(), as_written(more))) - {"perjanjian"} <= missing(after)


def test_four_times_as_many_indicators_take_little_more_than_four_times_as_long() -> None:
    def seconds(count: int) -> float:
        facts = rich()
        each = one_of(facts, "S1.1")
        many = tuple(
            replace(each, code=f"S1.{at}", name=f"{each.name} {at}") for at in range(1, count + 1)
        )
        facts = replace(facts, objectives=(replace(facts.objectives[0], indicators=many),))
        placed, findings = as_written(drafted(facts)), findings_of(facts)
        began = time.process_time()
        found = judged(facts, placed, findings=findings)
        spent = time.process_time() - began
        assert found["III.A.1"].state is State.DONE
        return spent

    # Four hundred indicators: anything that grew with their square would take sixteen times.
    assert min(seconds(400) for _ in range(3)) < 8 * min(seconds(100) for _ in range(3))
