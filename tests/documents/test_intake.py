"""Every honest file is taken in, every hostile one is refused with a sentence that helps."""

import importlib
import subprocess
import sys
import time
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from lakip.documents import intake
from tests.documents import corpus as make
from tests.documents.corpus import Sample

SCRIPT = pikepdf.Name.JavaScript
NEST = "word/embeddings/Microsoft_Excel_Worksheet.xlsx"
DDE = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
MACRO_WORD = make.types(
    "application/vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml"
)
CHART = '<c:chart xmlns:c="urn:c"><c:v>1</c:v></c:chart>'
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {n} "{f"&{p};" * 10}">' for p, n in pairwise("abcdefghi"))
    + "]><l>&i;</l>"
)
XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
TWO_LINES = (
    f"<w:p>{DDE.format(' PAGE ')}<w:r><w:t>Kode DDE dan DDEAUTO dijelaskan</w:t></w:r></w:p>"
    f"<w:p>{DDE.format(' HYPERLINK &quot;http://x/DDE&quot; ')}</w:p>"
)


def office(label: str, name: str, word: str, **made: object) -> Sample:
    maker = make.word if name.endswith("docx") else make.sheet
    return Sample(label, name, lambda: maker(**made), word)  # type: ignore[arg-type]


def plain(label: str, name: str, data: bytes, word: str) -> Sample:
    return Sample(label, name, lambda: data, word)


HONEST = [
    Sample("word", "Laporan.docx", make.word),
    Sample("word streamed", "Laporan v1.2.docx", lambda: make.streamed(make.word_parts())),
    Sample("word with folders", "Laporan.docx", lambda: make.with_folders(make.word_parts())),
    Sample("word fields", "a.docx", lambda: make.word(body=TWO_LINES)),
    Sample("word link", "a.docx", lambda: make.word_rel("hyperlink", "https://kominfo.go.id")),
    Sample(
        "word own template",
        "a.docx",
        lambda: make.word_rel("attachedTemplate", "file:///C:\\Users\\a\\Dinas.dotm"),
        remark="templat",
    ),
    Sample(
        "word chart with workbook",
        "a.docx",
        lambda: make.word({NEST: make.sheet(), "word/charts/chart1.xml": CHART}),
    ),
    Sample("word picture", "a.docx", lambda: make.word({"word/media/1.png": make.picture("PNG")})),
    Sample("word utf-16", "a.docx", lambda: make.word({"a.xml": "<a>é</a>".encode("utf-16")})),
    Sample("sheet", "FORMAT DATA.XLSX", make.sheet),
    Sample("sheet streamed", "a.xlsx", lambda: make.streamed(make.sheet_parts())),
    Sample("sheet 50,000 cells", "a.xlsx", lambda: make.sheet(rows="<c><v>17</v></c>" * 50_000)),
    Sample(
        "sheet linked",
        "a.xlsx",
        lambda: make.sheet(
            {
                "xl/externalLinks/_rels/externalLink1.xml.rels": make.rels(
                    ("externalLinkPath", "file:///D:\\pagu.xlsx", "External")
                )
            }
        ),
        remark="buku kerja lain",
    ),
    Sample(
        "sheet with data connection",
        "a.xlsx",
        lambda: make.sheet({"xl/connections.xml": "<connections/>"}),
        remark="sambungan data",
    ),
    Sample(
        "sheet with old drawing",
        "a.xlsx",
        lambda: make.sheet({"xl/drawings/vmlDrawing1.vml": "<xml><br></xml>"}),
    ),
    Sample("pdf", "SK Tim.pdf", make.pdf),
    Sample("pdf of a document", "Laporan.docx.PDF", make.pdf),
    Sample("pdf linearized", "a.pdf", lambda: make.pdf(linearize=True)),
    Sample(
        "pdf compressed",
        "a.pdf",
        lambda: make.pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate),
    ),
    Sample("pdf with newlines", "a.pdf", lambda: make.pdf() + b"\r\n\n"),
    Sample("pdf form", "a.pdf", lambda: make.pdf(make.form)),
    Sample("pdf odd font names", "a.pdf", lambda: make.pdf(make.font_named_like_a_script)),
    Sample(
        "pdf opens at a page",
        "a.pdf",
        lambda: make.pdf(make.action("GoTo", D=pikepdf.Array([0, pikepdf.Name.Fit]))),
    ),
    Sample(
        "pdf link",
        "a.pdf",
        lambda: make.pdf(
            make.annotation(
                Subtype=pikepdf.Name.Link,
                A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://a.go.id")),
            )
        ),
    ),
    Sample("png", "foto.png", lambda: make.picture("PNG")),
    Sample("png palette", "foto.png", lambda: make.picture("PNG", "P")),
    Sample("jpeg", "foto.jpg", lambda: make.picture("JPEG")),
    Sample("jpeg progressive", "foto.JPEG", lambda: make.picture("JPEG", progressive=True)),
    Sample("jpeg grey with notes", "a.jpg", lambda: make.picture("JPEG", "L", comment=b"\xff\xd9")),
    Sample(
        "jpeg from a phone",
        "a.jpg",
        lambda: make.picture("JPEG") + b"\0\0\0\x18ftypmp42" + bytes(500),
        remark="telepon",
    ),
]

HOSTILE_ARCHIVES = [
    Sample("zip bomb", "a.docx", lambda: make.word({"a.png": bytes(90_000_000)}), "terlalu besar"),
    Sample("bomb, 101 MB", "a.xlsx", lambda: make.sheet({"a.bin": bytes(106 << 20)}), "besar"),
    Sample("bomb that lies", "a.docx", make.lying_bomb, "tidak benar"),
    Sample("bomb in many parts", "a.docx", make.many_megabytes, "200 MB"),
    Sample("bomb, overlapping", "a.docx", make.overlapping, "berbeda"),
    Sample("bomb in workbook", "a.docx", lambda: make.word({NEST: make.many_cells()}), "juta sel"),
    Sample(
        "bomb, nested",
        "a.docx",
        lambda: make.word({NEST: make.sheet({"a.bin": bytes(90_000_000)})}),
        "terlalu besar",
    ),
    Sample("two million cells", "a.xlsx", make.many_cells, "juta sel"),
    Sample(
        "4,001 parts",
        "a.docx",
        lambda: make.word({f"a/{i}.png": b"" for i in range(4000)}),
        "4000 bagian",
    ),
    Sample("locked parts", "a.docx", make.locked_zip, "kata sandi"),
    plain("locked office file", "a.docx", make.OLE, "kata sandi"),
    Sample(
        "duplicate entry",
        "a.docx",
        lambda: make.appended(make.word_parts(), ("word/Document.xml", b"<a/>")),
        "ganda",
    ),
    *(
        Sample(
            f"name {n}",
            "a.docx",
            lambda n=n: make.appended(make.word_parts(), (n, b"x")),
            "nama bagian",
        )
        for n in ("../../etc/cron.d/x", "/etc/x", "word\\x.png", "C:x", "a/./b", "a//b", "a\nb")
    ),
    Sample(
        "symbolic link",
        "a.docx",
        lambda: make.appended(make.word_parts(), (make.link_entry("a.png"), b"/etc/passwd")),
        "bukan berkas biasa",
    ),
    Sample(
        "two directories",
        "a.docx",
        lambda: make.patched(make.word(), b"word/document.xml", b"word/dokument.xml"),
        "berbeda",
    ),
    Sample("hidden data", "a.docx", make.hidden_between, "tersembunyi"),
    Sample("data behind", "a.docx", lambda: make.word() + b"MZ", "di belakangnya"),
    Sample("program before", "a.docx", lambda: b"MZ" + make.word(), "program Windows"),
    Sample("truncated", "a.docx", lambda: make.word()[:-40], "terpotong"),
    Sample(
        "wrong checksum",
        "a.docx",
        lambda: make.header_field(make.word(), "word/document.xml", 16, b"1234", central=True),
        "rusak",
    ),
    Sample("plain zip", "a.docx", lambda: make.zipped({"a.txt": "a"}), "rusak"),
    Sample("broken xml", "a.docx", lambda: make.word(body="<w:p>"), "rusak"),
    Sample("sheet as word", "a.docx", make.sheet, "dokumen Word"),
    Sample("word as sheet", "a.xlsx", make.word, "Excel"),
    Sample(
        "template as word",
        "a.docx",
        lambda: make.zipped(
            make.word_parts()
            | {"[Content_Types].xml": make.types(f"{make.MAIN}template", "word/document.xml")}
        ),
        "tidak sesuai",
    ),
]

HOSTILE_CONTENT = [
    office("laughs", "a.docx", "deklarasi", extra={"customXml/item1.xml": LAUGHS}),
    office("xxe", "a.docx", "deklarasi", extra={"a.xml": XXE}),
    office("xxe utf-16", "a.docx", "deklarasi", extra={"a.xml": XXE.encode("utf-16")}),
    office("xxe in rels", "a.xlsx", "deklarasi", extra={"a.rels": XXE}),
    office("xxe in drawing", "a.xlsx", "deklarasi", extra={"a.vml": XXE}),
    office(
        "xxe under another name",
        "a.xlsx",
        "deklarasi",
        extra={"a.foo": XXE},
        more='<Override PartName="/a.foo" ContentType="application/xml"/>',
    ),
    office("macro", "a.docx", "makro (vbaProject.bin)", extra={"word/vbaProject.bin": make.OLE}),
    office("macro type", "a.docx", "makro", extra={"[Content_Types].xml": MACRO_WORD}),
    office("macro workbook", "a.xlsx", ".xlsx tanpa makro", extra={"xl/vbaProject.bin": b"1"}),
    office("macro sheet", "a.xlsx", "makro", extra={"xl/macrosheets/sheet1.xml": "<a/>"}),
    office(
        "macro in disguise",
        "a.xlsx",
        "makro",
        extra={"xl/x.dat": b"1"},
        more='<Override PartName="/xl/x.dat" ContentType="application/vnd.ms-office.vbaProject"/>',
    ),
    office("macro nested", "a.docx", "makro", extra={NEST: make.sheet({"xl/vbaProject.bin": "1"})}),
    office("activex", "a.docx", "ActiveX", extra={"word/activeX/activeX1.xml": "<a/>"}),
    office("ole object", "a.docx", "objek", extra={"word/embeddings/oleObject1.bin": b"1"}),
    office("ole as picture", "a.docx", "objek", extra={"word/media/1.png": make.OLE}),
    office("program as picture", "a.docx", "program", extra={"word/media/1.png": b"MZ\x90"}),
    office("archive inside", "a.docx", "arsip", extra={"word/media/1.png": make.word()}),
    office("program as drawing", "a.docx", "rusak", extra={"word/media/1.vml": b"MZ\x90"}),
    office("word in word", "a.docx", "objek", extra={"word/embeddings/a.docx": make.word()}),
    office(
        "nested twice",
        "a.docx",
        "objek",
        extra={NEST: make.sheet({"xl/embeddings/b.xlsx": make.sheet()})},
    ),
    office("dde", "a.docx", "DDE", body=DDE.format(" DDEAUTO c:\\\\cmd.exe ")),
    office(
        "dde split",
        "a.docx",
        "DDE",
        body=DDE.format("D") + "<w:r><w:instrText>DE cmd</w:instrText></w:r>",
    ),
    office("dde simple", "a.docx", "DDE", body='<w:fldSimple w:instr="DDE cmd x"/>'),
    office(
        "dde in workbook",
        "a.xlsx",
        "DDE",
        extra={
            "xl/externalLinks/e1.xml": '<externalLink><ddeLink ddeService="cmd"/></externalLink>'
        },
    ),
    *(
        Sample(f"{kind} {target}", "a.docx", lambda k=kind, t=target: make.word_rel(k, t), says)
        for kind, target, says in (
            ("attachedTemplate", "http://x.example/t.dotm", "dari luar (http://x.example/t.dotm)"),
            ("attachedTemplate", "\\\\x.example\\t.dotm", "dari luar"),
            ("image", "https://x.example/1.png", "dari luar"),
            ("oleObject", "file:///C:/a.xlsx", "objek"),
            ("hyperlink", "javascript:alert(1)", "skrip"),
            ("aFChunk", "a.mht", "objek"),
        )
    ),
    Sample("no mode", "a.docx", lambda: make.word_rel("image", "http://x/1.png", ""), "dari luar"),
]

HOSTILE_PDF = [
    Sample("pdf script", "a.pdf", lambda: make.pdf(make.action("JavaScript", JS="x")), "skrip"),
    Sample(
        "pdf script compressed",
        "a.pdf",
        lambda: make.pdf(
            make.action("JavaScript", JS="x"),
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        ),
        "skrip",
    ),
    Sample(
        "pdf script escaped",
        "a.pdf",
        lambda: (
            make.pdf(make.action("JavaScript", JS="xxxx"))
            .replace(b"/JavaScript", b"/JavaScrip#74")
            .replace(b"(xxxx)", b"(xx)")
        ),
        "skrip",
    ),
    Sample(
        "pdf script by reference",
        "a.pdf",
        lambda: make.pdf(
            lambda p: p.Root.__setitem__("/OpenAction", {"/S": p.make_indirect(SCRIPT), "/X": 1})
        ),
        "skrip",
    ),
    Sample(
        "pdf script nested deep",
        "a.pdf",
        lambda: make.pdf(lambda p: p.Root.__setitem__("/A", [[[{"/B": [make.script()]}]]])),
        "skrip",
    ),
    Sample(
        "pdf script link",
        "a.pdf",
        lambda: make.pdf(make.annotation(A=pikepdf.Dictionary(URI=b" JavaScript:alert(1)"))),
        "skrip",
    ),
    Sample("pdf launch", "a.pdf", lambda: make.pdf(make.action("Launch", F="cmd")), "program"),
    Sample("pdf submit", "a.pdf", lambda: make.pdf(make.action("SubmitForm")), "mengirim data"),
    Sample("pdf attachment", "a.pdf", lambda: make.pdf(make.attach), "lampiran"),
    Sample(
        "pdf pinned file",
        "a.pdf",
        lambda: make.pdf(make.annotation(Subtype=pikepdf.Name.FileAttachment)),
        "lampiran",
    ),
    Sample(
        "pdf media",
        "a.pdf",
        lambda: make.pdf(make.annotation(Subtype=pikepdf.Name.RichMedia)),
        "video",
    ),
    Sample(
        "pdf xfa",
        "a.pdf",
        lambda: make.pdf(
            lambda p: p.Root.__setitem__("/AcroForm", pikepdf.Dictionary(XFA=pikepdf.Array()))
        ),
        "XFA",
    ),
    *(
        Sample(
            f"pdf locked by {who}",
            "a.pdf",
            lambda user=user: make.pdf(encryption=pikepdf.Encryption(owner="o", user=user)),
            "dikunci",
        )
        for who, user in (("reader", "u"), ("owner", ""))
    ),
    Sample("pdf 3,001 pages", "a.pdf", lambda: make.pdf(make.many_pages), "3001 halaman"),
    Sample(
        "pdf no pages", "a.pdf", lambda: make.pdf(lambda p: p.pages.__delitem__(slice(2))), "rusak"
    ),
    Sample("pdf truncated", "a.pdf", lambda: make.pdf()[:-60], "terpotong"),
    Sample("pdf half", "a.pdf", lambda: make.pdf()[:300] + b"\n%%EOF", "rusak"),
    Sample("pdf and zip", "a.pdf", lambda: make.pdf() + make.word(), "terpotong"),
    Sample(
        "pdf and zip, ended", "a.pdf", lambda: make.pdf() + make.word() + b"%%EOF", "berkas lain"
    ),
    Sample("pdf behind junk", "a.pdf", lambda: b"\n" + make.pdf(), "bukan PDF"),
    plain(
        "pdf in name only", "a.pdf", b"%PDF-1.7\n<html><script>1</script></html>\n%%EOF", "rusak"
    ),
    plain("html as pdf", "a.pdf", b"<!DOCTYPE html><script>alert(1)</script>", "halaman web"),
]

HOSTILE_OTHERS = [
    plain("svg as png", "a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "halaman web"),
    plain("png 60000 x 60000", "a.png", make.png_header(60000, 60000), "piksel"),
    plain("png of nothing", "a.png", make.png_header(0, 9), "piksel"),
    plain("png truncated", "a.png", make.picture("PNG")[:-9], "rusak"),
    plain(
        "png wrong sum", "a.png", make.patched(make.picture("PNG"), b"IHDR\0", b"IHDR\1"), "rusak"
    ),
    plain("png and zip", "a.png", make.picture("PNG") + make.word(), "berkas lain"),
    plain("jpeg 60000 x 60000", "a.jpg", make.large_jpeg(), "piksel"),
    plain("jpeg truncated", "a.jpg", make.picture("JPEG")[:-2], "rusak"),
    plain("jpeg and zip", "a.jpg", make.picture("JPEG") + make.word(), "berkas lain"),
    plain("jpeg and page", "a.jpg", make.picture("JPEG") + b"<script>1</script>", "berkas lain"),
    plain("jpeg of nothing", "a.jpg", b"\xff\xd8\xff\xd9", "rusak"),
    plain("gif as jpeg", "a.jpg", b"GIF89a" + bytes(20), "gambar GIF"),
    plain("heic as jpeg", "a.jpg", b"\0\0\0\x18ftypheic" + bytes(20), "HEIC"),
    plain("program as jpeg", "a.jpg", b"MZ" + bytes(99), "program Windows"),
    plain("empty", "a.pdf", b"", "kosong"),
    Sample("too large", "a.pdf", lambda: b"%PDF-1.7" + bytes(25 << 20), "25 MB"),
    Sample("wrong extension", "a.docx", make.pdf, "melainkan PDF"),
    Sample("no extension", "laporan", make.pdf, "Hanya berkas"),
    *(
        Sample(f"extension {name}", name, make.pdf, word)
        for name, word in (
            ("laporan.pdf.exe", "Hanya berkas"),
            ("laporan.pdf.html", "Hanya berkas"),
            ("laporan.svg", "Hanya berkas"),
            ("a.docm", "tanpa makro"),
            ("a.xls", ".xlsx"),
            ("a.zip", "satu per satu"),
            ("laporan\u202efdp.exe", "Hanya berkas"),
            (".pdf", "Hanya berkas"),
            ("a.pdf\0.exe", "Hanya berkas"),
        )
    ),
]
HOSTILE = HOSTILE_ARCHIVES + HOSTILE_CONTENT + HOSTILE_PDF + HOSTILE_OTHERS


@cache
def content(sample: Sample) -> bytes:
    return sample.make()


def written(sample: Sample, folder: Path) -> Path:
    path = folder / "upload"
    path.write_bytes(content(sample))
    return path


def inspect(path: Path, name: str, **limits: int) -> intake.Verdict:
    """Inspect in this process, with the inspector that the child would take."""
    kind = intake.KINDS.get(intake.extension_of(name), intake.KINDS[".png"])
    inspector = {
        "lakip.documents.intake": "inspect_picture",
        "lakip.documents.intake_office": "inspect_office",
        "lakip.documents.intake_pdf": "inspect_pdf",
    }[kind.module]
    look = getattr(importlib.import_module(kind.module), inspector)
    return look(path, name=name, limits=replace(intake.DEFAULT, **limits))


def is_sentence(text: str) -> bool:
    return text[0].isupper() and text.endswith(".") and text.isprintable() and "{" not in text


@pytest.mark.parametrize("sample", HONEST, ids=repr)
def test_honest_files_are_accepted(sample: Sample, tmp_path: Path):
    verdict = inspect(written(sample, tmp_path), sample.name)
    kind = intake.KINDS[intake.extension_of(sample.name)]
    assert isinstance(verdict, intake.Accepted), verdict
    assert verdict.media_type == kind.media_type
    assert sample.remark in " ".join(verdict.remarks)
    assert bool(sample.remark) == bool(verdict.remarks)
    assert all(is_sentence(remark) for remark in verdict.remarks)


@pytest.mark.parametrize("sample", HOSTILE, ids=repr)
def test_hostile_files_are_refused_and_say_why(sample: Sample, tmp_path: Path):
    begun = time.monotonic()
    verdict = inspect(written(sample, tmp_path), sample.name)
    assert isinstance(verdict, intake.Refused), verdict
    assert sample.word in " ".join(verdict.reasons)
    assert all(is_sentence(reason) for reason in verdict.reasons)
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    "label",
    [
        "word chart with workbook",
        "sheet linked",
        "pdf",
        "jpeg from a phone",
        "zip bomb",
        "macro",
        "pdf script",
        "png 60000 x 60000",
    ],
)
def test_the_child_says_the_same(label: str, tmp_path: Path):
    sample = next(s for s in HONEST + HOSTILE if s.label == label)
    path = written(sample, tmp_path)
    assert intake.inspect_in_child(path, name=sample.name) == inspect(path, sample.name)


def test_only_plain_files_are_read(tmp_path: Path):
    real = written(HONEST[0], tmp_path)
    link = tmp_path / "link"
    link.symlink_to(real)
    for path in (tmp_path, link):
        assert inspect(path, "a.docx") == intake.Refused((intake.UNSAFE,))


def test_the_file_is_never_altered(tmp_path: Path):
    for sample in (s for s in HONEST if s.label in ("pdf form", "word", "png")):
        path = written(sample, tmp_path)
        inspect(path, sample.name)
        assert path.read_bytes() == content(sample)


def test_a_pdf_of_too_many_objects_is_refused(tmp_path: Path):
    path = written(next(s for s in HONEST if s.label == "pdf"), tmp_path)
    assert "terlalu rumit" in str(inspect(path, "a.pdf", pdf_objects=5))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Laporan Kinerja 2026.docx", "Laporan Kinerja 2026.docx"),
        ("C:\\Users\\budi\\SK Tim.PDF", "SK Tim.PDF"),
        ("../../etc/passwd", "passwd"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("  dua   spasi\t.pdf", "dua spasi.pdf"),
        ("cafe\u0301.pdf", "caf\u00e9.pdf"),
        ("x" * 300 + ".xlsx", "x" * 115 + ".xlsx"),
        ("", "berkas"),
        ("...", "berkas"),
        ("a\0b\r\n.pdf", "ab.pdf"),
    ],
)
def test_names_are_cleaned(given: str, kept: str):
    assert intake.clean_name(given) == kept


# What the child does when it is confined, and what the parent makes of a child that fails.


def in_child(code: str) -> subprocess.CompletedProcess[str]:
    program = f"from lakip.documents import intake\n{code}"
    return subprocess.run(
        [sys.executable, "-c", program, "path", "name"],
        cwd=Path(intake.__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("deed", "stopped_by"),
    [
        ("bytearray(2 << 30)", "MemoryError"),
        ("open('child-wrote', 'wb', buffering=0).write(b'x')", "OSError"),
    ],
)
def test_the_child_is_confined(deed: str, stopped_by: str, tmp_path: Path):
    done = in_child(
        f"import os\nos.chdir({str(tmp_path)!r})\nintake.answer(lambda path, name: {deed})"
    )
    assert done.returncode != 0
    assert stopped_by in done.stderr


def test_the_child_limits_its_processor_time_and_leaves_no_core():
    done = in_child(
        "import resource as r\nintake.confine(intake.DEFAULT)\n"
        "print(r.getrlimit(r.RLIMIT_CPU), r.getrlimit(r.RLIMIT_CORE))"
    )
    assert done.stdout == "(20, 20) (0, 0)\n"


def test_the_child_has_no_network_where_namespaces_are_allowed():
    alone = "import os\nos.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)\n"
    interfaces = "print(open('/proc/self/net/dev').read().count(':'))"
    allowed = in_child(alone).returncode == 0
    done = in_child(f"intake.confine(intake.DEFAULT)\n{interfaces}")
    assert done.returncode == 0
    assert not allowed or done.stdout == "1\n"


@pytest.mark.parametrize("module", ["intake", "intake_office", "intake_pdf"])
def test_the_child_loads_no_more_than_it_needs(module: str):
    done = in_child(f"import sys, lakip.documents.{module}\nprint(*sys.modules)")
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "django" not in loaded
    assert ("pikepdf" in loaded) == (module == "intake_pdf")


def test_a_child_that_takes_too_long_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(intake, "DEFAULT", replace(intake.DEFAULT, wall_seconds=0.001))
    path = written(HONEST[0], tmp_path)
    assert intake.inspect_in_child(path, name="a.docx") == intake.Refused((intake.UNSAFE,))


@pytest.mark.parametrize(
    "printed",
    [
        b"",
        b"[]",
        b"not json",
        b'{"accepted": true, "says": []}',
        b'{"accepted": "text/html", "says": []}',
        b'{"accepted": null, "says": []}',
        b'{"accepted": "application/pdf"}',
        b"\xff",
        b"[" * 100_000,
    ],
)
def test_a_child_that_talks_nonsense_is_a_refusal(
    printed: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    done = subprocess.CompletedProcess([], 0, stdout=printed)
    monkeypatch.setattr(intake.subprocess, "run", lambda *_, **__: done)
    path = written(next(s for s in HONEST if s.label == "pdf"), tmp_path)
    assert intake.inspect_in_child(path, name="a.pdf") == intake.Refused((intake.UNSAFE,))


def test_a_child_that_crashes_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    broken = replace(intake.KINDS[".docx"], module="lakip.documents.nothing_here")
    monkeypatch.setitem(intake.KINDS, ".docx", broken)
    path = written(HONEST[0], tmp_path)
    assert intake.inspect_in_child(path, name="a.docx") == intake.Refused((intake.UNSAFE,))


def test_two_are_inspected_at_a_time_and_a_third_is_told_to_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(intake, "DEFAULT", replace(intake.DEFAULT, wall_seconds=0.01))
    path = written(HONEST[0], tmp_path)
    with intake._places, intake._places:
        assert intake.inspect_in_child(path, name="a.docx") == intake.Refused((intake.BUSY,))
