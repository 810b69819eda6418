"""The page behind a link: one format, filled by somebody without an account, until it expires."""

from collections.abc import Mapping, Sequence

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from lakip.documents.filing import NotTaken
from lakip.journey.refusal import Refused
from lakip.pages import formulir
from lakip.pages.clock import now
from lakip.pages.links import kept_secret
from lakip.pages.permintaan import KEPT_ASIDE, told, workbook_of
from lakip.pages.policy import anyone
from lakip.pages.typed import line
from lakip.papers.format_data import answering, parts, sending, taking
from lakip.papers.format_data.answering import Writer
from lakip.performance.requests import DataRequest

WHO = "Tulis nama Anda, supaya tim tahu siapa yang mengisi."
LONGEST_NAME = 120


def _behind(token: str) -> DataRequest:
    """The request that the link opens; a wrong, replaced or expired link is 404 alike."""
    found = sending.behind(token, at=now())
    if found is None:
        raise Http404
    return found


def _writer(request: HttpRequest) -> Writer:
    name = line(request.POST.get("name", ""))[:LONGEST_NAME]
    if not name:
        raise Refused(WHO)
    return Writer(person=None, name=name, way="tautan")


def _page(
    request: HttpRequest,
    found: DataRequest,
    token: str,
    *,
    reasons: Sequence[str] = (),
    posted: Mapping[str, str] | None = None,
    taken: taking.Taken | None = None,
    status: int = 200,
) -> HttpResponse:
    submission = answering.the_submission(found)
    response = render(
        request,
        "data/isi.html",
        {
            "found": found,
            "token": token,
            "submission": submission,
            "lines": formulir.lines(found, posted=posted),
            "remarks": formulir.general_remarks(found),
            "can_fill": submission.is_open and parts.gathering_turn(found.journey) is not None,
            "missing": answering.obstacles(found) if submission.is_open else [],
            "reasons": reasons,
            "name": (posted or {}).get("name", "") or submission.handed_in_name,
            "taken": taken,
        },
        status=status,
    )
    return kept_secret(response)


@anyone
@require_safe
def fill(request: HttpRequest, token: str) -> HttpResponse:
    """The format, for whoever holds the link."""
    return _page(request, _behind(token), token)


@anyone
@require_POST
def save(request: HttpRequest, token: str) -> HttpResponse:
    """Keep what was typed."""
    found = _behind(token)
    wants_json = "application/json" in request.headers.get("Accept", "")
    try:
        saved = answering.save(
            request=found,
            cells=formulir.posted_cells(request.POST, found),
            writer=_writer(request),
            at=now(),
        )
    except Refused as no:
        if wants_json:
            return JsonResponse({"reasons": no.reasons}, status=422)
        return _page(request, found, token, reasons=no.reasons, posted=request.POST, status=422)
    if wants_json:
        return JsonResponse(told(found, saved), status=409 if saved.aside else 200)
    if saved.aside:
        return _page(request, found, token, reasons=[KEPT_ASIDE], status=409)
    return redirect("isi", token=token)


@anyone
@require_POST
def hand_in(request: HttpRequest, token: str) -> HttpResponse:
    """Save and hand in."""
    found = _behind(token)
    try:
        writer = _writer(request)
        saved = answering.save(
            request=found,
            cells=formulir.posted_cells(request.POST, found),
            writer=writer,
            at=now(),
        )
        if saved.aside:
            raise Refused(KEPT_ASIDE)
        answering.hand_in(request=found, writer=writer, at=now())
    except Refused as no:
        return _page(request, found, token, reasons=no.reasons, posted=request.POST, status=422)
    return redirect("isi", token=token)


@anyone
@require_POST
def upload(request: HttpRequest, token: str) -> HttpResponse:
    """Take a filled workbook in."""
    found = _behind(token)
    file = request.FILES.get("file")
    try:
        if file is None:
            raise NotTaken([taking.NO_FILE])
        taken = taking.take_workbook(request=found, upload=file, writer=_writer(request), at=now())
    except (Refused, NotTaken) as no:
        return _page(request, found, token, reasons=no.reasons, posted=request.POST, status=422)
    return _page(request, found, token, taken=taken, status=422 if taken.faults else 200)


@anyone
@require_safe
def workbook(request: HttpRequest, token: str) -> HttpResponse:
    """The format as a workbook."""
    return kept_secret(workbook_of(_behind(token)))
