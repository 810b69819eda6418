"""Files that strangers return instead of a format: none is read, and each gets a sentence."""

import io
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lakip.papers.format_data import reader
from lakip.performance import sheets
from lakip.performance.forms import Returned
from tests.documents import corpus
from tests.performance.sample_forms import FORM, OUTSIDE, SECRET
from tests.performance.worked_on import Office, said

SHEET = "xl/worksheets/sheet2.xml"
GOOD = {("101", "realisasi"): "83.25"}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path).fill(F7=83.25)


def returned(office: Office, name: str = "kembali.xlsx") -> Returned:
    """What the page hears, by way of the child."""
    return reader.read_returned(office.saved("upload"), name=name, form=FORM, secret=SECRET)


def sentences(office: Office, data: bytes | None = None) -> str:
    """What is said of a file of which nothing may be taken, with the gate in this process."""
    office.data = data or office.data
    found = reader.read_here(office.saved("upload"), form=FORM, secret=SECRET)
    assert (found.form_id, found.answers) == ("", ())
    return " ".join(fault.sentence for fault in found.faults)


def in_sheet(change: str) -> Callable[[str], str]:
    """Put rows below those of the form."""
    return lambda xml: xml.replace("</sheetData>", f"{change}</sheetData>")


def with_part(data: bytes, **parts: bytes | str) -> bytes:
    """The workbook with further parts; a double underscore stands for a slash."""
    named = {name.replace("__", "/"): content for name, content in parts.items()}
    return corpus.zipped(_parts(data) | named)


def _parts(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_form_comes_back_through_the_child(office: Office) -> None:
    found = returned(office, "Format Bidang Linjamsos (1) FINAL.XLSX")
    assert said(found) == GOOD
    assert found.faults == ()


def test_what_the_child_says_is_what_is_read_here(office: Office) -> None:
    office.fill(F8="1.234", F9="abc", F11="4,25")
    here = reader.read_here(office.saved("upload"), form=FORM, secret=SECRET)
    assert here.faults
    assert returned(office) == here


def test_the_child_starts_without_django() -> None:
    code = f"import sys, {reader.__name__}; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("data.xls", "berkas ini .xls"),
        ("data.ods", "berkas ini .ods"),
        ("data.csv", "berkas ini .csv"),
        ("data.docx", "berkas ini .docx"),
        ("data.xlsx.exe", "berkas ini .exe"),
        ("data", "tanpa ekstensi"),
    ],
)
def test_another_kind_by_name(office: Office, name: str, words: str) -> None:
    (fault,) = returned(office, name).faults
    assert words in fault.sentence
    assert "simpan sebagai .xlsx" in fault.sentence


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (corpus.OLE, ".xls) atau berkas berkata sandi"),
        (b"indikator;realisasi\nIKM;83,25\n", "bukan buku kerja Excel"),
        (b"<html><table><tr><td>83,25</td></tr></table></html>", "halaman web"),
        (corpus.locked_zip(), "kata sandi"),
        (corpus.word(), "bukan buku kerja Excel"),
        (corpus.pdf(), "melainkan PDF"),
        (b"PK\x03\x04" + bytes(90), "terpotong"),
    ],
)
def test_another_kind_in_disguise(office: Office, data: bytes, words: str) -> None:
    assert words in sentences(office, data)


def test_a_file_of_libreoffice_under_our_extension(office: Office) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", "<a/>")
    assert "(.ods)" in sentences(office, out.getvalue())


@pytest.mark.parametrize(
    ("part", "content", "words"),
    [
        ("xl__vbaProject.bin", corpus.OLE, "makro"),
        ("xl__activeX__activeX1.xml", "<a/>", "ActiveX"),
        ("xl__externalLinks__externalLink1.xml", "<externalLink/>", "buku kerja lain"),
        ("xl__embeddings__lain.xlsx", corpus.sheet(), "tertanam"),
        ("xl__embeddings__oleObject1.bin", corpus.OLE, "objek"),
        ("xl__connections.xml", "<connections/>", "sambungan data"),
        ("xl__media__1.png", b"MZ\x90", "program"),
        ("xl__a.xml", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', "XML"),
        ("xl__a.bin", bytes(2 << 20), "terlalu besar"),
        ("xl__b.bin", corpus.noise(5 << 20), "5 MB"),
    ],
)
def test_what_a_format_may_not_hold(
    office: Office, part: str, content: bytes | str, words: str
) -> None:
    assert words in sentences(office, with_part(office.data, **{part: content}))


def test_too_many_parts(office: Office) -> None:
    many = {f"xl__media__{at}.png": b"" for at in range(200)}
    assert "200 bagian" in sentences(office, with_part(office.data, **many))


def test_a_bomb_of_half_a_million_rows(office: Office) -> None:
    row = '<row><c><v>1</v></c><c t="inlineStr"><is><t>aaaaaaaaaaaaaaaaaaaa</t></is></c></row>'
    office.patch(SHEET, in_sheet(row * 550_000))
    assert "terlalu besar" in sentences(office)


def test_laughs_in_the_words(office: Office) -> None:
    laugh = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    fresh = Office(office.folder)
    fresh.patch("xl/sharedStrings.xml", lambda xml: xml.replace("<sst", f"{laugh}<sst", 1))
    assert "deklarasi" in sentences(fresh)


def test_a_cell_in_the_farthest_corner_costs_nothing(office: Office) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    found = returned(office.patch(SHEET, in_sheet(far)))
    assert said(found) == GOOD
    assert "1048576" in found.remarks[0]


def test_a_row_longer_than_a_sheet_is_wide(office: Office) -> None:
    """Within the gate's limits, and yet more than half a gigabyte in memory."""
    dice = random.Random(3)
    cells = "".join(f"<c><f>{dice.randrange(10)}</f><v>1</v></c>" for _ in range(900_000))
    office.patch(SHEET, in_sheet(f"<row>{cells}</row>"))
    assert "tidak dapat dibuka" in sentences(office)


def test_more_words_than_any_form_has(office: Office) -> None:
    """Within the gate's limits too, and ten seconds of work."""
    dice = random.Random(3)
    words = "".join(f"<si><t>{dice.randrange(10**4)}</t></si>" for _ in range(400_000))
    fresh = Office(office.folder)
    fresh.patch("xl/sharedStrings.xml", lambda xml: xml.replace("</sst>", f"{words}</sst>"))
    assert sentences(fresh) == reader.TOO_HARD


@pytest.mark.parametrize("program", ["/bin/false", "/bin/echo", "/nowhere/python"])
def test_a_child_that_dies_or_raves_is_a_sentence(
    office: Office, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(sys, "executable", program)
    assert [fault.sentence for fault in returned(office).faults] == [reader.TOO_HARD]


def test_a_child_that_hangs_is_ended(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LIMITS", replace(reader.LIMITS, wall_seconds=0))
    assert [fault.sentence for fault in returned(office).faults] == [reader.TOO_HARD]


def test_another_agency_and_another_office_are_refused_through_the_child(tmp_path: Path) -> None:
    theirs = Office(tmp_path, OUTSIDE).fill(F7=9.5)
    (fault,) = returned(theirs).faults
    assert OUTSIDE.unit_name in fault.sentence
    theirs.data = sheets.write(FORM, secret=b"kantor lain")
    (fault,) = returned(theirs).faults
    assert "Pengenal" in fault.sentence
