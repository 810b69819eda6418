"""Writing the report in the browser: two people, one with JavaScript and one without."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.installation import Installation
from tests.browser.judging import HEIGHT, Faults, assert_sound
from tests.browser.pressing import press

pytestmark = pytest.mark.browser
PLACE = "4.simpulan"
# The demo agency with its plan and a year's figures, in the step of the draft; prints the journey.
DRAFTED = """
import datetime, django; django.setup()
from lakip.management import demo, demo_plan
from lakip.management.rehearsal import Walk
at = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=60)
found = demo.prepare(at=at)
walk = Walk(found, year=2025, starts=at)
walk.play(until="draft-laporan")
plan = demo_plan.record(found, year=2025, at=at)
demo_plan.record_answers(plan, year=2025, at=at)
print(walk.journey.pk)
"""
# Hands the draft over; where it came back, what was remarked is mended and answered first.
HANDED_OVER = """
import datetime, uuid, django; django.setup()
from lakip.journey import acts, moves
from lakip.journey.models import Journey
from lakip.management import demo, rehearsal, verifying_season
from lakip.papers.laporan_kinerja import filing_draft
from lakip.people.person import Person
journey = Journey.objects.get(pk="JOURNEY")
turn = journey.turns.get(closed_at=None)
people = {one.email.split("@")[0]: one for one in Person.objects.all()}
walk = rehearsal.Walk.__new__(rehearsal.Walk)
walk.journey, walk.demo = journey, type("People", (), {"people": people})()
walk.next = lambda: datetime.datetime.now(datetime.UTC)
walk.at = walk.next()
if turn.round > 1:
    verifying_season.mend(walk, turn)
filing_draft.file(turn=turn.pk, by=people["tim-penyusun"], at=walk.next())
if turn.round == 1:
    from lakip.journey.editions import edition_of
    for duty in edition_of(journey.edition_id).step(turn.step).duties:
        acts.tick(turn=turn.pk, duty=duty.slug, by=people[duty.by], at=walk.next())
moves.finish(turn=turn.pk, by=people["tim-penyusun"], at=walk.next(), key=uuid.uuid4())
"""


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, str]]:
    """An installation whose report waits to be written, and its journey."""
    made = Installation(tmp_path_factory.mktemp("drafted"))
    made.lakip("migrate", "--verbosity=0")
    journey = made.run(DRAFTED).strip()
    with made.served():
        yield made, journey


def sit_down(made: Installation, browser: Browser, person: str, *, scripts: bool = True) -> Page:
    context = browser.new_context(
        base_url=made.url, locale="id-ID", java_script_enabled=scripts,
        viewport={"width": 1280, "height": HEIGHT},
    )  # fmt: skip
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto("/masuk/")
    page.get_by_label(re.compile("^Alamat (surel|e-mail)")).fill(f"{person}@contoh.test")
    page.get_by_label("Kata sandi").fill(made.password)
    press(page.get_by_role("button", name="Masuk"))
    expect(page).to_have_title(re.compile("^Meja saya"))
    return page


def test_what_two_people_write_stands_in_the_report_and_is_filed(
    drafted: tuple[Installation, str], browser: Browser
) -> None:
    made, journey = drafted
    faults = Faults()
    team = sit_down(made, browser, "tim-penyusun")
    faults.listen(team)
    other = sit_down(made, browser, "anggota", scripts=False)
    writing = f"/laporan/{journey}/tulis/?bagian={PLACE}"

    # One writes with the editor: a bold word and a live figure; the preview follows.
    team.goto(writing)
    editor = team.locator("trix-editor")
    editor.click()
    team.keyboard.press("Control+A")
    team.get_by_role("button", name="Tebal").click()
    team.keyboard.type("Kinerja tahun ini baik: ")
    team.get_by_role("button", name="Tebal").click()
    team.locator("[data-figures]").select_option(index=1)
    team.get_by_role("button", name=re.compile("Sisipkan")).click()
    shown = team.locator("[data-figures] option").nth(1).get_attribute("data-shown")
    assert shown
    expect(team.locator("[data-preview]")).to_contain_text(shown)
    expect(team.locator("[data-preview] strong, [data-preview] b").first).to_contain_text("Kinerja")

    # The other opened the same place without JavaScript, and saves upon the older text.
    other.goto(writing)
    expect(other.get_by_text("sedang membuka bagian ini")).to_be_visible()
    press(team.get_by_role("button", name="Simpan", exact=True))
    expect(team.get_by_text("Tulisan disimpan.")).to_be_visible()
    other.get_by_label("Tulisan bagian ini").fill("Tulisan **lain** tentang tahun ini.")
    press(other.get_by_role("button", name="Simpan", exact=True))
    expect(other.get_by_text("menyimpan tulisan lain di bagian ini")).to_be_visible()
    expect(other.get_by_role("heading", name="yang berlaku sekarang")).to_be_visible()
    assert (
        "Tulisan **lain** tentang tahun ini."
        in other.get_by_label("Tulisan bagian ini").input_value()
    )

    # Both texts were seen; the other's is saved as the one that counts, and the draft is filed.
    other.get_by_label("Tulisan bagian ini").fill("Kinerja baik.\n\n- Satu\n- Dua")
    press(other.get_by_role("button", name="Simpan", exact=True))
    expect(other.get_by_text("Tulisan disimpan.")).to_be_visible()
    team.goto(f"/laporan/{journey}/naskah/bab-iv-penutup/")
    expect(team.get_by_text("Kinerja baik.", exact=True)).to_be_visible()
    assert_sound(team)
    team.goto(f"/laporan/{journey}/naskah/")
    press(team.get_by_role("button", name="Simpan sebagai versi draf"))
    expect(team.get_by_text("Draf laporan disimpan sebagai versi baru")).to_be_visible()
    assert not faults.said, faults.said


def test_what_was_typed_is_not_left_behind_without_a_question(
    drafted: tuple[Installation, str], browser: Browser
) -> None:
    made, journey = drafted
    page = sit_down(made, browser, "tim-penyusun")
    page.goto(f"/laporan/{journey}/tulis/?bagian=1.latar-belakang")
    page.locator("trix-editor").click()
    page.keyboard.type("Belum disimpan ")
    expect(page.locator("[data-status]")).to_have_text("Belum disimpan.")
    asked: list[str] = []

    def answer(dialog: object) -> None:
        asked.append(dialog.type)  # type: ignore[attr-defined]
        dialog.dismiss()  # type: ignore[attr-defined]

    page.on("dialog", answer)
    page.close(run_before_unload=True)
    expect(page.locator("trix-editor")).to_contain_text("Belum disimpan")
    assert asked == ["beforeunload"]


def test_a_draft_is_verified_in_two_rounds(
    drafted: tuple[Installation, str], browser: Browser
) -> None:
    made, journey = drafted
    made.run(HANDED_OVER.replace("JOURNEY", journey))
    judge = sit_down(made, browser, "sekretaris")
    faults = Faults()
    faults.listen(judge)
    page = sit_down(made, browser, "sekretaris", scripts=False)
    step = f"/laporan/{journey}/langkah/verifikasi-draft/"

    def looks(path: str) -> None:
        judge.goto(path)
        assert_sound(judge)

    # The first round: a remark on a paragraph, and one on a cell of a table.
    page.goto(step)
    page.get_by_role("link", name="Buka lembar pemeriksaan").click()
    looks(page.url)
    page.get_by_role("link", name="BAB IV Penutup").click()
    looks(page.url)
    page.locator("a.checked-add", has_text="Simpulan, paragraf 1").click()
    looks(page.url)
    page.get_by_label("Apa yang harus diperbaiki").fill("Sebutkan yang belum tercapai.")
    press(page.get_by_role("button", name="Simpan catatan"))
    expect(page.get_by_role("link", name="Catatan 1")).to_be_visible()
    page.get_by_role("link", name="BAB III").click()
    page.locator("a.checked-add", has_text="Tabel 3.1 Target").click()
    looks(page.url)
    page.get_by_label("Baris").select_option("1")
    page.get_by_label("Kolom").select_option(label="Realisasi")
    page.get_by_label("Apa yang harus diperbaiki").fill("Cocokkan dengan buktinya.")
    press(page.get_by_role("button", name="Simpan catatan"))
    page.goto(step)
    page.get_by_text("Kembalikan untuk direvisi").click()
    page.get_by_label("Apa yang harus diperbaiki").fill("Lihat dua catatan.")
    page.get_by_role("button", name="Kembalikan", exact=True).click()
    expect(page.get_by_text("Dikembalikan untuk direvisi").first).to_be_visible()

    # The second round: what changed stands side by side, and the remarks are closed.
    made.run(HANDED_OVER.replace("JOURNEY", journey))
    page.goto(step)
    page.get_by_role("link", name="Yang berubah").click()
    expect(page.locator("ins").first).to_be_visible()
    looks(page.url)
    page.goto(step)
    page.get_by_role("link", name="Buka lembar pemeriksaan").click()
    expect(page.get_by_text("2 dari 2 belum ditutup")).to_be_visible()
    looks(page.url)
    for number in (1, 2):
        page.locator(f"#catatan-{number}").get_by_role("button", name="Tutup").click()
    for radio in page.get_by_label("Ya", exact=True).all():
        if radio.is_enabled() and radio.get_attribute("name") not in (
            "jawab-S3",
            "jawab-S6",
            "jawab-S9",
        ):
            radio.check()
    for field in page.locator("[name^=alasan-]").all():
        field.fill("Dapat diterima tahun ini.")
    press(page.get_by_role("button", name="Simpan daftar periksa"))
    expect(page.get_by_text("Daftar periksa disimpan.")).to_be_visible()
    page.goto(step)
    expect(page.get_by_role("button", name="Paraf dan teruskan")).to_be_enabled()
    assert not faults.said, faults.said
