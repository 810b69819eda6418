"""The first drafts of every paragraph of the report: from the facts alone, the same every time.

No clock, no chance and no model has a say. Neighbours read differently because their place
decides which of a few shapes they take. What is not known is said to be not known.
"""

from collections.abc import Callable

from lakip.papers.laporan_kinerja.facts import IndicatorFacts, ObjectiveFacts, ReportFacts
from lakip.papers.laporan_kinerja.sentences_budget import (
    budget_and_performance,
    budget_programmes,
    budget_sum,
)
from lakip.papers.laporan_kinerja.sentences_causes import causes
from lakip.papers.laporan_kinerja.sentences_closing import conclusion, last_words, steps
from lakip.papers.laporan_kinerja.sentences_drafted import (
    PLACEHOLDER,
    Change,
    Drafted,
    Remark,
    changes,
    placeholders,
)
from lakip.papers.laporan_kinerja.sentences_front import preface, summary
from lakip.papers.laporan_kinerja.sentences_means import efficiency, supporting
from lakip.papers.laporan_kinerja.sentences_objective import objective_closing, objective_opening
from lakip.papers.laporan_kinerja.sentences_opening import (
    arrangement,
    background,
    legal_basis,
    organisation,
    purpose,
    strategic_issues,
)
from lakip.papers.laporan_kinerja.sentences_plan import agreement, plan_summary, revision
from lakip.papers.laporan_kinerja.sentences_preparation import preparation
from lakip.papers.laporan_kinerja.sentences_remarks import remarks
from lakip.papers.laporan_kinerja.sentences_standing import national, plan_end
from lakip.papers.laporan_kinerja.sentences_year import this_year
from lakip.papers.laporan_kinerja.sentences_years import earlier_years

__all__ = [
    "PLACEHOLDER",
    "SEVEN",
    "Change",
    "Drafted",
    "Remark",
    "agreement",
    "arrangement",
    "background",
    "budget",
    "causes",
    "changes",
    "conclusion",
    "drafts",
    "earlier_years",
    "efficiency",
    "last_words",
    "legal_basis",
    "national",
    "objective_closing",
    "objective_opening",
    "organisation",
    "place_of",
    "placeholders",
    "plan_end",
    "plan_summary",
    "preface",
    "preparation",
    "purpose",
    "remarks",
    "revision",
    "seven",
    "steps",
    "strategic_issues",
    "summary",
    "supporting",
    "this_year",
]

# The seven analyses that PermenPANRB 53/2014 asks for, in its order.
SEVEN: tuple[Callable[..., Drafted], ...] = (
    this_year,
    earlier_years,
    plan_end,
    national,
    causes,
    efficiency,
    supporting,
)


def seven(facts: ReportFacts, each: IndicatorFacts, *, at: int = 0) -> tuple[Drafted, ...]:
    """The seven analyses of one indicator. `at` is its place in the report, from 0."""
    return tuple(analysis(facts, each, at=at) for analysis in SEVEN)


def place_of(facts: ReportFacts, each: IndicatorFacts) -> int:
    """The place of an indicator in the report, from 0: what decides the shape of its sentences."""
    return next(at for at, one in enumerate(facts.indicators) if one is each)


def budget(facts: ReportFacts) -> tuple[Drafted, ...]:
    """III.B, without the paragraphs that would say nothing."""
    found = (budget_sum(facts), budget_programmes(facts), budget_and_performance(facts))
    return tuple(each for each in found if each.text)


def drafts(facts: ReportFacts) -> tuple[Drafted, ...]:
    """Every paragraph of the report in its order."""
    told = [*preface(facts), *summary(facts), *_opening(facts)]
    told += [*plan_summary(facts), agreement(facts), *revision(facts)]
    at = 0
    for objective in facts.objectives:
        told += _objective(facts, objective, at)
        at += len(objective.indicators)
    told += budget(facts)
    return (*told, *conclusion(facts), *steps(facts), last_words(facts))


def _opening(facts: ReportFacts) -> tuple[Drafted, ...]:
    return (
        *background(facts),
        *legal_basis(facts),
        *purpose(facts),
        *organisation(facts),
        strategic_issues(facts),
        *preparation(facts),
        *arrangement(facts),
    )


def _objective(facts: ReportFacts, objective: ObjectiveFacts, at: int) -> list[Drafted]:
    told = [objective_opening(facts, objective)]
    for place, each in enumerate(objective.indicators, start=at):
        told += seven(facts, each, at=place)
    return [*told, objective_closing(facts, objective)]
