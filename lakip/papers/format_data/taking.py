"""Takes a filled workbook in: every good cell becomes an entry, every faulty one a sentence."""

import datetime
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile

from lakip.documents import filing
from lakip.papers.format_data import answering, filling, reader
from lakip.papers.format_data.answering import Cell, Writer
from lakip.performance import values
from lakip.performance.forms import Answer, Asks, BudgetRow, Fault, FormRow
from lakip.performance.requests import DataRequest, Entry
from lakip.performance.values import Number

NO_FILE = "Pilih dahulu berkas Excel yang sudah diisi."
KEPT_ASIDE = (
    "{count} isian berbeda dari yang diubah orang lain setelah format ini diunduh; isian dari "
    "berkas disimpan di sampingnya. Pilih yang benar di halaman ini."
)


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What came of a workbook."""

    kept: int
    faults: tuple[Fault, ...]
    remarks: tuple[str, ...]


def take_workbook(
    *, request: DataRequest, upload: UploadedFile, writer: Writer, at: datetime.datetime
) -> Taken:
    """Read the workbook in a confined child and keep its good cells. Raises Refused, NotTaken."""
    answering.check_filling(request, writer, at)
    form = filling.form_of(request)
    with filing.waiting(upload) as path:
        returned = reader.read_returned(
            path, name=upload.name or "", form=form, secret=filling.secret()
        )
    rows: dict[str, FormRow | BudgetRow] = {row.key: row for row in form.rows}
    rows |= {row.key: row for row in form.budget}
    before = _Before(request, returned.drawn_at)
    cells = [
        cell
        for answer in returned.answers
        if (cell := before.cell(answer, typed_text(answer, rows[answer.key])))
    ]
    saved = answering.save(request=request, cells=cells, writer=writer, at=at)
    aside = (KEPT_ASIDE.format(count=len(saved.aside)),) if saved.aside else ()
    return Taken(kept=saved.kept, faults=returned.faults, remarks=(*returned.remarks, *aside))


class _Before:
    """What stood in each cell when the workbook was made, and what stands there now."""

    def __init__(self, request: DataRequest, drawn_at: int | None) -> None:
        self._newest = filling.typed(request)
        self._drawn: dict[tuple[int, str], Entry] = {}
        if drawn_at is not None:
            seen = Entry.objects.filter(line__request=request, is_aside=False, pk__lte=drawn_at)
            self._drawn = {(one.line_id, one.field): one for one in seen.order_by("number")}
        self._knows = drawn_at is not None

    def cell(self, answer: Answer, text: str) -> Cell | None:
        """The cell to be saved; None where the workbook only repeats what it was made with.

        Without the hidden sheet nobody knows when it was made; then it counts as the newest.
        """
        key = (int(answer.key), answer.field)
        now = self._newest.get(key[0], {}).get(key[1])
        if not self._knows:
            return Cell(*key, text, now.number if now else 0)
        drawn = self._drawn.get(key)
        if drawn and drawn.text == text:
            return None
        return Cell(*key, text, drawn.number if drawn else 0)


def typed_text(answer: Answer, row: FormRow | BudgetRow) -> str:
    """A canonical answer as somebody would type it, so that it is read again as the same."""
    asked = next(field for field in row.fields if field.slug == answer.field)
    if asked.asks is Asks.TEXT:
        return answer.text
    if asked.asks is Asks.VALUE and isinstance(row, FormRow):
        value = values.restore(answer.text, row.kind)
        return plain(answer.text) if isinstance(value, Number) else values.show(value)
    return plain(answer.text)


def plain(canonical: str) -> str:
    """A decimal with a comma and without thousands; 1.234 gets a zero more, to be no thousand."""
    whole, _, part = canonical.partition(".")
    if not part:
        return whole
    return f"{whole},{part}0" if len(part) == 3 else f"{whole},{part}"
