"""Sends the report: by e-mail with the file, or by a link that expires.

A link opens the files of one delivery and a button that says "received". Only its SHA-256 is kept,
and a new link of the same delivery ends the one before it.
"""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from lakip.distribution.deliveries import Delivery, Receipt, Sending
from lakip.distribution.recipients import Way
from lakip.journey import happenings
from lakip.journey.refusal import Refused
from lakip.journey.telling import tell
from lakip.ledger.models import Event
from lakip.notices import outbox, undelivered
from lakip.papers.link_keys import digest_of, fresh_key
from lakip.papers.pengiriman.outgoing import Parcel, check_sending, parcel_of, touch_sending
from lakip.papers.pengiriman.planning import BAD_EMAIL, NO_EMAIL
from lakip.people.calendars import calendar_of
from lakip.people.person import Person

LINK_LIVES = datetime.timedelta(days=30)
# Mail servers of offices take about ten megabytes, and a file grows by a third on its way.
LARGEST_ATTACHMENT = 7 * 1024 * 1024


@dataclass(frozen=True)
class Behind:
    """What a link opens; `parcel` is None when it has expired, was replaced, or leads nowhere."""

    sending: Sending
    parcel: Parcel | None
    receipt: Receipt | None


def by_mail(*, delivery: Delivery, address: str, by: Person, at: datetime.datetime) -> Sending:
    """Send the file with a link to confirm; a file too large for mail goes by the link alone."""
    parcel = check_sending(delivery.journey, by, at)
    address = address.strip().lower()
    if not outbox.is_address(address):
        raise Refused(BAD_EMAIL.format(email=address) if address else NO_EMAIL)
    report = parcel.files[0]
    attachment = None
    if report.size <= LARGEST_ATTACHMENT:
        attachment = {
            "sha256": report.sha256,
            "name": report.name,
            "media_type": report.media_type,
        }
    with transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(email=address)
        sending, link = _send(delivery, Way.MAIL, parcel, by=by, at=at, address=address)
        outbox.post_outside(
            event=sending.event,
            agency_id=delivery.agency_id,
            address=address,
            kind=happenings.DELIVERY_SENT.kind,
            subject=f"Laporan Kinerja {delivery.journey.year}, {delivery.journey.agency.name}",
            body=_letter(delivery, parcel, by, link, expires=sending, attached=bool(attachment)),
            attachment=attachment,
            at=at,
        )
    return sending


def by_link(*, delivery: Delivery, by: Person, at: datetime.datetime) -> str:
    """A new link to be handed on by whoever made it; it is shown once."""
    parcel = check_sending(delivery.journey, by, at)
    with transaction.atomic():
        return _send(delivery, Way.LINK, parcel, by=by, at=at)[1]


def behind(token: str, *, at: datetime.datetime) -> Behind | None:
    """What the link opens at that moment; None for one that never was."""
    found = Sending.objects.filter(link_sha256=digest_of(token)).select_related(
        "delivery__journey__agency__government", "by"
    )
    sending = found.first()
    if sending is None:
        return None
    delivery = sending.delivery
    links = delivery.sendings.exclude(link_sha256="")
    is_newest = links.latest("at", "pk").pk == sending.pk
    lives = sending.link_expires_at is not None and sending.link_expires_at > at
    parcel = None
    if is_newest and lives and not delivery.journey.is_cancelled:
        parcel = parcel_of(delivery.journey)
    return Behind(sending, parcel, delivery.receipts.filter(replaced_at=None).first())


def _send(
    delivery: Delivery,
    way: Way,
    parcel: Parcel,
    *,
    by: Person,
    at: datetime.datetime,
    address: str = "",
) -> tuple[Sending, str]:
    token = fresh_key()
    touch_sending(delivery.journey)
    _give_up(delivery, way)
    sending = Sending.objects.create(
        delivery=delivery,
        way=way,
        version=parcel.version,
        address=address,
        event=_happened(delivery, way, parcel, by=by, at=at),
        by=by,
        at=at,
        link_sha256=digest_of(token),
        link_expires_at=at + LINK_LIVES,
    )
    return sending, f"{settings.SITE_URL}/terima/{token}/"


def _give_up(delivery: Delivery, way: Way) -> None:
    """Try no more to send the mails of this delivery that a new sending comes in the place of.

    A new mail is one in place of all; a link to hand on is one in place of those that are refused.
    """
    mails = undelivered.waiting() if way == Way.MAIL else undelivered.failing()
    mails.filter(event__in=delivery.sendings.values("event")).update(next_try_at=None)


def _happened(
    delivery: Delivery, way: Way, parcel: Parcel, *, by: Person, at: datetime.datetime
) -> Event:
    return tell(
        happenings.DELIVERY_SENT,
        journey=delivery.journey,
        by=by,
        at=at,
        facts={
            "delivery": delivery.pk,
            "whom": delivery.name,
            "way": str(way),
            "sha256": parcel.files[0].sha256,
        },
    )


def _letter(
    delivery: Delivery, parcel: Parcel, by: Person, link: str, *, expires: Sending, attached: bool
) -> str:
    """The mail to the recipient: what it brings, how to confirm, and who sent it."""
    journey, agency = delivery.journey, delivery.journey.agency
    assert expires.link_expires_at is not None
    until = calendar_of(agency.government).local(expires.link_expires_at)
    where = "terlampir" if attached else "dapat diunduh lewat tautan di bawah ini"
    beside = "".join(f"- {each.title}\n" for each in parcel.files[1:])
    along = f"Lewat tautan yang sama tersedia pula:\n{beside}\n" if beside else ""
    return (
        f"Yth. {delivery.name},\n\n"
        f"Bersama ini kami sampaikan Laporan Kinerja {agency.name}, {agency.government.name}, "
        f"tahun {journey.year}. Berkasnya {where}.\n\n"
        f"Mohon konfirmasi bahwa laporan sudah diterima, tanpa akun:\n{link}\n\n"
        f"{along}"
        f"Tautan berlaku sampai {until:%d-%m-%Y}. Sidik berkas (SHA-256):\n"
        f"{parcel.files[0].sha256}\n\n"
        f"{by.name}\n{agency.name}\n"
    )
