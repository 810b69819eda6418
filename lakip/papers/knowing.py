"""Gathers what the system knows already, so that nobody types it again into a paper."""

import datetime
from collections import defaultdict
from uuid import UUID

from django.conf import settings

from lakip.distribution.deliveries import Delivery
from lakip.distribution.recipients import WRITTEN_TO
from lakip.documents import blocks
from lakip.documents.drafts import Draft
from lakip.documents.models import Document
from lakip.journey.models import Journey, TeamMember
from lakip.journey.standing import local_day
from lakip.papers.drafted import Addressee, FiledReport, Holder, Known, Member, Request
from lakip.people.calendars import calendar_of
from lakip.people.government import Agency
from lakip.people.letterhead import Letterhead, letterhead_of
from lakip.people.office import BESIDE_THE_SOP, Office, OfficeQuerySet

TITLES = {
    "kepala-dinas": "Kepala {agency}",
    "sekretaris": "Sekretaris {agency}",
    "kasubbag-perencanaan": "Kepala Sub Bagian Perencanaan",
}


REPORT = "draft-laporan-kinerja"


def known(
    journey: Journey,
    document: Document | None,
    *,
    at: datetime.datetime,
    house: Agency | None = None,
) -> Known:
    """All that is known for a paper of the journey at that moment.

    `house` is the agency whose paper it is, where that is not the one that reports.
    """
    agency, day = journey.agency, local_day(journey, at)
    head = letterhead_of(house or agency)
    numbered = getattr(document, "numbered", None) if document else None
    return Known(
        agency=agency.name,
        government=agency.government.name,
        year=journey.year,
        today=day,
        place=head.place or _place(agency.government.name),
        letterhead=kop(head),
        request=Request(
            sender=journey.request_sender,
            number=journey.request_number,
            date=journey.request_date,
        ),
        calendar=calendar_of(agency.government),
        holders={role: found[0] for role, found in candidates(agency, day=day).items()},
        bidang=tuple(agency.bidang.values_list("name", flat=True)),
        team=team_of(journey),
        recipients=addressees_of(journey),
        number=numbered.text if numbered else "",
        address=f"{settings.SITE_URL}/verifikasi/{document.token}/" if document else "",
        house=house.name if house else "",
        report=_report(journey),
        earlier=_earlier(journey),
    )


def house_of(agency: Agency, role: str, *, signer: str, day: datetime.date) -> Agency | None:
    """The agency in which the one who signs in that office works, where it is another."""
    serving = _in_order(Office.objects.serving(agency.pk, day=day).filter(role=role))
    chosen = next((one for one in serving if str(one.person_id) == signer), None)
    first = chosen or next(iter(serving), None)
    home = first.person.agency if first else None
    return home if home != agency else None


def _report(journey: Journey) -> FiledReport | None:
    found = Document.objects.filter(journey=journey, paper=REPORT).select_related("latest").first()
    if found is None or found.latest is None:
        return None
    version = found.latest
    on = local_day(journey, version.at)
    return FiledReport(number=version.number, sha256=version.sha256, on=on)


def kop(head: Letterhead) -> blocks.Letterhead:
    """The agency's kop as a block."""
    government, agency = head.lines
    return blocks.Letterhead(
        government=government,
        agency=agency,
        address=tuple(line.strip() for line in head.address.splitlines() if line.strip()),
        logo=head.logo,
        color=head.color,
    )


def _place(government: str) -> str:
    """The seat of a government whose letterhead names none: "Pemerintah Kota Malang" is Malang."""
    words = [
        w for w in government.split() if w not in ("Pemerintah", "Kabupaten", "Kota", "Provinsi")
    ]
    return " ".join(words)


def candidates(agency: Agency, *, day: datetime.date) -> dict[str, tuple[Holder, ...]]:
    """Who may sign in each office that day: the definitive holder first, then who stands in."""
    found: dict[str, list[Holder]] = defaultdict(list)
    serving = Office.objects.serving(agency.pk, day=day).exclude(role__in=BESIDE_THE_SOP)
    for office in _in_order(serving):
        found[office.role].append(holder_of(office, agency))
    return {role: tuple(holders) for role, holders in found.items()}


def _in_order(offices: OfficeQuerySet) -> list[Office]:
    return sorted(
        offices.select_related("person__agency__government", "bidang"),
        key=lambda office: (office.standing != Office.Standing.DEFINITIVE, office.pk),
    )


def holder_of(office: Office, agency: Agency) -> Holder:
    """The holder of an office as a paper names them."""
    title = TITLES.get(office.role, "").format(agency=agency.name) or office.label
    if office.standing != Office.Standing.DEFINITIVE and office.role in TITLES:
        title = f"{office.get_standing_display()} {title}"
    person = office.person
    return Holder(
        person=str(person.pk), name=person.name, nip=person.nip, rank=person.rank, title=title
    )


def team_of(journey: Journey) -> tuple[Member, ...]:
    """The team as it is now, by standing: whom the draft SK names, and what was changed since.

    A paper that was filed keeps the team it was made with; so the SK stays as it was ratified.
    """
    members = members_of(journey)
    offices = offices_of([member.person_id for member in members], journey.agency)
    return tuple(
        Member(
            name=member.person.name,
            nip=member.person.nip,
            office=offices.get(member.person_id, f"Staf {journey.agency.name}"),
            standing=member.get_standing_display(),
        )
        for member in members
    )


def members_of(journey: Journey) -> list[TeamMember]:
    """Who is named in the team or sits in it, by standing; without those who left."""
    found = TeamMember.objects.filter(journey=journey, left_at=None).select_related("person")
    order = list(TeamMember.Standing.values)
    return sorted(found, key=lambda member: (order.index(member.standing), member.pk))


def addressees_of(journey: Journey) -> tuple[Addressee, ...]:
    """To whom a letter goes with the report, also one that a linked SOP of it makes."""
    return tuple(
        Addressee(name=each.name, place=each.place, copies=each.copies)
        for each in Delivery.objects.filter(journey=journey.report, way__in=WRITTEN_TO)
    )


def offices_of(people: list[UUID], agency: Agency) -> dict[UUID, str]:
    """The office in the agency of each of these people who holds one, as a paper calls it."""
    held = Office.objects.filter(person__in=people, agency=agency, ends_on=None)
    offices = held.exclude(role__in=BESIDE_THE_SOP).select_related("bidang", "person")
    return {office.person_id: holder_of(office, agency).title for office in offices}


def _earlier(journey: Journey) -> dict[str, dict[str, object]]:
    drafts = Draft.objects.filter(document__journey=journey).select_related("document")
    return {draft.document.paper: draft.answers for draft in drafts}
