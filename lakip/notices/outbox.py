"""Writes notices into the outbox, in the caller's transaction."""

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.conf import settings

from lakip.ledger.models import Event
from lakip.notices.models import Notice
from lakip.people.person import Person


def post(
    *,
    event: Event,
    agency_id: UUID,
    recipients: Iterable[Person],
    kind: str,
    subject: str,
    body: str,
    path: str,
    at: datetime.datetime,
) -> None:
    """One notice for each recipient and channel. The event names the round, so a second
    round's telling is never mistaken for the first's."""
    mail = f"{body}\n\nBuka: {settings.SITE_URL}{path}\n"
    notices = []
    for person in {person.pk: person for person in recipients}.values():
        common = {
            "event": event,
            "agency_id": agency_id,
            "recipient_id": person.pk,
            "kind": kind,
            "subject": subject[:200],
            "path": path,
            "at": at,
        }
        notices.append(Notice(channel=Notice.Channel.APP, body=body, **common))
        if person.email:
            notices.append(
                Notice(channel=Notice.Channel.EMAIL, body=mail, next_try_at=at, **common)
            )
    Notice.objects.bulk_create(notices)
