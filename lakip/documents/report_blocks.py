"""The blocks that only a report has; `lakip/documents/blocks.py` has the others and knows these."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Section:
    """The heading of a part of a report. Level 1 is a chapter (BAB I) and begins a new page.

    The first chapter with a number ends the front matter, whose pages have roman numbers.
    """

    level: int
    number: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Contents:
    """A list of the report's parts, tables or figures with their pages, under a heading."""

    kind: Literal["isi", "tabel", "gambar"] = "isi"


@dataclass(frozen=True, kw_only=True)
class Cover:
    """The report's first page. `logo` is an image's SHA-256 in the file store, or empty."""

    title: str
    agency: str
    government: str
    year: int
    logo: str = ""
    place_line: str = ""


@dataclass(frozen=True, kw_only=True)
class Card:
    """One figure that is to be seen at once: `97,4%`, what it is, and a remark."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Cards:
    """Figures side by side."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, kw_only=True)
class Note:
    """A quiet remark: where figures come from, or why something is not there."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A photo or scan that the office adds; `sha256` is a JPEG in the file store, sizes in pixels.

    Its caption is also what a screen reader says, for nobody else has described it.
    """

    number: str
    caption: str
    sha256: str
    width: int
    height: int
