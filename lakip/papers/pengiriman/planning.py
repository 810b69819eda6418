"""To whom a report goes: from the agency's list when it is ratified, and more as they turn up."""

import datetime
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from lakip.distribution.deliveries import Delivery
from lakip.distribution.recipients import (
    LONGEST_NAME,
    LONGEST_PLACE,
    MOST_COPIES,
    Recipient,
    Way,
    take_off,
)
from lakip.journey import happenings
from lakip.journey.models import Journey
from lakip.journey.refusal import Refused, refuse_if
from lakip.journey.standing import Standing
from lakip.journey.telling import tell
from lakip.notices import outbox
from lakip.papers.pengiriman.letters import usual_addressees
from lakip.papers.pengiriman.outgoing import check_planning, touch_sending
from lakip.papers.wording import region_of
from lakip.people.government import Agency
from lakip.people.person import Person

MOST_RECIPIENTS = 200
OWN_ARCHIVE, PUBLIC_PAGE = "Arsip {agency}", "Laman publik"
NATIONAL = "Aplikasi e-SAKIP Reviu (esr.menpan.go.id)"

NO_NAME = "Tuliskan kepada siapa laporan dikirim."
LONG_NAME = f"Nama penerima paling panjang {LONGEST_NAME} huruf; tempat {LONGEST_PLACE}."
NO_WAY = "Pilih cara mengirimnya."
NO_EMAIL = "Cara “e-mail” memerlukan alamat e-mail penerima."
BAD_EMAIL = (
    "Alamat e-mail “{email:.80}” tidak lengkap atau terlalu panjang. Contoh: data@instansi.go.id"
)
BAD_COPIES = f"Jumlah eksemplar antara 1 dan {MOST_COPIES}."
TOO_MANY = f"Daftar penerima paling banyak {MOST_RECIPIENTS}."
ALREADY = "{name} sudah ada dalam daftar penerima."
GONE = "{name} sudah tidak ada dalam daftar."


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A recipient as somebody wrote them down."""

    name: str
    place: str = ""
    way: str = Way.HAND
    email: str = ""
    copies: int = 1

    def faults(self) -> list[str]:
        """What keeps it from being a recipient."""
        found = []
        if not self.name:
            found.append(NO_NAME)
        if len(self.name) > LONGEST_NAME or len(self.place) > LONGEST_PLACE:
            found.append(LONG_NAME)
        if self.way not in Way.values:
            found.append(NO_WAY)
        if self.way == Way.MAIL and not self.email:
            found.append(NO_EMAIL)
        if self.email and not outbox.is_address(self.email):
            found.append(BAD_EMAIL.format(email=self.email))
        if not 1 <= self.copies <= MOST_COPIES:
            found.append(BAD_COPIES)
        return found


def usual(agency: Agency) -> list[Wanted]:
    """Where the report of an agency usually goes, until it keeps a list of its own."""
    region = region_of(agency.government.name)
    seat = region.name.partition(" ")[2] or region.name
    written = [Wanted(name=name, place=seat) for name in usual_addressees(region)]
    return [
        *written,
        Wanted(name=OWN_ARCHIVE.format(agency=agency.name), way=Way.ARCHIVE),
        Wanted(name=PUBLIC_PAGE, way=Way.PUBLIC),
        Wanted(name=NATIONAL, way=Way.ELSEWHERE),
    ]


def has_list(agency: Agency) -> bool:
    """Whether the agency has ever kept a list; an emptied one is a list too."""
    return Recipient.objects.filter(agency=agency).exists()


def keep_list(agency: Agency, *, by: Person | None, at: datetime.datetime) -> None:
    """Begin the agency's list with the usual recipients, unless it has one."""
    if not has_list(agency):
        rows = [_listed(agency, each, by=by, at=at) for each in usual(agency)]
        Recipient.objects.bulk_create(rows)


def _listed(
    agency: Agency, wanted: Wanted, *, by: Person | None, at: datetime.datetime
) -> Recipient:
    return Recipient(
        agency=agency,
        name=wanted.name,
        place=wanted.place,
        way=wanted.way,
        email=wanted.email,
        copies=wanted.copies,
        added_by=by,
        added_at=at,
    )


def plan_all(here: Standing) -> None:
    """The report was ratified: it goes to everybody on the agency's list, in few statements."""
    journey = here.journey
    _hold_list(journey.agency)
    on_list = Recipient.objects.on_list(journey.agency_id)
    recipients = list(on_list)
    if not recipients:
        keep_list(journey.agency, by=here.person, at=here.at)
        recipients = list(on_list.all())
    planned = list(Delivery.objects.filter(journey=journey))
    # Who was renamed since an earlier ratification is still the same recipient.
    there = {each.recipient_id for each in planned} | {each.name for each in planned}
    fresh = [each for each in recipients if not there & {each.pk, each.name}]
    first = max((each.number for each in planned), default=0) + 1
    Delivery.objects.bulk_create(
        _planned(journey, _of(each), by=here.person, at=here.at, recipient=each, number=number)
        for number, each in enumerate(fresh, start=first)
    )


def _hold_list(agency: Agency) -> None:
    """Hold the agency's list, and the numbers of its deliveries, until the commit."""
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)


def _of(recipient: Recipient) -> Wanted:
    return Wanted(
        name=recipient.name,
        place=recipient.place,
        way=recipient.way,
        email=recipient.email,
        copies=recipient.copies,
    )


def add(
    *, journey: Journey, wanted: Wanted, every_year: bool, by: Person, at: datetime.datetime
) -> Delivery:
    """Let the report go to one more; `every_year` puts them on the agency's list as well."""
    check_planning(journey, by, at)
    refuse_if(wanted.faults())
    agency = journey.agency
    try:
        with transaction.atomic():
            touch_sending(journey)
            _hold_list(agency)
            if Delivery.objects.filter(journey=journey).count() >= MOST_RECIPIENTS:
                raise Refused(TOO_MANY)
            listed = Recipient.objects.on_list(agency.pk).filter(name=wanted.name).first()
            if every_year and listed is None:
                keep_list(agency, by=by, at=at)
                listed = Recipient.objects.on_list(agency.pk).filter(name=wanted.name).first()
                if listed is None:
                    listed = _listed(agency, wanted, by=by, at=at)
                    listed.save(force_insert=True)
            delivery = _plan(journey, wanted, by=by, at=at, recipient=listed)
            _tell(happenings.DELIVERY_ADDED, delivery, by=by, at=at)
    except IntegrityError as error:
        raise Refused(ALREADY.format(name=wanted.name)) from error
    return delivery


def _plan(
    journey: Journey,
    wanted: Wanted,
    *,
    by: Person,
    at: datetime.datetime,
    recipient: Recipient | None,
) -> Delivery:
    last = Delivery.objects.filter(journey=journey).order_by("-number").first()
    number = last.number + 1 if last else 1
    made = _planned(journey, wanted, by=by, at=at, recipient=recipient, number=number)
    made.save(force_insert=True)
    return made


def _planned(
    journey: Journey,
    wanted: Wanted,
    *,
    by: Person,
    at: datetime.datetime,
    recipient: Recipient | None,
    number: int,
) -> Delivery:
    return Delivery(
        agency_id=journey.agency_id,
        journey=journey,
        recipient=recipient,
        number=number,
        name=wanted.name,
        place=wanted.place,
        way=wanted.way,
        email=wanted.email,
        copies=wanted.copies,
        planned_by=by,
        planned_at=at,
    )


def change(*, delivery: Delivery, wanted: Wanted, by: Person, at: datetime.datetime) -> None:
    """Mend how one recipient of this year gets the report; the agency's list follows."""
    check_planning(delivery.journey, by, at)
    refuse_if(wanted.faults())
    told = {
        "name": wanted.name,
        "place": wanted.place,
        "way": wanted.way,
        "email": wanted.email,
        "copies": wanted.copies,
    }
    try:
        with transaction.atomic():
            touch_sending(delivery.journey)
            Delivery.objects.filter(pk=delivery.pk).update(**told)
            if delivery.recipient_id is not None:
                Recipient.objects.filter(pk=delivery.recipient_id, removed_at=None).update(**told)
            delivery.refresh_from_db(fields=list(told))
            _tell(happenings.DELIVERY_CHANGED, delivery, by=by, at=at)
    except IntegrityError as error:
        raise Refused(ALREADY.format(name=wanted.name)) from error


def leave_off(*, delivery: Delivery, by: Person, at: datetime.datetime) -> None:
    """Take the recipient off the agency's list; this year's delivery stays as it is."""
    check_planning(delivery.journey, by, at)
    with transaction.atomic():
        if delivery.recipient is None or not take_off(delivery.recipient, at=at):
            raise Refused(GONE.format(name=delivery.name))
        _tell(happenings.RECIPIENT_LEFT_OFF, delivery, by=by, at=at)


def _tell(
    happening: happenings.Happening, delivery: Delivery, *, by: Person, at: datetime.datetime
) -> None:
    tell(
        happening,
        journey=delivery.journey,
        by=by,
        at=at,
        facts={"delivery": delivery.pk, "whom": delivery.name, "way": str(delivery.way)},
    )
