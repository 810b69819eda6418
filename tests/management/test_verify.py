"""`lakip verify`: a file on the server is judged without pages and without a network."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from lakip.documents import filing
from lakip.documents.models import Rendition, Version
from lakip.management import demo
from lakip.management.official_walk import OfficialWalk
from tests import cast


def said(file: Path) -> tuple[str, int]:
    out, code = StringIO(), 0
    try:
        call_command("verify", file, stdout=out)
    except SystemExit as end:
        code = int(end.code or 0)
    return out.getvalue(), code


def test_it_says_what_a_file_is_and_by_whom(db: None, tmp_path: Path) -> None:
    walk = OfficialWalk(demo.prepare(at=cast.MONDAY), year=2026, starts=cast.MONDAY)
    cast.Office(walk).to("rapat-persiapan")
    sk = Version.objects.get(document__paper="draft-sk-tim")
    signed = sk.renditions.filter(kind=Rendition.Kind.SIGNED).latest("at")
    with filing.store().open(signed.sha256) as source:
        data = source.read()
    file = tmp_path / "nama lain.pdf"
    file.write_bytes(data)
    words, code = said(file)
    assert code == 0
    assert words.startswith("UTUH. Tepat berkas yang ditandatangani.\n")
    assert "nomor 1 TAHUN 2027" in words
    assert "tanda tangan Ratna Wulandari (Kepala Dinas)" in words
    assert "paraf Bambang Prasetyo (Sekretaris)" in words
    half = len(data) // 2
    file.write_bytes(data[:half] + b"?" + data[half + 1 :])
    words, code = said(file)
    assert code == 1
    assert words.startswith("BERUBAH.")


def test_a_file_that_is_not_there_is_said_so(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        call_command("verify", tmp_path / "tidak-ada.pdf")
