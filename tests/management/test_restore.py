"""What is not restored: into what is in use, what does not fit, what the ledger disproves."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from lakip.management import archive, backing_up, restoring
from lakip.management.archive import Broken, Manifest
from tests import cast

NOON = datetime(2026, 2, 2, 5, 0, tzinfo=UTC)


@pytest.fixture
def backup(transactional_db: None, tmp_path: Path, settings: Any) -> Path:
    """A backup of an office with a journey under way."""
    if connection.vendor != "sqlite":
        pytest.skip("the drill restores on PostgreSQL")
    settings.LAKIP_HOME = tmp_path / "kantor"
    settings.FILES = settings.LAKIP_HOME / "files"
    settings.LAKIP_HOME.mkdir()
    (settings.LAKIP_HOME / "secret.key").write_text("rahasia kantor lama")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Quick.
    cast.begin().to("draft-sk")
    backing_up.back_up(tmp_path / "a.tar", at=NOON)
    settings.LAKIP_HOME = tmp_path / "pulih"
    settings.LAKIP_HOME.mkdir()
    (settings.LAKIP_HOME / "secret.key").write_text("kunci baru")
    return tmp_path / "a.tar"


def rewritten(backup: Path, change: str, **changed: Any) -> Path:
    """The backup after somebody changed its database with care, manifest and hashes too."""
    inside = backup.parent / "isi"
    manifest = archive.read(backup, into=inside, wanted=lambda name: True)
    with closing(sqlite3.connect(inside / "database.sqlite3")) as database:
        database.executescript(change)
    members = {name: archive.measure(inside / name) for name in manifest.members}
    path = backup.with_name("b.tar")
    with path.open("wb") as out:
        told: Manifest = replace(manifest, members=members, **changed)
        archive.write(out, told, [(name, inside / name) for name in members], at=0)
    return path


def refused(backup: Path, home: Path) -> str:
    before = sorted(path.name for path in home.iterdir())
    with pytest.raises(CommandError) as fault:
        call_command("restore", str(backup))
    assert sorted(path.name for path in home.iterdir()) == before
    return str(fault.value)


@pytest.fixture
def home(backup: Path, settings: Any) -> Path:
    return Path(settings.LAKIP_HOME)


def test_a_careful_change_passes_the_hashes_and_fails_the_ledger(backup: Path, home: Path) -> None:
    change = "UPDATE lakip_turn SET outcome = 'withdrawn' WHERE outcome = 'finished'"
    said = refused(rewritten(backup, change), home)
    assert "lakip ledger verify" in said
    assert "berbeda: tabel" in said
    assert (home / "secret.key").read_text() == "kunci baru"


def test_heads_that_are_not_the_ledgers_are_found(backup: Path, home: Path) -> None:
    other = rewritten(backup, "", heads={})
    assert "berbeda dari yang tertulis" in refused(other, home)


def test_a_database_without_our_tables_is_refused(backup: Path, home: Path) -> None:
    assert "tidak dapat dibaca" in refused(rewritten(backup, "DROP TABLE lakip_log"), home)


def test_a_backup_by_a_newer_version_is_refused(backup: Path, home: Path) -> None:
    newer = rewritten(backup, "", migrations=["0001_initial", "9999_from_the_future"])
    assert "lebih baru (9999_from_the_future)" in refused(newer, home)


def test_a_backup_of_another_kind_of_database_is_refused(
    backup: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(connection, "vendor", "postgresql")
        patch.setattr(restoring.snapshot, "is_empty_server", lambda: True)
        assert "Jalankan lagi tanpa LAKIP_DATABASE" in refused(backup, home)
        patch.setattr(restoring.snapshot, "is_empty_server", lambda: False)
        assert "PostgreSQL itu sudah berisi" in refused(backup, home)


@pytest.mark.parametrize("there", ["lakip.sqlite3", "files", "mail"])
def test_an_installation_in_use_is_refused(tmp_path: Path, settings: Any, there: str) -> None:
    settings.LAKIP_HOME = tmp_path
    (tmp_path / there).mkdir()
    with pytest.raises(Broken, match=f"sudah berisi \\({there}\\)"):
        restoring.restore(tmp_path / "a.tar")


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path, settings: Any) -> None:
    settings.LAKIP_HOME = tmp_path
    with pytest.raises(CommandError, match="Pemulihan dibatalkan"):
        call_command("restore", str(tmp_path / "a.tar"))
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_restore_left_is_in_nobodys_way(backup: Path, home: Path) -> None:
    (home / "restoring" / "files").mkdir(parents=True)
    (home / "restoring" / "secret.key").write_text("setengah jalan")
    call_command("restore", str(backup))
    assert sorted(path.name for path in home.iterdir()) == ["files", "lakip.sqlite3", "secret.key"]
    assert (home / "secret.key").read_text() == "rahasia kantor lama"
