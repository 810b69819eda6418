"""The rules that are studied: those that ship, an agency's own, and who may keep them."""

import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lakip.documents import filing
from lakip.documents.filing import NotTaken
from lakip.journey.models import Journey
from lakip.journey.refusal import AlreadyDone, Refused
from lakip.ledger import verify
from lakip.papers.guides import keeping
from lakip.papers.guides.keeping import Typed, add, may_keep, remove
from lakip.papers.guides.kept import AgencyGuide, kept
from lakip.papers.guides.listing import listed
from lakip.papers.guides.shipped import guides
from lakip.people.appointing import end
from lakip.people.office import Office
from lakip.people.person import Person
from lakip.sop import reading
from tests import cast
from tests.papers.guides_sample import PERBUP, keep, pdf

TAMPERED = "\u202egnp.exe"


# ------------------------------------------------------------------ what ships


def test_the_list_names_papers_of_the_sop_and_successors_that_are_in_force() -> None:
    papers = {paper.slug for paper in reading.shipped().papers}
    for guide in guides().values():
        assert set(guide.papers) <= papers, guide.slug
        assert guide.search in guide.about, guide.slug
        assert guide.slug.endswith(f"-{guide.number}-{guide.year}")
        if guide.replaced_by:
            assert not guides()[guide.replaced_by].replaced_by, guide.slug
            assert not guide.papers, f"{guide.slug} is old: nobody should read it for a paper"


def test_a_regulation_is_looked_for_by_its_number_and_year_and_no_document_is_promised() -> None:
    guide = guides()["perpres-29-2014"]
    link = urlsplit(guide.link)

    assert guide.title == (
        "Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi "
        "Pemerintah"
    )
    assert (link.scheme, link.netloc, link.path) == ("https", "peraturan.bpk.go.id", "/Search")
    assert parse_qs(link.query) == {
        "tentang": ["Akuntabilitas Kinerja"],
        "nomor": ["29"],
        "tahun": ["2014"],
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("permenpanrb-12-2015", "PermenPANRB 88/2021"),
        ("permendagri-54-2009", "Permendagri 1/2023"),
        ("permendagri-54-2010", "Permendagri 86/2017"),
    ],
)
def test_an_old_regulation_is_not_studied_but_says_what_replaced_it(old: str, new: str) -> None:
    found = listed(None)
    replaced = {row.guide.slug: row.replacement for row in found.replaced}
    successor = replaced[old]

    assert successor is not None
    assert successor.name == new
    assert old not in {row.guide.slug for row in found.in_force}


# ------------------------------------------------------------------ keeping one's own


def test_an_agency_keeps_a_link_a_file_or_both(office: cast.Office) -> None:
    keep(office)
    keep(office, Typed(title="Pedoman LAKIP kabupaten"), pdf())
    both = Typed(title="Surat edaran", link="https://contohkab.test/edaran?nomor=5")
    made = keep(office, both, pdf(20))

    assert [each.title for each in listed(office.journey.agency_id).own] == [
        PERBUP.title,
        "Pedoman LAKIP kabupaten",
        "Surat edaran",
    ]
    assert made.site == "contohkab.test"
    assert filing.read(made.sha256).startswith(b"%PDF-")


def test_the_agencys_copy_stands_with_the_regulation_it_is_of(office: cast.Office) -> None:
    made = keep(office, Typed(copy_of="perpres-29-2014", title="diabaikan"), pdf())
    found = listed(office.journey.agency_id)
    row = next(row for row in found.in_force if row.guide.slug == "perpres-29-2014")

    assert row.copy == made
    assert made.title == "Salinan Perpres 29/2014"
    assert found.own == []
    with pytest.raises(Refused, match="Perpres 29/2014 sudah mempunyai salinan"):
        keep(office, Typed(copy_of="perpres-29-2014"), pdf(20))
    with pytest.raises(Refused, match="tidak ada dalam daftar"):
        keep(office, Typed(copy_of="perpres-0-1900"), pdf(30))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (Typed(), "Tuliskan judul aturannya"),
        (Typed(title="Perbup"), "Isi tautannya atau pilih berkasnya"),
        (Typed(title="x" * 251, link=PERBUP.link), r"Judul terlalu panjang \(251 huruf\)"),
        (Typed(title="x" * 100_000, link=PERBUP.link), "paling banyak 250"),
        (Typed(title="Perbup", note="x" * 501, link=PERBUP.link), "Keterangan terlalu panjang"),
        (Typed(title=f"Perbup {TAMPERED}", link=PERBUP.link), "huruf yang tidak terlihat"),
        (Typed(title="Perbup\x00", link=PERBUP.link), "huruf yang tidak terlihat"),
    ],
)
def test_what_was_typed_must_be_readable(office: cast.Office, typed: Typed, said: str) -> None:
    with pytest.raises(Refused, match=said):
        keep(office, typed)
    assert not AgencyGuide.objects.exists()


@pytest.mark.parametrize(
    "link",
    [
        "http://jdih.contohkab.test/perbup",
        "javascript:alert(1)",
        "JavaScript://jdih.contohkab.test/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "//jdih.contohkab.test/perbup",
        "jdih.contohkab.test/perbup",
        "https://",
        "https://[::1",
        "https://peraturan.bpk.go.id@jahat.test/perbup",
        "https://jdih.contohkab.test/per bup",
        "https://jdih.contohkab.test/\u202eperbup",
        "https://jdih.contohkab.test/" + "x" * 500,
    ],
)
def test_only_a_plain_https_address_is_a_link(office: cast.Office, link: str) -> None:
    with pytest.raises(Refused):
        keep(office, Typed(title="Perbup", link=link))
    assert not AgencyGuide.objects.exists()


def test_a_file_of_a_refused_kind_is_not_kept(office: cast.Office) -> None:
    for upload, said in (
        (SimpleUploadedFile("perbup.html", b"<script>"), "Hanya berkas .xlsx"),
        (SimpleUploadedFile("perbup.pdf", b"MZ program"), "melainkan program Windows"),
        (SimpleUploadedFile("perbup.pdf", b""), "kosong"),
    ):
        with pytest.raises(NotTaken, match=said):
            keep(office, PERBUP, upload)
    assert not AgencyGuide.objects.exists()


def test_the_same_file_or_link_is_not_kept_twice(office: cast.Office) -> None:
    keep(office, PERBUP, pdf())
    with pytest.raises(Refused, match=f"Berkas itu sudah disimpan sebagai “{PERBUP.title}”"):
        keep(office, Typed(title="Lain"), pdf(name="lain.pdf"))
    with pytest.raises(Refused, match="Tautan itu sudah dicatat"):
        keep(office, Typed(title="Lain", link=PERBUP.link))


def test_there_is_an_end_to_it(office: cast.Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST", 1)
    keep(office)
    with pytest.raises(Refused, match="sudah menyimpan 1 aturan"):
        keep(office, Typed(title="Lain"), pdf())


# ------------------------------------------------------------------ who may


def test_who_holds_an_office_or_a_seat_keeps_and_others_do_not(office: cast.Office) -> None:
    agency = office.journey.agency
    observer = Person.objects.get(name="Hendra Wijaya")
    stranger = Person.objects.get(name="Lina Marpaung")
    member = office.person("tim-penyusun")

    for part in ("kepala-dinas", "sekretaris", "kasubbag-perencanaan", "kepala-bidang", "admin"):
        assert may_keep(office.person(part), agency, at=office.at), part
    assert not may_keep(member, agency, at=office.at)
    office.to("format-data")
    assert may_keep(member, agency, at=office.at)
    for person in (observer, stranger, Person.objects.get(is_operator=True)):
        assert not may_keep(person, agency, at=office.at)
        with pytest.raises(Refused, match="Anda hanya dapat membacanya"):
            add(agency, PERBUP, None, by=person, at=office.at)


def test_an_office_or_a_report_that_ended_gives_no_right_any_more(office: cast.Office) -> None:
    office.to("format-data")
    secretary = office.person("sekretaris")
    held = Office.objects.get(person=secretary, role="sekretaris")
    end(held, on=office.at.date(), by=office.person("admin"), at=office.at)
    tomorrow = office.at + datetime.timedelta(days=1)
    assert may_keep(secretary, office.journey.agency, at=office.at)
    assert not may_keep(secretary, office.journey.agency, at=tomorrow)

    Journey.objects.update(closed_at=office.at, closed_by=secretary)
    assert not may_keep(office.person("tim-penyusun"), office.journey.agency, at=office.at)


# ------------------------------------------------------------------ removing


def test_what_is_removed_stays_and_the_ledger_tells_of_it(office: cast.Office) -> None:
    made = keep(office, PERBUP, pdf())
    remove(made, by=office.person("sekretaris"), at=office.at)

    assert not kept(office.journey.agency_id).exists()
    gone = AgencyGuide.objects.get(pk=made.pk)
    assert gone.removed_by == office.person("sekretaris")
    assert filing.read(gone.sha256)
    told = [
        event
        for event in verify.events(agency_id=office.journey.agency_id)
        if event.kind.startswith("guide_")
    ]
    assert [event.kind for event in told] == ["guide_added", "guide_removed"]
    assert {str(event.facts["guide"]) for event in told} == {str(made.pk)}
    assert told[0].facts["sha256"] == made.sha256
    assert verify.verify_log(agency_id=office.journey.agency_id).faults == []
    assert keep(office, PERBUP, pdf()).pk != made.pk


def test_who_comes_second_hears_who_removed_it(office: cast.Office) -> None:
    made = keep(office)
    remove(made, by=office.person("sekretaris"), at=office.at)
    with pytest.raises(AlreadyDone, match="sudah dikeluarkan oleh Bambang Prasetyo") as no:
        remove(made, by=office.person("kasubbag-perencanaan"), at=office.at)
    assert not no.value.by_you
    with pytest.raises(AlreadyDone) as again:
        remove(made, by=office.person("sekretaris"), at=office.at)
    assert again.value.by_you
