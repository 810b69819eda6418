"""Recipients: to whom an agency sends its report, year after year."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

LONGEST_NAME, LONGEST_PLACE = 200, 120
MOST_COPIES = 999


class Way(models.TextChoices):
    """How the report gets to somebody, and so what proves that they have it."""

    MAIL = "e-mail", "e-mail dengan berkasnya"
    LINK = "tautan", "tautan yang berlaku sementara"
    HAND = "antar", "diantar, dengan tanda terima"
    ELSEWHERE = "unggah", "diunggah di sistem lain"
    ARCHIVE = "arsip", "arsip sendiri"
    PUBLIC = "laman", "laman publik"


# To whom a letter goes along: nobody writes to a system, an archive or a page.
WRITTEN_TO = (Way.MAIL, Way.LINK, Way.HAND)


class RecipientQuerySet(models.QuerySet["Recipient"]):
    """Recipients of agencies."""

    def on_list(self, agency_id: object) -> "RecipientQuerySet":
        """Those who stand on the agency's list now, in its order."""
        return self.filter(agency_id=agency_id, removed_at=None)


class Recipient(models.Model):
    """Somebody who gets the agency's report every year. Who was taken off the list stays a row."""

    agency = models.ForeignKey("lakip.Agency", models.PROTECT, related_name="recipients")
    name = models.CharField("penerima", max_length=LONGEST_NAME)
    place = models.CharField("tempat", max_length=LONGEST_PLACE, blank=True)
    way = models.CharField("cara", max_length=10, choices=Way, default=Way.HAND)
    email = models.EmailField("e-mail", blank=True)
    copies = models.PositiveSmallIntegerField("eksemplar", default=1)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = RecipientQuerySet.as_manager()

    class Meta:
        ordering = ["agency", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"],
                condition=Q(removed_at=None),
                name="a_recipient_is_listed_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


def take_off(recipient: Recipient, *, at: datetime.datetime) -> bool:
    """Take somebody off the list; says whether they were on it."""
    listed = Recipient.objects.filter(pk=recipient.pk, removed_at=None)
    return bool(listed.update(removed_at=at))
