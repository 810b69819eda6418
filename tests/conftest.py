"""Fixtures that every room's tests share. How and where tests run: `tests/environment.py`."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db.backends.base.operations import BaseDatabaseOperations

from lakip.documents import passphrases
from lakip.ledger import triggers
from tests import cast


@pytest.fixture
def office(db: None) -> cast.Office:
    """The demo agency with a journey at its first step."""
    return cast.begin()


@pytest.fixture(autouse=True)
def _nobody_has_tried_to_sign_in() -> None:
    """The sign-in counts attempts in the cache, where those of other tests would be counted too."""
    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def _tests_may_empty_the_ledger() -> Iterator[None]:
    """Between tests that commit, Django empties all tables; the ledger's triggers step aside."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_aside(self: Any, sql_list: list[str]) -> None:
        triggers.take_off(self.connection)
        flush(self, sql_list)
        triggers.put_on(self.connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_aside)
        yield


@pytest.fixture(scope="session", autouse=True)
def _keys_are_locked_quickly() -> Iterator[None]:
    """Stretching a passphrase is slow on purpose; what a key holds is the same after a few rounds.

    The real number of rounds is judged in `test_certificates`, and every installation that a
    test starts as a process of its own keeps it.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passphrases, "ROUNDS", 1_000)
        yield
