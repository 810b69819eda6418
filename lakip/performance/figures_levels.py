"""The level of a row in a plan: programme, kegiatan, sub-kegiatan; parts against their whole."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from lakip.performance.figures_findings import Certainty, Finding, Kind
from lakip.performance.figures_lines import Line
from lakip.performance.numbers import Meaning, show

PARTS_EXCEED = (
    "{heading} “{name}” tercetak {printed}, kurang dari jumlah {count} bagian di bawahnya {value}."
)
PARTS_FALL_SHORT = (
    "{heading} “{name}” tercetak {printed}, sedangkan jumlah {count} bagian di bawahnya {value}."
)
_LEVELS = (
    (r"sub[ -]?kegiatan|sub[ -]?activity", 4),
    (r"kegiatan|activity", 3),
    (r"program", 2),
    (r"urusan|sasaran", 1),
)
FLAT = 9
# A sub-kegiatan's code ends in four digits, as 1.06.01.2.01.0001.
_NUMBERING = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){4}\.\d{4}|\d{1,2}(?:\.\d{1,2})+)\b")


def level_of(line: Line) -> int:
    """1 for the highest; FLAT where neither a column nor the name tells."""
    return _level(line.level.lower(), line.name.lower()[:40])


@lru_cache(maxsize=4096)
def _level(told: str, name: str) -> int:
    if "/" not in told:
        for pattern, level in _LEVELS:
            if told and re.match(pattern, told):
                return level
    for pattern, level in _LEVELS:
        if re.match(rf"(?:{pattern})\b", name):
            return level
    if numbered := _NUMBERING.match(name):
        return 4 + numbered[1].count(".")
    return FLAT


@dataclass(slots=True)
class _Whole:
    line: Line
    level: int
    printed: Meaning
    part_level: int = 0
    count: int = 0
    total: Decimal = Decimal(0)
    slack: Decimal = Decimal(0)


@dataclass(slots=True)
class Hierarchy:
    """Follows programmes and their parts down the rows of one column."""

    slot: str
    decimal_sign: str
    stack: list[_Whole] = field(default_factory=list)
    closed: list[_Whole] = field(default_factory=list)

    def take(self, line: Line) -> None:
        """One row, in order."""
        cell = getattr(line, self.slot)
        level = level_of(line)
        if line.total or level == FLAT:
            self.end()
            return
        while self.stack and self.stack[-1].level >= level:
            self.closed.append(self.stack.pop())
        way = cell.settled(self.decimal_sign) if cell.is_number else None
        if way is None:
            return
        if self.stack:
            whole = self.stack[-1]
            whole.part_level = whole.part_level or level
            if whole.part_level == level and whole.line.agency == line.agency:
                whole.count += 1
                whole.total += way.value
                whole.slack += way.half if way.places else 0
        self.stack.append(_Whole(line, level, way))

    def end(self) -> None:
        """The rows of this plan are over."""
        self.closed += reversed(self.stack)
        self.stack = []

    def findings(self) -> Iterator[Finding]:
        """Wholes that are not the sum of their parts.

        Parts may be left out of a published table, so that less is a mistake only where other
        wholes of the same table are complete; more than the whole always is.
        """
        self.end()
        known = [one for one in self.closed if one.count >= 2]
        complete = sum(_is_sum(one) for one in known)
        for one in known:
            if _is_sum(one):
                continue
            if one.total > one.printed.value:
                yield self._finding(one, PARTS_EXCEED, Certainty.HIGH)
            elif complete:
                yield self._finding(one, PARTS_FALL_SHORT, Certainty.LOW)

    def _finding(self, one: _Whole, sentence: str, certainty: Certainty) -> Finding:
        cell, heading = getattr(one.line, self.slot), getattr(one.line.heads, self.slot)
        value = show(one.total)
        words = {"heading": heading, "name": one.line.name, "printed": cell.text, "value": value}
        return Finding(
            row=one.line.row,
            column=heading,
            kind=Kind.TOTAL,
            printed=cell.text,
            expected=value,
            certainty=certainty,
            sentence=sentence.format(count=one.count, **words),
        )


def _is_sum(one: _Whole) -> bool:
    own = one.printed.half * 2 if one.printed.places else 0
    return abs(one.total - one.printed.value) <= one.slack + own


def check_levels(lines: Iterable[Line], signs: dict[str, str]) -> Iterator[Finding]:
    """The wholes of ceiling and of spending against their parts."""
    followed = [Hierarchy(slot, signs.get(slot, "")) for slot in ("target", "actual")]
    for line in lines:
        for one in followed:
            one.take(line)
    for one in followed:
        yield from one.findings()
