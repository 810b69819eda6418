"""The pieces of a Word file: runs, paragraphs and tables as WordprocessingML elements.

Children stand in the order that ECMA-376 part 1, section 17 demands, because Word calls a file
with another order damaged. Lengths are given in mm, sizes of type in points.
"""

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from lakip.documents.printable import printable

type Element = BaseOxmlElement

# Not in Arial: Windows has them in this font, elsewhere the nearest font that does is taken.
BOXES = {True: "☑", False: "☐"}
BOX_FONT = "Segoe UI Symbol"
TWIPS = 1440 / 25.4
POINT = 25.4 / 72  # A point in mm.
CAPITAL = 0.78  # The width of a broad capital, as a share of its size.
MARK = re.compile(r"(?:[0-9]{1,3}|[a-z]{1,2})\. ")
# A letter of a mark (digits, a dot, a space) in mm for each point of its size.
USUAL_SIZE, MARK_WIDTH = 12, 0.13


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a paragraph looks. `line` fixes the height of its lines, in points."""

    style: str = ""
    align: str = "left"
    left: float = 0
    right: float = 0
    hanging: float = 0
    first: float = 0
    before: float = 0
    after: float = 0
    line: float = 0
    single: bool = False
    together: bool = False  # Stays on the page of what follows.
    bold: bool = False
    underlined: bool = False
    size: float = 0
    font: str = ""


PLAIN = Look()


def twips(length: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(length * TWIPS)


def element(tag: str, *children: Element | None, **attributes: str | int) -> Element:
    """One element of the main namespace; a child that is None is left out."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend([child for child in children if child is not None])
    return made


def run(text: str, look: Look = PLAIN) -> Element:
    """Words with their type; a line end is a break within the paragraph."""
    made = element("r", _type(look))
    for number, line in enumerate(printable(text).split("\n")):
        if number:
            made.append(element("br"))
        words = element("t")
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(words)
    return made


def _type(look: Look) -> Element | None:
    font, size = look.font, round(look.size * 2)
    told = [
        element("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font) if font else None,
        element("b") if look.bold else None,
        element("bCs") if look.bold else None,
        element("sz", val=size) if size else None,
        element("szCs", val=size) if size else None,
        element("u", val="single") if look.underlined else None,
    ]
    return element("rPr", *told) if any(each is not None for each in told) else None


def tab() -> Element:
    """To the next tab stop: after a hanging mark, to where its text begins."""
    return element("r", element("tab"))


def paragraph(text: str | Sequence[Element] = "", look: Look = PLAIN) -> Element:
    """A paragraph of words, or of runs that are already made."""
    made = element("p", _shape(look))
    if isinstance(text, str):
        made.extend([run(text, look)] if text else [])
    else:
        made.extend(text)
    return made


def keep(made: Element) -> None:
    """Keep a paragraph that is already made on the page of what follows it."""
    shape = made[0]
    if shape.find(qn("w:keepNext")) is None:
        shape.insert(0 if shape.find(qn("w:pStyle")) is None else 1, element("keepNext"))


def _shape(look: Look) -> Element:
    indent = {
        "left": twips(look.left),
        "right": twips(look.right),
        "hanging": twips(look.hanging),
        "firstLine": twips(look.first),
    }
    indent = {name: value for name, value in indent.items() if value}
    return element(
        "pPr",
        element("pStyle", val=look.style) if look.style else None,
        element("keepNext") if look.together else None,
        element("spacing", **_spacing(look)),
        element("ind", **indent) if indent else None,
        element("jc", val=look.align) if look.align != "left" else None,
        _type(look),
    )


def _spacing(look: Look) -> dict[str, str | int]:
    space: dict[str, str | int] = {
        "before": round(look.before * 20),
        "after": round(look.after * 20),
    }
    if look.line:
        space |= {"line": round(look.line * 20), "lineRule": "exact"}
    elif look.single:
        space |= {"line": 240, "lineRule": "auto"}
    return space


def paragraphs(text: str, look: Look = PLAIN) -> list[Element]:
    """Each line of the text as a paragraph of its own: a broken justified line would be torn."""
    return [paragraph(line, look) for line in printable(text).split("\n")]


def hanging(mark: str, text: str, look: Look, *, by: float) -> Element:
    """A paragraph whose mark stands out at its left."""
    shaped = replace(look, left=look.left + by, hanging=by)
    return paragraph([run(mark, look), tab(), run(text, look)], shaped)


def marked(text: str, look: Look = PLAIN) -> list[Element]:
    """Each line as a paragraph; what does not fit on a numbered one begins under its words."""
    made = []
    for line in printable(text).split("\n"):
        found = MARK.match(line)
        by = len(found[0]) * (look.size or USUAL_SIZE) * MARK_WIDTH if found else 0.0
        made.append(paragraph(line, replace(look, left=look.left + by, hanging=by)))
    return made


def ticked(text: str, look: Look, *, is_ticked: bool) -> Element:
    """A box before its text."""
    by = 7.0
    box = run(BOXES[is_ticked], replace(look, font=BOX_FONT, bold=False))
    shaped = replace(look, left=look.left + by, hanging=by)
    return paragraph([box, tab(), run(text, look)], shaped)


def gap(points: float = 6, *, together: bool = False) -> Element:
    """A low empty paragraph: Word glues tables together that have none between them."""
    return paragraph("", Look(line=max(points, 1), size=1, together=together))


@dataclass(frozen=True, kw_only=True)
class Pad:
    """The room between a cell's border and its text, in mm."""

    sides: float = 0
    ends: float = 0


def cell(
    content: Iterable[Element],
    *,
    width: float,
    span: int = 1,
    down: str = "",
    pad: Pad | None = None,
    shade: str = "",
    upright: str = "",
    borders: Element | None = None,
) -> Element:
    """A table's cell. It ends in a paragraph, without which Word refuses the file.

    `down` is `restart` in the first and `continue` in the other cells that are one downwards.
    """
    inside = list(content)
    if not inside or inside[-1].tag != qn("w:p"):
        inside.append(gap(1))
    told = element(
        "tcPr",
        element("tcW", w=twips(width), type="dxa"),
        element("gridSpan", val=span) if span > 1 else None,
        element("vMerge", val=down) if down else None,
        borders,
        element("shd", val="clear", color="auto", fill=shade) if shade else None,
        _margins("tcMar", pad) if pad else None,
        element("vAlign", val=upright) if upright else None,
    )
    return element("tc", told, *inside)


def row(
    cells: Iterable[Element], *, is_header: bool = False, whole: bool = True, height: float = 0
) -> Element:
    """A table's row. A whole row is not torn between pages; a header returns on each page."""
    told = [
        element("cantSplit") if whole else None,
        element("trHeight", val=twips(height), hRule="atLeast") if height else None,
        element("tblHeader") if is_header else None,
    ]
    properties = element("trPr", *told) if any(each is not None for each in told) else None
    return element("tr", properties, *cells)


def table(
    rows: Iterable[Element],
    widths: Sequence[float],
    *,
    bordered: bool = False,
    pad: Pad | None = None,
    has_header: bool = False,
    left: float = 0,
) -> Element:
    """A table with fixed columns."""
    lines = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = [element(line, val="single", sz=4, space=0, color="000000") for line in lines]
    told = element(
        "tblPr",
        element("tblW", w=sum(twips(width) for width in widths), type="dxa"),
        element("tblInd", w=twips(left), type="dxa"),
        element("tblBorders", *borders) if bordered else None,
        element("tblLayout", type="fixed"),
        _margins("tblCellMar", pad or Pad()),
        element("tblLook", val="0020" if has_header else "0000"),
    )
    columns = [element("gridCol", w=twips(width)) for width in widths]
    return element("tbl", told, element("tblGrid", *columns), *rows)


def last_row_apart(made: Element) -> Element | None:
    """Take the last row off a table without lines, as a table of its own below it.

    LibreOffice keeps a whole table with what follows or nothing of it; Word shows both as one.
    """
    rows = made.findall(qn("w:tr"))
    if len(rows) < 2 or made.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}") is not None:
        return None
    return element("tbl", *(deepcopy(told) for told in made[:2]), rows[-1])


def _margins(tag: str, pad: Pad) -> Element:
    room = {"top": pad.ends, "left": pad.sides, "bottom": pad.ends, "right": pad.sides}
    return element(
        tag, *(element(side, w=twips(length), type="dxa") for side, length in room.items())
    )
