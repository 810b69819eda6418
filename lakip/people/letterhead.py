"""How an agency's papers look and are numbered and marked. One row for each agency that chose."""

from django.core.validators import RegexValidator
from django.db import models

from lakip.people.government import Agency

COLOR = RegexValidator(r"^#[0-9a-fA-F]{6}$", "Warna ditulis seperti #0049b8.")


class Letterhead(models.Model):
    """The kop of an agency, its paper, its numbers and its way of signing."""

    class Paper(models.TextChoices):
        A4 = "a4", "A4 (210 × 297 mm)"
        F4 = "f4", "F4/folio (215 × 330 mm)"

    class Signing(models.TextChoices):
        LOCAL = "local", "sertifikat dari aplikasi ini"
        REMOTE = "remote", "layanan tanda tangan elektronik (TTE)"
        SCAN = "scan", "tanda tangan basah, dipindai"
        RECORD = "record", "cukup dicatat dalam buku kejadian"

    agency = models.OneToOneField(Agency, models.CASCADE, related_name="letterhead")
    government_line = models.CharField("baris pemerintah daerah", max_length=120, blank=True)
    agency_line = models.CharField("baris nama OPD", max_length=160, blank=True)
    address = models.TextField("alamat, telepon, laman", max_length=300, blank=True)
    place = models.CharField("tempat surat ditandatangani", max_length=60, blank=True)
    logo = models.CharField(max_length=64, blank=True)
    color = models.CharField("warna garis kop", max_length=7, default="#000000", validators=[COLOR])
    paper = models.CharField("kertas", max_length=2, choices=Paper, default=Paper.A4)
    classification = models.CharField("kode klasifikasi", max_length=30, blank=True)
    unit = models.CharField("kode unit", max_length=30, blank=True)
    letter_pattern = models.CharField(
        "pola nomor surat", max_length=80, default="{klasifikasi}/{urut}/{unit}"
    )
    decree_pattern = models.CharField(
        "pola nomor keputusan", max_length=80, default="{urut} TAHUN {tahun}"
    )
    signing = models.CharField(
        "cara membubuhkan paraf dan tanda tangan",
        max_length=6,
        choices=Signing,
        default=Signing.LOCAL,
    )

    def __str__(self) -> str:
        return f"Kop {self.agency}"

    @property
    def lines(self) -> tuple[str, str]:
        """The two lines that name whose paper it is, in capitals as a kop has them."""
        government = self.government_line or self.agency.government.name
        return government.upper(), (self.agency_line or self.agency.name).upper()


def letterhead_of(agency: Agency) -> Letterhead:
    """The agency's letterhead, or what it is as long as nobody has chosen."""
    return Letterhead.objects.filter(agency=agency).select_related(
        "agency__government"
    ).first() or Letterhead(agency=agency)
