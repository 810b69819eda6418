"""An installation of its own for a test: a LAKIP_HOME, on PostgreSQL a database too, and verbs."""

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from tests.environment import ON_POSTGRESQL


@dataclass
class Installation:
    """Where it keeps its data, and how its commands are run."""

    home: Path
    url: str | None = None

    @property
    def surroundings(self) -> dict[str, str]:
        own = {k: v for k, v in os.environ.items() if not k.startswith("LAKIP_")}
        own |= {"LAKIP_HOME": str(self.home)}
        return own | ({"LAKIP_DATABASE": self.url} if self.url else {})

    def lakip(self, *words: object, **more: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "lakip.command", *map(str, words)],
            env=self.surroundings,
            capture_output=True,
            text=True,
            **more,
        )

    def ask(self, sql: str) -> list[Any]:
        """The first column of what a query finds, ids as text with hyphens left out."""
        if self.url:
            with psycopg.connect(self.url) as server:
                rows = server.execute(sql).fetchall()
        else:
            with contextlib.closing(sqlite3.connect(self.home / "lakip.sqlite3")) as file:
                rows = file.execute(sql).fetchall()
        return [str(row[0]).replace("-", "") for row in rows]

    def change(self, sql: str) -> None:
        """What a test does behind the program's back."""
        if self.url:
            with psycopg.connect(self.url) as server:
                server.execute(sql)
        else:
            with contextlib.closing(sqlite3.connect(self.home / "lakip.sqlite3")) as file:
                file.execute(sql)
                file.commit()

    @property
    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (self.home / "files").glob("??/??/*")}


@contextlib.contextmanager
def installations(folder: Path, *names: str) -> Iterator[list[Installation]]:
    """Empty installations; on PostgreSQL each with a new database on the tests' server."""
    if not ON_POSTGRESQL:
        yield [Installation(folder / name) for name in names]
        return
    server = os.environ["LAKIP_DATABASE"]
    databases = [f"{name}_{os.getpid()}" for name in names]
    with psycopg.connect(server, autocommit=True) as maker:
        for name in databases:
            maker.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            maker.execute(f'CREATE DATABASE "{name}"')
        yield [
            Installation(folder / name, urlsplit(server)._replace(path=f"/{database}").geturl())
            for name, database in zip(names, databases, strict=True)
        ]
        for name in databases:
            maker.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@dataclass
class Work:
    """People at work in an installation, and what was acknowledged to them until now."""

    process: subprocess.Popen[bytes]
    acknowledged: list[dict[str, str]] = field(default_factory=list)

    def wait_for(self, count: int) -> None:
        give_up = time.monotonic() + 120
        while len(self.acknowledged) < count:
            assert self.process.poll() is None, "the writers have ended"
            assert time.monotonic() < give_up, f"only {len(self.acknowledged)} acts in two minutes"
            time.sleep(0.02)

    def told(self, what: str) -> set[str]:
        return {act[what].replace("-", "") for act in list(self.acknowledged) if what in act}


@contextlib.contextmanager
def people_at_work(installation: Installation, *, pause: float = 0) -> Iterator[Work]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.management.writers", str(pause)],
        env=installation.surroundings,
        stdout=subprocess.PIPE,
    )
    work = Work(process)
    assert process.stdout
    stream = process.stdout
    assert stream.readline() == b"ready\n"

    def read() -> None:
        for line in stream:
            work.acknowledged.append(json.loads(line))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield work
    finally:
        process.kill()
        process.wait()
        reader.join()
        stream.close()
