"""An agency's choices: kept and found again, refused in a sentence, told in the report."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakip.performance import policy as choices
from lakip.performance.policy import (
    EfficiencyRule,
    GapRule,
    Minimize,
    Policy,
    Rounding,
    Stabilize,
    ZeroTarget,
    policy_from,
)
from lakip.performance.scales import scales

POLICIES = st.builds(
    Policy,
    minimize=st.sampled_from(Minimize),
    zero=st.sampled_from(ZeroTarget),
    stabilize=st.sampled_from(Stabilize),
    cap=st.none() | st.decimals(min_value=100, max_value=1000, places=2),
    rounding=st.sampled_from(Rounding),
    places=st.integers(min_value=0, max_value=4),
    scale=st.sampled_from(sorted(scales())),
    gap=st.sampled_from(GapRule),
    efficiency=st.sampled_from(EfficiencyRule),
)


def test_the_defaults_are_those_of_the_rules() -> None:
    assert Policy().as_dict() == {
        "minimize": "cermin",
        "zero": "tercapai-atau-tidak",
        "stabilize": "simpangan",
        "cap": None,
        "rounding": "setengah-ke-atas",
        "places": 2,
        "scale": "permendagri86",
        "gap": "batas-bawah",
        "efficiency": "biner",
    }


def test_an_agency_that_chose_nothing_has_the_defaults() -> None:
    assert policy_from({}) == Policy()


@given(POLICIES)
def test_choices_are_kept_and_found_again(policy: Policy) -> None:
    kept = policy.as_dict()
    assert policy_from(kept) == policy
    assert all(type(value) in (str, int, type(None)) for value in kept.values())


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"minimize": "akar"}, "Pilihan “akar” untuk rumus tidak dikenal."),
        ({"zero": "satu"}, "Pilihan “satu” untuk target nol tidak dikenal."),
        ({"rounding": "ke-genap"}, "Pilihan “ke-genap” untuk pembulatan tidak dikenal."),
        ({"scale": "delapan"}, "Pilihan “delapan” untuk skala kategori tidak dikenal."),
        ({"gap": ""}, "Pilihan “” untuk celah kategori tidak dikenal."),
        ({"efficiency": None}, "Pilihan “None” untuk efisiensi tidak dikenal."),
        *(({"cap": cap}, choices.BAD_CAP) for cap in ("99", "1001", "banyak", "NaN", "Infinity")),
        *(
            ({"places": places}, choices.BAD_PLACES)
            for places in (5, -1, "", "dua", True, 1.5, "1" * 5000)
        ),
    ],
)
def test_a_choice_that_there_is_not_is_refused(typed: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError, match=r"\.$") as refused:
        policy_from(typed)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("typed", "cap"),
    [("", None), ("  ", None), (None, None), ("120", "120"), (" 112,5 ", "112.5"), (100, "100")],
)
def test_a_cap_as_people_type_it(typed: object, cap: str | None) -> None:
    assert policy_from({"cap": typed}).cap == (None if cap is None else Decimal(cap))


@pytest.mark.parametrize(
    ("field", "offered", "all_of_them"),
    [
        ("minimize", choices.MINIMIZE_CHOICES, Minimize),
        ("zero", choices.ZERO_CHOICES, ZeroTarget),
        ("stabilize", choices.STABILIZE_CHOICES, Stabilize),
        ("rounding", choices.ROUNDING_CHOICES, Rounding),
        ("gap", choices.GAP_CHOICES, GapRule),
        ("efficiency", choices.EFFICIENCY_CHOICES, EfficiencyRule),
    ],
)
def test_the_form_offers_every_choice_and_the_default_first(
    field: str, offered: tuple[tuple[str, str, str], ...], all_of_them: type[StrEnum]
) -> None:
    assert [slug for slug, _, _ in offered] == list(all_of_them)
    assert offered[0][0] == getattr(Policy(), field)
    assert all(label and explanation.endswith(".") for _, label, explanation in offered)


def test_every_cap_that_is_offered_can_be_chosen() -> None:
    found = [policy_from({"cap": slug}).cap for slug, _, _ in choices.CAP_CHOICES]
    assert found == [None, 100, 120]


def test_the_report_tells_how_it_was_computed() -> None:
    assert "\n".join(Policy().sentences()) == (
        "Indikator yang semakin tinggi semakin baik dihitung dengan rumus realisasi ÷ target × "
        "100.\n"
        "Indikator yang semakin rendah semakin baik dihitung dengan rumus (2 × target − realisasi) "
        "÷ target × 100.\n"
        "Indikator yang semakin dekat target semakin baik dihitung dengan rumus 100 − |realisasi − "
        "target| ÷ target × 100 (kebijakan lokal).\n"
        "Target berupa rentang tercapai 100 persen bila realisasi berada di dalamnya; di luar "
        "rentang, realisasi dibandingkan dengan batas yang terdekat.\n"
        "Predikat dibandingkan menurut urutannya, dengan nilai 1 untuk predikat terendah.\n"
        "Target nol tidak dijadikan pembagi: capaiannya 100 persen bila target itu tercapai dan 0 "
        "persen bila tidak.\n"
        "Bila targetnya di bawah nol, selisih realisasi dan target dibagi dengan nilai mutlak "
        "target.\n"
        "Capaian tidak dibatasi ke atas; hasil di bawah nol ditulis nol.\n"
        "Hasil akhir dibulatkan setengah ke atas menjadi dua desimal; hitungan antara tidak "
        "dibulatkan.\n"
        "Kategori mengikuti skala Permendagri 86/2017 dan dinilai sebelum pembulatan; nilai di "
        "antara dua kategori termasuk kategori yang lebih rendah.\n"
        "Capaian sasaran adalah rata-rata capaian indikatornya yang dapat dihitung; realisasi yang "
        "belum tersedia tidak dianggap nol dan banyaknya disebutkan.\n"
        "Penggunaan anggaran disebut efisien bila capaian sama dengan atau lebih tinggi dari "
        "serapan anggaran, selain itu kurang efisien."
    )


@pytest.mark.parametrize(
    ("policy", "sentence"),
    [
        (
            Policy(minimize=Minimize.DIVIDE),
            "Indikator yang semakin rendah semakin baik dihitung dengan rumus target ÷ realisasi × "
            "100; bila realisasinya nol, capaiannya tidak dihitung karena nol tidak dapat menjadi "
            "pembagi.",
        ),
        (
            Policy(minimize=Minimize.DIVIDE, cap=Decimal(120)),
            "Indikator yang semakin rendah semakin baik dihitung dengan rumus target ÷ realisasi × "
            "100; bila realisasinya nol, capaiannya sebesar batas atas.",
        ),
        (
            Policy(cap=Decimal("112.5")),
            "Capaian ditulis dan dirata-ratakan paling tinggi 112,5 persen; hasil di bawah nol "
            "ditulis nol.",
        ),
        (
            Policy(rounding=Rounding.TRUNCATE, places=0),
            "Hasil akhir dipotong tanpa desimal; hitungan antara tidak dibulatkan.",
        ),
        (
            Policy(scale="kemenkeu"),
            "Kategori mengikuti skala tiga warna (hijau mulai 100) dan dinilai sebelum pembulatan.",
        ),
        (
            Policy(gap=GapRule.CONTINUOUS),
            "Kategori mengikuti skala Permendagri 86/2017 dan dinilai sebelum pembulatan; nilai di "
            "antara dua kategori termasuk kategori yang lebih tinggi.",
        ),
    ],
)
def test_each_choice_changes_what_the_report_tells(policy: Policy, sentence: str) -> None:
    assert sentence in policy.sentences()
    assert sentence not in Policy().sentences()


@given(POLICIES)
def test_every_policy_is_told_in_whole_sentences(policy: Policy) -> None:
    for sentence in policy.sentences():
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert "{" not in sentence


@pytest.mark.parametrize(
    ("value", "places", "half_up", "cut"),
    [
        ("97.325", 2, "97.33", "97.32"),
        ("97.3249999", 2, "97.32", "97.32"),
        ("97.329", 2, "97.33", "97.32"),
        ("0.5", 0, "1", "0"),
        ("2.5", 0, "3", "2"),
        ("99.995", 2, "100.00", "99.99"),
        ("-0.5", 0, "-1", "0"),
    ],
)
def test_rounding(value: str, places: int, half_up: str, cut: str) -> None:
    assert Rounding.HALF_UP.apply(Decimal(value), places=places) == Decimal(half_up)
    assert Rounding.TRUNCATE.apply(Decimal(value), places=places) == Decimal(cut)


@given(
    st.decimals(min_value=-(10**20), max_value=10**20, allow_nan=False, allow_infinity=False),
    st.integers(min_value=0, max_value=4),
)
def test_rounding_is_that_of_the_decimal_module(value: Decimal, places: int) -> None:
    unit = Decimal(1).scaleb(-places)
    assert Rounding.HALF_UP.apply(value, places=places) == value.quantize(unit, ROUND_HALF_UP)
    assert Rounding.TRUNCATE.apply(value, places=places) == value.quantize(unit, ROUND_DOWN)


def test_what_is_printed_lies_between_zero_and_the_cap() -> None:
    capped = Policy(cap=Decimal(120))
    assert [capped.shown(Decimal(raw)) for raw in ("-50", "0", "119.999", "120", "900")] == [
        Decimal("0.00"),
        Decimal("0.00"),
        Decimal("120.00"),
        Decimal("120.00"),
        Decimal("120.00"),
    ]
    assert Policy().shown(Decimal(900)) == 900
