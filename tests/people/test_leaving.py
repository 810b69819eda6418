"""People who leave their office, come back, or go to another agency."""

import datetime
import uuid

import pytest

from lakip.journey import acts, happenings, moves, replay, standing
from lakip.journey.doors import reach_of
from lakip.journey.models import Journey, TeamMember, Turn
from lakip.journey.morning import tell_the_morning
from lakip.journey.refusal import Refused
from lakip.journey.telling import performers
from lakip.ledger import verify
from lakip.ledger.canonical import parse
from lakip.ledger.models import Event
from lakip.management.rehearsal import Walk
from lakip.notices.models import Notice
from lakip.papers import sk_tim
from lakip.papers.format_data.parts import may_manage as manages_data
from lakip.papers.publikasi.publishing import may_publish
from lakip.people import leaving
from lakip.people.appointing import NotAppointed, appoint
from lakip.people.government import Agency
from lakip.people.leaving import activate, deactivate, last_leaving, move
from lakip.people.office import Office as HeldOffice
from lakip.people.office import seats_of
from lakip.people.person import Person
from lakip.people.refusal import NotChanged
from tests.cast import MONDAY, Office

DAY = MONDAY.date()
A_DAY = datetime.timedelta(days=1)
WHY = "Pensiun per 1 Januari 2027."


@pytest.fixture
def admin(office: Office) -> Person:
    return office.person("admin")


@pytest.fixture
def operator(office: Office) -> Person:
    return Person.objects.get(is_operator=True)


def leave(person: Person, by: Person, reason: str = WHY) -> list[HeldOffice]:
    return deactivate(person, reason=reason, by=by, at=MONDAY, day=DAY)


def back(person: Person, by: Person) -> None:
    activate(person, by=by, at=MONDAY, day=DAY)


def give(person: Person, agency: Agency, role: str, starts: datetime.date) -> HeldOffice:
    return appoint(
        person=person,
        agency=agency,
        role=role,
        standing=HeldOffice.Standing.PLH,
        by=None,
        at=MONDAY,
        starts_on=starts,
    )


def told(agency: Agency, kind: str) -> list[dict[str, object]]:
    events = Event.objects.filter(log=agency.pk, kind=kind).order_by("seq")
    return [dict(parse(bytes(event.data))["facts"]) for event in events]


def other_agency() -> Agency:
    return Agency.objects.get(name__startswith="Dinas Kearsipan")


# ------------------------------------------------------------------ leaving


def test_who_leaves_is_inactive_and_their_offices_end_in_each_agency_and_in_its_ledger(
    office: Office, admin: Person
) -> None:
    person, home, other = office.person("sekretaris"), office.journey.agency, other_agency()
    give(person, other, "kepala-dinas", DAY - 9 * A_DAY)
    assert {held.agency for held in leave(person, admin)} == {home, other}

    assert not Person.objects.get(pk=person.pk).is_active
    ends = set(HeldOffice.objects.filter(person=person).values_list("ends_on", flat=True))
    assert ends == {DAY - A_DAY}
    for agency in (home, other):
        (ended,) = told(agency, "office_ended")
        assert ended["person"] == str(person.pk)
        assert ended["ends"] == (DAY - A_DAY).isoformat()
        assert not verify.verify_log(agency_id=agency.pk).faults
    assert told(home, leaving.LEFT) == [{"person": str(person.pk), "note": WHY}]
    assert told(other, leaving.LEFT) == [], "why they left is told where they worked"
    assert list(replay.faults(agency_id=home.pk)) == []
    kinds = {leaving.LEFT, leaving.RETURNED, leaving.MOVED, "office_withdrawn"}
    assert kinds <= happenings.ALL.keys()


def test_nobody_gets_an_office_back_not_even_one_that_had_not_begun(
    office: Office, admin: Person
) -> None:
    person, agency = office.person("sekretaris"), office.journey.agency
    give(person, agency, "kepala-dinas", DAY)
    give(person, agency, "kasubbag-perencanaan", DAY + 30 * A_DAY)
    leave(person, admin)
    back(person, admin)
    for day in (DAY, DAY + 30 * A_DAY, DAY + 400 * A_DAY):
        assert not HeldOffice.objects.held_by(person, day=day).exists()
    assert [facts["role"] for facts in told(agency, "office_withdrawn")] == [
        "kepala-dinas",
        "kasubbag-perencanaan",
    ]
    assert told(agency, leaving.RETURNED) == [{"person": str(person.pk)}]


def test_an_office_left_over_from_before_does_not_come_back_either(
    office: Office, admin: Person
) -> None:
    person = office.person("sekretaris")
    Person.objects.filter(pk=person.pk).update(is_active=False)
    back(person, admin)
    assert not HeldOffice.objects.held_by(person, day=DAY).exists()


def test_the_last_leaving_is_told_with_its_reason(office: Office, admin: Person) -> None:
    person = office.person("sekretaris")
    assert last_leaving(person) is None
    leave(person, admin)
    leave(office.person("anggota"), admin, "Mutasi.")
    back(person, admin)
    leave(person, admin, "Meninggal dunia.")
    found = last_leaving(person)
    assert found is not None
    assert (found.at, found.by, found.reason) == (MONDAY, admin.pk, "Meninggal dunia.")


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("", "Tuliskan alasannya"),
        ("   ", "Tuliskan alasannya"),
        ("a" * 501, "paling panjang 500 huruf; yang ditulis 501"),
    ],
)
def test_a_reason_is_asked_for_and_has_a_length(
    office: Office, admin: Person, reason: str, said: str
) -> None:
    person = office.person("sekretaris")
    with pytest.raises(NotChanged, match=said):
        leave(person, admin, reason)
    assert Person.objects.get(pk=person.pk).is_active
    assert HeldOffice.objects.held_by(person, day=DAY).exists()


def test_leaving_and_coming_back_happen_once(office: Office, admin: Person) -> None:
    person = office.person("anggota")
    with pytest.raises(NotChanged, match="sudah aktif"):
        back(person, admin)
    leave(person, admin)
    with pytest.raises(NotChanged, match="sudah tidak aktif"):
        leave(person, admin)
    back(person, admin)
    with pytest.raises(NotChanged, match="sudah aktif"):
        back(person, admin)
    assert len(told(office.journey.agency, leaving.LEFT)) == 1
    assert len(told(office.journey.agency, leaving.RETURNED)) == 1


# ------------------------------------------------------------------ who may


def test_the_admin_looks_after_their_own_agency_and_the_operator_after_all(
    office: Office, admin: Person, operator: Person
) -> None:
    stranger = Person.objects.get(name="Made Suardika")
    with pytest.raises(NotChanged, match="dikelola oleh admin OPD tempat ia bekerja"):
        leave(stranger, admin)
    for part in ("kepala-dinas", "sekretaris"):
        with pytest.raises(NotChanged, match="dikelola oleh admin OPD"):
            leave(office.person("anggota"), office.person(part))
    leave(stranger, operator)
    with pytest.raises(NotChanged, match="dikelola oleh admin OPD"):
        back(stranger, admin)
    back(stranger, operator)


def test_nobody_makes_themselves_inactive(admin: Person, operator: Person) -> None:
    for person in (admin, operator):
        with pytest.raises(NotChanged, match="diri sendiri"):
            leave(person, person)


def test_an_operator_is_made_inactive_by_another_operator_alone(
    office: Office, admin: Person, operator: Person
) -> None:
    second = office.person("anggota")
    Person.objects.filter(pk=second.pk).update(is_operator=True)
    with pytest.raises(NotChanged, match="hanya dinonaktifkan dan diaktifkan oleh operator lain"):
        leave(Person.objects.get(pk=second.pk), admin)
    leave(second, operator)
    with pytest.raises(NotChanged, match="hanya dinonaktifkan dan diaktifkan oleh operator lain"):
        back(Person.objects.get(pk=second.pk), admin)
    back(second, operator)


def test_the_last_active_operator_stays(office: Office, operator: Person) -> None:
    """Whoever presses was an operator when their page was asked for, and is one no more."""
    second = Person.objects.create_person(
        email="kedua@contoh.test", name="Operator Kedua", is_operator=True
    )
    stale = Person.objects.get(pk=second.pk)
    leave(second, operator)
    with pytest.raises(NotChanged, match="Operator Kabupaten operator terakhir yang aktif"):
        leave(operator, stale)
    assert Person.objects.get(pk=operator.pk).is_active


def test_an_operator_of_no_agency_is_told_of_in_the_ledger_of_each(
    office: Office, operator: Person
) -> None:
    second = Person.objects.create_person(
        email="kedua@contoh.test", name="Operator Kedua", is_operator=True
    )
    leave(second, operator)
    for agency in Agency.objects.filter(government=office.journey.agency.government):
        assert told(agency, leaving.LEFT) == [{"person": str(second.pk), "note": WHY}]
    found = last_leaving(second)
    assert found is not None
    assert found.reason == WHY


# ------------------------------------------------------------------ what counts no more


def test_who_is_inactive_keeps_a_seat_in_the_team_and_no_right_of_it(
    office: Office, admin: Person
) -> None:
    office.to("format-data")
    person, journey = office.person("tim-penyusun"), office.journey
    seat = TeamMember.objects.get(journey=journey, person=person)
    at = office.at
    assert standing.stand(turn_id=office.turn.pk, person=person, at=at).roles
    assert may_publish(journey, person, at=at)
    assert manages_data(journey, person, at=at)
    leave(person, admin)

    seat.refresh_from_db()
    assert seat.left_at is None, "the seat is left in the report, by who may"
    assert standing.stand(turn_id=office.turn.pk, person=person, at=at).roles == frozenset()
    assert standing.roles_from([], journey, person) == frozenset()
    assert not may_publish(journey, person, at=at)
    assert not manages_data(journey, person, at=at)
    assert not seats_of(person).exists()
    assert not Journey.objects.visible_to(person, day=DAY).exists()
    assert not Turn.objects.waiting_for(reach_of(person, day=DAY)).exists()
    assert person not in performers(journey, office.turn, day=DAY)
    with pytest.raises(Refused):
        acts.tick(
            turn=office.turn.pk, duty="mempelajari-aturan", done=True, by=person, at=office.at
        )
    with pytest.raises(Refused):
        moves.finish(turn=office.turn.pk, by=person, at=office.at, key=uuid.uuid4())


def test_who_is_inactive_is_told_of_nothing(office: Office, admin: Person) -> None:
    office.to("verifikasi-draft")
    person, other = office.person("tim-penyusun"), office.person("anggota")
    leave(person, admin)
    before = Notice.objects.filter(recipient=person).count()
    office.send_back("sekretaris")
    assert Notice.objects.filter(recipient=other, kind="sent_back").exists()
    turn = office.turn
    tell_the_morning(at=turn.due_at.replace(hour=8))
    assert Notice.objects.filter(recipient=other, kind="morning").exists()
    assert Notice.objects.filter(recipient=person).count() == before


def test_who_is_inactive_is_given_no_office_and_named_in_no_team(
    office: Office, admin: Person
) -> None:
    office.to("draft-sk")
    person = office.person("anggota")
    leave(person, admin)
    with pytest.raises(NotAppointed, match="sudah tidak aktif"):
        give(person, office.journey.agency, "kepala-dinas", DAY)
    with pytest.raises(Refused, match="sudah tidak aktif"):
        sk_tim.name_member(
            turn=office.turn.pk,
            person=person,
            standing="anggota",
            by=office.person("kasubbag-perencanaan"),
            at=office.at,
        )


def test_their_name_stays_in_what_they_did(office: Office, admin: Person) -> None:
    office.to("draft-sk")
    person = office.person("sekretaris")
    leave(person, admin)
    done = Turn.objects.get(journey=office.journey, step="penugasan-draft-sk")
    assert (done.closed_by, done.closed_as) == (person, "Sekretaris")
    assert list(replay.faults(agency_id=office.journey.agency_id)) == []


# ------------------------------------------------------------------ to another agency


def test_who_moves_works_elsewhere_and_begins_there_without_an_office(
    office: Office, operator: Person
) -> None:
    person, home, to = office.person("kepala-bidang"), office.journey.agency, other_agency()
    (held,) = move(person, to=to, by=operator, at=MONDAY, day=DAY)
    assert held.role == "kepala-bidang"
    assert Person.objects.get(pk=person.pk).agency == to
    assert not HeldOffice.objects.held_by(person, day=DAY).exists()
    facts = {"person": str(person.pk), "from": str(home.pk), "to": str(to.pk)}
    assert told(home, leaving.MOVED) == told(to, leaving.MOVED) == [facts]
    give(person, to, "kepala-bidang", DAY)
    for agency in (home, to):
        assert not verify.verify_log(agency_id=agency.pk).faults


def test_a_move_is_refused_with_a_sentence(office: Office, admin: Person, operator: Person) -> None:
    person, home = office.person("kepala-bidang"), office.journey.agency
    for by, to, said in (
        (admin, other_agency(), "dicatat oleh operator"),
        (operator, None, "Pilih OPD"),
        (operator, home, "sudah bekerja di Dinas Sosial"),
    ):
        with pytest.raises(NotChanged, match=said):
            move(person, to=to, by=by, at=MONDAY, day=DAY)
    leave(person, admin)
    with pytest.raises(NotChanged, match="Aktifkan lagi lebih dahulu"):
        move(person, to=other_agency(), by=operator, at=MONDAY, day=DAY)
    assert Person.objects.get(pk=person.pk).agency == home


def test_a_second_report_does_not_hold_anybody(office: Office, admin: Person) -> None:
    """Leaving counts in every report of theirs at once."""
    office.to("format-data")
    Walk(office.walk.demo, year=2025, starts=MONDAY).play(until="format-data")
    person = office.person("tim-penyusun")
    assert len(reach_of(person, day=DAY).journeys) == 2
    leave(person, admin)
    assert not reach_of(person, day=DAY).journeys
