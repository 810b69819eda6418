"""What the year taught, on its page: the sentence, chart and tables, the years, the reasons."""

import datetime
import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lakip.journey import moves
from lakip.journey.models import Journey, StoredEdition, Turn
from lakip.journey.times import earlier_of, times_of
from lakip.management import demo
from lakip.management.rehearsal import RETURNED, Walk
from lakip.people.government import Agency
from lakip.people.person import Person
from lakip.sop import reading
from tests import cast
from tests.cast import Office


def page(person: Person, journey: Journey) -> str:
    client = Client()
    client.force_login(person)
    found = client.get(f"/laporan/{journey.pk}/waktu/")
    assert found.status_code == 200
    return re.sub(r"\s+", " ", found.content.decode())


def the_year_before(office: Office, *, returns: int = 0) -> Journey:
    """The same people a year earlier, to the end."""
    starts = cast.MONDAY.replace(year=2026, day=5)
    return Walk(office.walk.demo, year=2025, starts=starts).play(returns=returns)


def test_a_year_with_two_returns_tells_what_they_cost(office: Office) -> None:
    office.walk.play(returns=2)
    said = page(office.person("sekretaris"), office.journey)
    took = times_of([office.journey], at=office.at)[0].account

    assert "Ya, semua 12 langkah selesai dalam tenggatnya." in said
    assert "Naskah dikembalikan 2 kali; putaran sesudahnya memakan " in said
    assert said.count(RETURNED) == 2
    assert "Putaran 3" in said
    assert "Putaran 4" not in said
    verified = took.of("verifikasi-draft")
    assert verified is not None
    assert [each.outcome for each in verified.rounds] == ["sent_back", "sent_back", "finished"]
    written = took.of("draft-laporan")
    assert written is not None
    assert [str(each.within) for each in written.rounds] == ["3 minggu", "2 hari", "2 hari"]
    assert written.waited is not None
    # The chart says in words what it shows, and each bar stands once more in the table.
    drawn = re.search(r'<svg[^>]*aria-label="([^"]*)"', said[said.index("report-chart") :])
    assert drawn is not None
    assert f"8. Data dan draft laporan: {written.actual} dari 3 minggu menurut SOP" in drawn[1]
    assert f"<span>{written.actual}<small" in said


def test_the_flow_and_this_page_say_the_same_times(office: Office) -> None:
    office.walk.play(returns=1)
    client = Client()
    client.force_login(office.person("sekretaris"))
    flow = client.get(f"/laporan/{office.journey.pk}/").content.decode()
    took = times_of([office.journey], at=office.at)[0].account
    assert len(took.known) == 12
    for each in took.known:
        assert each.actual in flow


def test_a_running_journey_shows_what_is_known_so_far(office: Office) -> None:
    office.to("paraf-sk")
    said = page(office.person("sekretaris"), office.journey)
    assert "Sejauh ini 3 langkah selesai" in said
    assert "sedang berjalan" in said
    assert "Belum ada laporan tahun sebelumnya untuk dibandingkan." in said
    assert "Tidak ada yang dikembalikan." in said
    assert "Kalimatnya tersedia setelah penyusunan ini selesai." in said


def test_a_journey_just_begun_claims_nothing(office: Office) -> None:
    said = page(office.person("sekretaris"), office.journey)
    assert "Belum ada langkah yang selesai" in said
    assert "report-chart" not in said


def test_a_stranger_gets_404(office: Office) -> None:
    stranger = Person.objects.create_person(email="tetangga@dinas.test", name="Tetangga")
    client = Client()
    assert client.get(f"/laporan/{office.journey.pk}/waktu/").status_code == 302
    client.force_login(stranger)
    assert client.get(f"/laporan/{office.journey.pk}/waktu/").status_code == 404
    client.force_login(office.person("sekretaris"))
    assert client.get(f"/laporan/{uuid.uuid4()}/waktu/").status_code == 404


def test_years_stand_beside_each_other_step_by_step(office: Office) -> None:
    before = the_year_before(office, returns=1)
    office.walk.play()
    said = page(office.person("sekretaris"), office.journey)
    assert '<th scope="col">2026</th><th scope="col">2025</th>' in said
    took = times_of([before], at=office.at)[0].account.of("draft-laporan")
    assert took is not None
    assert f'data-label="2025"><span>{took.actual}' in said
    # The earlier year knows nothing of the later one.
    assert "Belum ada laporan tahun sebelumnya" in page(office.person("sekretaris"), before)


def test_a_step_that_another_years_sop_lacks_is_said_to_be_lacking(office: Office) -> None:
    before = the_year_before(office)
    text = reading.shipped("lakip").text
    at = text.index('slug = "penugasan-penggandaan"')
    start = text.rindex("[[step]]", 0, at)
    shorter = text[:start] + text[text.index("[[step]]", at) :]
    kept = StoredEdition.objects.create(sha256="0" * 64, slug="lakip", text=shorter)
    Turn.objects.filter(journey=before, step="penugasan-penggandaan").update(step="distribusi")
    Journey.objects.filter(pk=before.pk).update(edition=kept)
    office.walk.play()
    said = page(office.person("sekretaris"), office.journey)
    assert said.count("tidak ada langkah ini") == 1


def test_only_reports_of_the_agency_that_were_not_cancelled_are_compared(office: Office) -> None:
    before = the_year_before(office)
    cancelled = Walk(office.walk.demo, year=2024, starts=cast.MONDAY).journey
    moves.cancel(
        journey=cancelled.pk, by=office.person("sekretaris"), at=office.at, reason="Keliru."
    )
    inner = Journey.objects.get(pk=before.pk)
    inner.pk, inner.year, inner.inside = uuid.uuid4(), 2023, office.turn
    inner.save(force_insert=True)
    day = datetime.date(2027, 2, 1)
    found = earlier_of(office.journey, person=office.person("sekretaris"), day=day)
    assert found == [before]
    # A member of the team without an office sees this year's journey and no other.
    guest = Person.objects.create_person(email="tamu@dinas.test", name="Tamu")
    assert earlier_of(office.journey, person=guest, day=day) == []
    assert earlier_of(inner, person=office.person("sekretaris"), day=day) == []


@pytest.mark.parametrize("years", [1, 3])
def test_the_page_asks_no_more_for_more_years_or_rounds(office: Office, years: int) -> None:
    def queries() -> int:
        client = Client()
        client.force_login(office.person("sekretaris"))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/laporan/{office.journey.pk}/waktu/").status_code == 200
        return len(asked)

    office.walk.play(returns=1)
    once = queries()
    for year in range(2026 - years, 2026):
        Walk(office.walk.demo, year=year, starts=cast.MONDAY).play(returns=2)
    assert queries() == once


def test_an_acts_wait_is_told_by_the_ledger(office: Office) -> None:
    turn = office.to("draft-sk")
    opened = turn.opened_at
    office.walk.at = opened + datetime.timedelta(minutes=12)
    office.file("kasubbag-perencanaan", "draft-sk-tim")
    took = times_of([office.journey], at=opened + datetime.timedelta(minutes=40))[0].account
    running = took.running
    assert running is not None
    assert running.running is not None
    assert running.running.waited is not None
    assert running.running.waited.minutes == 13
    assert running.running.worked is not None
    assert running.running.worked.minutes == 27


def test_another_agency_has_its_own_years(office: Office) -> None:
    office.walk.play()
    neighbour = Agency.objects.get(name=demo.ARPUS)
    mine = Journey.objects.get(pk=office.journey.pk)
    mine.pk, mine.agency = uuid.uuid4(), neighbour
    mine.year = 2027
    mine.save(force_insert=True)
    day = datetime.date(2027, 2, 1)
    assert earlier_of(mine, person=office.person("sekretaris"), day=day) == []
