"""Who may change a ratified team, and every change that is refused with a clear sentence."""

from typing import Any

import pytest

from lakip.journey import moves
from lakip.journey.linked import begin_inside
from lakip.journey.refusal import AlreadyDone, Refused
from lakip.ledger.models import Event
from lakip.papers import team_changes
from lakip.people.office import Office as HeldOffice
from lakip.people.person import Person
from lakip.sop import reading
from tests import cast
from tests.cast import MONDAY, Office
from tests.journey.test_linked import turn_on
from tests.journey.test_team_changes import (
    CHAIR,
    HEAD,
    MEMBER,
    PLANNER,
    REASON,
    SECRETARY,
    change,
    colleague,
    seat,
    take_in,
    take_out,
    team,
)


@pytest.fixture
def office(office: Office) -> Office:
    office.to("format-data")
    return office


@pytest.fixture
def newcomer(office: Office) -> Person:
    return colleague(office, "Wayan Sudarma")


# Who may ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["lakip", "lakip-reviu"])
def test_the_sop_says_who_changes_the_team(slug: str) -> None:
    assert team_changes.keepers_of(reading.shipped(slug)) == (PLANNER, SECRETARY)


@pytest.mark.parametrize("part", [PLANNER, SECRETARY])
def test_who_drafts_the_sk_and_who_checks_it_change_the_team(office: Office, part: str) -> None:
    take_out(office, MEMBER, by=part)
    assert team(office) == {"Siti Aminah": "ketua"}


@pytest.mark.parametrize("part", [HEAD, "kepala-bidang", CHAIR, MEMBER, "admin"])
def test_nobody_else_does(office: Office, newcomer: Person, part: str) -> None:
    for act in (
        lambda: take_out(office, MEMBER, by=part),
        lambda: take_in(office, newcomer, by=part),
        lambda: change(office, MEMBER, "sekretaris", by=part),
    ):
        with pytest.raises(Refused, match="tim diubah oleh Kepala Sub Bagian Perencanaan atau"):
            act()
    assert team(office) == {"Siti Aminah": "ketua", "Yohanes Tapilatu": "anggota"}


def test_an_office_that_ended_or_that_is_for_one_turn_does_not_count(
    office: Office, newcomer: Person
) -> None:
    HeldOffice.objects.create(
        person=newcomer,
        agency=office.journey.agency,
        role=SECRETARY,
        standing=HeldOffice.Standing.PLH,
        turn=office.turn,
        starts_on=MONDAY.date(),
    )
    HeldOffice.objects.filter(role=PLANNER).update(ends_on=MONDAY.date())
    day = office.at.date()
    assert day > MONDAY.date()
    for person in (newcomer, office.person(PLANNER)):
        reasons = team_changes.obstacles_to_changing(office.journey, person, at=office.at)
        assert len(reasons) == 1
        assert "tim diubah oleh" in reasons[0]


# What is refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("", "Tuliskan alasan"),
        (" \n\t ", "Tuliskan alasan"),
        ("x" * 1001, "terlalu panjang"),
        ("Mutasi\x00 besok", "tidak terlihat"),
        ("Mutasi\u202e besok", "tidak terlihat"),
    ],
)
def test_every_change_says_why(office: Office, newcomer: Person, reason: str, said: str) -> None:
    before, events = team(office), Event.objects.count()
    for act in (
        lambda: take_out(office, MEMBER, reason=reason),
        lambda: take_in(office, newcomer, reason=reason),
        lambda: change(office, MEMBER, "sekretaris", reason=reason),
    ):
        with pytest.raises(Refused, match=said):
            act()
    assert (team(office), Event.objects.count()) == (before, events)


def test_the_last_who_is_active_stays(office: Office) -> None:
    Person.objects.filter(pk=office.person(CHAIR).pk).update(is_active=False)
    with pytest.raises(Refused, match="Tidak ada anggota aktif lain, jadi Yohanes Tapilatu"):
        take_out(office, MEMBER)
    take_out(office, CHAIR, is_without_chair=True)
    with pytest.raises(Refused, match="Tambahkan penggantinya lebih dahulu"):
        take_out(office, MEMBER)


def test_only_members_of_this_team_leave_it(office: Office) -> None:
    other = cast.begin(year=2025, at=office.at)
    other.to("format-data")
    for member in (999_999, seat(other, MEMBER).pk):
        with pytest.raises(Refused, match="tidak ada dalam tim ini"):
            take_out(office, MEMBER, member=member)
        with pytest.raises(Refused, match="tidak ada dalam tim ini"):
            change(office, MEMBER, "sekretaris", member=member)
    assert len(team(office)) == len(team(other)) == 2


def test_only_active_people_of_the_agency_come(office: Office) -> None:
    retired = colleague(office, "Rahmat Hidayat", is_active=False)
    stranger = Person.objects.get(name="Made Suardika")
    with pytest.raises(Refused, match="Rahmat Hidayat sudah tidak aktif"):
        take_in(office, retired)
    with pytest.raises(Refused, match="Pilih orang dari OPD ini"):
        take_in(office, stranger)
    with pytest.raises(Refused, match="Pilih kedudukan"):
        take_in(office, colleague(office, "Lia Kusuma"), standing="bendahara")
    with pytest.raises(Refused, match="Pilih kedudukan"):
        change(office, MEMBER, "ketua\x00")
    assert len(team(office)) == 2


def test_a_team_does_not_grow_without_end(
    office: Office, newcomer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(team_changes, "LARGEST_TEAM", 2)
    with pytest.raises(Refused, match="Tim paling banyak"):
        take_in(office, newcomer)


def test_a_second_press_changes_nothing_and_is_told_by_whom(
    office: Office, newcomer: Person
) -> None:
    gone = seat(office, MEMBER).pk
    take_in(office, newcomer)
    change(office, MEMBER, "sekretaris")
    for act, said in (
        (lambda by: take_in(office, newcomer, by=by), "sudah ada dalam tim sebagai anggota"),
        (lambda by: change(office, MEMBER, "sekretaris", by=by), "sudah sekretaris"),
    ):
        assert [done_again(act, part, said) for part in (PLANNER, SECRETARY)] == [True, False]
    take_out(office, MEMBER)
    events = Event.objects.count()
    leaving = lambda by: take_out(office, CHAIR, member=gone, by=by)  # noqa: E731
    said = "Yohanes Tapilatu sudah keluar dari tim"
    assert [done_again(leaving, part, said) for part in (PLANNER, SECRETARY)] == [True, False]
    with pytest.raises(Refused, match="sudah keluar dari tim"):
        change(office, CHAIR, "anggota", member=gone)
    assert Event.objects.count() == events


def done_again(act: Any, part: str, said: str) -> bool:
    with pytest.raises(AlreadyDone, match=said) as done:
        act(part)
    return done.value.by_you


def test_whom_the_sk_seated_is_not_taken_in_once_more(office: Office) -> None:
    with pytest.raises(Refused, match="Yohanes Tapilatu sudah ada dalam tim sebagai anggota"):
        take_in(office, office.person(MEMBER))
    with pytest.raises(Refused, match="Kedudukan Yohanes Tapilatu sudah anggota"):
        change(office, MEMBER, "anggota")


def test_a_closed_report_keeps_its_team(office: Office, newcomer: Person) -> None:
    moves.cancel(
        journey=office.journey.pk, by=office.person(SECRETARY), at=office.at, reason="Keliru."
    )
    for act in (
        lambda: take_out(office, MEMBER),
        lambda: take_in(office, newcomer),
        lambda: change(office, MEMBER, "sekretaris"),
    ):
        with pytest.raises(Refused, match="sudah ditutup; timnya tidak dapat diubah lagi"):
            act()


def test_a_linked_sop_has_no_team_of_its_own_to_change(office: Office, newcomer: Person) -> None:
    turn_on(office)
    office.prepare()
    office.finish(CHAIR)
    inner = begin_inside(turn=office.turn.pk, by=office.person(CHAIR), at=office.at)
    with pytest.raises(Refused, match="tidak membentuk tim dengan SK"):
        team_changes.take_in(
            journey=inner.pk, person=newcomer, standing="anggota", reason=REASON,
            by=office.person(PLANNER), at=office.at,
        )  # fmt: skip
