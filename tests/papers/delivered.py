"""What the tests of the delivery use: recipients, photos, signatures, mails and clients."""

import base64
import datetime
import io
import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from lakip.distribution.deliveries import Delivery, Receipt
from lakip.notices.models import Notice
from lakip.papers.pengiriman import receiving, sending
from lakip.papers.pengiriman.board import State, board_of
from lakip.papers.pengiriman.receiving import Told
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


def sent_out_office() -> Office:
    """An office whose report is ratified, and it is the team's turn to send it."""
    office = cast.begin(year=YEAR, at=STARTS)
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


def hand_over(office: Office, **given: Any) -> Receipt:
    given = {"upload": None, "drawn": "", "told": told(office)} | given
    return receiving.by_hand(
        delivery=to(office, INSPECTOR), by=office.person(TEAM), at=office.at, **given
    )


def told(office: Office, **said: Any) -> Told:
    given = {"received_at": office.walk.at.astimezone(WIB), "name": "Nur Aini"} | said
    return Told(**given)


def elsewhere(office: Office, name: str, **said: Any) -> Receipt:
    return receiving.elsewhere(
        delivery=to(office, name), told=told(office, **said), upload=None,
        by=office.person(TEAM), at=office.at,
    )  # fmt: skip


def client_of(office: Office, part: str) -> Client:
    client = Client()
    client.force_login(office.person(part))
    return client
