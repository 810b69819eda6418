"""Several people at one delivery in the same instant, and a report that goes back and comes again.

A story with threads runs on both databases; what it wins on one by luck, the other forbids.
"""

import datetime
import threading
from collections.abc import Callable

import pytest
from django.db import connections

from lakip.distribution.deliveries import Delivery, Receipt
from lakip.distribution.recipients import Recipient
from lakip.journey import moves, replay
from lakip.journey.models import Journey
from lakip.journey.refusal import Refused
from lakip.ledger.models import Event
from lakip.management.delivery_season import deliver
from lakip.notices.models import Notice
from lakip.papers.guides.keeping import Typed
from lakip.papers.guides.keeping import add as keep_guide
from lakip.papers.pengiriman import outgoing, planning, receiving, sending
from lakip.papers.pengiriman.planning import Wanted
from lakip.papers.publikasi import publishing
from tests import cast
from tests.cast import Office
from tests.papers.delivered import (
    INSPECTOR,
    PLANNERS,
    SECRETARY,
    STARTS,
    TEAM,
    YEAR,
    by_mail,
    drawn,
    hand_over,
    sent_out_office,
    to,
    token_in,
)


@pytest.fixture
def sent_out(db: None) -> Office:
    return sent_out_office()


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Carry the acts out in the same instant; what each came to, sorted."""
    together, said = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            together.wait(timeout=30)
            act()
            said.append("done")
        except Refused as no:
            said.append(no.reasons[0])
        except Exception as error:  # The list must show what nobody expected.
            said.append(f"{type(error).__name__}: {error}")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said)


def adding(office: Office, name: str, *, journey: Journey | None = None) -> Callable[[], object]:
    there, by, at = journey or office.journey, office.person(TEAM), office.at
    wanted = Wanted(name=name)
    return lambda: planning.add(journey=there, wanted=wanted, every_year=True, by=by, at=at)


@pytest.mark.django_db(transaction=True)
def test_who_add_recipients_at_once_get_a_number_each() -> None:
    office = sent_out_office()
    names = [f"Camat {number}" for number in range(8)]
    assert at_once(*(adding(office, name) for name in names)) == ["done"] * 8
    numbers = list(Delivery.objects.values_list("number", flat=True))
    assert sorted(numbers) == list(range(1, 15))
    again = at_once(*(adding(office, "Camat Baru") for _ in range(4)))
    assert again == ["Camat Baru sudah ada dalam daftar penerima."] * 3 + ["done"]


@pytest.mark.django_db(transaction=True)
def test_the_report_is_ratified_while_somebody_adds_recipients() -> None:
    office = cast.begin(year=YEAR, at=STARTS)
    office.to("pengesahan-laporan")
    office.prepare()
    turn, by, at = office.turn.pk, office.person("kepala-dinas"), office.at
    seal_free = lambda: moves.finish(turn=turn, by=by, at=at, key=turn)  # noqa: E731
    names = [f"Camat {number}" for number in range(3)]
    assert at_once(seal_free, *(adding(office, name) for name in names)) == ["done"] * 4
    assert Delivery.objects.count() == 9
    assert Recipient.objects.on_list(office.journey.agency_id).count() == 9


@pytest.mark.django_db(transaction=True)
def test_who_confirm_or_record_at_once_leave_one_standing_receipt() -> None:
    office = sent_out_office()
    token = token_in(by_mail(office))
    found = sending.behind(token, at=office.at)
    assert found

    def confirming() -> object:
        return receiving.confirm(behind=found, name="Nur Aini", office="", at=office.walk.at)

    said = at_once(*[confirming] * 4)
    assert said.count("done") == 1
    assert all("sudah dikonfirmasi" in one for one in said if one != "done")
    at_once(*[lambda: hand_over(office, drawn=drawn())] * 3)
    assert Receipt.objects.filter(replaced_at=None).count() == 1
    assert not list(replay.faults(agency_id=office.journey.agency_id))


def test_a_receipt_that_comes_as_the_last_step_ends_is_kept(
    sent_out: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever looked before the end and writes after it is not told that the turn is closed."""
    mail = by_mail(sent_out, PLANNERS)
    found = sending.behind(token_in(mail), at=sent_out.at)
    assert found
    before = outgoing.sending_turn(sent_out.journey)
    receiving.excuse(
        delivery=to(sent_out, PLANNERS), reason="Ditunggu.", by=sent_out.person(TEAM),
        at=sent_out.at,
    )  # fmt: skip
    deliver(sent_out.walk)
    sent_out.prepare()
    sent_out.finish(TEAM)
    monkeypatch.setattr(outgoing, "sending_turn", lambda _: before)
    receiving.confirm(behind=found, name="Eko", office="", at=sent_out.at)
    assert Receipt.objects.filter(delivery=to(sent_out, PLANNERS)).exists()


def test_a_receipt_that_comes_as_the_journey_is_cancelled_is_not_kept(
    sent_out: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = sending.behind(token_in(by_mail(sent_out)), at=sent_out.at)
    assert found
    before = outgoing.sending_turn(sent_out.journey)
    moves.cancel(
        journey=sent_out.journey.pk, by=sent_out.person(SECRETARY), at=sent_out.at, reason="Salah."
    )
    monkeypatch.setattr(outgoing, "sending_turn", lambda _: before)
    with pytest.raises(Refused):
        receiving.confirm(behind=found, name="Eko", office="", at=sent_out.at)
    assert not Receipt.objects.exists()


def test_a_recipient_renamed_meanwhile_is_not_written_to_twice(db: None) -> None:
    """The name was changed by way of another year's report, between two ratifications."""
    office = cast.begin(year=YEAR, at=STARTS)
    office.to("penugasan-penggandaan")
    other = cast.begin(year=YEAR + 1, at=STARTS + datetime.timedelta(days=1))
    other.to("penugasan-penggandaan")
    by = other.person(SECRETARY)
    planning.change(
        delivery=to(other, INSPECTOR), wanted=Wanted(name="Inspektur Daerah"), by=by, at=other.at
    )
    office.withdraw("kepala-dinas")
    office.to("distribusi")
    assert office.journey.deliveries.count() == 6


def test_an_old_link_opens_the_report_that_counts_or_nothing(sent_out: Office) -> None:
    token = token_in(by_mail(sent_out))
    moves.cancel(
        journey=sent_out.journey.pk, by=sent_out.person(SECRETARY), at=sent_out.at, reason="Salah."
    )
    found = sending.behind(token, at=sent_out.at)
    assert found
    assert found.parcel is None
    anew = cast.begin(year=YEAR, at=STARTS + datetime.timedelta(days=14))
    anew.to("distribusi")
    assert anew.journey.deliveries.count() == 6
    again = sending.behind(token, at=anew.at)
    assert again
    assert again.parcel is None


def test_who_is_left_off_the_list_stands_in_the_record(sent_out: Office) -> None:
    planning.leave_off(
        delivery=to(sent_out, PLANNERS), by=sent_out.person(SECRETARY), at=sent_out.at
    )
    assert Event.objects.filter(kind="recipient_left_off").count() == 1
    with pytest.raises(Refused):
        planning.leave_off(
            delivery=to(sent_out, PLANNERS), by=sent_out.person(SECRETARY), at=sent_out.at
        )
    assert Event.objects.filter(kind="recipient_left_off").count() == 1


def test_what_still_waits_of_an_earlier_sending_is_not_tried_any_more(sent_out: Office) -> None:
    """Its link is dead already, and an address that takes nothing would stand there for ever."""
    first = by_mail(sent_out)
    second = by_mail(sent_out)
    first.refresh_from_db()
    assert first.next_try_at is None
    assert second.next_try_at
    link = lambda: sending.by_link(  # noqa: E731
        delivery=to(sent_out, INSPECTOR), by=sent_out.person(TEAM), at=sent_out.at
    )
    link()
    second.refresh_from_db()
    assert second.next_try_at, "what is on its way still brings the file"
    Notice.objects.filter(pk=second.pk).update(refused_at=sent_out.at, last_fault="550 no")
    link()
    second.refresh_from_db()
    assert second.next_try_at is None


@pytest.mark.django_db(transaction=True)
def test_publishing_and_keeping_guides_beside_the_sending_locks_nobody_out() -> None:
    """Each holds a row that the other's commit looks at; whoever waits must not wait in a ring."""
    office = sent_out_office()
    by, at, journey = office.person(TEAM), office.at, office.journey

    def publishing_again() -> None:
        for _ in range(6):
            made = publishing.publish(journey=journey, with_file=False, by=by, at=at)
            publishing.withdraw(publication=made, by=by, at=at, reason="Uji.")

    def keeping() -> None:
        for number in range(6):
            typed = Typed(title=f"Perbup {number}", link=f"https://jdih.test/{number}")
            keep_guide(journey.agency, typed, None, by=by, at=at)

    def adding_many() -> None:
        for number in range(12):
            adding(office, f"Camat {number}")()

    assert at_once(publishing_again, keeping, adding_many) == ["done"] * 3
