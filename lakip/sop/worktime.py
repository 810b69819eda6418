"""Working time: when a time limit of the SOP ends, and how much office time was used.

Hours follow Perpres 21/2023. `menit` and `jam` are office minutes; `hari` is a working day and
`minggu` is five of them. Nothing here asks a clock, a database or a setting.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType
from typing import Self
from zoneinfo import ZoneInfo

DAYS_IN_A_WEEK = 5
LARGEST_AMOUNT = 9_999
_WORDS = re.compile(r"(-?[0-9]{1,9})\s+(menit|jam|hari|minggu)", re.IGNORECASE)
_DAY, _HOUR, _MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
_DAY_NAMES = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTH_NAMES = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


class Zone(StrEnum):
    """The three time zones of Indonesia. None has had summer time since 1964."""

    WIB = "Asia/Jakarta"
    WITA = "Asia/Makassar"
    WIT = "Asia/Jayapura"


class Unit(StrEnum):
    """The units that an SOP writes its time limits in."""

    MENIT = "menit"
    JAM = "jam"
    HARI = "hari"
    MINGGU = "minggu"


@dataclass(frozen=True)
class Limit:
    """A time limit in the SOP's own unit: "1 hari" is a working day, never 24 or 7.5 hours."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise ValueError(f'Batas waktu "{self}" harus lebih dari nol.')
        if self.amount > LARGEST_AMOUNT:
            raise ValueError(
                f'Batas waktu "{self}" terlalu panjang; angkanya paling besar {LARGEST_AMOUNT}.'
            )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a limit as the SOP writes it; raises ValueError with a sentence in Indonesian."""
        found = _WORDS.fullmatch(text.strip())
        if found is None:
            raise ValueError(
                f'Batas waktu "{text[:40]}" tidak dapat dibaca. Tulis bilangan bulat dan satuannya '
                '(menit, jam, hari, atau minggu), misalnya "15 menit".'
            )
        return cls(int(found[1]), Unit(found[2].lower()))

    def __str__(self) -> str:
        return f"{self.amount} {self.unit.value}"


@dataclass(frozen=True)
class OfficeHours:
    """When an office is open on one day; a day without a break leaves both break times out."""

    start: time
    end: time
    break_start: time | None = None
    break_end: time | None = None

    def __post_init__(self) -> None:
        times = (self.start, self.break_start, self.break_end, self.end)
        half_a_break = (self.break_start is None) != (self.break_end is None)
        if half_a_break or not all(a < b for a, b in pairwise(filter(None, times))):
            raise ValueError("Jam kerja harus berurutan: mulai, istirahat, sesudahnya, tutup.")

    @property
    def spells(self) -> tuple[tuple[time, time], ...]:
        """The stretches of work in the day, without the break."""
        if self.break_start is None or self.break_end is None:
            return ((self.start, self.end),)
        return ((self.start, self.break_start), (self.break_end, self.end))


def _week(monday_to_thursday: OfficeHours, friday: OfficeHours) -> Mapping[int, OfficeHours]:
    return MappingProxyType({**dict.fromkeys(range(4), monday_to_thursday), 4: friday})


# Perpres 21/2023 Pasal 4 fixes the hours of a week (37.5; in Ramadan 32.5), the start and the
# length of the break. When the break begins is for each agency; these are the usual times.
ORDINARY_HOURS = _week(
    OfficeHours(time(7, 30), time(16), time(12), time(13)),
    OfficeHours(time(7, 30), time(16, 30), time(11, 30), time(13)),
)
RAMADAN_HOURS = _week(
    OfficeHours(time(8), time(15), time(12), time(12, 30)),
    OfficeHours(time(8), time(15, 30), time(11, 30), time(12, 30)),
)


@dataclass(frozen=True, kw_only=True)
class WorkCalendar:
    """When one government's offices work. Keep the object: it remembers the years it laid out.

    - `ordinary` and `ramadan` give the hours of each weekday (0 is Monday); a weekday that is
      missing is not worked. Without Ramadan hours the ordinary ones run through.
    - `days_off` are holidays and cuti bersama by date, with their names.
    - `working_days` are worked by correction and win over everything: a cancelled holiday, or a
      working Saturday. A weekday that has no hours of its own then takes those of the week's
      first working weekday (Monday), for Friday's long break belongs to Friday prayer alone.
    - `ramadans` are first and last dates of the fasting months.
    - `known_until` is the last date whose holidays were entered. Later dates still count, with
      weekends only: ask `knows` and warn.
    """

    zone: Zone = Zone.WIB
    ordinary: Mapping[int, OfficeHours] = ORDINARY_HOURS
    ramadan: Mapping[int, OfficeHours] = RAMADAN_HOURS
    days_off: Mapping[date, str] = MappingProxyType({})
    working_days: frozenset[date] = frozenset()
    ramadans: tuple[tuple[date, date], ...] = ()
    known_until: date = date.min

    def __post_init__(self) -> None:
        if not self.ordinary:
            raise ValueError("Kalender kerja harus memuat jam kerja sedikitnya satu hari.")
        # Copies, so that nobody can change the mappings under the years already laid out.
        object.__setattr__(self, "zone", Zone(self.zone))
        for name in ("ordinary", "ramadan", "days_off"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    @cached_property
    def tzinfo(self) -> ZoneInfo:
        """The zone as datetime wants it."""
        return ZoneInfo(self.zone)

    @cached_property
    def _years(self) -> dict[int, "_Year"]:
        return {}

    def hours_on(self, day: date) -> OfficeHours | None:
        """The office hours of that date, or None when it is not worked."""
        corrected = day in self.working_days
        if day in self.days_off and not corrected:
            return None
        week = self.ramadan if self.ramadan and self.in_ramadan(day) else self.ordinary
        return week.get(day.weekday()) or (week[min(week)] if corrected else None)

    def in_ramadan(self, day: date) -> bool:
        """Whether that date lies in a fasting month."""
        return any(first <= day <= last for first, last in self.ramadans)

    def knows(self, day: date) -> bool:
        """Whether the holidays of that date were entered; if not, only weekends are left out."""
        return day <= self.known_until

    def local(self, moment: datetime) -> datetime:
        """The moment on this calendar's wall clock."""
        if moment.utcoffset() is None:
            raise ValueError("A moment without a time zone has no place in a working calendar.")
        return moment.astimezone(self.tzinfo)

    def _year(self, number: int) -> "_Year":
        # Two threads may lay out the same year at once; both find the same, so either may stay.
        if (found := self._years.get(number)) is None:
            found = self._years[number] = _Year(self, number)
        return found


class _Year:
    """One year laid out as spells of work, with the office time before and after each.

    Running sums turn every question into a binary search. All moments carry the calendar's own
    zone object, so Python compares and subtracts them by the wall clock, without asking the zone
    each time. That is right because clocks in Indonesia are never set forward or back.
    """

    __slots__ = ("after", "before", "closes", "days", "ends", "starts", "total", "zone")

    def __init__(self, calendar: WorkCalendar, number: int) -> None:
        self.zone = calendar.tzinfo
        self.days: list[date] = []
        self.closes: list[datetime] = []
        self.starts: list[datetime] = []
        self.ends: list[datetime] = []
        self.before: list[timedelta] = []
        self.after: list[timedelta] = []
        self.total = timedelta()
        for ordinal in range(date(number, 1, 1).toordinal(), date(number, 12, 31).toordinal() + 1):
            day = date.fromordinal(ordinal)
            if hours := calendar.hours_on(day):
                self._add(day, hours)

    def _add(self, day: date, hours: OfficeHours) -> None:
        for start, end in hours.spells:
            self.starts.append(datetime.combine(day, start, self.zone))
            self.ends.append(datetime.combine(day, end, self.zone))
            self.before.append(self.total)
            self.total += self.ends[-1] - self.starts[-1]
            self.after.append(self.total)
        self.days.append(day)
        self.closes.append(self.ends[-1])

    def used_by(self, moment: datetime) -> timedelta:
        """The office time of this year up to a moment in it."""
        spell = bisect_right(self.starts, moment) - 1
        if spell < 0:
            return timedelta()
        return self.before[spell] + min(moment, self.ends[spell]) - self.starts[spell]

    def moment_of(self, used: timedelta) -> datetime:
        """The first moment at which that much of this year's office time is used."""
        spell = bisect_left(self.after, used)
        return self.ends[spell] - (self.after[spell] - used)

    def days_by(self, day: date) -> int:
        """The working days of this year up to and including a date in it."""
        return bisect_right(self.days, day)


def due(*, opened: datetime, within: Limit, calendar: WorkCalendar) -> datetime:
    """When a limit that began at `opened` ends, in the calendar's zone.

    Minutes and hours use up office time. What is opened while the office is shut begins at the
    next opening; what ends exactly at a break or at closing time ends there, not after it.

    Days and weeks end at close of office on the n-th working day after the date of opening. That
    date never counts, be it early in the morning or a Sunday: "1 hari" opened at any time on
    Friday, on Saturday or on Sunday ends on Monday at closing time.
    """
    local = calendar.local(opened)
    match within.unit:
        case Unit.MENIT:
            return _office_time_on(local, within.amount * _MINUTE, calendar)
        case Unit.JAM:
            return _office_time_on(local, within.amount * _HOUR, calendar)
        case Unit.HARI:
            return _working_days_on(local.date(), within.amount, calendar)
        case Unit.MINGGU:
            return _working_days_on(local.date(), within.amount * DAYS_IN_A_WEEK, calendar)


def _office_time_on(local: datetime, amount: timedelta, calendar: WorkCalendar) -> datetime:
    number = local.year
    year = calendar._year(number)
    used = year.used_by(local) + amount
    while used > year.total:
        used -= year.total
        number += 1
        year = calendar._year(number)
    return year.moment_of(used)


def _working_days_on(day: date, amount: int, calendar: WorkCalendar) -> datetime:
    number = day.year
    year = calendar._year(number)
    place = year.days_by(day) + amount
    while place > len(year.days):
        place -= len(year.days)
        number += 1
        year = calendar._year(number)
    return year.closes[place - 1]


def office_minutes_between(*, start: datetime, end: datetime, calendar: WorkCalendar) -> int:
    """The whole office minutes from one moment to another: the time actually used."""
    if end < start:
        raise ValueError("The end lies before the start.")
    first, last = (calendar.local(moment) for moment in (start, end))
    used = calendar._year(last.year).used_by(last) - calendar._year(first.year).used_by(first)
    for number in range(first.year, last.year):
        used += calendar._year(number).total
    return used // _MINUTE


def working_days_between(*, start: date, end: date, calendar: WorkCalendar) -> int:
    """The working days after the date of `start` up to and including the date of `end`.

    It counts as `due` does: from opening to the end of "3 hari" are 3. Either may be a date or a
    moment with a time zone, which is first brought to the calendar's zone.
    """
    first, last = (_date_of(moment, calendar) for moment in (start, end))
    if last < first:
        raise ValueError("The end lies before the start.")
    days = calendar._year(last.year).days_by(last) - calendar._year(first.year).days_by(first)
    return days + sum(len(calendar._year(n).days) for n in range(first.year, last.year))


def _date_of(moment: date, calendar: WorkCalendar) -> date:
    return calendar.local(moment).date() if isinstance(moment, datetime) else moment


def legal_deadline(year: int) -> date:
    """The last date on which an OPD may hand in the report on that year.

    Two months after the year ends: Perpres 29/2014, in Pasal 18-27 on performance reporting.
    """
    return date(year + 1, 3, 1) - _DAY


def last_working_day_on_or_before(day: date, *, calendar: WorkCalendar) -> date:
    """That date if it is worked, else the nearest working day before it."""
    while calendar.hours_on(day) is None:
        day -= _DAY
    return day


def deadline_warning(*, year: int, calendar: WorkCalendar) -> str | None:
    """What to tell when the legal deadline of the report on `year` is not a working day."""
    last = legal_deadline(year)
    act_by = last_working_day_on_or_before(last, calendar=calendar)
    if act_by == last:
        return None
    name = f" ({calendar.days_off[last]})" if last in calendar.days_off else ""
    return (
        f"Batas penyampaian Laporan Kinerja {year}, {_in_words(last)}, bukan hari kerja{name}. "
        f"Sampaikan paling lambat {_in_words(act_by)}."
    )


def _in_words(day: date) -> str:
    return f"{_DAY_NAMES[day.weekday()]}, {day.day} {_MONTH_NAMES[day.month - 1]} {day.year}"
