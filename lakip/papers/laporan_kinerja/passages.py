"""What people wrote at the places of a report: every version of it, and who is writing now."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lakip.papers.laporan_kinerja.rich_text import RichText, of_plain


class Passage(models.Model):
    """One place of one journey's report at which somebody wrote. `latest` is what stands there.

    `held_by` is who has it open, until `held_until`: others are told, and nobody is kept out.
    """

    journey = models.ForeignKey("lakip.Journey", models.PROTECT, related_name="passages")
    place = models.CharField(max_length=200)
    latest = models.ForeignKey("lakip.PassageVersion", models.PROTECT, null=True, related_name="+")
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    held_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["journey", "place"], name="one_passage_a_place"),
            models.CheckConstraint(
                condition=Q(held_by=None, held_until=None)
                | Q(held_by__isnull=False, held_until__isnull=False),
                name="held_by_somebody_until_some_time",
            ),
        ]

    def __str__(self) -> str:
        return self.place


class PassageVersion(models.Model):
    """What one person wrote at a place at one time: never changed afterwards.

    Without a `body` the place went back to the first draft. `after` is the number of the version
    it was written upon. One that came upon a newer one stands `aside`: kept, and not in the
    report. `figures` are those that the typed words say, each as "name=shown".
    """

    passage = models.ForeignKey(Passage, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    after = models.PositiveIntegerField()
    body = models.JSONField(null=True)
    figures = models.JSONField(default=list)
    is_aside = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["passage", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["passage", "number"], name="one_passage_version"),
        ]

    def __str__(self) -> str:
        return f"{self.passage.place}, versi {self.number}"

    @property
    def text(self) -> RichText | None:
        """What was written; None where the place went back to the first draft."""
        return None if self.body is None else of_plain(self.body)
