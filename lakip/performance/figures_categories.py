"""Categories against the capaian beside them, by the scale that the table itself shows.

Which scale a table uses is learned from its labels and rows. A label is a mistake only when it
contradicts every scale that has these labels and fits the other rows as well; where the scale is
unknown the bounds are learned, and the finding is of low certainty.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from lakip.performance.figures_cells import Form
from lakip.performance.figures_findings import Certainty, Finding, Kind
from lakip.performance.figures_formulas import HUNDRED
from lakip.performance.figures_habits import Verdict
from lakip.performance.figures_labels import (
    ABOVE,
    LADDERS,
    MET,
    NOT_MET,
    allows,
    label,
    scales_with,
)
from lakip.performance.numbers import show
from lakip.performance.scales import Scale

OTHER_LABEL = (
    "Kategori tercetak “{printed}” untuk capaian {value}; menurut skala yang dipakai tabel ini "
    "seharusnya “{expected}”."
)
UNLIKE_OTHERS = (
    "Kategori tercetak “{printed}” untuk capaian {value}, sedangkan baris lain dengan capaian "
    "sekitar itu berkategori lain."
)
NOT_REACHED = "Tercetak “{printed}”, padahal capaian {value} di bawah 100."
REACHED = "Tercetak “{printed}”, padahal capaian {value} mencapai target."


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line with a label, and the capaian by which the label may have been chosen."""

    one: Verdict
    label: str
    values: tuple[Decimal, ...]

    @property
    def value(self) -> Decimal:
        """The capaian as printed, else as computed."""
        return self.values[0]


def check_categories(verdicts: Iterable[Verdict]) -> Iterator[Finding]:
    """The labels that do not fit, agency by agency."""
    by_agency: dict[str, list[Labelled]] = {}
    for one in verdicts:
        if not one.line.category or one.line.is_money:
            continue
        values = _values(one)
        if (named := label(one.line.category)) and values:
            by_agency.setdefault(one.line.agency, []).append(Labelled(one, named, values))
    for labelled in by_agency.values():
        yield from _plain_words(labelled)
        yield from _by_scale(labelled)


def _values(one: Verdict) -> tuple[Decimal, ...]:
    """The printed capaian; where it is wrong also the right one, for the label may be of that."""
    formula = one.formulas[0]
    computed = [value for q in one.among if (value := formula.of(q.value)) is not None]
    if one.line.achievement.is_number:
        scale = HUNDRED if one.is_fraction else Decimal(1)
        printed = [way.value * scale for way in one.printed]
        if one.formula:
            exact = (one.formula.of(q.value) for q in one.among)
            return (
                *printed,
                *(value for value in exact if value is not None and not one.is_fraction),
            )
        return (*printed, *computed)
    is_blank = one.line.achievement.form is Form.MISSING
    return tuple(computed) if is_blank and one.line.polarity.is_stated else ()


def _plain_words(labelled: list[Labelled]) -> Iterator[Finding]:
    """“Tercapai” and its like need no scale."""
    for one in labelled:
        if NOT_MET.match(one.label):
            if min(one.values) >= HUNDRED:
                yield _finding(one, REACHED, "tercapai", Certainty.HIGH)
        elif ABOVE.match(one.label):
            if max(one.values) < HUNDRED:
                yield _finding(one, NOT_REACHED, "tidak tercapai", Certainty.HIGH)
        elif MET.match(one.label) and max(one.values) < HUNDRED:
            # Some agencies call a little less than the target reached.
            certainty = Certainty.HIGH if max(one.values) < 95 else Certainty.LOW
            yield _finding(one, NOT_REACHED, "tidak tercapai", certainty)


def _by_scale(labelled: list[Labelled]) -> Iterator[Finding]:
    used = {one.label for one in labelled}
    ladder_labels = {name for ladder in LADDERS for name in ladder}
    known = [one for one in labelled if one.label in ladder_labels]
    used &= ladder_labels
    if not known:
        return
    scales = scales_with(frozenset(used))
    fitting = {scale.slug: sum(_is_allowed(scale, one) for one in known) for scale in scales}
    best = max(fitting.values(), default=0)
    if scales and (best * 3 >= len(known) * 2 or len(known) < 3):
        yield from _against_scales(known, scales, fitting)
    elif ladder := next((ladder for ladder in LADDERS if used <= set(ladder)), None):
        yield from _against_neighbours(known, ladder)


def _is_allowed(scale: Scale, one: Labelled) -> bool:
    return any(allows(scale, one.label, value) for value in one.values)


def _against_scales(
    known: list[Labelled], scales: tuple[Scale, ...], fitting: dict[str, int]
) -> Iterator[Finding]:
    for one in known:
        others = {scale.slug: fitting[scale.slug] - _is_allowed(scale, one) for scale in scales}
        most = max(others.values())
        rivals = [scale for scale in scales if others[scale.slug] == most]
        if any(_is_allowed(scale, one) for scale in rivals):
            continue
        is_sure = most >= 3 and most * 4 >= (len(known) - 1) * 3
        expected = {scale.category(one.value) for scale in rivals}
        certainty = Certainty.HIGH if is_sure and len(expected) == 1 else Certainty.LOW
        named = " atau ".join(sorted(expected))
        yield _finding(one, OTHER_LABEL, named, certainty)


def _against_neighbours(known: list[Labelled], ladder: tuple[str, ...]) -> Iterator[Finding]:
    """Learn the bound between better and worse labels; a row on the wrong side stands out."""
    ranked = sorted(known, key=lambda one: one.value)
    rank = {name: at for at, name in enumerate(ladder)}
    odd: dict[int, Labelled] = {}
    for bound in sorted({rank[one.label] for one in known})[1:]:
        for one in _misplaced(ranked, rank, bound):
            odd[one.one.line.row] = one
    if len(odd) * 5 > len(known):
        return
    for one in odd.values():
        yield _finding(one, UNLIKE_OTHERS, "", Certainty.LOW)


def _misplaced(ranked: list[Labelled], rank: dict[str, int], bound: int) -> list[Labelled]:
    """Rows on the wrong side of the best bound between labels better than `bound` and the rest.

    Only where two right rows or more stand between the row and the bound.
    """
    is_better = [rank[one.label] < bound for one in ranked]
    wrong_here = best = sum(not better for better in is_better)
    at = 0
    for index, better in enumerate(is_better):
        wrong_here += 1 if better else -1
        if wrong_here < best:
            best, at = wrong_here, index + 1
    low, high = ranked[:at], ranked[at:]
    worse = [one for one in low if rank[one.label] < bound]
    finer = [one for one in high if rank[one.label] >= bound]
    if len(low) - len(worse) < 2 or len(high) - len(finer) < 2:
        return []
    top = [one.value for one in low if rank[one.label] >= bound]
    bottom = [one.value for one in high if rank[one.label] < bound]
    return [
        *(one for one in worse if one.value < top[-2]),
        *(one for one in finer if one.value > bottom[1]),
    ]


def _finding(one: Labelled, sentence: str, expected: str, certainty: Certainty) -> Finding:
    line = one.one.line
    value = line.achievement.text or show(one.value, places=2)
    return Finding(
        row=line.row,
        column=line.heads.category,
        kind=Kind.CATEGORY,
        printed=line.category,
        expected=expected,
        certainty=certainty,
        sentence=sentence.format(printed=line.category, value=value, expected=expected),
    )
