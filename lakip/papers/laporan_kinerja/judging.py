"""Judges how complete a journey's report is, from its manuscript and what became of it."""

from lakip.documents.models import Document, Mark
from lakip.journey.models import Journey
from lakip.papers.laporan_kinerja.circumstances import Circumstances
from lakip.papers.laporan_kinerja.completeness import Element, completeness, findings_of
from lakip.papers.laporan_kinerja.manuscript import Manuscript
from lakip.papers.laporan_kinerja.reviewed import is_reviewed
from lakip.papers.laporan_kinerja.writing import PAPER
from lakip.papers.publikasi.records import is_public
from lakip.sop.worktime import legal_deadline


def elements_of(manuscript: Manuscript) -> tuple[Element, ...]:
    """Every element that is asked of the report, as it stands now."""
    return completeness(
        manuscript.facts,
        manuscript.placed,
        circumstances=circumstances_of(manuscript.journey),
        findings=findings_of(manuscript.facts),
    )


def circumstances_of(journey: Journey) -> Circumstances:
    """What became of the report so far; what is not recorded is not known."""
    filed = (
        Document.objects.filter(journey=journey, paper=PAPER, latest__isnull=False)
        .select_related("latest")
        .first()
    )
    if filed is None or filed.latest is None:
        return Circumstances(is_drafted=False, due=legal_deadline(journey.year))
    signed = filed.latest.marks.filter(kind=Mark.Kind.SIGNATURE, withdrawn_at=None)
    return Circumstances(
        is_drafted=True,
        is_signed=signed.exists() or None,
        is_published=_is_published(journey),
        is_reviewed=is_reviewed(journey) or None,
        statement_is_beside=True,
        due=legal_deadline(journey.year),
    )


def _is_published(journey: Journey) -> bool | None:
    """Whether it stands on the public page; no lack before the journey is at its end."""
    if is_public(journey):
        return True
    return False if journey.closed_at and not journey.is_cancelled else None
