"""What was reached: actuals, why, and the evidence; programmes and their money."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from lakip.performance.planning import VALUE_LENGTH, Indicator

ANALYSES = ("causes", "obstacles", "efforts", "follow_up")


class Actual(models.Model):
    """What was reached in a year (quarter 0) or up to a quarter; or why it is not known.

    There is one for each indicator and period, and `revision` rises with each change, so that
    nobody overwrites what they have not seen.
    """

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="actuals")
    year = models.PositiveSmallIntegerField("tahun")
    quarter = models.PositiveSmallIntegerField("triwulan", default=0)
    value = models.CharField("realisasi", max_length=VALUE_LENGTH, blank=True)
    numerator = models.DecimalField("pembilang", max_digits=24, decimal_places=6, null=True)
    denominator = models.DecimalField("penyebut", max_digits=24, decimal_places=6, null=True)
    missing_because = models.TextField("alasan belum ada", blank=True)
    revision = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["indicator", "year", "quarter"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year", "quarter"], name="one_actual_of_a_period"
            ),
            models.CheckConstraint(
                condition=Q(quarter__lte=4), name="actual_of_a_quarter_or_the_year"
            ),
            models.CheckConstraint(
                condition=(Q(value="") & ~Q(missing_because=""))
                | (~Q(value="") & Q(missing_because="")),
                name="an_actual_or_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.value or self.missing_because}"


class Analysis(models.Model):
    """What the bidang says about a year's figure: causes, obstacles, efforts, follow-up."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="analyses")
    year = models.PositiveSmallIntegerField("tahun")
    causes = models.TextField("penyebab keberhasilan atau kegagalan", blank=True)
    obstacles = models.TextField("hambatan", blank=True)
    efforts = models.TextField("upaya", blank=True)
    follow_up = models.TextField("tindak lanjut", blank=True)
    source = models.TextField("sumber data", blank=True)
    revision = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="one_analysis_a_year"),
        ]

    def __str__(self) -> str:
        return f"analisis {self.year}"


class Evidence(models.Model):
    """A file that proves a figure. Its bytes lie in the file store and are never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="evidence")
    year = models.PositiveSmallIntegerField("tahun")
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    name = models.CharField(max_length=160)
    media_type = models.CharField(max_length=100)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year", "sha256"], name="one_file_proves_a_figure_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Programme(models.Model):
    """A programme, kegiatan or sub-kegiatan of an agency, and the indicators it supports."""

    class Level(models.TextChoices):
        PROGRAMME = "program", "program"
        ACTIVITY = "kegiatan", "kegiatan"
        SUB_ACTIVITY = "sub-kegiatan", "sub-kegiatan"

    agency = models.ForeignKey("lakip.Agency", models.PROTECT, related_name="programmes")
    level = models.CharField("jenjang", max_length=12, choices=Level)
    code = models.CharField("kode", max_length=40)
    name = models.CharField("uraian", max_length=400)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    bidang = models.ForeignKey("lakip.Bidang", models.PROTECT, null=True, related_name="+")
    indicators = models.ManyToManyField(Indicator, related_name="programmes")

    class Meta:
        ordering = ["agency", "code"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "code"], name="one_programme_of_a_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Budget(models.Model):
    """The ceiling of a programme in a year and what was spent; rupiah. Not spent is not zero."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="budgets")
    year = models.PositiveSmallIntegerField("tahun")
    ceiling = models.DecimalField("pagu", max_digits=18, decimal_places=2, null=True)
    spent = models.DecimalField("realisasi", max_digits=18, decimal_places=2, null=True)
    note = models.TextField("keterangan", blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["programme", "year"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "year"], name="one_budget_a_year"),
            models.CheckConstraint(
                condition=Q(ceiling=None) | Q(ceiling__gte=0), name="ceiling_is_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(spent=None) | Q(spent__gte=0), name="spending_is_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.spent} dari {self.ceiling}"


class Arithmetic(models.Model):
    """How an agency computes: its choices, as `lakip.performance.measures` reads them."""

    agency = models.OneToOneField("lakip.Agency", models.CASCADE, related_name="arithmetic")
    choices = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"cara menghitung {self.agency}"
