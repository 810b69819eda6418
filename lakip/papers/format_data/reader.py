"""Reads a returned data format in a confined child: first the gate, then the cells.

`read_returned` is what pages call. The child is `python -m lakip.papers.format_data.reader`; it
has little memory, little time and no network, for the file may come from anybody with the link.
"""

import json
import logging
import subprocess
import sys
import threading
import zipfile
from pathlib import Path
from typing import Any

from lakip.documents.intake import (
    BUSY,
    DAMAGED,
    Accepted,
    Limits,
    clean_name,
    confine,
    extension_of,
)
from lakip.documents.intake_office import inspect_office
from lakip.performance.forms import (
    Form,
    Returned,
    form_as_data,
    form_from_data,
    refused,
    returned_as_data,
    returned_from_data,
)
from lakip.performance.sheets_reading import read

logger = logging.getLogger(__name__)

# A filled form has some thirty parts and a few hundred kilobytes; all this is far beyond it.
LIMITS = Limits(
    file_bytes=5 * 1024**2,
    entries=200,
    unpacked_bytes=60 * 1024**2,
    entry_bytes=60 * 1024**2,
    ratio=120,
    cells=1_000_000,
    memory=512 * 1024**2,
    cpu_seconds=10,
    wall_seconds=15,
)

NOT_XLSX = (
    "Format data dikembalikan sebagai buku kerja Excel (.xlsx), sedangkan berkas ini {extension}. "
    "Buka di Excel atau LibreOffice, simpan sebagai .xlsx, lalu unggah lagi."
)
NO_EXTENSION = "tanpa ekstensi"
IS_ODS = (
    "Isi berkas ini format LibreOffice (.ods), bukan .xlsx. Buka di LibreOffice, pilih Simpan "
    "Sebagai, jenis Excel 2007-365 (.xlsx), lalu unggah lagi."
)
HAS_LINKS = (
    "Buku kerja ini mengambil angka dari buku kerja lain. Di Excel pilih Data, Edit Links, Break "
    "Link, simpan, lalu unggah lagi."
)
HAS_OBJECTS = (
    "Buku kerja ini memuat objek tertanam atau sambungan data ke luar ({part}). Hapus objek atau "
    "sambungan itu, simpan, lalu unggah lagi."
)
TOO_HARD = (
    "Berkas ini terlalu besar atau terlalu rumit untuk dibaca. Hapus lembar, baris, dan gambar "
    "yang bukan bagian format, atau unduh formatnya lagi dan salin isian Anda ke dalamnya."
)
_ODS_MARK = b"mimetypeapplication/vnd.oasis.opendocument"
# The words and styles of a form take less than a hundredth of this; openpyxl reads them whole.
_LARGEST_BESIDE_SHEETS = 6 * 1024**2
_SHEETS = "xl/worksheets/"
_LINKS = "xl/externallinks/"
_OBJECTS = ("xl/embeddings/", "xl/connections", "xl/querytables/", "customxml/item")

# At most two at a time for each server process: a reading may take a whole core.
_places = threading.BoundedSemaphore(2)


def read_returned(path: Path, *, name: str, form: Form, secret: bytes) -> Returned:
    """What the uploaded file answers to the form. `name` is the file's name as uploaded.

    Whatever goes wrong in the child is a refusal in a sentence; this never raises for a file.
    Takes about half a second, most of it for starting, and never more than `LIMITS.wall_seconds`
    twice over.
    """
    extension = extension_of(clean_name(name))
    if extension != ".xlsx":
        return refused(NOT_XLSX.format(extension=extension or NO_EXTENSION))
    if not _places.acquire(timeout=LIMITS.wall_seconds):
        return refused(BUSY)
    try:
        done = subprocess.run(
            [sys.executable, "-E", "-s", "-m", __spec__.name, str(path.absolute())],
            cwd=Path(__file__).parents[3],
            env={"LC_ALL": "C.UTF-8"},
            input=json.dumps({"secret": secret.hex(), "form": form_as_data(form)}).encode(),
            capture_output=True,
            timeout=LIMITS.wall_seconds,
            check=True,
        )
        return returned_from_data(json.loads(done.stdout))
    except (subprocess.SubprocessError, OSError, ValueError, TypeError, KeyError) as error:
        logger.warning("Reading a returned format failed: %s", error)
        return refused(TOO_HARD)
    finally:
        _places.release()


def read_here(path: Path, *, form: Form, secret: bytes) -> Returned:
    """The gate and the reading, in this process and without the child's limits of time."""
    verdict = inspect_office(path, name="format.xlsx", limits=LIMITS)
    if not isinstance(verdict, Accepted):
        return refused(*_plainer(path, verdict.reasons))
    if foreign := _foreign_part(path):
        return refused(foreign)
    return read(path, secret=secret, expected=form)


def _plainer(path: Path, reasons: tuple[str, ...]) -> tuple[str, ...]:
    """A file of LibreOffice's own kind is not damaged, as the gate says, but of another kind."""
    if reasons == (DAMAGED,):
        with path.open("rb") as file:
            if _ODS_MARK in file.read(128):
                return (IS_ODS,)
    return reasons


def _foreign_part(path: Path) -> str:
    """A sentence on what an upload may hold in general, but a returned format may not."""
    with zipfile.ZipFile(path) as archive:
        sizes = {info.filename.lower(): info.file_size for info in archive.infolist()}
    names = list(sizes)
    beside = (size for name, size in sizes.items() if not name.startswith(_SHEETS))
    if max(beside, default=0) > _LARGEST_BESIDE_SHEETS:
        return TOO_HARD
    if any(name.startswith(_LINKS) for name in names):
        return HAS_LINKS
    found = next((name for name in names if name.startswith(_OBJECTS)), "")
    return HAS_OBJECTS.format(part=clean_name(found)) if found else ""


def _answer() -> None:
    """The child's whole life: confine yourself, read the file, print what was found as JSON."""
    confine(LIMITS)
    asked: dict[str, Any] = json.load(sys.stdin)
    form, secret = form_from_data(asked["form"]), bytes.fromhex(asked["secret"])
    returned = read_here(Path(sys.argv[1]), form=form, secret=secret)
    sys.stdout.write(json.dumps(returned_as_data(returned)))


if __name__ == "__main__":
    _answer()
