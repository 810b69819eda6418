"""The report goes out: six recipients, each by its way, and the last step waits for the proof."""

import base64
import datetime
import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from lakip.distribution.deliveries import Delivery, Receipt
from lakip.distribution.recipients import Recipient
from lakip.documents import filing
from lakip.journey import replay
from lakip.journey.refusal import Refused
from lakip.management.delivery_season import deliver
from lakip.notices.models import Notice
from lakip.papers.pengiriman import covering, planning, receiving, sending
from lakip.papers.pengiriman.board import State, board_of
from lakip.papers.pengiriman.outgoing import parcel_of
from lakip.papers.pengiriman.planning import Wanted
from lakip.papers.pengiriman.receiving import Told
from lakip.people.letterhead import Letterhead
from lakip.people.person import Person
from lakip.sop.worktime import legal_deadline
from tests import cast
from tests.cast import WIB, Office

TEAM, SECRETARY = "tim-penyusun", "sekretaris"
INSPECTOR = "Inspektur Kabupaten Contoh"
PLANNERS = "Kepala Badan Perencanaan Pembangunan Daerah Kabupaten Contoh"
# Pages ask the clock, so what happened before they are opened lies some weeks in the past.
TODAY = datetime.datetime.now(WIB).replace(hour=8, minute=0, second=0, microsecond=0)
STARTS = TODAY - datetime.timedelta(days=49 + TODAY.weekday())
YEAR = STARTS.year
LINK = re.compile(r"/terima/([\w-]+)/")


@pytest.fixture
def office(db: None) -> Office:
    return cast.begin(year=YEAR, at=STARTS)


@pytest.fixture
def sent_out(office: Office) -> Office:
    """The report is ratified and it is the team's turn to send it."""
    office.to("distribusi")
    return office


def to(office: Office, name: str) -> Delivery:
    found = Delivery.objects.select_related("journey__agency__government", "recipient")
    return found.get(journey=office.journey, name=name)


def picture(*, color: str = "white", size: tuple[int, int] = (60, 40)) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, color).save(made, "PNG")
    return made.getvalue()


def photo(name: str = "tanda-terima.png", data: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data or picture())


def drawn() -> str:
    return "data:image/png;base64," + base64.b64encode(picture(color="navy")).decode()


def state(office: Office, name: str) -> State:
    board = board_of(office.journey, at=office.walk.at)
    return next(row.state for row in board.rows if row.delivery.name == name)


def token_in(mail: Notice) -> str:
    found = LINK.search(mail.body)
    assert found
    return found[1]


def download(client: Client, path: str) -> bytes:
    answer = client.get(path)
    assert answer.status_code == 200
    return b"".join(answer)  # type: ignore[arg-type]


def by_mail(office: Office, name: str = INSPECTOR) -> Notice:
    """Send to an address; the mail that waits in the outbox."""
    made = sending.by_mail(
        delivery=to(office, name),
        address="inspektorat@contoh.test",
        by=office.person(TEAM),
        at=office.at,
    )
    return Notice.objects.get(event=made.event, recipient=None)


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
        (Wanted(name="Camat", email="camat@"), "Alamat e-mail “camat@” tidak lengkap. Contoh: "),
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
    page = _client(sent_out, TEAM).get(address).content.decode()
    assert "550 mailbox unavailable" in page
    assert "kotak suratnya tidak ada" in page
    assert "kirim lagi</a>" in page
    assert "kirim lagi</a>" not in _client(sent_out, "kepala-dinas").get(address).content.decode()


def test_no_address_is_refused(sent_out: Office) -> None:
    for address in ("", "inspektorat"):
        with pytest.raises(Refused):
            sending.by_mail(
                delivery=to(sent_out, INSPECTOR), address=address,
                by=sent_out.person(TEAM), at=sent_out.at,
            )  # fmt: skip
    assert not Notice.objects.filter(recipient=None).exists()


# By hand, elsewhere, archived --------------------------------------------------------------


def hand_over(office: Office, **given: Any) -> Receipt:
    given = {"upload": None, "drawn": "", "told": told(office)} | given
    return receiving.by_hand(
        delivery=to(office, INSPECTOR), by=office.person(TEAM), at=office.at, **given
    )


def told(office: Office, **said: Any) -> Told:
    given = {"received_at": office.walk.at.astimezone(WIB), "name": "Nur Aini"} | said
    return Told(**given)


def test_a_signature_on_the_screen_or_a_photo_is_proof(sent_out: Office) -> None:
    first = hand_over(sent_out, drawn=drawn())
    assert first.proof == Receipt.Proof.SIGNED
    second = hand_over(sent_out, upload=photo())
    first.refresh_from_db()
    assert (first.replaced_at is not None, second.proof) == (True, Receipt.Proof.SCAN)
    assert filing.read(first.sha256), "the proof that was replaced is still there"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, receiving.NO_PROOF),
        ({"drawn": "data:image/png;base64,????"}, receiving.NOT_DRAWN),
        ({"drawn": "data:text/html;base64,PGI+"}, receiving.NOT_DRAWN),
        ({"drawn": "data:image/png;base64," + "A" * 500_000}, receiving.NOT_DRAWN),
    ],
)
def test_a_receipt_without_proof_is_refused(
    sent_out: Office, given: dict[str, str], says: str
) -> None:
    with pytest.raises(Refused) as no:
        hand_over(sent_out, **given)
    assert no.value.reasons == (says,)


def test_a_receipt_of_tomorrow_or_of_before_the_signature_is_refused(sent_out: Office) -> None:
    for days, says in ((2, receiving.IN_FUTURE), (-60, "Tanggal terima mendahului pengesahan")):
        when = sent_out.walk.at.astimezone(WIB) + datetime.timedelta(days=days)
        with pytest.raises(Refused) as no:
            hand_over(sent_out, drawn=drawn(), told=told(sent_out, received_at=when))
        assert no.value.reasons[0].startswith(says)


def test_a_photo_of_thirty_megabytes_is_refused_and_what_was_typed_stays(
    sent_out: Office,
) -> None:
    delivery = to(sent_out, INSPECTOR)
    answer = _client(sent_out, TEAM).post(
        f"/pengiriman/{delivery.pk}/terima/",
        {
            "name": "Nur Aini",
            "office": "Arsiparis",
            "received_at": f"{sent_out.walk.at.astimezone(WIB):%Y-%m-%dT%H:%M}",
            "file": photo("foto.jpg", b"\xff\xd8\xff" + b"0" * (30 * 1024 * 1024)),
        },
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "lebih besar dari 25 MB" in page
    assert 'value="Nur Aini"' in page
    assert 'value="Arsiparis"' in page
    assert not Receipt.objects.exists()


def test_an_upload_elsewhere_is_proved_by_an_address_or_a_picture(sent_out: Office) -> None:
    name = planning.NATIONAL
    for address in ("javascript:alert(1)", "esr", "ftp://x.go.id/a"):
        with pytest.raises(Refused) as no:
            elsewhere(sent_out, name, address=address)
        assert no.value.reasons == (receiving.BAD_ADDRESS,)
    with pytest.raises(Refused):
        elsewhere(sent_out, name)
    elsewhere(sent_out, name, address="https://esr.contoh.go.id/1")
    assert state(sent_out, name) is State.RECEIVED


def elsewhere(office: Office, name: str, **said: Any) -> Receipt:
    return receiving.elsewhere(
        delivery=to(office, name), told=told(office, **said), upload=None,
        by=office.person(TEAM), at=office.at,
    )  # fmt: skip


def test_a_reason_stands_for_a_proof_until_one_comes(sent_out: Office) -> None:
    delivery, by = to(sent_out, INSPECTOR), sent_out.person(TEAM)
    with pytest.raises(Refused):
        receiving.excuse(delivery=delivery, reason="   ", by=by, at=sent_out.at)
    receiving.excuse(delivery=delivery, reason="Kantor tutup.", by=by, at=sent_out.at)
    assert state(sent_out, INSPECTOR) is State.EXCUSED
    hand_over(sent_out, drawn=drawn())
    assert state(sent_out, INSPECTOR) is State.RECEIVED


# The letters, the deadline, the end --------------------------------------------------------


def test_one_press_makes_the_letters_for_everybody_who_is_written_to(sent_out: Office) -> None:
    by = sent_out.person(TEAM)
    Letterhead.objects.create(
        agency=sent_out.journey.agency, classification="000.8.6", unit="DINSOS"
    )
    made = covering.make(journey=sent_out.journey, by=by, at=sent_out.at)
    assert [version.document.paper for version in made] == ["surat-pengantar", "tanda-terima"]
    rows = made[0].made_from["answers"]["penerima"]  # type: ignore[index]
    assert [row["penerima"] for row in rows][1:] == [INSPECTOR, PLANNERS]
    with pytest.raises(Refused) as no:
        covering.make(journey=sent_out.journey, by=by, at=sent_out.at)
    assert no.value.reasons == (covering.COMPLETE,)

    planning.add(
        journey=sent_out.journey, wanted=Wanted(name="Camat Contoh", place="Contoh"),
        every_year=False, by=by, at=sent_out.at,
    )  # fmt: skip
    assert board_of(sent_out.journey, at=sent_out.at).without_letter == ["Camat Contoh"]
    again = covering.make(journey=sent_out.journey, by=by, at=sent_out.at)
    assert [version.number for version in again] == [2, 2]
    assert again[0].made_from["number"] == made[0].made_from["number"]  # type: ignore[index]


def test_after_the_end_of_february_a_receipt_is_late(sent_out: Office) -> None:
    march = datetime.datetime(YEAR + 1, 3, 4, 9, 0, tzinfo=WIB)
    sent_out.walk.at = march
    hand_over(sent_out, drawn=drawn(), told=told(sent_out, received_at=march))
    board = board_of(sent_out.journey, at=march)
    days = (march.date() - legal_deadline(YEAR)).days
    assert {row.delivery.name: row.late_days for row in board.rows}[INSPECTOR] == days
    assert board.late == 6


def test_all_have_it_and_the_year_is_done_and_later_confirmations_still_count(
    sent_out: Office,
) -> None:
    mail = by_mail(sent_out, PLANNERS)
    receiving.excuse(
        delivery=to(sent_out, PLANNERS), reason="Konfirmasi masih ditunggu.",
        by=sent_out.person(TEAM), at=sent_out.at,
    )  # fmt: skip
    deliver(sent_out.walk)
    sent_out.prepare()
    sent_out.finish(TEAM)
    assert sent_out.journey.closed_at is not None
    answer = Client().post(f"/terima/{token_in(mail)}/konfirmasi/", {"name": "Eko"})
    assert answer.status_code == 302
    assert state(sent_out, PLANNERS) is State.RECEIVED
    assert not list(replay.faults(agency_id=sent_out.journey.agency_id))


def test_the_board_asks_a_fixed_number_of_queries(
    sent_out: Office, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        planning.add(
            journey=sent_out.journey, wanted=Wanted(name=f"Camat {number}"), every_year=False,
            by=sent_out.person(TEAM), at=sent_out.at,
        )  # fmt: skip
    journey = sent_out.journey
    with django_assert_max_num_queries(6):
        assert len(board_of(journey, at=sent_out.walk.at).rows) == 36


# The pages ---------------------------------------------------------------------------------


def _client(office: Office, part: str) -> Client:
    client = Client()
    client.force_login(office.person(part))
    return client


@pytest.fixture
def stranger(sent_out: Office) -> Client:
    client = Client()
    client.force_login(Person.objects.get(name="Lina Marpaung"))
    return client


def test_a_stranger_finds_neither_board_nor_recipient_nor_proof(
    sent_out: Office, stranger: Client
) -> None:
    receipt = hand_over(sent_out, drawn=drawn())
    here = f"/pengiriman/{receipt.delivery_id}/"
    for path in (f"/laporan/{sent_out.journey.pk}/pengiriman/", here, f"{here}bukti/{receipt.pk}/"):
        assert stranger.get(path).status_code == 404
    proof = download(_client(sent_out, "kepala-dinas"), f"{here}bukti/{receipt.pk}/")
    assert proof.startswith(b"\x89PNG")


def test_who_only_reads_sees_the_board_without_a_form(sent_out: Office) -> None:
    page = _client(sent_out, "kepala-dinas").get(f"/laporan/{sent_out.journey.pk}/pengiriman/")
    assert page.status_code == 200
    assert "Tambah penerima" not in page.content.decode()


def test_each_row_says_in_the_words_of_its_way_what_is_still_to_be_done(sent_out: Office) -> None:
    address = f"/laporan/{sent_out.journey.pk}/pengiriman/"
    page = _client(sent_out, TEAM).get(address).content.decode()
    for words, times in (("dikirim", 3), ("disimpan", 1), ("terbit", 1), ("diunggah", 1)):
        assert page.count(f"Belum {words}") == times
    assert page.count(">Kerjakan<") == 6
    hand_over(sent_out, drawn=drawn())
    assert _client(sent_out, TEAM).get(address).content.decode().count(">Kerjakan<") == 5
    assert ">Kerjakan<" not in _client(sent_out, "kepala-dinas").get(address).content.decode()
