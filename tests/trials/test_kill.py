"""`kill -9` in the middle of the work loses no step that was acknowledged."""

import os
import random
import signal
import subprocess
import sys
import threading
import uuid
from collections.abc import Iterator

import pytest
from django.db import connection

from lakip.journey import replay
from lakip.journey.models import Journey, Turn

KILLS = 30


@pytest.fixture
def stepper(transactional_db: None) -> Iterator[subprocess.Popen[str]]:
    """The stepping process, on this test's own database."""
    surroundings = os.environ | {"LAKIP_TEST_DATABASE": str(connection.settings_dict["NAME"])}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.trials.stepper"],
        env=surroundings,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process


def test_thirty_kills_lose_no_acknowledged_step(stepper: "subprocess.Popen[str]") -> None:
    assert stepper.stdin is not None
    assert stepper.stdout is not None
    chance, acknowledged = random.Random(9), {}
    for life in range(KILLS):
        stepper.stdin.write(f"{life}\n")
        stepper.stdin.flush()
        child = int(stepper.stdout.readline().split()[1])
        delay = chance.uniform(0.02, 0.4)
        killer = threading.Timer(delay, os.kill, [child, signal.SIGKILL])
        while (line := stepper.stdout.readline()).strip() != "dead":
            pk, outcome = line.split()
            acknowledged[uuid.UUID(pk)] = outcome
            if not killer.ident:
                killer.start()  # Once it works, it is killed in the middle of what comes next.
        assert killer.ident, "the child died before it was killed"
        killer.join()
    assert len(acknowledged) > KILLS, "the children must have worked before they died"
    kept = dict(Turn.objects.exclude(outcome="").values_list("pk", "outcome"))
    assert {pk: kept.get(pk) for pk in acknowledged} == acknowledged
    journey = Journey.objects.get()
    assert Turn.objects.filter(journey=journey, closed_at=None).count() == 1
    assert list(replay.faults(agency_id=journey.agency_id)) == []
    print(f"{KILLS} kills, {len(acknowledged)} acknowledged")
