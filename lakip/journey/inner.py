"""How the linked SOP of a step stands: whether it was begun, how far it is, whether it ended."""

from uuid import UUID

from lakip.journey.editions import edition_of, linked_name, shipped
from lakip.journey.models import Journey, Turn
from lakip.ledger.rows import fetch
from lakip.sop.edition import Step
from lakip.sop.rules import LinkedFacts

_BEGUN = """SELECT j.id FROM lakip_turn t JOIN lakip_journey j ON j.inside_id = t.id
    WHERE t.journey_id = %s AND t.step = %s AND NOT j.is_cancelled LIMIT 1"""


def inner_of(journey_id: UUID, step: str) -> Journey | None:
    """The linked SOP that runs or has ended in any round of that step; a cancelled one is none."""
    if not fetch(_BEGUN, (journey_id, step)):  # Mostly there is none, and every move asks.
        return None
    begun = Journey.objects.filter(
        inside__journey=journey_id, inside__step=step, is_cancelled=False
    )
    return begun.select_related("inside", "agency__government").order_by("begun_at").last()


def open_inside(journey_id: UUID) -> list[UUID]:
    """The open turns of the linked SOPs that run inside the journey."""
    turns = Turn.objects.filter(journey__inside__journey=journey_id, closed_at=None)
    return list(turns.values_list("pk", flat=True))


def linked_facts(journey: Journey, step: Step) -> LinkedFacts | None:
    """What the rules ask of the step's linked SOP; None where none is wanted.

    What was begun is finished or cancelled, also when the agency has meanwhile turned it off: else
    it would stay open for ever behind a turn that is closed. A linked SOP runs no further ones.
    """
    if step.runs is None or journey.is_inner:
        return None
    inner = inner_of(journey.pk, step.slug)
    is_running = inner is not None and inner.closed_at is None
    if not journey.agency.runs_linked_sops and not is_running:
        return None
    if inner is None:
        return LinkedFacts(name=linked_name(shipped(step.runs)))
    edition = edition_of(inner.edition_id)
    here = inner.turns.filter(closed_at=None).first()
    return LinkedFacts(
        name=inner.name,
        at_step=edition.number(here.step) if here else len(edition.steps),
        of=len(edition.steps),
        is_finished=inner.closed_at is not None,
    )
