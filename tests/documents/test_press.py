"""The process that sets papers: it is renewed, ended in time, never shared, and never left over."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lakip.documents import press, typesetting
from lakip.documents.typesetting import CannotTypeset, typeset
from tests.documents import sample_sheets as sample

ROOT = Path(__file__).resolve().parents[2]
BEGIN = (
    "import os, sys\n"
    "from lakip.documents import press\n"
    "from lakip.documents.typesetting import typeset\n"
    "from tests.documents import sample_sheets as sample\n"
    "made = typeset(sample.disposition())\n"
    "mine = press.typesetter.pid\n"
)
FORKED = """
if os.fork() == 0:
    assert press.typesetter.pid is None
    assert typeset(sample.disposition()) == made
    print(press.typesetter.pid != mine, flush=True)
    press.typesetter.end()
    os._exit(0)
os.wait()
assert typeset(sample.disposition()) == made
print(press.typesetter.pid == mine)
"""
GONE_AT_ONCE = "print(mine, flush=True)\nos._exit(0)\n"


@pytest.fixture
def request_bytes() -> bytes:
    return typesetting._request(sample.disposition(), logo=b"", ppi=0)


def pids_of(worker: press.Typesetter, request: bytes, *, times: int) -> list[int | None]:
    pids = []
    for _ in range(times):
        assert worker.ask(request)[0]["fault"] == ""
        pids.append(worker.pid)
    worker.end()
    return pids


def test_one_process_sets_many_papers_and_is_renewed_when_it_is_old(request_bytes: bytes):
    worker = press.Typesetter(most_jobs=3)
    first, second, third, fourth, fifth = pids_of(worker, request_bytes, times=5)
    assert first == second
    assert third is None  # After its third paper it is ended.
    assert fourth == fifth
    assert fourth not in (None, first)


def test_one_that_has_grown_large_is_renewed(request_bytes: bytes):
    assert pids_of(press.Typesetter(most_memory=1), request_bytes, times=2) == [None, None]


def test_one_that_was_killed_is_replaced_and_the_paper_still_comes(request_bytes: bytes):
    worker = press.Typesetter()
    worker.ask(request_bytes)
    killed = worker.pid
    assert killed
    os.kill(killed, signal.SIGKILL)
    assert worker.ask(request_bytes)[1][0].startswith(b"%PDF-")
    assert worker.pid != killed
    worker.end()


def test_a_paper_without_end_is_ended_and_said(monkeypatch: pytest.MonkeyPatch):
    hasty = press.Typesetter(seconds=0.01)
    monkeypatch.setattr(typesetting, "typesetter", hasty)
    with pytest.raises(CannotTypeset, match="terlalu lama disusun"):
        typeset(sample.disposition())
    assert hasty.pid is None
    monkeypatch.undo()
    assert typeset(sample.disposition())


def test_a_process_that_cannot_work_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch):
    press.typesetter.end()
    monkeypatch.setattr(press, "ROOT", Path("/"))  # It finds no typesetter there.
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(CannotTypeset, match="tidak dapat disusun"):
        typeset(sample.disposition())


def run(script: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def test_a_forked_process_has_a_typesetter_of_its_own():
    with run(BEGIN + FORKED) as asking:
        out, _ = asking.communicate(timeout=60)
    assert out.split() == ["True", "True"]
    assert asking.returncode == 0


def test_it_ends_with_who_asked_even_without_a_farewell():
    with run(BEGIN + GONE_AT_ONCE) as asking:
        out, _ = asking.communicate(timeout=60)
    status = Path(f"/proc/{out.strip()}")
    until = time.monotonic() + 10
    while status.exists() and time.monotonic() < until:
        time.sleep(0.02)
    assert not status.exists()


def test_it_starts_without_django():
    script = (
        "import sys, json, lakip.documents.typesetter\n"
        "print(json.dumps([name for name in sys.modules if name.startswith('django')]))"
    )
    with run(script) as asking:
        out, _ = asking.communicate(timeout=60)
    assert json.loads(out) == []
