"""A report of about twenty pages with every kind of block that a report has."""

from lakip.documents.blocks import (
    Block,
    Break,
    Card,
    Cards,
    Contents,
    Cover,
    Facts,
    Heading,
    Items,
    Lines,
    Listed,
    Note,
    Numbering,
    Paragraph,
    Prose,
    Report,
    Run,
    Section,
    Signature,
    Signatures,
    Table,
)
from lakip.documents.charts_data import Measured
from lakip.documents.charts_figures import percent, shown
from tests.documents import sample_charts as charts
from tests.documents.sample_office import MADE_AT

AGENCY = "Dinas Kelautan dan Perikanan"
LEFT, RIGHT, CENTER = "left", "right", "center"
HEAD = Signature(
    above=("Bahari, 12 Februari 2026",),
    office="Kepala Dinas,",
    name="Ir. Hj. Andi Rahmawati, M.Si.",
    rank="Pembina Utama Muda",
    nip="19680412 199303 2 005",
)
WORDS = (
    "Capaian tersebut didorong oleh pendampingan kelompok nelayan yang dilaksanakan sejak awal "
    "tahun, tersedianya benih dan pakan tepat waktu, serta kerja sama dengan pemerintah desa dalam "
    "menjaga daerah tangkapan. Kendala yang masih dihadapi ialah cuaca pada triwulan pertama dan "
    "jumlah penyuluh yang belum sebanding dengan luas wilayah binaan. "
)


def paragraph(times: int = 1) -> Paragraph:
    return Paragraph(text=(WORDS * times).strip())


def _front() -> tuple[Block, ...]:
    return (
        Cover(
            title="Laporan Kinerja Instansi Pemerintah",
            agency=AGENCY,
            government="Pemerintah Kabupaten Bahari Raya",
            year=2025,
            logo="0" * 64,
            place_line="Bahari, Februari 2026",
        ),
        Section(level=1, number="", text="KATA PENGANTAR"),
        paragraph(2),
        paragraph(),
        Signatures(columns=(HEAD,)),
        Section(level=1, number="", text="IKHTISAR EKSEKUTIF"),
        Prose(
            runs=(
                Run(text="Dari sepuluh indikator kinerja utama, "),
                Run(text="enam mencapai targetnya", bold=True),
                Run(text=", tiga belum, dan satu "),
                Run(text="belum ada datanya", italic=True),
                Run(text=". Serapan anggaran mencapai 94,8 persen dari pagu."),
            )
        ),
        Cards(
            cards=(
                Card(value="6 dari 10", label="indikator mencapai target", note="satu tanpa data"),
                Card(value="97,4%", label="rata-rata capaian", note="Sangat baik"),
                Card(value="94,8%", label="serapan anggaran", note="Rp40,2 dari Rp42,7 miliar"),
            )
        ),
        charts.OVERVIEW,
        Note(text="Cara menghitung capaian dijelaskan pada Bab III. Yang belum ada datanya tidak "
             "dihitung sebagai nol."),
        Contents(kind="isi"),
        Contents(kind="tabel"),
        Contents(kind="gambar"),
    )  # fmt: skip


def _first() -> tuple[Block, ...]:
    return (
        Section(level=1, number="BAB I", text="PENDAHULUAN"),
        Section(level=2, number="A.", text="Latar Belakang"),
        paragraph(2),
        paragraph(),
        Section(level=2, number="B.", text="Tugas, Fungsi, dan Struktur Organisasi"),
        paragraph(),
        Items(items=tuple(f"bidang ke-{at} dengan tugasnya masing-masing;" for at in range(1, 5))),
        Facts(rows=(("Kepala Dinas", HEAD.name), ("Jumlah pegawai", "86 orang"))),
        Section(level=2, number="C.", text="Isu Strategis"),
        Listed(
            numbering=Numbering.NUMBERS,
            items=(
                (Run(text="Produksi", bold=True), Run(text=" yang masih bergantung pada musim.")),
                (Run(text="Kerusakan terumbu karang di "), Run(text="fishing ground", italic=True)),
            ),
        ),
        Listed(items=((Run(text="butir pertama"),), (Run(text="butir kedua"),))),
        Section(level=1, number="BAB II", text="PERENCANAAN KINERJA"),
        Section(level=2, number="A.", text="Perjanjian Kinerja"),
        paragraph(),
        Table(
            number="Tabel 2.1",
            caption="Perjanjian Kinerja Tahun 2025",
            headings=("No", "Sasaran strategis", "Indikator kinerja", "Satuan", "Target"),
            rows=tuple(
                (str(at), each.group, each.label, each.unit, shown(each.target))
                for at, each in enumerate(charts.MEASURED, start=1)
            ),
            widths=(2, 10, 12, 4, 4),
            aligns=(CENTER, LEFT, LEFT, LEFT, RIGHT),
        ),
    )


def measured_table(number: str, rows: tuple[Measured, ...]) -> Table:
    return Table(
        number=number,
        caption="Target dan realisasi tahun 2025",
        headings=("Kode", "Indikator", "Satuan", "Target", "Realisasi", "Capaian", "Kategori"),
        rows=tuple(
            (
                each.code,
                each.label,
                each.unit,
                shown(each.target),
                "belum ada data" if each.actual is None else shown(each.actual),
                percent(each.achievement),
                each.category or "–",
            )
            for each in rows
        ),
        widths=(6, 26, 10, 10, 11, 11, 12),
        aligns=(LEFT, LEFT, LEFT, RIGHT, RIGHT, RIGHT, LEFT),
    )  # fmt: skip


def _third() -> tuple[Block, ...]:
    blocks: list[Block] = [
        Section(level=1, number="BAB III", text="AKUNTABILITAS KINERJA"),
        Section(level=2, number="A.", text="Capaian Kinerja Organisasi"),
        paragraph(),
        charts.TARGETS,
    ]
    for at, group in enumerate((charts.FISH, charts.SEA, charts.CARE), start=1):
        rows = tuple(each for each in charts.MEASURED if each.group == group)
        blocks += [
            Section(level=3, number=f"{at}.", text=f"Sasaran {at}: {group}"),
            paragraph(),
            measured_table(f"Tabel 3.{at}", rows),
            Section(level=4, number="a.", text="Perbandingan dengan tahun sebelumnya"),
            paragraph(at),
            Heading(text="Penyebab keberhasilan dan kegagalan"),
            paragraph(2),
        ]
    blocks += [
        charts.TREND,
        paragraph(),
        charts.EFFICIENCY,
        Section(level=2, number="B.", text="Realisasi Anggaran"),
        paragraph(),
        charts.BUDGET,
        _budget(),
        Note(text="Angka dari Dokumen Pelaksanaan Perubahan Anggaran 2025, belum diaudit."),
        Section(level=3, number="1.", text="Rincian triwulanan"),
        _wide(),
        paragraph(),
    ]
    return tuple(blocks)


def _budget() -> Table:
    rows = []
    for program in range(1, 6):
        code, money = f"3.25.0{program}", ("12.500.000.000", "11.987.450.000", "95,9%")
        rows.append((code, f"Program ke-{program}", *money))
        rows += [
            (f"{code}.2.0{at}", f"Kegiatan pengelolaan sumber daya ikan di perairan {at}", *money)
            for at in range(1, 9)
        ]
    rows.append(("", "Jumlah", "62.500.000.000", "59.937.250.000", "95,9%"))
    return Table(
        number="Tabel 3.4",
        caption="Pagu dan realisasi anggaran tahun 2025",
        headings=("Kode", "Program, kegiatan", "Pagu (Rp)", "Realisasi (Rp)", "Serapan"),
        rows=tuple(rows),
        widths=(14, 30, 16, 16, 9),
        aligns=(LEFT, LEFT, RIGHT, RIGHT, RIGHT),
        strong_rows=(0, 9, 18, 27, 36, 45),
    )  # fmt: skip


def _wide() -> Table:
    quarters = tuple(
        f"{what} TW {at}" for at in ("I", "II", "III", "IV") for what in ("Target", "Realisasi")
    )
    return Table(
        number="Tabel 3.5",
        caption="Target dan realisasi tiap triwulan",
        headings=("Kode", "Indikator kinerja", "Satuan", *quarters),
        rows=tuple(
            (each.code, each.label, each.unit, *("12,5", "13,01") * 4) for each in charts.MEASURED
        ),
        widths=(6, 24, 8, *(7,) * 8),
        aligns=(LEFT, LEFT, LEFT, *(RIGHT,) * 8),
    )  # fmt: skip


def _last() -> tuple[Block, ...]:
    return (
        Section(level=1, number="BAB IV", text="PENUTUP"),
        paragraph(2),
        Prose(runs=(Run(text="Langkah perbaikan ", bold=True), Run(text="dimulai tahun depan."))),
        Signatures(columns=(HEAD,)),
        Section(level=1, number="Lampiran 1", text="PERJANJIAN KINERJA"),
        Table(
            headings=("No", "Program", "Anggaran (Rp)"),
            rows=tuple((str(at), f"Program {at}", "1.000.000") for at in range(1, 31)),
            widths=(1, 6, 3),
            aligns=(CENTER, LEFT, RIGHT),
        ),
        Signatures(columns=(HEAD,)),
        Lines(lines=("Tembusan:", "1. Inspektur Kabupaten Bahari Raya;")),
        Break(landscape=True),
        Section(level=1, number="Lampiran 2", text="PENGUKURAN KINERJA"),
        measured_table("", charts.MEASURED),
    )  # fmt: skip


def report() -> Report:
    return Report(
        title="Laporan Kinerja Dinas Kelautan dan Perikanan Tahun 2025",
        author=f"{AGENCY} Kabupaten Bahari Raya",
        blocks=(*_front(), *_first(), *_third(), *_last()),
        made_at=MADE_AT,
        heads=(AGENCY, "Laporan Kinerja 2025"),
        foot="Disusun dengan aplikasi LAKIP",
    )
