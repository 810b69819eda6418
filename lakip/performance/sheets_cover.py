"""The first sheet of a data format: for whom, by when, how to fill it and how to return it."""

from xlsxwriter.worksheet import Worksheet

from lakip.performance.forms import REALISASI, Form
from lakip.performance.sheets_indicators import EMPTY, not_answered, status_of
from lakip.performance.sheets_layout import BUDGET, CODE_LINE, COVER, INDICATORS, parts_of
from lakip.performance.sheets_look import BLUE_DEEP, Book, height_of, protect, set_up_print

TITLE = "Format Data Kinerja Tahun {year}"
HOW_TO_RETURN = "Simpan sebagai .xlsx, lalu kirim kembali kepada tim penyusun."
STEPS = (
    (
        "1. Isi sel kuning",
        "Sel lain terkunci. Jangan mengubah judul kolom, menggabungkan sel, atau menghapus baris. "
        "Baris dan kolom boleh dilebarkan agar tulisan terbaca.",
    ),
    (
        "2. Tulis angkanya saja",
        "Tanpa satuan dan tanpa Rp. Untuk satuan %, tulis 85, bukan 0,85. Rumus boleh dipakai; "
        "yang diambil adalah hasilnya.",
    ),
    (
        "3. Realisasi belum ada",
        "Kosongkan sel realisasi dan isi kolom Alasan. Jangan menulis 0: nol berarti realisasinya "
        "memang nol.",
    ),
    (
        "4. Jelaskan angkanya",
        "Penyebab, hambatan, upaya, dan tindak lanjut dikutip dalam laporan. Sebut juga bukti atau "
        "sumber datanya.",
    ),
    (
        "5. Kembalikan",
        "Nama berkas boleh diganti. Simpan tetap sebagai .xlsx, tanpa makro dan tanpa tautan ke "
        "buku kerja lain.",
    ),
)
LEGEND = (
    ("Kuning", ("entry",), "Diisi."),
    ("Merah muda", ("entry", "required"), "Harus diisi dan masih kosong."),
    (
        "Jingga",
        ("entry", "check"),
        "Periksa lagi: jauh dari tahun lalu, melebihi pagu, atau realisasi dan alasan keduanya "
        "terisi.",
    ),
    ("Bergaris", ("closed",), "Tidak ditanyakan untuk indikator itu."),
    (
        "Putih",
        ("cell",),
        "Data dari tim penyusun. Bila keliru, hubungi narahubung.",
    ),
)
_MARGIN, _LABELS, _WORDS = 2, 30, 92


def write_cover(book: Book, form: Form) -> None:
    """Add the first sheet."""
    sheet = book.sheet(COVER)
    protect(sheet)
    sheet.set_column(0, 0, _MARGIN)
    sheet.set_column(1, 1, _LABELS)
    sheet.set_column(2, 2, _WORDS)
    page = _Page(book, sheet)
    page.line(form.agency, ("overline",), height=22)
    page.line(TITLE.format(year=form.year), ("title",), height=32)
    page.line(form.unit_name, ("subtitle",), height=20)
    page.skip()
    page.fact("Paling lambat kembali", form.due, ("fact", "wrap", "due"))
    page.fact("Cara mengembalikan", form.how_to_return or HOW_TO_RETURN)
    if form.contact:
        page.fact("Narahubung", form.contact)
    page.fact("Yang diminta", _asked(form))
    if form.rows:
        page.progress(form)
    page.section("Cara mengisi")
    for label, words in STEPS:
        page.fact(label, words)
    page.decimal_sign()
    page.section("Arti warna")
    for label, styles, words in LEGEND:
        page.swatch(label, styles, words)
    page.section("Isi setiap kolom")
    asked = {
        column.slug: column for part in parts_of(form) for column in part.columns if column.field
    }
    for column in asked.values():
        page.fact(column.heading, column.field.help if column.field else "")
    page.skip()
    code = CODE_LINE.format(id=form.id, year=form.year, version=form.version)
    page.line(code, ("muted", "small"), height=16)
    page.line("Kode ini mengenali berkas; jangan dihapus.", ("muted", "small"), height=16)
    sheet.set_tab_color(BLUE_DEEP)
    sheet.activate()
    set_up_print(sheet, footer=f"{form.unit_name}, {form.agency}", landscape=False)


class _Page:
    """The cover, written line by line."""

    def __init__(self, book: Book, sheet: Worksheet) -> None:
        self.book, self.sheet, self.at = book, sheet, 0

    def skip(self) -> None:
        self.sheet.set_row(self.at, 10)
        self.at += 1

    def line(self, words: str, styles: tuple[str, ...], *, height: float) -> None:
        self.sheet.set_row(self.at, height)
        self.sheet.write_string(self.at, 1, words, self.book.style(*styles))
        self.at += 1

    def section(self, words: str) -> None:
        self.skip()
        self.sheet.write_blank(self.at, 2, None, self.book.style("section"))
        self.line(words, ("section",), height=24)

    def fact(self, label: str, words: str, styles: tuple[str, ...] = ("fact", "wrap")) -> None:
        self.sheet.write_string(self.at, 1, label, self.book.style("fact", "wrap", "bold"))
        self.sheet.write_string(self.at, 2, words, self.book.style(*styles))
        size = 12 if "due" in styles else 10
        self._height((label, _LABELS), (words, _WORDS), size=size)

    def swatch(self, label: str, styles: tuple[str, ...], words: str) -> None:
        self.sheet.write_string(self.at, 1, label, self.book.style(*styles, "middle", "shut"))
        self.sheet.write_string(self.at, 2, words, self.book.style("fact", "wrap"))
        self._height((words, _WORDS), size=10)

    def progress(self, form: Form) -> None:
        """How many indicators are answered; it counts along while the form is filled."""
        total = len(form.rows)
        words = f" dari {total} indikator sudah diisi"
        done = total - sum(status_of(row) == EMPTY for row in form.rows)
        self.sheet.write_string(self.at, 1, "Kemajuan", self.book.style("fact", "bold"))
        formula = f'={total}-{not_answered(form)}&"{words}"'
        style = self.book.style("fact", "bold", "green")
        self.sheet.write_formula(self.at, 2, formula, style, f"{done}{words}")
        self._height((words, _WORDS), size=10)

    def decimal_sign(self) -> None:
        """Whether this computer's Excel wants a comma or a point: a number shows it."""
        label = "Contoh pecahan di komputer ini"
        self.sheet.write_string(self.at, 1, label, self.book.style("fact", "bold"))
        style = self.book.style("fact", "left", "bold", places=2)
        self.sheet.write_number(self.at, 2, 93.75, style)
        self._height((label, _LABELS), size=10)

    def _height(self, *texts: tuple[str, float], size: float) -> None:
        self.sheet.set_row(self.at, height_of(texts, least=20, size=size))
        self.at += 1


def _asked(form: Form) -> str:
    counts = (
        (len(form.rows), f"indikator (lembar {INDICATORS}), kolom {REALISASI.titled(form.year)}"),
        (len(form.budget), f"baris anggaran (lembar {BUDGET})"),
    )
    return "; ".join(f"{count} {what}" for count, what in counts if count) or "–"
