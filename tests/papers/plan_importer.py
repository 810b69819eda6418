"""Takes plans over until it is killed, telling when each begins and when it is committed.

`python -m tests.papers.plan_importer` reads a line for each life, the first year of the plan to be
made: it forks a child that takes one large plan over and writes `begun` and `done` to standard
output. The parent of both kills the child with SIGKILL.
"""

import datetime
import os
import sys

import django
from django.conf import settings
from django.db import connection

settings.DATABASES["default"]["NAME"] = os.environ["LAKIP_TEST_DATABASE"]
django.setup()

from lakip.management import demo  # noqa: E402
from lakip.papers.plans.standing import Owner  # noqa: E402
from lakip.papers.plans.taking_in import Source, now_standing, take_in  # noqa: E402
from lakip.performance import plan_rows  # noqa: E402
from lakip.performance.plan_records import Known  # noqa: E402
from tests.performance import plan_files  # noqa: E402

INDICATORS = 1_500
YEARS = 5


def sheets(first_year: int) -> dict[str, plan_files.Rows]:
    """A large plan whose every indicator has a target in each year and one actual."""
    years = range(first_year, first_year + YEARS)
    headings = [f"Target {year} (Renstra)" for year in years]
    rows = [
        [f"I{n}", "S1", f"Indikator {n}", *(n % 90 + at for at in range(YEARS)), n % 80]
        for n in range(INDICATORS)
    ]
    return {
        "Rencana": [plan_files.PLAN[0][:3], [f"Rencana {first_year}", years[0], years[-1]]],
        "Sasaran": [["Kode", "Jenjang", "Bunyi"], ["S1", "sasaran", "Sasaran"]],
        "Indikator": [
            ["Kode", "Kode sasaran", "Indikator", *headings, f"Realisasi {first_year}"],
            *rows,
        ],
    }


def main() -> None:
    """Serve lives until standard input ends."""
    found = demo.prepare(at=datetime.datetime.now(datetime.UTC))
    owner = Owner(government=found.agency.government, agency=found.agency)
    by = found.people["kasubbag-perencanaan"]
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # A pool does not survive a fork: its threads stay behind.
    say("ready")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            read = plan_rows.read(plan_files.raw(sheets(int(line))), Known())
            seen = now_standing(owner, None).seen
            source = Source(sha256="0" * 64, name="besar.xlsx")
            say("begun")
            at = datetime.datetime.now(datetime.UTC)
            take_in(owner=owner, plan=None, read=read, seen=seen, source=source, by=by, at=at)
            say("done")
            os._exit(0)
        say(f"child {child}")
        os.waitpid(child, 0)
        say("dead")


def say(line: str) -> None:
    """One line in one write: a kill between the two of `print` would run two lines together."""
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    main()
