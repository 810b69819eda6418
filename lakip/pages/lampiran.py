"""The files that the team adds to a report: adding, reading, leaving out."""

import uuid

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lakip.journey.models import Journey
from lakip.pages import naskah
from lakip.pages.asking import ask
from lakip.pages.clock import now
from lakip.pages.dokumen import sent
from lakip.pages.laporan import the_report
from lakip.pages.policy import SignedRequest, signed_in
from lakip.papers.laporan_kinerja.attached import LONGEST_TITLE, Attachment, attached
from lakip.papers.laporan_kinerja.attaching import attach, take_out
from lakip.papers.laporan_kinerja.writing import writer_of

JPEG = "image/jpeg"


@signed_in
@require_POST
def add(request: SignedRequest, journey: uuid.UUID) -> HttpResponse:
    """Add a file to the report."""
    found = the_report(request, journey)
    title = request.POST.get("title", "")[: 2 * LONGEST_TITLE]
    return ask(
        request,
        lambda: attach(
            found,
            request.FILES.get("file"),
            title=title,
            writer=writer_of(found, request.user, at=now()),
            at=now(),
        ),
        said="Lampiran ditambahkan pada laporan.",
        then=_list(found),
        again=lambda reasons: naskah.page(request, found, reasons=reasons, titled=title),
    )


@signed_in
@require_POST
def leave_out(request: SignedRequest, journey: uuid.UUID, attachment: uuid.UUID) -> HttpResponse:
    """Leave a file out of the report from now on."""
    found = the_report(request, journey)
    gone = _the(found, attachment)
    return ask(
        request,
        lambda: take_out(gone, writer=writer_of(found, request.user, at=now()), at=now()),
        said=f"“{gone.title}” tidak lagi dimuat dalam laporan. Berkasnya tetap disimpan.",
        then=_list(found),
        again=lambda reasons: naskah.page(request, found, reasons=reasons),
    )


@signed_in
@require_safe
def file(request: SignedRequest, journey: uuid.UUID, attachment: uuid.UUID) -> FileResponse:
    """The file itself, as it was uploaded."""
    found = _the(the_report(request, journey), attachment)
    return sent(found.sha256, found.name, found.media_type)


@signed_in
@require_safe
def picture(request: SignedRequest, journey: uuid.UUID, sha256: str) -> FileResponse:
    """A picture as it is printed in the report."""
    found = attached(the_report(request, journey)).filter(printed=sha256).first()
    if found is None:
        raise Http404("Gambar itu tidak ada dalam laporan ini.")
    return sent(found.printed, f"{found.pk}.jpg", JPEG)


def _the(journey: Journey, attachment: uuid.UUID) -> Attachment:
    return get_object_or_404(attached(journey), pk=attachment)


def _list(journey: Journey) -> str:
    return f"{reverse('naskah', args=[journey.pk])}#lampiran"
