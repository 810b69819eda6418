"""Django's SQLite backend, told two limits that the bundled library cannot be asked for."""
