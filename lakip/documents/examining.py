"""Examines a PDF from anybody: which marks it carries, who put them, and what changed after.

That a signature's own bytes are whole is not enough: a later revision may show another page while
every signature stays valid. So all that was added after a mark is looked at too, and only further
signatures, and what long-term validation adds to a file, are let pass.

`examine` does it in a confined child process, because the file may come from a stranger and the
comparison of two revisions takes seconds. Nothing is fetched from anywhere.
"""

import json
import logging
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto import x509 as asn1  # type: ignore[import-untyped]
from cryptography import x509
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import CertificateValidator, ValidationContext

from lakip.documents.certificates import serial_of, subject_of
from lakip.documents.intake import BUSY, Limits, confine
from lakip.documents.revisions import covers_to, is_changed
from lakip.documents.signing import completed

NOT_A_PDF = "Berkas ini bukan PDF yang dapat dibaca."
LOCKED = "PDF ini dikunci dengan kata sandi, jadi tanda tangannya tidak dapat diperiksa."
NO_MARK = "PDF ini tidak memuat tanda tangan elektronik."
TOO_LARGE = "Berkas ini lebih besar dari {size} MB, jadi tidak diperiksa."
TOO_MANY = "PDF ini memuat lebih dari {count} tanda tangan, jadi tidak diperiksa."
UNREADABLE = "Tanda tangan “{field}” rusak atau memakai cara yang tidak dikenal."
BROKEN = "Isi PDF tidak lagi sama dengan yang ditandatangani pada “{field}”."
UNKNOWN = "Sertifikat pada tanda tangan “{field}” tidak berasal dari otoritas yang dikenal di sini."
CHANGED = "PDF ini diubah setelah ditandatangani."
GAVE_UP = "PDF ini tidak dapat diperiksa dengan aman."

LARGEST = 50 * 1024 * 1024
MOST_MARKS = 30
_LINE_END = re.compile(rb"[\r\n ]{0,4}")
STRONG = frozenset({"sha256", "sha384", "sha512"})
WITHIN = Limits(memory=2 * 1024**3, cpu_seconds=90, wall_seconds=120)


@dataclass(frozen=True, kw_only=True)
class FoundMark:
    """A signature in a PDF.

    `at` is what the signer's computer claimed. `is_whole`: the bytes up to `covers_to` are those
    that were signed. `is_known`: the certificate is of one of the given authorities, was valid at
    that time, and its key did sign; only then name, NIP and agency are more than a claim.
    `revoked_at` is when a known certificate was revoked, as far as whoever asks knows
    (`revoking.py`).
    """

    field: str
    name: str
    nip: str
    agency: str
    serial: str
    at: datetime | None
    is_whole: bool
    is_known: bool
    covers_to: int
    reason: str
    revoked_at: datetime | None = None

    @property
    def came_too_late(self) -> bool:
        """Whether it claims a time at which its certificate was revoked already."""
        return self.revoked_at is not None and (self.at is None or self.at >= self.revoked_at)


@dataclass(frozen=True, kw_only=True)
class Examination:
    """What was found, the marks in the order they were put. Faults are sentences."""

    marks: tuple[FoundMark, ...] = ()
    changed_after: bool = False
    faults: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether all marks are whole and known, and the file is just as the last one left it."""
        good = all(
            mark.is_whole and mark.is_known and not mark.came_too_late for mark in self.marks
        )
        return bool(self.marks) and good and not self.changed_after and not self.faults

    @property
    def is_altered(self) -> bool:
        """Whether something that was signed is not any more as it was then."""
        return self.changed_after or any(not mark.is_whole for mark in self.marks)


# At most two at a time for each server process: each may take a whole core.
_places = threading.BoundedSemaphore(2)


def examine(pdf: bytes, *, authorities: Sequence[str]) -> Examination:
    """Examine a PDF in a confined child; `authorities` are certificates as PEM. Never raises.

    Takes about a second, and some seconds more for a long tagged PDF with several marks.
    """
    if fault := _first_look(pdf):
        return Examination(faults=(fault,))
    if not _places.acquire(timeout=WITHIN.wall_seconds):
        return Examination(faults=(BUSY,))
    try:
        done = subprocess.run(
            [sys.executable, "-E", "-s", "-m", "lakip.documents.examining"],
            cwd=Path(__file__).parents[2],
            env={"LC_ALL": "C.UTF-8"},
            input=json.dumps(list(authorities)).encode() + b"\n" + pdf,
            capture_output=True,
            timeout=WITHIN.wall_seconds,
            check=True,
        )
        return _read(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError, TypeError, KeyError):
        return Examination(faults=(GAVE_UP,))
    finally:
        _places.release()


def examine_here(pdf: bytes, *, authorities: Sequence[str]) -> Examination:
    """As `examine`, in this process: without the child's limits, for a file one trusts to end."""
    if fault := _first_look(pdf):
        return Examination(faults=(fault,))
    roots = [root for pem in authorities for root in load_certs_from_pemder_data(pem.encode())]
    try:
        return _examined(pdf, roots)
    except Exception:
        # A broken or hostile PDF ends pyHanko in many ways, and each means the same.
        return Examination(faults=(NOT_A_PDF,))


def newest_mark(pdf: bytes) -> FoundMark | None:
    """The mark that covers most of the file, read without looking at what changed, or None."""
    if _first_look(pdf):
        return None
    try:
        found = [_mark(each, ()) for each in _signatures(_reader(pdf), [])]
    except Exception:
        # As above: whatever ends the reading, there is no mark to be had.
        return None
    return max(found, key=lambda mark: mark.covers_to, default=None)


def _first_look(pdf: bytes) -> str | None:
    if b"%PDF-" not in pdf[:1024]:
        return NOT_A_PDF
    if len(pdf) > LARGEST:
        return TOO_LARGE.format(size=LARGEST // 1024**2)
    return None


def _reader(pdf: bytes) -> PdfFileReader:
    """Reads the file up to its last end mark, so that what is put behind hides no signature."""
    ends_at = pdf.rfind(b"%%EOF")
    line_end = _LINE_END.match(pdf, ends_at + len(b"%%EOF"))
    whole = pdf[: line_end.end()] if ends_at >= 0 and line_end else pdf
    # Not strict: Word writes files with two tables of contents, and such a file may be signed.
    return PdfFileReader(BytesIO(whole), strict=False)


def _examined(pdf: bytes, roots: Sequence[asn1.Certificate]) -> Examination:
    reader = _reader(pdf)
    if reader.encrypted:
        return Examination(faults=(LOCKED,))
    faults: list[str] = []
    signatures = list(_signatures(reader, faults))
    if len(signatures) > MOST_MARKS:
        return Examination(faults=(TOO_MANY.format(count=MOST_MARKS),))
    marks = [_mark(each, roots) for each in signatures]
    pairs = sorted(zip(marks, signatures, strict=True), key=lambda pair: pair[0].covers_to)
    if not marks and not faults:
        faults.append(NO_MARK)
    faults += [BROKEN.format(field=mark.field) for mark in marks if not mark.is_whole]
    faults += [UNKNOWN.format(field=mark.field) for mark in marks if not mark.is_known]
    changed = is_changed(pdf, reader, [each for mark, each in pairs if mark.is_whole])
    if changed:
        faults.append(CHANGED)
    return Examination(
        marks=tuple(mark for mark, _ in pairs), changed_after=changed, faults=tuple(faults)
    )


def _signatures(reader: PdfFileReader, faults: list[str]) -> Iterator[EmbeddedPdfSignature]:
    """Every signature that can be read as one; of the others a fault is noted."""
    for number, (name, _, field) in enumerate(enumerate_sig_fields(reader, filled_status=True)):
        if number > MOST_MARKS:
            return
        try:
            signature = EmbeddedPdfSignature(reader, field, name)
            if signature.sig_object_type == "/Sig":
                covers_to(signature)
                yield signature
        except Exception:
            # One signature that cannot be read must not hide the others.
            faults.append(UNREADABLE.format(field=name))


def _mark(signature: EmbeddedPdfSignature, roots: Sequence[asn1.Certificate]) -> FoundMark:
    own = x509.load_der_x509_certificate(signature.signer_cert.dump())
    subject = subject_of(own)
    at = signature.self_reported_timestamp
    whole, signed = _verified(signature)
    return FoundMark(
        # Plain text, for pyHanko's own kind of text holds on to the whole file.
        field=str(signature.field_name),
        name=subject.name,
        nip=subject.nip,
        agency=subject.agency,
        serial=serial_of(own),
        at=at,
        is_whole=whole,
        is_known=signed and _is_vouched_for(signature, at, roots),
        covers_to=covers_to(signature),
        reason=str(signature.sig_object.get("/Reason", "")),
    )


def _verified(signature: EmbeddedPdfSignature) -> tuple[bool, bool]:
    """Whether the signed bytes are whole; and whether the certificate's key did sign something.

    A signature that covers less than the revision it stands in is not whole.
    """
    try:
        signature.compute_integrity_info(skip_diff=True)
        intact, valid = validate_sig_integrity(
            signature.signer_info, signature.signer_cert, "data", signature.compute_digest()
        )
        covers = signature.evaluate_signature_coverage()
    except Exception:
        # What cannot be judged is not whole.
        return False, False
    covers_its_revision = covers >= SignatureCoverageLevel.ENTIRE_REVISION
    strong = signature.md_algorithm in STRONG
    return intact and valid and covers_its_revision and strong, valid


def _is_vouched_for(
    signature: EmbeddedPdfSignature, at: datetime | None, roots: Sequence[asn1.Certificate]
) -> bool:
    """Whether an authority vouched for the certificate at the time when it signed, as it says.

    What has ended since then is fine. Nothing is asked of anybody: that a certificate was revoked
    is known to whoever asked for the examination (`revoking.py`).
    """
    if at is None or at.tzinfo is None or not roots:
        return False
    context = ValidationContext(
        trust_roots=roots, moment=at, allow_fetching=False, revocation_mode="soft-fail"
    )
    validator = CertificateValidator(
        signature.signer_cert, signature.other_embedded_certs, validation_context=context
    )
    try:
        completed(validator.async_validate_usage({"non_repudiation"}))
    except Exception:
        # What cannot be judged is not vouched for.
        return False
    return True


def _read(printed: bytes) -> Examination:
    """What the child printed."""
    said: dict[str, Any] = json.loads(printed)
    marks = [
        FoundMark(**mark | {"at": datetime.fromisoformat(mark["at"]) if mark["at"] else None})
        for mark in said["marks"]
    ]
    return Examination(
        marks=tuple(marks),
        changed_after=bool(said["changed_after"]),
        faults=tuple(str(fault) for fault in said["faults"]),
    )


def _answer() -> None:
    """The child's whole life: confine yourself, read the file, print what was found as JSON."""
    confine(WITHIN)
    # pyHanko tells of every strange thing it meets, with names, and nobody reads it here.
    logging.disable()
    authorities, _, pdf = sys.stdin.buffer.read().partition(b"\n")
    found = examine_here(pdf, authorities=json.loads(authorities))
    sys.stdout.write(json.dumps(asdict(found), default=datetime.isoformat))


if __name__ == "__main__":
    _answer()
