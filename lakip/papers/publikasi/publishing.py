"""Publishing a ratified report, and taking it back."""

import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.text import slugify

from lakip.documents.models import Mark
from lakip.journey import happenings
from lakip.journey.editions import edition_of
from lakip.journey.models import Journey
from lakip.journey.refusal import AlreadyDone, Refused, refuse_if
from lakip.journey.standing import offices_for
from lakip.journey.telling import tell
from lakip.papers.laporan_kinerja.gathering import gather
from lakip.papers.laporan_kinerja.outline import key_figures
from lakip.papers.laporan_kinerja.writing import PAPER
from lakip.papers.publikasi.records import Publication, PublicationQuerySet, publication_of
from lakip.people.government import Agency
from lakip.people.office import seats_of
from lakip.people.person import Person
from lakip.sop.edition import Act

PUBLISHERS = ("kasubbag-perencanaan", "sekretaris", "kepala-dinas")
TRIES = 5
LONGEST_NAME = 60
LONGEST_REASON = 1000

NOT_YOURS = (
    "Laporan diterbitkan dan ditarik oleh Kasubbag Perencanaan, Sekretaris, Kepala Dinas, atau "
    "anggota tim penyusunnya."
)
NOT_RATIFIED = "Laporan ini belum disahkan, jadi belum dapat diterbitkan."
IS_CANCELLED = "Penyusunan ini dibatalkan; laporannya tidak dapat diterbitkan."
IS_PUBLIC = "Laporan ini sudah terbit di laman publik; tidak ada yang berubah."
IS_GONE = "Laporan ini sudah tidak ada di laman publik; tidak ada yang berubah."
NO_REASON = "Tuliskan alasan menarik laporan dari laman publik."
LONG_REASON = "Alasannya terlalu panjang ({length} huruf); paling banyak {most}."
MARK_IS_GONE = "Pengesahannya ditarik kembali."
JOURNEY_IS_GONE = "Penyusunannya dibatalkan."


def ratification_of(journey: Journey) -> Mark | None:
    """The signature that ratifies the journey's report as it stands; None before, or taken back."""
    edition = edition_of(journey.edition_id)
    steps = [
        step.slug
        for step in edition.steps
        if step.act is Act.RATIFY and edition.base(step.gives) == PAPER
    ]
    found = Mark.objects.filter(
        version__document__journey=journey,
        version__document__paper=PAPER,
        version__document__latest=F("version"),
        kind=Mark.Kind.SIGNATURE,
        withdrawn_at=None,
        turn__step__in=steps,
    )
    return found.select_related("version").order_by("-at", "-pk").first()


def obstacles_to_publishing(journey: Journey) -> list[str]:
    """Why the report cannot be published by anybody now; empty when it can."""
    if journey.is_cancelled:
        return [IS_CANCELLED]
    return [] if ratification_of(journey) else [NOT_RATIFIED]


def may_publish(journey: Journey, person: Person, *, at: datetime.datetime) -> bool:
    """Whether it is theirs to publish the report and to take it back, also when all is done."""
    offices = offices_for(journey, person=person, at=at, turn_id=None)
    if any(office.role in PUBLISHERS for office in offices):
        return True
    return seats_of(person).filter(journey=journey).exists()


def publish(*, journey: Journey, with_file: bool, by: Person, at: datetime.datetime) -> Publication:
    """Open the ratified report to everybody. Raises Refused, or AlreadyDone."""
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                return _publish(journey, with_file, by, at)
        except IntegrityError:
            continue  # Another agency of this name took the address a moment ago.
    raise Refused("Laman publik sedang diubah orang lain; coba lagi.")


def _publish(journey: Journey, with_file: bool, by: Person, at: datetime.datetime) -> Publication:
    """The same within the transaction, which holds the journey."""
    held = Journey.objects.select_for_update(no_key=True).get(pk=journey.pk)
    refuse_if([] if may_publish(held, by, at=at) else [NOT_YOURS])
    refuse_if(obstacles_to_publishing(held))
    standing = publication_of(held)
    if standing:
        raise AlreadyDone(IS_PUBLIC, by_you=standing.published_by_id == by.pk)
    mark = ratification_of(held)
    assert mark is not None, "the obstacles refuse a report without it"
    _close_what_does_not_stand(held, by, at)
    made = Publication.objects.create(
        journey=held,
        version=mark.version,
        mark=mark,
        slug=_slug(held),
        with_file=with_file,
        figures=_figures(held, mark),
        published_at=at,
        published_by=by,
    )
    facts = {"publication": made.pk, "slug": made.slug, "with_file": with_file}
    facts |= {"version": mark.version.number, "sha256": mark.version.sha256}
    tell(happenings.PUBLISHED, journey=held, by=by, at=at, facts=facts)
    return made


def withdraw(*, publication: Publication, by: Person, at: datetime.datetime, reason: str) -> None:
    """Take a report back from the public, with a reason. Raises Refused, or AlreadyDone."""
    reason = reason.strip()
    journey = publication.journey
    refuse_if([] if may_publish(journey, by, at=at) else [NOT_YOURS])
    refuse_if(_faults(reason))
    with transaction.atomic():
        there = Publication.objects.filter(pk=publication.pk, withdrawn_at=None)
        if not there.update(withdrawn_at=at, withdrawn_by=by, withdraw_reason=reason):
            publication.refresh_from_db()
            raise AlreadyDone(IS_GONE, by_you=publication.withdrawn_by_id == by.pk)
        facts = {"publication": publication.pk, "slug": publication.slug, "note": reason}
        words = {"note": reason}
        tell(happenings.UNPUBLISHED, journey=journey, by=by, at=at, facts=facts, words=words)


def _faults(reason: str) -> list[str]:
    if not reason:
        return [NO_REASON]
    if len(reason) > LONGEST_REASON:
        return [LONG_REASON.format(length=len(reason), most=LONGEST_REASON)]
    return []


def _of_the_year(journey: Journey) -> PublicationQuerySet:
    """Every publication of the agency's report of that year, by whatever journey."""
    return Publication.objects.filter(journey__agency=journey.agency_id, journey__year=journey.year)


def _close_what_does_not_stand(journey: Journey, by: Person, at: datetime.datetime) -> None:
    """End those that are not shown any more, so that the address is free for this one."""
    fallen = _of_the_year(journey).filter(withdrawn_at=None)
    ended = {"withdrawn_at": at, "withdrawn_by": by}
    cancelled = fallen.filter(journey__is_cancelled=True)
    cancelled.update(withdraw_reason=JOURNEY_IS_GONE, **ended)
    fallen.filter(mark__withdrawn_at__isnull=False).update(withdraw_reason=MARK_IS_GONE, **ended)


def _slug(journey: Journey) -> str:
    """The address of the agency's year: the one it had, or one that no other agency ever had."""
    before = _of_the_year(journey).order_by("published_at").first()
    if before:
        return before.slug
    agency = journey.agency
    own = slugify(agency.name)[:LONGEST_NAME].strip("-") or "laporan"
    government = slugify(agency.government.name).removeprefix("pemerintah-")[:LONGEST_NAME]
    tried = [own, f"{own}-{government}".strip("-")]
    tried += [f"{tried[-1]}-{number}" for number in range(2, 100)]
    return next(slug for start in tried if not _is_taken(slug := f"{start}-{journey.year}", agency))


def _is_taken(slug: str, agency: Agency) -> bool:
    others = Publication.objects.filter(slug=slug)
    return others.exclude(Q(journey__agency=agency)).exists()


def _figures(journey: Journey, mark: Mark) -> list[dict[str, str]] | None:
    """The key figures that are recorded for a report without data of its own."""
    if (mark.version.made_from or {}).get("data"):
        return None
    facts = gather(journey.agency, journey.year)
    if not facts.indicators:
        return None
    return [
        {"value": card.value, "label": card.label, "note": card.note}
        for card in key_figures(facts).cards
    ]
