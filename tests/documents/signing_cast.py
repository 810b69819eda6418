"""Who signs in these tests, and what: an authority, three people, and papers set by Typst."""

import random
import subprocess
import tempfile
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

import typst
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from lakip.documents.certificates import Authority, Identity, issue, make_authority
from lakip.documents.signing import LocalSigner

AT = datetime(2027, 1, 18, 7, 30, tzinfo=UTC)
LATER = AT + timedelta(hours=3)
OURS = "Otoritas Uji"
SECRET = b"the installation's own secret"
PASSPHRASE = "hujan di bulan juni"
AGENCY = "Dinas Kesehatan Kabupaten Majukarya"
PEOPLE = {
    "sekretaris": ("Siti Rahmawati, S.K.M., M.Kes.", "197805122003122001"),
    "kepala": ("dr. Agus Priyono, M.P.H.", "196911201998031004"),
}


def authority(name: str = OURS) -> Authority:
    return _authority(name)


def identity(who: str = "kepala", *, by: str = OURS) -> Identity:
    return _identity(who, by)


def signer(who: str = "kepala", *, by: str = OURS) -> LocalSigner:
    return LocalSigner(
        identity=identity(who, by=by),
        authority_certificate=authority(by).certificate,
        passphrase=PASSPHRASE,
    )


@cache
def _authority(name: str) -> Authority:
    return make_authority(name=name, secret=SECRET, at=AT - timedelta(days=30))


@cache
def _identity(who: str, by: str) -> Identity:
    name, nip = PEOPLE[who]
    return issue(
        authority=authority(by),
        secret=SECRET,
        name=name,
        nip=nip,
        agency=AGENCY,
        passphrase=PASSPHRASE,
        at=AT - timedelta(days=7),
    )


def known() -> list[str]:
    """The authorities that the examiner trusts."""
    return [authority().certificate]


@cache
def letter() -> bytes:
    """A letter of two pages, as PDF/A-2a that is also PDF/UA-1."""
    return compile_source(
        "= Surat Pengantar\n#lorem(60)\n#link(<b>)[Lihat halaman 2]\n#pagebreak()\n"
        "== Lampiran <b>\n#table(columns: 2, table.header[No][Naskah], [1], [Laporan Kinerja])"
    )


@cache
def report() -> bytes:
    """A report of at least sixty pages with a contents list and tables."""
    return compile_source(report_source())


def report_source() -> str:
    dice = random.Random(60)
    parts = ["#outline()", "#pagebreak()"]
    for number in range(1, 42):
        if number % 10 == 1:
            parts.append(f"= Bab {number // 10 + 1}")
        parts.append(f"== Sasaran {number}")
        parts += ["#lorem(110)\n"] * 4
        rows = ",".join(
            f"[{row}],[#lorem(9)],[{dice.randint(10, 999)}],[{dice.randint(10, 999)}],"
            f"[{dice.randint(50, 120)}%]"
            for row in range(1, 22)
        )
        parts.append(
            f"#figure(caption: [Capaian {number}], table(columns: (auto, 1fr, auto, auto, auto), "
            f"table.header[No][Indikator][Target][Realisasi][Capaian], {rows}))"
        )
    return "\n".join(parts)


def compile_source(source: str) -> bytes:
    """What Typst makes of it, with the standards that official papers keep."""
    head = (
        '#set document(title: "Laporan Kinerja")\n#set text(lang: "id", size: 11pt)\n'
        '#set page(paper: "a4", numbering: "1")\n#set par(justify: true)\n'
    )
    made = typst.compile((head + source).encode(), pdf_standards=["a-2a", "ua-1"])
    assert isinstance(made, bytes)
    return made


@cache
def with_paraf() -> bytes:
    return signer("sekretaris").sign(letter(), field="paraf-1", reason="Paraf", at=AT)


@cache
def with_both() -> bytes:
    """The letter with the Sekretaris's paraf, and then the head's signature."""
    return signer("kepala").sign(
        with_paraf(), field="pengesahan-2", reason="Pengesahan Kepala Dinas", at=LATER
    )


def with_another_page(pdf: bytes) -> bytes:
    """The same file with a later revision in which the first page shows something else."""
    update = IncrementalPdfFileWriter(BytesIO(pdf))
    page, _ = update.find_page_for_modification(0)
    content = b"BT /f0 24 Tf 72 700 Td (Anggaran: Rp 9.000.000.000) Tj ET"
    page.get_object()["/Contents"] = update.add_object(generic.StreamObject(stream_data=content))
    update.update_container(page.get_object())
    return _written(update)


def with_note(pdf: bytes) -> bytes:
    """The same file with a later revision in which a note lies on the first page."""
    update = IncrementalPdfFileWriter(BytesIO(pdf))
    page, _ = update.find_page_for_modification(0)
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): generic.ArrayObject(
                map(generic.NumberObject, (9, 9, 99, 99))
            ),
            generic.pdf_name("/Contents"): generic.pdf_string("Disetujui"),
        }
    )
    annotations = generic.ArrayObject([update.add_object(note)])
    page.get_object()["/Annots"] = annotations
    update.update_container(page.get_object())
    return _written(update)


def with_title(pdf: bytes, title: str) -> bytes:
    """The same file with a later revision in which it has another title."""
    update = IncrementalPdfFileWriter(BytesIO(pdf))
    update.document_meta.title = title
    update.update_root()
    return _written(update)


def signed_ranges(pdf: bytes) -> list[tuple[int, int, int, int]]:
    """The byte ranges of every signature in the file."""
    fields = enumerate_sig_fields(PdfFileReader(BytesIO(pdf)), filled_status=True)
    ranges = [tuple(int(n) for n in value.get_object()["/ByteRange"]) for _, value, _ in fields]
    return [(a, b, c, d) for a, b, c, d in ranges]


def pdfsig(pdf: bytes) -> str:
    """What poppler's pdfsig says of the file."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        # Without a certificate store of its own it knows no authority; what it says of the
        # signature itself is what counts here.
        command = ["pdfsig", "-nocert", file.name]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return done.stdout + done.stderr


def _written(update: IncrementalPdfFileWriter) -> bytes:
    output = BytesIO()
    update.write(output)
    return output.getvalue()
