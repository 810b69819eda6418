"""Gathers how a turn stands for one person, so that the pure rules can judge it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from lakip.documents.models import Document, Mark
from lakip.journey import workbench
from lakip.journey.editions import edition_of
from lakip.journey.models import DutyTick, Journey, TeamMember, Turn
from lakip.people.calendars import calendar_of
from lakip.people.office import Office, label_of
from lakip.people.person import Person
from lakip.sop.edition import Edition, Step
from lakip.sop.rules import Facts, PaperFacts
from lakip.sop.worktime import WorkCalendar


@dataclass(frozen=True)
class Filed:
    """The version of a paper that counts: which it is, whose, and in which round it was filed."""

    version_id: UUID
    number: int
    sha256: str
    by_id: UUID
    filed_in: tuple[str | None, int | None]


@dataclass
class Standing:
    """One turn, the journey it belongs to, and what one person is to it at one moment."""

    turn: Turn
    person: Person
    at: datetime.datetime
    offices: list[Office]
    roles: frozenset[str]

    @property
    def journey(self) -> Journey:
        """The journey of the turn."""
        return self.turn.journey

    @cached_property
    def edition(self) -> Edition:
        """The edition that the journey is pinned to."""
        return edition_of(self.journey.edition_id)

    @cached_property
    def step(self) -> Step:
        """The step of the turn."""
        return self.edition.step(self.turn.step)

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The working calendar of the agency's government."""
        return calendar_of(self.journey.agency.government)

    @cached_property
    def latest(self) -> dict[str, Filed]:
        """The version that counts of each paper that this step needs or gives."""
        return filed_papers(self.journey.pk, papers_of(self.edition, self.step))

    @cached_property
    def facts(self) -> Facts:
        """All that the rules ask, gathered now."""
        marks = standing_marks([filed.version_id for filed in self.latest.values()])
        here = (self.turn.step, self.turn.round)
        papers = {
            paper: PaperFacts(
                filed_this_round=filed.filed_in == here,
                mine=filed.by_id == self.person.pk,
                paraf=(filed.version_id, Mark.Kind.PARAF) in marks,
                signature=(filed.version_id, Mark.Kind.SIGNATURE) in marks,
            )
            for paper, filed in self.latest.items()
        }
        return Facts(
            roles=self.roles,
            is_open=self.turn.is_open,
            papers=papers,
            duties_done=self._duties_done(),
            bench=tuple(workbench.obstacles(self)),
        )

    def label(self, role: str) -> str:
        """How the person is called when acting in that role."""
        if any(office.role == role for office in self.offices):
            return label_of(self.offices, role)
        return self.edition.role(role).name

    def label_of_any(self, roles: Iterable[str]) -> str:
        """How the person is called in the first of these roles that they hold."""
        return next((self.label(role) for role in roles if role in self.roles), "")

    def _duties_done(self) -> frozenset[str]:
        if not self.step.duties:
            return frozenset()
        ticks = DutyTick.objects.filter(journey=self.journey, step=self.step.slug)
        return frozenset(ticks.values_list("duty", flat=True))


def the_turn(turn_id: UUID) -> Turn:
    """The turn with its journey and whose calendar it runs on. Raises Turn.DoesNotExist."""
    return Turn.objects.select_related("journey__agency__government").get(pk=turn_id)


def stand(*, turn_id: UUID, person: Person, at: datetime.datetime) -> Standing:
    """How the turn stands for the person at that moment. Raises Turn.DoesNotExist."""
    return standing_in(the_turn(turn_id), person=person, at=at)


def standing_in(turn: Turn, *, person: Person, at: datetime.datetime) -> Standing:
    """The same for a turn that was read already."""
    offices = offices_for(turn.journey, person=person, at=at, turn_id=turn.pk)
    return Standing(
        turn=turn,
        person=person,
        at=at,
        offices=offices,
        roles=roles_from(offices, turn.journey, person),
    )


def offices_for(
    journey: Journey, *, person: Person, at: datetime.datetime, turn_id: UUID | None
) -> list[Office]:
    """The person's offices that count for the journey now; a Plh of another turn does not."""
    offices = Office.objects.held_by(person, day=local_day(journey, at)).filter(
        Q(turn=None) | Q(turn_id=turn_id), agency_id=journey.agency_id
    )
    return list(offices.select_related("bidang"))


def roles_from(offices: list[Office], journey: Journey, person: Person) -> frozenset[str]:
    """The roles that these offices give, and the team's when the person is seated in it."""
    roles = {office.role for office in offices}
    team = edition_of(journey.edition_id).team_role
    if team and seated(journey).filter(person=person).exists():
        roles.add(team)
    return frozenset(roles)


def seated(journey: Journey) -> QuerySet[TeamMember]:
    """The members who hold a seat in the journey's team now."""
    return TeamMember.objects.filter(journey=journey, left_at=None, seated_at__isnull=False)


def local_day(journey: Journey, at: datetime.datetime) -> datetime.date:
    """The day it is at the agency: an office begins and ends at midnight there."""
    return at.astimezone(ZoneInfo(journey.agency.government.zone)).date()


def papers_of(edition: Edition, step: Step) -> set[str]:
    """The papers, as they are stored, that a step needs, gives, or gives besides."""
    return {edition.base(slug) for slug in (*step.needs, step.gives, *step.also_gives)}


def filed_papers(journey_id: UUID, papers: set[str]) -> dict[str, Filed]:
    """The version that counts of each of these papers that was filed."""
    rows = Document.objects.filter(
        journey_id=journey_id, paper__in=papers, latest__isnull=False
    ).values_list(
        "paper",
        "latest_id",
        "latest__number",
        "latest__sha256",
        "latest__by_id",
        "latest__turn__step",
        "latest__turn__round",
    )
    return {row[0]: Filed(*row[1:5], filed_in=row[5:]) for row in rows}


def standing_marks(versions: list[UUID]) -> set[tuple[UUID, str]]:
    """The marks on these versions that were not withdrawn."""
    if not versions:
        return set()
    marks = Mark.objects.filter(version_id__in=versions, withdrawn_at=None).order_by()
    return set(marks.values_list("version_id", "kind"))
