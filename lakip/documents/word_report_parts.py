"""The quieter blocks of a report in Word: cards, remarks, and what people wrote in place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docx.oxml.ns import qn

from lakip.documents.blocks import Card, Cards, Listed, Run
from lakip.documents.word_parts import (
    Element,
    Look,
    Pad,
    cell,
    element,
    gap,
    paragraph,
    row,
    run,
    tab,
    table,
)

INK, QUIET, FAINT, GROUND = "1B2733", "5A6775", "C3CCD5", "EEF2F6"
DEEP, NIGHT, WARM, SAND = "1F4E79", "12324F", "B4690E", "F0C27A"
HANG, BETWEEN = 7.0, 3.0  # mm: from a mark to its words, and between cards.
_LAST_BEFORE_COLOR = ("rFonts", "b", "bCs", "i", "iCs")


@dataclass(frozen=True, kw_only=True)
class Ink:
    """How words look; `size` in points, `color` as six hexadecimal digits."""

    bold: bool = False
    italic: bool = False
    color: str = ""
    size: float = 0


def words(text: str, ink: Ink) -> Element:
    """A run of words in their ink."""
    made = run(text, Look(bold=ink.bold, size=ink.size))
    told = made.find(qn("w:rPr"))
    if told is None:
        told = element("rPr")
        made.insert(0, told)
    early = [child for child in told if child.tag in {qn(f"w:{tag}") for tag in _LAST_BEFORE_COLOR}]
    at = len(early)
    if ink.italic:
        told.insert(at, element("i"))
        told.insert(at + 1, element("iCs"))
        at += 2
    if ink.color:
        told.insert(at, element("color", val=ink.color))
    return made


def bordered(made: Element, **sides: tuple[int, str, int]) -> Element:
    """Lines at the sides of a paragraph: eighths of a point, colour, distance in points."""
    lines = [
        element(side, val="single", sz=told[0], space=told[2], color=told[1])
        for side, told in sides.items()
    ]
    shape = made.find(qn("w:pPr"))
    before = {qn(f"w:{tag}") for tag in ("pStyle", "keepNext", "keepLines", "pageBreakBefore")}
    at = len([child for child in shape if child.tag in before])
    shape.insert(at, element("pBdr", *lines))
    return made


def tabbed(made: Element, *stops: tuple[str, int, str]) -> Element:
    """Tab stops of a paragraph: alignment, place in twips, leader."""
    told = [element("tab", val=kind, leader=leader, pos=at) for kind, at, leader in stops]
    shape = made.find(qn("w:pPr"))
    spacing = shape.find(qn("w:spacing"))
    spacing.addprevious(element("tabs", *told))
    return made


def dressed(runs: Sequence[Run]) -> list[Element]:
    """What people wrote, bold and italic as they did."""
    return [words(each.text, Ink(bold=each.bold, italic=each.italic)) for each in runs]


def prose(runs: Sequence[Run]) -> Element:
    """A paragraph of it; one that is bold throughout says what follows, and stays with it."""
    if runs and all(each.bold for each in runs):
        said = [words(each.text, Ink(bold=True, italic=each.italic, size=10)) for each in runs]
        return paragraph(said, Look(before=8, after=3, single=True, together=True))
    return paragraph(dressed(runs), Look(align="both", after=6))


def listed(block: Listed, marks: Sequence[str]) -> Iterator[Element]:
    """A list of it, each item behind its mark."""
    for mark, runs in zip(marks, block.items, strict=True):
        if not mark:
            yield paragraph(dressed(runs), Look(align="both", after=3))
            continue
        look = Look(align="both", after=3, left=HANG, hanging=HANG)
        yield paragraph([words(mark, Ink()), tab(), *dressed(runs)], look)


def note(text: str) -> Element:
    """A quiet remark beside a line."""
    look = Look(left=3, before=6, after=8, single=True)
    made = paragraph([words(text, Ink(size=9, color=QUIET))], look)
    return bordered(made, left=(10, FAINT, 6))


def cards(block: Cards, *, width: float) -> Iterator[Element]:
    """As many side by side as share a row evenly, three at most; four are two and two."""
    count = len(block.cards)
    columns = min(count, 2) if count in (1, 2, 4) else 3
    if not count:
        return
    each = (width - BETWEEN * (columns - 1)) / columns
    widths = [each if at % 2 == 0 else BETWEEN for at in range(2 * columns - 1)]
    rows = []
    for start in range(0, count, columns):
        held = block.cards[start : start + columns]
        cells = []
        for at in range(columns):
            if at:
                cells.append(cell([gap(1)], width=BETWEEN))
            if at < len(held):
                cells.append(_card(held[at], each))
            else:
                cells.append(cell([gap(1)], width=each))
        rows.append(row(cells))
        if start + columns < count:
            empty = [cell([gap(BETWEEN / 25.4 * 72)], width=wide) for wide in widths]
            rows.append(row(empty))
    yield gap(4)
    yield table(rows, widths)
    yield gap(10)


def _card(told: Card, width: float) -> Element:
    look = Look(single=True, after=1)
    lines = [
        paragraph([words(told.value, Ink(bold=True, size=18, color=DEEP))], look),
        paragraph([words(told.label, Ink(bold=True, size=9))], look),
    ]
    if told.note:
        lines.append(paragraph([words(told.note, Ink(size=8, color=QUIET))], look))
    edge = element("tcBorders", element("left", val="single", sz=20, space=0, color=WARM))
    return cell(lines, width=width, pad=Pad(sides=2.5, ends=2), shade=GROUND, borders=edge)
