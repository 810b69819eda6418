"""Judges a plan as it would be after an import: parents that are there, values that fit.

Pure, like `comparing`, which calls it with every row judged by itself already.
"""

from collections.abc import Iterator, Mapping, Sequence

from lakip.papers.plans.changes import RowChange
from lakip.performance import values
from lakip.performance.forms import Fault
from lakip.performance.plan_book import State
from lakip.performance.plan_columns import COLUMNS, Sheet
from lakip.performance.plan_finding import cell_name
from lakip.performance.plan_headings import column_of
from lakip.performance.plan_periods import What, fits, period_of
from lakip.performance.plan_records import ReadPlan
from lakip.performance.plan_words import grades_of
from lakip.performance.values import Kind

NO_PARENT = (
    "{at}: induk berkode “{text}” tidak ada. Tambahkan barisnya di lembar {on}, atau ubah kodenya."
)
NO_OBJECTIVE = (
    "{at}: sasaran berkode “{text}” tidak ada. Tambahkan barisnya di lembar Sasaran, atau ubah "
    "kodenya."
)
NOT_ABOVE = "{at}: {text} tidak dapat menjadi induk, karena jenjangnya {level}. {mend}"
ABOVE_OBJECTIVE = "Induk sasaran adalah tujuan, dan tujuan tidak berinduk."
ABOVE_PROGRAMME = "Kegiatan berinduk program, dan sub-kegiatan berinduk kegiatan."
NO_INDICATOR = "{at}: indikator berkode “{text}” tidak ada di rencana ini."
NO_GRADES = "{at}: jenis nilainya predikat, jadi kolom “Urutan predikat” harus diisi."
KIND_CHANGED = (
    "{at}: jenis nilai atau predikatnya berubah, padahal {what} ({text}) tidak sesuai lagi. Isi "
    "juga kolom itu, atau hapus dengan tanda –."
)
YEARS_SHRINK = (
    "{at}: tahun terakhir menjadi {last}, padahal indikator {which} sudah mempunyai {what}. Hapus "
    "dahulu dengan tanda –."
)
_ABOVE = {
    (Sheet.OBJECTIVES, "tujuan"): (),
    (Sheet.OBJECTIVES, "sasaran"): ("tujuan",),
    (Sheet.PROGRAMMES, "program"): (),
    (Sheet.PROGRAMMES, "kegiatan"): ("program",),
    (Sheet.PROGRAMMES, "sub-kegiatan"): ("kegiatan", "program"),
}
_MEND = {Sheet.OBJECTIVES: ABOVE_OBJECTIVE, Sheet.PROGRAMMES: ABOVE_PROGRAMME}
CELL, ROW, STANDING = (
    "Sel {cell} di lembar {sheet}",
    "Baris {row} di lembar {sheet}",
    "{sheet} {code}",
)


def faults_of_whole(rows: Sequence[RowChange], state: State, read: ReadPlan) -> Iterator[Fault]:
    """What would be wrong with the plan if these rows were taken over."""
    yield from _Whole(rows, state, read).faults()


class _Whole:
    """The plan as it would be."""

    def __init__(self, rows: Sequence[RowChange], state: State, read: ReadPlan) -> None:
        self.rows, self.state, self.read = rows, state, read
        self.by_code = {(row.sheet, row.code): row for row in rows}
        self.after: dict[Sheet, dict[str, Mapping[str, str]]] = {
            sheet: dict(state[sheet]) for sheet in Sheet
        }
        for row in rows:
            before = state[row.sheet].get(row.code, {})
            defaults = {} if before else _DEFAULTS[row.sheet]
            self.after[row.sheet][row.code] = {**defaults, **before, **row.wanted}

    def faults(self) -> Iterator[Fault]:
        for sheet in (Sheet.OBJECTIVES, Sheet.PROGRAMMES):
            yield from self._parents(sheet)
        yield from self._indicators()
        yield from self._supports()
        yield from self._years()

    def _wanted(self, sheet: Sheet, code: str) -> Mapping[str, str]:
        row = self.by_code.get((sheet, code))
        return row.wanted if row else {}

    def _parents(self, sheet: Sheet) -> Iterator[Fault]:
        """Every parent that this file moves or changes must be there, and be of the level above."""
        after = self.after[sheet]
        for code, row in after.items():
            parent = row.get("parent", "")
            moved = self._wanted(sheet, code).keys() & {"parent", "level"}
            if not parent or not (moved or "level" in self._wanted(sheet, parent)):
                continue
            if parent not in after:
                yield self._fault(sheet, code, "parent", NO_PARENT, text=parent, on=sheet)
            elif after[parent].get("level") not in _ABOVE[sheet, row.get("level", "")]:
                level = after[parent].get("level", "")
                mend = _MEND[sheet]
                yield self._fault(
                    sheet, code, "parent", NOT_ABOVE, text=parent, level=level, mend=mend
                )

    def _indicators(self) -> Iterator[Fault]:
        sheet = Sheet.INDICATORS
        for change in self.rows:
            if change.sheet is not sheet or not change.wanted:
                continue
            code, wanted = change.code, change.wanted
            row = self.after[sheet][code]
            objective = wanted.get("objective", "")
            if objective and objective not in self.after[Sheet.OBJECTIVES]:
                yield self._fault(sheet, code, "objective", NO_OBJECTIVE, text=objective)
            if not wanted.keys() & {"kind", "grades"}:
                continue
            if row.get("kind") == Kind.GRADE and not row.get("grades"):
                yield self._fault(sheet, code, "grades", NO_GRADES)
            yield from self._unfitting(code, row, wanted)

    def _unfitting(
        self, code: str, row: Mapping[str, str], wanted: Mapping[str, str]
    ) -> Iterator[Fault]:
        """Values that stand, are not in the file, and do not fit the new kind."""
        kind, grades = Kind(row.get("kind") or Kind.NUMBER), grades_of(row.get("grades", ""))
        for key, text in row.items():
            is_value = key == "standard" or key.startswith((f"{What.TARGET}.", f"{What.ACTUAL}."))
            if text and is_value and key not in wanted and not _fits(text, kind, grades):
                period = period_of(key)
                what = column_of(period).heading if period else "Standar nasional"
                yield self._fault(
                    Sheet.INDICATORS, code, "kind", KIND_CHANGED, what=what, text=text
                )

    def _supports(self) -> Iterator[Fault]:
        known = self.after[Sheet.INDICATORS]
        for change in self.rows:
            if change.sheet is Sheet.PROGRAMMES:
                for code in filter(None, change.wanted.get("indicators", "").split("; ")):
                    if code not in known:
                        yield self._fault(
                            change.sheet, change.code, "indicators", NO_INDICATOR, text=code
                        )

    def _years(self) -> Iterator[Fault]:
        """No target of the plan may lie outside of its new years."""
        last = self._wanted(Sheet.PLAN, "").get("last_year")
        if not last or not self.state[Sheet.PLAN]:
            return
        first = int(self.after[Sheet.PLAN][""]["first_year"])
        for code, row in self.after[Sheet.INDICATORS].items():
            for key, text in row.items():
                period = period_of(key) if text else None
                if period and not fits(period, first_year=first, last_year=int(last)):
                    what = column_of(period).heading
                    yield self._fault(
                        Sheet.PLAN, "", "last_year", YEARS_SHRINK, last=last, which=code, what=what
                    )
                    break

    def _fault(self, sheet: Sheet, code: str, key: str, sentence: str, **words: str) -> Fault:
        name = self.read.names.get(sheet, sheet)
        change = self.by_code.get((sheet, code))
        at = self.read.columns.get(sheet, {}).get(key)
        cell = cell_name(change.row - 1, at) if change and at is not None else ""
        if cell:
            place = CELL.format(cell=cell, sheet=name)
        elif change:
            place = ROW.format(row=change.row, sheet=name)
        else:
            place = STANDING.format(sheet=sheet, code=code)
        return Fault(sentence=sentence.format(at=place, **words), sheet=name, cell=cell, key=code)


_DEFAULTS = {
    sheet: {column.field: column.default for column in COLUMNS[sheet] if column.default}
    for sheet in Sheet
}


def _fits(text: str, kind: Kind, grades: Sequence[str]) -> bool:
    if kind is Kind.GRADE:
        return text in grades
    try:
        values.restore(text, kind)
    except ValueError:
        return False
    return True
