"""How an agency works: which SOP its next report follows, and what it does beside the SOP."""

import datetime
from dataclasses import asdict, dataclass

from django.db import transaction

from lakip.journey.editions import REPORT_EDITIONS
from lakip.journey.refusal import Refused
from lakip.ledger import record
from lakip.people.government import Agency
from lakip.people.person import Person

KIND = "ways_changed"
MOST_REVISION_DAYS, MOST_DAYS_LATE = 60, 30

NO_EDITION = "Pilih SOP yang diikuti laporan berikutnya."
NO_REVISION = f"Batas revisi harus antara 1 dan {MOST_REVISION_DAYS} hari kerja."
NO_LATENESS = f"Keterlambatan harus antara 1 dan {MOST_DAYS_LATE} hari kerja."


@dataclass(frozen=True, kw_only=True)
class Ways:
    """What an agency chose. None for the days: as the SOP says, and nobody is told."""

    edition: str
    revision_days: int | None
    runs_linked_sops: bool
    tells_superior_after: int | None


def ways_of(agency: Agency) -> Ways:
    """How the agency works now."""
    return Ways(
        edition=agency.edition,
        revision_days=agency.revision_days,
        runs_linked_sops=agency.runs_linked_sops,
        tells_superior_after=agency.tells_superior_after,
    )


def change(*, agency: Agency, to: Ways, by: Person, at: datetime.datetime) -> bool:
    """Choose how the agency works from now on; says whether anything changed. Raises Refused.

    Reports that are under way keep the SOP they began with.
    """
    if to.edition not in REPORT_EDITIONS:
        raise Refused(NO_EDITION)
    if not _is_within(to.revision_days, MOST_REVISION_DAYS):
        raise Refused(NO_REVISION)
    if not _is_within(to.tells_superior_after, MOST_DAYS_LATE):
        raise Refused(NO_LATENESS)
    with transaction.atomic():
        there = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
        before = asdict(ways_of(there))
        changed = {name: value for name, value in asdict(to).items() if before[name] != value}
        if not changed:
            return False
        for name, value in changed.items():
            setattr(there, name, value)
        there.save(update_fields=list(changed))
        record.append(
            agency_id=agency.pk,
            kind=KIND,
            at=at,
            by=by.pk,
            subject=None,
            facts={"was": {name: before[name] for name in changed}, "now": changed},
        )
    return True


def _is_within(days: int | None, most: int) -> bool:
    return days is None or 1 <= days <= most
