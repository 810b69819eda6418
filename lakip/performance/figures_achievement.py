"""Judges a printed capaian or share of spending: by formula, limit, rounding, else a mistake."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lakip.performance.figures_cells import Form
from lakip.performance.figures_findings import Certainty, Finding, Kind
from lakip.performance.figures_formulas import (
    CAPS,
    HUNDRED,
    Explained,
    Formula,
    explained,
    reproducing,
)
from lakip.performance.figures_habits import (
    Habit,
    Verdict,
    is_capped,
    is_floored,
    is_within,
)
from lakip.performance.figures_polarity import Direction
from lakip.performance.figures_slips import pasted, slip
from lakip.performance.numbers import show

GIVES = "{what} tercetak {printed}; {how} memberi {value}."
WRONG_FORMULA = (
    "{what} tercetak {printed} adalah {used}, padahal {direction}; {how} memberi {value}."
)
REDUCED = (
    "{what} tercetak {printed} adalah (target − realisasi) dibagi target, sehingga yang tepat "
    "mencapai target mendapat 0; {how} memberi {value}."
)
NOT_A_LIMIT = (
    "{what} tercetak {printed}, sedangkan {how} memberi {value}; batas {printed} tidak berlaku, "
    "sebab baris lain tercetak melebihinya."
)
ONLY_ROUNDING = (
    "{what} tercetak {printed}; {how} memberi {value}. Selisihnya hanya dapat dijelaskan oleh "
    "pembulatan angka yang tercetak."
)
OTHER_PERCENTAGE = (
    "{what} tercetak {printed} adalah sisa anggaran dibagi pagu, sedangkan baris lain memakai "
    "realisasi dibagi pagu: {value}."
)
ZERO_TARGET_MET = (
    "Target 0 dan realisasi 0 berarti target tercapai (100), tetapi {what} tercetak {printed}."
)
ZERO_TARGET_MISSED = (
    "Target 0 tetapi realisasi {actual}, sehingga target tidak tercapai; {what} tercetak {printed}."
)
SAME_WORD = "Target dan realisasi sama-sama {actual}, tetapi {what} tercetak {printed}, bukan 100."
LESS_WORD = "Realisasi {actual} di bawah target {target}, tetapi {what} tercetak {printed}."

_BY_NAME = {True: "indikator ini", False: "menurut namanya indikator ini"}
# What a heading says whose percentages are of what was spent, not of what was saved.
_SPENDING = re.compile(r"serap|realisasi", re.IGNORECASE)
_LADDERS = (
    ("aa", "a", "bb", "b", "cc", "c", "d"),
    ("wtp", "wdp", "tw", "tmp"),
    ("ya", "tidak"),
    ("ada", "tidak ada"),
    ("sudah", "belum"),
)


@dataclass(frozen=True, slots=True)
class Remedy:
    """What a line should say: the figure, and how it comes about."""

    value: Decimal
    how: str


def judge(one: Verdict, habit: Habit) -> Iterator[Finding]:
    """The mistakes in the capaian of one line; nothing where it cannot be judged."""
    if not one.line.achievement.is_number or one.line.achievement.bound:
        return
    if not one.among:
        yield from _without_quotient(one)
        return
    if one.formula and not one.is_fraction:
        yield from _mixed(one, habit)
    elif found := pasted(one, remedy_of(one, habit).value):
        yield found
    elif not _is_excused(one, habit):
        yield _mistake(one, habit)


def _is_excused(one: Verdict, habit: Habit) -> bool:
    if one.is_fraction and habit.prints_fractions:
        return True
    if is_capped(one, habit) or is_floored(one) or is_within(one):
        return True
    is_negative = any(quotient.value < 0 for quotient in one.among)
    if is_negative or any(way.value < 0 for way in one.line.target.ways):
        # Growth below zero has no formula that all agree on; any of them will do.
        found = reproducing(Formula, list(one.among), one.printed)
        return found is not None
    return explained(one.formulas, list(one.among), one.printed) is Explained.YES


def _mistake(one: Verdict, habit: Habit) -> Finding:
    """The one finding that says best what went wrong; a simple slip goes before bare arithmetic."""
    remedy = remedy_of(one, habit)
    if found := slip(one, habit) or _contradicted_limit(one, habit, remedy):
        return found
    mistaken = [formula for formula in Formula if formula not in one.formulas]
    used = reproducing(mistaken, list(one.among), one.printed)
    if used:
        return _wrong_formula(one, used, remedy)
    sentence, certainty = GIVES, Certainty.HIGH
    if explained(one.formulas, list(one.among), one.printed) is Explained.LOOSELY:
        sentence, certainty = ONLY_ROUNDING, Certainty.LOW
    elif not habit.is_reliable or _is_unusual(one):
        certainty = Certainty.LOW
    return finding(one, Kind.ARITHMETIC, certainty, sentence, remedy)


def _is_unusual(one: Verdict) -> bool:
    """Targets of which agencies count in ways of their own, and limits on a guessed polarity."""
    target = one.line.target
    if target.form in (Form.RANGE, Form.RATIO) or any(way.value < 0 for way in target.ways):
        return True
    at_limit = any(way.value in CAPS for way in one.printed)
    return (
        at_limit
        and not one.line.is_money
        and any(
            (formula.of(quotient.value) or 0) >= HUNDRED
            for formula in Formula
            for quotient in one.among
            if not one.line.polarity.is_stated
        )
    )


def _contradicted_limit(one: Verdict, habit: Habit, remedy: Remedy) -> Finding | None:
    for cap in CAPS:
        if not any(way.value == cap for way in one.printed) or not habit.contradicts(cap):
            continue
        if remedy.value > cap:
            is_alone = habit.at_cap.get(cap, 0) <= 1 and habit.beyond[cap] >= 3
            certainty = Certainty.HIGH if is_alone else Certainty.LOW
            return finding(one, Kind.ARITHMETIC, certainty, NOT_A_LIMIT, remedy)
    return None


def _wrong_formula(one: Verdict, used: Formula, remedy: Remedy) -> Finding:
    polarity = one.line.polarity
    certainty = Certainty.HIGH if polarity.is_stated else Certainty.LOW
    if used is Formula.REDUCTION:
        return finding(one, Kind.FORMULA, certainty, REDUCED, remedy)
    return finding(one, Kind.FORMULA, certainty, WRONG_FORMULA, remedy, used=str(used))


def _mixed(one: Verdict, habit: Habit) -> Iterator[Finding]:
    """A saving among percentages of spending; both are in use, so this is only a hint."""
    is_spending = _SPENDING.search(one.line.heads.achievement)
    if one.line.is_money and one.formula is Formula.REDUCTION and is_spending:
        shares, savings = (habit.formulas.get(f, 0) for f in (Formula.DIVIDE, Formula.REDUCTION))
        if shares >= 3 and savings == 1:
            value = Formula.DIVIDE.of(one.among[0].value) or Decimal(0)
            remedy = Remedy(value, "")
            yield finding(one, Kind.FORMULA, Certainty.LOW, OTHER_PERCENTAGE, remedy)


def remedy_of(one: Verdict, habit: Habit) -> Remedy:
    """The figure that should stand there, by the formula that this table uses."""
    line = one.line
    formula = habit.usual(one.formulas)
    if line.polarity.direction is Direction.UNKNOWN and not line.is_money:
        formula = Formula.DIVIDE
    value = formula.of(one.among[0].value)
    if value is None:
        formula, value = Formula.MIRROR, Formula.MIRROR.of(one.among[0].value) or Decimal(0)
    return Remedy(value, how(formula, line.target.text, line.actual.text, is_money=line.is_money))


def how(formula: Formula, target: str, actual: str, *, is_money: bool = False) -> str:
    """The calculation in words, with the printed inputs."""
    if is_money:
        if formula is Formula.REDUCTION:
            return f"sisa (pagu {target} dikurangi realisasi {actual}) dibagi pagu"
        return f"realisasi {actual} dibagi pagu {target}"
    if formula is Formula.DIVIDE:
        return f"realisasi {actual} dibagi target {target}"
    if formula is Formula.INVERSE:
        return f"target {target} dibagi realisasi {actual}"
    return f"(2 × target {target} − realisasi {actual}) dibagi target"


def finding(
    one: Verdict, kind: Kind, certainty: Certainty, sentence: str, remedy: Remedy, **words: str
) -> Finding:
    """A finding in the capaian column, with the figure that should stand there."""
    line = one.line
    places = max((2, *(way.places for way in one.printed)))
    value = show(remedy.value, places=min(places, 6))
    return Finding(
        row=line.row,
        column=line.heads.achievement,
        kind=kind,
        printed=line.achievement.text,
        expected=value,
        certainty=certainty,
        sentence=sentence.format(
            what="Persentase" if line.is_money else "Capaian",
            printed=line.achievement.text,
            how=remedy.how,
            value=value,
            direction=f"{_BY_NAME[line.polarity.is_stated]} {line.polarity.direction}",
            **words,
        ),
    )


def _without_quotient(one: Verdict) -> Iterator[Finding]:
    """A target of zero, and targets in words: grades, opinions, yes and no."""
    line = one.line
    if line.target.is_number and line.actual.is_number and not line.is_money:
        yield from _zero_target(one)
    elif line.target.form is Form.WORDS and line.actual.form is Form.WORDS:
        yield from _words(one)


def _zero_target(one: Verdict) -> Iterator[Finding]:
    line, printed = one.line, one.printed[0].value
    wants_less = line.polarity.direction is Direction.DOWN
    certainty = Certainty.HIGH if line.polarity.is_stated else Certainty.LOW
    if not any(way.value for way in line.actual.ways):
        if printed < HUNDRED:
            yield _plain(one, Certainty.LOW, ZERO_TARGET_MET, "100")
    elif wants_less and printed >= HUNDRED and line.actual.ways[0].value > 0:
        yield _plain(one, certainty, ZERO_TARGET_MISSED, "0")


def _words(one: Verdict) -> Iterator[Finding]:
    line, printed = one.line, one.printed[0].value
    target, actual = line.target.text.lower(), line.actual.text.lower()
    for ladder in _LADDERS:
        if target in ladder and actual in ladder:
            is_sure = ladder[0] not in ("aa", "wtp")
            certainty = Certainty.HIGH if is_sure else Certainty.LOW
            if target == actual and printed != HUNDRED and printed != 1:
                yield _plain(one, certainty, SAME_WORD, "100")
            elif ladder.index(actual) > ladder.index(target) and printed >= HUNDRED:
                yield _plain(one, certainty, LESS_WORD, "0" if is_sure else "kurang dari 100")


def _plain(one: Verdict, certainty: Certainty, sentence: str, expected: str) -> Finding:
    line = one.line
    return Finding(
        row=line.row,
        column=line.heads.achievement,
        kind=Kind.ARITHMETIC,
        printed=line.achievement.text,
        expected=expected,
        certainty=certainty,
        sentence=sentence.format(
            what="capaian",
            printed=line.achievement.text,
            actual=line.actual.text,
            target=line.target.text,
        ),
    )
