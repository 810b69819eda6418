"""A year of the demo agency that is carried from one picture of the guide to the next.

One process keeps the walk and is told by lines how far to go, so that Django starts once; the
server beside it shows every halt as it is then. What a halt says goes back in one line.
"""

import datetime
import sys

from lakip.distribution.deliveries import Delivery
from lakip.distribution.recipients import Way
from lakip.journey import ways
from lakip.journey.models import Turn
from lakip.management import data_season, demo, demo_plan, reviewing_season, verifying_season
from lakip.management.official_walk import OfficialWalk
from lakip.management.rehearsal import EARLY
from lakip.papers.format_data import checking
from lakip.papers.pengiriman import receiving, sending
from lakip.papers.publikasi import publishing
from lakip.people.calendars import calendar_of
from lakip.people.person import Person
from lakip.performance.requests import Submission
from lakip.sop.edition import Step
from lakip.sop.worktime import Limit, due

USUAL, REVIEWED = "tahun", "reviu"  # The year's report, and one that is reviewed.
YEARS_BEFORE = 2  # What last year reached stays as the demo's plan has it.
BEGUN = datetime.timedelta(days=9)
FRIDAY = 4
WAYS = ways.Ways(
    edition="lakip", revision_days=None, runs_linked_sops=False, tells_superior_after=None
)
TEAM = "tim-penyusun"
PORTAL = "https://esr.example.go.id/laporan/dinas-sosial"


class Season(OfficialWalk):
    """Nobody waits for a due time that is still to come, so few turns on the pictures are late."""

    def carry(self, turn: Turn, step: Step, *, sends_back: bool = False) -> None:
        """Finish the turn shortly before it is due, but not after the last afternoon."""
        turn.due_at = min(turn.due_at, self._last_afternoon() + EARLY)
        super().carry(turn, step, sends_back=sends_back)

    def prepare(self, turn: Turn, step: Step) -> None:
        """As usual; what a bidang handed in before is accepted first."""
        for each in data_season.requests(self.journey):
            if each.submissions.filter(state=Submission.State.CONFIRMED).exists():
                checking.accept(request=each, by=self.person("anggota"), at=self.next())
        super().prepare(turn, step)

    def halt(self, step: str) -> str:
        """Go on until the step is open, and do there what its pictures show."""
        self.play(until=step)
        turn = self.journey.turns.get(closed_at=None)
        match step:
            case "draft-sk":
                self._name_team(turn, self.person(turn.role))
            case "draft-laporan":
                data_season.begin_answering(self)
            case "verifikasi-draft" | "reviu-inspektorat":
                verifying_season.remark(self, turn)
            case "distribusi":
                return self._send()
        return str(self.journey.pk)

    def _last_afternoon(self) -> datetime.datetime:
        """When an office last worked, so that no picture shows what was done at night."""
        local = calendar_of(self.demo.agency.government).local(datetime.datetime.now(datetime.UTC))
        day = local.replace(hour=14, minute=0)
        while day > local or day.weekday() > FRIDAY:
            day -= datetime.timedelta(days=1)
        return day

    def _name_team(self, turn: Turn, by: Person) -> None:
        if not self.journey.members.exists():
            super()._name_team(turn, by)

    def _send(self) -> str:
        """One recipient has confirmed, one upload is proved, the page is public; an open link."""
        by = self.person(TEAM)
        found = Delivery.objects.filter(journey=self.journey).order_by("number")
        rows = list(found.select_related("journey__agency__government"))
        upload = next(each for each in rows if each.way == Way.ELSEWHERE)
        told = receiving.Told(received_at=self.next(), address=PORTAL)
        receiving.elsewhere(delivery=upload, told=told, upload=None, by=by, at=self.at)
        publishing.publish(journey=upload.journey, with_file=False, by=by, at=self.next())
        _, confirmed, waiting = (each for each in rows if each.way == Way.HAND)
        link = sending.by_link(delivery=confirmed, by=by, at=self.next())
        behind = sending.behind(link.rstrip("/").rpartition("/")[2], at=self.next())
        assert behind is not None
        receiving.confirm(behind=behind, name="Maria Lobo", office="Agendaris", at=self.at)
        return sending.by_link(delivery=waiting, by=by, at=self.next())


def main() -> None:
    """Begin the two reports one after the other, and go where the standard input says."""
    now = datetime.datetime.now(datetime.UTC)
    found = demo.prepare(at=now - BEGUN)
    calendar = calendar_of(found.agency.government)
    starts = due(opened=now - BEGUN, within=Limit.parse("1 menit"), calendar=calendar)
    demo_plan.record(found, year=now.year, at=starts)
    reviewing_season.choose(found, at=starts)
    walks: dict[str, Season] = {}
    for line in sys.stdin:
        name, step = line.split()
        if name not in walks:
            year = now.year - (YEARS_BEFORE if name == REVIEWED else 0)
            walks[name] = Season(found, year=year, starts=starts, passphrase=sys.argv[1])
            # The report that is begun next follows the SOP without the review again.
            ways.change(agency=found.agency, to=WAYS, by=found.people["admin"], at=starts)
            found.agency.refresh_from_db()
        print(walks[name].halt(step), flush=True)
