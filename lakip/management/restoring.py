"""Restores a backup into an empty installation: proven first, in place only afterwards.

Everything is written into a folder of its own inside LAKIP_HOME, hashed, brought to this
version's tables and verified by the ledger. Then a few renames make it the installation.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from lakip.documents.store import sync_folder
from lakip.management import archive, snapshot
from lakip.management.archive import Broken, Manifest

STAGE = "restoring"
# What is in an installation's folder before anything was done with it.
NOTHING_YET = frozenset({archive.KEY, "cache", "staticfiles", "staticfiles.state", STAGE})
SQLITE = "lakip.sqlite3"


@dataclass(frozen=True)
class Restored:
    """What was restored, and what the ledger's verification said."""

    manifest: Manifest
    verified: str


def restore(file: Path) -> Restored:
    """Make this empty installation what `file` holds. Raises Broken or NoSnapshot."""
    home: Path = settings.LAKIP_HOME
    _refuse_unless_empty(home)
    stage = home / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(mode=0o700)
    try:
        manifest = archive.read(file, into=stage, wanted=lambda name: True)
        _refuse_what_does_not_fit(manifest)
        _open_database(manifest, stage)
        verified = _verify(stage)
        os.sync()  # All at once, before any of it gets its final name.
        _move(stage, home)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return Restored(manifest, verified)


def _refuse_unless_empty(home: Path) -> None:
    if kept := sorted({path.name for path in home.iterdir()} - NOTHING_YET):
        raise Broken(
            f"{home} sudah berisi ({', '.join(kept[:5])}). "
            "Cadangan hanya dipulihkan ke LAKIP_HOME yang kosong."
        )
    if connection.vendor == "postgresql" and not snapshot.is_empty_server():
        raise Broken(
            "Basis data PostgreSQL itu sudah berisi tabel. "
            "Cadangan hanya dipulihkan ke basis data yang kosong."
        )


def _refuse_what_does_not_fit(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        word = "tanpa" if manifest.vendor == "sqlite" else "dengan"
        raise Broken(
            f"Cadangan ini dari {manifest.vendor}, instalasi ini memakai {connection.vendor}. "
            f"Jalankan lagi {word} LAKIP_DATABASE."
        )
    known = {name for app, name in MigrationLoader(None).disk_migrations if app == "lakip"}
    if newer := set(manifest.migrations) - known:
        raise Broken(
            f"Cadangan ini dibuat oleh LAKIP yang lebih baru ({min(newer)}). "
            "Perbarui LAKIP dahulu, lalu pulihkan lagi."
        )


def _open_database(manifest: Manifest, stage: Path) -> None:
    """Bring the database to life where the verification looks for it, and compare its heads."""
    database = stage / manifest.database
    if manifest.vendor == "postgresql":
        contents = snapshot.put_back(database)
        database.unlink()
    else:
        database = database.rename(stage / SQLITE)
        contents = snapshot.look_into(database)
    if contents.heads != manifest.heads:
        raise Broken("Catatan di dalam basis data berbeda dari yang tertulis di daftar isinya.")


def _verify(stage: Path) -> str:
    """Bring the tables to this version, then let the ledger prove events, files and turns."""
    _lakip(stage, "migrate", "--verbosity", "0")
    return _lakip(stage, "ledger", "verify")


def _lakip(stage: Path, *words: str) -> str:
    """Another `lakip` whose LAKIP_HOME is the restored folder."""
    connection.close()
    done = subprocess.run(
        [sys.executable, "-m", "lakip.command", *words],
        env={**os.environ, "LAKIP_HOME": str(stage)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        told = f"{done.stdout}{done.stderr}".strip()
        filled = connection.vendor == "postgresql"
        raise Broken(
            f"Pemeriksaan isi cadangan gagal (lakip {' '.join(words)}):\n{told}"
            + ("\nKosongkan basis data PostgreSQL itu sebelum mencoba lagi." if filled else "")
        )
    return done.stdout


def _move(stage: Path, home: Path) -> None:
    """Give everything its place; the database last, for with it the installation begins."""
    database = stage / SQLITE
    if database.exists():
        with closing(sqlite3.connect(database)) as last:
            last.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (stage / "files").mkdir(mode=0o700, exist_ok=True)
    for name in ("files", archive.KEY, SQLITE):
        if (stage / name).exists():
            (stage / name).rename(home / name)
    sync_folder(home)
