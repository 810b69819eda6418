"""What the system knows of one agency's journey, for drafting every paper without a database."""

import datetime
from dataclasses import replace
from typing import Any

from lakip.documents.blocks import Letterhead, Profile, Sheet
from lakip.papers import (
    disposisi,
    draft_sk_tim,
    lembar_pengesahan,
    permintaan_data,
    rapat,
    rencana_kerja,
    reviu,
    reviu_catatan,
    undangan,
)
from lakip.papers.drafted import Drafted, FiledReport, Holder, Known, Member, Request, all_drafted
from lakip.papers.form import Answers
from lakip.papers.pengiriman import letters
from lakip.papers.verifikasi import checklist
from lakip.sop.worktime import WorkCalendar, Zone

MADE_AT = datetime.datetime(2027, 1, 11, 1, 30, tzinfo=datetime.UTC)
TODAY = datetime.date(2027, 1, 11)  # A Monday.
CALENDAR = WorkCalendar(
    zone=Zone.WITA,
    days_off={
        datetime.date(2027, 1, 1): "Tahun Baru",
        datetime.date(2027, 1, 5): "Isra Mikraj",
        datetime.date(2027, 2, 5): "Cuti bersama",
        datetime.date(2027, 2, 6): "Imlek",
    },
)
HEAD = Holder(
    person="1",
    name="Ir. Hj. Andi Rahmawati, M.Si.",
    nip="196804121993032005",
    rank="Pembina Utama Muda",
    title="Kepala Dinas Kelautan dan Perikanan",
)
SECRETARY = Holder(
    person="2",
    name="Drs. Muh. Yusuf, M.M.",
    nip="197002151995031002",
    rank="Pembina Tingkat I",
    title="Sekretaris Dinas Kelautan dan Perikanan",
)
PLANNER = Holder(
    person="3",
    name="Sitti Aminah, S.E.",
    nip="198107072006042011",
    rank="Penata Tingkat I",
    title="Kepala Sub Bagian Perencanaan",
)
DIVISION = Holder(
    person="4",
    name="Dr. Baharuddin, S.Pi.",
    nip="197509092003121004",
    title="Kepala Bidang Perikanan Tangkap",
)
INSPECTOR = Holder(
    person="5",
    name="Drs. H. Syamsuddin, Ak., C.A.",
    nip="196901011994031009",
    rank="Pembina Utama Muda",
    title="Inspektorat",
)
# A team as in the real example: it has twelve members and no secretary.
TEAM = tuple(
    Member(name=name, nip=nip, office=office, standing=standing)
    for name, nip, office, standing in (
        (HEAD.name, HEAD.nip, "Kepala Dinas Kelautan dan Perikanan", "Penanggung jawab"),
        (SECRETARY.name, SECRETARY.nip, "Sekretaris Dinas Kelautan dan Perikanan", "Ketua"),
        (PLANNER.name, PLANNER.nip, "Kepala Sub Bagian Perencanaan", "Anggota"),
        (DIVISION.name, DIVISION.nip, "Kepala Bidang Perikanan Tangkap", "Anggota"),
        ("Nurhayati, S.Pi., M.P.", "197811302005022003", "Kepala Bidang Budi Daya", "Anggota"),
        ("Abdul Rahman, S.Kel.", "198203142009011007", "Pengawas Perikanan", "Anggota"),
        ("Hasnah, S.ST.Pi.", "198512012010012020", "Penyuluh Perikanan Ahli Muda", "Anggota"),
        ("I Made Wirawan, S.Stat.", "199001012015031001", "Statistisi Ahli Muda", "Anggota"),
        ("Fitriani, A.Md.", "199204252019022008", "Bendahara Pengeluaran", "Anggota"),
        ("Yohanis Tandi, S.Kom.", "199305172020121003", "Pranata Komputer", "Anggota"),
        ("Rosmiati, S.Sos.", "198806062011012015", "Arsiparis Ahli Pertama", "Anggota"),
        ("La Ode Sarif, S.Pi.", "", "Tenaga pendamping", "Anggota"),
    )
)
KNOWN = Known(
    agency="Dinas Kelautan dan Perikanan",
    government="Pemerintah Kabupaten Bahari Raya",
    year=2026,
    today=TODAY,
    place="Bahari",
    letterhead=Letterhead(
        government="PEMERINTAH KABUPATEN BAHARI RAYA",
        agency="DINAS KELAUTAN DAN PERIKANAN",
        address=(
            "Jalan Pelabuhan Nomor 12, Bahari 91234, Telepon (0412) 345678",
            "Pos-el dkp@bahariraya.go.id, laman dkp.bahariraya.go.id",
        ),
    ),
    request=Request(
        sender="Sekretaris Daerah Kabupaten Bahari Raya",
        number="000.8.6.2/114/ORG",
        date=datetime.date(2027, 1, 4),
    ),
    calendar=CALENDAR,
    holders={
        "kepala-dinas": HEAD,
        "sekretaris": SECRETARY,
        "kasubbag-perencanaan": PLANNER,
        "kepala-bidang": DIVISION,
        "inspektorat": INSPECTOR,
    },
    bidang=("Bidang Perikanan Tangkap", "Bidang Budi Daya", "Bidang Pengawasan"),
    team=TEAM,
    number="000.8.6.2/27/DKP",
    address="https://lakip.bahariraya.go.id/verifikasi/K7QX-M2PD-9RTA",
    report=FiledReport(number=2, sha256="5f" * 32, on=TODAY),
)
# Nobody holds an office, nobody is in the team, nothing was chosen.
BARE = replace(
    KNOWN,
    government="Bahari",
    letterhead=Letterhead(government="", agency=""),
    holders={},
    bidang=(),
    team=(),
    number="",
    address="",
)

for module in (
    disposisi,
    draft_sk_tim,
    undangan,
    rapat,
    rencana_kerja,
    permintaan_data,
    lembar_pengesahan,
    letters,
    reviu,
    reviu_catatan,
):
    module.lay_out()
PAPERS: tuple[Drafted, ...] = all_drafted()
# What is judged is never filled in beforehand, so these papers are not whole without a judgement.
JUDGED: dict[str, Answers] = {
    "pernyataan-telah-direviu": {"simpulan": reviu.CLEAN},
    "catatan-hasil-reviu": {item.code: checklist.YES for item in checklist.ITEMS if not item.after},
}


def begun(paper: Drafted, known: Known = KNOWN) -> Answers:
    """The paper as it begins, with the judgement that only a person can make."""
    return paper.first(known) | JUDGED.get(paper.slug, {})


def sheet(paper: Drafted, answers: Answers, known: Known = KNOWN, **profile: Any) -> Sheet:
    """The paper as it is typeset."""
    return Sheet(
        title=paper.slug,
        author=known.agency,
        blocks=paper.blocks(known, answers),
        made_at=MADE_AT,
        profile=Profile(serif=paper.is_decree, **profile),
    )
