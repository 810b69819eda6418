"""The shipped calendar: that it has not drifted from its source, and that faults are named."""

from datetime import date

import holidays
import pytest

from lakip.sop import calendars
from lakip.sop.calendars import CalendarFault, Kind, Ramadan
from lakip.sop.worktime import Zone

YEARS = range(2024, 2028)
TWICE = """
known_until = 2027-12-31
[libur-nasional]
2027-01-01 = "Tahun Baru Masehi"
[cuti-bersama]
2027-01-01 = "Cuti Bersama"
"""
CATEGORIES = {Kind.LIBUR_NASIONAL: "public", Kind.CUTI_BERSAMA: "government"}
# What the package has and we leave out; the reason stands beside it in the calendar file.
LEFT_OUT = {Kind.LIBUR_NASIONAL: {date(2027, 12, 26)}, Kind.CUTI_BERSAMA: set()}


@pytest.mark.parametrize("kind", Kind)
def test_the_days_off_are_those_of_the_holidays_package(kind: Kind):
    source = holidays.country_holidays(
        "ID", years=YEARS, categories=CATEGORIES[kind], language="id"
    )
    wanted = {day: name for day, name in source.items() if day not in LEFT_OUT[kind]}
    shipped = {
        day.on: f"{day.name} (perkiraan)" if day.estimate else day.name
        for day in calendars.national().days_off
        if day.kind == kind
    }
    assert shipped == wanted
    assert LEFT_OUT[kind] <= source.keys()


def test_what_is_left_out_changes_no_due_time():
    for days in LEFT_OUT.values():
        assert all(day.weekday() == 6 for day in days)


def test_the_fasting_months():
    assert calendars.national().ramadans == (
        Ramadan(date(2024, 3, 12), date(2024, 4, 9)),
        Ramadan(date(2025, 3, 1), date(2025, 3, 30)),
        Ramadan(date(2026, 2, 19), date(2026, 3, 20)),
        Ramadan(date(2027, 2, 8), date(2027, 3, 9), estimate=True),
    )


def test_ramadan_ends_on_the_eve_of_idul_fitri():
    feasts = {day.on for day in calendars.national().days_off if day.name == "Hari Raya Idul Fitri"}
    assert {
        date.fromordinal(m.last.toordinal() + 1) for m in calendars.national().ramadans
    } == feasts


def test_a_zone_has_one_calendar_that_keeps_its_years():
    assert calendars.indonesia(zone="Asia/Makassar") is calendars.indonesia(zone=Zone.WITA)
    assert calendars.indonesia().zone == Zone.WIB
    with pytest.raises(ValueError, match="Europe/Paris"):
        calendars.indonesia(zone="Europe/Paris")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("known_until =", "TOML"),
        ("", "known_until"),
        ("known_until = 2027-12-31T00:00:00", "known_until"),
        ("known_until = 2027-12-31\nhari = 1", "hari tidak dikenal"),
        ("known_until = 2027-12-31\nlibur-nasional = 3", "libur-nasional"),
        ("known_until = 2027-12-31\n[libur-nasional]\n2027-02-30 = 'X'", "bukan tanggal"),
        ("known_until = 2027-12-31\n[libur-nasional]\n20270101 = 'X'", "bukan tanggal"),
        ("known_until = 2027-12-31\n[cuti-bersama]\n2028-01-01 = 'X'", "sesudah known_until"),
        ("known_until = 2027-12-31\n[cuti-bersama]\n2027-01-01 = ''", "belum diberi nama"),
        (TWICE, "sudah ditulis"),
        ("known_until = 2027-12-31\nestimates = [2027-01-01]", "bukan hari libur"),
        ("known_until = 2027-12-31\n[[ramadan]]\nfirst = 2027-01-01", "first dan last"),
        (
            "known_until = 2027-12-31\n[[ramadan]]\nfirst = 2027-01-02\nlast = 2027-01-01",
            "mendahului",
        ),
    ],
)
def test_a_faulty_calendar_is_refused_with_its_fault(text: str, fault: str):
    with pytest.raises(CalendarFault, match=fault):
        calendars.read(text)
