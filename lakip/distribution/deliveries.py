"""Deliveries: one report going to one recipient, each sending of it, and the proof that it came.

Nothing is overwritten. Every sending is a row and so is every receipt; the newest receipt that was
not replaced is the proof.
"""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from lakip.distribution.recipients import LONGEST_NAME, LONGEST_PLACE, Recipient, Way
from lakip.people.office import within_reach
from lakip.people.person import Person

PERSON = settings.AUTH_USER_MODEL
LONGEST_NOTE, LONGEST_ADDRESS = 1000, 500


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Deliveries, as a person may see them."""

    def visible_to(self, person: Person, *, day: datetime.date) -> "DeliveryQuerySet":
        """Those of agencies the person serves or watches, and of journeys whose team holds them."""
        return self.filter(within_reach(person, day=day))


class Delivery(models.Model):
    """That one recipient is to get one report.

    Who is called what is copied from the agency's list when the delivery is planned, so that a
    change of the list leaves last year's deliveries as they were.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("lakip.Agency", models.PROTECT, related_name="+")
    journey = models.ForeignKey("lakip.Journey", models.PROTECT, related_name="deliveries")
    recipient = models.ForeignKey(Recipient, models.PROTECT, null=True, related_name="+")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)
    place = models.CharField(max_length=LONGEST_PLACE, blank=True)
    way = models.CharField(max_length=10, choices=Way)
    email = models.EmailField(blank=True)
    copies = models.PositiveSmallIntegerField(default=1)
    planned_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    # Why there will be no proof. It stands until a receipt comes after all.
    excuse = models.TextField(blank=True)
    excused_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    excused_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["journey", "number"]
        constraints = [
            models.UniqueConstraint(fields=["journey", "number"], name="one_delivery_a_number"),
            models.UniqueConstraint(fields=["journey", "name"], name="delivered_to_once"),
            models.CheckConstraint(
                condition=Q(excuse="", excused_by=None, excused_at=None)
                | (~Q(excuse="") & Q(excused_by__isnull=False, excused_at__isnull=False)),
                name="an_excuse_is_somebodys",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Sending(models.Model):
    """One time that the report was sent to a recipient.

    `event` is the happening that the e-mail tells of, by which its notice is found. Of a link only
    the SHA-256 is kept, so a stolen database opens nothing.
    """

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="sendings")
    way = models.CharField(max_length=10, choices=Way)
    version = models.ForeignKey("lakip.Version", models.PROTECT, related_name="+")
    address = models.EmailField(blank=True)
    event = models.ForeignKey("lakip.Event", models.PROTECT, related_name="+")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    link_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    link_expires_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["delivery", "-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.at:%Y-%m-%d}"


class Receipt(models.Model):
    """That a recipient has the report, and what proves it.

    Who recorded it is empty for a recipient who said so behind the link.
    """

    class Proof(models.TextChoices):
        CONFIRMED = "konfirmasi", "dikonfirmasi penerima lewat tautan"
        SIGNED = "layar", "ditandatangani penerima di layar"
        SCAN = "pindaian", "foto atau pindaian tanda terima"
        ELSEWHERE = "sistem", "bukti unggah di sistem lain"
        ARCHIVED = "arsip", "paket arsip disimpan"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="receipts")
    proof = models.CharField(max_length=10, choices=Proof)
    received_at = models.DateTimeField()
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    office = models.CharField(max_length=LONGEST_NAME, blank=True)
    note = models.TextField(blank=True)
    address = models.URLField(max_length=LONGEST_ADDRESS, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    file_name = models.CharField(max_length=160, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    recorded_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["delivery", "-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["delivery"],
                condition=Q(replaced_at=None),
                name="one_standing_receipt_a_delivery",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_proof_display()} {self.received_at:%Y-%m-%d}"
