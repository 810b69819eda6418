"""What comes in from outside at the delivery: odd names, addresses, times, links and files."""

import datetime
import errno
from typing import Any

import pytest
from django.test import Client

from lakip.distribution.deliveries import Delivery, Receipt
from lakip.documents import filing, intake
from lakip.documents.models import Mark
from lakip.documents.store import FileStore
from lakip.journey.refusal import Refused
from lakip.papers.dossier import packing
from lakip.papers.pengiriman import planning, receiving, sending
from lakip.papers.pengiriman.planning import Wanted
from tests.cast import WIB, Office
from tests.papers.delivered import (
    INSPECTOR,
    SECRETARY,
    TEAM,
    by_mail,
    client_of,
    drawn,
    elsewhere,
    hand_over,
    photo,
    sent_out_office,
    to,
    token_in,
    told,
)

LONG = f"data@{'a' * 60}.{'b' * 60}.{'c' * 60}.{'d' * 60}.go.id"


@pytest.fixture
def sent_out(db: None) -> Office:
    return sent_out_office()


def test_an_address_longer_than_addresses_are_is_refused(sent_out: Office) -> None:
    assert len(LONG) == 254
    assert not Wanted(name="Camat", email=LONG).faults()
    longer = LONG.replace("data", "data1")
    assert Wanted(name="Camat", email=longer).faults()
    with pytest.raises(Refused) as no:
        sending.by_mail(
            delivery=to(sent_out, INSPECTOR),
            address=longer,
            by=sent_out.person(TEAM),
            at=sent_out.at,
        )
    assert "terlalu panjang" in no.value.reasons[0]


def test_a_name_has_no_letters_that_nobody_sees(sent_out: Office) -> None:
    token = token_in(by_mail(sent_out))
    said = {"name": "Nur\x00 Aini\u202e", "office": "<b>Arsiparis</b>"}
    answer = Client().post(f"/terima/{token}/konfirmasi/", said)
    assert answer.status_code == 302
    assert Receipt.objects.get().name == "Nur Aini"
    page = client_of(sent_out, TEAM).get(f"/pengiriman/{to(sent_out, INSPECTOR).pk}/")
    assert "&lt;b&gt;Arsiparis&lt;/b&gt;" in page.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "https://esr.menpan.go.id@jahat.test/",
        "https://" + "a" * 500 + ".test/",
        "https://esr.test/" + "x" * 500,
        "data:text/html,x",
        "https://[::1/",
    ],
)
def test_an_address_that_is_none_or_hides_another_is_refused(
    sent_out: Office, address: str
) -> None:
    with pytest.raises(Refused) as no:
        elsewhere(sent_out, planning.NATIONAL, address=address)
    assert no.value.reasons == (receiving.BAD_ADDRESS,)


def receive(office: Office, **said: Any) -> Any:
    when = f"{office.walk.at.astimezone(WIB):%Y-%m-%dT%H:%M}"
    form = {"name": "Nur Aini", "received_at": when, "drawn": drawn()} | said
    return client_of(office, TEAM).post(f"/pengiriman/{to(office, INSPECTOR).pk}/terima/", form)


@pytest.mark.parametrize(
    "when",
    ["0001-01-01T00:00", "9999-12-31T23:59", "2027-02-30T00:00", "", "kemarin", "2027-W01"],
)
def test_a_time_that_cannot_be_is_refused(sent_out: Office, when: str) -> None:
    assert receive(sent_out, received_at=when).status_code == 422
    assert not Receipt.objects.exists()


def test_a_time_with_an_offset_is_that_moment(sent_out: Office) -> None:
    moment = sent_out.walk.at.replace(second=0, microsecond=0)
    assert receive(sent_out, received_at=moment.astimezone(datetime.UTC).isoformat())
    assert Receipt.objects.get().received_at == moment


def test_it_is_the_signature_that_a_receipt_cannot_precede(sent_out: Office) -> None:
    """The paraf comes days before it, and a report with a paraf has not gone anywhere."""
    signed = Mark.objects.get(
        version__document__paper="draft-laporan-kinerja", kind="signature", withdrawn_at=None
    )
    paraf = Mark.objects.filter(version=signed.version, kind="paraf")
    paraf.update(at=signed.at - datetime.timedelta(days=3))
    day_before = (signed.at - datetime.timedelta(days=1)).astimezone(WIB)
    with pytest.raises(Refused) as no:
        hand_over(sent_out, drawn=drawn(), told=told(sent_out, received_at=day_before))
    assert no.value.reasons[0].startswith("Tanggal terima mendahului pengesahan")


@pytest.mark.parametrize("text", ["data:image/png;base64,é", "data:image/png;base64,AAAA"])
def test_a_signature_that_is_no_picture_is_refused(sent_out: Office, text: str) -> None:
    answer = receive(sent_out, drawn=text)
    assert answer.status_code == 422
    assert receiving.NOT_DRAWN in answer.content.decode()


@pytest.mark.parametrize("name", ["bukti.zip", "bukti.docx", "bukti.xlsx"])
def test_only_pictures_and_pdf_prove_a_receipt(sent_out: Office, name: str) -> None:
    with pytest.raises((Refused, filing.NotTaken)):
        hand_over(sent_out, upload=photo(name, b"PK\x03\x04" + b"0" * 100))
    assert not Receipt.objects.exists()


def test_a_busy_server_is_not_told_as_a_bad_signature(
    sent_out: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        intake, "inspect_in_child", lambda *_args, **_more: intake.Refused((intake.BUSY,))
    )
    answer = receive(sent_out)
    assert intake.BUSY in answer.content.decode()


def test_an_archive_for_which_the_disk_has_no_room_is_told(
    sent_out: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    archive = Delivery.objects.get(way="arsip")
    for broken in ((packing, "_pack", full), (FileStore, "room", lambda _: 0)):
        monkeypatch.setattr(*broken)
        answer = client_of(sent_out, SECRETARY).post(
            f"/pengiriman/{archive.pk}/arsip/", {"place": "Lemari 3"}
        )
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Ruang penyimpanan server hampir habis" in page
        assert 'value="Lemari 3"' in page
        asked = client_of(sent_out, SECRETARY).get(f"/laporan/{sent_out.journey.pk}/arsip.zip")
        assert asked.status_code == 507
        assert "Ruang penyimpanan server hampir habis" in asked.content.decode()
        monkeypatch.undo()
