"""The doors to journeys and turns: every lookup knows the person who asks.

What a person can reach is read first, as two short lists; the database then finds the rows by
its indexes, however many journeys of others it holds.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.db.models import Q

from lakip.people.office import BESIDE_THE_SOP, Office, seats_of
from lakip.people.person import Person

if TYPE_CHECKING:
    from lakip.journey.models import Journey, Turn  # noqa: F401 - the names of the rows


@dataclass(frozen=True)
class Reach:
    """The offices that a person holds on a day and the journeys in whose team they sit."""

    offices: tuple[Office, ...]
    journeys: frozenset[UUID]

    @property
    def agencies(self) -> frozenset[UUID]:
        """The agencies that the person serves or watches."""
        return frozenset(office.agency_id for office in self.offices)


def reach_of(person: Person, *, day: datetime.date) -> Reach:
    """What the person can reach on that day. Read anew each time, so a change counts at once."""
    offices = Office.objects.held_by(person, day=day).select_related("agency", "bidang")
    seats = seats_of(person).values_list("journey_id", flat=True)
    return Reach(tuple(offices), frozenset(seats))


class JourneyQuerySet(models.QuerySet["Journey"]):
    """Journeys, as a person may see them."""

    def reports(self) -> "JourneyQuerySet":
        """The reports among these, without the linked SOPs that run inside their turns."""
        return self.filter(inside=None)

    def visible_to(self, person: Person, *, day: datetime.date) -> "JourneyQuerySet":
        """The journeys this person may read on that day; a stranger gets none."""
        return self.within(reach_of(person, day=day))

    def within(self, reach: Reach) -> "JourneyQuerySet":
        """The same for a reach that was read already."""
        return self.filter(Q(agency_id__in=reach.agencies) | Q(pk__in=reach.journeys))


class TurnQuerySet(models.QuerySet["Turn"]):
    """Turns, as a person may see them."""

    def visible_to(self, person: Person, *, day: datetime.date) -> "TurnQuerySet":
        """The turns of the journeys this person may read on that day."""
        return self.within(reach_of(person, day=day))

    def within(self, reach: Reach) -> "TurnQuerySet":
        """The same for a reach that was read already."""
        return self.filter(Q(agency_id__in=reach.agencies) | Q(journey_id__in=reach.journeys))

    def open_within(self, reach: Reach) -> "TurnQuerySet":
        """The open ones among these. `closed_at` stands in each arm for SQLite's sake.

        An index over open turns alone serves an arm of an OR only when the arm says it is open.
        """
        return self.filter(
            Q(closed_at=None, agency_id__in=reach.agencies)
            | Q(closed_at=None, journey_id__in=reach.journeys)
        )

    def waiting_for(self, reach: Reach) -> "TurnQuerySet":
        """The open turns that are a person's to act on, by office or by a seat in the team."""
        mine = Q(closed_at=None, by_team=True, journey_id__in=reach.journeys)
        serving: dict[str, set[UUID]] = defaultdict(set)
        for office in reach.offices:
            if office.turn_id:
                held = Q(agency_id=office.agency_id, role=office.role)
                mine |= held & Q(closed_at=None, pk=office.turn_id)
            elif office.role not in BESIDE_THE_SOP:
                serving[office.role].add(office.agency_id)
        for role, agencies in serving.items():
            mine |= Q(closed_at=None, role=role, agency_id__in=agencies)
        return self.filter(mine)
