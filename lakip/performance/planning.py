"""What was promised: plans, their objectives and indicators, and the targets of each year.

Values stand as canonical text (`lakip.performance.values.store`), because a target may be a
number, a ratio, a range, a grade, or yes or no. Source of the fields: PermenPANRB 53/2014
(perjanjian kinerja), PermenPANRB 88/2021 (definition, formula and source of each indicator).
"""

import datetime
import uuid
from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from lakip.people.office import STAFF_ADMIN, Office, seats_of
from lakip.people.person import Person
from lakip.performance.measures import Consolidation, Polarity
from lakip.performance.values import Kind

VALUE_LENGTH = 60
# Who keeps the plan of an agency: those who plan, and who looks after its data.
PLANNERS = ("kasubbag-perencanaan", "sekretaris", STAFF_ADMIN)


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans, as a person may see them."""

    def visible_to(self, person: Person, *, day: datetime.date) -> "PlanQuerySet":
        """The plans of the agencies that the person serves or watches, and of their government."""
        offices = Office.objects.held_by(person, day=day)
        named = person.memberships.filter(left_at=None, person__is_active=True)
        return self.filter(
            Q(agency__in=offices.values("agency"))
            | Q(agency=None, government__in=offices.values("agency__government"))
            | Q(agency__journeys__in=named.values("journey"))
        ).distinct()


class Plan(models.Model):
    """A medium-term plan: an agency's Renstra, or the RPJMD of a government."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    government = models.ForeignKey("lakip.Government", models.PROTECT, related_name="plans")
    agency = models.ForeignKey("lakip.Agency", models.PROTECT, null=True, related_name="plans")
    name = models.CharField("nama", max_length=200)
    first_year = models.PositiveSmallIntegerField("tahun pertama")
    last_year = models.PositiveSmallIntegerField("tahun terakhir")
    revision = models.PositiveIntegerField(default=0)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-first_year", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "first_year"],
                condition=Q(agency__isnull=False),
                name="one_renstra_of_a_first_year",
            ),
            models.UniqueConstraint(
                fields=["government", "first_year"],
                condition=Q(agency=None),
                name="one_rpjmd_of_a_first_year",
            ),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="plan_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def years(self) -> range:
        """The years of the plan."""
        return range(self.first_year, self.last_year + 1)

    def is_kept_by(self, person: Person, *, day: datetime.date) -> bool:
        """Whether the person may change the plan: who plans, or the operator for an RPJMD."""
        if self.agency_id is None:
            return person.is_operator
        return keeps_plans(person, agency_id=self.agency_id, day=day)


def keeps_plans(person: Person, *, agency_id: uuid.UUID, day: datetime.date) -> bool:
    """Whether the person keeps the plans and figures of that agency on that day."""
    held = Office.objects.held_by(person, day=day)
    return held.filter(agency_id=agency_id, role__in=PLANNERS).exists()


def reads_figures(person: Person, *, agency_id: uuid.UUID, day: datetime.date) -> bool:
    """Whether the person serves that agency in an office of the SOP, or watches it."""
    held = Office.objects.held_by(person, day=day)
    named = person.memberships.filter(
        left_at=None, person__is_active=True, journey__agency_id=agency_id
    )
    return held.filter(agency_id=agency_id).exists() or named.exists()


class Objective(models.Model):
    """A tujuan or sasaran of a plan."""

    class Level(models.TextChoices):
        TUJUAN = "tujuan", "tujuan"
        SASARAN = "sasaran", "sasaran"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="objectives")
    level = models.CharField("jenjang", max_length=8, choices=Level, default=Level.SASARAN)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    supports = models.ForeignKey("self", models.SET_NULL, null=True, related_name="supported_by")
    code = models.CharField("kode", max_length=20)
    text = models.TextField("bunyi")
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["plan", "order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="one_objective_of_a_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"


class Indicator(models.Model):
    """A performance indicator: what it is, how it is counted, and who owes its figure."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="indicators")
    objective = models.ForeignKey(Objective, models.CASCADE, related_name="indicators")
    code = models.CharField("kode", max_length=20)
    name = models.CharField("indikator", max_length=600)
    is_key = models.BooleanField("IKU", default=False)
    definition = models.TextField("definisi operasional", blank=True)
    formula = models.TextField("rumus", blank=True)
    numerator = models.CharField("pembilang", max_length=200, blank=True)
    denominator = models.CharField("penyebut", max_length=200, blank=True)
    multiplier = models.DecimalField(
        "dikali", max_digits=12, decimal_places=2, default=Decimal(100)
    )
    unit = models.CharField("satuan", max_length=60, blank=True)
    source = models.CharField("sumber data", max_length=300, blank=True)
    bidang = models.ForeignKey(
        "lakip.Bidang", models.PROTECT, null=True, blank=True, related_name="indicators"
    )
    outside = models.CharField("instansi lain yang mempunyai data", max_length=160, blank=True)
    kind = models.CharField(
        "jenis nilai", max_length=10, choices=[(k, k) for k in Kind], default=Kind.NUMBER
    )
    grades = models.CharField("urutan predikat", max_length=200, blank=True)
    polarity = models.CharField(
        "arah", max_length=10, choices=[(p, p) for p in Polarity], default=Polarity.MAXIMIZE
    )
    consolidation = models.CharField(
        "cara menyimpulkan setahun",
        max_length=10,
        choices=[(c, c) for c in Consolidation],
        default=Consolidation.LAST,
    )
    weight = models.DecimalField("bobot", max_digits=7, decimal_places=3, default=Decimal(1))
    standard = models.CharField("standar nasional", max_length=VALUE_LENGTH, blank=True)
    standard_source = models.CharField("sumber standar nasional", max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["objective__order", "objective__code", "order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="one_indicator_of_a_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def has_parts(self) -> bool:
        """Whether the figure is counted from a numerator and a denominator."""
        return bool(self.numerator and self.denominator)

    @property
    def grade_list(self) -> tuple[str, ...]:
        """The grades from the best to the worst."""
        return tuple(grade.strip() for grade in self.grades.split(",") if grade.strip())

    @property
    def owner(self) -> str:
        """Who owes the figure, as a page says it."""
        return self.bidang.name if self.bidang else self.outside


class Target(models.Model):
    """What is aimed at in a year (quarter 0) or up to a quarter of it, and by which paper."""

    class Basis(models.TextChoices):
        PLAN = "renstra", "Renstra"
        AGREEMENT = "murni", "Perjanjian Kinerja"
        REVISED = "perubahan", "Perjanjian Kinerja Perubahan"

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField("tahun")
    quarter = models.PositiveSmallIntegerField("triwulan", default=0)
    basis = models.CharField("dasar", max_length=10, choices=Basis)
    value = models.CharField("target", max_length=VALUE_LENGTH)

    class Meta:
        ordering = ["indicator", "year", "quarter", "basis"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year", "quarter", "basis"], name="one_target_of_a_basis"
            ),
            models.CheckConstraint(
                condition=Q(quarter__lte=4), name="target_of_a_quarter_or_the_year"
            ),
            models.CheckConstraint(condition=~Q(value=""), name="target_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.basis}: {self.value}"


def may_prove(person: Person, indicator: Indicator, *, day: datetime.date) -> bool:
    """Whether the person may add evidence: who keeps the plan, who owes the figure, the team."""
    agency = indicator.plan.agency_id
    if agency is None:
        return False
    if keeps_plans(person, agency_id=agency, day=day):
        return True
    held = Office.objects.held_by(person, day=day).filter(agency_id=agency)
    if indicator.bidang_id and held.filter(bidang=indicator.bidang_id).exists():
        return True
    seats = seats_of(person).filter(journey__agency=agency, journey__closed_at=None)
    return seats.exists()
