"""The sheet that explains a plan's workbook: how it is filled, and what each column holds."""

from lakip.performance.plan_book import PlanBook
from lakip.performance.plan_columns import COLUMNS, EXPLANATION, Sheet
from lakip.performance.plan_periods import YEARS_BEFORE
from lakip.performance.sheets_look import Book, height_of, set_up_print

TITLE = "Petunjuk mengisi rencana kinerja"
LINES = (
    "Isi lembar Rencana, Sasaran, Indikator, dan Program, lalu pilih berkas ini di LAKIP. Sebelum "
    "disimpan, semua yang baru dan yang berubah diperlihatkan dahulu baris demi baris; tidak ada "
    "yang tersimpan sebelum Anda menekan Terapkan, dan disimpan seluruhnya atau tidak sama sekali.",
    "Baris dikenali dari kodenya. Urutan baris dan kolom boleh berubah, kolom yang tidak dipakai "
    "boleh dihapus, dan setiap lembar boleh dimasukkan sendiri, juga sebagai CSV.",
    "Sel kosong tidak mengubah apa pun: yang sudah tercatat tetap. Untuk menghapus isi, tulis satu "
    "tanda – (atau -) di selnya. Kosong tidak pernah dianggap nol.",
    "Tujuan, sasaran, indikator, dan program tidak pernah dihapus lewat berkas. Baris yang tidak "
    "ada di berkas tetap seperti sebelumnya.",
    "Angka ditulis dalam satuan indikatornya: untuk satuan % tulis 93,75, bukan 0,9375. 4,25 dan "
    "4.25 sama-sama terbaca. 1.234 dapat berarti dua hal, jadi tulis 1234 atau 1,2340.",
    "Rasio ditulis seperti 1:17,9 dan rentang seperti 80–90. Agar Excel tidak mengubahnya menjadi "
    "jam atau tanggal, beri selnya format Teks.",
)
BY_YEAR = (
    (
        "Target 2026 (Renstra)",
        Sheet.INDICATORS,
        "Target setahun menurut Renstra; (PK) menurut Perjanjian Kinerja, (PK Perubahan) menurut "
        "Perjanjian Kinerja Perubahan. Ketiganya disimpan berdampingan.",
    ),
    (
        "Target 2026 TW II (PK)",
        Sheet.INDICATORS,
        "Target sampai dengan triwulan II. TW I sampai TW IV.",
    ),
    (
        "Realisasi 2025",
        Sheet.INDICATORS,
        "Realisasi setahun; Realisasi 2025 TW II untuk triwulan. Boleh sampai "
        f"{YEARS_BEFORE} tahun sebelum rencana dimulai (kondisi awal).",
    ),
    (
        "Alasan belum ada 2025",
        Sheet.INDICATORS,
        "Diisi hanya bila realisasi tahun itu tidak ada: mengapa.",
    ),
    ("Pagu 2026", Sheet.PROGRAMMES, "Pagu dalam rupiah, tanpa Rp dan tanpa tulisan juta."),
    ("Realisasi 2026", Sheet.PROGRAMMES, "Realisasi anggaran dalam rupiah."),
)
HEADINGS = ("Lembar", "Judul kolom", "Isi")
_WIDTHS = (13.0, 30.0, 92.0)
_LINE_WIDTH = sum(_WIDTHS)


def write_explanation(out: Book, book: PlanBook) -> None:
    """The first sheet of the workbook."""
    sheet = out.sheet(EXPLANATION)
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    sheet.write_string(0, 0, TITLE, out.style("title"))
    sheet.set_row(0, 30)
    sheet.write_string(1, 0, f"{book.agency} · {book.title}".strip(" ·"), out.style("overline"))
    row = 3
    for number, line in enumerate(LINES, 1):
        # The number stands in a cell of its own, the line beside it over the rest of the page.
        sheet.write_number(row, 0, number, out.style("bold", "center"))
        sheet.merge_range(row, 1, row, 2, line, out.style("wrap"))
        sheet.set_row(row, height_of([(line, _LINE_WIDTH - _WIDTHS[0])], least=18))
        row += 1
    row += 1
    for at, heading in enumerate(HEADINGS):
        sheet.write_string(row, at, heading, out.style("heading"))
    for name, heading, said in _told():
        row += 1
        sheet.write_string(row, 0, name, out.style("cell", "muted"))
        sheet.write_string(row, 1, heading, out.style("cell", "bold", "wrap"))
        sheet.write_string(row, 2, said, out.style("cell", "wrap"))
        sheet.set_row(row, height_of([(said, _WIDTHS[2])], least=18))
    set_up_print(sheet, footer=f"{book.agency} · {book.title}", landscape=False)


def _told() -> list[tuple[str, str, str]]:
    """What is told of every column, sheet by sheet."""
    told = []
    for sheet in Sheet:
        told += [(str(sheet), column.heading, column.help) for column in COLUMNS[sheet]]
        told += [(str(on), heading, said) for heading, on, said in BY_YEAR if on is sheet]
    return told
