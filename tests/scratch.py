"""Where tests put what they write: into memory, when this machine has room for it there."""

import os
import shutil
from pathlib import Path

MEMORY = Path("/dev/shm")
ENOUGH = 4 * 1024**3  # Bytes. A whole run of the tests writes less than one of these four.


def scratch() -> Path | None:
    """A folder that lives in memory and has room, or None for the usual temporary folder."""
    if os.access(MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
        return MEMORY
    return None
