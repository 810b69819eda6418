"""Papers as an agency writes them, made by hand, to be set, read back and looked at."""

import datetime

from lakip.documents.blocks import (
    Bar,
    Block,
    Break,
    Centered,
    Choices,
    Clauses,
    Facts,
    Frame,
    Gantt,
    Heading,
    Items,
    Lines,
    Numbering,
    Paragraph,
    Profile,
    Sheet,
    Signature,
    Signatures,
    Table,
    Title,
)
from tests.documents.sample_office import (
    ADDRESS,
    HEAD,
    INITIALS,
    LETTERHEAD,
    MEMBERS,
    SUBJECT,
    sheet,
)


def decree() -> Sheet:
    """Keputusan Kepala Dinas that forms the team, with its annex."""
    return sheet(
        *_considering(),
        *_deciding(),
        Signatures(columns=(HEAD,), initials=INITIALS),
        Lines(
            lines=(
                "Tembusan:",
                "1. Bupati Bahari Raya u.p. Sekretaris Daerah;",
                "2. Inspektur Kabupaten Bahari Raya;",
                "3. Kepala Bagian Organisasi Sekretariat Daerah.",
            )
        ),
        Break(),
        *_annex(),
        profile=Profile(serif=True, size=11),
        title="Keputusan Kepala Dinas tentang Pembentukan Tim Penyusun",
    )


def _considering() -> tuple[Block, ...]:
    return (
        LETTERHEAD,
        Title(
            lines=(
                "KEPUTUSAN KEPALA DINAS KELAUTAN DAN PERIKANAN",
                "NOMOR 27 TAHUN 2026",
                "TENTANG",
                SUBJECT,
            )
        ),
        Centered(text="KEPALA DINAS KELAUTAN DAN PERIKANAN,"),
        Clauses(
            label="Menimbang",
            numbering=Numbering.LETTERS,
            items=(
                "bahwa untuk mewujudkan akuntabilitas kinerja yang tepat waktu dan dapat "
                "dipertanggungjawabkan, setiap perangkat daerah wajib menyusun Laporan Kinerja;",
                "bahwa penyusunan Laporan Kinerja memerlukan tim yang bekerja lintas bidang;",
                "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf b, "
                "perlu menetapkan Keputusan Kepala Dinas tentang Pembentukan Tim Penyusun Laporan "
                "Kinerja Instansi Pemerintah Tahun 2026;",
            ),
        ),
        Clauses(
            label="Mengingat",
            numbering=Numbering.NUMBERS,
            items=(
                "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah;",
                "Peraturan Pemerintah Nomor 8 Tahun 2006 tentang Pelaporan Keuangan dan Kinerja "
                "Instansi Pemerintah;",
                "Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja "
                "Instansi Pemerintah;",
                "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 53 "
                "Tahun 2014 tentang Petunjuk Teknis Perjanjian Kinerja, Pelaporan Kinerja dan Tata "
                "Cara Reviu atas Laporan Kinerja Instansi Pemerintah;",
            ),
        ),
        Clauses(
            label="Memperhatikan",
            items=("Surat Sekretaris Daerah Nomor 000.8.6.2/114/ORG tanggal 16 November 2026;",),
        ),
    )


def _deciding() -> tuple[Block, ...]:
    return (
        Centered(text="MEMUTUSKAN:", bold=True),
        Clauses(label="Menetapkan", items=(f"KEPUTUSAN KEPALA DINAS TENTANG {SUBJECT}.",)),
        Clauses(
            label="KESATU",
            items=(
                "Membentuk Tim Penyusun Laporan Kinerja Instansi Pemerintah Dinas Kelautan dan "
                "Perikanan Tahun 2026 dengan susunan sebagaimana tercantum dalam Lampiran yang "
                "merupakan bagian tidak terpisahkan dari Keputusan ini.",
            ),
        ),
        Clauses(
            label="KEDUA",
            numbering=Numbering.LETTERS,
            items=(
                "mengumpulkan dan memeriksa data kinerja dari setiap bidang;",
                "menyusun rancangan laporan beserta rencana kerjanya; dan",
                "menyampaikan rancangan laporan untuk diverifikasi.",
            ),
        ),
        Clauses(
            label="KETIGA",
            items=("Tim bertanggung jawab dan melaporkan hasil kerjanya kepada Kepala Dinas.",),
        ),
        Clauses(
            label="KEEMPAT",
            items=(
                "Segala biaya yang timbul akibat ditetapkannya Keputusan ini dibebankan pada "
                "Dokumen Pelaksanaan Anggaran Dinas Kelautan dan Perikanan Tahun Anggaran 2026.",
            ),
        ),
        Clauses(label="KELIMA", items=("Keputusan ini mulai berlaku pada tanggal ditetapkan.",)),
    )


def _annex() -> tuple[Block, ...]:
    return (
        Lines(
            at_right=True,
            lines=(
                "LAMPIRAN",
                "KEPUTUSAN KEPALA DINAS KELAUTAN DAN PERIKANAN",
                "NOMOR 27 TAHUN 2026",
                "TANGGAL 23 NOVEMBER 2026",
            ),
        ),
        Title(lines=("SUSUNAN TIM PENYUSUN LAPORAN KINERJA", "TAHUN 2026")),
        Table(
            headings=("No.", "Nama dan NIP", "Jabatan dalam dinas", "Kedudukan dalam tim"),
            rows=MEMBERS,
            widths=(1, 5, 5, 3),
        ),
        Signatures(columns=(HEAD,), initials=INITIALS),
    )


def disposition() -> Sheet:
    """Lembar disposisi: a form in a frame."""
    return sheet(
        LETTERHEAD,
        Title(lines=("LEMBAR DISPOSISI",)),
        Frame(
            rows=(
                (
                    (
                        Facts(
                            rows=(
                                ("Surat dari", "Sekretaris Daerah Kabupaten Bahari Raya"),
                                ("Nomor surat", "000.8.6.2/114/ORG"),
                                ("Tanggal surat", "16 November 2026"),
                            )
                        ),
                    ),
                    (
                        Facts(
                            rows=(
                                ("Diterima tanggal", "17 November 2026"),
                                ("Nomor agenda", "412"),
                                ("Sifat", "Segera"),
                            )
                        ),
                    ),
                ),
                ((Facts(rows=(("Hal", "Penyusunan Laporan Kinerja Tahun 2026"),)),),),
                (
                    (
                        Heading(text="Diteruskan kepada"),
                        Choices(
                            options=(
                                ("Sekretaris", True),
                                ("Kepala Bidang Perikanan Tangkap", False),
                                ("Kepala Bidang Budi Daya", False),
                                ("Kasubbag Perencanaan", True),
                            )
                        ),
                    ),
                    (
                        Heading(text="Dengan hormat harap"),
                        Choices(
                            options=(
                                ("Tanggapan dan saran", False),
                                ("Proses lebih lanjut", True),
                                ("Koordinasi dan konfirmasi", False),
                            )
                        ),
                    ),
                ),
                (
                    (
                        Heading(text="Catatan"),
                        Paragraph(
                            text="Siapkan tim penyusun dan rencana kerjanya. Draf laporan saya "
                            "tunggu sebelum akhir Januari 2027."
                        ),
                        Signatures(
                            columns=(
                                Signature(
                                    above=("Bahari, 17 November 2026",),
                                    office="Kepala Dinas,",
                                    name=HEAD.name,
                                    nip=HEAD.nip,
                                    address=ADDRESS,
                                ),
                            )
                        ),
                    ),
                ),
            )
        ),
        title="Lembar disposisi",
    )


def minutes() -> Sheet:
    """Notula: facts, what was said, a table of what follows, two signatures."""
    return sheet(
        LETTERHEAD,
        Title(lines=("NOTULA RAPAT",)),
        Facts(
            rows=(
                ("Rapat", "Rapat perdana Tim Penyusun Laporan Kinerja Tahun 2026"),
                ("Hari, tanggal", "Kamis, 26 November 2026"),
                ("Waktu", "09.00–11.30 WITA"),
                ("Tempat", "Ruang Rapat Lantai 2"),
                ("Pimpinan", "Drs. Muh. Yusuf, M.M. (Sekretaris, Ketua Tim)"),
            )
        ),
        Heading(text="Acara"),
        Items(
            items=("Pembagian tugas", "Jadwal kerja", "Format data kinerja"),
        ),
        Heading(text="Pembahasan"),
        Paragraph(
            indent=True,
            text="Ketua membuka rapat dan menyampaikan bahwa data kinerja dari setiap bidang "
            "harus masuk sebelum pertengahan Desember, agar verifikasi dapat dilakukan tanpa "
            "tergesa-gesa. Bidang Budi Daya meminta contoh pengisian untuk indikator produksi "
            "yang satuannya berubah tahun ini.",
        ),
        Items(
            numbering=Numbering.DASHES,
            items=(
                "Kasubbag Perencanaan membagikan format data dalam bentuk lembar kerja.",
                "Setiap bidang menunjuk seorang petugas data.",
            ),
        ),
        Heading(text="Tindak lanjut"),
        Table(
            caption="Tabel 1. Tindak lanjut rapat",
            headings=("No.", "Kegiatan", "Penanggung jawab", "Tenggat"),
            rows=(
                ("1", "Mengirim format data", "Kasubbag Perencanaan", "27 November 2026"),
                ("2", "Mengisi data triwulan I–III", "Semua bidang", "11 Desember 2026"),
                ("3", "Memeriksa kelengkapan data", "Statistisi", "18 Desember 2026"),
            ),
            widths=(1, 6, 4, 3),
        ),
        Signatures(
            columns=(
                Signature(office="Pimpinan Rapat,", name="Drs. Muh. Yusuf, M.M.", address=ADDRESS),
                Signature(office="Notulis,", name="Sitti Aminah, S.E.", nip="198107072006042011"),
            )
        ),
        title="Notula rapat",
        foot="Disusun dengan aplikasi LAKIP",
    )


def plan() -> Sheet:
    """Rencana kerja: a page that lies on its side, with a Gantt."""
    first = datetime.date(2026, 11, 23)
    tasks = (
        ("Rapat perdana dan pembagian tugas", "Ketua Tim", 0, 4),
        ("Penyusunan format data kinerja", "Kasubbag Perencanaan", 3, 9),
        ("Pengumpulan data kinerja dari bidang", "Kepala Bidang", 7, 25),
        ("Verifikasi data dan bukti dukung", "Statistisi dan Kasubbag Perencanaan", 21, 32),
        ("Penyusunan draf laporan", "Tim Penyusun", 28, 56),
        ("Pemeriksaan draf oleh Sekretaris", "Sekretaris", 57, 60),
        ("Pengesahan dan pengiriman", "Kepala Dinas", 64, 66),
    )
    day = datetime.timedelta(days=1)
    weekends = [first + day * (7 * week + at) for week in range(10) for at in (5, 6)]
    holidays = [datetime.date(2026, 12, 25), datetime.date(2027, 1, 1)]
    return sheet(
        Break(landscape=True),
        Title(lines=("RENCANA KERJA PENYUSUNAN LAPORAN KINERJA", "TAHUN 2026")),
        Gantt(
            bars=tuple(
                Bar(text=text, who=who, starts=first + day * start, ends=first + day * end)
                for text, who, start, end in tasks
            ),
            days_off=tuple(weekends + holidays),
        ),
        Signatures(columns=(HEAD,), initials=INITIALS),
        title="Rencana kerja",
    )


ALL = {"decree": decree, "disposition": disposition, "minutes": minutes, "plan": plan}
