"""Pernyataan telah direviu: what the Inspektorat says of one version of the draft, and signs.

Source of the paragraphs: the form in PermenPANRB 53/2014, Lampiran III, in our own words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lakip.documents.blocks import Block, Facts, Items, Numbering, Signature, Signatures, Title
from lakip.documents.letter_words import long_date, upper
from lakip.documents.models import Mark, Version
from lakip.journey.standing import Filed, Standing
from lakip.journey.workbench import Workbench
from lakip.journey.workbench import register as put_on_table
from lakip.papers.drafted import LETTER, NO_NUMBER, Drafted, Known, register
from lakip.papers.form import Answers, Field, Kind, date_of
from lakip.papers.laporan_kinerja.reviewed import STATEMENT
from lakip.papers.laporan_kinerja.writing import PAPER
from lakip.papers.verifikasi import verifying
from lakip.papers.wording import DOTS, FILLED_IN, full_agency, paragraphs, region_of

ROLE = "inspektorat"
CLEAN, CONDITION = "tidak-ada", "ada"
CONCLUSIONS = (
    (CLEAN, "Tidak ada kondisi yang membuat ragu"),
    (CONDITION, "Ada kondisi yang membuat ragu"),
)
SAID = {
    CLEAN: "Berdasarkan reviu kami, tidak terdapat kondisi atau hal-hal yang menimbulkan keraguan "
    "atas keandalan informasi kinerja yang disajikan dalam Laporan Kinerja ini.",
    CONDITION: "Berdasarkan reviu kami, terdapat kondisi berikut yang menimbulkan keraguan atas "
    "keandalan informasi kinerja yang disajikan dalam Laporan Kinerja ini.",
}
GROUP = "Simpulan"
NO_CONDITION = "Sebutkan kondisi yang ditemukan, satu setiap baris."
NOT_FOUND = "Kondisi diisi, tetapi simpulannya tidak ada kondisi. Samakan keduanya."
NO_DRAFT = "Draf laporan yang direviu belum ada."
OTHER_DRAFT = (
    "Pernyataan telah direviu yang disimpan menyebut draf lain. Susun dan simpan lagi untuk draf "
    "versi {number}."
)
NOT_SIGNED = "Pernyataan telah direviu belum ditandatangani."

DATE = Field(name="tanggal", label="Tanggal", kind=Kind.DATE, is_required=True)
OFFICE = Field(
    name="jabatan",
    label="Jabatan penanda tangan",
    help="Inspektur, atau ketua tim reviu.",
    is_required=True,
)
FIELDS = (
    DATE,
    OFFICE,
    Field(
        name="simpulan",
        label="Simpulan",
        kind=Kind.CHOICE,
        options=CONCLUSIONS,
        is_required=True,
        group=GROUP,
    ),
    Field(
        name="kondisi",
        label="Kondisi yang ditemukan",
        kind=Kind.LIST,
        help="Satu kondisi setiap baris. Kosongkan bila tidak ada.",
        group=GROUP,
    ),
    Field(
        name="pernyataan",
        label="Pernyataan",
        kind=Kind.TEXT,
        help=FILLED_IN,
        is_required=True,
        is_wording=True,
        group="Kalimat",
    ),
)


def _first(known: Known) -> Answers:
    return {
        "tanggal": known.today.isoformat(),
        "jabatan": usual_office(known),
        "simpulan": "",  # Nobody has concluded anything yet, and nothing is taken for granted.
        "kondisi": [],
        "pernyataan": "Kami telah mereviu Laporan Kinerja {opd} tahun anggaran {tahun} sesuai "
        "dengan pedoman reviu atas laporan kinerja. Substansi informasi yang dimuat di dalamnya "
        "menjadi tanggung jawab manajemen {opd}.\n"
        "Reviu bertujuan memberikan keyakinan terbatas bahwa Laporan Kinerja telah disajikan "
        "secara akurat, andal, dan valid.",
    }


def usual_office(known: Known) -> str:
    """Who usually signs for an Inspektorat: "Inspektur Kabupaten Contoh"."""
    return f"Inspektur {region_of(known.government).name}"


def _faults(known: Known, answers: Answers) -> list[str]:
    found = [] if known.report else [NO_DRAFT]
    if answers["simpulan"] == CONDITION and not answers["kondisi"]:
        found.append(NO_CONDITION)
    if answers["simpulan"] == CLEAN and answers["kondisi"]:
        found.append(NOT_FOUND)
    return found


def _blocks(known: Known, answers: Answers) -> tuple[Block, ...]:
    conditions = tuple(answers["kondisi"])
    return (
        known.letterhead,
        Title(
            lines=(
                "PERNYATAAN TELAH DIREVIU",
                f"LAPORAN KINERJA {upper(full_agency(known))}",
                f"TAHUN ANGGARAN {known.year}",
                f"Nomor {known.number or NO_NUMBER}",
            )
        ),
        *paragraphs(known, answers["pernyataan"]),
        *paragraphs(known, SAID.get(answers["simpulan"], DOTS)),
        *([Items(items=conditions, numbering=Numbering.LETTERS)] if conditions else []),
        Facts(rows=what_is_reviewed(known)),
        Signatures(columns=(signed(known, answers),)),
    )


def what_is_reviewed(known: Known) -> tuple[tuple[str, str], ...]:
    """The version that a paper of the review speaks of, by its number and its SHA-256."""
    report = known.report
    if report is None:
        return (("Yang direviu", DOTS),)
    return (
        ("Yang direviu", f"Draf versi {report.number}, {long_date(report.on)}"),
        ("Sidik berkas", report.sha256),
    )


def signed(known: Known, answers: Answers) -> Signature:
    """Who signs for the Inspektorat, under the office that was answered."""
    own = known.signature(ROLE, date=date_of(answers["tanggal"]))
    return replace(own, office=f"{answers['jabatan']},")


def _obstacles(here: Standing) -> Iterator[str]:
    """The statement that is filed in this round is signed, and speaks of the draft that counts.

    One that was uploaded names no draft in a way that can be read; the draft cannot change while
    the review is open, so that it was filed in this round is what binds it.
    """
    filed, draft = here.latest.get(STATEMENT), here.latest.get(PAPER)
    if filed is None or draft is None or filed.filed_in != (here.turn.step, here.turn.round):
        return  # The rules ask for the paper itself.
    if not _names(filed, draft):
        yield OTHER_DRAFT.format(number=draft.number)
    elif Mark.Kind.SIGNATURE not in filed.marks:
        yield NOT_SIGNED


def _names(statement: Filed, draft: Filed) -> bool:
    made_from = Version.objects.values_list("made_from", flat=True).get(pk=statement.version_id)
    return made_from is None or made_from.get("draft") == draft.sha256


def _demanded(here: Standing) -> Iterable[str]:
    yield from _obstacles(here)
    yield from verifying.open_remarks_left(here)


def lay_out() -> None:
    """Put the statement on the drafting desk, and its workbench on the engine's table."""
    register(
        Drafted(
            slug=STATEMENT,
            fields=FIELDS,
            first=_first,
            blocks=_blocks,
            faults=_faults,
            series=LETTER,
            signed_by=ROLE,
            date_field="tanggal",
            from_outside=True,
            about_draft=True,
            must_be_signed=True,
        )
    )
    put_on_table(
        STATEMENT,
        Workbench(
            obstacles=_demanded,
            obstacles_to_sending_back=verifying.obstacles_to_sending_back,
        ),
    )
