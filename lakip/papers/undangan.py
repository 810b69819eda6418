"""Undangan rapat persiapan: when, where, what about, and who is asked to come (step 6)."""

from lakip.documents.blocks import Block, Facts, Signatures
from lakip.papers import letter
from lakip.papers.drafted import LETTER, Drafted, Known, Member, register
from lakip.papers.form import MOST_ITEMS, Answers, Field, Kind
from lakip.papers.schedule import next_working_day
from lakip.papers.wording import DOTS, at_hours, numbered, on_day, paragraphs

SLUG = "undangan"
_MEETING = "Rapat"

WHEN = (
    Field(
        name="hari", label="Hari, tanggal rapat", kind=Kind.DATE, is_required=True, group=_MEETING
    ),
    Field(name="pukul", label="Mulai pukul", kind=Kind.TIME, is_required=True, group=_MEETING),
    Field(
        name="sampai",
        label="Sampai pukul",
        kind=Kind.TIME,
        help="Kosongkan bila sampai selesai.",
        group=_MEETING,
    ),
    Field(name="tempat", label="Tempat", is_required=True, group=_MEETING),
    Field(name="acara", label="Acara", kind=Kind.LIST, is_required=True, group=_MEETING),
)
FIELDS = (
    *WHEN,
    letter.DATE,
    letter.URGENCY_FIELD,
    letter.SUBJECT,
    letter.ADDRESSEES,
    letter.SIGNED_AS,
    letter.sentence("pembuka", "Pembuka"),
    letter.sentence("penutup", "Penutup"),
)


def first(known: Known) -> Answers:
    """The invitation to a meeting on the next working day, to the team and the heads of bidang."""
    return {
        "hari": next_working_day(known.today, calendar=known.calendar).isoformat(),
        "pukul": "09:00",
        "sampai": "",
        "tempat": f"Ruang rapat {known.agency}",
        "acara": [
            "Penyampaian SK tim penyusun Laporan Kinerja",
            "Pembagian tugas tim dan rencana kerja",
            "Pengumpulan dan pengolahan data kinerja",
        ],
        "tanggal": known.today.isoformat(),
        "sifat": "segera",
        "hal": f"Undangan rapat persiapan penyusunan Laporan Kinerja tahun {known.year}",
        "kepada": invited(known),
        "atas-nama": letter.OWN_OFFICE,
        "pembuka": "Dalam rangka penyusunan Laporan Kinerja {opd} tahun {tahun}, dengan ini "
        "diharapkan kehadiran Saudara dalam rapat yang akan diselenggarakan pada:",
        "penutup": "Mengingat pentingnya acara tersebut, diharapkan Saudara hadir tepat waktu. "
        "Demikian disampaikan, atas perhatian dan kehadiran Saudara diucapkan terima kasih.",
    }


def invited(known: Known) -> list[str]:
    """The team without who invites it, and the heads of bidang who are not in it.

    A team too large for the list is invited as a whole.
    """
    heads = [f"Kepala {bidang}" for bidang in known.bidang]
    host = known.holder("sekretaris").name
    members = [_member(member) for member in known.team if member.name != host]
    sit_in_team = {member.office for member in known.team}
    everybody = members + [head for head in heads if head not in sit_in_team]
    if everybody and len(everybody) <= MOST_ITEMS:
        return everybody
    return ["Seluruh anggota Tim Penyusun Laporan Kinerja", "Kepala Bidang terkait"]


def _member(member: Member) -> str:
    about = ", ".join(part for part in (member.office, f"{member.standing.lower()} tim") if part)
    return f"{member.name} ({about})"


def meeting(known: Known) -> Answers:
    """The meeting as its invitation tells it, so that other papers do not ask again."""
    told = first(known) | known.earlier.get(SLUG, {})
    return {field.name: told[field.name] for field in WHEN}


def facts_of_meeting(known: Known, answers: Answers) -> tuple[tuple[str, str], ...]:
    """When and where, as a letter tells it."""
    return (
        ("Hari, tanggal", on_day(answers["hari"])),
        ("Pukul", at_hours(known, answers["pukul"], answers["sampai"])),
        ("Tempat", answers["tempat"] or DOTS),
    )


def _blocks(known: Known, answers: Answers) -> tuple[Block, ...]:
    signed = letter.signature(known, answers)
    agenda = ("Acara", numbered(answers["acara"]))
    return (
        *letter.opening(known, answers),
        *paragraphs(known, answers["pembuka"]),
        Facts(rows=(*facts_of_meeting(known, answers), agenda)),
        *paragraphs(known, answers["penutup"]),
        Signatures(columns=(signed,)),
        *letter.annex_of_addressees(known, answers, title="DAFTAR UNDANGAN", signed=signed),
    )


def lay_out() -> None:
    """Put the invitation on the table of drafted papers."""
    register(
        Drafted(
            slug=SLUG,
            fields=FIELDS,
            first=first,
            blocks=_blocks,
            series=LETTER,
            signed_by="sekretaris",
            date_field="tanggal",
        )
    )
