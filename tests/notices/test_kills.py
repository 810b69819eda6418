"""A trial: workers are killed and the mail server goes away, and no mail is lost.

A worker that dies is one that was seen at work. Of three that die, one dies at a random moment,
one with a mail that the server has not taken in yet, and one with a mail that the server has and
the outbox does not know of: between sending and marking.
"""

import collections
import contextlib
import faulthandler
import itertools
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest

from tests.management.installation import Installation, installations
from tests.notices.conftest import PostOffice
from tests.notices.telling import RECIPIENTS

PAIR = 2
LAKIP = (sys.executable, "-m", "lakip.command")
# What a test need not wait for: that the claims of the dead, or the minute of an outage, run out.
ALL_DUE = (
    "UPDATE lakip_notice SET next_try_at = '2026-01-01 00:00:00' WHERE next_try_at IS NOT NULL"
)
MAILS = "SELECT id FROM lakip_notice WHERE channel = 'email'"
UNSENT = f"{MAILS} AND sent_at IS NULL"


@dataclass
class Trial:
    """An installation with mails that wait, a post office, and what was done to them."""

    office: PostOffice
    installation: Installation
    chance: random.Random
    running: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    kills: int = 0
    outages: int = 0

    @property
    def surroundings(self) -> dict[str, str]:
        return self.installation.surroundings | {"LAKIP_SMTP": f"127.0.0.1:{self.office.port}"}

    def start(self) -> None:
        """A pair of workers, both of which are talking to the post office by now."""
        self.installation.change(ALL_DUE)
        self.office.callers = 0
        command = [*LAKIP, "worker", "-v", "0", "--every", "0.1"]
        self.running = [
            subprocess.Popen(command, env=self.surroundings, stderr=subprocess.DEVNULL)
            for _ in range(PAIR)
        ]
        self.wait_for(lambda: self.office.callers >= PAIR)

    def kill(self) -> None:
        """Both come to a sudden end; who is dead already does not count."""
        alive = [worker for worker in self.running if worker.poll() is None]
        for worker in alive:
            worker.kill()
        self.kills += len(alive)

    def bury(self) -> None:
        for worker in self.running:
            assert worker.wait(30) == -9, "a worker ended otherwise than by a kill"

    def wait_for(self, happened: Callable[[], bool]) -> None:
        give_up = time.monotonic() + 120
        while not happened():
            assert time.monotonic() < give_up, "nothing happens any more"
            time.sleep(0.005)

    def wait_for_more(self, count: int = 1) -> None:
        wanted = len(self.office.taken) + count
        self.wait_for(lambda: len(self.office.taken) >= wanted)

    # Ways to die --------------------------------------------------------------------------

    def at_a_random_moment(self) -> None:
        self.wait_for_more()
        time.sleep(self.chance.random() / 2)
        self.kill()

    def before_the_server_has_it(self) -> None:
        self._die_in("before_taking")

    def after_the_server_has_it(self) -> None:
        self._die_in("after_taking")

    def _die_in(self, moment: str) -> None:
        """The post office itself gives the blow, with a mail in its hand."""
        left, before = self.chance.randrange(90), self.kills

        def strike() -> None:
            nonlocal left
            left -= 1
            if left < 0 and self.kills == before:
                self.kill()

        setattr(self.office, moment, strike)
        self.wait_for(lambda: self.kills > before)
        setattr(self.office, moment, lambda: None)

    # Ways of the server to be away --------------------------------------------------------

    def refuses(self) -> None:
        """Connections are refused for a while; the same workers go on afterwards."""
        self.wait_for_more()
        self.office.close()
        time.sleep(1)
        self.office.open()
        self.outages += 1
        self.installation.change(ALL_DUE)
        self.wait_for_more(5)

    def cuts_mails(self) -> None:
        """Connections break in the midst of mails; the same workers go on afterwards."""
        self.wait_for_more()
        wanted = self.office.cut + 10
        self.office.cuts = True
        self.wait_for(lambda: self.office.cut >= wanted)
        self.office.cuts = False
        self.outages += 1
        self.installation.change(ALL_DUE)
        self.wait_for_more(5)

    def unsent(self) -> int:
        return len(self.installation.ask(UNSENT))


@contextlib.contextmanager
def trial(folder: Path, *, mails: int) -> Iterator[Trial]:
    office = PostOffice()
    office.open()
    with installations(folder, "kantor") as (installation,):
        tell = [sys.executable, "-m", "tests.notices.telling", str(mails // RECIPIENTS)]
        subprocess.run(tell, env=installation.surroundings, check=True)
        here = Trial(office, installation, random.Random(7))
        try:
            yield here
        finally:
            for worker in here.running:
                worker.kill()
                worker.wait()
            office.close()


def play(here: Trial, *, rounds: int, outages: int) -> str:
    """Kill the pair in each round, let the server be away in some; then judge what arrived."""
    deaths = itertools.cycle(
        [here.after_the_server_has_it, here.at_a_random_moment, here.before_the_server_has_it]
    )
    absences = itertools.cycle([here.refuses, here.cuts_mails])
    for number in range(rounds):
        here.start()
        if here.outages < outages and number % max(1, rounds // outages) == 0:
            next(absences)()
        next(deaths)()
        here.bury()
    here.installation.change(ALL_DUE)
    left = here.unsent()
    assert left, "all was sent before the last worker died, so the last deaths proved nothing"
    subprocess.run([*LAKIP, "worker", "--once"], env=here.surroundings, check=True)
    told = {f"<{UUID(pk)}@lakip>" for pk in here.installation.ask(MAILS)}
    times = collections.Counter(here.office.ids)
    doubled = sum(times.values()) - len(times)
    assert here.unsent() == 0
    assert times.keys() == told, f"{len(told - times.keys())} lost"
    # Twice comes what a worker had in hand when it died or when the outage took the answer.
    assert 0 < doubled <= PAIR * (here.kills + 2 * here.outages)
    assert here.outages == outages
    return (
        f"{len(told)} mails, {here.kills} kills of workers at work, {here.outages} outages "
        f"({here.office.cut} mails cut off), {left} left for the end: 0 lost, {doubled} repeated "
        "with the same Message-ID"
    )


@pytest.mark.both
@pytest.mark.soak
def test_sixty_kills_and_four_outages_lose_none_of_three_thousand_mails(tmp_path: Path) -> None:
    # Longer than a test may take before it counts as hanging; each wait in here has an end.
    faulthandler.cancel_dump_traceback_later()
    with trial(tmp_path, mails=3_000) as here:
        print(play(here, rounds=30, outages=4))
        assert here.kills >= 60


@pytest.mark.both
def test_killed_workers_lose_no_mail_and_repeat_with_the_same_id(tmp_path: Path) -> None:
    with trial(tmp_path, mails=300) as here:
        print(play(here, rounds=1, outages=1))
        assert here.kills == 2
