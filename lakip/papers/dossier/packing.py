"""Packs a dossier: a ZIP with an index that a person can read, and a list of hashes."""

import hashlib
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from django.template.loader import render_to_string

from lakip.documents import filing
from lakip.journey.editions import edition_of
from lakip.journey.models import Journey
from lakip.papers.dossier.contents import (
    Item,
    delivered_to,
    inner_of,
    records_of,
    shelves_of,
    told_of,
)

INDEX, SUMS = "index.html", "SHA256SUMS"
# A fixed time, so that the same contents give the same bytes.
_WHEN = (1980, 1, 1, 0, 0, 0)
_PACKED = 1 << 20


def packed(journey: Journey) -> BinaryIO:
    """The journey's dossier as a file without a name. Raises NotTaken when there is no room."""
    parts = _parts(journey)
    return filing.made(lambda into: _pack(journey, parts, into), most=_size(parts))


def pack(journey: Journey, into: BinaryIO) -> int:
    """Write the journey's dossier, and give the number of its files."""
    return _pack(journey, _parts(journey), into)


def _pack(journey: Journey, parts: Sequence[Mapping[str, Any]], into: BinaryIO) -> int:
    index = Item(INDEX, "Daftar isi", data=_index(journey, parts))
    sums: list[str] = []
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as packed:
        for item in (index, *(item for part in parts for item in _items(part))):
            sums.append(f"{_put(packed, item)}  {item.path}")
        _write(packed, SUMS, "".join(f"{line}\n" for line in sums).encode())
    return len(sums) + 1


def _parts(journey: Journey) -> list[dict[str, Any]]:
    return [_part(one, folder) for folder, one in (("", journey), *inner_of(journey))]


def _size(parts: Sequence[Mapping[str, Any]]) -> int:
    """How many bytes go in; what is packed is hardly ever larger."""
    stored = [item.sha256 for part in parts for item in _items(part) if item.sha256]
    return sum(filing.store().path(sha256).stat().st_size for sha256 in stored)


def _part(journey: Journey, folder: str) -> dict[str, Any]:
    """A journey as the index tells it: the report itself, or a linked SOP in its folder."""
    edition = edition_of(journey.edition_id)
    turns = journey.turns.select_related("closed_by").order_by("number")
    return {
        "journey": journey,
        "shelves": shelves_of(journey, folder=folder),
        "records": records_of(journey, folder=folder),
        "turns": [
            (edition.number(turn.step), edition.step(turn.step).title, turn) for turn in turns
        ],
        "entries": told_of(journey),
        "deliveries": delivered_to(journey),
    }


def _items(part: Mapping[str, Any]) -> Iterator[Item]:
    for shelf in part["shelves"]:
        yield from shelf.items
    yield from part["records"]


def _index(journey: Journey, parts: Sequence[Mapping[str, Any]]) -> bytes:
    told = {"journey": journey, "agency": journey.agency, "parts": parts}
    return render_to_string("dossier/index.html", told).encode()


def _put(packed: zipfile.ZipFile, item: Item) -> str:
    """Write one file and give its SHA-256, as it was written."""
    if not item.sha256:
        _write(packed, item.path, item.data)
        return hashlib.sha256(item.data).hexdigest()
    digest = hashlib.sha256()
    with filing.store().open(item.sha256) as stored, packed.open(_named(item.path), "w") as member:
        while chunk := stored.read(_PACKED):
            digest.update(chunk)
            member.write(chunk)
    return digest.hexdigest()


def _write(packed: zipfile.ZipFile, path: str, data: bytes) -> None:
    packed.writestr(_named(path), data)


def _named(path: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(path, _WHEN)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info
