"""A real installation for the browser: its own data folder, `lakip serve` and `lakip worker`."""

import contextlib
import email
import email.policy
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

DEMO_PEOPLE = (
    "import django, datetime; django.setup();"
    "from lakip.management import demo;"
    "demo.prepare(at=datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=30))"
)
# The demo's report with official papers, until a step is open; two people have certificates.
OFFICIAL = (
    "import django, datetime, sys; django.setup();"
    "from lakip.management import demo;"
    "from lakip.management.official_walk import OfficialWalk;"
    "at = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=10);"
    "walk = OfficialWalk(demo.prepare(at=at), year=at.year, starts=at, passphrase=sys.argv[2]);"
    "print(walk.play(until=sys.argv[1]).pk)"
)
SEASON = "import django; django.setup(); from tests.browser import season; season.main()"
PATIENCE = 60


class Installation:
    """A data folder and the address at which it is served."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.home = home
        self.url = f"http://127.0.0.1:{self.port}"
        ours = {"LAKIP_DATABASE", "LAKIP_HOSTS", "LAKIP_SMTP"}
        self.surroundings = {
            **{name: value for name, value in os.environ.items() if name not in ours},
            "LAKIP_HOME": str(home),
            "LAKIP_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "lakip.settings",
        }

    @property
    def password(self) -> str:
        """What the demo's people sign in with."""
        return (self.home / "demo-password.txt").read_text().strip()

    def lakip(self, *words: str) -> str:
        """Run a verb of the console command to its end, and return what it printed."""
        return self._python("-m", "lakip.command", *words)

    def people(self) -> None:
        """An empty database, and the demo's people and offices in it; no report is begun."""
        self.lakip("migrate", "--verbosity=0")
        self._python("-c", DEMO_PEOPLE)

    def official(self, *, until: str, passphrase: str) -> str:
        """The demo's report with papers that were drafted and signed; the journey's id."""
        self.lakip("migrate", "--verbosity=0")
        return self._python("-c", OFFICIAL, until, passphrase).strip()

    def run(self, code: str) -> str:
        """Run a few lines of Python in the installation, and return what they printed."""
        return self._python("-c", code)

    @contextlib.contextmanager
    def season(self, passphrase: str) -> Iterator[Callable[[str, str], str]]:
        """Two reports under way while the block runs: tell which is to halt at which step."""
        said = (self.home / "season.log").open("w+")
        command = [sys.executable, "-c", SEASON, passphrase]
        process = subprocess.Popen(
            command, env=self.surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=said, text=True,
        )  # fmt: skip
        assert process.stdin
        assert process.stdout
        told, heard = process.stdin, process.stdout

        def halt(report: str, step: str) -> str:
            print(report, step, file=told, flush=True)
            answer = heard.readline().strip()
            assert answer, (self.home / "season.log").read_text()
            return answer

        try:
            yield halt
        finally:
            told.close()
            process.wait(timeout=PATIENCE)
            heard.close()
            said.close()

    def _python(self, *arguments: str) -> str:
        command = [sys.executable, *arguments]
        done = subprocess.run(
            command, env=self.surroundings, capture_output=True, text=True, timeout=PATIENCE
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextlib.contextmanager
    def served(self) -> Iterator[None]:
        """`lakip serve` while the block runs; ended by its own process id."""
        said = (self.home / "serve.log").open("w+")
        command = [sys.executable, "-m", "lakip.command", "serve", "--port", str(self.port)]
        process = subprocess.Popen(command, env=self.surroundings, stdout=said, stderr=said)
        try:
            self._wait_until_it_answers(process)
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=PATIENCE)
            said.close()

    def _wait_until_it_answers(self, process: "subprocess.Popen[bytes]") -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and process.poll() is None:
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.url}/sehat/"):
                return
            time.sleep(0.1)
        raise AssertionError((self.home / "serve.log").read_text())

    def mail(self) -> list[EmailMessage]:
        """Every e-mail that the worker wrote into the folder, in the order of sending."""
        found = []
        for path in sorted((self.home / "mail").glob("*.log")):
            for part in path.read_text().split("-" * 79 + "\n"):
                if part.strip():
                    message = email.message_from_string(part, policy=email.policy.default)
                    assert isinstance(message, EmailMessage)
                    found.append(message)
        return found
