"""`lakip sop`: what it prints, how it ends, and that it needs no database."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from lakip.sop import printing, reading

SHIPPED = reading.EDITIONS / "lakip.toml"


def run(*words: str) -> tuple[int, str, str]:
    """The exit code, what was printed, and what was complained of."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("sop", *words, stdout=out, stderr=err)
        code = 0
    except SystemExit as end:
        code = int(str(end.code))
    return code, out.getvalue(), err.getvalue()


def broken(folder: Path) -> Path:
    path = folder / "sop.toml"
    text = SHIPPED.read_text(encoding="utf-8")
    path.write_text(text.replace('by = "sekretaris"', 'by = "camat"', 1), encoding="utf-8")
    return path


def test_show_prints_the_table_as_wide_as_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "133")
    assert run("show") == (0, printing.table(reading.shipped(), width=133), "")
    assert run("show", str(SHIPPED)) == run("show")


def test_show_markdown_prints_the_page() -> None:
    assert run("show", "--markdown") == (0, printing.markdown(reading.shipped()), "")


def test_check_says_what_a_sound_file_holds() -> None:
    code, out, err = run("check", str(SHIPPED))
    assert (code, err) == (0, "")
    assert out.startswith("SAH: 12 langkah, 5 pelaksana, 18 surat, SHA-256 ")


@pytest.mark.parametrize("verb", ["check", "show"])
def test_a_faulty_file_is_refused_with_every_fault(verb: str, tmp_path: Path) -> None:
    code, out, err = run(verb, str(broken(tmp_path)))
    assert code == 1
    assert "langkah 2 (penugasan-draft-sk): by menyebut pelaksana camat yang tidak ada." in out
    assert "Tidak sah: 1 kesalahan." in err


def test_a_missing_file_is_refused_in_words(tmp_path: Path) -> None:
    code, out, _ = run("check", str(tmp_path / "tidak-ada.toml"))
    assert code == 1
    assert out.endswith("tidak-ada.toml: berkas itu tidak ada.\n")


def test_docs_writes_the_page_and_knows_a_stale_one(tmp_path: Path) -> None:
    page = tmp_path / "sop.md"
    assert run("docs", "--check", "--to", str(page))[0] == 1
    assert run("docs", "--to", str(page)) == (0, "", "")
    assert page.read_text(encoding="utf-8") == printing.markdown(reading.shipped())
    assert run("docs", "--check", "--to", str(page)) == (0, "", "")
    page.write_text("lama", encoding="utf-8")
    code, _, err = run("docs", "--check", "--to", str(page))
    assert code == 1
    assert "sop.md tidak sesuai lagi dengan SOP; jalankan: lakip sop docs" in err


def test_it_needs_no_database(tmp_path: Path) -> None:
    """Neither one that is there nor one that could be made: the server named does not exist."""
    nowhere = {
        "LAKIP_HOME": str(tmp_path),
        "LAKIP_DATABASE": "postgresql://nobody:x@127.0.0.1:1/none",
    }
    done = subprocess.run(
        [sys.executable, "-m", "lakip.command", "sop", "check", str(SHIPPED)],
        env=os.environ | nowhere,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("SAH: 12 langkah")
