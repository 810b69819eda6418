"""Whether the draft that counts was reviewed by the Inspektorat: read from the record alone."""

from lakip.documents.models import Document, Mark
from lakip.journey.editions import edition_of
from lakip.journey.models import Journey, Turn
from lakip.papers.laporan_kinerja.writing import PAPER

STATEMENT = "pernyataan-telah-direviu"


def is_reviewed(journey: Journey) -> bool:
    """Whether a statement that counts was signed in a review that is finished.

    Once the draft is open again, what comes of it is another draft, and nobody has reviewed that.
    """
    statement = Document.objects.filter(journey=journey, paper=STATEMENT, latest__isnull=False)
    signed = Mark.objects.filter(
        version__in=statement.values("latest"), kind=Mark.Kind.SIGNATURE, withdrawn_at=None
    )
    mark = signed.select_related("turn").first()
    if mark is None or mark.turn.outcome != Turn.Outcome.FINISHED:
        return False
    writing = [s.slug for _, s in edition_of(journey.edition_id) if PAPER in s.filed_here]
    later = journey.turns.filter(number__gt=mark.turn.number, step__in=writing)
    return not later.exclude(outcome=Turn.Outcome.WITHDRAWN).exists()
