"""`lakip gate`: every check of the project by one command, each failure reported at the end.

For developers, in a checkout. `python3 run.py test` prepares what this needs and calls it.
"""

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

ROOT = Path(__file__).resolve().parents[3]
PYTHON = sys.executable
TEMPLATES = "lakip/templates"
# A test that hangs is ended by pytest and named; this is for what hangs outside of a test.
LONGEST, LONGEST_SOAK = 20 * 60, 4 * 60 * 60


def tool(name: str, *arguments: str) -> tuple[str, ...]:
    """A program of this environment, whatever PATH says."""
    return (str(Path(PYTHON).parent / name), *arguments)


def verb(*arguments: str) -> tuple[str, ...]:
    """A verb of `lakip` itself."""
    return (PYTHON, "-m", "lakip.command", *arguments)


@dataclass(frozen=True, kw_only=True)
class Check:
    """One line of the gate: what is checked, and the command whose exit code judges it."""

    name: str
    command: tuple[str, ...]
    needs: str = ""
    limit: float = LONGEST  # Seconds.


@dataclass(frozen=True, kw_only=True)
class Result:
    """What came of a check; `passed` is None when it was not run."""

    check: Check
    passed: bool | None
    seconds: float
    output: str

    @property
    def word(self) -> str:
        """How the result is printed."""
        return {True: "passed", False: "FAILED", None: "NOT RUN"}[self.passed]


# Quick ones, two at a time. To add a check, add a line.
STATIC = (
    Check(name="types (mypy)", command=tool("mypy")),
    Check(name="style (ruff check)", command=tool("ruff", "check", "--quiet")),
    Check(name="layout (ruff format)", command=tool("ruff", "format", "--check", "--quiet")),
    Check(name="floors (import-linter)", command=tool("lint-imports", "--no-cache")),
    # Its layout check is left out: it would put spaces inside links and badges.
    Check(name="templates (djlint)", command=tool("djlint", "--lint", TEMPLATES)),
    Check(name="Django's own check", command=verb("check", "--fail-level", "WARNING")),
    Check(
        name="migrations current",
        command=verb("makemigrations", "--check", "--dry-run"),
    ),
    Check(name="docs current", command=verb("sop", "docs", "--check")),
)


def trials(*, soak: bool, rest: list[str]) -> tuple[Check, ...]:
    """The test suite on both databases, one after the other because each takes both cores."""
    options = [*(["--soak"] if soak else []), *rest]
    two_cores = ("-n", "2", "--dist", "worksteal")
    pytest = (PYTHON, "-m", "pytest", "-q", *two_cores, "--durations=10", *options)
    limit = LONGEST_SOAK if soak else LONGEST
    return (
        Check(name="tests on SQLite", command=pytest, limit=limit),
        Check(
            name="tests on PostgreSQL",
            command=(PYTHON, "-m", "tests.postgres", *pytest),
            needs="postgresql",
            limit=limit,
        ),
    )


class Command(BaseCommand):
    """Runs all checks, whatever fails, and ends with a table."""

    help = "Menjalankan semua pemeriksaan kode dan melaporkan setiap kegagalan di akhir."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to run of it."""
        parser.add_argument("--soak", action="store_true", help="also run the long trials")
        parser.add_argument("--only", metavar="WORD", help="only checks whose name has this word")
        parser.add_argument("rest", nargs="*", metavar="-- PYTEST_ARGUMENTS")

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs the gate and fails unless every check ran and passed."""
        if not (ROOT / "tests").is_dir():
            raise CommandError("lakip gate hanya berjalan di dalam salinan kode (checkout).")
        word = options["only"] or ""
        static = [check for check in STATIC if word in check.name]
        tests = [
            check
            for check in trials(soak=options["soak"], rest=options["rest"])
            if word in check.name
        ]
        started = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="lakip-gate-") as home:
            environment = surroundings(home)
            with ThreadPoolExecutor(2) as two:
                results = list(two.map(lambda check: run(check, environment, echo=False), static))
            results += [run(check, environment, echo=True) for check in tests]
        print(report(results, seconds=time.monotonic() - started), flush=True)
        if not all(result.passed for result in results):
            sys.exit(1)


def surroundings(home: str) -> dict[str, str]:
    """The environment of the checks: no installation's data and no mailbox in reach."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LAKIP_")}
    absent = os.environ.get("LAKIP_NOT_AVAILABLE", "")
    return {**kept, "LAKIP_HOME": home, "LAKIP_NOT_AVAILABLE": absent, "PYTHONUNBUFFERED": "1"}


_printing = threading.Lock()


def run(check: Check, environment: dict[str, str], *, echo: bool) -> Result:
    """Runs one check, with its output shown at once (`echo`) or kept for the end."""
    if check.needs and check.needs in environment["LAKIP_NOT_AVAILABLE"].split(","):
        result = Result(check=check, passed=None, seconds=0, output=f"no {check.needs} here")
    else:
        result = _run(check, environment, echo=echo)
    with _printing:
        print(f"{result.word:8} {result.seconds:6.1f} s  {check.name}", flush=True)
    return result


def _run(check: Check, environment: dict[str, str], *, echo: bool) -> Result:
    started, lines = time.monotonic(), []
    if echo:
        print(f"\n{check.name}", flush=True)
    with _started(check, environment) as process:
        for line in process.stdout or ():
            lines.append(line)
            if echo:
                print(line, end="", flush=True)
    seconds = time.monotonic() - started
    if seconds > check.limit:
        lines.append(f"ended because it took more than {check.limit:.0f} seconds\n")
    return Result(
        check=check, passed=process.returncode == 0, seconds=seconds, output="".join(lines)
    )


@contextlib.contextmanager
def _started(check: Check, environment: dict[str, str]) -> "Iterator[subprocess.Popen[str]]":
    """The command in a process group of its own, which is ended when it is over its limit."""
    process = subprocess.Popen(
        check.command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        process_group=0,
    )
    limit = threading.Timer(check.limit, _end, [process])
    limit.start()
    try:
        with process:
            yield process
    except BaseException:
        _end(process)  # Ctrl-C reaches this process only.
        raise
    finally:
        limit.cancel()


def _end(process: "subprocess.Popen[str]") -> None:
    """Ask the whole group to end, so that a database server may stop in order; then end it."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=15)


def report(results: list[Result], *, seconds: float) -> str:
    """Failures in full, a table of all checks, pytest's closing lines, and one last line."""
    lines = []
    for result in results:
        if result.passed is False:
            lines += ["", f"── {result.check.name}: {' '.join(result.check.command)}"]
            lines += _failures(result)
    lines.append("")
    lines += [f"{r.word:8} {r.seconds:6.1f} s  {r.check.name}" for r in results]
    lines.append("")
    lines += [f"{r.check.name}: {_closing(r)}" for r in results if _closing(r)]
    not_right = [f"{r.check.name} {r.word}" for r in results if not r.passed]
    verdict = "GATE FAILED: " + "; ".join(not_right) if not_right else "GATE PASSED"
    lines.append(f"{verdict} ({seconds:.0f} s)")
    passed = sum(_count("passed", r) if _closing(r) else bool(r.passed) for r in results)
    failed = sum(max(_count("failed|errors?", r), not r.passed) for r in results)
    lines.append(f"{passed} passed, {failed} failed")
    return "\n".join(lines)


def _failures(result: Result) -> list[str]:
    """Of tests, which were printed as they ran, the names; of other checks everything."""
    if not _closing(result):
        return [result.output.rstrip()]
    return re.findall(r"^(?:FAILED|ERROR|NOT RUN) .*$", result.output, re.MULTILINE)


def _closing(result: Result) -> str:
    """Pytest's own last line, such as `812 passed in 80.12s`."""
    found = re.findall(r"^=*\s*(\d+ \w+.* in [\d.]+s.*?)\s*=*$", result.output, re.MULTILINE)
    return found[-1] if found else ""


def _count(word: str, result: Result) -> int:
    return sum(int(number) for number in re.findall(rf"(\d+) (?:{word})", _closing(result)))
