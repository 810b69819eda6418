"""Behind the link that a recipient gets: the report's files, and a button that says "received"."""

from collections.abc import Mapping, Sequence

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from lakip.journey.refusal import Refused
from lakip.pages.clock import now
from lakip.pages.dokumen import sent
from lakip.pages.links import kept_secret
from lakip.pages.policy import anyone
from lakip.pages.typed import line
from lakip.papers.pengiriman import receiving, sending
from lakip.papers.pengiriman.sending import Behind

GONE = 410


def _behind(token: str) -> Behind:
    found = sending.behind(token, at=now())
    if found is None:
        raise Http404
    return found


@anyone
@require_safe
def parcel(request: HttpRequest, token: str) -> HttpResponse:
    """What was sent, for whoever holds the link; it may be opened as often as one likes."""
    return _page(request, _behind(token), token)


def _page(
    request: HttpRequest,
    found: Behind,
    token: str,
    *,
    reasons: Sequence[str] = (),
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    delivery = found.sending.delivery
    response = render(
        request,
        "pengiriman/terima.html",
        {
            "found": found,
            "delivery": delivery,
            "journey": delivery.journey,
            "token": token,
            "reasons": reasons,
            "typed": typed or {},
        },
        status=status if found.parcel else GONE,
    )
    return kept_secret(response)


@anyone
@require_safe
def file(request: HttpRequest, token: str, number: int) -> HttpResponse | FileResponse:
    """One of the files, counted from 1."""
    found = _behind(token)
    if found.parcel is None:
        return _page(request, found, token)
    if not 1 <= number <= len(found.parcel.files):
        raise Http404
    chosen = found.parcel.files[number - 1]
    return kept_secret(sent(chosen.sha256, chosen.name, chosen.media_type))


@anyone
@require_POST
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The recipient says that the report came."""
    found = _behind(token)
    name = line(request.POST.get("name", ""))
    office = line(request.POST.get("office", ""))
    try:
        receiving.confirm(behind=found, name=name, office=office, at=now())
    except Refused as no:
        again = _behind(token)
        return _page(
            request, again, token, reasons=no.reasons, typed=request.POST.dict(), status=422
        )
    return redirect("terima", token=token)
