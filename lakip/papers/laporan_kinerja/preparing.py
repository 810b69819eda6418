"""How a report is made, as facts for its own Bab I: the SOP, who was asked, and the year before."""

from collections.abc import Iterable

from lakip.documents.numbering import Numbered
from lakip.journey.editions import edition_of
from lakip.journey.models import Journey, TeamMember
from lakip.journey.times import account_of, first_acts_of, latest_before
from lakip.papers.laporan_kinerja.facts import EarlierFacts, PreparationFacts
from lakip.performance.requests import DataRequest
from lakip.sop.edition import Act, Edition, Step
from lakip.sop.lessons import Account
from lakip.sop.lessons_words import standard_of, working

DECREES = ("draft-sk-tim", "sk-tim")  # The SK keeps the number that its draft was given.


def decree_of(journey: Journey) -> Numbered | None:
    """The line of the register that the SK bears."""
    found = Numbered.objects.filter(document__journey=journey, document__paper__in=DECREES)
    return found.order_by("pk").first()


def preparation_of(journey: Journey, members: Iterable[TeamMember]) -> PreparationFacts:
    """The SOP of the journey, whom it asked for data, and how the last report before it went."""
    edition = edition_of(journey.edition_id)
    ratified, verified = _ends_with(edition)
    return PreparationFacts(
        sop=edition.title,
        steps=len(edition.steps),
        team=edition.role(edition.team_role).name if edition.team_role else "",
        is_seated=any(each.seated_at is not None for each in members),
        verifier=edition.role(verified.by).name if verified else "",
        ratifier=edition.role(ratified.by).name if ratified else "",
        asked=_asked(journey),
        earlier=_last(journey),
    )


def _ends_with(edition: Edition) -> tuple[Step | None, Step | None]:
    """The steps that ratify and that verify the last paper that is ratified: the report."""
    ratified = next((each for each in reversed(edition.steps) if each.act is Act.RATIFY), None)
    if ratified is None:
        return None, None
    paper = edition.base(ratified.gives)
    reviews = (each for each in edition.steps if each.act is Act.REVIEW)
    return ratified, next((each for each in reviews if edition.base(each.gives) == paper), None)


def _asked(journey: Journey) -> tuple[str, ...]:
    """Those to whom a request for data was sent; the same order whatever the database sorts by."""
    sent = DataRequest.objects.filter(journey=journey, sent_at__isnull=False)
    return tuple(sorted(each.whom for each in sent.select_related("bidang")))


def _last(journey: Journey) -> EarlierFacts | None:
    """The agency's last report before this one, in two queries."""
    turns = latest_before(journey)
    if not turns:
        return None
    before = turns[0].journey
    # A turn that is still open is not told of, so any moment will do for its end.
    took = account_of(before, turns, at=turns[-1].opened_at, first_acts=first_acts_of([before]))
    return earlier_facts(before, took)


def earlier_facts(journey: Journey, took: Account) -> EarlierFacts:
    """What a journey took, as a later report tells it."""
    wait = took.longest_wait
    return EarlierFacts(
        year=journey.year,
        is_finished=took.is_finished,
        steps=len(took.steps),
        span=working(took.span),
        standard=str(standard_of(took.steps)),
        late=tuple(each.step.title for each in took.late),
        waited_at=wait.step.title if wait else "",
        waited=working(wait.waited) if wait and wait.waited else "",
        returns=len(took.returns),
    )
