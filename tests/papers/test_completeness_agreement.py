"""What people wrote is held against the agreement: what differs is found, and nothing else."""

from dataclasses import replace

import pytest

from lakip.papers.laporan_kinerja.completeness import State
from lakip.papers.laporan_kinerja.facts import ReportFacts
from tests.papers.completeness_sample import (
    as_written,
    drafted,
    finished,
    judged,
    missing,
    staffed,
    written,
)
from tests.papers.report_sentences_sample import one_of, poor, rich

PLACE = "3.S1.1.tahun-ini"


def difference(text: str, place: str = PLACE) -> str:
    """What is found against the text; empty where nothing is."""
    found = judged(staffed(), written(finished(), {place: text}))["perjanjian"]
    return found.reason if found.state is State.MISSING else ""


@pytest.mark.parametrize("facts", [rich(), poor()], ids=["rich", "poor"])
def test_first_drafts_that_people_took_over_raise_no_alarm(facts: ReportFacts) -> None:
    found = judged(facts, as_written(drafted(facts)))

    assert found["perjanjian"].state is State.DONE, found["perjanjian"].reason


@pytest.mark.parametrize(
    "text",
    [
        "Target tahun 2026 sebesar 45%.",
        "Pada tahun ini target yang ditetapkan adalah 45 persen, dan tercapai.",
        "Indikator ini ditargetkan 45% pada tahun 2026.",
        "Realisasinya 43,01% dari target 45%.",
        "Belum semua bidang mencapai target 45%.",
        "Targetnya 45, sehingga tercapai.",
        "Target tahun 2026 sebesar 38%.",  # That of another year.
        "Indikator ini ditargetkan 45% pada tahun 2027.",
    ],
)
def test_another_target_is_found(text: str) -> None:
    assert "S1.1 ditulis bertarget" in difference(text)


@pytest.mark.parametrize(
    "text",
    [
        "Target tahun 2026 sebesar 42%.",
        "Target tahun 2026 sebesar 42,00 persen.",
        "Indikator ini ditargetkan 46% pada tahun 2027.",
        "Target akhir Renstra sebesar 50% masih jauh.",
        "Target nasional 60%.",
        "Target Provinsi 55% lebih tinggi.",
        "Pada triwulan II target 20% sudah terlewati.",
        "Realisasi melampaui target sebesar 1,01%.",
        "Realisasinya di atas target sebesar 1,01 persen.",
        "Capaian target 102,40%.",
        "Dari target 5 kecamatan, 4 sudah terlayani.",
        "Target 2027 perlu dinaikkan.",
        "Target 3 tahun ke depan disusun bersama bidang.",
        "Indikator S1.2 ditargetkan 240 anak.",
        "Dibahas bersama indikator S1.1 dan S1.2 dengan target 240.",
        "Capaiannya memuaskan. Semua target tercapai.",
    ],
)
def test_other_words_with_target_raise_no_alarm(text: str) -> None:
    assert difference(text) == ""


def test_a_sentence_about_another_indicator_is_held_against_that_one() -> None:
    found = difference("Indikator S1.2 ditargetkan 250 anak.")

    assert found == "S1.2 ditulis bertarget 250, padahal targetnya 240."


def test_the_wording_of_an_indicator_is_that_of_the_agreement() -> None:
    name = one_of(staffed(), "S1.1").name
    assert difference(f"Indikator kinerja utama “{name}” tercapai.") == ""
    assert difference(f'Indikator "{name.upper()}" tercapai.') == ""
    assert difference("Kami memegang semboyan “melayani dengan hati”.") == ""
    assert difference("Indikator “Persentase warga yang bahagia” tercapai.") == (
        "“Persentase warga yang bahagia” bukan bunyi indikator dalam Perjanjian Kinerja."
    )


def test_the_paragraph_of_the_agreement_is_read_too() -> None:
    place = "2.perjanjian-kinerja"
    assert difference("Untuk S1.2 ditetapkan target sebesar 250 anak.", place).startswith("S1.2")
    assert difference("Untuk S1.2 ditetapkan target sebesar 240 anak.", place) == ""
    # Without the name of an indicator nobody can tell whose target that is.
    assert difference("Semua bidang memegang target 90%.", place) == ""


def test_only_the_element_of_the_agreement_changes_and_it_leads_to_the_place() -> None:
    found = judged(staffed(), written(finished(), {PLACE: "Target tahun 2026 sebesar 45%."}))

    assert missing(found) == {"perjanjian"}
    assert [goal.name for goal in found["perjanjian"].goals] == [PLACE]


def test_both_the_first_and_the_revised_target_may_be_named() -> None:
    each = one_of(staffed(), "S2.2")
    assert each.agreement != each.now.target
    for target in (each.agreement, each.now.target):
        text = f"Perjanjian Kinerja memuat target {target}%."
        assert difference(text, "3.S2.2.tahun-ini") == ""


def test_without_a_target_there_is_nothing_to_compare() -> None:
    facts = replace(staffed(), objectives=())

    assert judged(facts, finished())["perjanjian"].state is State.NOT_APPLICABLE
