"""`run.py`: an environment that is made once, whole or again; children that end together."""

import ast
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

import run

FAKE_LAKIP = """#!{python}
import http.server, os, sys, time
verb, options = sys.argv[1], sys.argv[2:]
if verb == "demo":
    print("Budi, Kepala Dinas" if options else "", end="")
elif verb == "serve":
    port = int(options[options.index("--port") + 1])
    http.server.HTTPServer(("127.0.0.1", port), http.server.BaseHTTPRequestHandler).serve_forever()
elif verb == "worker":
    open("worker.pid", "w").write(str(os.getpid()))
    time.sleep(float(os.environ["WORKER_LIVES"]))
"""


# What an older Python must be able to start ------------------------------------------------


def test_an_old_python_can_read_it_and_it_needs_nothing_installed() -> None:
    tree = ast.parse(Path(run.__file__).read_text(), feature_version=(3, 8))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module] if isinstance(node, ast.ImportFrom) else [n.name for n in node.names]
        )
    }
    assert imported <= set(sys.stdlib_module_names)


def test_the_newest_python_with_wheels_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    versions = {"/a": (3, 11), "/b": (3, 12), "/c": (3, 15), "/d": (3, 13), "/e": None}
    monkeypatch.setattr(run, "candidates", lambda: iter(versions))
    monkeypatch.setattr(run, "version_of", versions.get)
    monkeypatch.setattr(os, "access", lambda *_: True)
    assert run.find_python() == "/d"
    del versions["/b"], versions["/d"]
    assert run.find_python() == "/c"
    del versions["/c"]
    with pytest.raises(run.Stop, match=r"Python 3\.12 atau lebih baru"):
        run.find_python()


def test_only_an_interpreter_that_can_make_environments_counts(tmp_path: Path) -> None:
    assert run.version_of(os.path.realpath(sys.executable)) == sys.version_info[:2]
    assert run.version_of(str(tmp_path / "absent")) is None
    assert run.version_of("/bin/false") is None


# The environment ---------------------------------------------------------------------------


class Workshop:
    """A checkout in a folder, with a record of what would have been installed."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.done, self.interrupted = root, [], False
        (root / "requirements").mkdir()
        for lock in (run.RUNTIME, run.DEV):
            (root / "requirements" / lock).write_text(lock)
        monkeypatch.setattr(run, "ROOT", str(root))
        for name in ("VENV", "PYTHON", "LAKIP", "MARK"):
            monkeypatch.setattr(run, name, getattr(run, name).replace(run_root, str(root)))
        monkeypatch.setattr(run, "find_python", lambda: sys.executable)
        monkeypatch.setattr(run, "run_quietly", self.make)
        monkeypatch.setattr(run, "pip_install", self.install)

    def make(self, command: list[str], doing: str) -> None:
        self.done.append(doing)
        site = self.root / ".venv/lib/python3.12/site-packages"
        site.mkdir(parents=True)
        (self.root / ".venv/bin").mkdir()
        (self.root / ".venv/bin/python").symlink_to(sys.executable)

    def install(self, name: str) -> None:
        if self.interrupted:
            raise KeyboardInterrupt
        self.done.append(name)

    def prepare(self, *locks: str) -> list[str]:
        self.done = []
        run.prepare(*locks)
        return self.done


run_root = run.ROOT
WHOLE = ["membuat .venv", run.RUNTIME]


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    return Workshop(tmp_path, monkeypatch)


def test_the_environment_is_made_once(workshop: Workshop) -> None:
    assert workshop.prepare(run.RUNTIME) == WHOLE
    assert os.access(run.LAKIP, os.X_OK)
    assert workshop.prepare(run.RUNTIME) == []
    assert workshop.prepare(run.RUNTIME, run.DEV) == [run.DEV]
    assert workshop.prepare(run.RUNTIME, run.DEV) == []
    assert workshop.prepare(run.RUNTIME) == []


def test_a_new_lock_makes_it_anew(workshop: Workshop) -> None:
    workshop.prepare(run.RUNTIME, run.DEV)
    (workshop.root / "requirements" / run.RUNTIME).write_text("another")
    assert workshop.prepare(run.RUNTIME) == WHOLE
    assert workshop.prepare(run.RUNTIME, run.DEV) == [run.DEV]


@pytest.mark.parametrize("locks", [(run.RUNTIME,), (run.RUNTIME, run.DEV)])
def test_an_interrupted_one_is_made_again(workshop: Workshop, locks: tuple[str, ...]) -> None:
    workshop.prepare(*locks[:-1])
    workshop.interrupted = True
    with pytest.raises(KeyboardInterrupt):
        workshop.prepare(*locks)
    workshop.interrupted = False
    assert workshop.prepare(run.RUNTIME) == WHOLE


def test_a_moved_checkout_or_a_vanished_python_makes_it_anew(workshop: Workshop) -> None:
    workshop.prepare(run.RUNTIME)
    mark = json.loads(Path(run.MARK).read_text())
    Path(run.MARK).write_text(json.dumps({**mark, "root": "/elsewhere"}))
    assert workshop.prepare(run.RUNTIME) == WHOLE
    Path(run.PYTHON).unlink()
    assert workshop.prepare(run.RUNTIME) == WHOLE


# Running -----------------------------------------------------------------------------------


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_a_taken_port_is_passed_over_or_named(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(run.Stop, match=f"Port {taken} sedang dipakai"):
        run.choose_port("127.0.0.1", taken)
    monkeypatch.setattr(run, "FIRST_PORT", taken)
    assert taken < run.choose_port("127.0.0.1", None) < taken + run.PORTS_TRIED


def a_free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


@contextlib.contextmanager
def started(checkout: Path, *, worker_lives: float) -> Iterator[subprocess.Popen[str]]:
    """`run.py` in a checkout whose environment is ready and whose `lakip` is a stand-in."""
    (checkout / "requirements").mkdir()
    (checkout / "requirements" / run.RUNTIME).write_text("")
    (checkout / "run.py").write_text(Path(run.__file__).read_text())
    (checkout / ".venv/bin").mkdir(parents=True)
    (checkout / ".venv/bin/python").symlink_to(sys.executable)
    (checkout / ".venv/bin/lakip").write_text(FAKE_LAKIP.format(python=sys.executable))
    (checkout / ".venv/bin/lakip").chmod(0o755)
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    mark = {"root": str(checkout), run.RUNTIME: empty}
    (checkout / ".venv/.lakip-lock").write_text(json.dumps(mark))
    with subprocess.Popen(
        [sys.executable, "run.py", "--port", str(a_free_port())],
        cwd=checkout,
        env={**os.environ, "WORKER_LIVES": str(worker_lives)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def heading(process: subprocess.Popen[str]) -> str:
    """What is printed until everything runs."""
    lines = []
    for line in process.stdout or ():
        lines.append(line)
        if "Ctrl-C" in line:
            break
    return "".join(lines)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_both_children(tmp_path: Path, number: signal.Signals) -> None:
    with started(tmp_path, worker_lives=60) as process:
        said = heading(process)
        assert "Budi, Kepala Dinas" in said
        address = next(word for word in said.split() if word.startswith("http://"))
        with pytest.raises(urllib.request.HTTPError):
            urllib.request.urlopen(address)
        worker = int((tmp_path / "worker.pid").read_text())
        process.send_signal(number)
        assert process.wait(20) == 0
    assert not is_running(worker)
    with pytest.raises(urllib.request.URLError, match="refused"):
        urllib.request.urlopen(address)


def test_when_one_child_dies_the_other_is_ended(tmp_path: Path) -> None:
    with started(tmp_path, worker_lives=1.5) as process:
        said = heading(process) + (process.stdout.read() if process.stdout else "")
        assert process.wait(20) == 1
    assert "Proses worker berhenti sendiri" in said
    address = next(word for word in said.split() if word.startswith("http://"))
    with pytest.raises(urllib.request.URLError, match="refused"):
        urllib.request.urlopen(address)


# Tests -------------------------------------------------------------------------------------


def test_what_cannot_be_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    monkeypatch.setattr(run, "has_chromium", lambda: False)
    monkeypatch.setattr(run, "has_postgresql", lambda: "postgresql" in tried)
    monkeypatch.setattr(run, "has_poppler", lambda: True)
    monkeypatch.setattr(run, "has_zbar", lambda: True)
    monkeypatch.setattr(run, "apt_install", tried.append)
    monkeypatch.setenv("LAKIP_NOT_AVAILABLE", "libreoffice")
    assert run.not_available() == {"chromium", "libreoffice"}
    assert tried == ["chromium", "postgresql"]
