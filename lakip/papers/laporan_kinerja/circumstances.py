"""What became of a report, as far as its completeness depends on it and its facts do not say it.

Filled by whoever knows the journey; here are no clock and no database. None is "not known yet":
that a report was not signed before its turn to be signed is no lack of it.
"""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """The fate of one year's report.

    `interim_reports` counts the year's interim (quarterly) reports that are recorded.
    `statement_is_beside` says that the reviewers' statement is a paper of its own, which goes with
    the report: printed in it, it would be about another version than the one it was made for.
    """

    is_drafted: bool | None = None
    interim_reports: int | None = None
    is_signed: bool | None = None
    is_reviewed: bool | None = None
    statement_is_beside: bool = False
    is_published: bool | None = None
    handed_in_on: datetime.date | None = None
    due: datetime.date | None = None


NOTHING_KNOWN = Circumstances()
