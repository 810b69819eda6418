"""`lakip serve`: the web server."""

import ctypes
import hashlib
import json
import os
import signal
import socket
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

END_WHEN_PARENT_ENDS = 1  # PR_SET_PDEATHSIG, in Linux's <sys/prctl.h>.


class Command(BaseCommand):
    """Granian, with processes of one thread each: the least CPU for each request, measured."""

    help = "Melayani halaman web sampai dihentikan (Ctrl-C atau SIGTERM)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The address and the number of processes."""
        parser.add_argument("--host", default="127.0.0.1", help="alamat (bawaan: %(default)s)")
        parser.add_argument("--port", type=int, default=8000, help="port (bawaan: %(default)s)")
        parser.add_argument(
            "--workers", type=int, default=2, help="banyaknya proses (bawaan: %(default)s)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Collects static files that have changed, then serves."""
        host, port = options["host"], options["port"]
        refuse_taken_port(host, port)
        collect_static()
        if options["verbosity"]:
            self.stdout.write(f"LAKIP melayani di http://{host}:{port}")
            self.stdout.flush()
        connections.close_all()  # A connection must not be shared with a forked process.
        # SQLite writes one at a time whatever the number of processes; two keep reads and
        # Python's own work going on both cores while one of them waits for the disk.
        Granian(
            settings.WSGI_APPLICATION,
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=options["workers"],
            blocking_threads=1,
            log_level=LogLevels.warning,
            websockets=False,
            respawn_failed_workers=True,
            # A request under way may finish; an upload that hangs must not stop the service.
            workers_kill_timeout=10,
        ).serve(target_loader=load_application)


def load_application(target: str) -> Callable[..., Any]:
    """Runs in each server process, which must not outlive the one that was told to stop."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(END_WHEN_PARENT_ENDS, signal.SIGTERM)
    application: Callable[..., Any] = get_internal_wsgi_application()
    return application


def refuse_taken_port(host: str, port: int) -> None:
    """Says so when the port is taken: two servers would otherwise share it in silence."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Tidak dapat mendengarkan di {host}:{port} ({error.strerror}). "
                "Hentikan program yang memakainya atau pilih --port lain."
            ) from error


def collect_static() -> None:
    """Runs collectstatic when a source file changed since the last time, else does nothing."""
    root = Path(settings.STATIC_ROOT)
    stamp, state = root.with_suffix(".state"), _state_of_sources()
    if root.exists() and stamp.exists() and stamp.read_text() == state:
        return
    stamp.unlink(missing_ok=True)  # Interrupted from here on, the next start collects again.
    call_command("collectstatic", interactive=False, verbosity=0, clear=root.exists())
    stamp.write_text(state)


def _state_of_sources() -> str:
    found = [settings.STORAGES["staticfiles"]["BACKEND"]]
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = os.stat(storage.path(name))
            found.append(f"{name} {status.st_size} {status.st_mtime_ns}")
    return hashlib.sha256(json.dumps(sorted(found)).encode()).hexdigest()
