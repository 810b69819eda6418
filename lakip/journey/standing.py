"""Gathers how a turn stands for one person, so that the pure rules can judge it."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from lakip.documents.models import Mark
from lakip.journey import workbench
from lakip.journey.editions import edition_of
from lakip.journey.inner import linked_facts
from lakip.journey.models import Journey, TeamMember, Turn
from lakip.ledger.rows import Columns, fetch, identity
from lakip.people.calendars import calendar_of
from lakip.people.government import Agency, Bidang, Government
from lakip.people.office import Office, label_of, seats_of
from lakip.people.person import Person
from lakip.sop.edition import Edition, Step
from lakip.sop.rules import Facts, PaperFacts
from lakip.sop.worktime import WorkCalendar


class Filed(NamedTuple):
    """The version of a paper that counts: whose it is, in which round it was filed, its marks."""

    version_id: UUID
    number: int
    sha256: str
    media_type: str
    by_id: UUID
    filed_in: tuple[str | None, int | None]
    marks: set[str]


_TICKED = "SELECT duty FROM lakip_dutytick WHERE journey_id = %s AND step = %s"


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

    @property
    def marked(self) -> Filed:
        """The version that a mark of this step is put on."""
        return self.latest[self.edition.base(self.step.gives)]

    @cached_property
    def facts(self) -> Facts:
        """All that the rules ask, gathered now."""
        here = (self.turn.step, self.turn.round)
        papers = {
            paper: PaperFacts(
                filed_this_round=filed.filed_in == here,
                mine=filed.by_id == self.person.pk,
                paraf=Mark.Kind.PARAF in filed.marks,
                signature=Mark.Kind.SIGNATURE in filed.marks,
            )
            for paper, filed in self.latest.items()
        }
        return Facts(
            roles=self.roles,
            is_open=self.turn.is_open,
            papers=papers,
            duties_done=self._duties_done(),
            bench=tuple(workbench.obstacles(self)),
            linked=linked_facts(self.journey, self.step),
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
        ticked = fetch(_TICKED, (self.journey.pk, self.step.slug))
        return frozenset(duty for (duty,) in ticked)


_TURN, _JOURNEY = Columns(Turn, "t"), Columns(Journey, "j")
_AGENCY, _GOVERNMENT = Columns(Agency, "a"), Columns(Government, "g")
_OFFICE, _BIDANG = Columns(Office, "o"), Columns(Bidang, "b")


@cache
def _gathering() -> str:
    """The turn and all about it, in one row for each office the person has had at the agency."""
    return f"""
        SELECT {_TURN.sql}, {_JOURNEY.sql}, {_AGENCY.sql}, {_GOVERNMENT.sql},
            EXISTS (SELECT 1 FROM lakip_teammember m WHERE m.journey_id = j.id
                AND m.person_id = p.id AND m.left_at IS NULL AND m.seated_at IS NOT NULL
                AND p.is_active),
            {_OFFICE.sql}, {_BIDANG.sql}
        FROM lakip_turn t
        JOIN lakip_journey j ON j.id = t.journey_id
        JOIN lakip_agency a ON a.id = j.agency_id
        JOIN lakip_government g ON g.id = a.government_id
        JOIN lakip_person p ON p.id = %s
        LEFT JOIN lakip_office o ON o.person_id = p.id AND o.agency_id = j.agency_id
            AND p.is_active AND (o.turn_id IS NULL OR o.turn_id = t.id)
        LEFT JOIN lakip_bidang b ON b.id = o.bidang_id
        WHERE t.id = %s
        ORDER BY o.role, o.starts_on DESC"""  # noqa: S608 - column names of our own models


def stand(*, turn_id: UUID, person: Person, at: datetime.datetime) -> Standing:
    """How the turn stands for the person at that moment. Raises Turn.DoesNotExist."""
    rows = fetch(_gathering(), (person.pk, turn_id))
    if not rows:
        raise Turn.DoesNotExist
    turn, is_seated, start = _turn_of(rows[0])
    day = local_day(turn.journey, at)
    had = [_office_of(row, start) for row in rows if row[start] is not None]
    offices = [office for office in had if office.is_held_on(day)]
    return Standing(
        turn=turn,
        person=person,
        at=at,
        offices=offices,
        roles=_roles(offices, turn.journey, is_seated=is_seated),
    )


def _turn_of(row: Sequence[Any]) -> tuple[Turn, bool, int]:
    """The turn and all it belongs to; whether the person is seated; where the office begins."""
    found: list[Any] = []
    start = 0
    for columns in (_TURN, _JOURNEY, _AGENCY, _GOVERNMENT):
        found.append(columns.read(row, start))
        start += columns.width
    turn, journey, agency, agency.government = found
    turn.journey, journey.agency = journey, agency
    return turn, bool(row[start]), start + 1


def _office_of(row: Sequence[Any], start: int) -> Office:
    office: Office = _OFFICE.read(row, start)
    office.bidang = _BIDANG.read(row, start + _OFFICE.width) if office.bidang_id else None
    return office


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
    is_seated = seats_of(person).filter(journey=journey).exists()
    return _roles(offices, journey, is_seated=is_seated)


def _roles(offices: list[Office], journey: Journey, *, is_seated: bool) -> frozenset[str]:
    roles = {office.role for office in offices}
    team = edition_of(journey.edition_id).team_role
    if team and is_seated:
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


_FILED = """
    SELECT d.paper, v.id, v.number, v.sha256, v.media_type, v.by_id, t.step, t.round, m.kind
    FROM lakip_document d
    JOIN lakip_version v ON v.id = d.latest_id
    LEFT JOIN lakip_turn t ON t.id = v.turn_id
    LEFT JOIN lakip_mark m ON m.version_id = v.id AND m.withdrawn_at IS NULL
    WHERE d.journey_id = %s AND d.paper IN """


def filed_papers(journey_id: UUID, papers: set[str]) -> dict[str, Filed]:
    """The version that counts of each of these papers that was filed, with its marks."""
    filed: dict[str, Filed] = {}
    for row in fetch(f"{_FILED}({', '.join(['%s'] * len(papers))})", (journey_id, *papers)):
        paper, version, number, sha256, media_type, by, step, round_, kind = row
        if paper not in filed:
            here = (step, round_)
            one = (identity(version), number, sha256, media_type, identity(by))
            filed[paper] = Filed(*one, here, set())
        if kind:
            filed[paper].marks.add(kind)
    return filed
