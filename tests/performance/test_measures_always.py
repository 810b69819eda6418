"""What holds of every figure, whatever the figures are."""

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from lakip.performance.measures import Polarity, achievement
from lakip.performance.policy import Policy, Rounding
from lakip.performance.values import Grade, Number, Range, Ratio, Value
from tests.performance.reaching import (
    DIVIDE,
    DIVIDE_100,
    DIVIDE_120,
    DOWN,
    MIRROR,
    STEADY,
    UP,
    of,
    reached,
)

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
