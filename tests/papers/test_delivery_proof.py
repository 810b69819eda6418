"""The proof that the report came, and the last step that waits for it."""

import datetime
import zipfile
from typing import Any

import pytest
from django.test import Client

from lakip.distribution.deliveries import Receipt
from lakip.documents import filing
from lakip.journey import replay
from lakip.journey.refusal import Refused
from lakip.management.delivery_season import deliver
from lakip.papers.dossier.checking import check
from lakip.papers.dossier.packing import packed
from lakip.papers.pengiriman import covering, planning, receiving
from lakip.papers.pengiriman.board import State, board_of
from lakip.papers.pengiriman.planning import Wanted
from lakip.people.letterhead import Letterhead
from lakip.people.person import Person
from lakip.sop.worktime import legal_deadline
from tests.cast import WIB, Office
from tests.papers.delivered import (
    INSPECTOR,
    PLANNERS,
    TEAM,
    YEAR,
    by_mail,
    client_of,
    download,
    drawn,
    elsewhere,
    hand_over,
    photo,
    sent_out_office,
    state,
    to,
    token_in,
    told,
)


@pytest.fixture
def sent_out(db: None) -> Office:
    return sent_out_office()


# By hand, elsewhere, archived --------------------------------------------------------------


def test_a_signature_on_the_screen_or_a_photo_is_proof(sent_out: Office) -> None:
    first = hand_over(sent_out, drawn=drawn())
    assert first.proof == Receipt.Proof.SIGNED
    second = hand_over(sent_out, upload=photo())
    first.refresh_from_db()
    assert (first.replaced_at is not None, second.proof) == (True, Receipt.Proof.SCAN)
    assert filing.read(first.sha256), "the proof that was replaced is still there"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, receiving.NO_PROOF),
        ({"drawn": "data:image/png;base64,????"}, receiving.NOT_DRAWN),
        ({"drawn": "data:text/html;base64,PGI+"}, receiving.NOT_DRAWN),
        ({"drawn": "data:image/png;base64," + "A" * 500_000}, receiving.NOT_DRAWN),
    ],
)
def test_a_receipt_without_proof_is_refused(
    sent_out: Office, given: dict[str, str], says: str
) -> None:
    with pytest.raises(Refused) as no:
        hand_over(sent_out, **given)
    assert no.value.reasons == (says,)


def test_a_receipt_of_tomorrow_or_of_before_the_signature_is_refused(sent_out: Office) -> None:
    for days, says in ((2, receiving.IN_FUTURE), (-60, "Tanggal terima mendahului pengesahan")):
        when = sent_out.walk.at.astimezone(WIB) + datetime.timedelta(days=days)
        with pytest.raises(Refused) as no:
            hand_over(sent_out, drawn=drawn(), told=told(sent_out, received_at=when))
        assert no.value.reasons[0].startswith(says)


def test_a_photo_of_thirty_megabytes_is_refused_and_what_was_typed_stays(
    sent_out: Office,
) -> None:
    delivery = to(sent_out, INSPECTOR)
    answer = client_of(sent_out, TEAM).post(
        f"/pengiriman/{delivery.pk}/terima/",
        {
            "name": "Nur Aini",
            "office": "Arsiparis",
            "received_at": f"{sent_out.walk.at.astimezone(WIB):%Y-%m-%dT%H:%M}",
            "file": photo("foto.jpg", b"\xff\xd8\xff" + b"0" * (30 * 1024 * 1024)),
        },
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "lebih besar dari 25 MB" in page
    assert 'value="Nur Aini"' in page
    assert 'value="Arsiparis"' in page
    assert not Receipt.objects.exists()


def test_an_upload_elsewhere_is_proved_by_an_address_or_a_picture(sent_out: Office) -> None:
    name = planning.NATIONAL
    for address in ("javascript:alert(1)", "esr", "ftp://x.go.id/a"):
        with pytest.raises(Refused) as no:
            elsewhere(sent_out, name, address=address)
        assert no.value.reasons == (receiving.BAD_ADDRESS,)
    with pytest.raises(Refused):
        elsewhere(sent_out, name)
    elsewhere(sent_out, name, address="https://esr.contoh.go.id/1")
    assert state(sent_out, name) is State.RECEIVED


def test_a_reason_stands_for_a_proof_until_one_comes(sent_out: Office) -> None:
    delivery, by = to(sent_out, INSPECTOR), sent_out.person(TEAM)
    with pytest.raises(Refused):
        receiving.excuse(delivery=delivery, reason="   ", by=by, at=sent_out.at)
    receiving.excuse(delivery=delivery, reason="Kantor tutup.", by=by, at=sent_out.at)
    assert state(sent_out, INSPECTOR) is State.EXCUSED
    hand_over(sent_out, drawn=drawn())
    assert state(sent_out, INSPECTOR) is State.RECEIVED


# The letters, the deadline, the end --------------------------------------------------------


def test_one_press_makes_the_letters_for_everybody_who_is_written_to(sent_out: Office) -> None:
    by = sent_out.person(TEAM)
    Letterhead.objects.create(
        agency=sent_out.journey.agency, classification="000.8.6", unit="DINSOS"
    )
    made = covering.make(journey=sent_out.journey, by=by, at=sent_out.at)
    assert [version.document.paper for version in made] == ["surat-pengantar", "tanda-terima"]
    rows = made[0].made_from["answers"]["penerima"]  # type: ignore[index]
    assert [row["penerima"] for row in rows][1:] == [INSPECTOR, PLANNERS]
    with pytest.raises(Refused) as no:
        covering.make(journey=sent_out.journey, by=by, at=sent_out.at)
    assert no.value.reasons == (covering.COMPLETE,)

    planning.add(
        journey=sent_out.journey, wanted=Wanted(name="Camat Contoh", place="Contoh"),
        every_year=False, by=by, at=sent_out.at,
    )  # fmt: skip
    assert board_of(sent_out.journey, at=sent_out.at).without_letter == ["Camat Contoh"]
    again = covering.make(journey=sent_out.journey, by=by, at=sent_out.at)
    assert [version.number for version in again] == [2, 2]
    assert again[0].made_from["number"] == made[0].made_from["number"]  # type: ignore[index]


def test_a_letter_is_made_anew_when_a_recipient_moves_or_wants_more_copies(
    sent_out: Office,
) -> None:
    by = sent_out.person(TEAM)
    Letterhead.objects.create(
        agency=sent_out.journey.agency, classification="000.8.6", unit="DINSOS"
    )
    covering.make(journey=sent_out.journey, by=by, at=sent_out.at)
    assert board_of(sent_out.journey, at=sent_out.at).without_letter == []
    for wanted in (
        Wanted(name=INSPECTOR, place="Contoh Utara"),
        Wanted(name=INSPECTOR, place="Contoh Utara", copies=3),
    ):
        planning.change(delivery=to(sent_out, INSPECTOR), wanted=wanted, by=by, at=sent_out.at)
        assert board_of(sent_out.journey, at=sent_out.at).without_letter == [INSPECTOR]
        covering.make(journey=sent_out.journey, by=by, at=sent_out.at)
        assert board_of(sent_out.journey, at=sent_out.at).without_letter == []


def test_after_the_end_of_february_a_receipt_is_late(sent_out: Office) -> None:
    march = datetime.datetime(YEAR + 1, 3, 4, 9, 0, tzinfo=WIB)
    sent_out.walk.at = march
    hand_over(sent_out, drawn=drawn(), told=told(sent_out, received_at=march))
    board = board_of(sent_out.journey, at=march)
    days = (march.date() - legal_deadline(YEAR)).days
    assert {row.delivery.name: row.late_days for row in board.rows}[INSPECTOR] == days
    assert board.late == 6


def test_all_have_it_and_the_year_is_done_and_later_confirmations_still_count(
    sent_out: Office,
) -> None:
    mail = by_mail(sent_out, PLANNERS)
    receiving.excuse(
        delivery=to(sent_out, PLANNERS), reason="Konfirmasi masih ditunggu.",
        by=sent_out.person(TEAM), at=sent_out.at,
    )  # fmt: skip
    deliver(sent_out.walk)
    sent_out.prepare()
    sent_out.finish(TEAM)
    assert sent_out.journey.closed_at is not None
    answer = Client().post(f"/terima/{token_in(mail)}/konfirmasi/", {"name": "Eko"})
    assert answer.status_code == 302
    assert state(sent_out, PLANNERS) is State.RECEIVED
    assert not list(replay.faults(agency_id=sent_out.journey.agency_id))


def test_the_board_asks_a_fixed_number_of_queries(
    sent_out: Office, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        planning.add(
            journey=sent_out.journey, wanted=Wanted(name=f"Camat {number}"), every_year=False,
            by=sent_out.person(TEAM), at=sent_out.at,
        )  # fmt: skip
    journey = sent_out.journey
    with django_assert_max_num_queries(6):
        assert len(board_of(journey, at=sent_out.walk.at).rows) == 36


# The pages ---------------------------------------------------------------------------------


@pytest.fixture
def stranger(sent_out: Office) -> Client:
    client = Client()
    client.force_login(Person.objects.get(name="Lina Marpaung"))
    return client


def test_a_stranger_finds_neither_board_nor_recipient_nor_proof(
    sent_out: Office, stranger: Client
) -> None:
    receipt = hand_over(sent_out, drawn=drawn())
    here = f"/pengiriman/{receipt.delivery_id}/"
    for path in (f"/laporan/{sent_out.journey.pk}/pengiriman/", here, f"{here}bukti/{receipt.pk}/"):
        assert stranger.get(path).status_code == 404
    proof = download(client_of(sent_out, "kepala-dinas"), f"{here}bukti/{receipt.pk}/")
    assert proof.startswith(b"\x89PNG")


def test_who_only_reads_sees_the_board_without_a_form(sent_out: Office) -> None:
    page = client_of(sent_out, "kepala-dinas").get(f"/laporan/{sent_out.journey.pk}/pengiriman/")
    assert page.status_code == 200
    assert "Tambah penerima" not in page.content.decode()


def test_each_row_says_in_the_words_of_its_way_what_is_still_to_be_done(sent_out: Office) -> None:
    address = f"/laporan/{sent_out.journey.pk}/pengiriman/"
    page = client_of(sent_out, TEAM).get(address).content.decode()
    for words, times in (("dikirim", 3), ("disimpan", 1), ("terbit", 1), ("diunggah", 1)):
        assert page.count(f"Belum {words}") == times
    assert page.count(">Kerjakan<") == 6
    hand_over(sent_out, drawn=drawn())
    assert client_of(sent_out, TEAM).get(address).content.decode().count(">Kerjakan<") == 5
    assert ">Kerjakan<" not in client_of(sent_out, "kepala-dinas").get(address).content.decode()


# The record --------------------------------------------------------------------------------


def test_a_proof_that_is_changed_lost_or_unrecorded_is_found(sent_out: Office) -> None:
    receipt = hand_over(sent_out, drawn=drawn())
    agency = sent_out.journey.agency_id
    assert not list(replay.faults(agency_id=agency))

    path = filing.store().path(receipt.sha256)
    whole = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(whole + b"x")
    found = list(replay.faults(agency_id=agency))
    assert [fault[:25] for fault in found] == ["Berkas bukti terima " + str(receipt.pk)[:5]]
    path.write_bytes(whole)

    Receipt.objects.filter(pk=receipt.pk).update(sha256="0" * 64)
    assert any("Bukti terima" in fault for fault in replay.faults(agency_id=agency))
    Receipt.objects.filter(pk=receipt.pk).delete()
    assert any("hilang dari tabel" in fault for fault in replay.faults(agency_id=agency))


def test_the_same_photo_twice_stands_in_the_dossier_under_two_names(sent_out: Office) -> None:
    for _ in range(2):
        hand_over(sent_out, upload=photo())
    with packed(sent_out.journey) as dossier:
        found = check(dossier)
        names = zipfile.ZipFile(dossier).namelist()
    assert not found.faults
    assert len([name for name in names if name.startswith("pengiriman/")]) == 2


def test_an_archive_is_not_packed_into_the_next_one(sent_out: Office) -> None:
    archive = to(sent_out, "Arsip Dinas Sosial")
    for _ in range(2):
        receiving.archived(
            delivery=archive, place="Lemari 3", by=sent_out.person(TEAM), at=sent_out.at
        )
    with packed(sent_out.journey) as dossier:
        names = zipfile.ZipFile(dossier).namelist()
    assert not [name for name in names if name.endswith(".zip")]
