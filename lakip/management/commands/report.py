"""`lakip report build`: makes an agency's Laporan Kinerja as PDF and Word from what is recorded."""

import datetime
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lakip.documents.typesetting import CannotTypeset
from lakip.journey.models import Journey
from lakip.papers.laporan_kinerja import building
from lakip.papers.laporan_kinerja.gathering import gather
from lakip.papers.laporan_kinerja.sentences import drafts, placeholders
from lakip.people.government import Agency

NO_AGENCY = "Tidak ada OPD bernama “{name}”. Yang ada: {names}."
TWO_AGENCIES = "Ada beberapa OPD bernama “{name}”; tulis juga pemerintahnya dengan --government."
MADE = "{path}: {size} KB"
TO_WRITE = "{count} bagian masih harus ditulis, ditandai [Tuliskan …]."
# A draft is dated by the end of the year it reports, so that the same facts give the same bytes.
DATED = (2, 28)


class Command(BaseCommand):
    """The draft report of a year, as far as data can write it."""

    help = "Menyusun Laporan Kinerja sebuah OPD dari data yang tercatat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to build, and where to."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        build = verbs.add_parser("build", help="membuat PDF dan Word")
        build.add_argument("--agency", required=True, metavar="OPD")
        build.add_argument("--government", default="", metavar="PEMERINTAH")
        build.add_argument("--year", required=True, type=int, metavar="TAHUN")
        build.add_argument("--out", required=True, type=Path, metavar="FOLDER")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build the report and say what was made and what is left to be written."""
        agency = _agency(options["agency"], options["government"])
        year: int = options["year"]
        journey = Journey.objects.filter(agency=agency, year=year, is_cancelled=False).first()
        facts = gather(agency, year, journey=journey)
        month, day = DATED
        made_at = datetime.datetime(year + 1, month, day, tzinfo=datetime.UTC)
        sheet = building.sheet_of(facts, made_at=made_at)
        try:
            files = building.build(sheet)
        except CannotTypeset as no:
            raise CommandError(str(no)) from no
        out: Path = options["out"]
        out.mkdir(parents=True, exist_ok=True)
        for name, data in (("pdf", files.pdf), ("docx", files.docx)):
            path = out / f"laporan-kinerja-{year}.{name}"
            path.write_bytes(data)
            self.stdout.write(MADE.format(path=path, size=len(data) // 1024))
        left = sum(len(placeholders(each.text)) for each in drafts(facts))
        if left:
            self.stdout.write(TO_WRITE.format(count=left))


def _agency(name: str, government: str) -> Agency:
    found = Agency.objects.filter(name__iexact=name)
    if government:
        found = found.filter(government__name__iexact=government)
    agencies = list(found.select_related("government")[:2])
    if not agencies:
        names = ", ".join(Agency.objects.values_list("name", flat=True)[:10])
        raise CommandError(NO_AGENCY.format(name=name, names=names or "belum ada"))
    if len(agencies) > 1:
        raise CommandError(TWO_AGENCIES.format(name=name))
    return agencies[0]
