"""The national calendar that comes with the program, and its reader.

The days live in `indonesia.toml`. A government's own corrections are added elsewhere.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from lakip.sop.worktime import WorkCalendar, Zone

SHIPPED = Path(__file__).parent / "indonesia.toml"


class Kind(StrEnum):
    """Why a day is off: the two lists of the yearly joint decree (SKB 3 Menteri)."""

    LIBUR_NASIONAL = "libur-nasional"
    CUTI_BERSAMA = "cuti-bersama"


@dataclass(frozen=True)
class DayOff:
    """One day off. An estimate still waits for the government to fix the date."""

    on: date
    name: str
    kind: Kind
    estimate: bool = False


@dataclass(frozen=True)
class Ramadan:
    """A fasting month, from its first to its last day."""

    first: date
    last: date
    estimate: bool = False


@dataclass(frozen=True)
class NationalCalendar:
    """What a calendar file says; after `known_until` it says nothing."""

    known_until: date
    days_off: tuple[DayOff, ...]
    ramadans: tuple[Ramadan, ...]

    def work_calendar(self, *, zone: Zone) -> WorkCalendar:
        """The working calendar of a zone with these days off and the hours of Perpres 21/2023."""
        return WorkCalendar(
            zone=zone,
            days_off={day.on: day.name for day in self.days_off},
            ramadans=tuple((month.first, month.last) for month in self.ramadans),
            known_until=self.known_until,
        )


class CalendarFault(ValueError):
    """A calendar file that cannot be trusted; its text names every fault, one a line."""


@cache
def national() -> NationalCalendar:
    """The national calendar as shipped."""
    return read(SHIPPED.read_text(encoding="utf-8"))


def indonesia(*, zone: str = Zone.WIB) -> WorkCalendar:
    """The shipped working calendar of a zone. The same object comes each time, years laid out."""
    return _of_zone(Zone(zone))


@cache
def _of_zone(zone: Zone) -> WorkCalendar:
    return national().work_calendar(zone=zone)


def read(text: str) -> NationalCalendar:
    """Read a calendar file. Raises CalendarFault naming every fault."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CalendarFault(f"Bukan TOML yang sah: {error}.") from error
    if faults := list(_faults(data)):
        raise CalendarFault("\n".join(faults))
    estimates = set(data.get("estimates", []))
    days = (
        DayOff(day, name, kind, day in estimates)
        for kind in Kind
        for day, name in ((date.fromisoformat(key), name) for key, name in _days(data, kind))
    )
    return NationalCalendar(
        known_until=data["known_until"],
        days_off=tuple(sorted(days, key=lambda day: day.on)),
        ramadans=tuple(Ramadan(**month) for month in data.get("ramadan", [])),
    )


def _days(data: dict[str, Any], kind: Kind) -> list[tuple[str, Any]]:
    return list(data.get(kind, {}).items())


def _faults(data: dict[str, Any]) -> Iterator[str]:
    for key in data.keys() - {"known_until", "estimates", "ramadan", *Kind}:
        yield f"{key} tidak dikenal."
    shaped = all(isinstance(data.get(kind, {}), dict) for kind in Kind)
    shaped &= isinstance(data.get("estimates", []), list)
    shaped &= isinstance(data.get("ramadan", []), list)
    if not _is_date(data.get("known_until")) or not shaped:
        yield "Kalender harus memuat known_until (tanggal), [libur-nasional], [cuti-bersama]."
        return
    yield from _day_faults(data)
    for month in data.get("ramadan", []):
        yield from _ramadan_faults(month)


def _day_faults(data: dict[str, Any]) -> Iterator[str]:
    seen: set[date] = set()
    for kind in Kind:
        for key, name in _days(data, kind):
            day = _date_from(key)
            if day is None:
                yield f"[{kind}]: {key} bukan tanggal; tulis seperti 2027-01-01."
            elif day > data["known_until"]:
                yield f"[{kind}]: {key} sesudah known_until ({data['known_until']})."
            elif day in seen:
                yield f"[{kind}]: {key} sudah ditulis di bagian lain."
            if not isinstance(name, str) or not name.strip():
                yield f"[{kind}]: {key} belum diberi nama."
            if day is not None:
                seen.add(day)
    for day in data.get("estimates", []):
        if day not in seen:
            yield f"estimates: {day} bukan hari libur dalam kalender ini."


def _ramadan_faults(month: Any) -> Iterator[str]:
    known = isinstance(month, dict) and month.keys() <= {"first", "last", "estimate"}
    if not known or not _is_date(month.get("first")) or not _is_date(month.get("last")):
        yield "[[ramadan]]: isi first dan last dengan tanggal; estimate boleh ditambahkan."
    elif not month["first"] <= month["last"]:
        yield f"[[ramadan]]: {month['last']} mendahului {month['first']}."


def _is_date(value: Any) -> bool:
    # A TOML date with a time is a datetime, which Python also takes for a date.
    return type(value) is date


def _date_from(key: str) -> date | None:
    try:
        day = date.fromisoformat(key)
    except ValueError:
        return None
    return day if day.isoformat() == key else None
