"""One recipient of the report: send it, note who took it, or say why there is no proof."""

import datetime
import uuid
from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lakip.distribution.deliveries import Delivery
from lakip.distribution.recipients import WRITTEN_TO, Way
from lakip.journey.refusal import Refused
from lakip.notices.undelivered import cause_of
from lakip.pages.asking import ask
from lakip.pages.clock import now, today
from lakip.pages.dokumen import sent
from lakip.pages.pengiriman import posted_recipient
from lakip.pages.policy import SignedRequest, signed_in
from lakip.pages.typed import line, lines
from lakip.papers.pengiriman import outgoing, planning, receiving, sending
from lakip.papers.pengiriman.board import board_of
from lakip.papers.pengiriman.outgoing import parcel_of
from lakip.papers.pengiriman.receiving import Told

BAD_TIME = "Isi tanggal dan jam terima, misalnya 12-02-2027 09.30."


def the_delivery(request: SignedRequest, pk: uuid.UUID) -> Delivery:
    """The delivery, if this person may see it; else 404."""
    seen = Delivery.objects.visible_to(request.user, day=today()).distinct()
    return get_object_or_404(seen.select_related("journey__agency__government"), pk=pk)


@signed_in
@require_safe
def delivery(request: SignedRequest, delivery: uuid.UUID) -> HttpResponse:
    """How one recipient gets the report and what proves it."""
    return _page(request, the_delivery(request, delivery))


def _page(
    request: SignedRequest,
    found: Delivery,
    *,
    reasons: Sequence[str] = (),
    asked: str = "",
    link: str = "",
) -> HttpResponse:
    moment, journey = now(), found.journey
    row = next(row for row in board_of(journey, at=moment).rows if row.delivery.pk == found.pk)
    parcel = parcel_of(journey)
    local = moment.astimezone(ZoneInfo(journey.agency.government.zone))
    return render(
        request,
        "pengiriman/penerima.html",
        {
            "here": "laporan",
            "journey": journey,
            "delivery": row.delivery,
            "row": row,
            "cause": cause_of(row.mail.last_fault) if row.mail and row.mail.last_fault else None,
            "paper_ways": WRITTEN_TO,
            "parcel": parcel,
            "manages": not outgoing.obstacles_to_planning(journey, request.user, moment),
            "may_send": not outgoing.obstacles_to_sending(journey, parcel, request.user, moment),
            "ways": Way.choices,
            "local_now": f"{local:%Y-%m-%dT%H:%M}",
            "reasons": reasons,
            # What was typed stands in its own form and in no other.
            "typed": {asked: request.POST.dict()} if reasons else {},
            "asked": asked,
            "link": link,
        },
    )


def _ask(
    request: SignedRequest,
    found: Delivery,
    move: Callable[[], object],
    *,
    said: str,
    asked: str,
    to_board: bool = False,
) -> HttpResponse:
    here = reverse("penerima", args=[found.pk])
    board = reverse("pengiriman", args=[found.journey_id])
    return ask(
        request,
        move,
        said=said,
        then=board if to_board else here,
        again=lambda reasons: _page(request, found, reasons=reasons, asked=asked),
    )


@signed_in
@require_POST
def send(request: SignedRequest, delivery: uuid.UUID) -> HttpResponse:
    """Send by e-mail, or make a link, which is shown once on the page that comes."""
    found, at = the_delivery(request, delivery), now()
    if request.POST.get("way") == Way.LINK:
        return _show_link(request, found, at)
    address = request.POST.get("address", "")
    return _ask(
        request,
        found,
        lambda: sending.by_mail(delivery=found, address=address, by=request.user, at=at),
        said=f"Laporan dikirim ke {address}. Anda diberi tahu begitu penerimaannya dikonfirmasi.",
        asked="kirim",
    )


def _show_link(request: SignedRequest, found: Delivery, at: datetime.datetime) -> HttpResponse:
    try:
        link = sending.by_link(delivery=found, by=request.user, at=at)
    except Refused as no:
        response = _page(request, found, reasons=no.reasons, asked="kirim")
        response.status_code = 422
        return response
    response = _page(request, found, link=link)
    # The link opens files without an account, so no cache may keep this page.
    response["Cache-Control"] = "no-store"
    return response


@signed_in
@require_POST
def receive(request: SignedRequest, delivery: uuid.UUID) -> HttpResponse:
    """Note that the report was taken: signed for on the screen, or on paper."""
    found = the_delivery(request, delivery)
    return _ask(
        request,
        found,
        lambda: receiving.by_hand(
            delivery=found,
            told=_told(request, found),
            upload=request.FILES.get("file"),
            drawn=request.POST.get("drawn", ""),
            by=request.user,
            at=now(),
        ),
        said=f"Tanda terima {found.name} disimpan.",
        asked="terima",
        to_board=True,
    )


@signed_in
@require_POST
def uploaded(request: SignedRequest, delivery: uuid.UUID) -> HttpResponse:
    """Note that the report was uploaded into another system."""
    found = the_delivery(request, delivery)
    return _ask(
        request,
        found,
        lambda: receiving.elsewhere(
            delivery=found,
            told=_told(request, found),
            upload=request.FILES.get("file"),
            by=request.user,
            at=now(),
        ),
        said=f"Bukti unggah di {found.name} disimpan.",
        asked="unggah",
        to_board=True,
    )


@signed_in
@require_POST
def archive(request: SignedRequest, delivery: uuid.UUID) -> HttpResponse:
    """Keep the dossier as it is now, and note where the archive has it."""
    found = the_delivery(request, delivery)
    place = line(request.POST.get("place", ""))
    return _ask(
        request,
        found,
        lambda: receiving.archived(delivery=found, place=place, by=request.user, at=now()),
        said="Paket arsip disimpan beserta sidiknya.",
        asked="arsip",
        to_board=True,
    )


@signed_in
@require_POST
def excuse(request: SignedRequest, delivery: uuid.UUID) -> HttpResponse:
    """Say why there will be no proof."""
    found = the_delivery(request, delivery)
    reason = lines(request.POST.get("reason", ""))
    return _ask(
        request,
        found,
        lambda: receiving.excuse(delivery=found, reason=reason, by=request.user, at=now()),
        said=f"Alasan untuk {found.name} dicatat.",
        asked="alasan",
        to_board=True,
    )


@signed_in
@require_POST
def change(request: SignedRequest, delivery: uuid.UUID) -> HttpResponse:
    """Mend the recipient: name, place, way, address, copies."""
    found = the_delivery(request, delivery)
    wanted = posted_recipient(request)
    return _ask(
        request,
        found,
        lambda: planning.change(delivery=found, wanted=wanted, by=request.user, at=now()),
        said="Penerima diperbarui.",
        asked="ubah",
    )


@signed_in
@require_POST
def leave_off(request: SignedRequest, delivery: uuid.UUID) -> HttpResponse:
    """Take the recipient off the list for the years to come."""
    found = the_delivery(request, delivery)
    return _ask(
        request,
        found,
        lambda: planning.leave_off(delivery=found, by=request.user, at=now()),
        said=f"{found.name} tidak lagi dalam daftar tahun berikutnya.",
        asked="lepas",
    )


@signed_in
@require_safe
def proof(request: SignedRequest, delivery: uuid.UUID, receipt: uuid.UUID) -> FileResponse:
    """The file that proves a receipt."""
    found = get_object_or_404(the_delivery(request, delivery).receipts, pk=receipt)
    if not found.sha256:
        raise Http404
    return sent(found.sha256, found.file_name, found.media_type)


def _told(request: SignedRequest, found: Delivery) -> Told:
    """What the form says about a receipt, in the office's own time. Raises Refused."""
    said = {name: line(request.POST.get(name, "")) for name in request.POST}
    try:
        moment = datetime.datetime.fromisoformat(said.get("received_at", ""))
        zone = ZoneInfo(found.journey.agency.government.zone)
        moment = moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)
    except (ValueError, OverflowError) as error:
        raise Refused(BAD_TIME) from error
    return Told(
        received_at=moment,
        name=said.get("name", ""),
        office=said.get("office", ""),
        note=lines(request.POST.get("note", "")).strip(),
        address=said.get("address", ""),
    )
