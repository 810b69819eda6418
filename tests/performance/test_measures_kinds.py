"""Ranges, ratios, predikat and yes or no: how far such a target was reached."""

from decimal import Decimal

import pytest

from lakip.performance.measures import Polarity, achievement
from lakip.performance.scales import grade_lists
from lakip.performance.values import Grade, Ratio, YesNo
from tests.performance.reaching import (
    DOWN,
    MIRROR,
    STEADY,
    UP,
    between,
    number,
    of,
)

OPINION = grade_lists()["opini-bpk"].scores
SAKIP = grade_lists()["predikat-sakip"].scores


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
