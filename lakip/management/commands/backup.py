"""`lakip backup FILE`: the database and all documents in one proven file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from lakip.management.archive import Broken
from lakip.management.backing_up import back_up
from lakip.management.snapshot import NoSnapshot


class Command(BaseCommand):
    """People may go on working. The file is confidential: it holds the installation's key."""

    help = "Mencadangkan basis data dan dokumen ke satu berkas, lalu memeriksanya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="BERKAS", help="berkas .tar yang dibuat")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the backup and say what is in it; after a failure nothing is left."""
        file: Path = options["file"].absolute()
        try:
            made = back_up(file, at=timezone.now())
        except (Broken, NoSnapshot) as fault:
            raise CommandError(f"{fault} Cadangan tidak dibuat.") from fault
        except OSError as fault:
            raise CommandError(f"Cadangan tidak dibuat: {fault}") from fault
        megabytes = made.size / 1_000_000
        self.stdout.write(
            f"SAH  {file}: {made.files} dokumen, {made.events} kejadian, {megabytes:.1f} MB"
        )
        for agency, (size, root) in sorted(made.heads.items()):
            self.stdout.write(f"     {agency}: {size} kejadian, akar {root}")
        self.stdout.write("Berkas ini rahasia: simpanlah di luar mesin ini dan jaga aksesnya.")
