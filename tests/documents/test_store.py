"""What is acknowledged is on the disk, and what is in the store is what its name says."""

import errno
import hashlib
import io
import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from lakip.documents import store as room
from lakip.documents.store import FileStore, NoSpace, Stored

TEXT = b"Laporan Kinerja Tahun 2026"
NAME = hashlib.sha256(TEXT).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files", min_free=0)


def files_below(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file())


def test_content_lies_under_its_own_hash_for_the_owner_only(store: FileStore, tmp_path: Path):
    assert store.put(TEXT) == Stored(NAME, len(TEXT))
    path = tmp_path / "files" / NAME[:2] / NAME[2:4] / NAME
    assert store.path(NAME) == path
    assert path.read_bytes() == TEXT
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert store.verify(NAME)
    with store.open(NAME) as file:
        assert file.read() == TEXT


def test_a_stream_is_read_whole_from_its_beginning(store: FileStore):
    content = os.urandom(3 * room.CHUNK + 7)
    stream = io.BytesIO(content)
    stream.read()
    assert store.put(stream) == Stored(hashlib.sha256(content).hexdigest(), len(content))


def test_a_stream_that_cannot_be_rewound_is_read_from_where_it_stands(store: FileStore):
    reading, writing = os.pipe()
    os.write(writing, TEXT)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        assert store.put(stream).sha256 == NAME


def test_the_same_content_twice_is_one_file(store: FileStore, tmp_path: Path):
    assert store.put(TEXT) == store.put(io.BytesIO(TEXT))
    assert files_below(tmp_path) == [store.path(NAME)]


@pytest.mark.parametrize("damage", [b"", TEXT[:5], TEXT + b"!", b"x" * len(TEXT)])
def test_a_damaged_file_is_noticed_and_healed(store: FileStore, damage: bytes):
    store.put(TEXT)
    store.path(NAME).write_bytes(damage)
    assert not store.verify(NAME)
    store.put(TEXT)
    assert store.verify(NAME)


def test_what_is_missing_does_not_verify(store: FileStore):
    assert not store.verify(NAME)
    with pytest.raises(FileNotFoundError):
        store.open(NAME)


@pytest.mark.parametrize(
    "text",
    ["", "../../etc/passwd", NAME.upper(), NAME + "\n", NAME[:-1], f"{NAME[:62]}/x", "é" * 64],
)
def test_only_a_hash_becomes_a_path(store: FileStore, text: str):
    for use in (store.path, store.open, store.verify):
        with pytest.raises(ValueError, match="SHA-256"):
            use(text)


def test_it_lists_every_hash_and_nothing_else(store: FileStore, tmp_path: Path):
    assert list(store) == []
    names = sorted(store.put(bytes([n])).sha256 for n in range(20))
    (tmp_path / "files" / "notes.txt").touch()
    (tmp_path / "files" / "incoming-abc").touch()
    (store.path(names[0]).parent / "notes.txt").touch()
    (store.path(names[0]).parent / NAME).touch()
    assert list(store) == names


def test_too_little_space_is_refused_in_a_sentence(tmp_path: Path):
    store = FileStore(tmp_path, min_free=1 << 60)
    with pytest.raises(NoSpace, match="Ruang penyimpanan server hampir habis"):
        store.put(TEXT)
    assert files_below(tmp_path) == []


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_write_that_fails_leaves_nothing(
    store: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
):
    def fail(_: int) -> None:
        raise OSError(code, "injected")

    monkeypatch.setattr(room, "_make_folder", lambda folder: folder.mkdir())
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError if code == errno.EIO else NoSpace):
        store.put(TEXT)
    assert files_below(tmp_path) == []


@pytest.fixture
def deeds(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Every fsync with the path that it reached, every new folder and every rename, in order."""
    done: list[tuple[str, str]] = []
    fsync, mkdir, replace = os.fsync, Path.mkdir, Path.replace

    def log_fsync(handle: int) -> None:
        fsync(handle)
        done.append(("fsync", os.readlink(f"/proc/self/fd/{handle}")))

    def log_mkdir(path: Path, *args: object, **options: object) -> None:
        if not path.exists():
            done.append(("mkdir", str(path)))
        mkdir(path, *args, **options)

    def log_replace(path: Path, target: Path) -> Path:
        done.append(("replace", str(path)))
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", log_fsync)
    monkeypatch.setattr(Path, "mkdir", log_mkdir)
    monkeypatch.setattr(Path, "replace", log_replace)
    return done


def test_file_and_folders_are_synced_before_the_file_is_acknowledged(
    tmp_path: Path, deeds: list[tuple[str, str]]
):
    root = tmp_path / "new" / "files"
    store = FileStore(root, min_free=0)
    store.put(TEXT)
    incoming = next(path for deed, path in deeds if deed == "replace")
    inner = str(store.path(NAME).parent)
    outer = str(store.path(NAME).parent.parent)
    assert deeds == [
        ("mkdir", str(root.parent)),
        ("fsync", str(tmp_path)),
        ("mkdir", str(root)),
        ("fsync", str(root.parent)),
        ("fsync", incoming),
        ("mkdir", outer),
        ("fsync", str(root)),
        ("mkdir", inner),
        ("fsync", outer),
        ("replace", incoming),
        ("fsync", inner),
    ]


def test_entries_that_another_process_made_are_synced_all_the_same(
    tmp_path: Path, deeds: list[tuple[str, str]]
):
    store = FileStore(tmp_path, min_free=0)
    store.put(TEXT)
    deeds.clear()
    store.put(TEXT)
    inner = store.path(NAME).parent
    synced = [path for deed, path in deeds if deed == "fsync"]
    assert synced[1:] == [str(tmp_path), str(inner.parent), str(inner)]


KILLED = """
import os, signal, sys
from pathlib import Path
from lakip.documents.store import FileStore
moments = iter(range(int(sys.argv[2])))
def die_at_the_last(real):
    def step(*args, **options):
        if next(moments, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **options)
    return step
os.fsync = die_at_the_last(os.fsync)
Path.mkdir = die_at_the_last(Path.mkdir)
Path.replace = die_at_the_last(Path.replace)
stored = FileStore(Path(sys.argv[1]), min_free=0).put(b"x" * 100_000)
print(stored.sha256)
"""


@pytest.mark.parametrize("moment", [0, 2, 4, 6, 7, 8, 99])
def test_killed_at_any_moment_no_half_file_bears_a_hash(tmp_path: Path, moment: int):
    root = tmp_path / "files"
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(root), str(moment)],
        cwd=Path(room.__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    store = FileStore(root, min_free=0)
    assert all(store.verify(sha256) for sha256 in store)
    assert done.returncode == (-signal.SIGKILL if moment < 99 else 0), done.stderr
    if moment == 99:
        assert list(store) == [done.stdout.strip()]
    store.sweep(before=2**40)
    assert len(files_below(root)) == len(list(store))


def test_sweeping_spares_an_upload_that_is_still_running(store: FileStore, tmp_path: Path):
    store.put(TEXT)
    old, running = (tmp_path / "files" / f"incoming-{name}" for name in ("old", "running"))
    for path, written in ((old, 1000), (running, 2000)):
        path.touch()
        os.utime(path, (written, written))
    assert store.sweep(before=1500) == 1
    assert files_below(tmp_path) == sorted([running, store.path(NAME)])


def test_many_may_put_the_same_at_once(store: FileStore, tmp_path: Path):
    contents = [bytes([n]) * 50_000 for n in range(5)]
    stored: list[Stored] = []

    def put_all() -> None:
        stored.extend(store.put(content) for content in contents)

    threads = [threading.Thread(target=put_all) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(stored) == 40
    assert all(store.verify(each.sha256) for each in stored)
    assert len(files_below(tmp_path)) == 5
