"""The dossier of a year: whole by itself, readable, and every change in it is seen."""

import hashlib
import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from lakip.documents import filing
from lakip.documents.models import Version
from lakip.papers.dossier.checking import NotADossier, check
from lakip.papers.dossier.contents import EVENTS, PROOFS
from lakip.papers.dossier.packing import INDEX, SUMS, pack
from tests import cast


@pytest.fixture
def office(office: cast.Office) -> cast.Office:
    office.to("verifikasi-draft")
    office.send_back("sekretaris", "Perbaiki tabel 3.1.")
    office.to("pengesahan-laporan")
    return office


def packed(office: cast.Office) -> bytes:
    into = io.BytesIO()
    pack(office.journey, into)
    return into.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {info.filename: opened.read(info) for info in opened.infolist()}


def again(parts: dict[str, bytes]) -> io.BytesIO:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as made:
        for name, data in parts.items():
            made.writestr(name, data)
    into.seek(0)
    return into


def test_every_version_and_event_is_there_and_checks(office: cast.Office) -> None:
    data = packed(office)
    parts = members(data)
    checked = check(io.BytesIO(data))

    versions = Version.objects.filter(document__journey=office.journey)
    assert {filing.read(each.sha256) for each in versions} <= set(parts.values())
    assert checked.faults == ()
    assert checked.files == len(parts) - 1
    assert checked.events == len(parts[EVENTS].splitlines()) > 20
    assert packed(office) == data


def test_a_stock_tool_checks_it_as_well(office: cast.Office, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(packed(office))) as opened:
        opened.extractall(tmp_path)
    command = ["sha256sum", "--check", "--strict", "--quiet", SUMS]
    assert subprocess.run(command, cwd=tmp_path).returncode == 0
    (tmp_path / EVENTS).write_bytes(b"{}\n")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True).returncode == 1


def test_a_person_reads_what_happened_in_the_index(office: cast.Office) -> None:
    index = members(packed(office))[INDEX].decode()

    assert "Verifikasi dan paraf draft laporan (putaran 2)" in index
    assert "Perbaiki tabel 3.1." in index
    assert 'href="dokumen/draft-laporan-kinerja/v2/' in index
    assert "<script" not in index
    assert "http" not in index


def _event_changed(parts: dict[str, bytes]) -> None:
    """With its hash mended, as somebody would who knows of the list."""
    parts[EVENTS] = parts[EVENTS].replace(b"2027", b"2026", 1)
    parts[SUMS] = _sums(parts)


def _event_dropped(parts: dict[str, bytes]) -> None:
    lines = parts[EVENTS].splitlines(keepends=True)
    parts[EVENTS] = b"".join(lines[:-1])
    parts[SUMS] = _sums(parts)


def _event_moved(parts: dict[str, bytes]) -> None:
    told = json.loads(parts[PROOFS])
    told["events"][0]["index"] += 1
    parts[PROOFS] = json.dumps(told).encode()
    parts[SUMS] = _sums(parts)


def _sums(parts: dict[str, bytes]) -> bytes:

    return "".join(
        f"{hashlib.sha256(data).hexdigest()}  {name}\n"
        for name, data in parts.items()
        if name != SUMS
    ).encode()


def _file_changed(parts: dict[str, bytes]) -> None:
    name = next(name for name in parts if name.startswith("dokumen/sk-tim") or "draft-sk" in name)
    parts[name] += b" "


def _file_dropped(parts: dict[str, bytes]) -> None:
    del parts[next(name for name in parts if name.startswith("dokumen/"))]


def _file_added(parts: dict[str, bytes]) -> None:
    parts["dokumen/tambahan.pdf"] = b"%PDF-"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_file_changed, "berubah: sidiknya"),
        (_file_dropped, "tidak ada dalam paket"),
        (_file_added, "tidak ada dalam daftar"),
        (_event_changed, "tidak terbukti tercatat"),
        (_event_dropped, "Jumlah peristiwa"),
        (_event_moved, "tidak terbukti tercatat"),
    ],
)
def test_every_change_is_seen(
    office: cast.Office, spoil: Callable[[dict[str, bytes]], None], said: str
) -> None:
    parts = members(packed(office))
    spoil(parts)
    faults = check(again(parts)).faults

    assert faults
    assert all(said in fault for fault in faults)


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", again({}).getvalue(), again({SUMS: b"x\n"}).getvalue()],
)
def test_another_file_is_no_dossier(data: bytes) -> None:
    with pytest.raises(NotADossier, match="bukan paket arsip"):
        check(io.BytesIO(data))


def test_a_file_that_the_store_lost_is_named(office: cast.Office) -> None:
    version = Version.objects.filter(document__paper="sk-tim").first() or Version.objects.first()
    assert version
    path = filing.store().path(version.sha256)
    kept = path.read_bytes()
    path.unlink()
    try:
        index = members(packed(office))[INDEX].decode()
    finally:
        path.write_bytes(kept)
    assert "berkasnya tidak ada lagi di penyimpanan" in index


def test_the_page_hands_it_out_to_who_may_read_the_journey(office: cast.Office) -> None:
    client, address = Client(), f"/laporan/{office.journey.pk}/arsip.zip"
    client.force_login(office.person("sekretaris"))
    answer = client.get(address)

    assert answer.headers["Content-Type"] == "application/zip"
    assert check(io.BytesIO(b"".join(answer.streaming_content))).faults == ()
    assert address in client.get(f"/laporan/{office.journey.pk}/dokumen/").content.decode()
    assert Client().get(address).status_code == 302
