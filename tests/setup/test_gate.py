"""The gate: it fails when anything failed or was not run, and says everything at the end."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lakip.management.commands import gate

ENVIRONMENT = {"LAKIP_NOT_AVAILABLE": "postgresql", "PATH": "/usr/bin:/bin"}
PYTEST_LINES = "FAILED tests/x.py::test_y\n1 failed, 11 passed, 2 deselected in 3.20s\n"


def check(name: str, code: str, **options: Any) -> gate.Check:
    return gate.Check(name=name, command=(sys.executable, "-c", code), **options)


def result(check: gate.Check) -> gate.Result:
    return gate.run(check, ENVIRONMENT, echo=False)


def test_every_failure_is_reported_with_its_output() -> None:
    results = [
        result(check("layout", "print('crooked'); raise SystemExit(1)")),
        result(check("types", "")),
        result(check("floors", "print('upward'); raise SystemExit(3)")),
        result(check("tests on SQLite", f"print({PYTEST_LINES!r}); raise SystemExit(1)")),
        result(check("tests on PostgreSQL", "", needs="postgresql")),
    ]
    said = gate.report(results, seconds=12)
    assert "crooked" in said
    assert "upward" in said
    assert "tests on SQLite: 1 failed, 11 passed, 2 deselected in 3.20s" in said
    assert "tests on PostgreSQL NOT RUN" in said
    assert "FAILED tests/x.py::test_y" in said
    assert said.splitlines()[-1] == "12 passed, 4 failed"
    assert [r.passed for r in results] == [False, True, False, False, None]


def test_no_check_sees_an_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAKIP_DATABASE", "postgresql://office@host/laporan")
    monkeypatch.setenv("LAKIP_SMTP", "mail.example")
    environment = gate.surroundings("/tmp/somewhere")
    assert environment["LAKIP_HOME"] == "/tmp/somewhere"
    assert not {"LAKIP_DATABASE", "LAKIP_SMTP"} & set(environment)


def test_what_the_machine_lacks_is_listed_and_fails(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        "import pytest\n"
        "@pytest.mark.browser\ndef test_page(): raise AssertionError\n"
        "@pytest.mark.needs('chromium')\ndef test_print(): raise AssertionError\n"
        "def test_sum(): pass\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c"]
    command += [str(gate.ROOT / "pyproject.toml"), str(tmp_path)]
    done = subprocess.run(
        command,
        cwd=gate.ROOT,
        env={**ENVIRONMENT, "LAKIP_NOT_AVAILABLE": "chromium"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "test_it.py::test_page (no chromium)" in done.stdout
    assert "test_it.py::test_print (no chromium)" in done.stdout
    assert "1 passed, 2 skipped" in done.stdout


def test_what_hangs_is_ended_with_all_it_started() -> None:
    waits = "import subprocess, time; subprocess.Popen(['sleep', '600']); time.sleep(600)"
    stuck = result(check("layout", waits, limit=0.5))
    assert stuck.passed is False
    assert stuck.output == "ended because it took more than 0 seconds\n"
    assert stuck.seconds < 20


def test_a_test_that_hangs_is_named_and_the_others_still_run(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        "import time\ndef test_waits(): time.sleep(600)\ndef test_sum(): pass\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-n", "1", "--dist", "worksteal"]
    command += ["-p", "no:cacheprovider", "-o", "faulthandler_timeout=1", "-c"]
    command += [str(gate.ROOT / "pyproject.toml"), str(tmp_path)]
    done = subprocess.run(
        command, cwd=gate.ROOT, env=ENVIRONMENT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert "crashed while running 'test_it.py::test_waits'" in done.stdout
    assert "in test_waits" in done.stderr, "the stack says where it waits"
    assert "1 failed, 1 passed" in done.stdout
