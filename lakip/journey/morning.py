"""Each working morning, one word to everybody about what waits for them and is soon due or late.

One message a person and agency, instead of one for each turn: seven, three and one days before a
turn is due, on the day itself, and every working day while it is late. Nobody can switch off what
is theirs to do. Where the agency chose so, who is above a performer is told in the same message
what of theirs is long late.
"""

import datetime
import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
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
from lakip.people.office import Office
from lakip.people.person import Person
from lakip.sop.worktime import WorkCalendar, working_days_between

log = logging.getLogger("lakip.worker")

KIND = "morning"
FROM = datetime.time(7, 0)
DAYS_BEFORE = (7, 3, 1, 0)
PATH = "/"

SUBJECT = "Menunggu Anda: {count} giliran"
HEAD = "Yang menunggu Anda pada {agency}:"
LINE = "- {report}, langkah {number}, {title}: {when}, tenggat {due}."
LATE, TODAY, LEFT = "terlambat {days} hari", "jatuh tempo hari ini", "{days} hari lagi"
LATE_TODAY = "lewat tenggat"
SUBJECT_ABOVE = "Giliran bawahan Anda yang terlambat: {count}"
HEAD_ABOVE = "Giliran bawahan Anda yang terlambat:"
LINE_ABOVE = "{line} Pelaksana: {role}."


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


@dataclass
class _Said:
    """The lines of one person's message: what is theirs, and what is late with those below."""

    own: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    @property
    def subject(self) -> str:
        if self.own:
            return SUBJECT.format(count=len(self.own))
        return SUBJECT_ABOVE.format(count=len(self.below))

    def body(self, agency: Agency) -> str:
        own = [HEAD.format(agency=agency.name), *self.own] if self.own else []
        below = [HEAD_ABOVE, *self.below] if self.below else []
        return "\n".join((*own, *([""] if own and below else []), *below))


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
    told: dict[Person, _Said] = defaultdict(_Said)
    for each in due:
        people = performers(each.turn.journey, each.turn, day=day)
        for person in people:
            told[person].own.append(each.line)
        if _is_told_above(each.turn, agency, calendar, day=day):
            role = edition_of(each.turn.journey.edition_id).role(each.turn.role)
            for person in _above(each.turn, people, day=day):
                told[person].below.append(LINE_ABOVE.format(line=each.line, role=role.name))
    try:
        with transaction.atomic():
            MorningRound.objects.create(agency=agency, day=day, at=at)
            if told:
                _post(agency, told, turns=[each.turn.pk for each in due], at=at)
    except IntegrityError:  # Another worker was quicker.
        return 0
    return len(told)


def _is_told_above(
    turn: Turn, agency: Agency, calendar: WorkCalendar, *, day: datetime.date
) -> bool:
    """Whether the turn is late by as many working days as the agency waits for."""
    due = calendar.local(turn.due_at).date()
    if agency.tells_superior_after is None or due >= day:
        return False
    late = working_days_between(start=due, end=day, calendar=calendar)
    return late >= agency.tells_superior_after


def _above(turn: Turn, people: Iterable[Person], *, day: datetime.date) -> list[Person]:
    """Who holds the nearest office above the performer's, and does not perform it themselves.

    An edition from before anybody said who is above whom has nobody to tell.
    """
    edition = edition_of(turn.journey.edition_id)
    performing = set(people)
    above = edition.role(turn.role).under
    while above:
        offices = Office.objects.serving(turn.agency_id, day=day).filter(role=above, turn=None)
        holders = {office.person for office in offices.select_related("person")} - performing
        if holders:
            return sorted(holders, key=lambda person: str(person.pk))
        above = edition.role(above).under
    return []


def _due(turns: Iterable[Turn], calendar: WorkCalendar, *, at: datetime.datetime) -> Iterable[_Due]:
    for turn in turns:
        when = _when(turn, calendar, at=at)
        if when:
            edition = edition_of(turn.journey.edition_id)
            line = LINE.format(
                report=turn.journey.title,
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
    agency: Agency, told: dict[Person, _Said], *, turns: list[UUID], at: datetime.datetime
) -> None:
    event = record.append(
        agency_id=agency.pk, kind=KIND, at=at, by=None, subject=None, facts={"turns": turns}
    )
    for person, said in told.items():
        outbox.post(
            event=event,
            agency_id=agency.pk,
            recipients={person.pk: person.email},
            kind=KIND,
            subject=said.subject,
            body=said.body(agency),
            path=PATH,
            at=at,
        )
