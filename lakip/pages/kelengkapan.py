"""How complete a report is, as its page shows it: grouped, each lack with the way to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from lakip.papers.laporan_kinerja.completeness import Element, Goal, State, summary
from lakip.papers.laporan_kinerja.judging import elements_of
from lakip.papers.laporan_kinerja.manuscript import Manuscript
from lakip.performance.agreement import plan_for

MOST_LINKS = 6
MOST_SHOWN = 3  # On the page of the step; the manuscript shows all.
_LOOKS = {
    State.DONE: ("done", "circle-check"),
    State.MISSING: ("missing", "alert-triangle"),
    State.NOT_APPLICABLE: ("not-applicable", "ban"),
}


@dataclass(frozen=True, kw_only=True)
class Link:
    """A way to where something is mended."""

    url: str
    label: str


@dataclass(frozen=True, kw_only=True)
class ElementRow:
    """An element with its links and its look."""

    element: Element
    links: tuple[Link, ...]
    more: int  # So many links are left out.

    @property
    def look(self) -> str:
        """The name of its look."""
        return _LOOKS[self.element.state][0]

    @property
    def icon(self) -> str:
        """The icon beside it."""
        return _LOOKS[self.element.state][1]


@dataclass(frozen=True, kw_only=True)
class Group:
    """Elements of one kind."""

    name: str
    elements: tuple[ElementRow, ...]

    @property
    def missing(self) -> int:
        """How many of them are missing."""
        return sum(row.element.state is State.MISSING for row in self.elements)


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """The whole panel."""

    groups: tuple[Group, ...]
    done: int
    missing: int
    not_applicable: int

    @property
    def asked(self) -> int:
        """How many elements are asked of this report."""
        return self.done + self.missing

    @property
    def first_missing(self) -> list[ElementRow]:
        """The first things that are missing, in the order of the report."""
        rows = [row for group in self.groups for row in group.elements]
        return [row for row in rows if row.element.state is State.MISSING][:MOST_SHOWN]


def judgement(found: Manuscript) -> Judgement:
    """How complete the report is now."""
    elements = elements_of(found)
    counts = summary(elements)
    indicators = _indicators(found)
    names = dict.fromkeys(element.group for element in elements)
    return Judgement(
        groups=tuple(
            Group(
                name=name,
                elements=tuple(
                    _row(found, element, indicators)
                    for element in elements
                    if element.group == name
                ),
            )
            for name in names
        ),
        done=counts.done,
        missing=counts.missing,
        not_applicable=counts.not_applicable,
    )


def _row(found: Manuscript, element: Element, indicators: dict[str, str]) -> ElementRow:
    links = [
        Link(url=url, label=goal.label)
        for goal in element.goals
        if (url := _url(found, goal, indicators))
    ]
    shown = tuple(links[:MOST_LINKS])
    return ElementRow(element=element, links=shown, more=len(links) - len(shown))


def _indicators(found: Manuscript) -> dict[str, str]:
    """The page of each indicator by its code."""
    plan = plan_for(found.journey.agency_id, found.journey.year)
    codes: Iterable[tuple[str, object]] = (
        plan.indicators.values_list("code", "pk") if plan is not None else ()
    )
    return {code: reverse("indikator", args=[pk]) for code, pk in codes}


def _url(found: Manuscript, goal: Goal, indicators: dict[str, str]) -> str:
    """Where a goal leads to; empty where there is no page for it."""
    journey = found.journey
    year_page = reverse("kinerja-tahun", args=[journey.agency_id, journey.year])
    match goal.kind:
        case "tulis":
            return f"{reverse('tulis', args=[journey.pk])}?{urlencode({'bagian': goal.name})}"
        case "angka" | "bukti" | "rencana":
            return indicators.get(goal.name, year_page)
        case "anggaran":
            return year_page
        case "periksa":
            return reverse("perjalanan-dokumen", args=[journey.pk])
