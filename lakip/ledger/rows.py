"""Values and rows for the few statements that are written out, because every move passes them.

Through the query sets each of them takes five to ten times as long and does the same. What the
two databases hold differently is said here: PostgreSQL has types for ids and moments, SQLite has
text; everything else they understand alike.
"""

import os
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from functools import cache, cached_property
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models.base import ModelState


def fetch(sql: str, values: Iterable[object]) -> list[Any]:
    """Every row that the statement finds."""
    with connection.cursor() as cursor:
        cursor.execute(sql, _stored(values))
        found: list[Any] = cursor.fetchall()
        return found


def change(sql: str, values: Iterable[object]) -> int:
    """Carry the statement out, and say how many rows it changed."""
    with connection.cursor() as cursor:
        cursor.execute(sql, _stored(values))
        changed: int = cursor.rowcount
        return changed


def _stored(values: Iterable[object]) -> list[Any]:
    """The values as this database takes them for parameters."""
    ways = _ways(connection.vendor)
    return [ways[type(value)](value) if type(value) in ways else value for value in values]


@cache
def _ways(vendor: str) -> dict[type, Callable[[Any], Any]]:
    """How a database takes the types that it does not hold itself."""
    if connection.features.has_native_uuid_field:
        return {}
    return {
        UUID: lambda value: value.hex,
        datetime: connection.ops.adapt_datetimefield_value,
        date: connection.ops.adapt_datefield_value,
    }


class Columns:
    """The columns of one table in a written-out statement, and the object that they become."""

    def __init__(self, model: type[models.Model], alias: str) -> None:
        """`alias` is what the statement calls the table."""
        self._model = model
        self._alias = alias

    # What follows is found out at the first use, when every model is known.

    @cached_property
    def _fields(self) -> "list[models.Field[Any, Any]]":
        return list(self._model._meta.concrete_fields)

    @cached_property
    def _attributes(self) -> list[str]:
        return [field.attname for field in self._fields]

    @cached_property
    def _readers(self) -> list[Any]:
        return [_reader(field) for field in self._fields]

    @cached_property
    def sql(self) -> str:
        """The columns, for a SELECT."""
        return ", ".join(f"{self._alias}.{field.column}" for field in self._fields)

    @cached_property
    def width(self) -> int:
        """How many columns there are."""
        return len(self._fields)

    def read(self, row: Sequence[Any], start: int = 0) -> Any:
        """The object that the columns of the row from `start` on tell of."""
        values = [
            value if read is None or value is None else read(value)
            for read, value in zip(self._readers, row[start : start + self.width], strict=True)
        ]
        # What `from_db` does beside this, a row that is read whole has no need of.
        found = self._model.__new__(self._model)
        found.__dict__.update(zip(self._attributes, values, strict=True))
        found._state = ModelState()
        found._state.adding, found._state.db = False, connection.alias
        return found

    @cached_property
    def _insert(self) -> str:
        columns = ", ".join(str(field.column) for field in self._fields)
        marks = ", ".join(["%s"] * self.width)
        table = self._model._meta.db_table
        return f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - our own names

    def add(self, new: models.Model) -> None:
        """Add the object's row."""
        change(self._insert, [getattr(new, name) for name in self._attributes])
        new._state.adding, new._state.db = False, connection.alias


def _reader(field: "models.Field[Any, Any]") -> Any:
    """What makes the field's value of the database's; None when they are the same."""
    target = getattr(field, "target_field", field)
    if isinstance(target, models.UUIDField):
        return identity
    if isinstance(target, models.DateTimeField):
        return _moment
    column = target.get_col("any")
    steps = connection.ops.get_db_converters(column) + column.get_db_converters(connection)

    def read(value: Any) -> Any:
        for step in steps:
            value = step(value, column, connection)
        return value

    return read if steps else None


def identity(value: UUID | str) -> UUID:
    """An id, as either database gives it."""
    return value if isinstance(value, UUID) else UUID(value)


def _moment(value: datetime) -> datetime:
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def new_id() -> UUID:
    """A fresh id that sorts by its time (UUID version 7, RFC 9562): new rows lie side by side."""
    milliseconds = time.time_ns() // 1_000_000
    chance = int.from_bytes(os.urandom(10))
    high = milliseconds << 16 | 0x7 << 12 | chance >> 68
    low = 0b10 << 62 | chance & (1 << 62) - 1
    return UUID(int=high << 64 | low)
