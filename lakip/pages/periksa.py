"""The verifier's bench: the draft beside its checks, remarks on its spots, and what changed."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lakip.pages.asking import ask
from lakip.pages.clock import now
from lakip.pages.face import FacedChapter
from lakip.pages.langkah import the_turn
from lakip.pages.periksa_draf import Bench, SpotRow
from lakip.pages.policy import SignedRequest, signed_in
from lakip.pages.tulis import address
from lakip.pages.typed import lines
from lakip.papers.laporan_kinerja.completeness import Element
from lakip.papers.verifikasi import checklist, remarks, spots, verifying
from lakip.papers.verifikasi.looking import FiledDraft, draft_before, elements_of, lacks_of
from lakip.papers.verifikasi.records import Verification, VerificationRemark


@dataclass(frozen=True)
class ItemRow:
    """A statement of the checklist with its answer and what helps to answer it."""

    item: checklist.Item
    is_asked: bool
    answer: str
    note: str
    seen: tuple[Element, ...]


@dataclass(frozen=True)
class RemarkRow:
    """A remark with the way to its spot and to where it is mended."""

    remark: VerificationRemark
    url: str
    mending_url: str
    is_there: bool


@signed_in
@require_safe
def bench(request: SignedRequest, turn: uuid.UUID) -> HttpResponse:
    """Everything about the draft's verification: checklist, lacks, remarks."""
    return _page(request, turn)


def _page(
    request: SignedRequest,
    turn: uuid.UUID,
    *,
    reasons: Sequence[str] = (),
    typed: Mapping[str, str] | None = None,
    asked: str = "",
    said_of: tuple[int, str] = (0, ""),
) -> HttpResponse:
    here = Bench(request, turn)
    if here.draft is None:
        raise Http404(remarks.NO_DRAFT)
    own = verifying.verification_of(here.turn)
    judged = own or verifying.verification_before(here.turn)
    chapters = here.chapters()
    return render(
        request,
        "periksa/periksa.html",
        {
            "here": "laporan",
            "journey": here.journey,
            "turn": here.turn,
            "step": here.standing.step,
            "number": here.standing.edition.number(here.turn.step),
            "draft": here.draft,
            "may_check": here.may_check,
            "may_answer": here.may_answer,
            "remarks": _remark_rows(here, chapters),
            "open": sum(each.state != VerificationRemark.State.CLOSED for each in here.remarks),
            "chapters": [
                (chapter, sum(len(row.remarks) for row in rows)) for chapter, rows in chapters
            ],
            "has_checklist": _has_checklist(here, judged),
            "parts": _parts(here.draft, judged, typed),
            "is_from_before": own is None and judged is not None,
            "lacks": _lacks(here.draft, judged, typed),
            "reviews": remarks.checks(here.standing) and not remarks.verifies(here.standing),
            "has_before": draft_before(here.draft) is not None,
            "reasons": reasons,
            "asked": asked,
            "said_of": said_of[0],
            "kept": said_of[1],
            "longest_note": checklist.LONGEST_NOTE,
            "answers": [(each, each.capitalize()) for each in checklist.CHOICES],
        },
    )


def _has_checklist(here: Bench, judged: Verification | None) -> bool:
    """The checklist is the verifier's; others see it once it was answered, reviewers never.

    Reviewers have one of their own, on the paper that tells what they found.
    """
    if remarks.checks(here.standing):
        return remarks.verifies(here.standing)
    return judged is not None


def _remark_rows(
    here: Bench, chapters: Sequence[tuple[FacedChapter, Sequence[SpotRow]]]
) -> list[RemarkRow]:
    """Every remark; where its spot is gone it says so and keeps what was quoted."""
    urls: dict[uuid.UUID, str] = {}
    for chapter, rows in chapters:
        page = reverse("periksa-bab", args=[here.turn.pk, chapter.slug])
        for row in rows:
            for each in row.remarks:
                urls.setdefault(each.pk, f"{page}#blok-{row.number}")
    return [
        RemarkRow(
            remark=each,
            url=urls.get(each.pk, ""),
            mending_url=address(here.journey.pk, place)
            if here.may_answer and each.pk in urls and (place := spots.place_of(each.spot))
            else "",
            is_there=each.pk in urls or not each.spot,
        )
        for each in here.remarks
    ]


def _parts(
    draft: FiledDraft, judged: Verification | None, typed: Mapping[str, str] | None
) -> list[tuple[str, list[ItemRow]]]:
    answers: checklist.Answers = judged.answers if judged else {}
    if typed is not None:
        answers = _answers(typed)
    elements = {each.code: each for each in elements_of(draft.data)} if draft.data else {}
    rows = [
        ItemRow(
            item=item,
            is_asked=checklist.is_asked(item, answers),
            answer=checklist.answer_of(answers, item.code),
            note=checklist.note_of(answers, item.code),
            seen=tuple(elements[code] for code in item.seen_in if code in elements),
        )
        for item in checklist.ITEMS
    ]
    parts = dict.fromkeys(row.item.part for row in rows)
    return [(part, [row for row in rows if row.item.part == part]) for part in parts]


def _lacks(
    draft: FiledDraft, judged: Verification | None, typed: Mapping[str, str] | None
) -> list[tuple[Element, str]]:
    if not draft.data:
        return []
    waived = judged.waived if judged else {}
    if typed is not None:
        waived = _waived(typed)
    return [(each, waived.get(each.code, "")) for each in lacks_of(draft.data)]


def _answers(sent: Mapping[str, str]) -> dict[str, dict[str, str]]:
    return {
        code: {"answer": sent.get(f"jawab-{code}", ""), "note": sent.get(f"ket-{code}", "")}
        for code in checklist.CODES
    }


def _waived(sent: Mapping[str, str]) -> dict[str, str]:
    return {
        name.removeprefix("alasan-"): said
        for name, said in sent.items()
        if name.startswith("alasan-")
    }


@signed_in
@require_POST
def judge(request: SignedRequest, turn: uuid.UUID) -> HttpResponse:
    """Keep the checklist as it stands."""
    found = the_turn(request, turn)
    sent = request.POST.dict()
    return ask(
        request,
        lambda: verifying.judge(
            turn=found.pk,
            answers=_answers(sent),
            waived=_waived(sent),
            by=request.user,
            at=now(),
        ),
        said="Daftar periksa disimpan.",
        then=f"{reverse('periksa', args=[found.pk])}#daftar-periksa",
        again=lambda reasons: _page(request, turn, reasons=reasons, typed=sent, asked="daftar"),
    )


@signed_in
@require_POST
def answer(request: SignedRequest, turn: uuid.UUID, remark: uuid.UUID) -> HttpResponse:
    """Answer a remark."""
    return _deed(request, turn, remark, remarks.answer, said="Jawaban disimpan.")


@signed_in
@require_POST
def close(request: SignedRequest, turn: uuid.UUID, remark: uuid.UUID) -> HttpResponse:
    """Close a remark."""
    return _deed(request, turn, remark, _close, said="Catatan ditutup.")


def _close(*, text: str, **told: Any) -> None:
    remarks.close(**told)


@signed_in
@require_POST
def reopen(request: SignedRequest, turn: uuid.UUID, remark: uuid.UUID) -> HttpResponse:
    """Open a remark again."""
    return _deed(request, turn, remark, remarks.reopen, said="Catatan dibuka kembali.")


def _deed(
    request: SignedRequest,
    turn: uuid.UUID,
    remark: uuid.UUID,
    move: Callable[..., None],
    *,
    said: str,
) -> HttpResponse:
    """Do something about a remark; after a refusal what was typed is still in its box."""
    found = the_turn(request, turn)
    there = get_object_or_404(remarks.remarks_of(found.journey), pk=remark)
    text = lines(request.POST.get("teks", ""))
    return ask(
        request,
        lambda: move(turn=found.pk, remark=there, text=text, by=request.user, at=now()),
        said=said,
        then=f"{reverse('periksa', args=[found.pk])}#catatan-{there.number}",
        again=lambda reasons: _page(request, turn, reasons=reasons, said_of=(there.number, text)),
    )
