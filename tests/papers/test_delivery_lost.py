"""Nothing that was typed at a delivery is lost by a refusal, and it stands in its own form only."""

import re

import pytest
from django.test import Client

from lakip.distribution.recipients import Way
from lakip.papers.pengiriman import planning
from tests import cast
from tests.cast import WIB, Office
from tests.papers.delivered import (
    INSPECTOR,
    SECRETARY,
    STARTS,
    TEAM,
    YEAR,
    client_of,
    drawn,
    sent_out_office,
    to,
)

PANEL = re.compile(r'<section class="[^"]*" id="([a-z]+)".*?</section>', re.DOTALL)
FUTURE = "2099-01-02T03:04"


@pytest.fixture
def sent_out(db: None) -> Office:
    return sent_out_office()


def panels(page: str) -> dict[str, str]:
    """The panels of a page, each with its form, by their name."""
    return {found[1]: found[0] for found in PANEL.finditer(page)}


def refused(client: Client, path: str, said: dict[str, str]) -> dict[str, str]:
    answer = client.post(path, said)
    assert answer.status_code == 422, answer.content.decode()
    return panels(answer.content.decode())


def test_a_receipt_of_the_future_keeps_all_that_was_typed_and_drawn(sent_out: Office) -> None:
    said = {
        "name": "Nur Aini", "office": "Arsiparis", "received_at": FUTURE, "note": "Map biru",
        "drawn": drawn(),
    }  # fmt: skip
    here = f"/pengiriman/{to(sent_out, INSPECTOR).pk}/"
    found = refused(client_of(sent_out, TEAM), f"{here}terima/", said)
    for value in said.values():
        assert f'value="{value}"' in found["terima"]
    assert "belum tiba" in found["terima"]
    assert "belum tiba" not in found["alasan"]
    assert FUTURE not in found["kirim"]


def test_what_was_typed_of_a_recipient_stands_in_no_other_form(sent_out: Office) -> None:
    said = {"name": "Inspektur Daerah", "way": Way.MAIL, "email": "", "copies": "7", "place": "X"}
    here = f"/pengiriman/{to(sent_out, INSPECTOR).pk}/"
    found = refused(client_of(sent_out, TEAM), f"{here}ubah/", {**said, "note": "bukan dari sini"})
    assert 'value="Inspektur Daerah"' in found["ubah"]
    assert 'value="e-mail" selected' in found["ubah"]
    assert 'value="7"' in found["ubah"]
    assert planning.NO_EMAIL in found["ubah"]
    assert "Inspektur Daerah" not in found["terima"]
    assert "bukan dari sini" not in found["terima"]


def test_a_new_recipient_that_is_refused_is_still_there(sent_out: Office) -> None:
    said = {"name": INSPECTOR, "way": Way.LINK, "copies": "2", "every_year": "1"}
    path = f"/laporan/{sent_out.journey.pk}/pengiriman/tambah/"
    found = refused(client_of(sent_out, TEAM), path, said)["tambah"]
    assert "sudah ada dalam daftar penerima" in found
    assert 'value="tautan" selected' in found
    assert 'value="2"' in found
    assert re.search(r'name="every_year" value="1" checked', found)


def test_who_was_left_off_already_is_told_and_their_fields_stay(sent_out: Office) -> None:
    delivery, client = to(sent_out, INSPECTOR), client_of(sent_out, SECRETARY)
    assert client.post(f"/pengiriman/{delivery.pk}/lepas/").status_code == 302
    answer = client.post(f"/pengiriman/{delivery.pk}/lepas/")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "sudah tidak ada dalam daftar" in page
    assert f'value="{INSPECTOR}"' in panels(page)["ubah"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("kirim", {"way": "e-mail", "address": "inspektorat@"}),
        ("alasan", {"reason": "x" * 1001}),
    ],
)
def test_an_address_or_a_reason_that_is_refused_stays(
    sent_out: Office, path: str, said: dict[str, str]
) -> None:
    here = f"/pengiriman/{to(sent_out, INSPECTOR).pk}/"
    found = refused(client_of(sent_out, TEAM), f"{here}{path}/", said)[path]
    assert list(said.values())[-1] in found
    assert "note-bad" in found


def test_an_upload_and_an_archive_that_are_refused_stay(sent_out: Office) -> None:
    client = client_of(sent_out, TEAM)
    when = f"{sent_out.walk.at.astimezone(WIB):%Y-%m-%dT%H:%M}"
    said = {"address": "ftp://esr.test/", "received_at": when, "note": "No. 12"}
    here = f"/pengiriman/{to(sent_out, planning.NATIONAL).pk}/"
    found = refused(client, f"{here}unggah/", said)["unggah"]
    assert all(f'value="{value}"' in found for value in said.values())
    assert "note-bad" in found
    archive = to(sent_out, "Arsip Dinas Sosial")
    long = refused(client, f"/pengiriman/{archive.pk}/arsip/", {"place": "x" * 1001})["arsip"]
    assert "x" * 1001 in long


def test_a_report_whose_ratification_was_taken_back_is_not_called_ratified(db: None) -> None:
    office = cast.begin(year=YEAR, at=STARTS)
    office.to("penugasan-penggandaan")
    client, path = client_of(office, TEAM), f"/laporan/{office.journey.pk}/pengiriman/"
    assert "Laporan sudah disahkan." in client.get(path).content.decode()
    office.withdraw("kepala-dinas")
    page = client.get(path).content.decode()
    assert "Laporan sudah disahkan." not in page
    assert "pengesahannya ditarik kembali" in page
