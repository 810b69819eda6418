"""E-mails that do not arrive: seen by who can mend it, and mended on the page of people."""

import datetime
import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail import mailers
from django.db import transaction
from django.test import Client

from lakip.documents import filing
from lakip.ledger import record
from lakip.ledger.models import Event
from lakip.notices import outbox, sending, undelivered
from lakip.notices.models import Notice
from lakip.people.appointing import appoint
from lakip.people.person import Person
from lakip.urls import urlpatterns
from tests.cast import MONDAY, Office

REFUSED = "ratna@contoh.test: 550 5.1.1 Tidak ada kotak surat itu"
OUTSIDE = "data@bps.test"


def sign_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def admin(office: Office) -> Person:
    """Somebody who looks after the demo agency's people and holds no other office."""
    agency = office.journey.agency
    person = Person.objects.create_person(
        email="pengelola@contoh.test", name="Admin Dinas", agency=agency
    )
    appoint(
        person=person,
        agency=agency,
        role="admin-opd",
        by=None,
        at=MONDAY,
        starts_on=MONDAY.date().replace(year=2024),
    )
    return person


def refuse(**whose: Any) -> int:
    """The server has refused these for good."""
    found = Notice.objects.filter(channel="email", sent_at=None, **whose)
    return found.update(last_fault=REFUSED, refused_at=MONDAY, attempts=1)


def send_outside(office: Office) -> None:
    with transaction.atomic():
        event = record.append(
            agency_id=office.journey.agency_id,
            kind="data_sent",
            at=MONDAY,
            by=None,
            subject=None,
            facts={},
        )
        outbox.post_outside(
            event=event,
            agency_id=office.journey.agency_id,
            address=OUTSIDE,
            kind="data_sent",
            subject="Permintaan data",
            body="Mohon diisi.",
            at=MONDAY,
        )


def shown(client: Client, address: str = "/orang/") -> str:
    return " ".join(client.get(address).content.decode().split())


def test_who_looks_after_the_people_sees_who_is_not_reached_and_others_do_not(
    office: Office, admin: Person
) -> None:
    office.to("penugasan-draft-sk")
    head = office.person("sekretaris")
    assert refuse(recipient=head)
    send_outside(office)
    refuse(address=OUTSIDE)
    page = shown(sign_in(admin))

    assert "E-mail yang tidak sampai" in page
    assert head.email in page
    assert "kotak suratnya tidak ada atau tidak menerima surat" in page
    assert "Tanyakan alamat yang benar" in page
    assert REFUSED in page
    assert OUTSIDE in page
    assert "Jangan coba lagi" in page
    for part in ("sekretaris", "tim-penyusun", "kepala-dinas"):
        assert "E-mail yang tidak sampai" not in shown(sign_in(office.person(part)))


def test_the_operator_sees_which_agency_it_is_and_how_the_server_stands(office: Office) -> None:
    office.to("penugasan-draft-sk")
    operator = sign_in(Person.objects.get(is_operator=True))
    now = datetime.datetime.now(datetime.UTC)
    Notice.objects.filter(channel="email").update(next_try_at=now)
    assert "e-mail menunggu dikirim" in shown(operator, "/opd/")
    assert "tidak sampai" not in shown(operator, "/opd/")
    Notice.objects.filter(channel="email").update(last_fault=f"{sending.AWAY}: timed out")
    assert "Server surat tidak dapat dipakai." in shown(operator, "/opd/")
    refuse()
    page = shown(operator, "/opd/")
    assert f"<b>{office.journey.agency.name}</b>:" in page
    assert f"/orang/?opd={office.journey.agency_id}#tidak-sampai" in page
    Notice.objects.filter(channel="email").update(next_try_at=now - 2 * undelivered.IDLE)
    assert "Periksa apakah proses lakip worker berjalan" in shown(operator, "/opd/")


def test_what_waited_goes_to_the_new_address_and_the_change_is_told_at_both(
    office: Office, admin: Person
) -> None:
    person = office.person("tim-penyusun")
    old = person.email
    EmailAddress.objects.create(user=person, email=old, verified=True, primary=True)
    office.to("draft-laporan")
    waited = Notice.objects.filter(recipient=person, channel="email", sent_at=None)
    held = set(waited.values_list("pk", flat=True))
    assert held
    answer = sign_in(admin).post(f"/orang/{person.pk}/alamat/", {"email": " Baru@Contoh.test "})
    assert answer.status_code == 302
    person.refresh_from_db()
    assert person.email == "baru@contoh.test"
    assert not EmailAddress.objects.filter(user=person).exists()
    while sending.send_next(
        mailer=mailers.default, at=office.at + datetime.timedelta(days=3650), read_file=filing.read
    ):
        pass
    to_new = {m.extra_headers["Message-ID"] for m in mail.outbox if m.to == [person.email]}
    (to_old,) = (m for m in mail.outbox if m.to == [old])
    assert {f"<{pk}@lakip>" for pk in held} <= to_new
    assert to_old.subject == "Alamat e-mail Anda di LAKIP diubah"
    assert person.email not in to_old.body
    assert Notice.objects.filter(recipient=person, channel="app", kind="address_changed").exists()

    # The ledger knows that it was changed, by whom and whose, and no address.
    event = bytes(Event.objects.get(kind="address_changed").data)
    assert str(person.pk).encode() in event
    assert b"contoh.test" not in event


def test_an_address_that_does_not_take_mail_is_not_written_to_about_its_end(
    office: Office, admin: Person
) -> None:
    person = office.person("sekretaris")
    office.to("penugasan-draft-sk")
    refuse(recipient=person)
    sign_in(admin).post(f"/orang/{person.pk}/alamat/", {"email": "baru@contoh.test"})

    assert not Notice.objects.filter(recipient=None).exists()
    assert undelivered.undelivered(agency_id=office.journey.agency_id) == []
    assert "E-mail yang tidak sampai" not in shown(sign_in(admin))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("bukan alamat", "bukan alamat e-mail yang sah"),
        ("", "tuliskan alamat e-mailnya"),
        ("x" * 250 + "@contoh.test", "bukan alamat e-mail yang sah"),
        ("KEPALA-DINAS", "sudah dipakai orang lain"),
        ("SAMA", "sama dengan yang tercatat"),
    ],
)
def test_an_address_that_cannot_be_is_refused_and_still_in_its_box(
    office: Office, admin: Person, typed: str, said: str
) -> None:
    person = office.person("sekretaris")
    typed = {"KEPALA-DINAS": office.person("kepala-dinas").email, "SAMA": person.email}.get(
        typed, typed
    )
    answer = sign_in(admin).post(f"/orang/{person.pk}/alamat/", {"email": typed})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'value="{typed}"' in page
    assert said.lower() in re.sub(r"<[^>]+>", "", page).lower()
    assert Person.objects.get(pk=person.pk).email == person.email


def test_nobody_changes_the_address_of_who_is_not_theirs(office: Office, admin: Person) -> None:
    operator = Person.objects.get(is_operator=True)
    Person.objects.filter(pk=operator.pk).update(agency=office.journey.agency)
    stranger = Person.objects.create_person(email="lain@contoh.test", name="Orang Lain")
    sent = {"email": "baru@contoh.test", "agency": str(office.journey.agency_id)}
    for who, whose, status in (
        (admin, operator, 422),
        (admin, stranger, 404),
        (office.person("sekretaris"), office.person("tim-penyusun"), 404),
    ):
        answer = sign_in(who).post(f"/orang/{whose.pk}/alamat/", sent)
        assert answer.status_code == status
    assert not Person.objects.filter(email="baru@contoh.test").exists()


def test_a_mail_to_an_address_outside_is_given_up_by_hand(office: Office, admin: Person) -> None:
    send_outside(office)
    refuse(address=OUTSIDE)
    sent = {"agency": str(office.journey.agency_id), "address": OUTSIDE}
    client = sign_in(admin)
    assert client.post("/orang/kiriman/hentikan/", sent).status_code == 302
    assert client.post("/orang/kiriman/hentikan/", sent).status_code == 422
    assert undelivered.undelivered(agency_id=office.journey.agency_id) == []
    kept = Notice.objects.get(address=OUTSIDE)
    assert (kept.sent_at, kept.next_try_at, kept.last_fault) == (None, None, REFUSED)
    assert Event.objects.filter(kind="mail_stopped").count() == 1


def test_who_is_entered_while_the_server_is_away_is_kept_and_invited_later(
    office: Office, admin: Person, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    away = {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {"host": "127.0.0.1", "port": 1, "timeout": 1},
    }
    here = settings.MAILERS
    settings.MAILERS = {"default": away}
    client = sign_in(admin)
    sent = {"person-email": "siti@contoh.test", "person-name": "Siti", "person-nip": ""}
    answer = client.post(
        "/orang/baru/", sent | {"agency": str(office.journey.agency_id)}, follow=True
    )
    assert "belum dapat dikirim" in answer.content.decode()
    siti = Person.objects.get(email="siti@contoh.test")
    settings.MAILERS = here
    assert "Kirim undangan lagi" in shown(client)
    client.post(f"/orang/{siti.pk}/undang/")
    assert [message.to for message in mail.outbox] == [["siti@contoh.test"]]
    # An address that was mistyped: the invitation goes to the right one.
    client.post(f"/orang/{siti.pk}/alamat/", {"email": "siti.benar@contoh.test"})
    assert mail.outbox[-1].to == ["siti.benar@contoh.test"]


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        ("a@b.test: 550 5.1.1 User unknown", undelivered.ADDRESS),
        ("a@b.test: 550 No such user here", undelivered.ADDRESS),
        ("a@b.test: 553 bad", undelivered.ADDRESS),
        ("a@b.test: 552 5.2.2 Mailbox full", undelivered.FULL),
        ("a@b.test: 452 4.2.2 Over quota", undelivered.FULL),
        ("552 Error: Too much mail data", undelivered.LARGE),
        ("550 5.7.1 Blocked", undelivered.POLICY),
        ("554 Spam", undelivered.POLICY),
        ("a@b.test: 450 4.2.0 Greylisted", undelivered.LATER),
        ("Bukan alamat e-mail: x", undelivered.NOT_AN_ADDRESS),
        ("Lampiran “a.xlsx” tidak ada di penyimpanan berkas.", undelivered.NO_FILE),
        ("Server surat tidak dapat dipakai: 421 Down", undelivered.SERVER_AWAY),
        ("Connection unexpectedly closed", undelivered.UNKNOWN),
    ],
)
def test_what_a_server_said_is_put_in_plain_words(fault: str, cause: undelivered.Cause) -> None:
    assert undelivered.cause_of(fault) == cause


def test_nobody_can_switch_off_what_is_theirs_to_do(office: Office) -> None:
    """There is no address to unsubscribe at, and no field of a person that would stop a telling."""
    words = re.compile("langganan|unsubscribe|berhenti|matikan|bisukan|notifikasi|preferensi")
    assert [str(each.pattern) for each in urlpatterns if words.search(str(each.pattern))] == []
    switches = {field.name for field in Person._meta.get_fields() if not field.is_relation}
    known = {"id", "password", "last_login", "email", "name", "nip", "rank"}
    assert switches - known == {"is_operator", "is_active"}
    client = sign_in(office.person("sekretaris"))
    for address in ("/kabar/", "/akun/"):
        assert not words.search(shown(client, address).lower())
