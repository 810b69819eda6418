"""Files that nobody thought of: the inspectors give a verdict and never an exception."""

import io
import tempfile
import unicodedata
import zipfile
from pathlib import Path

import defusedxml.sax
import pytest
from defusedxml.common import DTDForbidden
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lakip.documents import intake
from lakip.documents.intake_office import inspect_office
from lakip.documents.intake_pdf import inspect_pdf
from tests.documents import corpus as make

SEEDS = {
    "a.docx": make.word({"word/media/1.png": make.noise(300)}),
    "a.xlsx": make.streamed(make.sheet_parts()),
    "a.pdf": make.pdf(make.form),
    "a.png": make.picture("PNG"),
    "a.jpg": make.picture("JPEG"),
}
INSPECTORS = {
    "a.docx": inspect_office,
    "a.xlsx": inspect_office,
    "a.pdf": inspect_pdf,
    "a.png": intake.inspect_picture,
    "a.jpg": intake.inspect_picture,
}
changes = st.lists(
    st.tuples(st.integers(0, 1 << 20), st.binary(max_size=6), st.integers(0, 6)), max_size=5
)


def judge(name: str, data: bytes) -> intake.Verdict:
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        return INSPECTORS[name](Path(file.name), name=name)


def fits_its_form(verdict: intake.Verdict) -> bool:
    if isinstance(verdict, intake.Accepted):
        return verdict.media_type in {kind.media_type for kind in intake.KINDS.values()}
    return bool(verdict.reasons) and all(
        r.endswith(".") and r.isprintable() for r in verdict.reasons
    )


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=150)
@given(changes=changes, cut=st.integers(0, 60))
def test_a_changed_file_gets_a_verdict(name: str, changes: list, cut: int):
    data = bytearray(SEEDS[name])
    for at, new, gone in changes:
        at %= len(data)
        data[at : at + gone] = new
    assert fits_its_form(judge(name, bytes(data[: len(data) - cut // 10 * cut])))


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=40)
@given(rest=st.binary(max_size=400))
def test_bytes_behind_the_right_beginning_get_a_verdict(name: str, rest: bytes):
    magic = intake.KINDS[intake.extension_of(name)].magic
    assert fits_its_form(judge(name, magic + rest))


def refused_by_defusedxml(xml: bytes) -> bool:
    parser = defusedxml.sax.make_parser()
    parser.forbid_dtd = True
    try:
        parser.feed(xml)
        parser.close()
    except DTDForbidden:
        return True
    except Exception:
        return False
    return False


@settings(max_examples=150)
@given(
    before=st.text("<!-> \n?xDa\ufeff", max_size=8),
    doctype=st.sampled_from(
        [
            "<!DOCTYPE x>",
            "<!DOCTYPE x []>",
            '<!DOCTYPE x SYSTEM "u">',
            "<!doctype x>",
            "<!ENTITY a 'b'>",
        ]
    ),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]),
)
@example(before="", doctype="<!DOCTYPE x>", encoding="utf-16")
def test_a_dtd_that_defusedxml_refuses_is_refused(before: str, doctype: str, encoding: str):
    xml = f"{before}{doctype}<x/>".encode(encoding)
    verdict = judge("a.docx", make.word({"a.xml": xml}))
    assert isinstance(verdict, intake.Refused) or not refused_by_defusedxml(xml)
    if refused_by_defusedxml(xml):
        assert "deklarasi XML" in str(verdict)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@settings(max_examples=150)
@given(names=st.lists(st.text(max_size=12), max_size=4))
def test_whatever_is_accepted_unpacks_where_it_should(names: list[str]):
    out = io.BytesIO(make.word())
    with zipfile.ZipFile(out, "a") as archive:
        for name in names:
            try:
                archive.writestr(zipfile.ZipInfo(name), b"")
            except (UnicodeEncodeError, ValueError):
                return
    if isinstance(judge("a.docx", out.getvalue()), intake.Accepted):
        with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(out) as archive:
            for name in archive.namelist():
                target = (Path(folder) / name).resolve()
                assert target.is_relative_to(Path(folder).resolve())


@settings(max_examples=400)
@given(name=st.text(max_size=300) | st.text("ab. /\\\u202e\u0301e\u200d", max_size=200))
@example(name="a" * 130 + ". .docx")
def test_a_clean_name_is_clean(name: str):
    clean = intake.clean_name(name)
    assert clean == intake.clean_name(clean)
    assert 0 < len(clean) <= intake.MAX_NAME
    assert unicodedata.is_normalized("NFC", clean)
    assert not set("/\\") & set(clean)
    assert not any(unicodedata.category(c).startswith("C") for c in clean)
