"""Governments, their agencies and bidang, and each government's corrections to the calendar."""

import uuid

from django.db import models

ZONES = [("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")]


class Government(models.Model):
    """A regional government: a province, kabupaten or kota."""

    name = models.CharField("nama", max_length=120, unique=True)
    zone = models.CharField("zona waktu", max_length=40, choices=ZONES, default=ZONES[0][0])
    calendar_revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CalendarDay(models.Model):
    """A correction to the shipped calendar: a day off of one's own, or a day that is worked."""

    class Kind(models.TextChoices):
        OFF = "libur", "libur"
        WORKED = "kerja", "hari kerja"

    government = models.ForeignKey(Government, models.CASCADE, related_name="days")
    date = models.DateField("tanggal")
    kind = models.CharField("jenis", max_length=5, choices=Kind)
    name = models.CharField("keterangan", max_length=120)

    class Meta:
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(fields=["government", "date"], name="one_correction_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.kind}: {self.name}"


class Ramadan(models.Model):
    """A Ramadan as the government fixed it; it replaces the shipped period it overlaps."""

    government = models.ForeignKey(Government, models.CASCADE, related_name="ramadans")
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("sampai")

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="ramadan_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on:%Y-%m-%d} – {self.ends_on:%Y-%m-%d}"


class Agency(models.Model):
    """An agency of a government (OPD): a dinas that makes a report, or one that watches."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    government = models.ForeignKey(Government, models.PROTECT, related_name="agencies")
    name = models.CharField("nama", max_length=160)
    revision_days = models.PositiveSmallIntegerField(
        "batas revisi (hari kerja)",
        null=True,
        blank=True,
        help_text="Kosongkan untuk mengikuti SOP.",
    )
    # How the agency works. Each is a choice of its own, and what is chosen counts from then on.
    edition = models.CharField(max_length=60, default="lakip")
    runs_linked_sops = models.BooleanField(default=False)
    tells_superior_after = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["government", "name"], name="one_agency_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Bidang(models.Model):
    """A division of an agency."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="bidang")
    name = models.CharField("nama", max_length=160)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="one_bidang_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
