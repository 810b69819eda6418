"""The map stands by itself: reading it and judging by it need no framework."""

import subprocess
import sys

ALONE = """
import sys
import lakip.sop.reading, lakip.sop.rules, lakip.sop.worktime, lakip.sop.printing
lakip.sop.reading.shipped()
print(sorted({name.partition(".")[0] for name in sys.modules} & set(sys.argv[1:])))
"""
NOT_NEEDED = ("django", "sqlite3", "pysqlite3", "psycopg", "allauth")


def test_the_map_imports_no_django() -> None:
    command = [sys.executable, "-c", ALONE, *NOT_NEEDED]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
