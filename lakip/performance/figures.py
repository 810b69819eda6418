"""The number checker: finds mistakes in any table of figures, ours or a published one.

`check` takes a table (see `tables`), `check_row` one figure while it is entered. Both give
findings: where, what is printed, what it should be and why, and how sure that is. Nothing is
changed, and what the table does not tell is not guessed: a row is a mistake only when no
reading of its figures, no formula and no rounding explains it.
"""

from collections.abc import Iterator
from decimal import Decimal

from lakip.performance.figures_achievement import judge, remedy_of
from lakip.performance.figures_categories import check_categories
from lakip.performance.figures_cells import EMPTY, Cell, read_cell
from lakip.performance.figures_findings import Certainty, Finding, Kind
from lakip.performance.figures_habits import Habit, Verdict, verdict
from lakip.performance.figures_levels import check_levels
from lakip.performance.figures_lines import Block, Heads, Line, blocks_of
from lakip.performance.figures_polarity import Polarity, polarity_of
from lakip.performance.figures_slips import bases, hidden
from lakip.performance.figures_text import check_texts
from lakip.performance.figures_totals import Totals, is_averaged
from lakip.performance.figures_trend import check_plausibility
from lakip.performance.numbers import show
from lakip.performance.tables import Table

__all__ = ["Certainty", "Finding", "Kind", "check", "check_row"]

WRONG_REST = (
    "{heading} tercetak {printed}; pagu {target} dikurangi realisasi {actual} sama dengan {value}."
)


def check(table: Table) -> list[Finding]:
    """The mistakes of a table in the order of its rows. Time is linear in the rows."""
    found = [finding for block in blocks_of(table) for finding in _check_block(block)]
    return sorted(dict.fromkeys(found), key=lambda one: one.row)


def check_row(
    *,
    target: str,
    actual: str,
    achievement: str = "",
    name: str = "",
    unit: str = "",
    polarity: Polarity | None = None,
    prior_target: str = "",
    prior_actual: str = "",
    category: str = "",
    text: str = "",
) -> list[Finding]:
    """The mistakes of one figure while it is entered, row 1, with the usual headings.

    `polarity` is what the indicator states; without it the name is all there is to guess from.
    """
    line = Line(
        row=1,
        heads=Heads(),
        name=name,
        unit=unit,
        polarity=polarity or polarity_of("", name),
        target=read_cell(target),
        actual=read_cell(actual),
        achievement=read_cell(achievement),
        prior_target=read_cell(prior_target),
        prior_actual=read_cell(prior_actual),
        category=category,
        texts=(("Uraian", text),) if text.strip() else (),
    )
    one = verdict(line)
    return [*_check_line(one, Habit()), *check_categories([one])]


def _check_block(block: Block) -> Iterator[Finding]:
    verdicts = [verdict(line) for line in block.lines]
    habits: dict[tuple[str, str], Habit] = {}
    for one in verdicts:
        habits.setdefault((one.line.agency, one.line.year), Habit()).add(one)
    signs = _signs(block.lines)
    totals = Totals(signs) if any(line.total for line in block.lines) else None
    for one in verdicts:
        habit = habits[one.line.agency, one.line.year]
        yield from _check_line(one, habit, is_mean=totals is not None and is_averaged(one, totals))
        if totals:
            yield from totals.take(one, _recomputed(one, habit))
    if block.group.is_money:
        yield from check_levels(block.lines, signs)
    yield from check_categories(verdicts)


def _check_line(one: Verdict, habit: Habit, *, is_mean: bool = False) -> Iterator[Finding]:
    slips = [*bases(one.line)]
    judged = [] if is_mean else [*judge(one, habit)]
    if not judged and not slips:
        slips += hidden(one)
    yield from slips
    yield from judged
    yield from _rest(one.line)
    yield from check_plausibility(one, has_slip=bool(slips or judged))
    yield from check_texts(one)


def _recomputed(one: Verdict, habit: Habit) -> Decimal | None:
    """What a wrong capaian should have been, for averages that were made of the right figures."""
    if one.is_judged and one.formula is None and not one.line.total:
        return remedy_of(one, habit).value
    return None


def _rest(line: Line) -> Iterator[Finding]:
    """What is left of a ceiling: pagu less realisasi."""
    if not line.rest.is_number or not (line.target.is_number and line.actual.is_number):
        return
    for rest in line.rest.ways:
        for ceiling in line.target.ways:
            for spent in line.actual.ways:
                slack = sum((one.half for one in (rest, ceiling, spent) if one.places), Decimal(0))
                if abs(ceiling.value - spent.value - rest.value) <= slack:
                    return
    value = show(line.target.ways[0].value - line.actual.ways[0].value)
    sentence = WRONG_REST.format(
        heading=line.heads.rest,
        printed=line.rest.text,
        target=line.target.text,
        actual=line.actual.text,
        value=value,
    )
    yield Finding(
        line.row, line.heads.rest, Kind.ARITHMETIC, line.rest.text, value, Certainty.HIGH, sentence
    )


def _signs(lines: list[Line]) -> dict[str, str]:
    """The decimal sign that each column shows where it is beyond doubt; "" where nowhere."""
    signs, everywhere = {}, {",": 0, ".": 0}
    for slot in ("target", "actual", "achievement"):
        counts = {",": 0, ".": 0}
        for line in lines:
            cell: Cell = getattr(line, slot, EMPTY)
            if len(cell.ways) == 1 and cell.ways[0].decimal_sign:
                counts[cell.ways[0].decimal_sign] += 1
                everywhere[cell.ways[0].decimal_sign] += 1
        signs[slot] = _most(counts)
    return {slot: sign or _most(everywhere) for slot, sign in signs.items()}


def _most(counts: dict[str, int]) -> str:
    best = max(counts, key=lambda sign: counts[sign])
    return best if counts[best] else ""
