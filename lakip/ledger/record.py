"""Adds one event to an agency's log, in the same transaction as what it tells of.

Every move of every journey passes here, so the three statements are written out: through the
model they take four times as long and do the same. SQLite and PostgreSQL understand them alike.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from lakip.ledger.canonical import canonical
from lakip.ledger.merkle import Frontier, leaf_hash
from lakip.ledger.models import Event

FORMAT = 1
LONGEST_KIND = 40

_FRONTIER = "SELECT frontier FROM lakip_log WHERE agency_id = %s"
_BEGIN = """INSERT INTO lakip_log (agency_id, size, frontier) VALUES (%s, 0, %s)
    ON CONFLICT DO NOTHING"""
_GROW = "UPDATE lakip_log SET size = %s, frontier = %s WHERE agency_id = %s AND size = %s"
_ADD = """INSERT INTO lakip_event (log_id, seq, data, leaf, kind, subject, at)
    VALUES (%s, %s, %s, %s, %s, %s, %s) RETURNING id"""
_COLUMNS = ("id", "log_id", "seq", "data", "leaf", "kind", "subject", "at")


type Identity = UUID | str | None


class BrokenLogError(Exception):
    """The row of a log contradicts itself, so that nothing may be built on it."""


def append(
    *,
    agency_id: UUID,
    kind: str,
    at: datetime,
    by: UUID | None,
    subject: UUID | None,
    facts: Mapping[str, object],
) -> Event:
    """Records that something happened; the event stands or falls with the caller's transaction.

    `by` is the person and `subject` the journey, both as ids, so that names can be erased while
    the log stays whole; documents are named in `facts` by their SHA-256. Two transactions that
    write to one log wait for each other: the row of the log is locked until the commit. At the
    commit PostgreSQL looks at every row that a new one refers to, so a row that is held while an
    event is written is held with `no_key=True`; else the two would wait in a ring.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an event needs a transaction to stand in")
    if not 0 < len(kind) <= LONGEST_KIND:
        raise ValueError(f"a kind has 1 to {LONGEST_KIND} characters: {kind!r}")
    told: dict[str, object] = {
        "v": FORMAT,
        "log": agency_id,
        "kind": kind,
        "at": at,
        "by": by,
        "subject": subject,
        "facts": facts,
    }
    log, about = _identity(connection, agency_id), _identity(connection, subject)
    with connection.cursor() as cursor:
        seq, data, leaf = _grow(connection, cursor, log, told)
        moment = connection.ops.adapt_datetimefield_value(at)
        cursor.execute(_ADD, (log, seq, data, leaf, kind, about, moment))
        row = (cursor.fetchone()[0], agency_id, seq, data, leaf, kind, subject, at.astimezone(UTC))
    return Event.from_db(connection.alias, _COLUMNS, row)


def _grow(
    connection: BaseDatabaseWrapper, cursor: CursorWrapper, log: Identity, told: dict[str, object]
) -> tuple[int, bytes, bytes]:
    """Takes the log's next number: that number, the event's bytes under it, and their leaf."""
    # The second attempt is for an agency's first event: two transactions may begin the log at the
    # same moment, and the one that comes late finds the other's row only then.
    for _attempt in range(2):
        frontier = _locked_frontier(connection, cursor, log)
        seq = frontier.size
        data = canonical({**told, "seq": seq})
        leaf = leaf_hash(data)
        cursor.execute(_GROW, (seq + 1, frontier.append(leaf).to_bytes(), log, seq))
        if cursor.rowcount == 1:
            return seq, data, leaf
    raise BrokenLogError(f"the size and the frontier of log {told['log']} do not agree")


def _locked_frontier(
    connection: BaseDatabaseWrapper, cursor: CursorWrapper, log: Identity
) -> Frontier:
    """The log's frontier, its row locked; the agency's first event makes the row."""
    # SQLite has no row locks and needs none: BEGIN IMMEDIATE lets one writer in at a time.
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    cursor.execute(_FRONTIER + lock, (log,))
    if stored := cursor.fetchone():
        return Frontier.from_bytes(bytes(stored[0]))
    empty = Frontier()
    cursor.execute(_BEGIN, (log, empty.to_bytes()))
    return empty


def _identity(connection: BaseDatabaseWrapper, identity: UUID | None) -> Identity:
    """An id as this database holds it: PostgreSQL has a type for it, SQLite has text."""
    if identity is None or connection.features.has_native_uuid_field:
        return identity
    return identity.hex
