"""Lembar pengesahan: says whose report this is, and that it was ratified (step 10).

It bears the number, the date, the signature and the code, and goes out with the report.
"""

from dataclasses import replace

from lakip.documents.blocks import Block, Facts, Signature, Signatures, Table, Title
from lakip.papers.drafted import LETTER, NO_NUMBER, Drafted, Known, register
from lakip.papers.form import Answers, Field, Kind
from lakip.papers.wording import FILLED_IN, dated, full_agency, paragraphs

SLUG = "lembar-pengesahan"

FIELDS = (
    Field(name="judul", label="Judul laporan", is_required=True),
    Field(name="halaman", label="Jumlah halaman"),
    Field(name="tanggal", label="Tanggal pengesahan", kind=Kind.DATE, is_required=True),
    Field(
        name="pernyataan",
        label="Pernyataan",
        kind=Kind.TEXT,
        help=FILLED_IN,
        is_required=True,
        is_wording=True,
    ),
)


def _first(known: Known) -> Answers:
    return {
        "judul": f"Laporan Kinerja {full_agency(known)} Tahun {known.year}",
        "halaman": "",
        "tanggal": known.today.isoformat(),
        "pernyataan": "Laporan Kinerja {opd} tahun {tahun} ini disusun oleh tim penyusun sesuai "
        "dengan Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja "
        "Instansi Pemerintah, dan telah diverifikasi.\n"
        "Dengan ini Laporan Kinerja tersebut disahkan sebagai pertanggungjawaban atas kinerja "
        "{opd} tahun {tahun}, untuk disampaikan kepada instansi terkait.",
    }


def _blocks(known: Known, answers: Answers) -> tuple[Block, ...]:
    pages = (("Jumlah halaman", answers["halaman"]),) if answers["halaman"] else ()
    return (
        known.letterhead,
        Title(
            lines=(
                "LEMBAR PENGESAHAN",
                f"LAPORAN KINERJA TAHUN {known.year}",
                f"NOMOR {known.number or NO_NUMBER}",
            )
        ),
        Facts(
            rows=(
                ("Judul", answers["judul"]),
                ("Perangkat daerah", full_agency(known)),
                ("Tahun laporan", str(known.year)),
                *pages,
            )
        ),
        *paragraphs(known, answers["pernyataan"]),
        Table(headings=("Tahap", "Oleh", "Nama"), rows=_stages(known), widths=(4, 8, 8)),
        Signatures(columns=(_signature(known, answers),)),
    )


def _stages(known: Known) -> tuple[tuple[str, ...], ...]:
    """Who wrote, verified and ratified the report, as the SOP has them do."""
    chair = next((one.name for one in known.team if one.standing.casefold() == "ketua"), "")
    people = (
        ("Disusun", "Tim penyusun Laporan Kinerja", chair and f"{chair} (ketua)"),
        ("Diverifikasi", known.holder("sekretaris").title, known.holder("sekretaris").name),
        ("Disahkan", known.holder("kepala-dinas").title, known.holder("kepala-dinas").name),
    )
    return tuple((stage, office, name or "–") for stage, office, name in people)


def _signature(known: Known, answers: Answers) -> Signature:
    signed = known.signature("kepala-dinas")
    return replace(
        signed,
        above=(f"Disahkan di {known.place}", f"pada tanggal {dated(answers['tanggal'])}"),
        office=f"{known.holder('kepala-dinas').title},",
    )


def lay_out() -> None:
    """Put the sheet on the table of drafted papers."""
    register(
        Drafted(
            slug=SLUG,
            fields=FIELDS,
            first=_first,
            blocks=_blocks,
            series=LETTER,
            signed_by="kepala-dinas",
            date_field="tanggal",
        )
    )
