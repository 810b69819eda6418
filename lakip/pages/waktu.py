"""What the year taught: what each step took against the SOP, where it waited, what came back."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lakip.documents.charts_data import Chart, ChartKind, Taken
from lakip.journey.times import Times, earlier_of, times_of
from lakip.pages.clock import now, today
from lakip.pages.face import Faced
from lakip.pages.laporan import the_journey
from lakip.pages.policy import SignedRequest, signed_in
from lakip.papers.laporan_kinerja.preparing import earlier_facts
from lakip.papers.laporan_kinerja.sentences_preparation import earlier
from lakip.sop.edition import Step
from lakip.sop.lessons import CANCELLED, SENT_BACK, Account, Round, Spell, StepTime
from lakip.sop.lessons_words import (
    difference,
    limit_in_words,
    share_in_words,
    standard_of,
    taken_of,
    verdict,
    working,
)

NO_WAIT = "tidak menunggu"
RUNNING, NOT_YET, NO_STEP = "sedang berjalan", "belum", "tidak ada langkah ini"
CAPTION = "Waktu setiap langkah terhadap waktu menurut SOP"


@dataclass(frozen=True)
class Line:
    """A step, or one round of it, as a line of the table."""

    name: str
    performer: str
    standard: str
    actual: str
    difference: str
    waited: str  # Empty where it is not known.
    worked: str
    kind: str  # Of the badge.
    share: str = ""  # Of the SOP's time.
    is_round: bool = False


@dataclass(frozen=True)
class Compared:
    """One step over the years: what it took in each, newest first."""

    name: str
    years: tuple[tuple[int, str, str, bool], ...]  # Year, time, share of the SOP's, late.


@signed_in
@require_safe
def times(request: SignedRequest, journey: uuid.UUID) -> HttpResponse:
    """What the steps took, as a sentence, a chart and tables, compared with earlier years."""
    found = the_journey(request, journey)
    before = earlier_of(found, person=request.user, day=today())
    mine, *others = times_of([found, *before], at=now())
    took = mine.account
    return render(
        request,
        "laporan/waktu.html",
        {
            "here": "laporan",
            "tab": "waktu",
            "journey": found,
            "took": took,
            "verdict": verdict(took),
            "chart": Faced(chart_of(took)) if took.known else None,
            "lines": lines_of(mine),
            "standard": standard_of(took.known),
            "actual": taken_of(took.known),
            "span": working(took.span),
            "years": [each.journey.year for each in (mine, *others)],
            "compared": compared([mine, *others]) if others else [],
            "returned": returned(took),
            "is_the_report": not (found.inside_id or found.is_cancelled),
            "sentences": _for_the_next_report(mine),
        },
    )


def _for_the_next_report(mine: Times) -> str:
    """What next year's report will say of this one; nothing of one that is not the report."""
    if mine.journey.inside_id or not mine.account.is_finished:
        return ""
    told = earlier(earlier_facts(mine.journey, mine.account))
    return told.text if told else ""


def chart_of(took: Account) -> Chart:
    """What each step took in percent of its standard."""
    points = tuple(
        Taken(
            label=f"{each.number}. {each.step.title}",
            standard_text=str(each.step.within),
            actual_text=each.actual or (RUNNING if each.running else NOT_YET),
            share=each.share,
            first=each.first_share,
            is_late=each.is_late,
        )
        for each in took.steps
    )
    return Chart(kind=ChartKind.TIMES, points=points, caption=CAPTION)


def lines_of(mine: Times) -> list[Line]:
    """Every step of the SOP, and under it its rounds where it had several."""
    found: list[Line] = []
    for each in mine.account.steps:
        found.append(_step_line(mine, each))
        if len(each.rounds) > 1:
            found += [_round_line(each.step, round_) for round_ in each.rounds]
    return found


def _step_line(mine: Times, each: StepTime) -> Line:
    return Line(
        name=f"{each.number}. {each.step.title}",
        performer=mine.edition.role(each.step.by).name,
        standard=limit_in_words(each.step.within),
        actual=each.actual,
        difference=difference(each),
        waited=_waited(each.waited),
        worked=working(each.worked) if each.worked else "",
        kind=_kind(each.rounds),
        share="" if each.share is None else f"{share_in_words(each.share)} dari SOP",
    )


def _round_line(step: Step, each: Round) -> Line:
    return Line(
        name=f"Putaran {each.number}",
        performer="",
        standard=limit_in_words(each.within),
        actual=each.taken.said_as(each.within.unit),
        difference="",
        waited=_waited(each.waited),
        worked=working(each.worked) if each.worked else "",
        kind=_kind([each]),
        is_round=True,
    )


def _waited(spell: Spell | None) -> str:
    """How long was waited; empty where it is not known."""
    if spell is None:
        return ""
    return working(spell) if spell.minutes else NO_WAIT


def _kind(rounds: Sequence[Round]) -> str:
    """The badge of a step or a round."""
    if not rounds:
        return "todo"
    if any(each.is_late for each in rounds):
        return "late"
    if rounds[-1].closed is None:
        return "current"
    return {SENT_BACK: "returned", CANCELLED: "cancelled"}.get(rounds[-1].outcome, "done")


def compared(times: Sequence[Times]) -> list[Compared]:
    """The steps of all the years by their slugs, in the order of the newest SOP that has them."""
    steps: dict[str, Step] = {}
    for each in times:
        for one in each.account.steps:
            steps.setdefault(one.step.slug, one.step)
    return [
        Compared(step.title, tuple(_in_year(each, slug) for each in times))
        for slug, step in steps.items()
    ]


def _in_year(each: Times, slug: str) -> tuple[int, str, str, bool]:
    found, year = each.account.of(slug), each.journey.year
    if found is None:
        return year, NO_STEP, "", False
    share = "" if found.share is None else f"{share_in_words(found.share)} dari SOP"
    return year, found.actual or (RUNNING if found.running else NOT_YET), share, found.is_late


def returned(took: Account) -> list[tuple[StepTime, list[Round]]]:
    """The steps that sent papers back, with each return and its reason."""
    return [(each, list(each.returns)) for each in took.steps if each.returns]
