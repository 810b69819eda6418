"""The linked SOP of a step, as the step's page shows it: to be begun, under way, or ended."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from lakip.journey.editions import edition_of, linked_name, shipped
from lakip.journey.inner import inner_of
from lakip.journey.models import Journey, Turn
from lakip.journey.standing import Standing, local_day
from lakip.journey.telling import performers
from lakip.pages import alive
from lakip.people.person import Person
from lakip.sop import rules
from lakip.sop.edition import Step


@dataclass(frozen=True, kw_only=True)
class Linked:
    """What is shown of a step's linked SOP. `under_way` is None before it began and once it ended.

    `first` is the step that it begins with; `cancelled` are those that were given up before.
    """

    slug: str
    name: str
    first: str
    steps: int
    can_begin: bool
    inner: Journey | None
    under_way: "UnderWay | None"
    cancelled: Sequence[Journey]


@dataclass(frozen=True, kw_only=True)
class UnderWay:
    """Where a linked SOP stands now."""

    turn: Turn
    number: int
    of: int
    title: str
    role_name: str
    people: Sequence[Person]
    segments: Sequence[str]


def linked_now(
    journey: Journey, step: Step, standing: Standing | None, *, at: datetime.datetime
) -> Linked | None:
    """The linked SOP of the step; None where there is nothing to show but the reference to it.

    `standing` is how the reader stands to the step's open turn, if it is open.
    """
    if step.runs is None or journey.is_inner:
        return None
    begun = Journey.objects.filter(inside__journey=journey, inside__step=step.slug)
    cancelled = list(begun.filter(is_cancelled=True).select_related("inside").order_by("begun_at"))
    inner = inner_of(journey.pk, step.slug)
    is_wanted = standing is not None and journey.agency.runs_linked_sops
    if not (inner or cancelled or is_wanted):
        return None
    edition = edition_of(inner.edition_id) if inner else shipped(step.runs)
    return Linked(
        slug=step.runs,
        name=linked_name(edition),
        first=edition.steps[0].title,
        steps=len(edition.steps),
        can_begin=standing is not None
        and not rules.obstacles_to_running(standing.edition, step, standing.facts),
        inner=inner,
        under_way=_under_way(inner, at) if inner else None,
        cancelled=cancelled,
    )


def _under_way(inner: Journey, at: datetime.datetime) -> UnderWay | None:
    turn = inner.turns.filter(closed_at=None).first()
    if turn is None:
        return None
    edition = edition_of(inner.edition_id)
    number = edition.number(turn.step)
    return UnderWay(
        turn=turn,
        number=number,
        of=len(edition.steps),
        title=edition.step(turn.step).title,
        role_name=edition.role(turn.role).name,
        people=performers(inner, turn, day=local_day(inner, at)),
        segments=alive.segments(edition, number, late=turn.due_at < at),
    )
