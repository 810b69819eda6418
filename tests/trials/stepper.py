"""Carries journeys step by step until it is killed, telling each step it has finished.

`python -m tests.trials.stepper` reads a line for each life: it forks a child that steps without
end and writes `turn outcome` after each commit to standard output. The parent of both kills the
child with SIGKILL. Forking spares every life the start of Django.
"""

import datetime
import os
import sys
import uuid

import django
from django.conf import settings
from django.db import connection

settings.DATABASES["default"]["NAME"] = os.environ["LAKIP_TEST_DATABASE"]
django.setup()

from lakip.journey.editions import edition_of  # noqa: E402
from lakip.journey.models import Journey, Turn  # noqa: E402
from lakip.management import demo  # noqa: E402
from lakip.management.rehearsal import Walk  # noqa: E402
from tests import cast  # noqa: E402


def main() -> None:
    """Serve lives until standard input ends."""
    office = cast.begin()
    office.to("verifikasi-draft")
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # A pool does not survive a fork: its threads stay behind.
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _live(int(line))
        say(f"child {child}")
        os.waitpid(child, 0)
        say("dead")


def say(line: str) -> None:
    """One line in one write: a kill between the two of `print` would run two lines together."""
    os.write(1, f"{line}\n".encode())


def _live(life: int) -> None:
    """Send back, revise and hand in, again and again; nothing ends it but the kill."""
    walk = Walk.__new__(Walk)
    walk.demo = demo.prepare(at=datetime.datetime.now(datetime.UTC))
    walk.journey = Journey.objects.get()
    walk.edition = edition_of(walk.journey.edition_id)
    walk.at = Turn.objects.latest("opened_at").opened_at
    office, number = cast.Office(walk), 0
    while True:
        turn = office.turn
        if turn.step == "verifikasi-draft":
            done = office.send_back("sekretaris")
        else:
            number += 1
            office.file("tim-penyusun", "draft-laporan-kinerja", f"{life} {number} {uuid.uuid4()}")
            done = office.finish("tim-penyusun")
        say(f"{done.pk} {done.outcome}")


if __name__ == "__main__":
    main()
