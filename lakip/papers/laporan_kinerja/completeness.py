"""The completeness of a report: what PermenPANRB 53/2014 and 88/2021 ask, and what is there.

A pure function of the facts, the words at the report's places, what became of the report, and
the open findings of the number checker. Every element that is not done says why, and where or by
whom it is mended.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lakip.papers.laporan_kinerja import (
    completeness_agreement,
    completeness_chapters,
    completeness_criteria,
    completeness_figures,
)
from lakip.papers.laporan_kinerja.circumstances import Circumstances
from lakip.papers.laporan_kinerja.completeness_analyses import seven
from lakip.papers.laporan_kinerja.completeness_elements import (
    CONTENT,
    CRITERIA,
    REST,
    Coverage,
    Element,
    Goal,
    State,
    named,
)
from lakip.papers.laporan_kinerja.completeness_figures import Unresolved, findings_of
from lakip.papers.laporan_kinerja.completeness_reading import Reading
from lakip.papers.laporan_kinerja.facts import ReportFacts
from lakip.papers.laporan_kinerja.outline import Placed

__all__ = [
    "CONTENT",
    "CRITERIA",
    "REST",
    "Coverage",
    "Element",
    "Goal",
    "State",
    "Summary",
    "Unresolved",
    "completeness",
    "findings_of",
    "summary",
]

LEFT_OVER = "{count} bagian masih harus ditulis, di: {places}."
NOTHING_LEFT = "Tidak ada bagian “[Tuliskan …]” yang tersisa."


@dataclass(frozen=True, kw_only=True)
class Summary:
    """How many elements are in which state, and the coverage by the code of its criterion."""

    done: int
    missing: int
    not_applicable: int
    coverage: dict[str, Coverage]

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def completeness(
    facts: ReportFacts,
    placed: Sequence[Placed],
    *,
    circumstances: Circumstances,
    findings: Sequence[Unresolved],
) -> tuple[Element, ...]:
    """Every element in the order of the report, then the criteria, then what is left over."""
    reading = Reading(placed)
    content = _content(facts, reading, circumstances)
    return (
        *content,
        *completeness_criteria.fate(circumstances),
        *completeness_criteria.quality(facts, reading, content),
        _left_over(reading),
        completeness_agreement.element(facts, reading),
        completeness_figures.element(findings),
    )


def _content(
    facts: ReportFacts, reading: Reading, circumstances: Circumstances
) -> tuple[Element, ...]:
    return (
        *completeness_chapters.front(facts, reading, circumstances),
        completeness_chapters.introduction(facts, reading),
        *completeness_chapters.planning(facts, reading),
        completeness_chapters.objectives(facts, reading),
        *seven(facts, reading),
        completeness_chapters.budget(facts, reading),
        completeness_chapters.closing(reading),
        *completeness_chapters.annexes(facts, reading),
    )


def _left_over(reading: Reading) -> Element:
    """The places that a first draft left to be written, wherever they stand."""
    waiting = [(place, what) for place in reading.texts for what in reading.waiting(place)]
    places = named(list(dict.fromkeys(reading.title(place) for place, _ in waiting)))
    reason = LEFT_OVER.format(count=len(waiting), places=places) if waiting else NOTHING_LEFT
    return Element(
        code="isian",
        group=REST,
        title="Bagian yang masih harus ditulis",
        state=State.MISSING if waiting else State.DONE,
        reason=reason,
        goals=tuple(Goal(kind="tulis", name=place, label=_bare(what)) for place, what in waiting),
    )


def _bare(what: str) -> str:
    """`[Tuliskan isu strategis]` as the words of a link: "Tuliskan isu strategis"."""
    return what.strip("[]")


def summary(elements: Iterable[Element]) -> Summary:
    """The elements counted."""
    found = tuple(elements)
    states = [element.state for element in found]
    return Summary(
        done=states.count(State.DONE),
        missing=states.count(State.MISSING),
        not_applicable=states.count(State.NOT_APPLICABLE),
        coverage={
            element.code: element.coverage
            for element in found
            if element.group == CRITERIA and element.coverage is not None
        },
    )
