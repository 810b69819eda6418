"""The due time of a turn, to be taken into one's own calendar."""

import uuid

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from lakip.documents import calendar_file
from lakip.journey.editions import edition_of
from lakip.journey.models import Turn
from lakip.journey.telling import path_of
from lakip.pages.langkah import the_turn
from lakip.pages.policy import SignedRequest, signed_in
from lakip.people.calendars import calendar_of

TITLE = "Tenggat: {title}, Laporan Kinerja {year}"
ROUND = "{title} (putaran {round})"
DESCRIPTION = "{agency}. Langkah {number}, {title}. Pelaksana: {role}."


@signed_in
@require_safe
def due_time(request: SignedRequest, turn: uuid.UUID) -> HttpResponse:
    """When the turn is due, as a calendar file. Taken in again, it replaces the one before."""
    response = HttpResponse(
        _due_time(the_turn(request, turn)), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="tenggat.ics"'
    return response


def _due_time(turn: Turn) -> bytes:
    journey = turn.journey
    edition = edition_of(journey.edition_id)
    step = edition.step(turn.step)
    title = step.title if turn.round == 1 else ROUND.format(title=step.title, round=turn.round)
    return calendar_file.due_time(
        uid=f"{turn.pk}@lakip",
        title=TITLE.format(title=title, year=journey.year),
        due=calendar_of(journey.agency.government).local(turn.due_at),
        url=f"{settings.SITE_URL}{path_of(journey, turn)}",
        description=DESCRIPTION.format(
            agency=journey.agency.name,
            number=edition.number(turn.step),
            title=step.title,
            role=edition.role(turn.role).name,
        ),
        at=turn.opened_at,
    )
