"""People are hidden in words as people write them, and nothing else is."""

import pytest

from lakip.papers.publikasi.unnaming import NAME, unnamer


@pytest.mark.parametrize(
    ("name", "said", "left"),
    [
        ("Dra. Ratna Wulandari", "Ratna Wulandari, M.Si. hadir", "(nama tidak dimuat) hadir"),
        ("Ratna Wulandari", "RATNA\nWULANDARI hadir", "(nama tidak dimuat) hadir"),
        ("Ratna Wulandari", "Ratna Wulandarini", "Ratna Wulandarini"),
        ("Ahmad Fauzi", "Bapak Ahmad Fauzi", "(nama tidak dimuat)"),
        ("Ratna Wulandari", "Bu Ratna atau Dra. Wulandari", f"{NAME} atau {NAME}"),
        ("Ratna Wulandari", "Taman Ratna", "Taman Ratna"),
        ("", "Ibu kota", "Ibu kota"),
        ("Suharto", "oleh Suharto.", "oleh (nama tidak dimuat)."),
        ("Harapan", "Program Keluarga Harapan", "Program Keluarga Harapan"),
        ("Harapan", "Ibu Harapan", "(nama tidak dimuat)"),
        ("x", "Pagu 08123456789.000", "Pagu nomor telepon tidak dimuat.000"),
        ("x", "Pagu Rp1.234.567.890.123.456", "Pagu Rp1.234.567.890.123.456"),
        ("x", "+62 812 3456 7890", "nomor telepon tidak dimuat"),
        ("x", "NIK 3301011905780001", "NIK tidak dimuat"),
    ],
)  # fmt: skip
def test_a_name_is_hidden_as_people_write_it(name: str, said: str, left: str) -> None:
    hide = unnamer([name], numbers=[], said=said, vocabulary="Program Keluarga Harapan")
    assert hide.text(said) == left
