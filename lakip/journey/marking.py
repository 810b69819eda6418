"""Puts marks: the paraf and signature of a move, and the signature on a letter within a turn."""

import datetime
from collections.abc import Iterator
from uuid import UUID

from django.db import IntegrityError, transaction

from lakip.documents import sealing
from lakip.documents.models import Mark
from lakip.documents.sealing import PDF, Seal
from lakip.journey import happenings
from lakip.journey.acts import touch
from lakip.journey.refusal import Refused, refuse_if
from lakip.journey.standing import Filed, Standing, stand
from lakip.journey.telling import tell
from lakip.ledger.rows import change
from lakip.people.letterhead import Letterhead, letterhead_of
from lakip.people.person import Person
from lakip.sop import rules

_MARK = """INSERT INTO lakip_mark (version_id, kind, sha256, turn_id, by_id, by_label, at)
    VALUES (%s, %s, %s, %s, %s, %s, %s)"""
CHANGED = "Surat ini berubah atau dibubuhi tanda oleh orang lain. Periksa lagi, lalu ulangi."


def demanded(standing: Standing, filed: Filed, kind: str) -> Letterhead.Signing:
    """How the agency wants a mark of that kind on that version put; RECORD: nothing is needed."""
    if filed.media_type != PDF:
        return Letterhead.Signing.RECORD
    way = Letterhead.Signing(letterhead_of(standing.journey.agency).signing)
    if way is Letterhead.Signing.SCAN and kind == Mark.Kind.PARAF:
        return Letterhead.Signing.RECORD
    return way


def obstacles(standing: Standing, filed: Filed, kind: str, seal: Seal | None) -> Iterator[str]:
    """What keeps the mark from being put, beside the rules of the step."""
    if seal is not None:
        return  # Whether it still fits is asked by `put`, when nobody can come between.
    match demanded(standing, filed, kind):
        case Letterhead.Signing.LOCAL | Letterhead.Signing.REMOTE:
            yield "Masukkan frasa sandi tanda tangan Anda."
        case Letterhead.Signing.SCAN:
            yield "Unggah pindaian surat yang sudah ditandatangani."


def put(standing: Standing, *, kind: str, filed: Filed, label: str, seal: Seal | None) -> Mark:
    """Write the mark, and its file if it has one. The caller's transaction holds the turn."""
    mark = Mark(
        version_id=filed.version_id,
        kind=kind,
        sha256=filed.sha256,
        turn=standing.turn,
        by=standing.person,
        by_label=label,
        at=standing.at,
    )
    if seal is None:
        put = (mark.version_id, str(kind), mark.sha256, mark.turn_id, mark.by_id, label, mark.at)
        change(_MARK, put)
        return mark
    if not sealing.is_current(seal, version_id=filed.version_id):
        raise Refused(CHANGED)
    mark.save(force_insert=True)
    sealing.attach(seal, mark, at=standing.at)
    return mark


def describe(mark: Mark, seal: Seal | None) -> dict[str, object]:
    """The mark as the ledger keeps it: the version's hash, and that of the file with the mark."""
    facts: dict[str, object] = {
        "kind": str(mark.kind),
        "version": mark.version_id,
        "sha256": mark.sha256,
    }
    if seal:
        facts |= {"way": str(seal.kind), "file": seal.content.sha256}
        if seal.by_service:
            facts["service"] = True
    return facts


def letter(*, turn: UUID, paper: str, by: Person, at: datetime.datetime) -> tuple[Standing, Filed]:
    """A letter of this turn that the person may sign now. Raises Refused."""
    standing = stand(turn_id=turn, person=by, at=at)
    refuse_if(rules.obstacles_to_signing(standing.edition, standing.step, paper, standing.facts))
    filed = standing.latest.get(paper)
    if filed is None or not standing.facts.papers[paper].filed_this_round:
        raise Refused("Simpan suratnya dahulu, lalu tanda tangani.")
    return standing, filed


def sign_letter(
    *, turn: UUID, paper: str, by: Person, at: datetime.datetime, seal: Seal | None
) -> Mark:
    """Sign a letter that the step gives, such as an invitation or the reviewers' statement."""
    standing, filed = letter(turn=turn, paper=paper, by=by, at=at)
    kind = Mark.Kind.SIGNATURE
    refuse_if(list(obstacles(standing, filed, kind, seal)))
    label = standing.label_of_any([standing.step.by, *standing.step.joined_by])
    try:
        with transaction.atomic():
            touch(standing.turn)
            mark = put(standing, kind=kind, filed=filed, label=label, seal=seal)
            tell(
                happenings.SIGNED,
                journey=standing.journey,
                by=by,
                at=at,
                facts={
                    "turn": standing.turn.pk,
                    "paper": paper,
                    "version": filed.number,
                    "mark": describe(mark, seal),
                },
            )
    except IntegrityError as error:
        raise Refused("Versi ini sudah ditandatangani pada langkah ini.") from error
    return mark
