"""A certificate says who a person is; its key opens with their passphrase and nothing else."""

import base64
import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import NameOID

from lakip.documents import passphrases
from lakip.documents.certificates import (
    LONGEST,
    Identity,
    Subject,
    WrongPassphrase,
    issue,
    make_authority,
    subject_of,
    weak,
)
from lakip.documents.passphrases import ROUNDS, open_key, secret_of
from tests.documents import signing_cast as cast

LONG_NAME = "Prof. Dr. dr. Raden Ajeng " + "Kusumaningratwati " * 5 + "Sp.P.D., M.Kes."
LONG_AGENCY = (
    "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana"
)


def given(**changed: str) -> Identity:
    facts = {"name": "Siti Rahmawati", "nip": "197805122003122001", "agency": cast.AGENCY}
    return issue(
        authority=cast.authority(),
        secret=cast.SECRET,
        passphrase=cast.PASSPHRASE,
        at=cast.AT,
        **(facts | changed),  # type: ignore[arg-type]
    )


def read(identity: Identity) -> x509.Certificate:
    return x509.load_pem_x509_certificate(identity.certificate.encode())


def test_it_names_the_person_and_is_vouched_for_by_the_authority() -> None:
    identity = given()
    certificate = read(identity)
    by = x509.load_pem_x509_certificate(cast.authority().certificate.encode())
    certificate.verify_directly_issued_by(by)
    assert subject_of(certificate) == Subject(
        name="Siti Rahmawati", nip="197805122003122001", agency=cast.AGENCY
    )
    assert identity.serial == f"{certificate.serial_number:x}"
    assert identity.starts_at == cast.AT
    assert identity.ends_at == datetime(2029, 1, 18, 7, 30, tzinfo=UTC)
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature
    assert usage.content_commitment
    assert not usage.key_cert_sign


def test_the_authority_vouches_for_people_but_makes_no_further_authorities() -> None:
    by = x509.load_pem_x509_certificate(cast.authority().certificate.encode())
    constraints = by.extensions.get_extension_for_class(x509.BasicConstraints)
    assert constraints.critical
    assert constraints.value.ca
    assert constraints.value.path_length == 0
    usage = by.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.key_cert_sign
    assert not usage.digital_signature


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        (LONG_NAME[:120], LONG_AGENCY),
        ("é" * 120, "Dinas “Satu Pintu” – " * 9),
        ("N" * 64, "D" * 64),
        ("N" * 65, "D" * 65),
    ],
)
def test_a_name_longer_than_x509_allows_is_kept_whole_beside_the_short_one(
    name: str, agency: str
) -> None:
    certificate = read(given(name=name, agency=agency))
    subject = subject_of(certificate)
    assert (subject.name, subject.agency) == (name, agency.strip())
    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        (short,) = certificate.subject.get_attributes_for_oid(kind)
        assert 0 < len(str(short.value)) <= LONGEST


def test_missing_and_odd_facts_do_not_stop_a_certificate() -> None:
    bare = subject_of(read(given(nip="", agency="")))
    assert bare == Subject(name="Siti Rahmawati", nip="", agency="")
    odd = subject_of(read(given(name="Siti\n\u202eRah\x00mawati ", nip="1978 0512–" + "9" * 90)))
    assert odd.name == "Siti Rahmawati"
    assert odd.nip.startswith("1978 05129")
    assert len(odd.nip) == LONGEST
    with pytest.raises(ValueError, match="needs a name"):
        given(name=" \u200b ")


def test_a_key_never_lies_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrases, "ROUNDS", ROUNDS)  # Other tests do with fewer.
    identity = given()
    key = open_key(identity.locked_key, secret_of(cast.PASSPHRASE))
    secret_number = key.private_numbers().private_value.to_bytes(32)
    body = base64.b64decode(b"".join(identity.locked_key.splitlines()[1:-1]))
    assert secret_number not in body
    assert key.public_key() == read(identity).public_key()
    # The rounds stand in the file, in DER: what makes guessing slow is not only a constant here.
    assert b"\x02\x03" + ROUNDS.to_bytes(3) in body
    assert ROUNDS >= 600_000
    assert identity.locked_key.startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")


@pytest.mark.parametrize("wrong", ["", "hujan di bulan Juni", "hujan di bulan juni ", "x"])
def test_no_other_passphrase_opens_a_key(wrong: str) -> None:
    with pytest.raises(WrongPassphrase):
        open_key(cast.identity().locked_key, secret_of(wrong))


def test_a_damaged_key_is_not_opened() -> None:
    locked = bytearray(cast.identity().locked_key)
    locked[-60] ^= 1
    with pytest.raises(WrongPassphrase):
        open_key(bytes(locked), secret_of(cast.PASSPHRASE))
    with pytest.raises(WrongPassphrase):
        open_key(b"", secret_of(cast.PASSPHRASE))


def test_a_key_in_the_clear_is_not_taken_for_a_locked_one() -> None:
    key = open_key(cast.identity().locked_key, secret_of(cast.PASSPHRASE))
    clear = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    with pytest.raises(WrongPassphrase):
        open_key(clear, secret_of(cast.PASSPHRASE))


def test_a_passphrase_is_the_same_however_the_keyboard_composes_its_letters() -> None:
    typed = "café di pagi hari"
    assert secret_of(unicodedata.normalize("NFD", typed)) == secret_of(typed)


def test_the_authority_needs_the_installations_secret() -> None:
    with pytest.raises(WrongPassphrase):
        issue(
            authority=cast.authority(),
            secret=b"another secret",
            name="Siti",
            nip="",
            agency="",
            passphrase=cast.PASSPHRASE,
            at=cast.AT,
        )


def test_a_certificate_never_outlives_its_authority() -> None:
    authority = make_authority(name="Otoritas", secret=cast.SECRET, at=cast.AT, years=1)

    def asked(at: datetime) -> Identity:
        return issue(
            authority=authority,
            secret=cast.SECRET,
            name="Siti",
            nip="",
            agency="",
            passphrase=cast.PASSPHRASE,
            at=at,
        )

    assert asked(cast.AT + timedelta(days=1)).ends_at == datetime(2028, 1, 18, 7, 30, tzinfo=UTC)
    for at in (cast.AT - timedelta(days=1), cast.AT + timedelta(days=366)):
        with pytest.raises(ValueError, match="not valid at this time"):
            asked(at)


def test_a_leap_day_and_parts_of_a_second_are_no_obstacle() -> None:
    at = datetime(2028, 2, 29, 23, 59, 59, 999_999, tzinfo=UTC)
    authority = make_authority(name="Otoritas", secret=cast.SECRET, at=at, years=1)
    ends = x509.load_pem_x509_certificate(authority.certificate.encode()).not_valid_after_utc
    assert ends == datetime(2029, 2, 28, 23, 59, 59, tzinfo=UTC)
    with pytest.raises(ValueError, match="zone"):
        make_authority(name="Otoritas", secret=cast.SECRET, at=datetime(2028, 1, 1))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("passphrase", "word"),
    [
        ("", "pendek"),
        ("sembilan9", "pendek"),
        ("aaaaaaaaaaaa", "mengulang"),
        ("rahasia rahasia", "mengulang"),
        ("197805122003122001", "angka"),
        ("Password123!", "ditebak"),
        ("kata sandi saya", "ditebak"),
        ("QWERTYUIOP1", "ditebak"),
        ("abcdefghij9", "ditebak"),
        ("!@#$%^&*()_+", "ditebak"),
    ],
)
def test_a_passphrase_that_anybody_guesses_is_refused_with_the_reason(
    passphrase: str, word: str
) -> None:
    reason = weak(passphrase)
    assert reason is not None
    assert word in reason


@pytest.mark.parametrize("passphrase", [cast.PASSPHRASE, "kuda-hijau-42", "Ibu pergi ke pasar"])
def test_some_words_of_ones_own_will_do(passphrase: str) -> None:
    assert weak(passphrase) is None
