"""The one typesetter of this process: started when first asked, renewed, and ended in time."""

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any, cast

from lakip.documents.messages import receive, send

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS = 30.0
MOST_JOBS = 100
# A report of sixty pages takes it to 180 MB, and some more with each until it is renewed.
MOST_MEMORY = 256 * 1024**2
# A few threads are enough for a few pages, and on a machine of many cores each would set aside
# address space that the typesetter's limit does not have.
FEW_THREADS = {"RAYON_NUM_THREADS": "2", "MALLOC_ARENA_MAX": "2"}


class TooLong(Exception):
    """The work was not done in time."""


class Failed(Exception):
    """The process ended without an answer, also when it was asked anew."""


class Typesetter:
    """The one process that sets papers for this one, started when first asked."""

    def __init__(
        self,
        *,
        seconds: float = SECONDS,
        most_jobs: int = MOST_JOBS,
        most_memory: int = MOST_MEMORY,
    ) -> None:
        self._seconds, self._most_jobs, self._most_memory = seconds, most_jobs, most_memory
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._jobs = 0

    @property
    def pid(self) -> int | None:
        """The number of the process at work, if one is."""
        return self._process.pid if self._process else None

    def ask(self, request: bytes) -> tuple[dict[str, Any], list[bytes]]:
        """What the process tells, and its parts. One ended from outside is replaced once."""
        with self._lock:
            fresh = self._process is None
            told = self._try(request)
            if told is None and not fresh:
                told = self._try(request)
        if told is None:
            raise Failed
        return told

    def end(self) -> None:
        """End the process; the next request starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in _pipes(process):
            with contextlib.suppress(OSError):
                pipe.close()
        process.wait()

    def forget(self) -> None:
        """In a forked process: the typesetter belongs to the parent, so only let go of it."""
        self._lock = threading.Lock()
        process, self._process = self._process, None
        if process is not None:
            for pipe in _pipes(process):
                pipe.close()
            process.returncode = 0  # Else its end would be waited for here, where it is no child.

    def _try(self, request: bytes) -> tuple[dict[str, Any], list[bytes]] | None:
        """The answer, or None when the process ended without one."""
        process = self._process = self._process or _start()
        out_of_time = threading.Event()

        def stop() -> None:
            out_of_time.set()
            process.kill()

        timer = threading.Timer(self._seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            told = _exchange(process, request)
        finally:
            timer.cancel()
        if told is None:
            self.end()
            self._jobs = 0
            if out_of_time.is_set():
                raise TooLong
            return None
        self._jobs += 1
        if self._jobs >= self._most_jobs or told[0]["memory"] > self._most_memory:
            self.end()
            self._jobs = 0
        return told


def _start() -> subprocess.Popen[bytes]:
    """A process of its own session: what interrupts the caller's terminal does not reach it."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("LAKIP_")}
    return subprocess.Popen(
        [sys.executable, "-m", "lakip.documents.typesetter"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=own | FEW_THREADS,
        start_new_session=True,
    )


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    return cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)


def _exchange(
    process: subprocess.Popen[bytes], request: bytes
) -> tuple[dict[str, Any], list[bytes]] | None:
    into, out = _pipes(process)
    try:
        send(into, request)
    except OSError:
        return None
    head = receive(out)
    if head is None:
        return None
    told: dict[str, Any] = json.loads(head)
    parts = [part for _ in range(told["parts"]) if (part := receive(out)) is not None]
    return (told, parts) if len(parts) == told["parts"] else None


typesetter = Typesetter()
atexit.register(typesetter.end)
os.register_at_fork(after_in_child=typesetter.forget)
