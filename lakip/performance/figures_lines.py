"""The rows of a table as lines that can be judged: one for each row and group of columns."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from lakip.performance.figures_cells import EMPTY, Cell, Raw, read_cell
from lakip.performance.figures_formulas import Rounding
from lakip.performance.figures_groups import Group, groups_of
from lakip.performance.figures_labels import is_label
from lakip.performance.figures_polarity import UNKNOWN, Polarity, polarity_of
from lakip.performance.figures_words import Total, rounding_of, total_of
from lakip.performance.numbers import show
from lakip.performance.tables import Row, Table
from lakip.performance.tables_headings import END, PRIOR, Column, Role

_SMALL_SUM = 1_000_000


@dataclass(frozen=True, slots=True)
class Heads:
    """The headings of a group as printed, for the findings."""

    target: str = "Target"
    actual: str = "Realisasi"
    achievement: str = "Capaian"
    category: str = "Kategori"
    rest: str = "Sisa"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of one group, read but not yet judged."""

    row: int
    heads: Heads = Heads()
    name: str = ""
    unit: str = ""
    agency: str = ""
    objective: str = ""
    level: str = ""
    polarity: Polarity = UNKNOWN
    target: Cell = EMPTY
    other_targets: tuple[Cell, ...] = ()
    actual: Cell = EMPTY
    achievement: Cell = EMPTY
    rest: Cell = EMPTY
    prior_target: Cell = EMPTY
    prior_actual: Cell = EMPTY
    history: str = ""
    year: str = ""
    category: str = ""
    texts: tuple[tuple[str, str], ...] = ()
    trend: tuple[str, str] = ("", "")
    is_money: bool = False
    total: Total = Total.NONE
    is_plain_total: bool = True

    @property
    def rounding(self) -> Rounding:
        """How the inputs of this line may have been rounded before they were printed."""
        rounding = rounding_of(self.unit, self.name, self.is_money)
        if self.is_money and self.target.ways and self.target.ways[0].value < _SMALL_SUM:
            # A ceiling that small is not in rupiah but in millions or more, whatever is named.
            return Rounding.DISPLAYED
        return rounding


@dataclass(slots=True)
class Block:
    """All lines of one group of columns."""

    group: Group
    heads: Heads
    lines: list[Line] = field(default_factory=list)


def blocks_of(table: Table) -> list[Block]:
    """The lines of a table, group by group. Linear in the number of cells."""
    groups = groups_of(table.columns)
    places = _Places(table.columns, groups)
    blocks = [Block(group, _heads(group, places)) for group in groups]
    agency = objective = ""
    for row in table.rows:
        about = places.about(row, agency, objective)
        agency, objective = about.agency, about.objective
        for block in blocks:
            block.lines.append(places.line(row, block, about))
    return blocks


@dataclass(frozen=True, slots=True)
class _About:
    """What a row says of itself beside its figures."""

    name: str
    unit: str
    agency: str
    objective: str
    level: str
    polarity: Polarity
    year: str
    history: str
    category: str
    texts: tuple[tuple[str, str], ...]
    trend: tuple[str, str]
    total: Total
    is_plain_total: bool


class _Places:
    """Where in a row each thing stands."""

    def __init__(self, columns: tuple[Column, ...], groups: list[Group]) -> None:
        self.by_role: dict[Role, list[Column]] = {}
        for column in columns:
            self.by_role.setdefault(column.role, []).append(column)
        self.main = _main(groups)
        self.is_budget = bool(groups) and all(group.is_money for group in groups)
        names = self.by_role.get(Role.INDICATOR, [])
        if not names:
            names = self.by_role.pop(Role.REMARK, [])[:1]
        best = [one for one in names if re.search("indi[ck]at|iku", one.heading, re.IGNORECASE)]
        self.name = best[-1] if best else next(iter(names), None)
        self.labels = [*names, *self.by_role.get(Role.OBJECTIVE, []), *columns[:2]]

    def first(self, row: Row, role: Role) -> str:
        """The text of the row's first column of that role."""
        return next((_text(row, one) for one in self.by_role.get(role, ())), "")

    def about(self, row: Row, agency: str, objective: str) -> _About:
        """What the row says of itself; blank cells below a merged cell mean the same again."""
        name = _text(row, self.name) if self.name else ""
        unit = self.first(row, Role.UNIT)
        total, is_plain = self._total(row, unit)
        category, texts = self._words(row)
        return _About(
            name=name,
            unit=unit,
            agency=self.first(row, Role.AGENCY) or agency,
            objective=self.first(row, Role.OBJECTIVE) or objective,
            level=self.first(row, Role.LEVEL),
            polarity=polarity_of(self.first(row, Role.POLARITY), name),
            year=self.first(row, Role.YEAR),
            history=self.first(row, Role.HISTORY),
            category=category,
            texts=texts,
            trend=next(
                ((one.heading, _text(row, one)) for one in self.by_role.get(Role.TREND, ())),
                ("", ""),
            ),
            total=total,
            is_plain_total=is_plain,
        )

    def _total(self, row: Row, unit: str) -> tuple[Total, bool]:
        for column in self.labels:
            if text := _text(row, column):
                total, is_plain = total_of(text, is_money=self.is_budget, has_unit=bool(unit))
                if total:
                    return total, is_plain
        return Total.NONE, True

    def _words(self, row: Row) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The category and the texts; a remark is either, by what stands in it."""
        category = self.first(row, Role.CATEGORY)
        texts = [(one.heading, _text(row, one)) for one in self.by_role.get(Role.TEXT, ())]
        for one in self.by_role.get(Role.REMARK, ()):
            text = _text(row, one)
            if is_label(text):
                category = category or text
            else:
                texts.append((one.heading, text))
        return category, tuple(text for text in texts if text[1])

    def line(self, row: Row, block: Block, about: _About) -> Line:
        """The line of this row in that group."""
        group, is_main = block.group, block.group is self.main
        targets = [_cell(row, one) for one in group.targets]
        return Line(
            row=row.number,
            heads=block.heads,
            name=about.name,
            unit=about.unit,
            agency=about.agency,
            objective=about.objective,
            level=about.level,
            polarity=about.polarity,
            target=targets[0] if targets else EMPTY,
            other_targets=tuple(targets[1:]),
            actual=_cell(row, group.actual),
            achievement=_cell(row, group.achievement),
            rest=_cell(row, group.rest),
            prior_target=_cell(row, group.prior_target),
            prior_actual=_cell(row, group.prior_actual),
            history=about.history if is_main else "",
            year=about.year or _year_of(group),
            category=about.category if is_main else "",
            texts=about.texts if is_main else (),
            trend=about.trend if is_main else ("", ""),
            is_money=group.is_money,
            total=about.total,
            is_plain_total=about.is_plain_total,
        )


def _year_of(group: Group) -> str:
    """The year that a heading of the group names, "" where none does."""
    periods = [one.period for one in (group.actual, group.achievement, group.target) if one]
    return next((period for period in periods if period.isdigit()), "")


def _main(groups: list[Group]) -> Group | None:
    """The group that the words of a row speak of: the latest of this table's own year."""
    current = [one for one in groups if one.period not in (PRIOR, END)] or groups
    figures = [one for one in current if not one.is_money] or current
    return max(
        figures,
        key=lambda one: (
            bool(one.achievement),
            int(one.period) if one.period.isdigit() else 9999,
            one.achievement.at if one.achievement else 0,
        ),
        default=None,
    )


def _heads(group: Group, places: _Places) -> Heads:
    category = places.by_role.get(Role.CATEGORY) or places.by_role.get(Role.REMARK)
    return Heads(
        target=group.target.heading if group.target else "",
        actual=group.actual.heading if group.actual else "",
        achievement=group.achievement.heading if group.achievement else "",
        category=category[0].heading if category else "",
        rest=group.rest.heading if group.rest else "",
    )


def _raw(row: Row, column: Column | None) -> Raw:
    if column is None or column.at >= len(row.cells):
        return ""
    return row.cells[column.at]


def _text(row: Row, column: Column) -> str:
    raw = _raw(row, column)
    return " ".join(raw.split()) if isinstance(raw, str) else show(raw)


def _cell(row: Row, column: Column | None) -> Cell:
    return _read(_raw(row, column)) if column else EMPTY


# Figures repeat in long tables; reading one is the dearest part of checking it.
_read = lru_cache(maxsize=1 << 15)(read_cell)
