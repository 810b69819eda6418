"""The SK tim: its draft holds the member list, and ratifying it makes the team.

Who sits in the team changes after that by acts of their own, in `team_changes`.
"""

import datetime
import json
from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from lakip.journey import happenings
from lakip.journey.acts import touch
from lakip.journey.models import Journey, TeamMember
from lakip.journey.refusal import Refused, refuse_if
from lakip.journey.standing import Standing, stand
from lakip.journey.telling import tell
from lakip.journey.workbench import Workbench, register
from lakip.ledger.rows import change, fetch
from lakip.papers import knowing
from lakip.people.person import Person
from lakip.sop import rules

DRAFT, SK = "draft-sk-tim", "sk-tim"
LARGEST_TEAM = 200
NO_STANDING = "Pilih kedudukan dalam tim."
IS_INACTIVE = "{name} sudah tidak aktif."
TOO_MANY = f"Tim paling banyak {LARGEST_TEAM} orang."
# Written out, since the moves ask and do this.
_ANYBODY = "SELECT 1 FROM lakip_teammember WHERE journey_id = %s AND left_at IS NULL LIMIT 1"
_PRINTED = "SELECT made_from ->> 'team' FROM lakip_version WHERE id = %s"
_SEAT = """UPDATE lakip_teammember SET seated_at = %s
    WHERE journey_id = %s AND left_at IS NULL AND seated_at IS NULL"""


def name_member(
    *, turn: UUID, person: Person, standing: str, by: Person, at: datetime.datetime
) -> TeamMember:
    """Name somebody in the draft's member list. Naming again changes their standing."""
    here = _drafting(turn, by, at)
    if standing not in TeamMember.Standing.values:
        raise Refused(NO_STANDING)
    if not person.is_active:
        raise Refused(IS_INACTIVE.format(name=person.name))
    if _named(here).count() >= LARGEST_TEAM:
        raise Refused(TOO_MANY)
    try:
        with transaction.atomic():
            touch(here.turn)
            member, _ = TeamMember.objects.update_or_create(
                journey=here.journey,
                person=person,
                left_at=None,
                defaults={"standing": standing},
                create_defaults={"standing": standing, "named_at": at},
            )
            _tell(happenings.NAMED, here, member)
    except IntegrityError as error:
        raise Refused(f"{person.name} sudah tercantum.") from error
    return member


def remove_member(*, turn: UUID, member: int, by: Person, at: datetime.datetime) -> None:
    """Take somebody off the draft's member list."""
    here = _drafting(turn, by, at)
    found = _named(here).filter(pk=member).select_related("person").first()
    if found is None:
        raise Refused("Orang itu tidak ada dalam daftar tim.")
    with transaction.atomic():
        touch(here.turn)
        places_of(here.journey, found.person).update(left_at=at)
        _tell(happenings.UNNAMED, here, found)


def places_of(journey: Journey, person: Person) -> QuerySet[TeamMember]:
    """The person's place in the report's team and in those of the linked SOPs inside it."""
    seats = Q(journey=journey) | Q(journey__inside__journey=journey)
    return TeamMember.objects.filter(seats, person=person, left_at=None)


def _drafting(turn: UUID, by: Person, at: datetime.datetime) -> Standing:
    here = stand(turn_id=turn, person=by, at=at)
    refuse_if(rules.obstacles_to_filing(here.edition, here.step, DRAFT, here.facts))
    return here


def _tell(happening: happenings.Happening, here: Standing, member: TeamMember) -> None:
    tell(
        happening,
        journey=here.journey,
        by=here.person,
        at=here.at,
        facts={
            "turn": here.turn.pk,
            "person": member.person_id,
            "standing": str(member.standing),
        },
    )


def _named(here: Standing) -> QuerySet[TeamMember]:
    return TeamMember.objects.filter(journey=here.journey, left_at=None)


def _members_are_named(here: Standing) -> Iterable[str]:
    if not fetch(_ANYBODY, (here.journey.pk,)):
        yield "Cantumkan sedikitnya satu anggota tim."


def _seat(here: Standing) -> None:
    """The ratified SK makes the team: everybody named in it takes their seat."""
    change(_SEAT, (here.at, here.journey.pk))


def _unseat(here: Standing) -> None:
    """The ratification was taken back, so nobody has a seat, also who was taken in since.

    They all stay named: the list is what the SK that is ratified next makes the team of.
    """
    _named(here).update(seated_at=None)


def lay_out() -> None:
    """Put this paper's workbench on the engine's table."""
    register(DRAFT, Workbench(obstacles=_drafted_members))
    register(SK, Workbench(on_finish=_seat, on_withdraw=_unseat))


def _drafted_members(here: Standing) -> Iterable[str]:
    """Only the step that files the draft asks for its members; the paraf does not ask again."""
    if DRAFT in here.step.filed_here:
        yield from _members_are_named(here)
        yield from _members_are_printed(here)


def _members_are_printed(here: Standing) -> Iterable[str]:
    """A draft made here prints its members; a list that changed since needs a new version."""
    filed = here.latest.get(DRAFT)
    printed = fetch(_PRINTED, (filed.version_id,))[0][0] if filed else None
    if printed is None or filed is None:
        return
    now = [[member.name, member.standing] for member in knowing.team_of(here.journey)]
    if json.loads(printed) != now:
        yield f"Daftar tim berubah sejak versi {filed.number} disusun. Simpan versi baru."
