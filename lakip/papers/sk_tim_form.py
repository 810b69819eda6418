"""What is asked for the SK tim, and the sentences it begins with."""

from lakip.papers.drafted import Known
from lakip.papers.form import Answers, Column, Field, Kind
from lakip.papers.wording import FILLED_IN, dated, region_of

CONSIDERING = (
    "bahwa berdasarkan Peraturan Presiden Nomor 29 Tahun 2014, {opd} menyusun dan menyampaikan "
    "Laporan Kinerja tahun {tahun} sebagai pertanggungjawaban atas kinerjanya;",
    "bahwa agar Laporan Kinerja tersusun dengan tertib, tepat waktu, dan dapat "
    "dipertanggungjawabkan, perlu dibentuk tim penyusun;",
)
RECALLING = (
    "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah;",
    "Peraturan Pemerintah Nomor 8 Tahun 2006 tentang Pelaporan Keuangan dan Kinerja Instansi "
    "Pemerintah;",
    "Peraturan Pemerintah Nomor 18 Tahun 2016 tentang Perangkat Daerah;",
    "Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi "
    "Pemerintah;",
    "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 53 Tahun 2014 "
    "tentang Petunjuk Teknis Perjanjian Kinerja, Pelaporan Kinerja dan Tata Cara Reviu atas "
    "Laporan Kinerja Instansi Pemerintah;",
    "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 88 Tahun 2021 "
    "tentang Evaluasi Akuntabilitas Kinerja Instansi Pemerintah;",
)
CLAUSES = (
    "Membentuk Tim Penyusun Laporan Kinerja {opd} Tahun {tahun} dengan susunan dan uraian tugas "
    "sebagaimana tercantum dalam Lampiran Keputusan ini.",
    "Tim Penyusun bertugas mengumpulkan, mengolah, dan menganalisa data, menyusun draft, serta "
    "menggandakan, mendokumentasikan, dan mengirimkan Laporan Kinerja.",
    "Tim Penyusun bertanggung jawab kepada Kepala {opd} melalui Sekretaris.",
    "Segala biaya yang timbul akibat ditetapkannya Keputusan ini dibebankan pada Dokumen "
    "Pelaksanaan Anggaran {opd} tahun anggaran berjalan.",
    "Keputusan ini mulai berlaku pada tanggal ditetapkan.",
)
TASKS = (
    ("Penanggung jawab", "memberikan arahan dalam penyusunan Laporan Kinerja;"),
    ("Penanggung jawab", "bertanggung jawab atas isi Laporan Kinerja dan ketepatan waktunya."),
    ("Ketua", "memimpin tim, membagi tugas, dan memantau rencana kerja tim;"),
    ("Ketua", "memeriksa draft Laporan Kinerja sebelum diserahkan untuk diverifikasi."),
    ("Wakil ketua", "membantu ketua dan menggantikannya apabila berhalangan."),
    ("Sekretaris", "menyiapkan rapat, format data, dan administrasi tim;"),
    ("Sekretaris", "menghimpun hasil kerja anggota menjadi draft Laporan Kinerja."),
    ("Anggota", "mengumpulkan, mengolah, dan menganalisa data kinerja;"),
    ("Anggota", "menyusun bagian draft Laporan Kinerja yang ditugaskan kepadanya."),
)


def _list(name: str, label: str, group: str, help_: str, *, is_required: bool = True) -> Field:
    return Field(
        name=name,
        label=label,
        kind=Kind.LIST,
        help=f"Satu butir setiap baris. {help_}",
        is_required=is_required,
        is_wording=True,
        group=group,
    )


_HEAD, _GROUNDS, _TEAM, _REST = "Keputusan", "Dasar", "Tim", "Isi dan tembusan"
FIELDS = (
    Field(
        name="judul",
        label="Tentang",
        help=f"Dicetak dengan huruf kapital. {FILLED_IN}",
        is_required=True,
        is_wording=True,
        group=_HEAD,
    ),
    Field(
        name="tanggal",
        label="Tanggal penetapan",
        kind=Kind.DATE,
        is_required=True,
        group=_HEAD,
    ),
    _list(
        "menimbang",
        "Menimbang",
        _GROUNDS,
        "Butir penutup “berdasarkan pertimbangan …” ditambahkan sendiri.",
    ),
    _list(
        "mengingat",
        "Mengingat",
        _GROUNDS,
        "Tambahkan Perda/Perbup SOTK dan SAKIP setempat, dan perubahan peraturan bila ada.",
    ),
    Field(name="memperhatikan", label="Memperhatikan", kind=Kind.LIST, group=_GROUNDS),
    _list("diktum", "KESATU, KEDUA, dan seterusnya", _REST, FILLED_IN),
    _list("tembusan", "Tembusan", _REST, "", is_required=False),
    Field(
        name="lain",
        label="Anggota yang tidak ada dalam daftar pegawai",
        kind=Kind.ROWS,
        help="Anggota dari daftar pegawai dicantumkan pada halaman langkah ini.",
        columns=(
            Column(name="nama", label="Nama", is_required=True),
            Column(name="nip", label="NIP"),
            Column(name="jabatan", label="Jabatan"),
            Column(name="kedudukan", label="Kedudukan dalam tim"),
        ),
        group=_TEAM,
    ),
    Field(
        name="tugas",
        label="Uraian tugas",
        kind=Kind.ROWS,
        help="Hanya kedudukan yang ada dalam tim yang dicetak.",
        columns=(
            Column(name="kedudukan", label="Kedudukan", is_required=True),
            Column(name="tugas", label="Tugas", is_required=True),
        ),
        is_wording=True,
        group=_TEAM,
    ),
)


def first(known: Known) -> Answers:
    """The decree as it stands before anybody typed."""
    letter, region = known.request, region_of(known.government)
    return {
        "judul": "Pembentukan Tim Penyusun Laporan Kinerja {opd} Tahun {tahun}",
        "tanggal": known.today.isoformat(),
        "menimbang": list(CONSIDERING),
        "mengingat": list(RECALLING),
        "memperhatikan": [
            f"Surat {letter.sender} Nomor {letter.number} tanggal "
            f"{dated(letter.date.isoformat())} tentang permintaan penyusunan Laporan Kinerja;"
        ],
        "diktum": list(CLAUSES),
        "tembusan": [
            f"{region.head} c.q. Sekretaris Daerah;",
            f"Inspektur {region.name};",
            "Kepala Badan Perencanaan Pembangunan Daerah;",
            f"Kepala {region.organisation} Sekretariat Daerah;",
            "Yang bersangkutan.",
        ],
        "lain": [],
        "tugas": [{"kedudukan": standing, "tugas": task} for standing, task in TASKS],
    }
