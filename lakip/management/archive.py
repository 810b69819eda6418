"""A backup's file: one tar with a manifest, read back as if somebody hostile had made it.

The manifest comes first and names every other member with its size and SHA-256. Nothing of
the tar decides where anything is written: a member is one of the few names that we know, or
the whole file is refused.
"""

import hashlib
import json
import os
import re
import tarfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

FORMAT = 1
MANIFEST, KEY = "manifest.json", "secret.key"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
LARGEST_MANIFEST = 512 * 1024 * 1024
CHUNK = 1024 * 1024

_FILE = re.compile(r"files/([0-9a-f]{2})/([0-9a-f]{2})/((?:\1\2)[0-9a-f]{60})")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Broken(Exception):
    """The archive is not to be trusted; the text is a sentence that says why."""


@dataclass(frozen=True)
class Member:
    """What the manifest says of a member."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself; `heads` gives each ledger's size and root at its moment."""

    made_at: str
    vendor: str
    versions: dict[str, str]
    migrations: list[str]
    heads: dict[str, tuple[int, str]]
    members: dict[str, Member]

    @property
    def database(self) -> str:
        """The name of the member that holds the database."""
        return DATABASES[self.vendor]

    @property
    def files(self) -> set[str]:
        """The SHA-256 of every document in the backup."""
        return {Path(name).name for name in self.members if name.startswith("files/")}


def name_of(sha256: str) -> str:
    """The member that holds the document with this SHA-256."""
    return f"files/{sha256[:2]}/{sha256[2:4]}/{sha256}"


def write(
    out: BinaryIO, manifest: Manifest, sources: Iterable[tuple[str, Path]], *, at: float
) -> None:
    """Write the manifest and then each source under its name, as the manifest has them."""
    told = json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1, sort_keys=True).encode()
    # The GNU form, because a member of USTAR ends at 8 GB.
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as tar:
        tar.addfile(_described(MANIFEST, len(told), at), BytesIO(told))
        for name, path in sources:
            with path.open("rb") as source:
                tar.addfile(_described(name, manifest.members[name].size, at), source)


def _described(name: str, size: int, at: float) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mtime, info.mode = size, int(at), 0o600
    return info


def read(path: Path, *, into: Path, wanted: Callable[[str], bool]) -> Manifest:
    """Hash every member against the manifest and write the wanted ones below `into`.

    Raises Broken at the first thing that is not as the manifest says, or that no backup of
    ours holds; what was written until then is the caller's to remove.
    """
    try:
        with path.open("rb") as source, tarfile.open(fileobj=source, mode="r:") as tar:
            members = iter(tar)
            manifest = _manifest(tar, next(members, None))
            left = dict(manifest.members)
            for info in members:
                expected = left.pop(_name(info), None)
                if expected is None:
                    raise Broken(f"Cadangan memuat “{info.name[:80]}” yang tidak terdaftar.")
                with _target(into, info.name, wanted) as target:
                    _copy(tar, info, expected, target)
    except (tarfile.TarError, EOFError, UnicodeDecodeError) as error:
        raise Broken(f"Cadangan terpotong atau bukan berkas cadangan LAKIP ({error}).") from error
    if left:
        raise Broken(f"{len(left)} bagian hilang dari cadangan, antara lain {min(left)}.")
    return manifest


def _name(info: tarfile.TarInfo) -> str:
    """The member's name if it is a plain file with a name of ours."""
    plain = info.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and not info.issparse()
    known = info.name in (KEY, *DATABASES.values()) or _FILE.fullmatch(info.name)
    if not (plain and known):
        raise Broken(f"Cadangan memuat “{info.name[:80]}” yang tidak semestinya ada di dalamnya.")
    return info.name


def _manifest(tar: tarfile.TarFile, info: tarfile.TarInfo | None) -> Manifest:
    if info is None or info.name != MANIFEST or info.type != tarfile.REGTYPE:
        raise Broken("Ini bukan berkas cadangan LAKIP: daftar isinya tidak ada.")
    if info.size > LARGEST_MANIFEST:
        raise Broken("Daftar isi cadangan terlalu besar.")
    stream = tar.extractfile(info)
    assert stream is not None, "a plain file has a content"
    try:
        return _parsed(json.loads(stream.read()))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Broken("Daftar isi cadangan rusak.") from error


def _parsed(told: Mapping[str, Any]) -> Manifest:
    if told["format"] != FORMAT:
        raise Broken(f"Cadangan berformat {told['format']!r}; versi LAKIP ini tidak mengenalnya.")
    manifest = Manifest(
        made_at=str(told["made_at"]),
        vendor=str(told["vendor"]),
        versions={str(k): str(v) for k, v in told["versions"].items()},
        migrations=[str(name) for name in told["migrations"]],
        heads={str(log): (int(size), str(root)) for log, (size, root) in told["heads"].items()},
        members={
            str(name): Member(_sha256(said["sha256"]), int(said["size"]))
            for name, said in told["members"].items()
        },
    )
    if any(member.sha256 not in name for name, member in manifest.members.items() if "/" in name):
        raise Broken("Daftar isi cadangan menyebut dokumen dengan nama yang bukan SHA-256-nya.")
    if manifest.vendor not in DATABASES or not {KEY, manifest.database} <= manifest.members.keys():
        raise Broken("Daftar isi cadangan tidak menyebut basis data dan kuncinya.")
    return manifest


def _sha256(text: str) -> str:
    if not _SHA256.fullmatch(text):
        raise ValueError("not a SHA-256")
    return text


@contextmanager
def _target(into: Path, name: str, wanted: Callable[[str], bool]) -> Iterator[BinaryIO | None]:
    """Where a wanted member is written; its name is one of ours by now."""
    if not wanted(name):
        yield None
        return
    path = into / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        yield target


def _copy(
    tar: tarfile.TarFile, info: tarfile.TarInfo, expected: Member, target: BinaryIO | None
) -> None:
    stream = tar.extractfile(info)
    assert stream is not None, "a plain file has a content"
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if target is not None:
            target.write(chunk)
    if (digest.hexdigest(), size) != (expected.sha256, expected.size):
        raise Broken(f"{info.name} di dalam cadangan berbeda dari yang dicatat.")


def measure(path: Path) -> Member:
    """The SHA-256 and size of a file as it lies there."""
    with path.open("rb") as source:
        return Member(hashlib.file_digest(source, "sha256").hexdigest(), path.stat().st_size)
