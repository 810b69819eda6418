"""Writing at one place of a report: the editor beside the preview, and every earlier text."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from lakip.journey.refusal import Refused
from lakip.pages.clock import now
from lakip.pages.face import shown
from lakip.pages.laporan import the_report
from lakip.pages.naskah import anchor, chapters_of
from lakip.pages.policy import SignedRequest, signed_in
from lakip.papers.laporan_kinerja import live_figures, writing
from lakip.papers.laporan_kinerja.manuscript import Manuscript, manuscript_of
from lakip.papers.laporan_kinerja.passages import Passage, PassageVersion
from lakip.papers.laporan_kinerja.rich_text import RichText
from lakip.papers.laporan_kinerja.rich_text_reading import TooLong, from_html, from_marks
from lakip.papers.laporan_kinerja.rich_text_writing import to_html, to_marks
from lakip.papers.laporan_kinerja.writing import Writer, writer_of

MOST_OFFERED = 300
MOST_VERSIONS = 30
NUMBER_DIGITS = 9  # Longer ones are no version's number.

KEPT = "Tulisan disimpan."
SAME = "Tidak ada yang berubah."
BACK = "Naskah awal dari data berlaku lagi. Tulisan yang lama tetap tersimpan."
MET = (
    "{name} menyimpan tulisan lain di bagian ini sewaktu Anda menulis. Tulisan Anda sudah "
    "disimpan sebagai versi {number}, tetapi belum dipakai. Bandingkan keduanya, lalu simpan lagi "
    "yang seharusnya berlaku."
)


def address(journey: uuid.UUID, place: str) -> str:
    """The page on which somebody writes at that place."""
    return f"{reverse('tulis', args=[journey])}?{urlencode({'bagian': place})}"


@signed_in
@require_safe
def write(request: SignedRequest, journey: uuid.UUID) -> HttpResponse:
    """The editor of one place, as it stands now."""
    here = _room(request, journey)
    return _page(request, here, _place(here.manuscript, request.GET.get("bagian", "")))


class _Room:
    """The journey's manuscript, and who asks."""

    def __init__(self, request: SignedRequest, journey: uuid.UUID) -> None:
        self.journey = the_report(request, journey)
        self.manuscript: Manuscript = manuscript_of(self.journey)
        self.writer: Writer = writer_of(self.journey, request.user, at=now())


def _room(request: SignedRequest, journey: uuid.UUID) -> _Room:
    return _Room(request, journey)


def _place(manuscript: Manuscript, name: str) -> str:
    """A place of this report; 404 for any other."""
    if name not in manuscript.places:
        raise Http404(writing.NO_PLACE)
    return name


def _page(
    request: SignedRequest,
    here: _Room,
    place: str,
    *,
    typed: RichText | None = None,
    sent: str = "",
    reasons: Sequence[str] = (),
    met: PassageVersion | None = None,
    status: int = 200,
) -> HttpResponse:
    """The editor. `typed` or `sent` is what the person wrote and what was not taken yet."""
    manuscript = here.manuscript
    text = typed if typed is not None else manuscript.text(place)
    passage = manuscript.passages.get(place)
    return render(
        request,
        "tulis/tulis.html",
        {
            "here": "laporan",
            "journey": here.journey,
            "place": manuscript.places[place],
            "chapter_url": _chapter(manuscript, place),
            "html": sent or to_html(text, manuscript.figures),
            "marks": sent or to_marks(text),
            "latest": passage.latest if passage else None,
            "writers": manuscript.writers(place),
            "obstacles": here.writer.refusals(manuscript, place),
            "holder": _somebody_else(passage, here.writer),
            "changed": manuscript.changed(place),
            "left": manuscript.left(place),
            "notes": manuscript.notes.get(place, ()),
            "offered": live_figures.offered(place, manuscript.figures)[:MOST_OFFERED],
            "blocks": shown(text.blocks(manuscript.figures)),
            "versions": _versions(passage, manuscript),
            "reasons": reasons,
            "met": met,
            "met_blocks": shown(met.text.blocks(manuscript.figures)) if met and met.text else (),
        },
        status=status,
    )


def _somebody_else(passage: Passage | None, writer: Writer) -> str:
    """Who else has the place open now; empty where nobody has."""
    if passage is None or passage.held_by is None or passage.held_until is None:
        return ""
    is_there = passage.held_until > now() and passage.held_by != writer.person
    return passage.held_by.name if is_there else ""


def _versions(passage: Passage | None, manuscript: Manuscript) -> list[dict[str, Any]]:
    """Every earlier text of the place, the newest first."""
    if passage is None:
        return []
    found = passage.versions.select_related("by")[:MOST_VERSIONS]
    return [
        {
            "version": version,
            "is_latest": version.pk == passage.latest_id,
            "blocks": shown(version.text.blocks(manuscript.figures)) if version.text else (),
        }
        for version in found
    ]


@signed_in
@require_POST
def begin(request: SignedRequest, journey: uuid.UUID) -> HttpResponse:
    """Open a place for writing, so that others are told."""
    here = _room(request, journey)
    place = _place(here.manuscript, request.POST.get("bagian", ""))
    try:
        other = writing.hold(here.manuscript, place, writer=here.writer, at=now())
    except Refused as no:
        return _page(request, here, place, reasons=no.reasons, status=422)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"holder": other.name if other else ""})
    return redirect(address(journey, place))


@signed_in
@require_POST
def save(request: SignedRequest, journey: uuid.UUID) -> HttpResponse:
    """Keep what was written as the place's next version."""
    here = _room(request, journey)
    place = _place(here.manuscript, request.POST.get("bagian", ""))
    after = request.POST.get("sesudah", "0")
    text: RichText | None = None
    try:
        text = _sent(request)
        kept = writing.save(
            here.manuscript,
            place,
            text,
            after=int(after) if after.isdecimal() and len(after) < NUMBER_DIGITS else 0,
            writer=here.writer,
            at=now(),
        )
    except (Refused, TooLong) as no:
        reasons = no.reasons if isinstance(no, Refused) else (str(no),)
        return _page(
            request, here, place, typed=text, sent=_raw(request), reasons=reasons, status=422
        )
    if kept.came_upon is not None:
        assert kept.version is not None
        said = MET.format(name=kept.came_upon.by.name, number=kept.version.number)
        fresh = _room(request, journey)
        return _page(
            request, fresh, place, typed=text, reasons=[said], met=kept.came_upon, status=409
        )
    writing.let_go(here.manuscript, place, writer=here.writer)
    messages.success(request, KEPT if kept.version else SAME)
    return redirect(_chapter(here.manuscript, place))


def _sent(request: SignedRequest) -> RichText:
    """What the editor sent, or what was typed where no script runs. Raises TooLong."""
    if "html" in request.POST:
        return from_html(request.POST["html"])
    return from_marks(request.POST.get("teks", ""))


def _raw(request: SignedRequest) -> str:
    """What was typed where no script runs, to be shown again as it was."""
    return "" if "html" in request.POST else request.POST.get("teks", "")


def _chapter(manuscript: Manuscript, place: str) -> str:
    """The place on the page of its chapter."""
    for chapter in chapters_of(manuscript):
        if any(part.place == place for part in chapter.parts):
            page = reverse("naskah-bab", args=[manuscript.journey.pk, chapter.slug])
            return f"{page}#{anchor(place)}"
    return reverse("naskah", args=[manuscript.journey.pk])


@signed_in
@require_POST
def preview(request: SignedRequest, journey: uuid.UUID) -> HttpResponse:
    """How the text would stand in the report; nothing is kept."""
    here = _room(request, journey)
    _place(here.manuscript, request.POST.get("bagian", ""))
    try:
        text = _sent(request)
    except TooLong as no:
        return render(request, "tulis/_pratinjau.html", {"trouble": str(no)})
    blocks = shown(text.blocks(here.manuscript.figures))
    return render(request, "tulis/_pratinjau.html", {"blocks": blocks})


@signed_in
@require_POST
def go_back(request: SignedRequest, journey: uuid.UUID) -> HttpResponse:
    """Let the first draft stand at the place again."""
    here = _room(request, journey)
    place = _place(here.manuscript, request.POST.get("bagian", ""))
    try:
        version = writing.go_back(here.manuscript, place, writer=here.writer, at=now())
    except Refused as no:
        return _page(request, here, place, reasons=no.reasons, status=422)
    messages.success(request, BACK if version else SAME)
    return redirect(address(journey, place))


@signed_in
@require_POST
def use_again(request: SignedRequest, journey: uuid.UUID) -> HttpResponse:
    """Let an earlier text stand at the place again, as its next version."""
    here = _room(request, journey)
    manuscript = here.manuscript
    place = _place(manuscript, request.POST.get("bagian", ""))
    number = request.POST.get("versi", "")
    passage = manuscript.passages.get(place)
    known = passage is not None and number.isdecimal() and len(number) < NUMBER_DIGITS
    version = passage.versions.filter(number=int(number)).first() if passage and known else None
    if version is None or version.text is None:
        raise Http404("Versi itu tidak ada.")
    latest = passage.latest.number if passage and passage.latest else 0
    try:
        writing.save(manuscript, place, version.text, after=latest, writer=here.writer, at=now())
    except Refused as no:
        return _page(request, here, place, reasons=no.reasons, status=422)
    messages.success(request, KEPT)
    return redirect(address(journey, place))
