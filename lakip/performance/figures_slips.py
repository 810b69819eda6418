"""Slips that leave a trace: a unit missed by a factor, and a capaian copied into the realisasi."""

from collections.abc import Iterator
from decimal import Decimal

from lakip.performance.figures_cells import Cell, per_of
from lakip.performance.figures_findings import Certainty, Finding, Kind
from lakip.performance.figures_formulas import CAPS, HUNDRED, Quotient, Rounding, reproducing
from lakip.performance.figures_habits import Habit, Verdict
from lakip.performance.figures_lines import Line
from lakip.performance.figures_words import rounding_of
from lakip.performance.numbers import show

FRACTION = (
    "Capaian tercetak {printed} adalah pecahan; sebagai persen seperti baris lain seharusnya "
    "{value}."
)
FACTOR = (
    "Target {target} dan realisasi {actual} berbeda satuan dengan faktor {factor}: capaian "
    "{printed} baru diperoleh bila satuannya disamakan."
)
FRACTION_OF_PERCENT = (
    "Target {target} dan realisasi {actual} tampaknya berbeda satuan (pecahan dan persen): "
    "perbandingannya mendekati 100 kali."
)
OTHER_BASE = "{what} tercetak {printed}, padahal {against}."
SAME_AS_RESULT = (
    "Realisasi {actual} sama dengan capaian yang tercetak, padahal target {target} bukan 100: "
    "salah satunya tersalin. Capaian dari realisasi itu {value}; realisasi dari capaian itu {back}."
)
NO_COUNT = (
    "Realisasi {actual} bukan hitungan {unit} yang utuh; {actual} persen dari target {target} "
    "adalah {back}, jadi tampaknya capaian tersalin ke kolom realisasi."
)

_FACTORS = tuple(Decimal(power) for power in ("100", "1000", "1000000", "1000000000"))
_FAR_BEYOND = Decimal(5)
# Two figures of one thing that differ by about a hundred, not exactly: 0,95 against 97.
_ABOUT_HUNDRED = (Decimal(50), Decimal(200))


def slip(one: Verdict, habit: Habit) -> Finding | None:
    """The unit slip that explains a capaian which no formula gives, if there is one."""
    if one.is_fraction:
        certainty = Certainty.HIGH if habit.reproduced else Certainty.LOW
        value = show(one.printed[0].value * HUNDRED)
        sentence = FRACTION.format(printed=one.line.achievement.text, value=value)
        return _finding(
            one.line, one.line.heads.achievement, one.line.achievement, value, certainty, sentence
        )
    if not any(1 < way.value < 1000 for way in one.printed):
        return None
    for factor in _FACTORS:
        for by in (factor, 1 / factor):
            if reproducing(one.formulas, _scaled(one.among, by), one.printed):
                return _factor(one, factor, by)
    return None


def _scaled(among: tuple[Quotient, ...], by: Decimal) -> list[Quotient]:
    return [
        Quotient(q.value * by, q.low * by, q.high * by, q.loose_low * by, q.loose_high * by, False)
        for q in among
    ]


def _factor(one: Verdict, factor: Decimal, by: Decimal) -> Finding:
    line = one.line
    expected = show(line.actual.ways[0].value * by) if line.actual.ways else ""
    sentence = FACTOR.format(
        target=line.target.text,
        actual=line.actual.text,
        factor=show(factor),
        printed=line.achievement.text,
    )
    kind_is_sure = one.printed[0].places > 0 or int(one.printed[0].value) % 10 != 0
    certainty = Certainty.HIGH if kind_is_sure else Certainty.LOW
    return _finding(line, line.heads.actual, line.actual, expected, certainty, sentence)


def pasted(one: Verdict, value: Decimal) -> Finding | None:
    """A realisasi that equals the printed capaian though the target is not 100.

    Where both stand at a limit this may be chance, unless the realisasi is far beyond the target.
    """
    line = one.line
    if line.is_money or not line.actual.is_number or not line.target.is_number:
        return None
    same = {way.value for way in line.actual.ways} & {way.value for way in one.printed}
    if not same or 0 in same or any(way.value == HUNDRED for way in line.target.ways):
        return None
    certainty = Certainty.HIGH
    if same & set(CAPS):
        if line.rounding is not Rounding.EXACT or one.among[0].value < _FAR_BEYOND:
            return None
        certainty = Certainty.LOW
    back = show(next(iter(same)) * line.target.ways[0].value / HUNDRED, places=2)
    sentence = SAME_AS_RESULT.format(
        actual=line.actual.text, target=line.target.text, value=show(value, places=2), back=back
    )
    return Finding(
        line.row, line.heads.actual, Kind.PASTED, line.actual.text, back, certainty, sentence
    )


def bases(line: Line) -> Iterator[Finding]:
    """`per 1000` in one place and `per 100.000` in another, of the same line."""
    unit = per_of(line.unit)
    if unit:
        for cell, heading, what in (
            (line.target, line.heads.target, "Target"),
            (line.actual, line.heads.actual, "Realisasi"),
        ):
            if cell.per and cell.per != unit:
                against = f"satuan indikator ini {line.unit}"
                yield _other_base(line, cell, heading, what, against, unit)
    elif line.target.per and line.actual.per and line.target.per != line.actual.per:
        against = f"target tercetak {line.target.text}"
        yield _other_base(
            line, line.actual, line.heads.actual, "Realisasi", against, line.target.per
        )


def _other_base(
    line: Line, cell: Cell, heading: str, what: str, against: str, base: int
) -> Finding:
    shown = show(Decimal(base))
    sentence = OTHER_BASE.format(what=what, printed=cell.text, against=against)
    figure = show(cell.ways[0].value) if cell.ways else ""
    return _finding(line, heading, cell, f"{figure} per {shown}", Certainty.HIGH, sentence)


def hidden(one: Verdict) -> Iterator[Finding]:
    """Slips in a line whose capaian fits or is not printed: its inputs were wrong already."""
    line = one.line
    if line.is_money or line.total or not (line.target.is_number and line.actual.is_number):
        return
    rounding = rounding_of(line.unit, line.name, False)
    found = _about_hundred(one) if rounding is Rounding.MEASURED else _no_count(line)
    if found:
        yield found


def _about_hundred(one: Verdict) -> Finding | None:
    low, high = _ABOUT_HUNDRED
    for quotient in one.among:
        size = quotient.value if quotient.value >= 1 else _inverse(quotient.value)
        if not low <= size <= high:
            return None
    if not one.among:
        return None
    line = one.line
    smaller = min(line.target.ways[0].value, line.actual.ways[0].value)
    is_sure = (
        smaller <= 1 and bool(line.unit) and rounding_of(line.unit, "", False) is Rounding.MEASURED
    )
    certainty = (
        Certainty.HIGH
        if is_sure and "%" in line.unit + line.target.text + line.actual.text
        else Certainty.LOW
    )
    by = HUNDRED if one.among[0].value < 1 else 1 / HUNDRED
    expected = show(line.actual.ways[0].value * by)
    sentence = FRACTION_OF_PERCENT.format(target=line.target.text, actual=line.actual.text)
    return _finding(line, line.heads.actual, line.actual, expected, certainty, sentence)


def _inverse(value: Decimal) -> Decimal:
    return 1 / value if value else Decimal(0)


def _no_count(line: Line) -> Finding | None:
    """73,33 nagari of 15: a percentage where whole things are counted."""
    target, actual = line.target.ways[0], line.actual.ways[0]
    if (
        len(line.actual.ways) > 1
        or target.places
        or not actual.places
        or actual.value <= target.value
    ):
        return None
    back = actual.value * target.value / HUNDRED
    if abs(back - back.to_integral_value()) * HUNDRED > target.value * actual.half * 2:
        return None
    whole = show(back, places=0)
    sentence = NO_COUNT.format(
        actual=line.actual.text, unit=line.unit, target=line.target.text, back=whole
    )
    return Finding(
        line.row, line.heads.actual, Kind.PASTED, line.actual.text, whole, Certainty.LOW, sentence
    )


def _finding(
    line: Line, heading: str, cell: Cell, expected: str, certainty: Certainty, sentence: str
) -> Finding:
    return Finding(line.row, heading, Kind.UNIT, cell.text, expected, certainty, sentence)
