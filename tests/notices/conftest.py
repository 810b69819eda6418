"""A real SMTP server on loopback, and notices that wait in the outbox."""

import email
import email.policy
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import transaction

from lakip.ledger import record
from lakip.notices import outbox
from lakip.people.government import Agency, Government
from lakip.people.person import Person

NOON = datetime(2026, 2, 2, 5, 0, tzinfo=UTC)


class Counter(SMTP):
    """One conversation with the server; it breaks off in the midst of a mail when told to."""

    def __init__(self, office: "PostOffice", **said: Any) -> None:
        super().__init__(office, **said)
        self._office = office

    def connection_made(self, transport: Any) -> None:
        self._office.callers += 1
        super().connection_made(transport)

    def data_received(self, data: bytes) -> None:
        if self._office.cuts and b"Message-ID:" in data:
            self._office.cut += 1
            assert self.transport
            self.transport.abort()
            return
        super().data_received(data)


class Building(Controller):
    """Runs the server on a thread of its own."""

    def factory(self) -> SMTP:
        return Counter(self.handler, **self.SMTP_kwargs)


class PostOffice:
    """The server: what it took in, and what it answers when told to refuse.

    While `cuts` is set, it drops each connection in the midst of a mail; `cut` counts them.
    `before_taking` and `after_taking` are called with a mail in hand that was not taken in yet,
    or that was and has no answer yet.
    """

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.taken: list[EmailMessage] = []
        self.answer_to_data = ""
        self.answer_to_sender = ""
        self.answer_to: dict[str, str] = {}
        self.callers = 0
        self.cuts = False
        self.cut = 0
        self.before_taking: Callable[[], None] = lambda: None
        self.after_taking: Callable[[], None] = lambda: None
        self.largest: int | None = None
        self._running: Controller | None = None

    async def handle_MAIL(  # noqa: N802 (the name is aiosmtpd's)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.answer_to_sender:
            return self.answer_to_sender
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 (the name is aiosmtpd's)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.answer_to:
            return self.answer_to[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 (the name is aiosmtpd's)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.answer_to_data:
            return self.answer_to_data
        content = envelope.content
        assert isinstance(content, bytes)
        self.before_taking()
        self.taken.append(email.message_from_bytes(content, policy=email.policy.default))
        self.after_taking()
        return "250 OK"

    @property
    def ids(self) -> list[str]:
        return [str(mail["Message-ID"]) for mail in self.taken]

    def open(self) -> None:
        self._running = Building(
            self, hostname="127.0.0.1", port=self.port, data_size_limit=self.largest
        )
        self._running.start()

    def close(self) -> None:
        if self._running:
            self._running.stop()
        self._running = None


@pytest.fixture
def post_office(settings: Any) -> Iterator[PostOffice]:
    office = PostOffice()
    office.open()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": office.port, "timeout": 30},
        }
    }
    yield office
    office.close()


type Tell = Callable[..., Person]


def make_teller() -> Tell:
    """Gives a function that tells a new person something, in the app and by e-mail."""
    government = Government.objects.create(name="Kabupaten Contoh")
    agency = Agency.objects.create(government=government, name="Dinas Sosial")

    def tell(name: str = "ratna", at: datetime = NOON) -> Person:
        person = Person.objects.create_person(email=f"{name}@contoh.test", name=name)
        with transaction.atomic():
            event = record.append(
                agency_id=agency.pk, kind="begun", at=at, by=None, subject=None, facts={}
            )
            outbox.post(
                event=event,
                agency_id=agency.pk,
                recipients={person.pk: person.email},
                kind="begun",
                subject="Giliran Anda:\nDisposisi",
                body="Surat permintaan sudah dicatat; “putaran 1”.",
                path="/laporan/1/",
                at=at,
            )
        return person

    return tell


@pytest.fixture
def tell(db: None) -> Tell:
    return make_teller()
