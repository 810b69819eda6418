"""The data format as plain facts: what is asked of a bidang, and what came back.

`sheets` writes a form as a workbook, `sheets_reading` reads it back, and the page shows the same
fields, so a field's heading, help and longest text are said here and nowhere else.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from lakip.performance.values import Kind

LONGEST_FIGURE = 60
LONGEST_NOTE = 1_000
LONGEST_TEXT = 2_000


class Asks(StrEnum):
    """What a field takes: a value of the row's own kind, a number, rupiah, or words."""

    VALUE = "nilai"
    NUMBER = "angka"
    MONEY = "rupiah"
    TEXT = "teks"


@dataclass(frozen=True, kw_only=True)
class AnswerField:
    """One thing to be answered for a row. `heading` may hold `{year}`."""

    slug: str
    heading: str
    help: str
    asks: Asks
    longest: int

    def titled(self, year: int) -> str:
        """The heading as it stands in the form of that year."""
        return self.heading.format(year=year)


REALISASI = AnswerField(
    slug="realisasi",
    heading="Realisasi {year}",
    help="Angka setahun penuh dalam satuan indikator, tanpa tulisan satuan. Untuk satuan % "
    "tulis 85, bukan 0,85.",
    asks=Asks.VALUE,
    longest=LONGEST_FIGURE,
)
PEMBILANG = AnswerField(
    slug="pembilang",
    heading="Pembilang",
    help="Bagian atas rumus; namanya di bawah nama indikator. Bila realisasi dikosongkan, dihitung "
    "dari pembilang dan penyebut.",
    asks=Asks.NUMBER,
    longest=LONGEST_FIGURE,
)
PENYEBUT = AnswerField(
    slug="penyebut",
    heading="Penyebut",
    help="Bagian bawah rumus; namanya di bawah nama indikator.",
    asks=Asks.NUMBER,
    longest=LONGEST_FIGURE,
)
ALASAN = AnswerField(
    slug="alasan",
    heading="Alasan bila realisasi belum ada",
    help="Diisi hanya jika realisasi dikosongkan: mengapa belum ada, dan kapan akan ada.",
    asks=Asks.TEXT,
    longest=LONGEST_NOTE,
)
PENYEBAB = AnswerField(
    slug="penyebab",
    heading="Penyebab keberhasilan atau kegagalan",
    help="Apa yang membuat target tercapai atau tidak tercapai.",
    asks=Asks.TEXT,
    longest=LONGEST_TEXT,
)
HAMBATAN = AnswerField(
    slug="hambatan",
    heading="Hambatan",
    help="Kendala yang ditemui sepanjang tahun.",
    asks=Asks.TEXT,
    longest=LONGEST_TEXT,
)
UPAYA = AnswerField(
    slug="upaya",
    heading="Upaya yang telah dilakukan",
    help="Yang sudah dikerjakan untuk mencapai target atau mengatasi hambatan.",
    asks=Asks.TEXT,
    longest=LONGEST_TEXT,
)
TINDAK_LANJUT = AnswerField(
    slug="tindak-lanjut",
    heading="Rencana tindak lanjut",
    help="Yang akan dikerjakan tahun berikutnya.",
    asks=Asks.TEXT,
    longest=LONGEST_TEXT,
)
SUMBER = AnswerField(
    slug="sumber",
    heading="Bukti atau sumber data",
    help="Nama dokumen, nomor, dan tanggalnya, atau alamat laman.",
    asks=Asks.TEXT,
    longest=LONGEST_NOTE,
)
PAGU = AnswerField(
    slug="pagu",
    heading="Pagu setelah perubahan (Rp)",
    help="Diisi hanya jika berbeda dari pagu yang tercatat.",
    asks=Asks.MONEY,
    longest=LONGEST_FIGURE,
)
REALISASI_ANGGARAN = AnswerField(
    slug="realisasi-anggaran",
    heading="Realisasi anggaran (Rp)",
    help="Yang dibelanjakan sampai 31 Desember, dalam rupiah penuh.",
    asks=Asks.MONEY,
    longest=LONGEST_FIGURE,
)
KETERANGAN = AnswerField(
    slug="keterangan",
    heading="Keterangan",
    help="Misalnya pergeseran anggaran atau sebab realisasi rendah.",
    asks=Asks.TEXT,
    longest=LONGEST_NOTE,
)
PARTS = (PEMBILANG, PENYEBUT)
INDICATOR_FIELDS = (
    REALISASI,
    *PARTS,
    ALASAN,
    PENYEBAB,
    HAMBATAN,
    UPAYA,
    TINDAK_LANJUT,
    SUMBER,
)
BUDGET_FIELDS = (PAGU, REALISASI_ANGGARAN, KETERANGAN)


@dataclass(frozen=True, kw_only=True)
class FormRow:
    """An indicator whose figure is asked. `numerator` and `denominator` are labels, or empty.

    `target` and `last_year` are shown texts. `answers` are texts by field as they were typed.
    """

    key: str
    objective: str
    name: str
    definition: str = ""
    formula: str = ""
    unit: str = ""
    source: str = ""
    kind: Kind = Kind.NUMBER
    grades: tuple[str, ...] = ()
    target: str = ""
    last_year: str = ""
    numerator: str = ""
    denominator: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> tuple[AnswerField, ...]:
        """What is asked of this row: the parts of a formula only where it has them."""
        labels = {PEMBILANG.slug: self.numerator, PENYEBUT.slug: self.denominator}
        return tuple(each for each in INDICATOR_FIELDS if labels.get(each.slug, "asked"))


@dataclass(frozen=True, kw_only=True)
class BudgetRow:
    """A program, kegiatan or sub-kegiatan whose money is asked. `ceiling` is a shown text."""

    key: str
    level: str
    code: str
    name: str
    ceiling: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> tuple[AnswerField, ...]:
        """What is asked of this row."""
        return BUDGET_FIELDS


@dataclass(frozen=True, kw_only=True)
class Form:
    """What one bidang or outside agency is asked for in a year. `due` is already in words.

    `drawn_at` counts what was typed before the form was drawn, so that a workbook that comes back
    can be told from what others typed meanwhile.
    """

    id: str
    version: int
    year: int
    agency: str
    unit_name: str
    due: str
    how_to_return: str = ""
    contact: str = ""
    drawn_at: int = 0
    rows: tuple[FormRow, ...] = ()
    budget: tuple[BudgetRow, ...] = ()

    @property
    def has_parts(self) -> bool:
        """Whether any row has a numerator or a denominator."""
        return any(row.numerator or row.denominator for row in self.rows)

    @property
    def all_rows(self) -> tuple[FormRow | BudgetRow, ...]:
        """Indicators, then money."""
        return (*self.rows, *self.budget)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all rows, in order."""
        return tuple(row.key for row in self.all_rows)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What one cell says: a figure as text that is read in one way only, or words.

    A number is plain (`1234.5`), with a zero behind where it would else be taken for a thousand
    (`1.2340`); other values are canonical texts of `values.store`.
    """

    key: str
    field: str
    text: str
    sheet: str
    cell: str


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What must be mended, and where; `key` and `field` are empty where no one answer is meant."""

    sentence: str
    sheet: str = ""
    cell: str = ""
    key: str = ""
    field: str = ""


@dataclass(frozen=True, kw_only=True)
class Returned:
    """What a workbook brought back. `form_id` is empty when it is not the workbook awaited.

    Answers are those of good cells, also when others are faulty; an empty cell is no answer and
    takes nothing away. Remarks are what the person should know all the same. `drawn_at` is the
    form's own of when the workbook was made; None where its hidden sheet is gone.
    """

    form_id: str = ""
    version: int = 0
    year: int = 0
    drawn_at: int | None = None
    answers: tuple[Answer, ...] = ()
    faults: tuple[Fault, ...] = ()
    remarks: tuple[str, ...] = ()


def refused(*sentences: str) -> Returned:
    """The answer to a workbook of which nothing is taken."""
    return Returned(faults=tuple(Fault(sentence=sentence) for sentence in sentences))


def form_as_data(form: Form) -> dict[str, Any]:
    """The form as JSON can carry it."""
    return asdict(form)


def form_from_data(data: Mapping[str, Any]) -> Form:
    """The form that `form_as_data` took apart."""
    rows = tuple(
        FormRow(**row | {"kind": Kind(row["kind"]), "grades": tuple(row["grades"])})
        for row in data["rows"]
    )
    budget = tuple(BudgetRow(**row) for row in data["budget"])
    return Form(**{**data, "rows": rows, "budget": budget})


def returned_as_data(returned: Returned) -> dict[str, Any]:
    """What came back, as JSON can carry it."""
    return asdict(returned)


def returned_from_data(data: Mapping[str, Any]) -> Returned:
    """What `returned_as_data` took apart; raises TypeError or KeyError for another form."""
    return Returned(
        form_id=str(data["form_id"]),
        version=int(data["version"]),
        year=int(data["year"]),
        drawn_at=None if data["drawn_at"] is None else int(data["drawn_at"]),
        answers=tuple(Answer(**answer) for answer in data["answers"]),
        faults=tuple(Fault(**fault) for fault in data["faults"]),
        remarks=tuple(str(remark) for remark in data["remarks"]),
    )
