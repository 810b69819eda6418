"""Offices: who holds which role for which agency, from when until when.

An office is a person doing a role *for* an agency. The person may work elsewhere: so an
inspector of the Inspektorat can hold a role in the SOP of a dinas, and an observer reads the
journeys of the agencies entrusted to them. Plt, Plh and Pj are offices with dates and a label.
"""

import datetime
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from lakip.people.government import Agency, Bidang
from lakip.people.person import Person

OBSERVER = "pengamat"
STAFF_ADMIN = "admin-opd"
BESIDE_THE_SOP = {OBSERVER: "Pengamat", STAFF_ADMIN: "Admin OPD"}


class OfficeQuerySet(models.QuerySet["Office"]):
    """Offices, narrowed to those that count on a day."""

    def on(self, day: datetime.date) -> "OfficeQuerySet":
        """Those that are held on that day by people who are active."""
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day, person__is_active=True
        )

    def held_by(self, person: Person, *, day: datetime.date) -> "OfficeQuerySet":
        """Those that the person holds on that day."""
        return self.on(day).filter(person=person)

    def serving(self, agency_id: UUID, *, day: datetime.date) -> "OfficeQuerySet":
        """Those that serve the agency on that day."""
        return self.on(day).filter(agency_id=agency_id)


def within_reach(person: Person, *, day: datetime.date) -> Q:
    """What a person may see of rows that name an agency and a journey, on that day.

    Those of the agencies they serve or watch, and of the journeys in whose team they sit.
    """
    held = Office.objects.held_by(person, day=day)
    seats = seats_of(person).values("journey")
    return Q(agency__in=held.values("agency")) | Q(journey__in=seats)


def seats_of(person: Person) -> models.QuerySet[Any]:
    """The seats in teams that the person holds now: none as long as they are not active."""
    return person.memberships.filter(left_at=None, seated_at__isnull=False, person__is_active=True)


class Office(models.Model):
    """One person's holding of one role for one agency."""

    class Standing(models.TextChoices):
        DEFINITIVE = "definitif", "definitif"
        PLT = "plt", "Plt."
        PLH = "plh", "Plh."
        PJ = "pj", "Pj."

    person = models.ForeignKey(Person, models.PROTECT, related_name="offices", verbose_name="orang")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="offices", verbose_name="OPD")
    role = models.CharField("jabatan", max_length=60)
    bidang = models.ForeignKey(
        Bidang, models.PROTECT, null=True, blank=True, related_name="offices"
    )
    standing = models.CharField(
        "sebagai", max_length=10, choices=Standing, default=Standing.DEFINITIVE
    )
    turn = models.ForeignKey("lakip.Turn", models.CASCADE, null=True, blank=True, related_name="+")
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("sampai", null=True, blank=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["agency", "role", "-starts_on"]
        indexes = [
            models.Index(fields=["agency", "role", "ends_on"], name="office_by_agency_role"),
            models.Index(fields=["person", "ends_on"], name="office_by_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="office_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.label} · {self.agency}"

    def is_held_on(self, day: datetime.date) -> bool:
        """Whether the day lies between its first and its last."""
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)

    @property
    def label(self) -> str:
        """The office as a paper calls it: "Plh. Sekretaris", "Kepala Bidang Pelayanan"."""
        title = BESIDE_THE_SOP.get(self.role) or self.role.replace("-", " ").title()
        if self.bidang is not None:
            title = f"Kepala {self.bidang.name}"
        if self.standing == self.Standing.DEFINITIVE:
            return title
        return f"{self.get_standing_display()} {title}"


def label_of(offices: Iterable[Office], role: str) -> str:
    """How the holder of these offices is called when acting in that role."""
    best = next((office for office in offices if office.role == role), None)
    return best.label if best else role.replace("-", " ").title()
