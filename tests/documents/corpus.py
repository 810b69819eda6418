"""Honest and hostile files, made in code: what people upload, and what attackers would.

Every file is a `Sample`. A hostile one carries a word of the sentence that must refuse it, so
that no file is refused by luck for another reason. Nothing here is a working attack.
"""

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pikepdf
from PIL import Image

MAIN = "application/vnd.openxmlformats-officedocument."
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD, SHEET = "wordprocessingml.document", "spreadsheetml.sheet"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
TRAILER = 22

type Parts = Mapping[str, str | bytes]


@dataclass(frozen=True)
class Sample:
    """A file with the name under which it is uploaded; `word` stands in the refusal."""

    label: str
    name: str
    make: Callable[[], bytes]
    word: str = ""
    remark: str = ""

    def __repr__(self) -> str:
        return self.label


def zipped(parts: Parts, *, level: int = 6) -> bytes:
    """An ordinary archive of these parts, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def types(main: str, part: str, more: str = "") -> str:
    """A list of content types that calls `part` the main part."""
    return (
        f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/><Override PartName="/{part}" '
        f'ContentType="{main}"/>{more}</Types>'
    )


def rels(*each: tuple[str, str, str]) -> str:
    """Relationships of (kind, target, mode); a kind without a slash is an ordinary Office one."""
    lines = (
        f'<Relationship Id="r{i}" Type="{kind if "/" in kind else f"{RELS}/{kind}"}" '
        f'Target="{target}"{f' TargetMode="{mode}"' if mode else ""}/>'
        for i, (kind, target, mode) in enumerate(each)
    )
    return (
        f'{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships">{"".join(lines)}</Relationships>'
    )


def word_parts(body: str = "<w:p><w:r><w:t>Laporan</w:t></w:r></w:p>", more: str = "") -> dict:
    """The parts of a Word document."""
    return {
        "[Content_Types].xml": types(f"{MAIN}{WORD}.main+xml", "word/document.xml", more),
        "_rels/.rels": rels(("officeDocument", "word/document.xml", "")),
        "word/document.xml": f"{XML}<w:document {W}><w:body>{body}</w:body></w:document>",
    }


def sheet_parts(rows: str = '<row r="1"><c r="A1"><v>1</v></c></row>', more: str = "") -> dict:
    """The parts of a workbook with one sheet."""
    return {
        "[Content_Types].xml": types(f"{MAIN}{SHEET}.main+xml", "xl/workbook.xml", more),
        "_rels/.rels": rels(("officeDocument", "/xl/workbook.xml", "")),
        "xl/workbook.xml": f'{XML}<workbook {X}><sheets><sheet name="A" sheetId="1"/></sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": rels(("worksheet", "worksheets/sheet1.xml", "")),
        "xl/worksheets/sheet1.xml": f"{XML}<worksheet {X}><sheetData>{rows}</sheetData>"
        "</worksheet>",
    }


def word(extra: Parts | None = None, **made: str) -> bytes:
    """A Word document with further parts."""
    return zipped(word_parts(**made) | dict(extra or {}))


def sheet(extra: Parts | None = None, **made: str) -> bytes:
    """A workbook with further parts."""
    return zipped(sheet_parts(**made) | dict(extra or {}))


def word_rel(kind: str, target: str, mode: str = "External") -> bytes:
    """A Word document whose text has one relationship."""
    return word({"word/_rels/document.xml.rels": rels((kind, target, mode))})


def streamed(parts: Parts) -> bytes:
    """An archive written to a pipe: sizes stand behind the data, as many servers write them."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.data += bytes(data)  # type: ignore[call-overload]
            return len(bytes(data))  # type: ignore[call-overload]

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        for name, content in parts.items():
            archive.writestr(name, content)
    return bytes(pipe.data)


def with_folders(parts: Parts) -> bytes:
    """An archive that also lists its folders, as re-zipped documents do."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("word")
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def appended(parts: Parts, *more: tuple[zipfile.ZipInfo | str, bytes]) -> bytes:
    """An archive with entries that zipfile would not write as parts of a mapping."""
    out = io.BytesIO(zipped(parts))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for info, content in more:
            archive.writestr(info, content)
    return out.getvalue()


def link_entry(name: str) -> zipfile.ZipInfo:
    """A symbolic link, as Info-ZIP writes it."""
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = 0o120777 << 16
    return info


def patched(data: bytes, old: bytes, new: bytes, *, which: int = 0) -> bytes:
    """The data with one occurrence of `old` replaced; -1 is the last one."""
    at = data.rindex(old) if which == -1 else data.index(old)
    return data[:at] + new + data[at + len(old) :]


def header_field(data: bytes, name: str, offset: int, value: bytes, *, central: bool) -> bytes:
    """Overwrite a field of an entry's directory header or local header."""
    magic, fixed = (b"PK\x01\x02", 46) if central else (b"PK\x03\x04", 30)
    at = data.index(magic)
    while data[at + fixed : at + fixed + len(name)] != name.encode():
        at = data.index(magic, at + 4)
    return data[: at + offset] + value + data[at + offset + len(value) :]


def locked_zip() -> bytes:
    """Both headers say that the text is encrypted."""
    data = word()
    for central, offset in ((False, 6), (True, 8)):
        data = header_field(data, "word/document.xml", offset, b"\x01\0", central=central)
    return data


def lying_bomb() -> bytes:
    """A part that declares 1 kB and unpacks to 50 MB."""
    data = word({"word/media/a.png": bytes(50 * 1024 * 1024)})
    for central, offset in ((False, 22), (True, 24)):
        data = header_field(
            data, "word/media/a.png", offset, (1024).to_bytes(4, "little"), central=central
        )
    return data


def overlapping() -> bytes:
    """Two directory entries for the same bytes: the trick of the best zip bombs."""
    data = word({"word/a.png": bytes(64), "word/b.png": bytes(64)})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        at = archive.getinfo("word/a.png").header_offset
    return header_field(data, "word/b.png", 42, at.to_bytes(4, "little"), central=True)


def hidden_between() -> bytes:
    """Bytes between the last part and the directory, with the directory's place corrected."""
    data = word()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        at = archive.start_dir
    hidden = b"MZ" + bytes(200)
    data = data[:at] + hidden + data[at:]
    return data[:-6] + (at + len(hidden)).to_bytes(4, "little") + data[-2:]


def many_cells() -> bytes:
    """A sheet of 2,002,000 cells that does not pack too well, to get past the ratio."""
    dice = random.Random(7)
    row = "<row>" + "".join(f"<c><v>{dice.randrange(10**6)}</v></c>" for _ in range(2002))
    return zipped(sheet_parts(rows=(row + "</row>") * 1000), level=1)


def noise(size: int, seed: int = 1) -> bytes:
    """Bytes that do not pack."""
    return random.Random(seed).randbytes(size)


def many_megabytes() -> bytes:
    """Each part within its limits and packing a hundredfold, together over 200 MB."""
    block = noise(1000) + bytes(99_000)
    return zipped(word_parts() | {f"word/media/{i}.png": block * 300 for i in range(7)}, level=1)


def pdf(change: Callable[[pikepdf.Pdf], object] | None = None, **options: object) -> bytes:
    """A PDF of two pages, changed before it is written."""
    made = pikepdf.new()
    for _ in range(2):
        made.add_blank_page(page_size=(595, 842))
    if change:
        change(made)
    out = io.BytesIO()
    made.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def script(code: str = "app.alert(1)") -> pikepdf.Dictionary:
    """A JavaScript action."""
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String(code))


def action(kind: str, **more: object) -> Callable[[pikepdf.Pdf], None]:
    """Make the document do something when it is opened."""

    def change(made: pikepdf.Pdf) -> None:
        act = pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), **more)
        made.Root.OpenAction = made.make_indirect(act)

    return change


def annotation(**keys: object) -> Callable[[pikepdf.Pdf], None]:
    """Put an annotation on the first page."""

    def change(made: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Rect=[0, 0, 9, 9], **keys)
        made.pages[0].Annots = pikepdf.Array([note])

    return change


def attach(made: pikepdf.Pdf) -> None:
    """Attach a file as a PDF reader does."""
    made.attachments["data.exe"] = b"MZ"


def many_pages(made: pikepdf.Pdf) -> None:
    """3,001 pages, all the same one."""
    for _ in range(2999):
        made.pages.append(made.pages[0])


def form(made: pikepdf.Pdf) -> None:
    """A form with one text field, as honest forms have."""
    box = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=pikepdf.String("nama"))
    made.Root.AcroForm = pikepdf.Dictionary(Fields=[made.make_indirect(box)])


def font_named_like_a_script(made: pikepdf.Pdf) -> None:
    """A font may bear any name."""
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, BaseFont=pikepdf.Name.Helvetica)
    made.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(JS=font))


def picture(kind: str, mode: str = "RGB", **options: object) -> bytes:
    """A picture by a real encoder."""
    out = io.BytesIO()
    Image.effect_noise((120, 90), 60).convert(mode).save(out, kind, **options)
    return out.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A whole, tiny PNG that claims to be large."""
    size = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\0\0\0"
    chunks = ((b"IHDR", size), (b"IDAT", zlib.compress(bytes(10))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)
        for kind, data in chunks
    )


def large_jpeg() -> bytes:
    """A JPEG whose frame claims 60000 x 60000."""
    data = picture("JPEG")
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + (60000).to_bytes(2) * 2 + data[at + 4 :]
