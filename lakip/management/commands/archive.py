"""`lakip archive`: packs a year's report with everything about it, and checks such a package."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lakip.journey.models import Journey
from lakip.papers.dossier.checking import NotADossier, check
from lakip.papers.dossier.packing import pack

NO_JOURNEY = "Tidak ada penyusunan Laporan Kinerja {year} untuk “{agency}”."
PACKED = "{path}: {count} berkas, {size} KB."
WHOLE = (
    "UTUH. {files} berkas sama dengan daftarnya, {events} peristiwa terbukti tercatat.\n"
    "Akar catatan {root} pada ukuran {size}."
)
BROKEN = "TIDAK UTUH. {count} hal:"


class Command(BaseCommand):
    """The dossier of one year's report."""

    help = "Membuat paket arsip sebuah Laporan Kinerja, atau memeriksanya."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do, with what."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        build = verbs.add_parser("build", help="membuat paket arsip")
        build.add_argument("--agency", required=True, metavar="OPD")
        build.add_argument("--year", required=True, type=int, metavar="TAHUN")
        build.add_argument("--out", required=True, type=Path, metavar="BERKAS.zip")
        verify = verbs.add_parser("verify", help="memeriksa paket arsip")
        verify.add_argument("file", type=Path, metavar="BERKAS.zip")

    def handle(self, *args: Any, **options: Any) -> None:
        """Pack or check."""
        if options["verb"] == "build":
            self._build(options["agency"], options["year"], options["out"])
        else:
            self._verify(options["file"])

    def _build(self, agency: str, year: int, out: Path) -> None:
        found = Journey.objects.reports().filter(agency__name=agency, year=year)
        journey = found.order_by("is_cancelled").select_related("agency__government").first()
        if journey is None:
            raise CommandError(NO_JOURNEY.format(agency=agency, year=year))
        with out.open("wb") as into:
            count = pack(journey, into)
        size = out.stat().st_size // 1024
        self.stdout.write(PACKED.format(path=out, count=count, size=size))

    def _verify(self, file: Path) -> None:
        try:
            checked = check(file)
        except NotADossier as no:
            raise CommandError(str(no)) from no
        if checked.faults:
            self.stdout.write(BROKEN.format(count=len(checked.faults)))
            for fault in checked.faults:
                self.stdout.write(f"- {fault}")
            raise SystemExit(1)
        self.stdout.write(
            WHOLE.format(
                files=checked.files, events=checked.events, root=checked.root, size=checked.size
            )
        )
