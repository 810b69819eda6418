"""Offices that change hands, Plh for a turn, two offices, and nobody checking their own work."""

import datetime
import uuid

import pytest

from lakip.journey import moves
from lakip.journey.doors import reach_of
from lakip.journey.models import Journey, Turn
from lakip.journey.refusal import Refused
from lakip.people.appointing import NotAppointed, appoint, end
from lakip.people.government import Agency, Government
from lakip.people.office import Office as HeldOffice
from lakip.people.person import Person
from tests.cast import Office

DAY = datetime.date(2027, 1, 4)


def hire(office: Office, name: str = "Wayan Sudirta") -> Person:
    return Person.objects.create_person(
        email=f"{uuid.uuid4()}@contoh.test", name=name, agency=office.journey.agency
    )


def as_plh(office: Office, person: Person, role: str, turn: Turn | None = None) -> HeldOffice:
    return appoint(
        person=person,
        agency=office.journey.agency,
        role=role,
        standing=HeldOffice.Standing.PLH,
        by=None,
        at=office.at,
        starts_on=DAY,
        turn_id=turn.pk if turn else None,
    )


def test_nobody_parafs_the_version_they_filed(office: Office) -> None:
    """The Kasubbag stands in for the Sekretaris, and may not check her own draft."""
    as_plh(office, office.person("kasubbag-perencanaan"), "sekretaris")
    office.to("paraf-sk")
    with pytest.raises(Refused, match="Anda sendiri yang mengunggah"):
        office.finish("kasubbag-perencanaan")
    office.finish("sekretaris")


def test_nobody_signs_the_version_they_filed(office: Office) -> None:
    as_plh(office, office.person("kasubbag-perencanaan"), "kepala-dinas")
    office.to("pengesahan-sk")
    with pytest.raises(Refused, match="Plh ditunjuk untuk giliran ini"):
        office.finish("kasubbag-perencanaan")


def test_a_plh_for_one_turn_acts_in_that_turn_and_in_no_other(office: Office) -> None:
    office.to("paraf-sk")
    stand_in = hire(office)
    as_plh(office, stand_in, "sekretaris", office.turn)
    turn = moves.finish(turn=office.turn.pk, by=stand_in, at=office.at, key=uuid.uuid4())
    assert turn.closed_as == "Plh. Sekretaris"
    office.to("rapat-persiapan")
    office.prepare()
    with pytest.raises(Refused, match="giliran Sekretaris"):
        moves.finish(turn=office.turn.pk, by=stand_in, at=office.at, key=uuid.uuid4())


def test_an_office_that_changes_hands_counts_at_once(office: Office) -> None:
    office.prepare()
    old = office.person("kepala-dinas")
    held = HeldOffice.objects.get(person=old, role="kepala-dinas")
    end(held, on=DAY - datetime.timedelta(days=1), by=old, at=office.at)
    with pytest.raises(Refused, match="giliran Kepala Dinas"):
        office.finish("kepala-dinas")
    new = hire(office)
    appoint(
        person=new,
        agency=office.journey.agency,
        role="kepala-dinas",
        by=None,
        at=office.at,
        starts_on=DAY,
    )
    moves.finish(turn=office.turn.pk, by=new, at=office.at, key=uuid.uuid4())
    assert not Journey.objects.visible_to(old, day=DAY).exists()


def test_a_person_with_two_offices_acts_in_both(office: Office) -> None:
    both = office.person("sekretaris")
    as_plh(office, both, "kepala-dinas")
    office.file("sekretaris", "disposisi-kepala-dinas")
    assert office.finish("sekretaris").closed_as == "Plh. Kepala Dinas"
    office.file("sekretaris", "disposisi-sekretaris")
    assert office.finish("sekretaris").closed_as == "Sekretaris"


def test_an_office_somebody_holds_is_not_given_twice(office: Office) -> None:
    with pytest.raises(NotAppointed, match="sudah dijabat Bambang Prasetyo"):
        appoint(
            person=hire(office),
            agency=office.journey.agency,
            role="sekretaris",
            by=None,
            at=office.at,
            starts_on=DAY,
        )


def test_a_role_may_be_held_by_somebody_of_another_agency(office: Office) -> None:
    inspector = Person.objects.get(name="Hendra Wijaya")
    as_plh(office, inspector, "kepala-dinas")
    office.prepare()
    moves.finish(turn=office.turn.pk, by=inspector, at=office.at, key=uuid.uuid4())


def test_but_not_by_somebody_of_another_government(office: Office) -> None:
    far = Agency.objects.create(government=Government.objects.create(name="Kota Lain"), name="X")
    foreigner = Person.objects.create_person(email="x@lain.test", name="Orang Lain", agency=far)
    with pytest.raises(NotAppointed, match="pemerintah daerah lain"):
        as_plh(office, foreigner, "kepala-dinas")


def test_an_observer_reads_and_changes_nothing(office: Office) -> None:
    observer = Person.objects.get(name="Hendra Wijaya")
    assert Journey.objects.visible_to(observer, day=DAY).get() == office.walk.journey
    assert not Turn.objects.waiting_for(reach_of(observer, day=DAY)).exists()
    office.prepare()
    with pytest.raises(Refused):
        moves.finish(turn=office.turn.pk, by=observer, at=office.at, key=uuid.uuid4())


def test_another_agencys_people_see_nothing(office: Office) -> None:
    stranger = Person.objects.get(name="Made Suardika")
    assert not Journey.objects.visible_to(stranger, day=DAY).exists()
    assert not Turn.objects.visible_to(stranger, day=DAY).exists()


def test_a_retired_person_sees_nothing(office: Office) -> None:
    retired = office.person("sekretaris")
    retired.is_active = False
    retired.save()
    assert not Journey.objects.visible_to(retired, day=DAY).exists()


def test_who_left_the_team_sees_the_journey_no_more(office: Office) -> None:
    office.to("format-data")
    member = office.person("anggota")
    assert Journey.objects.visible_to(member, day=DAY).exists()
    office.take_out("anggota")
    assert not Journey.objects.visible_to(member, day=DAY).exists()
