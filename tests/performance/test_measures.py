"""How far a target was reached: stories of the rules, of others' faults, and of odd input."""

from decimal import Decimal

import pytest

from lakip.performance.measures import Achievement, Polarity
from lakip.performance.policy import Policy, Stabilize, ZeroTarget
from lakip.performance.values import Grade, Missing, Value, YesNo
from tests.performance.reaching import (
    DIVIDE,
    DIVIDE_100,
    DIVIDE_120,
    DOWN,
    MIRROR,
    STEADY,
    UP,
    number,
    of,
    reached,
)

# The seven stories of an indicator where lower is better, to which eight published programs give
# up to six different answers, among them 0 for a reached target, 250 for a failure, and a crash.
SAME_STORIES = [
    # target, actual, mirror, divide, divide with a cap of 100, and of 120; None: not computed
    ("10", "10", "100.00", "100.00", "100.00", "100.00"),
    ("10", "8", "120.00", "125.00", "100.00", "120.00"),
    ("10", "12", "80.00", "83.33", "83.33", "83.33"),
    ("10", "25", "0.00", "40.00", "40.00", "40.00"),
    ("10", "0", "200.00", None, "100.00", "120.00"),
    ("0", "0", "100.00", "100.00", "100.00", "100.00"),
    ("0", "3", "0.00", "0.00", "0.00", "0.00"),
]


@pytest.mark.parametrize(("target", "actual", "mirror", "divide", "at_100", "at_120"), SAME_STORIES)
def test_the_same_story_has_one_answer_for_each_named_policy(
    target: str, actual: str, mirror: str, divide: str | None, at_100: str, at_120: str
) -> None:
    answers = [
        reached(target, actual, DOWN, policy).shown
        for policy in (MIRROR, DIVIDE, DIVIDE_100, DIVIDE_120)
    ]
    expected = (mirror, divide, at_100, at_120)
    assert answers == [None if one is None else Decimal(one) for one in expected]


@pytest.mark.parametrize(
    ("target", "actual", "polarity", "shown"),
    [
        ("90.89", "92.22", UP, "101.46"),
        ("81.73", "82.92", UP, "101.46"),
        ("15", "11", UP, "73.33"),
        ("75", "104.7", DOWN, "60.40"),
        ("100", "0", UP, "0.00"),
        ("5", "-2", UP, "0.00"),
        ("50", "50", STEADY, "100.00"),
        ("50", "60", STEADY, "80.00"),
        ("50", "40", STEADY, "80.00"),
        ("50", "150", STEADY, "0.00"),
    ],
)
def test_figures_against_figures(target: str, actual: str, polarity: Polarity, shown: str) -> None:
    assert reached(target, actual, polarity).shown == Decimal(shown)


@pytest.mark.parametrize(
    ("target", "actual", "polarity", "raw"),
    [
        # Growth of −2 was aimed at: −1 is better, −4 is twice as bad as allowed.
        ("-2", "-2", UP, "100"),
        ("-2", "-1", UP, "150"),
        ("-2", "0", UP, "200"),
        ("-2", "-4", UP, "0"),
        ("-2", "-3", DOWN, "150"),
        ("-2", "-1", DOWN, "50"),
        ("-2", "-2.5", STEADY, "75"),
        # Inflation of 2 was aimed at, prices fell by 1.
        ("2", "-1", DOWN, "250"),
    ],
)
def test_targets_and_actuals_below_zero(
    target: str, actual: str, polarity: Polarity, raw: str
) -> None:
    assert reached(target, actual, polarity).raw == Decimal(raw)


@pytest.mark.parametrize("policy", [MIRROR, DIVIDE, DIVIDE_100, DIVIDE_120])
def test_who_reaches_a_target_where_lower_is_better_gets_100(policy: Policy) -> None:
    """A published program computes (T − R) ÷ T and gives 0."""
    assert reached(10, 10, DOWN, policy).shown == 100


def test_fewer_cases_than_the_target_are_not_less_than_100() -> None:
    """A published program takes r/t for every indicator: 80 for the better, 120 for the worse."""
    assert reached(10, 8, DOWN).shown == 120
    assert reached(10, 12, DOWN).shown == 80


@pytest.mark.parametrize(
    ("target", "actual", "why_not"),
    [
        (number(10), None, "Realisasinya belum ada."),
        (
            number(10),
            Missing("BPS belum menerbitkannya."),
            "Realisasinya belum ada: BPS belum menerbitkannya.",
        ),
        (number(10), Missing(""), "Realisasinya belum ada."),
        (None, number(10), "Targetnya belum ditetapkan."),
        (Missing("indikator baru"), number(10), "Targetnya belum ditetapkan: indikator baru."),
        (None, None, "Targetnya belum ditetapkan."),
        (number(10), Grade("BB"), "Target 10 dan realisasi BB tidak dapat dibandingkan."),
        (YesNo(True), number(1), "Target ya dan realisasi 1 tidak dapat dibandingkan."),
    ],
)
def test_what_cannot_be_computed_is_none_with_a_reason_and_never_zero(
    target: Value | None, actual: Value | None, why_not: str
) -> None:
    found = of(target, actual)
    assert found == Achievement(
        why_not=why_not, sentence=f"Capaian tidak dapat dihitung. {why_not}"
    )
    assert found.is_met is None


def test_the_perfect_none_under_division_says_what_to_choose() -> None:
    assert reached(10, 0, DOWN, DIVIDE).why_not == (
        "Realisasi 0 tidak dapat menjadi pembagi pada rumus target ÷ realisasi. Pilih rumus "
        "(2 × target − realisasi) ÷ target, atau tetapkan batas atas capaian."
    )


def test_an_agency_may_leave_zero_targets_and_stable_indicators_unjudged() -> None:
    unjudged = Policy(zero=ZeroTarget.NOT_JUDGED, stabilize=Stabilize.NOT_JUDGED)
    assert reached(0, 0, DOWN, unjudged).shown is None
    assert reached(50, 50, STEADY, unjudged).shown is None
    assert reached(10, 10, UP, unjudged).shown == 100


def test_where_higher_is_better_more_than_none_has_reached_a_target_of_none() -> None:
    assert [reached(0, actual, UP).shown for actual in ("-1", "0", "3")] == [0, 100, 100]


def test_the_category_is_judged_before_rounding() -> None:
    """90,996 is printed as 91,00, which would be one band higher."""
    found = reached(100, "90.996", UP)
    assert found.shown == Decimal("91.00")
    assert found.category == "Tinggi"
    assert found.sentence.endswith(
        "termasuk kategori Tinggi menurut skala Permendagri 86/2017, dinilai sebelum pembulatan."
    )


def test_the_category_is_judged_before_the_cap() -> None:
    capped = Policy(cap=Decimal(100), scale="panrb8-2021")
    assert reached(10, 12, UP, capped).category == "Sangat Baik"
    assert reached(10, 12, UP, capped).shown == 100


def test_a_target_is_met_by_the_figure_before_rounding() -> None:
    assert reached(100, "99.996", UP).shown == 100
    assert reached(100, "99.996", UP).is_met is False
    assert reached(100, 100, UP).is_met is True


def test_a_percentage_that_fits_no_table_is_a_slip_and_not_a_figure() -> None:
    found = reached("0.0001", 5_000_000_000, UP)
    assert found.shown is None
    assert found.why_not == (
        "Hasilnya terlalu besar untuk menjadi capaian; periksa target dan realisasinya."
    )
