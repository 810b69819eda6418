"""A trial: workers are killed and the mail server goes away, and no mail is lost."""

import collections
import contextlib
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from tests.management.installation import installations, people_at_work
from tests.notices.conftest import PostOffice

ROUNDS, WORKERS = 12, 2
LAKIP = (sys.executable, "-m", "lakip.command")
ALL_DUE = (
    "UPDATE lakip_notice SET next_try_at = '2026-01-01 00:00:00' WHERE next_try_at IS NOT NULL"
)
MAILS = "SELECT id FROM lakip_notice WHERE channel = 'email'"


@contextlib.contextmanager
def workers(surroundings: dict[str, str]) -> Iterator[None]:
    """Workers at once, which come to a sudden end."""
    command = [*LAKIP, "worker", "-v", "0", "--every", "0.1"]
    running = [subprocess.Popen(command, env=surroundings) for _ in range(WORKERS)]
    try:
        yield
    finally:
        for worker in running:
            worker.kill()
            worker.wait()


def wait_for_more(office: PostOffice) -> None:
    before, give_up = len(office.taken), time.monotonic() + 30
    while len(office.taken) == before and time.monotonic() < give_up:
        time.sleep(0.01)


@pytest.mark.both
@pytest.mark.soak
def test_killed_workers_lose_no_mail_and_repeat_with_the_same_id(tmp_path: Path) -> None:
    chance = random.Random(7)
    office = PostOffice()
    office.open()
    with installations(tmp_path, "kantor") as (installation,):
        with people_at_work(installation) as work:
            work.wait_for(800)
        surroundings = installation.surroundings | {"LAKIP_SMTP": f"127.0.0.1:{office.port}"}
        for number in range(ROUNDS):
            installation.change(ALL_DUE)  # Claims of the killed would else stand for minutes.
            with workers(surroundings):
                wait_for_more(office)
                if number % 3 == 0:
                    office.close()
                    time.sleep(0.2)
                    office.open()
                time.sleep(chance.random() / 20)
        installation.change(ALL_DUE)
        left = len(installation.ask(f"{MAILS} AND sent_at IS NULL"))
        subprocess.run([*LAKIP, "worker", "--once"], env=surroundings, check=True)
        told = {f"<{UUID(pk)}@lakip>" for pk in installation.ask(MAILS)}
    office.close()
    times = collections.Counter(office.ids)
    doubled = sum(times.values()) - len(times)
    print(
        f"{len(told)} mails, {ROUNDS * WORKERS} kills, {ROUNDS // 3} outages, {left} left for the "
        f"end: {len(told - times.keys())} lost, {doubled} repeated"
    )
    assert times.keys() == told
    assert doubled <= ROUNDS * (WORKERS + 1)
