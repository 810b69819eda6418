"""Drafting a paper: the form beside its preview, and filing it as PDF and Word."""

import itertools
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST, require_safe

from lakip.documents.filing import NotTaken
from lakip.documents.typesetting import CannotTypeset
from lakip.journey.models import Turn
from lakip.journey.refusal import Refused
from lakip.pages import gantt
from lakip.pages.clock import now
from lakip.pages.langkah import the_turn
from lakip.pages.policy import SignedRequest, signed_in
from lakip.papers import drafting, form
from lakip.papers.drafting import Desk
from lakip.papers.form import SPARE_ROWS, Answers, Column, Field, Kind


@dataclass(frozen=True)
class Cell:
    """One box in a row of a field of rows."""

    column: Column
    name: str
    value: str


@dataclass(frozen=True)
class Asked:
    """A field as the page shows it: with its answer and what is wrong with it."""

    field: Field
    value: Any
    faults: list[str]
    rows: list[list[Cell]]


@signed_in
@require_safe
def draft(request: SignedRequest, turn: uuid.UUID, paper: str) -> HttpResponse:
    """The paper's form with its preview."""
    found = the_turn(request, turn)
    return _page(request, found, _desk(request, found, paper))


def _desk(request: SignedRequest, turn: Turn, paper: str) -> Desk:
    """The paper on the reader's desk; 404 for one that is not theirs to draft now."""
    try:
        return drafting.desk(turn=turn.pk, paper=paper, by=request.user, at=now())
    except Refused as no:
        raise Http404(str(no)) from no


def _page(
    request: SignedRequest,
    turn: Turn,
    here: Desk,
    *,
    answers: Answers | None = None,
    reasons: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    shown = here.answers if answers is None else answers
    asked = _asked(here, shown)
    pages, trouble = _pages(here)
    return render(
        request,
        "susun/susun.html",
        {
            "here": "laporan",
            "turn": turn,
            "journey": here.standing.journey,
            "step": here.standing.step,
            "number": here.standing.edition.number(here.standing.step.slug),
            "paper": here.standing.edition.paper(here.paper.slug),
            "desk": here,
            "groups": _groups(asked),
            "reasons": reasons,
            "pages": range(1, pages + 1),
            "trouble": trouble,
            "chart": _chart(here),
            "has_wording": any(field.is_wording for field in here.paper.fields),
        },
        status=status,
    )


def _asked(here: Desk, answers: Answers) -> list[Asked]:
    found = here.faults(answers) if here.draft else []
    return [
        Asked(
            field,
            answers.get(field.name),
            [fault.sentence for fault in found if fault.field == field.name],
            _rows(field, answers.get(field.name) or []) if field.kind is Kind.ROWS else [],
        )
        for field in here.fields
    ]


def _rows(field: Field, rows: list[dict[str, str]]) -> list[list[Cell]]:
    filled = [*rows, *({} for _ in range(SPARE_ROWS))]
    return [
        [
            Cell(
                column,
                f"isi-{field.name}-{number}-{column.name}",
                row.get(column.name, ""),
            )
            for column in field.columns
        ]
        for number, row in enumerate(filled)
    ]


def _groups(asked: list[Asked]) -> list[tuple[str, list[Asked]]]:
    grouped = itertools.groupby(asked, key=lambda one: one.field.group)
    return [(name, list(fields)) for name, fields in grouped]


def _pages(here: Desk) -> tuple[int, str]:
    """How many pages the preview has, or the sentence why it has none."""
    try:
        return len(drafting.pictures(here, at=now())), ""
    except CannotTypeset as error:
        return 0, str(error)


def _chart(here: Desk) -> str:
    """The plan that the paper holds, drawn for the page; empty when it holds none."""
    found = gantt.chart_of(here.sheet(here.answers, at=now()).blocks)
    return render_to_string("susun/_gantt.html", {"chart": found}) if found else ""


@signed_in
@require_safe
def picture(request: SignedRequest, turn: uuid.UUID, paper: str, page: int) -> HttpResponse:
    """One page of the preview. The address carries the revision, so the picture never changes."""
    here = _desk(request, the_turn(request, turn), paper)
    try:
        pages = drafting.pictures(here, at=now())
    except CannotTypeset as error:
        raise Http404(str(error)) from error
    if not 1 <= page <= len(pages):
        raise Http404
    response = HttpResponse(pages[page - 1], content_type="image/png")
    response["Cache-Control"] = "private, max-age=3600"
    return response


@signed_in
@require_POST
def save(request: SignedRequest, turn: uuid.UUID, paper: str) -> HttpResponse:
    """Keep what was typed. The page's script asks for JSON, a press of the button for the page."""
    found = the_turn(request, turn)
    as_json = request.headers.get("Accept") == "application/json"
    try:
        here = _save(request, found, paper)
    except Refused as no:
        if as_json:
            return JsonResponse({"reasons": list(no.reasons)}, status=409)
        here = _desk(request, found, paper)
        typed = form.read(here.fields, request.POST)
        return _page(request, found, here, answers=typed, reasons=no.reasons, status=409)
    if as_json:
        pages, trouble = _pages(here)
        faults = [fault.sentence for fault in here.faults(here.answers)]
        told = {"revision": here.revision, "pages": pages, "trouble": trouble, "faults": faults}
        if chart := _chart(here):
            told["chart"] = chart
        return JsonResponse(told)
    return redirect("susun", turn=found.pk, paper=paper)


def _save(request: SignedRequest, turn: Turn, paper: str) -> Desk:
    revision = request.POST.get("revision", "0")
    return drafting.save(
        turn=turn.pk,
        paper=paper,
        sent=request.POST,
        revision=int(revision) if revision.isdecimal() and len(revision) < 9 else 0,
        by=request.user,
        at=now(),
    )


@signed_in
@require_POST
def file(request: SignedRequest, turn: uuid.UUID, paper: str) -> HttpResponse:
    """Keep what was typed and file it as the paper's next version."""
    found = the_turn(request, turn)
    try:
        _save(request, found, paper)
        version = drafting.file(turn=found.pk, paper=paper, by=request.user, at=now())
    except (Refused, NotTaken) as no:
        here = _desk(request, found, paper)
        typed = form.read(here.fields, request.POST)
        return _page(request, found, here, answers=typed, reasons=no.reasons, status=422)
    messages.success(request, f"Disimpan sebagai versi {version.number}, PDF dan Word.")
    return redirect(f"/laporan/{found.journey_id}/langkah/{found.step}/#surat-{paper}")


@signed_in
@require_POST
def keep_wording(request: SignedRequest, turn: uuid.UUID, paper: str) -> HttpResponse:
    """Make the standing sentences of this draft the agency's own."""
    found = the_turn(request, turn)
    try:
        _save(request, found, paper)
        drafting.keep_wording(turn=found.pk, paper=paper, by=request.user, at=now())
    except Refused as no:
        here = _desk(request, found, paper)
        typed = form.read(here.fields, request.POST)
        return _page(request, found, here, answers=typed, reasons=no.reasons, status=422)
    messages.success(request, "Kalimat baku OPD diperbarui; surat berikutnya dimulai dengannya.")
    return redirect("susun", turn=found.pk, paper=paper)
