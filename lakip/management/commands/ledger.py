"""`lakip ledger verify`: re-hashes events and files, and replays the turns."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lakip.journey import replay
from lakip.ledger import verify
from lakip.people.government import Agency


class Command(BaseCommand):
    """Says for each agency whether its ledger, its files and its tables agree."""

    help = "Memeriksa catatan: kejadian, berkas, dan giliran yang diputar ulang."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=["verify"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify every agency's log. Fails when one of them does not agree."""
        broken = 0
        for agency in Agency.objects.all():
            faults = list(replay.faults(agency_id=agency.pk))
            head = verify.head(agency_id=agency.pk)
            verdict = "GAGAL" if faults else "SAH"
            self.stdout.write(f"{verdict}  {agency}: {head.size} kejadian, akar {head.root}")
            for fault in faults:
                self.stdout.write(f"       {fault}")
            broken += bool(faults)
        if broken:
            raise CommandError(f"{broken} catatan tidak sah.")
