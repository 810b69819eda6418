"""The team changes after its SK was ratified: who leaves, who comes, and who hears of it."""

from typing import Any

import pytest
from django.test import Client

from lakip.journey import moves, replay, story
from lakip.journey.doors import reach_of
from lakip.journey.linked import begin_inside
from lakip.journey.models import Journey, TeamMember, Turn
from lakip.journey.morning import tell_the_morning
from lakip.journey.refusal import Refused
from lakip.journey.standing import seated
from lakip.journey.times import first_acts_of
from lakip.ledger.canonical import parse
from lakip.ledger.models import Event
from lakip.ledger.verify import verify_log
from lakip.notices.models import Notice
from lakip.papers import knowing, sk_tim, team_changes
from lakip.papers.laporan_kinerja import writing
from lakip.people.person import Person
from tests import cast
from tests.cast import MONDAY, Office
from tests.journey.test_linked import turn_on

PLANNER, SECRETARY, HEAD = "kasubbag-perencanaan", "sekretaris", "kepala-dinas"
CHAIR, MEMBER = "tim-penyusun", "anggota"  # Siti Aminah and Yohanes Tapilatu, of the demo.
REASON = "Mutasi ke Dinas Pekerjaan Umum per 1 Maret."


@pytest.fixture
def office(office: Office) -> Office:
    office.to("format-data")
    return office


@pytest.fixture
def newcomer(office: Office) -> Person:
    return colleague(office, "Wayan Sudarma")


def colleague(office: Office, name: str, **more: Any) -> Person:
    slug = name.lower().replace(" ", "-")
    agency = more.pop("agency", office.journey.agency)
    return Person.objects.create_person(
        email=f"{slug}@contoh.test", name=name, agency=agency, **more
    )


def seat(office: Office, part: str) -> TeamMember:
    return TeamMember.objects.get(journey=office.journey, person=office.person(part), left_at=None)


def take_out(office: Office, part: str, *, by: str = PLANNER, **more: Any) -> None:
    said = {"member": seat(office, part).pk, "reason": REASON, **more}
    team_changes.take_out(journey=office.journey.pk, by=office.person(by), at=office.at, **said)


def take_in(office: Office, person: Person, *, by: str = PLANNER, **more: Any) -> TeamMember:
    said = {"standing": "anggota", "reason": "SK perubahan nomor 7.", **more}
    return team_changes.take_in(
        journey=office.journey.pk, person=person, by=office.person(by), at=office.at, **said
    )


def change(office: Office, part: str, to: str, *, by: str = PLANNER, **more: Any) -> None:
    said = {"member": seat(office, part).pk, "standing": to, "reason": REASON, **more}
    team_changes.change_standing(
        journey=office.journey.pk, by=office.person(by), at=office.at, **said
    )


def team(office: Office) -> dict[str, str]:
    members = seated(office.journey).select_related("person")
    return {each.person.name: each.standing for each in members}


def told(person: Person) -> list[str]:
    found = Notice.objects.filter(recipient=person, channel="app").order_by("at", "pk")
    return list(found.values_list("subject", flat=True))


def faults(office: Office) -> list[str]:
    agency = office.journey.agency_id
    return [*replay.faults(agency_id=agency), *map(str, verify_log(agency_id=agency).faults)]


def sees(person: Person, journey: Journey) -> int:
    browser = Client()
    browser.force_login(person)
    return browser.get(f"/laporan/{journey.pk}/").status_code


def desk(person: Person) -> bool:
    return Turn.objects.waiting_for(reach_of(person, day=MONDAY.date())).exists()


# Leaving ------------------------------------------------------------------------------------------


def test_who_is_taken_out_has_nothing_more_to_do_or_to_see_at_once(office: Office) -> None:
    gone = office.person(MEMBER)
    assert desk(gone)
    assert sees(gone, office.journey) == 200
    take_out(office, MEMBER)

    assert team(office) == {"Siti Aminah": "ketua"}
    assert not desk(gone)
    assert sees(gone, office.journey) == 404
    with pytest.raises(Refused, match="Langkah ini giliran Tim Penyusun"):
        office.finish(MEMBER)


def test_what_they_did_stays_and_the_others_go_on(office: Office) -> None:
    office.file(MEMBER, "format-data", "Format yang dibuat Yohanes.")
    take_out(office, MEMBER)
    version = office.journey.documents.get(paper="format-data").latest

    assert version is not None
    assert version.by == office.person(MEMBER)
    office.walk.play()
    assert office.journey.closed_at
    assert faults(office) == []


def test_an_office_of_their_own_still_opens_the_report(office: Office) -> None:
    head = office.person("kepala-bidang")
    take_in(office, head)
    assert desk(head)
    office_of_it = TeamMember.objects.get(journey=office.journey, person=head)
    take_out_seat(office, office_of_it)

    assert sees(head, office.journey) == 200
    assert not desk(head)


def take_out_seat(office: Office, member: TeamMember) -> None:
    team_changes.take_out(
        journey=office.journey.pk,
        member=member.pk,
        reason=REASON,
        by=office.person(PLANNER),
        at=office.at,
    )


def test_the_others_and_who_answers_for_the_sk_hear_of_it_and_who_left_in_their_own_words(
    office: Office,
) -> None:
    heard = {part: len(told(office.person(part))) for part in office.walk.demo.people}
    take_out(office, MEMBER)
    new = {
        part: told(office.person(part))[count:]
        for part, count in heard.items()
        if told(office.person(part))[count:]
    }
    changed = ["Tim penyusun berubah: Laporan Kinerja 2026"]
    parting = ["Anda keluar dari tim penyusun: Laporan Kinerja 2026"]

    assert new == {HEAD: changed, SECRETARY: changed, CHAIR: changed, MEMBER: parting}
    notice = Notice.objects.get(recipient=office.person(MEMBER), subject=parting[0], channel="app")
    assert "Dewi Lestari mengeluarkan Anda dari tim penyusun: Mutasi ke Dinas" in notice.body
    # The report is closed to them, so the notice does not lead there.
    assert notice.path == "/"
    others = Notice.objects.filter(subject=changed[0]).values_list("path", flat=True)
    assert set(others) == {f"/laporan/{office.journey.pk}/tim/"}


def test_who_left_hears_nothing_more(office: Office) -> None:
    gone = office.person(MEMBER)
    take_out(office, MEMBER)
    heard = told(gone)
    office.to("verifikasi-draft")
    office.send_back(SECRETARY)
    tell_the_morning(at=office.turn.due_at.astimezone(cast.WIB).replace(hour=8))
    take_in(office, colleague(office, "Wayan Sudarma"))

    assert told(gone) == heard


def test_who_was_deactivated_before_is_taken_out_and_not_written_to(office: Office) -> None:
    retired = office.person(MEMBER)
    heard = told(retired)
    Person.objects.filter(pk=retired.pk).update(is_active=False)
    take_out(office, MEMBER, reason="Pensiun per 1 Februari.")

    assert told(retired) == heard
    assert team(office) == {"Siti Aminah": "ketua"}


def test_it_stands_in_the_ledger_and_in_the_history(office: Office) -> None:
    take_out(office, MEMBER)
    event = Event.objects.get(kind="member_left")
    facts = parse(bytes(event.data))["facts"]
    told_now = story.of_journey(office.journey, before=None)[0][0].text

    assert facts["person"] == str(office.person(MEMBER).pk)
    assert (facts["standing"], facts["note"]) == ("anggota", REASON)
    assert told_now == (
        f"Dewi Lestari mengeluarkan Yohanes Tapilatu (anggota) dari tim penyusun: {REASON}"
    )
    assert "Yohanes" not in str(facts)
    assert faults(office) == []


def test_they_leave_the_linked_sops_of_the_report_too(office: Office) -> None:
    turn_on(office)
    office.prepare()
    office.finish(CHAIR)
    inner = begin_inside(turn=office.turn.pk, by=office.person(CHAIR), at=office.at)
    gone = office.person(MEMBER)
    assert sees(gone, inner) == 200
    take_out(office, MEMBER)

    assert not seated(inner).filter(person=gone).exists()
    assert sees(gone, inner) == 404
    assert not desk(gone)
    assert faults(office) == []


def test_the_division_of_work_means_nobody_who_left(office: Office) -> None:
    head, at = office.person("kepala-bidang"), office.at
    take_in(office, head)
    titles = writing.writer_of(office.journey, head, at=at).titles
    take_out_seat(office, TeamMember.objects.get(journey=office.journey, person=head))

    assert head.name.casefold() in titles
    now = writing.writer_of(office.journey, head, at=at).titles
    assert titles - now == {head.name.casefold()}
    assert now, "what their own office is called stays"


# The chair ----------------------------------------------------------------------------------------


def test_the_only_chair_leaves_with_a_successor_in_one_act(office: Office) -> None:
    take_out(office, CHAIR, successor=seat(office, MEMBER).pk)

    assert team(office) == {"Yohanes Tapilatu": "ketua"}
    assert Event.objects.filter(kind="standing_changed").count() == 1
    assert "Kedudukan Anda dalam tim berubah: Laporan Kinerja 2026" in told(office.person(MEMBER))
    first, second = story.of_journey(office.journey, before=None)[0][:2]
    assert "mengubah kedudukan Yohanes Tapilatu dalam tim penyusun dari anggota menjadi ketua" in (
        first.text
    )
    assert "mengeluarkan Siti Aminah (ketua)" in second.text
    assert faults(office) == []


def test_that_there_is_no_successor_yet_has_to_be_said(office: Office) -> None:
    with pytest.raises(Refused, match="Siti Aminah satu-satunya ketua tim"):
        take_out(office, CHAIR)
    assert "Siti Aminah" in team(office)
    take_out(office, CHAIR, is_without_chair=True)

    assert team(office) == {"Yohanes Tapilatu": "anggota"}


def test_a_successor_is_an_active_member_and_follows_the_only_chair(
    office: Office, newcomer: Person
) -> None:
    with pytest.raises(Refused, match="harus anggota tim lain"):
        take_out(office, CHAIR, successor=seat(office, CHAIR).pk)
    with pytest.raises(Refused, match="harus anggota tim lain"):
        take_out(office, CHAIR, successor=999_999)
    with pytest.raises(Refused, match="Yohanes Tapilatu bukan satu-satunya ketua"):
        take_out(office, MEMBER, successor=seat(office, CHAIR).pk)
    take_in(office, newcomer, standing="ketua")
    with pytest.raises(Refused, match="Siti Aminah bukan satu-satunya ketua"):
        take_out(office, CHAIR, successor=seat(office, MEMBER).pk)
    take_out(office, CHAIR)

    assert team(office) == {"Yohanes Tapilatu": "anggota", "Wayan Sudarma": "ketua"}


def test_a_chair_is_not_lost_by_a_change_of_standing(office: Office) -> None:
    with pytest.raises(Refused, match="Jadikan orang lain ketua lebih dahulu"):
        change(office, CHAIR, "anggota")
    change(office, MEMBER, "ketua")
    change(office, CHAIR, "anggota")

    assert team(office) == {"Siti Aminah": "anggota", "Yohanes Tapilatu": "ketua"}
    assert faults(office) == []


# Coming -------------------------------------------------------------------------------------------


def test_who_is_taken_in_sits_at_once(office: Office, newcomer: Person) -> None:
    assert sees(newcomer, office.journey) == 404
    take_in(office, newcomer, standing="wakil-ketua")

    assert team(office)["Wayan Sudarma"] == "wakil-ketua"
    assert sees(newcomer, office.journey) == 200
    assert desk(newcomer)
    assert told(newcomer) == ["Anda masuk tim penyusun: Laporan Kinerja 2026"]
    office.prepare()
    moves.finish(turn=office.turn.pk, by=newcomer, at=office.at, key=office.turn.pk)
    assert faults(office) == []


def test_who_comes_back_has_a_new_seat(office: Office) -> None:
    take_out(office, MEMBER)
    take_in(office, office.person(MEMBER))
    seats = TeamMember.objects.filter(journey=office.journey, person=office.person(MEMBER))

    assert sorted(each.left_at is None for each in seats) == [False, True]
    assert desk(office.person(MEMBER))
    assert faults(office) == []


def test_they_sit_in_the_linked_sops_also_in_those_that_ended(
    office: Office, newcomer: Person
) -> None:
    turn_on(office)
    office.prepare()
    office.finish(CHAIR)
    inner = begin_inside(turn=office.turn.pk, by=office.person(CHAIR), at=office.at)
    take_in(office, newcomer, standing="sekretaris")
    moves.cancel(journey=inner.pk, by=office.person(SECRETARY), at=office.at, reason="Ulang.")
    again = begin_inside(turn=office.turn.pk, by=office.person(CHAIR), at=office.at)
    second = colleague(office, "Lia Kusuma")
    take_in(office, second)

    assert sees(newcomer, inner) == sees(newcomer, again) == 200
    assert seated(again).get(person=newcomer).standing == "sekretaris"
    assert [sees(second, each) for each in (inner, again)] == [404, 200]
    change_seat = TeamMember.objects.get(journey=office.journey, person=newcomer)
    team_changes.change_standing(
        journey=office.journey.pk,
        member=change_seat.pk,
        standing="anggota",
        reason=REASON,
        by=office.person(SECRETARY),
        at=office.at,
    )
    assert seated(again).get(person=newcomer).standing == "anggota"
    assert faults(office) == []


# The SK and its draft -----------------------------------------------------------------------------


def test_before_the_sk_is_ratified_the_draft_holds_the_list(db: None) -> None:
    office = cast.begin()
    office.to("pengesahan-sk")
    with pytest.raises(Refused, match=r"SK tim belum disahkan\. .* langkah 3, Draft SK tim"):
        take_out(office, MEMBER)


def ratified_just_now() -> Office:
    office = cast.begin()
    office.to("pengesahan-sk")
    office.finish(HEAD)
    return office


def test_the_ratification_can_be_taken_back_after_a_change_and_nobody_sits(db: None) -> None:
    office = ratified_just_now()
    newcomer = colleague(office, "Wayan Sudarma")
    take_out(office, MEMBER)
    take_in(office, newcomer)
    office.withdraw(HEAD)

    assert team(office) == {}
    assert sees(newcomer, office.journey) == 404
    with pytest.raises(Refused, match="SK tim belum disahkan"):
        take_in(office, colleague(office, "Lia Kusuma"))
    office.finish(HEAD)
    assert team(office) == {"Siti Aminah": "ketua", "Wayan Sudarma": "anggota"}
    assert faults(office) == []


def test_a_draft_that_comes_back_after_a_change_is_made_anew_with_the_list(db: None) -> None:
    office = ratified_just_now()
    take_in(office, colleague(office, "Wayan Sudarma"))
    office.withdraw(HEAD)
    office.send_back(HEAD)
    turn = office.turn
    assert turn.step == "draft-sk"
    second = TeamMember.objects.get(journey=office.journey, person=office.person(MEMBER))
    sk_tim.remove_member(turn=turn.pk, member=second.pk, by=office.person(PLANNER), at=office.at)
    office.walk.play(until="rapat-persiapan")

    assert team(office) == {"Siti Aminah": "ketua", "Wayan Sudarma": "anggota"}
    assert faults(office) == []


def test_later_papers_show_the_team_as_it_is(office: Office, newcomer: Person) -> None:
    take_out(office, MEMBER)
    take_in(office, newcomer, standing="sekretaris")
    names = [(each.name, each.standing) for each in knowing.team_of(office.journey)]

    assert names == [("Siti Aminah", "Ketua"), ("Wayan Sudarma", "Sekretaris")]


# What it is not -----------------------------------------------------------------------------------


def test_a_change_is_no_act_in_the_turn_that_is_open(office: Office) -> None:
    office.to("verifikasi-draft")
    turn = office.turn
    take_out(office, MEMBER)

    assert turn.pk not in first_acts_of([office.journey])
    again = office.withdraw(CHAIR)  # The verifier has not begun, so it can be taken back.
    assert again.step == "draft-laporan"


def test_a_row_of_the_team_that_nobody_recorded_is_found(office: Office) -> None:
    TeamMember.objects.create(
        journey=office.journey,
        person=colleague(office, "Penyusup Malam"),
        named_at=office.at,
        seated_at=office.at,
    )
    TeamMember.objects.filter(person=office.person(MEMBER)).update(standing="ketua")
    TeamMember.objects.filter(person=office.person(CHAIR)).delete()

    found = [each for each in faults(office) if each.startswith("Anggota tim")]
    assert len(found) == 3
    assert any("tidak pernah tercatat" in each for each in found)
    assert any("hilang dari tabel" in each for each in found)
    assert any("tabel ketua, catatan anggota" in each for each in found)
