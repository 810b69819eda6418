"""What the verifier notes: the checklist of a turn, and remarks with all that was said of them."""

import uuid

from django.conf import settings
from django.db import models

from lakip.documents.models import Version
from lakip.journey.models import Journey, Turn


class Verification(models.Model):
    """The checklist of one turn of step 9, and which lacks of the draft are put up with and why.

    `answers` is by the code of the item, `waived` by the code of the element of completeness.
    """

    turn = models.OneToOneField(Turn, models.PROTECT, related_name="verification")
    answers = models.JSONField(default=dict)
    waived = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"verifikasi {self.turn}"


class VerificationRemark(models.Model):
    """A remark on one spot of a draft. It is open until the verifier who looks at it closes it.

    `spot` is the key of a spot (`lakip/papers/verifikasi/spots.py`); `label` and
    `quote` say where and what it was as people read it, so that they last when it is gone.
    """

    class State(models.TextChoices):
        OPEN = "open", "terbuka"
        ANSWERED = "answered", "sudah dijawab"
        CLOSED = "closed", "selesai"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="verification_remarks")
    number = models.PositiveIntegerField()
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    turn = models.ForeignKey(Turn, models.PROTECT, related_name="verification_remarks")
    spot = models.CharField(max_length=1000, blank=True)
    label = models.CharField(max_length=400)
    quote = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)

    class Meta:
        ordering = ["journey", "number"]
        constraints = [
            models.UniqueConstraint(fields=["journey", "number"], name="one_remark_a_number"),
        ]

    def __str__(self) -> str:
        return f"catatan {self.number}: {self.label}"


class RemarkSaying(models.Model):
    """What was said of a remark, in the order it was said; never changed."""

    class Kind(models.TextChoices):
        ASKED = "asked", "mencatat"
        ANSWERED = "answered", "menjawab"
        CLOSED = "closed", "menutup"
        REOPENED = "reopened", "membuka kembali"

    remark = models.ForeignKey(VerificationRemark, models.PROTECT, related_name="sayings")
    kind = models.CharField(max_length=8, choices=Kind)
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by_label = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["remark", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:40]}"
