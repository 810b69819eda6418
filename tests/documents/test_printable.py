"""What of a text is printed, the same in a paper's PDF, its Word file and its checks."""

import pytest

from lakip.documents.printable import printable


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("baris\r\nbaris", "baris\nbaris"),
        ("satu\tdua", "satu dua"),
        ("Rp\u202f1\u2009000", "Rp 1 000"),
        ("non\u2011aktif", "non-aktif"),
        ("\u202eKOLAP\u202c\u200f", "KOLAP"),
        ("\x00\x1b\x85\ud800\ufffe\uffff", ""),
        ("e\u0301", "é"),
    ],
)
def test_only_what_has_a_shape_is_printed(text: str, printed: str) -> None:
    assert printable(text) == printed


@pytest.mark.parametrize("between", ["\x00", "\u200d", "\u00ad"])
def test_an_accent_joins_its_letter_when_what_stood_between_is_gone(between: str) -> None:
    assert printable(f"e{between}\u0301") == "é"


def test_what_is_printable_stays_so() -> None:
    once = printable("e\u200d\u0301\u2028\u00a0–")
    assert printable(once) == once
