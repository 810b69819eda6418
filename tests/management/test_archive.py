"""A backup's file, honest and hostile: what is not exactly ours is refused before it counts."""

import hashlib
import io
import json
import random
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lakip.management import archive
from lakip.management.archive import Broken, Manifest, Member

PAPER = b"Laporan Kinerja 2026"
SHA = hashlib.sha256(PAPER).hexdigest()
CONTENTS = {
    "secret.key": b"rahasia",
    "database.sqlite3": b"SQLite format 3\0" + bytes(3000),
    archive.name_of(SHA): PAPER,
}


def manifest(**changed: Any) -> Manifest:
    told: dict[str, Any] = {
        "made_at": "2027-02-01T05:00:00+00:00",
        "vendor": "sqlite",
        "versions": {"sqlite": "3.53.4"},
        "migrations": ["0001_initial"],
        "heads": {"0195d9a0-0000-7000-8000-000000000001": (3, "ab" * 32)},
        "members": {
            name: Member(hashlib.sha256(content).hexdigest(), len(content))
            for name, content in CONTENTS.items()
        },
    }
    return Manifest(**{**told, **changed})


@pytest.fixture
def honest(tmp_path: Path) -> Path:
    """A backup as the program writes it."""
    for name, content in CONTENTS.items():
        (tmp_path / Path(name).name).write_bytes(content)
    path = tmp_path / "a.tar"
    with path.open("wb") as out:
        sources = [(name, tmp_path / Path(name).name) for name in CONTENTS]
        archive.write(out, manifest(), sources, at=1_800_000_000)
    return path


def read(path: Path) -> Manifest:
    into = path.parent / "keluar"
    shutil.rmtree(into, ignore_errors=True)
    return archive.read(path, into=into, wanted=lambda name: True)


def test_what_was_written_is_read_back_the_same(honest: Path) -> None:
    assert read(honest) == manifest()
    into = honest.parent / "keluar"
    for name, content in CONTENTS.items():
        assert (into / name).read_bytes() == content
        assert (into / name).stat().st_mode & 0o777 == 0o600
    assert read_only_names(honest) == ["manifest.json", *CONTENTS]


def read_only_names(path: Path) -> list[str]:
    with tarfile.open(path) as tar:
        return tar.getnames()


def test_what_is_not_wanted_is_hashed_and_not_written(honest: Path) -> None:
    archive.read(honest, into=honest.parent / "keluar", wanted=lambda name: False)
    assert not (honest.parent / "keluar").exists()


# Hostile -------------------------------------------------------------------------------------

type Tamper = Callable[[tarfile.TarFile], None]


def add(tar: tarfile.TarFile, name: str, content: bytes = b"", **more: Any) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    for key, value in more.items():
        setattr(info, key, value)
    tar.addfile(info, io.BytesIO(content))


def make(path: Path, *, told: Any = None, contents: Any = None, also: Tamper | None = None) -> Path:
    """A tar by somebody else: with these words as its manifest, these members, and more."""
    as_json = {"format": archive.FORMAT, **json.loads(json.dumps(vars(manifest()), default=vars))}
    as_json |= told or {}
    with tarfile.open(path, "w") as tar:
        add(tar, "manifest.json", json.dumps(as_json).encode())
        for name, content in (contents or CONTENTS).items():
            add(tar, name, content)
        if also:
            also(tar)
    return path


def refused(path: Path) -> str:
    with pytest.raises(Broken) as fault:
        read(path)
    outside = {p.name for p in path.parent.iterdir()} - {path.name, "keluar"}
    assert outside == set(), "something was written outside"
    return str(fault.value)


def test_the_hostile_maker_can_make_an_honest_one(tmp_path: Path) -> None:
    assert read(make(tmp_path / "a.tar")) == manifest()


@pytest.mark.parametrize(
    "name",
    [
        "../lari",
        "/tmp/lari",
        "files/../../lari",
        "files/ab/cd/../../../lari",
        f"files/00/00/{SHA}",
        f"files/{SHA[:2]}/{SHA[2:4]}/{SHA.upper()}",
        "./secret.key",
        "lakip.sqlite3",
        "cache/x",
        "restoring/secret.key",
        "files",
        "",
        "manifest.json",
        "secret.key\n",
    ],
)
def test_a_name_that_is_none_of_ours_is_refused(tmp_path: Path, name: str) -> None:
    other = Member(hashlib.sha256(b"x").hexdigest(), 1)
    told = {"members": {k: vars(m) for k, m in {**manifest().members, name: other}.items()}}
    refused(make(tmp_path / "a.tar", told=told, also=lambda tar: add(tar, name, b"x")))
    refused(make(tmp_path / "a.tar", also=lambda tar: add(tar, name, b"x")))


@pytest.mark.parametrize(
    "kind",
    [
        tarfile.SYMTYPE,
        tarfile.LNKTYPE,
        tarfile.CHRTYPE,
        tarfile.BLKTYPE,
        tarfile.FIFOTYPE,
        tarfile.DIRTYPE,
        tarfile.CONTTYPE,
    ],
)
def test_what_is_no_plain_file_is_refused(tmp_path: Path, kind: bytes) -> None:
    less = {name: content for name, content in CONTENTS.items() if name != "secret.key"}
    target = "/etc/passwd"

    def also(tar: tarfile.TarFile) -> None:
        add(tar, "secret.key", type=kind, linkname=target)

    assert "tidak semestinya" in refused(make(tmp_path / "a.tar", contents=less, also=also))


def test_a_sparse_file_is_refused(tmp_path: Path) -> None:
    less = {name: content for name, content in CONTENTS.items() if name != "secret.key"}
    headers = {"GNU.sparse.major": "0", "GNU.sparse.minor": "1", "GNU.sparse.map": "0,1"}
    headers |= {"GNU.sparse.size": "99999999999", "GNU.sparse.name": "secret.key"}

    def also(tar: tarfile.TarFile) -> None:
        add(tar, "secret.key", b"x", pax_headers=headers)

    assert "tidak semestinya" in refused(make(tmp_path / "a.tar", contents=less, also=also))


def test_a_member_twice_is_refused(tmp_path: Path) -> None:
    twice = make(tmp_path / "a.tar", also=lambda tar: add(tar, "secret.key", b"rahasia"))
    assert "tidak terdaftar" in refused(twice)


def test_a_member_that_is_not_there_is_missed(tmp_path: Path) -> None:
    less = {name: content for name, content in CONTENTS.items() if "files/" not in name}
    assert "1 bagian hilang" in refused(make(tmp_path / "a.tar", contents=less))


def test_other_content_under_the_same_name_is_found(tmp_path: Path) -> None:
    for name, content in CONTENTS.items():
        for other in (content[:-1] + b"x", content + b"x", content[:-1], b""):
            changed = {**CONTENTS, name: other}
            assert name in refused(make(tmp_path / "a.tar", contents=changed))


@pytest.mark.parametrize(
    "told",
    [
        {"format": 2},
        {"format": None},
        {"vendor": "mysql"},
        {"vendor": "postgresql"},
        {"members": {}},
        {"members": []},
        {"members": {"secret.key": {"sha256": "xx", "size": 1}}},
        {"members": {archive.name_of(SHA): {"sha256": "0" * 64, "size": 1}}},
        {"heads": {"x": 5}},
        {"migrations": 5},
        {"versions": None},
    ],
)
def test_a_manifest_that_makes_no_sense_is_refused(tmp_path: Path, told: Any) -> None:
    refused(make(tmp_path / "a.tar", told=told))


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000])
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as tar:
        add(tar, "manifest.json", content)
    refused(tmp_path / "a.tar")


@pytest.mark.parametrize("content", [b"", b"bukan tar", b"\0" * 10240, b"x" * 100_000])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.tar").write_bytes(content)
    refused(tmp_path / "a.tar")


def test_a_backup_cut_anywhere_is_refused(honest: Path) -> None:
    content = honest.read_bytes()
    ends_at = len(content.rstrip(b"\0"))
    for end in range(0, ends_at, 97):
        honest.write_bytes(content[:end])
        with pytest.raises(Broken):
            archive.read(honest, into=honest.parent / "x", wanted=lambda name: False)


def test_a_byte_changed_anywhere_is_found_or_changes_nothing(honest: Path) -> None:
    content = honest.read_bytes()
    chance = random.Random(5)
    found = 0
    for _ in range(400):
        changed = bytearray(content)
        changed[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        honest.write_bytes(changed)
        try:
            again = archive.read(honest, into=honest.parent / "x", wanted=lambda name: False)
        except Broken:
            found += 1
        else:
            # Space between members, or words of the manifest that the restored ledger proves.
            assert again.members == manifest().members
    assert found > 130
