"""The SOP as its own table: the edition that the reader's agency begins its next report with.

And the SOPs that its rows point to, which run inside their steps.
"""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lakip.journey.doors import reach_of
from lakip.journey.editions import (
    REPORT_EDITIONS,
    current,
    current_of,
    linked_name,
    linked_slugs,
    shipped,
)
from lakip.pages.clock import today
from lakip.pages.flow import LiveRow, layout
from lakip.pages.policy import SignedRequest, signed_in
from lakip.sop.edition import Edition


@signed_in
@require_safe
def sop(request: SignedRequest) -> HttpResponse:
    """The map, before anybody has set out on it; another where the reader works by several."""
    editions = _editions(request)
    asked = request.GET.get("edisi", "")
    edition = next((each for each in editions if each.slug == asked), editions[0])
    tabs = [(each, REPORT_EDITIONS.get(each.slug, each.title)) for each in editions]
    pairs = [(step, shipped(step.runs)) for step in edition.steps if step.runs]
    linked = [(linked_name(one), one, edition.number(step.slug), step) for step, one in pairs]
    return _page(request, edition, title=edition.title, tabs=tabs, linked=linked)


@signed_in
@require_safe
def linked_sop(request: SignedRequest, linked: str) -> HttpResponse:
    """A SOP that runs inside a step of another: our proposal, as long as nobody replaced it."""
    if linked not in linked_slugs():
        raise Http404
    edition = shipped(linked)
    return _page(request, edition, title=linked_name(edition), is_proposal=True)


def _page(request: SignedRequest, edition: Edition, **more: object) -> HttpResponse:
    rows = [LiveRow(flow=row) for row in layout(edition)]
    context = {"here": "sop", "edition": edition, "rows": rows, **more}
    return render(request, "sop/sop.html", context)


def _editions(request: SignedRequest) -> list[Edition]:
    """That of the reader's own agency first, then those of others they serve or watch.

    An operator looks after every agency, so they see what any may choose.
    """
    if request.user.is_operator:
        return [shipped(slug) for slug in REPORT_EDITIONS]
    reach = reach_of(request.user, day=today())
    own = sorted(reach.offices, key=lambda office: office.agency_id != request.user.agency_id)
    agencies = [request.user.agency, *(office.agency for office in own)]
    found = {one.edition: current_of(one) for one in agencies if one is not None}
    return list(found.values()) or [current()]
