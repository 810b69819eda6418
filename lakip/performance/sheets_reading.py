"""Reads a returned data format: whose it is, which cells are good, and what must be mended.

The file may come from anybody: `lakip.papers.format_data.reader` runs this in a confined child.
Nothing here raises for what stands in a workbook; a file that is no workbook is a refusal too.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from lakip.performance.forms import (
    Answer,
    AnswerField,
    Fault,
    Form,
    Returned,
    refused,
)
from lakip.performance.numbers import Unreadable
from lakip.performance.sheets_finding import (
    MOST_ROWS,
    Grid,
    Table,
    cell_name,
    find_table,
    read_grid,
)
from lakip.performance.sheets_identity import identify
from lakip.performance.sheets_judging import AT, SAYS, Faulty, judge
from lakip.performance.sheets_layout import COVER, SEAL, in_one_line, parts_of
from lakip.performance.sheets_rows import Place, Row, Rows, is_filled

MOST_FAULTS, MOST_REMARKS, MOST_SHEETS = 200, 30, 20

DAMAGED = (
    "Berkas ini tidak dapat dibuka sebagai buku kerja Excel. Buka di Excel, simpan ulang sebagai "
    ".xlsx, lalu unggah lagi."
)
TOO_LONG = (
    "Lembar {sheet} terisi sampai baris {last}; yang dibaca hanya {most} baris pertama. Hapus "
    "baris yang tidak dipakai."
)
MERGED = (
    "Sel {cells} di lembar {sheet} digabung, sehingga tidak jelas angka itu milik baris mana. "
    "Batalkan penggabungan sel, lalu isi tiap baris sendiri."
)
SAID_TWICE = (
    "“{name}” ada pada lebih dari satu baris di lembar {sheet} dengan isian berbeda (sel {first} "
    "dan {second}). Hapus baris yang salah."
)
LOST_ROW = (
    "Baris “{name}” tidak ada lagi di lembar {sheet}. Isian baris itu tidak terbaca; unduh "
    "formatnya lagi dan salin isiannya."
)
MORE_FAULTS = "Masih ada {count} hal lain yang perlu diperbaiki; perbaiki dulu yang di atas."
NOTHING_FILLED = "Tidak ada sel kuning yang terisi."
STILL_THERE = (
    "Sel yang dikosongkan tidak menghapus isian yang sudah ada: {cells}. Hapus isian itu pada "
    "halaman pengisian bila memang keliru."
)


def read(path: Path, *, secret: bytes, expected: Form) -> Returned:
    """What the workbook answers to the form that was sent. Never raises for what it holds."""
    try:
        grids = _grids(path)
    except MemoryError:
        raise
    except Exception:
        # A workbook that is broken, or made to break, ends openpyxl in many ways.
        return refused(DAMAGED)
    return _Reading(grids, expected, secret).returned()


def _grids(path: Path) -> list[Grid]:
    # The open file, for openpyxl judges a path by its extension and stored files have none.
    with path.open("rb") as file, warnings.catch_warnings():
        # openpyxl warns of what it leaves out; nothing here depends on that.
        warnings.simplefilter("ignore")
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        try:
            sheets = book.worksheets[:MOST_SHEETS]
            if any(sheet.title == SEAL for sheet in sheets):
                # The cover is looked at only where the hidden sheet is gone.
                sheets = [sheet for sheet in sheets if sheet.title != COVER]
            return [read_grid(sheet) for sheet in sheets]
        finally:
            book.close()


@dataclass
class _Reading:
    """One workbook being read."""

    grids: Sequence[Grid]
    form: Form
    secret: bytes
    answers: dict[tuple[str, str], Answer] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    emptied: list[str] = field(default_factory=list)

    def returned(self) -> Returned:
        """Judge whose it is, then read each table."""
        identity = identify(self.grids, self.form, self.secret)
        if identity.refusal:
            return refused(identity.refusal)
        self.remarks += identity.remarks
        for part in parts_of(self.form):
            table = find_table(self.grids, part)
            if isinstance(table, Fault):
                self.faults.append(table)
            else:
                self._read_table(table, identity.keys)
        if self.emptied:
            self.remarks.append(STILL_THERE.format(cells=", ".join(self.emptied[:10])))
        if not self.answers and not self.faults:
            self.remarks.append(NOTHING_FILLED)
        return Returned(
            form_id=self.form.id,
            version=identity.version,
            year=self.form.year,
            drawn_at=identity.drawn_at,
            answers=tuple(self.answers.values()),
            faults=self._few_faults(),
            remarks=tuple(dict.fromkeys(self.remarks))[:MOST_REMARKS],
        )

    def _few_faults(self) -> tuple[Fault, ...]:
        more = len(self.faults) - MOST_FAULTS
        if more <= 0:
            return tuple(self.faults)
        last = Fault(sentence=MORE_FAULTS.format(count=more))
        return (*self.faults[:MOST_FAULTS], last)

    def _read_table(self, table: Table, keys: frozenset[str]) -> None:
        sheet = table.grid.name
        self.faults += table.faults
        if table.grid.rows_beyond:
            said = TOO_LONG.format(sheet=sheet, last=table.grid.rows_beyond, most=MOST_ROWS)
            self.remarks.append(said)
        merged = self._merged(table)
        rows = Rows(table, keys, self.faults)
        places = rows.places()
        self.remarks += rows.remarks
        dropped: set[tuple[str, str]] = set()
        for place in places:
            self._read_row(table, place, merged, dropped)
        for row in table.part.rows:
            if row.key in keys and row.key not in rows.met:
                sentence = LOST_ROW.format(name=in_one_line(row.name), sheet=sheet)
                self.faults.append(Fault(sentence=sentence, sheet=sheet, key=row.key))

    def _read_row(
        self,
        table: Table,
        place: Place,
        merged: frozenset[tuple[int, int]],
        dropped: set[tuple[str, str]],
    ) -> None:
        cells = table.grid.rows[place.at]
        for column, at in table.answered:
            asked = column.field
            if asked is None or asked not in place.row.fields or (place.at, at) in merged:
                continue
            where = (place.row.key, asked.slug)
            answer = self._answer(table, cells[at], (place.at, at), asked, place.row)
            if answer is not None and where not in dropped:
                self._keep(where, answer, place.row, dropped)

    def _answer(
        self, table: Table, cell: Any, where: tuple[int, int], asked: AnswerField, row: Row
    ) -> Answer | None:
        """The good answer of one cell; a bad one becomes a fault."""
        sheet, name = table.grid.name, cell_name(*where)
        try:
            judged = judge(cell, asked=asked, row=row, has_formula=where in table.grid.formulas)
        except Faulty as fault:
            said = AT.format(cell=name, sheet=sheet, says=fault)
        except Unreadable as unreadable:
            said = SAYS.format(cell=name, sheet=sheet, says=unreadable)
        else:
            if judged is None:
                if row.answers.get(asked.slug):
                    self.emptied.append(f"{name} di lembar {sheet}")
                return None
            self.remarks += [AT.format(cell=name, sheet=sheet, says=r) for r in judged.remarks]
            return Answer(key=row.key, field=asked.slug, text=judged.text, sheet=sheet, cell=name)
        fault_ = Fault(sentence=said, sheet=sheet, cell=name, key=row.key, field=asked.slug)
        self.faults.append(fault_)
        return None

    def _keep(
        self,
        where: tuple[str, str],
        answer: Answer,
        row: Row,
        dropped: set[tuple[str, str]],
    ) -> None:
        """Keep an answer; of two that differ neither is taken."""
        before = self.answers.setdefault(where, answer)
        if before.text == answer.text:
            return
        del self.answers[where]
        dropped.add(where)
        sentence = SAID_TWICE.format(
            name=in_one_line(row.name), sheet=answer.sheet, first=before.cell, second=answer.cell
        )
        self.faults.append(
            Fault(
                sentence=sentence,
                sheet=answer.sheet,
                cell=answer.cell,
                key=answer.key,
                field=answer.field,
            )
        )

    def _merged(self, table: Table) -> frozenset[tuple[int, int]]:
        """The answered cells that were merged with others; each range is a fault."""
        grid = table.grid
        columns = {at for _, at in table.answered}
        covered: set[tuple[int, int]] = set()
        for top, left, bottom, right in grid.merged:
            rows = range(max(top, table.heading_row + 1), min(bottom, len(grid.rows) - 1) + 1)
            inside = {(row, at) for row in rows for at in columns if left <= at <= right}
            if not inside or not any(is_filled(grid, row, at) for row, at in inside):
                continue
            covered |= inside
            cells = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
            sentence = MERGED.format(cells=cells, sheet=grid.name)
            self.faults.append(Fault(sentence=sentence, sheet=grid.name, cell=cells))
        return frozenset(covered)
