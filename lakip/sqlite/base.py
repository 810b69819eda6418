"""The backend that the settings name when pysqlite3 stands in for the stock `sqlite3`.

Django asks each connection for its limits with `getlimit`, which pysqlite3 does not have. The
numbers are those that the library in its wheel is compiled with by default (SQLite >= 3.32).
"""

from typing import Any

from django.db.backends.sqlite3 import base, features, operations

MOST_PARAMETERS = 32_766
MOST_COLUMNS = 2_000


class DatabaseFeatures(features.DatabaseFeatures):
    """Knows the number of parameters without asking."""

    max_query_params = MOST_PARAMETERS


class DatabaseOperations(operations.DatabaseOperations):
    """Quotes the parameters of the last query without asking for limits."""

    def _quote_params_for_last_executed_query(self, params: Any) -> Any:
        """Only debugging shows the last query; long ones are shown unquoted."""
        if len(params) > MOST_COLUMNS:
            return params
        cursor = self.connection.connection.cursor()
        try:
            marks = ", ".join(["QUOTE(?)"] * len(params))
            return cursor.execute(f"SELECT {marks}", params).fetchone()
        finally:
            cursor.close()


class DatabaseWrapper(base.DatabaseWrapper):
    """The same backend with these two parts changed."""

    features_class = DatabaseFeatures
    ops_class = DatabaseOperations
