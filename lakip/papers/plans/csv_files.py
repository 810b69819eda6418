"""Reads a CSV file as one sheet: with semicolons, commas or tabs, in the usual encodings."""

import codecs
import csv
import io
from collections.abc import Iterator

from lakip.performance.plan_columns import Sheet
from lakip.performance.plan_finding import Candidate, RawSheet

NOT_TEXT = (
    "Isi berkas ini bukan teks CSV. Buka di Excel atau LibreOffice, simpan sebagai CSV UTF-8 atau "
    ".xlsx, lalu pilih lagi."
)
UNREADABLE = (
    "Berkas CSV ini tidak dapat dibaca: {why}. Simpan ulang sebagai .xlsx, lalu pilih lagi."
)
LONG_FIELD = "satu isiannya terlalu panjang, mungkin karena tanda kutip yang tidak ditutup"
NO_HEADINGS = (
    "Judul kolom berkas CSV ini tidak dikenali. Baris pertamanya harus berisi judul seperti pada "
    "templat, misalnya Kode; Kode sasaran; Indikator."
)
LONGEST_FIELD = 100_000
DELIMITERS = ";,\t"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"MZ", b"\x7fELF", b"\x89PNG")
_SEPARATOR_LINE = "sep="


class NotCsv(Exception):
    """The bytes are no CSV that can be read; the text is a sentence."""


def csv_sheet(data: bytes) -> RawSheet:
    """The file as a sheet without a name. Raises NotCsv."""
    text = decoded(data)
    declared = ""
    if text[:4].casefold() == _SEPARATOR_LINE:
        declared, text = text[4:5], text.partition("\n")[2]
    delimiters = declared if declared and declared in DELIMITERS else DELIMITERS
    try:
        scores = {delimiter: _headings_in(text, delimiter) for delimiter in delimiters}
        best = max(scores, key=lambda delimiter: scores[delimiter])
        rows = list(_rows(text, best))
    except csv.Error as error:
        raise NotCsv(UNREADABLE.format(why=LONG_FIELD)) from error
    if not scores[best]:
        raise NotCsv(NO_HEADINGS)
    # The line that names the separator stands in the file, and cells are told by their row.
    return RawSheet(name="", rows=iter([[], *rows] if declared else rows))


def decoded(data: bytes) -> str:
    """The text of the bytes: UTF-8 or UTF-16 where they are that, else as Windows writes it."""
    if data.startswith(_BINARY):
        raise NotCsv(NOT_TEXT)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    if b"\0" in data:
        # UTF-16 without a mark: every second byte of a heading is zero.
        return _decoded(data, "utf-16-be" if data[:1] == b"\0" else "utf-16-le")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotCsv(NOT_TEXT) from error
    if "\0" in text:
        raise NotCsv(NOT_TEXT)
    return text


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_FIELD)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _headings_in(text: str, delimiter: str) -> int:
    """How many headings of a plan the text begins with, when parted so. Raises csv.Error."""
    beginning = "\n".join(text.split("\n", 40)[:40])
    candidate = Candidate(RawSheet(name="", rows=_rows(beginning, delimiter)))
    if candidate.guessed() is None:
        return 0
    return max(candidate.best_row(sheet)[1] for sheet in Sheet)
