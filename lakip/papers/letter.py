"""What every surat dinas has: its date and number, to whom it goes, and in whose name it is signed.

Source: Peraturan ANRI 5/2021 and Permendagri 1/2023 as local rules reproduce them.
"""

from dataclasses import replace

from lakip.documents.blocks import (
    Block,
    Break,
    Facts,
    Items,
    Lines,
    Signature,
    Signatures,
    Title,
)
from lakip.documents.letter_words import long_date, spelled
from lakip.papers.drafted import NO_NUMBER, Known
from lakip.papers.form import Answers, Field, Kind, date_of
from lakip.papers.wording import FILLED_IN, dated

URGENCY = (("biasa", "Biasa"), ("segera", "Segera"), ("sangat-segera", "Sangat segera"))
ON_BEHALF, OWN_OFFICE = "atas-nama", "sendiri"
ON_WHOSE_BEHALF = ((ON_BEHALF, "Atas nama Kepala Dinas (a.n.)"), (OWN_OFFICE, "Sekretaris sendiri"))
# More addressees than these stand in an annex, as "Daftar terlampir".
MOST_ADDRESSEES = 4
GROUP = "Surat"

DATE = Field(name="tanggal", label="Tanggal surat", kind=Kind.DATE, is_required=True, group=GROUP)
SUBJECT = Field(name="hal", label="Hal", is_required=True, group=GROUP)
SIGNED_AS = Field(
    name="atas-nama",
    label="Ditandatangani",
    kind=Kind.CHOICE,
    options=ON_WHOSE_BEHALF,
    is_required=True,
    group=GROUP,
)
URGENCY_FIELD = Field(
    name="sifat", label="Sifat", kind=Kind.CHOICE, options=URGENCY, is_required=True, group=GROUP
)
ADDRESSEES = Field(
    name="kepada",
    label="Kepada Yth.",
    kind=Kind.LIST,
    help=f"Satu penerima setiap baris. Lebih dari {MOST_ADDRESSEES} ditulis sebagai lampiran.",
    is_required=True,
    group=GROUP,
)


def sentence(name: str, label: str) -> Field:
    """A field for the standing sentences of a letter."""
    return Field(
        name=name,
        label=label,
        kind=Kind.TEXT,
        help=FILLED_IN,
        is_required=True,
        is_wording=True,
        group="Kalimat",
    )


def opening(known: Known, answers: Answers, *, annex: str = "") -> tuple[Block, ...]:
    """The kop, date, number and addressees of a letter."""
    has_list = len(answers["kepada"]) > MOST_ADDRESSEES
    annex = annex or ("1 (satu) lembar" if has_list else "–")
    return (
        known.letterhead,
        Lines(lines=(f"{known.place}, {dated(answers['tanggal'])}",), at_right=True),
        Facts(
            rows=(
                ("Nomor", known.number or NO_NUMBER),
                ("Sifat", dict(URGENCY).get(answers["sifat"], "–")),
                ("Lampiran", annex),
                ("Hal", answers["hal"]),
            )
        ),
        Lines(lines=_addressees(answers["kepada"])),
    )


def _addressees(names: list[str]) -> tuple[str, ...]:
    if len(names) > MOST_ADDRESSEES:
        return ("Yth. Daftar terlampir", "di tempat")
    if len(names) < 2:
        return (f"Yth. {''.join(names)}", "di tempat")
    return ("Yth.", *(f"{at}. {name}" for at, name in enumerate(names, start=1)), "di tempat")


def annex_of_addressees(
    known: Known, answers: Answers, *, title: str, signed: Signature
) -> tuple[Block, ...]:
    """The annex that lists the addressees, when the letter's first page has no room for them."""
    if len(answers["kepada"]) <= MOST_ADDRESSEES:
        return ()
    return (
        Break(),
        Lines(
            lines=(
                "Lampiran Surat",
                f"Nomor {known.number or NO_NUMBER}",
                f"Tanggal {dated(answers['tanggal'])}",
            ),
            at_right=True,
        ),
        Title(lines=(title,)),
        Items(items=tuple(answers["kepada"])),
        Signatures(columns=(signed,)),
    )


def signature(known: Known, answers: Answers, *, with_date: bool = False) -> Signature:
    """The Sekretaris signs, in their own name or on behalf of the head."""
    own = known.signature("sekretaris")
    title = known.holder("sekretaris").title
    date = date_of(answers["tanggal"]) if with_date else None
    above = (f"{known.place}, {long_date(date)}",) if date else ()
    if answers["atas-nama"] != ON_BEHALF:
        return replace(own, above=above, office=f"{title},")
    short = title.removesuffix(f" {known.agency}")
    return replace(own, above=(*above, f"a.n. Kepala {known.agency}"), office=f"{short},")


def counted(amount: str, *, unit: str) -> str:
    """`2 (dua) eksemplar` for a bare `2`; what was written out already stays as it is."""
    if not (amount.isascii() and amount.isdecimal() and len(amount) < 6):
        return amount
    return f"{int(amount)} ({spelled(int(amount))}) {unit}"
