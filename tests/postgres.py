"""A PostgreSQL server that lives for one command: `python -m tests.postgres COMMAND…`.

The command finds it in LAKIP_DATABASE. The server is new, listens on a Unix socket in a folder
of its own, flushes what it commits like a real one (into memory, where there is room for it), and
is ended with the command. PostgreSQL refuses to run as root, so root hands it to `postgres` or
`nobody`.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from tests import scratch

NAME = "lakip"
FASTEST_LOCALE = "C.UTF-8"


def binaries() -> Path | None:
    """The folder with initdb and postgres: the newest Debian one, else the one on PATH."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: float(path.parts[-3]),
    )
    if debian:
        return debian[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextlib.contextmanager
def server() -> Iterator[str]:
    """A running server's address, in the form that LAKIP_DATABASE takes."""
    programs = binaries()
    if programs is None:
        raise SystemExit("NOT RUN: this machine has no PostgreSQL server (no initdb).")
    folder = scratch.folder("server")
    identity = _unprivileged()
    if identity:
        os.chown(folder, identity["user"], identity["group"])
    try:
        _initialise(programs, folder, identity)
        with _running(programs, folder, identity):
            yield f"postgresql://{NAME}@/{NAME}?host={folder}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            found = pwd.getpwnam(name)
            return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    raise SystemExit("NOT RUN: PostgreSQL needs a user other than root, and there is none.")


def _initialise(programs: Path, folder: Path, identity: dict[str, Any]) -> None:
    command = [programs / "initdb", "-D", folder / "data", "-U", NAME, "--auth=trust"]
    command += ["--encoding=UTF8", f"--locale={FASTEST_LOCALE}", "--data-checksums", "--no-sync"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, **identity)
    if done.returncode:
        raise SystemExit(f"initdb failed:\n{done.stdout}{done.stderr}")


@contextlib.contextmanager
def _running(programs: Path, folder: Path, identity: dict[str, Any]) -> Iterator[None]:
    command = [programs / "postgres", "-D", folder / "data", "-k", folder]
    command += ["-c", "listen_addresses=", "-c", "unix_socket_permissions=0700"]
    command += ["-c", "max_connections=200", "-c", "log_min_messages=fatal"]
    with (folder / "log").open("wb") as log:
        # A session of its own: Ctrl-C must reach the tests first and the server last.
        process = subprocess.Popen(
            command, cwd=folder, stdout=log, stderr=log, start_new_session=True, **identity
        )
    try:
        _wait_until_ready(process, folder)
        yield
    finally:
        process.send_signal(signal.SIGINT)  # "Fast": ends the sessions, then stops in order.
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGQUIT)
            process.wait()


def _wait_until_ready(process: subprocess.Popen[bytes], folder: Path) -> None:
    give_up = time.monotonic() + 30
    while True:
        try:
            with psycopg.connect(
                host=str(folder), user=NAME, dbname="postgres", autocommit=True
            ) as connection:
                connection.execute(f"CREATE DATABASE {NAME}")
            return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > give_up:
                raise SystemExit(f"PostgreSQL: {(folder / 'log').read_text()}") from None
            time.sleep(0.05)


def main() -> int:
    """Runs the rest of the command line with a server and answers with its exit code."""
    # SIGTERM becomes an exception, so that the server is not left behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with server() as url:
        return subprocess.run(sys.argv[1:], env={**os.environ, "LAKIP_DATABASE": url}).returncode


if __name__ == "__main__":
    sys.exit(main())
