"""`lakip restore FILE`: an empty installation becomes what a backup holds."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from lakip.management.archive import Broken
from lakip.management.restoring import restore
from lakip.management.snapshot import NoSnapshot


class Command(BaseCommand):
    """Refuses an installation that holds anything, and a file that is not whole."""

    # Django's checks ask the database what it can, and so would make it before it is restored.
    requires_system_checks: list[str] = []
    help = "Memulihkan cadangan ke LAKIP_HOME yang kosong, lalu membuktikan isinya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="BERKAS", help="berkas cadangan")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore and say what is there now."""
        try:
            done = restore(options["file"])
        except (Broken, NoSnapshot) as fault:
            raise CommandError(f"{fault}\nPemulihan dibatalkan.") from fault
        except OSError as fault:
            raise CommandError(f"Pemulihan dibatalkan: {fault}") from fault
        manifest = done.manifest
        self.stdout.write(
            f"SAH  cadangan {manifest.made_at} dipulihkan ke {settings.LAKIP_HOME}: "
            f"{len(manifest.files)} dokumen"
        )
        self.stdout.write(done.verified, ending="")
