"""What makes a mark more than a record: a signed file, or a scan, that belongs to it."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from lakip.documents.filing import Content
from lakip.documents.models import Mark, Rendition

PDF = "application/pdf"
CHAINED = (Rendition.Kind.SIGNED, Rendition.Kind.SCAN)


@dataclass(frozen=True, kw_only=True)
class Seal:
    """A file made for a mark, before the mark is put. `after` is the rendition that it extends.

    `by_service`: a signing service (TTE) put the signature, not a key of this installation.
    """

    version_id: UUID
    after: UUID | None
    kind: Rendition.Kind
    content: Content
    by_service: bool = False


def head(version_id: UUID) -> Rendition | None:
    """The version's file with all marks so far; None when it has none yet."""
    chain = Rendition.objects.filter(
        version_id=version_id, kind__in=CHAINED, mark__withdrawn_at=None
    )
    return chain.order_by("-mark__at", "-mark").first()


def is_current(seal: Seal, *, version_id: UUID) -> bool:
    """Whether the seal was made for this version with just the marks that it has now."""
    last = head(version_id)
    return seal.version_id == version_id and seal.after == (last.pk if last else None)


def attach(seal: Seal, mark: Mark, *, at: datetime.datetime) -> Rendition:
    """Keep the file as what the mark put."""
    return add_rendition(
        version_id=seal.version_id, kind=seal.kind, content=seal.content, at=at, mark=mark
    )


def add_rendition(
    *,
    version_id: UUID,
    kind: Rendition.Kind,
    content: Content,
    at: datetime.datetime,
    mark: Mark | None = None,
) -> Rendition:
    """Name a stored file as belonging to the version."""
    return Rendition.objects.create(
        version_id=version_id,
        kind=kind,
        mark=mark,
        sha256=content.sha256,
        size=content.size,
        name=content.name,
        media_type=content.media_type,
        at=at,
    )
