"""The report goes out: six recipients, each by its way, by e-mail and by link."""

import datetime

import pytest
from django.test import Client

from lakip.distribution.deliveries import Delivery, Receipt
from lakip.distribution.recipients import Recipient
from lakip.documents import filing
from lakip.documents.models import Document
from lakip.journey.linked import begin_inside
from lakip.journey.refusal import Refused
from lakip.management.delivery_season import deliver
from lakip.notices.models import Notice
from lakip.papers.pengiriman import planning, receiving, sending
from lakip.papers.pengiriman.board import State
from lakip.papers.pengiriman.outgoing import parcel_of
from lakip.papers.pengiriman.planning import Wanted
from tests import cast
from tests.cast import Office
from tests.journey.test_linked import do as carry
from tests.journey.test_linked import turn_on
from tests.papers.delivered import (
    INSPECTOR,
    PLANNERS,
    SECRETARY,
    STARTS,
    TEAM,
    YEAR,
    by_mail,
    client_of,
    download,
    state,
    to,
    token_in,
)


@pytest.fixture
def office(db: None) -> Office:
    return cast.begin(year=YEAR, at=STARTS)


@pytest.fixture
def sent_out(office: Office) -> Office:
    """The report is ratified and it is the team's turn to send it."""
    office.to("distribusi")
    return office


# To whom -----------------------------------------------------------------------------------


def test_a_ratified_report_is_to_go_to_the_six_usual_recipients(sent_out: Office) -> None:
    ways = dict(Delivery.objects.values_list("name", "way"))
    assert list(ways.values()) == ["antar", "antar", "antar", "arsip", "laman", "unggah"]
    assert "Bupati Contoh c.q. Sekretaris Daerah (Bagian Organisasi)" in ways
    assert Recipient.objects.on_list(sent_out.journey.agency_id).count() == 6


def test_before_it_is_ratified_nothing_is_planned_and_nothing_can_be_sent(office: Office) -> None:
    office.to("pengesahan-laporan")
    assert not Delivery.objects.exists()
    wanted = Wanted(name="Camat Contoh", place="Contoh")
    early = planning.add(
        journey=office.journey, wanted=wanted, every_year=False, by=office.person(TEAM),
        at=office.at,
    )  # fmt: skip
    with pytest.raises(Refused) as no:
        sending.by_link(delivery=early, by=office.person(TEAM), at=office.at)
    assert no.value.reasons == ("Laporan belum disahkan, jadi belum ada yang dapat dikirim.",)


def test_who_was_written_down_early_and_a_second_ratification_double_nobody(
    office: Office,
) -> None:
    office.to("penugasan-penggandaan")
    office.withdraw("kepala-dinas")
    office.to("distribusi")
    assert Delivery.objects.count() == 6


def test_a_recipient_added_after_the_first_was_served_is_waited_for(sent_out: Office) -> None:
    deliver(sent_out.walk)
    sent_out.prepare()
    planning.add(
        journey=sent_out.journey,
        wanted=Wanted(name="Ketua DPRD Kabupaten Contoh", place="Contoh"),
        every_year=True,
        by=sent_out.person(SECRETARY),
        at=sent_out.at,
    )
    with pytest.raises(Refused) as no:
        sent_out.finish(TEAM)
    assert no.value.reasons == (
        "Belum ada bukti terima atau alasan dari: Ketua DPRD Kabupaten Contoh.",
    )
    assert Recipient.objects.on_list(sent_out.journey.agency_id).count() == 7


def test_the_agencys_list_is_kept_from_year_to_year(sent_out: Office) -> None:
    by, journey = sent_out.person(SECRETARY), sent_out.journey
    planning.change(
        delivery=to(sent_out, INSPECTOR),
        wanted=Wanted(name="Inspektur Daerah", way="e-mail", email="irda@contoh.test"),
        by=by,
        at=sent_out.at,
    )
    planning.leave_off(delivery=to(sent_out, PLANNERS), by=by, at=sent_out.at)
    deliver(sent_out.walk)
    sent_out.prepare()
    sent_out.finish(TEAM)
    next_year = cast.begin(year=YEAR + 1, at=STARTS + datetime.timedelta(days=364))
    next_year.to("distribusi")
    found = dict(next_year.journey.deliveries.values_list("name", "email"))
    assert found["Inspektur Daerah"] == "irda@contoh.test"
    assert PLANNERS not in found
    assert journey.deliveries.filter(name=PLANNERS).exists()


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        (Wanted(name=""), planning.NO_NAME),
        (Wanted(name="x" * 201), planning.LONG_NAME),
        (Wanted(name="Camat", way="merpati"), planning.NO_WAY),
        (Wanted(name="Camat", way="e-mail"), planning.NO_EMAIL),
        (Wanted(name="Camat", email="camat@"), "Alamat e-mail “camat@” tidak lengkap"),
        (Wanted(name="Camat", copies=0), planning.BAD_COPIES),
        (Wanted(name=INSPECTOR), f"{INSPECTOR} sudah ada dalam daftar penerima."),
    ],
)
def test_a_recipient_that_cannot_be_is_refused_with_what_to_mend(
    sent_out: Office, wanted: Wanted, says: str
) -> None:
    with pytest.raises(Refused) as no:
        planning.add(
            journey=sent_out.journey, wanted=wanted, every_year=False,
            by=sent_out.person(TEAM), at=sent_out.at,
        )  # fmt: skip
    assert any(reason.startswith(says) for reason in no.value.reasons), no.value.reasons
    assert Delivery.objects.count() == 6


def test_only_the_team_and_who_plans_or_checks_send(sent_out: Office) -> None:
    for part in ("kepala-dinas", "kepala-bidang"):
        with pytest.raises(Refused) as no:
            sending.by_link(
                delivery=to(sent_out, INSPECTOR), by=sent_out.person(part), at=sent_out.at
            )
        assert "Pengiriman dikelola oleh tim penyusun" in no.value.reasons[0]


def test_the_sheet_of_the_ratification_goes_out_with_the_report(office: Office) -> None:
    office.to("pengesahan-laporan")
    office.file("kepala-dinas", "lembar-pengesahan", "Disahkan.")
    office.finish("kepala-dinas")
    parcel = parcel_of(office.journey)
    assert parcel
    assert [each.title for each in parcel.files] == ["Laporan Kinerja", "Lembar pengesahan"]


def test_the_letter_that_a_linked_sop_makes_goes_out_with_the_report(sent_out: Office) -> None:
    turn_on(sent_out)
    inner = begin_inside(turn=sent_out.turn.pk, by=sent_out.person(TEAM), at=sent_out.at)
    carry(sent_out, inner, until="pengiriman")
    parcel = parcel_of(sent_out.journey)
    assert parcel
    assert [each.title for each in parcel.files] == ["Laporan Kinerja", "Surat pengantar"]
    assert parcel.version.document.journey == sent_out.journey, "the copy inside is no report"
    sent_out.file(TEAM, "surat-pengantar", "Surat pengantar dari langkah itu sendiri.")
    again = parcel_of(sent_out.journey)
    assert again
    own = Document.objects.get(journey=sent_out.journey, paper="surat-pengantar").latest
    assert own
    assert again.files[1].sha256 == own.sha256


# By mail and by link -----------------------------------------------------------------------


def test_the_mail_brings_the_file_and_a_link_to_confirm(sent_out: Office) -> None:
    mail = by_mail(sent_out)
    assert mail.to == "inspektorat@contoh.test"
    assert mail.attachment
    report = filing.read(mail.attachment["sha256"])
    assert report.decode().startswith("Draft Laporan Kinerja")
    assert state(sent_out, INSPECTOR) is State.SENT


def test_a_file_too_large_for_mail_goes_by_the_link_alone(
    sent_out: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "LARGEST_ATTACHMENT", 10)
    mail = by_mail(sent_out)
    assert mail.attachment is None
    assert "dapat diunduh lewat tautan" in mail.body


def test_the_recipient_opens_the_link_twice_and_confirms_once(sent_out: Office) -> None:
    token, client = token_in(by_mail(sent_out)), Client()
    for _ in range(2):
        page = client.get(f"/terima/{token}/")
        assert page.status_code == 200
        assert "no-store" in page["Cache-Control"]
    assert download(client, f"/terima/{token}/berkas/1/").startswith(b"Draft Laporan Kinerja")
    assert client.get(f"/terima/{token}/berkas/9/").status_code == 404
    assert not Receipt.objects.exists()

    nameless = client.post(f"/terima/{token}/konfirmasi/", {"name": "  ", "office": "Arsiparis"})
    assert nameless.status_code == 422
    assert 'value="Arsiparis"' in nameless.content.decode()
    client.post(f"/terima/{token}/konfirmasi/", {"name": "Nur Aini", "office": "Arsiparis"})
    again = client.post(f"/terima/{token}/konfirmasi/", {"name": "Orang Lain"})
    assert again.status_code == 422
    assert "sudah dikonfirmasi Nur Aini" in again.content.decode()
    assert state(sent_out, INSPECTOR) is State.RECEIVED
    told = Notice.objects.get(kind="delivery_confirmed", channel="app")
    assert told.recipient == sent_out.person(TEAM)


def test_a_receipt_is_told_to_the_team_where_the_sender_has_left_it(sent_out: Office) -> None:
    token = token_in(by_mail(sent_out))
    sent_out.take_out(TEAM)
    Client().post(f"/terima/{token}/konfirmasi/", {"name": "Nur Aini"})
    told = Notice.objects.filter(kind="delivery_confirmed", channel="app")
    assert [notice.recipient for notice in told] == [sent_out.person("anggota")]


def test_an_expired_a_replaced_and_an_unknown_link_say_so(sent_out: Office) -> None:
    first = token_in(by_mail(sent_out))
    second = token_in(by_mail(sent_out))
    client, late = Client(), sent_out.walk.at + datetime.timedelta(days=31)
    replaced = client.get(f"/terima/{first}/")
    assert replaced.status_code == 410
    assert "Mintalah tautan baru kepada Dinas Sosial" in replaced.content.decode()
    assert client.get(f"/terima/{first}/berkas/1/").status_code == 410
    expired = sending.behind(second, at=late)
    assert expired
    assert expired.parcel is None
    with pytest.raises(Refused) as no:
        receiving.confirm(behind=expired, name="Nur Aini", office="", at=late)
    assert no.value.reasons == ("Tautan ini sudah tidak berlaku.",)
    assert client.get("/terima/bukan-tautan/").status_code == 404


def test_a_refused_address_shows_as_not_arrived(sent_out: Office) -> None:
    mail = by_mail(sent_out)
    Notice.objects.filter(pk=mail.pk).update(attempts=1, last_fault="550 mailbox unavailable")
    assert state(sent_out, INSPECTOR) is State.FAILED
    address = f"/pengiriman/{to(sent_out, INSPECTOR).pk}/"
    page = client_of(sent_out, TEAM).get(address).content.decode()
    assert "550 mailbox unavailable" in page
    assert "kotak suratnya tidak ada" in page
    assert "kirim lagi</a>" in page
    assert "kirim lagi</a>" not in client_of(sent_out, "kepala-dinas").get(address).content.decode()


def test_no_address_is_refused(sent_out: Office) -> None:
    for address in ("", "inspektorat"):
        with pytest.raises(Refused):
            sending.by_mail(
                delivery=to(sent_out, INSPECTOR), address=address,
                by=sent_out.person(TEAM), at=sent_out.at,
            )  # fmt: skip
    assert not Notice.objects.filter(recipient=None).exists()
