"""Reads an agency's list of people from a CSV as Excel writes it; every fault by line and column.

nama;nip;email;jabatan;bidang
Ratna Wulandari;197003151995032001;ratna@dinsos.example;Kepala Dinas;
"""

import csv
import difflib
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from lakip.people.appointing import OUTSIDE, SHARED
from lakip.people.office import BESIDE_THE_SOP, Office
from lakip.people.person import NIP
from lakip.sop.edition import Edition

COLUMNS = ("nama", "nip", "email", "jabatan", "bidang")
NEEDED = ("nama", "email")
LONGEST = {"nama": 120, "email": 254, "bidang": 160}
LARGEST = 5 * 1024 * 1024
STAFF = "pegawai"
DEFINITIVE = Office.Standing.DEFINITIVE

_STANDING = re.compile(r"(plt|plh|pj)\b\.?\s*(.+)", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """One person of the list; `role` is empty for who only works there."""

    line: int
    name: str
    email: str
    nip: str = ""
    role: str = ""
    standing: str = DEFINITIVE
    bidang: str = ""


@dataclass(frozen=True)
class Fault:
    """What is wrong in which line, and in which column where it is one."""

    line: int
    column: str
    sentence: str

    def __str__(self) -> str:
        where = f"Baris {self.line}, kolom {self.column}" if self.column else f"Baris {self.line}"
        return f"{where}: {self.sentence}"


class Faulty(Exception):
    """The list is not taken; `faults` names everything that is to be mended."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: fault.line)
        super().__init__("\n".join(map(str, self.faults)))


def offices_by_name(edition: Edition) -> dict[str, str]:
    """Every way to write an office of the SOP or beside it, with its slug.

    Nobody on an agency's own list is of the team yet, or reviews its report from outside.
    """
    names: dict[str, str] = {"": "", STAFF: ""}
    for role in edition.roles:
        if not role.team and role.slug not in OUTSIDE:
            names |= dict.fromkeys((role.slug, role.name, role.short), role.slug)
    for slug, name in BESIDE_THE_SOP.items():
        names |= {slug: slug, name: slug}
    return {_key(name): slug for name, slug in names.items()}


def read(content: bytes, *, offices: Mapping[str, str]) -> list[Row]:
    """The people of the list. Raises Faulty with every fault in it."""
    faults: list[Fault] = []
    rows = [_row(line, cells, offices, faults) for line, cells in _lines(content, faults)]
    faults += _doubles(rows)
    if faults:
        raise Faulty(faults)
    return rows


def _lines(content: bytes, faults: list[Fault]) -> Iterator[tuple[int, dict[str, str]]]:
    """The lines under the header, as column -> text; blank ones are skipped."""
    text = _text(content)
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    header: list[str] = []
    began = 1
    try:
        for cells in reader:
            line, began = began, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = _header(line, cells)
            elif any(cell.strip() for cell in cells[len(header) :]):
                faults.append(Fault(line, "", f"ada {len(cells)} kolom, kepala {len(header)}."))
            else:
                yield line, dict(zip(header, map(_clean, cells), strict=False))
    except csv.Error as error:
        faults.append(Fault(began, "", f"tanda kutipnya tidak berpasangan ({error})."))
    if not header:
        faults.append(Fault(1, "", f"kepala kolom tidak ada: {separator.join(COLUMNS)}"))


def _text(content: bytes) -> str:
    if len(content) > LARGEST:
        raise Faulty([Fault(1, "", "berkas lebih besar dari 5 MB; ini bukan daftar orang.")])
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        sentence = "bukan UTF-8. Di Excel pilih Simpan Sebagai: CSV UTF-8."
        raise Faulty([Fault(line, "", sentence)]) from error


def _header(line: int, cells: list[str]) -> list[str]:
    names = [_clean(cell).lower().replace("e-mail", "email") for cell in cells]
    while names and not names[-1]:
        names.pop()
    faults = [
        Fault(line, name or str(place), f"tidak dikenal; yang dikenal: {', '.join(COLUMNS)}.")
        for place, name in enumerate(names, 1)
        if name not in COLUMNS
    ]
    faults += [Fault(line, name, "tidak ada.") for name in NEEDED if name not in names]
    faults += [Fault(line, name, "ada dua kali.") for name in COLUMNS if names.count(name) > 1]
    if faults:
        raise Faulty(faults)
    return names


def _row(
    line: int, cells: Mapping[str, str], offices: Mapping[str, str], faults: list[Fault]
) -> Row:
    def blame(column: str, sentence: str) -> None:
        faults.append(Fault(line, column, sentence))

    for column, text in cells.items():
        if len(text) > LONGEST.get(column, 120):
            blame(column, f"lebih dari {LONGEST.get(column, 120)} huruf.")
        if any(unicodedata.category(letter) == "Cc" for letter in text):
            blame(column, "memuat karakter kendali.")
    if not cells.get("nama"):
        blame("nama", "kosong.")
    role, standing, wrong = _office(cells.get("jabatan", ""), offices)
    if wrong:
        blame("jabatan", wrong)
    nip = re.sub(r"[\s'.]", "", cells.get("nip", ""))
    if wrong := _wrong_nip(nip):
        blame("nip", wrong)
    email = cells.get("email", "").lower()
    if wrong := _wrong_email(email):
        blame("email", wrong)
    return Row(line, cells.get("nama", ""), email, nip, role, standing, cells.get("bidang", ""))


def _office(text: str, offices: Mapping[str, str]) -> tuple[str, str, str]:
    """The role and the standing, or what is wrong: "Plt. Sekretaris" is one's Sekretaris as Plt."""
    standing, name = str(DEFINITIVE), _key(text)
    if acting := _STANDING.fullmatch(text):
        standing, name = acting[1].lower(), _key(acting[2])
    if name in offices and (offices[name] or standing == DEFINITIVE):
        return offices[name], standing, ""
    near = difflib.get_close_matches(name, offices, n=1)
    hint = f" Maksudnya {near[0]}?" if near and near[0] else ""
    known = ", ".join(sorted({slug or STAFF for slug in offices.values()}))
    return "", standing, f"“{text}” tidak dikenal.{hint} Pilihannya: {known}."


def _wrong_nip(nip: str) -> str:
    if re.fullmatch(r"\d+,?\d*E\+?\d+", nip, re.IGNORECASE):
        return "diubah Excel menjadi bilangan; jadikan kolom itu Teks lalu ketik lagi NIP-nya."
    try:
        if nip:
            NIP(nip)
    except ValidationError as error:
        return str(error.messages[0])
    return ""


def _wrong_email(email: str) -> str:
    if not email:
        return "kosong."
    try:
        validate_email(email)
    except ValidationError:
        return f"“{email}” bukan alamat e-mail."
    return ""


def _doubles(rows: list[Row]) -> Iterator[Fault]:
    """The same address or NIP twice, or two holders of an office that only one can hold."""
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        alone = row.role if row.standing == DEFINITIVE and row.role not in SHARED else ""
        for column, value in (("email", row.email), ("nip", row.nip), ("jabatan", alone)):
            if not value:
                continue
            before = seen.setdefault((column, value), row.line)
            if before != row.line:
                yield Fault(row.line, column, f"“{value}” sudah ada di baris {before}.")


def _clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _key(name: str) -> str:
    return " ".join(name.lower().replace("-", " ").replace(".", " ").split())
