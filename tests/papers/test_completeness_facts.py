"""What a report lacks where facts are missing: the words alone are not enough."""

from dataclasses import replace

import pytest

from lakip.documents.blocks import Section
from lakip.papers.laporan_kinerja import tables
from lakip.papers.laporan_kinerja.completeness import Coverage, State
from lakip.papers.laporan_kinerja.facts import ReportFacts
from lakip.papers.laporan_kinerja.outline import Placed
from tests.papers.completeness_sample import (
    changed,
    drafted,
    finished,
    finished_of,
    judged,
    missing,
    staffed,
    with_indicator,
    without,
    without_table,
)
from tests.papers.report_sentences_sample import YEAR, one_of, with_now


def test_a_missing_actual_is_missed_by_all_that_needs_it() -> None:
    each = with_now(one_of(staffed(), "S1.1"), actual="", number=None, achievement=None)
    facts = with_indicator(staffed(), each)
    found = judged(facts, finished())

    figures = {"III.A.1", "III.A.2", "III.A.3", "III.A.4", "III.A.5", "III.A.6"}
    criteria = {"L8", "L9", "L10", "L11", "L12", "L13", "L14"}
    assert missing(found) == {*figures, *criteria, "L7"}
    assert found["III.A.1"].reason == (
        "1 dari 18 indikator belum mempunyai realisasi dan belum ada alasannya: S1.1."
    )
    assert [(goal.kind, goal.name) for goal in found["III.A.1"].goals] == [("angka", "S1.1")]

    told = with_indicator(facts, with_now(each, missing_because="Survei baru selesai Maret."))
    assert missing(judged(told, finished())) == set()
    assert judged(told, finished())["L8"].state is State.DONE
    # S5.4 has a reason, too; one that was left beside a figure excuses nothing.
    assert "2 di antaranya tanpa realisasi" in judged(told, finished())["III.A.1"].reason
    late = with_indicator(facts, with_now(each, actual="43,01", missing_because="Menunggu survei."))
    assert "1 di antaranya tanpa realisasi" in judged(late, finished())["III.A.1"].reason


def test_an_earlier_year_is_missed_unless_the_plan_began_later() -> None:
    facts = staffed()
    before = one_of(facts, "S1.1").before
    shorter = changed(facts, "S1.1", before=before[1:])
    assert missing(judged(shorter, finished())) == {"III.A.2", "L11", "L7"}

    unknown = replace(before[0], actual="", number=None)
    emptied = changed(facts, "S1.1", before=(unknown, *before[1:]))
    assert missing(judged(emptied, finished())) == {"III.A.2", "L11", "L7"}

    new = replace(unknown, missing_because="Indikator baru diukur sejak 2024.")
    explained = judged(changed(facts, "S1.1", before=(new, *before[1:])), finished())
    assert missing(explained) == set()
    assert explained["L11"].coverage == Coverage(covered=16, of=18)

    later = replace(shorter, plan_first=YEAR - 2)
    assert missing(judged(later, finished())) == set()


def test_in_the_first_year_of_a_plan_there_is_nothing_to_compare_with() -> None:
    facts = replace(staffed(), plan_first=YEAR)
    for each in facts.indicators:
        facts = changed(facts, each.code, before=())
    found = judged(facts, finished())

    assert missing(found) == set()
    assert found["III.A.2"].state is found["L11"].state is State.NOT_APPLICABLE
    assert found["III.A.2"].reason.startswith(f"Tahun {YEAR} adalah tahun pertama Renstra")


def test_without_a_standard_the_report_says_so_once_for_a_sasaran() -> None:
    facts = staffed()
    for each in facts.indicators:
        facts = changed(facts, each.code, standard="", standard_source="", standard_gap="")
    placed = finished_of(facts)
    found = judged(facts, placed)
    assert missing(found) == set()
    assert found["III.A.4"].state is State.NOT_APPLICABLE

    silent = judged(facts, without(placed, "3.S2.1.standar-nasional"))
    assert {"III.A.4", "L12"} <= missing(silent)
    assert "3.S2.1.standar-nasional" in [goal.name for goal in silent["III.A.4"].goals]
    # A place that is in the report and empty is missed, though its neighbour says it.
    emptied = judged(facts, (*placed, Placed(place="3.S2.2.standar-nasional", block=None)))
    assert "S2.2" in emptied["III.A.4"].reason


def test_without_a_renstra_the_whole_comparison_with_it_is_missing() -> None:
    facts = replace(staffed(), plan="", plan_first=0, plan_last=0)
    found = judged(facts, finished())

    assert missing(found) == {"II.A", "III.A.3", "L10", "L7"}
    assert found["III.A.3"].reason == f"Renstra yang berlaku pada tahun {YEAR} belum dicatat."
    assert found["III.A.3"].goals[0].kind == "rencana"


def test_without_a_budget_nothing_can_be_said_of_money() -> None:
    facts = replace(staffed(), money=(), ceiling=None, spent=None, absorption=None)
    for each in facts.indicators:
        facts = changed(facts, each.code, money=(), absorption=None, efficiency="")
    found = judged(facts, finished_of(facts))

    assert missing(found) == {"III.A.6", "III.A.7", "III.B", "L14", "L7"}
    assert "S1.1, S1.2, S1.3, S1.4, S2.1, dan 10 lainnya" in found["III.A.6"].reason


def test_a_programme_without_its_spending_is_named() -> None:
    facts = staffed()
    first = replace(facts.money[0], spent=None, absorption=None)
    found = judged(replace(facts, money=(first, *facts.money[1:])), finished())

    assert missing(found) == {"III.B", "L7"}
    assert [(goal.kind, goal.name) for goal in found["III.B"].goals] == [("anggaran", first.code)]


def test_without_an_agreement_there_is_nothing_to_be_held_to() -> None:
    facts = staffed()
    for each in facts.indicators:
        facts = changed(facts, each.code, basis="Renstra")
    found = judged(facts, finished())

    assert missing(found) == {"II.B", "L7"}
    assert found["perjanjian"].state is State.NOT_APPLICABLE
    assert found["II.B"].reason.startswith("18 dari 18 indikator belum mempunyai target Perjanjian")


def test_the_agreement_is_attached_as_a_table_or_as_a_file() -> None:
    bare = replace(staffed(), attachments=())
    placed = [one for one in finished() if not isinstance(one.block, Section)]
    placed = list(without_table(placed, f"Perjanjian Kinerja tahun {YEAR}"))
    assert "Lampiran.1" in missing(judged(bare, placed))

    annex = Section(level=1, number="LAMPIRAN 1", text="Perjanjian Kinerja")
    table = tables.agreement(bare, number="Tabel L.1")
    attached = [*placed, *(Placed(place="", block=block) for block in (annex, table))]
    assert "Lampiran.1" not in missing(judged(bare, attached))


def test_without_a_team_its_decree_is_missing() -> None:
    assert missing(judged(replace(staffed(), team=()), finished())) == {"Lampiran.3", "L7"}


def test_an_agency_without_any_plan_is_told_to_record_it() -> None:
    facts = ReportFacts(agency="Dinas Baru", government="Pemerintah Kabupaten Contoh", year=YEAR)
    found = judged(facts, drafted(facts))

    assert {f"III.A.{number}" for number in range(1, 8)} <= missing(found)
    assert found["III.A.1"].reason == f"Indikator kinerja tahun {YEAR} belum dicatat."
    assert found["L8"].coverage == Coverage(covered=0, of=0)
    assert found["L8"].coverage.percent is None


@pytest.mark.parametrize("code", ["1.", "S1.1 (IKU)", "A+B*", "3", "", "١"])
def test_any_code_of_an_indicator_is_found_again(code: str) -> None:
    facts = staffed()
    first = facts.objectives[0]
    renamed = replace(first.indicators[0], code=code)
    objective = replace(first, indicators=(renamed, *first.indicators[1:]))
    facts = replace(facts, objectives=(objective, *facts.objectives[1:]))
    money = tuple(replace(one, supports=(*one.supports, code)) for one in facts.money)
    facts = replace(facts, money=money)

    assert missing(judged(facts, finished_of(facts))) == set()
