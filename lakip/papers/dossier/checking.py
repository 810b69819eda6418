"""Checks a dossier without the installation that made it: hashes, and the record's proofs.

Nothing is unpacked: every member is read as a stream, so a hostile ZIP costs time and no room.
"""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from lakip.ledger.merkle import leaf_hash, verify_inclusion
from lakip.papers.dossier.contents import EVENTS, LINKED, PROOFS
from lakip.papers.dossier.packing import SUMS

LARGEST_LIST = 32 * 1024**2  # Bytes of one list: hashes, events or proofs.
MOST_UNPACKED = 20 * 1024**3
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_WITHIN = re.compile(rf"{LINKED}/[^/]+/")
_CHUNK = 1 << 20

NOT_A_DOSSIER = "Berkas ini bukan paket arsip dari aplikasi ini."
NOT_LISTED = "{path} tidak ada dalam daftar SHA256SUMS."
GONE = "{path} ada dalam daftar, tetapi tidak ada dalam paket."
TWICE = "{path} ada dua kali dalam paket."
CHANGED = "{path} berubah: sidiknya tidak sama dengan daftar."
TOO_LARGE = "Paket ini terlalu besar untuk diperiksa."
NOT_PROVEN = "Peristiwa {seq} tidak terbukti tercatat."
NOT_TOLD = "Jumlah peristiwa tidak sama dengan jumlah buktinya."


@dataclass(frozen=True)
class Checked:
    """What a check found. `root` is that of the log when the dossier was made."""

    files: int
    events: int
    size: int
    root: str
    faults: tuple[str, ...]


class NotADossier(Exception):
    """The file is something else; says so in a sentence."""


def check(file: Path | BinaryIO) -> Checked:
    """Compare every file with its hash and every event with its proof. Raises NotADossier."""
    try:
        with zipfile.ZipFile(file) as packed:
            return _check(packed)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, RecursionError) as error:
        raise NotADossier(NOT_A_DOSSIER) from error


def _check(packed: zipfile.ZipFile) -> Checked:
    sums = _sums(packed)
    faults = list(_files(packed, sums))
    proof: dict[str, Any] = json.loads(_small(packed, PROOFS))
    count = 0
    for folder in _folders(sums):
        lines = _small(packed, folder + EVENTS).split(b"\n")[:-1]
        faults += _events(lines, json.loads(_small(packed, folder + PROOFS)))
        count += len(lines)
    return Checked(
        files=len(sums),
        events=count,
        size=int(proof["size"]),
        root=str(proof["root"]),
        faults=tuple(faults),
    )


def _folders(sums: dict[str, str]) -> list[str]:
    """Where events are: the report's own, and of each linked SOP that ran inside it."""
    within = (_WITHIN.match(path) for path in sums)
    return ["", *sorted({found[0] for found in within if found})]


def _small(packed: zipfile.ZipFile, path: str) -> bytes:
    if packed.getinfo(path).file_size > LARGEST_LIST:
        raise NotADossier(TOO_LARGE)
    return packed.read(path)


def _sums(packed: zipfile.ZipFile) -> dict[str, str]:
    found = {}
    for line in _small(packed, SUMS).decode().splitlines():
        told = _LINE.fullmatch(line)
        if told is None:
            raise NotADossier(NOT_A_DOSSIER)
        found[told[2]] = told[1]
    return found


def _files(packed: zipfile.ZipFile, sums: dict[str, str]) -> Iterator[str]:
    if sum(info.file_size for info in packed.infolist()) > MOST_UNPACKED:
        raise NotADossier(TOO_LARGE)
    seen: set[str] = set()
    for info in packed.infolist():
        path = info.filename
        if path in seen:
            yield TWICE.format(path=path)
        seen.add(path)
        if path == SUMS:
            continue
        if path not in sums:
            yield NOT_LISTED.format(path=path)
        elif _hash(packed, info) != sums[path]:
            yield CHANGED.format(path=path)
    yield from (GONE.format(path=path) for path in sums if path not in seen)


def _hash(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> str:
    """The SHA-256 of a member; of nothing for one whose bytes are damaged."""
    digest = hashlib.sha256()
    try:
        with packed.open(info) as member:
            while chunk := member.read(_CHUNK):
                digest.update(chunk)
    except zipfile.BadZipFile:
        return ""
    return digest.hexdigest()


def _events(lines: list[bytes], proof: dict[str, Any]) -> Iterator[str]:
    told = proof["events"]
    if len(told) != len(lines):
        yield NOT_TOLD
        return
    root, size = bytes.fromhex(proof["root"]), int(proof["size"])
    for data, each in zip(lines, told, strict=True):
        leaf = leaf_hash(data)
        way = [bytes.fromhex(step) for step in each["proof"]]
        stands = verify_inclusion(
            leaf=leaf, index=int(each["index"]), size=size, proof=way, root=root
        )
        if leaf.hex() != each["leaf"] or not stands:
            yield NOT_PROVEN.format(seq=each["seq"])
