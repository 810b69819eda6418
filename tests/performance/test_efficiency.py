"""Achievement held against money, by the three rules that reports of regional governments use."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakip.performance.measures import Polarity, achievement
from lakip.performance.policy import EfficiencyRule, Policy
from lakip.performance.rolling import absorption, efficiency, why_absorbed
from lakip.performance.values import Missing, Number

BINARY, DELTA, SAVINGS = (Policy(efficiency=rule) for rule in EfficiencyRule)


def percent(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(
    ("ceiling", "spent", "absorbed"),
    [
        ("200", "150", "75"),
        ("200", "0", "0"),
        ("200", "210", "105"),
        ("0", "0", None),
        ("0", "5", None),
        ("-1", "5", None),
        (None, "5", None),
        ("200", None, None),
    ],
)
def test_absorption(ceiling: str | None, spent: str | None, absorbed: str | None) -> None:
    assert absorption(percent(ceiling), percent(spent)) == percent(absorbed)


def test_absorption_says_why() -> None:
    assert why_absorbed(Decimal(24_300_904_925), Decimal("12150452462.5"), Policy()) == (
        "Serapan 50,00% = 12.150.452.462,5 ÷ 24.300.904.925 × 100, dibulatkan setengah ke atas "
        "menjadi dua desimal."
    )
    without = "Serapan tidak dapat dihitung karena pagunya nol atau belum ada."
    assert why_absorbed(Decimal(0), Decimal(5), Policy()) == without
    assert why_absorbed(None, None, Policy()) == without
    assert why_absorbed(Decimal(5), None, Policy()) == (
        "Serapan tidak dapat dihitung karena realisasi anggarannya belum ada."
    )


@pytest.mark.parametrize(
    ("policy", "reached", "absorbed", "label", "value"),
    [
        (BINARY, "100", "90", "Efisien", "10"),
        (BINARY, "90", "90", "Efisien", "0"),
        (BINARY, "89.99", "90", "Kurang efisien", "-0.01"),
        (DELTA, "95.01", "90", "Efisien", "5.01"),
        (DELTA, "95", "90", "Cukup efisien", "5"),
        (DELTA, "90", "90", "Cukup efisien", "0"),
        (DELTA, "85", "90", "Cukup efisien", "-5"),
        (DELTA, "84.99", "90", "Tidak efisien", "-5.01"),
        (SAVINGS, "100", "87.5", "Hemat", "12.5"),
        (SAVINGS, "150", "87.5", "Hemat", "12.5"),
        (SAVINGS, "100", "100", "Tidak hemat", "0"),
        (SAVINGS, "100", "104", "Tidak hemat", "-4"),
        # Money that is left over where the target was missed is no saving.
        (SAVINGS, "99.99", "50", "Tidak dapat dihitung", None),
    ],
)
def test_efficiency(
    policy: Policy, reached: str, absorbed: str, label: str, value: str | None
) -> None:
    found = efficiency(Decimal(reached), Decimal(absorbed), policy)
    assert (found.label, found.value) == (label, percent(value))


@pytest.mark.parametrize("policy", [BINARY, DELTA, SAVINGS])
def test_without_a_figure_nothing_is_said_to_be_efficient(policy: Policy) -> None:
    for reached, absorbed, sentence in (
        (None, Decimal(90), "Efisiensi tidak dapat dihitung karena capaiannya belum ada."),
        (Decimal(90), None, "Efisiensi tidak dapat dihitung karena serapan anggarannya belum ada."),
    ):
        found = efficiency(reached, absorbed, policy)
        assert (found.value, found.label) == (None, "Tidak dapat dihitung")
        assert found.sentence == sentence


@pytest.mark.parametrize("policy", [BINARY, DELTA, SAVINGS])
def test_nothing_done_with_no_money_is_not_efficient(policy: Policy) -> None:
    found = efficiency(Decimal(0), Decimal(0), policy)
    assert (found.value, found.label) == (None, "Belum dilaksanakan")


@pytest.mark.parametrize(
    ("policy", "reached", "absorbed", "sentence"),
    [
        (
            BINARY,
            "102.222",
            "91.3",
            "Efisien: capaian 102,22% dengan serapan anggaran 91,30%, selisih 10,92 poin persen.",
        ),
        (
            DELTA,
            "80",
            "96",
            "Tidak efisien: capaian 80,00% dengan serapan anggaran 96,00%, selisih -16 poin "
            "persen.",
        ),
        (
            SAVINGS,
            "100",
            "87.5",
            "Target tercapai dengan penghematan 12,50%: capaian 100,00% dengan serapan anggaran "
            "87,50%.",
        ),
        (
            SAVINGS,
            "90",
            "50",
            "Efisiensi tidak dihitung karena target belum tercapai: capaian 90,00% dengan serapan "
            "anggaran 50,00%.",
        ),
    ],
)
def test_efficiency_says_why(policy: Policy, reached: str, absorbed: str, sentence: str) -> None:
    assert efficiency(Decimal(reached), Decimal(absorbed), policy).sentence == sentence


def test_the_achievement_that_is_printed_is_held_against_the_money() -> None:
    """With a cap of 100, a 900 percent does not make spending of 99 percent efficient by 801."""
    capped = Policy(efficiency=EfficiencyRule.DELTA, cap=Decimal(100))
    found = achievement(
        target=Number(Decimal(1)),
        actual=Number(Decimal(9)),
        polarity=Polarity.MAXIMIZE,
        policy=capped,
    )
    assert efficiency(found, Decimal(99), capped).value == 1
    assert efficiency(found, Decimal(99), capped).label == "Cukup efisien"


def test_an_indicator_without_an_actual_has_no_efficiency() -> None:
    found = achievement(
        target=Number(Decimal(1)),
        actual=Missing("belum dihitung"),
        polarity=Polarity.MAXIMIZE,
        policy=BINARY,
    )
    assert efficiency(found, Decimal(99), BINARY).label == "Tidak dapat dihitung"


PERCENT = st.none() | st.decimals(min_value=-500, max_value=5000, places=4)


@given(PERCENT, PERCENT, st.sampled_from([BINARY, DELTA, SAVINGS]))
def test_efficiency_always_has_a_label_and_a_sentence(
    reached: Decimal | None, absorbed: Decimal | None, policy: Policy
) -> None:
    found = efficiency(reached, absorbed, policy)
    assert found.label
    assert found.sentence.endswith(".")
