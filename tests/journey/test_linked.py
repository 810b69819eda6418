"""Stories of the SOPs that steps 6, 8 and 12 point to: each a journey inside a turn."""

import uuid

import pytest

from lakip.documents import filing
from lakip.documents.models import Document
from lakip.journey import acts, moves, proving, replay, story
from lakip.journey.editions import edition_of, linked_name, linked_slugs, shipped
from lakip.journey.linked import begin_inside
from lakip.journey.models import Journey, Turn
from lakip.journey.morning import tell_the_morning
from lakip.journey.refusal import AlreadyDone, Refused
from lakip.journey.standing import seated, stand
from lakip.notices.models import Notice
from lakip.people.person import Person
from lakip.sop import rules
from lakip.sop.worktime import Unit
from tests.cast import MONDAY, WIB, Office

MEETING, DATA, SENDING = "rapat-persiapan", "draft-laporan", "distribusi"


@pytest.fixture
def office(office: Office) -> Office:
    """An agency that has turned its linked SOPs on."""
    turn_on(office)
    return office


def turn_on(office: Office, *, on: bool = True) -> None:
    office.walk.demo.agency.runs_linked_sops = on
    office.walk.demo.agency.save()


def begin(office: Office, part: str) -> Journey:
    return begin_inside(turn=office.turn.pk, by=office.person(part), at=office.at)


def missing(office: Office, part: str = "sekretaris") -> list[str]:
    here = stand(turn_id=office.turn.pk, person=office.person(part), at=office.at)
    return rules.what_is_missing(here.edition, here.step, here.facts)


def open_turn(inner: Journey) -> Turn:
    return Turn.objects.get(journey=inner, closed_at=None)


def do(office: Office, inner: Journey, *, until: str = "") -> None:
    """Carry the linked SOP by its people until that step is open, or to its end."""
    edition = edition_of(inner.edition_id)
    while turn := Turn.objects.filter(journey=inner, closed_at=None).first():
        step = edition.step(turn.step)
        if step.slug == until:
            break
        by = office.person(step.by)
        for paper in () if step.act.marks else step.filed_here:
            content = filing.take_text(f"{paper}, putaran {turn.round}.", name=paper)
            acts.file_paper(turn=turn.pk, paper=paper, content=content, by=by, at=office.at)
        for duty in step.duties:
            who = office.person(duty.by)
            acts.tick(turn=turn.pk, duty=duty.slug, by=who, at=office.at)
        moves.finish(turn=turn.pk, by=by, at=office.at, key=uuid.uuid4())
    inner.refresh_from_db()


def nothing_is_wrong(office: Office) -> bool:
    return list(replay.faults(agency_id=office.journey.agency_id)) == []


def told(person: Person, kind: str) -> list[str]:
    found = Notice.objects.filter(recipient=person, kind=kind, channel="app").order_by("pk")
    return list(found.values_list("subject", flat=True))


# The editions ------------------------------------------------------------------------------------


def test_each_is_called_as_the_row_that_points_to_it() -> None:
    sop = shipped("lakip")
    rows = [step for step in sop.steps if step.runs]
    assert [sop.number(step.slug) for step in rows] == [6, 8, 12]
    assert {step.runs: step.see for step in rows} == {
        slug: linked_name(shipped(slug)) for slug in linked_slugs()
    }


def test_each_begins_with_what_its_row_needs_and_keeps_its_roles_and_time() -> None:
    sop = shipped("lakip")
    minutes = {Unit.MENIT: 1, Unit.JAM: 60, Unit.HARI: 450, Unit.MINGGU: 5 * 450}
    for row in sop.steps:
        if row.runs is None:
            continue
        linked = shipped(row.runs)
        assert linked.begins_with in row.needs
        assert {role.slug for role in linked.roles} <= {role.slug for role in sop.roles}
        assert linked.team_role == sop.team_role
        taken = sum(step.within.amount * minutes[step.within.unit] for step in linked.steps)
        assert taken <= row.within.amount * minutes[row.within.unit]


# Step 6 and its FGD ------------------------------------------------------------------------------


def test_the_fgd_runs_to_its_end_and_the_step_can_be_finished(office: Office) -> None:
    office.to(MEETING)
    office.prepare()
    assert missing(office) == ["SOP FGD belum dimulai."]
    with pytest.raises(Refused, match="SOP FGD belum dimulai"):
        office.finish("sekretaris")

    inner = begin(office, "sekretaris")
    do(office, inner, until="undangan")
    assert missing(office) == ["SOP FGD belum selesai (langkah 2 dari 9)."]
    with pytest.raises(Refused, match="langkah 2 dari 9"):
        office.finish("sekretaris")
    do(office, inner)

    assert (inner.closed_at is not None, inner.is_cancelled) == (True, False)
    assert missing(office) == []
    office.finish("sekretaris")
    assert office.turn.step == "format-data"
    assert nothing_is_wrong(office)


def test_all_three_run_in_their_steps_until_the_report_is_done(office: Office) -> None:
    for step, part, sop in (
        (MEETING, "sekretaris", "fgd"),
        (DATA, "tim-penyusun", "pengumpulan-data"),
        (SENDING, "tim-penyusun", "pengadministrasi-umum"),
    ):
        office.to(step)
        inner = begin(office, part)
        assert inner.edition.slug == sop
        do(office, inner)
    assert office.walk.play().closed_at is not None
    assert Journey.objects.filter(inside__journey=office.journey, closed_at=None).count() == 0
    assert nothing_is_wrong(office)


def test_it_begins_with_the_paper_of_the_step_and_copies_no_bytes(office: Office) -> None:
    office.to(MEETING)
    inner = begin(office, "sekretaris")
    outer = Document.objects.get(journey=office.journey, paper="draft-sk-tim")
    brought = Document.objects.get(journey=inner, paper="sk-tim")

    assert outer.latest is not None
    assert brought.latest is not None
    assert brought.latest.sha256 == outer.latest.sha256
    assert (brought.latest.number, brought.latest.by) == (1, office.person("sekretaris"))


def test_who_holds_the_file_of_the_sk_is_still_told_of_its_marks(office: Office) -> None:
    office.to(MEETING)
    begin(office, "sekretaris")
    outer = Document.objects.get(journey=office.journey, paper="draft-sk-tim")
    assert outer.latest is not None
    answer = proving.of_file(filing.read(outer.latest.sha256))

    assert answer.proof is not None
    assert answer.proof.token == outer.token
    assert [mark.kind for mark in answer.proof.marks] == ["paraf", "tanda tangan"]


def test_it_has_the_team_and_the_letter_of_the_report(office: Office) -> None:
    office.to(MEETING)
    inner = begin(office, "sekretaris")
    outer = office.journey

    def team(journey: Journey) -> list[tuple[Person, str]]:
        return [(member.person, member.standing) for member in seated(journey)]

    assert team(inner) == team(outer) != []
    assert (inner.year, inner.request_number) == (outer.year, outer.request_number)
    assert inner.title == "SOP FGD, Laporan Kinerja 2026"
    assert (inner.report, outer.report) == (outer, outer)


def test_who_has_left_the_team_does_not_sit_in_it(office: Office) -> None:
    office.to(MEETING)
    gone = office.person("anggota")
    office.take_out("anggota")
    inner = begin(office, "sekretaris")

    assert gone not in {member.person for member in seated(inner)}
    day = MONDAY.date()
    assert not Journey.objects.visible_to(gone, day=day).filter(pk=inner.pk).exists()


# Who may, and how often --------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["kepala-dinas", "kasubbag-perencanaan", "anggota", "admin"])
def test_only_the_performer_of_the_step_begins_it(office: Office, part: str) -> None:
    office.to(MEETING)
    with pytest.raises(Refused, match="giliran Sekretaris"):
        begin(office, part)
    assert not Journey.objects.filter(inside__isnull=False).exists()


def test_in_the_teams_step_nobody_else_begins_it(office: Office) -> None:
    turn_on(office, on=False)
    office.to(DATA)
    turn_on(office)
    with pytest.raises(Refused, match="giliran Tim Penyusun"):
        begin(office, "sekretaris")
    assert begin(office, "anggota").name == "SOP Pengumpulan dan pengolahan data"


def test_a_second_press_begins_no_second_one(office: Office) -> None:
    office.to(MEETING)
    begin(office, "sekretaris")
    with pytest.raises(AlreadyDone, match="sudah Anda mulai") as done:
        begin(office, "sekretaris")
    assert done.value.by_you
    assert Journey.objects.filter(inside__isnull=False).count() == 1


def test_a_finished_one_is_not_run_again(office: Office) -> None:
    office.to(MEETING)
    do(office, begin(office, "sekretaris"))
    with pytest.raises(Refused, match="SOP FGD sudah selesai"):
        begin(office, "sekretaris")


def test_a_step_without_one_runs_none(office: Office) -> None:
    with pytest.raises(Refused, match="tidak menjalankan SOP lain"):
        begin(office, "kepala-dinas")


def test_the_second_round_does_not_ask_for_it_again(office: Office) -> None:
    turn_on(office, on=False)
    office.to(DATA)
    turn_on(office)
    do(office, begin(office, "tim-penyusun"))
    office.to("verifikasi-draft")
    office.send_back("sekretaris")
    assert (office.turn.step, office.turn.round) == (DATA, 2)
    office.prepare()
    assert missing(office, "tim-penyusun") == []
    office.finish("tim-penyusun")


# Turned off --------------------------------------------------------------------------------------


def test_with_the_setting_off_nothing_is_asked_and_nothing_can_be_begun(office: Office) -> None:
    turn_on(office, on=False)
    office.to(MEETING)
    office.prepare()
    assert missing(office) == []
    with pytest.raises(Refused, match="tidak menjalankan SOP lain"):
        begin(office, "sekretaris")
    office.finish("sekretaris")
    assert office.walk.play().closed_at is not None
    assert not Journey.objects.filter(inside__isnull=False).exists()


def test_what_was_begun_is_ended_also_when_it_was_turned_off_meanwhile(office: Office) -> None:
    office.to(MEETING)
    office.prepare()
    inner = begin(office, "sekretaris")
    turn_on(office, on=False)
    assert missing(office) == ["SOP FGD belum selesai (langkah 1 dari 9)."]
    moves.cancel(journey=inner.pk, by=office.person("sekretaris"), at=office.at, reason="Tidak.")
    assert missing(office) == []


# Taking back, sending back, cancelling -----------------------------------------------------------


def test_the_step_cannot_be_taken_back_from_under_it(office: Office) -> None:
    office.to(MEETING)
    begin(office, "sekretaris")
    with pytest.raises(Refused, match="sudah mulai dikerjakan"):
        office.withdraw("kepala-dinas")


def test_a_turn_is_not_sent_back_while_one_runs_in_it() -> None:
    step = shipped("lakip").step("verifikasi-draft")
    running = rules.LinkedFacts(name="SOP FGD", at_step=3, of=9)
    facts = rules.Facts(roles=frozenset({"sekretaris"}), linked=running)
    said = rules.obstacles_to_sending_back(shipped("lakip"), step, facts, reason="Salah.")
    assert said == ["SOP FGD belum selesai (langkah 3 dari 9). Selesaikan atau batalkan dahulu."]
    ended = rules.LinkedFacts(name="SOP FGD", at_step=9, of=9, is_finished=True)
    facts = rules.Facts(roles=frozenset({"sekretaris"}), linked=ended)
    assert not rules.obstacles_to_sending_back(shipped("lakip"), step, facts, reason="Salah.")


def test_a_return_inside_it_has_the_limit_of_its_own_sop(office: Office) -> None:
    office.walk.demo.agency.revision_days = 3
    office.walk.demo.agency.save()
    office.to(MEETING)
    inner = begin(office, "sekretaris")
    do(office, inner, until="penetapan-hasil")
    moves.send_back(
        turn=open_turn(inner).pk,
        by=office.person("sekretaris"),
        at=office.at,
        key=uuid.uuid4(),
        reason="Pembagian bab III belum jelas.",
    )
    again = open_turn(inner)
    assert (again.step, again.round, again.within) == ("diskusi", 2, "1 jam")
    do(office, inner)
    assert inner.closed_at is not None
    assert nothing_is_wrong(office)


def test_a_cancelled_one_may_be_begun_again(office: Office) -> None:
    office.to(MEETING)
    first = begin(office, "sekretaris")
    with pytest.raises(Refused, match="Yang dapat membatalkan"):
        moves.cancel(journey=first.pk, by=office.person("anggota"), at=office.at, reason="Saya.")
    moves.cancel(
        journey=first.pk, by=office.person("sekretaris"), at=office.at, reason="Peserta kurang."
    )
    second = begin(office, "sekretaris")

    assert second.pk != first.pk
    assert office.journey.closed_at is None
    assert nothing_is_wrong(office)


def test_cancelling_the_report_ends_what_runs_inside_it(office: Office) -> None:
    office.to(MEETING)
    inner = begin(office, "sekretaris")
    do(office, inner, until="undangan")
    head = office.person("kepala-dinas")
    moves.cancel(journey=office.journey.pk, by=head, at=office.at, reason="Salah tahun.")
    inner.refresh_from_db()

    assert (inner.is_cancelled, inner.cancel_reason) == (True, "Salah tahun.")
    assert not Turn.objects.filter(agency=office.journey.agency, closed_at=None).exists()
    entries, _ = story.of_journey(inner, before=None)
    assert entries[0].text == f"{head.name} membatalkan SOP FGD: Salah tahun."
    assert len(told(office.person("sekretaris"), "cancelled")) == 1
    assert nothing_is_wrong(office)


def test_a_linked_sop_that_is_moved_into_another_turn_is_found(office: Office) -> None:
    office.to(MEETING)
    inner = begin(office, "sekretaris")
    first = office.journey.turns.get(number=1)
    Journey.objects.filter(pk=inner.pk).update(inside=first)
    assert any("SOP terkait" in said for said in replay.faults(agency_id=inner.agency_id))


def test_the_year_can_be_begun_again_after_both_were_cancelled(office: Office) -> None:
    office.to(MEETING)
    begin(office, "sekretaris")
    head = office.person("kepala-dinas")
    moves.cancel(journey=office.journey.pk, by=head, at=office.at, reason="Salah tahun.")
    again = office.walk._begin(2026)
    assert (again.is_inner, again.closed_at) == (False, None)


# What is told ------------------------------------------------------------------------------------


def test_the_people_of_the_first_step_and_then_who_waits_are_told(office: Office) -> None:
    office.to(MEETING)
    inner = begin(office, "sekretaris")
    assert told(office.person("kasubbag-perencanaan"), "linked_begun") == [
        "Giliran Anda: Bahan dan agenda"
    ]
    do(office, inner)
    ends = Notice.objects.get(
        recipient=office.person("sekretaris"), kind="linked_completed", channel="app"
    )
    assert ends.subject == ("SOP FGD selesai; giliran Anda: Rapat persiapan dan pembagian tugas")
    assert ends.path == f"/laporan/{office.journey.pk}/langkah/{MEETING}/"
    assert ends.body.startswith("SOP FGD, Laporan Kinerja 2026, Dinas Sosial.\n")


def test_both_histories_tell_it(office: Office) -> None:
    office.to(MEETING)
    inner = begin(office, "sekretaris")
    do(office, inner)
    name = office.person("sekretaris").name
    own = [entry.text for entry in story.of_journey(inner, before=None)[0]]
    outer = [entry.text for entry in story.of_journey(office.journey, before=None)[0]]

    assert own[0].endswith("menyelesaikan langkah 9, Penyampaian notula. SOP FGD selesai.")
    assert f"{name} memulai SOP FGD." in own
    assert f"{name} memulai SOP FGD." in outer
    planner = office.person("kasubbag-perencanaan").name
    assert f"{planner} menyelesaikan SOP FGD." in outer


def test_the_morning_names_the_linked_sop(office: Office) -> None:
    office.to(MEETING)
    turn = open_turn(begin(office, "sekretaris"))
    tell_the_morning(at=turn.due_at.astimezone(WIB).replace(hour=8, minute=0))
    person = office.person("kasubbag-perencanaan")
    body = Notice.objects.get(recipient=person, kind="morning", channel="app").body
    assert "- SOP FGD, Laporan Kinerja 2026, langkah 1, Bahan dan agenda: " in body
