"""Five people carry one year's report through the twelve steps, in browsers without JavaScript."""

import datetime
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import expect

from tests.browser import sending
from tests.browser.installation import Installation
from tests.browser.walking import Someone
from tests.documents import corpus

type SitDown = Callable[[str], Someone]

YEAR = datetime.datetime.now(datetime.UTC).year - 1
FIVE = ("kepala-dinas", "sekretaris", "kasubbag-perencanaan", "kepala-bidang", "tim-penyusun")
LETTER = "000.8.6/12/2027"
TYPED = "Bersama ini kami minta OPD menyusun Laporan Kinerja."
REASON = "Angka capaian pada tabel 3.1 tidak sama dengan lampiran; perbaiki."
NEXT_IS_TOLD = "Langkah selesai. Giliran berikutnya sudah dibuka dan diberi tahu."


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("files") / "Draft Laporan Kinerja.pdf"
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        document.save(path)
    return path


@pytest.fixture(scope="module")
def docx(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("files") / "Draft SK Tim.docx"
    path.write_bytes(corpus.word())
    return path


@pytest.fixture(scope="module")
def five(someone: SitDown, installation: Installation) -> dict[str, Someone]:
    """Everybody of the agency who has a part, signed in through the sign-in page."""
    people = {part: someone(part) for part in FIVE}
    for person in people.values():
        person.signs_in(installation.password)
        expect(person.page).to_have_title(re.compile("Meja saya"))
    return people


def test_twelve_steps_with_one_return(
    five: dict[str, Someone],
    someone: SitDown,
    installation: Installation,
    pdf: Path,
    docx: Path,
    tmp_path: Path,
) -> None:
    head, secretary, planner, division, team = five.values()
    for person in five.values():
        person.finds_nothing_on_the_desk()
    report = _register_the_request(planner, pdf)

    # 1 and 2: the assignments go down.
    head.finds_on_the_desk("Tugas dan arahan")
    secretary.finds_nothing_on_the_desk()
    _assign(head, "Disposisi Kepala Dinas")
    secretary.finds_on_the_desk("Penugasan draft SK tim")
    _assign(secretary, "Disposisi Sekretaris")

    # 3 to 5: the decree that makes the team.
    planner.finds_on_the_desk("Draft SK tim")
    _draft_the_decree(planner, docx)
    secretary.finds_on_the_desk("Paraf draft SK tim")
    secretary.page.get_by_role("button", name="Paraf dan teruskan").dblclick()
    secretary.reads(re.compile("Langkah selesai|Sudah Anda kerjakan; tidak ada yang berubah"))
    team.finds_nothing_on_the_desk()
    head.finds_on_the_desk("Pengesahan SK tim")
    _finish(head, "Sahkan dan teruskan")

    # 6 and 7: the meeting and the forms.
    secretary.finds_on_the_desk("Rapat persiapan dan pembagian tugas")
    _others_take_part((planner, division, team), "Rapat persiapan dan pembagian tugas")
    _meet(secretary)
    team.finds_on_the_desk("Format data")
    team.writes("Format data", "Indikator; target; realisasi; penjelasan.")
    team.writes("Surat permintaan data", "Mohon data diisi sampai akhir pekan.")
    assert team.ticks_everything() == 3
    _finish(team, "Serahkan")

    # 8 and 9: the draft, sent back once and mended.
    team.finds_on_the_desk("Data dan draft laporan")
    team.uploads("Draft Laporan Kinerja", pdf)
    assert team.ticks_everything() == 5
    _division_confirms_its_data(division)
    _finish_again_after_looking(team, "Data dan draft laporan")
    secretary.finds_on_the_desk("Verifikasi dan paraf draft laporan")
    _send_back(secretary)
    team.finds_on_the_desk("Data dan draft laporan")
    team.reads(REASON)
    team.writes("Draft Laporan Kinerja", "Draft yang diperbaiki: tabel 3.1 sama dengan lampiran.")
    team.ticks_everything()
    if not team.page.get_by_role("button", name="Serahkan").is_enabled():
        _division_confirms_its_data(division)
    _finish_again_after_looking(team, "Data dan draft laporan")
    secretary.finds_on_the_desk("Verifikasi dan paraf draft laporan")
    _finish(secretary, "Paraf dan teruskan")

    # 10 to 12: ratified, copied, sent.
    head.finds_on_the_desk("Pengesahan Laporan Kinerja")
    _finish(head, "Sahkan dan teruskan")
    secretary.finds_on_the_desk("Penugasan penggandaan")
    _assign(secretary, "Disposisi penggandaan dan pengiriman")
    team.finds_on_the_desk("Penggandaan dan pengiriman")
    team.writes("Surat pengantar", "Bersama ini kami sampaikan Laporan Kinerja.")
    team.uploads("Tanda terima", pdf)
    assert team.ticks_everything() == 3
    expect(team.page.get_by_role("button", name="Selesaikan penyusunan")).to_be_disabled()
    _six_recipients_in_four_ways(team, someone, installation, report, pdf)
    team.finds_on_the_desk("Penggandaan dan pengiriman")
    _finish(team, "Selesaikan penyusunan")

    team.reads("Penyusunan selesai")
    for person in five.values():
        person.finds_nothing_on_the_desk()
    _look_around(planner, report)
    sending.checks_archive(team, report, tmp_path)
    _a_stranger_finds_nothing(someone, installation, report)
    _the_mail_names_the_right_people(installation)
    assert "SAH  Dinas Sosial" in installation.lakip("ledger", "verify")


def _register_the_request(planner: Someone, pdf: Path) -> str:
    planner.opens("/")
    planner.follows("Mulai tahun baru")
    page = planner.page
    page.get_by_label("Surat dari").fill("Sekretariat Daerah, Bagian Organisasi")
    page.get_by_label("Nomor surat").fill(LETTER)
    page.get_by_label("Tanggal surat").fill(f"{YEAR + 1}-01-02")
    page.get_by_label("Berkas surat").set_input_files(pdf)
    page.get_by_label("Atau tuliskan isinya").fill(TYPED)
    planner.presses("Daftarkan dan mulai")
    assert planner.status == 422
    planner.reads("Pilih salah satu")
    expect(page.get_by_label("Nomor surat")).to_have_value(LETTER)
    expect(page.get_by_label("Atau tuliskan isinya")).to_have_value(TYPED)
    page.get_by_label("Atau tuliskan isinya").fill("")
    page.get_by_label("Berkas surat").set_input_files(pdf)
    planner.presses("Daftarkan dan mulai")
    planner.reads("Permintaan didaftarkan. Giliran pertama sudah dibuka.")
    return page.url


def _assign(person: Someone, paper: str) -> None:
    expect(person.page.get_by_role("button", name="Teruskan disposisi")).to_be_disabled()
    person.writes(paper, "Mohon ditindaklanjuti sesuai SOP dan tenggatnya.")
    _finish(person, "Teruskan disposisi")


def _finish(person: Someone, button: str) -> None:
    person.presses(button)
    if button != "Selesaikan penyusunan":
        person.reads(NEXT_IS_TOLD)


def _finish_again_after_looking(team: Someone, title: str) -> None:
    """Somebody else did their part meanwhile; the page is fetched again from the desk."""
    team.finds_on_the_desk(title)
    _finish(team, "Serahkan")


def _draft_the_decree(planner: Someone, docx: Path) -> None:
    planner.uploads("Draft SK tim penyusun Laporan Kinerja", docx)
    planner.names("Siti Aminah", "Ketua")
    planner.names("Yohanes Tapilatu", "Anggota")
    other, third = planner.in_another_tab(), planner.in_another_tab()
    _a_finish_is_refused(planner, other)
    _finish(planner, "Serahkan")
    other.page.close()
    third.presses("Serahkan")
    third.reads("sudah Anda tutup; tidak ada yang berubah")
    third.page.close()
    planner.page.go_back()
    planner.reads("Langkah ini selesai")


def _a_finish_is_refused(planner: Someone, other: Someone) -> None:
    """The list is emptied in one tab; the button of the other tab still looks alive."""
    for name in ("Siti Aminah", "Yohanes Tapilatu"):
        other.presses(f"Keluarkan {name}")
    planner.presses("Serahkan")
    assert planner.status == 422
    planner.reads("Belum dapat diselesaikan")
    expect(planner.page.get_by_role("button", name="Serahkan")).to_be_disabled()
    planner.opens(other.page.url)
    planner.names("Siti Aminah", "Ketua")
    planner.names("Yohanes Tapilatu", "Anggota")


def _others_take_part(people: tuple[Someone, ...], title: str) -> None:
    for person in people:
        person.finds_nothing_on_the_desk()
        part = person.page.get_by_role("region", name="Anda ikut serta")
        part.get_by_role("link", name=f"Lihat {title}").click()
        person.looks()
        person.reads("Anda ikut serta")


def _meet(secretary: Someone) -> None:
    for paper in ("Pembagian tugas tim dan rencana kerja", "Undangan rapat persiapan"):
        secretary.writes(paper, f"{paper}: terlampir.")
    secretary.writes("Daftar hadir rapat persiapan", "Semua hadir.")
    secretary.writes("Notula rapat persiapan", "Tugas dibagi menurut bidang.")
    assert secretary.ticks_everything() == 3
    _finish(secretary, "Serahkan")


def _division_confirms_its_data(division: Someone) -> None:
    division.opens("/")
    part = division.page.get_by_role("region", name="Anda ikut serta")
    part.get_by_role("link", name="Lihat Data dan draft laporan").click()
    division.looks()
    division.ticks_everything()


def _send_back(secretary: Someone) -> None:
    secretary.sends_back("   ")
    assert secretary.status == 422
    secretary.reads("Tuliskan apa yang harus diperbaiki.")
    box = secretary.page.get_by_label("Apa yang harus diperbaiki")
    box.evaluate("box => box.removeAttribute('maxlength')")
    secretary.sends_back(REASON * 100)
    assert secretary.status == 422
    expect(box).to_have_value(REASON * 100)
    secretary.sends_back(REASON)
    secretary.reads("Dikembalikan untuk direvisi. Alasannya ikut disampaikan.")


def _six_recipients_in_four_ways(
    team: Someone, someone: SitDown, installation: Installation, report: str, proof: Path
) -> None:
    """By hand, by e-mail, by a link, elsewhere; then the public page and the own archive."""
    page = sending.board(team, report)
    late = datetime.date(YEAR + 1, 3, 1) <= datetime.datetime.now(datetime.UTC).date()
    assert page.get_by_text(re.compile(r"lewat batas \d+ hari")).count() == (6 if late else 0)
    sending.hands_over(team, report, proof)
    recipient = someone("penerima")
    sending.confirms(recipient, sending.mails(team, report, installation), "Eko Susilo")
    sending.confirms(recipient, sending.makes_link(team, report), "Maria Lobo")
    sending.proves_upload(team, report)
    recipient.opens(sending.publishes(team, report))  # Read without signing in.
    assert recipient.status == 200
    recipient.reads("Dinas Sosial")
    sending.keeps_archive(team, report)
    page = sending.board(team, report)
    assert page.get_by_text(re.compile(r"^\d+ hari sesudah batas")).count() == (6 if late else 0)


def _look_around(person: Someone, report: str) -> None:
    """The pages of a finished report: its papers, a paper's versions, its history, the news."""
    person.opens(report)
    person.follows("Dokumen")
    person.follows("Draft Laporan Kinerja")
    person.reads("Draft yang diperbaiki")
    expect(person.page.get_by_text("Putaran 2").first).to_be_visible()
    person.opens(report)
    person.follows("Riwayat")
    person.reads(REASON)
    person.opens("/kabar/")
    person.reads(f"Selesai: Laporan Kinerja {YEAR}")
    person.presses("Tandai semua sudah dibaca")
    person.reads("Semua kabar sudah dibaca.")


def _a_stranger_finds_nothing(someone: SitDown, installation: Installation, report: str) -> None:
    stranger = someone("arpus-sekretaris")
    stranger.signs_in(installation.password)
    stranger.finds_nothing_on_the_desk()
    for path in ("", "dokumen/", "riwayat/", "waktu/", "langkah/arahan/"):
        stranger.opens(report + path)
        assert stranger.status == 404
        expect(stranger.page.get_by_role("heading", level=1)).to_have_text(
            "Halaman tidak ditemukan"
        )


def _the_mail_names_the_right_people(installation: Installation) -> None:
    installation.lakip("worker", "--once")
    told = [(m["To"].split("@")[0], m["Subject"]) for m in installation.mail()]
    turns = [
        (to, subject.removeprefix("Giliran Anda: ")) for to, subject in told if "Gil" in subject
    ]
    assert sorted(turns) == sorted(EXPECTED)
    back = [to for to, subject in told if subject.startswith("Dikembalikan untuk direvisi")]
    assert sorted(back) == ["anggota", "tim-penyusun"]
    done = {to for to, subject in told if subject == f"Selesai: Laporan Kinerja {YEAR}"}
    assert done == {*FIVE, "anggota"} - {"tim-penyusun"}, "the one who finished knows it"


EXPECTED = [
    ("kepala-dinas", "Tugas dan arahan"),
    ("sekretaris", "Penugasan draft SK tim"),
    ("kasubbag-perencanaan", "Draft SK tim"),
    ("sekretaris", "Paraf draft SK tim"),
    ("kepala-dinas", "Pengesahan SK tim"),
    ("sekretaris", "Rapat persiapan dan pembagian tugas"),
    ("tim-penyusun", "Format data"),
    ("anggota", "Format data"),
    # Who finished the step before is not told of what they open themselves.
    ("anggota", "Data dan draft laporan"),
    ("sekretaris", "Verifikasi dan paraf draft laporan"),
    ("sekretaris", "Verifikasi dan paraf draft laporan (putaran 2)"),
    ("kepala-dinas", "Pengesahan Laporan Kinerja"),
    ("sekretaris", "Penugasan penggandaan"),
    ("tim-penyusun", "Penggandaan dan pengiriman"),
    ("anggota", "Penggandaan dan pengiriman"),
]


def test_a_wrong_password_and_signing_out(someone: SitDown, installation: Installation) -> None:
    person = someone("admin")
    person.signs_in("bukan kata sandinya")
    person.reads(re.compile("sandi.*(salah|tidak)|tidak (benar|cocok|tepat)", re.IGNORECASE))
    expect(person.page.get_by_label(re.compile("^Alamat (surel|e-mail)"))).to_have_value(
        person.email
    )
    person.signs_in(installation.password)
    person.page.get_by_role("banner").get_by_role("button", name="Keluar").click()
    person.looks()
    expect(person.page.get_by_role("heading", level=1)).to_have_text("Masuk")
    person.opens("/laporan/")
    expect(person.page.get_by_role("heading", level=1)).to_have_text("Masuk")
