"""Changing the team after its SK was ratified: who leaves, who comes, who changes their standing.

The SK stays as it was ratified. Each change says its reason, by which paper or order, and stands
in the ledger; the team as it is now is what it gives rights to and what later papers show.
"""

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from lakip.documents.printable import printable
from lakip.journey import happenings
from lakip.journey.editions import edition_of
from lakip.journey.happenings import Happening
from lakip.journey.models import Journey, TeamMember, Turn
from lakip.journey.refusal import AlreadyDone, Refused, refuse_if
from lakip.journey.standing import local_day, offices_for, roles_from, seated
from lakip.journey.telling import tell
from lakip.papers.sk_tim import (
    DRAFT,
    IS_INACTIVE,
    LARGEST_TEAM,
    NO_STANDING,
    TOO_MANY,
    places_of,
)
from lakip.papers.team_told import said_of
from lakip.people.office import Office
from lakip.people.person import Person
from lakip.sop.edition import Act, Edition

CHAIR = TeamMember.Standing.CHAIR
LONGEST_REASON = 1000
TRIES = 5

NO_TEAM = "SOP ini tidak membentuk tim dengan SK, jadi timnya tidak dapat diubah di sini."
IS_CLOSED = "Penyusunan ini sudah ditutup; timnya tidak dapat diubah lagi."
NOT_YET = (
    "SK tim belum disahkan. Sebelum disahkan, anggotanya diubah pada daftar anggota di langkah "
    "{number}, {title}."
)
NOT_YOURS = "Sesudah SK tim disahkan, tim diubah oleh {names}."
BUSY = "Langkah penyusunan ini sedang diselesaikan orang lain; coba lagi."
NO_REASON = "Tuliskan alasan dan dasarnya, misalnya surat mutasi atau SK perubahan."
LONG_REASON = "Alasannya terlalu panjang ({length} huruf); paling banyak {most}."
UNSEEN = "Alasannya memuat huruf yang tidak terlihat. Ketik ulang, jangan disalin."
NOT_IN_TEAM = "Orang itu tidak ada dalam tim ini."
HAS_LEFT = "{name} sudah keluar dari tim; tidak ada yang berubah."
IS_LAST = (
    "Tidak ada anggota aktif lain, jadi {name} belum dapat dikeluarkan. Tambahkan penggantinya "
    "lebih dahulu."
)
NO_SUCCESSOR = (
    "{name} satu-satunya ketua tim. Pilih ketua penggantinya, atau nyatakan bahwa penggantinya "
    "belum ada."
)
NO_CHAIR_LEAVES = "{name} bukan satu-satunya ketua tim. Kosongkan ketua penggantinya."
SUCCESSOR_IS_GONE = "Ketua penggantinya harus anggota tim lain yang masih aktif."
ONLY_CHAIR = (
    "{name} satu-satunya ketua tim. Jadikan orang lain ketua lebih dahulu; sesudah itu kedudukan "
    "{name} dapat diubah."
)
SAME_STANDING = "Kedudukan {name} sudah {standing}; tidak ada yang berubah."
OF_ELSEWHERE = "Pilih orang dari OPD ini."
IS_IN = "{name} sudah ada dalam tim sebagai {standing}."


def keepers_of(edition: Edition) -> tuple[str, ...]:
    """The roles that change a ratified team: who drafts the SK, and who puts the paraf on it."""
    steps = (step for step in edition.steps if step.act is not Act.RATIFY)
    return tuple(dict.fromkeys(step.by for step in steps if edition.base(step.gives) == DRAFT))


def obstacles_to_changing(journey: Journey, person: Person, *, at: datetime.datetime) -> list[str]:
    """Why this person cannot change the journey's team now; empty means they can."""
    edition = edition_of(journey.edition_id)
    drafts = edition.gives_base(DRAFT)
    if drafts is None or journey.is_inner:
        return [NO_TEAM]
    if journey.closed_at:
        return [IS_CLOSED]
    keepers = keepers_of(edition)
    offices = offices_for(journey, person=person, at=at, turn_id=None)
    if not roles_from(offices, journey, person) & set(keepers):
        names = " atau ".join(edition.role(slug).name for slug in keepers)
        return [NOT_YOURS.format(names=names)]
    if not seated(journey).exists():
        return [NOT_YET.format(number=edition.number(drafts.slug), title=drafts.title)]
    return []


def only_chair(journey: Journey) -> TeamMember | None:
    """The chair, where the team has exactly one."""
    chairs = seated(journey).filter(standing=CHAIR).select_related("person")[:2]
    return chairs[0] if len(chairs) == 1 else None


def take_out(
    *,
    journey: UUID,
    member: int,
    reason: str,
    by: Person,
    at: datetime.datetime,
    successor: int | None = None,
    is_without_chair: bool = False,
) -> None:
    """Take somebody out of the team, and of the linked SOPs inside. What they did stays.

    Where the only chair leaves, `successor` is the member who takes the chair in the same act, or
    `is_without_chair` says that there is nobody yet. Raises Refused, or AlreadyDone.
    """
    reason = _read(reason)
    with transaction.atomic():
        here = _held(journey, by, at)
        leaving = _member(here, member, by, happenings.MEMBER_LEFT)
        staying = seated(here).exclude(pk=leaving.pk).filter(person__is_active=True)
        if not staying.exists():
            raise Refused(IS_LAST.format(name=leaving.person.name))
        _refuse_the_chair(here, leaving, is_answered=is_without_chair or successor is not None)
        following = None
        if successor is not None:
            following = staying.select_related("person").filter(pk=successor).first()
            refuse_if([] if following else [SUCCESSOR_IS_GONE])
        places_of(here, leaving.person).update(left_at=at)
        _tell(happenings.MEMBER_LEFT, here, leaving, by=by, at=at, note=reason)
        if following:
            _put_standing(here, following, CHAIR, by=by, at=at, note=reason)


def take_in(
    *,
    journey: UUID,
    person: Person,
    standing: str,
    reason: str,
    by: Person,
    at: datetime.datetime,
) -> TeamMember:
    """Seat somebody in the team at once, and in its linked SOPs. Raises Refused, or AlreadyDone."""
    reason = _read(reason)
    if standing not in TeamMember.Standing.values:
        raise Refused(NO_STANDING)
    with transaction.atomic():
        here = _held(journey, by, at)
        if person.agency_id != here.agency_id:
            raise Refused(OF_ELSEWHERE)
        if not person.is_active:
            raise Refused(IS_INACTIVE.format(name=person.name))
        there = TeamMember.objects.filter(journey=here, person=person, left_at=None).first()
        if there:
            _refuse_again(happenings.MEMBER_JOINED, there, _called(IS_IN, there), by=by)
        if seated(here).count() >= LARGEST_TEAM:
            raise Refused(TOO_MANY)
        made = [
            TeamMember.objects.create(
                journey=each, person=person, standing=standing, named_at=at, seated_at=at
            )
            for each in (here, *_inside(here, person))
        ]
        _tell(happenings.MEMBER_JOINED, here, made[0], by=by, at=at, note=reason)
    return made[0]


def change_standing(
    *,
    journey: UUID,
    member: int,
    standing: str,
    reason: str,
    by: Person,
    at: datetime.datetime,
) -> None:
    """Give a member another standing. Raises Refused, or AlreadyDone."""
    reason = _read(reason)
    if standing not in TeamMember.Standing.values:
        raise Refused(NO_STANDING)
    with transaction.atomic():
        here = _held(journey, by, at)
        found = _member(here, member, by, None)
        if found.standing == standing:
            same = _called(SAME_STANDING, found)
            _refuse_again(happenings.STANDING_CHANGED, found, same, by=by)
        if only_chair(here) == found:
            raise Refused(ONLY_CHAIR.format(name=found.person.name))
        _put_standing(here, found, standing, by=by, at=at, note=reason)


def _read(reason: str) -> str:
    """The reason as it is kept. Raises Refused where it says nothing, too much, or is spoilt."""
    reason = reason.strip()
    if not reason:
        raise Refused(NO_REASON)
    if len(reason) > LONGEST_REASON:
        raise Refused(LONG_REASON.format(length=len(reason), most=LONGEST_REASON))
    if printable(reason) != reason:
        raise Refused(UNSEEN)
    return reason


def _held(journey: UUID, by: Person, at: datetime.datetime) -> Journey:
    """The journey whose team this person may change, its open turn held until the commit.

    So no step ends, no linked SOP begins and nobody else changes the team meanwhile. The turn's
    revision stays, for this is no act in it: who just finished a step can still take it back.
    """
    for _ in range(TRIES):
        turns = Turn.objects.select_for_update(no_key=True).order_by("number")
        is_held = turns.filter(journey_id=journey, closed_at=None).first() is not None
        here = Journey.objects.select_related("agency__government").get(pk=journey)
        if is_held or here.closed_at:
            refuse_if(obstacles_to_changing(here, by, at=at))
            return here
    raise Refused(BUSY)  # Each time, the turn was closed and another opened while this waited.


def _member(here: Journey, member: int, by: Person, happening: Happening | None) -> TeamMember:
    """That seat of the team. Raises Refused, or AlreadyDone where `happening` ended it before."""
    seats = TeamMember.objects.filter(journey=here, seated_at__isnull=False)
    found = seats.select_related("person").filter(pk=member).first()
    if found is None:
        raise Refused(NOT_IN_TEAM)
    if found.left_at:
        sentence = HAS_LEFT.format(name=found.person.name)
        if happening:
            _refuse_again(happening, found, sentence, by=by)
        raise Refused(sentence)
    return found


def _refuse_the_chair(here: Journey, leaving: TeamMember, *, is_answered: bool) -> None:
    """Who follows the chair is answered where the only chair leaves, and nowhere else."""
    is_only_chair = only_chair(here) == leaving
    if is_only_chair and not is_answered:
        raise Refused(NO_SUCCESSOR.format(name=leaving.person.name))
    if is_answered and not is_only_chair:
        raise Refused(NO_CHAIR_LEAVES.format(name=leaving.person.name))


def _refuse_again(happening: Happening, seat: TeamMember, sentence: str, *, by: Person) -> None:
    """Raises AlreadyDone where the same was done to this seat before; else Refused."""
    done = [each for each in said_of(seat) if each.kind == happening.kind]
    if done:
        raise AlreadyDone(sentence, by_you=done[-1].by == by.pk)
    raise Refused(sentence)


def _called(sentence: str, seat: TeamMember) -> str:
    return sentence.format(name=seat.person.name, standing=seat.get_standing_display().lower())


def _inside(here: Journey, person: Person) -> Iterable[Journey]:
    """The linked SOPs of the report, also those that ended: who comes has to read what was done."""
    begun = Journey.objects.filter(inside__journey=here, is_cancelled=False)
    sits_in = TeamMember.objects.filter(person=person, left_at=None)
    return begun.exclude(pk__in=sits_in.values("journey"))


def _put_standing(
    here: Journey,
    member: TeamMember,
    standing: str,
    *,
    by: Person,
    at: datetime.datetime,
    note: str,
) -> None:
    was = member.standing
    places_of(here, member.person).update(standing=standing)
    member.standing = standing
    _tell(happenings.STANDING_CHANGED, here, member, by=by, at=at, note=note, was=was)


def _tell(
    happening: Happening,
    here: Journey,
    member: TeamMember,
    *,
    by: Person,
    at: datetime.datetime,
    note: str,
    was: str = "",
) -> None:
    facts = {"member": member.pk, "person": member.person_id, "standing": str(member.standing)}
    words = {"member": member.person.name, "note": note}
    words["standing"] = TeamMember.Standing(member.standing).label.lower()
    if was:
        facts["was"], words["was"] = was, TeamMember.Standing(was).label.lower()
    tell(
        happening,
        journey=here,
        by=by,
        at=at,
        facts={**facts, "note": note},
        words=words,
        concerning=member.person,
        also=_answering_for(here, at),
    )


def _answering_for(here: Journey, at: datetime.datetime) -> list[Person]:
    """Who drafts, checks and signs the SK: the team is not the one they made any more."""
    edition = edition_of(here.edition_id)
    roles = {step.by for step in edition.steps if edition.base(step.gives) == DRAFT}
    serving = Office.objects.serving(here.agency_id, day=local_day(here, at))
    offices = serving.filter(role__in=roles, turn=None).select_related("person")
    return [office.person for office in offices]
