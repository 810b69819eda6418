"""Finds the sheets of a plan in a workbook that people made: which is which, and its headings.

A sheet is known by its name, or by its headings where it bears another name or is a CSV file.
Columns may stand in any order and lines may stand above. A heading that was changed is said, and
so is one that is not known; nothing is guessed.
"""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lakip.performance.forms import Fault
from lakip.performance.plan_columns import (
    COLUMNS,
    EXPLANATION,
    LISTS,
    LONGEST_TEXT,
    LONGEST_VALUE,
    Column,
    Holds,
    Sheet,
)
from lakip.performance.plan_finding import ENOUGH_HEADINGS, HEADINGS, Candidate, RawSheet, cell_name
from lakip.performance.plan_periods import (
    Period,
    What,
    fits,
    looks_like_period,
    read_heading,
    says_no_basis,
)
from lakip.performance.plan_words import in_one_line, normal

_ALIKE = 0.8

NOHEADINGS = (
    "Judul kolom lembar {sheet} tidak ditemukan. Tulis judul seperti {some} pada satu baris di "
    "atas isinya; contohnya ada pada templat."
)
NO_CODE_COLUMN = (
    "Kolom “{heading}” tidak ada di lembar {sheet}. Tulis judul itu pada baris {row}, di atas "
    "isinya."
)
RENAMED = (
    "Sel {cell} di lembar {sheet} berbunyi “{found}”; mungkin maksudnya “{heading}”. Betulkan "
    "judulnya, atau hapus kolomnya, agar jelas apa isinya."
)
BAD_PERIOD = (
    "Sel {cell} di lembar {sheet} berbunyi “{found}”, dan tidak jelas tahun atau dasarnya. Tulis "
    "seperti “{example}”."
)
UNKNOWN = "Kolom “{found}” (sel {cell} di lembar {sheet}) tidak dikenal, jadi tidak dibaca."
NO_BASIS = "Kolom “{found}” di lembar {sheet} dibaca sebagai target Renstra."
TWICE = (
    "Judul “{heading}” ada pada sel {cells} di lembar {sheet}. Hapus kolom yang tidak dipakai agar "
    "jelas isian mana yang benar."
)
OUTSIDE = (
    "Sel {cell} di lembar {sheet} berbunyi “{found}”, sedangkan rencananya {first}–{last}. "
    "Betulkan tahunnya, atau hapus kolomnya."
)
TWO_SHEETS = (
    "Lembar {first} dan {second} sama-sama berisi {sheet}. Satukan isinya, atau hapus yang tidak "
    "dipakai."
)
NOT_READ = "Lembar {sheet} bukan bagian rencana, jadi tidak dibaca."
_EXAMPLES = {
    Sheet.INDICATORS: "Target 2026 (PK)” atau “Realisasi 2025",
    Sheet.PROGRAMMES: "Pagu 2026” atau “Realisasi 2026",
}


@dataclass(frozen=True, kw_only=True)
class Headed:
    """A sheet of a plan: where its headings are, and which column fills what.

    `columns` gives the place of each key, which is a field of the model or a period's key.
    """

    sheet: Sheet
    name: str
    raw: RawSheet
    head: Sequence[Sequence[object]]
    row: int
    columns: Mapping[str, tuple[int, Column]]
    nameless: tuple[int, ...] = ()


def column_of(period: Period) -> Column:
    """The column that a period fills, as `plan_cells.judge` wants it."""
    if period.what in (What.TARGET, What.ACTUAL):
        holds, longest = Holds.VALUE, LONGEST_VALUE
    elif period.what is What.REASON:
        holds, longest = Holds.TEXT, LONGEST_TEXT
    else:
        holds, longest = Holds.MONEY, 0
    return Column(
        field=period.key, heading=period.heading, holds=holds, longest=longest, help="", width=13
    )


@dataclass
class Finder:
    """Finds the sheets; what is wrong and what should be known gathers here."""

    faults: list[Fault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def sheets(self, raw: Sequence[RawSheet]) -> dict[Sheet, Candidate]:
        """Which sheet of the file is which of the plan's, those known by name first."""
        known: dict[Sheet, Candidate] = {}
        candidates = [Candidate(each) for each in raw]
        for candidate in sorted(candidates, key=lambda each: each.named is None):
            sheet = candidate.named or candidate.guessed()
            if sheet is None:
                self._not_read(candidate)
            elif sheet in known:
                first = known[sheet].raw.name
                said = TWO_SHEETS.format(first=first, second=candidate.raw.name, sheet=sheet)
                self.faults.append(Fault(sentence=said, sheet=candidate.raw.name))
            else:
                known[sheet] = candidate
        return {sheet: known[sheet] for sheet in Sheet if sheet in known}

    def _not_read(self, candidate: Candidate) -> None:
        name = candidate.raw.name
        ours = (normal(EXPLANATION), normal(LISTS))
        if name and candidate.has_content and normal(name) not in ours:
            self.remarks.append(NOT_READ.format(sheet=name))

    def headed(
        self, sheet: Sheet, candidate: Candidate, years: tuple[int, int] | None
    ) -> Headed | None:
        """The headings of a sheet; None when they are not there, with the fault said."""
        name = candidate.raw.name or sheet
        row, score = candidate.best_row(sheet)
        if score < ENOUGH_HEADINGS:
            if candidate.has_content:
                some = ", ".join(f"“{column.heading}”" for column in COLUMNS[sheet][:3])
                said = NOHEADINGS.format(sheet=name, some=some)
                self.faults.append(Fault(sentence=said, sheet=name))
            return None
        return _Headings(self, sheet, name, candidate, row, years).headed()


class _Headings:
    """The row of headings of one sheet."""

    def __init__(
        self,
        finder: Finder,
        sheet: Sheet,
        name: str,
        candidate: Candidate,
        row: int,
        years: tuple[int, int] | None,
    ) -> None:
        self.finder, self.sheet, self.name, self.candidate = finder, sheet, name, candidate
        self.row, self.years = row, years
        self.texts = [
            (at, in_one_line(str(cell)))
            for at, cell in enumerate(candidate.head[row])
            if cell not in ("", None) and str(cell).strip()
        ]

    def headed(self) -> Headed:
        found: dict[str, list[tuple[int, Column]]] = {}
        unknown: list[tuple[int, str]] = []
        for at, text in self.texts:
            column = HEADINGS[self.sheet].get(normal(text)) or self._by_year(at, text)
            if column is not None:
                found.setdefault(column.field, []).append((at, column))
            elif not self._is_said(at):
                unknown.append((at, text))
        for places in found.values():
            if len(places) > 1:
                cells = " dan ".join(cell_name(self.row, at) for at, _ in places)
                self._fault(
                    TWICE.format(heading=places[0][1].heading, cells=cells, sheet=self.name)
                )
        for at, text in unknown:
            self._unknown(at, text, found.keys())
        if self.sheet is not Sheet.PLAN and "code" not in found:
            code = COLUMNS[self.sheet][0].heading
            self._fault(NO_CODE_COLUMN.format(heading=code, sheet=self.name, row=self.row + 1))
        columns = {key: places[0] for key, places in found.items()}
        return Headed(
            sheet=self.sheet,
            name=self.name,
            raw=self.candidate.raw,
            head=self.candidate.head,
            row=self.row,
            columns=columns,
            nameless=self._nameless(),
        )

    def _by_year(self, at: int, text: str) -> Column | None:
        period = read_heading(text, self.sheet)
        if period is None:
            return None
        if self.years and not fits(period, first_year=self.years[0], last_year=self.years[1]):
            said = OUTSIDE.format(
                cell=cell_name(self.row, at),
                sheet=self.name,
                found=text,
                first=self.years[0],
                last=self.years[1],
            )
            self._fault(said, at)
            return None
        if says_no_basis(text):
            self.finder.remarks.append(NO_BASIS.format(found=text, sheet=self.name))
        return column_of(period)

    def _is_said(self, at: int) -> bool:
        cell = cell_name(self.row, at)
        return any(f.cell == cell and f.sheet == self.name for f in self.finder.faults)

    def _unknown(self, at: int, text: str, found: object) -> None:
        cell = cell_name(self.row, at)
        missing = {
            heading: column.heading
            for heading, column in HEADINGS[self.sheet].items()
            if column.field not in found  # type: ignore[operator]
        }
        alike = difflib.get_close_matches(normal(text)[:80], missing, n=1, cutoff=_ALIKE)
        if alike:
            heading = missing[alike[0]]
            said = RENAMED.format(cell=cell, sheet=self.name, found=text[:80], heading=heading)
            self._fault(said, at)
        elif self.sheet in _EXAMPLES and looks_like_period(text):
            example = _EXAMPLES[self.sheet]
            said = BAD_PERIOD.format(cell=cell, sheet=self.name, found=text[:80], example=example)
            self._fault(said, at)
        else:
            self.finder.remarks.append(UNKNOWN.format(found=text[:80], cell=cell, sheet=self.name))

    def _nameless(self) -> tuple[int, ...]:
        width = max((len(row) for row in self.candidate.head), default=0)
        named = {at for at, _ in self.texts}
        return tuple(at for at in range(width) if at not in named)

    def _fault(self, sentence: str, at: int | None = None) -> None:
        cell = "" if at is None else cell_name(self.row, at)
        self.finder.faults.append(Fault(sentence=sentence, sheet=self.name, cell=cell))
