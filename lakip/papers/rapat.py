"""Daftar hadir and notula of the preparatory meeting; the invitation told them when and where."""

from dataclasses import replace

from lakip.documents.blocks import (
    Block,
    Facts,
    Heading,
    Items,
    Numbering,
    Signature,
    Signatures,
    Table,
    Title,
)
from lakip.papers import undangan
from lakip.papers.drafted import Drafted, Holder, Known, Member, register
from lakip.papers.form import MOST_ROWS, Answers, Column, Field, Kind
from lakip.papers.rencana_kerja import due_of
from lakip.papers.schedule import COLLECT, DRAFT, FORMS, SEND
from lakip.papers.wording import FILLED_IN, dated, filled, named, paragraphs

ATTENDANCE, MINUTES = "daftar-hadir", "notula"
SPARE_ROWS = 5  # For those who come without having been invited.

_MEETING_NAME = Field(name="rapat", label="Rapat", is_required=True, group="Rapat")
ATTENDANCE_FIELDS = (
    _MEETING_NAME,
    *undangan.WHEN[:-1],
    Field(
        name="peserta",
        label="Peserta",
        kind=Kind.ROWS,
        help=f"Pada lembarnya ditambahkan {SPARE_ROWS} baris kosong.",
        columns=(
            Column(name="nama", label="Nama"),
            Column(name="nip", label="NIP"),
            Column(name="jabatan", label="Jabatan/unit"),
        ),
        group="Peserta",
    ),
)
MINUTES_FIELDS = (
    _MEETING_NAME,
    *undangan.WHEN,
    Field(name="peserta", label="Peserta", is_required=True, group="Rapat"),
    Field(name="notulis", label="Notulis", group="Rapat"),
    Field(name="nip-notulis", label="NIP notulis", group="Rapat"),
    Field(
        name="pembahasan",
        label="Pembahasan",
        kind=Kind.TEXT,
        help=f"Satu paragraf setiap baris. {FILLED_IN}",
        is_required=True,
        is_wording=True,
        group="Isi rapat",
    ),
    Field(
        name="keputusan",
        label="Keputusan",
        kind=Kind.ROWS,
        columns=(
            Column(name="keputusan", label="Keputusan", is_required=True),
            Column(name="siapa", label="Penanggung jawab", is_required=True),
            Column(name="tenggat", label="Tenggat", kind=Kind.DATE),
        ),
        group="Isi rapat",
    ),
)
DISCUSSION = (
    "Pimpinan rapat membuka rapat dan menyampaikan SK kepada tim penyusun Laporan Kinerja.\n"
    "Rapat membahas pembagian tugas tim serta rencana kerja penyusunan Laporan Kinerja {opd} "
    "tahun {tahun} sampai dengan penyampaiannya.\n"
    "Pimpinan rapat menugaskan tim untuk mengumpulkan data, mengolah dan menganalisa data, serta "
    "menyusun draft Laporan Kinerja."
)


def _name(known: Known) -> str:
    return f"Rapat persiapan penyusunan Laporan Kinerja tahun {known.year}"


def _first_attendance(known: Known) -> Answers:
    told = undangan.meeting(known)
    del told["acara"]
    return {"rapat": _name(known), **told, "peserta": _participants(known)}


def _participants(known: Known) -> list[dict[str, str]]:
    people = [{"nama": one.name, "nip": one.nip, "jabatan": one.office} for one in known.team]
    sit_in_team = {one.office for one in known.team}
    heads = [f"Kepala {bidang}" for bidang in known.bidang]
    known_head = known.holder("kepala-bidang")
    for title in heads:
        if title not in sit_in_team:
            head = known_head if known_head.title == title else Holder(person="", name="")
            people.append({"nama": head.name, "nip": head.nip, "jabatan": title})
    return people[:MOST_ROWS]


def _attendance(known: Known, answers: Answers) -> tuple[Block, ...]:
    people = [(named(row["nama"], row["nip"]), row["jabatan"] or "–") for row in answers["peserta"]]
    people += [("", "")] * SPARE_ROWS
    # Whoever signs after somebody else finds their place in the other column.
    rows = tuple(
        (str(at), *person, f"{at}." if at % 2 else "", "" if at % 2 else f"{at}.")
        for at, person in enumerate(people, start=1)
    )
    return (
        known.letterhead,
        Title(lines=("DAFTAR HADIR",)),
        Facts(
            rows=(("Rapat", answers["rapat"]), *undangan.facts_of_meeting(known, answers)),
        ),
        Table(
            headings=("No.", "Nama/NIP", "Jabatan/unit", "Tanda tangan", "Tanda tangan"),
            rows=rows,
            widths=(7, 32, 25, 18, 18),
            tall_rows=True,
        ),
        Signatures(columns=(_by_hand(known.signature("sekretaris")),)),
    )


def _by_hand(signed: Signature) -> Signature:
    """The chair signs the sheet with a pen, as those present do: no QR takes the room."""
    return replace(signed, above=("Pimpinan rapat,",), address="")


def _first_minutes(known: Known) -> Answers:
    writer = _secretary_of(known)
    return {
        "rapat": _name(known),
        **undangan.meeting(known),
        "peserta": "Tim penyusun Laporan Kinerja dan Kepala Bidang terkait, sesuai daftar hadir",
        "notulis": writer.name,
        "nip-notulis": writer.nip,
        "pembahasan": DISCUSSION,
        "keputusan": _decisions(known),
    }


def _secretary_of(known: Known) -> Member:
    """Who writes the minutes: the team's secretary if it has one, else who plans."""
    for member in known.team:
        if member.standing.casefold() == "sekretaris":
            return member
    planner = known.holder("kasubbag-perencanaan")
    return Member(name=planner.name, nip=planner.nip)


def _decisions(known: Known) -> list[dict[str, str]]:
    return [
        {
            "keputusan": task.text,
            "siapa": task.who,
            "tenggat": due_of(known, task).isoformat(),
        }
        for task in (FORMS, COLLECT, DRAFT, SEND)
    ]


def _minutes(known: Known, answers: Answers) -> tuple[Block, ...]:
    chair = known.signature("sekretaris")
    return (
        known.letterhead,
        Title(lines=("NOTULA RAPAT",)),
        Facts(
            rows=(
                ("Rapat", answers["rapat"]),
                *undangan.facts_of_meeting(known, answers),
                ("Pimpinan rapat", chair.name or chair.office.rstrip(",")),
                ("Notulis", answers["notulis"] or "–"),
                ("Peserta", answers["peserta"]),
            )
        ),
        *_agenda(answers["acara"]),
        Heading(text="Pembahasan"),
        *paragraphs(known, answers["pembahasan"], indent=False),
        *_decided(known, answers["keputusan"]),
        Signatures(
            columns=(
                Signature(office="Notulis,", name=answers["notulis"], nip=answers["nip-notulis"]),
                replace(chair, office="Pimpinan rapat,"),
            )
        ),
    )


def _agenda(items: list[str]) -> tuple[Block, ...]:
    if not items:
        return ()
    return (Heading(text="Acara"), Items(items=tuple(items), numbering=Numbering.NUMBERS))


def _decided(known: Known, decisions: list[dict[str, str]]) -> tuple[Block, ...]:
    if not decisions:
        return ()
    rows = tuple(
        (
            str(at),
            filled(known, row["keputusan"]),
            row["siapa"],
            dated(row["tenggat"]) if row["tenggat"] else "–",
        )
        for at, row in enumerate(decisions, start=1)
    )
    return (
        Heading(text="Keputusan"),
        Table(
            headings=("No.", "Keputusan", "Penanggung jawab", "Tenggat"),
            rows=rows,
            widths=(2, 11, 7, 6),
        ),
    )


def lay_out() -> None:
    """Put the list of those present and the minutes on the table of drafted papers."""
    register(
        Drafted(
            slug=ATTENDANCE,
            fields=ATTENDANCE_FIELDS,
            first=_first_attendance,
            blocks=_attendance,
            signed_by="sekretaris",
            date_field="hari",
        )
    )
    register(
        Drafted(
            slug=MINUTES,
            fields=MINUTES_FIELDS,
            first=_first_minutes,
            blocks=_minutes,
            signed_by="sekretaris",
            date_field="hari",
        )
    )
