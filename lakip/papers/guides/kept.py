"""The agency's own: a regulation of its region, a guide, or its copy of one that ships."""

import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet

from lakip.people.government import Agency

LONGEST_TITLE = 250
LONGEST_NOTE = 500
LONGEST_LINK = 500


class AgencyGuide(models.Model):
    """A regulation or guide that an agency keeps: a link, a file, or both.

    `copy_of` is the slug of a regulation that ships, when this is the agency's copy of it.
    What is removed stays here, with who removed it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="guides")
    copy_of = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=LONGEST_TITLE)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    link = models.CharField(max_length=LONGEST_LINK, blank=True)
    name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    media_type = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(
                fields=["agency", "at"], condition=Q(removed_at=None), name="guides_of_an_agency"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "sha256"],
                condition=Q(removed_at=None) & ~Q(sha256=""),
                name="a_file_is_a_guide_once",
            ),
            models.UniqueConstraint(
                fields=["agency", "copy_of"],
                condition=Q(removed_at=None) & ~Q(copy_of=""),
                name="one_copy_of_a_guide",
            ),
            models.CheckConstraint(
                condition=~Q(link="") | ~Q(sha256=""), name="a_guide_has_a_link_or_a_file"
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="guide_removed_at_and_by_together",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def site(self) -> str:
        """The site that the link leads to, so that people see where they go."""
        return urlsplit(self.link).hostname or ""


def kept(agency_id: uuid.UUID) -> QuerySet[AgencyGuide]:
    """What the agency keeps now, in the order it was added."""
    return AgencyGuide.objects.filter(agency_id=agency_id, removed_at=None).select_related("by")
