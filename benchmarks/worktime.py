"""Working time against businesstimedelta: same rule, same questions, same run.

Run with `python -m benchmarks.worktime`. Ends with 1 when it is not a hundred times as fast, or
when the two do not agree. Ramadan is left out, for the reference cannot express it.
"""

import json
import random
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from statistics import median
from time import perf_counter
from typing import Any

import pytz
from businesstimedelta import BusinessTimeDelta, HolidayRule, LunchTimeRule, Rules, WorkDayRule

from lakip.sop import calendars
from lakip.sop.worktime import Limit, OfficeHours, Unit, WorkCalendar, Zone, due

DEMANDED_RATIO = 100
QUESTIONS = 300
ROUNDS = 9
LIMITS = tuple(Limit(amount, Unit.MENIT) for amount in (15, 15, 60, 15, 15, 60, 15))


def measure() -> dict[str, Any]:
    """Time both in turns, and say how many times faster ours is (median of the rounds)."""
    calendar = WorkCalendar(days_off=calendars.national().work_calendar(zone=Zone.WIB).days_off)
    questions = _questions(calendar)
    reference = _reference(calendar)

    def ask_ours() -> list[datetime]:
        return [due(opened=at, within=limit, calendar=calendar) for at, limit in questions]

    def ask_reference() -> list[datetime]:
        return [
            at + BusinessTimeDelta(reference, timedelta=timedelta(minutes=limit.amount))
            for at, limit in questions
        ]

    laying_out = _seconds(ask_ours, times=1)
    agreed = sum(a == b for a, b in zip(ask_ours(), ask_reference(), strict=True))
    # The two take turns, and ours is asked often enough to last as long as a breath of the
    # machine: so a clock that slows down slows both, and one odd round does not decide.
    rounds = [
        (_seconds(ask_ours, times=50), _seconds(ask_reference, times=1)) for _ in range(ROUNDS)
    ]
    ratio = median(theirs / ours for ours, theirs in rounds)
    return {
        "benchmark": "worktime",
        "ours_us": round(median(ours for ours, _ in rounds) / QUESTIONS * 1e6, 2),
        "businesstimedelta_us": round(median(theirs for _, theirs in rounds) / QUESTIONS * 1e6, 1),
        "ratio": round(ratio, 1),
        "demanded_ratio": DEMANDED_RATIO,
        "questions": QUESTIONS,
        "agreed": agreed,
        "first_round_with_laying_out_the_years_ms": round(laying_out * 1e3, 2),
        "ok": ratio >= DEMANDED_RATIO and agreed == QUESTIONS,
    }


def _questions(calendar: WorkCalendar) -> list[tuple[datetime, Limit]]:
    """Moments of 2024 to 2026 at any hour, with the SOP's own limits."""
    dice = random.Random(20260227)
    start = datetime(2024, 1, 1, tzinfo=UTC)
    minutes = (datetime(2026, 12, 1, tzinfo=UTC) - start) // timedelta(minutes=1)
    moments = [start + timedelta(minutes=dice.randrange(minutes)) for _ in range(QUESTIONS)]
    return [(at.astimezone(calendar.tzinfo), dice.choice(LIMITS)) for at in moments]


def _reference(calendar: WorkCalendar) -> Rules:
    """The calendar's ordinary hours and days off, in the reference's own words."""
    zone = pytz.timezone(calendar.zone)
    shapes: dict[OfficeHours, list[int]] = {}
    for weekday, hours in calendar.ordinary.items():
        shapes.setdefault(hours, []).append(weekday)
    rules: list[Any] = [HolidayRule(set(calendar.days_off) | {date(2030, 1, 1)}, tz=zone)]
    for hours, days in shapes.items():
        rules.append(WorkDayRule(hours.start, hours.end, days, tz=zone))
        rules.append(LunchTimeRule(hours.break_start, hours.break_end, days, tz=zone))
    return Rules(rules)


def _seconds(ask: Callable[[], object], *, times: int) -> float:
    """The seconds that asking all questions once takes, on average."""
    started = perf_counter()
    for _ in range(times):
        ask()
    return (perf_counter() - started) / times


if __name__ == "__main__":
    result = measure()
    print(json.dumps(result))
    sys.exit(0 if result["ok"] else 1)
