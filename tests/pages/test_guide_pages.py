"""The page of the rules that are studied, and their place beside the step."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lakip.documents import filing
from lakip.papers.guides.keeping import remove
from lakip.papers.guides.kept import AgencyGuide, kept
from lakip.people.government import Agency
from lakip.people.person import Person
from tests import cast
from tests.papers.guides_sample import PERBUP, keep, pdf, reader


def page_of(office: cast.Office, who: str) -> str:
    return reader(office.person(who)).get("/aturan/").content.decode()


def test_the_page_keeps_shows_and_removes(office: cast.Office) -> None:
    client = reader(office.person("kasubbag-perencanaan"))
    agency = office.journey.agency_id
    sent = {"title": PERBUP.title, "note": PERBUP.note, "link": PERBUP.link, "file": pdf()}
    answer = client.post(f"/aturan/{agency}/tambah/", sent, follow=True)
    made = kept(agency).get()
    shown = answer.content.decode()

    assert "Aturan disimpan." in shown
    assert f'href="{PERBUP.link}" target="_blank" rel="noopener noreferrer"' in shown
    file = client.get(f"/aturan/milik/{made.pk}/")
    assert b"".join(file.streaming_content) == filing.read(made.sha256)
    assert file["Content-Disposition"] == 'attachment; filename="perbup-12-2025.pdf"'
    answer = client.post(f"/aturan/milik/{made.pk}/keluarkan/", follow=True)
    assert "tidak lagi ditampilkan" in answer.content.decode()
    assert PERBUP.title not in client.get("/aturan/").content.decode()
    assert client.get(f"/aturan/milik/{made.pk}/").status_code == 404


def test_a_refusal_leaves_what_was_typed(office: cast.Office) -> None:
    client = reader(office.person("kasubbag-perencanaan"))
    sent = {"title": PERBUP.title, "note": PERBUP.note, "link": "javascript:alert(1)"}
    answer = client.post(f"/aturan/{office.journey.agency_id}/tambah/", sent)
    shown = answer.content.decode()

    assert answer.status_code == 422
    assert "Tautan harus diawali https://" in shown
    assert f'value="{PERBUP.title}"' in shown
    assert f'value="{PERBUP.note}"' in shown
    assert 'value="javascript:alert(1)"' in shown
    assert 'href="javascript' not in shown


def test_a_refused_copy_is_still_a_copy(office: cast.Office) -> None:
    client = reader(office.person("kasubbag-perencanaan"))
    asked = client.get("/aturan/?salinan=perpres-29-2014").content.decode()
    answer = client.post(
        f"/aturan/{office.journey.agency_id}/tambah/", {"copy_of": "perpres-29-2014"}
    )

    for shown in (asked, answer.content.decode()):
        assert "Tambah salinan Perpres 29/2014" in shown
        assert '<input type="hidden" name="copy_of" value="perpres-29-2014">' in shown
    assert answer.status_code == 422
    assert client.get("/aturan/?salinan=tidak-ada").status_code == 404


def test_a_colleague_who_was_quicker_is_named_on_the_page(office: cast.Office) -> None:
    made = keep(office)
    remove(made, by=office.person("sekretaris"), at=office.at)
    client = reader(office.person("kasubbag-perencanaan"))
    answer = client.post(f"/aturan/milik/{made.pk}/keluarkan/")

    assert answer.status_code == 409
    assert "sudah dikeluarkan oleh Bambang Prasetyo" in answer.content.decode()


def test_an_observer_reads_and_cannot_add(office: cast.Office) -> None:
    keep(office)
    observer = reader(Person.objects.get(name="Hendra Wijaya"))
    agency = office.journey.agency_id
    shown = observer.get(f"/aturan/?opd={agency}").content.decode()

    assert PERBUP.title in shown
    assert "Tambah" not in shown
    assert "Keluarkan" not in shown
    assert "Pilih OPD" in shown  # They watch two agencies.
    typed = {"title": "Edaran yang diketik", "link": "https://contohkab.test/edaran"}
    answer = observer.post(f"/aturan/{agency}/tambah/", typed)
    assert answer.status_code == 422
    assert "Anda hanya dapat membacanya" in answer.content.decode()
    assert "Edaran yang diketik" in answer.content.decode()


def test_a_stranger_reads_what_ships_and_nothing_else(office: cast.Office) -> None:
    made = keep(office, PERBUP, pdf())
    neighbour = reader(Person.objects.get(name="Lina Marpaung"))
    operator = reader(Person.objects.get(is_operator=True))

    for client in (neighbour, operator):
        shown = client.get("/aturan/").content.decode()
        assert "Perpres 29/2014" in shown
        assert PERBUP.title not in shown
        for path in (f"/aturan/?opd={made.agency_id}", f"/aturan/milik/{made.pk}/"):
            assert client.get(path).status_code == 404
        for path in (f"{made.agency_id}/tambah/", f"milik/{made.pk}/keluarkan/"):
            assert client.post(f"/aturan/{path}").status_code == 404
    assert "Anda belum menjabat" in operator.get("/aturan/").content.decode()


def test_the_step_that_makes_the_formats_shows_what_is_studied(office: cast.Office) -> None:
    keep(office)
    office.to("format-data")
    path = f"/laporan/{office.journey.pk}/langkah/format-data/"

    for part in ("tim-penyusun", "kepala-bidang"):
        shown = reader(office.person(part)).get(path).content.decode()
        assert "Aturan yang dipelajari" in shown, part
        assert "PermenPANRB 53/2014" in shown
        assert "PermenPANRB 12/2015" not in shown
        assert PERBUP.title in shown
    assert "Mempelajari aturan terkait penyusunan kinerja" in shown
    head = reader(office.person("kepala-dinas")).get(path).content.decode()
    assert "Aturan yang dipelajari" not in head


def test_the_step_that_writes_the_report_shows_it_too_and_no_other(office: cast.Office) -> None:
    for step, part, shows in (
        ("rapat-persiapan", "sekretaris", False),
        ("draft-laporan", "tim-penyusun", True),
        ("verifikasi-draft", "sekretaris", False),
    ):
        office.to(step)
        path = f"/laporan/{office.journey.pk}/langkah/{step}/"
        shown = reader(office.person(part)).get(path).content.decode()
        assert ("Aturan yang dipelajari" in shown) is shows, step
    assert "aturan/" in reader(office.person("sekretaris")).get("/sop/").content.decode()


def test_five_hundred_rules_ask_no_more_queries_and_the_step_stays_short(
    office: cast.Office,
) -> None:
    office.to("format-data")
    agency, who = office.journey.agency, office.person("tim-penyusun")
    step = f"/laporan/{office.journey.pk}/langkah/format-data/"
    keep(office)
    client = reader(who)
    once = [_queries(client, path) for path in ("/aturan/", step)]
    AgencyGuide.objects.bulk_create(
        AgencyGuide(
            agency=agency, title=f"Aturan {n}", link=f"https://a.test/{n}", by=who, at=office.at
        )
        for n in range(499)
    )

    assert [_queries(client, path) for path in ("/aturan/", step)] == once
    shown = client.get(step).content.decode()
    assert "Aturan 3" in shown
    assert "Aturan 4" not in shown
    assert "495 lagi milik OPD" in shown
    answer = client.post(f"/aturan/{agency.pk}/tambah/", {"title": "x", "link": "https://b.test"})
    assert "sudah menyimpan 100 aturan" in answer.content.decode()


def _queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_who_serves_no_agency_of_their_own_still_chooses(office: cast.Office) -> None:
    """Somebody lent to a neighbour's team sees that agency's guides beside their own."""
    neighbour = Agency.objects.get(name="Dinas Kearsipan dan Perpustakaan")
    keep(office)
    lent = Person.objects.get(name="Lina Marpaung")
    office.to("format-data")
    office.journey.members.create(person=lent, named_at=office.at, seated_at=office.at)
    client = reader(lent)

    assert PERBUP.title not in client.get("/aturan/").content.decode()
    assert neighbour.name in client.get("/aturan/").content.decode()
    assert PERBUP.title in client.get(f"/aturan/?opd={office.journey.agency_id}").content.decode()


def test_the_form_is_opened_by_a_link_as_well(office: cast.Office) -> None:
    shown = page_of(office, "kasubbag-perencanaan")
    opened = reader(office.person("kasubbag-perencanaan")).get("/aturan/?tambah=ya")

    assert "tambah=ya#tambah" in shown
    assert '<details class="fold" id="tambah" open>' in opened.content.decode()
    assert '<details class="fold" id="tambah" open>' not in shown
