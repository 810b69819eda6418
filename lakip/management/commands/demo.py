"""`lakip demo`: prepares a demo government with a report under way; again changes nothing."""

import datetime
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from lakip.journey.models import Journey
from lakip.management import data_season, demo, demo_plan
from lakip.management.official_walk import OfficialWalk
from lakip.management.rehearsal import Walk
from lakip.people.calendars import calendar_of
from lakip.sop.worktime import Limit, due


class Command(BaseCommand):
    """Everything the demo shows is made by the same moves that people make."""

    help = "Menyiapkan pemerintah daerah contoh beserta orang-orangnya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--people", action="store_true", help="sebutkan siapa yang dapat masuk")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare what is not there yet, and say who can sign in when asked."""
        call_command("migrate", verbosity=0)
        now = timezone.now()
        found = demo.prepare(at=now - datetime.timedelta(days=30))
        if not Journey.objects.filter(agency=found.agency).exists():
            self._under_way(found, now)
        if options["people"]:
            for email, name, part in demo.introductions():
                self.stdout.write(f"  {email:<36} {name:<20} {part}")
            self.stdout.write(f"  Kata sandi mereka semua: {demo.password()}")
            self.stdout.write(f"  Frasa sandi tanda tangan Dinas Sosial: {demo.passphrase()}")

    def _under_way(self, found: demo.Demo, now: datetime.datetime) -> None:
        """Last year's report, carried to the step at which the team writes it."""
        calendar = calendar_of(found.agency.government)
        morning = due(
            opened=now - datetime.timedelta(days=14),
            within=Limit.parse("1 menit"),
            calendar=calendar,
        )
        year = calendar.local(now).year - 1
        demo_plan.record(found, year=year, at=morning)
        walk = OfficialWalk(found, year=year, starts=morning, passphrase=demo.passphrase())
        walk.play(until="draft-laporan")
        data_season.begin_answering(walk)
        _neighbour(year, now)


def _neighbour(year: int, now: datetime.datetime) -> None:
    """The other dinas has a plan with half of its data, and its report has only been asked for."""
    other = demo.neighbour()
    plan = demo_plan.record(other, year=year, at=now, name=demo_plan.POOR)
    demo_plan.record_answers(plan, year=year, at=now, name=demo_plan.POOR)
    Walk(other, year=year, starts=now)
