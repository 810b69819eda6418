"""What goes out: the ratified report as it was signed, and the papers that go along with it."""

import datetime
from dataclasses import dataclass

from django.db.models import F, Q

from lakip.documents.models import Document, Mark, Version
from lakip.journey.acts import touch
from lakip.journey.editions import edition_of
from lakip.journey.models import Journey, Turn
from lakip.journey.refusal import Refused, refuse_if
from lakip.journey.telling import sitting_in
from lakip.papers.format_data.parts import may_manage
from lakip.people.person import Person
from lakip.sop.edition import Act

REPORT = "laporan-kinerja"
# What a recipient gets beside the report, where it was made; in this order.
ALONG = ("surat-pengantar", "lembar-pengesahan", "pernyataan-telah-direviu")

NOT_YOURS = "Pengiriman dikelola oleh tim penyusun, Sekretaris, dan Kasubbag Perencanaan."
NOT_RATIFIED = "Laporan belum disahkan, jadi belum ada yang dapat dikirim."
NOT_YET = "Laporan dikirim pada langkah {number}, {title}; giliran itu belum terbuka."
NOT_BEFORE_THE_END = "SOP ini tidak mempunyai langkah pengiriman; laporan dikirim sesudah selesai."
CANCELLED = "Penyusunan ini sudah dibatalkan."


@dataclass(frozen=True)
class OutgoingFile:
    """A file that a recipient gets: stored under its SHA-256."""

    title: str
    name: str
    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True)
class Parcel:
    """The version that was ratified, and the files that go out: the report first."""

    version: Version
    ratified_at: datetime.datetime
    files: tuple[OutgoingFile, ...]


def parcel_of(journey: Journey) -> Parcel | None:
    """What goes out; None as long as the version that counts is not ratified."""
    edition = edition_of(journey.edition_id)
    if REPORT not in {paper.slug for paper in edition.papers}:
        return None
    base = edition.base(REPORT)
    wanted = {base: edition.paper(REPORT).name}
    wanted |= {paper.slug: paper.name for paper in edition.papers if paper.slug in ALONG}
    # What was made in the report itself comes last, and so stands over that of a linked SOP.
    documents = Document.objects.filter(
        Q(journey=journey, paper__in=wanted) | made_inside(journey), latest__isnull=False
    ).order_by(F("journey__inside").desc(nulls_last=True))
    found = {
        document.paper: document.latest
        for document in documents.select_related("latest").prefetch_related(
            "latest__marks", "latest__renditions__mark"
        )
    }
    report = found.get(base)
    ratified_at = _signed_at(report) if report else None
    if report is None or ratified_at is None:
        return None
    along = [(slug, found[slug]) for slug in ALONG if slug in wanted and slug in found]
    versions = [(base, report), *along]
    files = tuple(_file(wanted[slug], version) for slug, version in versions if version)
    return Parcel(report, ratified_at, files)


def made_inside(journey: Journey) -> Q:
    """The papers that go along and were made by a linked SOP of the report, as a condition."""
    return Q(journey__inside__journey=journey, journey__is_cancelled=False, paper__in=ALONG)


def _signed_at(version: Version) -> datetime.datetime | None:
    """When the version was signed; None when no signature on it stands."""
    signed = (mark for mark in version.marks.all() if mark.kind == Mark.Kind.SIGNATURE)
    return min((mark.at for mark in signed if mark.withdrawn_at is None), default=None)


def _file(title: str, version: Version) -> OutgoingFile:
    """The version as it was signed or scanned, where there is such a file."""
    shown = version.marked_file or version
    return OutgoingFile(title, shown.name, shown.sha256, shown.size, shown.media_type)


def sending_turn(journey: Journey) -> Turn | None:
    """The open turn in which the report is sent; None outside of it."""
    turn = journey.turns.filter(closed_at=None).first()
    if turn is None:
        return None
    step = edition_of(journey.edition_id).step(turn.step)
    return turn if step.act is Act.DISTRIBUTE else None


def obstacles_to_planning(journey: Journey, by: Person, at: datetime.datetime) -> list[str]:
    """Why this person may not say to whom the report goes. Empty means they may."""
    if not may_manage(journey, by, at=at):
        return [NOT_YOURS]
    return [CANCELLED] if journey.is_cancelled else []


def obstacles_to_sending(
    journey: Journey, parcel: Parcel | None, by: Person, at: datetime.datetime
) -> list[str]:
    """Why this person may not send the report now. Empty means they may.

    It is sent in the step that distributes it, and also after that: a recipient may ask again.
    """
    if reasons := obstacles_to_planning(journey, by, at):
        return reasons
    if parcel is None:
        return [NOT_RATIFIED]
    if journey.closed_at is not None or sending_turn(journey) is not None:
        return []
    edition = edition_of(journey.edition_id)
    step = next((step for step in edition.steps if step.act is Act.DISTRIBUTE), None)
    if step is None:
        return [NOT_BEFORE_THE_END]
    return [NOT_YET.format(number=edition.number(step.slug), title=step.title)]


def who_hears_of(journey: Journey, sender: Person, at: datetime.datetime) -> list[Person]:
    """Who is told that a recipient has the report: who sent it, or the team where they left."""
    if sender.is_active and may_manage(journey, sender, at=at):
        return [sender]
    return list(sitting_in(journey))


def check_planning(journey: Journey, by: Person, at: datetime.datetime) -> None:
    """Refuse who may not say to whom the report goes, and a journey that leads nowhere."""
    refuse_if(obstacles_to_planning(journey, by, at))


def check_sending(journey: Journey, by: Person, at: datetime.datetime) -> Parcel:
    """What goes out, for somebody who may send it now. Raises Refused."""
    parcel = parcel_of(journey)
    refuse_if(obstacles_to_sending(journey, parcel, by, at))
    assert parcel is not None, "without a parcel there is an obstacle"
    return parcel


def touch_sending(journey: Journey) -> None:
    """Let a move of the sending turn judge anew; the caller's transaction holds the change.

    What comes a moment after the last step was finished counts, as it does a day later.
    """
    turn = sending_turn(journey)
    if turn is None:
        return
    try:
        touch(turn)
    except Refused:
        if not _is_finished(journey):
            raise


def _is_finished(journey: Journey) -> bool:
    finished = Journey.objects.filter(closed_at__isnull=False, is_cancelled=False)
    return finished.filter(pk=journey.pk).exists()
