"""What a report has to say, told from its blocks alone, as its PDF and its Word file say it."""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from lakip.documents.blocks import Block, Contents, Report
from lakip.documents.charts import draw
from lakip.documents.charts_data import Chart
from lakip.documents.report_layout import LISTS, NOTHING_LISTED, entries
from tests.documents import word_reading


def words(report: Report, pages: dict[str, list[str]], *, drawn: bool) -> list[str]:
    """Every word of the body in reading order; `drawn` with what stands in the drawings."""
    said: list[str] = []
    for block in report.blocks:
        if isinstance(block, Contents):
            said.append(LISTS[block.kind])
            lines = zip(entries(report.blocks, block.kind), pages[block.kind], strict=True)
            said += [f"{line.number} {line.text} {page}" for line, page in lines]
            if not pages[block.kind]:
                said.append(NOTHING_LISTED[block.kind])
        else:
            said += _said(block, drawn=drawn)
    return " ".join(said).split()


def _said(block: Block, *, drawn: bool) -> Iterator[str]:
    match type(block).__name__:
        case "Cover":
            yield from (block.government.upper(), block.agency, block.title)
            yield from (f"Tahun {block.year}", block.place_line)
        case "Section":
            yield from (block.number, block.text)
        case "Cards":
            for card in block.cards:
                yield from (card.value, card.label, card.note)
        case "Note":
            yield block.text
        case "Prose":
            yield "".join(run.text for run in block.runs)
        case "Listed":
            for number, item in enumerate(block.items, start=1):
                mark = f"{number}." if block.numbering == "1." else str(block.numbering)
                yield f"{mark} {''.join(run.text for run in item)}"
        case "Chart":
            if drawn:
                yield from texts(block)
            yield from (block.number, block.caption)
        case "Table":
            yield block.number
            yield from word_reading.said(block)
        case _:
            yield from word_reading.said(block)


def texts(chart: Chart) -> list[str]:
    """The words within the drawing of a chart."""
    return [unescape(each) for each in re.findall(r"<text[^>]*>([^<]*)</text>", draw(chart))]


def missing(expected: list[str], found: list[str]) -> list[str]:
    """The words that do not come after those before them; heads and feet stand between."""
    rest = iter(found)
    return [word for word in expected if word not in rest]


def of_one_direction(words: Sequence[str]) -> list[str]:
    """A reader of PDF gives words from right to left in the order of the eye."""
    return [word for word in words if word.isascii() or not any(c >= "\u0590" for c in word)]
