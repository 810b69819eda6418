"""The bidang of an agency and who heads each; kept by those who look after the agency."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lakip.pages.asking import ask
from lakip.pages.clock import now, today
from lakip.pages.kinerja import readable_agencies
from lakip.pages.orang import managed_agencies
from lakip.pages.policy import SignedRequest, signed_in
from lakip.pages.typed import line
from lakip.papers.format_data.parts import HEAD
from lakip.people.appointing import may_manage
from lakip.people.bidang import (
    LONGEST_NAME,
    add_bidang,
    remove_bidang,
    rename_bidang,
    uses_of,
)
from lakip.people.government import Agency, Bidang
from lakip.people.office import Office


@signed_in
@require_safe
def divisions(request: SignedRequest, agency: uuid.UUID) -> HttpResponse:
    """Each bidang with who heads it today, for the agency's people and who looks after it."""
    known = (*managed_agencies(request), *readable_agencies(request))
    return _page(request, _among(known, agency))


@signed_in
@require_POST
def add(request: SignedRequest, agency: uuid.UUID) -> HttpResponse:
    """Add a bidang."""
    found = _among(managed_agencies(request), agency)
    name = line(request.POST.get("name", ""))
    return ask(
        request,
        lambda: add_bidang(found, name=name, by=request.user, at=now(), day=today()),
        said=f"{name} dicatat.",
        then=_bidang_of(found),
        again=lambda reasons: _page(request, found, reasons=reasons, adding=True, typed=name),
    )


@signed_in
@require_POST
def rename(request: SignedRequest, bidang: int) -> HttpResponse:
    """Call a bidang otherwise from now on."""
    found = _managed(request, bidang)
    was, name = found.name, line(request.POST.get("name", ""))
    return ask(
        request,
        lambda: rename_bidang(found, to=name, by=request.user, at=now(), day=today()),
        said=f"{was} kini bernama {name}." if was != name else f"{was} tidak berubah.",
        then=_bidang_of(found.agency),
        again=lambda reasons: _page(
            request, found.agency, reasons=reasons, changing=found.pk, typed=name
        ),
    )


@signed_in
@require_POST
def remove(request: SignedRequest, bidang: int) -> HttpResponse:
    """Remove a bidang that nothing refers to."""
    found = _managed(request, bidang)
    return ask(
        request,
        lambda: remove_bidang(found, by=request.user, at=now(), day=today()),
        said=f"{found.name} dihapus.",
        then=_bidang_of(found.agency),
        again=lambda reasons: _page(request, found.agency, reasons=reasons),
    )


def _among(agencies: Iterable[Agency], pk: uuid.UUID) -> Agency:
    found = next((agency for agency in agencies if agency.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _managed(request: SignedRequest, bidang: int) -> Bidang:
    ours = Bidang.objects.select_related("agency__government")
    return get_object_or_404(ours, pk=bidang, agency__in=managed_agencies(request))


def _bidang_of(agency: Agency) -> str:
    return reverse("bidang", args=[agency.pk])


def _page(
    request: SignedRequest, agency: Agency, *, reasons: Sequence[str] = (), **more: Any
) -> HttpResponse:
    day = today()
    heads: dict[int | None, list[Office]] = {}
    serving = Office.objects.serving(agency.pk, day=day).filter(role=HEAD, turn=None)
    for office in serving.select_related("person", "bidang"):
        heads.setdefault(office.bidang_id, []).append(office)
    uses = uses_of(agency)
    context = {
        "here": "orang",
        "agency": agency,
        "manages": may_manage(request.user, agency, day=day),
        "rows": [(one, heads.get(one.pk, []), uses.get(one.pk)) for one in agency.bidang.all()],
        "longest": LONGEST_NAME,
        "reasons": reasons,
        **more,
    }
    return render(request, "orang/bidang.html", context)
