"""What people do within a turn: tick duties, file papers. Each act raises the turn's revision.

An act and the revision it raises commit together, so a move that judged the turn before the
act is not carried out, and a turn somebody has acted on cannot be taken back from them.
"""

import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from lakip.documents import filing
from lakip.documents.filing import Content
from lakip.documents.models import Version
from lakip.journey import happenings
from lakip.journey.editions import edition_of
from lakip.journey.models import DutyTick, Journey, Turn
from lakip.journey.refusal import Refused, refuse_if
from lakip.journey.standing import Standing, stand
from lakip.journey.telling import tell
from lakip.people.person import Person
from lakip.sop import rules

CLOSED = "Giliran ini sudah ditutup."


def touch(turn: Turn) -> None:
    """Raise the revision of a turn that is still open. Raises Refused when it is not."""
    raised = Turn.objects.filter(pk=turn.pk, closed_at=None).update(revision=F("revision") + 1)
    if raised != 1:
        raise Refused(CLOSED)


def tick(*, turn: UUID, duty: str, by: Person, at: datetime.datetime, done: bool = True) -> None:
    """Tick a duty, or take the tick away. Ticking what is ticked changes nothing."""
    standing = stand(turn_id=turn, person=by, at=at)
    found = standing.step.duty(duty)
    if found is None:
        raise Refused("Tugas itu tidak ada pada langkah ini.")
    refuse_if(rules.obstacles_to_ticking(standing.edition, found, standing.facts))
    with transaction.atomic():
        touch(standing.turn)
        if _set_tick(standing, duty, done=done):
            tell(
                happenings.TICKED if done else happenings.UNTICKED,
                journey=standing.journey,
                by=by,
                at=at,
                facts={"turn": standing.turn.pk, "step": standing.step.slug, "duty": duty},
            )


def _set_tick(standing: Standing, duty: str, *, done: bool) -> bool:
    """Write or remove the tick; says whether anything changed."""
    same = {"journey": standing.journey, "step": standing.step.slug, "duty": duty}
    if not done:
        return bool(DutyTick.objects.filter(**same).delete()[0])
    by = standing.step.duty(duty)
    assert by is not None
    _, fresh = DutyTick.objects.get_or_create(
        **same,
        defaults={
            "turn": standing.turn,
            "by": standing.person,
            "by_label": standing.label(by.by),
            "at": standing.at,
        },
    )
    return fresh


def file_paper(
    *, turn: UUID, paper: str, content: Content, by: Person, at: datetime.datetime
) -> Version:
    """File a new version of a paper in this step. Old marks do not count for it."""
    standing = stand(turn_id=turn, person=by, at=at)
    refuse_if(rules.obstacles_to_filing(standing.edition, standing.step, paper, standing.facts))
    before = standing.latest.get(paper)
    if before is not None and before.sha256 == content.sha256:
        raise Refused(f"Isinya sama persis dengan versi {before.number}; tidak ada yang disimpan.")
    with transaction.atomic():
        touch(standing.turn)
        version = _file(
            standing.journey,
            paper,
            content,
            by=by,
            at=at,
            turn=standing.turn,
            label=standing.label_of_any([standing.step.by, *standing.step.joined_by]),
        )
    return version


def file_request(
    journey: Journey, content: Content, *, by: Person, at: datetime.datetime, label: str
) -> Version:
    """File the letter that a journey begins with."""
    paper = edition_of(journey.edition_id).begins_with
    return _file(journey, paper, content, by=by, at=at, turn=None, label=label)


def _file(
    journey: Journey,
    paper: str,
    content: Content,
    *,
    by: Person,
    at: datetime.datetime,
    turn: Turn | None,
    label: str,
) -> Version:
    version = filing.file_version(
        journey_id=journey.pk,
        agency_id=journey.agency_id,
        paper=paper,
        content=content,
        turn_id=turn.pk if turn else None,
        by=by,
        label=label,
        at=at,
    )
    tell(
        happenings.FILED,
        journey=journey,
        by=by,
        at=at,
        facts={
            "turn": turn.pk if turn else None,
            "paper": paper,
            "version": version.number,
            "sha256": version.sha256,
            "size": version.size,
        },
    )
    return version
