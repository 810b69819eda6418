"""Tells anybody whether a paper is the one that was marked: by its QR, or by the file itself.

It tells no more than the paper shows to who holds it: which paper of which agency, its number, the
marks with office, name and time, and the ledger's event. It shows no content and no NIP.
"""

import datetime
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import F

from lakip.documents import certifying, examining
from lakip.documents.examining import Examination
from lakip.documents.models import Document, Mark, Rendition, Version
from lakip.documents.revoking import with_revocations
from lakip.journey.editions import edition_of
from lakip.ledger.canonical import parse
from lakip.ledger.models import Event

SIGNATURE = Mark.Kind.SIGNATURE.label
# Mail programs add line ends behind a file, which show nothing.
_ENDS = b"\0\t\n\f\r "


class Way(StrEnum):
    """How a mark was put. A certificate of this installation is never called a certified TTE."""

    LOCAL = "sertifikat internal aplikasi"
    SERVICE = "layanan TTE"
    SCAN = "tanda tangan basah, dipindai"
    RECORD = "dicatat tanpa berkas bertanda tangan"


@dataclass(frozen=True, kw_only=True)
class ProvenMark:
    """A mark that stands, and the event of the ledger that tells of it.

    `revoked_at` is when the certificate of this installation that it was put with was revoked or
    replaced, which was later, so that the mark stays good.
    """

    kind: str
    office: str
    name: str
    at: datetime.datetime
    event: int | None
    leaf: str
    way: Way
    revoked_at: datetime.datetime | None = None


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

    @property
    def has_local(self) -> bool:
        """Whether a mark was put with a certificate of this installation."""
        return any(mark.way is Way.LOCAL for mark in self.marks)

    @property
    def has_service(self) -> bool:
        """Whether a mark was put by a signing service."""
        return any(mark.way is Way.SERVICE for mark in self.marks)


class Verdict(StrEnum):
    """What a file is."""

    SIGNED = "signed"  # The very file that was signed, with all its marks.
    PARTLY = "partly"  # The very file, signed by some; more marks came later.
    UNSIGNED = "unsigned"  # The version before any mark, or its Word file.
    SCAN = "scan"  # The scan that was filed as the signed paper.
    WITHDRAWN = "withdrawn"  # Signed, but the mark was taken back.
    ALTERED = "altered"  # Carries a mark, and was changed afterwards.
    REVOKED = "revoked"  # Signed with a certificate of ours at a time when it was revoked already.
    UNRECORDED = "unrecorded"  # Soundly signed with a certificate of ours, but not filed here.
    FOREIGN = "foreign"  # Signed, and not by us.
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What is said of a file: the verdict, its hash, what is known, and what is wrong."""

    verdict: Verdict
    sha256: str
    proof: Proof | None = None
    examination: Examination | None = None

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong beside that signed parts changed, which is said with each mark."""
        if not self.examination:
            return ()
        said = {examining.BROKEN.format(field=mark.field) for mark in self.examination.marks}
        return tuple(fault for fault in self.examination.faults if fault not in said)

    @property
    def is_ours(self) -> bool:
        """Whether the file, or a mark in it, comes from this installation."""
        seen = self.examination
        return self.proof is not None or bool(seen and any(mark.is_known for mark in seen.marks))

    @property
    def is_only_claimed(self) -> bool:
        """Whether a revoked certificate is in a file whose time nobody but its signer tells."""
        seen = self.examination
        return self.verdict is Verdict.UNRECORDED and bool(
            seen and any(mark.revoked_at for mark in seen.marks)
        )


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
        proof = _proof_of(rendition)
        return Answer(verdict=_verdict(rendition), sha256=sha256, proof=proof)
    # A linked SOP begins with a file of the report, where its marks are: the report's counts first.
    same = Version.objects.filter(sha256=sha256)
    found = same.order_by(F("document__journey__inside").asc(nulls_first=True), "-at").first()
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
    seen = with_revocations(seen, certifying.revoked(mark.serial for mark in seen.marks))
    origin, ends_at = _origin(data, seen)
    if origin and not seen.changed_after and not data[ends_at:].strip(_ENDS):
        verdict = _verdict(origin)
    else:
        verdict = _judged(seen)
    proof = _proof_of(origin) if origin else None
    return Answer(verdict=verdict, sha256=sha256, proof=proof, examination=seen)


def _origin(data: bytes, seen: Examination) -> tuple[Rendition | None, int]:
    """The signed file of ours that this one begins with, and where it ends; None for no such.

    What is added behind a signed file leaves its bytes as they were, whoever's key signed it.
    """
    for mark in reversed(seen.marks):
        if mark.is_whole:
            sha256 = hashlib.sha256(data[: mark.covers_to]).hexdigest()
            found = Rendition.objects.filter(sha256=sha256, kind=Rendition.Kind.SIGNED)
            if origin := found.select_related("mark").first():
                return origin, mark.covers_to
    return None, 0


def _judged(seen: Examination) -> Verdict:
    """What is said of a file by its marks alone."""
    if not seen.marks:
        return Verdict.UNKNOWN
    if seen.is_altered:
        return Verdict.ALTERED
    if any(mark.came_too_late for mark in seen.marks):
        return Verdict.REVOKED
    if not any(mark.is_known for mark in seen.marks):
        return Verdict.FOREIGN
    strange = {examining.UNKNOWN.format(field=mark.field) for mark in seen.marks}
    # Somebody else's signature behind ours changes nothing; any other fault may hide a change.
    return Verdict.UNRECORDED if strange.issuperset(seen.faults) else Verdict.ALTERED


def _proof_of(rendition: Rendition) -> Proof:
    version = _version(rendition.version_id)
    return _proof(version.document, version)


def _version(pk: UUID) -> Version:
    return Version.objects.select_related(
        "document__journey__agency__government", "document__numbered", "document__latest"
    ).get(pk=pk)


def _proof(document: Document, version: Version) -> Proof:
    journey = document.journey
    numbered = getattr(document, "numbered", None)
    assert document.latest is not None, "a version was found, so there is a latest one"
    marks = tuple(_marks(document, version))
    return Proof(
        paper=_name(document, is_signed=any(mark.kind == SIGNATURE for mark in marks)),
        agency=journey.agency.name,
        government=journey.agency.government.name,
        year=journey.year,
        number=numbered.text if numbered else "",
        version=version.number,
        newest=document.latest.number,
        token=document.token,
        marks=marks,
    )


def _name(document: Document, *, is_signed: bool) -> str:
    """What the SOP calls the paper: a draft that was signed is the ratified paper."""
    edition = edition_of(document.journey.edition_id)
    ratified = (each.name for each in edition.papers if each.ratified_from == document.paper)
    draft = edition.paper(document.paper).name
    return next(ratified, draft) if is_signed else draft


def _marks(document: Document, version: Version) -> Iterator[ProvenMark]:
    marks = list(version.marks.filter(withdrawn_at=None).select_related("by", "rendition"))
    events = _events(document) if marks else {}
    nothing: _Event = (None, "", {})
    for mark in marks:
        key = (str(mark.version_id), str(mark.kind), mark.at)
        seq, leaf, facts = events.get(key, nothing)
        way = _way(mark, facts)
        yield ProvenMark(
            kind=mark.get_kind_display(),
            office=mark.by_label,
            name=mark.by.name,
            at=mark.at,
            event=seq,
            leaf=leaf,
            way=way,
            revoked_at=certifying.revoked_after(mark.by, at=mark.at) if way is Way.LOCAL else None,
        )


def _way(mark: Mark, facts: dict[str, Any]) -> Way:
    """How the mark was put: by the file that it brought, and by what the ledger tells of it."""
    if not hasattr(mark, "rendition"):
        return Way.RECORD
    if mark.rendition.kind == Rendition.Kind.SCAN:
        return Way.SCAN
    return Way.SERVICE if facts.get("service") else Way.LOCAL


type _Event = tuple[int | None, str, dict[str, Any]]


def _events(document: Document) -> dict[tuple[str, str, datetime.datetime], _Event]:
    """The journey's events that put a mark, by version, kind and time."""
    told = Event.objects.filter(
        log_id=document.agency_id,
        subject=document.journey_id,
        kind__in=("finished", "completed", "linked_completed", "signed"),
    )
    found: dict[tuple[str, str, datetime.datetime], _Event] = {}
    for event in told:
        mark = parse(bytes(event.data))["facts"].get("mark")
        if mark:
            key = (str(mark["version"]), str(mark["kind"]), event.at)
            found[key] = (event.seq, bytes(event.leaf).hex(), mark)
    return found
