"""Every figure answers "mengapa angka ini?" in one Indonesian sentence."""

from decimal import Decimal

import pytest

from lakip.performance.measures import Polarity, achievement
from lakip.performance.policy import Policy, Rounding
from lakip.performance.scales import grade_lists
from lakip.performance.values import Grade, Ratio, Value, YesNo
from tests.performance.reaching import (
    DOWN,
    MIRROR,
    STEADY,
    UP,
    between,
    number,
)

OPINION = grade_lists()["opini-bpk"].scores


@pytest.mark.parametrize(
    ("target", "actual", "polarity", "policy", "sentence"),
    [
        (
            number(75),
            number("104.7"),
            DOWN,
            MIRROR,
            "Capaian 60,40% = (2 × 75 − 104,7) ÷ 75 × 100 = 60,4 (semakin rendah semakin baik), "
            "dibulatkan setengah ke atas menjadi dua desimal; termasuk kategori Rendah menurut "
            "skala Permendagri 86/2017.",
        ),
        (
            number(3),
            number(2),
            UP,
            Policy(rounding=Rounding.TRUNCATE, places=0, scale="kemenkeu"),
            "Capaian 66% = 2 ÷ 3 × 100 = 66,6666… (semakin tinggi semakin baik), dipotong tanpa "
            "desimal; termasuk kategori Merah menurut skala tiga warna (hijau mulai 100).",
        ),
        (
            number(10),
            number(90),
            UP,
            Policy(cap=Decimal(120)),
            "Capaian 120,00% = 90 ÷ 10 × 100 = 900 (semakin tinggi semakin baik), dibatasi paling "
            "tinggi 120%, dibulatkan setengah ke atas menjadi dua desimal; termasuk kategori "
            "Sangat tinggi menurut skala Permendagri 86/2017.",
        ),
        (
            number(10),
            number(25),
            DOWN,
            MIRROR,
            "Capaian 0,00% = (2 × 10 − 25) ÷ 10 × 100 = -50 (semakin rendah semakin baik), hasil "
            "di bawah nol ditulis nol, dibulatkan setengah ke atas menjadi dua desimal; termasuk "
            "kategori Sangat rendah menurut skala Permendagri 86/2017.",
        ),
        (
            number(0),
            number(3),
            DOWN,
            MIRROR,
            "Capaian 0,00% karena target nol tidak tercapai dengan realisasi 3 (semakin rendah "
            "semakin baik); termasuk kategori Sangat rendah menurut skala Permendagri 86/2017.",
        ),
        (
            between("80", "90"),
            number(85),
            UP,
            MIRROR,
            "Capaian 100,00% karena realisasi 85 berada di dalam rentang target 80 sampai 90 "
            "(semakin tinggi semakin baik); termasuk kategori Sangat tinggi menurut skala "
            "Permendagri 86/2017.",
        ),
        (
            number(50),
            number(60),
            STEADY,
            MIRROR,
            "Capaian 80,00% = 100 − |60 − 50| ÷ 50 × 100 = 80 (semakin dekat target semakin baik, "
            "kebijakan lokal), dibulatkan setengah ke atas menjadi dua desimal; termasuk kategori "
            "Tinggi menurut skala Permendagri 86/2017.",
        ),
        (
            number("-2"),
            number("-3"),
            DOWN,
            MIRROR,
            "Capaian 150,00% = (1 − ((-3) − (-2)) ÷ 2) × 100 = 150 (semakin rendah semakin baik), "
            "dibulatkan setengah ke atas menjadi dua desimal; termasuk kategori Sangat tinggi "
            "menurut skala Permendagri 86/2017.",
        ),
        (
            YesNo(True),
            YesNo(False),
            UP,
            MIRROR,
            "Capaian 0,00% karena targetnya ya dan realisasinya tidak; termasuk kategori Sangat "
            "rendah menurut skala Permendagri 86/2017.",
        ),
        (
            Grade("WTP"),
            Grade("WDP"),
            UP,
            MIRROR,
            "Capaian 75,00% = nilai WDP 3 ÷ nilai WTP 4 × 100 = 75 (predikat yang lebih tinggi "
            "lebih baik), dibulatkan setengah ke atas menjadi dua desimal; termasuk kategori "
            "Sedang menurut skala Permendagri 86/2017.",
        ),
        (
            Ratio(Decimal(3), Decimal(20)),
            Ratio(Decimal(3), Decimal(15)),
            DOWN,
            MIRROR,
            "Capaian 125,00% = (2 × 6,6667 − 5) ÷ 6,6667 × 100 = 125 (semakin rendah semakin "
            "baik), dibulatkan setengah ke atas menjadi dua desimal; termasuk kategori Sangat "
            "tinggi menurut skala Permendagri 86/2017.",
        ),
    ],
)
def test_every_figure_says_why_it_is_what_it_is(
    target: Value, actual: Value, polarity: Polarity, policy: Policy, sentence: str
) -> None:
    found = achievement(
        target=target, actual=actual, polarity=polarity, policy=policy, grades=OPINION
    )
    assert found.sentence == sentence
