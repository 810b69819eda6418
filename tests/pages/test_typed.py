"""What is typed is kept without the letters that nobody can see, and stops no database."""

import pytest
from django.test import Client

from lakip.journey.models import Journey, Turn
from lakip.pages import typed
from tests.cast import Office


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Nur \t Aini\n", "Nur Aini"),
        ("Nur\x00 Aini\x07", "Nur Aini"),
        ("exe.\u202efdp\u202c", "exe.fdp"),
        ("satu\u2028dua", "satu dua"),
    ],
)
def test_a_line_has_no_letters_that_nobody_sees(text: str, kept: str) -> None:
    assert typed.line(text) == kept


def test_lines_stay_lines() -> None:
    assert typed.lines("satu\r\ndua\rtiga\x00") == "satu\ndua\ntiga"


def test_a_reason_with_a_nul_is_kept_without_it(office: Office) -> None:
    office.to("paraf-sk")
    client = Client()
    client.force_login(office.person("sekretaris"))
    client.post(f"/giliran/{office.turn.pk}/kembalikan/", {"reason": "Perbaiki\x00 tabel."})
    assert Turn.objects.get(outcome=Turn.Outcome.SENT_BACK).note == "Perbaiki tabel."
    client.post(f"/laporan/{office.journey.pk}/batalkan/", {"reason": "Salah\x00 tahun."})
    assert Journey.objects.get().cancel_reason == "Salah tahun."
