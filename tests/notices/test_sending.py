"""The outbox against a real SMTP server: never lost, and repeats carry the same Message-ID."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import mailers
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet

from lakip.documents import filing
from lakip.ledger import record, triggers
from lakip.management.commands import worker
from lakip.notices import outbox, sending, undelivered
from lakip.notices.models import Notice
from lakip.notices.sending import Outcome
from lakip.people.government import Agency, Government
from lakip.people.person import Person
from tests import cast
from tests.notices.conftest import NOON, PostOffice, Tell, make_teller


def send(at: datetime = NOON) -> Outcome | None:
    mailer = mailers.default
    try:
        return sending.send_next(mailer=mailer, at=at, read_file=filing.read)
    finally:
        mailer.close()


def send_all(at: datetime = NOON) -> None:
    while send(at):
        pass


def the_mail() -> Notice:
    return Notice.objects.get(channel="email")


def test_a_mail_is_sent_once_and_says_what_the_notice_says(
    tell: Tell, post_office: PostOffice
) -> None:
    tell()
    assert [send(), send(), send(NOON + timedelta(days=400))] == [Outcome.SENT, None, None]
    (got,) = post_office.taken
    notice = the_mail()
    assert got["Message-ID"] == notice.message_id
    assert (got["To"], got["Subject"]) == ("ratna@contoh.test", "Giliran Anda: Disposisi")
    assert got["Auto-Submitted"] == "auto-generated"
    assert got.get_content_type() == "text/plain"
    assert got.get_content().replace("\r\n", "\n") == notice.body
    assert (notice.sent_at, notice.next_try_at, notice.attempts) == (NOON, None, 1)


def test_each_channel_tells_once(tell: Tell, post_office: PostOffice) -> None:
    tell()
    send_all()
    assert sorted(Notice.objects.values_list("channel", flat=True)) == ["app", "email"]
    assert Notice.objects.get(channel="app").sent_at is None
    assert len(post_office.taken) == 1


def test_nothing_is_sent_before_its_time(tell: Tell, post_office: PostOffice) -> None:
    tell()
    assert send(NOON - timedelta(seconds=1)) is None


def test_an_outage_delays_and_loses_nothing(tell: Tell, post_office: PostOffice) -> None:
    for name in ("ratna", "bambang", "dewi"):
        tell(name)
    post_office.close()
    told = [send(NOON + timedelta(minutes=minute)) for minute in range(120)]
    assert told == [Outcome.OUTAGE] * 120
    waiting = Notice.objects.filter(channel="email")
    assert {notice.attempts for notice in waiting} == {0}
    assert all("Server surat tidak dapat dipakai" in notice.last_fault for notice in waiting)
    before = {notice.message_id for notice in waiting}
    post_office.open()
    send_all(NOON + timedelta(minutes=120))
    assert sorted(post_office.ids) == sorted(before)
    assert {notice.last_fault for notice in waiting.all()} == {""}


def test_a_refusal_for_now_is_tried_at_growing_intervals_without_end(
    tell: Tell, post_office: PostOffice
) -> None:
    tell()
    post_office.answer_to_data = "451 Penuh, coba lagi"
    waits, at = [], NOON
    for _ in range(52):
        assert send(at) == Outcome.FAULT
        next_try = the_mail().next_try_at
        assert next_try
        waits.append((next_try - at) / timedelta(minutes=1))
        at = next_try
    assert waits == [1, 2, 5, 15, *[60] * 46, 360, 360]
    assert the_mail().last_fault == "451 Penuh, coba lagi"
    post_office.answer_to_data = ""
    assert send(at) == Outcome.SENT
    assert post_office.ids == [the_mail().message_id]


def test_a_recipient_who_is_refused_for_good_is_kept_and_tried_daily(
    tell: Tell, post_office: PostOffice
) -> None:
    tell("ratna")
    tell("bambang", NOON + timedelta(seconds=1))
    post_office.answer_to["ratna@contoh.test"] = "550 Tidak ada kotak surat"
    at = NOON + timedelta(seconds=2)
    send_all(at)
    assert [got["To"] for got in post_office.taken] == ["bambang@contoh.test"]
    kept = Notice.objects.get(channel="email", sent_at=None)
    assert kept.next_try_at == at + timedelta(days=1)
    assert kept.last_fault == "ratna@contoh.test: 550 Tidak ada kotak surat"


def test_a_long_answer_of_the_server_is_cut(tell: Tell, post_office: PostOffice) -> None:
    tell()
    post_office.answer_to_data = "554 " + "x" * 400
    send()
    assert len(the_mail().last_fault) == 300


def test_an_address_that_is_none_is_kept_with_its_fault(
    tell: Tell, post_office: PostOffice
) -> None:
    person = tell()
    person.email = "bukan alamat"
    person.save()
    assert send() == Outcome.FAULT
    assert the_mail().next_try_at == NOON + timedelta(days=1)
    assert "bukan alamat" in the_mail().last_fault


def test_who_is_no_longer_active_gets_no_mail(tell: Tell, post_office: PostOffice) -> None:
    person = tell()
    person.is_active = False
    person.save()
    assert send() == Outcome.NOT_WANTED
    assert send(NOON + timedelta(days=400)) is None
    assert "tidak aktif" in the_mail().last_fault
    assert the_mail().sent_at is None
    assert post_office.taken == []


def test_who_dies_between_sending_and_marking_repeats_with_the_same_message_id(
    tell: Tell, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell()
    update = QuerySet.update

    def dies(self: Any, **values: Any) -> int:
        if values.get("sent_at"):
            raise OperationalError("killed")
        return update(self, **values)

    with monkeypatch.context() as patch:
        patch.setattr(QuerySet, "update", dies)
        with pytest.raises(OperationalError):
            send()
    assert send() is None, "the claim stands"
    assert send(NOON + sending.CLAIM) == Outcome.SENT
    assert post_office.ids == [the_mail().message_id] * 2


def test_a_notice_that_another_worker_claims_is_left_to_it(
    tell: Tell, post_office: PostOffice
) -> None:
    tell()

    class Slow:
        def open(self) -> None:
            assert send() is None, "a second worker, while the first is about to send"

        def send_messages(self, messages: list[Any]) -> None:
            assert send() is None

    slow: Any = Slow()
    sent = sending.send_next(mailer=slow, at=NOON, read_file=filing.read)
    assert sent == Outcome.SENT


def test_the_second_rounds_notices_are_separate(office: cast.Office) -> None:
    office.walk.play(returns=1)
    send_all(office.at + timedelta(days=365))
    sent = Notice.objects.filter(channel="email")
    assert len(mail.outbox) == sent.count() > 12
    ids = [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert len(set(ids)) == len(ids)
    told = [message.subject for message in mail.outbox if message.to == ["sekretaris@contoh.test"]]
    assert [subject for subject in told if "Verifikasi" in subject] == [
        "Giliran Anda: Verifikasi dan paraf draft laporan",
        "Giliran Anda: Verifikasi dan paraf draft laporan (putaran 2)",
    ]


def test_an_address_outside_gets_its_mail_with_the_file(
    office: cast.Office, post_office: PostOffice
) -> None:
    stored = filing.store().put(b"isi buku kerja")
    Notice.objects.all().delete()
    event = record.append(
        agency_id=office.journey.agency_id,
        kind="data_sent",
        at=NOON,
        by=office.person("kasubbag-perencanaan").pk,
        subject=None,
        facts={},
    )
    outbox.post_outside(
        event=event,
        agency_id=office.journey.agency_id,
        address="data@bps.test",
        kind="data_sent",
        subject="Permintaan data kinerja",
        body="Mohon diisi.",
        attachment={"sha256": stored.sha256, "name": "format.xlsx", "media_type": "text/plain"},
        at=NOON,
    )
    assert send() == Outcome.SENT
    assert b"isi buku kerja" in post_office.taken[0].get_payload(1).get_payload(decode=True)
    assert Notice.objects.get(address="data@bps.test").sent_at == NOON


def test_a_day_without_the_server_counts_against_no_notice_and_all_leave_soon_after(
    tell: Tell, post_office: PostOffice
) -> None:
    for number in range(50):
        tell(f"orang-{number}", NOON + timedelta(seconds=number))
    post_office.close()
    at, morning = NOON + timedelta(minutes=1), NOON + timedelta(days=1)
    while at < morning:
        assert send(at) == Outcome.OUTAGE
        assert send(at) is None, "one try a minute, for all of them"
        at += timedelta(minutes=5)
    waiting = Notice.objects.filter(channel="email", sent_at=None)
    assert (waiting.count(), {notice.attempts for notice in waiting}) == (50, {0})
    assert not undelivered.failing().exists(), "an outage is no fault of any address"
    queue = undelivered.queue(at=at)
    assert (queue.waiting, queue.since, queue.is_idle) == (50, NOON, False)
    assert queue.away.startswith("Server surat tidak dapat dipakai")
    post_office.open()
    send_all(morning + timedelta(minutes=1))
    assert len(set(post_office.ids)) == len(post_office.taken) == 50
    assert undelivered.queue(at=at).waiting == 0


def test_a_server_that_says_it_is_not_available_is_away(
    tell: Tell, post_office: PostOffice
) -> None:
    tell("ratna")
    tell("bambang", NOON + timedelta(seconds=1))
    post_office.answer_to["ratna@contoh.test"] = "421 4.3.2 Sedang dirawat"
    at = NOON + timedelta(seconds=2)
    assert send(at) == Outcome.OUTAGE
    assert set(Notice.objects.filter(channel="email").values_list("attempts", flat=True)) == {0}
    # Were it her address alone, the others would wait a minute and no more.
    send_all(at + sending.OUTAGE)
    assert [mail["To"] for mail in post_office.taken] == ["bambang@contoh.test"]


def test_a_sender_who_is_refused_is_mended_for_all_at_once(
    tell: Tell, post_office: PostOffice
) -> None:
    for name in ("ratna", "bambang", "dewi"):
        tell(name)
    post_office.answer_to_sender = "550 5.7.1 Pengirim tidak dikenal"
    for minute in range(0, 600, 2):
        assert send(NOON + timedelta(minutes=minute)) == Outcome.OUTAGE
    assert not undelivered.failing().exists()
    post_office.answer_to_sender = ""
    send_all(NOON + timedelta(minutes=602))
    assert len(post_office.taken) == 3


def outside(content: bytes, *, body: str = "Mohon diisi.") -> Notice:
    """A mail with a file to an address outside."""
    stored = filing.store().put(content)
    government = Government.objects.create(name="Kota Contoh")
    agency = Agency.objects.create(government=government, name="Dinas Pendidikan")
    with transaction.atomic():
        event = record.append(
            agency_id=agency.pk, kind="data_sent", at=NOON, by=None, subject=None, facts={}
        )
        outbox.post_outside(
            event=event,
            agency_id=agency.pk,
            address="data@bps.test",
            kind="data_sent",
            subject="Permintaan data\r\nBcc: siapa@saja.test",
            body=body,
            attachment={
                "sha256": stored.sha256,
                "name": "format\n2026.xlsx",
                "media_type": "application/octet-stream",
            },
            at=NOON,
        )
    return the_mail()


def test_a_mail_whose_file_is_gone_is_told_and_leaves_once_it_is_back(
    db: None, post_office: PostOffice
) -> None:
    notice = outside(b"isi buku kerja")
    path = filing.store().path(notice.attachment["sha256"])
    path.rename(path.with_suffix(".hilang"))
    assert send() == Outcome.FAULT
    (told,) = undelivered.undelivered(agency_id=notice.agency_id)
    assert (told.address, told.cause) == ("data@bps.test", undelivered.NO_FILE)
    assert told.answer == "Lampiran “format 2026.xlsx” tidak ada di penyimpanan berkas."
    assert str(path.parent) not in told.answer
    path.with_suffix(".hilang").rename(path)
    assert send(NOON + timedelta(days=1)) == Outcome.SENT
    assert undelivered.undelivered(agency_id=notice.agency_id) == []


@pytest.mark.parametrize(
    ("content", "body"),
    [
        (b"x", "Baris yang panjang sekali " * 40_000),
        (b"x", "Satu baris; “kutip”.\n" * 50_000),
        (bytes(range(256)) * 100_000, "Terlampir."),
    ],
    ids=["one line of 1 MB", "a body of 1 MB", "a file of 25 MB"],
)
def test_what_is_large_or_has_line_breaks_in_its_head_arrives_whole(
    db: None, post_office: PostOffice, content: bytes, body: str
) -> None:
    outside(content, body=body)
    assert send() == Outcome.SENT
    (got,) = post_office.taken
    assert got["Subject"] == "Permintaan data Bcc: siapa@saja.test"
    assert got["Bcc"] is None
    text, file = got.iter_parts()
    assert text.get_content().replace("\r\n", "\n").strip() == body.strip()
    assert file.get_content() == content
    assert file.get_filename() == "format 2026.xlsx"


def test_a_mail_that_is_too_large_for_the_server_is_refused_for_good(
    db: None, post_office: PostOffice
) -> None:
    post_office.close()
    post_office.largest = 1_000_000
    post_office.open()
    notice = outside(bytes(2_000_000))
    assert send() == Outcome.FAULT
    (told,) = undelivered.undelivered(agency_id=notice.agency_id)
    assert told.cause == undelivered.LARGE
    assert the_mail().next_try_at == NOON + timedelta(days=1)


def test_who_has_no_address_any_more_is_not_taken_for_told(
    tell: Tell, post_office: PostOffice
) -> None:
    person = tell()
    Person.objects.filter(pk=person.pk).update(email="")
    assert send() == Outcome.FAULT
    assert the_mail().sent_at is None
    assert undelivered.failing().count() == 1


# The worker ----------------------------------------------------------------------------------


def test_once_sends_what_waits_and_ends(
    tell: Tell, post_office: PostOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    tell("ratna")
    tell("bambang")
    call_command("worker", "--once")
    assert capsys.readouterr().out == "2 terkirim, 0 tertunda.\n"
    assert len(post_office.taken) == 2


def test_sigterm_ends_it_after_the_present_mail(
    tell: Tell, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ratna", "bambang", "dewi"):
        tell(name)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    marked = sending.message_of

    def told_to_stop(notice: Notice, *, read_file: sending.ReadFile) -> Any:
        os.kill(os.getpid(), signal.SIGTERM)
        return marked(notice, read_file=read_file)

    monkeypatch.setattr(sending, "message_of", told_to_stop)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)  # The test's own stays.
    try:
        call_command("worker", "-v", "0")
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
    assert Notice.objects.filter(sent_at__isnull=False).count() == len(post_office.taken) == 1


def test_a_database_that_does_not_answer_ends_no_worker(
    tell: Tell, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell()
    command = worker.Command()
    command.stop = threading.Event()
    calls = []

    def sweep(stop: threading.Event) -> None:
        calls.append(1)
        if len(calls) == 1:
            raise OperationalError("database is locked")
        stop.set()

    monkeypatch.setattr(worker, "sweep", sweep)
    monkeypatch.setattr(connection, "close", lambda: None)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    command._work(0)
    assert len(calls) == 2


def test_tidying_needs_no_help(tell: Tell) -> None:
    worker.tidy(before=NOON)


# Two at once ---------------------------------------------------------------------------------


@pytest.fixture
def without_triggers(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Room to empty the tables after a test that commits; afterwards the guards return."""
    with django_db_blocker.unblock():
        triggers.take_off(connection)
    yield
    with django_db_blocker.unblock():
        triggers.put_on(connection)


def test_two_workers_at_once_send_each_mail_once(
    without_triggers: None, transactional_db: None, post_office: PostOffice
) -> None:
    tell = make_teller()
    for number in range(40):
        tell(f"orang-{number}")
    faults: list[BaseException] = []

    def work() -> None:
        try:
            worker.sweep(threading.Event())
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    began = time.monotonic()
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    print(f"40 mails by 3 workers in {time.monotonic() - began:.2f} s")
    assert faults == []
    assert sorted(post_office.ids) == sorted(
        notice.message_id for notice in Notice.objects.filter(channel="email")
    )
    assert not Notice.objects.filter(channel="email", sent_at=None).exists()
