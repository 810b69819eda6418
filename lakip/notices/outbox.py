"""Writes notices into the outbox, in the caller's transaction."""

import datetime
from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError

from lakip.ledger.models import Event
from lakip.ledger.rows import change, new_id
from lakip.notices.models import Notice

_POST = """INSERT INTO lakip_notice (id, event_id, agency_id, recipient_id, kind, subject, path,
    at, channel, body, next_try_at, attempts, last_fault) VALUES """
_ONE = "(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 0, '')"


def post(
    *,
    event: Event,
    agency_id: UUID,
    recipients: Mapping[UUID, str],
    kind: str,
    subject: str,
    body: str,
    path: str,
    at: datetime.datetime,
) -> None:
    """One notice for each recipient and channel; `recipients` gives each person's e-mail.

    The event is the one of this round, so a second round's telling is never mistaken for the
    first's.
    """
    mail = f"{body}\n\nBuka: {settings.SITE_URL}{path}\n"
    values: list[object] = []
    for person, email in recipients.items():
        told = (event.pk, agency_id, person, kind, subject[:200], path, at)
        values += (new_id(), *told, "app", body, None)
        if email:
            values += (new_id(), *told, "email", mail, at)
    if values:
        change(_POST + ", ".join([_ONE] * (len(values) // _ONE.count("%s"))), values)


def is_address(text: str) -> bool:
    """Whether an e-mail can be posted to it: an address, and not longer than one can be."""
    try:
        Notice._meta.get_field("address").run_validators(text)
    except ValidationError:
        return False
    return bool(text)


def post_outside(
    *,
    event: Event,
    agency_id: UUID,
    address: str,
    kind: str,
    subject: str,
    body: str,
    at: datetime.datetime,
    attachment: Mapping[str, str] | None = None,
) -> None:
    """One e-mail to an address that is no person of the installation, with or without a file."""
    Notice.objects.create(
        event=event,
        agency_id=agency_id,
        address=address,
        channel=Notice.Channel.EMAIL,
        kind=kind,
        subject=subject[:200],
        body=body,
        attachment=dict(attachment) if attachment else None,
        next_try_at=at,
        at=at,
    )
