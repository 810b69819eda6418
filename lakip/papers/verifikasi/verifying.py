"""The verifier's judgement of one turn: the checklist, and lacks that are put up with."""

import datetime
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction

from lakip.journey import acts
from lakip.journey.models import Turn
from lakip.journey.refusal import Refused, refuse_if
from lakip.journey.standing import Standing, stand
from lakip.papers.laporan_kinerja.completeness import Element
from lakip.papers.verifikasi import checklist, remarks
from lakip.papers.verifikasi.looking import data_of, lacks_of
from lakip.papers.verifikasi.records import Verification, VerificationRemark
from lakip.people.person import Person
from lakip.sop import rules

LONGEST_REASON = 1000

OPEN_REMARKS = "{count} catatan verifikasi belum ditutup."
LACKS = (
    "{count} unsur laporan belum lengkap dan belum diberi alasan: {titles}. "
    "Kembalikan draf, atau tuliskan mengapa dapat diterima."
)
NOTHING_TO_MEND = (
    "Catat dahulu sedikitnya satu hal yang harus diperbaiki pada lembar pemeriksaan, supaya tim "
    "tahu apa yang dikerjakan."
)
LONG_REASON = "Alasan untuk “{title}” terlalu panjang; paling banyak {most} huruf."
MOST_NAMED = 3


def verification_of(turn: Turn) -> Verification | None:
    """What was judged in a turn so far."""
    return Verification.objects.filter(turn=turn).first()


def verification_before(turn: Turn) -> Verification | None:
    """What was judged in the round before, to begin with."""
    found = Verification.objects.filter(turn__journey=turn.journey_id, turn__number__lt=turn.number)
    return found.order_by("-turn__number").first()


def judge(
    *,
    turn: UUID,
    answers: Mapping[str, Mapping[str, str]],
    waived: Mapping[str, str],
    by: Person,
    at: datetime.datetime,
) -> Verification:
    """Keep the checklist and the reasons as they stand. Raises Refused."""
    here = stand(turn_id=turn, person=by, at=at)
    if not remarks.verifies(here):
        raise Refused(remarks.NOT_HERE)
    refuse_if(rules.obstacles_to_acting(here.edition, here.step, here.facts))
    kept = checklist.cleaned(answers)
    data = data_of(here)
    lacks = lacks_of(data) if data else ()
    reasons = {
        each.code: said for each in lacks if (said := " ".join(waived.get(each.code, "").split()))
    }
    refuse_if([*checklist.faults(kept), *_long_reasons(lacks, reasons)])
    with transaction.atomic():
        acts.touch(here.turn)
        found, _ = Verification.objects.update_or_create(
            turn=here.turn,
            defaults={"answers": kept, "waived": reasons, "by": by, "at": at},
        )
    return found


def _long_reasons(lacks: Iterable[Element], reasons: Mapping[str, str]) -> list[str]:
    return [
        LONG_REASON.format(title=each.title, most=LONGEST_REASON)
        for each in lacks
        if len(reasons.get(each.code, "")) > LONGEST_REASON
    ]


def obstacles(here: Standing) -> Iterable[str]:
    """What stands between the verifier and the paraf on a draft that was made from data."""
    data = _data_to_verify(here)
    if not data:
        return
    yield from open_remarks_left(here)
    found = verification_of(here.turn)
    yield from checklist.obstacles(found.answers if found else {})
    lacks = [each for each in lacks_of(data) if not (found and each.code in found.waived)]
    if lacks:
        titles = ", ".join(each.title for each in lacks[:MOST_NAMED])
        more = ", …" if len(lacks) > MOST_NAMED else ""
        yield LACKS.format(count=len(lacks), titles=titles + more)


def open_remarks_left(here: Standing) -> Iterable[str]:
    """Remarks that nobody has closed, where this step looks at the draft."""
    left = remarks.open_remarks(here.journey).count() if remarks.checks(here) else 0
    if left:
        yield OPEN_REMARKS.format(count=left)


def obstacles_to_sending_back(here: Standing) -> Iterable[str]:
    """A draft made from data goes back only with something to mend."""
    if not _data_to_verify(here):
        return
    there = remarks.open_remarks(here.journey)
    if not there.filter(state=VerificationRemark.State.OPEN).exists():
        yield NOTHING_TO_MEND


def _data_to_verify(here: Standing) -> str:
    return data_of(here) if remarks.checks(here) else ""
