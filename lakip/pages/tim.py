"""The team of a report: who sits in it, who left and why, and the forms that change it."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lakip.documents.models import Document
from lakip.journey import happenings
from lakip.journey.editions import edition_of
from lakip.journey.models import Journey, TeamMember
from lakip.journey.refusal import Refused
from lakip.pages.asking import ask
from lakip.pages.clock import now
from lakip.pages.laporan import the_report
from lakip.pages.policy import SignedRequest, signed_in
from lakip.pages.typed import lines
from lakip.papers import knowing, team_changes
from lakip.papers.sk_tim import DRAFT
from lakip.papers.team_told import Said, changes_of
from lakip.people.person import Person

LONGEST_NUMBER = 15
NOBODY_YET = "belum-ada"  # What the form says where the only chair leaves and nobody follows.

NO_MEMBER = "Pilih anggota tim."
NO_PERSON = "Pilih orang yang akan ditambahkan."


@dataclass(frozen=True)
class Change:
    """One change of a seat as the page tells it."""

    kind: str
    text: str
    note: str
    by: str
    at: Any


@dataclass(frozen=True)
class Seat:
    """Somebody's place in the team, and what was changed about it since the SK."""

    member: TeamMember
    office: str
    changes: tuple[Change, ...]

    @property
    def is_by_decree(self) -> bool:
        """Whether the SK gave the seat; else somebody was taken in after it."""
        return not any(each.kind == happenings.MEMBER_JOINED.kind for each in self.changes)

    @property
    def is_off_the_draft(self) -> bool:
        """Whether they were taken off the list of a draft that came back: nothing says why."""
        was_said = any(each.kind == happenings.MEMBER_LEFT.kind for each in self.changes)
        return self.member.left_at is not None and not was_said


@signed_in
@require_safe
def team(request: SignedRequest, journey: uuid.UUID) -> HttpResponse:
    """Who is in the report's team since when, and who has left and why."""
    return _page(request, the_report(request, journey))


@signed_in
@require_POST
def take_out(request: SignedRequest, journey: uuid.UUID) -> HttpResponse:
    """Take a member out of the team; where they are the only chair, name who follows."""
    found = the_report(request, journey)
    follows = request.POST.get("successor", "")
    return _ask(
        request,
        found,
        lambda reason: team_changes.take_out(
            journey=found.pk,
            member=_number(request.POST.get("member", "")),
            reason=reason,
            by=request.user,
            at=now(),
            successor=_number(follows) if follows not in ("", NOBODY_YET) else None,
            is_without_chair=follows == NOBODY_YET,
        ),
        said="Anggota dikeluarkan dari tim dan diberi tahu. Yang sudah dikerjakannya tetap ada.",
        asked="keluarkan",
    )


@signed_in
@require_POST
def add(request: SignedRequest, journey: uuid.UUID) -> HttpResponse:
    """Take somebody of the agency into the team."""
    found = the_report(request, journey)
    return _ask(
        request,
        found,
        lambda reason: team_changes.take_in(
            journey=found.pk,
            person=_person(request, found),
            standing=request.POST.get("standing", ""),
            reason=reason,
            by=request.user,
            at=now(),
        ),
        said="Anggota ditambahkan ke tim dan diberi tahu.",
        asked="tambah",
    )


@signed_in
@require_POST
def change_standing(request: SignedRequest, journey: uuid.UUID) -> HttpResponse:
    """Give a member another standing."""
    found = the_report(request, journey)
    return _ask(
        request,
        found,
        lambda reason: team_changes.change_standing(
            journey=found.pk,
            member=_number(request.POST.get("member", "")),
            standing=request.POST.get("standing", ""),
            reason=reason,
            by=request.user,
            at=now(),
        ),
        said="Kedudukan dalam tim diubah.",
        asked="kedudukan",
    )


def _ask(
    request: SignedRequest,
    journey: Journey,
    change: Callable[[str], object],
    *,
    said: str,
    asked: str,
) -> HttpResponse:
    """Ask for a change; a refusal shows its form again with what was typed."""
    reason = lines(request.POST.get("reason", ""))

    def again(reasons: Sequence[str]) -> HttpResponse:
        typed = {**request.POST.dict(), "reason": reason}
        current = the_report(request, journey.pk)  # Somebody may have closed it meanwhile.
        return _page(request, current, reasons=reasons, typed=typed, asked=asked)

    return ask(
        request,
        lambda: change(reason),
        said=said,
        then=reverse("tim-penyusun", args=[journey.pk]),
        again=again,
    )


def _number(text: str) -> int:
    """The number of a seat that a form names. Raises Refused for what is none."""
    if not text.isdecimal() or len(text) > LONGEST_NUMBER:
        raise Refused(NO_MEMBER)
    return int(text)


def _person(request: SignedRequest, journey: Journey) -> Person:
    """The colleague that the form names. Raises Refused."""
    try:
        wanted = uuid.UUID(request.POST.get("person", ""))
    except ValueError:
        raise Refused(NO_PERSON) from None
    found = Person.objects.filter(pk=wanted, agency_id=journey.agency_id).first()
    if found is None:
        raise Refused(team_changes.OF_ELSEWHERE)
    return found


def _page(
    request: SignedRequest,
    journey: Journey,
    *,
    reasons: Sequence[str] = (),
    typed: dict[str, str] | None = None,
    asked: str = "",
) -> HttpResponse:
    members = [each for each in knowing.members_of(journey) if each.seated_at]
    left = TeamMember.objects.filter(
        journey=journey, seated_at__isnull=False, left_at__isnull=False
    ).order_by("-left_at", "pk")
    former = list(left.select_related("person"))
    told = _Told(journey, [*members, *former])
    obstacles = team_changes.obstacles_to_changing(journey, request.user, at=now())
    return render(
        request,
        "laporan/tim.html",
        {
            "here": "laporan",
            "tab": "tim",
            "journey": journey,
            "seats": [told.seat(each) for each in members],
            "former": [told.seat(each) for each in former],
            "obstacles": obstacles,
            "reasons": reasons,
            "typed": typed or {},
            "asked": asked,
            **_around(journey, members),
            **({} if obstacles else _choices(journey, members)),
        },
    )


def _around(journey: Journey, members: list[TeamMember]) -> dict[str, Any]:
    """The SK that made the team, the step that drafts it, and whether nobody has the chair."""
    step = edition_of(journey.edition_id).gives_base(DRAFT)
    decree = Document.objects.filter(journey=journey, paper=DRAFT, latest__isnull=False)
    standings = {each.standing for each in members}
    return {
        "draft_step": step,
        "decree": decree.first(),
        "is_without_chair": bool(members)
        and not journey.closed_at
        and team_changes.CHAIR not in standings,
    }


def _choices(journey: Journey, members: list[TeamMember]) -> dict[str, Any]:
    """What the forms offer to who may change the team."""
    named = TeamMember.objects.filter(journey=journey, left_at=None)
    colleagues = Person.objects.filter(agency_id=journey.agency_id, is_active=True)
    chair = team_changes.only_chair(journey)
    return {
        "members": members,
        "colleagues": colleagues.exclude(pk__in=named.values("person")),
        "standings": TeamMember.Standing.choices,
        "chair": chair,
        "successors": [each for each in members if each != chair and each.person.is_active],
        "nobody_yet": NOBODY_YET,
        "longest_reason": team_changes.LONGEST_REASON,
    }


class _Told:
    """What the ledger tells of some seats, with the names of who did it."""

    def __init__(self, journey: Journey, members: list[TeamMember]) -> None:
        self._said = changes_of(journey)
        by = {each.by for said in self._said.values() for each in said}
        self._names = dict(Person.objects.filter(pk__in=by).values_list("pk", "name"))
        people = [each.person_id for each in members]
        self._offices = knowing.offices_of(people, journey.agency)

    def seat(self, member: TeamMember) -> Seat:
        """That seat with its changes, the oldest first."""
        said = self._said.get(member.pk, [])
        office = self._offices.get(member.person_id, "")
        return Seat(member, office, tuple(self._change(each) for each in said))

    def _change(self, said: Said) -> Change:
        by = self._names.get(said.by, "Seseorang")
        return Change(said.kind, _happened(said), said.note, by, said.at)


def _happened(said: Said) -> str:
    standing = TeamMember.Standing(said.standing).label.lower()
    if said.kind == happenings.MEMBER_LEFT.kind:
        return "Keluar dari tim"
    if said.kind == happenings.MEMBER_JOINED.kind:
        return f"Masuk sebagai {standing}"
    return f"Dari {TeamMember.Standing(said.was).label.lower()} menjadi {standing}"
