"""Totals, subtotals and averages against the rows above them; programmes against their parts.

One pass over the rows with running sums, so the time is linear. A total is right when any way of
summing gives it: since the last total, since the beginning, of the subtotals, of one level, of
one sasaran. Only when none does it is a mistake.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from lakip.performance.figures_cells import Cell
from lakip.performance.figures_findings import Certainty, Finding, Kind
from lakip.performance.figures_formulas import HUNDRED, ZERO
from lakip.performance.figures_habits import Verdict
from lakip.performance.figures_levels import level_of
from lakip.performance.figures_lines import Line
from lakip.performance.figures_words import Total
from lakip.performance.numbers import show

WRONG_SUM = (
    "{heading} pada baris {name} tercetak {printed}; jumlah {count} baris di atasnya {value}."
)
WRONG_AVERAGE = (
    "{heading} pada baris {name} tercetak {printed}; rata-rata {count} baris di atasnya {value}."
)
# Limits on what is averaged, beside none.
_AVERAGED_UP_TO = (Decimal(100), Decimal(110), Decimal(120), Decimal(150))
# A total within these times its parts is theirs; farther off, parts may have been left out.
_NEAR = (Decimal("0.5"), Decimal("1.25"))
_SLOTS = ("target", "actual", "achievement")


@dataclass(slots=True)
class Sum:
    """A running sum: how many figures, their sum, and how far rounding may have moved it."""

    count: int = 0
    value: Decimal = ZERO
    slack: Decimal = ZERO
    places: int = 0
    beyond: list[Decimal] = field(default_factory=lambda: [ZERO] * len(_AVERAGED_UP_TO))

    def add(self, value: Decimal, places: int) -> None:
        """Count one more figure."""
        self.count += 1
        self.value += value
        self.places = max(self.places, places)
        if places:
            self.slack += Decimal(5).scaleb(-places - 1)
        if value <= _AVERAGED_UP_TO[0]:
            # Most figures are below every limit; then one sum of what goes beyond them is enough.
            return
        for at, cap in enumerate(_AVERAGED_UP_TO):
            if value > cap:
                self.beyond[at] += value - cap

    def averages(self) -> list[Decimal]:
        """The mean, and the means of the limited figures."""
        limited = (self.value - beyond for beyond in self.beyond)
        return [self.value / self.count, *(value / self.count for value in limited)]


@dataclass(slots=True)
class Running:
    """The sums of one column since various beginnings."""

    since_total: Sum = field(default_factory=Sum)
    since_start: Sum = field(default_factory=Sum)
    recomputed: Sum = field(default_factory=Sum)
    recomputed_since_total: Sum = field(default_factory=Sum)
    totals: Sum = field(default_factory=Sum)
    by_level: defaultdict[int, Sum] = field(default_factory=lambda: defaultdict(Sum))
    by_level_since_total: defaultdict[int, Sum] = field(default_factory=lambda: defaultdict(Sum))
    by_objective: defaultdict[str, Sum] = field(default_factory=lambda: defaultdict(Sum))

    def part(self, line: Line, value: Decimal, places: int, recomputed: Decimal) -> None:
        """A row that is no total."""
        level = level_of(line)
        for one in (
            self.since_total,
            self.since_start,
            self.by_level[level],
            self.by_level_since_total[level],
            self.by_objective[line.objective],
        ):
            one.add(value, places)
        if line.target.text or line.actual.text:
            # The average of a sasaran may stand above its indicators; that row is no part.
            self.recomputed.add(recomputed, places)
            self.recomputed_since_total.add(recomputed, places)

    def candidates(self, line: Line) -> list[Sum]:
        """Every sum that a total row may mean, the most likely first."""
        likely = [self.since_total]
        if len(self.by_level_since_total) > 1:
            likely.insert(0, self.by_level_since_total[min(self.by_level_since_total)])
        if not self.since_total.count:
            likely.insert(0, self.totals)
        elif self.totals.count and self.since_total.count:
            both = Sum(self.totals.count + self.since_total.count)
            both.value = self.totals.value + self.since_total.value
            both.slack = self.totals.slack + self.since_total.slack
            both.places = max(self.totals.places, self.since_total.places)
            pairs = zip(self.totals.beyond, self.since_total.beyond, strict=True)
            both.beyond = [one + other for one, other in pairs]
            likely.append(both)
        others = [
            self.since_start,
            self.totals,
            *self.by_level.values(),
            *self.by_level_since_total.values(),
            *([self.by_objective[line.objective]] if line.objective in self.by_objective else []),
            self.recomputed,
            self.recomputed_since_total,
        ]
        return [one for one in (*likely, *others) if one.count]

    def close(self, value: Decimal | None, places: int) -> None:
        """A total row was passed: what follows is counted anew."""
        if value is not None:
            self.totals.add(value, places)
        self.since_total = Sum()
        self.recomputed_since_total = Sum()
        self.by_level_since_total = defaultdict(Sum)


@dataclass(slots=True)
class Totals:
    """Checks the totals of one group of columns, row after row."""

    signs: dict[str, str]
    agency: str = ""
    running: dict[str, Running] = field(default_factory=dict)
    units: set[str] = field(default_factory=set)
    # How many total rows fitted in some column, so that their parts are all there.
    complete: int = 0

    def take(self, one: Verdict, remedy: Decimal | None) -> Iterator[Finding]:
        """One row: a part is added, a total is checked."""
        line = one.line
        if line.agency != self.agency:
            self.agency, self.running, self.units, self.complete = line.agency, {}, set(), 0
        if line.total is Total.NONE:
            self._add(line, remedy)
            return
        fitting = {slot: self._fits(one, slot) for slot in _SLOTS}
        is_complete = True in fitting.values()
        self.complete += is_complete
        for slot, fits in fitting.items():
            if fits is False:
                yield from self._findings(line, slot, is_complete=is_complete)
        for slot in _SLOTS:
            cell: Cell = getattr(line, slot)
            way = cell.settled(self.signs.get(slot, "")) if cell.is_number else None
            is_sum = line.total is Total.SUM
            self.running[slot].close(
                way.value if way and is_sum else None, way.places if way else 0
            )

    def _add(self, line: Line, remedy: Decimal | None) -> None:
        self.units.add(line.unit.lower())
        for slot in _SLOTS:
            cell: Cell = getattr(line, slot)
            way = cell.settled(self.signs.get(slot, "")) if cell.is_number else None
            if way:
                recomputed = remedy if slot == "achievement" and remedy is not None else way.value
                running = self.running.setdefault(slot, Running())
                running.part(line, way.value, way.places, recomputed)

    def _is_checked(self, one: Verdict, slot: str) -> bool:
        """Not where a percentage fits its own row, nor where unlike units would be summed."""
        line = one.line
        if slot == "achievement":
            return not one.among
        return line.is_money or len(self.units) == 1

    def _fits(self, one: Verdict, slot: str) -> bool | None:
        """Whether some way of summing gives the printed total; None where that is not judged."""
        line, running = one.line, self.running.setdefault(slot, Running())
        cell: Cell = getattr(line, slot)
        candidates = running.candidates(line)
        if not cell.is_number or not candidates or candidates[0].count < 2:
            return None
        if not self._is_checked(one, slot):
            return None
        may_be_mean = line.total is Total.AVERAGE or slot == "achievement"
        for way in cell.ways:
            own = way.half * 2 if way.places else ZERO
            for meant in candidates:
                slack = own + meant.slack / meant.count
                if may_be_mean and any(abs(way.value - mean) <= slack for mean in meant.averages()):
                    return True
                is_sum = abs(way.value - meant.value) <= own + meant.slack
                if is_sum and line.total is Total.SUM:
                    return True
        return False

    def _findings(self, line: Line, slot: str, *, is_complete: bool) -> Iterator[Finding]:
        cell: Cell = getattr(line, slot)
        meant = self.running[slot].candidates(line)[0]
        is_average = line.total is Total.AVERAGE
        if not (is_average or self.complete) and _is_an_excerpt(cell, meant):
            return
        printed = cell.settled(self.signs.get(slot, ""))
        value = meant.averages()[0] if is_average else meant.value
        is_near = bool(printed and value and _NEAR[0] <= printed.value / value <= _NEAR[1])
        is_flat = slot == "achievement" or len(self.running[slot].by_level) == 1
        is_sure = is_complete or (is_near and line.is_plain_total)
        is_sure = is_sure and is_flat and (line.is_money or is_average)
        shown = show(value, places=2 if is_average else max(meant.places, 0))
        yield Finding(
            row=line.row,
            column=getattr(line.heads, slot),
            kind=Kind.TOTAL,
            printed=cell.text,
            expected=shown,
            certainty=Certainty.HIGH if is_sure else Certainty.LOW,
            sentence=(WRONG_AVERAGE if is_average else WRONG_SUM).format(
                heading=getattr(line.heads, slot),
                name=f"“{line.name}”" if line.name else line.total.value,
                printed=cell.text,
                count=meant.count,
                value=shown,
            ),
        )


def _is_an_excerpt(cell: Cell, meant: Sum) -> bool:
    """A total far above its parts: a published table may leave parts out."""
    printed = cell.ways[0].value
    if meant.value <= 0 or printed <= 2 * meant.value:
        return False
    times = printed / meant.value
    return not any(abs(times / power - 1) < Decimal("0.02") for power in (10, 100, 1000))


def is_averaged(one: Verdict, totals: Totals) -> bool:
    """Whether the percentage of a total row is the mean or sum of those above it.

    Then no formula need give it. A mean of 100 is left out: that is what a limit looks like.
    """
    running = totals.running.get("achievement")
    if not one.line.total or not one.among or running is None:
        return False
    for way in one.printed:
        for meant in running.candidates(one.line):
            slack = way.half * 2 + meant.slack / meant.count
            if any(abs(way.value - mean) <= slack for mean in meant.averages() if mean != HUNDRED):
                return True
            if not one.line.is_money and abs(way.value - meant.value) <= slack * meant.count:
                return True
    return False
