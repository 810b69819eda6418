"""The pictures of the user guide, taken of the screens as each of the demo's people sees them.

The story runs in every case, so a screen that cannot be reached any more is known. With
`--pictures` it renews docs/panduan/gambar/; without, it says which pictures have grown old.
"""

import math
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.installation import Installation
from tests.browser.picturing import FOLDER, HOW, Album
from tests.browser.pressing import press
from tests.browser.season import REVIEWED, USUAL

pytestmark = pytest.mark.browser
PASSPHRASE = "hujan turun di pasar lama"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 800}
WHOLE = "image => image.complete && image.naturalWidth > 0"
WITH_HOLIDAYS = 2026  # A year whose joint decree on holidays is known.
Halt = Callable[[str, str], str]


class Photographer:
    """Lets people sit down at browsers of their own, and keeps what they see."""

    def __init__(self, browser: Browser, at: Installation, album: Album) -> None:
        self.browser, self.at, self.album = browser, at, album
        self.take = album.take

    def anybody(self, size: dict[str, int] = WIDE) -> Page:
        """A browser in which nobody has signed in."""
        context = self.browser.new_context(base_url=self.at.url, locale="id-ID", viewport=size)
        context.set_default_timeout(20_000)
        return context.new_page()

    def as_(self, part: str) -> Page:
        """One of the demo's people, signed in."""
        page = self.anybody()
        page.goto("/masuk/")
        page.get_by_label(re.compile("^Alamat (surel|e-mail)")).fill(f"{part}@contoh.test")
        page.get_by_label("Kata sandi").fill(self.at.password)
        press(page.get_by_role("button", name="Masuk"))
        expect(page).to_have_title(re.compile("^Meja saya"))
        return page


def panel(page: Page, name: str | re.Pattern[str]) -> Locator:
    """A panel of the page by its heading."""
    return (
        page.locator("main .panel")
        .filter(has=page.get_by_role("heading", level=2, name=name))
        .first
    )


@pytest.fixture(scope="module")
def halted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, Halt]]:
    """A served installation, and what carries its reports from step to step."""
    made = Installation(tmp_path_factory.mktemp("pictures"))
    made.lakip("migrate", "--verbosity=0")
    with made.season(PASSPHRASE) as halt, made.served():
        yield made, halt


def test_the_guide_shows_the_screens_of_today(
    halted: tuple[Installation, Halt], browser: Browser, pytestconfig: pytest.Config
) -> None:
    made, halt = halted
    album = Album(renews=pytestconfig.getoption("--pictures"))
    photos = Photographer(browser, made, album)
    # First, so that the other report is the only one that waits for the rest of them.
    _the_inspectorate_reviews(photos, f"/laporan/{halt(REVIEWED, 'reviu-inspektorat')}/")
    report = f"/laporan/{halt(USUAL, 'draft-sk')}/"
    _the_decree_is_drafted(photos, report)
    halt(USUAL, "draft-laporan")
    _the_team_changes(photos, report)
    team = photos.as_("tim-penyusun")
    _data_comes_in(photos, report, team)
    _the_report_is_written(photos, report, team)
    halt(USUAL, "verifikasi-draft")
    _the_draft_is_looked_at(photos, report)
    _who_watches_sees_the_year(photos, report)
    halt(USUAL, "pengesahan-laporan")
    _the_head_signs(photos)
    _the_report_goes_out(photos, report, team, halt(USUAL, "distribusi"))
    _people_are_kept(photos)
    assert not album.faults, "\n".join(album.faults)
    assert {path.stem for path in FOLDER.glob("*")} == set(album.taken), f"too many; {HOW}"


def _the_inspectorate_reviews(photos: Photographer, report: str) -> None:
    reviewer = photos.as_("inspektur")
    reviewer.goto(f"{report}langkah/reviu-inspektorat/")
    photos.take(
        reviewer, "inspektorat-langkah",
        panel(reviewer, "Pemeriksaan draf"), panel(reviewer, "Giliran Anda"), most=1000,
    )  # fmt: skip
    reviewer.get_by_role("link", name=re.compile("Susun di sini.*Pernyataan")).click()
    reviewer.get_by_role("combobox", name="Simpulan").select_option(index=1)
    expect(reviewer.locator("[data-status]")).to_have_text("Tersimpan.")
    _preview_is_drawn(reviewer)
    parts = reviewer.locator("main h1"), panel(reviewer, "Simpulan"), reviewer.locator(".preview")
    photos.take(reviewer, "inspektorat-pernyataan", *parts, most=700)


def _preview_is_drawn(page: Page) -> None:
    sheet = page.locator("img.sheet").first
    page.wait_for_function(WHOLE, arg=sheet.element_handle())


def _the_decree_is_drafted(photos: Photographer, report: str) -> None:
    planner = photos.as_("kasubbag-perencanaan")
    planner.goto(f"{report}langkah/draft-sk/")
    photos.take(
        planner, "kasubbag-perencanaan-tim",
        planner.get_by_role("heading", name="Surat yang dibuat di sini"),
        planner.locator("#selesai"),
    )  # fmt: skip
    planner.get_by_role("link", name=re.compile("Susun di sini")).first.click()
    _preview_is_drawn(planner)
    parts = planner.locator("main h1"), planner.locator(".preview")
    photos.take(planner, "kasubbag-perencanaan-sk", *parts, most=705)


def _the_team_changes(photos: Photographer, report: str) -> None:
    planner = photos.as_("kasubbag-perencanaan")
    planner.goto(f"{report}tim/")
    planner.locator("summary", has_text="Keluarkan dari tim").click()
    planner.get_by_label("Anggota yang keluar").select_option(index=2)
    planner.get_by_label("Alasan dan dasarnya").first.fill("Mutasi ke Dinas PU per 1 Maret.")
    photos.take(
        planner, "kasubbag-perencanaan-ubah-tim", planner.locator(".tabs"),
        planner.get_by_role("button", name="Keluarkan dari tim"),
    )  # fmt: skip


def _data_comes_in(photos: Photographer, report: str, team: Page) -> None:
    head = photos.as_("kepala-bidang")
    head.goto(f"{report}langkah/draft-laporan/")
    act = panel(head, "Anda ikut serta")
    photos.take(head, "kepala-bidang-langkah", panel(head, "Data tahun"))
    photos.take(head, "kepala-bidang-tugas", act, most=225)
    head.get_by_role("link", name=re.compile("^Isi data Bidang")).click()
    first = head.locator(".data-panel").first
    first.get_by_label(re.compile("^Pembilang")).fill("840")
    first.get_by_label(re.compile("^Penyebut")).fill("2000")
    first.get_by_label(re.compile("^Penyebab")).fill("Pendamping ditambah di dua kecamatan.")
    head.get_by_role("button", name="Simpan dahulu").click()
    expect(head.get_by_text("1 dari 7 isian lengkap")).to_be_visible()
    head.goto(head.url)  # Without the message that it was saved.
    head.set_viewport_size({"width": 1280, "height": 1000})
    photos.take(
        head, "kepala-bidang-isian", head.locator("main h1"), first, panel(head, "Lewat Excel"),
        most=900,
    )  # fmt: skip
    team.goto(f"{report}data/")
    photos.take(team, "tim-penyusun-data", team.locator(".tabs"), panel(team, "Siapa sudah"))


def _the_report_is_written(photos: Photographer, report: str, team: Page) -> None:
    team.goto(f"{report}naskah/")
    parts = team.locator(".tabs"), panel(team, "Isi laporan"), panel(team, "Draf laporan")
    photos.take(team, "tim-penyusun-naskah", *parts, most=655)
    team.goto(f"{report}tulis/?bagian=4.simpulan")
    parts = (
        team.locator("main h1"),
        panel(team, "Pratinjau"),
        team.get_by_role("link", name="Batal"),
    )
    expect(team.locator("[data-figures]")).to_be_visible()
    photos.take(team, "laporan-tulis", *parts)


def _the_draft_is_looked_at(photos: Photographer, report: str) -> None:
    secretary = photos.as_("sekretaris")
    secretary.goto(f"{report}langkah/verifikasi-draft/")
    secretary.get_by_role("link", name="Buka lembar pemeriksaan").click()
    parts = secretary.locator("main h1"), panel(secretary, "Daftar periksa")
    photos.take(secretary, "sekretaris-lembar", *parts, panel(secretary, "Baca draf"), most=820)
    secretary.get_by_role("link", name="BAB IV").first.click()
    parts = secretary.locator("main h1"), secretary.locator(".chapter, .checked").last
    photos.take(secretary, "sekretaris-catatan", *parts, most=460)


def _who_watches_sees_the_year(photos: Photographer, report: str) -> None:
    observer = photos.as_("pengamat")
    observer.goto(report)
    for tab in observer.locator(".tabs a").all():  # The guide says that all of them are open.
        assert observer.request.get(str(tab.get_attribute("href"))).ok
    photos.take(
        observer, "pengamat-alur", observer.locator(".tabs"), observer.locator("table").first
    )
    observer.goto(f"{report}waktu/")
    parts = observer.locator(".tabs"), panel(observer, "Dibandingkan dengan SOP")
    photos.take(observer, "pengamat-waktu", *parts, most=1200)


def _the_head_signs(photos: Photographer) -> None:
    head = photos.as_("kepala-dinas")
    head.get_by_role("link", name="Kerjakan Pengesahan Laporan Kinerja").click()
    act = panel(head, "Giliran Anda")
    head.wait_for_function(WHOLE, arg=act.locator("img.sheet").first.element_handle())
    photos.take(
        head, "kepala-dinas-naskah", act.get_by_role("heading", name="Naskah yang diperiksa"),
        act.locator("img.sheet").first, most=330,
    )  # fmt: skip
    photos.take(
        head, "kepala-dinas-pengesahan", act.get_by_text("Yang Anda setujui adalah tepat versi"),
        head.locator("#kembalikan"),
    )  # fmt: skip


def _the_report_goes_out(photos: Photographer, report: str, team: Page, link: str) -> None:
    team.goto(f"{report}pengiriman/")
    photos.take(team, "pengiriman-papan", team.locator(".tabs"), panel(team, "Siapa sudah"))
    team.locator("main").get_by_role("link", name=re.compile("^Bupati")).first.click()
    team.set_viewport_size({**PHONE, "height": 1500})  # The bar stays below the form.
    team.get_by_label("Nama yang menerima").fill("Nur Aini")
    team.get_by_label(re.compile("^Jabatannya")).fill("Agendaris")
    came = team.locator("#saat")
    came.fill(f"{came.input_value().partition('T')[0]}T10:15")
    _signs(team)
    photos.take(
        team,
        "tim-penyusun-tanda-terima",
        team.locator("main h1"),
        team.locator("#terima"),
        most=1200,
    )
    recipient = photos.anybody(PHONE)
    recipient.goto(link)
    photos.take(recipient, "pengiriman-penerima", recipient.locator("main"))
    citizen = photos.anybody()
    citizen.goto("/publik/")
    rows = citizen.locator(".public-list")
    parts = citizen.locator("main h1"), citizen.locator("main form"), rows
    photos.take(citizen, "publik-cari", *parts)
    rows.get_by_role("link", name=re.compile("^Dinas Sosial")).click()
    parts = citizen.locator("main h1"), citizen.get_by_role("link", name="Semua data (JSON)")
    photos.take(citizen, "publik-laporan", *parts, citizen.locator("main .note"))


def _signs(page: Page) -> None:
    """Somebody signs with a finger in the box."""
    pad = page.locator("canvas.sign-pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    page.mouse.move(box["x"] + 60, box["y"] + box["height"] * 0.6)
    page.mouse.down()
    for step in range(1, 40):
        high = 0.5 + 0.28 * math.sin(step * 0.9) * (1 - step / 50)
        page.mouse.move(box["x"] + 60 + step * 4.5, box["y"] + box["height"] * high)
    page.mouse.up()


def _people_are_kept(photos: Photographer) -> None:
    admin = photos.as_("admin")
    admin.goto("/orang/")
    admin.get_by_text("Catat pemegang jabatan").click()
    parts = admin.locator("main .page-head"), panel(admin, "Pemegang jabatan")
    photos.take(admin, "admin-opd-orang", *parts, most=520)
    photos.take(admin, "admin-opd-kelola", panel(admin, "Kelola"))
    admin.get_by_role("link", name="Cara kerja OPD").click()
    photos.take(admin, "admin-opd-cara-kerja", panel(admin, "Ubah pilihan"))
    operator = photos.as_("operator")
    operator.goto("/opd/")
    parts = panel(operator, "Pemerintah Kabupaten Contoh"), panel(operator, "Tambah OPD")
    photos.take(operator, "operator-pengaturan", *parts)
    to = operator.get_by_role("link", name=re.compile("Kalender kerja")).first
    operator.goto(f"{to.get_attribute('href')}&tahun={WITH_HOLIDAYS}")
    parts = operator.locator("main h1"), panel(operator, "Koreksi"), panel(operator, "Hari libur")
    photos.take(operator, "operator-kalender", *parts, most=635)
