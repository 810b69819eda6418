"""Reading an edition file: sound ones whole, others refused with a sentence, never a crash."""

import dataclasses
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from lakip.sop import reading
from lakip.sop.edition import Act, Duty, Paper, Role, Step
from lakip.sop.form import KEYS, Form
from lakip.sop.reading import EditionFaults
from tests.sop.small import SMALL, changed, faults_of


def test_the_shipped_edition_and_the_small_one_are_sound() -> None:
    assert len(reading.shipped().steps) == 12
    small = reading.read(SMALL)
    assert [step.slug for step in small.steps] == ["susun", "paraf", "sahkan", "kirim"]
    assert small.steps[0].duties == (Duty("menulis", "Menulis", "staf"),)
    assert small.papers[2] == Paper("surat", "Surat", "draft")
    assert small.roles[2] == Role("tim", "Tim", "Tim", team=True)


def test_broken_toml_is_named_with_its_line() -> None:
    assert faults_of('[edition]\nslug = "a')[0].startswith("Baris 2, akhir berkas: bukan TOML yang")
    assert faults_of("[edition]\nslug == 1")[0].startswith("Baris 2, kolom 7: bukan TOML yang sah")
    assert faults_of("a = 1\na = 2\n")[0].startswith("Baris 2, kolom 6: bukan TOML yang sah")


@pytest.mark.parametrize("text", ["x = " + "[" * 1990, "x = " + "1" * 1990, "x = " + "{a=" * 600])
def test_toml_made_to_exhaust_the_reader_is_refused(text: str) -> None:
    assert len(faults_of(text)) >= 1


def test_a_line_made_to_keep_the_reader_busy_is_refused_before_it_is_read() -> None:
    assert faults_of("x = 1\n" + "a" + ".a" * 60_000) == ("Baris 2: lebih dari 2000 huruf.",)


def write(folder: Path, content: bytes) -> Path:
    path = folder / "sop.toml"
    path.write_bytes(content)
    return path


UNREADABLE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "missing": (lambda folder: folder / "tidak-ada.toml", "berkas itu tidak ada."),
    "a folder": (lambda folder: folder, "itu folder, bukan berkas."),
    "huge": (
        lambda f: write(f, b"#\n" * 70_000),
        "Berkas lebih dari 128 kB; itu bukan berkas SOP.",
    ),
    "huge, not text": (lambda f: write(f, b"\xff" * 200_000), "Berkas lebih dari 128 kB"),
    "never ends": (lambda folder: Path("/dev/zero"), "Berkas lebih dari 128 kB"),
    "not UTF-8": (lambda f: write(f, b"# a\n# \xe9\n"), "Baris 2: bukan teks UTF-8."),
    "UTF-16": (lambda f: write(f, SMALL.encode("utf-16")), "Baris 1: bukan teks UTF-8."),
    "empty": (lambda f: write(f, b""), "Berkas: bagian [edition] tidak ada."),
    "a NUL": (lambda f: write(f, b"a = '\0'"), "Baris 1, kolom 6: bukan TOML yang sah"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_file_that_cannot_be_read_says_why(case: str, tmp_path: Path) -> None:
    make, says = UNREADABLE[case]
    with pytest.raises(EditionFaults) as caught:
        reading.read_file(make(tmp_path))
    assert says in str(caught.value)


def test_why_a_file_cannot_be_opened_is_said_in_words() -> None:
    assert reading._why_not_opened(PermissionError()) == "Anda tidak berhak membacanya"
    other = reading._why_not_opened(OSError(5, "Input/output error"))
    assert other == "tidak dapat dibuka (Input/output error)"


@pytest.mark.parametrize(
    "content",
    [SMALL.encode(), SMALL.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + SMALL.encode()],
    ids=["as is", "Windows line ends", "UTF-8 mark of Notepad"],
)
def test_an_edition_keeps_the_text_and_sha256_of_its_file(content: bytes, tmp_path: Path) -> None:
    edition = reading.read_file(write(tmp_path, content))
    assert edition.sha256 == hashlib.sha256(content).hexdigest()
    assert reading.read(edition.text) == edition


def test_a_file_with_windows_line_ends_has_its_faults_on_the_same_lines() -> None:
    text = changed(('by = "staf"', 'by = "camat"'))
    assert faults_of(text) == faults_of(text.replace("\n", "\r\n"))
    assert faults_of(text) == faults_of("\ufeff" + text)


def test_the_keys_of_the_file_are_the_fields_of_the_map() -> None:
    for kind, made in {"role": Role, "paper": Paper, "duty": Duty}.items():
        assert set(KEYS[kind]) == {field.name for field in dataclasses.fields(made)}
    fields = {field.name for field in dataclasses.fields(Step)}
    assert set(KEYS["step"]) == fields - {"duties"} | {"duty"}
    assert KEYS["step"]["duty"] is Form.TABLES


def test_every_act_can_be_read() -> None:
    acts = {step.act for step in reading.shipped().steps}
    assert acts == set(Act)


def test_the_faults_travel_through_a_context_manager() -> None:
    """A frozen exception could not: the machinery of `with` sets its traceback."""
    with pytest.raises(EditionFaults) as caught:
        reading.read("")
    assert caught.value.with_traceback(None) is caught.value
    caught.value.__traceback__ = None
    assert str(caught.value).splitlines() == list(caught.value.faults)
