"""The screens of a plan's import, looked at in a browser at two widths: choose, changes, faults."""

import io
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from lakip.management import demo_plan
from lakip.performance.planning import Plan
from tests import cast
from tests.browser.judging import HEIGHT, SIDEWAYS, WIDTHS, Faults
from tests.performance.plan_files import saved


@pytest.fixture
def plan(transactional_db: None) -> Plan:
    office = cast.begin()
    return demo_plan.record(office.walk.demo, year=2026, at=office.walk.at)


def files(plan: Plan, folder: Path, browser: Client) -> dict[str, Path]:
    """A workbook with changes and a new row, and one with faults."""
    exported = browser.get(f"/rencana/{plan.pk}/ekspor.xlsx").content
    made = {}
    for name, cells in (
        ("berubah", {"C4": "Persentase yang mandiri setahun penuh", "T4": "–", "A40": "S9.1",
                     "B40": "S1", "C40": "Indeks kepuasan penerima layanan", "J40": "indeks"}),
        ("keliru", {"B4": "S77", "A5": "S1.1", "U6": "tujuh belas", "V1": "1.234"}),
    ):  # fmt: skip
        book = load_workbook(io.BytesIO(exported))
        for cell, value in cells.items():
            book["Indikator"][cell] = value
        made[name] = folder / f"{name}.xlsx"
        made[name].write_bytes(saved(book))
    return made


def signed_in(browser: Browser, live_server: LiveServer, width: int) -> tuple[Page, Client]:
    client = Client()
    client.force_login(cast.Person.objects.get(email="kasubbag-perencanaan@contoh.test"))
    context = browser.new_context(viewport={"width": width, "height": HEIGHT})
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return context.new_page(), client


@pytest.mark.parametrize("width", WIDTHS)
def test_the_screens_of_an_import_are_sound(
    browser: Browser, live_server: LiveServer, plan: Plan, tmp_path: Path, width: int
) -> None:
    page, client = signed_in(browser, live_server, width)
    faults = Faults()
    faults.listen(page)
    found = files(plan, tmp_path, client)
    for name, heading in (
        ("", "Masukkan rencana kinerja"),
        ("ditolak", "Masukkan rencana kinerja"),
        ("keliru", "Berkas ini belum dapat diterapkan"),
        ("berubah", "Periksa, lalu terapkan"),
    ):
        page.goto(f"{live_server.url}/rencana/{plan.pk}/impor/")
        if name in found:
            page.set_input_files("#berkas", found[name])
            page.click("text=Periksa dahulu")
        if name == "ditolak":
            page.evaluate("document.querySelector('#berkas').required = false")
            page.set_input_files("#berkas", [])
            page.click("text=Periksa dahulu")
        assert page.inner_text("h1") == heading
        assert page.evaluate(SIDEWAYS) <= 0, name
        assert Axe().run(page).violations_count == 0, Axe().run(page).generate_report()
        page.screenshot(path=tmp_path / f"{name or 'pilih'}-{width}.png", full_page=True)
    page.click("button:has-text('Terapkan')")
    assert "Rencana disimpan dari berkas berubah.xlsx." in page.inner_text("main")
    assert faults.said == []
    assert plan.indicators.filter(code="S9.1").exists()
