"""Takes a plan over from a file: in one transaction, all of it or nothing.

What a preview has shown is what happens: the file is the same by its SHA-256, and the plan must
stand as it stood then, or nothing is taken over.
"""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from lakip.journey.refusal import Refused
from lakip.ledger import record
from lakip.papers.plans.changes import Comparison, Verdict, figures_changed
from lakip.papers.plans.comparing import compare
from lakip.papers.plans.standing import (
    Owner,
    fingerprint,
    known_of,
    nothing,
    standing,
    surroundings,
)
from lakip.papers.plans.writing import Writing
from lakip.people.government import Agency
from lakip.people.person import Person
from lakip.performance.plan_book import State
from lakip.performance.plan_columns import Sheet
from lakip.performance.plan_records import Known, ReadPlan
from lakip.performance.planning import Plan
from lakip.performance.results import Actual, Budget

CHANGED = (
    "Rencana atau angkanya diubah orang lain sejak berkas ini diperiksa, jadi tidak ada yang "
    "disimpan. Periksa berkasnya sekali lagi, lalu terapkan."
)
NOTHING_NEW = "Berkas ini tidak mengubah apa pun, jadi tidak ada yang disimpan."
KIND = "plan_imported"
MOST_REASONS = 20


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What stood when the preview was shown: the plan's revision, and a digest of everything."""

    revision: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class Source:
    """The file that is taken over: its SHA-256 and how it was called."""

    sha256: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What a file is compared with, as it is now."""

    owner: Owner
    plan: Plan | None
    state: State
    seen: Seen

    @property
    def known(self) -> Known:
        """What the reading of the file must know."""
        return known_of(self.plan)

    def compared(self, read: ReadPlan) -> Comparison:
        """What the file would do."""
        return compare(read, self.state, surroundings(self.owner, self.plan))


def now_standing(owner: Owner, plan: Plan | None) -> Standing:
    """What stands now; without a plan, what stands before the first one."""
    state = standing(plan) if plan else nothing(owner)
    revision = plan.revision if plan else 0
    seen = Seen(revision=revision, digest=fingerprint(state, revision=revision))
    return Standing(owner=owner, plan=plan, state=state, seen=seen)


def take_in(
    *,
    owner: Owner,
    plan: UUID | None,
    read: ReadPlan,
    seen: Seen,
    source: Source,
    by: Person,
    at: datetime.datetime,
) -> Plan:
    """Take the file over into the plan, or into a new one. Raises Refused and has done nothing."""
    try:
        with transaction.atomic():
            return _take_in(owner, plan, read, seen, source, by, at)
    except IntegrityError as error:
        # Somebody else wrote between our look and our writing.
        raise Refused(CHANGED) from error


def _take_in(
    owner: Owner,
    pk: UUID | None,
    read: ReadPlan,
    seen: Seen,
    source: Source,
    by: Person,
    at: datetime.datetime,
) -> Plan:
    plan = _locked(pk, seen.revision) if pk else None
    before = now_standing(owner, plan)
    if before.seen != seen:
        raise Refused(CHANGED)
    found = before.compared(read)
    if found.faults:
        raise Refused(*(fault.sentence for fault in found.faults[:MOST_REASONS]))
    if not found.changing:
        raise Refused(NOTHING_NEW)
    plan = plan or _new_plan(owner, found)
    Writing(plan, by=by, at=at).write(found.changing)
    Plan.objects.filter(pk=plan.pk).update(revision=F("revision") + 1)
    plan.refresh_from_db()
    _tell(plan, owner, found, source, by, at)
    return plan


def _locked(pk: UUID, revision: int) -> Plan:
    """The plan, if it is still of that revision, and nobody else's until the end."""
    # An update that changes nothing takes the row's lock where there are such locks.
    if not Plan.objects.filter(pk=pk, revision=revision).update(revision=revision):
        raise Refused(CHANGED)
    plan = Plan.objects.select_related("government", "agency").get(pk=pk)
    for figures in (
        Actual.objects.filter(indicator__plan=plan),
        Budget.objects.filter(programme__agency=plan.agency_id),
    ):
        list(figures.select_for_update(of=("self",)).values_list("pk"))
    return plan


def _new_plan(owner: Owner, found: Comparison) -> Plan:
    row = next(row for row in found.rows if row.sheet is Sheet.PLAN)
    return Plan.objects.create(
        government=owner.government,
        agency=owner.agency,
        name=row.wanted["name"],
        first_year=int(row.wanted["first_year"]),
        last_year=int(row.wanted["last_year"]),
    )


def _tell(
    plan: Plan,
    owner: Owner,
    found: Comparison,
    source: Source,
    by: Person,
    at: datetime.datetime,
) -> None:
    """Tell the agency's log; an RPJMD is told to the logs of all agencies that serve it."""
    facts = {
        "plan": plan.pk,
        "revision": plan.revision,
        "sha256": source.sha256,
        "name": source.name,
        "new": sum(row.verdict is Verdict.NEW for row in found.rows),
        "changed": sum(row.verdict is Verdict.CHANGED for row in found.rows),
        "figures": figures_changed(found.rows),
    }
    everybody = Agency.objects.filter(government=owner.government)
    told = everybody.filter(pk=owner.agency.pk) if owner.agency else everybody
    # Always in one order, so that two imports never wait for each other's logs.
    for agency in told.order_by("pk").values_list("pk", flat=True):
        record.append(agency_id=agency, kind=KIND, at=at, by=by.pk, subject=None, facts=facts)
