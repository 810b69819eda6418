"""The ledger's page: how many events an agency's log holds and the root that stands for them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lakip.journey.doors import reach_of
from lakip.ledger import verify
from lakip.pages.clock import today
from lakip.pages.policy import SignedRequest, signed_in
from lakip.people.government import Agency


@signed_in
@require_safe
def ledger(request: SignedRequest) -> HttpResponse:
    """The size and root of each log that the person may see, to be copied and kept elsewhere."""
    reach = reach_of(request.user, day=today())
    agencies = Agency.objects.filter(pk__in=reach.agencies)
    logs = [(agency, *verify.head(agency_id=agency.pk)) for agency in agencies]
    return render(request, "catatan/catatan.html", {"here": "catatan", "logs": logs})
