"""That a ratified report is open to everybody, since when, and until when.

A publication stands while nobody took it back, its signature stands and its journey was not
cancelled. That is asked of the signature and the journey each time, so nothing has to be kept in
step with them.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from lakip.documents.models import Mark, Version
from lakip.journey.models import Journey

PERSON = settings.AUTH_USER_MODEL
LONGEST_SLUG = 150


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Publications, narrowed to those that anybody may read."""

    def standing(self) -> "PublicationQuerySet":
        """Those that are shown now."""
        return self.filter(withdrawn_at=None, mark__withdrawn_at=None, journey__is_cancelled=False)


class Publication(models.Model):
    """One publishing of a journey's report: the version that was signed, under one address.

    `mark` is the signature it rests on. `figures` are the key figures of a report that was
    written outside, as they were recorded when it was published; one made from data has its own.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="publications")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    mark = models.ForeignKey(Mark, models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=LONGEST_SLUG)
    with_file = models.BooleanField(default=False)
    figures = models.JSONField(null=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    withdraw_reason = models.TextField(blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["journey"],
                condition=Q(withdrawn_at=None),
                name="one_publication_a_journey",
            ),
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(withdrawn_at=None),
                name="one_publication_an_address",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdraw_reason="")
                | (
                    Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                    & ~Q(withdraw_reason="")
                ),
                name="publication_withdrawn_whole_or_not_at_all",
            ),
        ]

    def __str__(self) -> str:
        return self.slug


def publication_of(journey: Journey) -> Publication | None:
    """The publication of the journey that stands; None where its report is not public."""
    found = Publication.objects.standing().filter(journey=journey)
    return found.select_related("version", "mark", "published_by").first()


def is_public(journey: Journey) -> bool:
    """Whether a publication of the journey stands."""
    return Publication.objects.standing().filter(journey=journey).exists()


def path_of(publication: Publication) -> str:
    """The address of the public page, from the site's root."""
    return f"/publik/{publication.slug}/"
