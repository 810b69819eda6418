"""Whose workbook it is: by its hidden sheet, or where that is gone by the code on its cover."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from lakip.performance.forms import Form
from lakip.performance.sheets_finding import Grid
from lakip.performance.sheets_layout import SEAL
from lakip.performance.sheets_seal import FORM, MASTER, MOST_PIECES, BrokenSeal, Sealed, unseal

GET_AGAIN = "Unduh formatnya lagi, salin isian Anda ke dalamnya, lalu unggah."
NOT_OURS = (
    f"Berkas ini tidak dikenali: lembar pengenal dan kode format di lembar Petunjuk tidak ada. "
    f"{GET_AGAIN}"
)
WRONG_SEAL = (
    f"Pengenal berkas ini diubah atau tidak dibuat oleh sistem ini, jadi isiannya tidak diambil. "
    f"{GET_AGAIN}"
)
IS_MASTER = (
    "Ini buku induk format data, bukan format yang diisi. Unggah format data {unit} yang sudah "
    "diisi."
)
ANOTHER = (
    "Berkas ini format data {theirs}, tahun {their_year}. Yang ditunggu di sini format data "
    "{ours}, tahun {our_year}. Unggah berkas yang benar."
)
ANOTHER_CODE = (
    "Kode format di lembar Petunjuk bukan kode format yang ditunggu di sini ({ours}, tahun "
    "{our_year}). Unggah berkas yang benar."
)
NEWER = (
    "Berkas ini versi {theirs}, sedangkan yang berlaku versi {ours}. Unduh format yang berlaku, "
    "salin isian Anda ke dalamnya, lalu unggah."
)
SEAL_GONE = (
    "Lembar pengenal yang tersembunyi sudah dihapus; berkas dikenali dari kode format di lembar "
    "Petunjuk. Periksa isian yang terbaca."
)
OLDER = (
    "Berkas ini format versi {theirs}; yang berlaku versi {ours}. Isian yang masih ditanyakan "
    "diambil."
)
OLDER_LACKS = "Yang belum ditanyakan pada versi itu: {names}."

_CODE = re.compile(r"Kode format: (?P<id>\S{1,80}) · tahun (?P<year>\d{4}) · versi (?P<v>\d{1,6})")
_COVER_ROWS, _COVER_COLUMNS = 200, 10
_MOST_NAMES = 5


@dataclass(frozen=True, kw_only=True)
class Identity:
    """What the workbook is. With a refusal nothing of it is read; `keys` are rows it must have."""

    refusal: str = ""
    version: int = 0
    drawn_at: int | None = None
    keys: frozenset[str] = frozenset()
    remarks: tuple[str, ...] = ()


def identify(grids: Sequence[Grid], form: Form, secret: bytes) -> Identity:
    """Compare what the workbook says of itself with the form that is awaited."""
    lines = _hidden_lines(grids)
    if lines is None:
        return _by_code(grids, form)
    try:
        sealed = unseal(lines, secret=secret)
    except BrokenSeal:
        return Identity(refusal=WRONG_SEAL)
    if sealed is None:
        return Identity(refusal=IS_MASTER.format(unit=form.unit_name))
    if sealed.form_id != form.id or sealed.year != form.year:
        return Identity(refusal=_another(sealed, form))
    found = _of_version(sealed.version, frozenset(sealed.keys), form)
    return replace(found, drawn_at=sealed.drawn_at)


def _hidden_lines(grids: Sequence[Grid]) -> list[str] | None:
    """The first column of the sheet that begins with our marker, or that bears the name."""
    for grid in grids:
        first = _text(grid.rows[0][0]) if grid.rows else ""
        if first in (FORM, MASTER) or grid.name == SEAL:
            return [_text(row[0]) for row in grid.rows[: MOST_PIECES + 2]]
    return None


def _text(cell: Any) -> str:
    return cell.value if isinstance(cell.value, str) else ""


def _by_code(grids: Sequence[Grid], form: Form) -> Identity:
    """The visible code is no proof; the names of rows and columns must fit as well."""
    found = _code(grids)
    if found is None:
        return Identity(refusal=NOT_OURS)
    if found["id"] != form.id or int(found["year"]) != form.year:
        said = ANOTHER_CODE.format(ours=_whose(form), our_year=form.year)
        return Identity(refusal=said)
    version = int(found["v"])
    keys = frozenset(form.keys) if version == form.version else frozenset()
    identity = _of_version(version, keys, form)
    if identity.refusal:
        return identity
    return Identity(version=version, keys=keys, remarks=(SEAL_GONE, *identity.remarks))


def _code(grids: Sequence[Grid]) -> re.Match[str] | None:
    for grid in grids:
        for row in grid.rows[:_COVER_ROWS]:
            for cell in row[:_COVER_COLUMNS]:
                found = _CODE.search(_text(cell))
                if found:
                    return found
    return None


def _of_version(version: int, keys: frozenset[str], form: Form) -> Identity:
    """An older version is read as far as it goes; a newer one cannot be."""
    if version > form.version:
        return Identity(refusal=NEWER.format(theirs=version, ours=form.version))
    if version == form.version:
        return Identity(version=version, keys=keys)
    remarks = [OLDER.format(theirs=version, ours=form.version)]
    new = [row.name for row in form.all_rows if keys and row.key not in keys]
    if new:
        more = ", dan lainnya" if len(new) > _MOST_NAMES else ""
        remarks.append(OLDER_LACKS.format(names="; ".join(new[:_MOST_NAMES]) + more))
    return Identity(version=version, keys=keys, remarks=tuple(remarks))


def _another(sealed: Sealed, form: Form) -> str:
    return ANOTHER.format(
        theirs=f"{sealed.unit_name}, {sealed.agency}",
        their_year=sealed.year,
        ours=_whose(form),
        our_year=form.year,
    )


def _whose(form: Form) -> str:
    return f"{form.unit_name}, {form.agency}"
