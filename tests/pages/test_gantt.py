"""A plan is a chart on its page: bars where the days lie, and the same in words."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from lakip.documents.blocks import Bar, Gantt, Paragraph
from lakip.management import demo
from lakip.management.official_walk import OfficialWalk
from lakip.pages.gantt import MONTHS, Chart, chart_of
from tests import cast

PLAN = "pembagian-tugas-dan-rencana-kerja"


def day(month: int, number: int, year: int = 2027) -> datetime.date:
    return datetime.date(year, month, number)


def bar(starts: datetime.date, ends: datetime.date) -> Bar:
    return Bar(text="Mengolah data", who="Tim penyusun", starts=starts, ends=ends)


def chart(*bars: Bar, off: tuple[datetime.date, ...] = ()) -> Chart:
    found = chart_of([Paragraph(text="Rencana"), Gantt(bars=bars, days_off=off)])
    assert found is not None
    return found


def test_bars_lie_where_their_days_are() -> None:
    made = chart(bar(day(1, 4), day(1, 5)), bar(day(1, 6), day(1, 13)))
    assert [(row.place.x, row.place.width) for row in made.rows] == [
        ("0.00%", "20.00%"),
        ("20.00%", "80.00%"),
    ]
    assert [row.days for row in made.rows] == [None, None], "the days off were not told"


def test_days_off_are_one_ground_and_not_counted() -> None:
    weekend = (day(1, 9), day(1, 10))
    made = chart(bar(day(1, 4), day(1, 13)), off=weekend)
    assert [(each.x, each.width) for each in made.off] == [("50.00%", "20.00%")]
    assert made.rows[0].days == 8


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        (day(1, 4), day(2, 26), ["Jan 2027", "Feb 2027"]),
        (day(12, 28, 2026), day(2, 26), ["", "Jan 2027", "Feb 2027"]),
        (day(1, 1), day(12, 31), ["Jan", "", *MONTHS[2:]]),
        (day(1, 4), day(1, 4), ["Jan 2027"]),
        (day(12, 31, 9999), day(12, 31, 9999), ["Des 9999"]),
    ],
)
def test_a_month_is_named_where_its_name_has_room(
    first: datetime.date, last: datetime.date, names: list[str]
) -> None:
    assert [month.text for month in chart(bar(first, last)).months] == names


def test_no_plan_and_a_mistyped_year_give_no_chart() -> None:
    assert chart_of([Paragraph(text="Rencana"), Gantt(bars=())]) is None
    assert chart_of([Gantt(bars=(bar(day(1, 4), day(1, 4, 9027)),))]) is None


@pytest.fixture
def sekretaris(db: None) -> tuple[Client, str]:
    """The Sekretaris at the form of the work plan."""
    starts = timezone.now() - datetime.timedelta(days=10)
    office = cast.Office(OfficialWalk(demo.prepare(at=starts), year=2026, starts=starts))
    office.to("rapat-persiapan")
    client = Client()
    client.force_login(office.person("sekretaris"))
    return client, f"/giliran/{office.turn.pk}/susun/{PLAN}/"


def test_the_form_of_the_plan_shows_it_and_changes_with_it(sekretaris: tuple[Client, str]) -> None:
    client, path = sekretaris
    page = client.get(path).content.decode()
    assert "Bagan rencana kerja" in page
    assert page.count('class="plan-days"') == page.count('class="plan-task"') == 8
    assert re.search(r"4 Jan 2027 sampai 6 Jan 2027, 2 hari kerja", page)
    assert "style=" not in page, "the security policy would not let it through"
    typed = {
        "isi-tanggal": "2026-12-31",
        "isi-batas": "2027-02-28",
        "isi-rencana-0-kegiatan": "Menyusun <script>alert(1)</script>",
        "isi-rencana-0-siapa": "Tim",
        "isi-rencana-0-mulai": "2027-01-04",
        "isi-rencana-0-selesai": "2027-01-04",
    }
    told = client.post(f"{path}simpan/", typed, headers={"Accept": "application/json"}).json()
    assert told["chart"].count('class="plan-days"') == 1
    assert "Menyusun &lt;script&gt;" in told["chart"]
    assert "4 Jan 2027, 1 hari kerja" in told["chart"]


def test_a_paper_without_a_plan_has_no_chart(office: cast.Office) -> None:
    client = Client()
    client.force_login(office.person("kepala-dinas"))
    page = client.get(f"/giliran/{office.turn.pk}/susun/disposisi-kepala-dinas/").content.decode()
    assert "<div data-chart></div>" in page
