"""Data requests: what is asked of a bidang or an outside agency, and what came back.

A request is answered in submissions, one after the other: a submission that is returned stays as
it was, and a new one begins. What was typed is never overwritten: every entry is a row, the newest
counts, and the older ones can be read.
"""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from lakip.people.office import within_reach
from lakip.people.person import Person
from lakip.performance.planning import Indicator
from lakip.performance.results import Programme


class DataRequestQuerySet(models.QuerySet["DataRequest"]):
    """Requests, as a person may see them."""

    def visible_to(self, person: Person, *, day: datetime.date) -> "DataRequestQuerySet":
        """Those of the agencies the person serves or watches, and of journeys they write."""
        return self.filter(within_reach(person, day=day))


class DataRequest(models.Model):
    """What one bidang, or one outside agency, is asked for in a year's report."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("lakip.Agency", models.PROTECT, related_name="+")
    journey = models.ForeignKey("lakip.Journey", models.PROTECT, related_name="data_requests")
    bidang = models.ForeignKey("lakip.Bidang", models.PROTECT, null=True, related_name="+")
    outside = models.CharField("instansi lain", max_length=160, blank=True)
    email = models.EmailField("e-mail", blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    due_at = models.DateTimeField("tenggat")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    link_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    link_expires_at = models.DateTimeField(null=True)

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        ordering = ["journey", "bidang__name", "outside"]
        constraints = [
            models.UniqueConstraint(
                fields=["journey", "bidang"],
                condition=Q(bidang__isnull=False),
                name="one_request_of_a_bidang",
            ),
            models.UniqueConstraint(
                fields=["journey", "outside"],
                condition=~Q(outside=""),
                name="one_request_of_an_outside_agency",
            ),
            models.CheckConstraint(
                condition=(Q(bidang=None) & ~Q(outside=""))
                | (Q(bidang__isnull=False) & Q(outside="")),
                name="a_bidang_or_an_outside_agency",
            ),
        ]

    def __str__(self) -> str:
        return self.whom

    @property
    def whom(self) -> str:
        """Who is asked."""
        return self.bidang.name if self.bidang else self.outside


class RequestLine(models.Model):
    """One thing that is asked: the figure of an indicator, or the money of a programme."""

    request = models.ForeignKey(DataRequest, models.CASCADE, related_name="lines")
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="+")
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["request", "order"]
        constraints = [
            models.UniqueConstraint(fields=["request", "indicator"], name="asked_once"),
            models.UniqueConstraint(fields=["request", "programme"], name="money_asked_once"),
            models.CheckConstraint(
                condition=(Q(indicator=None) & Q(programme__isnull=False))
                | (Q(indicator__isnull=False) & Q(programme=None)),
                name="a_figure_or_money",
            ),
        ]

    def __str__(self) -> str:
        return str(self.indicator or self.programme)

    @property
    def code(self) -> str:
        """The code of the indicator or programme."""
        asked = self.indicator or self.programme
        return asked.code if asked else ""


class Submission(models.Model):
    """One round of answering. It is open, handed in, confirmed, and then accepted or returned."""

    class State(models.TextChoices):
        OPEN = "diisi", "sedang diisi"
        HANDED_IN = "diserahkan", "menunggu dipastikan kepala bidang"
        CONFIRMED = "dipastikan", "menunggu diperiksa tim"
        ACCEPTED = "diterima", "diterima"
        RETURNED = "dikembalikan", "dikembalikan"

    request = models.ForeignKey(DataRequest, models.CASCADE, related_name="submissions")
    round = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    handed_in_name = models.CharField(max_length=120, blank=True)
    handed_in_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    judged_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["request", "-round"]
        constraints = [
            models.UniqueConstraint(fields=["request", "round"], name="one_submission_a_round"),
            models.UniqueConstraint(
                fields=["request"],
                condition=~Q(state="dikembalikan"),
                name="one_submission_that_counts",
            ),
        ]

    def __str__(self) -> str:
        return f"putaran {self.round}: {self.get_state_display()}"

    @property
    def is_open(self) -> bool:
        """Whether it may still be filled."""
        return self.state == self.State.OPEN


class Entry(models.Model):
    """What somebody typed into one cell. The highest number counts; nothing is overwritten.

    An entry that came upon a newer one than its writer had seen is kept aside: it does not count,
    and both are shown until somebody chooses.
    """

    line = models.ForeignKey(RequestLine, models.CASCADE, related_name="entries")
    field = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    is_aside = models.BooleanField(default=False)
    way = models.CharField(max_length=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["line", "field", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "field", "number"], name="one_entry_of_a_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.text}"


class Remark(models.Model):
    """What the team asks to be mended in a returned submission, at a cell or in general."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="remarks")
    line = models.ForeignKey(RequestLine, models.CASCADE, null=True, related_name="+")
    field = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["submission", "at", "pk"]

    def __str__(self) -> str:
        return self.text


class Reminder(models.Model):
    """That somebody was reminded of a request, when and by whom."""

    request = models.ForeignKey(DataRequest, models.CASCADE, related_name="reminders")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"pengingat {self.at:%Y-%m-%d}"
