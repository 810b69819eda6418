"""Better or worse, by the direction of an indicator: a rise is no good news in itself.

A predikat is better the higher it is, whatever the direction, as `performance.measures` reckons.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from lakip.papers.laporan_kinerja.facts import IndicatorFacts, YearFigure
from lakip.papers.laporan_kinerja.sentences_words import (
    clean,
    rupiah,
)
from lakip.performance import numbers
from lakip.performance.formulas import Polarity
from lakip.performance.values import NO, YES, Kind

_NUMBER = r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
_PLAIN = re.compile(_NUMBER)
_RATIO = re.compile(rf"({_NUMBER}) : ({_NUMBER})")
_RANGE = re.compile(rf"({_NUMBER})(?:–| sampai )({_NUMBER})")
PERCENT_UNITS = frozenset({"%", "persen", "prosen", "percent"})
RUPIAH_UNITS = frozenset({"rp", "rp.", "rupiah", "idr"})
# Units that only say what kind of figure it is: nobody says "85 indeks".
_UNSAID = frozenset(
    {"", "-", "–", "rasio", "predikat", "opini", "indeks", "nilai", "skor", "poin", "angka"}
)


class Standing(Enum):
    """How one figure stands to another, in the eyes of those who want the indicator to improve."""

    BETTER = "better"
    EVEN = "even"
    WORSE = "worse"


@dataclass(frozen=True)
class Bounds:
    """The ends of a target that is a range."""

    low: Decimal
    high: Decimal


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


def kind_of(text: str) -> Kind | None:
    """What kind of value a shown text is; None for nothing."""
    if not text:
        return None
    if text in (YES, NO):
        return Kind.YES_NO
    for pattern, kind in ((_PLAIN, Kind.NUMBER), (_RATIO, Kind.RATIO), (_RANGE, Kind.RANGE)):
        if pattern.fullmatch(text):
            return kind
    return Kind.GRADE


def number_in(text: str) -> Decimal | None:
    """The one number that a shown text says; a ratio by its right side. None for other kinds."""
    if _PLAIN.fullmatch(text):
        return _decimal(text)
    found = _RATIO.fullmatch(text)
    if found and _decimal(found[1]):
        return _decimal(found[2]) / _decimal(found[1])
    return None


def bounds_in(text: str) -> Bounds | None:
    """The ends of a shown range."""
    found = _RANGE.fullmatch(text)
    return Bounds(_decimal(found[1]), _decimal(found[2])) if found else None


def by_direction(before: Decimal, now: Decimal, polarity: Polarity) -> Standing | None:
    """How `now` stands to `before`; None where neither way is better by itself."""
    if before == now:
        return Standing.EVEN
    if polarity is Polarity.STABILIZE:
        return None
    is_better = (now > before) == (polarity is Polarity.MAXIMIZE)
    return Standing.BETTER if is_better else Standing.WORSE


def against_target(figure: YearFigure, polarity: Polarity) -> Standing | None:
    """How an actual stands to its target; None where that is not known."""
    kinds = kind_of(figure.actual), kind_of(figure.target)
    number, aimed = figure.number, figure.target_number
    if number is not None and kinds == (Kind.NUMBER, Kind.RANGE):
        bounds = bounds_in(figure.target)
        return _against_range(number, bounds, polarity) if bounds else None
    is_one_kind = kinds[0] == kinds[1] and kinds[0] in (Kind.NUMBER, Kind.RATIO, Kind.GRADE)
    if is_one_kind and number is not None and aimed is not None:
        toward = Polarity.MAXIMIZE if kinds[0] is Kind.GRADE else polarity
        return by_direction(aimed, number, toward) or Standing.WORSE
    if figure.achievement is None:
        return None
    return Standing.EVEN if figure.achievement >= 100 else Standing.WORSE


def _against_range(number: Decimal, bounds: Bounds, polarity: Polarity) -> Standing:
    if bounds.low <= number <= bounds.high:
        return Standing.EVEN
    nearer = bounds.low if number < bounds.low else bounds.high
    return by_direction(nearer, number, polarity) or Standing.WORSE


def is_met(each: IndicatorFacts) -> bool | None:
    """Whether the target of the year was reached; None without an achievement.

    Judged by the figures themselves: 99,996% is printed as 100,00% and is short of the target.
    """
    if each.now.achievement is None:
        return None
    standing = against_target(each.now, each.polarity)
    return each.now.is_met if standing is None else standing is not Standing.WORSE


def change(before: YearFigure, now: YearFigure, polarity: Polarity) -> Standing | None:
    """How this year's actual stands to an earlier one's; None where that cannot be told."""
    kind = kind_of(now.actual)
    if kind is None or kind_of(before.actual) is not kind:
        return None
    if before.actual == now.actual:
        return Standing.EVEN
    if before.number is None or now.number is None:
        return None
    if kind is Kind.GRADE or polarity is not Polarity.STABILIZE:
        toward = Polarity.MAXIMIZE if kind is Kind.GRADE else polarity
        return by_direction(before.number, now.number, toward)
    return _steadier(before, now)


def _steadier(before: YearFigure, now: YearFigure) -> Standing | None:
    """Where near the target is best: whether the figure came nearer to the target of its year."""
    distances = [_distance(figure) for figure in (before, now)]
    then, today = distances
    if then is None or today is None:
        return None
    return by_direction(then, today, Polarity.MINIMIZE)


def _distance(figure: YearFigure) -> Decimal | None:
    if figure.number is None or figure.target_number is None:
        return None
    bounds = bounds_in(figure.target)
    if bounds is None:
        return abs(figure.number - figure.target_number)
    return max(bounds.low - figure.number, figure.number - bounds.high, Decimal(0))


def with_unit(shown: str, unit: str) -> str:
    """A shown value as a sentence says it: 43,01%, 251 anak, 1 : 17,9, BB, “ya”."""
    kind = kind_of(shown)
    bare = clean(unit)
    if kind is Kind.YES_NO:
        return f"“{shown}”"
    if kind not in (Kind.NUMBER, Kind.RANGE) or bare.casefold() in _UNSAID:
        return clean(shown)
    if bare.casefold() in PERCENT_UNITS:
        return f"{shown}%"
    if bare.casefold() in RUPIAH_UNITS:
        return f"Rp{shown}"
    return f"{shown} {bare}"


def difference(before: Decimal, now: Decimal, unit: str) -> tuple[str, str]:
    """How far two figures are apart: the figure, and as a sentence says it with its unit.

    Both are empty where the difference is too small to be printed with two decimals.
    """
    apart = abs(now - before)
    rounded = numbers.show(apart, places=2)
    shown = numbers.show(apart) if len(numbers.show(apart)) < len(rounded) else rounded
    if not any(digit in shown for digit in "123456789"):
        return "", ""
    bare = clean(unit)
    if bare.casefold() in PERCENT_UNITS:
        return shown, f"{shown} poin persen"
    if bare.casefold() in RUPIAH_UNITS:
        return shown, rupiah(apart) if shown == numbers.show(apart) else f"Rp{shown}"
    return shown, f"{shown} {'poin' if bare.casefold() in _UNSAID else bare}"
