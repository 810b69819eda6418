"""Every page of the site at two widths, found as people find them: by the links they can follow."""

import re
import uuid
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, URLPattern, resolve
from playwright.sync_api import Browser, Page, expect

from tests.browser.installation import Installation
from tests.browser.judging import HEIGHT, Faults, assert_sound, shape_of
from tests.browser.pressing import press
from tests.pages import matrix

NOT_A_PAGE = {
    "arsip",
    "sehat",
    "unduh",
    "berkas",
    "halaman",
    "susun-halaman",
    "naskah-halaman",
    "kop-logo",
    "lampiran",
    "lampiran-gambar",
    "rapat",
    "tenggat",
    "permintaan-unduh",
    "isi-unduh",
    "bukti",
    "aturan-berkas",
    "rencana-ekspor",
    "rencana-contoh",
    "publik-data",
    "publik-indikator",
    "publik-anggaran",
    "publik-unduh",
    "penerima-bukti",
    "terima-berkas",
}
# Judged in test_data, test_writing, test_walk and test_public: a report must have come so far.
JUDGED_ELSEWHERE = {
    "isi", "periksa", "periksa-bab", "periksa-catat", "periksa-perubahan",
    "publik-laporan", "publik-bab", "penerima", "terima",
}  # fmt: skip
# Pages that no link leads to: a form's answer, and the way in that a mail shows.
WITHOUT_A_LINK = {
    "anybody": [
        "/sandi/lupa/terkirim/",
        "/sandi/baru/selesai/",
        "/sandi/baru/x-x/",
        "/tidak/ada/",
    ],
    "sekretaris": ["/opd/", "/keluar/"],
    "arpus-kepala-dinas": [],
    "admin": [],
    "operator": [],
}
LAST = {"arpus-kepala-dinas", "admin"}
ARGUMENT = re.compile(r"<(\w+):\w+>")
SAMPLE = {"uuid": str(uuid.UUID(int=7)), "int": "7", "slug": "x", "str": "x", "base36": "x"}


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with the demo's report under way."""
    made = Installation(tmp_path_factory.mktemp("busy"))
    made.lakip("demo")
    with made.served():
        yield made


@pytest.fixture(scope="module")
def walked(busy: Installation, browser: Browser) -> dict[str, set[str]]:
    """Each person opens every page they find a link to; the names of the pages, by person."""
    shapes: list[frozenset[str]] = []
    found, kinds = {}, set[str]()
    for person, extra in WITHOUT_A_LINK.items():
        page = _sit_down(busy, browser, person)
        # Who comes last opens their desk and its steps, and else only what nobody has met yet.
        own = ("meja", "langkah")
        met = {kind for kind in kinds if not kind.startswith(own)} if person in LAST else set()
        found[person] = _open_everything(page, shapes, ["/", *extra], met)
        kinds |= met
        page.context.close()
    return found


def _sit_down(busy: Installation, browser: Browser, person: str) -> Page:
    page = browser.new_context(base_url=busy.url, locale="id-ID").new_page()
    page.set_default_timeout(20_000)
    if person != "anybody":
        page.goto("/masuk/")
        page.get_by_label(re.compile("^Alamat (surel|e-mail)")).fill(f"{person}@contoh.test")
        page.get_by_label("Kata sandi").fill(busy.password)
        press(page.get_by_role("button", name="Masuk"))
        expect(page).to_have_title(re.compile("^Meja saya"))
    return page


def _open_everything(
    page: Page, shapes: list[frozenset[str]], paths: list[str], met: set[str]
) -> set[str]:
    """Open these pages and one of each kind that they link to; judge each different one.

    A link leads to a page that is there; only what is opened without one may be a refusal.
    """
    begun_with = set(paths)
    faults, names = Faults(), set()
    faults.listen(page)
    while paths:
        path = paths.pop()
        kind = _kind(path)
        if kind in met or kind.split(" ")[0] in NOT_A_PAGE:
            continue
        met.add(kind)
        answer = page.goto(path)
        assert answer is not None
        assert answer.ok or path in begun_with, f"{path} answers {answer.status}"
        if answer.ok:
            names.add(_name(urlsplit(page.url).path))
        shape = shape_of(page.content())
        if not any(shape <= other for other in shapes):
            shapes.append(shape)
            page.set_viewport_size({"width": 1280, "height": HEIGHT})
            assert_sound(page)
        assert not faults.said, faults.said
        paths += _links(page)
    return names


def _links(page: Page) -> list[str]:
    """Where the page leads to on this site."""
    links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
    here = urljoin(page.url, "/")
    return [f"/{link.removeprefix(here)}".split("#")[0] for link in links if link.startswith(here)]


def _name(path: str) -> str:
    try:
        return str(resolve(path).url_name)
    except Resolver404:
        return "404"


def _kind(path: str) -> str:
    """The page's name; steps and papers each count, for each is a page of another shape."""
    parts = urlsplit(path)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return path
    queries = " ".join(sorted(query.split("=")[0] for query in parts.query.split("&")))
    return f"{match.url_name} {match.kwargs.get('step', '')} {queries}"


def _pages_of_the_site(page: Page) -> set[str]:
    """The names of all URLs that answer to a GET: what is no page says 405."""
    return {
        str(pattern.name)
        for pattern in matrix.patterns()
        if page.request.get(_any_url(pattern), max_redirects=0).status != 405
    }


def _any_url(pattern: URLPattern) -> str:
    return "/" + ARGUMENT.sub(lambda found: SAMPLE[found[1]], str(pattern.pattern))


def test_every_page_is_sound_and_has_a_way_to_it(
    walked: dict[str, set[str]], busy: Installation, browser: Browser
) -> None:
    page = _sit_down(busy, browser, "operator")
    met = set().union(*walked.values())
    assert _pages_of_the_site(page) - NOT_A_PAGE - JUDGED_ELSEWHERE - met == set()
    page.context.close()


def test_the_menu_of_the_phone_is_sound(busy: Installation, browser: Browser) -> None:
    page = _sit_down(busy, browser, "operator")
    page.set_viewport_size({"width": 390, "height": HEIGHT})
    page.get_by_text("Lainnya").click()
    expect(page.get_by_role("link", name="Pengaturan").last).to_be_visible()
    assert_sound(page, widths=(390,))
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Pengaturan").last).to_be_hidden()
    page.context.close()
