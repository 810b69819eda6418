"""The register of numbers: every number an agency has given, in order."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lakip.documents.numbering import Numbered
from lakip.journey.doors import reach_of
from lakip.journey.editions import edition_of
from lakip.pages.clock import today
from lakip.pages.policy import SignedRequest, signed_in

SHOWN = 300


@signed_in
@require_safe
def register(request: SignedRequest) -> HttpResponse:
    """The newest numbers of the agencies that the reader may see."""
    reach = reach_of(request.user, day=today())
    numbers = (
        Numbered.objects.filter(series__agency__in=reach.agencies)
        .select_related("series__agency", "document__journey", "by")
        .order_by("-series__year", "series__agency__name", "series__name", "-sequence")
    )
    rows = [
        (number, edition_of(number.document.journey.edition_id).paper(number.document.paper).name)
        for number in numbers[:SHOWN]
    ]
    return render(request, "nomor/nomor.html", {"here": "nomor", "rows": rows, "most": SHOWN})
