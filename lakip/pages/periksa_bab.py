"""The chapters of the draft that is verified: remarks on their spots, and what changed."""

import uuid
from collections.abc import Mapping, Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lakip.documents.blocks import Table
from lakip.pages.asking import ask
from lakip.pages.clock import now
from lakip.pages.face import FacedChapter
from lakip.pages.periksa_draf import Bench, SpotRow
from lakip.pages.policy import SignedRequest, signed_in
from lakip.pages.typed import lines
from lakip.papers.verifikasi import changes as comparing
from lakip.papers.verifikasi import remarks, spots
from lakip.papers.verifikasi.looking import draft_before
from lakip.papers.verifikasi.spots import Spot

NO_DATA = (
    "Salah satu versinya tidak disusun dari data, jadi isinya tidak dapat dibandingkan di sini."
)
GONE = "Bagian itu tidak ada dalam draf yang diperiksa."
NO_ROUND = "Belum ada putaran sebelumnya untuk dibandingkan."


@signed_in
@require_safe
def chapter(request: SignedRequest, turn: uuid.UUID, chapter: str) -> HttpResponse:
    """One chapter of the filed draft, each block with its remarks and the way to add one."""
    here = Bench(request, turn)
    found = here.chapters()
    at = next((at for at, (each, _) in enumerate(found) if each.slug == chapter), None)
    if at is None:
        raise Http404(GONE)
    shown, rows = found[at]
    return render(
        request,
        "periksa/bab.html",
        {
            "here": "laporan",
            "journey": here.journey,
            "turn": here.turn,
            "draft": here.draft,
            "chapter": shown,
            "rows": rows,
            "may_check": here.may_check,
            "before": found[at - 1][0] if at else None,
            "after": found[at + 1][0] if at + 1 < len(found) else None,
        },
    )


@signed_in
@require_safe
def note(request: SignedRequest, turn: uuid.UUID) -> HttpResponse:
    """The form for a remark on one spot, or on a draft as a whole."""
    return _note_page(request, turn, request.GET.dict())


def _note_page(
    request: SignedRequest,
    turn: uuid.UUID,
    sent: Mapping[str, str],
    *,
    reasons: Sequence[str] = (),
) -> HttpResponse:
    here = Bench(request, turn)
    row, chapter = _row(here, sent.get("blok", ""))
    table = row.faced.block if row and isinstance(row.faced.block, Table) else None
    return render(
        request,
        "periksa/catat.html",
        {
            "here": "laporan",
            "journey": here.journey,
            "turn": here.turn,
            "row": row,
            "chapter": chapter,
            "table": table,
            "rows_of_table": [cells[0] for cells in table.rows] if table else (),
            "may_check": here.may_check,
            "typed": sent,
            "chosen": (_number(sent.get("baris", "")), _number(sent.get("kolom", ""))),
            "reasons": reasons,
            "longest": remarks.LONGEST,
        },
    )


def _row(here: Bench, block: str) -> tuple[SpotRow | None, FacedChapter | None]:
    """The block of that number with its chapter; neither where none was asked for."""
    if not block:
        return None, None
    for chapter, rows in here.chapters():
        for row in rows:
            if str(row.number) == block and row.spot is not None:
                return row, chapter
    raise Http404(GONE)


def _number(said: str) -> int:
    return int(said) if said.isdecimal() and len(said) < 6 else 0


@signed_in
@require_POST
def put(request: SignedRequest, turn: uuid.UUID) -> HttpResponse:
    """Put a remark."""
    here = Bench(request, turn)
    sent = request.POST.dict()
    row, chapter = _row(here, sent.get("blok", ""))
    spot = _spot(row, sent)
    back = reverse("periksa", args=[here.turn.pk]) + "#catatan"
    if row and chapter:
        page = reverse("periksa-bab", args=[here.turn.pk, chapter.slug])
        back = f"{page}#blok-{row.number}"
    return ask(
        request,
        lambda: remarks.put(
            turn=here.turn.pk,
            spot=spot.key,
            label=spot.label,
            quote=spot.quote,
            text=lines(sent.get("teks", "")),
            by=request.user,
            at=now(),
        ),
        said="Catatan disimpan.",
        then=back,
        again=lambda reasons: _note_page(request, turn, sent, reasons=reasons),
    )


def _spot(row: SpotRow | None, sent: Mapping[str, str]) -> Spot:
    if row is None or row.spot is None:
        return Spot(key="", label=sent.get("bagian", "").strip())
    block = row.faced.block
    if not isinstance(block, Table):
        return row.spot
    try:
        return spots.in_table(
            row.spot,
            block,
            row=_number(sent.get("baris", "")),
            column=_number(sent.get("kolom", "")),
        )
    except IndexError:
        raise Http404(GONE) from None


@signed_in
@require_safe
def changes(request: SignedRequest, turn: uuid.UUID) -> HttpResponse:
    """What changed in the draft since the round before."""
    here = Bench(request, turn)
    before = draft_before(here.draft) if here.draft else None
    if here.draft is None or before is None:
        raise Http404(NO_ROUND)
    can_compare = bool(here.draft.data and before.data)
    found = comparing.changes_between(before.data, here.draft.data) if can_compare else None
    return render(
        request,
        "periksa/perubahan.html",
        {
            "here": "laporan",
            "journey": here.journey,
            "turn": here.turn,
            "draft": here.draft,
            "earlier": before,
            "changes": found,
            "no_data": NO_DATA,
        },
    )
