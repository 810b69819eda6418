"""Who may finish a step, and what it still wants: each rule a short story, without a database."""

import dataclasses

import pytest

from lakip.sop import reading, rules
from lakip.sop.edition import Act, Duty, Edition, Step
from lakip.sop.rules import Facts, PaperFacts

SOP = reading.shipped()
ROLES = [role.slug for role in SOP.roles]
HERE, FRESH = PaperFacts(), PaperFacts(filed_this_round=True)


def all_is_done(step: Step, *, edition: Edition = SOP) -> Facts:
    """The performer asks, and everything that the step wants is there."""
    papers = {edition.base(slug): PaperFacts(paraf=True, signature=True) for slug in step.needs}
    papers |= dict.fromkeys(step.filed_here, FRESH)
    return Facts(
        roles=frozenset([step.by]),
        papers=papers,
        duties_done=frozenset(duty.slug for duty in step.duties),
    )


def but(facts: Facts, **changes: object) -> Facts:
    """The same facts with some of them changed."""
    return dataclasses.replace(facts, **changes)  # type: ignore[arg-type]


def held(*roles: str) -> frozenset[str]:
    return frozenset(roles)


def finishing(step: str, facts: Facts, edition: Edition = SOP) -> list[str]:
    return rules.obstacles_to_finishing(edition, edition.step(step), facts)


def with_papers(step: str, **changes: PaperFacts | None) -> Facts:
    """All is done in that step, but for these papers (dashes are written as underscores)."""
    done = all_is_done(SOP.step(step))
    papers = dict(done.papers)
    for name, paper in changes.items():
        slug = name.replace("_", "-")
        if paper is None:
            del papers[slug]
        else:
            papers[slug] = paper
    return but(done, papers=papers)


# ---------------------------------------------------------------- who may act


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("step", SOP.steps, ids=lambda step: step.slug)
def test_only_the_performer_may_finish(step: Step, role: str) -> None:
    """Twelve steps by five roles: sixty cells, of which twelve are open."""
    said = rules.obstacles_to_finishing(SOP, step, but(all_is_done(step), roles=held(role)))
    if role == step.by:
        assert said == []
    else:
        assert said == [f"Langkah ini giliran {SOP.role(step.by).name}."]


DUTIES = [(step, duty) for step in SOP.steps for duty in step.duties]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("step", "duty"), DUTIES, ids=[f"{s.slug}: {d.slug}" for s, d in DUTIES])
def test_only_its_own_role_may_tick_a_duty(step: Step, duty: Duty, role: str) -> None:
    said = rules.obstacles_to_ticking(SOP, duty, Facts(roles=held(role)))
    if role == duty.by:
        assert said == []
    else:
        assert said == [f"Tugas ini dicentang oleh {SOP.role(duty.by).name}."]


def test_nobody_without_a_role_may_do_anything() -> None:
    stranger = Facts()
    for step in SOP.steps:
        assert rules.obstacles_to_acting(SOP, step, stranger)
        assert rules.obstacles_to_sending_back(SOP, step, stranger, reason="Salah")
        for paper in step.filed_here:
            assert rules.obstacles_to_filing(SOP, step, paper, stranger)
        for duty in step.duties:
            assert rules.obstacles_to_ticking(SOP, duty, stranger)
    assert rules.obstacles_to_cancelling(SOP, stranger, reason="Batal")
    assert rules.obstacles_to_beginning(SOP, stranger.roles)


def test_who_holds_several_roles_may_act_in_each() -> None:
    both = held("sekretaris", "kepala-dinas")
    for step in ("arahan", "penugasan-draft-sk"):
        assert finishing(step, but(all_is_done(SOP.step(step)), roles=both)) == []


def test_a_closed_turn_cannot_be_acted_upon() -> None:
    closed = ["Giliran ini sudah ditutup."]
    for step in SOP.steps:
        facts = but(all_is_done(step), is_open=False)
        assert rules.obstacles_to_finishing(SOP, step, facts) == closed
        for paper in step.filed_here:
            assert rules.obstacles_to_filing(SOP, step, paper, facts) == closed
        for duty in step.duties:
            assert rules.obstacles_to_ticking(SOP, duty, facts) == closed
    said = rules.obstacles_to_sending_back(
        SOP,
        SOP.step("verifikasi-draft"),
        but(all_is_done(SOP.step("verifikasi-draft")), is_open=False),
        reason="Salah",
    )
    assert said == closed


# ---------------------------------------------------------------- what is missing


def test_a_missing_paper_is_named_as_the_sop_names_it() -> None:
    assert finishing("penugasan-draft-sk", with_papers("penugasan-draft-sk")) == []
    facts = with_papers("penugasan-draft-sk", permintaan_penyusunan=None)
    assert finishing("penugasan-draft-sk", facts) == [
        "Kelengkapan belum ada: Permintaan penyusunan LAKIP."
    ]


def test_every_missing_paper_is_named_at_once() -> None:
    facts = with_papers("draft-sk", permintaan_penyusunan=None, disposisi_sekretaris=None)
    assert len(finishing("draft-sk", facts)) == 2


def test_a_draft_is_not_the_ratified_paper() -> None:
    """The SK is there only when the version that counts is signed."""
    unsigned = with_papers("rapat-persiapan", draft_sk_tim=PaperFacts(paraf=True))
    assert finishing("rapat-persiapan", unsigned) == [
        "Kelengkapan belum ada: SK tim penyusun Laporan Kinerja."
    ]


def test_the_paper_that_a_step_gives_must_be_filed() -> None:
    facts = with_papers("draft-sk", draft_sk_tim=None)
    assert finishing("draft-sk", facts) == [
        "Unggah atau tulis dahulu: Draft SK tim penyusun Laporan Kinerja."
    ]


def test_a_returned_step_wants_a_new_version_and_not_the_refused_one() -> None:
    refused = with_papers("draft-laporan", draft_laporan_kinerja=HERE)
    assert finishing("draft-laporan", refused) == [
        "Unggah atau tulis dahulu: Draft Laporan Kinerja."
    ]
    mended = with_papers("draft-laporan", draft_laporan_kinerja=FRESH)
    assert finishing("draft-laporan", mended) == []


def test_papers_that_may_go_along_may_also_stay_away() -> None:
    facts = with_papers("rapat-persiapan", undangan=None, daftar_hadir=None, notula=None)
    assert finishing("rapat-persiapan", facts) == []


def test_a_paper_beside_the_main_one_is_asked_for_when_a_later_step_needs_it() -> None:
    """Nobody could file it there any more, and the journey would stand still."""
    later = dataclasses.replace(SOP.step("format-data"), needs=("notula",))
    sop = dataclasses.replace(
        SOP, steps=tuple(later if s.slug == later.slug else s for s in SOP.steps)
    )
    without = with_papers("rapat-persiapan", notula=None)
    assert finishing("rapat-persiapan", without, sop) == [
        "Unggah atau tulis dahulu: Notula rapat persiapan."
    ]
    assert finishing("rapat-persiapan", with_papers("rapat-persiapan"), sop) == []


def test_an_open_duty_stands_in_the_way_and_is_named() -> None:
    done = all_is_done(SOP.step("distribusi"))
    facts = but(done, duties_done=done.duties_done - {"mengirimkan"})
    assert finishing("distribusi", facts) == [
        "Belum dicentang: Mengirimkan dokumen Laporan Kinerja ke instansi terkait."
    ]


def test_the_bidangs_duty_holds_up_the_team() -> None:
    done = all_is_done(SOP.step("draft-laporan"))
    facts = but(done, duties_done=done.duties_done - {"memastikan-data"})
    assert finishing("draft-laporan", facts) == [
        "Belum dicentang: Mengisi dan memastikan data bidang."
    ]


def test_what_the_papers_workbench_demands_stands_in_the_way() -> None:
    facts = but(all_is_done(SOP.step("draft-sk")), bench=("Cantumkan sedikitnya satu anggota.",))
    assert finishing("draft-sk", facts) == ["Cantumkan sedikitnya satu anggota."]


def test_all_that_is_missing_is_said_together() -> None:
    empty = Facts(roles=held("sekretaris"), bench=("Satu lagi.",))
    said = finishing("rapat-persiapan", empty)
    assert [reason.split(":")[0] for reason in said] == [
        "Kelengkapan belum ada",
        "Unggah atau tulis dahulu",
        *["Belum dicentang"] * 3,
        "Satu lagi.",
    ]


def test_what_is_missing_is_the_same_whoever_asks() -> None:
    step = SOP.step("rapat-persiapan")
    said = [rules.what_is_missing(SOP, step, Facts(roles=held(role))) for role in ROLES]
    assert all(each == said[0] for each in said)
    assert len(said[0]) == 5


# ---------------------------------------------------------------- marks


def test_nobody_may_paraf_their_own_version() -> None:
    facts = with_papers("verifikasi-draft", draft_laporan_kinerja=PaperFacts(mine=True))
    (said,) = finishing("verifikasi-draft", facts)
    assert "Anda sendiri yang mengunggah, jadi Anda tidak boleh memarafnya." in said
    assert "Plh" in said


def test_nobody_may_sign_their_own_version() -> None:
    own = PaperFacts(mine=True, paraf=True)
    (said,) = finishing(
        "pengesahan-laporan", with_papers("pengesahan-laporan", draft_laporan_kinerja=own)
    )
    assert "Anda tidak boleh menandatanganinya." in said


def test_one_may_finish_a_step_that_marks_nothing_with_ones_own_paper() -> None:
    own = PaperFacts(mine=True, filed_this_round=True)
    assert finishing("draft-sk", with_papers("draft-sk", draft_sk_tim=own)) == []


def test_one_may_send_out_the_report_one_has_drafted() -> None:
    signed = PaperFacts(mine=True, paraf=True, signature=True)
    facts = with_papers("distribusi", draft_laporan_kinerja=signed)
    assert finishing("distribusi", facts) == []


def test_nobody_signs_what_was_not_initialled() -> None:
    for step, paper in (
        ("pengesahan-sk", "draft_sk_tim"),
        ("pengesahan-laporan", "draft_laporan_kinerja"),
    ):
        assert finishing(step, with_papers(step, **{paper: HERE})) == [
            "Versi yang berlaku sekarang belum diparaf."
        ]
        assert finishing(step, with_papers(step, **{paper: PaperFacts(paraf=True)})) == []


def test_an_sop_without_a_review_asks_for_no_paraf() -> None:
    sop = dataclasses.replace(SOP, steps=tuple(s for s in SOP.steps if s.act is not Act.REVIEW))
    facts = with_papers("pengesahan-sk", draft_sk_tim=HERE)
    assert finishing("pengesahan-sk", facts, sop) == []


def test_a_paraf_given_before_the_paper_was_written_anew_is_not_asked_for() -> None:
    again = dataclasses.replace(SOP.step("draft-sk"), slug="draft-sk-lagi")
    at = SOP.number("paraf-sk")
    sop = dataclasses.replace(SOP, steps=(*SOP.steps[:at], again, *SOP.steps[at:]))
    assert SOP.paraf_demanded(SOP.step("pengesahan-sk"))
    assert not sop.paraf_demanded(sop.step("pengesahan-sk"))


def test_own_work_and_a_missing_paraf_are_both_said() -> None:
    facts = with_papers("pengesahan-sk", draft_sk_tim=PaperFacts(mine=True))
    assert len(finishing("pengesahan-sk", facts)) == 2


def test_nothing_that_is_not_there_can_be_marked_or_sent() -> None:
    """Also when the edition forgets to list the paper among the step's kelengkapan."""
    for slug in ("paraf-sk", "pengesahan-sk", "distribusi"):
        step = dataclasses.replace(SOP.step(slug), needs=())
        sop = dataclasses.replace(
            SOP, steps=tuple(step if s.slug == slug else s for s in SOP.steps)
        )
        facts = Facts(roles=held(step.by), duties_done=frozenset(duty.slug for duty in step.duties))
        (said,) = finishing(slug, facts, sop)
        assert said.startswith("Kelengkapan belum ada: ")
