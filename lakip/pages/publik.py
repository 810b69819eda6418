"""The public pages: ratified reports for everybody, without signing in and without cookies.

Their templates are rendered without the request, so that nothing on them can depend on who reads.
Every answer is asked about again before a cache shows it, because a report may be taken back.
"""

import hashlib
import zoneinfo
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, urlencode
from django.views.decorators.http import require_safe

from lakip.pages.dokumen import sent
from lakip.pages.face import Addresses, FacedChapter, faced_at
from lakip.pages.policy import anyone
from lakip.papers.publikasi import open_data
from lakip.papers.publikasi.public_report import PublicReport, report_of
from lakip.papers.publikasi.records import Publication, path_of

PAGE = 50
LONGEST_SEARCH = 100
JSON = "application/json; charset=utf-8"
CSV = "text/csv; charset=utf-8; header=present"


@anyone
@require_safe
def reports(request: HttpRequest) -> HttpResponseBase:
    """Every report that stands, newest year first; one page after the other by key."""
    sought = request.GET.get("cari", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    year = request.GET.get("tahun", "")
    found = Publication.objects.standing().order_by("-journey__year", "slug")
    years = found.order_by("-journey__year").values_list("journey__year", flat=True).distinct()
    if sought:
        name = Q(journey__agency__name__icontains=sought)
        found = found.filter(name | Q(journey__agency__government__name__icontains=sought))
    chosen = int(year) if year.isascii() and year.isdecimal() and len(year) < 5 else None
    if chosen:
        found = found.filter(journey__year=chosen)
    if after := _key(request.GET.get("sesudah", "")):
        later = Q(journey__year=after[0], slug__gt=after[1])
        found = found.filter(Q(journey__year__lt=after[0]) | later)
    page = list(found.select_related("journey__agency__government", "mark")[: PAGE + 1])
    more = ""
    if len(page) > PAGE:
        last = page[PAGE - 1]
        key = f"{last.journey.year}.{last.slug}"
        more = urlencode({"cari": sought, "tahun": chosen or "", "sesudah": key})
    said = {
        "rows": [_row(each) for each in page[:PAGE]],
        "years": years,
        "sought": sought,
        "year": chosen,
        "more": more,
    }
    response = HttpResponse(render_to_string("publik/daftar.html", said))
    response["Cache-Control"] = "public, no-cache"
    return response


def _row(publication: Publication) -> dict[str, Any]:
    """A line of the list, with the days as they were where the agency is."""
    agency = publication.journey.agency
    zone = zoneinfo.ZoneInfo(agency.government.zone)
    return {
        "slug": publication.slug,
        "agency": agency,
        "year": publication.journey.year,
        "ratified": publication.mark.at.astimezone(zone).date(),
        "published": publication.published_at.astimezone(zone).date(),
    }


def _key(text: str) -> tuple[int, str] | None:
    year, _, slug = text.partition(".")
    return (int(year), slug) if year.isascii() and year.isdecimal() and len(year) < 5 else None


def the_publication(slug: str) -> Publication:
    """The publication that stands under this address; else 404."""
    found = Publication.objects.standing().filter(slug=slug)
    publication = found.select_related(
        "journey__agency__government", "version", "mark__rendition"
    ).first()
    if publication is None:
        raise Http404("Laporan itu tidak ada di laman publik.")
    return publication


@anyone
@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One report: whose, when it was ratified, its key figures, chapters, and data."""
    publication = the_publication(slug)
    public = report_of(publication)
    chapters = _chapters(publication, public) if public else []
    return _page(
        request,
        publication,
        "publik/laporan.html",
        {"chapters": chapters, "public": public, "figures": _figures(publication, public)},
    )


def _figures(publication: Publication, public: PublicReport | None) -> list[dict[str, str]]:
    """The key figures: those of the report itself, or those recorded when it was published."""
    if public is None:
        return publication.figures or []
    return [
        {"value": card.value, "label": card.label, "note": card.note} for card in public.key_figures
    ]


@anyone
@require_safe
def chapter(request: HttpRequest, slug: str, chapter: str) -> HttpResponseBase:
    """One chapter as it reads."""
    publication = the_publication(slug)
    public = report_of(publication)
    chapters = _chapters(publication, public) if public else []
    at = next((at for at, one in enumerate(chapters) if one.slug == chapter), None)
    if at is None:
        raise Http404("Bab itu tidak ada dalam laporan ini.")
    here = chapters[at]
    return _page(
        request,
        publication,
        "publik/bab.html",
        {
            "chapter": here,
            "chapters": chapters,
            "sections": [each for each in here.blocks if each.depth in (2, 3)],
            "before": chapters[at - 1] if at else None,
            "after": chapters[at + 1] if at + 1 < len(chapters) else None,
        },
    )


def _chapters(publication: Publication, public: PublicReport) -> list[FacedChapter]:
    def no_picture(sha256: str) -> str:
        raise AssertionError("no photo is let through to the public")

    to = Addresses(
        chapter=lambda slug: reverse("publik-bab", args=[publication.slug, slug]),
        picture=no_picture,
    )
    return faced_at(public.placed, to=to)


@anyone
@require_safe
def data(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All figures as JSON."""
    publication = the_publication(slug)
    facts = _facts(publication)
    address = f"{settings.SITE_URL}{path_of(publication)}"
    told = open_data.as_json(publication, facts, address=address)
    return _file(request, publication, told, media_type=JSON, name="data.json")


@anyone
@require_safe
def indicators(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The indicators as a table."""
    publication = the_publication(slug)
    told = open_data.indicators_csv(_facts(publication))
    return _file(request, publication, told, media_type=CSV, name="indikator.csv")


@anyone
@require_safe
def budget(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The money as a table."""
    publication = the_publication(slug)
    told = open_data.budget_csv(_facts(publication))
    return _file(request, publication, told, media_type=CSV, name="anggaran.csv")


def _facts(publication: Publication) -> Any:
    public = report_of(publication)
    if public is None:
        raise Http404("Laporan ini tidak disusun dari data.")
    return public.facts


@anyone
@require_safe
def download(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The file that was signed, where it was published as well; not for search engines."""
    publication = the_publication(slug)
    if not publication.with_file:
        raise Http404("Berkas laporan ini tidak diterbitkan.")
    signed = getattr(publication.mark, "rendition", None) or publication.version
    ending = signed.name.rpartition(".")[2].lower()
    name = f"laporan-kinerja-{publication.slug}.{ending}"
    known = _conditional(request, publication, HttpResponse(), signed.sha256)
    response: HttpResponseBase = known
    if known.status_code != 304:
        response = sent(signed.sha256, name, signed.media_type)
        _name(response, publication, signed.sha256)
    response["X-Robots-Tag"] = "noindex"
    return response


def _page(
    request: HttpRequest, publication: Publication, template: str, said: Mapping[str, Any]
) -> HttpResponse:
    """A page of a publication, with times as they are where its agency is."""
    agency = publication.journey.agency
    context = {
        "publication": publication,
        "agency": agency,
        "year": publication.journey.year,
        "licence": open_data.LICENCE,
        "site": settings.SITE_URL,
        "path": path_of(publication),
        **said,
    }
    with timezone.override(zoneinfo.ZoneInfo(agency.government.zone)):
        response = HttpResponse(render_to_string(template, context))
    return _conditional(request, publication, response)


def _file(
    request: HttpRequest, publication: Publication, told: bytes, *, media_type: str, name: str
) -> HttpResponse:
    """Open data as a download that no browser runs and every site may read."""
    response = HttpResponse(told, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{publication.slug}-{name}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Access-Control-Allow-Origin"] = "*"
    return _conditional(request, publication, response)


def _conditional(
    request: HttpRequest, publication: Publication, response: HttpResponse, sha256: str = ""
) -> HttpResponse:
    """The answer, or that the reader has it already; known by its own bytes."""
    _name(response, publication, sha256 or hashlib.sha256(response.content).hexdigest())
    modified = int(publication.published_at.timestamp())
    known = get_conditional_response(
        request, etag=response["ETag"], last_modified=modified, response=response
    )
    assert isinstance(known, HttpResponse)
    return known


def _name(response: HttpResponseBase, publication: Publication, sha256: str) -> None:
    response["ETag"] = f'"{sha256[:32]}"'
    response["Last-Modified"] = http_date(publication.published_at.timestamp())
    response["Cache-Control"] = "public, no-cache"
