"""The desk and a journey's page beside 200,000 journeys that they do not show, on both databases.

Run with `python -m benchmarks.inbox`. Each kind of database is laid out twice: `small` holds what
the measured pages show; `large` begins as a copy of it and goes on to 10^5 open and 10^5 finished
journeys, among them thousands that the same people may see and that their pages leave out. Both
are asked for the same pages by turns, in one process, and have to give the same answer. Ends with
1 when a page takes more than one and a half times as long beside the many, or when there is no
PostgreSQL to measure. It takes a minute and, until it ends, some two gigabytes of the disk.
"""

import contextlib
import copy
import gc
import json
import re
import shutil
import signal
import statistics
import sys
from collections.abc import Callable, Iterator
from http import HTTPStatus
from time import perf_counter
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from benchmarks import installation
from benchmarks.crowd import (
    A_HUNDRED_THOUSAND,
    AGENCIES,
    MEMBER,
    OFFICIAL,
    OFFICIALS_OPEN,
    OPEN,
    WATCHED,
    fill,
    id_of,
    lay_out_small,
    settle,
)
from lakip import database
from lakip.journey.models import Journey, Turn
from lakip.pages.meja import MOST_ROWS
from lakip.people.office import OBSERVER
from lakip.people.person import Person
from tests import postgres

type Databases = dict[str, dict[str, Any]]

MOST_RATIO = 1.5
ROUNDS, WARM_UP = 30, 3
# What differs from one answer to the next: the token against forgery, and the key of a move.
FRESH = re.compile(rb'value="[^"]{32,64}"')


class Pair(NamedTuple):
    """The two installations on one kind of database."""

    small: BaseDatabaseWrapper
    large: BaseDatabaseWrapper


class Page(NamedTuple):
    """A page, and the browser of somebody who is signed in and may see it."""

    name: str
    path: str
    browser: Client
    turns: int

    def request(self) -> bytes:
        """Ask for the page; it must come, and list as many turns as were laid out for it."""
        answer = self.browser.get(self.path)
        listed = answer.content.count(b'class="turn-title"')
        assert (answer.status_code, listed) == (HTTPStatus.OK, self.turns), self.name
        return answer.content


def measure() -> dict[str, Any]:
    """Both kinds of database, one after the other; of each the slowest page decides."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    (installation.HOME / "staticfiles").mkdir()
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}):
        kinds = {"sqlite": on_sqlite(), "postgresql": on_postgresql()}
    faults = [f"{kind}: {result['fault']}" for kind, result in kinds.items() if "fault" in result]
    return {
        "benchmark": "inbox",
        **{f"{kind}_ratio": result.get("ratio") for kind, result in kinds.items()},
        "demanded_ratio": MOST_RATIO,
        **kinds,
        **({"fault": "; ".join(faults)} if faults else {}),
        "ok": all(result["ok"] for result in kinds.values()),
    }


def on_sqlite() -> dict[str, Any]:
    """In two files, the second begun as a copy of the first."""
    small, large = (str(installation.HOME / f"{name}.sqlite3") for name in Pair._fields)
    found = database.databases(home=installation.HOME, url=None)
    pair = Pair(_opened(found, name=small), _opened(found, name=large))
    return compare(pair, copied=lambda: shutil.copy(small, large))


def on_postgresql() -> dict[str, Any]:
    """In two databases of one server, the second begun as a copy of the first."""
    try:
        with postgres.server() as url:
            found = database.databases(home=installation.HOME, url=url)
            pair = Pair(_opened(found, name=postgres.NAME), _opened(found, name="large"))
            return compare(pair, copied=lambda: _copied(found["default"]["HOST"]))
    except SystemExit as ended:
        if not isinstance(ended.code, str):
            raise
        return {"fault": ended.code, "ok": False}


def _copied(host: str) -> None:
    with psycopg.connect(
        host=host, user=postgres.NAME, dbname="postgres", autocommit=True
    ) as server:
        server.execute(f"CREATE DATABASE large TEMPLATE {postgres.NAME}")


def _opened(found: Databases, *, name: str) -> BaseDatabaseWrapper:
    """The database of that name, with the settings that the program has for its own."""
    found = copy.deepcopy(found)
    found["default"]["NAME"] = name
    # Pools are told apart by alias, and both databases are the default one here, by turns.
    found["default"]["OPTIONS"].pop("pool", None)
    return ConnectionHandler(found)["default"]


@contextlib.contextmanager
def _using(opened: BaseDatabaseWrapper) -> Iterator[None]:
    """Within the block everything finds this database behind the default connection."""
    before = connections["default"]
    connections["default"] = opened
    try:
        yield
    finally:
        connections["default"] = before


def compare(pair: Pair, *, copied: Callable[[], object]) -> dict[str, Any]:
    """Lay out both installations, then time each page in both."""
    started = perf_counter()
    with _using(pair.small):
        lay_out_small()
        pages = sign_in()
        settle()
    copied()
    with _using(pair.large):
        fill(shown=False)
        open_journeys = Journey.objects.filter(closed_at=None).count()
        finished = Journey.objects.exclude(closed_at=None).count()
        turns = Turn.objects.count()
        settle()
    laid_out = perf_counter() - started
    gc.collect()
    gc.freeze()
    timed = {page.name: time_page(page, pair) for page in pages}
    for each in pair:
        each.close()
    ratio = max(page["ratio"] for page in timed.values())
    return {
        "ratio": ratio,
        "pages": timed,
        "open_journeys": open_journeys,
        "finished_journeys": finished,
        "turns": turns,
        "laying_out_s": round(laid_out, 1),
        "ok": ratio <= MOST_RATIO
        and min(open_journeys, finished) >= A_HUNDRED_THOUSAND
        and all(page["same_answer"] for page in timed.values()),
    }


def time_page(page: Page, pair: Pair) -> dict[str, Any]:
    """The page's milliseconds in both, asked for by turns, each in front every second time."""
    seconds: dict[BaseDatabaseWrapper, list[float]] = {each: [] for each in pair}
    for n in range(WARM_UP + ROUNDS):
        for each in pair if n % 2 else reversed(pair):
            with _using(each):
                started = perf_counter()
                page.request()
                seconds[each].append(perf_counter() - started)
    small, large = (statistics.median(seconds[each][WARM_UP:]) for each in pair)
    return {
        "ratio": round(large / small, 3),
        "small_ms": round(small * 1e3, 2),
        "large_ms": round(large * 1e3, 2),
        "best_ms": [round(min(seconds[each]) * 1e3, 2) for each in pair],
        "same_answer": _same_answer(page, pair),
    }


def _same_answer(page: Page, pair: Pair) -> bool:
    """Whether both answer alike; asked twice, for a minute may begin between the two."""

    def answer(each: BaseDatabaseWrapper) -> bytes:
        with _using(each):
            return FRESH.sub(b"", page.request())

    return any(answer(pair.small) == answer(pair.large) for _ in range(2))


def sign_in() -> list[Page]:
    """The measured pages; who is signed in here is signed in in copies of this database too."""
    official, member, observer = (
        Client(headers={"host": settings.ALLOWED_HOSTS[0]}) for _ in range(3)
    )
    official.force_login(Person.objects.get(pk=id_of("person", OFFICIAL)))
    member.force_login(Person.objects.get(pk=id_of("person", MEMBER)))
    observer.force_login(Person.objects.get(email=OBSERVER))
    own, watched, finished = (
        reverse("perjalanan", args=[UUID(id_of("journey", j))])
        for j in (0, WATCHED[0], OPEN * AGENCIES + WATCHED[0])
    )
    desk = reverse("meja")
    return [
        Page("desk of an official", desk, official, OFFICIALS_OPEN),
        Page("desk of a team member", desk, member, 1),
        Page("desk of an observer", desk, observer, MOST_ROWS),
        Page("open journey, to an official", own, official, 0),
        Page("open journey, to an observer", watched, observer, 0),
        Page("finished journey, to an observer", finished, observer, 0),
    ]


if __name__ == "__main__":
    # Ended from outside, it still ends the server that it started and removes its folders.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    result = measure()
    print(json.dumps(result))
    sys.exit(0 if result["ok"] else 1)
