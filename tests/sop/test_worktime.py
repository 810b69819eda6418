"""Time limits, told as an office lives them. Times are WIB unless a story says otherwise."""

import dataclasses
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lakip.sop import calendars
from lakip.sop.worktime import (
    LARGEST_AMOUNT,
    ORDINARY_HOURS,
    RAMADAN_HOURS,
    Limit,
    OfficeHours,
    Unit,
    WorkCalendar,
    Zone,
    deadline_warning,
    due,
    last_working_day_on_or_before,
    legal_deadline,
    office_minutes_between,
    working_days_between,
)

WIB = ZoneInfo("Asia/Jakarta")
CALENDAR = calendars.indonesia(zone=Zone.WIB)
LIMITS = (
    *("15 menit", "15 menit", "60 menit", "15 menit", "15 menit", "1 hari"),
    *("2 hari", "3 minggu", "1 hari", "1 jam", "15 menit", "1 hari"),
)


def at(text: str) -> datetime:
    """A moment on a clock in Jakarta."""
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


def ends(opened: str, within: str, calendar: WorkCalendar = CALENDAR) -> str:
    """When a limit ends, as a page would say it."""
    moment = due(opened=at(opened), within=Limit.parse(within), calendar=calendar)
    return f"{moment:%Y-%m-%d %H:%M}"


# Limits are kept as the SOP wrote them.


@given(st.integers(1, LARGEST_AMOUNT), st.sampled_from(Unit))
@settings(max_examples=50, database=None)
def test_a_limit_reads_back_as_it_was_written(amount: int, unit: Unit):
    limit = Limit(amount, unit)
    assert Limit.parse(str(limit)) == limit
    assert Limit.parse(f"  {amount}  {unit.upper()} ") == limit


@given(st.text(alphabet="-0123456789 ,.aegijnrtu", max_size=12))
@settings(max_examples=50, database=None)
def test_words_that_name_no_unit_are_refused_in_a_sentence(text: str):
    with pytest.raises(ValueError, match=r"^Batas waktu"):
        Limit.parse(text)


def test_a_day_is_not_a_number_of_hours():
    assert Limit.parse("1 hari") != Limit.parse("24 jam")
    assert str(Limit.parse("60 menit")) == "60 menit"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "tidak dapat dibaca"),
        ("menit", "tidak dapat dibaca"),
        ("1,5 jam", "tidak dapat dibaca"),
        ("2 bulan", "tidak dapat dibaca"),
        ("15 menit 30", "tidak dapat dibaca"),
        ("9" * 5000 + " hari", "tidak dapat dibaca"),
        ("0 menit", "harus lebih dari nol"),
        ("-2 hari", "harus lebih dari nol"),
        ("10000 minggu", "terlalu panjang"),
    ],
)
def test_a_limit_that_means_nothing_is_refused(text: str, reason: str):
    with pytest.raises(ValueError, match=reason):
        Limit.parse(text)


# The hours of Perpres 21/2023.


@pytest.mark.parametrize(("week", "hours"), [(ORDINARY_HOURS, 37.5), (RAMADAN_HOURS, 32.5)])
def test_the_week_is_as_long_as_the_decree_says(week, hours):
    day = date(2026, 1, 1)
    spells = [spell for office in week.values() for spell in office.spells]
    worked = sum(
        (datetime.combine(day, end) - datetime.combine(day, start) for start, end in spells),
        timedelta(),
    )
    assert worked == timedelta(hours=hours)


def test_hours_out_of_order_are_refused():
    with pytest.raises(ValueError, match="berurutan"):
        OfficeHours(time(16), time(7, 30))
    with pytest.raises(ValueError, match="berurutan"):
        OfficeHours(time(7, 30), time(16), time(12))
    with pytest.raises(ValueError, match="sedikitnya satu hari"):
        WorkCalendar(ordinary={})


# Minutes and hours. Thursday 7 January 2027 is an ordinary working day.


@pytest.mark.parametrize(
    ("opened", "within", "expected"),
    [
        ("2027-01-07 09:00", "15 menit", "2027-01-07 09:15"),
        ("2027-01-07 11:45", "15 menit", "2027-01-07 12:00"),  # to the break, not past it
        ("2027-01-07 11:50", "15 menit", "2027-01-07 13:05"),  # over the break
        ("2027-01-07 12:20", "15 menit", "2027-01-07 13:15"),  # opened in the break
        ("2027-01-07 15:45", "15 menit", "2027-01-07 16:00"),  # exactly at close
        ("2027-01-07 15:50", "1 jam", "2027-01-08 08:20"),  # over the night
        ("2027-01-07 16:00", "15 menit", "2027-01-08 07:45"),  # opened at close
        ("2027-01-07 05:00", "15 menit", "2027-01-07 07:45"),  # opened before dawn
        ("2027-01-08 11:00", "60 menit", "2027-01-08 13:30"),  # Friday prayer
        ("2027-01-08 16:20", "15 menit", "2027-01-11 07:35"),  # over the weekend
        ("2027-01-04 15:30", "1 jam", "2027-01-06 08:00"),  # over Isra Mikraj, Tuesday 5 January
        ("2026-12-31 15:30", "1 jam", "2027-01-04 08:00"),  # over New Year
        ("2026-12-31 15:30", "30 menit", "2026-12-31 16:00"),  # at the year's very last minute
    ],
)
def test_minutes_use_up_office_time(opened: str, within: str, expected: str):
    assert ends(opened, within) == expected


def test_seconds_are_neither_given_nor_taken():
    moment = due(opened=at("2027-01-07 09:00:30"), within=Limit(15, Unit.MENIT), calendar=CALENDAR)
    assert moment == at("2027-01-07 09:15:30")


def test_ramadan_days_are_shorter():
    assert ends("2026-02-19 14:50", "15 menit") == "2026-02-20 08:05"
    assert ends("2026-02-19 11:55", "15 menit") == "2026-02-19 12:40"
    assert ends("2026-02-19 09:00", "1 hari") == "2026-02-20 15:30"


def test_ramadan_lasts_from_its_first_to_its_last_day():
    days = [date(2026, 2, 18), date(2026, 2, 19), date(2026, 3, 20), date(2026, 3, 21)]
    assert [CALENDAR.in_ramadan(day) for day in days] == [False, True, True, False]


# Days and weeks end at close of office; the day of opening does not count.


@pytest.mark.parametrize(
    ("opened", "within", "expected"),
    [
        ("2027-01-06 06:00", "1 hari", "2027-01-07 16:00"),  # before office opens
        ("2027-01-06 15:59", "1 hari", "2027-01-07 16:00"),
        ("2027-01-06 20:00", "1 hari", "2027-01-07 16:00"),  # after it closed
        ("2027-01-07 09:00", "1 hari", "2027-01-08 16:30"),  # Friday closes later
        ("2027-01-08 09:00", "1 hari", "2027-01-11 16:00"),
        ("2027-01-09 09:00", "1 hari", "2027-01-11 16:00"),  # Saturday
        ("2027-01-10 23:59", "1 hari", "2027-01-11 16:00"),  # Sunday
        ("2027-01-04 09:00", "1 hari", "2027-01-06 16:00"),  # Tuesday is a holiday
        ("2027-01-05 09:00", "1 hari", "2027-01-06 16:00"),  # opened on the holiday
        ("2027-01-04 09:00", "2 hari", "2027-01-07 16:00"),
        ("2027-01-11 09:00", "1 minggu", "2027-01-18 16:00"),
        ("2027-01-08 16:30", "3 minggu", "2027-01-29 16:30"),
        ("2026-12-31 10:00", "1 hari", "2027-01-04 16:00"),
    ],
)
def test_days_end_at_close_of_office(opened: str, within: str, expected: str):
    assert ends(opened, within) == expected


def test_a_week_is_five_working_days_also_over_holidays():
    assert ends("2027-02-04 10:00", "1 minggu") == ends("2027-02-04 10:00", "5 hari")


def test_the_same_moment_is_another_hour_in_each_zone():
    opened = datetime(2027, 1, 7, 8, 30, tzinfo=UTC)  # 15.30 WIB, 16.30 WITA, 17.30 WIT
    expected = {Zone.WIB: "07 16:00", Zone.WITA: "08 08:00", Zone.WIT: "08 08:00"}
    for zone, when in expected.items():
        calendar = calendars.indonesia(zone=zone)
        end = due(opened=opened, within=Limit(30, Unit.MENIT), calendar=calendar)
        assert f"{end:%d %H:%M}" == when
        assert str(end.tzinfo) == zone


def test_a_moment_without_a_zone_is_refused():
    nowhere = at("2027-01-07 09:00").replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        due(opened=nowhere, within=Limit(1, Unit.JAM), calendar=CALENDAR)


# Corrections by a government.


def test_a_cancelled_holiday_has_the_hours_of_its_weekday():
    friday_off = date(2027, 2, 5)
    corrected = dataclasses.replace(CALENDAR, working_days=frozenset({friday_off}))
    assert ends("2027-02-04 10:00", "1 hari") == "2027-02-08 15:00"
    assert ends("2027-02-04 10:00", "1 hari", corrected) == "2027-02-05 16:30"


def test_a_working_saturday_has_the_hours_of_monday():
    corrected = dataclasses.replace(CALENDAR, working_days=frozenset({date(2027, 1, 9)}))
    assert ends("2027-01-08 10:00", "1 hari", corrected) == "2027-01-09 16:00"
    assert ends("2027-01-09 11:45", "30 menit", corrected) == "2027-01-09 13:15"


def test_a_six_day_office_works_on_saturday():
    six_days = {**ORDINARY_HOURS, 5: OfficeHours(time(7, 30), time(12))}
    calendar = dataclasses.replace(CALENDAR, ordinary=six_days)
    assert ends("2027-01-08 10:00", "1 hari", calendar) == "2027-01-09 12:00"


def test_a_government_without_ramadan_hours_keeps_the_ordinary_ones():
    calendar = dataclasses.replace(CALENDAR, ramadan={})
    assert ends("2026-02-19 09:00", "1 hari", calendar) == "2026-02-20 16:30"


def test_a_calendar_does_not_change_behind_its_own_back():
    days_off = {date(2027, 1, 7): "Hari Jadi Kota"}
    calendar = WorkCalendar(days_off=days_off)
    days_off.clear()
    assert calendar.hours_on(date(2027, 1, 7)) is None


def test_years_without_entered_holidays_still_count_and_say_so():
    assert CALENDAR.known_until == date(2027, 12, 31)
    assert CALENDAR.knows(date(2027, 12, 31))
    assert not CALENDAR.knows(date(2028, 1, 1))
    assert ends("2029-12-24 10:00", "1 hari") == "2029-12-25 16:00"  # Christmas was not entered


# Time actually used.


def test_time_used_counts_office_minutes_only():
    def used(start: str, end: str) -> int:
        return office_minutes_between(start=at(start), end=at(end), calendar=CALENDAR)

    assert used("2027-01-07 09:00", "2027-01-07 09:14") == 14
    assert used("2027-01-07 11:30", "2027-01-07 13:30") == 60
    assert used("2027-01-08 16:00", "2027-01-11 08:00") == 60
    assert used("2027-01-09 08:00", "2027-01-10 20:00") == 0
    assert used("2026-12-31 15:30", "2027-01-04 08:00") == 60
    with pytest.raises(ValueError, match="before the start"):
        used("2027-01-08 09:00", "2027-01-07 09:00")


def test_working_days_count_as_limits_do():
    opened = at("2026-12-30 10:00")
    for days in (1, 2, 15, 300):
        end = due(opened=opened, within=Limit(days, Unit.HARI), calendar=CALENDAR)
        assert working_days_between(start=opened, end=end, calendar=CALENDAR) == days


# The whole SOP, and the deadline it must keep.


def test_the_sop_asks_for_twenty_working_days_and_three_hours_and_a_quarter():
    limits = [Limit.parse(text) for text in LIMITS]
    hours = {Unit.MENIT: 1 / 60, Unit.JAM: 1}
    days = {Unit.HARI: 1, Unit.MINGGU: 5}
    assert sum(each.amount * days.get(each.unit, 0) for each in limits) == 20
    assert sum(each.amount * hours.get(each.unit, 0) for each in limits) == pytest.approx(3.25)


def test_twenty_working_days_from_the_first_monday_of_2027():
    # Monday 4 January is itself the first day here, so nineteen more follow it.
    assert ends("2027-01-04 07:30", "19 hari") == "2027-02-01 16:00"
    assert ends("2027-02-01 16:00", "195 menit") == "2027-02-02 10:45"
    sunday, end_of_february = date(2027, 1, 3), date(2027, 2, 28)
    assert working_days_between(start=sunday, end=end_of_february, calendar=CALENDAR) == 38


def test_a_journey_that_uses_every_limit_to_the_full():
    moment = at("2027-01-04 07:30")
    turns = []
    for text in LIMITS:
        moment = due(opened=moment, within=Limit.parse(text), calendar=CALENDAR)
        turns.append(f"{moment:%d/%m %H.%M}")
    assert turns == [
        *("04/01 07.45", "04/01 08.00", "04/01 09.00", "04/01 09.15", "04/01 09.30"),
        *("06/01 16.00", "08/01 16.30", "29/01 16.30", "01/02 16.00"),
        *("02/02 08.30", "02/02 08.45", "03/02 16.00"),
    ]


def test_the_legal_deadline_is_the_end_of_february():
    assert legal_deadline(2026) == date(2027, 2, 28)
    assert legal_deadline(2027) == date(2028, 2, 29)


def test_a_deadline_on_a_day_off_is_told_beforehand():
    friday = date(2027, 2, 26)
    assert last_working_day_on_or_before(date(2027, 2, 28), calendar=CALENDAR) == friday
    assert last_working_day_on_or_before(friday, calendar=CALENDAR) == friday
    assert deadline_warning(year=2026, calendar=CALENDAR) == (
        "Batas penyampaian Laporan Kinerja 2026, Minggu, 28 Februari 2027, bukan hari kerja. "
        "Sampaikan paling lambat Jumat, 26 Februari 2027."
    )
    assert deadline_warning(year=2027, calendar=CALENDAR) is None
    with_holiday = dataclasses.replace(CALENDAR, days_off={date(2028, 2, 29): "Hari Jadi Kota"})
    warning = deadline_warning(year=2027, calendar=with_holiday)
    assert warning is not None
    assert "(Hari Jadi Kota)" in warning
