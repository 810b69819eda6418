"""Where tests put what they write: into memory, when this machine has room for it there."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ENOUGH = 4 * 1024**3  # Bytes. A whole run of the tests writes far less at a time.


def folder(purpose: str) -> Path:
    """A new empty folder, in memory or else in the usual temporary place. Who asks removes it."""
    kept_in = MEMORY if _has_room(MEMORY) else None
    if kept_in:
        _sweep(kept_in)
    return Path(tempfile.mkdtemp(prefix=f"lakip-{purpose}-{os.getpid()}-", dir=kept_in))


def _has_room(place: Path) -> bool:
    return os.access(place, os.W_OK | os.X_OK) and shutil.disk_usage(place).free > ENOUGH


def _sweep(place: Path) -> None:
    """Remove what processes left that were killed: a disk can bear it, memory should not."""
    for path in place.glob("lakip-*-*-*"):
        maker = path.name.split("-")[2]
        with contextlib.suppress(FileNotFoundError):
            if maker.isdigit() and not Path("/proc", maker).exists():
                shutil.rmtree(path, ignore_errors=True)
