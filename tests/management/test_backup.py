"""The drill: a backup while people write, restored elsewhere, whole. And what must be refused."""

import hashlib
import json
import re
import tarfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from lakip.documents import filing
from lakip.management import backing_up, snapshot
from lakip.management.archive import Broken
from tests.management.installation import Installation, installations, people_at_work

NOON = datetime(2026, 2, 2, 5, 0, tzinfo=UTC)
ROOT = re.compile(r"(\d+) kejadian, akar ([0-9a-f]{64})")


def manifest_of(backup: Path) -> dict[str, Any]:
    with tarfile.open(backup) as tar:
        member = tar.extractfile("manifest.json")
        assert member
        told: dict[str, Any] = json.load(member)
    return told


def is_in(installation: Installation, acts: list[dict[str, str]]) -> None:
    """Every acknowledged act is in the tables, and every paper in the store byte for byte."""
    versions = set(installation.ask("SELECT id FROM lakip_version"))
    turns = set(installation.ask("SELECT id FROM lakip_turn WHERE closed_at IS NOT NULL"))
    journeys = set(installation.ask("SELECT id FROM lakip_journey"))
    files = installation.files
    for act in acts:
        for kind, there in (("version", versions), ("turn", turns), ("journey", journeys)):
            assert kind not in act or act[kind].replace("-", "") in there, act
        assert "sha" not in act or act["sha"] in files, act
    assert set(installation.ask("SELECT sha256 FROM lakip_version")) <= files.keys()
    assert all(hashlib.sha256(content).hexdigest() == name for name, content in files.items())


@pytest.mark.both
def test_a_backup_taken_while_people_write_is_restored_whole(tmp_path: Path) -> None:
    backup = tmp_path / "cadangan.tar"
    with installations(tmp_path, "kantor", "pulih") as (office, elsewhere):
        with people_at_work(office, pause=0.05) as work:
            work.wait_for(40)
            before = list(work.acknowledged)
            began = time.monotonic()
            done = office.lakip("backup", backup)
            took = time.monotonic() - began
            during = len(work.acknowledged) - len(before)
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("SAH  ")
        assert during > 0, "nobody wrote meanwhile"
        assert sorted(path.name for path in tmp_path.iterdir()) == ["cadangan.tar", "kantor"]
        assert backup.stat().st_mode & 0o777 == 0o600
        began = time.monotonic()
        again = elsewhere.lakip("restore", backup)
        print(
            f"{len(before)} acts before, {during} during the backup of {took:.2f} s; "
            f"restored in {time.monotonic() - began:.2f} s"
        )
        assert again.returncode == 0, again.stderr
        is_in(elsewhere, before)
        source = office.files
        assert elsewhere.files.items() <= source.items()
        heads = {(size, root) for size, root in manifest_of(backup)["heads"].values()}
        verified = {(int(size), root) for size, root in ROOT.findall(again.stdout) if size != "0"}
        assert verified == heads
        assert "GAGAL" not in again.stdout
        key = (office.home / "secret.key").read_bytes()
        assert (elsewhere.home / "secret.key").read_bytes() == key
        assert not (elsewhere.home / "restoring").exists()
        refused = elsewhere.lakip("restore", backup)
        assert refused.returncode == 1
        assert "LAKIP_HOME yang kosong" in refused.stderr


@pytest.mark.both
@pytest.mark.soak
def test_thirty_backups_under_load_hold_all_that_was_acknowledged(tmp_path: Path) -> None:
    with installations(tmp_path, "kantor") as (office,), people_at_work(office, pause=0.2) as work:
        work.wait_for(30)
        for number in range(30):
            before = set(work.told("version"))
            backup = tmp_path / f"{number}.tar"
            assert office.lakip("backup", backup).returncode == 0
            with installations(tmp_path, f"pulih{number}") as (elsewhere,):
                done = elsewhere.lakip("restore", backup)
                assert done.returncode == 0, done.stderr
                assert before <= set(elsewhere.ask("SELECT id FROM lakip_version"))
            backup.unlink()


# What is not made ----------------------------------------------------------------------------


@pytest.fixture
def home(db: None, tmp_path: Path, settings: Any) -> Path:
    """A LAKIP_HOME with one document; the database is the tests' own, on SQLite."""
    if connection.vendor != "sqlite":
        pytest.skip("what happens to files is the same on both databases")
    settings.LAKIP_HOME = tmp_path / "kantor"
    settings.FILES = settings.LAKIP_HOME / "files"
    settings.LAKIP_HOME.mkdir()
    (settings.LAKIP_HOME / "secret.key").write_text("rahasia")
    filing.store().put(b"Laporan Kinerja")
    return Path(settings.LAKIP_HOME)


def the_document(home: Path) -> Path:
    return next((home / "files").glob("??/??/*"))


def fails(backup: Path) -> str:
    with pytest.raises((Broken, snapshot.NoSnapshot)) as fault:
        backing_up.back_up(backup, at=NOON)
    assert [path.name for path in backup.parent.iterdir()] == ["kantor"]
    return str(fault.value)


def test_what_is_made_is_small_and_says_what_is_in_it(home: Path, tmp_path: Path) -> None:
    made = backing_up.back_up(tmp_path / "a.tar", at=NOON)
    assert (made.files, made.events) == (1, 0)
    told = manifest_of(tmp_path / "a.tar")
    assert told["vendor"] == "sqlite"
    assert told["made_at"] == "2026-02-02T05:00:00+00:00"
    assert "0001_initial" in told["migrations"]
    assert len(told["members"]) == 3


def test_an_older_backup_is_not_overwritten(home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.tar").write_bytes(b"kemarin")
    with pytest.raises(Broken, match="sudah ada"):
        backing_up.back_up(tmp_path / "a.tar", at=NOON)
    assert (tmp_path / "a.tar").read_bytes() == b"kemarin"


def test_two_backups_to_one_file_do_not_mix(home: Path, tmp_path: Path) -> None:
    with backing_up._part_of(tmp_path / "a.tar"), pytest.raises(Broken, match="pencadangan lain"):
        backing_up.back_up(tmp_path / "a.tar", at=NOON)


def test_what_a_killed_backup_left_is_in_nobodys_way(home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.tar.part").write_bytes(b"x" * 100_000)
    (tmp_path / ".a.tar.scratch").mkdir()
    (tmp_path / ".a.tar.scratch" / "database.sqlite3").write_bytes(b"x")
    backing_up.back_up(tmp_path / "a.tar", at=NOON)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.tar", "kantor"]


def test_a_damaged_document_is_found_and_no_backup_is_left(home: Path, tmp_path: Path) -> None:
    path = the_document(home)
    path.write_bytes(b"Laporan Kinerjx")
    assert path.name in fails(tmp_path / "a.tar")


def test_a_document_that_is_gone_is_found(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = snapshot.take

    def with_one_more(target: Path) -> snapshot.Contents:
        found = take(target)
        return snapshot.Contents(
            found.version, found.migrations, found.heads, frozenset(["f" * 64])
        )

    monkeypatch.setattr(snapshot, "take", with_one_more)
    assert "1 dokumen hilang" in fails(tmp_path / "a.tar")


def test_a_disk_that_writes_something_else_is_found(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prove = backing_up.prove

    def on_a_bad_disk(file: Path, **more: Any) -> Any:
        content = bytearray(file.read_bytes())
        content[content.index(b"SQLite format 3") + 5000] ^= 1
        file.write_bytes(content)
        return prove(file, **more)

    monkeypatch.setattr(backing_up, "prove", on_a_bad_disk)
    assert "database.sqlite3" in fails(tmp_path / "a.tar")


def test_a_damaged_database_makes_no_backup(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "tidak-ada"))
    assert "Belum ada basis data" in fails(tmp_path / "a.tar")
    broken = home / "lakip.sqlite3"
    broken.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    monkeypatch.setitem(connection.settings_dict, "NAME", str(broken))
    assert "tidak dapat dibaca" in fails(tmp_path / "a.tar")


def test_a_folder_that_is_not_there_is_a_sentence(home: Path, tmp_path: Path) -> None:
    with pytest.raises(Broken, match="Tidak dapat menulis"):
        backing_up.back_up(tmp_path / "tidak" / "ada" / "a.tar", at=NOON)


def test_without_postgresqls_programs_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "DEBIAN", settings.LAKIP_HOME / "nowhere")
    monkeypatch.setattr(snapshot.shutil, "which", lambda name: None)
    with pytest.raises(snapshot.NoSnapshot, match="Pasang paket postgresql-client"):
        snapshot._program("pg_dump")
