"""Compares what a file says with what stands: row by row what is new, changed, the same, refused.

Pure: it is given what stands and what may be named (`standing` gathers both) and touches nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from lakip.papers.plans.changes import Change, Comparison, RowChange, Verdict, place_of
from lakip.papers.plans.standing import Surroundings
from lakip.papers.plans.whole import faults_of_whole
from lakip.performance import numbers, values
from lakip.performance.forms import Fault
from lakip.performance.plan_book import State
from lakip.performance.plan_columns import COLUMNS, Column, Holds, Sheet
from lakip.performance.plan_headings import column_of
from lakip.performance.plan_periods import What, period_of
from lakip.performance.plan_records import ReadPlan, Record
from lakip.performance.plan_words import DASHES, in_one_line, normal
from lakip.performance.values import Kind

NEW_NEEDS = "Baris {row} di lembar {sheet} (kode {code}) baru, tetapi {what} belum diisi."
PLAN_NEEDS = "Lembar {sheet}: {what} belum diisi."
NO_BIDANG = "{at}: bidang “{text}” tidak ada di {owner}. Yang ada: {known}."
NO_BIDANG_AT_ALL = (
    "{at}: {owner} belum mempunyai bidang yang tercatat. Catat bidangnya di Orang & "
    "jabatan, Bidang, atau kosongkan selnya."
)
NO_SUPPORTED = "{at}: sasaran RPJMD berkode “{text}” tidak ada. Yang ada: {known}."
NO_RPJMD = "{at}: RPJMD pemerintah daerah belum dicatat, jadi kosongkan selnya dahulu."
OTHER_AGENCY = (
    "{at}: berkas ini milik “{text}”, sedangkan rencana ini milik {owner}. Pilih berkas yang benar."
)
OTHER_PLAN = (
    "{at}: berkas ini memuat rencana yang dimulai {new}, sedangkan rencana ini dimulai {old}. Buka "
    "rencana yang benar, atau masukkan sebagai rencana baru."
)
SAME_PLAN = (
    "{at}: {owner} sudah mempunyai rencana yang dimulai {new}. Buka rencana itu, lalu masukkan "
    "berkas ini di sana."
)
OWED = "{at}: angka ini sedang diminta dari {whom}; perbaiki lewat permintaan datanya."
NO_PROGRAMMES = (
    "Lembar {sheet}: program dicatat pada rencana OPD, bukan pada RPJMD. Hapus isi lembarnya."
)
TOO_MUCH = (
    "Berkas ini mengubah {count} sel sekaligus; paling banyak {most}, agar yang lain tidak terlalu "
    "lama menunggu. Bagi menjadi beberapa berkas, misalnya per lembar atau per tahun."
)
EMPTY = "kosong"
# SQLite lets one writer in at a time, and others wait twenty seconds at most. So many cells take
# some five seconds; the plan of a large agency has a tenth of them.
MOST_CELLS = 60_000
LISTED, LONGEST_SHOWN = 12, 160
_REFERS = {
    (Sheet.OBJECTIVES, "parent"): Sheet.OBJECTIVES,
    (Sheet.INDICATORS, "objective"): Sheet.OBJECTIVES,
    (Sheet.PROGRAMMES, "parent"): Sheet.PROGRAMMES,
}

_INSTEAD: Mapping[str, str] = {What.ACTUAL: What.REASON, What.REASON: What.ACTUAL}


def compare(read: ReadPlan, state: State, around: Surroundings) -> Comparison:
    """What the file would do to what stands."""
    return _Comparing(read, state, around).comparison()


@dataclass
class _Comparing:
    read: ReadPlan
    state: State
    around: Surroundings
    faults: list[Fault] = field(default_factory=list)
    codes: dict[Sheet, dict[str, str]] = field(default_factory=dict)

    def comparison(self) -> Comparison:
        for sheet in Sheet:
            # Codes differ in more than the size of their letters; how they stand wins.
            ours = {record.code.casefold(): record.code for record in self.read.of(sheet)}
            self.codes[sheet] = ours | {code.casefold(): code for code in self.state[sheet]}
        rows = tuple(self._row(record) for record in self.read.records)
        self._judge_sheets()
        self._judge_size(rows)
        self.faults += faults_of_whole(rows, self.state, self.read)
        return Comparison(
            rows=rows,
            absent=tuple(self._absent()),
            faults=(*self.read.faults, *self.faults),
            remarks=self.read.remarks,
        )

    def _absent(self) -> Iterator[str]:
        """The indicators that stand and that the file's sheet of indicators does not have."""
        if Sheet.INDICATORS in self.read.names:
            said = {record.code.casefold() for record in self.read.of(Sheet.INDICATORS)}
            yield from (
                code for code in self.state[Sheet.INDICATORS] if code.casefold() not in said
            )

    def _judge_sheets(self) -> None:
        if self.around.is_government and self.read.of(Sheet.PROGRAMMES):
            name = self.read.names[Sheet.PROGRAMMES]
            self.faults.append(Fault(sentence=NO_PROGRAMMES.format(sheet=name), sheet=name))

    def _judge_size(self, rows: tuple[RowChange, ...]) -> None:
        cells = sum(len(row.wanted) for row in rows)
        if cells > MOST_CELLS:
            count, most = (numbers.show(Decimal(each)) for each in (cells, MOST_CELLS))
            self.faults.append(Fault(sentence=TOO_MUCH.format(count=count, most=most)))

    def _row(self, record: Record) -> RowChange:
        code = self.codes[record.sheet].get(record.code.casefold(), record.code)
        now = self.state[record.sheet].get(code)
        before: Mapping[str, str] = now or {}
        columns = _plain_columns(record.sheet)
        wanted: dict[str, str] = {}
        changes: list[Change] = []
        kind = Kind(record.said.get("kind") or before.get("kind") or Kind.NUMBER)
        for key, said in record.said.items():
            column = columns.get(key) or _by_year(key)
            new = self._meant(record, column, said, before)
            old = before.get(key, "")
            if new == old or not self._is_allowed(record, code, column, old, new):
                continue
            wanted[key] = new
            changes.append(
                Change(
                    key=key,
                    heading=column.heading,
                    cell=self.read.cell(record, key),
                    old=shown(old, column, Kind(before.get("kind") or Kind.NUMBER)),
                    new=shown(new, column, kind),
                )
            )
        changes += self._replaced(record, wanted, before)
        if now is None:
            self._judge_new(record, wanted, columns)
        verdict = Verdict.NEW if now is None else Verdict.CHANGED if wanted else Verdict.SAME
        return RowChange(
            sheet=record.sheet,
            name=self.read.names[record.sheet],
            row=record.row,
            code=code,
            title=self._title(record, before),
            verdict=verdict,
            wanted=wanted,
            changes=tuple(changes),
        )

    def _replaced(
        self, record: Record, wanted: dict[str, str], before: Mapping[str, str]
    ) -> Iterator[Change]:
        """An actual takes the place of the reason why there was none, and the other way round."""
        for key, new in list(wanted.items()):
            what, _, rest = key.partition(".")
            other = _INSTEAD.get(what)
            if other is None or not new or not before.get(f"{other}.{rest}"):
                continue
            gone = f"{other}.{rest}"
            if gone not in wanted:
                wanted[gone] = ""
                column, kind = _by_year(gone), Kind(before.get("kind") or Kind.NUMBER)
                yield Change(
                    key=gone,
                    heading=column.heading,
                    cell=self.read.cell(record, key),
                    old=shown(before[gone], column, kind),
                    new=EMPTY,
                )

    def _title(self, record: Record, before: Mapping[str, str]) -> str:
        key = "text" if record.sheet is Sheet.OBJECTIVES else "name"
        return in_one_line(record.said.get(key) or before.get(key) or "")[:LONGEST_SHOWN]

    def _meant(
        self, record: Record, column: Column, said: str | None, before: Mapping[str, str]
    ) -> str:
        """What the cell wants to stand: codes and names as they are written elsewhere."""
        if said is None:
            # A text that is itself a dash stands as it is; a list goes back to its usual choice.
            literal = before.get(column.field, "")
            return literal if literal in DASHES else column.default
        target = _REFERS.get((record.sheet, column.field))
        if target is not None:
            return self.codes[target].get(said.casefold(), said)
        if column.field == "bidang":
            return self._named(said, self.around.bidang)
        if column.field == "supports":
            return self._named(said, [code for code, _ in self.around.supported])
        if column.holds is Holds.CODES:
            codes = (self.codes[Sheet.INDICATORS].get(c.casefold(), c) for c in said.split("; "))
            return "; ".join(sorted(codes))
        return said

    @staticmethod
    def _named(said: str, known: object) -> str:
        names = {normal(name): in_one_line(name) for name in known}  # type: ignore[attr-defined]
        return names.get(normal(said), said)

    def _is_allowed(self, record: Record, code: str, column: Column, old: str, new: str) -> bool:
        """Whether this cell may change what stands; says a fault where it may not."""
        key = column.field
        if key == "agency":
            # It only tells whose file this is: nothing is kept of it.
            if normal(new) not in (normal(self.around.owner), ""):
                self._fault(record, key, OTHER_AGENCY, text=new)
            return False
        if key == "first_year":
            return self._may_begin(record, old, new)
        if key == "bidang" and new and new not in map(in_one_line, self.around.bidang):
            sentence = NO_BIDANG if self.around.bidang else NO_BIDANG_AT_ALL
            return self._fault(record, key, sentence, text=new, known=_listed(self.around.bidang))
        if key == "supports" and new and new not in dict(self.around.supported):
            sentence = NO_SUPPORTED if self.around.supported else NO_RPJMD
            known = _listed([code for code, _ in self.around.supported])
            return self._fault(record, key, sentence, text=new, known=known)
        if whom := self.around.owed.get((record.sheet, code, key)):
            return self._fault(record, key, OWED, whom=whom)
        return True

    def _may_begin(self, record: Record, old: str, new: str) -> bool:
        if old:
            return self._fault(record, "first_year", OTHER_PLAN, old=old, new=new)
        if int(new) in self.around.first_years:
            return self._fault(record, "first_year", SAME_PLAN, new=new)
        return True

    def _judge_new(
        self, record: Record, wanted: Mapping[str, str], columns: Mapping[str, Column]
    ) -> None:
        needed = [column for column in columns.values() if column.is_required]
        missing = [c for c in needed if c.field != "code" and not wanted.get(c.field)]
        faulty = {fault.cell for fault in (*self.read.faults, *self.faults)}
        missing = [c for c in missing if self.read.cell(record, c.field) not in faulty]
        if missing:
            what = ", ".join(f"“{column.heading}”" for column in missing)
            name = self.read.names[record.sheet]
            sentence = PLAN_NEEDS if record.sheet is Sheet.PLAN else NEW_NEEDS
            said = sentence.format(row=record.row, sheet=name, code=record.code, what=what)
            self.faults.append(Fault(sentence=said, sheet=name, key=record.code))

    def _fault(self, record: Record, key: str, sentence: str, **words: str) -> bool:
        """Note the fault of a cell; False, for what is faulty is not wanted."""
        at = place_of(self.read, record, key)
        said = sentence.format(at=at, owner=self.around.owner, **words)
        cell, name = self.read.cell(record, key), self.read.names[record.sheet]
        self.faults.append(Fault(sentence=said, sheet=name, cell=cell, key=record.code))
        return False


def shown(text: str, column: Column, kind: Kind) -> str:
    """A canonical text as people read it."""
    if not text:
        return EMPTY
    if column.holds is Holds.VALUE:
        try:
            return values.show(values.restore(text, kind))
        except ValueError:
            return text
    if column.holds in (Holds.MONEY, Holds.DECIMAL):
        return numbers.show(numbers.meanings(text)[-1].value)
    bare = in_one_line(text)
    return bare if len(bare) <= LONGEST_SHOWN else f"{bare[:LONGEST_SHOWN]}…"


def _plain_columns(sheet: Sheet) -> Mapping[str, Column]:
    return _COLUMNS[sheet]


_COLUMNS = {sheet: {column.field: column for column in COLUMNS[sheet]} for sheet in Sheet}
_PERIODS: dict[str, Column] = {}


def _by_year(key: str) -> Column:
    """The column of a period, made once for each."""
    if key not in _PERIODS:
        period = period_of(key)
        assert period is not None, key
        _PERIODS[key] = column_of(period)
    return _PERIODS[key]


def _listed(names: object) -> str:
    known = [in_one_line(str(name)) for name in names]  # type: ignore[attr-defined]
    more = len(known) - LISTED
    listed = "; ".join(known[:LISTED])
    return f"{listed}; dan {more} lagi" if more > 0 else listed
