"""Writes a happening: the event in the ledger and the notices to whom it concerns, together."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from lakip.journey.happenings import Happening
from lakip.journey.models import Journey, TeamMember, Turn
from lakip.journey.standing import local_day
from lakip.ledger import record
from lakip.ledger.models import Event
from lakip.ledger.rows import fetch, identity
from lakip.notices import outbox
from lakip.people.office import BESIDE_THE_SOP, Office, OfficeQuerySet
from lakip.people.person import Person


def tell(
    happening: Happening,
    *,
    journey: Journey,
    by: Person,
    at: datetime.datetime,
    facts: Mapping[str, Any],
    words: Mapping[str, Any] | None = None,
    turn: Turn | None = None,
    concerning: Person | None = None,
    also: Iterable[Person] = (),
) -> Event:
    """Append the event and, where the happening tells somebody, post the notices.

    `facts` go into the ledger: ids and hashes, and no names of people. `words` fill the
    sentence of the notice. `turn` is the turn whose performers are told. `concerning` is the
    person with whom something was done, told in words of their own; `also` are told beside those
    whom the happening tells.
    """
    event = record.append(
        agency_id=journey.agency_id,
        kind=happening.kind,
        at=at,
        by=by.pk,
        subject=journey.pk,
        facts=facts,
    )
    if happening.tells:
        said = {**(words or {}), "by": by.name, "report": journey.title, "year": journey.year}
        told = dict(_recipients(happening, journey, turn, at))
        told |= {person.pk: person.email for person in also}
        not_so = {by.pk, concerning.pk} if concerning else {by.pk}
        outbox.post(
            event=event,
            agency_id=journey.agency_id,
            recipients={person: email for person, email in told.items() if person not in not_so},
            kind=happening.kind,
            subject=happening.subject.format(**said),
            body=_body(happening.sentence, journey, said),
            path=happening.page.format(journey=journey.pk) or path_of(journey, turn),
            at=at,
        )
        if concerning and concerning.is_active and concerning.pk != by.pk:
            _tell_them(happening, event, journey, concerning, said)
    return event


def _tell_them(
    happening: Happening, event: Event, journey: Journey, person: Person, said: Mapping[str, Any]
) -> None:
    """Tell somebody what was done with them."""
    assert happening.to_them is not None, "a happening that concerns somebody has words for them"
    outbox.post(
        event=event,
        agency_id=journey.agency_id,
        recipients={person.pk: person.email},
        kind=happening.kind,
        subject=happening.to_them.subject.format(**said),
        body=_body(happening.to_them.sentence, journey, said),
        path=happening.to_them.page.format(journey=journey.pk),
        at=event.at,
    )


def path_of(journey: Journey, turn: Turn | None) -> str:
    """The address of the page that a notice leads to."""
    here = f"/laporan/{turn.journey_id if turn else journey.pk}/"
    return f"{here}langkah/{turn.step}/" if turn else here


def _body(sentence: str, journey: Journey, said: Mapping[str, Any]) -> str:
    lines = [f"{journey.title}, {journey.agency.name}.", sentence.format(**said)]
    if said.get("next"):
        lines.append(f"Sekarang giliran Anda: {said['next']}, tenggat {said['due']}.")
    return "\n".join(lines)


_SEATED = """EXISTS (SELECT 1 FROM lakip_teammember m WHERE m.journey_id = %s
    AND m.person_id = p.id AND m.left_at IS NULL AND m.seated_at IS NOT NULL)"""
_SERVING = """SELECT o.person_id FROM lakip_office o WHERE o.agency_id = %s
    AND o.starts_on <= %s AND (o.ends_on IS NULL OR o.ends_on >= %s)"""
_TELLING = "SELECT p.id, p.email FROM lakip_person p WHERE p.is_active AND "
_TEAM = _TELLING + _SEATED
_HOLDERS = f"""{_TELLING} p.id IN (
    {_SERVING} AND o.role = %s AND (o.turn_id IS NULL OR o.turn_id = %s))"""
_EVERYBODY = f"{_TELLING} ({_SEATED} OR p.id IN ({_SERVING} AND o.role NOT IN (%s, %s)))"


def _recipients(
    happening: Happening, journey: Journey, turn: Turn | None, at: datetime.datetime
) -> Iterable[tuple[UUID, str]]:
    """Whom the happening concerns: person and e-mail."""
    day = local_day(journey, at)
    if happening.tells == "team":
        found = fetch(_TEAM, (journey.pk,))
    elif happening.tells == "everybody" or turn is None:
        found = fetch(_EVERYBODY, (journey.pk, journey.agency_id, day, day, *BESIDE_THE_SOP))
    elif turn.by_team:
        found = fetch(_TEAM, (journey.pk,))
    else:
        found = fetch(_HOLDERS, (turn.agency_id, day, day, turn.role, turn.pk))
    return [(identity(person), email) for person, email in found]


def performers(journey: Journey, turn: Turn, *, day: datetime.date) -> list[Person]:
    """The people whose turn it is: holders of the step's office, or those seated in the team."""
    if turn.by_team:
        return list(sitting_in(journey))
    return [office.person for office in _holders(turn, day).select_related("person")]


def _holders(turn: Turn, day: datetime.date) -> OfficeQuerySet:
    offices = Office.objects.serving(turn.agency_id, day=day)
    return offices.filter(Q(turn=None) | Q(turn=turn), role=turn.role)


def sitting_in(journey: Journey) -> QuerySet[Person]:
    """The active people who are seated in the journey's team."""
    return Person.objects.filter(Exists(_seats(journey)), is_active=True).order_by("name")


def _seats(journey: Journey) -> Any:
    return TeamMember.objects.filter(
        journey=journey, person=OuterRef("pk"), left_at=None, seated_at__isnull=False
    )


def describe_turn(turn: Turn) -> dict[str, Any]:
    """A turn as the ledger tells it; a replay of these is compared with the rows."""
    return {
        "turn": turn.pk,
        "step": turn.step,
        "round": turn.round,
        "number": turn.number,
        "due": turn.due_at,
    }
