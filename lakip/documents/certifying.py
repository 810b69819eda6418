"""Gives people their signing certificate: made here, locked with a passphrase only they know."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction

from lakip.documents import certificates
from lakip.documents.certificates import Authority, Identity
from lakip.documents.keys import Certificate, CertificateAuthority
from lakip.ledger import record
from lakip.people.person import Person

AUTHORITY = "LAKIP {name} (otoritas sertifikat internal)"


class NotCertified(Exception):
    """No certificate is made; the text says why and what to mend."""


def secret() -> bytes:
    """What the authority's key is locked with: the installation's own secret."""
    return b"authority:" + settings.SECRET_KEY.encode()


def authority(*, at: datetime.datetime) -> CertificateAuthority:
    """The installation's authority, made when it is first needed."""
    found = CertificateAuthority.objects.order_by("pk").first()
    if found:
        return found
    made = certificates.make_authority(
        name=AUTHORITY.format(name=settings.SITE_URL), secret=secret(), at=at
    )
    return CertificateAuthority.objects.create(
        certificate=made.certificate, locked_key=made.locked_key, at=at
    )


def trusted() -> list[str]:
    """The certificates of every authority that this installation has had."""
    return list(CertificateAuthority.objects.values_list("certificate", flat=True))


def standing(person: Person, *, at: datetime.datetime) -> Certificate | None:
    """The person's certificate that is good at that moment."""
    return (
        Certificate.objects.filter(
            person=person, revoked_at=None, starts_at__lte=at, ends_at__gt=at
        )
        .select_related("authority")
        .first()
    )


def certify(
    *, person: Person, password: str, passphrase: str, again: str, at: datetime.datetime
) -> Certificate:
    """Make a certificate for the person, in place of the one they had. Raises NotCertified."""
    if not person.check_password(password):
        raise NotCertified("Kata sandi masuk Anda tidak cocok.")
    if passphrase != again:
        raise NotCertified("Kedua frasa sandi tidak sama. Ketik lagi keduanya.")
    if passphrase == password:
        raise NotCertified("Frasa sandi harus berbeda dari kata sandi masuk Anda.")
    if why := certificates.weak(passphrase):
        raise NotCertified(why)
    by = authority(at=at)
    identity = certificates.issue(
        authority=Authority(certificate=by.certificate, locked_key=bytes(by.locked_key)),
        secret=secret(),
        name=person.name,
        nip=person.nip,
        agency=person.agency.name if person.agency else "",
        passphrase=passphrase,
        at=at,
    )
    with transaction.atomic():
        revoke(person, at=at)
        made = Certificate.objects.create(
            person=person,
            authority=by,
            certificate=identity.certificate,
            locked_key=identity.locked_key,
            serial=identity.serial,
            starts_at=identity.starts_at,
            ends_at=identity.ends_at,
        )
        _record("certificate_made", made, at=at)
    return made


def revoke(person: Person, *, at: datetime.datetime) -> None:
    """End the person's certificate; what was signed with it before stays signed."""
    with transaction.atomic():
        found = Certificate.objects.select_for_update(no_key=True, of=("self",))
        for certificate in found.filter(person=person, revoked_at=None).select_related("person"):
            certificate.revoked_at = at
            certificate.save(update_fields=["revoked_at"])
            _record("certificate_revoked", certificate, at=at)


def _record(kind: str, certificate: Certificate, *, at: datetime.datetime) -> None:
    """Keep it in the ledger of the agency that the person works at; an operator may have none."""
    person = certificate.person
    if person.agency_id is None:
        return
    record.append(
        agency_id=person.agency_id,
        kind=kind,
        at=at,
        by=person.pk,
        subject=None,
        facts={
            "person": person.pk,
            "serial": certificate.serial,
            "starts": certificate.starts_at,
            "ends": certificate.ends_at,
        },
    )


def revoked(serials: Iterable[str]) -> dict[str, datetime.datetime]:
    """Which of these certificates were revoked or replaced, by serial, and when."""
    found = Certificate.objects.filter(serial__in=list(serials), revoked_at__isnull=False)
    return {each.serial: each.revoked_at for each in found if each.revoked_at}


def revoked_after(person: Person, *, at: datetime.datetime) -> datetime.datetime | None:
    """When the certificate that the person could sign with at that moment was revoked, if it was.

    There is at most one such certificate at any moment.
    """
    could_sign = Certificate.objects.filter(person=person, starts_at__lte=at, ends_at__gt=at)
    found = could_sign.exclude(revoked_at__lte=at).first()
    return found.revoked_at if found else None


def identity_of(certificate: Certificate) -> Identity:
    """The certificate with its locked key, as the signer takes it."""
    return Identity(
        certificate=certificate.certificate,
        locked_key=bytes(certificate.locked_key),
        serial=certificate.serial,
        starts_at=certificate.starts_at,
        ends_at=certificate.ends_at,
    )
