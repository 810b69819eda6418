"""The letters that go with the report, made in one press from the list of recipients."""

import datetime

from lakip.documents.models import Document, Version
from lakip.journey.models import Journey
from lakip.journey.refusal import Refused
from lakip.papers import drafting, knowing
from lakip.papers.pengiriman.letters import COVERING, RECEIPT, rows_of
from lakip.papers.pengiriman.outgoing import check_sending, sending_turn
from lakip.people.person import Person

ONLY_IN_STEP = "Surat pengantar dibuat selama langkah pengiriman terbuka."
COMPLETE = "Surat pengantar dan tanda terima sudah memuat semua penerima."
NOBODY = "Belum ada penerima yang dikirimi surat. Tambahkan dahulu penerimanya."


def make(*, journey: Journey, by: Person, at: datetime.datetime) -> list[Version]:
    """File a covering letter with a page for each recipient, and the receipt that lists them all.

    What was typed into the letters before stays; only their recipients are those of the list. A
    letter that would come out as it is already filed is left alone.
    """
    check_sending(journey, by, at)
    turn = sending_turn(journey)
    if turn is None:
        raise Refused(ONLY_IN_STEP)
    known = knowing.known(journey, None, at=at)
    if not known.recipients:
        raise Refused(NOBODY)
    rows = rows_of(known)
    stale = [paper for paper in (COVERING, RECEIPT) if not _names(journey, paper, rows)]
    if not stale:
        raise Refused(COMPLETE)
    made = []
    for paper in stale:
        drafting.fill(turn=turn.pk, paper=paper, answers={"penerima": rows}, by=by, at=at)
        made.append(drafting.file(turn=turn.pk, paper=paper, by=by, at=at))
    return made


def _names(journey: Journey, paper: str, rows: list[dict[str, str]]) -> bool:
    """Whether the letter that was made last names exactly these recipients."""
    found = Document.objects.filter(journey=journey, paper=paper).select_related("latest").first()
    made_from = (found.latest.made_from if found and found.latest else None) or {}
    return bool(made_from.get("answers", {}).get("penerima") == rows)
