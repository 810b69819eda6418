"""The SOP as its own table, from the edition in use."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lakip.journey.editions import current
from lakip.pages.flow import LiveRow, layout
from lakip.pages.policy import SignedRequest, signed_in


@signed_in
@require_safe
def sop(request: SignedRequest) -> HttpResponse:
    """The map, before anybody has set out on it."""
    edition = current()
    rows = [LiveRow(flow=row) for row in layout(edition)]
    return render(request, "sop/sop.html", {"here": "sop", "edition": edition, "rows": rows})
