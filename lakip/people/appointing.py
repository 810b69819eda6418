"""Who holds which office: entered, ended, and kept in the agency's ledger."""

import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lakip.ledger import record
from lakip.people.government import Agency, Bidang
from lakip.people.office import BESIDE_THE_SOP, STAFF_ADMIN, Office
from lakip.people.person import Person
from lakip.people.refusal import NotChanged

SHARED = frozenset({"kepala-bidang", "inspektorat", *BESIDE_THE_SOP})
# Who reviews a report works elsewhere.
OUTSIDE = frozenset({"inspektorat"})
BIDANG_GONE = "Bidang atau gilirannya sudah tidak ada. Muat ulang halaman ini."


class NotAppointed(NotChanged):
    """The office is not given; `reasons` says why."""


def may_manage(person: Person, agency: Agency, *, day: datetime.date) -> bool:
    """Operators and the agency's own admin enter people and offices."""
    if person.is_operator:
        return True
    return Office.objects.held_by(person, day=day).filter(agency=agency, role=STAFF_ADMIN).exists()


def appoint(
    *,
    person: Person,
    agency: Agency,
    role: str,
    by: Person | None,
    at: datetime.datetime,
    starts_on: datetime.date,
    ends_on: datetime.date | None = None,
    standing: str = Office.Standing.DEFINITIVE,
    bidang: Bidang | None = None,
    turn_id: UUID | None = None,
) -> Office:
    """Give an office. A definitive one must be free; Plt, Plh and Pj stand beside it."""
    try:
        with transaction.atomic():
            office = Office(
                person=hold(person),
                agency=agency,
                role=role,
                bidang=bidang,
                standing=standing,
                turn_id=turn_id,
                starts_on=starts_on,
                ends_on=ends_on,
            )
            if reasons := list(_obstacles(office)):
                raise NotAppointed(*reasons)
            office.save()
            _record("appointed", office, by=by, at=at)
    except IntegrityError as error:
        raise NotAppointed(BIDANG_GONE) from error
    return office


def hold(person: Person) -> Person:
    """The person as they are now, held until the commit.

    So nobody gets an office in the moment in which they are made inactive, or the same one twice.
    """
    people = Person.objects.select_for_update(no_key=True, of=("self",)).select_related("agency")
    return people.get(pk=person.pk)


def end(office: Office, *, on: datetime.date, by: Person, at: datetime.datetime) -> None:
    """End an office on that day, its last. The next request of the person already obeys."""
    if on < office.starts_on:
        raise NotAppointed("Tanggal akhir mendahului tanggal mulai.")
    with transaction.atomic():
        office.ends_on = on
        office.save(update_fields=["ends_on"])
        _record("office_ended", office, by=by, at=at)


def take_back(office: Office, *, day: datetime.date, by: Person, at: datetime.datetime) -> None:
    """End an office so that it is not held on that day nor later, even by who comes back.

    One that began on that day or later has no day to end on, so its row goes; the ledger keeps
    that it was given and taken back.
    """
    if office.starts_on < day:
        end(office, on=day - datetime.timedelta(days=1), by=by, at=at)
        return
    _record("office_withdrawn", office, by=by, at=at)
    office.delete()


def _obstacles(office: Office) -> list[str]:
    reasons = []
    if office.ends_on and office.ends_on < office.starts_on:
        reasons.append("Tanggal akhir mendahului tanggal mulai.")
    home = office.person.agency
    if home and home.government_id != office.agency.government_id:
        reasons.append(f"{office.person.name} bekerja di pemerintah daerah lain.")
    if office.role in OUTSIDE and (home is None or home == office.agency):
        reasons.append(f"{office.label} untuk OPD ini harus orang yang bekerja di OPD lain.")
    if not office.person.is_active:
        reasons.append(f"{office.person.name} sudah tidak aktif.")
    if office.bidang and office.bidang.agency_id != office.agency_id:
        reasons.append("Bidang itu milik OPD lain.")
    if office.turn_id and office.standing == Office.Standing.DEFINITIVE:
        reasons.append("Penunjukan untuk satu giliran harus sebagai Plh, Plt atau Pj.")
    return reasons + _taken(office)


def _taken(office: Office) -> list[str]:
    """An office that only one person can hold definitively, and that somebody holds."""
    if office.standing != Office.Standing.DEFINITIVE:
        return []
    same = Office.objects.serving(office.agency_id, day=office.starts_on).filter(
        role=office.role, standing=Office.Standing.DEFINITIVE
    )
    if office.role in SHARED:
        same = same.filter(person=office.person, bidang=office.bidang)
    holder = same.select_related("person").first()
    if holder is None:
        return []
    return [
        f"{office.label} sudah dijabat {holder.person.name}. Akhiri dahulu jabatannya, "
        "atau pilih Plt, Plh atau Pj."
    ]


def _record(kind: str, office: Office, *, by: Person | None, at: datetime.datetime) -> None:
    record.append(
        agency_id=office.agency_id,
        kind=kind,
        at=at,
        by=by.pk if by else None,
        subject=None,
        facts={
            "office": office.pk,
            "person": office.person_id,
            "role": office.role,
            "standing": str(office.standing),
            "turn": office.turn_id,
            "starts": office.starts_on.isoformat(),
            "ends": office.ends_on.isoformat() if office.ends_on else None,
        },
    )
