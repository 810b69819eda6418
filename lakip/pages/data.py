"""The chase board: who was asked for which data, who answered, who was reminded."""

import datetime
import uuid
from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from lakip.journey.models import Journey
from lakip.journey.refusal import Refused
from lakip.pages.asking import ask
from lakip.pages.clock import now, today
from lakip.pages.laporan import the_report
from lakip.pages.policy import SignedRequest, signed_in
from lakip.papers.format_data import asking, board, filing_formats, parts, sending
from lakip.people.calendars import calendar_of
from lakip.performance.agreement import plan_for
from lakip.performance.planning import keeps_plans
from lakip.performance.requests import DataRequest
from lakip.sop import worktime
from lakip.sop.worktime import Limit

BAD_DATE = "Isi tanggal tenggatnya, misalnya 12-02-2027."
END_OF_DAY = datetime.time(16, 0)
# Of the fifteen working days of step 8, about half are for collecting.
USUALLY = Limit.parse("7 hari")


@signed_in
@require_safe
def data(request: SignedRequest, journey: uuid.UUID) -> HttpResponse:
    """Everything that was asked in this journey and how far it is."""
    return _page(request, the_report(request, journey))


def _page(
    request: SignedRequest, journey: Journey, *, reasons: Sequence[str] = (), link: str = ""
) -> HttpResponse:
    moment = now()
    rows = board.rows(journey, at=moment)
    units, orphans = asking.units_of(journey.agency_id, year=journey.year)
    manages = parts.may_manage(journey, request.user, at=moment)
    return render(
        request,
        "data/data.html",
        {
            "here": "laporan",
            "tab": "data",
            "now": moment,
            "journey": journey,
            "rows": rows,
            "unasked": asking.unasked(journey),
            "units": units,
            "orphans": orphans,
            "standings": board.indicators(journey),
            "known": sum(each.is_known for each in board.indicators(journey)),
            "late": sum(row.is_late for row in rows),
            "done": sum(row.is_done for row in rows),
            "manages": manages and parts.gathering_turn(journey) is not None,
            "is_manager": manages,
            "plan": plan_for(journey.agency_id, journey.year),
            "keeps_plans": keeps_plans(request.user, agency_id=journey.agency_id, day=today()),
            "first_due": _usual_due(journey, moment),
            "reasons": reasons,
            "link": link,
        },
    )


def _usual_due(journey: Journey, at: datetime.datetime) -> datetime.date:
    """The day that the form begins with: some working days from now."""
    calendar = calendar_of(journey.agency.government)
    return calendar.local(worktime.due(opened=at, within=USUALLY, calendar=calendar)).date()


@signed_in
@require_POST
def make(request: SignedRequest, journey: uuid.UUID) -> HttpResponse:
    """Make the formats of all units that have none, and file them as the step's paper."""
    found = the_report(request, journey)
    return _ask(
        request,
        found,
        lambda: filing_formats.make_and_file(
            journey=found, due_at=posted_due(request, found), by=request.user, at=now()
        ),
        said="Format data dibuat. Sekarang kirimkan kepada masing-masing.",
    )


def posted_due(request: SignedRequest, journey: Journey) -> datetime.datetime:
    """The end of the office day of the date that the form carried. Raises Refused."""
    try:
        day = datetime.date.fromisoformat(request.POST.get("due", ""))
    except ValueError as error:
        raise Refused(BAD_DATE) from error
    zone = ZoneInfo(journey.agency.government.zone)
    return datetime.datetime.combine(day, END_OF_DAY, tzinfo=zone)


def _ask(
    request: SignedRequest, journey: Journey, move: Callable[[], object], *, said: str
) -> HttpResponse:
    return ask(
        request,
        move,
        said=said,
        then=f"/laporan/{journey.pk}/data/",
        again=lambda reasons: _page(request, journey, reasons=reasons),
    )


def the_request(request: SignedRequest, pk: uuid.UUID) -> DataRequest:
    """The data request, if this person may see it; else 404."""
    seen = DataRequest.objects.visible_to(request.user, day=today()).distinct()
    return get_object_or_404(seen.select_related("journey__agency__government", "bidang"), pk=pk)


@signed_in
@require_POST
def send(request: SignedRequest, data: uuid.UUID) -> HttpResponse:
    """Send the format by the way that was chosen. A link is shown once, on the page that comes."""
    found = the_request(request, data)
    way, at = request.POST.get("way", ""), now()
    if way == "tautan":
        return _show_link(request, found, at)
    ways = {
        "meja": lambda: sending.to_desk(request=found, by=request.user, at=at),
        "berkas": lambda: sending.by_file(request=found, by=request.user, at=at),
        "e-mail": lambda: sending.by_mail(
            request=found, address=request.POST.get("address", ""), by=request.user, at=at
        ),
    }
    move = ways.get(way, ways["meja"])
    return _ask(request, found.journey, move, said=f"Format data {found.whom} dikirim.")


def _show_link(request: SignedRequest, found: DataRequest, at: datetime.datetime) -> HttpResponse:
    try:
        link = sending.by_link(request=found, by=request.user, at=at)
    except Refused as no:
        response = _page(request, found.journey, reasons=no.reasons)
        response.status_code = 422
        return response
    response = _page(request, found.journey, link=link)
    # The link opens a form without an account, so no cache may keep this page.
    response["Cache-Control"] = "no-store"
    return response


@signed_in
@require_POST
def remind(request: SignedRequest, data: uuid.UUID) -> HttpResponse:
    """Remind who has not answered, in one press."""
    found = the_request(request, data)
    return _ask(
        request,
        found.journey,
        lambda: sending.remind(request=found, by=request.user, at=now()),
        said=f"{found.whom} diingatkan.",
    )
