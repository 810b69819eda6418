"""The draft is looked at in the rehearsal: remarks are put, the team mends it, all is done."""

from lakip.journey.models import Turn
from lakip.management.rehearsal import Walk
from lakip.papers.laporan_kinerja import writing
from lakip.papers.laporan_kinerja.manuscript import manuscript_of
from lakip.papers.laporan_kinerja.rich_text import PartKind, of_texts
from lakip.papers.verifikasi import checklist, remarks, spots, verifying
from lakip.papers.verifikasi.looking import FiledDraft, draft_of, lacks_of

PLACE = "4.simpulan"
ASKED = "Sebutkan juga apa yang belum tercapai dan sebabnya."
MENDED = "Indikator yang belum mencapai target diuraikan beserta sebabnya pada Bab III."
ANSWERED = "Sudah ditambahkan satu kalimat."
ACCEPTED = "Dapat diterima; dilengkapi pada laporan tahun berikutnya."


def draft_with_data(walk: Walk) -> FiledDraft | None:
    """The draft that was made from data; None where it is plain text."""
    draft = draft_of(walk.journey)
    return draft if draft and draft.data else None


def remark(walk: Walk, turn: Turn) -> None:
    """Put a remark, so that the draft can go back."""
    draft = draft_with_data(walk)
    if draft is None or draft.source is None:
        return
    known = spots.spots_of(draft.source.placed(), draft.source.facts)
    spot = next(each for each in known if each and spots.place_of(each.key) == PLACE)
    remarks.put(
        turn=turn.pk,
        spot=spot.key,
        label=spot.label,
        quote=spot.quote,
        text=ASKED,
        by=walk.person(turn.role),
        at=walk.next(),
    )


def mend(walk: Walk, turn: Turn) -> None:
    """Write what the remarks ask for, and answer them."""
    by = walk.person("tim-penyusun")
    for each in remarks.open_remarks(walk.journey):
        manuscript = manuscript_of(walk.journey)
        said = manuscript.text(PLACE).shown(manuscript.figures).split("\n")
        passage = manuscript.passages.get(PLACE)
        writing.save(
            manuscript,
            PLACE,
            of_texts([(PartKind.PARAGRAPH, [line]) for line in (*said, MENDED)]),
            after=passage.latest.number if passage and passage.latest else 0,
            writer=writing.writer_of(walk.journey, by, at=walk.at),
            at=walk.next(),
        )
        remarks.answer(turn=turn.pk, remark=each, text=ANSWERED, by=by, at=walk.next())


def close(walk: Walk, turn: Turn) -> None:
    """Close every remark."""
    for each in remarks.open_remarks(walk.journey):
        remarks.close(turn=turn.pk, remark=each, by=walk.person(turn.role), at=walk.next())


def approve(walk: Walk, turn: Turn) -> None:
    """Close every remark and answer the whole checklist."""
    draft = draft_with_data(walk)
    if draft is None:
        return
    by = walk.person(turn.role)
    close(walk, turn)
    verifying.judge(
        turn=turn.pk,
        answers={
            item.code: {"answer": checklist.YES, "note": ""}
            for item in checklist.ITEMS
            if not item.after
        },
        waived={lack.code: ACCEPTED for lack in lacks_of(draft.data)},
        by=by,
        at=walk.next(),
    )
