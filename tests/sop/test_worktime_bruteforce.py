"""Working time against the plainest reckoning there is: every minute of four years, one by one."""

import random
from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import pytest

from lakip.sop import calendars
from lakip.sop.worktime import (
    ORDINARY_HOURS,
    RAMADAN_HOURS,
    Limit,
    OfficeHours,
    Unit,
    WorkCalendar,
    Zone,
    due,
    office_minutes_between,
    working_days_between,
)

SEED = 20260227
CASES = 5_000
FIRST, LAST = date(2024, 1, 1), date(2028, 12, 31)
HOURS_FROM_UTC = {Zone.WIB: 7, Zone.WITA: 8, Zone.WIT: 9}
NATIONAL = calendars.national()
SATURDAY = OfficeHours(time(7, 30), time(12, 15))


def _calendar(zone: Zone) -> WorkCalendar:
    """The national calendar; WITA works six days and WIT has corrections of its own."""
    shipped = NATIONAL.work_calendar(zone=zone)
    return WorkCalendar(
        zone=zone,
        ordinary={**ORDINARY_HOURS, **({5: SATURDAY} if zone == Zone.WITA else {})},
        days_off={**shipped.days_off, date(2026, 8, 18): "Hari Jadi Kota"},
        working_days=_worked(zone),
        ramadans=shipped.ramadans,
        known_until=shipped.known_until,
    )


def _worked(zone: Zone) -> frozenset[date]:
    days = {date(2025, 3, 8), date(2025, 12, 26), date(2026, 2, 21), date(2026, 10, 4)}
    return frozenset(days) if zone == Zone.WIT else frozenset()


@cache
def _minutes_of_day(weekday: int, fasting: bool, corrected: bool, saturday: bool) -> list[int]:
    """The office minutes of such a day, by asking each of its 1440 minutes."""
    week = dict(RAMADAN_HOURS if fasting else ORDINARY_HOURS)
    if saturday and not fasting:
        week[5] = SATURDAY
    hours = week.get(weekday, week[0] if corrected else None)
    if hours is None:
        return []
    clock = [(minute, time(minute // 60, minute % 60)) for minute in range(24 * 60)]
    return [
        minute
        for minute, at in clock
        if hours.start <= at < hours.end
        and not (
            hours.break_start and hours.break_end and hours.break_start <= at < hours.break_end
        )
    ]


class MinuteByMinute:
    """All office minutes of the years, as their numbers since the first midnight."""

    def __init__(self, zone: Zone) -> None:
        off = {day.on for day in NATIONAL.days_off} | {date(2026, 8, 18)}
        worked = _worked(zone)
        self.minutes: list[int] = []
        self.closes: dict[date, int] = {}
        for number in range((LAST - FIRST).days + 1):
            day = FIRST + timedelta(days=number)
            if day in off and day not in worked:
                continue
            fasting = any(month.first <= day <= month.last for month in NATIONAL.ramadans)
            kind = (day.weekday(), fasting, day in worked, zone == Zone.WITA)
            minutes = [number * 1440 + minute for minute in _minutes_of_day(*kind)]
            if minutes:
                self.closes[day] = minutes[-1] + 1
                self.minutes += minutes
        self.days = sorted(self.closes)

    def due(self, opened: int, within: Limit) -> int:
        """The minute after the last one that is used up, or the close of the n-th day."""
        if within.unit in (Unit.MENIT, Unit.JAM):
            amount = within.amount * (60 if within.unit == Unit.JAM else 1)
            return self.minutes[bisect_left(self.minutes, opened) + amount - 1] + 1
        days = within.amount * (5 if within.unit == Unit.MINGGU else 1)
        after = bisect_right(self.days, FIRST + timedelta(minutes=opened // 1440 * 1440))
        return self.closes[self.days[after + days - 1]]

    def minutes_between(self, start: int, end: int) -> int:
        return bisect_left(self.minutes, end) - bisect_left(self.minutes, start)


def _moment(minute: int, zone: Zone) -> datetime:
    """A minute of the zone's wall clock as a moment in UTC, without asking zoneinfo."""
    midnight = datetime.combine(FIRST, time(), tzinfo=UTC)
    return midnight + timedelta(minutes=minute) - timedelta(hours=HOURS_FROM_UTC[zone])


@pytest.mark.parametrize("zone", Zone)
def test_every_limit_ends_where_counting_minute_by_minute_ends(zone: Zone):
    dice = random.Random(f"{SEED} {zone}")
    calendar, plain = _calendar(zone), MinuteByMinute(zone)
    largest = {Unit.MENIT: 5_000, Unit.JAM: 200, Unit.HARI: 60, Unit.MINGGU: 12}
    last_opening = (date(2028, 1, 31) - FIRST).days * 1440
    for _ in range(CASES // len(Zone) + 1):
        opened = dice.randrange(last_opening)
        unit = dice.choice(list(Unit))
        within = Limit(dice.randint(1, largest[unit]), unit)
        end = plain.due(opened, within)
        moments = {"start": _moment(opened, zone), "end": _moment(end, zone)}
        found = due(opened=moments["start"], within=within, calendar=calendar)
        assert found == moments["end"], (opened, within)
        used = office_minutes_between(**moments, calendar=calendar)
        assert used == plain.minutes_between(opened, end), (opened, within)
        if unit == Unit.HARI:
            assert working_days_between(**moments, calendar=calendar) == within.amount
