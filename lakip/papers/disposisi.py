"""Lembar disposisi: what an official writes on a letter before passing it on (steps 1, 2, 11)."""

from lakip.documents.blocks import (
    Block,
    Choices,
    Facts,
    Frame,
    Heading,
    Paragraph,
    Signatures,
    Title,
)
from lakip.documents.letter_words import long_date
from lakip.papers.drafted import Drafted, Known, register
from lakip.papers.form import Answers, Field, Kind, date_of

URGENCY = (
    ("biasa", "Biasa"),
    ("segera", "Segera"),
    ("sangat-segera", "Sangat segera"),
    ("rahasia", "Rahasia"),
)
INSTRUCTIONS = (
    ("tindak-lanjut", "Tindak lanjuti sesuai SOP"),
    ("proses", "Proses lebih lanjut"),
    ("koordinasi", "Koordinasikan/konfirmasikan"),
    ("tanggapan", "Tanggapan dan saran"),
    ("siapkan", "Siapkan konsep"),
    ("laporkan", "Laporkan hasilnya"),
)
# Each sheet: who writes it, whom it can be passed on to, and what it says at first.
SHEETS = {
    "disposisi-kepala-dinas": (
        "kepala-dinas",
        ("sekretaris", "kepala-bidang", "kasubbag-perencanaan"),
        ("sekretaris",),
        "Susun Laporan Kinerja {agency} tahun {year} sesuai SOP. Bentuk tim penyusun dan "
        "perhatikan batas waktu penyampaiannya.",
    ),
    "disposisi-sekretaris": (
        "sekretaris",
        ("kasubbag-perencanaan", "kepala-bidang"),
        ("kasubbag-perencanaan",),
        "Susun draft SK tim penyusun Laporan Kinerja tahun {year} dan sampaikan kepada saya "
        "untuk diperiksa.",
    ),
    "disposisi-penggandaan": (
        "sekretaris",
        ("tim-penyusun", "kasubbag-perencanaan"),
        ("tim-penyusun",),
        "Gandakan, dokumentasikan, dan kirimkan Laporan Kinerja tahun {year} kepada instansi "
        "terkait, disertai surat pengantar dan tanda terima.",
    ),
}
TO = {
    "sekretaris": "Sekretaris",
    "kepala-bidang": "Kepala Bidang terkait",
    "kasubbag-perencanaan": "Kepala Sub Bagian Perencanaan",
    "tim-penyusun": "Tim Penyusun LAKIP",
}


def _fields(to: tuple[str, ...]) -> tuple[Field, ...]:
    return (
        Field(name="dari", label="Surat dari", is_required=True, group="Surat"),
        Field(name="nomor", label="Nomor surat", is_required=True, group="Surat"),
        Field(
            name="tanggal", label="Tanggal surat", kind=Kind.DATE, is_required=True, group="Surat"
        ),
        Field(name="diterima", label="Diterima tanggal", kind=Kind.DATE, group="Surat"),
        Field(name="agenda", label="Nomor agenda", group="Surat"),
        Field(
            name="sifat",
            label="Sifat",
            kind=Kind.CHOICE,
            options=URGENCY,
            is_required=True,
            group="Surat",
        ),
        Field(name="hal", label="Hal", is_required=True, group="Surat"),
        Field(
            name="kepada",
            label="Diteruskan kepada",
            kind=Kind.CHECKS,
            options=tuple((role, TO[role]) for role in to),
            is_required=True,
            group="Disposisi",
        ),
        Field(
            name="harap",
            label="Dengan hormat harap",
            kind=Kind.CHECKS,
            options=INSTRUCTIONS,
            group="Disposisi",
        ),
        Field(
            name="catatan",
            label="Catatan",
            kind=Kind.TEXT,
            is_required=True,
            group="Disposisi",
        ),
        Field(
            name="tanggal-disposisi",
            label="Tanggal disposisi",
            kind=Kind.DATE,
            is_required=True,
            group="Disposisi",
        ),
    )


def _first(slug: str, known: Known) -> Answers:
    _, _, to, note = SHEETS[slug]
    return {
        "dari": known.request.sender,
        "nomor": known.request.number,
        "tanggal": known.request.date.isoformat(),
        "diterima": known.today.isoformat(),
        "agenda": "",
        "sifat": "segera",
        "hal": f"Penyusunan Laporan Kinerja {known.agency} tahun {known.year}",
        "kepada": list(to),
        "harap": ["tindak-lanjut"],
        "catatan": note.format(agency=known.agency, year=known.year),
        "tanggal-disposisi": known.today.isoformat(),
    }


def _blocks(slug: str, known: Known, answers: Answers) -> tuple[Block, ...]:
    by, to, _, _ = SHEETS[slug]
    return (
        known.letterhead,
        Title(lines=("LEMBAR DISPOSISI",)),
        Frame(
            rows=(
                (_letter(answers), _receipt(answers)),
                ((Facts(rows=(("Hal", answers["hal"]),)),),),
                (
                    (
                        Heading(text="Diteruskan kepada"),
                        _choices([(role, TO[role]) for role in to], answers["kepada"]),
                    ),
                    (
                        Heading(text="Dengan hormat harap"),
                        _choices(INSTRUCTIONS, answers["harap"]),
                    ),
                ),
                ((Heading(text="Catatan"), *_paragraphs(answers["catatan"])),),
            )
        ),
        Signatures(
            columns=(known.signature(by, date=date_of(answers["tanggal-disposisi"])),),
        ),
    )


def _letter(answers: Answers) -> tuple[Block, ...]:
    rows = (
        ("Surat dari", answers["dari"]),
        ("Nomor surat", answers["nomor"]),
        ("Tanggal surat", _dated(answers["tanggal"])),
    )
    return (Facts(rows=rows),)


def _receipt(answers: Answers) -> tuple[Block, ...]:
    rows = (
        ("Diterima", _dated(answers["diterima"])),
        ("Nomor agenda", answers["agenda"] or "–"),
        ("Sifat", dict(URGENCY).get(answers["sifat"], "")),
    )
    return (Facts(rows=rows),)


def _choices(
    options: list[tuple[str, str]] | tuple[tuple[str, str], ...], chosen: list[str]
) -> Choices:
    return Choices(options=tuple((label, value in chosen) for value, label in options))


def _paragraphs(text: str) -> tuple[Block, ...]:
    return tuple(Paragraph(text=part.strip()) for part in text.split("\n") if part.strip())


def _dated(answer: str) -> str:
    date = date_of(answer)
    return long_date(date) if date else "–"


def lay_out() -> None:
    """Put the three sheets on the table of drafted papers."""
    for slug, (by, to, _, _) in SHEETS.items():
        register(
            Drafted(
                slug=slug,
                fields=_fields(to),
                first=lambda known, slug=slug: _first(slug, known),  # type: ignore[misc]
                blocks=lambda known, answers, slug=slug: _blocks(slug, known, answers),  # type: ignore[misc]
                signed_by=by,
                date_field="tanggal-disposisi",
            )
        )
