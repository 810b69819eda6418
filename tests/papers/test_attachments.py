"""The team adds photos and files to the report."""

import datetime
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from lakip.documents import filing
from lakip.documents.filing import NotTaken
from lakip.documents.shrinking import LONGEST_SIDE, shrink
from lakip.journey import replay
from lakip.journey.refusal import Refused
from lakip.papers.laporan_kinerja import attaching, building, writing
from lakip.papers.laporan_kinerja.attached import Attachment, attached
from lakip.papers.laporan_kinerja.attaching import attach, take_out
from lakip.papers.laporan_kinerja.manuscript import manuscript_of
from lakip.papers.laporan_kinerja.source import of_json, source_of
from tests import cast
from tests.documents import reading_back
from tests.papers.conformance import faults
from tests.papers.said_by_files import words_of_word

TITLE = "Penyerahan bantuan kepada kelompok tani"
MADE_AT = datetime.datetime(2027, 2, 1, 8, 30, tzinfo=datetime.UTC)
BLUE, WHITE = (20, 60, 140), (255, 255, 255)
UPSIDE_DOWN = 3  # What a camera writes that was held so.


@pytest.fixture
def room(office: cast.Office) -> cast.Office:
    office.to("draft-laporan")
    return office


def photo(width: int = 800, height: int = 600, *, name: str = "foto.jpg") -> SimpleUploadedFile:
    kept = BytesIO()
    Image.new("RGB", (width, height), BLUE).save(kept, "JPEG")
    return SimpleUploadedFile(name, kept.getvalue())


def writer(room: cast.Office, who: str) -> writing.Writer:
    return writing.writer_of(room.journey, room.person(who), at=room.at)


def add(room: cast.Office, upload: SimpleUploadedFile | None, *, title: str = TITLE) -> Attachment:
    who = writer(room, "tim-penyusun")
    return attach(room.journey, upload, title=title, writer=who, at=room.at)


@pytest.mark.needs("poppler")
def test_a_photo_stands_in_the_pdf_and_in_the_word_file(room: cast.Office) -> None:
    add(room, photo())
    source = source_of(manuscript_of(room.journey), made_at=MADE_AT, paper="a4")
    files = building.build(of_json(source.as_json()).sheet())

    assert f"Gambar L.1 {TITLE}" in " ".join(reading_back.text(files.pdf).split())
    assert TITLE in " ".join(words_of_word(files.docx))
    assert reading_back.pictures_of_word(files.docx) == [(800, 600)]
    assert faults(files.pdf) == []
    assert building.build(source.sheet()).pdf == files.pdf


def test_a_file_that_is_no_picture_is_named_and_goes_beside_the_report(room: cast.Office) -> None:
    add(room, _pdf(), title="Berita acara serah terima")
    facts = manuscript_of(room.journey).facts

    assert facts.attachments == ("Berita acara serah terima",)
    assert facts.pictures == ()


def test_a_photo_of_a_phone_is_turned_upright_and_forgets_where_it_was_taken(
    tmp_path: Path,
) -> None:
    image = Image.new("RGB", (3000, 2000), WHITE)
    image.paste(BLUE, (0, 0, 3000, 200))  # The sky, as the camera saw it.
    exif = Image.Exif()
    exif[0x0112] = UPSIDE_DOWN
    exif[0x010F] = "Telepon"
    image.save(tmp_path / "foto.jpg", exif=exif)
    shrunk = shrink(tmp_path / "foto.jpg")

    with Image.open(BytesIO(shrunk.jpeg)) as printed:
        assert printed.size == (shrunk.width, shrunk.height) == (LONGEST_SIDE, 1067)
        assert not printed.getexif()
        sky = printed.getpixel((800, 1050))
    assert isinstance(sky, tuple)
    assert sky[2] > sky[0] + 50
    assert shrink(tmp_path / "foto.jpg") == shrunk


def test_what_is_clear_in_a_picture_is_white_on_paper(tmp_path: Path) -> None:
    Image.new("RGBA", (40, 30), (0, 0, 0, 0)).save(tmp_path / "logo.png")
    with Image.open(BytesIO(shrink(tmp_path / "logo.png").jpeg)) as printed:
        assert printed.getpixel((5, 5)) == WHITE


def test_a_picture_of_forty_megapixels_is_printed_small(room: cast.Office) -> None:
    kept = BytesIO()
    Image.new("L", (8000, 5000), 90).save(kept, "PNG")
    made = add(room, SimpleUploadedFile("pindai.png", kept.getvalue()))

    assert (made.width, made.height) == (LONGEST_SIDE, 1000)
    assert len(filing.read(made.printed)) < 100_000


def test_a_larger_one_is_refused_with_its_size(room: cast.Office) -> None:
    kept = BytesIO()
    Image.new("L", (8001, 5001), 90).save(kept, "PNG")
    with pytest.raises(NotTaken, match="8001 x 5001 piksel"):
        add(room, SimpleUploadedFile("pindai.png", kept.getvalue()))


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("  ", "Tuliskan judul lampiran"),
        ("x" * 201, r"terlalu panjang \(201 huruf\)"),
        ("Panen 🌾", "Huruf “🌾”"),
    ],
)
def test_a_title_that_cannot_be_printed_is_refused(
    room: cast.Office, title: str, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        add(room, photo(), title=title)
    assert not attached(room.journey).exists()


def test_without_a_file_or_twice_the_same_is_said(room: cast.Office) -> None:
    with pytest.raises(NotTaken, match="Pilih dahulu berkasnya"):
        add(room, None)
    add(room, photo())
    with pytest.raises(Refused, match=f"sudah dilampirkan sebagai “{TITLE}”"):
        add(room, photo(name="lain.jpg"), title="Lagi")


def test_there_is_an_end_to_it(room: cast.Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attaching, "MOST", 1)
    add(room, photo())
    with pytest.raises(Refused, match="sudah memuat 1 lampiran"):
        add(room, photo(801))


def test_a_file_that_is_changed_behind_the_programs_back_is_found(room: cast.Office) -> None:
    added = add(room, photo())
    path = filing.store().path(added.sha256)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes() + b"x")
    (fault,) = replay.faults(agency_id=room.journey.agency_id)
    assert fault.startswith(f"Lampiran “{TITLE}” hilang atau berubah")


def test_only_the_team_adds_and_only_while_the_draft_is_theirs(room: cast.Office) -> None:
    who = writer(room, "kepala-dinas")
    with pytest.raises(Refused, match="oleh tim penyusun"):
        attach(room.journey, photo(), title=TITLE, writer=who, at=room.at)
    kept = add(room, photo())
    room.to("verifikasi-draft")
    with pytest.raises(Refused, match="Draf laporan sudah diserahkan"):
        add(room, photo(801))
    with pytest.raises(Refused, match="Draf laporan sudah diserahkan"):
        take_out(kept, writer=writer(room, "tim-penyusun"), at=room.at)


def test_a_file_taken_out_is_not_printed_and_may_come_back(room: cast.Office) -> None:
    made = add(room, photo())
    who = writer(room, "tim-penyusun")
    take_out(made, writer=who, at=room.at)
    take_out(made, writer=who, at=room.at)

    assert manuscript_of(room.journey).facts.pictures == ()
    assert filing.read(made.sha256)
    assert add(room, photo()).pk != made.pk


def test_the_page_adds_shows_and_leaves_out(room: cast.Office) -> None:
    client = Client()
    client.force_login(room.person("tim-penyusun"))
    page = f"/laporan/{room.journey.pk}/naskah/"
    sent = {"title": TITLE, "file": photo()}
    answer = client.post(f"/laporan/{room.journey.pk}/lampiran/tambah/", sent, follow=True)
    made = attached(room.journey).get()

    assert "Lampiran ditambahkan pada laporan." in answer.content.decode()
    chapter = client.get(f"{page}lampiran-5-dokumen-lain/").content.decode()
    address = f"/laporan/{room.journey.pk}/gambar/{made.printed}.jpg"
    assert f'src="{address}" alt="{TITLE}"' in chapter
    shown = client.get(address)
    assert b"".join(shown.streaming_content) == filing.read(made.printed)
    client.post(f"/laporan/{room.journey.pk}/lampiran/{made.pk}/keluarkan/")
    assert client.get(address).status_code == 404
    assert TITLE in client.get(f"/laporan/{room.journey.pk}/riwayat/").content.decode()


def test_a_refused_file_leaves_the_title_that_was_typed(room: cast.Office) -> None:
    client = Client()
    client.force_login(room.person("tim-penyusun"))
    sent = {"title": TITLE, "file": SimpleUploadedFile("foto.jpg", b"MZ bukan foto")}
    answer = client.post(f"/laporan/{room.journey.pk}/lampiran/tambah/", sent)

    assert answer.status_code == 422
    assert f'value="{TITLE}"' in answer.content.decode()
    assert "bukan gambar JPG, melainkan program Windows" in answer.content.decode()


def _pdf() -> SimpleUploadedFile:
    image = BytesIO()
    Image.new("RGB", (20, 20), WHITE).save(image, "PDF")
    return SimpleUploadedFile("berita-acara.pdf", image.getvalue())
