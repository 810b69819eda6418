"""Drafting, signing, the kop and the check of a file, as the pages answer."""

import datetime
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from PIL import Image

from lakip.documents import filing, pictures
from lakip.documents.models import Document, Rendition, Version
from lakip.documents.numbering import Numbered
from lakip.management import demo
from lakip.management.official_walk import OfficialWalk
from lakip.people.letterhead import Letterhead
from tests import cast

DISPOSISI = "disposisi-kepala-dinas"


def client(office: cast.Office, part: str) -> Client:
    browser = Client()
    browser.force_login(office.person(part))
    return browser


def address(office: cast.Office, *more: str) -> str:
    return "/".join((f"/giliran/{office.turn.pk}/susun", *more, ""))


def answers(page: str) -> dict[str, object]:
    """What a browser would send of the form as it stands."""
    sent: dict[str, object] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = (re.search(rf'{key}="([^"]*)"', tag) for key in ("name", "value"))
        if not name or not name[1].startswith(("isi-", "revision")):
            continue
        if 'type="checkbox"' in tag and "checked" not in tag:
            continue
        sent.setdefault(name[1], value[1] if value else "")
    for name, text in re.findall(r'<textarea[^>]*name="(isi-[^"]*)"[^>]*>([^<]*)</textarea>', page):
        sent[name] = text
    for name, options in re.findall(r'<select[^>]*name="(isi-[^"]*)">(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    return sent


def shown(office: cast.Office, paper: str = DISPOSISI, part: str = "kepala-dinas") -> str:
    answer = client(office, part).get(address(office, paper))
    assert answer.status_code == 200
    return answer.content.decode()


# Drafting ------------------------------------------------------------------------------------


def test_the_form_comes_filled_beside_its_preview(office: cast.Office) -> None:
    page = shown(office)
    assert "Sekretariat Daerah, Bagian Organisasi" in page
    assert page.count('class="sheet"') == 1
    picture = client(office, "kepala-dinas").get(address(office, DISPOSISI) + "1.png")
    assert Image.open(io.BytesIO(picture.content)).size[0] > 600


def test_a_pause_keeps_what_was_typed_and_tells_the_new_revision(office: cast.Office) -> None:
    sent = answers(shown(office)) | {"isi-catatan": "Mohon segera."}
    told = client(office, "kepala-dinas").post(
        address(office, DISPOSISI, "simpan"), sent, headers={"Accept": "application/json"}
    )
    assert told.json() == {"revision": 1, "pages": 1, "trouble": "", "faults": []}
    assert "Mohon segera." in shown(office)


def test_a_page_that_is_too_old_says_so_and_keeps_what_was_typed(office: cast.Office) -> None:
    sent = answers(shown(office))
    browser = client(office, "kepala-dinas")
    browser.post(address(office, DISPOSISI, "simpan"), sent | {"isi-catatan": "Satu."})
    late = browser.post(address(office, DISPOSISI, "simpan"), sent | {"isi-catatan": "Dua."})
    assert late.status_code == 409
    assert "Dua." in late.content.decode()
    assert "diubah oleh Ratna Wulandari sejak halaman Anda dibuka" in late.content.decode()
    told = browser.post(
        address(office, DISPOSISI, "simpan"),
        sent | {"isi-catatan": "Tiga."},
        headers={"Accept": "application/json"},
    )
    assert told.status_code == 409


def test_filing_makes_the_version_and_leads_back_to_the_step(office: cast.Office) -> None:
    browser = client(office, "kepala-dinas")
    done = browser.post(address(office, DISPOSISI, "terbit"), answers(shown(office)), follow=True)
    assert "Disimpan sebagai versi 1, PDF dan Word." in done.content.decode()
    assert "Ubah dan simpan versi baru" in done.content.decode()
    refused = browser.post(
        address(office, DISPOSISI, "terbit"), answers(shown(office)) | {"isi-hal": ""}
    )
    assert refused.status_code == 422
    assert "Hal: belum diisi." in refused.content.decode()


@pytest.mark.parametrize("part", ["sekretaris", "anggota", "admin"])
def test_nobody_drafts_in_somebody_elses_turn(office: cast.Office, part: str) -> None:
    for path in (address(office, DISPOSISI), address(office, DISPOSISI) + "1.png"):
        assert client(office, part).get(path).status_code == 404


def test_a_strange_revision_or_page_breaks_nothing(office: cast.Office) -> None:
    browser = client(office, "kepala-dinas")
    for revision in ("", "-1", "x" * 50, "9" * 40):
        answer = browser.post(address(office, DISPOSISI, "simpan"), {"revision": revision})
        assert answer.status_code in (302, 409)
    assert browser.get(address(office, DISPOSISI) + "99.png").status_code == 404


# The kop -------------------------------------------------------------------------------------


def picture(kind: str = "PNG", side: int = 64) -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (side, side), "navy").save(kept, kind)
    return kept.getvalue()


def save_kop(office: cast.Office, **more: object) -> HttpResponse:
    path = f"/kop/{office.journey.agency_id}/"
    browser = client(office, "admin")
    form = browser.get(path).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields if name != "picture"}
    return browser.post(path, sent | more)  # type: ignore[return-value]


def test_the_admin_gives_the_agency_its_kop(office: cast.Office) -> None:
    logo = SimpleUploadedFile("logo.png", picture(), "image/png")
    saved = save_kop(office, address="Jalan Merdeka 1", unit="DINSOS", picture=logo)
    assert saved.status_code == 302
    head = Letterhead.objects.get()
    assert (head.address, head.unit) == ("Jalan Merdeka 1", "DINSOS")
    shown_logo = client(office, "admin").get(f"/kop/{office.journey.agency_id}/logo/")
    assert shown_logo.content == picture()
    assert shown(office).count('class="sheet"') == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("logo.png", picture() + b"x" * 20_000_000, "Logo ini 19,1 MB."),
        ("logo.svg", b"<svg><script>alert(1)</script></svg>", "Logo SVG belum dapat dipakai."),
        ("logo.png", b"bukan gambar", ""),
        ("logo.pdf", b"%PDF-1.7", ""),
    ],
)
def test_a_logo_that_cannot_be_printed_is_refused(
    office: cast.Office, name: str, content: bytes, said: str
) -> None:
    refused = save_kop(office, picture=SimpleUploadedFile(name, content), unit="DINSOS")
    assert refused.status_code == 422
    assert said in refused.content.decode()
    assert 'value="DINSOS"' in refused.content.decode(), "nothing typed is lost"
    assert not Letterhead.objects.exists()


def test_a_pattern_without_a_number_is_refused(office: cast.Office) -> None:
    refused = save_kop(office, letter_pattern="{klasifikasi}/{unit}")
    assert "Pola nomor harus memuat {urut} atau {urut3}." in refused.content.decode()


def test_others_do_not_find_the_kop(office: cast.Office) -> None:
    path = f"/kop/{office.journey.agency_id}/"
    assert client(office, "kepala-dinas").get(path).status_code == 404
    assert client(office, "anggota").post(path, {}).status_code == 404


# Signing and checking ------------------------------------------------------------------------


@pytest.fixture
def official(db: None) -> cast.Office:
    """The demo agency with real papers, and the SK waiting for its paraf."""
    starts = timezone.now() - datetime.timedelta(days=10)  # The pages ask the real clock.
    walk = OfficialWalk(demo.prepare(at=starts), year=2026, starts=starts)
    office = cast.Office(walk)
    office.to("paraf-sk")
    return office


def test_the_page_shows_what_is_signed_and_asks_for_the_passphrase(official: cast.Office) -> None:
    browser, turn = client(official, "sekretaris"), official.turn
    page = browser.get(f"/laporan/{turn.journey_id}/langkah/paraf-sk/").content.decode()
    version = Version.objects.get(document__paper="draft-sk-tim")
    with filing.store().open(version.sha256) as pdf:
        pages = pictures.page_count(pdf.read())
    assert pages > 1
    assert page.count(f"/versi/{version.pk}/halaman/") == pages
    first = browser.get(f"/versi/{version.pk}/halaman/1.png")
    assert Image.open(io.BytesIO(first.content)).format == "PNG"
    assert browser.get(f"/versi/{version.pk}/halaman/{pages + 1}.png").status_code == 404
    assert version.sha256 in page
    pressed = browser.post(f"/giliran/{turn.pk}/selesai/", {"passphrase": "keliru sama sekali"})
    assert pressed.status_code == 422
    assert "Frasa sandi tanda tangan tidak cocok" in pressed.content.decode()
    assert isinstance(official.walk, OfficialWalk)
    done = browser.post(f"/giliran/{turn.pk}/selesai/", {"passphrase": official.walk.passphrase})
    assert done.status_code == 302
    assert version.renditions.filter(kind=Rendition.Kind.SIGNED).count() == 1


def test_anybody_can_check_a_paper_and_sees_nothing_that_is_not_on_it(
    official: cast.Office,
) -> None:
    document = Document.objects.get(paper="disposisi-kepala-dinas")
    page = Client().get(f"/verifikasi/{document.token}/").content.decode()
    assert "Disposisi Kepala Dinas" in page
    assert "Ratna Wulandari" in page
    assert official.person("kepala-dinas").nip not in page
    assert "Bentuk tim penyusun" not in page, "the content is not public"
    assert Client().get(f"/verifikasi/{'0' * 20}/").status_code == 404


def test_anybody_can_check_a_file(official: cast.Office) -> None:
    file = Rendition.objects.filter(kind=Rendition.Kind.SIGNED).earliest("at")
    with filing.store().open(file.sha256) as source:
        data = source.read()
    for content, said in (
        (data, "Utuh."),
        (data[:-9] + b"x" + data[-8:], ""),
        (data.replace(b"/Length", b"/Lengtx", 1), "Berubah."),
        (b"halo", "Tidak dikenal."),
    ):
        upload = SimpleUploadedFile("ganti-nama.pdf", content)
        page = Client().post("/verifikasi/", {"file": upload}).content.decode()
        assert said in page
        assert "ganti-nama.pdf" in page
    empty = Client().post("/verifikasi/", {})
    assert empty.status_code == 422
    assert "Pilih berkas PDF yang akan diperiksa." in empty.content.decode()


def test_the_register_lists_every_number_to_those_who_may_see(official: cast.Office) -> None:
    given = Numbered.objects.get().text
    assert given in client(official, "kepala-dinas").get("/nomor/").content.decode()
    other = Client()
    other.force_login(demo.neighbour().people["sekretaris"])
    assert given not in other.get("/nomor/").content.decode()


def test_a_certificate_is_made_and_revoked_on_the_account_page(office: cast.Office) -> None:
    browser, phrase = client(office, "sekretaris"), "hujan turun di pasar lama"
    sent = {"passphrase": phrase, "again": phrase, "password": "salah"}
    refused = browser.post("/akun/sertifikat/", sent)
    assert refused.status_code == 422
    assert "Kata sandi masuk Anda tidak cocok." in refused.content.decode()
    made = browser.post(
        "/akun/sertifikat/", sent | {"password": demo.password()}, follow=True
    ).content.decode()
    assert "Berlaku sampai" in made
    assert "Cabut sertifikat" in made
    ended = browser.post("/akun/sertifikat/cabut/", follow=True).content.decode()
    assert "Berlaku sampai" not in ended
