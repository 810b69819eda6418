"""The agency whose papers are the samples: its kop, its head, its team."""

import datetime

from lakip.documents.blocks import Block, Letterhead, Profile, Sheet, Signature

MADE_AT = datetime.datetime(2026, 11, 23, 8, 30, tzinfo=datetime.UTC)
ADDRESS = "https://lakip.bahariraya.go.id/verifikasi/K7QX-M2PD-9RTA"
LETTERHEAD = Letterhead(
    government="Pemerintah Kabupaten Bahari Raya",
    agency="Dinas Kelautan dan Perikanan",
    address=(
        "Jalan Pelabuhan Nomor 12, Bahari 91234, Telepon (0412) 345678",
        "Pos-el dkp@bahariraya.go.id, laman dkp.bahariraya.go.id",
    ),
    logo="0" * 64,
)
HEAD = Signature(
    above=("Ditetapkan di Bahari", "pada tanggal 23 November 2026"),
    office="KEPALA DINAS KELAUTAN DAN PERIKANAN,",
    name="Ir. Hj. Andi Rahmawati, M.Si.",
    rank="Pembina Utama Muda",
    nip="19680412 199303 2 005",
    address=ADDRESS,
)
INITIALS = ("Sekretaris", "Kasubbag Perencanaan")
SUBJECT = (
    "PEMBENTUKAN TIM PENYUSUN LAPORAN KINERJA INSTANSI PEMERINTAH DINAS KELAUTAN DAN PERIKANAN "
    "TAHUN 2026"
)
MEMBERS = tuple(
    (str(at), f"{name}\nNIP {nip}", office, standing)
    for at, (name, nip, office, standing) in enumerate(
        (
            ("Ir. Hj. Andi Rahmawati, M.Si.", "196804121993032005", "Kepala Dinas", "Pengarah"),
            ("Drs. Muh. Yusuf, M.M.", "197002151995031002", "Sekretaris", "Ketua"),
            (
                "Sitti Aminah, S.E.",
                "198107072006042011",
                "Kepala Subbagian Perencanaan",
                "Sekretaris",
            ),
            ("Dr. Baharuddin, S.Pi.", "197509092003121004", "Kepala Bidang Tangkap", "Anggota"),
            ("Nurhayati, S.Pi., M.P.", "197811302005022003", "Kepala Bidang Budi Daya", "Anggota"),
            ("Abdul Rahman, S.Kel.", "198203142009011007", "Kepala Bidang Pengawasan", "Anggota"),
            ("Hasnah, S.ST.Pi.", "198512012010012020", "Penyuluh Perikanan Ahli Muda", "Anggota"),
            ("I Made Wirawan, S.Stat.", "199001012015031001", "Statistisi Ahli Muda", "Anggota"),
            ("Fitriani, A.Md.", "199204252019022008", "Bendahara Pengeluaran", "Anggota"),
            ("Yohanis Tandi, S.Kom.", "199305172020121003", "Pranata Komputer", "Anggota"),
            ("Rosmiati, S.Sos.", "198806062011012015", "Arsiparis Ahli Pertama", "Anggota"),
            ("La Ode Sarif, S.Pi.", "198909092014021002", "Analis Perikanan Tangkap", "Anggota"),
        ),
        start=1,
    )
)


def sheet(
    *blocks: Block, profile: Profile | None = None, title: str = "Contoh", foot: str = ""
) -> Sheet:
    return Sheet(
        title=title,
        author="Dinas Kelautan dan Perikanan Kabupaten Bahari Raya",
        blocks=blocks,
        made_at=MADE_AT,
        profile=profile or Profile(),
        foot=foot,
    )
