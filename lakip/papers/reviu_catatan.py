"""Catatan hasil reviu: the checklist of a review, answered item by item, with notes and advice."""

from typing import Any

from lakip.documents.blocks import Block, Facts, Heading, Signatures, Table, Title
from lakip.documents.letter_words import upper
from lakip.papers import reviu
from lakip.papers.drafted import Drafted, Known, register
from lakip.papers.form import Answers, Field, Kind
from lakip.papers.verifikasi import checklist
from lakip.papers.wording import full_agency, paragraphs

SLUG = "catatan-hasil-reviu"
NOTE = "{code}-catatan"
NOTHING = "–"
UNANSWERED = "Butir {code} belum dijawab."
CHOICES = tuple((choice, choice.capitalize()) for choice in checklist.CHOICES)


def _asked(item: checklist.Item) -> tuple[Field, Field]:
    after = f"Dijawab hanya bila {' atau '.join(item.after)} dijawab tidak." if item.after else ""
    return (
        Field(
            name=item.code,
            label=f"{item.code}. {item.text}",
            kind=Kind.CHOICE,
            help=after,
            options=CHOICES,
            is_required=not item.after,
            group=item.part,
        ),
        Field(name=NOTE.format(code=item.code), label=f"Catatan {item.code}", group=item.part),
    )


FIELDS = (
    reviu.DATE,
    reviu.OFFICE,
    *(field for item in checklist.ITEMS for field in _asked(item)),
    Field(name="saran", label="Saran perbaikan", kind=Kind.TEXT, group="Saran"),
)


def _first(known: Known) -> Answers:
    told: dict[str, Any] = {field.name: "" for field in FIELDS}
    return told | {"tanggal": known.today.isoformat(), "jabatan": reviu.usual_office(known)}


def _answers(answers: Answers) -> checklist.Answers:
    """What was answered, as the checklist judges it."""
    return {
        item.code: {
            "answer": answers.get(item.code, ""),
            "note": answers.get(NOTE.format(code=item.code), ""),
        }
        for item in checklist.ITEMS
    }


def _faults(known: Known, answers: Answers) -> list[str]:
    said = _answers(answers)
    return [
        *([] if known.report else [reviu.NO_DRAFT]),
        *(UNANSWERED.format(code=code) for code in _unanswered(said)),
        *checklist.unexplained(said),
    ]


def _unanswered(said: checklist.Answers) -> list[str]:
    """The items that are asked only after a no, and were; the others are asked of everybody."""
    return [
        item.code
        for item in checklist.ITEMS
        if item.after
        and checklist.is_asked(item, said)
        and not checklist.answer_of(said, item.code)
    ]


def _blocks(known: Known, answers: Answers) -> tuple[Block, ...]:
    advice = paragraphs(known, answers["saran"])
    return (
        known.letterhead,
        Title(
            lines=(
                "CATATAN HASIL REVIU",
                f"LAPORAN KINERJA {upper(full_agency(known))}",
                f"TAHUN ANGGARAN {known.year}",
            )
        ),
        Facts(rows=reviu.what_is_reviewed(known)),
        *(_part(part, answers) for part in dict.fromkeys(i.part for i in checklist.ITEMS)),
        *((Heading(text="Saran perbaikan"), *advice) if advice else ()),
        Signatures(columns=(reviu.signed(known, answers),)),
    )


def _part(part: str, answers: Answers) -> Table:
    said = _answers(answers)
    return Table(
        caption=part,
        headings=("No.", "Pernyataan", "Jawaban", "Catatan"),
        widths=(6, 54, 15, 25),
        rows=tuple(
            (item.code, item.text, _told(item, said), checklist.note_of(said, item.code))
            for item in checklist.ITEMS
            if item.part == part
        ),
    )


def _told(item: checklist.Item, said: checklist.Answers) -> str:
    if not checklist.is_asked(item, said):
        return checklist.NOT_ASKED
    return checklist.answer_of(said, item.code) or NOTHING


def lay_out() -> None:
    """Put the notes on the drafting desk."""
    register(
        Drafted(
            slug=SLUG,
            fields=FIELDS,
            first=_first,
            blocks=_blocks,
            faults=_faults,
            signed_by=reviu.ROLE,
            date_field="tanggal",
            from_outside=True,
            about_draft=True,
        )
    )
