"""Reads the rows of a plan's sheets as records, with a sentence for everything to be mended.

A record says for each key (a field of the model, or a period) a canonical text, or that what is
there is taken away. A cell that is empty says nothing: what is there stays. What only the database
can tell, such as whether a bidang exists, is judged by `lakip.papers.plans.comparing`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from lakip.performance.forms import Fault
from lakip.performance.numbers import Unreadable
from lakip.performance.plan_cells import (
    PLAIN,
    Faulty,
    Measure,
    judge,
    plain,
    words_of,
)
from lakip.performance.plan_columns import Column, Holds, Sheet
from lakip.performance.plan_finding import RawSheet, cell_name
from lakip.performance.plan_headings import Finder, Headed
from lakip.performance.plan_periods import What, period_of
from lakip.performance.plan_records import Known, ReadPlan, Record, refused
from lakip.performance.plan_words import grades_of
from lakip.performance.values import Kind

LARGEST = 1e18
SMALLEST = 1e-9
MOST_ROWS, MOST_FAULTS, MOST_REMARKS = 200_000, 200, 30

AT = "Sel {cell} di lembar {sheet} {says}"
SAYS = "Sel {cell} di lembar {sheet}: {says}"
NOTHING = (
    "Berkas ini tidak memuat lembar rencana. Pakai templatnya: lembar Rencana, Sasaran, Indikator, "
    "dan Program, masing-masing dengan judul kolomnya."
)
NO_PLAN = (
    "Lembar Rencana belum diisi. Tulis nama rencana, tahun pertama, dan tahun terakhirnya pada "
    "satu baris di bawah judul kolom."
)
TWO_PLANS = (
    "Lembar {sheet} memuat lebih dari satu rencana (baris {first} dan {second}). Hapus satu."
)
ENDS_BEFORE = (
    "Sel {cell} di lembar {sheet}: tahun terakhir {last} mendahului tahun pertama {first}. "
    "Betulkan salah satunya."
)
TOO_MANY_YEARS = (
    "Sel {cell} di lembar {sheet}: rencana {first}–{last} lebih dari {most} tahun. Betulkan "
    "tahunnya."
)
LONGEST_PLAN = 25
NO_CODE = (
    "Baris {row} di lembar {sheet} berisi, tetapi kodenya kosong. Tulis kodenya di sel {cell}, "
    "atau hapus barisnya."
)
DOUBLED = (
    "Kode {code} ada pada sel {first} dan {second} di lembar {sheet}. Setiap baris perlu kode yang "
    "berbeda; ubah salah satu, atau hapus baris yang keliru."
)
MERGED = (
    "Sel {cells} di lembar {sheet} digabung, sehingga tidak jelas isinya milik baris mana. "
    "Batalkan penggabungan sel, lalu isi tiap baris sendiri."
)
BOTH = (
    "Sel {cell} di lembar {sheet}: realisasi {year} diisi dan alasan belum ada juga diisi. Hapus "
    "salah satunya."
)
NO_HEADING = "Kolom {letters} di lembar {sheet} berisi, tetapi tanpa judul, jadi tidak dibaca."
TOO_LONG = (
    "Lembar {sheet} mempunyai lebih dari {most} baris. Hapus baris yang tidak dipakai, atau bagi "
    "menjadi beberapa berkas."
)
CODE_IS_NUMBER = (
    "Kode di lembar {sheet} tersimpan sebagai angka, misalnya sel {cell}; 1.10 dan 1.1 lalu sama. "
    "Ubah format kolomnya menjadi Teks bila ada kode seperti itu."
)
MORE = "Masih ada {count} hal lain yang perlu diperbaiki; perbaiki dulu yang di atas."


def read(raw: Sequence[RawSheet], known: Known) -> ReadPlan:
    """What the sheets say of a plan; never raises for what stands in them."""
    return _Reading(known).read(raw)


@dataclass
class _Reading:
    """One file being read."""

    known: Known
    records: list[Record] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    names: dict[Sheet, str] = field(default_factory=dict)
    columns: dict[Sheet, dict[str, int]] = field(default_factory=dict)

    def read(self, raw: Sequence[RawSheet]) -> ReadPlan:
        finder = Finder(self.faults, self.remarks)
        found = finder.sheets(raw)
        if not found and not self.faults:
            return refused(NOTHING)
        years = self.known.years
        for sheet, candidate in found.items():
            headed = finder.headed(sheet, candidate, years)
            if headed is None:
                continue
            self.names[sheet] = headed.name
            self.columns[sheet] = {key: at for key, (at, _) in headed.columns.items()}
            self.records += _Rows(self, headed).records()
            if sheet is Sheet.PLAN:
                years = self._years(headed) or years
        if years is None and not self.faults:
            self.faults.append(Fault(sentence=NO_PLAN, sheet=Sheet.PLAN))
        return ReadPlan(
            records=tuple(self.records),
            names=self.names,
            columns=self.columns,
            faults=self._few_faults(),
            remarks=tuple(dict.fromkeys(self.remarks))[:MOST_REMARKS],
        )

    def _few_faults(self) -> tuple[Fault, ...]:
        more = len(self.faults) - MOST_FAULTS
        if more <= 0:
            return tuple(self.faults)
        return (*self.faults[:MOST_FAULTS], Fault(sentence=MORE.format(count=more)))

    def _years(self, headed: Headed) -> tuple[int, int] | None:
        """The years that the sheet of the plan says, once they were found sound."""
        if not self.records:
            return None
        record, *others = self.records
        if others:
            said = TWO_PLANS.format(sheet=headed.name, first=record.row, second=others[0].row)
            self.faults.append(Fault(sentence=said, sheet=headed.name))
            return None
        before = self.known.years or (0, 0)
        first, last = (
            int(record.said.get(key) or before[at])
            for at, key in enumerate(("first_year", "last_year"))
        )
        if not first or not last:
            return None
        at = self.columns[Sheet.PLAN].get("last_year", 0)
        cell = cell_name(record.row - 1, at)
        if last < first or last - first >= LONGEST_PLAN:
            sentence = ENDS_BEFORE if last < first else TOO_MANY_YEARS
            said = sentence.format(
                cell=cell, sheet=headed.name, first=first, last=last, most=LONGEST_PLAN
            )
            self.faults.append(Fault(sentence=said, sheet=headed.name, cell=cell))
            return None
        return first, last


class _Rows:
    """The rows of one sheet."""

    def __init__(self, reading: _Reading, headed: Headed) -> None:
        self.reading, self.headed, self.name = reading, headed, headed.name
        self.odd = headed.raw.odd
        self.odd_rows = {row for row, _ in self.odd}
        self.plain_fields: list[tuple[str, int, Column]] = []
        self.by_measure: list[tuple[str, int, Column]] = []
        for key, (at, column) in headed.columns.items():
            kind = self.by_measure if column.holds is Holds.VALUE else self.plain_fields
            kind.append((key, at, column))
        self.code_at = headed.columns["code"][0] if "code" in headed.columns else None
        self.pairs = _reasons(headed)
        self.first: dict[str, int] = {}
        self.nameless: set[int] = set()
        self.coded_by_number: str = ""

    def records(self) -> Iterator[Record]:
        """Every row that says something; faults go to the reading."""
        self._judge_merged()
        start = self.headed.row + 1
        rows = chain(self.headed.head[start:], self.headed.raw.rows)
        for at, row in enumerate(rows, start):
            if at - start >= MOST_ROWS:
                self._fault(
                    TOO_LONG.format(sheet=self.name, most=f"{MOST_ROWS:,}".replace(",", "."))
                )
                break
            if (record := self._record(at, row)) is not None:
                yield record
        self._remark()

    def _record(self, at: int, row: Sequence[object]) -> Record | None:
        odd = at in self.odd_rows
        said: dict[str, str | None] = {}
        for key, place, column in self.plain_fields:
            cell = row[place] if place < len(row) else ""
            if (cell != "" and cell is not None) or (odd and (at, place) in self.odd):
                self._say(said, key, cell, column, PLAIN, at, place)
        measure = self._measure(said) if self.by_measure else PLAIN
        is_number = measure.kind is Kind.NUMBER and not odd
        for key, place, column in self.by_measure:
            cell = row[place] if place < len(row) else ""
            if is_number and isinstance(cell, float) and _is_usual(cell):
                # Most cells of a large plan are such, and they need no further judging.
                said[key] = plain(cell)
            elif (cell != "" and cell is not None) or (odd and (at, place) in self.odd):
                self._say(said, key, cell, column, measure, at, place)
        for nameless in self.headed.nameless:
            if nameless < len(row) and row[nameless] not in ("", None):
                self.nameless.add(nameless)
        return self._coded(at, row, said) if said else None

    def _say(
        self,
        said: dict[str, str | None],
        key: str,
        cell: object,
        column: Column,
        measure: Measure,
        at: int,
        place: int,
    ) -> None:
        try:
            text = judge(cell, column, measure, self.odd.get((at, place)) if self.odd else None)
        except Faulty as fault:
            sentence = AT.format(cell=cell_name(at, place), sheet=self.name, says=fault)
        except Unreadable as unreadable:
            sentence = SAYS.format(cell=cell_name(at, place), sheet=self.name, says=unreadable)
        else:
            if text != "":
                said[key] = text
            return
        # The row is not lost for its code being faulty: there is one sentence, not two.
        said[key] = ""
        self._fault(sentence, cell_name(at, place))

    def _measure(self, said: Mapping[str, str | None]) -> Measure:
        """What the row's values are: as the row says, else as it is known."""
        known = self.reading.known.measures.get((said.get("code") or "").casefold(), PLAIN)
        if "kind" not in said and "grades" not in said and "unit" not in said:
            return known
        kind, grades, unit = said.get("kind"), said.get("grades"), said.get("unit")
        return Measure(
            kind=Kind(kind) if kind else known.kind,
            grades=grades_of(grades) if grades else known.grades,
            unit=unit or known.unit,
        )

    def _coded(self, at: int, row: Sequence[object], said: dict[str, str | None]) -> Record | None:
        sheet = self.headed.sheet
        if sheet is Sheet.PLAN:
            return Record(sheet, at + 1, "", said)
        if self.code_at is None:
            return None
        code = said.pop("code", None)
        cell = cell_name(at, self.code_at)
        if code is None:
            self._fault(NO_CODE.format(row=at + 1, sheet=self.name, cell=cell), cell)
            return None
        if not code:
            return None
        if isinstance(row[self.code_at], float) and "." in words_of(row[self.code_at]):
            self.coded_by_number = self.coded_by_number or cell
        first = self.first.setdefault(code.casefold(), at)
        if first != at:
            where = cell_name(first, self.code_at)
            self._fault(DOUBLED.format(code=code, first=where, second=cell, sheet=self.name), cell)
            return None
        self._judge_reasons(at, said)
        return Record(sheet, at + 1, code, {key: text for key, text in said.items() if text != ""})

    def _judge_reasons(self, at: int, said: Mapping[str, str | None]) -> None:
        for actual, reason, year, place in self.pairs:
            if said.get(actual) and said.get(reason):
                cell = cell_name(at, place)
                self._fault(BOTH.format(cell=cell, sheet=self.name, year=year), cell)

    def _judge_merged(self) -> None:
        """A merged cell among the headings or the rows, in a column that is read."""
        read = {place for place, _ in self.headed.columns.values()}
        for top, left, bottom, right in self.headed.raw.merged:
            if bottom >= self.headed.row and any(left <= place <= right for place in read):
                cells = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
                self._fault(MERGED.format(cells=cells, sheet=self.name), cells)

    def _remark(self) -> None:
        remarks = self.reading.remarks
        if self.coded_by_number:
            remarks.append(CODE_IS_NUMBER.format(sheet=self.name, cell=self.coded_by_number))
        if self.nameless:
            letters = ", ".join(cell_name(0, at)[:-1] for at in sorted(self.nameless)[:10])
            remarks.append(NO_HEADING.format(letters=letters, sheet=self.name))

    def _fault(self, sentence: str, cell: str = "") -> None:
        self.reading.faults.append(Fault(sentence=sentence, sheet=self.name, cell=cell))


def _reasons(headed: Headed) -> list[tuple[str, str, int, int]]:
    """The actuals with a column for the reason: both keys, the year, where the reason stands."""
    pairs = []
    for key, (place, _) in headed.columns.items():
        period = period_of(key)
        if period is not None and period.what is What.REASON:
            actual = f"{What.ACTUAL}.{period.year}.{period.quarter}."
            pairs.append((actual, key, period.year, place))
    return pairs


def _is_usual(number: float) -> bool:
    """Whether a figure has a size that any indicator may have; others are judged with care."""
    return number == 0 or SMALLEST < abs(number) < LARGEST
