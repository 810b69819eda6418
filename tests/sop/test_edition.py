"""The map answers for itself: what follows what, what is filed where, what a paper is called."""

import dataclasses

import pytest

from lakip.sop import reading
from lakip.sop.edition import Act

SOP = reading.shipped()


def test_steps_are_numbered_by_their_place() -> None:
    assert [number for number, _ in SOP] == list(range(1, 13))
    assert all(SOP.number(step.slug) == number for number, step in SOP)
    assert all(SOP.step(step.slug) is step for _, step in SOP)


def test_each_step_is_followed_by_the_next_and_the_last_by_none() -> None:
    chain = [SOP.steps[0]]
    while following := SOP.after(chain[-1].slug):
        chain.append(following)
    assert tuple(chain) == SOP.steps


def test_what_is_not_there_is_not_found() -> None:
    assert SOP.has_step("arahan")
    assert not SOP.has_step("arahan-lagi")
    for find in (SOP.step, SOP.number, SOP.after, SOP.paper, SOP.role, SOP.base):
        with pytest.raises(KeyError):
            find("tidak-ada")


def test_a_ratified_paper_is_stored_as_its_draft() -> None:
    assert SOP.base("sk-tim") == "draft-sk-tim"
    assert SOP.base("laporan-kinerja") == "draft-laporan-kinerja"
    assert SOP.base("format-data") == "format-data"


def test_papers_are_filed_where_people_write_them_and_not_where_they_are_marked() -> None:
    at = {paper.slug: SOP.gives_base(paper.slug) for paper in SOP.papers}
    filed = {paper: step.slug for paper, step in at.items() if step}
    assert filed == {
        "disposisi-kepala-dinas": "arahan",
        "disposisi-sekretaris": "penugasan-draft-sk",
        "draft-sk-tim": "draft-sk",
        "pembagian-tugas-dan-rencana-kerja": "rapat-persiapan",
        "undangan": "rapat-persiapan",
        "daftar-hadir": "rapat-persiapan",
        "notula": "rapat-persiapan",
        "format-data": "format-data",
        "surat-permintaan-data": "format-data",
        "draft-laporan-kinerja": "draft-laporan",
        "disposisi-penggandaan": "penugasan-penggandaan",
        "lembar-verifikasi": "verifikasi-draft",
        "lembar-pengesahan": "pengesahan-laporan",
        "surat-pengantar": "distribusi",
        "tanda-terima": "distribusi",
    }


def test_a_row_reads_as_its_sentence_or_as_its_duties() -> None:
    assert SOP.step("arahan").lines == (SOP.step("arahan").text,)
    assert SOP.step("distribusi").lines == (SOP.step("distribusi").text,)
    meeting = SOP.step("rapat-persiapan")
    assert meeting.lines == tuple(duty.text for duty in meeting.duties)


def test_a_duty_is_found_by_its_slug() -> None:
    meeting = SOP.step("rapat-persiapan")
    assert meeting.duty("memimpin-rapat") is meeting.duties[1]
    assert meeting.duty("menulis") is None


def test_only_reviewing_and_ratifying_put_a_mark() -> None:
    assert {act: act.marks for act in Act if act.marks} == {
        Act.REVIEW: "paraf",
        Act.RATIFY: "signature",
    }


def test_a_paraf_is_demanded_where_the_same_paper_was_checked_before() -> None:
    demanded = [step.slug for step in SOP.steps if SOP.paraf_demanded(step)]
    assert demanded == [
        "pengesahan-sk",
        "pengesahan-laporan",
        "distribusi",
    ]


def test_the_team_is_the_role_that_is_marked_so() -> None:
    assert SOP.team_role == "tim-penyusun"
    offices = tuple(role for role in SOP.roles if not role.team)
    assert dataclasses.replace(SOP, roles=offices).team_role is None


def test_what_a_step_presupposes_is_what_it_needs_and_what_it_marks_or_sends() -> None:
    for step in SOP.steps:
        assert SOP.presupposed(step) == step.needs
    bare = dataclasses.replace(SOP.step("pengesahan-sk"), needs=())
    assert SOP.presupposed(bare) == ("draft-sk-tim",)


def test_nothing_beside_the_main_paper_is_demanded_by_this_sop() -> None:
    assert all(SOP.also_demanded(step) == [] for step in SOP.steps)
