"""What is being written of a paper before it is filed, and an agency's own standing sentences."""

from django.conf import settings
from django.db import models

from lakip.documents.models import Document


class Draft(models.Model):
    """The answers typed so far. `revision` rises with each change, so that nobody overwrites."""

    document = models.OneToOneField(Document, models.CASCADE, related_name="draft")
    answers = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"naskah {self.document.paper}, perubahan {self.revision}"


class StandingWording(models.Model):
    """The sentences that an agency uses in every paper of a kind, in place of the shipped ones."""

    agency = models.ForeignKey("lakip.Agency", models.CASCADE, related_name="+")
    paper = models.CharField(max_length=60)
    answers = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "paper"], name="one_wording_a_paper"),
        ]

    def __str__(self) -> str:
        return f"kalimat baku {self.paper}"
