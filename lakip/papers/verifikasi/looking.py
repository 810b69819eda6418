"""The draft that is verified: exactly the filed version, by the data it was made from."""

from dataclasses import dataclass
from functools import lru_cache

from lakip.documents import filing
from lakip.documents.models import Document, Version
from lakip.journey.models import Journey
from lakip.journey.standing import Standing
from lakip.ledger.rows import fetch
from lakip.papers.laporan_kinerja.circumstances import Circumstances
from lakip.papers.laporan_kinerja.completeness import (
    CRITERIA,
    Element,
    State,
    completeness,
    findings_of,
)
from lakip.papers.laporan_kinerja.source import Source, of_json
from lakip.papers.laporan_kinerja.writing import PAPER

_DATA = "SELECT made_from ->> 'data' FROM lakip_version WHERE id = %s"


@dataclass(frozen=True)
class FiledDraft:
    """A filed version of the draft; `data` is the SHA-256 of what it was made from, or empty.

    A draft that was written outside and uploaded has no data.
    """

    version: Version
    data: str

    @property
    def source(self) -> Source | None:
        """Facts and words of the version."""
        return source_at(self.data) if self.data else None


def data_of(here: Standing) -> str:
    """The SHA-256 of what the draft that counts in this turn was made from, or empty.

    The moves ask this, so it reads no more than it needs.
    """
    filed = here.latest.get(PAPER)
    if filed is None:
        return ""
    [[data]] = fetch(_DATA, (filed.version_id,))
    return data or ""


def draft_of(journey: Journey) -> FiledDraft | None:
    """The version that counts now; None before one was filed."""
    found = Document.objects.filter(journey=journey, paper=PAPER).select_related("latest__turn")
    document = found.first()
    return _draft(document.latest) if document and document.latest else None


def draft_before(draft: FiledDraft) -> FiledDraft | None:
    """The version that counted in the round before; None in the first round."""
    turn = draft.version.turn
    if turn is None:
        return None
    earlier = Version.objects.filter(
        document=draft.version.document_id, turn__round__lt=turn.round
    ).order_by("-number")
    found = earlier.first()
    return _draft(found) if found else None


def _draft(version: Version) -> FiledDraft:
    return FiledDraft(version, str((version.made_from or {}).get("data", "")))


@lru_cache(maxsize=8)  # The few drafts that people look at now; each is some hundred kilobytes.
def source_at(sha256: str) -> Source:
    """The source that is stored under this SHA-256, which is never another."""
    return of_json(filing.read(sha256))


@lru_cache(maxsize=64)
def lacks_of(sha256: str) -> tuple[Element, ...]:
    """What that draft lacks by PermenPANRB 53/2014, open findings and empty places among it."""
    return tuple(each for each in elements_of(sha256) if each.state is State.MISSING)


@lru_cache(maxsize=64)
def elements_of(sha256: str) -> tuple[Element, ...]:
    """Every element that is asked of the draft itself; its later fate is not judged here."""
    source = source_at(sha256)
    found = completeness(
        source.facts,
        source.placed(),
        circumstances=Circumstances(),
        findings=findings_of(source.facts),
    )
    return tuple(each for each in found if each.group != CRITERIA)
