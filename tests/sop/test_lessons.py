"""What a journey took, by hand: weekends, holidays, Ramadan, returns, what was taken back."""

import datetime
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakip.sop import reading
from lakip.sop.lessons import Account, Carried, Spell, StepTime
from lakip.sop.lessons_counting import account
from lakip.sop.lessons_words import difference, standard_of, taken_of, verdict
from lakip.sop.worktime import Limit, WorkCalendar, due, office_minutes_between

WIB = ZoneInfo("Asia/Jakarta")
EDITION = reading.shipped("lakip")
CALENDAR = WorkCalendar(
    days_off={datetime.date(2027, 1, 6): "Hari libur"},
    ramadans=((datetime.date(2027, 2, 8), datetime.date(2027, 3, 9)),),
)
LATER = datetime.datetime(2027, 6, 1, 9, 0, tzinfo=WIB)


def at(day: int, hour: int, minute: int = 0, *, month: int = 1) -> datetime.datetime:
    """A moment in the office's own time; 4 January 2027 is a Monday."""
    return datetime.datetime(2027, month, day, hour, minute, tzinfo=WIB)


def carried(
    step: str,
    opened: datetime.datetime,
    closed: datetime.datetime | None,
    outcome: str = "finished",
    *,
    within: str = "",
    **more: object,
) -> Carried:
    limit = Limit.parse(within) if within else EDITION.step(step).within
    told = {"round": 1, "due": due(opened=opened, within=limit, calendar=CALENDAR), **more}
    return Carried(
        step=step,
        within=limit,
        opened=opened,
        closed=closed,
        outcome=outcome if closed else "",
        **told,  # type: ignore[arg-type]
    )


def judged(*turns: Carried, now: datetime.datetime = LATER) -> Account:
    return account(EDITION, turns, calendar=CALENDAR, at=now)


def step(took: Account, slug: str) -> StepTime:
    found = took.of(slug)
    assert found is not None
    return found


def test_minutes_stop_over_the_weekend() -> None:
    # Friday 16.00 to closing time are 30 minutes, Monday from 7.30 to 7.45 are 15 more.
    took = step(judged(carried("draft-sk", at(8, 16), at(11, 7, 45))), "draft-sk")
    assert (took.actual, took.share, took.is_late) == ("45 menit", 75, False)
    assert difference(took) == "lebih cepat 15 menit"


def test_a_holiday_is_no_working_day() -> None:
    # From Tuesday to Friday there are two working days: Wednesday is off.
    took = step(judged(carried("format-data", at(5, 9), at(8, 10))), "format-data")
    assert (took.actual, took.is_late, difference(took)) == ("2 hari kerja", False, "sama")
    # One day more, over the weekend, is late.
    took = step(judged(carried("format-data", at(5, 9), at(11, 10))), "format-data")
    assert (took.actual, took.is_late) == ("3 hari kerja", True)
    assert difference(took) == "lebih lama 1 hari kerja"


def test_in_ramadan_a_day_has_fewer_hours() -> None:
    # Monday 8 February 2027: 8.00 to 15.00 with half an hour's break, 390 minutes in all; Tuesday
    # as many. A day within which the step may take until Tuesday's close is so 780 minutes.
    took = judged(carried("verifikasi-draft", at(8, 8, month=2), at(8, 15, month=2)), now=LATER).of(
        "verifikasi-draft"
    )
    assert took.taken == Spell(390, 0)
    assert (took.actual, took.share) == ("6 jam 30 menit", 50)


def test_a_return_adds_its_rounds_and_keeps_their_own_limits() -> None:
    took = judged(
        carried("draft-laporan", at(4, 8), at(5, 9)),
        carried("verifikasi-draft", at(5, 9), at(5, 11), "sent_back", note="Tabel 3.1 salah."),
        carried("draft-laporan", at(5, 11), at(11, 9), within="2 hari", round=2),
        carried("verifikasi-draft", at(11, 9), at(11, 10), round=2),
    )
    written, verified = step(took, "draft-laporan"), step(took, "verifikasi-draft")
    # Tuesday to Monday, without Wednesday: Thursday, Friday, Monday. Two were given.
    assert [each.taken.days for each in written.rounds] == [1, 3]
    assert [each.is_late for each in written.rounds] == [False, True]
    assert (written.actual, written.is_late) == ("4 hari kerja", True)
    assert (written.share or 0) > (written.first_share or 0)
    assert [each.note for each in took.returns] == ["Tabel 3.1 salah."]
    assert len(verified.returns) == 1
    assert took.again == written.rounds[1].taken + verified.rounds[1].taken


def test_what_was_taken_back_is_the_time_of_who_took_it_back() -> None:
    first = carried("arahan", at(4, 8), at(4, 8, 5))
    back = carried("penugasan-draft-sk", at(4, 8, 5), at(4, 8, 25), "withdrawn")
    again = carried("arahan", at(4, 8, 25), at(4, 8, 40), due=first.due)
    took = judged(first, back, again, carried("penugasan-draft-sk", at(4, 8, 40), at(4, 8, 50)))
    directed, assigned = step(took, "arahan"), step(took, "penugasan-draft-sk")
    assert [each.taken.minutes for each in directed.rounds] == [40]
    assert directed.is_late  # It was due at 8.15.
    assert [each.taken.minutes for each in assigned.rounds] == [10]
    # It waited until the first finish; that it was undone does not undo the act.
    assert (directed.waited, directed.worked) == (Spell(5, 0), Spell(35, 0))


def test_a_return_that_was_taken_back_is_no_return() -> None:
    took = judged(
        carried("verifikasi-draft", at(4, 8), at(4, 9), "sent_back", note="Keliru."),
        carried("draft-laporan", at(4, 9), at(4, 10), "withdrawn", within="2 hari", round=2),
        carried("verifikasi-draft", at(4, 10), at(4, 11)),
    )
    verified, written = step(took, "verifikasi-draft"), step(took, "draft-laporan")
    assert (took.returns, written.rounds) == ((), ())
    assert [each.taken.minutes for each in verified.rounds] == [180]


def test_what_runs_is_not_counted_as_done() -> None:
    took = judged(
        carried("arahan", at(4, 8), at(4, 8, 10)),
        carried("penugasan-draft-sk", at(4, 8, 10), None),
        now=at(4, 8, 20),
    )
    running = took.running
    assert running is not None
    assert running.running is not None
    assert (running.actual, running.taken, running.share) == ("", None, None)
    assert running.running.taken == Spell(10, 0)
    assert running.running.waited == Spell(10, 0)
    assert not running.running.is_late
    assert not took.is_finished
    assert verdict(took)[0] == "Sejauh ini satu langkah selesai, dalam tenggatnya."


def test_a_wait_that_the_ledger_does_not_tell_is_not_known_and_not_nothing() -> None:
    unknown = carried("draft-sk", at(4, 8), at(4, 9), acted=True)
    told = replace(unknown, first_act=at(4, 8, 20))
    only_closed = replace(unknown, acted=False)
    found = [step(judged(each), "draft-sk") for each in (unknown, told, only_closed)]
    assert [each.waited for each in found] == [None, Spell(20, 0), Spell(60, 0)]
    # When a turn has no act but its closing, nobody knows how long was read before.
    assert [each.worked for each in found] == [None, Spell(40, 0), None]
    assert judged(unknown).longest_wait is None


def test_a_clock_set_back_takes_no_time() -> None:
    turn = replace(carried("arahan", at(4, 9), at(4, 9, 10)), closed=at(4, 8), first_act=at(4, 10))
    took = judged(turn)
    assert took.span == Spell()
    assert [each.actual for each in took.known] == ["0 menit"]


def test_standards_are_added_up_without_exchanging_days_for_hours() -> None:
    took = judged(
        carried("arahan", at(4, 8), at(4, 8, 10)), carried("draft-sk", at(4, 9), at(5, 9))
    )
    assert str(standard_of(took.steps)) == "20 hari kerja dan 3 jam 15 menit"
    assert str(standard_of(took.known)) == "1 jam 15 menit"
    assert str(taken_of(took.known)) == "7 jam 40 menit"


def test_a_cancelled_journey_says_so_and_an_empty_one_knows_nothing() -> None:
    took = judged(carried("arahan", at(4, 8), at(4, 9), "cancelled"))
    assert took.is_cancelled
    assert not took.is_finished
    assert verdict(took)[0].startswith("Penyusunan ini dibatalkan")
    assert verdict(judged()) == [
        "Belum ada langkah yang selesai, jadi waktunya belum dapat dibandingkan dengan SOP."
    ]


def test_the_verdict_names_the_worst_and_the_longest_wait() -> None:
    late = [
        carried(slug, at(4 + place, 8), at(4 + place, 12))
        for place, slug in enumerate(("arahan", "penugasan-draft-sk", "paraf-sk", "draft-sk"))
        if place != 2
    ]
    said = verdict(judged(*late))
    # Four hours are sixteen times a quarter of an hour, and four times an hour.
    assert said[0] == (
        "Tidak, 3 dari 3 langkah melewati batas waktunya, yaitu langkah 1 (Tugas dan arahan), "
        "langkah 2 (Penugasan draft SK tim), dan langkah 3 (Draft SK tim)."
    )
    assert said[1] == (
        "Yang paling lama menunggu adalah langkah 1 (Tugas dan arahan): 4 jam kerja sebelum "
        "tindakan pertama tercatat."
    )


STEPS = [step.slug for step in EDITION.steps]


@st.composite
def walks(draw: st.DrawFn) -> list[Carried]:
    """Turns that follow on each other, some of them taken back."""
    moment, turns, slug = at(4, 8), [], draw(st.sampled_from(STEPS))
    for _ in range(draw(st.integers(1, 12))):
        end = moment + datetime.timedelta(minutes=draw(st.integers(0, 20_000)))
        outcome = draw(
            st.sampled_from(["finished", "sent_back", "withdrawn"] if turns else ["finished"])
        )
        turns.append(carried(slug, moment, end, outcome))
        moment = end
        slug = turns[-2].step if outcome == "withdrawn" else draw(st.sampled_from(STEPS))
    return turns


@given(walks())
def test_no_minute_is_lost_and_none_is_counted_twice(turns: list[Carried]) -> None:
    told = turns
    while told and told[-1].outcome == "withdrawn":
        told = told[:-1]  # A withdrawal always opens another turn.
    took = judged(*told)
    rounds = [each for step in took.steps for each in step.rounds]
    last = told[-1].closed or LATER
    whole = office_minutes_between(start=told[0].opened, end=last, calendar=CALENDAR)
    assert sum(each.taken.minutes for each in rounds) == took.span.minutes == whole
    for each in rounds:
        assert each.waited is not None
        assert each.waited.minutes + (each.worked or Spell()).minutes == each.taken.minutes


@pytest.mark.parametrize("unit", ["15 menit", "2 jam", "1 hari", "3 minggu"])
def test_a_turn_closed_when_it_is_due_has_used_all_of_its_time(unit: str) -> None:
    turn = carried("draft-laporan", at(4, 8, 30), None, within=unit)
    took = step(judged(replace(turn, closed=turn.due, outcome="finished")), "draft-laporan")
    assert (took.share, took.is_late) == (100, False)
