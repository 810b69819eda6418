"""A trial: workers are killed and the mail server goes away, and no mail is lost."""

import collections
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.management.installation import installations, people_at_work
from tests.notices.conftest import PostOffice

KILLS, OUTAGES = 30, 4
ALL_DUE = "UPDATE lakip_notice SET next_try_at = '2026-01-01' WHERE next_try_at IS NOT NULL"


@pytest.mark.both
@pytest.mark.soak
def test_killed_workers_lose_no_mail_and_repeat_with_the_same_id(tmp_path: Path) -> None:
    chance = random.Random(7)
    office = PostOffice()
    office.open()
    with installations(tmp_path, "kantor") as (installation,):
        with people_at_work(installation) as work:
            work.wait_for(1500)
        surroundings = installation.surroundings | {"LAKIP_SMTP": f"127.0.0.1:{office.port}"}
        command = [sys.executable, "-m", "lakip.command", "worker", "-v", "0", "--every", "0.1"]
        for number in range(KILLS):
            installation.change(ALL_DUE)  # Claims of the killed would else stand for minutes.
            before = len(office.taken)
            workers = [subprocess.Popen(command, env=surroundings) for _ in range(2)]
            give_up = time.monotonic() + 20
            while len(office.taken) == before and time.monotonic() < give_up:
                time.sleep(0.01)
            time.sleep(chance.random() / 10)
            if number % (KILLS // OUTAGES) == 0:
                office.close()
                time.sleep(0.3)
                office.open()
            for worker in workers:
                worker.kill()
                worker.wait()
        waiting = installation.ask("SELECT id FROM lakip_notice WHERE next_try_at IS NOT NULL")
        installation.change(ALL_DUE)
        subprocess.run([*command[:4], "--once"], env=surroundings, check=True)
        told = {
            f"<{pk}@lakip>"
            for pk in _mails(
                installation.ask("SELECT id FROM lakip_notice WHERE channel = 'email'")
            )
        }
    office.close()
    times = collections.Counter(office.ids)
    doubled = sum(times.values()) - len(times)
    print(
        f"{len(told)} mails, {2 * KILLS} kills, {OUTAGES} outages, {len(waiting)} left for the end: "
        f"{len(told - times.keys())} lost, {doubled} repeated"
    )
    assert times.keys() == told
    assert doubled <= 2 * KILLS


def _mails(ids: list[str]) -> list[str]:
    """Ids as a Message-ID writes them, with hyphens."""
    return ["-".join((i[:8], i[8:12], i[12:16], i[16:20], i[20:])) for i in ids]
