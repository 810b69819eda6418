"""People and bidang that two change at once: one wins, the other gets a sentence, nothing rings."""

import threading
from collections.abc import Callable

import pytest
from django.db import connections

from lakip.journey import replay
from lakip.journey.addresses import change_address
from lakip.ledger import verify
from lakip.ledger.models import Event
from lakip.people.appointing import appoint
from lakip.people.bidang import add_bidang, remove_bidang, rename_bidang
from lakip.people.government import Agency, Bidang
from lakip.people.leaving import deactivate
from lakip.people.office import Office as HeldOffice
from lakip.people.person import Person
from lakip.people.refusal import NotChanged
from tests import cast

DAY = cast.MONDAY.date()
ROUNDS = 15
DONE = "done"

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What came of each act when all began in one moment: done, or the sentence that refused."""
    together, outcomes = threading.Barrier(len(acts)), [""] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        try:
            together.wait(timeout=60)
            act()
            outcomes[number] = DONE
        except NotChanged as no:
            outcomes[number] = str(no)
        except Exception as error:  # The outcome must show what nobody expected.
            outcomes[number] = f"{type(error).__name__}: {error}"
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return outcomes


def agency_and_admin() -> tuple[cast.Office, Agency, Person]:
    office = cast.begin()
    return office, office.journey.agency, office.person("admin")


def test_one_name_is_given_once_however_it_is_typed() -> None:
    _, agency, admin = agency_and_admin()
    for number in range(ROUNDS):
        name = f"Bidang Percobaan {number}"
        other = Bidang.objects.create(agency=agency, name=f"Bidang Lain {number}")

        def add(typed: str) -> Callable[[], object]:
            return lambda: add_bidang(agency, name=typed, by=admin, at=cast.MONDAY, day=DAY)

        def rename(to: str, bidang: Bidang = other) -> Callable[[], object]:
            return lambda: rename_bidang(bidang, to=to, by=admin, at=cast.MONDAY, day=DAY)

        said = at_once(add(name), add(name.upper()), add(name), rename(name.lower()))
        assert said.count(DONE) == 1, said
        assert all("sudah tercatat" in each for each in said if each != DONE), said
        called = [each.casefold() for each in agency.bidang.values_list("name", flat=True)]
        assert called.count(name.casefold()) == 1
    assert not verify.verify_log(agency_id=agency.pk).faults


def test_a_bidang_is_not_removed_under_the_office_that_is_given_in_it() -> None:
    office, agency, admin = agency_and_admin()
    person = office.person("anggota")
    for number in range(ROUNDS):
        found = Bidang.objects.create(agency=agency, name=f"Bidang Percobaan {number}")

        def give(bidang: Bidang = found) -> object:
            return appoint(
                person=person,
                agency=agency,
                role="kepala-bidang",
                bidang=bidang,
                by=admin,
                at=cast.MONDAY,
                starts_on=DAY,
            )

        def remove(bidang: Bidang = found) -> object:
            return remove_bidang(
                Bidang.objects.select_related("agency").get(pk=bidang.pk),
                by=admin,
                at=cast.MONDAY,
                day=DAY,
            )

        given, removed = at_once(give, remove)
        held = HeldOffice.objects.filter(bidang_id=found.pk)
        if given == DONE:
            assert "tidak dihapus" in removed or "tidak dapat dihapus" in removed, removed
            assert held.count() == 1
        else:
            assert (given, removed) == (
                "Bidang atau gilirannya sudah tidak ada. Muat ulang halaman ini.",
                DONE,
            )
            assert not held.exists()
    assert not verify.verify_log(agency_id=agency.pk).faults


def test_two_operators_do_not_put_each_other_out() -> None:
    _, agency, _ = agency_and_admin()
    one = Person.objects.get(is_operator=True)
    two = Person.objects.create_person(
        email="kedua@contoh.test", name="Operator Kedua", is_operator=True
    )

    def put_out(person: Person, by: Person) -> Callable[[], object]:
        return lambda: deactivate(person, reason="Mutasi.", by=by, at=cast.MONDAY, day=DAY)

    for _ in range(ROUNDS):
        said = at_once(put_out(two, one), put_out(one, two))
        assert said.count(DONE) == 1, said
        assert any("operator terakhir" in each for each in said), said
        assert Person.objects.filter(is_operator=True, is_active=True).count() == 1
        Person.objects.filter(is_operator=True).update(is_active=True)
        one.refresh_from_db()
        two.refresh_from_db()
    assert not verify.verify_log(agency_id=agency.pk).faults


def test_nobody_gets_an_office_while_they_leave_and_a_double_press_leaves_once() -> None:
    office, agency, admin = agency_and_admin()
    for number in range(ROUNDS):
        person = Person.objects.create_person(
            email=f"orang{number}@contoh.test", name=f"Orang {number}", agency=agency
        )

        def give(person: Person = person) -> object:
            return appoint(
                person=person,
                agency=agency,
                role="kepala-bidang",
                by=admin,
                at=cast.MONDAY,
                starts_on=DAY,
            )

        def leave(person: Person = person) -> object:
            whom = Person.objects.select_related("agency").get(pk=person.pk)
            return deactivate(whom, reason="Mutasi.", by=admin, at=cast.MONDAY, day=DAY)

        given, first, second = at_once(give, leave, leave)
        assert sorted((first, second))[-1] == DONE
        assert [first, second].count(DONE) == 1
        assert given in (DONE, f"{person.name} sudah tidak aktif.")
        assert not HeldOffice.objects.filter(person=person).exists(), "given, it was taken back"
        assert Event.objects.filter(kind="person_left").count() == number + 1
    assert list(replay.faults(agency_id=agency.pk)) == []
    assert office.turn.is_open


def test_a_journey_goes_on_while_people_leave_and_bidang_are_renamed() -> None:
    """Who writes events of moves and who changes people take their locks in one order."""
    office, agency, admin = agency_and_admin()
    office.to("verifikasi-draft")
    found = Bidang.objects.get(agency=agency, name__startswith="Bidang Rehabilitasi")
    leavers = [
        Person.objects.create_person(
            email=f"orang{number}@contoh.test", name=f"Orang {number}", agency=agency
        )
        for number in range(ROUNDS)
    ]
    for number, person in enumerate(leavers):

        def rename(number: int = number) -> object:
            to = f"Bidang Percobaan {number}"
            return rename_bidang(found, to=to, by=admin, at=cast.MONDAY, day=DAY)

        def leave(person: Person = person) -> object:
            return deactivate(person, reason="Mutasi.", by=admin, at=cast.MONDAY, day=DAY)

        def give(person: Person = person) -> object:
            return appoint(
                person=office.person("anggota"),
                agency=agency,
                role="kepala-bidang",
                bidang=found,
                standing=HeldOffice.Standing.PLH,
                by=admin,
                at=cast.MONDAY,
                starts_on=DAY,
            )

        assert at_once(lambda: office.send_back("sekretaris"), rename, leave, give) == [DONE] * 4
        office.to("verifikasi-draft")
    assert list(replay.faults(agency_id=agency.pk)) == []


def test_an_address_is_changed_while_its_owner_moves_a_report_on() -> None:
    office, agency, admin = agency_and_admin()
    office.to("verifikasi-draft")
    for number in range(ROUNDS):

        def change(number: int = number) -> object:
            whom = Person.objects.select_related("agency").get(pk=office.person("sekretaris").pk)
            email = f"alamat{number}@contoh.test"
            return change_address(whom, email=email, by=admin, at=cast.MONDAY, day=DAY)

        assert at_once(lambda: office.send_back("sekretaris"), change) == [DONE] * 2
        office.to("verifikasi-draft")
    assert list(replay.faults(agency_id=agency.pk)) == []
