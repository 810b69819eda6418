"""Draft SK tim: the decree that forms the team, with the team in its annex (steps 3 to 5)."""

from dataclasses import replace

from lakip.documents.blocks import (
    Block,
    Break,
    Centered,
    Clauses,
    Heading,
    Lines,
    Numbering,
    Signature,
    Signatures,
    Table,
    Title,
)
from lakip.documents.letter_words import joined, ordinal_clause, upper
from lakip.papers.drafted import DECREE, NO_NUMBER, Drafted, Known, Member, register
from lakip.papers.form import Answers
from lakip.papers.sk_tim_form import FIELDS, first
from lakip.papers.wording import (
    dated,
    filled,
    full_agency,
    in_capitals,
    named,
)

SLUG = "draft-sk-tim"
INITIALS = ("Sekretaris", "Kasubbag Perencanaan")
MOST_LETTERS_NAMED = 4
CLOSING = "bahwa berdasarkan pertimbangan"
# The usual order of standings; others, such as "Koordinator", come right before the members.
ORDER = (
    *("pelindung", "pembina", "pengarah", "penanggung jawab"),
    *("ketua", "wakil ketua", "sekretaris", "wakil sekretaris", "", "anggota"),
)


def _blocks(known: Known, answers: Answers) -> tuple[Block, ...]:
    signed = _signature(known, answers)
    return (
        *_head(known, answers),
        *_grounds(known, answers),
        *_decision(known, answers),
        Signatures(columns=(signed,), initials=INITIALS),
        *_copies(known, answers),
        Break(),
        *_annex(known, answers),
        Signatures(columns=(replace(signed, above=()),), initials=INITIALS),
    )


def _signature(known: Known, answers: Answers) -> Signature:
    return replace(
        known.signature("kepala-dinas"),
        above=(f"Ditetapkan di {known.place}", f"pada tanggal {dated(answers['tanggal'])}"),
        office=f"{in_capitals(known.holder('kepala-dinas').title)},",
    )


def _issuer(known: Known) -> str:
    return upper(f"Kepala {full_agency(known)}")


def _subject(known: Known, answers: Answers) -> str:
    return upper(filled(known, answers["judul"]))


def _head(known: Known, answers: Answers) -> tuple[Block, ...]:
    return (
        known.letterhead,
        Title(
            lines=(
                upper(f"Keputusan Kepala {known.agency}"),
                *_region_line(known),
                f"NOMOR {known.number or NO_NUMBER}",
                "TENTANG",
                _subject(known, answers),
            )
        ),
        Centered(text=f"{_issuer(known)},"),
    )


def _region_line(known: Known) -> tuple[str, ...]:
    """The region on a line of its own, so that the title does not break within its name."""
    rest = full_agency(known).removeprefix(known.agency).strip()
    return (upper(rest),) if rest else ()


def _grounds(known: Known, answers: Answers) -> tuple[Block, ...]:
    considering = _filled(known, answers["menimbang"])
    found = (
        ("Menimbang", (*considering, *_closing(known, answers)), Numbering.LETTERS),
        ("Mengingat", _filled(known, answers["mengingat"]), Numbering.NUMBERS),
        ("Memperhatikan", _filled(known, answers["memperhatikan"]), Numbering.NUMBERS),
    )
    return tuple(
        Clauses(label=label, items=items, numbering=style if len(items) > 1 else Numbering.NONE)
        for label, items, style in found
        if items
    )


def _closing(known: Known, answers: Answers) -> tuple[str, ...]:
    """The last consideration, which names the others by their letters; unless it was typed."""
    items = answers["menimbang"]
    if not items or items[-1].casefold().startswith(CLOSING):
        return ()
    letters = [f"huruf {_letter(at)}" for at in range(len(items))]
    if len(letters) > MOST_LETTERS_NAMED:
        named_letters = f"{letters[0]} sampai dengan {letters[-1]}"
    else:
        named_letters = joined(letters)
    return (
        f"{CLOSING} sebagaimana dimaksud dalam {named_letters}, perlu menetapkan Keputusan Kepala "
        f"{known.agency} tentang {filled(known, answers['judul'])};",
    )


def _letter(at: int) -> str:
    """The letter of an item as it is numbered: after z comes aa."""
    before, place = divmod(at, 26)
    return (chr(ord("a") + before - 1) if before else "") + chr(ord("a") + place)


def _decision(known: Known, answers: Answers) -> tuple[Block, ...]:
    clauses = _filled(known, answers["diktum"])
    office = upper(f"Kepala {known.agency}")
    subject = f"KEPUTUSAN {office} TENTANG {_subject(known, answers)}."
    return (
        Centered(text="MEMUTUSKAN:", bold=True),
        Clauses(label="Menetapkan", items=(subject,)),
        *(
            Clauses(label=ordinal_clause(at), items=(text,))
            for at, text in enumerate(clauses, start=1)
        ),
    )


def _copies(known: Known, answers: Answers) -> tuple[Block, ...]:
    copies = _filled(known, answers["tembusan"])
    if not copies:
        return ()
    numbered = (f"{at}. {copy}" for at, copy in enumerate(copies, start=1))
    return (Lines(lines=("Tembusan:", *numbered)),)


def _annex(known: Known, answers: Answers) -> tuple[Block, ...]:
    team = _team(known, answers)
    return (
        Lines(
            lines=(
                f"LAMPIRAN KEPUTUSAN {_issuer(known)}",
                f"NOMOR {known.number or NO_NUMBER}",
                f"TANGGAL {upper(dated(answers['tanggal']))}",
                f"TENTANG {_subject(known, answers)}",
            ),
            at_right=True,
        ),
        Title(lines=("SUSUNAN KEANGGOTAAN DAN URAIAN TUGAS", "TIM PENYUSUN LAPORAN KINERJA")),
        Heading(text="A. Susunan keanggotaan"),
        Table(
            headings=("No.", "Nama/NIP", "Jabatan dalam dinas", "Kedudukan dalam tim"),
            rows=tuple(
                (str(at), named(one.name, one.nip), one.office or "–", one.standing)
                for at, one in enumerate(team, start=1)
            ),
            widths=(2, 9, 8, 6),
        ),
        *_tasks(team, answers),
    )


def _team(known: Known, answers: Answers) -> list[Member]:
    """Everybody in the team by their standing: from the list of staff, and typed."""
    typed = (
        Member(
            name=row["nama"],
            nip=row["nip"],
            office=row["jabatan"],
            standing=row["kedudukan"] or "Anggota",
        )
        for row in answers["lain"]
    )
    return sorted((*known.team, *typed), key=lambda member: _rank(member.standing))


def _rank(standing: str) -> int:
    name = standing.casefold()
    return ORDER.index(name) if name in ORDER else ORDER.index("")


def _tasks(team: list[Member], answers: Answers) -> tuple[Block, ...]:
    """What each standing does, in the order of the team; standings that nobody has are left out."""
    tasks: dict[str, list[str]] = {}
    for row in answers["tugas"]:
        tasks.setdefault(row["kedudukan"].casefold(), []).append(row["tugas"])
    standings = dict.fromkeys(member.standing for member in team)
    rows = tuple(
        (standing, _lettered(tasks[standing.casefold()]))
        for standing in standings
        if standing.casefold() in tasks
    )
    if not rows:
        return ()
    return (
        Heading(text="B. Uraian tugas"),
        Table(headings=("Kedudukan dalam tim", "Uraian tugas"), rows=rows, widths=(2, 6)),
    )


def _lettered(tasks: list[str]) -> str:
    if len(tasks) < 2:
        return "".join(tasks)
    return "\n".join(f"{_letter(at)}. {task}" for at, task in enumerate(tasks))


def _filled(known: Known, items: list[str]) -> tuple[str, ...]:
    return tuple(filled(known, item) for item in items)


def _faults(known: Known, answers: Answers) -> list[str]:
    if known.team or answers["lain"]:
        return []
    return ["Cantumkan sedikitnya satu anggota tim."]


def lay_out() -> None:
    """Put the draft of the decree on the table of drafted papers."""
    register(
        Drafted(
            slug=SLUG,
            fields=FIELDS,
            first=first,
            blocks=_blocks,
            series=DECREE,
            signed_by="kepala-dinas",
            date_field="tanggal",
            faults=_faults,
        )
    )
