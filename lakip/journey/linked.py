"""A linked SOP: a journey inside a turn of the report, begun by the performer of its step.

It begins with a paper that the step needs, with the report's own team, and the step waits for it.
"""

import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lakip.documents.filing import Content
from lakip.documents.models import Version
from lakip.journey import happenings
from lakip.journey.acts import file_request, touch
from lakip.journey.editions import edition_of, linked_name, shipped, stored
from lakip.journey.happenings import Happening
from lakip.journey.inner import inner_of
from lakip.journey.models import Journey, TeamMember, Turn
from lakip.journey.opening import open_turn, words_for
from lakip.journey.refusal import AlreadyDone, Refused, refuse_if
from lakip.journey.standing import Standing, seated, stand
from lakip.journey.telling import describe_turn, tell
from lakip.people.person import Person
from lakip.sop import rules
from lakip.sop.edition import Edition


def begin_inside(*, turn: UUID, by: Person, at: datetime.datetime) -> Journey:
    """Begin the SOP that the turn's step runs. One at a time, and one until it was finished."""
    here = stand(turn_id=turn, person=by, at=at)
    reasons = rules.obstacles_to_running(here.edition, here.step, here.facts)
    if reasons:
        _refuse_again(here)
        refuse_if(reasons)
    assert here.step.runs is not None, "the rules refuse a step that runs no SOP"
    edition = shipped(here.step.runs)
    content = _brought(here, edition)
    try:
        with transaction.atomic():
            touch(here.turn)
            return _begin(here, edition, content)
    except IntegrityError:
        _refuse_again(here)
        raise


def _refuse_again(here: Standing) -> None:
    """A second press of one's own, or somebody who was quicker."""
    running = inner_of(here.journey.pk, here.step.slug)
    if running is None or running.closed_at or here.step.by not in here.roles:
        return
    if running.begun_by_id == here.person.pk:
        raise AlreadyDone(f"{running.name} sudah Anda mulai; tidak ada yang berubah.", by_you=True)
    raise AlreadyDone(f"{running.name} sudah dimulai oleh {running.begun_by.name}.", by_you=False)


def _brought(here: Standing, edition: Edition) -> Content:
    """The paper of the step that the linked SOP begins with, as its version that counts."""
    paper = edition.begins_with
    filed = here.latest.get(here.edition.base(paper)) if paper in here.step.needs else None
    if filed is None:
        name = edition.paper(paper).name
        raise Refused(
            f"{linked_name(edition)} dimulai dengan {name}, yang tidak ada di langkah ini."
        )
    version = Version.objects.get(pk=filed.version_id)
    return Content(version.sha256, version.size, version.name, version.media_type)


def _begin(here: Standing, edition: Edition, content: Content) -> Journey:
    outer = here.journey
    inner = Journey.objects.create(
        agency=outer.agency,
        year=outer.year,
        inside=here.turn,
        edition=stored(edition),
        request_number=outer.request_number,
        request_date=outer.request_date,
        request_sender=outer.request_sender,
        begun_at=here.at,
        begun_by=here.person,
    )
    _seat(inner, outer, at=here.at)
    label = here.label(here.step.by)
    file_request(inner, content, by=here.person, at=here.at, label=label)
    step = edition.steps[0]
    turn = open_turn(inner, edition, step, number=1, round_=1, at=here.at)
    tell(
        happenings.LINKED_BEGUN,
        journey=inner,
        by=here.person,
        at=here.at,
        turn=turn,
        facts={"inside": here.turn.pk, "edition": edition.sha256, "next": describe_turn(turn)},
        words={"linked": inner.name, **words_for(turn, step)},
    )
    tell_outer(happenings.LINKED_RUN, inner, by=here.person, at=here.at)
    return inner


def _seat(inner: Journey, outer: Journey, *, at: datetime.datetime) -> None:
    """Who sits in the report's team now sits in the team of the SOP inside it."""
    TeamMember.objects.bulk_create(
        TeamMember(
            journey=inner,
            person_id=member.person_id,
            standing=member.standing,
            named_at=member.named_at,
            seated_at=at,
        )
        for member in seated(outer)
    )


def tell_outer(
    happening: Happening, inner: Journey, *, by: Person, at: datetime.datetime, note: str = ""
) -> None:
    """Say in the report's own history what became of the SOP inside it."""
    turn = waiting_turn(inner)
    facts = {"turn": turn.pk, "linked": inner.pk, "edition": inner.edition_id, "note": note}
    tell(happening, journey=turn.journey, by=by, at=at, facts=facts)


def waiting_turn(inner: Journey) -> Turn:
    """The turn of the report that waits for this linked SOP."""
    return Turn.objects.select_related("journey__agency__government").get(inner=inner)


def words_for_waiting(turn: Turn) -> dict[str, object]:
    """How the notice of the end names the turn that can go on now."""
    edition = edition_of(turn.journey.edition_id)
    return words_for(turn, edition.step(turn.step))
