"""The data of the demo agency's year: asked, answered and accepted by moves like anybody's."""

import datetime
from collections.abc import Iterable

from lakip.journey.models import Journey, Turn
from lakip.management import demo_plan
from lakip.management.rehearsal import Walk
from lakip.papers.format_data import answering, checking, filing_formats, filling, parts, sending
from lakip.papers.format_data.answering import Cell, Writer
from lakip.people.person import Person
from lakip.performance.requests import DataRequest, Submission

_A_WEEK = datetime.timedelta(weeks=1)


def ask(walk: Walk, turn: Turn) -> None:
    """Make the formats of everybody who owes figures, and send them."""
    journey = _journey(walk)
    team = walk.person("tim-penyusun")
    filing_formats.make_and_file(
        journey=journey, due_at=turn.due_at + _A_WEEK, by=team, at=walk.next()
    )
    for request in requests(journey):
        if request.bidang_id:
            sending.to_desk(request=request, by=team, at=walk.next())
        else:
            sending.by_link(request=request, by=team, at=walk.next())


def answer(walk: Walk) -> None:
    """Every unit that has not answered does, and a second member of the team accepts it."""
    for request in requests(_journey(walk)):
        if answering.the_submission(request).state == Submission.State.OPEN:
            hand_in(walk, request)
            checking.accept(request=request, by=walk.person("anggota"), at=walk.next())


def begin_answering(walk: Walk) -> None:
    """One unit's data is accepted, one waits for the team, and the others are still awaited."""
    first, second, *_ = (each for each in requests(_journey(walk)) if each.bidang_id)
    hand_in(walk, first)
    checking.accept(request=first, by=walk.person("anggota"), at=walk.next())
    hand_in(walk, second)


def hand_in(walk: Walk, request: DataRequest) -> None:
    """One unit's answer, by the head of the bidang or by an outsider behind the link."""
    writer = _writer(request, walk)
    cells = list(_cells(request))
    answering.save(request=request, cells=cells, writer=writer, at=walk.next())
    answering.hand_in(request=request, writer=writer, at=walk.next())


def requests(journey: Journey) -> list[DataRequest]:
    """The journey's requests with all that a move on them reads."""
    found = DataRequest.objects.filter(journey=journey)
    return list(found.select_related("journey__agency__government", "bidang"))


def _journey(walk: Walk) -> Journey:
    return Journey.objects.select_related("agency__government").get(pk=walk.journey.pk)


def _writer(request: DataRequest, walk: Walk) -> Writer:
    heads: list[Person] = parts.heads_of(request, at=walk.at)
    if heads:
        return Writer(person=heads[0], name=heads[0].name, way="halaman")
    return Writer(person=None, name=f"Petugas data {request.whom}", way="tautan")


def _cells(request: DataRequest) -> Iterable[Cell]:
    told = demo_plan.answers()
    newest = filling.typed(request)
    for line in filling.lines_of(request):
        for name, text in told[line.code].items():
            before = newest.get(line.pk, {}).get(name)
            yield Cell(line.pk, name, text, before.number if before else 0)
