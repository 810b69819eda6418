"""How papers say what they all say: standing sentences, dates and times, and who is meant.

A standing sentence is kept from one year to the next, so it does not name the year or the agency:
it holds `{tahun}` and `{opd}`, which are filled in when the paper is made.
"""

import datetime
import re
from dataclasses import dataclass

from lakip.documents.blocks import Block, Paragraph
from lakip.documents.letter_words import long_date, upper, weekday_date
from lakip.papers.drafted import NO_NUMBER, Known
from lakip.papers.form import date_of, time_of

DOTS = NO_NUMBER
FILLED_IN = "{opd} dan {tahun} diganti sendiri dengan nama OPD dan tahun laporan."
_TOKEN = re.compile(r"\{(opd|tahun)\}")


def filled(known: Known, text: str) -> str:
    """A standing sentence with the agency and the year in it."""
    values = {"opd": known.agency, "tahun": str(known.year)}
    return _TOKEN.sub(lambda found: values[found[1]], text)


def paragraphs(known: Known, text: str, *, indent: bool = True) -> tuple[Block, ...]:
    """A text as paragraphs, one for each of its lines that is not empty."""
    lines = (line.strip() for line in filled(known, text).split("\n"))
    return tuple(Paragraph(text=line, indent=indent) for line in lines if line)


def dated(answer: str) -> str:
    """`4 Januari 2027`; dots when no date was answered."""
    date = date_of(answer)
    return long_date(date) if date else DOTS


def on_day(answer: str) -> str:
    """`Senin, 4 Januari 2027`; dots when no date was answered."""
    date = date_of(answer)
    return weekday_date(date) if date else DOTS


def at_hours(known: Known, starts: str, ends: str) -> str:
    """`09.00 WIB s.d. selesai`, or until when it lasts."""
    first, last = time_of(starts), time_of(ends)
    until = _clock(last) if last else "selesai"
    zone = known.calendar.zone.name
    if first is None:
        return DOTS
    return f"{_clock(first)}–{until} {zone}" if last else f"{_clock(first)} {zone} s.d. {until}"


def _clock(time: datetime.time) -> str:
    return f"{time.hour:02}.{time.minute:02}"


def numbered(lines: list[str]) -> str:
    """Lines as one text, with numbers when there is more than one."""
    if len(lines) < 2:
        return "".join(lines)
    return "\n".join(f"{at}. {line}" for at, line in enumerate(lines, start=1))


def named(name: str, nip: str) -> str:
    """A name with its NIP below it, as tables show people."""
    return f"{name}\nNIP {nip}" if nip else name


def in_capitals(title: str) -> str:
    """An office as decrees name it: `KEPALA DINAS SOSIAL`, `Plt. KEPALA DINAS SOSIAL`."""
    first, _, rest = title.partition(" ")
    return f"{first} {upper(rest)}" if first in ("Plt.", "Plh.", "Pj.") else upper(title)


@dataclass(frozen=True, kw_only=True)
class Region:
    """The region that an agency belongs to, and how its offices are called."""

    name: str  # "Kabupaten Contoh"
    head: str  # "Bupati Contoh"
    organisation: str  # The office at the Sekretariat Daerah that gathers the reports.


_HEADS = {"Kabupaten": "Bupati", "Kota": "Wali Kota", "Provinsi": "Gubernur"}
_PROVINCES = ("Provinsi", "Istimewa", "Khusus")  # "Daerah Istimewa Yogyakarta" is one, too.


def region_of(government: str) -> Region:
    """The region by its government's name: "Pemerintah Kota Malang" has a Wali Kota."""
    whole = government.removeprefix("Pemerintah ").strip()
    kind, _, proper = whole.removeprefix("Daerah ").partition(" ")
    name, head, office = whole, "Kepala Daerah", "Bagian Organisasi"
    if kind in _HEADS and proper:
        name, head = f"{kind} {proper}", f"{_HEADS[kind]} {proper}"
    elif kind in _PROVINCES and proper:
        head = f"Gubernur {whole}"
    if kind in _PROVINCES:
        office = "Biro Organisasi"
    return Region(name=name, head=head, organisation=office)


def full_agency(known: Known) -> str:
    """The agency with its region: "Dinas Sosial Kabupaten Contoh"."""
    region = region_of(known.government).name
    if region.casefold() in known.agency.casefold():
        return known.agency
    return f"{known.agency} {region}"
