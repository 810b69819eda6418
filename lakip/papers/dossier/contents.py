"""What goes into a dossier: every version and signed file, what was added, what was recorded."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lakip.distribution.deliveries import Delivery, Receipt
from lakip.distribution.recipients import Way
from lakip.documents import filing
from lakip.documents.models import Document, Rendition, Version
from lakip.journey import story
from lakip.journey.editions import edition_of
from lakip.journey.models import Journey
from lakip.ledger import merkle
from lakip.ledger.models import Event
from lakip.papers.laporan_kinerja.attached import Attachment
from lakip.papers.publikasi.records import Publication, publication_of
from lakip.performance.results import Evidence
from lakip.sop.edition import Edition

FOLDERS = {
    Rendition.Kind.SIGNED: "bertanda-tangan",
    Rendition.Kind.SCAN: "pindaian",
    Rendition.Kind.WORD: "word",
    Rendition.Kind.DATA: "data",
}
EVENTS, PROOFS = "catatan/peristiwa.jsonl", "catatan/bukti.json"
LINKED = "sop"  # The folder of the linked SOPs that ran inside the report; one folder for each.
LONGEST_NAME = 80
_UNUSUAL = re.compile(r"[^\w.-]+")


@dataclass(frozen=True)
class Item:
    """One file of the dossier: either stored under its SHA-256, or bytes made for it."""

    path: str
    title: str
    sha256: str = ""
    data: bytes = b""


@dataclass(frozen=True)
class Shelf:
    """Files that belong together, in the order they came; `missing` are gone from the store."""

    title: str
    items: tuple[Item, ...]
    missing: tuple[str, ...] = ()


@dataclass
class _Gathered:
    items: list[Item] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def add(self, path: str, title: str, sha256: str) -> None:
        """A stored file; one that is gone is named."""
        if filing.store().path(sha256).is_file():
            self.items.append(Item(path, title, sha256=sha256))
        else:
            self.missing.append(title)

    def shelf(self, title: str) -> Shelf:
        return Shelf(title, tuple(self.items), tuple(self.missing))


def inner_of(journey: Journey) -> list[tuple[str, Journey]]:
    """The linked SOPs that ran inside the journey, also those given up, each with its folder."""
    found = Journey.objects.filter(inside__journey=journey).select_related(
        "agency__government", "edition", "inside", "closed_by"
    )
    return [
        (f"{LINKED}/{at}-{inner.edition.slug}/", inner)
        for at, inner in enumerate(found.order_by("begun_at", "pk"), start=1)
    ]


def shelves_of(journey: Journey, *, folder: str = "") -> list[Shelf]:
    """Every stored file of the journey, by paper and then what was added."""
    edition = edition_of(journey.edition_id)
    found = [_paper(edition, document, folder) for document in _documents(journey, edition)]
    # What was added and proven is the report's, and no part of a linked SOP.
    added = (_attached(journey), _evidence(journey), _receipts(journey))
    own = () if journey.is_inner else added
    return [shelf for shelf in (*found, *own) if shelf.items or shelf.missing]


def _documents(journey: Journey, edition: Edition) -> list[Document]:
    order = {paper.slug: at for at, paper in enumerate(edition.papers)}
    documents = Document.objects.filter(journey=journey).prefetch_related(
        "versions__renditions__mark", "versions__marks"
    )
    return sorted(documents, key=lambda each: order.get(each.paper, len(order)))


def _paper(edition: Edition, document: Document, within: str) -> Shelf:
    gathered = _Gathered()
    for version in sorted(document.versions.all(), key=lambda each: each.number):
        folder = f"{within}dokumen/{document.paper}/v{version.number}"
        said = f"Versi {version.number}"
        gathered.add(f"{folder}/{_plain(version.name)}", said, version.sha256)
        for at, each in enumerate(_standing(version), start=1):
            path = f"{folder}/{FOLDERS[Rendition.Kind(each.kind)]}/{at}-{_plain(each.name)}"
            gathered.add(path, f"{said}, {each.get_kind_display()}", each.sha256)
    return gathered.shelf(edition.paper(document.paper).name)


def _standing(version: Version) -> list[Rendition]:
    """The renditions whose mark was not withdrawn."""
    return [
        each for each in version.renditions.all() if each.mark is None or not each.mark.withdrawn_at
    ]


def _attached(journey: Journey) -> Shelf:
    gathered = _Gathered()
    for at, each in enumerate(Attachment.objects.filter(journey=journey), start=1):
        gathered.add(f"lampiran/{at:02}-{_plain(each.name)}", each.title, each.sha256)
    return gathered.shelf("Lampiran dari tim")


def _evidence(journey: Journey) -> Shelf:
    gathered = _Gathered()
    found = Evidence.objects.filter(
        indicator__plan__agency_id=journey.agency_id, year=journey.year
    ).select_related("indicator")
    for each in found.order_by("indicator__code", "at", "pk"):
        path = f"bukti/{_plain(each.indicator.code)}/{each.sha256[:8]}-{_plain(each.name)}"
        gathered.add(path, f"{each.indicator.code}: {each.name}", each.sha256)
    return gathered.shelf("Bukti kinerja")


def _receipts(journey: Journey) -> Shelf:
    """What proves that recipients have the report, also where it was replaced later."""
    gathered = _Gathered()
    found = Receipt.objects.filter(delivery__journey=journey).select_related("delivery")
    proofs = found.exclude(sha256="").exclude(proof=Receipt.Proof.ARCHIVED)
    for at, each in enumerate(proofs.order_by("delivery__number", "recorded_at", "pk"), start=1):
        # The same photo may prove two receipts, so the name alone would stand there twice.
        path = f"pengiriman/{each.delivery.number:02}-{at:03}-{_plain(each.file_name)}"
        gathered.add(path, f"{each.delivery.name}: {each.get_proof_display()}", each.sha256)
    return gathered.shelf("Bukti pengiriman")


def delivered_to(journey: Journey) -> list[tuple[Delivery, Receipt | None, Publication | None]]:
    """Everybody who was to get the report, with the proof that stands."""
    publication = publication_of(journey)
    return [
        (
            each,
            next((one for one in each.receipts.all() if not one.replaced_at), None),
            publication if each.way == Way.PUBLIC else None,
        )
        for each in Delivery.objects.filter(journey=journey).prefetch_related("receipts")
    ]


def _plain(name: str) -> str:
    """A name that every file system takes, with its ending."""
    plain = _UNUSUAL.sub("-", name).strip("-.") or "berkas"
    return plain if len(plain) <= LONGEST_NAME else plain[-LONGEST_NAME:].lstrip("-.")


def records_of(journey: Journey, *, folder: str = "") -> tuple[Item, Item]:
    """The journey's events as they were written, and the proof that they stand in the log."""
    rows = list(
        Event.objects.filter(log_id=journey.agency_id)
        .order_by("seq")
        .values_list("seq", "subject", "data", "leaf")
    )
    leaves = [bytes(leaf) for _, _, _, leaf in rows]
    own = [
        (at, seq, bytes(data))
        for at, (seq, subject, data, _) in enumerate(rows)
        if subject == journey.pk
    ]
    told = b"".join(data + b"\n" for _, _, data in own)
    proof = {
        "format": "lakip-bukti-catatan/1",
        "size": len(leaves),
        "root": merkle.root_of(leaves).hex(),
        "events": [
            {
                "seq": seq,
                "index": at,
                "leaf": leaves[at].hex(),
                "proof": [each.hex() for each in merkle.inclusion_proof(leaves, index=at)],
            }
            for at, seq, _ in own
        ],
    }
    return (
        Item(folder + EVENTS, "Peristiwa, satu baris setiap peristiwa", data=told),
        Item(
            folder + PROOFS,
            "Bukti bahwa peristiwa itu tercatat",
            data=json.dumps(proof, indent=1, sort_keys=True).encode() + b"\n",
        ),
    )


def told_of(journey: Journey) -> Sequence[story.Entry]:
    """What happened as sentences, the first first."""
    return list(_pages(journey))[::-1]


def _pages(journey: Journey) -> Iterator[story.Entry]:
    before: int | None = None
    while True:
        entries, before = story.of_journey(journey, before=before)
        yield from entries
        if before is None:
            return
