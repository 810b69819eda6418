"""Short ways to say what was aimed at and what was reached, for the tests of the arithmetic."""

from decimal import Decimal

from lakip.performance.measures import Achievement, Polarity, achievement
from lakip.performance.policy import Minimize, Policy
from lakip.performance.values import Number, Range, Value

UP, DOWN, STEADY = Polarity.MAXIMIZE, Polarity.MINIMIZE, Polarity.STABILIZE
MIRROR = Policy()
DIVIDE = Policy(minimize=Minimize.DIVIDE)
DIVIDE_100 = Policy(minimize=Minimize.DIVIDE, cap=Decimal(100))
DIVIDE_120 = Policy(minimize=Minimize.DIVIDE, cap=Decimal(120))


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
