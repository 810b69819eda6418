"""How the installation's database is opened: SQLite inside the program, or a PostgreSQL server.

The SQLite settings are the ones that lost no acknowledged step when power loss was replayed:
`synchronous=FULL`, and write-ahead logging only where it is sound. The settings call
`databases` before anything else imports `sqlite3`.
"""

import sqlite3
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

try:
    import pysqlite3
except ImportError:  # There is no wheel for this machine; the stock SQLite serves, without WAL.
    pysqlite3 = None

Release = tuple[int, ...]


def has_wal_reset_fault(version: Release) -> bool:
    """Whether this SQLite can lose commits and corrupt the file in WAL mode.

    A second connection that checkpoints at the wrong moment is enough. The fault lived from
    3.7.0 to 3.51.2; it was mended in 3.51.3 and carried back to 3.50.7 and 3.44.6.
    """
    sound = (
        version >= (3, 51, 3)
        or (3, 50, 7) <= version < (3, 51)
        or (3, 44, 6) <= version < (3, 45)
        or version < (3, 7)
    )
    return not sound


def journal_mode(version: Release) -> str:
    """The journal for an SQLite of this version: WAL where it is sound, else TRUNCATE."""
    return "TRUNCATE" if has_wal_reset_fault(version) else "WAL"


def use_soundest_sqlite() -> Release:
    """Puts pysqlite3 in the place of `sqlite3` when only the stock one has the fault.

    Returns the version in use. Calling it again changes nothing.
    """
    stock: Release = sqlite3.sqlite_version_info
    if not has_wal_reset_fault(stock) or pysqlite3 is None:
        return stock
    bundled: Release = pysqlite3.dbapi2.sqlite_version_info
    if has_wal_reset_fault(bundled):
        return stock
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
    return bundled


def databases(*, home: Path, url: str | None) -> dict[str, dict[str, Any]]:
    """Django's DATABASES: `home/lakip.sqlite3`, or the PostgreSQL server that `url` names."""
    return {"default": _postgresql(url) if url else _sqlite(home, use_soundest_sqlite())}


def _sqlite(home: Path, version: Release) -> dict[str, Any]:
    stands_in = sys.modules["sqlite3"] is pysqlite3
    pragmas = {
        "journal_mode": journal_mode(version),
        "synchronous": "FULL",  # NORMAL lost steps that were already acknowledged.
        "foreign_keys": "ON",
        "recursive_triggers": "ON",  # Else INSERT OR REPLACE slips past append-only triggers.
        "cache_size": "-32000",  # 32 MB; the default of 2 MB is less than one busy table.
        "mmap_size": "0",  # A torn disk read becomes an error here, not a killed process.
    }
    return {
        "ENGINE": "lakip.sqlite" if stands_in else "django.db.backends.sqlite3",
        "NAME": home / "lakip.sqlite3",
        # Each process keeps its connection: the last one to close rewrites the whole journal.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # DEFERRED takes the write lock too late and answers "database is locked".
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # The pages and moves know more than the default of 128; what falls out of the cache
            # is parsed and planned anew, which costs more than carrying it out.
            "cached_statements": 1000,
            "init_command": "".join(f"PRAGMA {name}={value};" for name, value in pragmas.items()),
        },
        # A file, because a database in memory knows no journal and shares badly among threads.
        "TEST": {"NAME": str(home / "test.sqlite3")},
    }


def _postgresql(url: str) -> dict[str, Any]:
    """Reads `postgresql://user:pw@host:port/name`; `?host=/folder` names a Unix socket."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError(
            f"LAKIP_DATABASE harus berbentuk postgresql://nama:sandi@host:port/basisdata, "
            f"bukan {parts.scheme or 'tanpa skema'}://…"
        )
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,  # The pool keeps connections alive, so Django must not.
        "OPTIONS": {
            "application_name": "lakip",
            # A process asks for as many as it has threads: one in the server, more in trials.
            "pool": {"min_size": 1, "max_size": 20, "timeout": 10},
            **options,
        },
    }
