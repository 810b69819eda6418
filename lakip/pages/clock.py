"""The moment and the day of a request: pages ask the clock, the rooms below are told."""

import datetime

from django.utils import timezone


def now() -> datetime.datetime:
    """This moment, aware of its zone."""
    return timezone.now()


def today() -> datetime.date:
    """The day it is where the person works."""
    return timezone.localdate()
