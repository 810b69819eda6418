"""How far the data of a year's report is: for each unit, and for each agreed indicator.

The chase board, the panel of the step, and what stands in the way of finishing step 8 all read
this one account.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from lakip.journey.doors import Reach
from lakip.journey.models import Journey
from lakip.papers.format_data import answering
from lakip.papers.format_data.answering import judged
from lakip.papers.format_data.asking import unasked
from lakip.papers.format_data.parts import HEAD, heads_of
from lakip.people.person import Person
from lakip.performance.agreement import agreed_indicators
from lakip.performance.planning import Indicator
from lakip.performance.requests import DataRequest, Reminder, Submission
from lakip.performance.results import Actual

MISSING = (
    "Indikator {code} “{name}” belum mempunyai realisasi maupun alasannya. "
    "Data itu ditunggu dari {owner}."
)
NOBODY = "bidang atau instansi yang belum ditetapkan"
MOST_NAMED = 5
MANY_MISSING = "… dan {count} indikator lain belum mempunyai realisasi maupun alasannya."
SHORT_NAME = 120


@dataclass(frozen=True, kw_only=True)
class Row:
    """One unit on the board."""

    request: DataRequest
    submission: Submission
    lines: int
    complete: int
    last_reminder: Reminder | None
    is_late: bool

    @property
    def is_done(self) -> bool:
        """Whether the answer was accepted."""
        return self.submission.state == Submission.State.ACCEPTED

    def urgency(self) -> tuple[int, str]:
        """Late ones first, then what the team has to check, the rest, and what is done."""
        waits = self.submission.state == Submission.State.CONFIRMED
        place = 0 if self.is_late else 1 if waits else 3 if self.is_done else 2
        return place, self.request.whom

    @property
    def percent(self) -> int:
        """How much of what was asked is filled, in whole percent."""
        return 100 * self.complete // self.lines if self.lines else 0


def rows(journey: Journey, *, at: datetime.datetime) -> list[Row]:
    """Every request of the journey with how far it is."""
    found = DataRequest.objects.filter(journey=journey).select_related(
        "bidang", "journey__agency__government"
    )
    asked = found.prefetch_related("submissions", "reminders", "lines")
    return sorted((row_of(request, at=at) for request in asked), key=Row.urgency)


def row_of(request: DataRequest, *, at: datetime.datetime) -> Row:
    """How far one request is."""
    submission = max(request.submissions.all(), key=lambda each: each.round)
    complete = sum(found.is_complete for _, found in judged(request))
    open_states = (Submission.State.OPEN, Submission.State.HANDED_IN)
    reminders = sorted(request.reminders.all(), key=lambda each: each.at)
    return Row(
        request=request,
        submission=submission,
        lines=len(request.lines.all()),
        complete=complete,
        last_reminder=reminders[-1] if reminders else None,
        is_late=submission.state in open_states and submission.due_at < at,
    )


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Whether one agreed indicator has what the report needs."""

    indicator: Indicator
    actual: Actual | None

    @property
    def is_known(self) -> bool:
        """Whether there is a value or a reason why not."""
        return self.actual is not None


def indicators(journey: Journey) -> list[Standing]:
    """Every agreed indicator of the year with its figure, if there is one."""
    agreed = agreed_indicators(journey.agency_id, year=journey.year)
    if not agreed:
        return []
    found = Actual.objects.filter(indicator__in=agreed, year=journey.year, quarter=0)
    by_indicator = {actual.indicator_id: actual for actual in found}
    return [Standing(indicator=each, actual=by_indicator.get(each.pk)) for each in agreed]


def obstacles(journey: Journey) -> list[str]:
    """Why the draft report cannot be handed over: the figures that nobody gave or excused."""
    missing = [each.indicator for each in indicators(journey) if not each.is_known]
    said = [
        MISSING.format(code=each.code, name=each.name[:SHORT_NAME], owner=each.owner or NOBODY)
        for each in missing[:MOST_NAMED]
    ]
    if len(missing) > MOST_NAMED:
        said.append(MANY_MISSING.format(count=len(missing) - MOST_NAMED))
    return said


@dataclass(frozen=True, kw_only=True)
class Summary:
    """The data of a journey in a few numbers, and the requests that wait for one person."""

    asked: int
    done: int
    unasked: int
    mine: tuple[DataRequest, ...]


def summary(journey: Journey, person: Person, *, at: datetime.datetime) -> Summary:
    """How far the data is, for the page of the step and the desk."""
    found = list(
        DataRequest.objects.filter(journey=journey)
        .select_related("bidang", "journey__agency__government")
        .prefetch_related("submissions")
    )
    states = {each.pk: answering.the_submission(each).state for each in found}
    waiting = (Submission.State.OPEN, Submission.State.HANDED_IN)
    mine = [
        each for each in found if states[each.pk] in waiting and person in heads_of(each, at=at)
    ]
    return Summary(
        asked=len(found),
        done=sum(state == Submission.State.ACCEPTED for state in states.values()),
        unasked=len(unasked(journey)),
        mine=tuple(mine),
    )


MOST_ON_A_DESK = 20


def waiting_for(reach: Reach) -> list[Submission]:
    """The answers that wait for a person: to be filled or vouched for, or checked by the team."""
    headed = [
        o.bidang_id for o in reach.offices if o.role == HEAD and o.bidang_id and not o.turn_id
    ]
    to_fill = Q(
        request__bidang__in=headed,
        request__sent_at__isnull=False,
        state__in=(Submission.State.OPEN, Submission.State.HANDED_IN),
    )
    to_check = Q(request__journey__in=reach.journeys, state=Submission.State.CONFIRMED)
    found = Submission.objects.filter(to_fill | to_check, request__journey__closed_at=None)
    return list(
        found.select_related("request__bidang", "request__journey__agency").order_by("due_at")[
            :MOST_ON_A_DESK
        ]
    )
