"""A meeting or a due time as a calendar file (.ics, RFC 5545), for phones and desks."""

import datetime
import unicodedata
import zoneinfo
from email.utils import parseaddr

from icalendar import Alarm, Calendar, Event, Timezone, vCalAddress, vText

PRODUCT = "-//lakip//undangan//ID"
PRODUCT_OF_DUE = "-//lakip//tenggat//ID"
A_DAY_BEFORE = datetime.timedelta(days=-1)
# RFC 5546 wants an organizer in what is published; this is the address of one without e-mail.
NO_ADDRESS = "invalid:nomail"


def invitation(
    *,
    uid: str,
    title: str,
    place: str,
    starts: datetime.datetime,
    ends: datetime.datetime,
    organizer: str,
    description: str,
    at: datetime.datetime,
) -> bytes:
    """One meeting, to be taken into a calendar. The same meeting gives the same bytes.

    It is published (METHOD:PUBLISH, RFC 5546 section 3.2.1), so nobody is asked to answer. The
    same `uid` with a later `at` replaces the meeting that a calendar already has. `organizer` is
    a name, an e-mail address, or both as `Name <address>`. ValueError when the meeting does not
    end after it starts, or a time does not know its zone.
    """
    if any(time.tzinfo is None for time in (starts, ends, at)):
        raise ValueError("a time without a zone")
    if ends <= starts:
        raise ValueError(f"ends {ends}, before it starts {starts}")
    calendar, zone = _published(PRODUCT, starts, ends)
    event = _event(uid, title, description, at)
    event.add("location", _line(place))
    event.add("dtstart", starts.astimezone(zone).replace(microsecond=0))
    event.add("dtend", ends.astimezone(zone).replace(microsecond=0))
    event.add("organizer", _organizer(organizer), encode=False)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def due_time(
    *,
    uid: str,
    title: str,
    due: datetime.datetime,
    url: str,
    description: str,
    at: datetime.datetime,
) -> bytes:
    """A time at which something is due, with an alarm a day before. The same gives the same bytes.

    It takes no time of the day, so nobody is shown as busy (RFC 5545, section 3.6.1). The same
    `uid` replaces what a calendar already has. ValueError for a time that does not know its zone.
    """
    if due.tzinfo is None or at.tzinfo is None:
        raise ValueError("a time without a zone")
    calendar, zone = _published(PRODUCT_OF_DUE, due, due)
    event = _event(uid, title, description, at)
    event.add("dtstart", due.astimezone(zone).replace(microsecond=0))
    event.add("transp", "TRANSPARENT")
    event.add("url", url)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _line(title))
    alarm.add("trigger", A_DAY_BEFORE)
    event.add_component(alarm)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _published(
    product: str, starts: datetime.datetime, ends: datetime.datetime
) -> tuple[Calendar, datetime.tzinfo]:
    """A calendar that is published, and the zone that its times are told in."""
    calendar = Calendar()
    calendar.add("prodid", product)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    zone = starts.tzinfo
    if not isinstance(zone, zoneinfo.ZoneInfo):
        return calendar, datetime.UTC  # An offset alone has no name that a calendar would know.
    calendar.add_component(_rules_of(zone, starts, ends))
    return calendar, zone


def _event(uid: str, title: str, description: str, at: datetime.datetime) -> Event:
    event = Event()
    event.add("uid", _line(uid))
    event.add("dtstamp", at.astimezone(datetime.UTC).replace(microsecond=0))
    event.add("summary", _line(title))
    event.add("description", _text(description))
    return event


def _rules_of(
    zone: zoneinfo.ZoneInfo, starts: datetime.datetime, ends: datetime.datetime
) -> Timezone:
    """The zone's own rules around the meeting, for a calendar that does not know its name."""
    day = datetime.timedelta(days=1)
    first, last = datetime.date(starts.year, 1, 1), ends.astimezone(zone).date() + day
    return Timezone.from_tzid(zone.key, first_date=first, last_date=last)


def _organizer(told: str) -> vCalAddress:
    name, address = parseaddr(_line(told))
    is_address = "@" in address and " " not in address
    organizer = vCalAddress(f"mailto:{address}" if is_address else NO_ADDRESS)
    if name or not is_address:
        organizer.params["CN"] = vText((name if is_address else _line(told)).replace('"', "'"))
    return organizer


def _line(text: str) -> str:
    return " ".join(_text(text).split())


def _text(text: str) -> str:
    """Without the control characters that RFC 5545 forbids."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
