"""`kill -9` in the middle of an import leaves all of it or nothing, and a ledger that is whole."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection

from lakip.journey import replay
from lakip.ledger.canonical import parse
from lakip.ledger.models import Event
from lakip.people.government import Agency
from lakip.performance.planning import Indicator, Objective, Plan, Target
from lakip.performance.results import Actual

KILLS = 12
INDICATORS, YEARS = 1_500, 5


@dataclass
class Importer:
    """The importing process, and what it says."""

    process: subprocess.Popen[str]

    def hear(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def live(self, first_year: int, delay: float | None) -> tuple[set[str], float]:
        """One life, killed so many seconds after its transaction began; what it said, how long."""
        assert self.process.stdin
        self.process.stdin.write(f"{first_year}\n")
        self.process.stdin.flush()
        child, said, began = 0, set[str](), time.monotonic()
        killer = None
        while (line := self.hear()) != "dead":
            assert line, "the importer has ended"
            if line.startswith("child"):
                child = int(line.split()[1])
            said.add(line.split()[0])
            if line == "begun":
                began = time.monotonic()
                if delay is not None:
                    killer = threading.Timer(delay, os.kill, [child, signal.SIGKILL])
                    killer.start()
        if killer:
            killer.cancel()
            killer.join()
        return said, time.monotonic() - began


@pytest.fixture
def importer(transactional_db: None) -> Iterator[Importer]:
    """The importing process, on this test's own database."""
    surroundings = os.environ | {"LAKIP_TEST_DATABASE": str(connection.settings_dict["NAME"])}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.papers.plan_importer"],
        env=surroundings,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        found = Importer(process)
        assert found.hear() == "ready"
        yield found
        assert process.stdin
        process.stdin.close()


def kept_of(first_year: int) -> tuple[int, int, int, int, int]:
    """What is there of that year's plan: plan, sasaran, indicators, targets, actuals."""
    return (
        Plan.objects.filter(first_year=first_year).count(),
        Objective.objects.filter(plan__first_year=first_year).count(),
        Indicator.objects.filter(plan__first_year=first_year).count(),
        Target.objects.filter(indicator__plan__first_year=first_year).count(),
        Actual.objects.filter(indicator__plan__first_year=first_year).count(),
    )


WHOLE = (1, 1, INDICATORS, INDICATORS * YEARS, INDICATORS)
NOTHING = (0, 0, 0, 0, 0)


def test_twelve_kills_leave_each_plan_whole_or_not_at_all(importer: Importer) -> None:
    said, usual = importer.live(1950, None)
    assert "done" in said
    assert kept_of(1950) == WHOLE
    chance, outcomes = random.Random(4), []
    for life in range(KILLS):
        # Every third comes late, so that kills fall around the commit too.
        part = chance.uniform(0.85, 1.4) if life % 3 == 2 else chance.uniform(0.02, 0.95)
        said, _ = importer.live(1960 + life, part * usual)
        kept = kept_of(1960 + life)
        assert kept in (WHOLE, NOTHING), f"life {life} left {kept}"
        assert "done" not in said or kept == WHOLE, "what was acknowledged is there"
        outcomes.append(kept == WHOLE)
    assert outcomes.count(False) >= KILLS // 3, "most kills must fall into the work"
    plans = {str(pk) for pk in Plan.objects.values_list("pk", flat=True)}
    told = {
        parse(bytes(event.data))["facts"]["plan"]
        for event in Event.objects.filter(kind="plan_imported")
    }
    assert told == plans, "the ledger tells of every plan that is there and of no other"
    for agency in Agency.objects.all():
        assert list(replay.faults(agency_id=agency.pk)) == []
    print(f"{KILLS} kills, {outcomes.count(True)} whole, {outcomes.count(False)} nothing")
