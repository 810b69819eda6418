"""Numbers of official letters: one sequence for each agency, series and year; no gap, no double.

A number is given once to a document and stays with it, whatever becomes of the document: the
register shows also those of cancelled reports. Source of the patterns: Permendagri 83/2022 and
local practice; the codes are the agency's own.
"""

import datetime
import re
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import models, transaction

from lakip.documents.models import Document
from lakip.people.person import Person

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
TOKENS = ("urut", "urut3", "klasifikasi", "unit", "bulan", "bulan_romawi", "tahun")
TOKEN = re.compile(r"\{([^{}]*)\}")


class Series(models.Model):
    """How far an agency has counted in one series of a year."""

    agency = models.ForeignKey("lakip.Agency", models.PROTECT, related_name="+")
    name = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name", "year"], name="one_series_of_a_name_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.year}: {self.last}"


class Numbered(models.Model):
    """One line of the register: the number that a document bears."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="numbered")
    series = models.ForeignKey(Series, models.PROTECT, related_name="numbers")
    sequence = models.PositiveIntegerField()
    text = models.CharField(max_length=120)
    date = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["series", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["series", "sequence"], name="one_number_once"),
        ]

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """How the agency writes a number: a pattern with tokens, and the codes that fill them."""

    text: str
    classification: str = ""
    unit: str = ""

    def faults(self) -> list[str]:
        """What stands in the way of numbering by this pattern."""
        used = TOKEN.findall(self.text)
        found = [f"Pola nomor: {{{name}}} tidak dikenal." for name in used if name not in TOKENS]
        if not {"urut", "urut3"} & set(used):
            found.append("Pola nomor harus memuat {urut} atau {urut3}.")
        for name, value in (("klasifikasi", self.classification), ("unit", self.unit)):
            if name in used and not value:
                found.append(f"Kode {name} OPD belum diisi pada halaman Kop dan penomoran.")
        return found

    def fill(self, *, sequence: int, date: datetime.date) -> str:
        """The number of that sequence and date."""
        values = {
            "urut": str(sequence),
            "urut3": f"{sequence:03}",
            "klasifikasi": self.classification,
            "unit": self.unit,
            "bulan": f"{date.month:02}",
            "bulan_romawi": ROMAN[date.month - 1],
            "tahun": str(date.year),
        }
        return TOKEN.sub(lambda found: values.get(found[1], found[0]), self.text)


def give_number(
    *,
    document: Document,
    series: str,
    pattern: Pattern,
    date: datetime.date,
    by: Person,
    at: datetime.datetime,
    house: UUID | None = None,
) -> tuple[Numbered, bool]:
    """The document's number, and whether it is new. Counting and giving commit together.

    `house` is whose number it is, where that is not the agency whose document it is.

    The row of the series is locked, so that others who count in it wait; a document that was
    numbered meanwhile keeps what it got.
    """
    with transaction.atomic():
        counter = _locked(house or document.agency_id, series, date.year)
        given = Numbered.objects.filter(document=document).first()
        if given:
            return given, False
        counter.last += 1
        counter.save(update_fields=["last"])
        return Numbered.objects.create(
            document=document,
            series=counter,
            sequence=counter.last,
            text=pattern.fill(sequence=counter.last, date=date)[:120],
            date=date,
            by=by,
            at=at,
        ), True


def _locked(agency_id: UUID, name: str, year: int) -> Series:
    made, _ = Series.objects.get_or_create(agency_id=agency_id, name=name, year=year)
    return Series.objects.select_for_update(no_key=True).get(pk=made.pk)
