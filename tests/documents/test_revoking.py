"""A certificate that was revoked: marks before stay good, marks after are not valid."""

from datetime import timedelta

import pytest

from lakip.documents.examining import Examination, examine_here
from lakip.documents.revoking import with_revocations
from tests.documents import signing_cast as cast

MINUTE = timedelta(minutes=1)


def found() -> Examination:
    return examine_here(cast.with_both(), authorities=cast.known())


def serial(who: str) -> str:
    return cast.identity(who).serial


def test_a_mark_before_the_revocation_stays_good_and_says_when_it_happened() -> None:
    revoked = {serial("sekretaris"): cast.AT + MINUTE}
    seen = with_revocations(found(), revoked)
    paraf, signature = seen.marks
    assert paraf.revoked_at == cast.AT + MINUTE
    assert not paraf.came_too_late
    assert signature.revoked_at is None
    assert seen.is_sound
    assert seen.faults == ()


@pytest.mark.parametrize("before", [timedelta(0), MINUTE, timedelta(days=400)])
def test_a_mark_that_claims_a_later_time_is_not_valid(before: timedelta) -> None:
    seen = with_revocations(found(), {serial("kepala"): cast.LATER - before})
    paraf, signature = seen.marks
    assert signature.came_too_late
    assert not paraf.came_too_late
    assert not seen.is_sound
    assert not seen.is_altered
    (fault,) = seen.faults
    assert fault.startswith("Tanda tangan “pengesahan-2” tidak sah")


def test_the_fault_names_the_moment_of_the_revocation_in_local_time() -> None:
    (fault,) = with_revocations(found(), {serial("kepala"): cast.AT}).faults
    assert "18 Januari 2027 pukul 14.30" in fault


def test_a_serial_in_a_strangers_certificate_says_nothing() -> None:
    unknown = examine_here(cast.with_both(), authorities=[])
    seen = with_revocations(unknown, {serial("kepala"): cast.AT, serial("sekretaris"): cast.AT})
    assert seen == unknown


def test_nothing_revoked_changes_nothing() -> None:
    assert with_revocations(found(), {}) == found()
    assert with_revocations(found(), {"ff": cast.AT}) == found()
