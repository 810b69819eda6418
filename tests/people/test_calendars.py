"""An operator's correction of the calendar counts for the next time limit."""

import datetime

import pytest

from lakip.people.calendars import calendar_of, corrected
from lakip.people.government import CalendarDay, Government

DAY = datetime.date(2027, 3, 17)


@pytest.mark.django_db
def test_a_day_off_of_ones_own_counts_at_once() -> None:
    government = Government.objects.create(name="Kota Uji")
    assert calendar_of(government).hours_on(DAY) is not None
    CalendarDay.objects.create(government=government, date=DAY, kind="libur", name="Hari jadi")
    corrected(government)
    assert calendar_of(government).hours_on(DAY) is None
