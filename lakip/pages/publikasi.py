"""Where the people of an agency publish their ratified report, and take it back."""

import uuid

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from lakip.journey.refusal import AlreadyDone, Refused
from lakip.pages.asking import ask
from lakip.pages.clock import now
from lakip.pages.laporan import documents_page, the_report
from lakip.pages.policy import SignedRequest, signed_in
from lakip.pages.typed import lines
from lakip.papers.publikasi import publishing
from lakip.papers.publikasi.records import Publication


@signed_in
@require_POST
def publish(request: SignedRequest, journey: uuid.UUID) -> HttpResponse:
    """Open the report to everybody, with its signed file where that was ticked."""
    found = the_report(request, journey)
    with_file = bool(request.POST.get("with_file"))
    return ask(
        request,
        lambda: publishing.publish(journey=found, with_file=with_file, by=request.user, at=now()),
        said="Laporan terbit di laman publik. Bukalah sekali dan periksa isinya.",
        then=_panel(found.pk),
        again=lambda reasons: documents_page(
            request, found, publishing_refused=reasons, with_file=with_file
        ),
    )


@signed_in
@require_POST
def withdraw(request: SignedRequest, journey: uuid.UUID) -> HttpResponse:
    """Take the report back from the public."""
    found = the_report(request, journey)
    reason = lines(request.POST.get("reason", ""))

    def take_back() -> None:
        last = Publication.objects.filter(journey=found).select_related("journey__agency").first()
        if last is None:
            raise Refused(publishing.IS_GONE)
        if last.withdrawn_at:
            raise AlreadyDone(publishing.IS_GONE, by_you=last.withdrawn_by_id == request.user.pk)
        publishing.withdraw(publication=last, by=request.user, at=now(), reason=reason)

    return ask(
        request,
        take_back,
        said="Laporan ditarik dari laman publik.",
        then=_panel(found.pk),
        again=lambda reasons: documents_page(
            request, found, withdrawing_refused=reasons, typed=reason
        ),
    )


def _panel(journey: uuid.UUID) -> str:
    return f"/laporan/{journey}/dokumen/#laman-publik"
