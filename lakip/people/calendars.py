"""A government's working calendar: the shipped one with the government's own corrections."""

import dataclasses
from functools import lru_cache

from lakip.people.government import CalendarDay, Government
from lakip.sop import calendars
from lakip.sop.worktime import WorkCalendar


def calendar_of(government: Government) -> WorkCalendar:
    """The calendar that the government's time limits run on; a correction is obeyed at once."""
    return _calendar(government.pk, government.zone, government.calendar_revision)


@lru_cache(maxsize=256)
def _calendar(government_id: int, zone: str, revision: int) -> WorkCalendar:
    """Build once for each revision: a correction raises the revision (see `corrected`)."""
    shipped = calendars.indonesia(zone=zone)
    days_off = dict(shipped.days_off)
    worked = set(shipped.working_days)
    for day in CalendarDay.objects.filter(government_id=government_id):
        if day.kind == CalendarDay.Kind.OFF:
            days_off[day.date] = day.name
            worked.discard(day.date)
        else:
            days_off.pop(day.date, None)
            worked.add(day.date)
    own = Government.objects.get(pk=government_id).ramadans.all()
    periods = [
        period
        for period in shipped.ramadans
        if not any(r.starts_on <= period[1] and r.ends_on >= period[0] for r in own)
    ]
    periods += [(r.starts_on, r.ends_on) for r in own]
    return dataclasses.replace(
        shipped,
        days_off=days_off,
        working_days=frozenset(worked),
        ramadans=tuple(sorted(periods)),
    )


def corrected(government: Government) -> None:
    """Tell that the government's calendar has changed, so that every process reads it anew."""
    government.calendar_revision += 1
    government.save(update_fields=["calendar_revision"])
