"""Tells many people many things in an installation of its own, and ends.

    LAKIP_HOME=… python -m tests.notices.telling EVENTS

Prepares the demo government; each event is told to ten people by the outbox itself, a hundred
events in a transaction.
"""

import datetime
import os
import sys

import django

EVENTS_AT_ONCE = 100
RECIPIENTS = 10


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "lakip.settings"
    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    from lakip.ledger import record
    from lakip.management import demo
    from lakip.notices import outbox
    from lakip.people.person import Person
    from tests.cast import MONDAY

    call_command("migrate", verbosity=0)
    agency = demo.prepare(at=MONDAY).agency
    people = {
        person.pk: person.email
        for person in [
            Person.objects.create_person(email=f"orang-{number}@contoh.test", name=f"O {number}")
            for number in range(RECIPIENTS)
        ]
    }
    events = int(sys.argv[1])
    for first in range(0, events, EVENTS_AT_ONCE):
        with transaction.atomic():
            for number in range(first, min(first + EVENTS_AT_ONCE, events)):
                at = MONDAY - datetime.timedelta(days=300) + datetime.timedelta(minutes=number)
                event = record.append(
                    agency_id=agency.pk, kind="begun", at=at, by=None, subject=None, facts={}
                )
                outbox.post(
                    event=event,
                    agency_id=agency.pk,
                    recipients=people,
                    kind="begun",
                    subject=f"Giliran Anda: Disposisi ({number})",
                    body=f"Surat permintaan {number} sudah dicatat.\n" * 20,
                    path="/",
                    at=at,
                )


if __name__ == "__main__":
    main()
