"""One person of an agency: what hangs on them, and the presses by which they leave or come back."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lakip.journey.doors import reach_of
from lakip.journey.editions import edition_of
from lakip.journey.models import Journey, TeamMember, Turn
from lakip.journey.telling import performers
from lakip.pages.asking import ask
from lakip.pages.clock import now, today
from lakip.pages.orang import managed_agencies
from lakip.pages.policy import SignedRequest, operator, signed_in
from lakip.pages.typed import line
from lakip.people import leaving
from lakip.people.office import Office
from lakip.people.person import Person


@dataclass(frozen=True)
class Seat:
    """A report whose team names the person; `opens` when the reader may open it."""

    journey: Journey
    is_seated: bool
    opens: bool


@dataclass(frozen=True)
class Waiting:
    """An open turn that waits for the person, and whether anybody else could do it."""

    turn: Turn
    title: str
    is_theirs_alone: bool
    opens: bool


@signed_in
@require_safe
def person(request: SignedRequest, person: uuid.UUID) -> HttpResponse:
    """The person as whoever looks after them sees them."""
    return _page(request, _managed(request, person))


@signed_in
@require_POST
def deactivate(request: SignedRequest, person: uuid.UUID) -> HttpResponse:
    """Make the person inactive, with a reason; their offices end."""
    found = _managed(request, person)
    reason = line(request.POST.get("reason", ""))

    def leave() -> None:
        leaving.deactivate(found, reason=reason, by=request.user, at=now(), day=today())

    return _ask(
        request,
        found,
        leave,
        said=f"{found.name} tidak aktif lagi dan tidak dapat masuk.",
        asked="leaving",
        typed=reason,
    )


@signed_in
@require_POST
def activate(request: SignedRequest, person: uuid.UUID) -> HttpResponse:
    """Make the person active again; no office comes back."""
    found = _managed(request, person)
    return _ask(
        request,
        found,
        lambda: leaving.activate(found, by=request.user, at=now(), day=today()),
        said=f"{found.name} aktif lagi, tanpa jabatan.",
        asked="returning",
    )


@operator
@require_POST
def move(request: SignedRequest, person: uuid.UUID) -> HttpResponse:
    """Note that the person works at another agency from now on; their offices end."""
    found = _managed(request, person)
    wanted = request.POST.get("to", "")
    to = next((one for one in managed_agencies(request) if str(one.pk) == wanted), None)
    return _ask(
        request,
        found,
        lambda: leaving.move(found, to=to, by=request.user, at=now(), day=today()),
        said=f"{found.name} kini bekerja di {to}. Catat jabatan barunya di sini.",
        then=f"{reverse('orang')}?opd={to.pk}#jabatan" if to else "",
        asked="moving",
        typed=wanted,
    )


def _ask(
    request: SignedRequest,
    found: Person,
    act: Callable[[], object],
    *,
    said: str,
    asked: str,
    then: str = "",
    typed: str = "",
) -> HttpResponse:
    def again(reasons: Sequence[str]) -> HttpResponse:
        return _page(request, _managed(request, found.pk), reasons, asked=asked, typed=typed)

    then = then or reverse("pegawai", args=[found.pk])
    return ask(request, act, said=said, then=then, again=again)


def _managed(request: SignedRequest, pk: uuid.UUID) -> Person:
    """Somebody of an agency that this person looks after; to operators also who is of none."""
    ours = Q(agency__in=managed_agencies(request))
    if request.user.is_operator:
        ours |= Q(agency=None)
    people = Person.objects.select_related("agency__government")
    return get_object_or_404(people.filter(ours), pk=pk)


def _page(
    request: SignedRequest, found: Person, reasons: Sequence[str] = (), **more: Any
) -> HttpResponse:
    day, by = today(), request.user
    left = None if found.is_active else leaving.last_leaving(found)
    seats = _seats(found)
    turns = list(_waiting(found)) if found.is_active else []
    about = {seat.journey_id for seat in seats} | {turn.journey_id for turn in turns}
    opens = set(
        Journey.objects.visible_to(by, day=day).filter(pk__in=about).values_list("pk", flat=True)
    )
    context = {
        "here": "orang" if found.agency else "opd",
        "person": found,
        "agency": found.agency,
        "now": now(),
        "today": day,
        "offices": _offices(found),
        "had_offices": found.offices.exists(),
        "seats": [
            Seat(seat.journey, seat.seated_at is not None, seat.journey_id in opens)
            for seat in seats
        ],
        "waiting": [_of_turn(turn, found, turn.journey_id in opens) for turn in turns],
        "left": left,
        "left_by": Person.objects.filter(pk=left.by).first() if left and left.by else None,
        "kept_because": leaving.obstacles_to_deactivating(found, by, day=day),
        "gone_because": leaving.obstacles_to_activating(found, by, day=day),
        "others": [one for one in managed_agencies(request) if one != found.agency],
        "longest": leaving.LONGEST_REASON,
        "reasons": reasons,
        **more,
    }
    return render(request, "orang/pegawai.html", context)


def _offices(person: Person) -> list[Office]:
    return list(leaving.offices_to_leave(person, day=today())) if person.is_active else []


def _seats(person: Person) -> list[TeamMember]:
    """Where a report that is under way names the person in its team, or in the draft of it."""
    named = TeamMember.objects.filter(person=person, left_at=None, journey__closed_at=None)
    reports = named.filter(journey__inside=None).select_related("journey__agency__government")
    return list(reports.order_by("-journey__year", "journey"))


def _waiting(person: Person) -> Iterable[Turn]:
    found = Turn.objects.waiting_for(reach_of(person, day=today()))
    return found.select_related("journey__agency__government", "journey__inside__journey").order_by(
        "due_at", "pk"
    )


def _of_turn(turn: Turn, person: Person, opens: bool) -> Waiting:
    others = [one for one in performers(turn.journey, turn, day=today()) if one != person]
    title = edition_of(turn.journey.edition_id).step(turn.step).title
    return Waiting(turn, title, not others, opens)
