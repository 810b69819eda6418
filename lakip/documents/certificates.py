"""Certificates of those who sign: an authority of the installation's own, and one for a person.

They prove who signed to whoever trusts this installation, and no more: such a signature is no
certified one in the sense of PP 71/2019 Pasal 60, and nothing here calls it so. How their keys
are kept: `passphrases.py`.
"""

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from lakip.documents.passphrases import WrongPassphrase as WrongPassphrase
from lakip.documents.passphrases import lock_key, open_key, secret_of
from lakip.documents.passphrases import weak as weak

# The upper bounds of X.520 for commonName and organizationName; people and agencies have longer
# names. `name` and `description` take them whole.
LONGEST = 64
_NAME = x509.ObjectIdentifier("2.5.4.41")
_DESCRIPTION = x509.ObjectIdentifier("2.5.4.13")
_PRINTABLE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '()+,-./:=?")


@dataclass(frozen=True, kw_only=True)
class Authority:
    """Who vouches for people's certificates: a certificate (PEM), and its key, encrypted."""

    certificate: str
    locked_key: bytes


@dataclass(frozen=True, kw_only=True)
class Identity:
    """A person's certificate (PEM), and their key, encrypted with their passphrase."""

    certificate: str
    locked_key: bytes
    serial: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Whom a certificate names; what it does not tell is empty."""

    name: str
    nip: str
    agency: str


def make_authority(*, name: str, secret: bytes, at: datetime, years: int = 20) -> Authority:
    """A new authority that may vouch for people, and for no further authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(_named(NameOID.COMMON_NAME, name, whole=_NAME))
    builder = _builder(subject, subject, key.public_key(), at, _years_later(at, years))
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(
        _usage(key_cert_sign=True, crl_sign=True), critical=True
    ).add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    return Authority(
        certificate=_pem(builder.sign(key, hashes.SHA256())), locked_key=lock_key(key, secret)
    )


def issue(
    *,
    authority: Authority,
    secret: bytes,
    name: str,
    nip: str,
    agency: str,
    passphrase: str,
    at: datetime,
    years: int = 2,
) -> Identity:
    """A person's certificate for signing. It never outlives the authority's.

    Raises WrongPassphrase when `secret` does not open the authority's key, ValueError when the
    name is empty or the authority's own time is over.
    """
    by = x509.load_pem_x509_certificate(authority.certificate.encode())
    ends_at = min(_years_later(at, years), by.not_valid_after_utc)
    if not by.not_valid_before_utc <= _to_the_second(at) < ends_at:
        raise ValueError("the authority's certificate is not valid at this time")
    vouching = open_key(authority.locked_key, secret)
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _subject(name=name, nip=nip, agency=agency)
    builder = _builder(subject, by.subject, key.public_key(), at, ends_at)
    for extension, critical in (
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (_usage(digital_signature=True, content_commitment=True), True),
        (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
        (x509.AuthorityKeyIdentifier.from_issuer_public_key(vouching.public_key()), False),
    ):
        builder = builder.add_extension(extension, critical=critical)
    made = builder.sign(vouching, hashes.SHA256())
    return Identity(
        certificate=_pem(made),
        locked_key=lock_key(key, secret_of(passphrase)),
        serial=serial_of(made),
        starts_at=made.not_valid_before_utc,
        ends_at=made.not_valid_after_utc,
    )


def subject_of(certificate: x509.Certificate) -> Subject:
    """Whom the certificate names, with the long form of a name where it has one."""

    def told(*kinds: x509.ObjectIdentifier) -> str:
        found = (a for kind in kinds for a in certificate.subject.get_attributes_for_oid(kind))
        return next((str(each.value) for each in found), "")

    return Subject(
        name=told(_NAME, NameOID.COMMON_NAME),
        nip=told(NameOID.SERIAL_NUMBER),
        agency=told(_DESCRIPTION, NameOID.ORGANIZATION_NAME),
    )


def serial_of(certificate: x509.Certificate) -> str:
    """The certificate's serial number in lower-case hexadecimal."""
    return f"{certificate.serial_number:x}"


def _subject(*, name: str, nip: str, agency: str) -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "ID")]
    if _clean(agency):
        parts += _named(NameOID.ORGANIZATION_NAME, agency, whole=_DESCRIPTION)
    parts += _named(NameOID.COMMON_NAME, name, whole=_NAME)
    # serialNumber is a PrintableString of at most 64 characters.
    number = "".join(c for c in _clean(nip) if c in _PRINTABLE)[:LONGEST].strip()
    if number:
        parts.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, number))
    return x509.Name(parts)


def _named(
    kind: x509.ObjectIdentifier, text: str, *, whole: x509.ObjectIdentifier
) -> list[x509.NameAttribute[Any]]:
    """A name that fits, and beside it the whole one where it does not."""
    clean = _clean(text)
    if not clean:
        raise ValueError("a certificate needs a name")
    # The library counts the bytes, which is stricter than X.520's characters.
    if len(clean.encode()) <= LONGEST:
        return [x509.NameAttribute(kind, clean)]
    room = LONGEST - len("…".encode())
    short = clean.encode()[:room].decode(errors="ignore").rstrip() + "…"
    return [x509.NameAttribute(kind, short), x509.NameAttribute(whole, clean)]


def _clean(text: str) -> str:
    """One line, composed, without control and other invisible characters."""
    composed = unicodedata.normalize("NFC", text)
    kept = (" " if c.isspace() else c for c in composed)
    return " ".join("".join(c for c in kept if unicodedata.category(c)[0] != "C").split())


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    public_key: ec.EllipticCurvePublicKey,
    starts_at: datetime,
    ends_at: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(_to_the_second(starts_at))
        .not_valid_after(ends_at)
    )


def _usage(**allowed: bool) -> x509.KeyUsage:
    """A KeyUsage with these purposes and no other."""
    purposes = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement "
        "key_cert_sign crl_sign encipher_only decipher_only"
    )
    return x509.KeyUsage(**{purpose: allowed.get(purpose, False) for purpose in purposes.split()})


def _to_the_second(at: datetime) -> datetime:
    """X.509 knows no parts of a second, and the time must say its zone."""
    if at.tzinfo is None:
        raise ValueError("the time has no zone")
    return at.astimezone(UTC).replace(microsecond=0)


def _years_later(at: datetime, years: int) -> datetime:
    start = _to_the_second(at)
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return start.replace(year=start.year + years, day=28)  # 29 February.


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()
