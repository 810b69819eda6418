"""Several people change one team in the same instant, or while a step ends or an SOP begins."""

import uuid
from collections.abc import Callable

import pytest

from lakip.journey import moves, replay
from lakip.journey.linked import begin_inside
from lakip.journey.models import Journey, TeamMember
from lakip.journey.standing import seated
from lakip.papers import team_changes
from tests import cast
from tests.cast import Office
from tests.journey.test_linked import turn_on
from tests.journey.test_team_changes import CHAIR, MEMBER, PLANNER, REASON, SECRETARY, seat
from tests.papers.test_delivery_races import at_once


def leaving(office: Office, part: str, by: str = PLANNER) -> Callable[[], object]:
    said = {"journey": office.journey.pk, "reason": REASON, "by": office.person(by)}
    member, at = seat(office, part).pk, office.at
    return lambda: team_changes.take_out(
        member=member, at=at, is_without_chair=part == CHAIR, **said
    )


def honest(office: Office) -> bool:
    return not list(replay.faults(agency_id=office.journey.agency_id))


@pytest.mark.django_db(transaction=True)
def test_the_two_last_members_do_not_both_leave() -> None:
    office = cast.begin()
    office.to("format-data")
    said = at_once(leaving(office, CHAIR), leaving(office, MEMBER, SECRETARY))

    assert said.count("done") == 1
    assert any("Tidak ada anggota aktif lain" in one for one in said)
    assert seated(office.journey).count() == 1
    assert honest(office)


@pytest.mark.django_db(transaction=True)
def test_one_member_leaves_once() -> None:
    office = cast.begin()
    office.to("format-data")
    said = at_once(*(leaving(office, MEMBER, by) for by in (PLANNER, SECRETARY) * 2))

    assert said.count("done") == 1
    assert all("sudah keluar dari tim" in one for one in said if one != "done")
    assert honest(office)


@pytest.mark.django_db(transaction=True)
def test_who_leaves_as_a_linked_sop_begins_does_not_sit_in_it() -> None:
    office = cast.begin()
    office.to("rapat-persiapan")
    turn_on(office)
    turn, by, at = office.turn.pk, office.person(SECRETARY), office.at
    begins = lambda: begin_inside(turn=turn, by=by, at=at)  # noqa: E731

    assert at_once(begins, leaving(office, MEMBER)) == ["done", "done"]
    inner = Journey.objects.get(inside=turn)
    gone = office.person(MEMBER)
    assert not TeamMember.objects.filter(journey=inner, person=gone, left_at=None).exists()
    assert honest(office)


@pytest.mark.django_db(transaction=True)
def test_a_step_that_ends_meanwhile_keeps_nobody_in_the_team() -> None:
    office = cast.begin()
    office.to("format-data")
    office.prepare()
    turn, by, at = office.turn.pk, office.person(CHAIR), office.at
    ends = lambda: moves.finish(turn=turn, by=by, at=at, key=uuid.uuid4())  # noqa: E731

    assert at_once(ends, leaving(office, MEMBER)) == ["done", "done"]
    assert office.turn.step == "draft-laporan"
    assert [each.person for each in seated(office.journey)] == [office.person(CHAIR)]
    assert honest(office)
