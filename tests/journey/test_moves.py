"""Stories of a journey: whose turn it is, and what each move leaves behind."""

import uuid

import pytest
from django.db import IntegrityError

from lakip.documents.models import Mark
from lakip.journey import acts, moves
from lakip.journey.models import Journey, TeamMember, Turn
from lakip.journey.refusal import AlreadyDone, Refused
from lakip.management.rehearsal import Walk
from tests import cast
from tests.cast import Office


def outcomes(office: Office) -> list[tuple[str, int, str]]:
    return [(t.step, t.round, t.outcome) for t in office.journey.turns.order_by("number")]


def test_a_journey_goes_through_twelve_steps_and_ends(office: Office) -> None:
    journey = office.walk.play()
    assert journey.closed_at is not None
    assert [step for step, _, _ in outcomes(office)] == [s.slug for s in office.walk.edition.steps]
    assert {outcome for *_, outcome in outcomes(office)} == {"finished"}


def test_two_returns_at_step_nine_make_sixteen_turns(office: Office) -> None:
    office.walk.play(returns=2)
    drafts = [(r, o) for step, r, o in outcomes(office) if step == "draft-laporan"]
    checks = [(r, o) for step, r, o in outcomes(office) if step == "verifikasi-draft"]
    assert len(outcomes(office)) == 16
    assert drafts == [(1, "finished"), (2, "finished"), (3, "finished")]
    assert checks == [(1, "sent_back"), (2, "sent_back"), (3, "finished")]


def test_the_first_turn_is_the_kepala_dinas_for_fifteen_office_minutes(office: Office) -> None:
    assert (office.turn.step, office.turn.role) == ("arahan", "kepala-dinas")
    assert (office.turn.due_at - office.turn.opened_at).total_seconds() == 15 * 60


def test_nothing_is_finished_without_its_paper(office: Office) -> None:
    with pytest.raises(Refused) as no:
        office.finish("kepala-dinas")
    assert no.value.reasons == ("Unggah atau tulis dahulu: Disposisi Kepala Dinas.",)


def test_somebody_elses_turn_is_refused_by_name(office: Office) -> None:
    office.prepare()
    with pytest.raises(Refused) as no:
        office.finish("sekretaris")
    assert no.value.reasons == ("Langkah ini giliran Kepala Dinas.",)


def test_a_repeated_press_is_answered_as_done_by_you(office: Office) -> None:
    turn, key = office.prepare(), uuid.uuid4()
    by = office.person("kepala-dinas")
    moves.finish(turn=turn.pk, by=by, at=office.at, key=key)
    with pytest.raises(AlreadyDone) as done:
        moves.finish(turn=turn.pk, by=by, at=office.at, key=key)
    assert done.value.by_you
    assert len(outcomes(office)) == 2


def test_the_team_sits_when_the_sk_is_ratified_and_not_before(office: Office) -> None:
    office.to("pengesahan-sk")
    assert not TeamMember.objects.filter(seated_at__isnull=False).exists()
    office.to("rapat-persiapan")
    assert TeamMember.objects.filter(seated_at__isnull=False).count() == 2


def test_a_draft_sk_without_members_is_not_handed_in(office: Office) -> None:
    office.to("draft-sk")
    office.file("kasubbag-perencanaan", "draft-sk-tim")
    with pytest.raises(Refused, match="sedikitnya satu anggota"):
        office.finish("kasubbag-perencanaan")


def test_a_return_says_what_to_mend_and_has_its_own_limit(office: Office) -> None:
    office.to("verifikasi-draft")
    office.send_back("sekretaris", "Perbaiki tabel 3.1.")
    turn = office.turn
    assert (turn.step, turn.round, turn.within) == ("draft-laporan", 2, "2 hari")
    assert Turn.objects.get(number=turn.number - 1).note == "Perbaiki tabel 3.1."


def test_an_agency_may_set_its_own_limit_for_revisions(office: Office) -> None:
    office.to("verifikasi-draft")
    agency = office.journey.agency
    agency.revision_days = 3
    agency.save()
    office.send_back("sekretaris")
    assert office.turn.within == "3 hari"


def test_the_later_turns_after_a_return_keep_the_standard(office: Office) -> None:
    office.walk.play(returns=1)
    checks = office.journey.turns.filter(step="verifikasi-draft").order_by("number")
    assert [turn.within for turn in checks] == ["1 hari", "1 hari"]


def test_a_return_without_a_reason_is_refused(office: Office) -> None:
    office.to("verifikasi-draft")
    with pytest.raises(Refused, match="Tuliskan apa yang harus diperbaiki"):
        office.send_back("sekretaris", "  \n ")


def test_round_two_needs_a_new_version_not_the_old_one_again(office: Office) -> None:
    office.to("draft-laporan")
    office.file("tim-penyusun", "draft-laporan-kinerja", "Draft pertama.")
    office.to("verifikasi-draft")
    office.send_back("sekretaris")
    with pytest.raises(Refused, match="Unggah atau tulis dahulu: Draft Laporan Kinerja"):
        office.finish("tim-penyusun")
    latest = (
        office.walk.edition and office.journey.documents.get(paper="draft-laporan-kinerja").latest
    )
    assert latest is not None


def test_the_same_bytes_again_are_not_a_revision(office: Office) -> None:
    office.to("draft-laporan")
    office.file("tim-penyusun", "draft-laporan-kinerja", "Draft.")
    with pytest.raises(Refused, match="sama persis dengan versi 1"):
        office.file("tim-penyusun", "draft-laporan-kinerja", "Draft.")


def test_a_new_version_drops_the_paraf_by_itself(office: Office) -> None:
    office.to("pengesahan-laporan")
    assert Mark.objects.filter(kind="paraf", withdrawn_at=None).count() == 2
    moves.send_back(
        turn=office.turn.pk,
        by=office.person("kepala-dinas"),
        at=office.at,
        key=uuid.uuid4(),
        reason="Perbaiki.",
    )
    office.to("verifikasi-draft")
    latest = office.journey.documents.get(paper="draft-laporan-kinerja").latest
    assert latest is not None
    assert not latest.marks.exists()


def test_what_nobody_has_begun_can_be_taken_back(office: Office) -> None:
    turn = office.prepare()
    office.finish("kepala-dinas")
    again = office.withdraw("kepala-dinas")
    assert (again.step, again.round, again.due_at) == ("arahan", 1, turn.due_at)
    office.finish("kepala-dinas")
    assert office.turn.step == "penugasan-draft-sk"
    assert office.turn.round == 1


def test_what_somebody_has_begun_is_not_taken_from_them(office: Office) -> None:
    office.prepare()
    office.finish("kepala-dinas")
    office.file("sekretaris", "disposisi-sekretaris")
    with pytest.raises(Refused, match="sudah mulai dikerjakan"):
        office.withdraw("kepala-dinas")


def test_nobody_takes_back_anothers_step(office: Office) -> None:
    office.prepare()
    office.finish("kepala-dinas")
    with pytest.raises(Refused, match="Hanya yang menyelesaikan"):
        office.withdraw("sekretaris")


def test_taking_back_a_paraf_withdraws_the_mark(office: Office) -> None:
    office.to("paraf-sk")
    office.finish("sekretaris")
    office.withdraw("sekretaris")
    assert not Mark.objects.filter(withdrawn_at=None).exists()
    assert Mark.objects.count() == 1


def test_taking_back_the_ratified_sk_unseats_the_team(office: Office) -> None:
    office.to("pengesahan-sk")
    office.finish("kepala-dinas")
    office.withdraw("kepala-dinas")
    assert not TeamMember.objects.filter(seated_at__isnull=False).exists()
    office.finish("kepala-dinas")
    assert TeamMember.objects.filter(seated_at__isnull=False).count() == 2


def test_a_cancelled_journey_leaves_its_trace_and_frees_the_year(office: Office) -> None:
    moves.cancel(
        journey=office.journey.pk,
        by=office.person("sekretaris"),
        at=office.at,
        reason="Permintaan keliru.",
    )
    assert office.journey.is_cancelled
    assert outcomes(office) == [("arahan", 1, "cancelled")]
    again = Walk(office.walk.demo, year=office.journey.year, starts=cast.MONDAY)
    assert again.journey.pk != office.journey.pk


def test_a_cancelling_needs_a_reason_and_the_right_person(office: Office) -> None:
    for part, reason, said in [
        ("sekretaris", "", "alasan pembatalan"),
        ("kepala-bidang", "Keliru.", "Yang dapat membatalkan"),
    ]:
        by, at = office.person(part), office.at
        with pytest.raises(Refused, match=said):
            moves.cancel(journey=office.journey.pk, by=by, at=at, reason=reason)


def test_one_journey_for_each_agency_and_year(office: Office) -> None:
    with pytest.raises(Refused, match="sudah dimulai"):
        Walk(office.walk.demo, year=office.journey.year, starts=cast.MONDAY)
    assert Journey.objects.count() == 1


def test_the_database_refuses_two_open_turns(office: Office) -> None:
    turn = office.turn
    turn.pk, turn.number = uuid.uuid4(), 99
    with pytest.raises(IntegrityError):
        turn.save(force_insert=True)


def test_a_duty_is_ticked_by_its_own_role_with_who_and_when(office: Office) -> None:
    office.to("draft-laporan")
    with pytest.raises(Refused, match="dicentang oleh Kepala Bidang terkait"):
        acts.tick(
            turn=office.turn.pk,
            duty="memastikan-data",
            by=office.person("tim-penyusun"),
            at=office.at,
        )
    acts.tick(
        turn=office.turn.pk,
        duty="memastikan-data",
        by=office.person("kepala-bidang"),
        at=office.at,
    )
    tick = office.journey.ticks.get(duty="memastikan-data")
    assert (tick.by, tick.by_label) == (
        office.person("kepala-bidang"),
        "Kepala Bidang Rehabilitasi Sosial",
    )


def test_a_step_is_not_finished_while_a_duty_is_open(office: Office) -> None:
    office.to("rapat-persiapan")
    office.file("sekretaris", "pembagian-tugas-dan-rencana-kerja")
    with pytest.raises(Refused, match="Belum dicentang"):
        office.finish("sekretaris")
