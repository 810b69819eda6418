"""Tells anybody whether a paper is the one that was marked: by its QR, or by the file itself.

It tells no more than the paper shows to who holds it: which paper of which agency, its number, the
marks with office, name and time, and the ledger's event. It shows no content and no NIP.
"""

import datetime
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from lakip.documents import certifying, examining
from lakip.documents.models import Document, Mark, Rendition, Version
from lakip.journey.editions import edition_of
from lakip.ledger.canonical import parse
from lakip.ledger.models import Event


@dataclass(frozen=True, kw_only=True)
class ProvenMark:
    """A mark that stands, and the event of the ledger that tells of it."""

    kind: str
    office: str
    name: str
    at: datetime.datetime
    event: int | None
    leaf: str


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What is known of a paper. `token` leads to its page."""

    paper: str
    agency: str
    government: str
    year: int
    number: str
    version: int
    newest: int
    token: str
    marks: tuple[ProvenMark, ...]


class Verdict(StrEnum):
    """What a file is."""

    SIGNED = "signed"  # The very file that was signed, with all its marks.
    PARTLY = "partly"  # The very file, signed by some; more marks came later.
    UNSIGNED = "unsigned"  # The version before any mark, or its Word file.
    SCAN = "scan"  # The scan that was filed as the signed paper.
    WITHDRAWN = "withdrawn"  # Signed, but the mark was taken back.
    ALTERED = "altered"  # Carries a mark of ours, and was changed afterwards.
    UNRECORDED = "unrecorded"  # Soundly signed with a certificate of ours, but not filed here.
    FOREIGN = "foreign"  # Signed, and not by us.
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What is said of a file: the verdict, its hash, what is known, and what is wrong."""

    verdict: Verdict
    sha256: str
    proof: Proof | None = None
    examination: examining.Examination | None = None


def by_token(token: str) -> Proof | None:
    """The paper that a QR leads to, as its newest version stands."""
    document = (
        Document.objects.filter(token=token, latest__isnull=False)
        .select_related("journey__agency__government", "latest", "numbered")
        .first()
    )
    return _proof(document, document.latest) if document and document.latest else None


def of_file(data: bytes) -> Answer:
    """What this file is. A file that is not known by its bytes is examined for marks."""
    sha256 = hashlib.sha256(data).hexdigest()
    return _known(sha256) or _examined(data, sha256)


def _known(sha256: str) -> Answer | None:
    rendition = Rendition.objects.filter(sha256=sha256).select_related("mark").first()
    if rendition:
        version = _version(rendition.version_id)
        verdict = _verdict(rendition)
        return Answer(verdict=verdict, sha256=sha256, proof=_proof(version.document, version))
    found = Version.objects.filter(sha256=sha256).order_by("-at").first()
    if found:
        version = _version(found.pk)
        proof = _proof(version.document, version)
        return Answer(verdict=Verdict.UNSIGNED, sha256=sha256, proof=proof)
    return None


def _verdict(rendition: Rendition) -> Verdict:
    if rendition.mark is None:
        return Verdict.UNSIGNED
    if rendition.mark.withdrawn_at:
        return Verdict.WITHDRAWN
    if rendition.kind == Rendition.Kind.SCAN:
        return Verdict.SCAN
    later = Mark.objects.filter(
        version_id=rendition.version_id, withdrawn_at=None, pk__gt=rendition.mark_id
    )
    return Verdict.PARTLY if later.exists() else Verdict.SIGNED


def _examined(data: bytes, sha256: str) -> Answer:
    seen = examining.examine(data, authorities=certifying.trusted())
    if any(mark.is_known for mark in seen.marks):
        verdict = Verdict.UNRECORDED if seen.is_sound else Verdict.ALTERED
        return Answer(verdict=verdict, sha256=sha256, examination=seen)
    verdict = Verdict.FOREIGN if seen.marks else Verdict.UNKNOWN
    return Answer(verdict=verdict, sha256=sha256, examination=seen)


def _version(pk: UUID) -> Version:
    return Version.objects.select_related(
        "document__journey__agency__government", "document__numbered", "document__latest"
    ).get(pk=pk)


def _proof(document: Document, version: Version) -> Proof:
    journey = document.journey
    numbered = getattr(document, "numbered", None)
    assert document.latest is not None, "a version was found, so there is a latest one"
    return Proof(
        paper=edition_of(journey.edition_id).paper(document.paper).name,
        agency=journey.agency.name,
        government=journey.agency.government.name,
        year=journey.year,
        number=numbered.text if numbered else "",
        version=version.number,
        newest=document.latest.number,
        token=document.token,
        marks=tuple(_marks(document, version)),
    )


def _marks(document: Document, version: Version) -> Iterator[ProvenMark]:
    marks = list(version.marks.filter(withdrawn_at=None).select_related("by"))
    events = _events(document) if marks else {}
    for mark in marks:
        seq, leaf = events.get((str(mark.version_id), str(mark.kind), mark.at), (None, ""))
        yield ProvenMark(
            kind=mark.get_kind_display(),
            office=mark.by_label,
            name=mark.by.name,
            at=mark.at,
            event=seq,
            leaf=leaf,
        )


def _events(document: Document) -> dict[tuple[str, str, datetime.datetime], tuple[int, str]]:
    """The journey's events that put a mark, by version, kind and time."""
    told = Event.objects.filter(
        log_id=document.agency_id,
        subject=document.journey_id,
        kind__in=("finished", "completed", "signed"),
    )
    found = {}
    for event in told:
        mark = parse(bytes(event.data))["facts"].get("mark")
        if mark:
            key = (str(mark["version"]), str(mark["kind"]), event.at)
            found[key] = (event.seq, bytes(event.leaf).hex())
    return found
