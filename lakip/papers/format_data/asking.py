"""Makes the data requests of a year's report: who owes which figures, and who was not asked yet."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from lakip.journey import happenings
from lakip.journey.models import Journey
from lakip.journey.refusal import Refused
from lakip.journey.telling import tell
from lakip.papers.format_data.parts import gathering_turn, may_manage
from lakip.people.government import Bidang
from lakip.people.person import Person
from lakip.performance.agreement import agreed_indicators
from lakip.performance.planning import Indicator
from lakip.performance.requests import DataRequest, RequestLine, Submission
from lakip.performance.results import Programme

NOT_YOURS = "Permintaan data dikelola oleh tim penyusun."
NOT_NOW = "Permintaan data hanya dapat diubah selama format data dibuat atau diisi."
NOBODY_OWES = (
    "Belum ada indikator tahun {year} yang mempunyai bidang atau instansi penanggung jawab. "
    "Lengkapi dahulu rencana kinerja."
)
TOO_SOON = "Tenggat harus setelah hari ini."


@dataclass(kw_only=True)
class Unit:
    """A bidang or outside agency, and what it owes for a year."""

    bidang: Bidang | None = None
    outside: str = ""
    indicators: list[Indicator] = field(default_factory=list)
    programmes: list[Programme] = field(default_factory=list)

    @property
    def name(self) -> str:
        """How the unit is called."""
        return self.bidang.name if self.bidang else self.outside


def units_of(agency_id: UUID, *, year: int) -> tuple[list[Unit], list[Indicator]]:
    """Who owes the agreed figures of the year, and the indicators that nobody owes."""
    units: dict[tuple[int | None, str], Unit] = {}
    orphans = []
    for indicator in agreed_indicators(agency_id, year=year):
        if indicator.bidang is None and not indicator.outside:
            orphans.append(indicator)
            continue
        unit = _unit(units, indicator.bidang, indicator.outside)
        unit.indicators.append(indicator)
    for programme in _programmes(agency_id, year):
        _unit(units, programme.bidang, "").programmes.append(programme)
    return sorted(units.values(), key=lambda unit: (unit.bidang is None, unit.name)), orphans


def _unit(units: dict[tuple[int | None, str], Unit], bidang: Bidang | None, outside: str) -> Unit:
    key = (bidang.pk if bidang else None, "" if bidang else outside)
    return units.setdefault(key, Unit(bidang=bidang, outside=key[1]))


def _programmes(agency_id: UUID, year: int) -> Iterable[Programme]:
    """The programmes with a budget in the year that a bidang answers for."""
    found = Programme.objects.filter(agency_id=agency_id, budgets__year=year, bidang__isnull=False)
    return found.select_related("bidang").order_by("code")


def unasked(journey: Journey) -> list[Unit]:
    """The units that owe something and have no request yet."""
    units, _ = units_of(journey.agency_id, year=journey.year)
    if not units:
        return []
    requests = DataRequest.objects.filter(journey=journey)
    asked = set(requests.values_list("bidang_id", "outside"))
    return [
        unit
        for unit in units
        if (unit.bidang.pk if unit.bidang else None, unit.outside) not in asked
    ]


def make(
    *, journey: Journey, due_at: datetime.datetime, by: Person, at: datetime.datetime
) -> list[DataRequest]:
    """Make a request for every unit that has none. Pressing again makes only what is new."""
    check_managing(journey, by, at)
    if due_at <= at:
        raise Refused(TOO_SOON)
    units, _ = units_of(journey.agency_id, year=journey.year)
    if not units:
        raise Refused(NOBODY_OWES.format(year=journey.year))
    with transaction.atomic():
        # The journey's row is held, so that two presses at once do not make two of each.
        Journey.objects.select_for_update(no_key=True).get(pk=journey.pk)
        made = [_make_one(journey, unit, due_at, by, at) for unit in unasked(journey)]
        if made:
            tell(
                happenings.DATA_FORMATS_MADE,
                journey=journey,
                by=by,
                at=at,
                facts={"requests": [request.pk for request in made], "count": len(made)},
            )
    return made


def _make_one(
    journey: Journey, unit: Unit, due_at: datetime.datetime, by: Person, at: datetime.datetime
) -> DataRequest:
    request = DataRequest.objects.create(
        agency_id=journey.agency_id,
        journey=journey,
        bidang=unit.bidang,
        outside=unit.outside,
        due_at=due_at,
        made_by=by,
        made_at=at,
    )
    asked = [RequestLine(request=request, indicator=each) for each in unit.indicators]
    asked += [RequestLine(request=request, programme=each) for each in unit.programmes]
    for order, line in enumerate(asked):
        line.order = order
    RequestLine.objects.bulk_create(asked)
    Submission.objects.create(request=request, round=1, opened_at=at, due_at=due_at)
    return request


def check_managing(journey: Journey, by: Person, at: datetime.datetime) -> None:
    """Raise Refused unless the person manages the requests and this is the time for it."""
    if not may_manage(journey, by, at=at):
        raise Refused(NOT_YOURS)
    if gathering_turn(journey) is None:
        raise Refused(NOT_NOW)
