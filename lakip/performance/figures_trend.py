"""What looks unlikely beside other years: jumps, targets lowered to fit, capaian above 150.

All of it may be true, so every finding is of low certainty.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from lakip.performance.figures_findings import Certainty, Finding, Kind
from lakip.performance.figures_formulas import CAPS, HUNDRED
from lakip.performance.figures_habits import Verdict
from lakip.performance.figures_lines import Line
from lakip.performance.figures_polarity import Direction
from lakip.performance.numbers import Meaning, meanings, show

HIGHEST_PLAUSIBLE = Decimal(150)
# A realisasi of three times last year's, or a third of it.
JUMP = Decimal(3)
_SMALL_COUNT = Decimal(10)
# So much below last year is more than a correction of the plan.
_LOWERED, _LOWERED_MUCH = Decimal("0.98"), Decimal("0.9")
_OVERSPENT = Decimal("1.005")

TOO_HIGH = "Capaian {printed} di atas 150; periksa apakah target terlalu rendah atau satuan keliru."
TOO_MUCH_SPENT = "Realisasi {actual} melebihi pagu {target}."
JUMPED = (
    "Realisasi {actual} {times} kali realisasi tahun lalu ({prior}); periksa angka dan satuannya."
)
DROPPED = (
    "Realisasi {actual} tinggal 1/{times} dari realisasi tahun lalu ({prior}); periksa angkanya."
)
OTHER_UNIT = (
    "Realisasi {actual} berbeda sekitar {times} kali dari tahun lalu ({prior}); tampaknya "
    "satuannya lain."
)
EXACTLY_MET = (
    "Target {target} persis sama dengan realisasi sampai desimalnya; periksa kapan ditetapkan."
)
BELOW_LAST_YEAR = (
    "Target {target} lebih mudah daripada realisasi tahun lalu ({prior}), lalu tercapai dengan "
    "{actual}."
)
LOWERED_TARGET = "Target {target} dilonggarkan dari target tahun lalu ({prior})."
# Income is planned, not capped: more than the plan is good news.
_INCOME = re.compile(
    r"pendapatan|\bpad\b|pajak|retribusi|penerimaan|revenue|hibah|transfer", re.IGNORECASE
)

_NUMBER = r"\d+(?:[.,]\d+)*"
_YEARS = re.compile(
    rf"\b((?:19|20)\d\d)\s*[:=]\s*(?:realisasi\s*)?({_NUMBER})\s*%?\s*(?:(?:\(|capaian\s*)({_NUMBER}))?"
)


@dataclass(frozen=True, slots=True)
class Past:
    """The year before: its realisasi, and its capaian where that is printed."""

    actual: Meaning
    achievement: Meaning | None = None


@lru_cache(maxsize=4096)
def _history(text: str, year: str) -> Past | None:
    """The latest year in “2014: 78.92 (112.74); 2015: …”, if it is the one before."""
    found = {int(hit[1]): hit for hit in _YEARS.finditer(text[:1000])}
    own = int(year) if year.isdigit() and len(year) == 4 else max(found, default=0) + 1
    if own - 1 not in found:
        return None
    hit = found[own - 1]
    actual, achievement = meanings(hit[2]), meanings(hit[3] or "")
    if len(actual) != 1:
        return None
    return Past(actual[0], achievement[0] if len(achievement) == 1 else None)


def past(line: Line) -> Past | None:
    """The year before, from its own column or from a text of several years."""
    if line.prior_actual.is_number and len(line.prior_actual.ways) == 1:
        return Past(line.prior_actual.ways[0])
    if line.history and (found := _history(line.history, line.year)):
        return found
    bare = meanings(line.history) if line.history else ()
    return Past(bare[0]) if len(bare) == 1 else None


def prior_actual(line: Line) -> Decimal | None:
    """The realisasi of the year before, None where it is not printed."""
    found = past(line)
    return found.actual.value if found else None


def check_plausibility(one: Verdict, *, has_slip: bool) -> Iterator[Finding]:
    """What looks unlikely in a line; a slip that was found already is not said again."""
    line = one.line
    if line.total:
        return
    if line.is_money:
        yield from _spending(one)
        return
    if not has_slip and one.formula and not one.is_fraction:
        top = min((way.value for way in one.printed), default=Decimal(0))
        if top > HIGHEST_PLAUSIBLE:
            sentence = TOO_HIGH.format(printed=line.achievement.text)
            yield _finding(line, "achievement", sentence)
    if line.actual.is_number and len(line.actual.ways) == 1:
        yield from _jump(line)
        yield from _fitted_target(line)


def _spending(one: Verdict) -> Iterator[Finding]:
    line = one.line
    is_income = _INCOME.search(f"{line.name} {line.objective}")
    if one.among and not is_income and all(q.value > _OVERSPENT for q in one.among):
        sentence = TOO_MUCH_SPENT.format(actual=line.actual.text, target=line.target.text)
        yield _finding(line, "actual", sentence)


def _jump(line: Line) -> Iterator[Finding]:
    found = past(line)
    if found is None or found.actual.value <= 0 or line.actual.ways[0].value <= 0:
        return
    now, before = line.actual.ways[0].value, found.actual.value
    times = now / before if now > before else before / now
    if times < JUMP or max(now, before) < _SMALL_COUNT:
        return
    words = {"actual": line.actual.text, "prior": show(before), "times": show(times, places=1)}
    if 80 <= times <= 125 or 800 <= times <= 1250:
        yield _finding(line, "actual", OTHER_UNIT.format(**words), kind=Kind.UNIT)
    else:
        yield _finding(line, "actual", (JUMPED if now > before else DROPPED).format(**words))


def _fitted_target(line: Line) -> Iterator[Finding]:
    if not line.target.is_number or len(line.target.ways) > 1 or not line.heads.target:
        return
    target, actual = line.target.ways[0], line.actual.ways[0]
    words = {"target": line.target.text, "actual": line.actual.text}
    if _is_odd(target) and target.value == actual.value:
        yield _finding(line, "target", EXACTLY_MET.format(**words))
    elif line.polarity.direction in (Direction.UP, Direction.DOWN):
        yield from _lowered(line, target.value, actual.value, words)


def _lowered(
    line: Line, target: Decimal, actual: Decimal, words: dict[str, str]
) -> Iterator[Finding]:
    """A target easier than last year's; without that, easier than last year's realisasi."""
    wants_less = line.polarity.direction is Direction.DOWN
    is_met = actual <= target if wants_less else actual >= target
    share = _LOWERED if is_met else _LOWERED_MUCH
    prior = past(line)
    if old := _prior_target(line, prior):
        if _is_easier(target, old, share, wants_less):
            shown = show(old, places=None if old == int(old) else 2)
            sentence = LOWERED_TARGET.format(prior=shown, **words)
            yield _finding(line, "target", sentence, expected=shown)
    elif prior and is_met and _is_easier(target, prior.actual.value, _LOWERED, wants_less):
        shown = show(prior.actual.value)
        sentence = BELOW_LAST_YEAR.format(prior=shown, **words)
        yield _finding(line, "target", sentence, expected=shown)


def _is_odd(target: Meaning) -> bool:
    """Two decimals that nobody sets: 87,63, but not 87,50 or 87,25."""
    return target.places >= 2 and int(target.value.scaleb(target.places)) % 5 != 0


def _is_easier(target: Decimal, prior: Decimal, share: Decimal, wants_less: bool) -> bool:
    if prior <= 0 or target <= 0:
        return False
    return target * share > prior if wants_less else target < prior * share


def _prior_target(line: Line, prior: Past | None) -> Decimal | None:
    """Last year's target as printed, else what its realisasi and capaian imply."""
    if line.prior_target.is_number and len(line.prior_target.ways) == 1:
        return line.prior_target.ways[0].value
    if not prior or not prior.achievement or line.polarity.direction is not Direction.UP:
        return None
    result = prior.achievement.value
    # A capaian of 120 may be a limit, and then implies nothing.
    may_be_limit = result in CAPS and result != prior.actual.value
    return None if may_be_limit or not result else prior.actual.value / result * HUNDRED


def _finding(
    line: Line, slot: str, sentence: str, *, expected: str = "", kind: Kind = Kind.IMPLAUSIBLE
) -> Finding:
    heading, printed = getattr(line.heads, slot), getattr(line, slot).text
    return Finding(line.row, heading, kind, printed, expected, Certainty.LOW, sentence)
