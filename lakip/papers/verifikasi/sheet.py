"""Lembar verifikasi: the checklist, the remarks and what came of the round, as a paper."""

from dataclasses import replace
from textwrap import shorten

from lakip.documents import filing, typesetting
from lakip.documents.blocks import Block, Facts, Paragraph, Sheet, Signatures, Table, Title
from lakip.documents.letter_words import long_date
from lakip.documents.sealing import PDF
from lakip.documents.typesetting import CannotTypeset
from lakip.journey import acts
from lakip.journey.refusal import Refused
from lakip.journey.standing import Standing, local_day
from lakip.papers import knowing
from lakip.papers.drafted import Known
from lakip.papers.drafting import logo_of, profile
from lakip.papers.verifikasi import checklist, remarks
from lakip.papers.verifikasi.looking import FiledDraft, data_of, draft_of, lacks_of
from lakip.papers.verifikasi.records import RemarkSaying, Verification, VerificationRemark
from lakip.papers.verifikasi.verifying import verification_of
from lakip.people.letterhead import letterhead_of

SLUG = "lembar-verifikasi"
NAME = "lembar-verifikasi-putaran-{round}.pdf"

PASSED = "Draf telah diperiksa dan diparaf. Semua catatan verifikasi sudah ditutup."
RETURNED = "Draf dikembalikan kepada tim penyusun untuk diperbaiki menurut catatan di bawah ini."
NO_REMARKS = "Tidak ada catatan perbaikan."
NOTHING = "–"
MOST_QUOTED = 160


def file(here: Standing, *, is_finishing: bool) -> None:
    """File the sheet of this round, unless the very same one was filed. Raises Refused."""
    if SLUG not in here.step.filed_here or not data_of(here):
        return
    draft = draft_of(here.journey)
    if draft is None:
        return
    known = knowing.known(here.journey, None, at=here.at)
    try:
        pdf = typesetting.typeset(
            sheet(here, draft, known, is_finishing=is_finishing), logo=logo_of(known)
        )
    except CannotTypeset as error:
        raise Refused(str(error)) from error
    content = filing.keep(pdf, name=NAME.format(round=here.turn.round), media_type=PDF)
    filed = here.latest.get(SLUG)
    if filed is None or filed.sha256 != content.sha256:
        acts.file_paper(turn=here.turn.pk, paper=SLUG, content=content, by=here.person, at=here.at)


def sheet(here: Standing, draft: FiledDraft, known: Known, *, is_finishing: bool) -> Sheet:
    """The sheet as it is set."""
    day = local_day(here.journey, here.at)
    verification = verification_of(here.turn)
    version = draft.version
    blocks: list[Block] = [
        known.letterhead,
        Title(lines=("LEMBAR VERIFIKASI", f"DRAF LAPORAN KINERJA TAHUN {here.journey.year}")),
        Facts(
            rows=(
                ("Perangkat daerah", known.agency),
                ("Putaran", str(here.turn.round)),
                ("Yang diperiksa", f"Draf versi {version.number}, {long_date(version.at.date())}"),
                ("Sidik berkas", version.sha256),
            )
        ),
        Paragraph(text=PASSED if is_finishing else RETURNED),
        *_remarked(here),
        *_checked(verification),
        *_waived(draft, verification),
        Signatures(
            columns=(
                replace(known.signature("sekretaris"), above=(f"{known.place}, {long_date(day)}",)),
            )
        ),
    ]
    return Sheet(
        title=f"Lembar verifikasi, Laporan Kinerja {here.journey.year}",
        author=known.agency,
        blocks=tuple(blocks),
        made_at=here.at,
        profile=profile(letterhead_of(here.journey.agency), is_decree=False),
    )


def _checked(verification: Verification | None) -> list[Block]:
    """A table for each part of the checklist."""
    answers = verification.answers if verification else {}
    return [
        Table(
            caption=part,
            headings=("No.", "Pernyataan", "Jawaban", "Catatan"),
            widths=(6, 54, 15, 25),
            rows=tuple(
                (
                    item.code,
                    item.text,
                    _answer(item, answers),
                    checklist.note_of(answers, item.code),
                )
                for item in checklist.ITEMS
                if item.part == part
            ),
        )
        for part in dict.fromkeys(item.part for item in checklist.ITEMS)
    ]


def _answer(item: checklist.Item, answers: checklist.Answers) -> str:
    if not checklist.is_asked(item, answers):
        return checklist.NOT_ASKED
    return checklist.answer_of(answers, item.code) or NOTHING


def _waived(draft: FiledDraft, verification: Verification | None) -> list[Block]:
    reasons = verification.waived if verification else {}
    rows = tuple(
        (each.title, reasons[each.code]) for each in lacks_of(draft.data) if each.code in reasons
    )
    if not rows:
        return []
    headings = ("Unsur", "Alasan dapat diterima")
    return [Table(caption="Yang belum lengkap", headings=headings, widths=(35, 65), rows=rows)]


def _remarked(here: Standing) -> list[Block]:
    found = list(remarks.remarks_of(here.journey))
    if not found:
        return [Paragraph(text=NO_REMARKS)]
    return [
        Table(
            caption="Catatan verifikasi",
            headings=("No.", "Bagian", "Catatan", "Jawaban", "Keadaan"),
            widths=(5, 22, 33, 25, 15),
            rows=tuple(_row(each) for each in found),
        )
    ]


def _row(remark: VerificationRemark) -> tuple[str, ...]:
    said = list(remark.sayings.all())
    kinds = RemarkSaying.Kind
    asked = [each.text for each in said if each.kind in (kinds.ASKED, kinds.REOPENED)]
    answered = [each.text for each in said if each.kind == kinds.ANSWERED]
    return (
        str(remark.number),
        _spot(remark),
        "\n".join(asked),
        "\n".join(answered) or NOTHING,
        remark.get_state_display(),
    )


def _spot(remark: VerificationRemark) -> str:
    """Where the remark was put and what stood there, for its place may be gone by now."""
    quoted = shorten(remark.quote, MOST_QUOTED, placeholder=" …")
    return f"{remark.label}\n“{quoted}”" if quoted else remark.label
