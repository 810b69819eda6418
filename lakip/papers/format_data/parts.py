"""Who may do what with a data request, and when."""

import datetime
from dataclasses import dataclass

from lakip.journey.editions import edition_of
from lakip.journey.models import Journey, Turn
from lakip.journey.standing import local_day
from lakip.people.office import Office, seats_of
from lakip.people.person import Person
from lakip.performance.requests import DataRequest

SLUG = "format-data"
# Beside the team: those who plan and check, so that the work goes on when no member is there.
MANAGING = ("kasubbag-perencanaan", "sekretaris")
HEAD, DEPUTY = "kepala-bidang", "sekretaris"


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one person may do: manage all requests of a journey, and answer this one."""

    may_manage: bool = False
    may_fill: bool = False
    may_confirm: bool = False


def gathering_turn(journey: Journey) -> Turn | None:
    """The open turn in which formats are made or answered; None outside of these steps."""
    turn = journey.turns.filter(closed_at=None).first()
    if turn is None:
        return None
    step = edition_of(journey.edition_id).step(turn.step)
    return turn if step.gives == SLUG or SLUG in step.needs else None


def may_manage(journey: Journey, person: Person, *, at: datetime.datetime) -> bool:
    """Whether the person makes, sends and judges requests: the team, and who plans or checks."""
    if seats_of(person).filter(journey=journey).exists():
        return True
    day = local_day(journey, at)
    held = Office.objects.held_by(person, day=day).filter(agency_id=journey.agency_id)
    return held.filter(role__in=MANAGING, turn=None).exists()


def part_of(request: DataRequest, person: Person, *, at: datetime.datetime) -> Part:
    """What the person may do with that request now.

    The head of the bidang confirms; where nobody heads it, the Sekretaris does. An outside
    agency's answer comes by a link or a file, and the team hands it in for them.
    """
    manages = may_manage(request.journey, person, at=at)
    heads = person in heads_of(request, at=at)
    return Part(may_manage=manages, may_fill=manages or heads, may_confirm=heads)


def heads_of(request: DataRequest, *, at: datetime.datetime) -> list[Person]:
    """Who confirms the answer of a bidang at that moment; nobody for an outside agency."""
    if request.bidang_id is None:
        return []
    day = local_day(request.journey, at)
    serving = Office.objects.serving(request.agency_id, day=day).select_related("person")
    heads = serving.filter(role=HEAD, bidang_id=request.bidang_id, turn=None)
    found = list(heads) or list(serving.filter(role=DEPUTY, turn=None))
    return [office.person for office in found]
