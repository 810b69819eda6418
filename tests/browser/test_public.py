"""The public page without signing in: published by the planner, read by anybody, taken back."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.installation import Installation
from tests.browser.test_official import Clerk

pytestmark = pytest.mark.browser
# The demo agency with a report that was made from data and signed; prints the journey.
RATIFIED = """
import django; django.setup()
from tests.papers import public_reports
print(public_reports.ratified(public_reports.office_with_data()).journey.pk)
"""
SLUG = "dinas-sosial-2026"


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, str]]:
    """An installation whose report is signed, and its journey."""
    made = Installation(tmp_path_factory.mktemp("signed"))
    made.lakip("migrate", "--verbosity=0")
    journey = made.run(RATIFIED).strip()
    with made.served():
        yield made, journey


def test_the_public_page_without_signing_in(
    signed: tuple[Installation, str], browser: Browser
) -> None:
    made, journey = signed
    citizen = Clerk(browser, made)
    citizen.page.goto("/masuk/")
    citizen.page.get_by_role("link", name="Baca laporan yang sudah terbit").click()
    citizen.reads("Belum ada laporan yang diterbitkan.")
    citizen.looks("publik-kosong")
    planner = Clerk(browser, made, "kasubbag-perencanaan")
    planner.page.goto(f"/laporan/{journey}/dokumen/")
    planner.looks("panel-belum")
    planner.presses("Terbitkan")
    planner.reads("Laporan terbit di laman publik.")
    planner.looks("panel-terbit")
    _anybody_reads(Clerk(browser, made))
    planner.page.reload()
    planner.page.locator("summary", has_text="Tarik dari laman publik").click()
    planner.page.get_by_label("Alasan menarik").fill("Ada angka yang keliru.")
    planner.presses("Tarik dari laman publik")
    planner.reads("Laporan ditarik dari laman publik.")
    answer = citizen.page.goto(f"/publik/{SLUG}/")
    assert answer
    assert answer.status == 404
    citizen.reads("Halaman tidak ditemukan")


def _anybody_reads(citizen: Clerk) -> None:
    page = citizen.page
    page.goto("/publik/")
    citizen.looks("publik-daftar")
    page.get_by_label("Instansi atau daerah").fill("sosial")
    citizen.presses("Cari")
    page.get_by_role("link", name="Dinas Sosial 2026").click()
    citizen.reads("telah disahkan pada")
    citizen.looks("publik-laporan")
    page.get_by_role("link", name=re.compile("^BAB III")).click()
    citizen.looks("publik-bab")
    for _ in range(8):
        onward = page.locator(".chapter-nav a").last
        if not onward.locator("use[href*='arrow-right']").count():
            break
        onward.click()
        citizen.looks(f"publik-{page.url.rstrip('/').rpartition('/')[2]}")
    page.get_by_role("link", name="Laporan Kinerja Dinas Sosial 2026").click()
    with page.expect_download() as started:
        page.get_by_role("link", name="Indikator (CSV)").click()
    assert started.value.suggested_filename == f"{SLUG}-indikator.csv"
    assert "kode_indikator" in Path(started.value.path()).read_text(encoding="utf-8-sig")
    assert "Ratna" not in page.content()
    expect(page.get_by_role("link", name="Unduh laporan yang disahkan")).to_have_count(0)
    assert page.context.cookies() == []
