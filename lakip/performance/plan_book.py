"""What an exported plan holds: rows of canonical texts, and which columns they need.

The same facts are compared with what a file says, so that what is exported imports unchanged.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lakip.performance.plan_columns import COLUMNS, Column, Sheet
from lakip.performance.plan_headings import column_of
from lakip.performance.plan_periods import Basis, Period, What, period_of

# By sheet and code: for each key a canonical text; a key that has nothing is left out.
type State = Mapping[Sheet, Mapping[str, Mapping[str, str]]]
_ORDER = {what: at for at, what in enumerate(What)}
_BASES = {basis: at for at, basis in enumerate((*Basis, ""))}


@dataclass(frozen=True, kw_only=True)
class PlanBook:
    """A plan to be written. `years` are its own; `year` is the one that is worked on now."""

    title: str
    agency: str
    years: range
    state: State
    bidang: Sequence[str] = ()
    supported: Sequence[tuple[str, str]] = field(default_factory=tuple)


def columns_of(sheet: Sheet, book: PlanBook) -> list[Column]:
    """The columns of a sheet: the plain ones, then those by year."""
    periods = sorted(_periods(sheet, book), key=_place)
    return [*COLUMNS[sheet], *(column_of(period) for period in periods)]


def _periods(sheet: Sheet, book: PlanBook) -> set[Period]:
    """The usual columns by year, and one for everything else that is there."""
    usual: Iterable[Period] = ()
    if sheet is Sheet.INDICATORS:
        usual = (
            period
            for year in book.years
            for period in (
                Period(What.TARGET, year, 0, Basis.PLAN),
                Period(What.TARGET, year, 0, Basis.AGREEMENT),
                Period(What.ACTUAL, year),
            )
        )
    elif sheet is Sheet.PROGRAMMES:
        usual = (Period(what, year) for year in book.years for what in (What.CEILING, What.SPENT))
    keys = {key for row in book.state.get(sheet, {}).values() for key in row if "." in key}
    return {*usual, *(period for key in keys if (period := period_of(key)) is not None)}


def _place(period: Period) -> tuple[int, ...]:
    """Targets by their paper, then what was reached, then money; each in the order of time."""
    if period.what in (What.CEILING, What.SPENT):
        return (0, 0, period.year, _ORDER[period.what])
    if period.what is What.TARGET:
        return (1, _BASES[period.basis], period.year, period.quarter)
    return (2, 0, period.year, period.quarter, _ORDER[period.what])
