"""Surat pengantar and tanda terima: what goes with the report, and who got it (step 12)."""

from dataclasses import replace
from itertools import chain

from lakip.documents.blocks import (
    Block,
    Break,
    Facts,
    Lines,
    Signature,
    Signatures,
    Table,
    Title,
)
from lakip.papers import letter
from lakip.papers.drafted import LETTER, NO_NUMBER, Drafted, Known, register
from lakip.papers.form import Answers, Column, Field, Kind
from lakip.papers.laporan_kinerja.reviewed import STATEMENT
from lakip.papers.wording import DOTS, FILLED_IN, Region, dated, paragraphs, region_of

COVERING, RECEIPT = "surat-pengantar", "tanda-terima"
SPARE_ROWS = 2
# The list of what is sent stands on the page of each recipient: more rows would be a book.
MOST_LISTED = 600
COPIES = "eksemplar"

RECIPIENTS = Field(
    name="penerima",
    label="Penerima",
    kind=Kind.ROWS,
    help="Satu halaman untuk setiap penerima. Jumlah cukup ditulis dengan angka.",
    columns=(
        Column(name="penerima", label="Yth.", is_required=True),
        Column(name="tempat", label="di", is_required=True),
        Column(name="jumlah", label="Jumlah", is_required=True),
    ),
    group="Penerima",
)
COVERING_FIELDS = (
    RECIPIENTS,
    Field(
        name="naskah",
        label="Yang dikirim",
        kind=Kind.ROWS,
        columns=(
            Column(name="naskah", label="Naskah", is_required=True),
            Column(name="keterangan", label="Keterangan"),
        ),
        group="Penerima",
    ),
    letter.DATE,
    letter.SIGNED_AS,
    Field(
        name="penutup",
        label="Penutup",
        kind=Kind.TEXT,
        help=FILLED_IN,
        is_wording=True,
        group=letter.GROUP,
    ),
)
RECEIPT_FIELDS = (
    Field(name="naskah", label="Naskah", is_required=True),
    Field(name="tanggal", label="Tanggal pengiriman", kind=Kind.DATE, is_required=True),
    replace(RECIPIENTS, help="Penerima menulis nama dan tanda tangan pada lembarnya.", group=""),
    Field(
        name="pengirim",
        label="Yang mengirim",
        help="Anggota tim yang mengantarkan. Bila kosong, ditulis dengan tangan.",
    ),
)


def _recipients(known: Known) -> list[dict[str, str]]:
    """To whom the report goes; before that is planned, to whom it usually goes."""
    if known.recipients:
        return rows_of(known)
    region = region_of(known.government)
    return [
        {"penerima": name, "tempat": known.place, "jumlah": "1"}
        for name in usual_addressees(region)
    ]


def usual_addressees(region: Region) -> tuple[str, str, str]:
    """Who usually gets the report of an agency: head of region, inspectorate, planning board."""
    return (
        f"{region.head} c.q. Sekretaris Daerah ({region.organisation})",
        f"Inspektur {region.name}",
        f"Kepala Badan Perencanaan Pembangunan Daerah {region.name}",
    )


def rows_of(known: Known) -> list[dict[str, str]]:
    """The recipients of the report as the rows that the letters ask for."""
    return [
        {"penerima": each.name, "tempat": each.place or known.place, "jumlah": str(each.copies)}
        for each in known.recipients
    ]


def _first_covering(known: Known) -> Answers:
    return {
        "penerima": _recipients(known),
        "naskah": [
            {
                "naskah": _report(known),
                "keterangan": "Disampaikan dengan hormat sebagai laporan pertanggungjawaban "
                "kinerja",
            },
            *_statement(known),
        ],
        "tanggal": known.today.isoformat(),
        "atas-nama": letter.ON_BEHALF,
        "penutup": "Mohon lembar kedua surat pengantar ini dikembalikan setelah ditandatangani.",
    }


def _statement(known: Known) -> list[dict[str, str]]:
    """The reviewers' statement goes with the report, where there was a review."""
    if STATEMENT not in known.earlier:
        return []
    return [{"naskah": "Pernyataan telah direviu", "keterangan": "Menyertai laporan"}]


def _report(known: Known) -> str:
    return f"Laporan Kinerja {known.agency} tahun {known.year}"


def _covering(known: Known, answers: Answers) -> tuple[Block, ...]:
    """One page for each recipient; while there is none, a page with their place left open."""
    recipients = answers["penerima"] or [{"penerima": DOTS, "tempat": DOTS, "jumlah": DOTS}]
    pages = [_page(known, answers, recipient) for recipient in recipients]
    return tuple(chain(pages[0], *((Break(), *page) for page in pages[1:])))


def _page(known: Known, answers: Answers, recipient: dict[str, str]) -> tuple[Block, ...]:
    return (
        known.letterhead,
        Lines(lines=(f"{known.place}, {dated(answers['tanggal'])}",), at_right=True),
        Lines(lines=(f"Yth. {recipient['penerima']}", f"di {recipient['tempat']}")),
        Title(lines=("SURAT PENGANTAR", f"NOMOR {known.number or NO_NUMBER}")),
        *_sent(answers["naskah"], letter.counted(recipient["jumlah"], unit=COPIES)),
        *paragraphs(known, answers["penutup"], indent=False),
        Signatures(columns=(_receiver(), _sender(known, answers))),
    )


def _sent(papers: list[dict[str, str]], amount: str) -> tuple[Block, ...]:
    if not papers:
        return ()
    rows = tuple(
        (str(at), row["naskah"], amount, row["keterangan"] or "–")
        for at, row in enumerate(papers, start=1)
    )
    headings = ("No.", "Naskah dinas yang dikirim", "Banyaknya", "Keterangan")
    return (Table(headings=headings, rows=rows, widths=(2, 9, 6, 8)),)


def _receiver() -> Signature:
    """Filled in by hand by whoever takes the report, on the copy that comes back."""
    return Signature(
        above=(f"Diterima tanggal {DOTS}", "Penerima,"),
        office=f"Jabatan {DOTS}",
        rank=f"Pangkat {DOTS}",
        nip=DOTS,
        below=(f"Telepon {DOTS}",),
    )


def _sender(known: Known, answers: Answers) -> Signature:
    signed = letter.signature(known, answers)
    return replace(signed, above=("Pengirim,", *signed.above))


def _first_receipt(known: Known) -> Answers:
    sent = known.earlier.get(COVERING, {})
    return {
        "naskah": f"Laporan Kinerja tahun {known.year}",
        "tanggal": sent.get("tanggal") or known.today.isoformat(),
        "penerima": sent.get("penerima") or _recipients(known),
        "pengirim": "",
    }


def _receipt(known: Known, answers: Answers) -> tuple[Block, ...]:
    date = dated(answers["tanggal"])
    rows = [
        (
            str(at),
            date,
            answers["naskah"],
            row["penerima"],
            letter.counted(row["jumlah"], unit=COPIES),
            "",
        )
        for at, row in enumerate(answers["penerima"], start=1)
    ]
    rows += [(str(len(rows) + at), "", "", "", "", "") for at in range(1, SPARE_ROWS + 1)]
    return (
        known.letterhead,
        Title(lines=("TANDA TERIMA", f"LAPORAN KINERJA TAHUN {known.year}")),
        Facts(rows=(("Pengirim", known.agency),)),
        Table(
            headings=("No.", "Tanggal", "Naskah", "Kepada", "Jumlah", "Nama dan tanda tangan"),
            rows=tuple(rows),
            widths=(2, 5, 6, 9, 5, 8),
            tall_rows=True,
        ),
        Signatures(columns=(Signature(office="Yang mengirim,", name=answers["pengirim"]),)),
    )


def _faults(known: Known, answers: Answers) -> list[str]:
    found = []
    if not answers["penerima"]:
        found.append("Sebutkan sedikitnya satu penerima.")
    if not answers["naskah"]:
        found.append("Sebutkan naskah yang dikirim.")
    recipients, papers = len(answers["penerima"]), len(answers["naskah"])
    if recipients * papers > MOST_LISTED:
        found.append(
            f"Surat pengantar untuk {recipients} penerima dengan {papers} naskah terlalu panjang. "
            "Buat beberapa surat pengantar."
        )
    return found


def lay_out() -> None:
    """Put the covering letter and the receipt on the table of drafted papers."""
    register(
        Drafted(
            slug=COVERING,
            fields=COVERING_FIELDS,
            first=_first_covering,
            blocks=_covering,
            series=LETTER,
            signed_by="sekretaris",
            date_field="tanggal",
            faults=_faults,
        )
    )
    register(
        Drafted(
            slug=RECEIPT,
            fields=RECEIPT_FIELDS,
            first=_first_receipt,
            blocks=_receipt,
            date_field="tanggal",
        )
    )
