"""The file store: every file lies under the SHA-256 of its content and is never altered.

Django's own file storage never calls fsync, so an acknowledged upload can be gone after a power
failure while its database row is still there. This store makes the file and every folder entry
that leads to it durable before `put` returns; the database row is committed after that.
"""

import contextlib
import errno
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

SHA256 = re.compile(r"[0-9a-f]{64}")
CHUNK = 1024 * 1024
# Below this much free space nothing new is taken in, so that the database can still write.
MIN_FREE = 500 * 1000 * 1000
FULL_DISK = {errno.ENOSPC, errno.EDQUOT}
_INCOMING = "incoming-"


class NoSpace(Exception):
    """The disk has too little room left; the text is a sentence for the person who uploads."""

    def __init__(self) -> None:
        super().__init__(
            "Ruang penyimpanan server hampir habis sehingga berkas belum disimpan. "
            "Hubungi pengelola aplikasi, lalu coba lagi."
        )


@dataclass(frozen=True)
class Stored:
    """What lies in the store: its name there and its length in bytes."""

    sha256: str
    size: int


class FileStore:
    """Files under their own SHA-256 below one folder, as `ab/cd/abcd…`, mode 0600.

    Several threads and processes may use the same folder at once. The folder must lie on one
    local file system, because a file becomes visible by a rename.
    """

    def __init__(self, root: Path, *, min_free: int = MIN_FREE) -> None:
        self._root = root
        self._min_free = min_free

    def put(self, source: BinaryIO | bytes) -> Stored:
        """Store the whole of `source`, durably, and say under which SHA-256.

        A source that can be rewound is read from its beginning. The same content twice is one
        file. The new copy always takes the place of an old one, so a damaged file is healed.
        """
        stream = BytesIO(source) if isinstance(source, bytes) else source
        if stream.seekable():
            stream.seek(0)
        _make_folder(self._root)
        try:
            return self._put(stream)
        except OSError as error:
            if error.errno in FULL_DISK:
                raise NoSpace() from error
            raise

    def open(self, sha256: str) -> BinaryIO:
        """The stored file, opened for reading; FileNotFoundError when it is not there."""
        return self.path(sha256).open("rb")

    def bytes_if_there(self, sha256: str) -> bytes:
        """What is stored; nothing for an empty name, and for a file that is gone."""
        if not sha256:
            return b""
        try:
            with self.open(sha256) as file:
                return file.read()
        except FileNotFoundError:
            return b""

    def path(self, sha256: str) -> Path:
        """Where the content with this SHA-256 lies, or would lie; ValueError for other text."""
        if not SHA256.fullmatch(sha256):
            raise ValueError("not a SHA-256 in lower-case hexadecimal")
        return self._root / sha256[:2] / sha256[2:4] / sha256

    def verify(self, sha256: str) -> bool:
        """Read the file again and tell whether it still has this SHA-256; missing is False."""
        try:
            with self.path(sha256).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except FileNotFoundError:
            return False

    def room(self) -> int:
        """How many bytes may still be taken in before the free space falls under the limit."""
        space = os.statvfs(self._root)
        return space.f_bavail * space.f_frsize - self._min_free

    def __iter__(self) -> Iterator[str]:
        """Every SHA-256 in the store, in order; a file that lies elsewhere is not ours."""
        for path in sorted(self._root.glob("??/??/*")):
            if SHA256.fullmatch(path.name) and path == self.path(path.name):
                yield path.name

    def sweep(self, *, before: float) -> int:
        """Remove what interrupted uploads left behind, last written before this POSIX time."""
        removed = 0
        for path in self._root.glob(f"{_INCOMING}*"):
            # A file that vanishes meanwhile is an upload that has just finished.
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_mtime < before:
                    path.unlink()
                    removed += 1
        return removed

    def _put(self, stream: BinaryIO) -> Stored:
        """Write beside the final place, make it durable, and only then give it its name."""
        handle, name = tempfile.mkstemp(dir=self._root, prefix=_INCOMING)
        try:
            with os.fdopen(handle, "wb") as file:
                stored = self._copy(stream, file)
                file.flush()
                os.fsync(file.fileno())
            self._settle(Path(name), stored.sha256)
        finally:
            Path(name).unlink(missing_ok=True)
        return stored

    def _copy(self, stream: BinaryIO, file: BinaryIO) -> Stored:
        """Copy in chunks, hashing, and stop before the free space falls under the limit."""
        digest = hashlib.sha256()
        size = 0
        while chunk := stream.read(CHUNK):
            if self.room() < len(chunk):
                raise NoSpace
            file.write(chunk)
            digest.update(chunk)
            size += len(chunk)
        return Stored(sha256=digest.hexdigest(), size=size)

    def _settle(self, incoming: Path, sha256: str) -> None:
        """Give the finished file its final name and make every entry on the way durable.

        All three folders are synced even when they were there before: another process may have
        made them a moment ago and not have synced them yet, and we are about to acknowledge.
        """
        final = self.path(sha256)
        outer, inner = final.parent.parent, final.parent
        outer.mkdir(mode=0o700, exist_ok=True)
        sync_folder(self._root)
        inner.mkdir(mode=0o700, exist_ok=True)
        sync_folder(outer)
        incoming.replace(final)
        sync_folder(inner)


def _make_folder(folder: Path) -> None:
    """Make the folder and its missing parents, each entry durable in the folder above it."""
    missing = [f for f in (folder, *folder.parents) if not f.is_dir()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
        sync_folder(each.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
