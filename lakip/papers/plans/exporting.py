"""Writes a plan as it stands as a workbook, and the empty template for a new one."""

from lakip.papers.plans.standing import Owner, owner_of, standing, supported_by
from lakip.people.government import Bidang
from lakip.performance import plan_sheets
from lakip.performance.plan_book import PlanBook
from lakip.performance.planning import Plan

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEMPLATE_NAME = "Templat-rencana-kinerja.xlsx"
TEMPLATE_TITLE = "Templat rencana kinerja"
_LENGTH = 5


def export(plan: Plan) -> bytes:
    """The plan's workbook; imported again it changes nothing."""
    owner = owner_of(plan)
    return plan_sheets.write(
        PlanBook(
            title=plan.name,
            agency=owner.name,
            years=plan.years,
            state=standing(plan),
            bidang=bidang_of(owner),
            supported=supported_by(owner) if owner.agency else (),
        )
    )


def template(*, first_year: int, owner: Owner | None = None) -> bytes:
    """An empty workbook with the headings of five years; with the owner's lists where known."""
    return plan_sheets.write(
        PlanBook(
            title=TEMPLATE_TITLE,
            agency=owner.name if owner else "",
            years=range(first_year, first_year + _LENGTH),
            state={},
            bidang=bidang_of(owner) if owner else (),
            supported=supported_by(owner) if owner and owner.agency else (),
        )
    )


def bidang_of(owner: Owner) -> tuple[str, ...]:
    """The names of the agency's bidang."""
    if owner.agency is None:
        return ()
    return tuple(Bidang.objects.filter(agency=owner.agency).values_list("name", flat=True))


def file_name(plan: Plan) -> str:
    """How the workbook is called when it is downloaded."""
    return f"Rencana-kinerja-{plan.first_year}-{plan.last_year}.xlsx"
