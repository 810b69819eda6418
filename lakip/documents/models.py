"""Documents and their immutable versions, and the marks that people put on a version."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

PLAIN_TEXT = "text/plain; charset=utf-8"


def new_token() -> str:
    """What the QR of a paper leads to: 80 bits that nobody can guess."""
    return secrets.token_hex(10)


class Document(models.Model):
    """One paper of one journey. Its content is in its versions; `latest` is the one that counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("lakip.Agency", models.PROTECT, related_name="+")
    journey = models.ForeignKey("lakip.Journey", models.PROTECT, related_name="documents")
    paper = models.CharField(max_length=60)
    latest = models.ForeignKey("lakip.Version", models.PROTECT, null=True, related_name="+")
    token = models.CharField(max_length=20, unique=True, default=new_token, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["journey", "paper"], name="one_document_a_paper"),
        ]

    def __str__(self) -> str:
        return self.paper


class Version(models.Model):
    """What was filed: never changed afterwards. The bytes are stored under their SHA-256."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    name = models.CharField(max_length=160)
    media_type = models.CharField(max_length=100)
    remarks = models.TextField(blank=True)
    made_from = models.JSONField(null=True)
    turn = models.ForeignKey("lakip.Turn", models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by_label = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["document", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="one_version_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.name} (versi {self.number})"

    @property
    def marked_file(self) -> "Rendition | None":
        """The newest file of it that bears a mark, signed or scanned; None where there is none."""
        marked = [
            (each.mark.at, each.mark.pk, each)
            for each in self.renditions.all()
            if each.mark is not None and each.mark.withdrawn_at is None
        ]
        return max(marked)[-1] if marked else None

    @property
    def is_text(self) -> bool:
        """Whether it was written as plain text, and so can be shown on the page."""
        return self.media_type == PLAIN_TEXT


class Mark(models.Model):
    """A paraf or a signature on one version, named by the version's SHA-256.

    A new version carries no mark, so nobody needs to take old ones away; only a step that is
    taken back withdraws the mark that finishing it had put.
    """

    class Kind(models.TextChoices):
        PARAF = "paraf", "paraf"
        SIGNATURE = "signature", "tanda tangan"

    version = models.ForeignKey(Version, models.PROTECT, related_name="marks")
    kind = models.CharField(max_length=10, choices=Kind)
    sha256 = models.CharField(max_length=64)
    turn = models.ForeignKey("lakip.Turn", models.PROTECT, related_name="marks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by_label = models.CharField(max_length=120)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "turn"],
                condition=Q(withdrawn_at=None),
                name="one_standing_mark_of_a_turn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.by_label}"


class Rendition(models.Model):
    """A file that belongs to a version and is not it: its Word file, or the version with a mark.

    Signed files form a chain: each is the one before it with one mark more. A rendition whose mark
    was withdrawn does not count.
    """

    class Kind(models.TextChoices):
        SIGNED = "signed", "berkas bertanda tangan elektronik"
        SCAN = "scan", "pindaian bertanda tangan basah"
        WORD = "word", "berkas Word"
        DATA = "data", "data yang menjadi dasarnya"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="renditions")
    kind = models.CharField(max_length=6, choices=Kind)
    mark = models.OneToOneField(Mark, models.PROTECT, null=True, related_name="rendition")
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    name = models.CharField(max_length=160)
    media_type = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_kind_display()})"
