"""The public page: the version that was signed, for everybody, and nobody's name on it."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client

from lakip.documents import certifying, filing
from lakip.journey import moves, proving, signing
from lakip.journey.refusal import AlreadyDone, Refused
from lakip.journey.signing import Given
from lakip.ledger.models import Event
from lakip.management import demo
from lakip.management.rehearsal import Walk
from lakip.notices.models import Notice
from lakip.papers.laporan_kinerja.attached import Attachment
from lakip.papers.laporan_kinerja.judging import circumstances_of
from lakip.papers.publikasi import publishing
from lakip.papers.publikasi.records import Publication, path_of, publication_of
from lakip.people.government import Agency, Government
from lakip.people.letterhead import Letterhead
from lakip.people.office import Office
from lakip.people.person import Person
from lakip.performance.planning import Indicator
from lakip.performance.results import Actual, Analysis, Evidence
from tests import cast
from tests.papers import public_reports as public
from tests.papers.public_reports import HEAD, PLANNER, SECRETARY, TEAM

SLUG = "dinas-sosial-2026"
TAG = re.compile(rb"<[^>]+>")
PHONE = "0812-3456-7890"


@pytest.fixture
def office(db: None) -> cast.Office:
    """An office whose report was made from data and is signed."""
    return public.ratified(public.office_with_data())


def _get(path: str) -> Any:
    return Client().get(path)


def test_the_planner_publishes_and_anybody_reads(office: cast.Office) -> None:
    found = public.publish(office)

    assert path_of(found) == f"/publik/{SLUG}/"
    assert publication_of(office.journey) == found
    pages = public.public_pages(SLUG)
    front = pages[f"/publik/{SLUG}/"].decode()
    assert "Laporan Kinerja Dinas Sosial tahun 2026 telah disahkan pada" in front
    assert "oleh Kepala Dinas" in front
    assert "Tabel 3.1" in pages[f"/publik/{SLUG}/bab-iii-akuntabilitas-kinerja/"].decode()
    assert f"/publik/{SLUG}/data.json" in pages
    assert f"/publik/{SLUG}/unduh/" not in pages
    event = Event.objects.get(kind="published")
    assert b"Dewi" not in bytes(event.data)
    assert Notice.objects.filter(kind="published", recipient=office.person(HEAD)).exists()


def _thanks(one: Person) -> str:
    """A sentence that says all about somebody, with a part of the name in bold."""
    first, last = one.name.split()
    nip = f"{one.nip[:8]} {one.nip[8:14]} {one.nip[14]} {one.nip[15:]}"
    named = f"<b>{first}</b> {last}, S.Sos., M.Si."
    return f"<p>Terima kasih kepada {named} (NIP {nip}, {one.email}, {PHONE}).</p>"


def test_nobody_is_named_on_any_public_byte(db: None) -> None:
    office = public.office_with_data()
    people = Person.objects.exclude(nip="")
    written = "".join(_thanks(one) for one in people)
    public.write(office, "4.simpulan", written)
    public.write(office, "kata-pengantar", written)
    found = Indicator.objects.get(plan__agency=office.journey.agency, code="S1.2")
    Analysis.objects.filter(indicator=found, year=2026).update(
        causes=f"Ratna  Wulandari dan Bapak Ahmad Fauzi berhalangan, hubungi {PHONE}."
    )
    Actual.objects.filter(indicator=found, year=2026).update(
        value="", missing_because="Data masih ada pada siti aminah, siti@kantor.example."
    )
    Evidence.objects.create(
        indicator=found, year=2026, sha256="0" * 64, size=1, name="Bukti Dewi Lestari.pdf",
        media_type="application/pdf", by_name="Dewi Lestari", at=cast.MONDAY,
    )  # fmt: skip
    photo = filing.keep(b"photo", name="foto.jpg", media_type="image/jpeg")
    Attachment.objects.create(
        journey=office.journey, title="Yohanes Tapilatu menyerahkan bantuan", name="foto.jpg",
        sha256=photo.sha256, size=5, media_type="image/jpeg", by=office.person(TEAM),
        at=cast.MONDAY,
    )  # fmt: skip
    public.publish(public.ratified(office))

    pages = public.public_pages(SLUG)
    assert len(pages) > 10
    words = {
        path: " ".join(re.sub(rb"<[^>]+>", b"", told).decode().split())
        for path, told in pages.items()
    }
    for one in Person.objects.all():
        for part in (one.name, one.nip, one.email, f"{one.nip[:8]} {one.nip[8:14]}"):
            if part.strip():
                assert not [p for p, told in words.items() if part.casefold() in told.casefold()]
                assert not [p for p, told in pages.items() if part.encode() in told]
    for part in (PHONE, "siti@kantor.example", "S.Sos., M.Si.", "Lampiran Tim", "<img"):
        assert not [path for path, told in pages.items() if part.encode() in told]
    conclusion = words[f"/publik/{SLUG}/bab-iv-penutup/"]
    assert "Terima kasih kepada (nama tidak dimuat) (NIP tidak dimuat, e-mail tidak" in conclusion
    assert "Data masih ada pada (nama tidak dimuat)" in pages[f"/publik/{SLUG}/data.json"].decode()


def test_a_figure_that_changes_later_does_not_move_what_was_signed(office: cast.Office) -> None:
    public.publish(office)
    before = public.public_pages(SLUG)
    Actual.objects.filter(indicator__code="S1.1").update(value="1")
    Indicator.objects.filter(code="S1.1").update(name="Nama baru indikator ini")

    assert public.public_pages(SLUG) == before


def test_a_ratification_taken_back_closes_the_page_until_it_is_published_again(
    office: cast.Office,
) -> None:
    found = public.publish(office)
    office.withdraw(HEAD)
    for path in ("", "data.json", "indikator.csv", "bab-iv-penutup/"):
        assert _get(f"/publik/{SLUG}/{path}").status_code == 404
    assert SLUG not in _get("/publik/").content.decode()
    assert publication_of(office.journey) is None
    with pytest.raises(Refused, match="belum disahkan"):
        public.publish(office)

    public.ratified(office)
    assert _get(f"/publik/{SLUG}/").status_code == 404
    again = public.publish(office)
    assert (again.slug, again.pk != found.pk) == (SLUG, True)
    found.refresh_from_db()
    assert found.withdraw_reason == "Pengesahannya ditarik kembali."
    assert _get(f"/publik/{SLUG}/").status_code == 200


def test_a_report_that_was_taken_back_is_gone_and_can_come_again(office: cast.Office) -> None:
    found = public.publish(office)
    public.withdraw(found, office)
    assert _get(f"/publik/{SLUG}/").status_code == 404
    with pytest.raises(AlreadyDone):
        public.withdraw(found, office)
    assert public.publish(office).slug == SLUG
    kinds = list(Event.objects.order_by("seq").values_list("kind", flat=True))[-3:]
    assert kinds == ["published", "unpublished", "published"]


def test_a_cancelled_report_is_gone_and_its_address_is_the_next_ones(db: None) -> None:
    office = public.ratified(cast.begin())
    first = public.publish(office)
    moves.cancel(
        journey=office.journey.pk, by=office.person(SECRETARY), at=office.at, reason="Salah tahun."
    )
    assert _get(f"/publik/{SLUG}/").status_code == 404
    with pytest.raises(Refused, match="dibatalkan"):
        public.publish(office)
    walk = Walk(office.walk.demo, year=2026, starts=office.at)
    again = public.publish(public.ratified(cast.Office(walk)))
    assert (again.slug, again.journey_id != first.journey_id) == (SLUG, True)


def test_two_agencies_of_one_name_have_two_addresses(office: cast.Office) -> None:
    first = public.publish(office)
    other = Government.objects.create(name="Pemerintah Kota Lain")
    agency = Agency.objects.create(government=other, name=demo.DINSOS)
    people = {}
    for part, person in office.walk.demo.people.items():
        twin = Person.objects.create_person(email=f"k-{part}@lain.test", name=f"Twin {part}")
        for held in Office.objects.filter(person=person, agency=first.journey.agency):
            Office.objects.create(
                person=twin, agency=agency, role=held.role, starts_on=held.starts_on
            )
        people[part] = twin
    walk = Walk(demo.Demo(agency, people), year=2026, starts=cast.MONDAY)
    second = public.publish(public.ratified(cast.Office(walk)))

    assert (first.slug, second.slug) == (SLUG, "dinas-sosial-kota-lain-2026")
    page = _get("/publik/?cari=kota+lain&tahun=2026").content.decode()
    assert second.slug in page
    assert f"{SLUG}/" not in page


def test_a_report_written_outside_shows_what_is_recorded_and_its_file(db: None) -> None:
    office = public.office_with_data()
    public.file_outside(office, b"%PDF-1.7 ditulis di luar")
    public.hand_over(office)
    public.ratified(office)
    found = public.publish(office)
    Actual.objects.all().delete()

    pages = public.public_pages(SLUG)
    assert set(pages) == {"/publik/", f"/publik/{SLUG}/"}
    front = pages[f"/publik/{SLUG}/"].decode()
    assert "indikator mencapai target" in front
    assert "berkasnya tidak diterbitkan" in front
    assert found.figures
    assert found.figures[0]["value"] in front
    assert _get(f"/publik/{SLUG}/data.json").status_code == 404

    public.withdraw(found, office)
    public.publish(office, with_file=True)
    answer = _get(f"/publik/{SLUG}/unduh/")
    assert public.body(answer) == b"%PDF-1.7 ditulis di luar"
    assert answer["Content-Disposition"] == f'attachment; filename="laporan-kinerja-{SLUG}.pdf"'


def test_the_signed_file_is_offered_only_where_that_was_chosen(db: None) -> None:
    office = public.office_with_data()
    office.to("pengesahan-laporan")
    Letterhead.objects.update(signing=Letterhead.Signing.LOCAL)
    who, words, at = office.person(HEAD), "kopi hitam tanpa gula 7", office.at
    certifying.certify(person=who, password=demo.password(), passphrase=words, again=words, at=at)
    turn = office.turn.pk
    seal = signing.seal_of_step(turn=turn, by=who, at=at, given=Given(passphrase=words))
    moves.finish(turn=turn, by=who, at=at, key=uuid.uuid4(), seal=seal)
    found = public.publish(office)
    assert _get(f"/publik/{SLUG}/unduh/").status_code == 404

    public.withdraw(found, office)
    public.publish(office, with_file=True)
    answer = _get(f"/publik/{SLUG}/unduh/")
    assert proving.of_file(public.body(answer)).verdict == "signed"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Robots-Tag"] == "noindex"
    again = Client().get(f"/publik/{SLUG}/unduh/", headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, public.body(again)) == (304, b"")


def test_a_reader_is_asked_for_nothing_and_given_what_is_new(office: cast.Office) -> None:
    public.publish(office)
    for path in ("", "bab-iii-akuntabilitas-kinerja/", "data.json", "indikator.csv"):
        answer = _get(f"/publik/{SLUG}/{path}")
        assert not answer.cookies
        assert answer["Cache-Control"] == "public, no-cache"
        assert "Last-Modified" in answer
        tag = {"if-none-match": answer["ETag"]}
        assert Client().get(f"/publik/{SLUG}/{path}", headers=tag).status_code == 304
    told = public.signed_in(office, PLANNER).get(f"/publik/{SLUG}/").content
    assert told == _get(f"/publik/{SLUG}/").content
    assert b"<script" not in told
    assert b"csrf" not in told


def test_who_may_publish(office: cast.Office) -> None:
    with pytest.raises(Refused, match="Laporan diterbitkan dan ditarik oleh"):
        public.publish(office, by="kepala-bidang")
    with pytest.raises(Refused, match="Laporan diterbitkan dan ditarik oleh"):
        publishing.publish(
            journey=office.journey, with_file=False, by=public.stranger(), at=office.at
        )
    office.take_out("anggota")  # Whoever left the team publishes no more, also when all is done.
    office.walk.play()  # To the end.
    assert office.journey.closed_at
    on_the_way = publication_of(office.journey)
    assert on_the_way
    public.withdraw(on_the_way, office)
    assert circumstances_of(office.journey).is_published is False
    for part in (TEAM, HEAD, SECRETARY, PLANNER):
        found = public.publish(office, by=part)
        public.withdraw(found, office)
    with pytest.raises(Refused, match="Laporan diterbitkan dan ditarik oleh"):
        public.publish(office, by="anggota")
    public.publish(office)
    assert circumstances_of(office.journey).is_published is True


def test_the_panel_publishes_and_takes_back(office: cast.Office) -> None:
    client, here = public.signed_in(office, PLANNER), f"/laporan/{office.journey.pk}/"
    page = client.get(f"{here}dokumen/").content.decode()
    assert "Sertakan berkas yang disahkan" in page
    assert 'name="with_file" type="checkbox" value="1" aria-describedby="tentang-berkas">' in page
    assert client.post(f"{here}publikasi/", {"with_file": "1"}).status_code == 302
    assert client.post(f"{here}publikasi/").status_code == 302  # The same person, once more.
    assert public.signed_in(office, HEAD).post(f"{here}publikasi/").status_code == 409
    (found,) = Publication.objects.all()
    assert found.with_file

    long = "x" * 1001
    answer = client.post(f"{here}publikasi/tarik/", {"reason": long})
    assert answer.status_code == 422
    assert f">{long}</textarea>" in answer.content.decode()
    assert client.post(f"{here}publikasi/tarik/", {"reason": " "}).status_code == 422
    assert client.post(f"{here}publikasi/tarik/", {"reason": "Salah."}).status_code == 302
    assert publication_of(office.journey) is None
    history = client.get(f"{here}riwayat/").content.decode()
    assert "Dewi Lestari menarik laporan dari laman publik: Salah." in history


def test_the_panel_refuses_before_the_report_is_ratified_and_strangers_always(db: None) -> None:
    office = cast.begin()
    here = f"/laporan/{office.journey.pk}/"
    client = public.signed_in(office, PLANNER)
    assert "belum disahkan" in client.get(f"{here}dokumen/").content.decode()
    answer = client.post(f"{here}publikasi/", {"with_file": "1"})
    assert answer.status_code == 422
    assert client.post(f"{here}publikasi/tarik/", {"reason": "x"}).status_code == 422
    outside = Client()
    outside.force_login(public.stranger())
    assert outside.post(f"{here}publikasi/").status_code == 404
    assert "Belum ada laporan yang diterbitkan" in _get("/publik/").content.decode()
    gone = _get("/publik/tidak-ada/")
    assert gone.status_code == 404
    assert not gone.cookies
    assert "tidak lagi diterbitkan di sini" in gone.content.decode()
