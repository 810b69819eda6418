"""Blocks of a Word file one after the other, and what must stay together on a page."""

import math
from collections.abc import Callable, Iterable, Sequence

from docx.oxml.ns import qn

from lakip.documents.blocks import Block, Lines, Signatures
from lakip.documents.word_blocks import Place
from lakip.documents.word_parts import Element, element, keep, last_row_apart

FEWEST_LINES = 2  # So many lines at least stand above a signature.
KEPT_COPIES = 8  # A longer list of copies may go on on the next page.
LINE_LETTERS = 70  # About as many as a line of a decree holds.

type Renderer = Callable[[Sequence[Block], Place], Iterable[Element]]


def flowing(blocks: Sequence[Block], place: Place, render: Renderer) -> list[Element]:
    """The elements of one part of the paper; who signs stays on the page of the last words.

    Lines behind a signature tell who gets a copy (tembusan): they stay on its page.
    """
    made: list[Element] = []
    was_signed = False
    for before, signed in _up_to_signatures(blocks):
        if was_signed and before and isinstance(before[0], Lines):
            keep(made[-1])
            copies = list(render(before[:1], place))
            for each in copies[: KEPT_COPIES if len(copies) > KEPT_COPIES else -2]:
                keep(each)
            made.extend(copies)
            before = before[1:]
        made.extend(render(before, place))
        was_signed = signed is not None
        if signed:
            _hold(made)
            made.extend(render([signed], place))
    return made or [element("p")]


def _up_to_signatures(blocks: Sequence[Block]) -> list[tuple[list[Block], Signatures | None]]:
    told: list[tuple[list[Block], Signatures | None]] = []
    held: list[Block] = []
    for block in blocks:
        if isinstance(block, Signatures):
            told.append((held, block))
            held = []
        else:
            held.append(block)
    return [*told, (held, None)]


def _hold(made: list[Element]) -> None:
    """Keep at least the last two lines, and the gaps after them, together with what follows."""
    lines, at = 0, len(made) - 1
    while at >= 0 and lines < FEWEST_LINES:
        each = made[at]
        if each.tag == qn("w:tbl") and (last := last_row_apart(each)) is not None:
            # What is left of the table stays where it was, to be looked at next.
            made.insert(at + 1, last)
            lines += _held(last[-1])
            continue
        rows = [each] if each.tag == qn("w:p") else each.findall(qn("w:tr"))
        while rows and lines < FEWEST_LINES:
            lines += _held(rows.pop())
        at -= 1


def _held(inside: Element) -> int:
    """Keep a paragraph or a row with what follows; gives about how many lines it has."""
    for part in inside.iter(qn("w:p")):
        keep(part)
    letters = [len(words.text or "") for words in inside.iter(qn("w:t"))]
    return math.ceil(max(letters, default=0) / LINE_LETTERS)
