"""Writing and reading a data format, beside what openpyxl alone takes to open the same file.

Run with `python -m benchmarks.sheets`. Ends with 1 when one of two demands is not met:

- A filled form of 40 indicators and 40 lines of money is read in less than 50 ms of the
  processor's time, gate and seal and the judging of all answers included, as the child reads it.
- That is at most one and a half times what openpyxl takes only to load the file.

The whole time of a page that takes a form in, with the start of the confined child, is shown; that
is time on the wall.
"""

import json
import sys
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from openpyxl import load_workbook

from lakip.papers.format_data import reader
from lakip.performance import sheets
from lakip.performance.forms import Form
from tests.performance.sample_forms import PROGRAMME, SECRET, large

INDICATORS, BUDGET = 40, 40
DEMANDED_MS = 50
DEMANDED_RATIO = 1.5
ROUNDS, WHOLE_ROUNDS = 21, 5
WORDS = "Penyaluran bantuan dipercepat dan data penerima diperbarui setiap bulan. " * 4


def measure() -> dict[str, Any]:
    """All in turns on one file, so that a slow breath of the machine slows all."""
    form = _filled()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "format.xlsx"
        path.write_bytes(sheets.write(form, secret=SECRET))
        returned = reader.read_here(path, form=form, secret=SECRET)
        assert not returned.faults
        rounds = [_round(path, form) for _ in range(ROUNDS)]
        whole = [
            _seconds(
                lambda: reader.read_returned(path, name=path.name, form=form, secret=SECRET),
                clock=perf_counter,
            )
            for _ in range(WHOLE_ROUNDS)
        ]
        size = path.stat().st_size
    read = median(ours for ours, _, _ in rounds)
    ratio = median(ours / theirs for ours, theirs, _ in rounds)
    return {
        "benchmark": "sheets",
        "answers": len(returned.answers),
        "kilobytes": round(size / 1e3),
        "read_ms": round(read * 1e3, 1),
        "demanded_ms": DEMANDED_MS,
        "openpyxl_ms": round(median(theirs for _, theirs, _ in rounds) * 1e3, 1),
        "ratio": round(ratio, 3),
        "demanded_ratio": DEMANDED_RATIO,
        "write_ms": round(median(written for _, _, written in rounds) * 1e3, 1),
        "whole_ms": round(median(whole) * 1e3),
        "ok": read * 1e3 < DEMANDED_MS and ratio <= DEMANDED_RATIO,
    }


def _filled() -> Form:
    """A form of a large bidang with every cell answered."""
    form = large(INDICATORS)
    rows = tuple(
        replace(row, answers={each.slug: _answer(each.slug) for each in row.fields})
        for row in form.rows
    )
    money = tuple(
        replace(
            PROGRAMME,
            key=str(5000 + at),
            code=f"1.06.{at:02}",
            answers={"realisasi-anggaran": "900.000.000", "keterangan": "Hemat."},
        )
        for at in range(BUDGET)
    )
    return replace(form, rows=rows, budget=money)


def _answer(slug: str) -> str:
    figures = {"realisasi": "83,25", "pembilang": "20.812", "penyebut": "25.000"}
    return figures.get(slug, WORDS)


def _round(path: Path, form: Form) -> tuple[float, float, float]:
    """Seconds of our reading, of openpyxl's loading, and of our writing."""
    ours = _seconds(lambda: reader.read_here(path, form=form, secret=SECRET))
    theirs = _seconds(lambda: _load(path))
    written = _seconds(lambda: sheets.write(form, secret=SECRET))
    return ours, theirs, written


def _load(path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        load_workbook(path, data_only=True)


def _seconds(work: Callable[[], object], *, clock: Callable[[], float] = process_time) -> float:
    started = clock()
    work()
    return clock() - started


if __name__ == "__main__":
    result = measure()
    print(json.dumps(result))
    sys.exit(0 if result["ok"] else 1)
