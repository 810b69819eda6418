"""Holds the marks found in a PDF against the certificates that were revoked.

A mark stays good when its certificate is revoked later, and one that claims a time at which the
certificate was revoked already is not valid. The time of a mark is what the signer's computer
claimed: who has a stolen key can claim an earlier one, so only a file that is recorded here, where
the ledger tells the time, is beyond doubt.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from lakip.documents.examining import Examination, FoundMark
from lakip.documents.letter_words import long_date

TOO_LATE = (
    "Tanda tangan “{field}” tidak sah: waktunya sesudah sertifikatnya dicabut atau diganti pada "
    "{when}."
)


def with_revocations(found: Examination, revoked: Mapping[str, datetime]) -> Examination:
    """The examination, with what is known of revoked certificates: by serial, when it happened.

    A serial counts only in a certificate that one of our authorities vouches for; anybody can
    write it into one of their own.
    """
    marks = tuple(
        replace(mark, revoked_at=revoked[mark.serial])
        if mark.is_known and mark.serial in revoked
        else mark
        for mark in found.marks
    )
    late = tuple(_sentence(mark) for mark in marks if mark.came_too_late)
    return replace(found, marks=marks, faults=found.faults + late)


def _sentence(mark: FoundMark) -> str:
    assert mark.revoked_at is not None
    local = timezone.localtime(mark.revoked_at)
    return TOO_LATE.format(field=mark.field, when=f"{long_date(local)} pukul {local:%H.%M}")
