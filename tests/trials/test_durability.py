"""What kills cannot show: that the settings and the order of flushing would survive a power cut."""

import os
import sqlite3
import stat
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from lakip import database
from lakip.documents import filing
from tests.cast import Office

sqlite_only = pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite")


def pragma(name: str) -> object:
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


@sqlite_only
@pytest.mark.django_db
def test_sqlite_flushes_fully_with_the_journal_its_version_allows() -> None:
    assert pragma("synchronous") == 2, "FULL"
    version = tuple(int(part) for part in str(pragma_version()).split("."))
    assert str(pragma("journal_mode")).upper() == database.journal_mode(version)
    assert pragma("foreign_keys") == 1
    assert pragma("recursive_triggers") == 1


def pragma_version() -> object:
    with connection.cursor() as cursor:
        return cursor.execute("SELECT sqlite_version()").fetchone()[0]


@sqlite_only
def test_the_sqlite_in_use_is_one_without_the_wal_fault() -> None:
    assert not database.has_wal_reset_fault(database.use_soundest_sqlite())
    assert sqlite3.threadsafety >= 1


def test_file_and_folders_are_flushed_before_the_row_is_written(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened: list[str] = []
    flush = os.fsync

    def fsync(fd: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(fd).st_mode) else "file"
        if Path(os.readlink(f"/proc/self/fd/{fd}")).is_relative_to(settings.FILES):
            happened.append(kind)
        flush(fd)

    monkeypatch.setattr(os, "fsync", fsync)
    content = filing.take_text("Sebelum baris ditulis.", name="disposisi-kepala-dinas")
    assert happened[0] == "file"
    assert "folder" in happened
    assert filing.store().verify(content.sha256)
