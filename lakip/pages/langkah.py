"""The step: its papers, the act's panel, what stands in the way, and the moves."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from lakip.documents import filing
from lakip.journey import acts, linked, moves, signing
from lakip.journey.editions import edition_of
from lakip.journey.models import Journey, Turn
from lakip.journey.refusal import Refused
from lakip.journey.signing import Given
from lakip.pages import bench
from lakip.pages.asking import ask
from lakip.pages.clock import now, today
from lakip.pages.laporan import the_journey
from lakip.pages.policy import SignedRequest, signed_in
from lakip.pages.typed import lines
from lakip.papers import sk_tim
from lakip.people.appointing import may_manage
from lakip.people.person import Person


@signed_in
@require_safe
def step(request: SignedRequest, journey: uuid.UUID, step: str) -> HttpResponse:
    """One step of one journey: its latest turn, or what it will need when its turn comes."""
    return _page(request, the_journey(request, journey), step)


def _page(
    request: SignedRequest,
    journey: Journey,
    slug: str,
    *,
    reasons: Sequence[str] = (),
    typed: Any = None,
    asked: str = "",
) -> HttpResponse:
    edition = edition_of(journey.edition_id)
    if not edition.has_step(slug):
        raise Http404
    context = bench.step_now(journey, edition.step(slug), person=request.user, at=now())
    return render(
        request,
        "langkah/langkah.html",
        {
            "here": "laporan",
            "now": now(),
            "journey": journey,
            "reasons": reasons,
            "typed": typed or {},
            "asked": asked,
            "key": uuid.uuid4(),
            "manages": may_manage(request.user, journey.agency, day=today()),
            **context,
        },
    )


def the_turn(request: SignedRequest, turn: uuid.UUID) -> Turn:
    """The turn, if this person may see its journey; else 404."""
    seen = Turn.objects.visible_to(request.user, day=today())
    return get_object_or_404(seen.select_related("journey__agency__government"), pk=turn)


def _key(request: SignedRequest) -> uuid.UUID:
    """The key that the form carried, so that a repeated press is known as the same press."""
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid.uuid4()


def ask_in_turn(
    request: SignedRequest,
    turn: Turn,
    move: Callable[[], object],
    *,
    said: str,
    asked: str,
    then: str = "",
) -> HttpResponse:
    """Ask for a move in a turn; a refusal shows the step again with what was typed."""
    here = f"/laporan/{turn.journey_id}/langkah/{turn.step}/"

    def again(reasons: Sequence[str]) -> HttpResponse:
        return _page(
            request, turn.journey, turn.step, reasons=reasons, typed=request.POST, asked=asked
        )

    return ask(request, move, said=said, then=then or here, again=again)


@signed_in
@require_POST
def finish(request: SignedRequest, turn: uuid.UUID) -> HttpResponse:
    """Finish the step and go to the journey, where the next turn is seen."""
    found = the_turn(request, turn)
    is_last = edition_of(found.journey.edition_id).after(found.step) is None
    return ask_in_turn(
        request,
        found,
        lambda: _finish(request, found),
        said=(
            _ended(found.journey)
            if is_last
            else "Langkah selesai. Giliran berikutnya sudah dibuka dan diberi tahu."
        ),
        asked="finish",
        then=f"/laporan/{found.journey_id}/",
    )


def _ended(journey: Journey) -> str:
    """What is said when the last step is done."""
    if journey.is_inner:
        return f"{journey.name} selesai. Langkah yang menunggunya dapat diselesaikan."
    return "Penyusunan selesai. Semua yang terlibat diberi tahu."


@signed_in
@require_POST
def begin_linked(request: SignedRequest, turn: uuid.UUID) -> HttpResponse:
    """Begin the SOP that the step points to, inside this turn."""
    found = the_turn(request, turn)
    return ask_in_turn(
        request,
        found,
        lambda: linked.begin_inside(turn=found.pk, by=request.user, at=now()),
        said="SOP terkait dimulai. Pelaksana langkah pertamanya sudah diberi tahu.",
        asked="linked",
        then=f"/laporan/{found.journey_id}/langkah/{found.step}/#sop-terkait",
    )


def _finish(request: SignedRequest, turn: Turn) -> None:
    at = now()
    seal = signing.seal_of_step(turn=turn.pk, by=request.user, at=at, given=given(request))
    moves.finish(turn=turn.pk, by=request.user, at=at, key=_key(request), seal=seal)


def given(request: SignedRequest) -> Given:
    """What the form gives to have a mark put. Raises NotTaken for a scan that is refused."""
    upload = request.FILES.get("scan")
    return Given(
        passphrase=request.POST.get("passphrase", ""),
        nik=request.POST.get("nik", "").strip(),
        scan=filing.take_upload(upload) if upload else None,
    )


@signed_in
@require_POST
def send_back(request: SignedRequest, turn: uuid.UUID) -> HttpResponse:
    """Send the paper back with the reason."""
    found = the_turn(request, turn)
    reason = lines(request.POST.get("reason", ""))
    return ask_in_turn(
        request,
        found,
        lambda: moves.send_back(
            turn=found.pk, by=request.user, at=now(), key=_key(request), reason=reason
        ),
        said="Dikembalikan untuk direvisi. Alasannya ikut disampaikan.",
        asked="send_back",
        then=f"/laporan/{found.journey_id}/",
    )


@signed_in
@require_POST
def withdraw(request: SignedRequest, turn: uuid.UUID) -> HttpResponse:
    """Take back the step that led to this turn."""
    found = the_turn(request, turn)
    return ask_in_turn(
        request,
        found,
        lambda: moves.withdraw(turn=found.pk, by=request.user, at=now(), key=_key(request)),
        said="Langkah ditarik kembali. Giliran ada pada Anda lagi.",
        asked="withdraw",
        then=f"/laporan/{found.journey_id}/",
    )


@signed_in
@require_POST
def tick(request: SignedRequest, turn: uuid.UUID, duty: str) -> HttpResponse:
    """Tick a duty, or take the tick away."""
    found = the_turn(request, turn)
    done = request.POST.get("done") != "0"
    return ask_in_turn(
        request,
        found,
        lambda: acts.tick(turn=found.pk, duty=duty, by=request.user, at=now(), done=done),
        said="Tugas dicentang." if done else "Centang dihapus.",
        asked="tick",
    )


@signed_in
@require_POST
def file_paper(request: SignedRequest, turn: uuid.UUID, paper: str) -> HttpResponse:
    """File a version of a paper: an uploaded file, or plain text."""
    found = the_turn(request, turn)
    return ask_in_turn(
        request,
        found,
        lambda: _file(request, found, paper),
        said="Surat disimpan.",
        asked=f"file-{paper}",
    )


def _file(request: SignedRequest, turn: Turn, paper: str) -> None:
    upload, text = request.FILES.get("file"), request.POST.get("text", "")
    if upload and text.strip():
        raise Refused("Pilih salah satu: unggah berkas, atau tuliskan isinya.")
    content = filing.take_upload(upload) if upload else filing.take_text(text, name=paper)
    acts.file_paper(turn=turn.pk, paper=paper, content=content, by=request.user, at=now())


@signed_in
@require_POST
def name_member(request: SignedRequest, turn: uuid.UUID) -> HttpResponse:
    """Name somebody of the agency in the draft SK's member list."""
    found = the_turn(request, turn)
    return ask_in_turn(
        request,
        found,
        lambda: _name_member(request, found),
        said="Daftar tim diperbarui.",
        asked="team",
    )


def _name_member(request: SignedRequest, turn: Turn) -> None:
    try:
        wanted = uuid.UUID(request.POST.get("person", ""))
    except ValueError:
        raise Refused("Pilih orang yang akan dicantumkan.") from None
    colleague = Person.objects.filter(pk=wanted, agency_id=turn.agency_id).first()
    if colleague is None:
        raise Refused("Pilih orang dari OPD ini.")
    sk_tim.name_member(
        turn=turn.pk,
        person=colleague,
        standing=request.POST.get("standing", ""),
        by=request.user,
        at=now(),
    )


@signed_in
@require_POST
def remove_member(request: SignedRequest, turn: uuid.UUID, member: int) -> HttpResponse:
    """Take somebody off the draft SK's member list."""
    found = the_turn(request, turn)
    return ask_in_turn(
        request,
        found,
        lambda: sk_tim.remove_member(turn=found.pk, member=member, by=request.user, at=now()),
        said="Daftar tim diperbarui.",
        asked="team",
    )
