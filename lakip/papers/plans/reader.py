"""Reads a plan's workbook or CSV in a confined child: first the gate, then every cell.

`read_plan` is what pages call. The child is `python -m lakip.papers.plans.reader`; it has less than
512 MB, little time and no network, for a plan may come from anywhere. The judging of the cells is
done there too, so that a file of a hundred thousand rows keeps no page of the server waiting.
"""

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lakip.documents.intake import (
    BUSY,
    Accepted,
    Limits,
    clean_name,
    confine,
    extension_of,
)
from lakip.documents.intake_office import inspect_office
from lakip.papers.plans.csv_files import NotCsv, csv_sheet
from lakip.papers.plans.workbooks import DAMAGED, workbook_sheets
from lakip.performance import plan_rows
from lakip.performance.plan_cells import Measure
from lakip.performance.plan_records import Known, ReadPlan, as_data, from_data, refused
from lakip.performance.values import Kind

logger = logging.getLogger(__name__)

# As for every upload, but with half the memory.
LIMITS = Limits(memory=512 * 1024**2, cpu_seconds=40, wall_seconds=60)
KINDS_READ = (".xlsx", ".csv", ".txt", ".tsv")
NOT_READ = (
    "Rencana dimasukkan dari buku kerja Excel (.xlsx) atau CSV, sedangkan berkas ini {extension}. "
    "Buka di Excel atau LibreOffice, simpan sebagai .xlsx, lalu pilih lagi."
)
NO_EXTENSION = "tanpa ekstensi"
EMPTY = "Berkas ini kosong. Periksa berkas di komputer Anda, lalu pilih lagi."
TOO_BIG = "Berkas ini lebih besar dari {most} MB. Bagi menjadi beberapa berkas, lalu pilih lagi."
TOO_HARD = (
    "Berkas ini terlalu besar atau terlalu rumit untuk dibaca. Hapus lembar, baris, kolom, dan "
    "gambar yang bukan bagian rencana, atau salin isinya ke templat, lalu pilih lagi."
)

# At most two at a time for each server process: a reading may take a whole core.
_places = threading.BoundedSemaphore(2)


def read_plan(path: Path, *, name: str, known: Known) -> ReadPlan:
    """What the uploaded file says of a plan. `name` is the file's name as uploaded.

    Whatever goes wrong in the child is a refusal in a sentence; this never raises for a file.
    """
    extension = extension_of(clean_name(name))
    if extension not in KINDS_READ:
        return refused(NOT_READ.format(extension=extension or NO_EXTENSION))
    if not _places.acquire(timeout=LIMITS.wall_seconds):
        return refused(BUSY)
    try:
        done = subprocess.run(
            [sys.executable, "-E", "-s", "-m", __spec__.name, str(path.absolute()), extension],
            cwd=Path(__file__).parents[3],
            env={"LC_ALL": "C.UTF-8"},
            input=json.dumps(known_as_data(known)).encode(),
            capture_output=True,
            timeout=LIMITS.wall_seconds,
            check=True,
        )
        return from_data(json.loads(line) for line in done.stdout.splitlines())
    except (subprocess.SubprocessError, OSError, ValueError, TypeError, KeyError) as error:
        logger.warning("Reading a plan failed: %s", error)
        return refused(TOO_HARD)
    except StopIteration:
        return refused(TOO_HARD)
    finally:
        _places.release()


def read_here(path: Path, *, extension: str, known: Known) -> ReadPlan:
    """The gate and the reading, in this process and without the child's limits."""
    size = path.stat().st_size
    if size == 0:
        return refused(EMPTY)
    if size > LIMITS.file_bytes:
        return refused(TOO_BIG.format(most=LIMITS.file_bytes // 1024**2))
    if extension != ".xlsx":
        try:
            return plan_rows.read([csv_sheet(path.read_bytes())], known)
        except NotCsv as no:
            return refused(str(no))
    verdict = inspect_office(path, name=f"rencana{extension}", limits=LIMITS)
    if not isinstance(verdict, Accepted):
        return refused(*verdict.reasons)
    try:
        return plan_rows.read(workbook_sheets(path), known)
    except MemoryError:
        raise
    except Exception as error:
        # A workbook that is broken, or made to break, ends calamine in many ways.
        logger.debug("calamine gave up: %s", error)
        return refused(DAMAGED)


def known_as_data(known: Known) -> dict[str, Any]:
    """What is known of the plan, as JSON can carry it."""
    measures = {
        code: [measure.kind, list(measure.grades), measure.unit]
        for code, measure in known.measures.items()
    }
    return {"years": known.years, "measures": measures}


def known_from_data(data: Mapping[str, Any]) -> Known:
    """What `known_as_data` took apart."""
    years = data["years"]
    measures = {
        code: Measure(kind=Kind(kind), grades=tuple(grades), unit=unit)
        for code, (kind, grades, unit) in data["measures"].items()
    }
    return Known(years=(years[0], years[1]) if years else None, measures=measures)


def _answer() -> None:
    """The child's whole life: confine yourself, read the file, print what was found as JSON."""
    confine(LIMITS)
    path, extension = sys.argv[1:]
    known = known_from_data(json.load(sys.stdin))
    encode = json.JSONEncoder(separators=(",", ":")).encode
    for piece in as_data(read_here(Path(path), extension=extension, known=known)):
        sys.stdout.write(encode(piece))
        sys.stdout.write("\n")


if __name__ == "__main__":
    _answer()
