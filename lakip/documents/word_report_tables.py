"""The tables and captions of a report in Word."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from docx.oxml.ns import qn

from lakip.documents.blocks import Table
from lakip.documents.printable import printable
from lakip.documents.word_parts import (
    Element,
    Look,
    Pad,
    cell,
    element,
    gap,
    keep,
    marked,
    paragraph,
    row,
    table,
)
from lakip.documents.word_report_parts import DEEP, FAINT, GROUND, Ink, words
from lakip.documents.word_tables import TALL

WHOLE_LINES = 14  # A row of more lines may go on on the next page.
LETTER = 1.8  # About the width of a letter, in mm.
LINE, BETWEEN = 3.9, 1.8  # About the height of a line, and of the room between rows.
WHOLE_TO = 65  # mm: a table not higher than this stays whole.
FIRST_ROWS = 3
PAD = Pad(sides=1.6, ends=0.9)
SEPARATE = 2  # A mark of the list shows nothing, so nothing separates what it shows.
SIDES = {"left": "left", "right": "right", "center": "center"}


def is_of_report(block: Table) -> bool:
    """Whether a table outside of a report asks for what only a report's tables have."""
    return bool(block.number or block.aligns or block.strong_rows)


def field(instruction: str, shown: Sequence[Element]) -> list[Element]:
    """A field of Word with what it shows until it is updated."""
    told = element("instrText")
    told.text = f" {instruction} "
    told.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", told),
        element("r", element("fldChar", fldCharType="separate")),
        *shown,
        element("r", element("fldChar", fldCharType="end")),
    ]


def bookmarked(content: list[Element], *, name: str, number: int) -> list[Element]:
    """The content as a place that lists lead to; without a name just the content."""
    if not name:
        return content
    return [
        element("bookmarkStart", id=number, name=name),
        *content,
        element("bookmarkEnd", id=number),
    ]


def caption(number: str, text: str, *, name: str, place: int, above: bool) -> Element:
    """`Tabel 3.1  What it shows`, as a line of Word's list of tables or figures."""
    content: list[Element] = []
    if number:
        content.append(words(number, Ink(bold=True, color=DEEP, size=9.5)))
        content += _listed(number, text)
    if text:
        between = "  " if number else ""
        content.append(words(between + text, Ink(size=9.5)))
    look = Look(
        style="Caption",
        single=True,
        align="left" if above else "center",
        before=8 if above else 3,
        after=3 if above else 10,
        together=above,
    )
    return paragraph(bookmarked(content, name=name, number=place), look)


def _listed(number: str, text: str) -> list[Element]:
    """A hidden mark by which Word puts the line into its list of tables or figures."""
    told = printable(f"{number}  {text}").replace("\n", " ")
    quoted = told.replace("\\", "\\\\").replace('"', "”")
    mark = "T" if number.split()[0].lower() == "tabel" else "G"
    made = field(f'TC "{quoted}" \\f {mark} \\l 1', [])
    for each in made:
        each.insert(0, element("rPr", element("vanish")))
    return [each for at, each in enumerate(made) if at != SEPARATE]


def report_table(
    block: Table, *, width: float, name: str = "", place: int = 0
) -> Iterator[Element]:
    """Strong lines above and below, thin ones between the rows; the header returns."""
    if block.number or block.caption:
        yield caption(block.number, block.caption, name=name, place=place, above=True)
    size = _size(len(block.headings))
    widths = [width * share / sum(block.widths) for share in block.widths]
    body = [
        _row(told, block, widths, size, is_strong=at in block.strong_rows)
        for at, told in enumerate(block.rows)
    ]
    for told in _with_the_next(block, body, widths):
        for each in told.iter(qn("w:p")):
            keep(each)
    made = table([_header(block, widths, size), *body], widths, pad=PAD, has_header=True)
    lines = {"top": (10, DEEP), "bottom": (10, DEEP), "insideH": (4, FAINT)}
    borders = element(
        "tblBorders",
        *(
            element(side, val="single", sz=eighths, space=0, color=color)
            for side, (eighths, color) in lines.items()
        ),
    )
    made[0].find(qn("w:tblLayout")).addprevious(borders)
    yield made
    yield gap(10)


def _with_the_next(
    block: Table, body: Sequence[Element], widths: Sequence[float]
) -> Sequence[Element]:
    """The rows that stay on the page of the row after them.

    A low table is whole; of a higher one the first rows stay together, and a total is not alone.
    """
    high = [max(map(_lines, told, widths), default=1) * LINE + BETWEEN for told in block.rows]
    if sum(high) < WHOLE_TO:
        return body[:-1]
    is_totalled = len(body) - 1 in block.strong_rows
    return [*body[: FIRST_ROWS - 1], *(body[-2:-1] if is_totalled else ())]


def _size(columns: int) -> float:
    """The more columns, the smaller the type."""
    if columns > 8:
        return 8
    return 8.5 if columns > 7 else 9


def align_of(block: Table, column: int) -> str:
    """How a column stands: as told, else a column of numbers of rows in the middle."""
    if column < len(block.aligns):
        return SIDES.get(block.aligns[column], "left")
    return "center" if block.headings[column].rstrip(".") == "No" else "left"


def _row(
    told: Sequence[str], block: Table, widths: Sequence[float], size: float, *, is_strong: bool
) -> Element:
    look = Look(size=size, single=True, bold=is_strong)
    return row(
        [
            cell(
                marked(text, replace(look, align=align_of(block, column))),
                width=across,
                shade=GROUND if is_strong else "",
            )
            for column, (text, across) in enumerate(zip(told, widths, strict=True))
        ],
        height=TALL if block.tall_rows else 0,
        whole=max(map(_lines, told, widths), default=0) <= WHOLE_LINES,
    )


def _lines(text: str, width: float) -> int:
    """About how many lines a text takes in a column, in mm."""
    return sum(math.ceil(len(line) * LETTER / width) for line in text.split("\n"))


def _header(block: Table, widths: Sequence[float], size: float) -> Element:
    """The row of headings; those that are the same side by side are one, over their columns."""
    cells = []
    for text, same in groupby(range(len(widths)), key=lambda column: block.headings[column]):
        held = list(same)
        align = "center" if len(held) > 1 else align_of(block, held[0])
        look = Look(size=size, single=True, align=align, together=True)
        under = element("tcBorders", element("bottom", val="single", sz=8, space=0, color=DEEP))
        cells.append(
            cell(
                [paragraph([words(text, Ink(bold=True, color=DEEP, size=size))], look)],
                width=sum(widths[column] for column in held),
                span=len(held),
                shade=GROUND,
                upright="center",
                borders=under,
            )
        )
    return row(cells, is_header=True)
