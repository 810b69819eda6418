"""Two marks on a report of sixty pages, against the time that Typst takes to set it.

Run with `python -m benchmarks.marks`. Ends with 1 when the paraf and the signature together take
more than a third of that time. Setting is cold, in a process of its own each round, for a report
is set once and then signed; only the setting itself is timed, not the start of the process.

Opening a key with its passphrase is slow on purpose, as slow for a letter as for a report, and can
be made slower by one constant. So the demand is on marks with opened keys; what opening adds is
shown beside it.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from statistics import median
from time import perf_counter
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader

from lakip.documents.examining import examine_here
from lakip.documents.passphrases import open_key, secret_of
from lakip.documents.signing import LocalSigner
from tests.documents import signing_cast as cast

DEMANDED_RATIO = 1 / 3
ROUNDS = 5
PAGES = 60


def measure() -> dict[str, Any]:
    """Set and mark in turns, so that a slow breath of the machine slows both."""
    report = cast.report()
    pages = int(PdfFileReader(BytesIO(report)).root["/Pages"]["/Count"])
    signers = cast.signer("sekretaris"), cast.signer("kepala")
    opening = _seconds(_open_both)
    signed = _marked(report, signers)
    rounds = [
        (_seconds_setting(), _seconds(lambda: _marked(report, signers))) for _ in range(ROUNDS)
    ]
    sound = examine_here(signed, authorities=cast.known()).is_sound
    ratio = median(marking / setting for setting, marking in rounds)
    return {
        "benchmark": "marks",
        "setting_ms": round(median(setting for setting, _ in rounds) * 1e3, 1),
        "two_marks_ms": round(median(marking for _, marking in rounds) * 1e3, 1),
        "opening_two_keys_ms": round(opening * 1e3, 1),
        "examining_ms": round(
            _seconds(lambda: examine_here(signed, authorities=cast.known())) * 1e3, 1
        ),
        "ratio": round(ratio, 3),
        "ratio_with_opening": round(
            median((marking + opening) / setting for setting, marking in rounds), 3
        ),
        "demanded_ratio": round(DEMANDED_RATIO, 3),
        "pages": pages,
        "kilobytes": len(report) // 1000,
        "kilobytes_added": (len(signed) - len(report)) // 1000,
        "sound": sound,
        "ok": ratio <= DEMANDED_RATIO and sound and pages >= PAGES,
    }


def _marked(report: bytes, signers: tuple[LocalSigner, LocalSigner]) -> bytes:
    """The report with a paraf and a signature."""
    first, second = signers
    marked = first.sign(report, field="paraf-1", reason="Paraf", at=cast.AT)
    return second.sign(marked, field="pengesahan-2", reason="Pengesahan", at=cast.LATER)


def _open_both() -> None:
    for who in cast.PEOPLE:  # Making the certificates is not counted: they are made by now.
        open_key(cast.identity(who).locked_key, secret_of(cast.PASSPHRASE))


def _seconds_setting() -> float:
    """The seconds that setting the report takes in a new process, without its start."""
    command = [sys.executable, "-m", "benchmarks.marks", "--set"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return float(done.stdout)


def _seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


if __name__ == "__main__":
    if sys.argv[1:] == ["--set"]:
        print(_seconds(lambda: cast.compile_source(cast.report_source())))
        sys.exit(0)
    result = measure()
    print(json.dumps(result))
    sys.exit(0 if result["ok"] else 1)
