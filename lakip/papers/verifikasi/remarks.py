"""Remarks on a draft: put by its verifier, answered by its writers, closed by its verifier."""

import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from lakip.journey import acts, happenings
from lakip.journey.models import Journey, Turn
from lakip.journey.refusal import Refused, refuse_if
from lakip.journey.standing import Standing, stand
from lakip.journey.telling import tell
from lakip.papers.laporan_kinerja.writing import PAPER
from lakip.papers.verifikasi.looking import draft_of
from lakip.papers.verifikasi.records import RemarkSaying, VerificationRemark
from lakip.people.person import Person
from lakip.sop import rules
from lakip.sop.edition import Act

LONGEST = 4000
MOST_QUOTED = 600

NO_DRAFT = "Draf laporan belum ada, jadi belum dapat diberi catatan."
NOT_HERE = "Catatan verifikasi dibuat pada langkah yang memeriksa draf laporan."
NO_TEXT = "Tuliskan apa yang harus diperbaiki."
NO_SPOT = "Sebutkan bagian yang dicatat, misalnya “halaman 12” atau “Tabel 3.1”."
NO_ANSWER = "Tuliskan apa yang sudah diperbaiki, atau mengapa tidak diubah."
TOO_LONG = "Tulisan terlalu panjang ({length} huruf); paling banyak {most}."
IS_CLOSED = "Catatan {number} sudah ditutup."
IS_OPEN = "Catatan {number} masih terbuka."
WRITERS_ANSWER = "Catatan dijawab oleh penyusun draf, pada langkah yang menyusunnya."

_HAPPENING = {
    RemarkSaying.Kind.ASKED: happenings.REMARKED,
    RemarkSaying.Kind.ANSWERED: happenings.REMARK_ANSWERED,
    RemarkSaying.Kind.CLOSED: happenings.REMARK_CLOSED,
    RemarkSaying.Kind.REOPENED: happenings.REMARK_REOPENED,
}


def remarks_of(journey: Journey) -> QuerySet[VerificationRemark]:
    """Every remark on the journey's drafts with what was said of it, in the order it was put."""
    found = VerificationRemark.objects.filter(journey=journey).select_related("version", "turn")
    return found.prefetch_related("sayings__by")


def open_remarks(journey: Journey) -> QuerySet[VerificationRemark]:
    """Those that are not closed."""
    return remarks_of(journey).exclude(state=VerificationRemark.State.CLOSED)


def verifies(standing: Standing) -> bool:
    """Whether this is a step in which the draft is verified and marked."""
    return standing.step.act is Act.REVIEW and standing.step.gives == PAPER


def checks(standing: Standing) -> bool:
    """Whether this is a step in which remarks are put on the draft: verifying it, reviewing it.

    Such a step needs the draft, can send it back, and is not the one that ratifies it.
    """
    step = standing.step
    is_looked_at = PAPER in step.needs and step.returns_to is not None
    return is_looked_at and step.act in (Act.REVIEW, Act.PREPARE)


def may_check(standing: Standing) -> bool:
    """Whether the person looks at the draft in this turn now, and may remark on it."""
    return checks(standing) and not rules.obstacles_to_acting(
        standing.edition, standing.step, standing.facts
    )


def may_answer(standing: Standing) -> bool:
    """Whether the person mends the draft in this turn now."""
    step = standing.step
    writes = PAPER in step.filed_here
    return writes and standing.turn.is_open and bool(standing.roles & {step.by, *step.joined_by})


def put(
    *,
    turn: UUID,
    spot: str,
    label: str,
    quote: str,
    text: str,
    by: Person,
    at: datetime.datetime,
) -> VerificationRemark:
    """Remark on a spot of the draft that is being verified. Raises Refused."""
    here = stand(turn_id=turn, person=by, at=at)
    if not checks(here):
        raise Refused(NOT_HERE)
    refuse_if(rules.obstacles_to_acting(here.edition, here.step, here.facts))
    refuse_if([*([] if label.strip() else [NO_SPOT]), *_faults(text, NO_TEXT)])
    draft = draft_of(here.journey)
    if draft is None:
        raise Refused(NO_DRAFT)
    with transaction.atomic():
        acts.touch(here.turn)
        last = remarks_of(here.journey).order_by("-number").values_list("number", flat=True).first()
        remark = VerificationRemark.objects.create(
            journey=here.journey,
            number=(last or 0) + 1,
            version=draft.version,
            turn=here.turn,
            spot=spot[:1000],
            label=label.strip()[:400],
            quote=quote[:MOST_QUOTED],
        )
        _say(remark, RemarkSaying.Kind.ASKED, text, here)
    return remark


def answer(
    *, turn: UUID, remark: VerificationRemark, text: str, by: Person, at: datetime.datetime
) -> None:
    """Say what was mended, or why nothing was. Raises Refused."""
    here = _standing(turn, remark, by, at)
    if not may_answer(here):
        raise Refused(WRITERS_ANSWER)
    refuse_if(_faults(text, NO_ANSWER))
    _step(remark, RemarkSaying.Kind.ANSWERED, text, here, to=VerificationRemark.State.ANSWERED)


def close(*, turn: UUID, remark: VerificationRemark, by: Person, at: datetime.datetime) -> None:
    """Say that the remark is settled. Raises Refused."""
    here = _standing(turn, remark, by, at)
    refuse_if(_refusals_to_judge(here))
    _step(remark, RemarkSaying.Kind.CLOSED, "", here, to=VerificationRemark.State.CLOSED)


def reopen(
    *, turn: UUID, remark: VerificationRemark, text: str, by: Person, at: datetime.datetime
) -> None:
    """Say that the remark is not settled, and why. Raises Refused."""
    here = _standing(turn, remark, by, at)
    refuse_if([*_refusals_to_judge(here), *_faults(text, NO_TEXT)])
    _step(remark, RemarkSaying.Kind.REOPENED, text, here, to=VerificationRemark.State.OPEN)


def _refusals_to_judge(here: Standing) -> list[str]:
    if not checks(here):
        return [NOT_HERE]
    return rules.obstacles_to_acting(here.edition, here.step, here.facts)


def _standing(
    turn: UUID, remark: VerificationRemark, by: Person, at: datetime.datetime
) -> Standing:
    here = stand(turn_id=turn, person=by, at=at)
    if here.journey.pk != remark.journey_id:
        raise Turn.DoesNotExist
    return here


def _step(
    remark: VerificationRemark,
    kind: RemarkSaying.Kind,
    text: str,
    here: Standing,
    *,
    to: VerificationRemark.State,
) -> None:
    """Say something that changes the remark's state; one of two who press at once wins."""
    closed = VerificationRemark.State.CLOSED
    with transaction.atomic():
        acts.touch(here.turn)
        there = VerificationRemark.objects.select_for_update(no_key=True).get(pk=remark.pk)
        is_closed = there.state == closed
        if is_closed and kind != RemarkSaying.Kind.REOPENED:
            raise Refused(IS_CLOSED.format(number=remark.number))
        if kind == RemarkSaying.Kind.REOPENED and there.state == VerificationRemark.State.OPEN:
            raise Refused(IS_OPEN.format(number=remark.number))
        there.state = to
        there.save(update_fields=["state"])
        _say(there, kind, text, here)


def _say(remark: VerificationRemark, kind: RemarkSaying.Kind, text: str, here: Standing) -> None:
    RemarkSaying.objects.create(
        remark=remark,
        kind=kind,
        text=text.strip(),
        by=here.person,
        by_label=here.label_of_any([here.step.by, *here.step.joined_by]),
        at=here.at,
    )
    tell(
        _HAPPENING[kind],
        journey=here.journey,
        by=here.person,
        at=here.at,
        facts={"turn": here.turn.pk, "remark": remark.number, "spot": remark.label},
    )


def _faults(text: str, nothing: str) -> list[str]:
    if not text.strip():
        return [nothing]
    if len(text) > LONGEST:
        return [TOO_LONG.format(length=len(text), most=LONGEST)]
    return []
