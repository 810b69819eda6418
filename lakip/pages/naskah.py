"""The manuscript of a year's report: what is yours to write, how complete it is, its chapters."""

import datetime
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from lakip.documents import filing
from lakip.documents.blocks import Paper
from lakip.documents.pictures import page_count, page_png
from lakip.documents.typesetting import CannotTypeset, typeset
from lakip.journey.models import Journey, Turn
from lakip.journey.standing import stand
from lakip.pages import face
from lakip.pages.asking import ask
from lakip.pages.clock import now
from lakip.pages.face import FacedChapter
from lakip.pages.kelengkapan import judgement
from lakip.pages.langkah import the_turn
from lakip.pages.laporan import the_report
from lakip.pages.policy import SignedRequest, signed_in
from lakip.papers.laporan_kinerja import filing_draft
from lakip.papers.laporan_kinerja.attached import LONGEST_TITLE, attached
from lakip.papers.laporan_kinerja.attaching import may_attach
from lakip.papers.laporan_kinerja.building import sheet_with
from lakip.papers.laporan_kinerja.manuscript import Manuscript, Place, manuscript_of
from lakip.papers.laporan_kinerja.writing import PAPER, Writer, writer_of
from lakip.people.letterhead import letterhead_of
from lakip.people.person import Person
from lakip.sop import rules

LISTED_DEPTHS = (2, 3)  # Headings that the page of a chapter lists at its head.


@dataclass(frozen=True, kw_only=True)
class PlaceRow:
    """A place of the report in a list: how it stands, and who writes there."""

    place: Place
    anchor: str
    chapter: str  # The slug of its chapter's page.
    left: int  # So many things are still to be written.
    changed: int  # So many figures changed since it was written.
    written_by: str
    written_at: datetime.datetime | None
    writers: tuple[str, ...]
    is_mine: bool
    may_write: bool


def anchor(place: str) -> str:
    """The name of a place within the page of its chapter."""
    return "bagian-" + re.sub(r"[^\w.-]", "-", place)


@signed_in
@require_safe
def manuscript(request: SignedRequest, journey: uuid.UUID) -> HttpResponse:
    """The report as a whole: chapters, what is left to write, and whether it is complete."""
    return page(request, the_report(request, journey))


def page(
    request: SignedRequest, journey: Journey, *, reasons: Sequence[str] = (), titled: str = ""
) -> HttpResponse:
    """The page of the manuscript; after a refusal with the title that was typed for a file."""
    found = manuscript_of(journey)
    writer = writer_of(journey, request.user, at=now())
    chapters = chapters_of(found)
    rows = _rows(found, writer, chapters)
    turn = _turn(journey)
    return render(
        request,
        "naskah/naskah.html",
        {
            "here": "laporan",
            "tab": "naskah",
            "journey": journey,
            "facts": found.facts,
            "chapters": [_chapter_row(chapter, rows) for chapter in chapters],
            "mine": [row for row in rows if row.is_mine and row.may_write],
            "left": sum(row.left > 0 for row in rows),
            "changed": [row for row in rows if row.changed],
            "written": sum(row.written_at is not None for row in rows),
            "places": len(rows),
            "obstacles": writer.obstacles,
            "turn": turn,
            "can_file": turn is not None and _can_file(turn, request.user),
            "judgement": judgement(found),
            "reasons": reasons,
            "attachments": list(attached(journey)),
            "may_attach": may_attach(writer),
            "titled": titled,
            "longest_title": LONGEST_TITLE,
        },
    )


def _turn(journey: Journey) -> Turn | None:
    return journey.turns.filter(closed_at=None).first()


def _can_file(turn: Turn, person: Person) -> bool:
    here = stand(turn_id=turn.pk, person=person, at=now())
    return not rules.obstacles_to_filing(here.edition, here.step, PAPER, here.facts)


def chapters_of(found: Manuscript) -> list[FacedChapter]:
    """The chapters of the report as pages."""
    return face.faced(found.placed, journey=found.journey)


def _rows(found: Manuscript, writer: Writer, chapters: Sequence[FacedChapter]) -> list[PlaceRow]:
    """Every place in the order of the report."""
    chapter_of = {part.place: chapter.slug for chapter in chapters for part in chapter.parts}
    return [_row(found, writer, place, chapter_of[place.name]) for place in found.places.values()]


def _row(found: Manuscript, writer: Writer, place: Place, chapter: str) -> PlaceRow:
    passage = found.passages.get(place.name)
    latest = passage.latest if passage else None
    is_written = latest is not None and latest.body is not None
    names = found.writers(place.name)
    return PlaceRow(
        place=place,
        anchor=anchor(place.name),
        chapter=chapter,
        left=len(found.left(place.name)),
        changed=len(found.changed(place.name)),
        written_by=latest.by.name if latest and is_written else "",
        written_at=latest.at if latest and is_written else None,
        writers=names,
        is_mine=writer.is_named(names),
        may_write=writer.may_write(found, place.name),
    )


def _chapter_row(chapter: FacedChapter, rows: Sequence[PlaceRow]) -> dict[str, Any]:
    own = [row for row in rows if row.chapter == chapter.slug]
    return {
        "chapter": chapter,
        "places": len(own),
        "left": sum(row.left > 0 for row in own),
        "changed": sum(row.changed > 0 for row in own),
        "written": sum(row.written_at is not None for row in own),
        "writers": list(dict.fromkeys(name for row in own for name in row.writers))[:4],
    }


@signed_in
@require_safe
def chapter(request: SignedRequest, journey: uuid.UUID, chapter: str) -> HttpResponse:
    """One chapter as it reads, each place with its way to the editor; or its printed pages."""
    found = manuscript_of(the_report(request, journey))
    chapters = chapters_of(found)
    at = _at(chapters, chapter)
    as_printed = request.GET.get("tampilan") == "cetak"
    writer = writer_of(found.journey, request.user, at=now())
    rows = {row.place.name: row for row in _rows(found, writer, chapters)}
    pdf, trouble = printed(found, chapters[at]) if as_printed else (b"", "")
    return render(
        request,
        "naskah/bab.html",
        {
            "here": "laporan",
            "journey": found.journey,
            "chapter": chapters[at],
            "parts": [(part, rows.get(part.place)) for part in chapters[at].parts],
            "sections": [each for each in chapters[at].blocks if each.depth in LISTED_DEPTHS],
            "before": chapters[at - 1] if at else None,
            "after": chapters[at + 1] if at + 1 < len(chapters) else None,
            "as_printed": as_printed,
            "pages": range(1, page_count(pdf) + 1 if pdf else 1),
            "trouble": trouble,
        },
    )


def _at(chapters: Sequence[FacedChapter], slug: str) -> int:
    found = [at for at, chapter in enumerate(chapters) if chapter.slug == slug]
    if not found:
        raise Http404("Bab itu tidak ada dalam laporan ini.")
    return found[0]


def printed(found: Manuscript, chapter: FacedChapter) -> tuple[bytes, str]:
    """One chapter as PDF, or the sentence why it cannot be printed."""
    journey = found.journey
    letterhead = letterhead_of(journey.agency)
    sheet = sheet_with(
        [faced.block for faced in chapter.blocks],
        facts=found.facts,
        made_at=journey.begun_at,
        paper=Paper(letterhead.paper),
    )
    try:
        return typeset(sheet, logo=filing.store().bytes_if_there(letterhead.logo)), ""
    except CannotTypeset as error:
        return b"", str(error)


@signed_in
@require_safe
def picture(request: SignedRequest, journey: uuid.UUID, chapter: str, page: int) -> HttpResponse:
    """One printed page of a chapter."""
    found = manuscript_of(the_report(request, journey))
    chapters = chapters_of(found)
    pdf, trouble = printed(found, chapters[_at(chapters, chapter)])
    if trouble:
        raise Http404(trouble)
    try:
        drawn = page_png(pdf, page)
    except IndexError as error:
        raise Http404("Bab itu tidak mempunyai halaman sebanyak itu.") from error
    response = HttpResponse(drawn, content_type="image/png")
    response["Cache-Control"] = "private, no-store"
    return response


@signed_in
@require_POST
def file(request: SignedRequest, turn: uuid.UUID) -> HttpResponse:
    """File the report as it stands as the next version of the draft."""
    found = the_turn(request, turn)
    return ask(
        request,
        lambda: filing_draft.file(turn=found.pk, by=request.user, at=now()),
        said="Draf laporan disimpan sebagai versi baru: PDF, Word, dan datanya.",
        then=f"/laporan/{found.journey_id}/langkah/{found.step}/#surat-{PAPER}",
        again=lambda reasons: page(request, found.journey, reasons=reasons),
    )
