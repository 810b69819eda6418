"""The two hundred thousand journeys that `benchmarks/inbox.py` measures beside.

`lay_out_small` makes what the measured pages show, `fill` everything else, by statements that make
the rows inside the database; one formula gives every row its id, so keys meet without a lookup.
"""

import contextlib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import md5
from typing import Any, NamedTuple

from django.core.management import call_command
from django.db import connection, models, transaction
from django.utils import timezone

from lakip.documents.models import Document, Version
from lakip.journey import moves
from lakip.journey.editions import current, stored
from lakip.journey.models import Journey, TeamMember, Turn
from lakip.ledger import record
from lakip.notices.models import Notice
from lakip.pages.meja import MOST_ROWS
from lakip.people.government import Agency, Government
from lakip.people.office import OBSERVER, Office
from lakip.people.person import Person

A_HUNDRED_THOUSAND = 100_000
# Agency 0 is the official's, with a few open journeys as in life. The observer watches the next
# forty. Each agency but the first has these many open journeys, and each these many finished.
AGENCIES, OPEN, FINISHED = 2501, 40, 40
OFFICIALS_OPEN = 3
WATCHED = range(1, 41)
# Who works at an agency; one of the last two sits in the team of each of its journeys.
CAST = ("kepala-dinas", "sekretaris", "kepala-bidang", "kasubbag-perencanaan", "")
OFFICIAL, MEMBER = 3, 4
NEWS = 16  # How often each person was told something; the first telling waits to be read.
NOW = timezone.now().replace(microsecond=0)
FIRST_DUE = NOW - timedelta(days=30)

# Journeys are numbered by `j`, which tells the agency `a` and the year `y`. Those of the first
# years are due soonest, so it is known which fifty the observer's desk shows.
CHOOSE = f"""
    CREATE TEMPORARY TABLE chosen AS
    WITH RECURSIVE n(j) AS (
        SELECT 0 UNION ALL SELECT j + 1 FROM n WHERE j + 1 < {AGENCIES * (OPEN + FINISHED)}),
    spread AS (SELECT j, j % {AGENCIES} AS a, j / {AGENCIES} AS y FROM n)
    SELECT j, a, y, y < {OPEN} AS is_open,
        (a = 0 AND y < {OFFICIALS_OPEN}) OR (a <= 1 AND y = {OPEN})
        OR (a BETWEEN {WATCHED[0]} AND {WATCHED[-1]} AND y = 0)
        OR (a BETWEEN {WATCHED[0]} AND {MOST_ROWS - len(WATCHED)} AND y = 1) AS is_shown
    FROM spread WHERE a > 0 OR y < {OFFICIALS_OPEN} OR y >= {OPEN}"""
PLAYED = "WITH played(r, role) AS (VALUES {cast})"
A_PERSON = "id_of('person', a * {size} + r)"


class Rows(NamedTuple):
    """Rows of one table: their columns, and what of the chosen journeys they are made of."""

    model: type[models.Model]
    columns: dict[str, str]
    source: str = "FROM chosen WHERE {new}"
    before: str = ""

    @property
    def statement(self) -> str:
        """The statement that adds them. A column that is not named gets its model's default."""
        columns = {
            **{
                field.column: _literal(field.get_default())
                for field in self.model._meta.concrete_fields
                if not field.null and not isinstance(field, models.AutoField)
            },
            **self.columns,
        }
        return f"""{self.before} INSERT INTO {self.model._meta.db_table} ({", ".join(columns)})
            SELECT {", ".join(columns.values())} {self.source}"""


# Carried out twice: for what is shown, then for everything else.
FILL = (
    Rows(
        Agency,
        {"id": "id_of('agency', a)", "government_id": "{government}", "name": "'Dinas ' || a"},
        "FROM chosen WHERE y = {open} AND {new_agency}",
    ),
    Rows(
        Person,
        {
            "id": A_PERSON,
            "agency_id": "id_of('agency', a)",
            "email": "'p' || (a * {size} + r) || '@contoh.test'",
            "name": "'Orang ' || (a * {size} + r)",
        },
        "FROM chosen, played WHERE y = {open} AND {new_agency}",
        PLAYED,
    ),
    Rows(
        Office,
        {
            "person_id": A_PERSON,
            "agency_id": "id_of('agency', a)",
            "role": "role",
            "starts_on": "DATE('2020-01-01')",
        },
        "FROM chosen, played WHERE y = {open} AND {new_agency} AND role <> ''",
        PLAYED,
    ),
    Rows(
        Journey,
        {
            "id": "id_of('journey', j)",
            "agency_id": "id_of('agency', a)",
            "year": "{first_year} + y",
            "edition_id": "'{edition}'",
            "request_date": "DATE('2026-01-05')",
            "begun_at": "moment(0)",
            "begun_by_id": "id_of('person', a * {size} + {official})",
            "closed_at": "CASE WHEN is_open THEN NULL ELSE moment(60) END",
            "closed_by_id": "CASE WHEN is_open THEN NULL ELSE id_of('person', a * {size}) END",
        },
    ),
    Rows(
        Turn,
        {
            "id": "id_of('turn', j * 2 + k)",
            "journey_id": "id_of('journey', j)",
            "agency_id": "id_of('agency', a)",
            "step": "step",
            "role": "role",
            "by_team": "by_team",
            "number": "k",
            "within": "'1 hari'",
            "opened_at": "moment(j)",
            "due_at": "moment(j + 1)",
            "closed_at": "CASE WHEN is_open AND k = 2 THEN NULL ELSE moment(j + 1) END",
            "closed_by_id": "CASE WHEN is_open AND k = 2 THEN NULL "
            "ELSE id_of('person', a * {size} + 1) END",
            "outcome": "CASE WHEN is_open AND k = 2 THEN '' ELSE 'finished' END",
        },
        "FROM chosen CROSS JOIN turn JOIN steps ON n = (a + y * 5 + k) % {many_steps} WHERE {new}",
        "WITH steps(n, step, role, by_team) AS (VALUES {steps}), turn(k) AS (VALUES (1), (2))",
    ),
    Rows(
        TeamMember,
        {
            "journey_id": "id_of('journey', j)",
            "person_id": "id_of('person', a * {size} + {official} + y % 2)",
            "named_at": "moment(0)",
            "seated_at": "moment(1)",
        },
    ),
    Rows(
        Document,
        {
            "id": "id_of('document', j)",
            "agency_id": "id_of('agency', a)",
            "journey_id": "id_of('journey', j)",
            "paper": "'{paper}'",
            "latest_id": "id_of('version', j)",
            "token": "SUBSTR(CAST(id_of('token', j) AS TEXT), 1, 20)",
        },
    ),
    Rows(
        Version,
        {
            "id": "id_of('version', j)",
            "document_id": "id_of('document', j)",
            "number": "1",
            "sha256": "'{edition}'",
            "size": "1000",
            "by_id": "id_of('person', a * {size} + {official})",
            "at": "moment(0)",
        },
    ),
    Rows(
        Notice,
        {
            "id": "id_of('notice', (a * {size} + r) * 1000 + e)",
            "event_id": "e",
            "agency_id": "id_of('agency', a)",
            "recipient_id": A_PERSON,
            "channel": "'app'",
            "at": "moment(e)",
            "read_at": "CASE WHEN e = 1 THEN NULL ELSE moment(e) END",
        },
        "FROM chosen, played, told WHERE y = {open} AND {new_notice}",
        PLAYED + ", told(e) AS (SELECT id FROM lakip_event)",
    ),
)


def lay_out_small() -> None:
    """The government, the observer's offices, the events of the news, and what is shown."""
    call_command("migrate", verbosity=0)
    government = Government.objects.create(name="Pemerintah Kabupaten Contoh")
    inspektorat = Agency.objects.create(government=government, name="Inspektorat Daerah")
    observer = Person.objects.create(email=OBSERVER, name="Hendra Wijaya", agency=inspektorat)
    with transaction.atomic():
        for _ in range(NEWS):
            record.append(
                agency_id=inspektorat.pk, kind="finished", at=NOW, by=None, subject=None, facts={}
            )
    fill(shown=True)
    Office.objects.bulk_create(
        Office(
            person=observer,
            agency_id=id_of("agency", number),
            role=OBSERVER,
            starts_on=date(2020, 1, 1),
        )
        for number in WATCHED
    )


def fill(*, shown: bool) -> None:
    """Add the rows that the measured pages show, or all the others."""
    edition = current()
    words = {
        "government": Government.objects.get().pk,
        "edition": stored(edition).sha256,
        "paper": edition.begins_with,
        "open": OPEN,
        "first_year": moves.FIRST_YEAR,
        "size": len(CAST),
        "official": OFFICIAL,
        "cast": _values(enumerate(CAST)),
        "steps": _values((n - 1, s.slug, s.by, edition.role(s.by).team) for n, s in edition),
        "many_steps": len(edition.steps),
        "new": "is_shown" if shown else "NOT is_shown",
        "new_agency": f"a {'<=' if shown else '>'} {WATCHED[-1]}",
        "new_notice": f"{'' if shown else 'NOT '}(a <= {WATCHED[-1]} AND e = 1)",
    }
    with _unchecked(), transaction.atomic(), connection.cursor() as cursor:
        _add_functions(cursor)
        cursor.execute(CHOOSE)
        for rows in FILL:
            cursor.execute(rows.statement.format(**words))


def _values(rows: Iterable[Iterable[object]]) -> str:
    """The rows as SQL writes them after VALUES."""
    return ", ".join(f"({', '.join(map(_literal, row))})" for row in rows)


def _literal(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)


@contextlib.contextmanager
def _unchecked() -> Iterator[None]:
    """Keys are not looked up row by row meanwhile: one formula makes both their ends."""
    if connection.vendor == "sqlite":
        with connection.constraint_checks_disabled():
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield


def _add_functions(cursor: Any) -> None:
    """`id_of` and `moment`, which both databases then find under these names."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("id_of", 2, id_of, deterministic=True)
        connection.connection.create_function("moment", 1, _moment, deterministic=True)
        return
    cursor.execute(
        f"""CREATE OR REPLACE FUNCTION id_of(text, bigint) RETURNS uuid LANGUAGE sql IMMUTABLE
            RETURN md5($1 || ' ' || $2)::uuid;
        CREATE OR REPLACE FUNCTION moment(bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE
            RETURN '{FIRST_DUE.isoformat()}'::timestamptz + $1 * interval '1 minute'"""
    )


def id_of(kind: str, number: int) -> str:
    """The id of the thing of that number: as scattered as random ids, and known beforehand."""
    return md5(f"{kind} {number}".encode()).hexdigest()


def _moment(minutes: int) -> str:
    """That many minutes after the first due time, as SQLite holds it."""
    return f"{(FIRST_DUE + timedelta(minutes=minutes)).replace(tzinfo=None)}"


def settle() -> None:
    """Leave the database as it is found some time after such a load, and close the connection.

    PostgreSQL gathers statistics by itself; here it is told to, so as not to be met halfway.
    SQLite is left without: the program never asks it for any, so its pages go without them.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")
    connection.close()
