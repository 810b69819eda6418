"""Gathers the facts of a year's report from the database, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from uuid import UUID

from lakip.documents.letter_words import long_date
from lakip.journey.models import Journey
from lakip.papers.knowing import candidates, members_of
from lakip.papers.laporan_kinerja.attached import Attachment, attached
from lakip.papers.laporan_kinerja.facts import (
    IndicatorFacts,
    MoneyFacts,
    ObjectiveFacts,
    PictureFacts,
    ReportFacts,
    YearFigure,
)
from lakip.papers.laporan_kinerja.preparing import decree_of, preparation_of
from lakip.papers.team_told import is_changed
from lakip.people.government import Agency
from lakip.people.letterhead import letterhead_of
from lakip.performance.agreement import plan_for
from lakip.performance.figuring import (
    Figure,
    figures_over,
    grades_of,
    measured,
    policy_of,
    reached_of,
    value_of,
)
from lakip.performance.formulas import Polarity
from lakip.performance.planning import Indicator, Objective, Plan
from lakip.performance.policy import Policy
from lakip.performance.policy_told import sentences_for
from lakip.performance.results import Budget, Evidence, Programme
from lakip.performance.rolling import absorption, efficiency, roll_up
from lakip.performance.values import Grade, Number, Range, Ratio, Value, YesNo

BETTER, EVEN, WORSE = "lebih baik", "setara", "di bawah"


def gather(agency: Agency, year: int, *, journey: Journey | None = None) -> ReportFacts:
    """The facts of the agency's report of that year; little is known where there is no plan."""
    plan = plan_for(agency.pk, year)
    policy = policy_of(agency.pk)
    budgets = _budgets(agency, year)
    money = tuple(_money(budget) for budget in budgets)
    top = [budget for budget in budgets if budget.programme.parent_id is None]
    ceiling, spent = _sums(top)
    indicators = list(plan.indicators.select_related("objective__parent", "bidang")) if plan else []
    objectives = _objectives(indicators, plan, year, policy, budgets) if plan else ()
    day = journey.begun_at.date() if journey else None
    heads = candidates(agency, day=day).get("kepala-dinas", ()) if day else ()
    head = heads[0] if heads else None
    decree = decree_of(journey) if journey else None
    added = attached(journey) if journey else ()
    members = members_of(journey) if journey else []
    return ReportFacts(
        agency=agency.name,
        government=agency.government.name,
        year=year,
        place=letterhead_of(agency).place,
        head=head.name if head else "",
        head_title=head.title if head else "",
        head_nip=head.nip if head else "",
        head_rank=head.rank if head else "",
        plan=plan.name if plan else "",
        plan_first=plan.first_year if plan else 0,
        plan_last=plan.last_year if plan else 0,
        goals=_goals(plan) if plan else (),
        objectives=objectives,
        money=money,
        ceiling=ceiling,
        spent=spent,
        absorption=absorption(ceiling, spent),
        policy=sentences_for(policy, indicators),
        team=tuple((each.person.name, each.get_standing_display()) for each in members),
        team_is_changed=is_changed(journey) if journey else False,
        attachments=tuple(each.title for each in added if not each.printed),
        pictures=tuple(_picture(each) for each in added if each.printed),
        decree=decree.text if decree else "",
        decree_date=long_date(decree.date) if decree else "",
        preparation=preparation_of(journey, members) if journey else None,
        bidang=tuple(agency.bidang.values_list("name", flat=True)),
        agreement_is_revised=any(
            each.basis == "Perjanjian Kinerja Perubahan"
            for objective in objectives
            for each in objective.indicators
        ),
    )


def _budgets(agency: Agency, year: int) -> list[Budget]:
    found = Budget.objects.filter(programme__agency=agency, year=year)
    return list(
        found.select_related("programme__parent__parent")
        .prefetch_related("programme__indicators")
        .order_by("programme__code")
    )


def _money(budget: Budget) -> MoneyFacts:
    programme = budget.programme
    return MoneyFacts(
        code=programme.code,
        name=programme.name,
        level=programme.level,
        ceiling=budget.ceiling,
        spent=budget.spent,
        absorption=absorption(budget.ceiling, budget.spent),
        supports=tuple(each.code for each in programme.indicators.all()),
    )


def _sums(budgets: Iterable[Budget]) -> tuple[Decimal | None, Decimal | None]:
    """Ceiling and spending of some budgets; None where a part of the sum is not known.

    What was not reported is not zero, so a sum without it would say too little.
    """
    found = list(budgets)
    return _sum(one.ceiling for one in found), _sum(one.spent for one in found)


def _sum(parts: Iterable[Decimal | None]) -> Decimal | None:
    found = list(parts)
    known = [part for part in found if part is not None]
    return sum(known, Decimal(0)) if found and len(known) == len(found) else None


def _goals(plan: Plan) -> tuple[tuple[str, str], ...]:
    found = plan.objectives.filter(level=Objective.Level.TUJUAN)
    return tuple(found.values_list("code", "text"))


def _objectives(
    indicators: list[Indicator], plan: Plan, year: int, policy: Policy, budgets: list[Budget]
) -> tuple[ObjectiveFacts, ...]:
    years = figures_over(
        indicators, years=(*range(plan.first_year, year + 1), plan.last_year), policy=policy
    )
    evidence = _evidence(indicators, year)
    supporting = _supporting(budgets)
    grouped: dict[int, list[Indicator]] = defaultdict(list)
    for each in indicators:
        grouped[each.objective_id].append(each)
    return tuple(
        _objective(found, years, year, plan, policy, evidence, supporting)
        for found in grouped.values()
    )


def _objective(
    found: list[Indicator],
    years: Mapping[int, Mapping[UUID, Figure]],
    year: int,
    plan: Plan,
    policy: Policy,
    evidence: Mapping[UUID, list[str]],
    supporting: Mapping[UUID, list[Budget]],
) -> ObjectiveFacts:
    objective = found[0].objective
    weights = [each.weight for each in found]
    mean = roll_up(
        [years[year][each.pk].achievement for each in found],
        policy,
        weights=weights if len(set(weights)) > 1 else None,
    )
    return ObjectiveFacts(
        code=objective.code,
        text=objective.text,
        goal=objective.parent.text if objective.parent else "",
        indicators=tuple(
            _indicator(each, years, year, plan, policy, evidence[each.pk], supporting[each.pk])
            for each in found
        ),
        mean=mean.value,
        category=mean.category or "",
        mean_why=mean.sentence,
    )


def _indicator(
    indicator: Indicator,
    years: Mapping[int, Mapping[UUID, Figure]],
    year: int,
    plan: Plan,
    policy: Policy,
    evidence: list[str],
    budgets: list[Budget],
) -> IndicatorFacts:
    figure = years[year][indicator.pk]
    analysis = figure.analysis
    top = _without_parts(budgets)
    absorbed = absorption(*_sums(top))
    effect = efficiency(figure.achievement.shown, absorbed, policy)
    return IndicatorFacts(
        code=indicator.code,
        name=indicator.name,
        unit=indicator.unit,
        polarity=Polarity(indicator.polarity),
        is_key=indicator.is_key,
        owner=indicator.owner,
        definition=indicator.definition,
        formula=indicator.formula,
        source=indicator.source,
        now=_year_figure(year, figure),
        agreement=figure.original,
        basis=figure.targets.basis,
        quarters=_quarters(figure),
        before=tuple(
            _year_figure(each, years[each][indicator.pk]) for each in range(plan.first_year, year)
        ),
        plan_end=_plan_end(plan, years[plan.last_year][indicator.pk]),
        progress=_progress(indicator, figure, years[plan.last_year][indicator.pk], policy),
        standard=figure.shown(indicator.standard),
        standard_source=indicator.standard_source,
        standard_gap=_gap(indicator, figure),
        causes=analysis.causes if analysis else "",
        obstacles=analysis.obstacles if analysis else "",
        efforts=analysis.efforts if analysis else "",
        follow_up=analysis.follow_up if analysis else "",
        evidence=tuple(evidence) or ((analysis.source,) if analysis and analysis.source else ()),
        money=tuple(_money(each) for each in budgets),
        absorption=absorbed,
        efficiency=effect.label,
        efficiency_why=effect.sentence,
    )


def _quarters(figure: Figure) -> tuple[str, ...]:
    """The targets up to each quarter, as people read them; none where none is known."""
    known = figure.targets.quarters
    return tuple(figure.shown(known.get(at, "")) for at in (1, 2, 3, 4)) if known else ()


def _year_figure(year: int, figure: Figure) -> YearFigure:
    actual = figure.actual
    reached = reached_of(actual, figure.indicator)
    return YearFigure(
        year=year,
        target=figure.target,
        target_number=_number(value_of(figure.targets.counts, figure.indicator), figure.indicator),
        actual=figure.reached,
        number=_number(reached, figure.indicator),
        missing_because=actual.missing_because if actual else "",
        achievement=figure.achievement.shown,
        category=figure.achievement.category or "",
        why=figure.achievement.sentence,
    )


def _number(value: Value | None, indicator: Indicator) -> Decimal | None:
    """A value as one number, to tell a rise from a fall."""
    match value:
        case Number(amount):
            return amount
        case Ratio(left, right):
            return right / left if left else None
        case Range(low, high):
            return (low + high) / 2
        case Grade(code):
            return grades_of(indicator).get(code)
        case YesNo(is_yes):
            return Decimal(int(is_yes))
    return None


def _plan_end(plan: Plan, figure: Figure) -> YearFigure | None:
    """The target of the plan's last year, by the plan itself and no agreement."""
    aimed = figure.targets.plan
    if not aimed:
        return None
    number = _number(value_of(aimed, figure.indicator), figure.indicator)
    return YearFigure(year=plan.last_year, target=figure.shown(aimed), target_number=number)


def _progress(indicator: Indicator, figure: Figure, end: Figure, policy: Policy) -> Decimal | None:
    if not end.targets.plan:
        return None
    reached = reached_of(figure.actual, indicator)
    return measured(indicator, target=end.targets.plan, reached=reached, policy=policy).shown


def _gap(indicator: Indicator, figure: Figure) -> str:
    """How the actual stands to the national standard, by the indicator's direction."""
    standard = _number(value_of(indicator.standard, indicator), indicator)
    number = _number(reached_of(figure.actual, indicator), indicator)
    if standard is None or number is None:
        return ""
    if number == standard:
        return EVEN
    is_above = number > standard
    wants_more = indicator.polarity == Polarity.MAXIMIZE
    return BETTER if is_above == wants_more else WORSE


def _without_parts(budgets: list[Budget]) -> list[Budget]:
    """Without those that are part of another in the list, so that no rupiah counts twice."""
    there = {each.programme_id for each in budgets}
    return [each for each in budgets if not _ancestors(each.programme) & there]


def _ancestors(programme: Programme) -> set[int]:
    found: set[int] = set()
    parent = programme.parent
    while parent is not None and parent.pk not in found:
        found.add(parent.pk)
        parent = parent.parent
    return found


def _supporting(budgets: list[Budget]) -> dict[UUID, list[Budget]]:
    found: dict[UUID, list[Budget]] = defaultdict(list)
    for budget in budgets:
        for indicator in budget.programme.indicators.all():
            found[indicator.pk].append(budget)
    return found


def _evidence(indicators: list[Indicator], year: int) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    for each in Evidence.objects.filter(indicator__in=indicators, year=year):
        found[each.indicator_id].append(each.name)
    return found


def _picture(attachment: Attachment) -> PictureFacts:
    return PictureFacts(
        title=attachment.title,
        sha256=attachment.printed,
        width=attachment.width,
        height=attachment.height,
    )
