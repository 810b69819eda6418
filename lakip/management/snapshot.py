"""The database at one moment, as one file, while people go on writing; and back again."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

from lakip.ledger.merkle import Frontier

Heads = dict[str, tuple[int, str]]

DEBIAN = Path("/usr/lib/postgresql")

_LOGS = "SELECT agency_id, size, frontier FROM lakip_log"
_FILES = (
    "SELECT sha256 FROM lakip_version UNION SELECT sha256 FROM lakip_rendition "
    "UNION SELECT logo FROM lakip_letterhead WHERE logo <> ''"
)
_MIGRATIONS = "SELECT name FROM django_migrations WHERE app = 'lakip' ORDER BY name"
_TABLES = "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()"


class NoSnapshot(Exception):
    """The database could not be copied or restored; the text is a sentence that says why."""


@dataclass(frozen=True)
class Contents:
    """What a database holds: its version, migrations, each ledger's head, the files it names."""

    version: str
    migrations: list[str]
    heads: Heads
    files: frozenset[str]


def take(target: Path) -> Contents:
    """Copy the installation's database into `target`, which must not be there yet."""
    return _dump(target) if connection.vendor == "postgresql" else _vacuum(target)


def look_into(path: Path) -> Contents:
    """What an SQLite copy holds, after SQLite has found no fault in it."""
    try:
        with closing(sqlite3.connect(path)) as copy:
            faults = [row[0] for row in copy.execute("PRAGMA integrity_check")]
            if faults != ["ok"]:
                raise NoSnapshot(f"Salinan basis data rusak: {faults[0]}")
            return _contents(sqlite3.sqlite_version, lambda sql: copy.execute(sql).fetchall())
    except (sqlite3.DatabaseError, ValueError, TypeError) as error:
        raise NoSnapshot(f"Salinan basis data tidak dapat dibaca: {error}") from error


def list_dump(path: Path) -> None:
    """Let pg_restore read the table of contents of a dump. Raises NoSnapshot."""
    listed = _run([_program("pg_restore"), "--list", str(path)], os.environ)
    if "TABLE DATA public lakip_event" not in listed:
        raise NoSnapshot("Salinan basis data tidak memuat catatan kejadian.")


def put_back(dump: Path) -> Contents:
    """Restore a dump into the empty PostgreSQL database, whole or not at all."""
    where, secrets = _address()
    options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    _run([_program("pg_restore"), *options, f"--dbname={where}", str(dump)], secrets)
    with connection.cursor() as cursor:
        return _contents("", _asking(cursor))


def is_empty_server() -> bool:
    """Whether the PostgreSQL database holds no table yet."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        return bool(cursor.fetchone() == (0,))


def _vacuum(target: Path) -> Contents:
    """VACUUM INTO reads one moment of the database, whatever is being written to it."""
    source = Path(connection.settings_dict["NAME"])
    if not source.exists():
        raise NoSnapshot(f"Belum ada basis data di {source}.")
    target.touch(mode=0o600)
    try:
        with closing(sqlite3.connect(source, timeout=60, isolation_level=None)) as own:
            own.execute("VACUUM INTO ?", [str(target)])
    except sqlite3.DatabaseError as error:
        raise NoSnapshot(f"Basis data {source} tidak dapat dibaca: {error}") from error
    return look_into(target)


def _dump(target: Path) -> Contents:
    """pg_dump on a moment that we have opened, so that the heads we read are the dump's."""
    program = _program("pg_dump")
    where, secrets = _address()
    with _moment() as (moment, contents):
        options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={moment}"]
        _run([program, *options, f"--file={target}", f"--dbname={where}"], secrets)
    target.chmod(0o600)
    return contents


@contextmanager
def _moment() -> Iterator[tuple[str, Contents]]:
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot(), current_setting('server_version')")
        moment, version = cursor.fetchone()
        yield moment, _contents(version, _asking(cursor))


def _asking(cursor: Any) -> Callable[[str], list[Any]]:
    def ask(sql: str) -> list[Any]:
        cursor.execute(sql)
        return list(cursor.fetchall())

    return ask


def _contents(version: str, ask: Callable[[str], list[Any]]) -> Contents:
    return Contents(
        version=version,
        migrations=[name for (name,) in ask(_MIGRATIONS)],
        heads={
            # SQLite keeps an id as 32 digits, PostgreSQL as a value of its own.
            str(UUID(str(log))): (size, Frontier.from_bytes(bytes(peaks)).root().hex())
            for log, size, peaks in ask(_LOGS)
        },
        files=frozenset(sha256 for (sha256,) in ask(_FILES)),
    )


def _address() -> tuple[str, dict[str, str]]:
    """How PostgreSQL's programs find the server; a password never stands on a command line."""
    told = connection.get_connection_params()
    known = psycopg.pq.Conninfo.get_defaults()
    names = {each.keyword.decode() for each in known}
    where = {key: value for key, value in told.items() if key in names and value is not None}
    secrets = dict(os.environ)
    if password := where.pop("password", None):
        secrets["PGPASSWORD"] = str(password)
    return make_conninfo(**where), secrets


def _program(name: str) -> str:
    """The newest of PostgreSQL's programs: an older one refuses a newer server."""
    newest = sorted(DEBIAN.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    found = str(newest[-1]) if newest else shutil.which(name)
    if found is None:
        raise NoSnapshot(
            f"Program {name} tidak ditemukan. Pasang paket postgresql-client di mesin ini."
        )
    return found


def _run(command: list[str], surroundings: Any) -> str:
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["tanpa penjelasan"]
        raise NoSnapshot(f"{Path(command[0]).name} gagal: {said[0]}")
    return done.stdout
