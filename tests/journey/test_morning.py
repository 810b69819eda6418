"""Each working morning: one word to everybody about what is soon due, today, or late."""

import datetime

from lakip.journey import morning
from lakip.journey.models import TeamMember, Turn
from lakip.journey.morning import tell_the_morning
from lakip.ledger.verify import verify_log
from lakip.management.rehearsal import Walk
from lakip.notices.models import Notice
from lakip.people.person import Person
from tests import cast

HOUR = datetime.timedelta(hours=1)


def told(person: Person) -> list[str]:
    found = Notice.objects.filter(recipient=person, channel="app", kind=morning.KIND)
    return list(found.order_by("at").values_list("body", flat=True))


def put_due(office: cast.Office, day: datetime.date) -> datetime.datetime:
    """The open turn is due on that day at four; gives its morning."""
    due = datetime.datetime.combine(day, datetime.time(16, 0), cast.WIB)
    Turn.objects.filter(pk=office.turn.pk).update(due_at=due)
    return due.replace(hour=8)


THURSDAY = datetime.date(2027, 1, 21)


def test_who_must_act_is_told_seven_three_and_one_days_before_and_on_the_day(
    office: cast.Office,
) -> None:
    office.to("draft-laporan")
    day = put_due(office, THURSDAY)
    for before in range(9, -1, -1):
        tell_the_morning(at=day - datetime.timedelta(days=before))
    said = [body.splitlines()[1] for body in told(office.person("tim-penyusun"))]

    # Three days before is a Monday, one a Wednesday, seven a Thursday: all of them work days.
    assert [line.split(": ")[1].split(",")[0] for line in said] == [
        "7 hari lagi",
        "3 hari lagi",
        "1 hari lagi",
        "jatuh tempo hari ini",
    ]
    assert said[0].startswith("- Laporan Kinerja 2026, langkah 8, Data dan draft laporan: ")


def test_what_is_late_is_told_every_working_morning_and_on_no_holiday(office: cast.Office) -> None:
    office.to("draft-laporan")
    day = put_due(office, THURSDAY)
    for after in range(1, 6):  # Friday to Tuesday.
        tell_the_morning(at=day + datetime.timedelta(days=after))
    said = told(office.person("tim-penyusun"))

    assert ["terlambat 1 hari" in said[0], "terlambat 4 hari" in said[1]] == [True, True]
    assert len(said) == 2 + 1  # Saturday and Sunday are still.


def test_nobody_is_told_before_seven_or_twice_on_a_day(office: cast.Office) -> None:
    office.to("draft-laporan")
    day = put_due(office, THURSDAY)
    assert tell_the_morning(at=day - 2 * HOUR) == 0
    assert tell_the_morning(at=day) == 2
    assert tell_the_morning(at=day + HOUR) == 0


def test_several_turns_are_one_message(office: cast.Office) -> None:
    office.to("verifikasi-draft")
    Walk(office.walk.demo, year=2025, starts=cast.MONDAY).play(until="verifikasi-draft")
    due = datetime.datetime.combine(THURSDAY, datetime.time(16, 0), cast.WIB)
    Turn.objects.filter(closed_at=None).update(due_at=due)
    tell_the_morning(at=due.replace(hour=8))
    (notice,) = Notice.objects.filter(
        recipient=office.person("sekretaris"), channel="email", kind=morning.KIND
    )

    assert notice.subject == "Menunggu Anda: 2 giliran"
    assert "Laporan Kinerja 2025" in notice.body
    assert "Laporan Kinerja 2026" in notice.body


def test_who_left_the_team_is_told_nothing(office: cast.Office) -> None:
    office.to("draft-laporan")
    day = put_due(office, THURSDAY)
    gone = office.person("anggota")
    TeamMember.objects.filter(person=gone).update(left_at=day - HOUR)
    tell_the_morning(at=day)

    assert told(gone) == []
    assert told(office.person("tim-penyusun"))


def test_a_closed_turn_and_one_far_away_are_not_told(office: cast.Office) -> None:
    office.to("draft-laporan")
    put_due(office, THURSDAY)
    at = datetime.datetime.combine(
        THURSDAY - datetime.timedelta(days=15), datetime.time(8, 0), cast.WIB
    )
    assert tell_the_morning(at=at) == 0


def test_the_telling_stands_in_the_record(office: cast.Office) -> None:
    office.to("draft-laporan")
    tell_the_morning(at=put_due(office, THURSDAY))

    assert verify_log(agency_id=office.journey.agency_id).faults == []
