"""An office's own installation: the government, its first agency, operator and people."""

import datetime
import smtplib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction

from lakip.management.staff_list import Fault, Faulty, Row
from lakip.people import inviting
from lakip.people.appointing import NotAppointed, appoint
from lakip.people.government import Agency, Bidang, Government
from lakip.people.person import Person

ONE_MAIL = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, ValueError)


class AlreadyInstalled(Exception):
    """The database has a government; the text is a sentence."""


@dataclass(frozen=True)
class Office:
    """What an installation begins with, as it was asked for."""

    government: str
    zone: str
    agency: str
    operator_name: str
    operator_email: str
    staff: Sequence[Row] = ()


@dataclass(frozen=True)
class Installed:
    """What was made."""

    agency: Agency
    operator: Person
    people: list[Person]


def refuse_installed() -> None:
    """Raise AlreadyInstalled when the database has a government; a new one has no tables."""
    if Government._meta.db_table not in connection.introspection.table_names():
        return
    if government := Government.objects.first():
        raise AlreadyInstalled(f"Basis data ini sudah berisi {government}.")


def install(office: Office, *, at: datetime.datetime) -> Installed:
    """Make everything or nothing. Raises Faulty, AlreadyInstalled."""
    with transaction.atomic():
        refuse_installed()
        government = Government.objects.create(name=office.government, zone=office.zone)
        agency = Agency.objects.create(government=government, name=office.agency)
        people = add_staff(agency, office.staff, at=at)
        operator = _operator(office, people)
    return Installed(agency, operator, people)


def _operator(office: Office, people: Iterable[Person]) -> Person:
    """The operator is the one of the list who has that address, else a person of no agency."""
    email = office.operator_email.strip().lower()
    listed = next((person for person in people if person.email == email), None)
    if listed is None:
        return Person.objects.create_person(
            email=email, name=office.operator_name, is_operator=True
        )
    listed.is_operator = True
    listed.save(update_fields=["is_operator"])
    return listed


def add_staff(agency: Agency, rows: Sequence[Row], *, at: datetime.datetime) -> list[Person]:
    """Enter the people of a list with their offices, all of them or none. Raises Faulty."""
    if known := _already_there(rows):
        raise Faulty(known)
    day = at.astimezone(ZoneInfo(agency.government.zone)).date()
    faults, people = [], []
    with transaction.atomic():
        bidang = {
            name: Bidang.objects.get_or_create(agency=agency, name=name)[0]
            for name in dict.fromkeys(row.bidang for row in rows if row.bidang)
        }
        for row in rows:
            person = Person.objects.create_person(
                email=row.email, name=row.name, nip=row.nip, agency=agency
            )
            people.append(person)
            try:
                _appoint(person, row, agency, bidang.get(row.bidang), day=day, at=at)
            except NotAppointed as refusal:
                faults.append(Fault(row.line, "jabatan", str(refusal)))
        if faults:
            raise Faulty(faults)
    return people


def _already_there(rows: Sequence[Row]) -> list[Fault]:
    known = set(Person.objects.values_list("email", flat=True))
    return [
        Fault(row.line, "email", f"“{row.email}” sudah tercatat di basis data.")
        for row in rows
        if row.email in known
    ]


def _appoint(
    person: Person,
    row: Row,
    agency: Agency,
    bidang: Bidang | None,
    *,
    day: datetime.date,
    at: datetime.datetime,
) -> None:
    """Give the office that the row names. Only a Kepala Bidang's office belongs to a bidang."""
    if row.role:
        appoint(
            person=person,
            agency=agency,
            role=row.role,
            standing=row.standing,
            bidang=bidang if row.role == "kepala-bidang" else None,
            starts_on=day,
            by=None,
            at=at,
        )


def invite(people: Sequence[Person]) -> list[tuple[Person, str]]:
    """Send the invitations; who could not be invited, and why.

    When the mail server itself does not answer, the rest is not tried one by one.
    """
    failed: list[tuple[Person, str]] = []
    for number, person in enumerate(people):
        try:
            inviting.invite(person)
        except ONE_MAIL as fault:
            failed.append((person, str(fault)))
        except OSError as fault:
            failed += [(each, str(fault)) for each in people[number:]]
            break
    return failed


def mail_goes_to_files() -> bool:
    """Whether no mail server is set, so that e-mails are only written into a folder."""
    return str(settings.MAILERS["default"]["BACKEND"]).endswith("filebased.EmailBackend")
