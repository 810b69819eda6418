"""Intake of docx and xlsx: first the zip directory, then every part as a counted stream.

Office files are zip archives of XML from strangers. Python's zipfile reads the directory only;
the parts are unpacked here, because zipfile stops silently at the size that the file itself
declares. XML is parsed by expat as a stream and a document type declaration ends the inspection:
entities, which XXE and "billion laughs" need, can be declared nowhere else.
"""

import io
import posixpath
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from lakip.documents.intake import (
    DAMAGED,
    DEFAULT,
    Accepted,
    Limits,
    Refused,
    Unfit,
    Verdict,
    answer,
    clean_name,
    extension_of,
    first_look,
)

_CHUNK = 64 * 1024
# A small part of equal bytes packs a thousandfold and harms nobody.
_RATIO_FLOOR = 1024 * 1024
# Zip writers that stream put the sizes behind the data: at most this many bytes.
_DESCRIPTOR = 24
_MAX_DIRECTORY = 2 * 1024 * 1024
_SAVE_AGAIN = "Buka di aplikasinya, simpan ulang dengan nama baru, lalu unggah lagi."
_ARCHIVE = f"Susunan arsip di dalam berkas ini tidak wajar ({{}}). {_SAVE_AGAIN}"
_TOO_BIG = (
    "Berkas ini menjadi terlalu besar setelah dibuka ({}). Hapus lembar, baris, atau gambar yang "
    "tidak dipakai, lalu unggah lagi."
)
_LOCKED = "Berkas ini dikunci dengan kata sandi. Hapus kata sandinya, lalu unggah lagi."
_DTD = f"Berkas ini memuat deklarasi XML yang berbahaya ({{}}). {_SAVE_AGAIN}"
_MACRO = "Berkas ini memuat makro ({}). Simpan ulang sebagai {} tanpa makro lalu unggah lagi."
_ACTIVEX = "Berkas ini memuat kontrol ActiveX ({}). Hapus kontrolnya, simpan, lalu unggah lagi."
_OBJECT = (
    "Berkas ini memuat objek tertanam ({}). Ubah objek itu menjadi gambar, simpan, lalu unggah "
    "lagi."
)
_PROGRAM = "Berkas ini memuat program atau arsip lain ({}). Hapus, simpan, lalu unggah lagi."
_DDE = (
    "Berkas ini memuat perintah DDE yang dapat menjalankan program ({}). Hapus tautan itu, "
    "simpan, lalu unggah lagi."
)
_OUTSIDE = (
    "Berkas ini mengambil isi dari luar ({}). Sematkan gambar atau isinya ke dalam dokumen, "
    "simpan, lalu unggah lagi."
)
_BAD_LINK = (
    "Berkas ini memuat tautan yang menjalankan skrip ({}). Hapus tautannya, lalu unggah lagi."
)
_OTHER_KIND = (
    "Isi berkas ini tidak sesuai dengan namanya: bukan {}. Buka di aplikasinya, simpan ulang "
    "sebagai {}, lalu unggah lagi."
)
_LINKED_BOOK = (
    "Buku kerja ini mengambil angka dari buku kerja lain. Pastikan angkanya sudah yang terakhir."
)
_CONNECTION = "Buku kerja ini memuat sambungan data ke luar. Pastikan angkanya sudah yang terakhir."
_OWN_TEMPLATE = "Dokumen ini menyebut templat di komputer pembuatnya; templat itu tidak ikut."

_FORBIDDEN = (
    (re.compile(r"vba|macrosheet|macroenabled|xlmacro", re.IGNORECASE), _MACRO),
    (re.compile(r"activex|(^|/)control$", re.IGNORECASE), _ACTIVEX),
    (re.compile(r"oleobject|afchunk", re.IGNORECASE), _OBJECT),
)
_PROGRAM_BYTES = (b"MZ", b"\x7fELF", b"PK\x03\x04", b"#!")
_OLE_BYTES = b"\xd0\xcf\x11\xe0"
_LINKED_BOOKS = re.compile(r"/(externalLink(Long)?Path|xlPathMissing|xlStartup|xlLibrary)$")
_LOCAL_PATH = re.compile(r"(file:///)?[a-z]:[\\/]", re.IGNORECASE)
_SCRIPT_LINK = re.compile(r"\s*(javascript|vbscript|data):", re.IGNORECASE)
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|\\\\|//", re.IGNORECASE)
_DDE_FIELD = re.compile(r"^\W*DDE(AUTO)?\b", re.IGNORECASE | re.MULTILINE)
_MAIN = {
    ".docx": ("dokumen Word", "wordprocessingml.document.main+xml", "document"),
    ".xlsx": ("buku kerja Excel", "spreadsheetml.sheet.main+xml", "workbook"),
}


def inspect_office(path: Path, *, name: str, limits: Limits = DEFAULT) -> Verdict:
    """Refuse a docx or xlsx that is a bomb, carries programs, or fetches content from outside."""
    tally = _Tally()
    try:
        kind = first_look(path, name=name, limits=limits)
        with path.open("rb") as file:
            _Package(file, extension_of(name), limits, tally).read()
    except Unfit as unfit:
        tally.reasons[str(unfit)] = None
    if tally.reasons:
        return Refused(tuple(tally.reasons)[:8])
    return Accepted(kind.media_type, tuple(tally.remarks))


@dataclass
class _Tally:
    """What was found and counted so far, in the file and in the workbooks embedded in it."""

    unpacked: int = 0
    cells: int = 0
    reasons: dict[str, None] = field(default_factory=dict)
    remarks: dict[str, None] = field(default_factory=dict)

    def unpack(self, size: int, limits: Limits) -> None:
        """Count unpacked bytes; raises Unfit at the limit."""
        self.unpacked += size
        if self.unpacked > limits.unpacked_bytes:
            raise Unfit(_TOO_BIG.format(f"lebih dari {limits.unpacked_bytes // 1024**2} MB"))


class _Package:
    """One docx or xlsx, or a workbook embedded in one."""

    def __init__(
        self, file: BinaryIO, extension: str, limits: Limits, tally: _Tally, *, nested: bool = False
    ) -> None:
        self.file, self.extension, self.limits = file, extension, limits
        self.tally, self.nested = tally, nested
        self.types: dict[str, str] = {}
        self.main_part = ""
        self.roots: dict[str, str] = {}

    def read(self) -> None:
        """Read every part once, the list of content types first; findings go to the tally."""
        entries = _directory(self.file, self.limits)
        listing = entries.pop("[content_types].xml", None)
        if listing is None:
            raise Unfit(DAMAGED)
        self._parse(listing, self._watch_types)
        for name, entry in entries.items():
            self._read_part(name, entry)
        self._check_main()

    def _read_part(self, name: str, entry: "_Entry") -> None:
        declared = self._type_of(name)
        self._forbid(f"{name} {declared}", entry.shown)
        if name.endswith("connections.xml"):
            self.tally.remarks[_CONNECTION] = None
        if name.endswith(".rels"):
            self._parse(entry, lambda parser: self._watch_relationships(parser, name))
        elif name.endswith(".xml") or (declared.endswith("xml") and "image/" not in declared):
            self._parse(entry, lambda parser: self._watch_content(parser, name, entry.shown))
        elif name.endswith(".vml"):
            # Excel writes drawings in an older markup that is not always well-formed XML.
            self._parse(entry, None, tolerant=True)
        elif "/embeddings/" in name:
            self._read_embedded(name, entry)
        else:
            self._read_binary(entry)

    def _type_of(self, name: str) -> str:
        return self.types.get(f"/{name}") or self.types.get(posixpath.splitext(name)[1], "")

    def _forbid(self, words: str, shown: str) -> None:
        for pattern, sentence in _FORBIDDEN:
            if pattern.search(words):
                self.tally.reasons[sentence.format(shown, self.extension)] = None

    def _read_embedded(self, name: str, entry: "_Entry") -> None:
        """A chart's own workbook is common in reports: it is read like a file of its own, once."""
        if self.nested or not name.endswith(".xlsx"):
            self.tally.reasons[_OBJECT.format(entry.shown)] = None
            return
        if entry.info.file_size > self.limits.file_bytes:
            raise Unfit(_TOO_BIG.format(entry.shown))
        content = io.BytesIO(b"".join(self._stream(entry)))
        _Package(content, ".xlsx", self.limits, self.tally, nested=True).read()

    def _read_binary(self, entry: "_Entry") -> None:
        """Pictures, fonts, printer settings: only counted, and looked at for programs inside."""
        head = b""
        for piece in self._stream(entry):
            head = head or piece[:8]
        if head.startswith(_OLE_BYTES):
            self.tally.reasons[_OBJECT.format(entry.shown)] = None
        elif head.startswith(_PROGRAM_BYTES):
            self.tally.reasons[_PROGRAM.format(entry.shown)] = None

    def _stream(self, entry: "_Entry") -> Iterator[bytes]:
        """The unpacked bytes, never more than declared, with their checksum."""
        total = checksum = 0
        for piece in _unpack(self.file, entry):
            total += len(piece)
            if total > entry.info.file_size:
                raise Unfit(_ARCHIVE.format(f"ukuran {entry.shown} tidak benar"))
            self.tally.unpack(len(piece), self.limits)
            checksum = zlib.crc32(piece, checksum)
            yield piece
        if total != entry.info.file_size or checksum != entry.info.CRC:
            raise Unfit(DAMAGED)

    def _parse(self, entry: "_Entry", watch: "_Watch | None", *, tolerant: bool = False) -> None:
        """Feed a part to expat; `watch` hangs its handlers on the parser first."""

        def refuse(*_: object) -> None:
            raise Unfit(_DTD.format(entry.shown))

        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = refuse
        if watch:
            watch(parser)
        broken, head = False, b""
        for piece in self._stream(entry):
            head = head or piece[:4].removeprefix(b"\xef\xbb\xbf")
            broken = broken or not _feed(parser, piece)
        broken = broken or not _feed(parser, b"", last=True)
        if broken and not (tolerant and head.startswith(b"<")):
            raise Unfit(DAMAGED)

    def _watch_types(self, parser: expat.XMLParserType) -> None:
        """Collect content types: by part as `/word/document.xml`, by extension as `.xml`."""

        def start(tag: str, attributes: dict[str, str]) -> None:
            declared = attributes.get("ContentType", "").lower()
            if _local(tag) == "Override":
                self.types[attributes.get("PartName", "").lower()] = declared
            elif _local(tag) == "Default":
                self.types["." + attributes.get("Extension", "").lower()] = declared

        parser.StartElementHandler = start

    def _watch_relationships(self, parser: expat.XMLParserType, name: str) -> None:
        def start(tag: str, attributes: dict[str, str]) -> None:
            if _local(tag) != "Relationship":
                return
            kind, target = attributes.get("Type", ""), attributes.get("Target", "")
            if name == "_rels/.rels" and kind.endswith("/officeDocument"):
                self._set_main(target)
            self._forbid(kind, _shown(target))
            outside = attributes.get("TargetMode", "").lower() == "external"
            if outside or _ABSOLUTE.match(target):
                self._judge_outside(kind, target)

        parser.StartElementHandler = start

    def _set_main(self, target: str) -> None:
        if self.main_part:
            raise Unfit(DAMAGED)
        self.main_part = posixpath.normpath(posixpath.join("/", target)).lstrip("/").lower()

    def _judge_outside(self, kind: str, target: str) -> None:
        """Links that a person clicks are fine; what an application fetches by itself is not."""
        if kind.endswith("/hyperlink"):
            if _SCRIPT_LINK.match(target):
                self.tally.reasons[_BAD_LINK.format(_shown(target))] = None
        elif self.extension == ".xlsx" and _LINKED_BOOKS.search(kind):
            self.tally.remarks[_LINKED_BOOK] = None
        elif kind.endswith("/attachedTemplate") and _LOCAL_PATH.match(target):
            # Word notes the author's own template; a path on a drive fetches nothing from outside.
            self.tally.remarks[_OWN_TEMPLATE] = None
        else:
            self.tally.reasons[_OUTSIDE.format(_shown(target))] = None

    def _watch_content(self, parser: expat.XMLParserType, name: str, shown: str) -> None:
        """Note the root element, and watch on only where its content can be too much or harmful."""

        def root(tag: str, _: dict[str, str]) -> None:
            self.roots[name] = _local(tag)
            if self.roots[name] == "worksheet":
                parser.StartElementHandler = self._cell_counter()
            elif self.roots[name] == "externalLink" or self.extension == ".docx":
                _watch_commands(parser, lambda: self._found_command(shown))
            else:
                parser.StartElementHandler = None

        parser.StartElementHandler = root

    def _cell_counter(self) -> "_OnStart":
        tally, most = self.tally, self.limits.cells

        def start(tag: str, _: dict[str, str]) -> None:
            if tag == "c" or tag.endswith(":c"):
                tally.cells += 1
                if tally.cells > most:
                    raise Unfit(_TOO_BIG.format(f"lebih dari {most // 1_000_000} juta sel"))

        return start

    def _found_command(self, shown: str) -> None:
        self.tally.reasons[_DDE.format(shown)] = None

    def _check_main(self) -> None:
        """The part that the package calls its document must be of the extension's kind."""
        called, declared, root = _MAIN[self.extension]
        fits = self._type_of(self.main_part).endswith(declared)
        if not (fits and self.roots.get(self.main_part) == root) and not self.tally.reasons:
            raise Unfit(_OTHER_KIND.format(called, self.extension))


type _Watch = Callable[[expat.XMLParserType], None]
type _OnStart = Callable[[str, dict[str, str]], None]


def _watch_commands(parser: expat.XMLParserType, found: Callable[[], None]) -> None:
    """Watch for DDE: in a workbook's `ddeLink`, in a document's fields, whose code may be split."""
    code: list[str] = []

    def check() -> None:
        if _DDE_FIELD.search("".join(code)):
            found()

    def start(tag: str, attributes: dict[str, str]) -> None:
        local = _local(tag)
        if local == "ddeLink":
            found()
        elif local == "fldSimple":
            code.append("\n" + "".join(v for k, v in attributes.items() if _local(k) == "instr"))
            check()
        elif local == "fldChar":
            code[:] = ["\n"] if "begin" in attributes.values() else code
        elif local == "instrText":
            parser.CharacterDataHandler = code.append
            parser.EndElementHandler = end

    def end(_: str) -> None:
        parser.CharacterDataHandler = parser.EndElementHandler = None
        check()

    parser.StartElementHandler = start


@dataclass(frozen=True)
class _Entry:
    """A file in the archive, after its two headers were found to agree."""

    info: zipfile.ZipInfo
    data_at: int

    @property
    def shown(self) -> str:
        """The part's name as a person may read it."""
        return clean_name(self.info.filename)


def _directory(file: BinaryIO, limits: Limits) -> dict[str, _Entry]:
    """The archive's files by lower-case name, after the directory proved to be an honest one."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - 22))
    end = file.read(22)
    if not end.startswith(b"PK\x05\x06"):
        raise Unfit(_ARCHIVE.format("terpotong atau ada data di belakangnya"))
    if int.from_bytes(end[12:16], "little") > _MAX_DIRECTORY:
        raise Unfit(_ARCHIVE.format("daftar isinya terlalu panjang"))
    try:
        with zipfile.ZipFile(file) as archive:
            infos, directory_at = archive.infolist(), archive.start_dir
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Unfit(DAMAGED) from error
    if len(infos) > limits.entries:
        raise Unfit(_ARCHIVE.format(f"lebih dari {limits.entries} bagian"))
    _check_sizes(infos, limits)
    entries = [_entry(file, info) for info in sorted(infos, key=lambda i: i.header_offset)]
    _check_layout(entries, directory_at)
    files = {_part_name(e.info): e for e in entries}
    if len(files) != len(entries):
        raise Unfit(_ARCHIVE.format("nama bagian ganda"))
    return {name: entry for name, entry in files.items() if not name.endswith("/")}


def _check_sizes(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    """The declared sizes; that the real ones do not exceed them is seen while unpacking."""
    if sum(info.file_size for info in infos) > limits.unpacked_bytes:
        raise Unfit(_TOO_BIG.format(f"lebih dari {limits.unpacked_bytes // 1024**2} MB"))
    for info in infos:
        ratio = info.file_size / max(1, info.compress_size)
        if info.file_size > limits.entry_bytes or (
            info.file_size > _RATIO_FLOOR and ratio > limits.ratio
        ):
            raise Unfit(_TOO_BIG.format(clean_name(info.filename)))


def _entry(file: BinaryIO, info: zipfile.ZipInfo) -> _Entry:
    """Read the header that stands before the data and compare it with the directory's."""
    if info.header_offset < 0:
        raise Unfit(DAMAGED)
    file.seek(info.header_offset)
    local = file.read(30)
    name_length = int.from_bytes(local[26:28], "little")
    extra_length = int.from_bytes(local[28:30], "little")
    flags = int.from_bytes(local[6:8], "little")
    name = file.read(name_length).decode("utf-8" if flags & 0x800 else "cp437", "replace")
    method = int.from_bytes(local[8:10], "little")
    if (flags | info.flag_bits) & 0x2041:
        raise Unfit(_LOCKED)
    if not local.startswith(b"PK\x03\x04") or name != info.orig_filename:
        raise Unfit(_ARCHIVE.format("dua daftar isi yang berbeda"))
    if method != info.compress_type or method not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Unfit(_ARCHIVE.format("cara pemampatan tidak dikenal"))
    return _Entry(info, info.header_offset + 30 + name_length + extra_length)


def _check_layout(entries: list[_Entry], directory_at: int) -> None:
    """Entries fill the file up to the directory: none over another and nothing between them."""
    at = slack = 0
    for entry in entries:
        if not 0 <= entry.info.header_offset - at <= slack:
            raise Unfit(_ARCHIVE.format("bagian tumpang tindih atau tersembunyi"))
        at = entry.data_at + entry.info.compress_size
        slack = _DESCRIPTOR if entry.info.flag_bits & 8 else 0
    if not 0 <= directory_at - at <= slack:
        raise Unfit(_ARCHIVE.format("data tersembunyi"))


def _part_name(info: zipfile.ZipInfo) -> str:
    """The entry's name in lower case; raises Unfit for one that no office application writes."""
    name, mode = info.orig_filename, info.external_attr >> 16
    odd = name != info.filename or "\\" in name or ":" in name or not name.isprintable()
    kind = stat.S_IFMT(mode) if info.create_system == 3 else 0
    folder = name.endswith("/")
    if odd or {"", ".", ".."} & set(name.removesuffix("/").split("/")):
        raise Unfit(_ARCHIVE.format(f"nama bagian {_shown(name)}"))
    if kind not in (0, stat.S_IFDIR if folder else stat.S_IFREG) or (folder and info.file_size):
        raise Unfit(_ARCHIVE.format(f"{_shown(name)} bukan berkas biasa"))
    return name.lower()


def _unpack(file: BinaryIO, entry: _Entry) -> Iterator[bytes]:
    """The bytes of an entry in pieces; a stream that goes on behind its end is damaged."""
    inflate = zlib.decompressobj(-15) if entry.info.compress_type else None
    file.seek(entry.data_at)
    left = entry.info.compress_size
    while left and (packed := file.read(min(left, _CHUNK))):
        left -= len(packed)
        if inflate is None:
            yield packed
            continue
        yield from _inflate(inflate, packed)
    if left or (inflate is not None and (not inflate.eof or inflate.unused_data)):
        raise Unfit(DAMAGED)


def _inflate(inflate: "zlib._Decompress", packed: bytes) -> Iterator[bytes]:
    """Unpack in pieces of bounded size, so that a bomb is noticed before it fills the memory."""
    try:
        while (piece := inflate.decompress(packed, _CHUNK)) or inflate.unconsumed_tail:
            yield piece
            packed = inflate.unconsumed_tail
    except zlib.error as error:
        raise Unfit(DAMAGED) from error


def _feed(parser: expat.XMLParserType, piece: bytes, *, last: bool = False) -> bool:
    """False when this is not well-formed XML, or in an encoding that expat does not know."""
    try:
        parser.Parse(piece, last)
    except (expat.ExpatError, LookupError, ValueError):
        return False
    return True


def _local(tag: str) -> str:
    """An element's or attribute's name without its prefix."""
    return tag.rpartition(":")[2]


def _shown(text: str) -> str:
    """Text from the file as it may stand in a sentence: visible characters only, not too long."""
    return "".join(c for c in text if c.isprintable())[:80]


if __name__ == "__main__":
    answer(inspect_office)
