"""The invitation as a calendar takes it in."""

import datetime
import zoneinfo
from typing import Any

import pytest
from icalendar import Calendar, Event

from lakip.documents.calendar_file import due_time, invitation

WITA = zoneinfo.ZoneInfo("Asia/Makassar")
MEETING: dict[str, Any] = {
    "uid": "0193a7b2-rapat@lakip.bahariraya.go.id",
    "title": "Rapat perdana Tim Penyusun Laporan Kinerja, Tahun 2026",
    "place": "Ruang Rapat Lantai 2; Dinas Kelautan dan Perikanan",
    "starts": datetime.datetime(2026, 11, 26, 9, 0, tzinfo=WITA),
    "ends": datetime.datetime(2026, 11, 26, 11, 30, tzinfo=WITA),
    "organizer": "Sitti Aminah, S.E. <aminah@bahariraya.go.id>",
    "description": "Acara:\n1. Pembagian tugas\n2. Jadwal kerja",
    "at": datetime.datetime(2026, 11, 23, 1, 2, 3, 456, tzinfo=datetime.UTC),
}


def read(**changed: Any) -> Event:
    events = Calendar.from_ical(invitation(**MEETING | changed)).events
    assert len(events) == 1
    assert not events[0].errors
    return events[0]


def test_a_calendar_reads_the_meeting_as_it_was_called():
    event = read()
    assert str(event["summary"]) == MEETING["title"]
    assert str(event["location"]) == MEETING["place"]
    assert str(event["description"]) == MEETING["description"]
    assert str(event["uid"]) == MEETING["uid"]
    assert event.start == MEETING["starts"]
    assert event.end == MEETING["ends"]
    assert event["dtstamp"].dt == datetime.datetime(2026, 11, 23, 1, 2, 3, tzinfo=datetime.UTC)


def test_nine_in_makassar_is_nine_on_its_own_clock_and_one_in_utc():
    event = read()
    assert event["dtstart"].params["TZID"] == "Asia/Makassar"
    assert event["dtstart"].to_ical() == b"20261126T090000"
    assert event.start.astimezone(datetime.UTC).hour == 1
    told = invitation(**MEETING)
    assert b"TZOFFSETTO:+0800" in told
    assert told.index(b"BEGIN:VTIMEZONE") < told.index(b"BEGIN:VEVENT")


def test_the_end_is_told_on_the_clock_of_the_beginning():
    ends = datetime.datetime(2026, 11, 26, 12, 30, tzinfo=zoneinfo.ZoneInfo("Asia/Jayapura"))
    assert read(ends=ends)["dtend"].to_ical() == b"20261126T113000"


def test_an_offset_without_a_name_is_told_in_utc():
    offset = datetime.timezone(datetime.timedelta(hours=7))
    changed = {name: MEETING[name].astimezone(offset) for name in ("starts", "ends")}
    assert read(**changed)["dtstart"].to_ical() == b"20261126T010000Z"
    assert b"VTIMEZONE" not in invitation(**MEETING | changed)


def test_it_is_published_and_asks_nobody_for_an_answer():
    calendar = Calendar.from_ical(invitation(**MEETING))
    assert calendar["method"] == "PUBLISH"
    assert "attendee" not in read()


@pytest.mark.parametrize(
    ("organizer", "address", "name"),
    [
        ("Aminah <aminah@a.go.id>", "mailto:aminah@a.go.id", "Aminah"),
        ("aminah@a.go.id", "mailto:aminah@a.go.id", None),
        ('Dinas "Kelautan" dan Perikanan', "invalid:nomail", "Dinas 'Kelautan' dan Perikanan"),
        ("Drs. Yusuf, M.M.", "invalid:nomail", "Drs. Yusuf, M.M."),
    ],
)
def test_who_invites_has_a_name_also_without_an_address(organizer, address, name):
    told = read(organizer=organizer)["organizer"]
    assert str(told) == address
    assert told.params.get("CN") == name


def test_the_same_meeting_gives_the_same_bytes_in_lines_that_fit():
    told = invitation(**MEETING | {"title": "é" * 200})
    assert told == invitation(**MEETING | {"title": "é" * 200})
    assert all(len(line) <= 75 for line in told.split(b"\r\n"))
    assert b"\n" not in told.replace(b"\r\n", b"")


def test_words_cannot_become_lines_of_the_file():
    evil = "Rapat\r\nEND:VEVENT\r\nATTENDEE:mailto:x@y\x00\x1b\x85"
    event = read(title=evil, place=evil, organizer=evil, uid=evil, description=evil)
    assert "attendee" not in event
    assert str(event["summary"]) == "Rapat END:VEVENT ATTENDEE:mailto:x@y"
    assert str(event["description"]) == "Rapat\nEND:VEVENT\nATTENDEE:mailto:x@y"


@pytest.mark.parametrize(
    "changed",
    [
        {"ends": MEETING["starts"]},
        {"starts": MEETING["starts"].replace(tzinfo=None)},
        {"at": MEETING["at"].replace(tzinfo=None)},
    ],
)
def test_a_meeting_that_cannot_be_is_refused(changed):
    with pytest.raises(ValueError, match=r"ends|zone"):
        invitation(**MEETING | changed)


DUE: dict[str, Any] = {
    "uid": "0193a7b2@lakip",
    "title": "Tenggat: Paraf draft SK tim,\nLaporan Kinerja 2026",
    "due": datetime.datetime(2027, 1, 8, 16, 30, 0, 5, tzinfo=WITA),
    "url": "https://lakip.bahariraya.go.id/laporan/1/",
    "description": "Dinas; langkah 4",
    "at": datetime.datetime(2027, 1, 8, 1, 2, 3, tzinfo=datetime.UTC),
}


def test_a_due_time_takes_no_time_and_warns_a_day_before():
    (event,) = Calendar.from_ical(due_time(**DUE)).events
    (alarm,) = event.walk("VALARM")
    assert event.errors == []
    assert str(event["summary"]) == "Tenggat: Paraf draft SK tim, Laporan Kinerja 2026"
    assert event.start == event.end == DUE["due"].replace(microsecond=0)
    assert str(event["transp"]) == "TRANSPARENT"
    assert (str(alarm["action"]), alarm["trigger"].dt) == ("DISPLAY", datetime.timedelta(days=-1))
    assert due_time(**DUE) == due_time(**DUE)


def test_a_due_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        due_time(**DUE | {"due": datetime.datetime(2027, 1, 8, 16, 30)})  # noqa: DTZ001
