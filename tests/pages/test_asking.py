"""A refusal keeps what was typed, also when somebody else was first."""

import uuid

from django.test import Client
from django.urls import reverse

from tests.cast import Office


def knock(office: Office, part: str) -> Client:
    client = Client()
    client.force_login(office.person(part))
    return client


def test_a_refused_return_keeps_the_reason_that_was_typed(office: Office) -> None:
    office.to("verifikasi-draft")
    url = reverse("kembalikan", args=[office.turn.pk])
    answer = knock(office, "sekretaris").post(url, {"reason": "Panjang. " * 600})
    assert answer.status_code == 422
    assert "Alasan terlalu panjang" in answer.text
    assert "Panjang. Panjang." in answer.text


def test_who_comes_late_is_told_and_keeps_their_words(office: Office) -> None:
    office.to("verifikasi-draft")
    turn = office.turn
    office.send_back("sekretaris", "Perbaiki tabel.")
    url = reverse("kembalikan", args=[turn.pk])
    answer = knock(office, "kepala-dinas").post(url, {"reason": "Lampiran belum lengkap."})
    assert answer.status_code == 409
    assert "sudah ditutup oleh Bambang Prasetyo" in answer.text
    assert "Lampiran belum lengkap." in answer.text


def test_a_reason_of_the_greatest_length_may_have_many_lines(office: Office) -> None:
    office.to("verifikasi-draft")
    url = reverse("kembalikan", args=[office.turn.pk])
    reason = "\r\n".join(["Perbaiki baris ini dan jelaskan."] * 120)
    assert len(reason) > 4000
    answer = knock(office, "sekretaris").post(url, {"reason": reason, "key": str(uuid.uuid4())})
    assert answer.status_code == 302
