"""The regulations and guides that are studied for a report, and an agency's own among them."""

import uuid
from collections.abc import Sequence

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lakip.journey.editions import current
from lakip.pages.asking import ask
from lakip.pages.clock import now
from lakip.pages.dokumen import sent
from lakip.pages.kinerja import readable_agencies, the_agency
from lakip.pages.policy import SignedRequest, signed_in
from lakip.papers.guides import keeping, kept, shipped
from lakip.papers.guides.keeping import Typed
from lakip.papers.guides.kept import AgencyGuide
from lakip.papers.guides.listing import Row, listed
from lakip.people.government import Agency

LONGEST = {
    "longest_title": kept.LONGEST_TITLE,
    "longest_note": kept.LONGEST_NOTE,
    "longest_link": kept.LONGEST_LINK,
}


@signed_in
@require_safe
def guides(request: SignedRequest) -> HttpResponse:
    """Every regulation that ships, and those of the agency that is looked at."""
    asked = request.GET.get("opd", "")
    agencies = readable_agencies(request)
    chosen = next((agency for agency in agencies if str(agency.pk) == asked), None)
    if asked and chosen is None:
        raise Http404
    own = next((agency for agency in agencies if agency.pk == request.user.agency_id), None)
    agency = chosen or own or next(iter(agencies), None)
    copy_of = request.GET.get("salinan", "")
    if copy_of and copy_of not in shipped.guides():
        raise Http404
    is_open = bool(copy_of or request.GET.get("tambah"))
    return _page(request, agency, agencies, typed=Typed(copy_of=copy_of), is_open=is_open)


def _page(
    request: SignedRequest,
    agency: Agency | None,
    agencies: Sequence[Agency],
    *,
    typed: Typed,
    is_open: bool,
    reasons: Sequence[str] = (),
) -> HttpResponse:
    """The page; after a refusal with what was typed still in the form."""
    guides = listed(agency.pk if agency else None)
    keeps = agency is not None and keeping.may_keep(request.user, agency, at=now())
    return render(
        request,
        "aturan/aturan.html",
        {
            "here": "sop",
            "agency": agency,
            "agencies": agencies,
            "in_force": [(row, _read_for(row)) for row in guides.in_force],
            "own": guides.own,
            "replaced": guides.replaced,
            "as_of": shipped.as_of(),
            "database": shipped.DATABASE,
            "keeps": keeps,
            "typed": typed,
            "kept": "" if keeps else " ".join([typed.title, typed.note, typed.link]).strip(),
            "copied": shipped.guides().get(typed.copy_of),
            "is_open": is_open and keeps,
            "reasons": reasons,
            "chosen": bool(request.FILES),
            **LONGEST,
        },
    )


def _read_for(row: Row) -> list[str]:
    """The papers of the SOP in use that the regulation is read for, by their names."""
    return [paper.name for paper in current().papers if paper.slug in row.guide.papers]


@signed_in
@require_POST
def add(request: SignedRequest, agency: uuid.UUID) -> HttpResponse:
    """Keep a guide of the agency's own, or its copy of one that ships."""
    found = the_agency(request, agency)
    typed = Typed(
        title=request.POST.get("title", "")[: 4 * kept.LONGEST_TITLE],
        note=request.POST.get("note", "")[: 4 * kept.LONGEST_NOTE],
        link=request.POST.get("link", "")[: 4 * kept.LONGEST_LINK],
        copy_of=request.POST.get("copy_of", ""),
    )
    return ask(
        request,
        lambda: keeping.add(found, typed, request.FILES.get("file"), by=request.user, at=now()),
        said="Aturan disimpan." if not typed.copy_of else "Salinan aturan disimpan.",
        then=_list(found),
        again=lambda reasons: _again(request, found, reasons, typed, is_open=True),
    )


@signed_in
@require_POST
def remove(request: SignedRequest, guide: uuid.UUID) -> HttpResponse:
    """Show a guide of the agency's no longer."""
    found = _the(request, guide)
    return ask(
        request,
        lambda: keeping.remove(found, by=request.user, at=now()),
        said=f"“{found.title}” tidak lagi ditampilkan. Catatan dan berkasnya tetap disimpan.",
        then=_list(found.agency),
        again=lambda reasons: _again(request, found.agency, reasons, Typed(), is_open=False),
    )


@signed_in
@require_safe
def file(request: SignedRequest, guide: uuid.UUID) -> FileResponse:
    """The file itself, as it was uploaded, while the guide is shown."""
    found = _the(request, guide)
    if not found.sha256 or found.removed_at is not None:
        raise Http404
    return sent(found.sha256, found.name, found.media_type)


def _the(request: SignedRequest, guide: uuid.UUID) -> AgencyGuide:
    """The guide, removed or not, of an agency that the person may look at; else 404."""
    seen = AgencyGuide.objects.filter(agency__in=readable_agencies(request))
    return get_object_or_404(seen.select_related("agency__government"), pk=guide)


def _again(
    request: SignedRequest, agency: Agency, reasons: Sequence[str], typed: Typed, *, is_open: bool
) -> HttpResponse:
    agencies = readable_agencies(request)
    return _page(request, agency, agencies, typed=typed, is_open=is_open, reasons=reasons)


def _list(agency: Agency) -> str:
    return f"{reverse('aturan')}?opd={agency.pk}#milik"
