"""One data request: filled by the bidang, vouched for by its head, judged by the team."""

import uuid
from collections.abc import Callable, Mapping, Sequence

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from lakip.documents.filing import NotTaken
from lakip.journey.refusal import Refused
from lakip.pages import formulir
from lakip.pages.asking import ask
from lakip.pages.clock import now
from lakip.pages.data import posted_due, the_request
from lakip.pages.policy import SignedRequest, signed_in
from lakip.pages.typed import lines
from lakip.papers.format_data import answering, board, checking, filling, parts, sending, taking
from lakip.papers.format_data.answering import Writer
from lakip.papers.format_data.checking import Note
from lakip.performance.requests import DataRequest, Submission

KEPT = "Isian disimpan."
KEPT_ASIDE = (
    "Ada isian yang sementara itu diubah orang lain. Isian Anda disimpan di sampingnya; "
    "pilih yang benar."
)


@signed_in
@require_safe
def request_page(request: SignedRequest, data: uuid.UUID) -> HttpResponse:
    """The request with its cells, for whoever may see it; boxes only for who may fill it."""
    return _page(request, the_request(request, data))


def _page(
    request: SignedRequest,
    found: DataRequest,
    *,
    reasons: Sequence[str] = (),
    posted: Mapping[str, str] | None = None,
    taken: taking.Taken | None = None,
) -> HttpResponse:
    part = parts.part_of(found, request.user, at=now())
    submission = answering.the_submission(found)
    row = board.row_of(found, at=now())
    is_time = parts.gathering_turn(found.journey) is not None
    state = Submission.State(submission.state)
    return render(
        request,
        "data/permintaan.html",
        {
            "here": "laporan",
            "now": now(),
            "found": found,
            "journey": found.journey,
            "submission": submission,
            "row": row,
            "lines": formulir.lines(found, posted=posted),
            "remarks": formulir.general_remarks(found),
            "can_fill": part.may_fill and submission.is_open and is_time,
            "can_confirm": part.may_confirm and state == Submission.State.HANDED_IN and is_time,
            "can_judge": part.may_manage
            and state == Submission.State.CONFIRMED
            and is_time
            and request.user.pk not in (submission.handed_in_by_id, submission.confirmed_by_id),
            "is_own": request.user.pk in (submission.handed_in_by_id, submission.confirmed_by_id),
            "manages": part.may_manage and is_time,
            "missing": answering.obstacles(found) if submission.is_open else [],
            "reasons": reasons,
            "posted": posted or {},
            "taken": taken,
            "rounds": found.submissions.order_by("round"),
        },
    )


def writer_of(request: SignedRequest, way: str) -> Writer:
    """The person who is signed in, as the one who fills."""
    return Writer(person=request.user, name=request.user.name, way=way)


@signed_in
@require_POST
def save(request: SignedRequest, data: uuid.UUID) -> HttpResponse:
    """Keep what was typed. Asked for JSON, it answers with what is wrong, cell by cell."""
    found = the_request(request, data)
    wants_json = "application/json" in request.headers.get("Accept", "")
    try:
        saved = answering.save(
            request=found,
            cells=formulir.posted_cells(request.POST, found),
            writer=writer_of(request, "halaman"),
            at=now(),
        )
    except Refused as no:
        if wants_json:
            return JsonResponse({"reasons": no.reasons}, status=422)
        response = _page(request, found, reasons=no.reasons, posted=request.POST)
        response.status_code = 422
        return response
    if wants_json:
        return JsonResponse(told(found, saved), status=409 if saved.aside else 200)
    if saved.aside:
        response = _page(request, found, reasons=[KEPT_ASIDE])
        response.status_code = 409
        return response
    return _ask(request, found, lambda: None, said=KEPT)


def told(found: DataRequest, saved: answering.Saved) -> dict[str, object]:
    """What a page that saves while one types is answered."""
    return {
        "cells": formulir.judged_cells(found),
        "status": KEPT_ASIDE if saved.aside else KEPT,
        "reasons": [KEPT_ASIDE] if saved.aside else [],
    }


def _ask(
    request: SignedRequest, found: DataRequest, move: Callable[[], object], *, said: str
) -> HttpResponse:
    return ask(
        request,
        move,
        said=said,
        then=f"/data/{found.pk}/",
        again=lambda reasons: _page(request, found, reasons=reasons, posted=request.POST),
    )


@signed_in
@require_POST
def upload(request: SignedRequest, data: uuid.UUID) -> HttpResponse:
    """Take a filled workbook in: the good cells are kept, the others named with their mend."""
    found = the_request(request, data)
    file = request.FILES.get("file")
    try:
        if file is None:
            raise NotTaken([taking.NO_FILE])
        taken = taking.take_workbook(
            request=found, upload=file, writer=writer_of(request, "berkas"), at=now()
        )
    except (Refused, NotTaken) as no:
        response = _page(request, found, reasons=no.reasons)
        response.status_code = 422
        return response
    response = _page(request, found, taken=taken)
    response.status_code = 422 if taken.faults else 200
    return response


@signed_in
@require_POST
def hand_in(request: SignedRequest, data: uuid.UUID) -> HttpResponse:
    """Save what the form carries and hand the answer in."""
    found = the_request(request, data)
    return _ask(request, found, lambda: _hand_in(request, found), said="Data diserahkan.")


def _hand_in(request: SignedRequest, found: DataRequest) -> None:
    writer, at = writer_of(request, "halaman"), now()
    saved = answering.save(
        request=found, cells=formulir.posted_cells(request.POST, found), writer=writer, at=at
    )
    if saved.aside:
        raise Refused(KEPT_ASIDE)
    answering.hand_in(request=found, writer=writer, at=at)


@signed_in
@require_POST
def confirm(request: SignedRequest, data: uuid.UUID) -> HttpResponse:
    """The head of the bidang vouches for the figures."""
    found = the_request(request, data)
    return _ask(
        request,
        found,
        lambda: answering.confirm(request=found, by=request.user, at=now()),
        said="Data dipastikan dan diteruskan kepada tim.",
    )


@signed_in
@require_POST
def accept(request: SignedRequest, data: uuid.UUID) -> HttpResponse:
    """The team takes the figures over."""
    found = the_request(request, data)
    return _ask(
        request,
        found,
        lambda: checking.accept(request=found, by=request.user, at=now()),
        said=f"Data {found.whom} diterima dan masuk ke capaian tahun ini.",
    )


@signed_in
@require_POST
def send_back(request: SignedRequest, data: uuid.UUID) -> HttpResponse:
    """Return the answer with remarks on cells and in general; an accepted one is asked anew."""
    found = the_request(request, data)
    return _ask(
        request,
        found,
        lambda: _send_back(request, found),
        said=f"Dikembalikan kepada {found.whom}.",
    )


def _send_back(request: SignedRequest, found: DataRequest) -> None:
    general = lines(request.POST.get("remark", "")).strip()
    due_at = posted_due(request, found.journey)
    if answering.the_submission(found).state == Submission.State.ACCEPTED:
        checking.reopen(request=found, note=general, due_at=due_at, by=request.user, at=now())
        return
    notes = [Note(general)] if general else []
    notes += [
        Note(text, line, field)
        for line, field, text in formulir.posted_remarks(request.POST, found)
    ]
    checking.send_back(request=found, notes=notes, due_at=due_at, by=request.user, at=now())


@signed_in
@require_safe
def workbook(request: SignedRequest, data: uuid.UUID) -> HttpResponse:
    """The request as a workbook, with what was typed so far."""
    return workbook_of(the_request(request, data))


def workbook_of(found: DataRequest) -> HttpResponse:
    """The answer that downloads a request's workbook."""
    response = HttpResponse(filling.workbook(found), content_type=sending.XLSX)
    response["Content-Disposition"] = f'attachment; filename="{sending.book_name(found)}"'
    response["Cache-Control"] = "private, no-store"
    return response
