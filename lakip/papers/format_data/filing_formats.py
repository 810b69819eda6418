"""Files the formats of all units as the step's own paper, so that the SOP's output exists."""

import datetime

from lakip.documents import filing
from lakip.journey import acts
from lakip.journey.editions import edition_of
from lakip.journey.models import Journey
from lakip.papers.format_data import asking, filling
from lakip.papers.format_data.parts import SLUG, gathering_turn
from lakip.papers.format_data.sending import XLSX
from lakip.people.person import Person
from lakip.performance import sheets
from lakip.performance.requests import DataRequest


def make_and_file(
    *, journey: Journey, due_at: datetime.datetime, by: Person, at: datetime.datetime
) -> list[DataRequest]:
    """Make what is missing, then file the whole as the paper "format data" of the open step.

    In the step that fills the formats they are not filed again: a bidang that was forgotten gets
    its format, and the paper of the step before stays as it was. Raises Refused and NotTaken.
    """
    made = asking.make(journey=journey, due_at=due_at, by=by, at=at)
    turn = gathering_turn(journey)
    step_gives = turn is not None and SLUG in filed_in(journey)
    if turn is not None and step_gives and made:
        requests = DataRequest.objects.filter(journey=journey).select_related(
            "journey__agency__government", "bidang"
        )
        book = sheets.master(
            [filling.form_of(request) for request in requests], secret=filling.secret()
        )
        name = f"Format-data-{journey.year}.xlsx"
        acts.file_paper(
            turn=turn.pk,
            paper=SLUG,
            content=filing.keep(book, name=name, media_type=XLSX),
            by=by,
            at=at,
        )
    return made


def filed_in(journey: Journey) -> tuple[str, ...]:
    """The papers that are filed in the journey's open step."""
    turn = gathering_turn(journey)
    return edition_of(journey.edition_id).step(turn.step).filed_here if turn else ()
