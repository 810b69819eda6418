"""Figures that a text quotes of its own table: “realisasi sebesar 88,5” where 85,8 stands."""

import re
from collections.abc import Iterator

from lakip.performance.figures_cells import Cell
from lakip.performance.figures_findings import Certainty
from lakip.performance.figures_habits import Verdict
from lakip.performance.numbers import Meaning, meanings

# What is said against a text: the sentence, what would be right, and how sure that is.
type Said = tuple[str, str, Certainty]

OTHER_FIGURE = "Teks menyebut {what} {figure}, padahal di tabel {printed}."

_NUMBER = r"\d+(?:[.,]\d+)*"
_STATED = re.compile(
    r"\b(?P<role>target|realisasi|capaian)(?:nya)?\s+"
    r"(?P<between>(?:(?:[a-z%()]+|(?:19|20)\d\d)\s+){0,5}?)"
    rf"(?:rp\.?\s*)?(?P<figure>(?!(?:19|20)\d\d\b){_NUMBER})"
)
_BETWEEN = re.compile(
    r"^(?:(?:kinerja|sebesar|adalah|mencapai|yaitu|hanya|sebanyak|yang|ditetapkan|tahun|(?P<year>(?:19|20)\d\d)|ini|baru|sejumlah"
    r"|tercatat|indikator|yakni|of|was|is|adalah|terealisasi|dicapai|diperoleh|nya|telah|sudah|pada"
    r"|anggaran|dalam|perjanjian)\s+)*$"
)


def other_figures(text: str, one: Verdict) -> Iterator[Said]:
    """“realisasi sebesar 88,5” where the table has 85,8."""
    line = one.line
    cells = {"target": line.target, "realisasi": line.actual, "capaian": line.achievement}
    own = (*cells.values(), line.prior_actual, line.prior_target, *line.other_targets)
    found = [hit for hit in _STATED.finditer(text) if _is_of_this_year(hit["between"], line.year)]
    for hit in found:
        cell = cells[hit["role"]]
        ways = meanings(hit["figure"])
        if not cell.is_number or not ways or _is_of_another_kind(hit, text):
            continue
        if _same(ways, cell) or any(
            _same(ways, other)
            for other in own
            if other.is_number
            and hit["role"] != "target"
            and other in (line.prior_actual, line.prior_target)
        ):
            continue
        is_other = any(_same(ways, other) for other in own if other.is_number)
        is_only = sum(other["role"] == hit["role"] for other in found) == 1
        certainty = Certainty.HIGH if is_only and not is_other else Certainty.LOW
        if is_other and hit["role"] == "realisasi" and _same(ways, line.achievement):
            # “Realisasi sebesar 95 %” is often said of the capaian.
            continue
        sentence = OTHER_FIGURE.format(what=hit["role"], figure=hit["figure"], printed=cell.text)
        yield sentence, cell.text, certainty


def _is_of_this_year(between: str, year: str) -> bool:
    """Whether only filling words stand before the figure, and no other year than the line's."""
    found = _BETWEEN.match(between)
    return found is not None and found["year"] in (None, year)


def _is_of_another_kind(hit: re.Match[str], text: str) -> bool:
    """A figure of money, or of the year that is named behind it."""
    after = text[hit.end() : hit.end() + 40]
    return bool(
        re.match(r"\s*(?:juta|miliar|milyar|triliun|ribu|rupiah|pada tahun|\(?tahun)", after)
    )


def _same(ways: tuple[Meaning, ...], cell: Cell) -> bool:
    """Whether a figure of the text is the cell's, rounded to either's places."""
    return any(
        abs(a.value - b.value) <= max(a.half, b.half) * 2
        if a.places != b.places
        else a.value == b.value
        for a in ways
        for b in (*cell.ways, *cell.others)
    )
