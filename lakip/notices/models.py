"""The outbox: what is to be told to whom by which channel, and whether it was.

The recipient is a person of the installation, or, by e-mail alone, an address outside of it.

A notice is written in the transaction of the move that it tells of, one for each event,
recipient and channel, so that nothing is told that did not happen and nothing that happened
is left untold. Sending comes after, by the worker.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """One telling to one person by one channel."""

    class Channel(models.TextChoices):
        APP = "app", "di aplikasi"
        EMAIL = "email", "e-mail"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Every move adds notices, so no key brings an index of its own; those below find them all.
    event = models.ForeignKey("lakip.Event", models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey("lakip.Agency", models.PROTECT, related_name="+", db_index=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        related_name="notices",
        db_index=False,
    )
    address = models.EmailField(blank=True, db_default="")
    # A file of the store that goes with the mail: its sha256, name and media_type.
    attachment = models.JSONField(null=True)
    channel = models.CharField(max_length=5, choices=Channel)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    path = models.CharField(max_length=200)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    last_fault = models.CharField(max_length=300, blank=True)
    # Since when it is known that waiting does not help: the server will not take it, or its file
    # is gone.
    refused_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "recipient", "channel"], name="told_once_by_each_channel"
            ),
            models.UniqueConstraint(
                fields=["event", "address"],
                condition=Q(recipient=None),
                name="an_address_is_told_once",
            ),
            models.CheckConstraint(
                condition=Q(recipient__isnull=False) | (Q(channel="email") & ~Q(address="")),
                name="told_to_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(channel="email", sent_at=None),
                name="notice_to_send",
            ),
            models.Index(
                fields=["recipient", "-at"], condition=Q(channel="app"), name="notice_inbox"
            ),
            models.Index(
                fields=["recipient"],
                condition=Q(channel="app", read_at=None),
                name="notice_unread",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.recipient_id or self.address} ({self.channel})"

    @property
    def to(self) -> str:
        """The address that the mail goes to: a person's is the one they have now."""
        return self.recipient.email if self.recipient else self.address

    @property
    def is_wanted(self) -> bool:
        """Whether it may be sent: a person who is no longer active is not written to."""
        return self.recipient is None or self.recipient.is_active

    @property
    def message_id(self) -> str:
        """The Message-ID of its mail: a repeat after a fault carries the same one."""
        return f"<{self.pk}@lakip>"
