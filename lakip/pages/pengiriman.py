"""Where the report goes: everybody who gets it, who has it and who has not, and the letters."""

import uuid
from collections.abc import Callable, Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from lakip.distribution.recipients import Way
from lakip.journey.models import Journey
from lakip.pages.asking import ask
from lakip.pages.clock import now
from lakip.pages.laporan import the_report
from lakip.pages.policy import SignedRequest, signed_in
from lakip.pages.typed import line
from lakip.papers.pengiriman import covering, outgoing, planning
from lakip.papers.pengiriman.board import board_of
from lakip.papers.pengiriman.outgoing import parcel_of, sending_turn
from lakip.papers.pengiriman.planning import Wanted


@signed_in
@require_safe
def deliveries(request: SignedRequest, journey: uuid.UUID) -> HttpResponse:
    """Everybody who gets the report of this year."""
    return _page(request, the_report(request, journey))


def _page(
    request: SignedRequest,
    journey: Journey,
    *,
    reasons: Sequence[str] = (),
    typed: Mapping[str, str] | None = None,
    asked: str = "",
) -> HttpResponse:
    moment = now()
    parcel, sending = parcel_of(journey), sending_turn(journey)
    return render(
        request,
        "pengiriman/pengiriman.html",
        {
            "here": "laporan",
            "tab": "pengiriman",
            "journey": journey,
            "now": moment,
            "board": board_of(journey, at=moment),
            "parcel": parcel,
            "usual": [] if parcel else planning.usual(journey.agency),
            "manages": not outgoing.obstacles_to_planning(journey, request.user, moment),
            "sending": sending,
            "may_send": not outgoing.obstacles_to_sending(journey, parcel, request.user, moment),
            "ways": Way.choices,
            "reasons": reasons,
            "typed": typed or {},
            "asked": asked,
        },
    )


def posted_recipient(request: HttpRequest) -> Wanted:
    """The recipient that a form carried."""
    said = {name: line(request.POST.get(name, "")) for name in request.POST}
    copies = said.get("copies") or "1"
    return Wanted(
        name=said.get("name", ""),
        place=said.get("place", ""),
        way=said.get("way", ""),
        email=said.get("email", "").lower(),
        copies=int(copies) if copies.isascii() and copies.isdecimal() and len(copies) < 6 else 0,
    )


def _ask(
    request: SignedRequest,
    journey: Journey,
    move: Callable[[], object],
    *,
    said: str,
    asked: str,
) -> HttpResponse:
    def again(reasons: Sequence[str]) -> HttpResponse:
        return _page(request, journey, reasons=reasons, typed=request.POST.dict(), asked=asked)

    return ask(request, move, said=said, then=f"/laporan/{journey.pk}/pengiriman/", again=again)


@signed_in
@require_POST
def add(request: SignedRequest, journey: uuid.UUID) -> HttpResponse:
    """Let the report go to one more."""
    found = the_report(request, journey)
    wanted = posted_recipient(request)
    return _ask(
        request,
        found,
        lambda: planning.add(
            journey=found,
            wanted=wanted,
            every_year=request.POST.get("every_year") == "1",
            by=request.user,
            at=now(),
        ),
        said=f"{wanted.name} ditambahkan sebagai penerima.",
        asked="tambah",
    )


@signed_in
@require_POST
def letters(request: SignedRequest, journey: uuid.UUID) -> HttpResponse:
    """Make the covering letters and the receipt in one press."""
    found = the_report(request, journey)
    return _ask(
        request,
        found,
        lambda: covering.make(journey=found, by=request.user, at=now()),
        said="Surat pengantar dan tanda terima dibuat untuk semua penerima.",
        asked="surat",
    )
