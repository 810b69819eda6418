"""The rules of filing, returning, taking back, cancelling and beginning, each a short story."""

import dataclasses

import pytest

from lakip.sop import reading, rules
from lakip.sop.edition import Act
from lakip.sop.rules import LONGEST_REASON, Facts, PaperFacts

SOP = reading.shipped()
ROLES = [role.slug for role in SOP.roles]


def held(*roles: str) -> frozenset[str]:
    return frozenset(roles)


# ---------------------------------------------------------------- filing papers


def filing(step: str, paper: str, *roles: str) -> list[str]:
    return rules.obstacles_to_filing(SOP, SOP.step(step), paper, Facts(roles=held(*roles)))


def test_the_performer_files_what_the_step_gives() -> None:
    for step in SOP.steps:
        for paper in step.filed_here:
            assert filing(step.slug, paper, step.by) == []


def test_who_takes_part_files_what_goes_along_but_not_the_main_paper() -> None:
    assert filing("rapat-persiapan", "notula", "tim-penyusun") == []
    assert filing("rapat-persiapan", "pembagian-tugas-dan-rencana-kerja", "tim-penyusun") == [
        "Surat ini dibuat oleh Sekretaris."
    ]


def test_who_takes_no_part_files_nothing() -> None:
    said = ["Langkah ini giliran Sekretaris."]
    assert filing("rapat-persiapan", "notula", "kepala-dinas") == said


def test_a_paper_of_another_step_is_not_filed_here() -> None:
    said = ["Surat ini tidak dibuat pada langkah ini."]
    assert filing("rapat-persiapan", "format-data", "sekretaris") == said


def test_a_checked_or_sent_paper_cannot_be_exchanged_by_who_checks_or_sends_it() -> None:
    for step in SOP.steps:
        if step.act in (Act.REVIEW, Act.RATIFY, Act.DISTRIBUTE):
            for paper in {step.gives, SOP.base(step.gives)}:
                said = filing(step.slug, paper, *ROLES)
                assert said == ["Surat ini tidak dibuat pada langkah ini."]


# ---------------------------------------------------------------- sending back


def sending_back(step: str, reason: str, *roles: str) -> list[str]:
    facts = Facts(roles=held(*roles))
    return rules.obstacles_to_sending_back(SOP, SOP.step(step), facts, reason=reason)


def test_four_steps_may_send_back_and_no_other() -> None:
    may = [s.slug for s in SOP.steps if not sending_back(s.slug, "Tabel 3 salah", s.by)]
    assert may == ["paraf-sk", "pengesahan-sk", "verifikasi-draft", "pengesahan-laporan"]
    assert sending_back("arahan", "Salah", "kepala-dinas") == [
        "SOP tidak menyediakan pengembalian dari langkah ini."
    ]


@pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
def test_a_return_needs_a_reason(reason: str) -> None:
    assert sending_back("verifikasi-draft", reason, "sekretaris") == [
        "Tuliskan apa yang harus diperbaiki."
    ]


def test_a_reason_has_an_end() -> None:
    assert sending_back("verifikasi-draft", "a" * LONGEST_REASON, "sekretaris") == []
    (said,) = sending_back("verifikasi-draft", "a" * (LONGEST_REASON + 1), "sekretaris")
    assert said.startswith("Alasan terlalu panjang (4001 huruf)")


def test_only_the_performer_may_send_back() -> None:
    for role in ROLES:
        said = sending_back("verifikasi-draft", "Salah", role)
        assert said == ([] if role == "sekretaris" else ["Langkah ini giliran Sekretaris."])


def test_sending_back_waits_for_nothing() -> None:
    """Who refuses a paper need not have ticked, filed or initialled anything first."""
    step = SOP.step("pengesahan-laporan")
    facts = Facts(roles=held("kepala-dinas"), papers={"draft-laporan-kinerja": PaperFacts()})
    assert rules.obstacles_to_finishing(SOP, step, facts)
    assert rules.obstacles_to_sending_back(SOP, step, facts, reason="Belum diparaf") == []


def test_a_letter_is_signed_by_who_may_file_it() -> None:
    step, facts = SOP.step("rapat-persiapan"), Facts(roles=held("sekretaris"))
    assert rules.obstacles_to_signing(SOP, step, "undangan", facts) == []


def test_what_is_ratified_is_not_signed_as_a_letter() -> None:
    """Else the team could put the signature on its own draft, and it would count as ratified."""
    for slug, role, paper in (
        ("draft-laporan", "tim-penyusun", "draft-laporan-kinerja"),
        ("draft-sk", "kasubbag-perencanaan", "draft-sk-tim"),
    ):
        facts = Facts(roles=held(role))
        assert filing(slug, paper, role) == []
        assert rules.obstacles_to_signing(SOP, SOP.step(slug), paper, facts) == [
            "Surat ini ditandatangani dengan mengesahkannya, pada langkahnya sendiri."
        ]


# ---------------------------------------------------------------- the other moves


def withdrawing(*, mine: bool = True, begun: bool = False, finished: bool = False) -> list[str]:
    return rules.obstacles_to_withdrawing(was_mine=mine, is_begun=begun, is_finished=finished)


def test_one_may_take_back_what_one_just_finished() -> None:
    assert withdrawing() == []


def test_nobody_may_take_back_what_another_finished() -> None:
    assert withdrawing(mine=False) == [
        "Hanya yang menyelesaikan langkah itu yang dapat menariknya kembali."
    ]


def test_nothing_is_taken_back_once_the_next_has_begun() -> None:
    assert withdrawing(begun=True) == [
        "Langkah berikutnya sudah mulai dikerjakan, jadi tidak dapat ditarik lagi."
    ]


def test_the_last_step_is_not_taken_back() -> None:
    assert withdrawing(finished=True)[0].startswith("Penyusunan sudah selesai")


@pytest.mark.parametrize("role", ROLES)
def test_those_whom_the_edition_names_may_cancel_with_a_reason(role: str) -> None:
    said = rules.obstacles_to_cancelling(SOP, Facts(roles=held(role)), reason="OPD digabung")
    if role in ("kepala-dinas", "sekretaris", "kasubbag-perencanaan"):
        assert said == []
    else:
        assert said == [
            "Yang dapat membatalkan: Kepala Dinas, Sekretaris, Kepala Sub Bagian Perencanaan."
        ]


def test_cancelling_needs_a_reason_and_an_open_journey() -> None:
    head = Facts(roles=held("kepala-dinas"))
    assert rules.obstacles_to_cancelling(SOP, head, reason=" ") == [
        "Tuliskan apa yang menjadi alasan pembatalan."
    ]
    closed = dataclasses.replace(head, is_open=False)
    assert rules.obstacles_to_cancelling(SOP, closed, reason="Batal") == [
        "Penyusunan ini sudah ditutup."
    ]


@pytest.mark.parametrize("role", ROLES)
def test_those_whom_the_edition_names_may_register_the_request(role: str) -> None:
    said = rules.obstacles_to_beginning(SOP, held(role))
    if role in ("kasubbag-perencanaan", "sekretaris"):
        assert said == []
    else:
        assert said == [
            "Yang mendaftarkan permintaan: Kepala Sub Bagian Perencanaan atau Sekretaris."
        ]
