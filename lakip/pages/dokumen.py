"""A document with its versions and marks, and the one door to its bytes."""

import uuid

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from lakip.documents import filing, pictures
from lakip.documents.models import Document, Rendition, Version
from lakip.journey.editions import edition_of
from lakip.journey.models import Journey
from lakip.pages.clock import today
from lakip.pages.policy import SignedRequest, signed_in
from lakip.papers.meeting import meeting_of


@signed_in
@require_safe
def document(request: SignedRequest, document: uuid.UUID) -> HttpResponse:
    """Every version of one paper, the newest first, with who filed and who marked it."""
    seen = Journey.objects.visible_to(request.user, day=today())
    found = get_object_or_404(
        Document.objects.filter(journey__in=seen).select_related("journey__agency", "numbered"),
        pk=document,
    )
    versions = list(
        found.versions.select_related("by", "turn").prefetch_related("marks__by", "renditions")
    )
    edition = edition_of(found.journey.edition_id)
    newest = versions[0] if versions else None
    return render(
        request,
        "dokumen/dokumen.html",
        {
            "here": "laporan",
            "document": found,
            "journey": found.journey,
            "name": edition.paper(found.paper).name,
            "step": edition.gives_base(found.paper),
            "versions": versions,
            "has_meeting": newest is not None and meeting_of(newest) is not None,
            "text": _text(newest) if newest and newest.is_text else None,
        },
    )


def _text(version: Version) -> str:
    with filing.store().open(version.sha256) as source:
        return source.read().decode()


@signed_in
@require_safe
def download(request: SignedRequest, version: uuid.UUID) -> FileResponse:
    """The bytes of one version, always as a download and never shown inside our pages."""
    found = _version(request, version)
    return sent(found.sha256, found.name, found.media_type)


def _version(request: SignedRequest, version: uuid.UUID) -> Version:
    seen = Journey.objects.visible_to(request.user, day=today())
    return get_object_or_404(Version.objects.filter(document__journey__in=seen), pk=version)


@signed_in
@require_safe
def download_rendition(request: SignedRequest, rendition: uuid.UUID) -> FileResponse:
    """A file that belongs to a version: its Word file, or the version with marks."""
    seen = Journey.objects.visible_to(request.user, day=today())
    found = get_object_or_404(
        Rendition.objects.filter(version__document__journey__in=seen), pk=rendition
    )
    return sent(found.sha256, found.name, found.media_type)


@signed_in
@require_safe
def picture(request: SignedRequest, version: uuid.UUID, page: int) -> HttpResponse:
    """One page of a version that the program made, as a picture of just these bytes."""
    found = _version(request, version)
    if found.made_from is None:
        raise Http404
    try:
        with filing.store().open(found.sha256) as source:
            png = pictures.page_png(source.read(), page)
    except (FileNotFoundError, IndexError):
        raise Http404 from None
    response = HttpResponse(png, content_type="image/png")
    response["Cache-Control"] = "private, max-age=3600"
    return response


@signed_in
@require_safe
def meeting(request: SignedRequest, version: uuid.UUID) -> HttpResponse:
    """The meeting of an invitation, for the reader's calendar."""
    content = meeting_of(_version(request, version))
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="undangan.ics"'
    return response


def sent(sha256: str, name: str, media_type: str) -> FileResponse:
    """A stored file as a download that no browser shows or runs; 404 when it is gone."""
    try:
        source = filing.store().open(sha256)
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(source, as_attachment=True, filename=name, content_type=media_type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
