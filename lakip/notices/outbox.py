"""Writes notices into the outbox, in the caller's transaction."""

import datetime
from collections.abc import Mapping
from uuid import UUID

from django.conf import settings

from lakip.ledger.models import Event
from lakip.notices.models import Notice


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
    notices = []
    for person_id, email in recipients.items():
        common = {
            "event": event,
            "agency_id": agency_id,
            "recipient_id": person_id,
            "kind": kind,
            "subject": subject[:200],
            "path": path,
            "at": at,
        }
        notices.append(Notice(channel=Notice.Channel.APP, body=body, **common))
        if email:
            notices.append(
                Notice(channel=Notice.Channel.EMAIL, body=mail, next_try_at=at, **common)
            )
    Notice.objects.bulk_create(notices)
