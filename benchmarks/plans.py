"""Reading a plan of a hundred thousand rows, beside openpyxl's read-only mode on the same file.

Run with `python -m benchmarks.plans`. Ends with 1 when one of two demands is not met:

- Every cell of the workbook is read at least five times as fast as openpyxl reads it in read-only
  mode, values only. Ours includes the look at the XML for what calamine does not tell: errors,
  formulas without a value, percent. Both are measured in the processor's time, in turns.
- The confined child that reads it (the gate first, then the cells, then their judging) stays below
  512 MB at its peak; its address space is limited to that.

What the whole child takes, with its start, the gate, the judging of every cell and the records as
JSON, is shown beside it as a ratio too: openpyxl does none of that.
"""

import contextlib
import json
import re
import resource
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import xlsxwriter
from openpyxl import load_workbook

from lakip.papers.plans import reader, workbooks
from lakip.performance.plan_records import Known, ReadPlan

ROWS = 100_000
DEMANDED_RATIO = 5
DEMANDED_MB = 512
ROUNDS = 3
YEARS = range(2025, 2030)
HEADINGS = (
    "Kode", "Kode sasaran", "Indikator", "Satuan", "IKU",
    *(f"Target {year} (Renstra)" for year in YEARS),
    *(f"Target {year} (PK)" for year in YEARS[:2]),
    *(f"Realisasi {year}" for year in range(2022, 2026)),
)  # fmt: skip


def measure() -> dict[str, Any]:
    """All in turns on one file, so that a slow breath of the machine slows all."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rencana.xlsx"
        _write(path)
        found, peak = _watched(path)
        assert not found.faults
        assert len(found.records) == ROWS + 1
        rounds = [_round(path) for _ in range(ROUNDS)]
        size = path.stat().st_size
    ratio = median(theirs / ours for ours, theirs, _, _ in rounds)
    return {
        "benchmark": "plans",
        "rows": ROWS,
        "cells": ROWS * len(HEADINGS),
        "megabytes": round(size / 1e6, 1),
        "read_s": round(median(ours for ours, _, _, _ in rounds), 2),
        "openpyxl_s": round(median(theirs for _, theirs, _, _ in rounds), 2),
        "ratio": round(ratio, 1),
        "demanded_ratio": DEMANDED_RATIO,
        "whole_child_s": round(median(whole for _, _, whole, _ in rounds), 2),
        "whole_child_wall_s": round(median(wall for _, _, _, wall in rounds), 2),
        "whole_ratio": round(median(theirs / whole for _, theirs, whole, _ in rounds), 1),
        "peak_mb": round(peak),
        "demanded_mb": DEMANDED_MB,
        "ok": ratio >= DEMANDED_RATIO and peak < DEMANDED_MB,
    }


def _write(path: Path) -> None:
    """A plan as an office writes it: words, then a figure in each year."""
    book = xlsxwriter.Workbook(str(path), {"in_memory": True})
    plan = book.add_worksheet("Rencana")
    plan.write_row(0, 0, ("Nama rencana", "Tahun pertama", "Tahun terakhir"))
    plan.write_row(1, 0, ("Rencana Strategis", YEARS[0], YEARS[-1]))
    sheet = book.add_worksheet("Indikator")
    sheet.write_row(0, 0, HEADINGS)
    for row in range(1, ROWS + 1):
        words = (f"I{row}", f"S{row % 500}", f"Persentase pelayanan nomor {row}", "%", "ya")
        for at, word in enumerate(words):
            sheet.write_string(row, at, word)
        for at in range(len(words), len(HEADINGS)):
            sheet.write_number(row, at, round(50 + row % 37 + at / 7, 2))
    book.close()


def _watched(path: Path) -> tuple[ReadPlan, float]:
    """What the child read, and the most megabytes that it had at once, as the kernel counts them.

    The usage that the system reports of ended children begins with the size of this process.
    """
    most = [0.0]
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.005):
            most[0] = max(most[0], *map(_peak, _children()), 0.0)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        found = reader.read_plan(path, name=path.name, known=Known())
        return found, most[0]
    finally:
        ended.set()
        watcher.join()


def _children() -> list[str]:
    lists = Path("/proc/self/task").glob("*/children")
    return [child for each in lists for child in each.read_text().split()]


def _peak(child: str) -> float:
    """The child's peak until now in megabytes; nothing once it has ended, or before its program."""
    with contextlib.suppress(OSError):
        if b"papers.plans.reader" in Path(f"/proc/{child}/cmdline").read_bytes():
            status = Path(f"/proc/{child}/status").read_text()
            found = re.search(r"VmHWM:\s+(\d+) kB", status)
            return int(found[1]) / 1024 if found else 0.0
    return 0.0


def _round(path: Path) -> tuple[float, float, float, float]:
    """Seconds of our reading, of openpyxl's, of the whole child, and of that on the wall."""
    ours = _seconds(lambda: _read(path))
    theirs = _seconds(lambda: _load(path))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = perf_counter()
    reader.read_plan(path, name=path.name, known=Known())
    wall = perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return ours, theirs, child, wall


def _read(path: Path) -> int:
    return sum(len(row) for sheet in workbooks.workbook_sheets(path) for row in sheet.rows)


def _load(path: Path) -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(path, read_only=True, data_only=True)
        return sum(len(row) for sheet in book for row in sheet.iter_rows(values_only=True))


def _seconds(work: Callable[[], object]) -> float:
    started = process_time()
    work()
    return process_time() - started


if __name__ == "__main__":
    result = measure()
    print(json.dumps(result))
    sys.exit(0 if result["ok"] else 1)
