"""People who leave their office: made inactive, made active again, or moved to another agency.

Who is inactive cannot sign in, and a session of theirs ends with its next request, because every
request asks anew who is active. Their name stays in all papers and in the history. What they held
ends with an event in the ledger of each agency; a seat in a team is left in the report itself.
"""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from lakip.ledger import record
from lakip.ledger.canonical import parse
from lakip.ledger.models import Event
from lakip.people.appointing import may_manage, take_back
from lakip.people.government import Agency
from lakip.people.office import Office, OfficeQuerySet
from lakip.people.person import Person
from lakip.people.refusal import NotChanged

LEFT, RETURNED, MOVED = "person_left", "person_returned", "person_moved"
LONGEST_REASON = 500

NOT_YOURS = "Orang ini dikelola oleh admin OPD tempat ia bekerja atau operator."
OPERATOR_ONLY = "Seorang operator hanya dinonaktifkan dan diaktifkan oleh operator lain."
MOVES_BY_OPERATOR = "Pindah OPD dicatat oleh operator."
YOURSELF = "Anda tidak dapat menonaktifkan diri sendiri. Minta admin OPD lain atau operator."
LAST_OPERATOR = "{name} operator terakhir yang aktif. Harus ada operator lain lebih dahulu."
IS_INACTIVE = "{name} sudah tidak aktif."
IS_ACTIVE = "{name} sudah aktif."
NO_REASON = "Tuliskan alasannya, misalnya: pensiun per 1 Maret 2027."
LONG_REASON = f"Alasan paling panjang {LONGEST_REASON} huruf; yang ditulis {{length}} huruf."
NO_AGENCY = "Pilih OPD yang dituju."
SAME_AGENCY = "{name} sudah bekerja di {agency}."
FIRST_ACTIVE = "{name} tidak aktif. Aktifkan lagi lebih dahulu, lalu catat OPD barunya."


@dataclass(frozen=True)
class Leaving:
    """That somebody was made inactive: when, by whom, and why."""

    at: datetime.datetime
    by: UUID | None
    reason: str


def obstacles_to_deactivating(person: Person, by: Person, *, day: datetime.date) -> list[str]:
    """Why that person does not make this one inactive now; empty when they can."""
    if person.pk == by.pk:
        return [YOURSELF]
    if reasons := _strangeness(person, by, day):
        return reasons
    if not person.is_active:
        return [IS_INACTIVE.format(name=person.name)]
    return []


def obstacles_to_activating(person: Person, by: Person, *, day: datetime.date) -> list[str]:
    """Why that person does not make this one active again now; empty when they can."""
    if reasons := _strangeness(person, by, day):
        return reasons
    return [IS_ACTIVE.format(name=person.name)] if person.is_active else []


def deactivate(
    person: Person, *, reason: str, by: Person, at: datetime.datetime, day: datetime.date
) -> list[Office]:
    """Make the person inactive from now on; gives the offices that ended. Raises NotChanged."""
    reason = reason.strip()
    with transaction.atomic():
        there, operators = _hold(person)
        _refuse_if(obstacles_to_deactivating(there, by, day=day))
        if there.is_operator and operators <= {there.pk}:
            raise NotChanged(LAST_OPERATOR.format(name=there.name))
        if not reason:
            raise NotChanged(NO_REASON)
        if len(reason) > LONGEST_REASON:
            raise NotChanged(LONG_REASON.format(length=len(reason)))
        there.is_active = False
        there.save(update_fields=["is_active"])
        facts = {"person": there.pk, "note": reason}
        ended = _leave_offices(there, LEFT, facts, by=by, at=at, day=day)
    person.is_active = False
    return ended


def activate(person: Person, *, by: Person, at: datetime.datetime, day: datetime.date) -> None:
    """Make the person active again, without any office that they held. Raises NotChanged."""
    with transaction.atomic():
        there, _ = _hold(person)
        _refuse_if(obstacles_to_activating(there, by, day=day))
        there.is_active = True
        there.save(update_fields=["is_active"])
        _leave_offices(there, RETURNED, {"person": there.pk}, by=by, at=at, day=day)
    person.is_active = True


def move(
    person: Person, *, to: Agency | None, by: Person, at: datetime.datetime, day: datetime.date
) -> list[Office]:
    """Note that the person works at another agency from now on; gives the offices that ended.

    Raises NotChanged. What they hold there is recorded afterwards, like anybody's office.
    """
    with transaction.atomic():
        there, _ = _hold(person)
        if not by.is_operator:
            raise NotChanged(MOVES_BY_OPERATOR)
        if not there.is_active:
            raise NotChanged(FIRST_ACTIVE.format(name=there.name))
        if to is None:
            raise NotChanged(NO_AGENCY)
        if there.agency == to:
            raise NotChanged(SAME_AGENCY.format(name=there.name, agency=to.name))
        facts = {"person": there.pk, "from": there.agency_id, "to": to.pk}
        ended = _leave_offices(there, MOVED, facts, by=by, at=at, day=day, also=to)
        there.agency = to
        there.save(update_fields=["agency"])
    person.agency = to
    return ended


def offices_to_leave(person: Person, *, day: datetime.date) -> OfficeQuerySet:
    """What the person holds on that day or is to hold later, whether they are active or not."""
    lasting = Office.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), person=person)
    return lasting.select_related("agency", "bidang", "person").order_by("agency", "pk")


def last_leaving(person: Person) -> Leaving | None:
    """When and why the person was last made inactive, as the ledger tells it."""
    events = Event.objects.filter(kind=LEFT, subject=None)
    if person.agency_id:
        events = events.filter(log=person.agency_id)
    for event in events.order_by("-at", "-pk").iterator(chunk_size=50):
        told = parse(bytes(event.data))
        if told["facts"]["person"] == str(person.pk):
            by = UUID(told["by"]) if told["by"] else None
            return Leaving(at=event.at, by=by, reason=told["facts"]["note"])
    return None


def _strangeness(person: Person, by: Person, day: datetime.date) -> list[str]:
    """Why this person is not that one's to look after."""
    if by.is_operator:
        return []
    if person.agency is None or not may_manage(by, person.agency, day=day):
        return [NOT_YOURS]
    return [OPERATOR_ONLY] if person.is_operator else []


def _refuse_if(reasons: list[str]) -> None:
    if reasons:
        raise NotChanged(*reasons)


def _hold(person: Person) -> tuple[Person, set[UUID]]:
    """The person as they are now and who are active operators, all held until the commit.

    So two operators who make each other inactive in one moment do not leave nobody.
    """
    operators = Q(is_operator=True, is_active=True)
    people = Person.objects.select_for_update(no_key=True, of=("self",)).select_related("agency")
    held = list(people.filter(Q(pk=person.pk) | operators).order_by("pk"))
    active = {each.pk for each in held if each.is_operator and each.is_active}
    return next(each for each in held if each.pk == person.pk), active


def _leave_offices(
    person: Person,
    kind: str,
    facts: Mapping[str, object],
    *,
    by: Person,
    at: datetime.datetime,
    day: datetime.date,
    also: Agency | None = None,
) -> list[Office]:
    """End all that the person holds, and tell of it where they work.

    The logs are taken in one order, whatever the offices, so that two leavings never wait for
    each other. Who works at no agency looks after all of them, and is told of in each.
    """
    offices = list(offices_to_leave(person, day=day))
    by_agency: defaultdict[UUID, list[Office]] = defaultdict(list)
    for office in offices:
        by_agency[office.agency_id].append(office)
    told = (
        {person.agency_id} if person.agency_id else set(Agency.objects.values_list("pk", flat=True))
    )
    told |= {also.pk} if also else set()
    for agency_id in sorted(told | by_agency.keys()):
        for office in by_agency.get(agency_id, []):
            take_back(office, day=day, by=by, at=at)
        if agency_id in told:
            record.append(
                agency_id=agency_id, kind=kind, at=at, by=by.pk, subject=None, facts=facts
            )
    return offices
