"""Surat permintaan data: asks each bidang for its figures, in what form, by when (step 7)."""

from lakip.documents.blocks import Block, Facts, Signatures, Table
from lakip.papers import letter
from lakip.papers.drafted import LETTER, Drafted, Known, register
from lakip.papers.form import MOST_ITEMS, Answers, Column, Field, Kind
from lakip.papers.rencana_kerja import due_of
from lakip.papers.schedule import COLLECT
from lakip.papers.wording import on_day, paragraphs

SLUG = "surat-permintaan-data"
_DATA = "Data"

FIELDS = (
    Field(
        name="data",
        label="Data yang diminta",
        kind=Kind.ROWS,
        columns=(
            Column(name="data", label="Data", is_required=True),
            Column(name="keterangan", label="Keterangan"),
        ),
        is_wording=True,
        group=_DATA,
    ),
    Field(
        name="batas",
        label="Diterima paling lambat",
        kind=Kind.DATE,
        help="Semula dari rencana kerja tim.",
        is_required=True,
        group=_DATA,
    ),
    Field(name="bentuk", label="Bentuk data", is_required=True, is_wording=True, group=_DATA),
    Field(
        name="narahubung",
        label="Narahubung",
        help="Nama dan nomor telepon yang dapat dihubungi.",
        group=_DATA,
    ),
    letter.DATE,
    letter.URGENCY_FIELD,
    Field(name="lampiran", label="Lampiran", group=letter.GROUP),
    letter.SUBJECT,
    letter.ADDRESSEES,
    letter.SIGNED_AS,
    letter.sentence("pembuka", "Pembuka"),
    letter.sentence("penutup", "Penutup"),
)
DATA = (
    ("Realisasi setiap indikator kinerja", "Juga tahun-tahun sebelumnya"),
    ("Penyebab keberhasilan atau kegagalan", "Beserta solusi yang telah dilakukan"),
    ("Program dan kegiatan penunjang", "Beserta capaiannya"),
    ("Pagu dan realisasi anggaran", "Setiap program dan kegiatan"),
    ("Bukti dukung", "Dokumen sumber data realisasi"),
)


def _first(known: Known) -> Answers:
    heads = [f"Kepala {bidang}" for bidang in known.bidang] or ["Kepala Bidang terkait"]
    return {
        "data": [{"data": data, "keterangan": note} for data, note in DATA],
        "batas": due_of(known, COLLECT).isoformat(),
        "bentuk": "Format data terlampir, diisi sebagai lembar kerja",
        "narahubung": _contact(known),
        "tanggal": known.today.isoformat(),
        "sifat": "segera",
        "lampiran": "1 (satu) berkas",
        "hal": f"Permintaan data kinerja tahun {known.year}",
        "kepada": heads if len(heads) <= MOST_ITEMS else ["Seluruh Kepala Bidang"],
        "atas-nama": letter.OWN_OFFICE,
        "pembuka": "Untuk penyusunan Laporan Kinerja {opd} tahun {tahun}, Saudara diminta "
        "menyampaikan data berikut kepada tim penyusun:",
        "penutup": "Kebenaran data agar dipastikan oleh Kepala Bidang. Atas perhatian dan kerja "
        "sama Saudara diucapkan terima kasih.",
    }


def _contact(known: Known) -> str:
    """Who in the team answers questions: its secretary, else who plans."""
    for member in known.team:
        if member.standing.casefold() == "sekretaris":
            return f"{member.name} (sekretaris tim penyusun)"
    planner = known.holder("kasubbag-perencanaan")
    return f"{planner.name} ({planner.title})" if planner.name else ""


def _blocks(known: Known, answers: Answers) -> tuple[Block, ...]:
    signed = letter.signature(known, answers)
    contact = (("Narahubung", answers["narahubung"]),) if answers["narahubung"] else ()
    return (
        *letter.opening(known, answers, annex=answers["lampiran"]),
        *paragraphs(known, answers["pembuka"]),
        *_asked(answers["data"]),
        Facts(
            rows=(
                ("Paling lambat", on_day(answers["batas"])),
                ("Bentuk data", answers["bentuk"]),
                *contact,
            )
        ),
        *paragraphs(known, answers["penutup"]),
        Signatures(columns=(signed,)),
        *letter.annex_of_addressees(known, answers, title="DAFTAR PENERIMA", signed=signed),
    )


def _asked(data: list[dict[str, str]]) -> tuple[Block, ...]:
    if not data:
        return ()
    rows = tuple(
        (str(at), row["data"], row["keterangan"] or "–") for at, row in enumerate(data, start=1)
    )
    return (Table(headings=("No.", "Data", "Keterangan"), rows=rows, widths=(2, 13, 11)),)


def _faults(known: Known, answers: Answers) -> list[str]:
    if not answers["data"]:
        return ["Sebutkan sedikitnya satu data yang diminta."]
    return []


def lay_out() -> None:
    """Put the letter that asks for data on the table of drafted papers."""
    register(
        Drafted(
            slug=SLUG,
            fields=FIELDS,
            first=_first,
            blocks=_blocks,
            series=LETTER,
            signed_by="sekretaris",
            date_field="tanggal",
            faults=_faults,
        )
    )
