"""The linked SOP as people meet it: on the step, on its own pages, on the desk, in the dossier."""

import io
import uuid
import zipfile

import pytest
from django.test import Client

from lakip.journey import moves
from lakip.journey.linked import begin_inside
from lakip.journey.models import Journey
from lakip.papers.dossier.checking import check
from lakip.papers.dossier.packing import pack
from lakip.people.letterhead import Letterhead
from tests.cast import Office
from tests.journey.test_linked import do, open_turn, turn_on
from tests.pages.test_papers import answers

STEP = "rapat-persiapan"


@pytest.fixture
def office(office: Office) -> Office:
    turn_on(office)
    office.to(STEP)
    return office


def client(office: Office, part: str) -> Client:
    browser = Client()
    browser.force_login(office.person(part))
    return browser


def shown(office: Office, part: str, address: str) -> str:
    answer = client(office, part).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def step_page(office: Office, part: str = "sekretaris") -> str:
    return shown(office, part, f"/laporan/{office.journey.pk}/langkah/{STEP}/")


def begun(office: Office) -> Journey:
    return begin_inside(turn=office.turn.pk, by=office.person("sekretaris"), at=office.at)


def press(office: Office, part: str) -> int:
    address = f"/giliran/{office.turn.pk}/sop-terkait/"
    return client(office, part).post(address).status_code


def test_the_step_offers_it_shows_where_it_stands_and_when_it_ended(office: Office) -> None:
    before = step_page(office)
    assert "Mulai SOP FGD" in before
    assert "SOP FGD belum dimulai." in before
    assert press(office, "sekretaris") == 302

    inner = Journey.objects.get(inside=office.turn)
    do(office, inner, until="diskusi")
    during = step_page(office)
    assert "Mulai SOP FGD" not in during
    assert "Langkah 6 dari 9" in during
    assert "Diskusi pembagian tugas" in during
    assert f"/laporan/{inner.pk}/" in during

    do(office, inner)
    after = step_page(office)
    assert "dalam 9 langkah" in after
    assert "belum selesai" not in after


def test_a_second_press_says_that_it_was_begun(office: Office) -> None:
    assert [press(office, "sekretaris"), press(office, "sekretaris")] == [302, 302]
    assert Journey.objects.filter(inside=office.turn).count() == 1


def test_who_does_not_perform_the_step_sees_it_and_cannot_begin_it(office: Office) -> None:
    assert "Mulai SOP FGD" not in step_page(office, "kasubbag-perencanaan")
    assert press(office, "kasubbag-perencanaan") == 422
    assert press(office, "anggota") == 422


def test_turned_off_only_the_reference_leads_to_it(office: Office) -> None:
    turn_on(office, on=False)
    page = step_page(office)
    assert 'id="sop-terkait"' not in page
    assert '<a href="/sop/fgd/">SOP FGD</a>' in page
    assert "SOP FGD belum dimulai." not in page


def test_a_stranger_sees_none_of_its_pages(office: Office, admin_of_arpus: Client) -> None:
    inner = begun(office)
    turn = open_turn(inner)
    for address in (
        f"/laporan/{inner.pk}/",
        f"/laporan/{inner.pk}/dokumen/",
        f"/laporan/{inner.pk}/riwayat/",
        f"/laporan/{inner.pk}/arsip.zip",
        f"/laporan/{inner.pk}/langkah/{turn.step}/",
    ):
        assert admin_of_arpus.get(address).status_code == 404
    posted = admin_of_arpus.post(f"/giliran/{office.turn.pk}/sop-terkait/")
    assert posted.status_code == 404


@pytest.fixture
def admin_of_arpus(office: Office) -> Client:
    from_elsewhere = Client()
    elsewhere = office.journey.agency.government.agencies.exclude(pk=office.journey.agency_id)
    holder = next(o.person for a in elsewhere for o in a.offices.filter(role="sekretaris"))
    from_elsewhere.force_login(holder)
    return from_elsewhere


def test_its_pages_bear_its_name_and_lead_back_to_the_step(office: Office) -> None:
    inner = begun(office)
    turn = open_turn(inner)
    outer = f"/laporan/{office.journey.pk}/"
    for more in ("", "dokumen/", "riwayat/", "waktu/", f"langkah/{turn.step}/"):
        page = shown(office, "kasubbag-perencanaan", f"/laporan/{inner.pk}/{more}")
        assert f'<a href="{outer}langkah/{STEP}/">Langkah 6</a>' in page
        assert f'<a href="{outer}">Laporan Kinerja 2026</a>' in page
        assert "SOP FGD" in page
        assert "Laman publik" not in page
    flow = shown(office, "kasubbag-perencanaan", f"/laporan/{inner.pk}/")
    assert "<title>SOP FGD, Laporan Kinerja 2026" in flow
    assert "Batas menurut peraturan" not in flow
    assert f"/laporan/{inner.pk}/naskah/" not in flow
    assert f"/laporan/{inner.pk}/pengiriman/" not in flow


@pytest.mark.parametrize("more", ["data/", "naskah/", "tulis/", "pengiriman/"])
def test_it_has_no_page_that_is_about_a_report(office: Office, more: str) -> None:
    inner = begun(office)
    address = f"/laporan/{inner.pk}/{more}"
    assert client(office, "tim-penyusun").get(address).status_code == 404


def test_the_list_has_the_report_alone_and_the_desk_has_both_turns(office: Office) -> None:
    inner = begun(office)
    assert f"/laporan/{inner.pk}/" not in shown(office, "sekretaris", "/laporan/")
    desk = shown(office, "kasubbag-perencanaan", "/")
    assert f'href="/laporan/{inner.pk}/langkah/bahan-rapat/"' in desk
    assert "SOP FGD, Laporan Kinerja 2026" in desk


def test_the_invitation_is_drafted_and_numbered_in_it(office: Office) -> None:
    agency = office.journey.agency
    Letterhead.objects.create(agency=agency, classification="000.8.6", unit="DINSOS")
    inner = begun(office)
    do(office, inner, until="undangan")
    address = f"/giliran/{open_turn(inner).pk}/susun/undangan/"
    page = shown(office, "kasubbag-perencanaan", address)
    assert "Undangan rapat" in page
    filed = client(office, "kasubbag-perencanaan").post(f"{address}terbit/", answers(page))
    assert filed.status_code == 302
    paper = inner.documents.get(paper="undangan")
    assert paper.numbered.text
    assert paper.latest is not None
    assert paper.latest.media_type == "application/pdf"


def test_the_last_press_says_that_the_step_can_go_on(office: Office) -> None:
    inner = begun(office)
    do(office, inner, until="penyampaian-notula")
    browser = client(office, "kasubbag-perencanaan")
    page = shown(office, "kasubbag-perencanaan", f"/laporan/{inner.pk}/langkah/penyampaian-notula/")
    assert "Selesaikan SOP FGD" in page
    answer = browser.post(
        f"/giliran/{open_turn(inner).pk}/selesai/", {"key": str(uuid.uuid4())}, follow=True
    )
    said = answer.content.decode()
    assert "SOP FGD selesai. Langkah yang menunggunya dapat diselesaikan." in said


def test_a_cancelled_one_can_still_be_read(office: Office) -> None:
    inner = begun(office)
    address = f"/laporan/{inner.pk}/batalkan/"
    answer = client(office, "sekretaris").post(address, {"reason": "Peserta kurang."}, follow=True)
    assert "SOP FGD dibatalkan" in answer.content.decode()
    page = step_page(office)
    assert "Mulai SOP FGD" in page
    assert f'<a href="/laporan/{inner.pk}/">SOP FGD yang dibatalkan</a>' in page


def test_the_sop_page_shows_the_three_as_our_proposal(office: Office) -> None:
    page = shown(office, "sekretaris", "/sop/")
    for slug in ("fgd", "pengumpulan-data", "pengadministrasi-umum"):
        assert f'href="/sop/{slug}/"' in page
        assert "Usulan" in shown(office, "sekretaris", f"/sop/{slug}/")
    assert client(office, "sekretaris").get("/sop/lakip/").status_code == 404
    assert client(office, "sekretaris").get("/sop/tidak-ada/").status_code == 404


def test_the_dossier_of_the_report_has_it_in_a_folder_and_checks(office: Office) -> None:
    do(office, begun(office))
    into = io.BytesIO()
    pack(office.journey, into)
    checked = check(into)
    with zipfile.ZipFile(into) as packed:
        names = packed.namelist()
        own = packed.read("catatan/peristiwa.jsonl").splitlines()
        inner = packed.read("sop/1-fgd/catatan/peristiwa.jsonl").splitlines()

    assert checked.faults == ()
    assert checked.events == len(own) + len(inner)
    assert any(name.startswith("sop/1-fgd/dokumen/notula/v1/") for name in names)


def test_a_changed_event_of_it_is_found(office: Office) -> None:
    do(office, begun(office), until="undangan")
    into, changed = io.BytesIO(), io.BytesIO()
    pack(office.journey, into)
    with zipfile.ZipFile(into) as packed, zipfile.ZipFile(changed, "w") as made:
        for name in packed.namelist():
            data = packed.read(name)
            if name == "sop/1-fgd/catatan/peristiwa.jsonl":
                data = data.replace(b"linked_begun", b"linked_begin")
            made.writestr(name, data)
    assert any("tidak terbukti tercatat" in fault for fault in check(changed).faults)


def test_its_own_dossier_is_whole(office: Office) -> None:
    inner = begun(office)
    do(office, inner)
    into = io.BytesIO()
    pack(Journey.objects.select_related("agency__government").get(pk=inner.pk), into)
    assert check(into).faults == ()
    answer = client(office, "sekretaris").get(f"/laporan/{inner.pk}/arsip.zip")
    assert 'filename="arsip-sop-fgd-laporan-kinerja-2026.zip"' in answer["Content-Disposition"]
    b"".join(answer.streaming_content)


def test_the_data_of_the_report_is_shown_in_the_linked_sop(office: Office) -> None:
    turn_on(office, on=False)
    office.to("draft-laporan")
    turn_on(office)
    inner = begin_inside(turn=office.turn.pk, by=office.person("tim-penyusun"), at=office.at)
    page = shown(office, "tim-penyusun", f"/laporan/{inner.pk}/langkah/permintaan-data/")
    assert f'href="/laporan/{office.journey.pk}/data/"' in page
    assert moves.previous_turn(open_turn(inner)) is None
