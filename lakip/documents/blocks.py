"""What an official paper is made of. The same blocks become its PDF and its Word file.

A paper is a `Sheet` of blocks in reading order. A block holds words, never looks: the typesetter
(`lakip/typst/`) and the Word writer (`lakip/documents/word.py`) give each kind its shape.
"""

import datetime
from dataclasses import dataclass, field, fields
from decimal import Decimal
from enum import StrEnum
from typing import Any

from lakip.documents.charts_data import Chart
from lakip.documents.report_blocks import Card as Card
from lakip.documents.report_blocks import Cards as Cards
from lakip.documents.report_blocks import Contents as Contents
from lakip.documents.report_blocks import Cover as Cover
from lakip.documents.report_blocks import Note as Note
from lakip.documents.report_blocks import Picture as Picture
from lakip.documents.report_blocks import Section as Section


class Numbering(StrEnum):
    """How the items of a list are marked."""

    NONE = ""
    NUMBERS = "1."
    LETTERS = "a."
    DASHES = "–"


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """The kop: whose paper this is. `logo` is an image's SHA-256 in the file store, or empty."""

    government: str
    agency: str
    address: tuple[str, ...] = ()
    logo: str = ""
    color: str = "#000000"


@dataclass(frozen=True, kw_only=True)
class Title:
    """The paper's name and what belongs right under it, centred. The first line is the heading."""

    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Centered:
    """A centred line such as MEMUTUSKAN:."""

    text: str
    bold: bool = False


@dataclass(frozen=True, kw_only=True)
class Heading:
    """The heading of a part of the paper."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Running text, justified. `indent` sets the first line in."""

    text: str
    indent: bool = False


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Labels with their values, aligned at the colon: `Nomor : 12/…`."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Clauses:
    """A decree's label with its items: `Menimbang : a. bahwa …`, `KESATU : …`."""

    label: str
    items: tuple[str, ...]
    numbering: Numbering = Numbering.NONE


@dataclass(frozen=True, kw_only=True)
class Items:
    """A list."""

    items: tuple[str, ...]
    numbering: Numbering = Numbering.NUMBERS


@dataclass(frozen=True, kw_only=True)
class Choices:
    """A list of boxes, those that apply ticked."""

    options: tuple[tuple[str, bool], ...]
    columns: int = 1


@dataclass(frozen=True, kw_only=True)
class Lines:
    """Lines set one below the other, at the left or from the middle of the page to the right."""

    lines: tuple[str, ...]
    at_right: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table whose first row is its header and returns on each page. `widths` are shares.

    `number` is what the lists of a report call it (Tabel 3.1). `aligns` has a word for each column
    (left, right, center) or none at all; `strong_rows` are the rows of totals, counted from 0.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    caption: str = ""
    tall_rows: bool = False  # Room for a signature by hand in each row.
    number: str = ""
    aligns: tuple[str, ...] = ()
    strong_rows: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Where somebody signs: what stands above, the office, the room for the mark, the name.

    `below` is what else is written under the name, such as a telephone number.
    `address` is where the paper can be verified: it is printed as a QR beside the room. Without
    it the room is left empty for a pen. A line `name` that is empty becomes dots.
    """

    above: tuple[str, ...] = ()
    office: str = ""
    name: str = ""
    rank: str = ""
    nip: str = ""
    below: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Signatures:
    """One signature at the right, or two side by side, with the boxes for paraf before them."""

    columns: tuple[Signature, ...]
    initials: tuple[str, ...] = ()  # The offices that initial, the first the highest.


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Cells with borders, as on a form; each row holds one or two cells of blocks."""

    rows: tuple[tuple[tuple["Block", ...], ...], ...]


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One task of a plan, from its first to its last day."""

    text: str
    who: str
    starts: datetime.date
    ends: datetime.date


@dataclass(frozen=True, kw_only=True)
class Gantt:
    """A plan over the days it takes: a table of tasks, and their bars under the weeks."""

    bars: tuple[Bar, ...]
    days_off: tuple[datetime.date, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Break:
    """What follows begins on a new page, which may lie on its side."""

    landscape: bool = False


@dataclass(frozen=True, kw_only=True)
class Run:
    """Words of one dress within a paragraph."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, kw_only=True)
class Prose:
    """A paragraph of what people wrote in place."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A list of what people wrote in place."""

    items: tuple[tuple[Run, ...], ...]
    numbering: Numbering = Numbering.DASHES


type Block = (
    Letterhead
    | Title
    | Centered
    | Heading
    | Paragraph
    | Facts
    | Clauses
    | Items
    | Choices
    | Lines
    | Table
    | Signatures
    | Frame
    | Gantt
    | Break
    | Section
    | Contents
    | Cover
    | Cards
    | Note
    | Prose
    | Listed
    | Chart
    | Picture
)


class Paper(StrEnum):
    """The sheet's size. F4 (folio) is 215 by 330 mm."""

    A4 = "a4"
    F4 = "f4"


@dataclass(frozen=True, kw_only=True)
class Profile:
    """Paper, margins and type, by the agency's rule for official letters.

    Lengths in mm, size in points, `leading` the distance of lines as a multiple of single
    spacing. Source: Peraturan ANRI 5/2021 (the default), and the older regional practice on F4.
    """

    paper: Paper = Paper.A4
    top: int = 20
    right: int = 20
    bottom: int = 25
    left: int = 30
    serif: bool = False  # Decrees follow the style of legislation: a Bookman.
    size: int = 12
    leading: float = 1.15


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A whole paper. `made_at` is the time written into the file: same input, same bytes."""

    title: str
    author: str
    blocks: tuple[Block, ...]
    made_at: datetime.datetime
    profile: Profile = field(default_factory=Profile)
    foot: str = ""  # A small line at the foot of each page.


@dataclass(frozen=True, kw_only=True)
class Report(Sheet):
    """A long paper with a cover, chapters and lists. `heads` run at the top of its pages."""

    profile: Profile = field(default_factory=lambda: Profile(size=11, leading=1.25))
    heads: tuple[str, str] = ("", "")


def plain(value: Any) -> Any:
    """Blocks as plain values for JSON; each says its `kind`, and a field so named is `which`."""
    if value is None or isinstance(value, str | int):  # Nearly all that is asked.
        return value
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        told = {each.name: plain(getattr(value, each.name)) for each in fields(value)}
        if "kind" in told:
            told["which"] = told.pop("kind")
        return {"kind": type(value).__name__.lower(), **told}
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value
