"""Step 12 in the rehearsal: the report goes to everybody on the list, and each has proof."""

from typing import TYPE_CHECKING

from lakip.distribution.deliveries import Delivery
from lakip.distribution.recipients import Way
from lakip.papers.pengiriman import receiving, sending
from lakip.papers.pengiriman.receiving import Told
from lakip.papers.publikasi import publishing
from lakip.papers.publikasi.records import publication_of

if TYPE_CHECKING:
    from lakip.management.rehearsal import Walk

PORTAL = "https://esr.example.go.id/laporan/2026/dinas-sosial"
SHELF = "lemari arsip Sekretariat"
WHO, OFFICE = "Petugas penerima surat", "Staf tata usaha"


def deliver(walk: "Walk") -> None:
    """Let every recipient have the report; the archive comes last, so that it holds the proofs."""
    found = Delivery.objects.filter(journey=walk.journey, receipts=None, excuse="")
    waiting = sorted(found.select_related("journey__agency__government"), key=_archive_last)
    for each in waiting:
        _deliver(walk, each)


def _archive_last(delivery: Delivery) -> tuple[bool, int]:
    return delivery.way == Way.ARCHIVE, delivery.number


def _deliver(walk: "Walk", delivery: Delivery) -> None:
    by = walk.person("tim-penyusun")
    match delivery.way:
        case Way.ELSEWHERE:
            told = Told(received_at=walk.next(), address=PORTAL)
            receiving.elsewhere(delivery=delivery, told=told, upload=None, by=by, at=walk.at)
        case Way.ARCHIVE:
            receiving.archived(delivery=delivery, place=SHELF, by=by, at=walk.next())
        case Way.PUBLIC if publication_of(walk.journey) is None:
            publishing.publish(journey=delivery.journey, with_file=False, by=by, at=walk.next())
        case Way.MAIL | Way.LINK | Way.HAND:
            link = sending.by_link(delivery=delivery, by=by, at=walk.next())
            behind = sending.behind(link.rstrip("/").rpartition("/")[2], at=walk.next())
            assert behind is not None
            receiving.confirm(behind=behind, name=WHO, office=OFFICE, at=walk.at)
