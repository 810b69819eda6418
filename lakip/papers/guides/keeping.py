"""Adding to an agency's guides, and removing from them.

Nothing is deleted: what was removed stays in its row, in the store and in the agency's ledger.
"""

import datetime
from dataclasses import dataclass, replace
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.db import transaction

from lakip.documents import filing
from lakip.journey.refusal import AlreadyDone, refuse_if
from lakip.ledger import record
from lakip.papers.guides.kept import (
    LONGEST_LINK,
    LONGEST_NOTE,
    LONGEST_TITLE,
    AgencyGuide,
    kept,
)
from lakip.papers.guides.shipped import guides
from lakip.people.government import Agency
from lakip.people.office import OBSERVER, Office, seats_of
from lakip.people.person import Person

MOST = 100

NOT_YOURS = (
    "Aturan OPD dicatat oleh pemegang jabatan SOP, admin OPD, atau anggota tim penyusunnya. "
    "Anda hanya dapat membacanya."
)
NO_TITLE = (
    "Tuliskan judul aturannya, misalnya “Peraturan Bupati Nomor 12 Tahun 2025 tentang SAKIP”."
)
TOO_LONG = "{what} terlalu panjang ({length} huruf); paling banyak {most}."
UNSEEN = "{what} memuat huruf yang tidak terlihat. Ketik ulang, jangan disalin."
NEITHER = "Isi tautannya atau pilih berkasnya; salah satu harus ada."
NOT_HTTPS = (
    "Tautan harus diawali https:// dan menyebut situsnya, misalnya "
    "https://jdih.contohkab.go.id/perbup-12-2025. Bila aturannya tidak ada di situs seperti itu, "
    "unggah berkasnya."
)
UNKNOWN = "Aturan yang hendak diberi salinan tidak ada dalam daftar."
SAME_FILE = "Berkas itu sudah disimpan sebagai “{title}”."
SAME_LINK = "Tautan itu sudah dicatat sebagai “{title}”."
HAS_COPY = "{title} sudah mempunyai salinan milik OPD. Keluarkan dahulu yang lama."
TOO_MANY = "OPD ini sudah menyimpan {most} aturan. Keluarkan dahulu yang tidak dipakai lagi."
GONE = "“{title}” sudah dikeluarkan oleh {who}."


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What was typed about a guide; `copy_of` names the one that ships and that it copies."""

    title: str = ""
    note: str = ""
    link: str = ""
    copy_of: str = ""


def may_keep(person: Person, agency: Agency, *, at: datetime.datetime) -> bool:
    """Whoever holds an office for the agency today, or a seat in the team of an open report."""
    day = at.astimezone(ZoneInfo(agency.government.zone)).date()
    offices = Office.objects.held_by(person, day=day).filter(agency=agency)
    if offices.exclude(role=OBSERVER).exists():
        return True
    seats = seats_of(person).filter(journey__agency=agency, journey__closed_at=None)
    return seats.exists()


def add(
    agency: Agency,
    typed: Typed,
    upload: UploadedFile | None,
    *,
    by: Person,
    at: datetime.datetime,
) -> AgencyGuide:
    """Keep a guide. Raises Refused, or NotTaken for a file that cannot be kept."""
    refuse_if([] if may_keep(by, agency, at=at) else [NOT_YOURS])
    told = _told(typed)
    refuse_if(_faults(told, has_file=upload is not None))
    content = filing.take_upload(upload) if upload is not None else None
    with transaction.atomic():
        Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
        refuse_if(_clashes(list(kept(agency.pk)), told, content))
        made = AgencyGuide.objects.create(
            agency=agency,
            copy_of=told.copy_of,
            title=told.title,
            note=told.note,
            link=told.link,
            **_file(content),
            by=by,
            at=at,
        )
        _record("guide_added", made, by=by, at=at)
    return made


def remove(guide: AgencyGuide, *, by: Person, at: datetime.datetime) -> None:
    """Show a guide no longer. Raises Refused, or AlreadyDone when somebody was quicker."""
    refuse_if([] if may_keep(by, guide.agency, at=at) else [NOT_YOURS])
    with transaction.atomic():
        there = AgencyGuide.objects.filter(pk=guide.pk, removed_at=None)
        if there.update(removed_at=at, removed_by=by):
            _record("guide_removed", guide, by=by, at=at)
            return
    gone = AgencyGuide.objects.select_related("removed_by").get(pk=guide.pk)
    assert gone.removed_by is not None
    sentence = GONE.format(title=gone.title, who=gone.removed_by.name)
    raise AlreadyDone(sentence, by_you=gone.removed_by_id == by.pk)


def _told(typed: Typed) -> Typed:
    """What was typed without needless blanks; a copy is called what it is a copy of."""
    of = guides().get(typed.copy_of)
    return replace(
        typed,
        title=f"Salinan {of.name}" if of else " ".join(typed.title.split()),
        note=" ".join(typed.note.split()),
        link=typed.link.strip(),
    )


def _faults(told: Typed, *, has_file: bool) -> list[str]:
    faults = [] if told.title else [NO_TITLE]
    if told.copy_of and told.copy_of not in guides():
        faults = [UNKNOWN]
    for what, text, most in (
        ("Judul", told.title, LONGEST_TITLE),
        ("Keterangan", told.note, LONGEST_NOTE),
        ("Tautan", told.link, LONGEST_LINK),
    ):
        if len(text) > most:
            faults.append(TOO_LONG.format(what=what, length=len(text), most=most))
        elif not text.isprintable():
            faults.append(UNSEEN.format(what=what))
    if told.link and not _is_safe(told.link):
        faults.append(NOT_HTTPS)
    if not told.link and not has_file:
        faults.append(NEITHER)
    return faults


def _is_safe(link: str) -> bool:
    """An address on the web that is encrypted, and that hides no name before its site."""
    try:
        URLValidator(schemes=["https"])(link)
        return "@" not in urlsplit(link).netloc
    except (ValidationError, ValueError):
        return False


def _clashes(there: list[AgencyGuide], told: Typed, content: filing.Content | None) -> list[str]:
    if len(there) >= MOST:
        return [TOO_MANY.format(most=MOST)]
    for each in there:
        if told.copy_of and each.copy_of == told.copy_of:
            return [HAS_COPY.format(title=guides()[told.copy_of].name)]
        if content and each.sha256 == content.sha256:
            return [SAME_FILE.format(title=each.title)]
        if told.link and each.link == told.link:
            return [SAME_LINK.format(title=each.title)]
    return []


def _file(content: filing.Content | None) -> dict[str, str | int]:
    if content is None:
        return {}
    return {
        "name": content.name,
        "sha256": content.sha256,
        "size": content.size,
        "media_type": content.media_type,
    }


def _record(kind: str, guide: AgencyGuide, *, by: Person, at: datetime.datetime) -> None:
    facts: dict[str, str | UUID] = {
        "guide": guide.pk,
        "title": guide.title,
        "copy_of": guide.copy_of,
        "link": guide.link,
        "sha256": guide.sha256,
    }
    record.append(agency_id=guide.agency_id, kind=kind, at=at, by=by.pk, subject=None, facts=facts)
