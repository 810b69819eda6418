"""How a report's tables write their cells, and how wide their columns are.

What a column holds decides its width, not a fixed share: a code, a figure or a short remark stays
in one line where it can, and names share what is left.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from lakip.documents.blocks import Table
from lakip.documents.charts_letters import width_of
from lakip.papers.laporan_kinerja.facts import YearFigure
from lakip.performance import numbers

DASH = "–"
NOT_YET = "belum ada data"
MISSING = "belum ada"  # The same in a narrow column.
LEFT, RIGHT, CENTER = "left", "right", "center"

ROOM = 453.0  # Points: the width between the margins of an A4 page.
SIZE = 9.0  # The type of a table, in points.
PAD = 11.0  # Both sides of a cell, and a little.
SHORT = 70.0  # What is not broader than this is not broken, unless it is a list.
BROADEST = 0.4  # The share of the page that one word can ask for.
LONGEST = 260.0  # A name longer than this asks for no more: it is broken in any case.


def percent(value: Decimal | None) -> str:
    """A percentage with two decimals; a dash where there is none."""
    return DASH if value is None else f"{numbers.show(value, places=2)}%"


def rupiah(value: Decimal | None) -> str:
    """Rupiah without the sign, for a column that says it."""
    return DASH if value is None else numbers.show(value)


def reached(figure: YearFigure) -> str:
    """The actual, or that there is none."""
    return figure.actual or NOT_YET


def made(
    *,
    number: str,
    caption: str,
    headings: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    aligns: tuple[str, ...],
    strong_rows: tuple[int, ...] = (),
) -> Table:
    """A table whose columns are as wide as what they hold asks for."""
    return Table(
        number=number,
        caption=caption,
        headings=headings,
        rows=tuple(rows),
        widths=widths(headings, rows),
        aligns=aligns,
        strong_rows=strong_rows,
    )


def widths(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[int, ...]:
    """The shares of the columns, in tenths of a percent of the page or near to it."""
    columns = list(zip(*rows, strict=True)) or [()] * len(headings)
    least, most = [], []
    for heading, cells in zip(headings, columns, strict=True):
        told = {line for cell in cells for line in cell.split("\n")}
        lines = [width_of(line, SIZE) for line in told]
        words = [_unbroken(line) for line in told]
        headed = _unbroken(heading, bold=True)
        least.append(min(max([headed, *words]) + PAD, ROOM * BROADEST))
        most.append(max(min(max([headed, *lines]), LONGEST) + PAD, least[-1]))
    return tuple(max(1, round(each / ROOM * 1000)) for each in _shared(least, most))


def _unbroken(line: str, *, bold: bool = False) -> float:
    whole = width_of(line, SIZE, bold=bold)
    if whole <= SHORT and ", " not in line:
        return whole
    return max(width_of(word, SIZE, bold=bold) for word in line.split(" "))


def _shared(least: list[float], most: list[float]) -> list[float]:
    """What each column needs, and of the rest as much as it still wants."""
    spare = ROOM - sum(least)
    wanted = sum(most) - sum(least)
    if spare <= 0:
        return least
    if wanted <= 0:
        broadest = most.index(max(most))
        return [each + (spare if at == broadest else 0) for at, each in enumerate(least)]
    return [low + (high - low) * spare / wanted for low, high in zip(least, most, strict=True)]
