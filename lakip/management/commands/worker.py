"""`lakip worker`: sends the outbox's e-mails and tidies up once a day."""

import contextlib
import datetime
import logging
import signal
import threading
from typing import Any

from django.core.mail import mailers
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import Error as DatabaseError
from django.db import close_old_connections, connection
from django.utils import timezone

from lakip.documents import filing
from lakip.journey.morning import tell_the_morning
from lakip.notices import sending
from lakip.notices.sending import Outcome

DAY = datetime.timedelta(days=1)
LOOK = datetime.timedelta(minutes=5)  # So often it is seen whether a morning has begun.

log = logging.getLogger("lakip.worker")


class Command(BaseCommand):
    """Several may run at once, on both databases: each notice is claimed before it is sent."""

    help = "Mengirim pemberitahuan lewat e-mail dan mengerjakan tugas berkala sampai dihentikan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="kirim yang menunggu, lalu selesai")
        parser.add_argument(
            "--every",
            type=float,
            default=2,
            metavar="DETIK",
            help="jeda antarpemeriksaan (bawaan: %(default)s detik)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep until told to stop; SIGTERM and Ctrl-C let the mail under way be finished."""
        self.stop = threading.Event()
        if options["once"]:
            told = sweep(self.stop)
            self.stdout.write(f"{told[Outcome.SENT]} terkirim, {told[Outcome.FAULT]} tertunda.")
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stop.set())
        if options["verbosity"]:
            self.stdout.write("LAKIP mengirim pemberitahuan.")
            self.stdout.flush()
        self._work(options["every"])

    def _work(self, every: float) -> None:
        tidied = timezone.now() - DAY
        looked = timezone.now() - LOOK
        while not self.stop.is_set():
            try:
                if timezone.now() - looked >= LOOK:
                    looked = timezone.now()
                    tell_the_morning(at=looked)
                sweep(self.stop)
                if timezone.now() - tidied >= DAY:
                    tidied = timezone.now()
                    tidy(before=tidied - DAY)
            except DatabaseError:
                # A notice that was sent and not marked is sent again when its claim runs out.
                log.exception("Basis data tidak menjawab; dicoba lagi.")
                connection.close()
            close_old_connections()
            self.stop.wait(every)


def sweep(stop: threading.Event) -> dict[Outcome, int]:
    """Send all that is due, over one connection; ends early when told to or when mail is down."""
    told = dict.fromkeys(Outcome, 0)
    mailer = mailers.default
    try:
        while not stop.is_set() and not told[Outcome.OUTAGE]:
            outcome = sending.send_next(mailer=mailer, at=timezone.now(), read_file=filing.read)
            if outcome is None:
                break
            told[outcome] += 1
    finally:
        with contextlib.suppress(OSError):
            mailer.close()
    if told[Outcome.OUTAGE]:
        log.warning("Server surat tidak dapat dipakai; dicoba lagi semenit lagi.")
    return told


def tidy(*, before: datetime.datetime) -> None:
    """Remove what nobody needs any more: uploads that broke off, sessions that have expired."""
    filing.store().sweep(before=before.timestamp())
    call_command("clearsessions")
