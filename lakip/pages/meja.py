"""Meja saya: what waits for me, what is late, what I take part in, what waits for others."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lakip.journey.doors import Reach, reach_of
from lakip.journey.editions import current_of, edition_of
from lakip.journey.models import Turn
from lakip.pages.clock import now, today
from lakip.pages.policy import SignedRequest, anyone, signed_in
from lakip.papers.format_data import board
from lakip.sop.edition import Edition, Step

MOST_ROWS = 50
MOST_COUNTED = 100


@dataclass(frozen=True)
class DeskRow:
    """An open turn as the desk shows it."""

    turn: Turn
    edition: Edition
    step: Step
    performer: str

    @property
    def number(self) -> int:
        """The step's number in its SOP."""
        return self.edition.number(self.step.slug)


@signed_in
@require_safe
def meja(request: SignedRequest) -> HttpResponse:
    """The person's desk. A fixed number of queries, whatever the rows."""
    moment = now()
    reach = reach_of(request.user, day=today())
    mine = Turn.objects.waiting_for(reach)
    waiting = rows(mine, most=MOST_ROWS)
    listed = {row.turn.pk for row in waiting}
    seen = Turn.objects.open_within(reach)
    others = [
        row for row in rows(soonest(seen, MOST_ROWS), most=MOST_ROWS) if row.turn.pk not in listed
    ]
    joined = [row for row in others if _takes_part(row, reach)]
    return render(
        request,
        "meja/meja.html",
        {
            "here": "meja",
            "now": moment,
            "waiting": waiting,
            "joined": joined,
            "data": board.waiting_for(reach),
            "others": [row for row in others if row not in joined],
            "count": counted(mine),
            "late": counted(mine.filter(due_at__lt=moment)),
            "reach": reach,
            "can_begin": can_begin(reach),
        },
    )


def soonest(turns: QuerySet[Turn], most: int) -> QuerySet[Turn]:
    """Without those due later than the first so many, which an index alone can tell.

    Else the database fetches every open turn of all watched agencies to show fifty of them.
    """
    last = turns.order_by("due_at").values_list("due_at", flat=True)[most - 1 : most]
    return turns.filter(due_at__lte=last[0]) if last else turns


def rows(turns: QuerySet[Turn], *, most: int) -> list[DeskRow]:
    """Turns by due time, with the journey and its edition."""
    found = turns.select_related("journey__agency").order_by("due_at")[:most]
    return [_row(turn) for turn in found]


def _row(turn: Turn) -> DeskRow:
    edition = edition_of(turn.journey.edition_id)
    return DeskRow(turn, edition, edition.step(turn.step), edition.role(turn.role).name)


def counted(turns: QuerySet[Turn]) -> str:
    """How many, up to a hundred: counting all of a hundred thousand helps nobody."""
    count = turns.order_by()[:MOST_COUNTED].count()
    return f"{MOST_COUNTED - 1}+" if count == MOST_COUNTED else str(count)


def _takes_part(row: DeskRow, reach: Reach) -> bool:
    roles = {o.role for o in reach.offices if o.agency_id == row.turn.agency_id and not o.turn_id}
    if row.turn.journey_id in reach.journeys and row.edition.team_role:
        roles.add(row.edition.team_role)
    return bool(roles & set(row.step.joined_by))


def can_begin(reach: Reach) -> bool:
    """Whether the person holds an office that registers requests somewhere."""
    return any(o.role in current_of(o.agency).registered_by for o in reach.offices)


@anyone
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Whether the program and its database answer, for the service that watches them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
