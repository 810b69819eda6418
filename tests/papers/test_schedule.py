"""The plan is counted back from the day the report is due, over working days."""

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakip.documents.blocks import Bar
from lakip.papers.schedule import (
    DAYS_NEEDED,
    DRAFT,
    FORMS,
    REVISE,
    TASKS,
    back_schedule,
    days_left,
    days_off_between,
    next_working_day,
)
from lakip.sop.worktime import working_days_between
from tests.papers.known_sample import CALENDAR

MONDAY = datetime.date(2027, 1, 11)
FRIDAY = datetime.date(2027, 2, 26)
DAY = datetime.timedelta(days=1)


def plan(today: datetime.date, deadline: datetime.date = FRIDAY) -> tuple[Bar, ...]:
    return back_schedule(deadline=deadline, today=today, calendar=CALENDAR)


def length(bar: Bar) -> int:
    """The working days that a task takes."""
    return working_days_between(start=bar.starts - DAY, end=bar.ends, calendar=CALENDAR)


def lengths(bars: tuple[Bar, ...]) -> dict[str, int]:
    return {bar.text: length(bar) for bar in bars}


def test_with_time_to_spare_each_task_has_the_time_of_the_sop_and_revision_the_rest() -> None:
    bars = plan(MONDAY)
    assert [bar.text for bar in bars] == [task.text for task in TASKS]
    spare = days_left(deadline=FRIDAY, today=MONDAY, calendar=CALENDAR) - DAYS_NEEDED
    assert spare == 11
    assert lengths(bars) == {
        task.text: task.days + (spare if task is REVISE else 0) for task in TASKS
    }


def test_the_first_task_begins_on_the_next_working_day_and_the_last_ends_on_the_deadline() -> None:
    friday = datetime.date(2027, 1, 8)
    bars = plan(friday)
    assert bars[0].starts == datetime.date(2027, 1, 11)
    assert bars[-1].ends == FRIDAY


def test_a_deadline_on_a_sunday_is_met_on_friday() -> None:
    assert plan(MONDAY, datetime.date(2027, 2, 28)) == plan(MONDAY, FRIDAY)


def test_a_holiday_is_no_day_of_any_task() -> None:
    before_the_holiday = datetime.date(2027, 1, 4)
    bars = plan(before_the_holiday)
    assert bars[0].starts == datetime.date(2027, 1, 6)  # The fifth is a holiday.
    for bar in bars:
        assert CALENDAR.hours_on(bar.starts), bar
        assert CALENDAR.hours_on(bar.ends), bar


def test_just_enough_time_leaves_revision_what_the_sop_gives() -> None:
    today = next(
        day
        for day in (MONDAY + DAY * at for at in range(40))
        if days_left(deadline=FRIDAY, today=day, calendar=CALENDAR) == DAYS_NEEDED
    )
    assert lengths(plan(today)) == {task.text: task.days for task in TASKS}


def test_too_little_time_shortens_the_longest_tasks_first() -> None:
    today = datetime.date(2027, 2, 9)  # Thirteen working days are left.
    took = lengths(plan(today))
    assert sum(took.values()) == 13
    assert took[FORMS.text] == 2
    assert took[DRAFT.text] == 2
    assert min(took.values()) == 1


def test_fewer_days_than_tasks_are_shared() -> None:
    bars = plan(datetime.date(2027, 2, 23))  # Three days are left for eight tasks.
    days = [bar.starts for bar in bars]
    assert all(bar.starts == bar.ends for bar in bars)
    assert days == sorted(days)
    assert set(days) == {FRIDAY - DAY * 2, FRIDAY - DAY, FRIDAY}


@pytest.mark.parametrize("late", [FRIDAY, FRIDAY + DAY, datetime.date(2027, 6, 1)])
def test_after_the_deadline_the_limits_of_the_sop_count_from_today(late: datetime.date) -> None:
    bars = plan(late)
    assert bars[0].starts == next_working_day(late, calendar=CALENDAR)
    assert lengths(bars) == {task.text: task.days for task in TASKS}


@given(st.integers(0, 500), st.integers(0, 500))
def test_tasks_follow_each_other_without_a_working_day_between(since: int, until: int) -> None:
    first = datetime.date(2026, 6, 1)
    bars = back_schedule(deadline=first + DAY * until, today=first + DAY * since, calendar=CALENDAR)
    assert len(bars) == len(TASKS)
    for before, after in itertools.pairwise(bars):
        next_day = next_working_day(before.ends, calendar=CALENDAR)
        assert after.starts in (next_day, before.starts)  # Those that share a day begin together.
    assert all(bar.starts <= bar.ends for bar in bars)
    assert bars[0].starts > first + DAY * since


def test_days_off_of_the_plan_are_weekends_and_holidays() -> None:
    found = days_off_between(
        first=datetime.date(2027, 2, 1), last=datetime.date(2027, 2, 8), calendar=CALENDAR
    )
    assert found == tuple(datetime.date(2027, 2, day) for day in (5, 6, 7))
