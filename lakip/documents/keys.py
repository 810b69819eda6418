"""The keys of those who sign: the installation's own authority, and a certificate for a person.

What is kept is encrypted: a person's key with a passphrase that nobody else knows, the
authority's with the installation's secret. Making and using them: `certificates.py`, `signing.py`.
"""

from django.conf import settings
from django.db import models


class CertificateAuthority(models.Model):
    """The installation's authority. It vouches only here and is no certified one."""

    certificate = models.TextField()
    locked_key = models.BinaryField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"otoritas sertifikat {self.at:%Y-%m-%d}"


class Certificate(models.Model):
    """A person's certificate and locked key; at most one that is not revoked."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="certificates"
    )
    authority = models.ForeignKey(CertificateAuthority, models.PROTECT, related_name="+")
    certificate = models.TextField()
    locked_key = models.BinaryField()
    serial = models.CharField(max_length=64, unique=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(revoked_at=None),
                name="one_standing_certificate_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"sertifikat {self.serial[:8]}"
