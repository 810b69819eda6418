"""Each working morning: one word to everybody about what is soon due, today, or late."""

import datetime

from lakip.journey import morning
from lakip.journey.editions import edition_of
from lakip.journey.models import Journey, StoredEdition, Turn
from lakip.journey.morning import tell_the_morning
from lakip.ledger.verify import verify_log
from lakip.management.rehearsal import Walk
from lakip.notices.models import Notice
from lakip.people.appointing import appoint
from lakip.people.government import Agency
from lakip.people.office import Office
from lakip.people.person import Person
from lakip.sop import reading
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
    office.take_out("anggota")
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


# Who is above a performer ---------------------------------------------------------------------

BELOW = "Giliran bawahan Anda yang terlambat:"


def tells_after(days: int | None) -> None:
    Agency.objects.update(tells_superior_after=days)


def test_who_is_above_the_performer_is_told_once_it_is_late_enough(office: cast.Office) -> None:
    tells_after(2)
    office.to("draft-laporan")
    day = put_due(office, THURSDAY)
    heard = []
    for after in range(1, 6):  # Friday to Tuesday; one working day late, then two, then three.
        tell_the_morning(at=day + datetime.timedelta(days=after))
        heard.append(len(told(office.person("sekretaris"))))

    assert heard == [0, 0, 0, 1, 2]
    said = told(office.person("sekretaris"))[0].splitlines()
    assert said[0] == BELOW
    assert said[1].startswith("- Laporan Kinerja 2026, langkah 8, Data dan draft laporan: ")
    assert said[1].endswith("Pelaksana: Tim Penyusun LAKIP.")
    assert told(office.person("kepala-dinas")) == []
    assert not any(BELOW in body for body in told(office.person("tim-penyusun")))


def test_an_agency_that_did_not_choose_tells_nobody_above(office: cast.Office) -> None:
    office.to("draft-laporan")
    tell_the_morning(at=put_due(office, THURSDAY) + datetime.timedelta(days=8))
    assert told(office.person("tim-penyusun"))
    assert told(office.person("sekretaris")) == []


def test_ones_own_turns_and_those_of_others_are_one_message(office: cast.Office) -> None:
    tells_after(1)
    office.to("verifikasi-draft")
    Walk(office.walk.demo, year=2025, starts=cast.MONDAY).play(until="draft-laporan")
    due = datetime.datetime.combine(THURSDAY, datetime.time(16, 0), cast.WIB)
    Turn.objects.filter(closed_at=None).update(due_at=due)
    tell_the_morning(at=due.replace(hour=8) + datetime.timedelta(days=1))
    (notice,) = Notice.objects.filter(
        recipient=office.person("sekretaris"), channel="email", kind=morning.KIND
    )
    own, below = notice.body.split(BELOW)

    assert notice.subject == "Menunggu Anda: 1 giliran"
    assert ("Laporan Kinerja 2026" in own, "Laporan Kinerja 2025" in own) == (True, False)
    assert "Laporan Kinerja 2025" in below
    # The Sekretaris's own late turn is told to the head.
    (head,) = told(office.person("kepala-dinas"))
    assert "Laporan Kinerja 2026, langkah 9" in head


def test_who_is_above_themselves_does_not_count_and_one_above_is_told(office: cast.Office) -> None:
    """The Sekretaris also sits in Kasubbag Perencanaan's chair, as Plt."""
    tells_after(1)
    office.to("draft-sk")
    agency = office.journey.agency
    Office.objects.filter(agency=agency, role="kasubbag-perencanaan").delete()
    appoint(
        person=office.person("sekretaris"), agency=agency, role="kasubbag-perencanaan", by=None,
        at=office.at, starts_on=datetime.date(2026, 1, 1), standing=Office.Standing.PLT,
    )  # fmt: skip
    tell_the_morning(at=put_due(office, THURSDAY) + datetime.timedelta(days=1))

    (own,) = told(office.person("sekretaris"))
    assert BELOW not in own
    (head,) = told(office.person("kepala-dinas"))
    assert "Pelaksana: Kepala Sub Bagian Perencanaan." in head


def test_nobody_is_above_the_head(office: cast.Office) -> None:
    tells_after(1)
    assert tell_the_morning(at=put_due(office, THURSDAY) + datetime.timedelta(days=1)) == 1
    (own,) = told(office.person("kepala-dinas"))
    assert BELOW not in own


def test_a_journey_of_an_edition_that_names_nobody_above_tells_nobody(office: cast.Office) -> None:
    tells_after(1)
    office.to("draft-laporan")
    text = edition_of(office.journey.edition_id).text
    lines = [line for line in text.splitlines() if not line.startswith("under = ")]
    older = reading.read("\n".join(lines) + "\n")
    StoredEdition.objects.create(sha256=older.sha256, slug=older.slug, text=older.text)
    Journey.objects.filter(pk=office.journey.pk).update(edition=older.sha256)
    tell_the_morning(at=put_due(office, THURSDAY) + datetime.timedelta(days=8))

    assert told(office.person("tim-penyusun"))
    assert told(office.person("sekretaris")) == []
    assert verify_log(agency_id=office.journey.agency_id).faults == []
