"""When each remaining task of the SOP is done, counted back from the date the report is due."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lakip.documents.blocks import Bar
from lakip.sop.worktime import WorkCalendar

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Task:
    """A task with the working days that the SOP gives it."""

    text: str
    who: str
    days: int


# The SOP's steps after the meeting, in its words. It gives three weeks for the data and the
# draft together: a week each for collecting, for analysing and for drafting is our division.
COLLECT = Task(
    text="Mengumpulkan data dari bidang terkait", who="Tim penyusun, Kepala Bidang", days=5
)
REVISE = Task(
    text="Merevisi draft dan memverifikasinya kembali, termasuk cadangan waktu",
    who="Tim penyusun, Sekretaris",
    days=2,
)
FORMS = Task(text="Menyusun dan mendistribusikan format data", who="Tim penyusun", days=2)
ANALYSE = Task(text="Mengolah dan menganalisa data", who="Tim penyusun", days=5)
DRAFT = Task(
    text="Menyusun draft Laporan Kinerja dan menyerahkannya kepada Sekretaris",
    who="Tim penyusun",
    days=5,
)
VERIFY = Task(text="Memverifikasi dan memaraf draft Laporan Kinerja", who="Sekretaris", days=1)
RATIFY = Task(text="Mengesahkan Laporan Kinerja", who="Kepala Dinas", days=1)
SEND = Task(
    text="Menggandakan, mendokumentasikan, dan mengirimkan Laporan Kinerja",
    who="Tim penyusun",
    days=1,
)
TASKS = (FORMS, COLLECT, ANALYSE, DRAFT, VERIFY, REVISE, RATIFY, SEND)
DAYS_NEEDED = sum(task.days for task in TASKS)


def back_schedule(
    *, deadline: datetime.date, today: datetime.date, calendar: WorkCalendar
) -> tuple[Bar, ...]:
    """The tasks over the working days after `today`, so that the last one ends by the deadline.

    What the SOP's time limits leave over lies before the ratification, for revisions: the tasks
    before it begin as soon as their turn opens. When there is too little time the longest tasks
    are shortened first, and at last tasks share a day. After the deadline the SOP's time limits
    count from `today`.
    """
    days = list(_working_days(after=today, until=deadline, calendar=calendar))
    if not days:
        days = list(islice(_working_days_from(today, calendar), DAYS_NEEDED))
    return tuple(
        Bar(text=task.text, who=task.who, starts=days[first], ends=days[last])
        for task, (first, last) in zip(TASKS, _spans(len(days)), strict=True)
    )


def days_left(*, deadline: datetime.date, today: datetime.date, calendar: WorkCalendar) -> int:
    """The working days after `today` up to and including the deadline."""
    return sum(1 for _ in _working_days(after=today, until=deadline, calendar=calendar))


def next_working_day(day: datetime.date, *, calendar: WorkCalendar) -> datetime.date:
    """The first working day after that date."""
    return next(_working_days_from(day, calendar))


def days_off_between(
    *, first: datetime.date, last: datetime.date, calendar: WorkCalendar
) -> tuple[datetime.date, ...]:
    """The dates of that stretch that are not worked."""
    span = (first + _DAY * at for at in range((last - first).days + 1))
    return tuple(day for day in span if calendar.hours_on(day) is None)


def _working_days_from(today: datetime.date, calendar: WorkCalendar) -> Iterator[datetime.date]:
    day = today
    while True:
        day += _DAY
        if calendar.hours_on(day) is not None:
            yield day


def _working_days(
    *, after: datetime.date, until: datetime.date, calendar: WorkCalendar
) -> Iterator[datetime.date]:
    for at in range(1, (until - after).days + 1):
        if calendar.hours_on(after + _DAY * at) is not None:
            yield after + _DAY * at


def _spans(count: int) -> list[tuple[int, int]]:
    """For each task the first and last of that many days."""
    if count < len(TASKS):
        shared = [at * count // len(TASKS) for at in range(len(TASKS))]
        return [(at, at) for at in shared]
    lengths = [task.days for task in TASKS]
    lengths[TASKS.index(REVISE)] += max(count - DAYS_NEEDED, 0)
    while sum(lengths) > count:
        lengths[lengths.index(max(lengths))] -= 1
    starts = [sum(lengths[:at]) for at in range(len(lengths))]
    return [(start, start + length - 1) for start, length in zip(starts, lengths, strict=True)]
