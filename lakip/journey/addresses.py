"""E-mail addresses put right: what waited for the wrong one goes to the new one at once.

The address is also what somebody signs in with, so a change is told to the person in the
application and at both addresses, and stands in the agency's ledger, without the address itself.
"""

import datetime
from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from lakip.journey.refusal import Refused, refuse_if
from lakip.ledger import record
from lakip.notices import outbox, undelivered
from lakip.people.appointing import may_manage
from lakip.people.government import Agency
from lakip.people.person import Person

CHANGED = "address_changed"
STOPPED = "mail_stopped"
PATH = "/akun/"
TAKEN = "Alamat e-mail ini sudah dipakai orang lain."
NOT_YOURS = "Alamat e-mail orang ini diubah oleh admin OPD-nya atau operator."
SUBJECT = "Alamat e-mail Anda di LAKIP diubah"
TO_THE_NEW = (
    "{by} mengubah alamat e-mail Anda di LAKIP menjadi {address}. Masuklah dengan alamat itu."
)
TO_THE_OLD = "{by} mengubah alamat e-mail Anda di LAKIP; surat tidak lagi dikirim ke alamat ini."
WARNING = "Bila Anda tidak memintanya, segera hubungi operator."


def may_change(by: Person, person: Person, *, day: datetime.date) -> bool:
    """Operators, and for who is no operator the admin of the agency where the person works."""
    if person.agency is None:
        return False
    return by.is_operator or (not person.is_operator and may_manage(by, person.agency, day=day))


def change_address(
    person: Person, *, email: str, by: Person, at: datetime.datetime, day: datetime.date
) -> None:
    """Give the person another address; the notices that wait for them are sent there."""
    if person.agency is None or not may_change(by, person, day=day):
        raise Refused(NOT_YOURS)
    old, new = person.email, email.strip().lower()
    refuse_if(list(_obstacles(person, new)))
    mine = undelivered.waiting().filter(recipient=person)
    arrives = not undelivered.failing().filter(recipient=person).exists()
    try:
        with transaction.atomic():
            person.email = new
            # The event comes first: an address is a key of its row, and who held that row before
            # the log would wait in a ring with a move of the same person.
            _tell(person, person.agency, old if arrives else "", by=by, at=at)
            person.save(update_fields=["email"])
            # What the sign-in remembers of the old address would still open the account.
            EmailAddress.objects.filter(user=person).delete()
            mine.update(next_try_at=at, attempts=0, refused_at=None, last_fault="")
    except IntegrityError as error:
        person.email = old
        raise Refused(TAKEN) from error


def _obstacles(person: Person, address: str) -> Iterable[str]:
    if not address:
        yield "Tuliskan alamat e-mailnya."
    elif address == person.email:
        yield "Alamat itu sama dengan yang tercatat."
    else:
        try:
            Person._meta.get_field("email").run_validators(address)
        except ValidationError:
            yield f"“{address}” bukan alamat e-mail yang sah."


def _tell(person: Person, agency: Agency, old: str, *, by: Person, at: datetime.datetime) -> None:
    event = record.append(
        agency_id=agency.pk,
        kind=CHANGED,
        at=at,
        by=by.pk,
        subject=None,
        facts={"person": person.pk},
    )
    outbox.post(
        event=event,
        agency_id=agency.pk,
        recipients={person.pk: person.email},
        kind=CHANGED,
        subject=SUBJECT,
        body=f"{TO_THE_NEW.format(by=by.name, address=person.email)} {WARNING}",
        path=PATH,
        at=at,
    )
    if old:
        outbox.post_outside(
            event=event,
            agency_id=agency.pk,
            address=old,
            kind=CHANGED,
            subject=SUBJECT,
            body=f"{TO_THE_OLD.format(by=by.name)} {WARNING}",
            at=at,
        )


def stop_sending(
    agency: Agency, *, address: str, by: Person, at: datetime.datetime, day: datetime.date
) -> None:
    """Try no more to send what an address outside of the installation does not take."""
    if not may_manage(by, agency, day=day):
        raise Refused(NOT_YOURS)
    with transaction.atomic():
        given_up = undelivered.failing().filter(agency=agency, recipient=None, address=address)
        notices = list(given_up.values_list("pk", flat=True))
        if not notices:
            raise Refused("Tidak ada lagi surat yang menunggu untuk alamat itu.")
        given_up.update(next_try_at=None)
        record.append(
            agency_id=agency.pk,
            kind=STOPPED,
            at=at,
            by=by.pk,
            subject=None,
            facts={"notices": sorted(notices)},
        )
