"""What people do to a data format before they return it, done to the real workbook."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from lakip.performance import sheets
from lakip.performance.forms import Fault, Form, Returned
from lakip.performance.sheets_reading import read
from tests.performance.sample_forms import FORM, SECRET

INDICATORS, BUDGET, COVER, SEAL = "Indikator", "Anggaran", "Petunjuk", "Pengenal"
# Where the rows of the sample form stand.
POOR, COMPLAINTS, WORKERS, SERVICE, SAKIP, MANUAL, DAYS = 7, 8, 9, 11, 12, 13, 14


class Office:
    """Somebody who fills a form in and returns it."""

    def __init__(self, folder: Path, form: Form = FORM) -> None:
        self.folder, self.form = folder, form
        self.data = sheets.write(form, secret=SECRET)

    def work(self, change: Callable[[Any], object]) -> "Office":
        """Change the workbook as a spreadsheet program does: all of it is written anew."""
        book = load_workbook(io.BytesIO(self.data))
        change(book)
        self.data = _saved(book)
        return self

    def fill(self, sheet: str = INDICATORS, **cells: object) -> "Office":
        """Type into cells."""

        def change(book: Workbook) -> None:
            for name, value in cells.items():
                book[sheet][name] = value

        return self.work(change)

    def raw(self, cell: str, inner: str, kind: str = "", sheet: int = 2) -> "Office":
        """Put XML into a cell, for what only a spreadsheet program itself writes."""

        def patch(xml: str) -> str:
            written = f' t="{kind}"' if kind else ""
            found = re.compile(rf'<c r="{cell}"( s="\d+")?( t="\w+")?\s*(/>|>.*?</c>)')
            assert found.search(xml), cell
            return found.sub(rf'<c r="{cell}"\1{written}>{inner}</c>', xml)

        return self.patch(f"xl/worksheets/sheet{sheet}.xml", patch)

    def patch(self, part: str, change: Callable[[str], str]) -> "Office":
        """Change one part of the package."""
        out = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(self.data)) as old,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            assert part in old.namelist(), part
            for name in old.namelist():
                content = old.read(name)
                if name == part:
                    content = change(content.decode()).encode()
                new.writestr(name, content)
        self.data = out.getvalue()
        return self

    def saved(self, name: str = "kembali.xlsx") -> Path:
        """The file as it is uploaded."""
        path = self.folder / name
        path.write_bytes(self.data)
        return path

    def back(self, *, expected: Form | None = None, secret: bytes = SECRET) -> Returned:
        """Return it, and read what it says."""
        return read(self.saved(), secret=secret, expected=expected or self.form)


def said(returned: Returned) -> dict[tuple[str, str], str]:
    """Every answer by key and field."""
    return {(answer.key, answer.field): answer.text for answer in returned.answers}


def only_fault(returned: Returned) -> Fault:
    """The one fault there is."""
    assert len(returned.faults) == 1, returned.faults
    return returned.faults[0]


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
