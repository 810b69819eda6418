"""Adding files to a report, and leaving them out again.

Nothing is deleted: a file that was taken out stays in the store and in the journey's ledger.
"""

import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from lakip.documents import filing, shrinking
from lakip.documents.filing import NotTaken
from lakip.documents.intake import Unfit
from lakip.documents.typesetting import missing_letters
from lakip.journey import happenings
from lakip.journey.models import Journey
from lakip.journey.refusal import refuse_if
from lakip.ledger import record
from lakip.papers.laporan_kinerja.attached import LONGEST_TITLE, Attachment, attached
from lakip.papers.laporan_kinerja.writing import Writer

MOST = 40
PICTURES = ("image/png", "image/jpeg")

NO_FILE = "Pilih dahulu berkasnya."
NO_TITLE = "Tuliskan judul lampiran, misalnya “Penyerahan bantuan kepada kelompok tani”."
LONG_TITLE = "Judul lampiran terlalu panjang ({length} huruf); paling banyak {most}."
NO_LETTERS = "Huruf {letters} pada judul tidak ada dalam jenis huruf laporan. Gantilah."
NOT_YOURS = "Lampiran ditambah dan dikeluarkan oleh tim penyusun."
TOO_MANY = "Laporan ini sudah memuat {most} lampiran. Keluarkan salah satunya dahulu."
ALREADY = "Berkas itu sudah dilampirkan sebagai “{title}”."


def attach(
    journey: Journey,
    upload: UploadedFile | None,
    *,
    title: str,
    writer: Writer,
    at: datetime.datetime,
) -> Attachment:
    """Add a file to the report. Raises Refused, or NotTaken for a file that cannot be kept."""
    title = " ".join(title.split())
    refuse_if([*_refusals(writer), *_faults(title)])
    if upload is None:
        raise NotTaken([NO_FILE])
    content = filing.take_upload(upload)
    printed = _printed(content)
    with transaction.atomic():
        Journey.objects.select_for_update(no_key=True).get(pk=journey.pk)
        found = list(attached(journey))
        same = next((each for each in found if each.sha256 == content.sha256), None)
        refuse_if([ALREADY.format(title=same.title)] if same else [])
        refuse_if([TOO_MANY.format(most=MOST)] if len(found) >= MOST else [])
        made = Attachment.objects.create(
            journey=journey,
            title=title,
            name=content.name,
            sha256=content.sha256,
            size=content.size,
            media_type=content.media_type,
            by=writer.person,
            at=at,
            **printed,
        )
        _record(happenings.ATTACHED, made, writer, at)
    return made


def take_out(attachment: Attachment, *, writer: Writer, at: datetime.datetime) -> None:
    """Leave a file out of the report from now on. Raises Refused."""
    refuse_if(_refusals(writer))
    with transaction.atomic():
        there = Attachment.objects.filter(pk=attachment.pk, taken_out_at=None)
        if there.update(taken_out_at=at):
            _record(happenings.TAKEN_OUT, attachment, writer, at)


def may_attach(writer: Writer) -> bool:
    """Whether they may add files now."""
    return not _refusals(writer)


def _refusals(writer: Writer) -> list[str]:
    if writer.obstacles:
        return list(writer.obstacles)
    return [] if writer.is_of_the_team else [NOT_YOURS]


def _faults(title: str) -> list[str]:
    if not title:
        return [NO_TITLE]
    if len(title) > LONGEST_TITLE:
        return [LONG_TITLE.format(length=len(title), most=LONGEST_TITLE)]
    missing = missing_letters(title)
    named = ", ".join(f"“{letter}”" for letter in missing[:8])
    return [NO_LETTERS.format(letters=named)] if missing else []


def _printed(content: filing.Content) -> dict[str, str | int]:
    """What is printed of a picture; nothing of another file."""
    if content.media_type not in PICTURES:
        return {}
    try:
        shrunk = shrinking.shrink_in_child(filing.store().path(content.sha256))
    except Unfit as unfit:
        raise NotTaken([str(unfit)]) from unfit
    kept = filing.keep(shrunk.jpeg, name=content.name, media_type="image/jpeg")
    return {"printed": kept.sha256, "width": shrunk.width, "height": shrunk.height}


def _record(
    happening: happenings.Happening, attachment: Attachment, writer: Writer, at: datetime.datetime
) -> None:
    journey = attachment.journey
    record.append(
        agency_id=journey.agency_id,
        kind=happening.kind,
        at=at,
        by=writer.person.pk,
        subject=journey.pk,
        facts={"attachment": attachment.title, "sha256": attachment.sha256},
    )
