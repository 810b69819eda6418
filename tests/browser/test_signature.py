"""Who takes the report signs on the screen: what was drawn is the proof, as a picture."""

import io
import math
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.installation import Installation
from tests.browser.test_official import Clerk

pytestmark = pytest.mark.browser
HEAD = "Bupati Contoh c.q. Sekretaris Daerah (Bagian Organisasi)"
PNG = b"\x89PNG\r\n\x1a\n"
# The report of the demo agency in plain papers, until it is to be sent; prints the journey.
RATIFIED = """
import django, datetime; django.setup()
from lakip.management import demo
from lakip.management.rehearsal import Walk
at = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=60)
print(Walk(demo.prepare(at=at), year=at.year, starts=at).play(until="distribusi").pk)
"""


@pytest.fixture(scope="module")
def to_be_sent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, str]]:
    """An installation whose report is to be sent, and the address of its journey."""
    made = Installation(tmp_path_factory.mktemp("sending"))
    made.lakip("migrate", "--verbosity=0")
    journey = made.run(RATIFIED).strip()
    with made.served():
        yield made, f"/laporan/{journey}/"


def test_a_signature_that_is_drawn_is_the_proof(
    to_be_sent: tuple[Installation, str], browser: Browser
) -> None:
    made, report = to_be_sent
    team = Clerk(browser, made, "tim-penyusun")
    page = team.page
    page.goto(f"{report}pengiriman/")
    page.get_by_role("link", name=f"Kerjakan {HEAD}").click()
    pad = page.get_by_role("img", name="Tanda tangan penerima di layar")
    team.looks("tanda-tangan-kosong")
    page.get_by_label("Nama yang menerima").fill("Nur Aini")

    _draws(page, pad)
    team.page.get_by_role("button", name="Ulangi tanda tangan").click()
    team.presses("Simpan tanda terima")
    team.reads("Foto tanda terimanya, atau minta penerima menandatangani di layar.")

    _draws(page, pad)
    team.presses("Simpan tanda terima")
    team.reads(f"Tanda terima {HEAD} disimpan.")
    page.get_by_role("link", name=HEAD, exact=True).click()
    team.reads("ditandatangani penerima di layar")
    team.looks("tanda-tangan-disimpan")
    kept = team.downloads(page.get_by_role("link", name="Unduh tanda-tangan.png"))
    assert kept.startswith(PNG)
    drawn = Image.open(io.BytesIO(kept)).convert("L")
    ink = sum(drawn.histogram()[:128]) / (drawn.width * drawn.height)
    assert 0.001 < ink < 0.2, "a line was drawn, and the rest is paper"


def test_the_tab_of_the_page_is_in_sight_on_a_telephone(
    to_be_sent: tuple[Installation, str], browser: Browser
) -> None:
    made, report = to_be_sent
    page = Clerk(browser, made, "tim-penyusun").page
    page.set_viewport_size({"width": 390, "height": 900})
    for tab in ("pengiriman", "waktu"):
        page.goto(f"{report}{tab}/")
        here = page.locator(".tabs [aria-current=page]")
        expect(here).to_be_in_viewport(ratio=1)


def _draws(page: Page, pad: Locator) -> None:
    """A wave across the box, with the mouse."""
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    left, middle = box["x"] + 40, box["y"] + box["height"] / 2
    page.mouse.move(left, middle)
    page.mouse.down()
    for step in range(1, 25):
        page.mouse.move(left + step * 10, middle + 30 * math.sin(step / 3))
    page.mouse.up()
