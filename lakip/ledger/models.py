"""The log of each agency and the events in it. Rows of events are written once."""

from collections.abc import Iterable
from typing import Any, NoReturn

from django.db import models


class AppendOnlyError(Exception):
    """Somebody tried to change or remove what has happened."""


class AppendOnly(models.QuerySet[Any]):
    """Rows that can be read and added. The triggers guard what does not pass through here."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("events are never changed")

    def delete(self) -> NoReturn:
        raise AppendOnlyError("events are never removed")

    def bulk_update(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("events are never changed")


class Log(models.Model):
    """One agency's log: how many events it holds and the peaks of their Merkle tree."""

    agency = models.OneToOneField(
        "lakip.Agency", models.PROTECT, primary_key=True, related_name="+"
    )
    size = models.BigIntegerField(default=0)
    frontier = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.agency_id}: {self.size}"


class Event(models.Model):
    """One thing that happened. `data` is the truth; kind, subject and at are copies to find it."""

    id = models.BigAutoField(primary_key=True)
    # The unique constraint begins with the log and serves as its index.
    log = models.ForeignKey(Log, models.PROTECT, db_index=False, related_name="+")
    seq = models.BigIntegerField()
    data = models.BinaryField()
    leaf = models.BinaryField(max_length=32)
    kind = models.CharField(max_length=40)
    subject = models.UUIDField(null=True)
    at = models.DateTimeField()

    objects = AppendOnly.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["log", "seq"], name="one_event_a_number"),
        ]
        indexes = [
            models.Index(fields=["log", "subject", "seq"], name="event_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"

    def save(self, **kwargs: Any) -> None:
        """Adds the event; refuses to write one that is already there."""
        if not self._state.adding:
            raise AppendOnlyError("events are never changed")
        # Without it, a new object that carries the id of an old row would overwrite that row.
        kwargs["force_insert"] = True
        super().save(**kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuses: what has happened stays."""
        raise AppendOnlyError("events are never removed")
