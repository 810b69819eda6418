"""Which columns belong together: a target with its realisasi and its capaian, of one period.

A table of several years has several groups; a table of money has ceiling, spending and their
percentage. Columns are matched by the period in their headings, and where none is named by
their place: what stands nearest on the left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lakip.performance.tables_headings import BENCHMARK, END, PRIOR, Column, Role

_DIVIDED, _DONE, _RESULT = Role.TARGET, Role.ACTUAL, Role.ACHIEVEMENT
_MONEY_OF = {_DONE: Role.SPENT, _RESULT: Role.SHARE, Role.PERCENT: Role.SHARE}


@dataclass(frozen=True, slots=True)
class Group:
    """The columns of one calculation. `targets` has more than one where a plan was changed."""

    period: str
    is_money: bool
    targets: tuple[Column, ...] = ()
    actual: Column | None = None
    achievement: Column | None = None
    prior_target: Column | None = None
    prior_actual: Column | None = None
    rest: Column | None = None

    @property
    def target(self) -> Column | None:
        """The target that is shown in findings: the one nearest to the capaian."""
        return self.targets[0] if self.targets else None


def groups_of(columns: Sequence[Column]) -> list[Group]:
    """The groups of a table in the order of their columns."""
    settled = _settled(_with_absorption(columns))
    found = [*_groups(settled, is_money=False), *_groups(settled, is_money=True)]
    return [group for group in found if group.actual or group.achievement]


def _settled(columns: Sequence[Column]) -> list[Column]:
    """The columns with the roles that their neighbours give them."""
    roles = {column.role for column in columns}
    if Role.CEILING in roles and Role.TARGET not in roles:
        return _money_only(columns)
    return _with_percent(_with_results_as_actuals(_with_spending(columns)))


def _with_absorption(columns: Sequence[Column]) -> Sequence[Column]:
    """“Serapan” beside a realisasi of the budget is its percentage, also where no % is said."""
    spent = [one for one in columns if one.role in (Role.SPENT, _DONE)]
    has_share = any(one.role in (Role.SHARE, Role.PERCENT) for one in columns)
    says_share = [one for one in spent if "serap" in one.heading.lower()]
    if has_share or len(spent) < 2 or not says_share or len(says_share) == len(spent):
        return columns
    return [replace(one, role=Role.SHARE) if one in says_share else one for one in columns]


def _money_only(columns: Sequence[Column]) -> list[Column]:
    """A table of money alone; a capaian is of something else where a percentage has its own."""
    has_share = any(one.role in (Role.SHARE, Role.PERCENT) for one in columns)
    kept = (_RESULT,) if has_share else ()
    return [
        one if one.role in kept else replace(one, role=_MONEY_OF.get(one.role, one.role))
        for one in columns
    ]


def _with_spending(columns: Sequence[Column]) -> list[Column]:
    """A second realisasi of one period, to the right of a ceiling, is spending."""
    seen: set[str] = set()
    settled, after_ceiling = [], False
    for one in columns:
        if one.role is Role.CEILING:
            after_ceiling = True
        elif one.role is Role.TARGET:
            after_ceiling = False
        elif one.role is _DONE:
            if after_ceiling and one.period in seen:
                one = replace(one, role=Role.SPENT)
            seen.add(one.period)
        settled.append(one)
    return settled


def _with_results_as_actuals(columns: list[Column]) -> list[Column]:
    """Where no realisasi stands, a capaian without % beside a capaian with % is the realisasi."""
    if any(one.role is _DONE for one in columns):
        return columns
    results = [one for one in columns if one.role is _RESULT]
    if not any("%" in one.heading for one in results):
        return columns
    return [
        replace(one, role=_DONE) if one.role is _RESULT and "%" not in one.heading else one
        for one in columns
    ]


def _with_percent(columns: list[Column]) -> list[Column]:
    """A column that says only % belongs to the figures on its left."""
    settled: list[Column] = []
    for one in columns:
        if one.role is Role.PERCENT:
            one = replace(one, role=_role_of_percent(one, settled, columns))
        settled.append(one)
    return settled


def _role_of_percent(one: Column, left: list[Column], columns: list[Column]) -> Role:
    anchors = {Role.TARGET, _DONE, Role.CEILING, Role.SPENT, _RESULT, Role.SHARE}
    last = next((other for other in reversed(left) if other.role in anchors), None)
    is_there = {(other.role, other.period) for other in columns}
    if last and last.role in (Role.CEILING, Role.SPENT):
        return Role.SHARE
    says_done = "real" in one.heading.lower()
    if says_done and (_DONE, one.period) not in is_there:
        return _DONE
    if (_RESULT, one.period) in is_there or (last and last.role in (_RESULT, Role.SHARE)):
        return Role.NOTHING
    return _RESULT


def _groups(columns: list[Column], *, is_money: bool) -> Iterable[Group]:
    divided = Role.CEILING if is_money else _DIVIDED
    done = Role.SPENT if is_money else _DONE
    result = Role.SHARE if is_money else _RESULT
    by_role = {role: [c for c in columns if c.role is role] for role in (divided, done, result)}
    used: set[int] = set()
    left_edge = -1
    for column in by_role[result]:
        if column.period == BENCHMARK:
            continue
        targets = _matching(by_role[divided], column, left_edge)
        actual = next(iter(_matching(by_role[done], column, left_edge)), None)
        left_edge = column.at
        if targets and actual:
            used.add(actual.at)
        group = Group(column.period, is_money, tuple(targets), actual, column)
        yield _with_prior(group, by_role[divided], by_role[done], columns)
    for actual in by_role[done]:
        if actual.at not in used and actual.period not in (PRIOR, BENCHMARK):
            targets = _matching(by_role[divided], actual, -1)
            if targets and not by_role[result]:
                group = Group(actual.period, is_money, tuple(targets), actual)
                yield _with_prior(group, by_role[divided], by_role[done], columns)


def _matching(columns: list[Column], to: Column, left_edge: int) -> list[Column]:
    """Columns of the same period, nearest first; else those that name none.

    A capaian that names no period takes the nearest current column. Against the end of the plan
    the target must be of the end, the realisasi is the current one.
    """
    same = [one for one in columns if one.period == to.period]
    if not same and to.period:
        same = [] if to.period in (PRIOR, BENCHMARK) else [one for one in columns if not one.period]
    is_target = any(one.role in (Role.TARGET, Role.CEILING) for one in columns)
    if not same and (not to.period or to.period == END) and not (to.period and is_target):
        same = [one for one in columns if one.period not in (PRIOR, BENCHMARK, END)]
        same = same or [one for one in columns if one.period == END]
        same = sorted(same, key=lambda one: (one.at > to.at, abs(one.at - to.at)))[:1]
    if to.period == END and is_target:
        same = [one for one in same if one.period == END]
    block = [one for one in same if left_edge < one.at < to.at] or same
    return sorted(block, key=lambda one: (one.at > to.at, abs(one.at - to.at)))


def _with_prior(
    group: Group, divided: list[Column], done: list[Column], columns: list[Column]
) -> Group:
    period = group.actual.period if group.actual else group.period
    target_period = group.target.period if group.target else period
    own = {group.actual.at if group.actual else -1, *(one.at for one in group.targets)}
    rest = next((one for one in columns if one.role is Role.REST), None)
    return replace(
        group,
        prior_target=_before(divided, target_period or period, own),
        prior_actual=_before(done, period or target_period, own),
        rest=rest if group.is_money else None,
    )


def _before(columns: list[Column], period: str, own: set[int]) -> Column | None:
    """The column of the year before: named so, or by the year in its heading."""
    others = [one for one in columns if one.at not in own]
    if told := [one for one in others if one.period == PRIOR]:
        return told[0]
    years = [one for one in others if one.period.isdigit()]
    if period.isdigit():
        years = [one for one in years if int(one.period) == int(period) - 1]
    elif period:
        return None
    return max(years, key=lambda one: int(one.period), default=None)
