"""Triggers that refuse to change or remove events, or to set a log back, in SQL as in Python.

They stop accidents and clumsy hands, not an administrator: who may alter the schema may drop them.
The proof is the Merkle tree. A migration installs them; a later migration that rebuilds a table
on SQLite drops its triggers silently, so such a migration must call `install` again.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

# On SQLite, INSERT OR REPLACE removes a row without waking the delete trigger unless
# recursive_triggers is on, so the insert itself is judged: a number that is next, an id not taken.
_SQLITE = {
    "event_not_changed": """BEFORE UPDATE ON lakip_event
        BEGIN SELECT RAISE(ABORT, 'events are never changed'); END""",
    "event_not_removed": """BEFORE DELETE ON lakip_event
        BEGIN SELECT RAISE(ABORT, 'events are never removed'); END""",
    "event_only_added": """BEFORE INSERT ON lakip_event
        WHEN NEW.seq IS NOT COALESCE(
                (SELECT seq FROM lakip_event WHERE log_id = NEW.log_id
                 ORDER BY seq DESC LIMIT 1) + 1, 0)
            OR (NEW.id > 0 AND EXISTS (SELECT 1 FROM lakip_event WHERE id = NEW.id))
        BEGIN SELECT RAISE(ABORT, 'events are added at the end only'); END""",
    "log_only_grows": """BEFORE UPDATE ON lakip_log
        WHEN NEW.size <= OLD.size OR NEW.agency_id <> OLD.agency_id
        BEGIN SELECT RAISE(ABORT, 'a log only grows'); END""",
    "log_not_removed": """BEFORE DELETE ON lakip_log
        BEGIN SELECT RAISE(ABORT, 'a log is never removed'); END""",
    "log_not_replaced": """BEFORE INSERT ON lakip_log
        WHEN EXISTS (SELECT 1 FROM lakip_log WHERE agency_id = NEW.agency_id)
        BEGIN SELECT RAISE(ABORT, 'a log is never replaced'); END""",
}

# INSERT ... ON CONFLICT DO UPDATE wakes the update triggers of PostgreSQL, so its inserts need no
# judge. TRUNCATE wakes no row trigger and is named apart.
_POSTGRESQL = {
    "event_not_changed": (
        "lakip_event",
        "BEFORE UPDATE OR DELETE ON lakip_event FOR EACH ROW",
    ),
    "event_not_truncated": (
        "lakip_event",
        "BEFORE TRUNCATE ON lakip_event",
    ),
    "log_only_grows": (
        "lakip_log",
        "BEFORE UPDATE ON lakip_log FOR EACH ROW"
        " WHEN (NEW.size <= OLD.size OR NEW.agency_id <> OLD.agency_id)",
    ),
    "log_not_removed": (
        "lakip_log",
        "BEFORE DELETE ON lakip_log FOR EACH ROW",
    ),
    "log_not_truncated": (
        "lakip_log",
        "BEFORE TRUNCATE ON lakip_log",
    ),
}
_REFUSE = """
CREATE OR REPLACE FUNCTION lakip_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: what has happened stays', TG_OP, TG_TABLE_NAME;
END $$"""


def install(apps: Any, schema_editor: Any) -> None:
    """For `migrations.RunPython`: puts the triggers on the tables of events and logs."""
    put_on(schema_editor.connection)


def remove(apps: Any, schema_editor: Any) -> None:
    """The way back of `install`."""
    take_off(schema_editor.connection)


def put_on(connection: BaseDatabaseWrapper) -> None:
    """Installs the triggers on this database; those that are there are written anew."""
    take_off(connection)
    with connection.cursor() as cursor:
        for statement in _installing(connection.vendor):
            cursor.execute(statement)


def take_off(connection: BaseDatabaseWrapper) -> None:
    """Removes the triggers, for a test's clean-up or for a migration's way back."""
    with connection.cursor() as cursor:
        for statement in _removing(connection.vendor):
            cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of triggers that should stand and do not; empty when all is well."""
    wanted = _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            # 'A' is ENABLE ALWAYS: neither disabled nor asleep in a session that replays.
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled = 'A'")
        found = {name for (name,) in cursor.fetchall()}
    return [name for name in wanted if f"lakip_{name}" not in found]


def _installing(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [f"CREATE TRIGGER lakip_{name} {body}" for name, body in _SQLITE.items()]
    if vendor != "postgresql":
        raise NotImplementedError(f"no triggers are written for {vendor}")
    statements = [_REFUSE]
    for name, (table, when) in _POSTGRESQL.items():
        statements.append(f"CREATE TRIGGER lakip_{name} {when} EXECUTE FUNCTION lakip_refuse()")
        statements.append(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER lakip_{name}")
    return statements


def _removing(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS lakip_{name}" for name in _SQLITE]
    return [
        f"DROP TRIGGER IF EXISTS lakip_{name} ON {table}"
        for name, (table, _when) in _POSTGRESQL.items()
    ]
