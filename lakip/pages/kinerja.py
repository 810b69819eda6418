"""An agency's performance: its plan, its figures of a year, and why each is what it is."""

import uuid
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from lakip.journey.doors import reach_of
from lakip.journey.models import Journey
from lakip.pages.clock import today
from lakip.pages.policy import SignedRequest, signed_in
from lakip.people.government import Agency
from lakip.performance.agreement import plan_for
from lakip.performance.figuring import Figure, figures_over, policy_of, year_of
from lakip.performance.planning import Indicator, Plan, keeps_plans, may_prove
from lakip.performance.results import Budget, Evidence
from lakip.performance.rolling import absorption


def readable_agencies(request: SignedRequest) -> list[Agency]:
    """The agencies whose figures the reader may see: served, watched, or written for."""
    reach = reach_of(request.user, day=today())
    written = Journey.objects.filter(pk__in=reach.journeys).values_list("agency", flat=True)
    known = reach.agencies | set(written)
    return list(Agency.objects.filter(pk__in=known).select_related("government"))


def the_agency(request: SignedRequest, pk: uuid.UUID) -> Agency:
    """The agency, if the reader may see its figures; else 404."""
    found = next((agency for agency in readable_agencies(request) if agency.pk == pk), None)
    if found is None:
        raise Http404
    return found


@signed_in
@require_safe
def performance(request: SignedRequest) -> HttpResponse:
    """To the reader's own agency and the year that is reported now; a list where there are many."""
    agencies = readable_agencies(request)
    if len(agencies) == 1:
        return redirect("kinerja-tahun", agency=agencies[0].pk, year=usual_year(agencies[0]))
    rows = [
        (agency, usual_year(agency), plan_for(agency.pk, usual_year(agency))) for agency in agencies
    ]
    return render(request, "kinerja/pilih.html", {"here": "kinerja", "rows": rows})


def usual_year(agency: Agency) -> int:
    """The year one looks at first: of the newest report, else last year."""
    reports = Journey.objects.reports().filter(agency=agency, is_cancelled=False)
    newest = reports.order_by("-year").first()
    return newest.year if newest else today().year - 1


@signed_in
@require_safe
def year_page(request: SignedRequest, agency: uuid.UUID, year: int) -> HttpResponse:
    """Every indicator of the year by sasaran, with its achievement; programmes and their money."""
    found = the_agency(request, agency)
    plan = plan_for(found.pk, year)
    policy = policy_of(found.pk)
    groups = year_of(found.pk, year=year)
    figures = [figure for group in groups for figure in group.figures]
    return render(
        request,
        "kinerja/tahun.html",
        {
            "here": "kinerja",
            "agency": found,
            "year": year,
            "years": plan.years if plan else (),
            "plan": plan,
            "groups": groups,
            "policy": policy,
            "counted": sum(figure.achievement.raw is not None for figure in figures),
            "met": sum(bool(figure.achievement.is_met) for figure in figures),
            "figures": figures,
            "budgets": _budgets(found, year),
            "keeps": keeps_plans(request.user, agency_id=found.pk, day=today()),
            "plans": Plan.objects.filter(agency=found),
        },
    )


def _budgets(agency: Agency, year: int) -> list[tuple[Budget, str]]:
    found = Budget.objects.filter(programme__agency=agency, year=year)
    rows = []
    for budget in found.select_related("programme").order_by("programme__code"):
        absorbed = absorption(budget.ceiling, budget.spent)
        rows.append((budget, "" if absorbed is None else f"{absorbed:.2f}".replace(".", ",")))
    return rows


def the_indicator(request: SignedRequest, pk: uuid.UUID) -> Indicator:
    """The indicator, if the reader may see its agency's figures; else 404."""
    seen = Indicator.objects.filter(plan__agency__in=readable_agencies(request))
    return get_object_or_404(
        seen.select_related("plan__agency__government", "objective", "bidang"), pk=pk
    )


@signed_in
@require_safe
def indicator(request: SignedRequest, indicator: uuid.UUID) -> HttpResponse:
    """One indicator: what it is, its years, and why this year's figure is what it is."""
    return indicator_page(request, the_indicator(request, indicator))


def indicator_page(
    request: SignedRequest,
    found: Indicator,
    *,
    reasons: tuple[str, ...] = (),
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The indicator's page; after a refusal with what was typed."""
    agency = found.plan.agency
    assert agency is not None  # The door lets only agencies' indicators through.
    year = _year(request, found)
    years = figures_over([found], years=found.plan.years, policy=policy_of(agency.pk))
    series = [(each, figures[found.pk]) for each, figures in years.items()]
    return render(
        request,
        "kinerja/indikator.html",
        {
            "here": "kinerja",
            "indicator": found,
            "agency": agency,
            "year": year,
            "series": series,
            "bars": _bars(series),
            "figure": dict(series)[year],
            "programmes": found.programmes.order_by("code"),
            "evidence": Evidence.objects.filter(indicator=found, year=year),
            "keeps": keeps_plans(request.user, agency_id=agency.pk, day=today()),
            "may_prove": may_prove(request.user, found, day=today()),
            "standard": dict(series)[year].shown(found.standard),
            "reasons": reasons,
            "typed": typed or {},
        },
        status=status,
    )


def _year(request: SignedRequest, found: Indicator) -> int:
    """The year asked for, kept within the plan; else the usual one."""
    asked = request.GET.get("tahun", "") or request.POST.get("year", "")
    assert found.plan.agency is not None
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else usual_year(found.plan.agency)
    return min(max(year, found.plan.first_year), found.plan.last_year)


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A year's achievement as a bar; widths in percent of the longest, for a drawing."""

    year: int
    width: int
    text: str
    is_met: bool


def _bars(series: list[tuple[int, Figure]]) -> list[Bar]:
    known = [
        (year, each.achievement) for year, each in series if each.achievement.shown is not None
    ]
    longest = max((float(each.shown or 0) for _, each in known), default=0) or 1
    return [
        Bar(
            year=year,
            width=max(1, round(100 * float(each.shown or 0) / max(longest, 100))),
            text=f"{each.shown:.2f}%".replace(".", ","),
            is_met=bool(each.is_met),
        )
        for year, each in known
    ]
