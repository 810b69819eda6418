"""Each working morning, one word to everybody about what waits for them and is soon due or late.

One message a person and agency, instead of one for each turn: seven, three and one days before a
turn is due, on the day itself, and every working day while it is late. Nobody can switch off what
is theirs to do.
"""

import datetime
import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, models, transaction

from lakip.journey.editions import edition_of
from lakip.journey.models import Turn
from lakip.journey.telling import performers
from lakip.ledger import record
from lakip.ledger.record import BrokenLogError
from lakip.notices import outbox
from lakip.people.calendars import calendar_of
from lakip.people.government import Agency
from lakip.people.person import Person
from lakip.sop.worktime import WorkCalendar

log = logging.getLogger("lakip.worker")

KIND = "morning"
FROM = datetime.time(7, 0)
DAYS_BEFORE = (7, 3, 1, 0)
PATH = "/"

SUBJECT = "Menunggu Anda: {count} giliran"
HEAD = "Yang menunggu Anda pada {agency}:"
LINE = "- Laporan Kinerja {year}, langkah {number}, {title}: {when}, tenggat {due}."
LATE, TODAY, LEFT = "terlambat {days} hari", "jatuh tempo hari ini", "{days} hari lagi"
LATE_TODAY = "lewat tenggat"


class MorningRound(models.Model):
    """That an agency's people were told on a day; the first worker to write it tells."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "day"], name="one_round_a_morning"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.day}"


@dataclass(frozen=True)
class _Due:
    """A turn that is to be told of, with the words for it."""

    turn: Turn
    line: str


def tell_the_morning(*, at: datetime.datetime) -> int:
    """Tell everybody whose agency has a working morning now; the number of people told."""
    soon = at + datetime.timedelta(days=max(DAYS_BEFORE) + 1)
    waiting = Turn.objects.filter(closed_at=None, due_at__lte=soon).values("agency")
    agencies = Agency.objects.filter(pk__in=waiting).select_related("government")
    told = 0
    for agency in agencies.order_by("pk"):
        try:
            told += _round(agency, at=at, soon=soon)
        except BrokenLogError:  # The others are told all the same.
            log.exception("Catatan %s rusak; kabar paginya tidak dikirim.", agency)
    return told


def _round(agency: Agency, *, at: datetime.datetime, soon: datetime.datetime) -> int:
    calendar = calendar_of(agency.government)
    local = calendar.local(at)
    day = local.date()
    if local.time() < FROM or calendar.hours_on(day) is None:
        return 0
    if MorningRound.objects.filter(agency=agency, day=day).exists():
        return 0
    found = Turn.objects.filter(agency=agency, closed_at=None, due_at__lte=soon)
    turns = found.select_related("journey__agency__government").order_by("due_at", "pk")
    due = list(_due(turns, calendar, at=at))
    told: dict[Person, list[str]] = defaultdict(list)
    for each in due:
        for person in performers(each.turn.journey, each.turn, day=day):
            told[person].append(each.line)
    try:
        with transaction.atomic():
            MorningRound.objects.create(agency=agency, day=day, at=at)
            if told:
                _post(agency, told, turns=[each.turn.pk for each in due], at=at)
    except IntegrityError:  # Another worker was quicker.
        return 0
    return len(told)


def _due(turns: Iterable[Turn], calendar: WorkCalendar, *, at: datetime.datetime) -> Iterable[_Due]:
    for turn in turns:
        when = _when(turn, calendar, at=at)
        if when:
            edition = edition_of(turn.journey.edition_id)
            line = LINE.format(
                year=turn.journey.year,
                number=edition.number(turn.step),
                title=edition.step(turn.step).title,
                when=when,
                due=calendar.local(turn.due_at).strftime("%d-%m-%Y %H.%M"),
            )
            yield _Due(turn, line)


def _when(turn: Turn, calendar: WorkCalendar, *, at: datetime.datetime) -> str:
    """How long until the turn is due, where that is to be told today."""
    days = (calendar.local(turn.due_at).date() - calendar.local(at).date()).days
    if turn.due_at < at:
        return LATE.format(days=-days) if days else LATE_TODAY
    if days not in DAYS_BEFORE:
        return ""
    return LEFT.format(days=days) if days else TODAY


def _post(
    agency: Agency, told: dict[Person, list[str]], *, turns: list[UUID], at: datetime.datetime
) -> None:
    event = record.append(
        agency_id=agency.pk, kind=KIND, at=at, by=None, subject=None, facts={"turns": turns}
    )
    for person, lines in told.items():
        outbox.post(
            event=event,
            agency_id=agency.pk,
            recipients={person.pk: person.email},
            kind=KIND,
            subject=SUBJECT.format(count=len(lines)),
            body="\n".join((HEAD.format(agency=agency.name), *lines)),
            path=PATH,
            at=at,
        )
