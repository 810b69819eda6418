"""A journey over the map, carried in turns.

Turns are rows and nothing else holds the state: where it is, is which turn is open; how often
it was returned, is a count; the closed turns are the history.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from lakip.journey.doors import JourneyQuerySet, TurnQuerySet
from lakip.journey.editions import StoredEdition, edition_of, linked_name

PERSON = settings.AUTH_USER_MODEL


class Journey(models.Model):
    """One agency's report of one year, from the request to the delivered report.

    Or a linked SOP: `inside` is then the turn of the report that it runs in.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("lakip.Agency", models.PROTECT, related_name="journeys")
    year = models.PositiveSmallIntegerField("tahun laporan")
    inside = models.ForeignKey(
        "lakip.Turn", models.PROTECT, null=True, blank=True, related_name="inner"
    )
    edition = models.ForeignKey(StoredEdition, models.PROTECT, related_name="+")
    request_number = models.CharField("nomor surat", max_length=80)
    request_date = models.DateField("tanggal surat")
    request_sender = models.CharField("pengirim", max_length=160)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    is_cancelled = models.BooleanField(default=False)
    cancel_reason = models.TextField(blank=True)

    objects = JourneyQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "agency"]
        indexes = [models.Index(fields=["agency", "-year"], name="journey_by_agency_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "year"],
                condition=Q(is_cancelled=False, inside=None),
                name="one_journey_an_agency_and_year",
            ),
            models.UniqueConstraint(
                fields=["inside"],
                condition=Q(is_cancelled=False, inside__isnull=False),
                name="one_linked_sop_a_turn",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="journey_closed_at_and_by_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.agency}"

    @property
    def is_inner(self) -> bool:
        """Whether it is a linked SOP inside a turn, and no report of its own."""
        return self.inside_id is not None

    @property
    def report(self) -> "Journey":
        """The report that this is about: itself, or the one that it runs inside of."""
        return self.inside.journey if self.inside else self

    @property
    def name(self) -> str:
        """What is carried out: the report of a year, or the linked SOP."""
        if not self.is_inner:
            return f"Laporan Kinerja {self.year}"
        return linked_name(edition_of(self.edition_id))

    @property
    def undertaking(self) -> str:
        """What is ended when it is cancelled, within a sentence."""
        return self.name if self.is_inner else "penyusunan"

    @property
    def title(self) -> str:
        """The name by which it is known anywhere: a linked SOP says for which report it is."""
        return f"{self.name}, Laporan Kinerja {self.year}" if self.is_inner else self.name


class Turn(models.Model):
    """It is somebody's turn at a step, until a due time. `revision` counts the acts in it.

    `revision` is what every act raises in the same transaction: a move that judged an older
    revision is not carried out, and a turn whose revision is zero has not been begun.
    """

    class Outcome(models.TextChoices):
        FINISHED = "finished", "selesai"
        SENT_BACK = "sent_back", "dikembalikan"
        WITHDRAWN = "withdrawn", "ditarik kembali"
        CANCELLED = "cancelled", "dibatalkan"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Every move adds a turn, so no key brings an index of its own; those below find them all.
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="turns", db_index=False)
    agency = models.ForeignKey("lakip.Agency", models.PROTECT, related_name="+", db_index=False)
    step = models.CharField(max_length=60)
    role = models.CharField(max_length=60)
    by_team = models.BooleanField(default=False)
    number = models.PositiveIntegerField()
    round = models.PositiveIntegerField(default=1)
    within = models.CharField(max_length=20)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        PERSON, models.PROTECT, null=True, related_name="+", db_index=False
    )
    closed_as = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    note = models.TextField(blank=True)
    key = models.UUIDField(null=True)

    objects = TurnQuerySet.as_manager()

    class Meta:
        ordering = ["journey", "number"]
        indexes = [
            models.Index(
                fields=["agency", "role", "due_at"],
                condition=Q(closed_at=None),
                name="open_turn_by_agency_due",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["journey"], condition=Q(closed_at=None), name="one_open_turn_a_journey"
            ),
            models.UniqueConstraint(fields=["journey", "number"], name="one_turn_a_number"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, outcome="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(outcome="")),
                name="turn_closed_whole_or_not_at_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} #{self.number}"

    @property
    def is_open(self) -> bool:
        """Whether it is still somebody's turn."""
        return self.closed_at is None


class DutyTick(models.Model):
    """A duty of a step that was done, by whom and when. It stays done in later rounds."""

    journey = models.ForeignKey(Journey, models.PROTECT, related_name="ticks")
    turn = models.ForeignKey(Turn, models.PROTECT, related_name="ticks")
    step = models.CharField(max_length=60)
    duty = models.CharField(max_length=60)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    by_label = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["journey", "step", "duty"], name="one_tick_a_duty"),
        ]

    def __str__(self) -> str:
        return f"{self.step}: {self.duty}"


class TeamMember(models.Model):
    """Somebody named in the draft SK; seated when the SK is ratified, until they leave."""

    class Standing(models.TextChoices):
        RESPONSIBLE = "penanggung-jawab", "Penanggung jawab"
        CHAIR = "ketua", "Ketua"
        VICE_CHAIR = "wakil-ketua", "Wakil ketua"
        SECRETARY = "sekretaris", "Sekretaris"
        MEMBER = "anggota", "Anggota"

    journey = models.ForeignKey(Journey, models.PROTECT, related_name="members")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="memberships")
    standing = models.CharField(max_length=20, choices=Standing, default=Standing.MEMBER)
    named_at = models.DateTimeField()
    seated_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["journey", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["journey", "person"],
                condition=Q(left_at=None),
                name="named_once_in_a_team",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person"],
                condition=Q(left_at=None, seated_at__isnull=False),
                name="seated_by_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_standing_display()})"
