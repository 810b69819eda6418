"""Intake of uploads: is a file what its name says, and harmless? A no is said in sentences.

The order is cheapest first: name and extension, size, first bytes, then the whole structure.
`inspect_in_child` is what pages call. It runs one of three inspectors in a child process with
little memory, little time and no network, because the inspectors parse files from strangers:
pictures are in this module, `intake_office` has docx and xlsx, `intake_pdf` has PDF. This module
imports no parser and no Django, so that the child starts fast and the server stays small.
"""

import json
import logging
import os
import re
import resource
import stat
import subprocess
import sys
import threading
import unicodedata
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

logger = logging.getLogger(__name__)

MAX_NAME = 120
DAMAGED = (
    "Berkas ini rusak atau tidak lengkap. Buka di komputer Anda, simpan ulang dengan nama baru, "
    "lalu unggah lagi."
)
UNSAFE = (
    "Berkas ini tidak dapat diperiksa dengan aman, jadi tidak diterima. Simpan ulang berkas dari "
    "aplikasinya (Word, Excel, atau cetak ke PDF), lalu unggah lagi."
)
BUSY = "Server sedang memeriksa banyak berkas. Tunggu satu menit, lalu unggah lagi."
POLYGLOT = (
    "Berkas ini menyimpan berkas lain di belakang isinya. Simpan ulang dari aplikasinya, lalu "
    "unggah lagi."
)


@dataclass(frozen=True)
class Limits:
    """How much one file may hold, and how much work its inspection may cost."""

    file_bytes: int = 25 * 1024 * 1024
    entries: int = 4_000
    unpacked_bytes: int = 200 * 1024 * 1024
    entry_bytes: int = 100 * 1024 * 1024
    ratio: int = 200
    cells: int = 2_000_000
    pages: int = 3_000
    pdf_objects: int = 500_000
    pixels: int = 40_000_000
    memory: int = 1024 * 1024 * 1024
    cpu_seconds: int = 20
    wall_seconds: int = 30


DEFAULT = Limits()


@dataclass(frozen=True)
class Accepted:
    """The file may be kept; a remark is what the person should know about it all the same."""

    media_type: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refused:
    """The file is not taken in; each reason says what is wrong and what to do about it."""

    reasons: tuple[str, ...]


type Verdict = Accepted | Refused


class Unfit(Exception):
    """Raised while a file is read when reading on makes no sense; the text is the reason."""


class Inspector(Protocol):
    """What each of the three inspectors is: reads a file, never alters it, gives a verdict."""

    def __call__(self, path: Path, *, name: str, limits: Limits = DEFAULT) -> Verdict: ...


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken in, known by its extension."""

    called: str
    media_type: str
    magic: bytes
    module: str


_OFFICE = "application/vnd.openxmlformats-officedocument"
_ROOM = "lakip.documents"
_JPEG = Kind("gambar JPG", "image/jpeg", b"\xff\xd8\xff", f"{_ROOM}.intake")
KINDS = {
    ".xlsx": Kind(
        "buku kerja Excel (.xlsx)",
        f"{_OFFICE}.spreadsheetml.sheet",
        b"PK\x03\x04",
        f"{_ROOM}.intake_office",
    ),
    ".docx": Kind(
        "dokumen Word (.docx)",
        f"{_OFFICE}.wordprocessingml.document",
        b"PK\x03\x04",
        f"{_ROOM}.intake_office",
    ),
    ".pdf": Kind("PDF", "application/pdf", b"%PDF-", f"{_ROOM}.intake_pdf"),
    ".png": Kind("gambar PNG", "image/png", b"\x89PNG\r\n\x1a\n", f"{_ROOM}.intake"),
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
}
_WHAT_TO_DO = {
    ".doc": "Simpan ulang sebagai .docx lalu unggah lagi.",
    ".docm": "Simpan ulang sebagai .docx tanpa makro lalu unggah lagi.",
    ".xls": "Simpan ulang sebagai .xlsx lalu unggah lagi.",
    ".xlsm": "Simpan ulang sebagai .xlsx tanpa makro lalu unggah lagi.",
    ".xlsb": "Simpan ulang sebagai .xlsx lalu unggah lagi.",
    ".csv": "Buka di Excel, simpan sebagai .xlsx, lalu unggah lagi.",
    ".txt": "Tulis isinya langsung di formulir.",
    ".heic": "Ubah foto menjadi .jpg lalu unggah lagi.",
    ".zip": "Keluarkan isinya lalu unggah berkasnya satu per satu.",
    ".rar": "Keluarkan isinya lalu unggah berkasnya satu per satu.",
}
_BY_FIRST_BYTES = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "gambar PNG"),
    (b"\xff\xd8\xff", "gambar JPG"),
    (b"PK", "berkas Office baru atau arsip zip"),
    (b"\xd0\xcf\x11\xe0", "berkas Office lama (.doc atau .xls) atau berkas berkata sandi"),
    (b"MZ", "program Windows"),
    (b"\x7fELF", "program"),
    (b"{\\rtf", "dokumen RTF"),
    (b"GIF8", "gambar GIF"),
    (b"<", "halaman web atau berkas XML"),
)


def clean_name(name: str) -> str:
    """The name to show and to keep: the last part of a path, without characters that deceive.

    Control, bidirectional and other invisible characters go (they can hide the extension), the
    rest is NFC, at most 120 characters, with the extension kept. Cleaning twice changes nothing.
    """
    visible = "".join(" " if c.isspace() else c for c in name if not _invisible(c))
    base = unicodedata.normalize("NFC", re.split(r"[/\\]", visible)[-1])
    base = " ".join(base.split()).strip(". ")
    extension = PurePosixPath(base).suffix
    if len(extension) > 10:
        extension = ""
    stem = base.removesuffix(extension)[: MAX_NAME - len(extension)].rstrip(". ")
    return stem + extension or "berkas"


def extension_of(name: str) -> str:
    """The extension that decides, of the cleaned name, in lower case and with its dot."""
    return PurePosixPath(clean_name(name)).suffix.lower()


def first_look(path: Path, *, name: str, limits: Limits = DEFAULT) -> Kind:
    """The kind of the file by extension, size and first bytes; raises Unfit when it will not do."""
    extension = extension_of(name)
    kind = KINDS.get(extension)
    if kind is None:
        advice = _WHAT_TO_DO.get(extension, "Simpan ulang sebagai salah satunya lalu unggah lagi.")
        raise Unfit(f"Hanya berkas .xlsx, .docx, .pdf, .png, dan .jpg yang diterima. {advice}")
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        raise Unfit(UNSAFE)
    if status.st_size == 0:
        raise Unfit("Berkas ini kosong. Periksa berkas di komputer Anda, lalu unggah lagi.")
    if status.st_size > limits.file_bytes:
        raise Unfit(
            f"Berkas ini lebih besar dari {limits.file_bytes // 1024**2} MB. Perkecil gambar di "
            "dalamnya atau bagi menjadi beberapa berkas, lalu unggah lagi."
        )
    with path.open("rb") as file:
        head = file.read(16)
    if not head.startswith(kind.magic):
        raise Unfit(
            f"Isi berkas ini bukan {kind.called}{_but_rather(head)}. Buka di aplikasinya, simpan "
            f"ulang sebagai {extension}, lalu unggah lagi."
        )
    return kind


def refuse_zip_behind(data: bytes) -> None:
    """Raise Unfit when the bytes of a PDF or a picture can also be opened as a zip archive."""
    if b"PK\x05\x06" in data[-(65_535 + 22) :]:
        raise Unfit(POLYGLOT)


def inspect_picture(path: Path, *, name: str, limits: Limits = DEFAULT) -> Verdict:
    """PNG and JPEG: walk the structure and read the dimensions; nothing is decoded."""
    try:
        kind = first_look(path, name=name, limits=limits)
        data = path.read_bytes()
        width, height, remarks = (_jpeg if kind is _JPEG else _png)(data)
        refuse_zip_behind(data)
    except Unfit as unfit:
        return Refused((str(unfit),))
    if not 0 < width * height <= limits.pixels:
        return Refused(
            (
                f"Gambar ini berukuran {width} x {height} piksel; paling banyak "
                f"{limits.pixels // 1_000_000} juta piksel. Perkecil gambar lalu unggah lagi.",
            )
        )
    return Accepted(kind.media_type, remarks)


# At most two at a time for each server process: an inspection may take a whole core and 1 GB.
_places = threading.BoundedSemaphore(2)


def inspect_in_child(path: Path, *, name: str) -> Verdict:
    """Inspect a file in a confined child process. Whatever goes wrong there is a refusal.

    Waits for one of the two places of this server process. Takes about a tenth of a second for an
    ordinary file and never more than `DEFAULT.wall_seconds` twice over.
    """
    name = clean_name(name)
    try:
        kind = first_look(path, name=name)
    except Unfit as unfit:
        return Refused((str(unfit),))
    if not _places.acquire(timeout=DEFAULT.wall_seconds):
        return Refused((BUSY,))
    try:
        return _verdict(said_in_child(kind.module, str(path.absolute()), name), kind)
    except (subprocess.SubprocessError, OSError, ValueError, RecursionError) as error:
        logger.warning("Inspecting an upload failed: %s", error)
        return Refused((UNSAFE,))
    finally:
        _places.release()


def said_in_child(module: str, *arguments: str) -> bytes:
    """What a module prints that confines itself, run in a process that knows nothing of ours.

    Raises SubprocessError when it fails or takes too long.
    """
    done = subprocess.run(
        [sys.executable, "-E", "-s", "-m", module, *arguments],
        cwd=Path(__file__).parents[2],
        env={"LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=DEFAULT.wall_seconds,
        check=True,
    )
    return done.stdout


def answer(inspect: Inspector) -> None:
    """The child's whole life: confine yourself, inspect the file that was named, print JSON."""
    confine(DEFAULT)
    path, name = sys.argv[1:]
    verdict = inspect(Path(path), name=name)
    said: dict[str, str | list[str] | None]
    if isinstance(verdict, Accepted):
        said = {"accepted": verdict.media_type, "says": list(verdict.remarks)}
    else:
        said = {"accepted": None, "says": list(verdict.reasons)}
    sys.stdout.write(json.dumps(said))


def confine(limits: Limits) -> None:
    """Give up memory, time, writing and the network before the first byte of the file is read."""
    for what, value in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (value, value))
    if sys.platform == "linux":
        try:
            os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
        except OSError:
            # Some systems forbid user namespaces; the other limits still hold.
            logger.debug("The inspection keeps its network: namespaces are forbidden here.")


def _verdict(printed: bytes, kind: Kind) -> Verdict:
    """Read the child's answer; anything but one of the two forms it has is an error."""
    said = json.loads(printed)
    match said:
        case {"accepted": kind.media_type, "says": [*lines]}:
            return Accepted(kind.media_type, tuple(str(line) for line in lines))
        case {"accepted": None, "says": [_, *_] as lines}:
            return Refused(tuple(str(line) for line in lines))
    raise ValueError("the child's answer has another form")


def _invisible(character: str) -> bool:
    """Categories Cc, Cf, Co, Cn and Cs: control, bidirectional, private, unassigned, surrogate."""
    return unicodedata.category(character).startswith("C") and character not in "\t\n\r"


def _but_rather(head: bytes) -> str:
    """What the first bytes say the file is, as a clause, or nothing."""
    if head[4:8] == b"ftyp":
        return ", melainkan foto HEIC atau video"
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return next(
        (f", melainkan {what}" for magic, what in _BY_FIRST_BYTES if bare[:8].startswith(magic)), ""
    )


def _png(data: bytes) -> tuple[int, int, tuple[str, ...]]:
    """Dimensions of a PNG whose chunks are whole, in order and the last thing in the file."""
    at, names = 8, list[bytes]()
    while names[-1:] != [b"IEND"]:
        length = int.from_bytes(data[at : at + 4])
        body = data[at + 4 : at + 8 + length]
        checksum = data[at + 8 + length : at + 12 + length]
        if len(checksum) < 4 or zlib.crc32(body) != int.from_bytes(checksum):
            raise Unfit(DAMAGED)
        names.append(body[:4])
        at += 12 + length
    if names[0] != b"IHDR" or data[8:12] != b"\0\0\0\r" or b"IDAT" not in names:
        raise Unfit(DAMAGED)
    if at != len(data):
        raise Unfit(POLYGLOT)
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24]), ()


_MARKER = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])", re.DOTALL)
_SIZE_MARKERS = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_START_OF_SCAN, _END_OF_IMAGE = 0xDA, 0xD9
_FOREIGN = re.compile(rb"%PDF-|<script|<html|<svg|<\?php|PK\x03\x04", re.IGNORECASE)


def _jpeg(data: bytes) -> tuple[int, int, tuple[str, ...]]:
    """Dimensions of a JPEG that has a beginning, one frame and an end.

    Phones put a second picture or a short video behind the end; that is kept with a remark.
    """
    at, size = 2, None
    while True:
        found = _MARKER.search(data, at)
        if found is None or data[at : found.start()].strip(b"\xff"):
            raise Unfit(DAMAGED)
        at, marker = found.end(), found[1][0]
        if marker == _END_OF_IMAGE:
            break
        length = int.from_bytes(data[at : at + 2])
        if length < 2 or at + length > len(data) or (marker in _SIZE_MARKERS and size):
            raise Unfit(DAMAGED)
        if marker in _SIZE_MARKERS:
            size = int.from_bytes(data[at + 5 : at + 7]), int.from_bytes(data[at + 3 : at + 5])
        at += length
        if marker == _START_OF_SCAN:
            following = _MARKER.search(data, at)
            at = following.start() if following else len(data)
    if size is None:
        raise Unfit(DAMAGED)
    if _FOREIGN.search(data, at):
        raise Unfit(POLYGLOT)
    remarks = ("Foto ini membawa data tambahan dari telepon di belakang gambarnya.",)
    return *size, remarks if at < len(data) else ()


if __name__ == "__main__":
    answer(inspect_picture)
