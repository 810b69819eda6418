"""How far a target was reached: stories of the rules, of others' faults, and of odd input."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakip.performance.measures import Achievement, Polarity, achievement
from lakip.performance.policy import Minimize, Policy, Rounding, Stabilize, ZeroTarget
from lakip.performance.scales import grade_lists
from lakip.performance.values import Grade, Missing, Number, Range, Ratio, Value, YesNo

UP, DOWN, STEADY = Polarity.MAXIMIZE, Polarity.MINIMIZE, Polarity.STABILIZE
MIRROR = Policy()
DIVIDE = Policy(minimize=Minimize.DIVIDE)
DIVIDE_100 = Policy(minimize=Minimize.DIVIDE, cap=Decimal(100))
DIVIDE_120 = Policy(minimize=Minimize.DIVIDE, cap=Decimal(120))
OPINION = grade_lists()["opini-bpk"].scores
SAKIP = grade_lists()["predikat-sakip"].scores


def number(text: str | int) -> Number:
    return Number(Decimal(text))


def between(low: str, high: str) -> Range:
    return Range(Decimal(low), Decimal(high))


def reached(
    target: str | int, actual: str | int, polarity: Polarity, policy: Policy = MIRROR
) -> Achievement:
    return achievement(
        target=number(target), actual=number(actual), polarity=polarity, policy=policy
    )


def of(target: Value | None, actual: Value | None, polarity: Polarity = UP) -> Achievement:
    return achievement(target=target, actual=actual, polarity=polarity, policy=MIRROR)


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
    ("low", "high", "actual", "polarity", "shown"),
    [
        # The gazette's example prints 113 for the first, a slip: 92 ÷ 90 is 102,2.
        ("80", "90", "92", UP, "102.22"),
        ("80", "90", "70", UP, "87.50"),
        ("80", "90", "80", UP, "100.00"),
        ("80", "90", "85", UP, "100.00"),
        ("80", "90", "90", UP, "100.00"),
        ("7", "8", "6.5", DOWN, "107.14"),
        ("7", "8", "9", DOWN, "87.50"),
        ("7", "8", "7.5", DOWN, "100.00"),
        ("7", "8", "20", DOWN, "0.00"),
        ("80", "90", "99", STEADY, "90.00"),
        ("80", "90", "72", STEADY, "90.00"),
        # A bound of zero divides nothing.
        ("0", "5", "-1", UP, "0.00"),
        ("-5", "0", "1", UP, "100.00"),
        ("0", "5", "-1", DOWN, "100.00"),
        ("-5", "0", "1", DOWN, "0.00"),
    ],
)
def test_ranges(low: str, high: str, actual: str, polarity: Polarity, shown: str) -> None:
    assert of(between(low, high), number(actual), polarity).shown == Decimal(shown)


def test_an_actual_that_is_a_range_is_judged_only_where_it_is_clear() -> None:
    assert of(between("80", "90"), between("82", "85")).shown == 100
    for target in (between("80", "90"), number(90)):
        assert of(target, between("70", "95")).why_not == (
            "Realisasi 70–95 berupa rentang. Tuliskan satu angka."
        )


@pytest.mark.parametrize(
    ("target", "actual", "polarity", "shown"),
    [
        # Pupils to a teacher: fewer is better. Beds to a thousand people: more is better.
        (("1", "20"), ("1", "17.9"), DOWN, "110.50"),
        (("1", "20"), ("2", "35.8"), DOWN, "110.50"),
        (("1", "20"), ("1", "25"), DOWN, "75.00"),
        (("1000", "4"), ("1000", "3"), UP, "75.00"),
    ],
)
def test_ratios_are_compared_by_their_right_side(
    target: tuple[str, str], actual: tuple[str, str], polarity: Polarity, shown: str
) -> None:
    aimed, got = (Ratio(*map(Decimal, sides)) for sides in (target, actual))
    assert of(aimed, got, polarity).shown == Decimal(shown)


def test_a_ratio_with_nothing_on_the_left_is_not_computed() -> None:
    broken = of(Ratio(Decimal(0), Decimal(20)), Ratio(Decimal(1), Decimal(20)), DOWN)
    assert broken.why_not == ("Rasio 0 : 20 harus memuat angka di atas nol di sebelah kiri.")


@pytest.mark.parametrize(
    ("target", "actual", "scores", "shown"),
    [
        ("WTP", "WTP", OPINION, "100.00"),
        ("WTP", "WDP", OPINION, "75.00"),
        ("WDP", "WTP", OPINION, "133.33"),
        ("WTP", "TMP", OPINION, "25.00"),
        ("BB", "A", SAKIP, "120.00"),
        ("bb", "Bb", SAKIP, "100.00"),
    ],
)
def test_predikat_are_compared_by_their_order(
    target: str, actual: str, scores: dict[str, Decimal], shown: str
) -> None:
    for polarity in Polarity:
        found = achievement(
            target=Grade(target),
            actual=Grade(actual),
            polarity=polarity,
            policy=MIRROR,
            grades=scores,
        )
        assert found.shown == Decimal(shown)


def test_a_predikat_that_is_not_in_the_order_is_not_computed() -> None:
    found = achievement(
        target=Grade("WTP"), actual=Grade("BB"), polarity=UP, policy=MIRROR, grades=OPINION
    )
    assert found.why_not == "Predikat BB tidak ada dalam urutan predikat indikator ini."
    assert of(Grade("WTP"), Grade("WTP")).shown is None


@pytest.mark.parametrize(
    ("aimed", "got", "polarity", "shown"),
    [
        (True, True, UP, 100),
        (True, False, UP, 0),
        (False, True, UP, 100),
        (False, False, UP, 100),
        # An audit without findings was aimed at.
        (False, True, DOWN, 0),
        (False, False, DOWN, 100),
        (True, False, DOWN, 100),
        (False, True, STEADY, 0),
    ],
)
def test_yes_or_no(aimed: bool, got: bool, polarity: Polarity, shown: int) -> None:
    assert of(YesNo(aimed), YesNo(got), polarity).shown == shown


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


FIGURES = st.decimals(
    min_value=Decimal("-1e15"), max_value=Decimal("1e15"), places=4, allow_nan=False
)
ABOVE_ZERO = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("1e4"), places=4)
FORMULAS = [MIRROR, DIVIDE, DIVIDE_120, Policy(rounding=Rounding.TRUNCATE, places=0)]
ANY_DECIMAL = st.one_of(
    FIGURES,
    st.decimals(),
    st.sampled_from(["0", "-0", "1e999999", "-1E-999999", "1e40", "1e-40", "NaN", "sNaN"]).map(
        Decimal
    ),
)


@given(FIGURES, st.sampled_from(Polarity), st.sampled_from(FORMULAS))
def test_on_target_is_100_by_every_formula(
    target: Decimal, polarity: Polarity, policy: Policy
) -> None:
    found = achievement(
        target=Number(target), actual=Number(target), polarity=polarity, policy=policy
    )
    assert found.raw == 100
    assert found.shown == 100


@given(
    FIGURES,
    FIGURES,
    FIGURES,
    st.sampled_from([UP, DOWN]),
    st.sampled_from([MIRROR, DIVIDE_100, DIVIDE_120]),
)
def test_better_is_never_worth_less(
    target: Decimal, one: Decimal, other: Decimal, polarity: Polarity, policy: Policy
) -> None:
    less, more = sorted((one, other))
    worse, better = (less, more) if polarity is UP else (more, less)
    shown = [reached(str(target), str(each), polarity, policy).shown for each in (worse, better)]
    if shown[0] is not None and shown[1] is not None:
        assert shown[0] <= shown[1]


@given(FIGURES, FIGURES, FIGURES, FIGURES, st.sampled_from([UP, DOWN]))
def test_better_is_never_worth_less_around_a_range(
    end: Decimal, other_end: Decimal, one: Decimal, other: Decimal, polarity: Polarity
) -> None:
    target = Range(min(end, other_end), max(end, other_end))
    less, more = sorted((one, other))
    worse, better = (less, more) if polarity is UP else (more, less)
    raws = [of(target, Number(each), polarity).raw for each in (worse, better)]
    if raws[0] is not None and raws[1] is not None:
        assert raws[0] <= raws[1]


@given(ABOVE_ZERO, ABOVE_ZERO, ABOVE_ZERO)
def test_nearer_is_never_worth_less_where_steady_is_best(
    target: Decimal, one: Decimal, other: Decimal
) -> None:
    nearer, farther = sorted((one, other), key=lambda actual: abs(actual - target))
    raws = [reached(str(target), str(each), STEADY).raw for each in (nearer, farther)]
    assert raws[0] is not None
    assert raws[1] is not None
    assert raws[0] >= raws[1]


@given(ABOVE_ZERO, ABOVE_ZERO, st.integers(min_value=0, max_value=4))
def test_what_is_printed_is_the_exact_quotient_rounded_once(
    target: Decimal, actual: Decimal, places: int
) -> None:
    found = reached(str(target), str(actual), UP, Policy(places=places))
    exact = (actual * 100 / target).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert found.shown == exact


@given(
    ANY_DECIMAL,
    ANY_DECIMAL,
    ANY_DECIMAL,
    st.sampled_from(Polarity),
    st.sampled_from(FORMULAS),
    st.sampled_from([Number, Ratio, Range, Grade]),
)
def test_no_figures_whatever_make_it_fall(
    one: Decimal,
    two: Decimal,
    three: Decimal,
    polarity: Polarity,
    policy: Policy,
    kind: type[Value],
) -> None:
    scores = {"A": one, "B": two}
    target: Value = Number(one)
    actual: Value = Number(two)
    if kind is Grade:
        target, actual = Grade("A"), Grade("B")
    elif kind is Ratio:
        target, actual = Ratio(one, two), Ratio(two, three)
    elif kind is Range:
        target, actual = Range(one, two), Number(three)
    found = achievement(
        target=target, actual=actual, polarity=polarity, policy=policy, grades=scores
    )
    assert (found.raw is None) == (found.shown is None) == bool(found.why_not)
    assert found.sentence.endswith(".")
    assert len(found.sentence) < 1000


def test_a_percentage_that_fits_no_table_is_a_slip_and_not_a_figure() -> None:
    found = reached("0.0001", 5_000_000_000, UP)
    assert found.shown is None
    assert found.why_not == (
        "Hasilnya terlalu besar untuk menjadi capaian; periksa target dan realisasinya."
    )
