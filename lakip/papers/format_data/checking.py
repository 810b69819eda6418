"""The team checks an answer: it is accepted and taken over, or returned with remarks on cells.

Taking over writes the figures of the whole answer in one transaction, so that a report is never
made from half of a bidang. Nobody accepts what they handed in or vouched for themselves.
"""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from lakip.journey import happenings
from lakip.journey.models import Journey
from lakip.journey.refusal import Refused, refuse_if
from lakip.papers.format_data.answering import (
    digest,
    judged,
    managers,
    obstacles,
    the_submission,
)
from lakip.papers.format_data.asking import check_managing
from lakip.papers.format_data.judging import Judged
from lakip.papers.format_data.parts import heads_of, part_of
from lakip.papers.format_data.sending import happened, tell_people
from lakip.people.person import Person
from lakip.performance import values
from lakip.performance.planning import Indicator
from lakip.performance.requests import DataRequest, Remark, RequestLine, Submission
from lakip.performance.results import Actual, Analysis, Budget, Programme
from lakip.performance.values import Missing

NOT_WITH_THE_TEAM = "Data ini belum dipastikan, jadi belum dapat diperiksa."
YOUR_OWN = "Data yang Anda serahkan atau pastikan sendiri harus diterima orang lain."
SAY_WHAT = "Tulis sedikitnya satu catatan, supaya bidang tahu apa yang harus diperbaiki."
TOO_SOON = "Tenggat baru harus setelah hari ini."
LONGEST_REMARK = 2000


@dataclass(frozen=True)
class Note:
    """What should be mended, at a cell of a line, or in general when `line` is None."""

    text: str
    line: int | None = None
    field: str = ""


def accept(*, request: DataRequest, by: Person, at: datetime.datetime) -> Submission:
    """Accept a confirmed answer and take its figures over into the year's performance."""
    submission = _with_the_team(request, by, at)
    refuse_if(obstacles(request))
    with transaction.atomic():
        _judge(submission, Submission.State.ACCEPTED, by, at)
        for line, found in judged(request):
            _take_over(request.journey, line, found, by, at)
        happened(
            happenings.DATA_ACCEPTED,
            request,
            by=by,
            at=at,
            round=submission.round,
            sha256=digest(request),
        )
    return submission


def send_back(
    *,
    request: DataRequest,
    notes: list[Note],
    due_at: datetime.datetime,
    by: Person,
    at: datetime.datetime,
) -> Submission:
    """Return an answer with remarks; a new round begins with what was typed, until a new date."""
    submission = _with_the_team(request, by, at)
    said = [note for note in notes if note.text.strip()]
    if not said:
        raise Refused(SAY_WHAT)
    if due_at <= at:
        raise Refused(TOO_SOON)
    with transaction.atomic():
        _judge(submission, Submission.State.RETURNED, by, at)
        Remark.objects.bulk_create(
            Remark(
                submission=submission,
                line_id=note.line,
                field=note.field,
                text=note.text.strip()[:LONGEST_REMARK],
                by=by,
                at=at,
            )
            for note in said
        )
        following = Submission.objects.create(
            request=request, round=submission.round + 1, opened_at=at, due_at=due_at
        )
        _tell_returned(request, submission, said, by, at)
    return following


def reopen(
    *, request: DataRequest, note: str, due_at: datetime.datetime, by: Person, at: datetime.datetime
) -> Submission:
    """Ask again for what was accepted already; the accepted figures stand until the new ones."""
    check_managing(request.journey, by, at)
    submission = the_submission(request)
    if submission.state != Submission.State.ACCEPTED:
        raise Refused(NOT_WITH_THE_TEAM)
    if not note.strip():
        raise Refused(SAY_WHAT)
    if due_at <= at:
        raise Refused(TOO_SOON)
    with transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(state=Submission.State.RETURNED)
        Remark.objects.create(submission=submission, text=note.strip(), by=by, at=at)
        following = Submission.objects.create(
            request=request, round=submission.round + 1, opened_at=at, due_at=due_at
        )
        _tell_returned(request, submission, [Note(note)], by, at)
    return following


def _with_the_team(request: DataRequest, by: Person, at: datetime.datetime) -> Submission:
    check_managing(request.journey, by, at)
    submission = the_submission(request)
    if submission.state != Submission.State.CONFIRMED:
        raise Refused(NOT_WITH_THE_TEAM)
    if by.pk in (submission.handed_in_by_id, submission.confirmed_by_id):
        raise Refused(YOUR_OWN)
    return submission


def _judge(submission: Submission, state: str, by: Person, at: datetime.datetime) -> None:
    """Judge the submission unless somebody was quicker."""
    waiting = Submission.objects.filter(pk=submission.pk, state=Submission.State.CONFIRMED)
    if not waiting.update(state=state, judged_by=by, judged_at=at):
        raise Refused(NOT_WITH_THE_TEAM)


def _tell_returned(
    request: DataRequest,
    submission: Submission,
    notes: list[Note],
    by: Person,
    at: datetime.datetime,
) -> None:
    event = happened(
        happenings.DATA_RETURNED,
        request,
        by=by,
        at=at,
        round=submission.round,
        note=notes[0].text.strip(),
        remarks=len(notes),
    )
    people = heads_of(request, at=at)
    giver = submission.handed_in_by
    if giver and giver not in people and part_of(request, giver, at=at).may_fill:
        people = [*people, giver]  # Unless it is theirs no more: who left the team mends nothing.
    people = people or managers(request, at)
    tell_people(
        event,
        request,
        [person for person in people if person != by],
        subject=f"Data {request.whom} dikembalikan",
        sentence=f"{by.name} mengembalikan data {request.whom}: {notes[0].text.strip()}",
        at=at,
    )


def _take_over(
    journey: Journey, line: RequestLine, found: Judged, by: Person, at: datetime.datetime
) -> None:
    if line.indicator:
        _record_figure(line.indicator, journey.year, found, by, at)
        _record_words(line.indicator, journey.year, found, by, at)
    elif line.programme:
        _record_money(line.programme, journey.year, found)


def _record_figure(
    indicator: Indicator, year: int, found: Judged, by: Person, at: datetime.datetime
) -> None:
    value = found.value
    missing = value.reason if isinstance(value, Missing) else ""
    _put(
        Actual,
        {"indicator": indicator, "year": year, "quarter": 0},
        {
            "value": "" if missing or value is None else values.store(value),
            "missing_because": missing,
            "numerator": found.numerator,
            "denominator": found.denominator,
            "by": by,
            "at": at,
        },
    )


def _record_words(
    indicator: Indicator, year: int, found: Judged, by: Person, at: datetime.datetime
) -> None:
    columns = ("causes", "obstacles", "efforts", "follow_up", "source")
    said = {column: found.words.get(column, "") for column in columns}
    _put(Analysis, {"indicator": indicator, "year": year}, {**said, "by": by, "at": at})


def _record_money(programme: Programme, year: int, found: Judged) -> None:
    told: dict[str, object] = {"spent": found.spent, "note": found.words.get("keterangan", "")}
    if found.ceiling is not None:
        told["ceiling"] = found.ceiling
    _put(Budget, {"programme": programme, "year": year}, told)


def _put(
    model: type[Actual] | type[Analysis] | type[Budget],
    key: dict[str, object],
    told: dict[str, object],
) -> None:
    """Write a row anew or over the one before it, raising its revision."""
    row, made = model.objects.get_or_create(**key, defaults=told)
    if not made:
        model.objects.filter(pk=row.pk).update(**told, revision=F("revision") + 1)
