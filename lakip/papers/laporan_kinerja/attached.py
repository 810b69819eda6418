"""Files that the team adds to a report: photos and scans are printed in it, others go beside it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet

from lakip.journey.models import Journey

LONGEST_TITLE = 200


class Attachment(models.Model):
    """One file of a journey's report. `printed` is what stands in it of a picture: a JPEG."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="attachments")
    title = models.CharField(max_length=LONGEST_TITLE)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120)
    printed = models.CharField(max_length=64, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_out_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["journey", "sha256"],
                condition=Q(taken_out_at=None),
                name="a_file_is_attached_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title


def attached(journey: Journey) -> QuerySet[Attachment]:
    """The files of the journey's report, in the order they were added."""
    return Attachment.objects.filter(journey=journey, taken_out_at=None).select_related("by")
