"""How an agency works: who reads and changes it, what follows, and due times for calendars."""

import datetime

import pytest
from django.test import Client
from icalendar import Calendar

from lakip.journey import ways
from lakip.journey.editions import REPORT_EDITIONS
from lakip.journey.models import Turn
from lakip.ledger.canonical import parse
from lakip.ledger.models import Event
from lakip.ledger.verify import verify_log
from lakip.management import demo
from lakip.management.rehearsal import Walk
from lakip.people.government import Agency
from lakip.people.person import Person
from tests import cast

CHOSEN = {
    "edition": "lakip-reviu",
    "revision_days": "3",
    "runs_linked_sops": "on",
    "tells_superior_after": "2",
}
NOTHING = {"edition": "lakip", "revision_days": "", "tells_superior_after": ""}


def client(person: Person) -> Client:
    made = Client()
    made.force_login(person)
    return made


def address(office: cast.Office) -> str:
    return f"/opd/{office.journey.agency_id}/cara-kerja/"


def events() -> list[dict[str, object]]:
    found = Event.objects.filter(kind=ways.KIND).order_by("seq")
    return [dict(parse(bytes(event.data))["facts"]) for event in found]


@pytest.mark.parametrize("part", ["admin", "operator"])
def test_the_admin_and_an_operator_choose_and_it_is_recorded(
    office: cast.Office, part: str
) -> None:
    who = (
        Person.objects.get(name="Operator Kabupaten")
        if part == "operator"
        else office.person("admin")
    )
    assert client(who).post(address(office), CHOSEN).status_code == 302
    agency = Agency.objects.get(pk=office.journey.agency_id)

    assert ways.ways_of(agency) == ways.Ways(
        edition="lakip-reviu", revision_days=3, runs_linked_sops=True, tells_superior_after=2
    )
    assert events() == [
        {
            "was": {
                "edition": "lakip", "revision_days": None, "runs_linked_sops": False,
                "tells_superior_after": None,
            },
            "now": {
                "edition": "lakip-reviu", "revision_days": 3, "runs_linked_sops": True,
                "tells_superior_after": 2,
            },
        }
    ]  # fmt: skip
    assert verify_log(agency_id=agency.pk).faults == []


def test_what_does_not_change_is_not_recorded(office: cast.Office) -> None:
    admin = client(office.person("admin"))
    admin.post(address(office), NOTHING)
    assert events() == []
    admin.post(address(office), NOTHING | {"tells_superior_after": "5"})
    assert events() == [{"was": {"tells_superior_after": None}, "now": {"tells_superior_after": 5}}]


@pytest.mark.parametrize("part", ["kepala-dinas", "sekretaris", "kepala-bidang"])
def test_the_agencys_people_read_it_and_do_not_change_it(office: cast.Office, part: str) -> None:
    shown = client(office.person(part)).get(address(office))
    assert shown.status_code == 200
    page = shown.content.decode()
    assert "tidak diberi tahu tentang giliran bawahannya" in page
    assert "Diubah oleh admin OPD atau operator." in page
    assert client(office.person(part)).post(address(office), CHOSEN).status_code == 404
    assert events() == []


def test_a_stranger_finds_nothing(office: cast.Office) -> None:
    stranger = Person.objects.get(name="Made Suardika")
    assert client(stranger).get(address(office)).status_code == 404
    assert client(stranger).post(address(office), CHOSEN).status_code == 404


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("edition", "fgd"),
        ("edition", ""),
        ("revision_days", "0"),
        ("tells_superior_after", "31"),
        ("tells_superior_after", "dua"),
    ],
)
def test_what_cannot_be_chosen_is_refused_and_still_in_its_box(
    office: cast.Office, name: str, value: str
) -> None:
    answer = client(office.person("admin")).post(address(office), CHOSEN | {name: value})
    assert answer.status_code == 422
    assert events() == []
    if name != "edition":
        assert f'value="{value}"' in answer.content.decode()


def test_only_whole_sops_of_the_report_are_offered(office: cast.Office) -> None:
    page = client(office.person("admin")).get(address(office)).content.decode()
    assert page.count('name="edition"') == len(REPORT_EDITIONS) == 2
    assert "langkah 6, 8 dan 12" in page


def test_a_report_under_way_is_named_with_the_sop_it_keeps(office: cast.Office) -> None:
    admin = client(office.person("admin"))
    assert "Tetap mengikuti SOP saat dimulai" not in admin.get(address(office)).content.decode()
    admin.post(address(office), CHOSEN)
    page = admin.get(address(office)).content.decode()
    assert "Tetap mengikuti SOP saat dimulai" in page
    assert f"/laporan/{office.journey.pk}/" in page
    assert "Belum ada pemegangnya: Inspektorat." in page


def test_the_review_can_be_given_to_somebody_of_the_inspektorat(office: cast.Office) -> None:
    admin, agency = client(office.person("admin")), office.journey.agency
    assert '<option value="inspektorat">' not in admin.get("/orang/").content.decode()
    admin.post(address(office), CHOSEN)
    assert '<option value="inspektorat">' in admin.get("/orang/").content.decode()
    reviewer = Person.objects.get(name="Hendra Wijaya")
    sent = {
        "agency": agency.pk, "office-person": reviewer.pk, "office-role": "inspektorat",
        "office-standing": "definitif", "office-starts_on": "2026-01-01",
    }  # fmt: skip
    assert admin.post("/orang/jabatan/", sent).status_code == 302
    assert reviewer.offices.filter(role="inspektorat", agency=agency).exists()
    own = admin.post("/orang/jabatan/", sent | {"office-person": office.person("anggota").pk})
    assert "bekerja di OPD lain" in own.content.decode()


def test_a_review_under_way_can_be_given_after_the_agency_chose_otherwise(
    office: cast.Office,
) -> None:
    admin = client(office.person("admin"))
    admin.post(address(office), CHOSEN)
    office.walk.demo.agency.refresh_from_db()
    Walk(office.walk.demo, year=2025, starts=cast.MONDAY)
    admin.post(address(office), NOTHING)
    assert '<option value="inspektorat">' in admin.get("/orang/").content.decode()


def test_everybody_sees_the_sop_of_their_own_agency(office: cast.Office) -> None:
    client(office.person("admin")).post(address(office), CHOSEN)
    ours = client(office.person("sekretaris")).get("/sop/").content.decode()
    theirs = client(Person.objects.get(name="Made Suardika")).get("/sop/").content.decode()
    assert ("13 langkah, 6 pelaksana" in ours, "12 langkah, 5 pelaksana" in theirs) == (True, True)

    # An observer of both finds both; what was not offered is not shown.
    observer = client(Person.objects.get(name="Hendra Wijaya"))
    assert "13 langkah" in observer.get("/sop/?edisi=lakip-reviu").content.decode()
    secretary = client(office.person("sekretaris"))
    assert "13 langkah" in secretary.get("/sop/?edisi=fgd").content.decode()


# The due time ---------------------------------------------------------------------------------


def test_the_due_time_is_taken_into_a_calendar(office: cast.Office) -> None:
    turn = office.turn
    head = client(office.person("kepala-dinas"))
    url = f"/giliran/{turn.pk}/tenggat.ics"
    first, second = head.get(url), head.get(url)
    (event,) = Calendar.from_ical(first.content).events
    (alarm,) = event.walk("VALARM")

    assert first.content == second.content
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert event.errors == []
    assert str(event["uid"]) == f"{turn.pk}@lakip"
    assert event.start == turn.due_at.replace(microsecond=0)
    assert event["dtstart"].params["TZID"] == "Asia/Jakarta"
    assert str(event["summary"]) == "Tenggat: Tugas dan arahan, Laporan Kinerja 2026"
    assert str(event["url"]).endswith(f"/laporan/{turn.journey_id}/langkah/arahan/")
    assert alarm["trigger"].dt == -datetime.timedelta(days=1)
    assert url in head.get(f"/laporan/{turn.journey_id}/langkah/arahan/").content.decode()


def test_only_who_must_act_is_offered_it_and_a_stranger_has_none(office: cast.Office) -> None:
    turn = office.turn
    page = client(office.person("sekretaris")).get(f"/laporan/{turn.journey_id}/langkah/arahan/")
    assert "tenggat.ics" not in page.content.decode()
    stranger = client(Person.objects.get(name="Made Suardika"))
    assert stranger.get(f"/giliran/{turn.pk}/tenggat.ics").status_code == 404
    other = Walk(demo.neighbour(), year=2026, starts=cast.MONDAY).journey
    theirs = Turn.objects.get(journey=other)
    head = client(office.person("kepala-dinas"))
    assert head.get(f"/giliran/{theirs.pk}/tenggat.ics").status_code == 404
