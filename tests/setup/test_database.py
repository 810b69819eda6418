"""The database is opened as the power-loss trials asked for, on paper and on a live connection."""

import sys
from pathlib import Path

import pytest
from django.db import connection

from lakip import database

HOME = Path("/srv/lakip")


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "TRUNCATE"),  # Debian 12
        ((3, 44, 5), "TRUNCATE"),
        ((3, 44, 6), "WAL"),
        ((3, 45, 0), "TRUNCATE"),
        ((3, 49, 1), "TRUNCATE"),
        ((3, 50, 6), "TRUNCATE"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 0), "TRUNCATE"),
        ((3, 51, 2), "TRUNCATE"),
        ((3, 51, 3), "WAL"),
        ((3, 53, 4), "WAL"),
        ((4, 0, 0), "WAL"),
    ],
)
def test_wal_only_where_sqlite_is_sound(version: tuple[int, ...], mode: str) -> None:
    assert database.journal_mode(version) == mode


def test_sqlite_is_the_default() -> None:
    default = database.databases(home=HOME, url=None)["default"]
    assert default["ENGINE"] in ("lakip.sqlite", "django.db.backends.sqlite3")
    assert default["NAME"] == HOME / "lakip.sqlite3"
    assert default["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert default["OPTIONS"]["timeout"] == 20


def test_a_url_names_a_postgresql_server() -> None:
    url = "postgresql://opd%40x:p%3Aw@db.example:6432/laporan?sslmode=require"
    default = database.databases(home=HOME, url=url)["default"]
    assert default["ENGINE"] == "django.db.backends.postgresql"
    assert (default["USER"], default["PASSWORD"]) == ("opd@x", "p:w")
    assert (default["HOST"], default["PORT"], default["NAME"]) == ("db.example", "6432", "laporan")
    assert default["OPTIONS"]["sslmode"] == "require"
    assert default["OPTIONS"]["pool"]
    assert default["CONN_MAX_AGE"] == 0


def test_a_unix_socket_is_named_by_its_folder() -> None:
    url = "postgresql://lakip@/laporan?host=/run/PostgreSQL"
    default = database.databases(home=HOME, url=url)["default"]
    assert (default["HOST"], default["PORT"]) == ("/run/PostgreSQL", "")


def test_another_kind_of_url_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match="LAKIP_DATABASE harus berbentuk postgresql://"):
        database.databases(home=HOME, url="mysql://x/y")


def test_the_program_uses_the_soundest_sqlite_there_is() -> None:
    version = database.use_soundest_sqlite()
    assert sys.modules["sqlite3"].sqlite_version_info == version
    assert database.use_soundest_sqlite() == version
    if sys.platform == "linux":
        assert not database.has_wal_reset_fault(version)


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite")
def test_a_live_connection_carries_the_settings() -> None:
    def pragma(name: str) -> object:
        with connection.cursor() as cursor:
            return cursor.execute(f"PRAGMA {name}").fetchone()[0]

    with connection.cursor() as cursor:
        text = cursor.execute("SELECT sqlite_version()").fetchone()[0]
    version = tuple(int(part) for part in text.split("."))
    assert pragma("journal_mode") == database.journal_mode(version).lower()
    assert pragma("synchronous") == 2
    assert pragma("foreign_keys") == 1
    assert pragma("recursive_triggers") == 1
    assert pragma("mmap_size") == 0
    assert pragma("busy_timeout") == 20_000
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.django_db
@pytest.mark.postgres
def test_a_live_server_writes_through_to_disk() -> None:
    with connection.cursor() as cursor:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            assert cursor.execute(f"SHOW {name}").fetchone() == ("on",)
        assert cursor.execute("SHOW default_transaction_isolation").fetchone() == (
            "read committed",
        )
