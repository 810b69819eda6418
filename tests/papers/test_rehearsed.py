"""Every paper of a rehearsed year: PDF and Word say the same, and other programs read them so."""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from lakip.management import demo_plan
from lakip.papers.drafted import all_drafted
from lakip.papers.laporan_kinerja.writing import PAPER
from lakip.sop import reading
from tests.papers import conformance
from tests.papers.said_by_files import letters, words, words_of_pdf, words_of_word


def rehearse(factory: pytest.TempPathFactory) -> Path:
    """The folder that `lakip rehearse` fills, in a set-up of its own."""
    out = factory.mktemp("gladi")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LAKIP_")}
    command = [sys.executable, "-m", "lakip.command", "rehearse", "--returns", "1", "--out", out]
    home = str(factory.mktemp("home"))
    done = subprocess.run(command, env=kept | {"LAKIP_HOME": home}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rehearse(tmp_path_factory)


@pytest.fixture(scope="module")
def read_by_libreoffice(rehearsed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Word files as LibreOffice reads them: one text file each, in one run of it."""
    out, profile = tmp_path_factory.mktemp("teks"), tmp_path_factory.mktemp("profil")
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless"]
    command += ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(out)]
    command += [str(path) for path in sorted(rehearsed.glob("*.docx"))]
    subprocess.run(command, check=True, capture_output=True, timeout=200)
    return out


def papers() -> Iterator[str]:
    rehearsed = {paper.slug for paper in reading.shipped().papers}  # Without a review.
    yield from (f"{paper.slug}-v1" for paper in all_drafted() if paper.slug in rehearsed)
    yield f"{PAPER}-v1"


def test_every_paper_is_there_as_pdf_and_as_word(rehearsed: Path) -> None:
    for paper in papers():
        assert (rehearsed / f"{paper}.pdf").exists(), paper
        assert (rehearsed / f"{paper}.docx").exists(), paper


@pytest.mark.needs("libreoffice")
def test_libreoffice_reads_the_words_of_the_word_file_in_its_order(
    rehearsed: Path, read_by_libreoffice: Path
) -> None:
    for paper in papers():
        found = words((read_by_libreoffice / f"{paper}.txt").read_text("utf-8-sig"))
        assert found == words_of_word((rehearsed / f"{paper}.docx").read_bytes()), paper


@pytest.mark.needs("poppler")
def test_pdf_and_word_say_the_same(rehearsed: Path) -> None:
    for paper in papers():
        pdf = letters(words_of_pdf((rehearsed / f"{paper}.pdf").read_bytes()))
        word = letters(words_of_word((rehearsed / f"{paper}.docx").read_bytes()))
        # Page numbers, and the heads of tables that return on a new page, are the PDF's alone.
        assert not word - pdf, paper


@pytest.mark.needs("poppler")
def test_what_was_marked_is_called_valid_by_another_program(rehearsed: Path) -> None:
    marked = [*rehearsed.glob("*-paraf.pdf"), *rehearsed.glob("*-signature.pdf")]
    assert len(marked) > 5
    for path in marked:
        said = subprocess.run(["pdfsig", path], capture_output=True, text=True).stdout
        with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf:
            count = len(pdf.Root.AcroForm.Fields)
        assert said.count("Signature is Valid.") == count, (path.name, said)


@pytest.mark.needs("poppler")
def test_every_pdf_conforms_also_with_its_marks(rehearsed: Path) -> None:
    files = sorted(rehearsed.rglob("*.pdf"))
    assert len(files) > 20
    assert any("laporan-kinerja" in path.name for path in files if path.parent != rehearsed)
    judged = {path.name: conformance.faults(path.read_bytes()) for path in files}
    assert {name: found for name, found in judged.items() if found} == {}
    off = {path.name: conformance.words_off_the_page(path.read_bytes()) for path in files}
    assert {name: found for name, found in off.items() if found} == {}


@pytest.mark.needs("poppler")
def test_the_judge_sees_what_is_wrong(rehearsed: Path) -> None:
    def spoilt(spoil: Callable[[pikepdf.Pdf], object]) -> list[str]:
        kept = io.BytesIO()
        with pikepdf.open(rehearsed / "draft-sk-tim-v1.pdf") as pdf:
            spoil(pdf)
            pdf.save(kept)
        return conformance.faults(kept.getvalue())

    def without(name: str) -> Callable[[pikepdf.Pdf], object]:
        return lambda pdf: pdf.Root.__delitem__(name)

    assert "it has no structure" in spoilt(without("/StructTreeRoot"))
    assert "it has no output intent" in spoilt(without("/OutputIntents"))
    assert "its language is not Indonesian" in spoilt(without("/Lang"))
    assert "it is not marked as tagged" in spoilt(without("/MarkInfo"))
    assert "its metadata do not say PDF/A-2a" in spoilt(without("/Metadata"))
    scripted = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    said = spoilt(lambda pdf: pdf.Root.__setitem__("/OpenAction", scripted))
    assert "it does /JavaScript" in said or "it holds /JS" in said


def reports(folder: Path) -> dict[str, bytes]:
    """Every version of the reports of both agencies, with the data they were made from."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*laporan-kinerja-*"))
        if not path.stem.endswith(("-paraf", "-signature"))
    }


def test_the_same_year_in_another_set_up_gives_the_same_bytes(
    rehearsed: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    first, second = reports(rehearsed), reports(rehearse(tmp_path_factory))

    assert {Path(name).suffix for name in first} == {".pdf", ".docx", ".json"}
    assert any("/" in name for name in first), "the second agency's is missing"
    assert first == second


def test_a_second_agencys_report_holds_nothing_of_the_first(rehearsed: Path) -> None:
    (theirs,) = (path for path in rehearsed.glob("*/*.docx") if "laporan-kinerja" in path.name)
    said = " ".join(words_of_word(theirs.read_bytes()))
    rich = demo_plan.facts(demo_plan.RICH)
    of_the_first = {
        *(one["name"] for kind in ("indicator", "programme", "bidang") for one in rich[kind]),
        *(one["text"] for one in rich["objective"]),
        *(text for one in rich["indicator"] for text in one["answer"].values() if len(text) > 20),
        "Dinas Sosial",
    }
    poor = theirs_too(demo_plan.facts(demo_plan.POOR))

    assert len(of_the_first) > 60
    assert not [each for each in of_the_first - poor if each in said]


def theirs_too(told: dict[str, Any]) -> set[str]:
    """Names that both agencies' plans have, such as the programme that every office has."""
    return {one["name"] for kind in ("indicator", "programme") for one in told[kind]}
