"""Signs a PDF: the whole file in, the same file with one signature more out.

The signature is a PAdES B-B one (ETSI EN 319 142-1) in an invisible field, and one incremental
update: not a byte of what was there changes. What people see of a mark (office, name, QR) was set
by the typesetting before. PDF/A and PDF/UA stay whole, for the update touches no metadata.
"""

import asyncio
import re
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from io import BytesIO
from typing import Any, Protocol

from asn1crypto import x509 as asn1  # type: ignore[import-untyped]
from asn1crypto.keys import PrivateKeyInfo  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.extensions import DeveloperExtension
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from lakip.documents.certificates import Identity
from lakip.documents.letter_words import long_date
from lakip.documents.passphrases import open_key, secret_of

NOT_A_PDF = "Berkas ini bukan PDF yang dapat dibaca, jadi tidak dapat ditandatangani."
LOCKED = (
    "PDF ini dikunci dengan kata sandi atau pembatasan. Simpan salinan tanpa penguncian, lalu "
    "ulangi."
)
UNFIT = "PDF ini tidak dapat ditandatangani. Cetak ulang ke PDF dari aplikasinya, lalu ulangi."
REWRITTEN = (
    "PDF yang ditandatangani bukan lagi surat yang sama, jadi tidak disimpan. Hubungi operator "
    "aplikasi."
)
BAD_CERTIFICATE = (
    "Sertifikat tanda tangan Anda rusak. Buat sertifikat baru pada halaman Akun, lalu ulangi."
)
TAKEN = "PDF ini sudah memuat tanda tangan bernama “{field}”."
NOT_YET = "Sertifikat tanda tangan Anda baru berlaku mulai {day}."
ENDED = (
    "Sertifikat tanda tangan Anda hanya berlaku sampai {day}. Buat sertifikat baru pada halaman "
    "Akun, lalu ulangi."
)
# A field's full name has its parts divided by dots, so a part has none.
_FIELD = re.compile(r"[A-Za-z0-9_-]{1,100}")
# Above this, what pyHanko reads of a PDF no longer fits a server's memory.
LARGEST = 100 * 1024 * 1024
# That there are signatures, and that the file is to be changed by additions only (ISO 32000-1,
# table 219).
_APPEND_ONLY = 3


class CannotSign(Exception):
    """The PDF is not signed; the text is a sentence that says why."""


class Signer(Protocol):
    """Who puts a signature on a PDF: a key that lies here, or a service elsewhere."""

    def sign(self, pdf: bytes, *, field: str, reason: str, at: datetime) -> bytes:
        """The PDF with one signature more. Raises WrongPassphrase and CannotSign."""


class LocalSigner:
    """Signs with a person's key from here. It needs no network, and no timestamp service."""

    def __init__(self, *, identity: Identity, authority_certificate: str, passphrase: str) -> None:
        self._identity = identity
        self._authority_certificate = authority_certificate
        self._passphrase = passphrase
        self._opened: SimpleSigner | None = None

    def sign(self, pdf: bytes, *, field: str, reason: str, at: datetime) -> bytes:
        """The PDF with one signature more, as put at that time."""
        if not _FIELD.fullmatch(field) or at.tzinfo is None:
            raise ValueError("the field's name or the time will not do")
        self._refuse_out_of_time(at)
        signer = self._opened = self._opened or self._open()
        update = _update_of(pdf, field)
        how = PdfSignatureMetadata(
            field_name=field,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=reason or None,
        )
        place = SigFieldSpec(field, on_page=0, box=None)
        try:
            signed = completed(_sign(update, PdfSigner(how, signer, new_field_spec=place), at))
        except Exception as error:
            # pyHanko meets a strange PDF with many kinds of exception, and each means the same.
            raise CannotSign(UNFIT) from error
        assert_extends(pdf, signed)
        return signed

    def _refuse_out_of_time(self, at: datetime) -> None:
        if at < self._identity.starts_at:
            raise CannotSign(
                NOT_YET.format(day=long_date(self._identity.starts_at.astimezone(at.tzinfo)))
            )
        if at > self._identity.ends_at:
            raise CannotSign(
                ENDED.format(day=long_date(self._identity.ends_at.astimezone(at.tzinfo)))
            )

    def _open(self) -> SimpleSigner:
        """The key, opened, with the certificates that go into the signature."""
        key = open_key(self._identity.locked_key, secret_of(self._passphrase))
        try:
            own = x509.load_pem_x509_certificate(self._identity.certificate.encode())
            by = x509.load_pem_x509_certificate(self._authority_certificate.encode())
            own.verify_directly_issued_by(by)
        except (ValueError, TypeError, InvalidSignature) as error:
            raise CannotSign(BAD_CERTIFICATE) from error
        if own.public_key() != key.public_key():
            raise CannotSign(BAD_CERTIFICATE)
        plain = key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        return SimpleSigner(
            signing_cert=_asn1(own),
            signing_key=PrivateKeyInfo.load(plain),
            cert_registry=SimpleCertificateStore.from_certs([_asn1(by)]),
        )


def assert_extends(before: bytes, after: bytes) -> None:
    """Raise CannotSign unless `after` is `before`, byte for byte, with something behind it."""
    if len(after) <= len(before) or not after.startswith(before):
        raise CannotSign(REWRITTEN)


def with_form(pdf: bytes) -> bytes:
    """The PDF with an empty form behind it, if it has none. Raises CannotSign.

    Whether somebody else put a signature only, and changed nothing, can be told of a PDF only
    when it had a form before.
    """
    update = _update_of(pdf)
    if "/AcroForm" in update.root:
        return pdf
    output = BytesIO()
    update.root[pdf_name("/AcroForm")] = DictionaryObject(
        {pdf_name("/Fields"): ArrayObject(), pdf_name("/SigFlags"): NumberObject(_APPEND_ONLY)}
    )
    update.update_root()
    update.write(output)
    return output.getvalue()


def completed[T](work: Coroutine[Any, Any, T]) -> T:
    """What a coroutine of pyHanko's comes to.

    It runs in a thread of its own, since the caller's may already have an event loop.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()


class _PlainUpdate(IncrementalPdfFileWriter):
    """An incremental update that adds the signature and leaves all else as it was.

    The library's own would say PDF 2.0 in a PDF/A-2 file, register extensions in the form of
    PDF 2.0, and write the metadata anew.
    """

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        super().ensure_output_version(min(version, (1, 7)))

    def register_extension(self, ext: DeveloperExtension) -> None:
        pass

    def _update_meta(self) -> None:
        pass


def _update_of(pdf: bytes, field: str = "") -> _PlainUpdate:
    """An update of the PDF, which has no signature in a field of this name yet."""
    if b"%PDF-" not in pdf[:1024]:
        raise CannotSign(NOT_A_PDF)
    if len(pdf) > LARGEST:
        raise CannotSign(f"PDF ini lebih besar dari {LARGEST // 1024**2} MB. Perkecil gambarnya.")
    try:
        # Not strict: Word writes files with two tables of contents, which are sound to sign.
        update = _PlainUpdate(BytesIO(pdf), strict=False)
        is_locked = update.prev.encrypted
        taken = not is_locked and [
            name for name, _, _ in enumerate_sig_fields(update.prev) if name == field
        ]
    except Exception as error:
        raise CannotSign(NOT_A_PDF) from error
    if is_locked:
        raise CannotSign(LOCKED)
    if taken:
        raise CannotSign(TAKEN.format(field=field))
    return update


async def _sign(update: _PlainUpdate, signer: PdfSigner, at: datetime) -> bytes:
    """As `PdfSigner.async_sign_pdf`, but with the time that it is told instead of the clock's."""
    session = signer.init_signing_session(update)
    session.system_time = at
    reserved = await session.estimate_signature_container_size(None)
    prepared = session.prepare_tbs_document(validation_info=None, bytes_reserved=reserved)
    output = BytesIO()
    digest, _ = prepared.digest_tbs_document(output=output)
    attributes = PdfCMSSignedAttributes(signing_time=at)
    await prepared.perform_signature(digest.document_digest, attributes)
    return output.getvalue()


def _asn1(certificate: x509.Certificate) -> asn1.Certificate:
    return asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
