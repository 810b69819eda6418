"""From quarters to a year and from indicators to a sasaran: what is missing is never zero."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakip.performance.measures import Achievement, Consolidation, Polarity, achievement
from lakip.performance.policy import Policy
from lakip.performance.rolling import comparable, consolidate, overall, roll_up, so_far
from lakip.performance.values import Missing, Number

SUM, LAST, AVERAGE = Consolidation.SUM, Consolidation.LAST, Consolidation.AVERAGE


def figures(*texts: str | None) -> list[Decimal | None]:
    return [None if text is None else Decimal(text) for text in texts]


def reached(percent: str | None, policy: Policy | None = None) -> Achievement:
    """An indicator with a target of 100; None has no actual yet."""
    return achievement(
        target=Number(Decimal(100)),
        actual=Missing("belum dihitung") if percent is None else Number(Decimal(percent)),
        polarity=Polarity.MAXIMIZE,
        policy=policy or Policy(),
    )


@pytest.mark.parametrize(
    ("quarters", "how", "year"),
    [
        (("10", "20", "30", "40"), SUM, "100"),
        (("10", "20", "30", "40"), LAST, "40"),
        (("10", "20", "30", "40"), AVERAGE, "25"),
        (("10", None, "30", None), SUM, "40"),
        (("10", None, "30", None), LAST, "30"),
        (("10", None, "30", None), AVERAGE, "20"),
        # A falling indicator may be reported, and a reported zero is a figure.
        (("10", "0", None, None), LAST, "0"),
        (("10", "0", None, None), AVERAGE, "5"),
    ],
)
def test_quarters_make_a_year(
    quarters: tuple[str | None, ...], how: Consolidation, year: str
) -> None:
    assert consolidate(figures(*quarters), how) == Decimal(year)


@pytest.mark.parametrize("how", Consolidation)
def test_no_quarter_makes_no_year_and_not_zero(how: Consolidation) -> None:
    assert consolidate([], how) is None
    assert consolidate(figures(None, None, None, None), how) is None


@pytest.mark.parametrize(
    ("how", "target", "actual", "sentence"),
    [
        (SUM, "40", "35", "Target 40 dan realisasi 35 dijumlahkan dari triwulan I, III."),
        (
            LAST,
            "30",
            "23",
            "Target 30 dan realisasi 23 diambil dari triwulan III, yang terakhir terisi.",
        ),
        (
            AVERAGE,
            "20",
            "17.5",
            "Target 20 dan realisasi 17,5 dirata-ratakan dari triwulan I, III.",
        ),
    ],
)
def test_part_of_a_year_is_compared_with_the_targets_of_the_same_quarters(
    how: Consolidation, target: str, actual: str, sentence: str
) -> None:
    targets, actuals = figures("10", "20", "30", "40"), figures("12", None, "23", None)
    found = so_far(targets, actuals, how)
    assert (found.target, found.actual) == (Decimal(target), Decimal(actual))
    assert found.quarters == (1, 3)
    assert found.sentence == sentence
    assert comparable(targets, actuals, how) == (Decimal(target), Decimal(actual))


def test_a_year_without_a_filled_quarter_cannot_be_compared() -> None:
    found = so_far(figures("10", "20", None, None), figures(None, None, "5", "5"), SUM)
    assert (found.target, found.actual, found.quarters) == (None, None, ())
    assert found.sentence == "Belum ada triwulan yang target dan realisasinya terisi."


def test_a_sasaran_is_the_mean_of_its_indicators_and_says_who_is_missing() -> None:
    found = roll_up([reached("100"), reached("50"), reached(None)], Policy())
    assert found.value == 75
    assert (found.counted, found.missing) == (2, 1)
    assert found.sentence == (
        "Rata-rata capaian 2 indikator = 75,00%, dibulatkan setengah ke atas menjadi dua desimal; "
        "termasuk kategori Sedang menurut skala Permendagri 86/2017; 1 indikator belum mempunyai "
        "capaian dan tidak dihitung nol."
    )


def test_an_indicator_of_nothing_counts_as_zero_only_where_it_is_zero() -> None:
    """A published program leaves rows of 0 percent out of the mean, which inflates it."""
    assert roll_up([reached("100"), reached("0")], Policy()).value == 50


def test_with_a_cap_one_indicator_of_900_percent_hides_no_failure() -> None:
    indicators = [reached("900"), reached("20"), reached("30")]
    assert roll_up(indicators, Policy()).value == Decimal("316.67")
    capped = roll_up(indicators, Policy(cap=Decimal(100)))
    assert capped.value == 50
    assert capped.category == "Sangat rendah"
    assert capped.sentence.startswith(
        "Rata-rata capaian 3 indikator, masing-masing paling tinggi 100%, = 50,00%"
    )


def test_a_failure_below_zero_weighs_as_zero() -> None:
    assert roll_up([reached("-100"), reached("100")], Policy()).value == 50


def test_weights() -> None:
    found = roll_up(
        [reached("100"), reached("50"), reached(None), reached("7")],
        Policy(),
        weights=[Decimal(3), Decimal(1), Decimal(5), Decimal(0)],
    )
    assert found.value == Decimal("87.50")
    assert (found.counted, found.missing) == (2, 1)
    assert found.sentence.startswith("Rata-rata tertimbang capaian 2 indikator = 87,50%")


def test_the_mean_is_rounded_once_and_its_category_judged_before() -> None:
    found = roll_up([reached("90.994"), reached("90.998")], Policy())
    assert found.raw == Decimal("90.996")
    assert found.value == Decimal("91.00")
    assert found.category == "Tinggi"


def test_an_agency_is_the_mean_of_its_sasaran() -> None:
    policy = Policy()
    parts = [
        roll_up([reached("100"), reached("100"), reached("100")], policy),
        roll_up([reached("40")], policy),
        roll_up([reached(None)], policy),
    ]
    found = overall(parts, policy)
    assert found.value == 70
    assert "2 sasaran" in found.sentence
    assert "1 sasaran belum mempunyai capaian" in found.sentence


def test_nothing_to_average_is_none() -> None:
    for found in (roll_up([], Policy()), roll_up([reached(None)], Policy())):
        assert (found.raw, found.value, found.category, found.counted) == (None, None, None, 0)
        assert found.sentence == "Belum ada indikator yang capaiannya dapat dihitung."


PERCENTS = st.lists(st.decimals(min_value=-200, max_value=2000, places=3), min_size=1, max_size=12)


@given(PERCENTS, st.none() | st.integers(min_value=100, max_value=200))
def test_a_mean_lies_between_the_lowest_and_the_highest(
    percents: list[Decimal], cap: int | None
) -> None:
    policy = Policy(cap=None if cap is None else Decimal(cap))
    found = roll_up([reached(str(each)) for each in percents], policy)
    limited = [policy.limited(each) for each in percents]
    assert found.raw is not None
    assert min(limited) <= found.raw <= max(limited)


@given(PERCENTS, st.integers(min_value=0, max_value=5))
def test_missing_indicators_do_not_move_the_mean(percents: list[Decimal], missing: int) -> None:
    known = [reached(str(each)) for each in percents]
    found = roll_up([*known, *[reached(None)] * missing], Policy())
    assert found.raw == roll_up(known, Policy()).raw
    assert found.missing == missing
