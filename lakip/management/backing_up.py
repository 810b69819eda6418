"""Makes a backup while people work: the database first, then the documents, then the proof.

The documents are copied after the database, and a document is stored before a row names it;
so every document that the copied rows name is there. Nothing bears the backup's name until
all of it was read back from the disk.
"""

import datetime
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import django
from django.conf import settings
from django.db import connection

from lakip.documents import filing
from lakip.documents.store import sync_folder
from lakip.management import archive, snapshot
from lakip.management.archive import Broken, Manifest, Member
from lakip.management.snapshot import Contents


@dataclass(frozen=True)
class Made:
    """What a finished backup holds."""

    size: int
    files: int
    events: int
    heads: snapshot.Heads


def back_up(file: Path, *, at: datetime.datetime) -> Made:
    """Write the backup to `file`, read it back and prove it. Raises Broken or NoSnapshot.

    Until it is proven it is called `file.part`; after a failure nothing is left.
    """
    if file.exists():
        raise Broken(f"{file} sudah ada; beri nama lain agar cadangan lama tidak tertimpa.")
    with _part_of(file) as (part, out), _scratch_beside(file) as scratch:
        manifest, database = _gather(scratch, at=at)
        archive.write(out, manifest, _sources(manifest, database), at=at.timestamp())
        out.flush()
        os.fsync(out.fileno())
        # What is read back should come from the disk and not from the memory it was written to.
        os.posix_fadvise(out.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        database.unlink()
        prove(part, scratch=scratch)
        size = part.stat().st_size
        part.rename(file)
    sync_folder(file.parent)
    events = sum(size for size, _ in manifest.heads.values())
    return Made(size=size, files=len(manifest.files), events=events, heads=manifest.heads)


def prove(file: Path, *, scratch: Path) -> Manifest:
    """Hash every member of a written backup and open the database in it. Raises Broken."""
    manifest = archive.read(file, into=scratch, wanted=lambda name: name.startswith("database."))
    database = scratch / manifest.database
    if manifest.vendor == "postgresql":
        snapshot.list_dump(database)
    else:
        inside = snapshot.look_into(database)
        _refuse_missing(inside, manifest.files)
        if inside.heads != manifest.heads:
            raise Broken("Catatan di dalam cadangan berbeda dari yang tertulis di daftar isinya.")
    return manifest


def _gather(scratch: Path, *, at: datetime.datetime) -> tuple[Manifest, Path]:
    """Copy the database and list what else belongs to the backup."""
    vendor = connection.vendor
    database = scratch / f"snapshot-{archive.DATABASES[vendor]}"
    contents = snapshot.take(database)
    store = filing.store()
    members = {
        archive.KEY: archive.measure(_key()),
        archive.DATABASES[vendor]: archive.measure(database),
    }
    for sha256 in store:
        members[archive.name_of(sha256)] = Member(sha256, store.path(sha256).stat().st_size)
    manifest = Manifest(
        made_at=at.isoformat(),
        vendor=vendor,
        versions={vendor: contents.version, "django": django.get_version()},
        migrations=contents.migrations,
        heads=contents.heads,
        members=members,
    )
    _refuse_missing(contents, manifest.files)
    return manifest, database


def _refuse_missing(contents: Contents, there: set[str]) -> None:
    if missing := contents.files - there:
        raise Broken(
            f"{len(missing)} dokumen hilang dari penyimpanan, antara lain {min(missing)}. "
            "Jalankan: lakip ledger verify"
        )


def _sources(manifest: Manifest, database: Path) -> Iterator[tuple[str, Path]]:
    store = filing.store()
    for name in manifest.members:
        if name == archive.KEY:
            yield name, _key()
        elif name == manifest.database:
            yield name, database
        else:
            yield name, store.path(Path(name).name)


def _key() -> Path:
    key: Path = settings.LAKIP_HOME / archive.KEY
    return key


@contextmanager
def _part_of(file: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """The file under its name for the meantime, held by one backup at a time."""
    part = file.with_name(f"{file.name}.part")
    try:
        handle = os.open(part, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise Broken(f"Tidak dapat menulis {part}: {error.strerror}.") from error
    with open(handle, "wb") as out:
        try:
            fcntl.flock(out, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Broken(f"{part} sedang ditulis oleh pencadangan lain.") from error
        try:
            out.truncate()
            yield part, out
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def _scratch_beside(file: Path) -> Iterator[Path]:
    """Room for the copy of the database, on the disk where the backup goes."""
    folder = file.with_name(f".{file.name}.scratch")
    shutil.rmtree(folder, ignore_errors=True)  # Of a backup that was killed.
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
