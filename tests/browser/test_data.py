"""Data in the browser: two people in one cell, and an outsider behind a link."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.installation import Installation
from tests.browser.judging import HEIGHT, Faults, assert_sound
from tests.browser.pressing import press

pytestmark = pytest.mark.browser

# The demo agency with its plan, in the step of the formats; prints the journey and a link.
ASKED = """
import datetime, django; django.setup()
from lakip.management import data_season, demo, demo_plan
from lakip.management.rehearsal import Walk
from lakip.papers.format_data import sending
at = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=3)
found = demo.prepare(at=at)
demo_plan.record(found, year=2025, at=at)
walk = Walk(found, year=2025, starts=at)
walk.play(until="format-data")
data_season.ask(walk, walk.journey.turns.get(closed_at=None))
outside = next(one for one in data_season.requests(walk.journey) if not one.bidang_id)
print(walk.journey.pk)
print(sending.by_link(request=outside, by=found.people["anggota"], at=walk.next()))
"""
HEAD, TEAM = "kepala-bidang", "tim-penyusun"


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, str, str]]:
    """An installation in which everybody was asked; the journey and the outsider's link."""
    made = Installation(tmp_path_factory.mktemp("asked"))
    made.lakip("migrate", "--verbosity=0")
    journey, link = made.run(ASKED).split()
    with made.served():
        yield made, journey, link


def sit_down(made: Installation, browser: Browser, person: str) -> Page:
    page = browser.new_context(base_url=made.url, locale="id-ID").new_page()
    page.set_default_timeout(20_000)
    page.goto("/masuk/")
    page.get_by_label(re.compile("^Alamat (surel|e-mail)")).fill(f"{person}@contoh.test")
    page.get_by_label("Kata sandi").fill(made.password)
    press(page.get_by_role("button", name="Masuk"))
    expect(page).to_have_title(re.compile("^Meja saya"))
    return page


def judge(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": HEIGHT})
    assert_sound(page)


def cell(page: Page, indicator: str, name: str = "realisasi") -> str:
    """The selector of a box of that indicator."""
    panel = page.locator(".data-panel", has_text=indicator).first
    box = panel.locator(f"[name^=c-][name$='-{name}']")
    return f"[name='{box.get_attribute('name')}']"


def test_what_two_people_type_is_kept_and_both_see_both(
    asked: tuple[Installation, str, str], browser: Browser
) -> None:
    made, journey, _ = asked
    head, team = sit_down(made, browser, HEAD), sit_down(made, browser, TEAM)
    faults = Faults()
    faults.listen(head)
    for page in (head, team):
        page.goto(f"/laporan/{journey}/data/")
        page.get_by_role("link", name="Bidang Rehabilitasi Sosial", exact=True).click()
    box = cell(head, "S1.2")
    status = head.locator("[data-status]")
    head.fill(box, "1.234")
    expect(head.locator(".field-error").first).to_contain_text("dapat berarti dua hal")
    head.fill(box, "251")
    expect(head.locator(".field-error")).to_have_count(0)
    expect(status).to_have_text("Isian disimpan.")
    team.fill(box, "215")
    expect(team.locator("[data-status]")).to_contain_text("pilih yang benar")
    head.reload()
    expect(head.locator(box)).to_have_value("251")
    expect(head.locator(".data-panel", has_text="S1.2").first).to_contain_text(
        "Siti Aminah menulis lain"
    )
    judge(head)
    assert not faults.said, faults.said
    for page in (head, team):
        page.context.close()


def test_an_outsider_answers_behind_the_link_without_an_account(
    asked: tuple[Installation, str, str], browser: Browser
) -> None:
    made, journey, link = asked
    page = browser.new_context(base_url=made.url, java_script_enabled=False).new_page()
    page.goto(link)
    page.get_by_label("Nama Anda").first.fill("Kartika")
    page.fill(cell(page, "S2.2"), "10,12")
    press(page.get_by_role("button", name="Serahkan"))
    expect(page.get_by_role("status")).to_contain_text("sudah diserahkan oleh Kartika")
    page.context.close()

    seen = browser.new_context(base_url=made.url).new_page()
    seen.goto(link)
    judge(seen)
    seen.context.close()
    team = sit_down(made, browser, TEAM)
    team.goto(f"/laporan/{journey}/data/")
    team.get_by_role("link", name=re.compile("^Periksa")).click()
    expect(team.locator("main")).to_contain_text("(2 × 10,2 − 10,12) ÷ 10,2 × 100")
    judge(team)
    press(team.get_by_role("button", name="Terima data ini"))
    expect(team.locator("main")).to_contain_text("diterima dan masuk ke capaian")
    team.goto("/kinerja/")
    expect(team.locator("main")).to_contain_text("10,12")
    judge(team)
    team.context.close()
