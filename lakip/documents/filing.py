"""Takes in what people file: the bytes are stored and flushed first, then a version names them."""

import datetime
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max

from lakip.documents import intake
from lakip.documents.models import PLAIN_TEXT, Document, Version
from lakip.documents.store import FULL_DISK, FileStore, NoSpace
from lakip.people.person import Person

LONGEST_TEXT = 100_000


@dataclass(frozen=True)
class Content:
    """Bytes that are safely in the store, and how they are called.

    `made_from` is what a paper that the program made was made from.
    """

    sha256: str
    size: int
    name: str
    media_type: str
    remarks: tuple[str, ...] = ()
    made_from: dict[str, Any] | None = None


class NotTaken(Exception):
    """The file or text is refused; `reasons` says why and what to mend."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(" ".join(self.reasons))


def store() -> FileStore:
    """The installation's file store."""
    return FileStore(settings.FILES)


def read(sha256: str) -> bytes:
    """The bytes of a stored file. Raises FileNotFoundError."""
    with store().open(sha256) as file:
        return file.read()


def take_text(text: str, *, name: str) -> Content:
    """Store a paper that was written as plain text. Raises NotTaken."""
    clean = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()
    if not clean:
        raise NotTaken(["Tuliskan isinya, atau unggah berkasnya."])
    if len(clean) > LONGEST_TEXT:
        raise NotTaken([f"Teks terlalu panjang ({len(clean)} huruf); unggahlah sebagai berkas."])
    if any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in clean):
        raise NotTaken(["Teks memuat karakter kendali; salin ulang sebagai teks biasa."])
    return keep(clean.encode() + b"\n", name=f"{name}.txt", media_type=PLAIN_TEXT)


def take_upload(upload: UploadedFile) -> Content:
    """Inspect an uploaded file in a child process and store it. Raises NotTaken."""
    if upload.size is not None and upload.size > settings.LARGEST_UPLOAD:
        most = settings.LARGEST_UPLOAD // (1024 * 1024)
        raise NotTaken([f"Berkas lebih besar dari {most} MB. Perkecil gambar di dalamnya."])
    name = intake.clean_name(upload.name or "")
    with waiting(upload) as path:
        verdict = intake.inspect_in_child(path, name=name)
        if isinstance(verdict, intake.Refused):
            raise NotTaken(verdict.reasons)
        with path.open("rb") as source:
            stored = _put(source)
    return Content(stored[0], stored[1], name, verdict.media_type, verdict.remarks)


@contextmanager
def waiting(upload: UploadedFile) -> Iterator[Path]:
    """The upload as a file of its own, for the child process to read; gone afterwards."""
    with tempfile.NamedTemporaryFile(dir=_incoming()) as waiting:
        for chunk in upload.chunks():
            waiting.write(chunk)
        waiting.flush()
        yield Path(waiting.name)


def _incoming() -> Path:
    folder: Path = settings.LAKIP_HOME / "incoming"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def made(write: Callable[[BinaryIO], object], *, most: int) -> BinaryIO:
    """What `write` writes, as a file without a name that is gone when it is closed.

    `most` is about how large it can become: nothing is begun for which the disk has no room.
    Raises NotTaken.
    """
    folder = _incoming()
    if store().room() < most:
        raise NotTaken([str(NoSpace())])
    file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - it is the caller's to close
    try:
        write(file)
    except BaseException as error:
        file.close()
        if isinstance(error, OSError) and error.errno in FULL_DISK:
            raise NotTaken([str(NoSpace())]) from error
        raise
    file.seek(0)
    return file


def keep(
    data: bytes, *, name: str, media_type: str, made_from: dict[str, Any] | None = None
) -> Content:
    """Store what the program itself made. Raises NotTaken when there is no room."""
    sha256, size = _put(data)
    return Content(sha256, size, name, media_type, made_from=made_from)


def keep_file(source: BinaryIO, *, name: str, media_type: str) -> Content:
    """Store a file that the program itself made. Raises NotTaken when there is no room."""
    sha256, size = _put(source)
    return Content(sha256, size, name, media_type)


def _put(source: object) -> tuple[str, int]:
    try:
        stored = store().put(source)  # type: ignore[arg-type]
    except NoSpace as error:
        raise NotTaken([str(error)]) from error
    return stored.sha256, stored.size


def file_version(
    *,
    journey_id: UUID,
    agency_id: UUID,
    paper: str,
    content: Content,
    turn_id: UUID | None,
    by: Person,
    label: str,
    at: datetime.datetime,
) -> Version:
    """Add the next version of a journey's paper. The caller's transaction holds the turn."""
    document, _ = Document.objects.get_or_create(
        journey_id=journey_id, paper=paper, defaults={"agency_id": agency_id}
    )
    last = document.versions.aggregate(last=Max("number"))["last"] or 0
    version = Version.objects.create(
        document=document,
        number=last + 1,
        sha256=content.sha256,
        size=content.size,
        name=content.name,
        media_type=content.media_type,
        remarks="\n".join(content.remarks),
        made_from=content.made_from,
        turn_id=turn_id,
        by=by,
        by_label=label,
        at=at,
    )
    document.latest = version
    document.save(update_fields=["latest"])
    return version
