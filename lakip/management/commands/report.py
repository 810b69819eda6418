"""`lakip report build`: makes an agency's Laporan Kinerja as PDF and Word from what is recorded."""

import datetime
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lakip.documents import filing
from lakip.documents.typesetting import CannotTypeset
from lakip.journey.models import Journey
from lakip.papers.laporan_kinerja import building
from lakip.papers.laporan_kinerja.gathering import gather
from lakip.papers.laporan_kinerja.manuscript import manuscript_of
from lakip.papers.laporan_kinerja.source import NotASource, Source, of_json, source_of
from lakip.people.government import Agency
from lakip.people.letterhead import letterhead_of

NO_AGENCY = "Tidak ada OPD bernama “{name}”. Yang ada: {names}."
TWO_AGENCIES = "Ada beberapa OPD bernama “{name}”; tulis juga pemerintahnya dengan --government."
WHAT_TO_BUILD = "Sebutkan --agency dan --year, atau --from berkas data laporan yang disimpan."
NO_FILE = "Berkas {path} tidak dapat dibaca."
MADE = "{path}: {size} KB"
TO_WRITE = "{count} bagian masih harus ditulis, ditandai [Tuliskan …]."
# A draft is dated in the season of reports, so that the same facts give the same bytes.
DATED = (2, 28)


class Command(BaseCommand):
    """The draft report of a year, as far as data can write it."""

    help = "Menyusun Laporan Kinerja sebuah OPD dari data yang tercatat."
    requires_system_checks: list[str] = []  # They would load every page, which it has no use for.

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to build, and where to."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        build = verbs.add_parser("build", help="membuat PDF, Word, dan data yang menjadi dasarnya")
        build.add_argument("--agency", default="", metavar="OPD")
        build.add_argument("--government", default="", metavar="PEMERINTAH")
        build.add_argument("--year", type=int, metavar="TAHUN")
        build.add_argument("--from", dest="source", type=Path, metavar="DATA.json")
        build.add_argument("--out", required=True, type=Path, metavar="FOLDER")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build the report and say what was made and what is left to be written."""
        if options["source"]:
            source = _stored(options["source"])
        elif options["agency"] and options["year"]:
            source = _recorded(_agency(options["agency"], options["government"]), options["year"])
        else:
            raise CommandError(WHAT_TO_BUILD)
        try:
            files = building.build(source.sheet(), logo=filing.store().bytes_if_there(source.logo))
        except CannotTypeset as no:
            raise CommandError(str(no)) from no
        out: Path = options["out"]
        out.mkdir(parents=True, exist_ok=True)
        for name, data in (("pdf", files.pdf), ("docx", files.docx), ("json", source.as_json())):
            path = out / f"laporan-kinerja-{source.facts.year}.{name}"
            path.write_bytes(data)
            self.stdout.write(MADE.format(path=path, size=len(data) // 1024))
        if left := source.left():
            self.stdout.write(TO_WRITE.format(count=left))


def _stored(path: Path) -> Source:
    """The report that was filed with this data, to be made again."""
    try:
        return of_json(path.read_bytes())
    except OSError as error:
        raise CommandError(NO_FILE.format(path=path)) from error
    except NotASource as error:
        raise CommandError(str(error)) from error


def _recorded(agency: Agency, year: int) -> Source:
    """The report as everything is recorded now, with what people wrote."""
    month, day = DATED
    made_at = datetime.datetime(year + 1, month, day, tzinfo=datetime.UTC)
    head = letterhead_of(agency)
    journeys = Journey.objects.reports().filter(agency=agency, year=year, is_cancelled=False)
    if journey := journeys.select_related("agency__government").first():
        return source_of(manuscript_of(journey), made_at=made_at, paper=head.paper)
    return Source(facts=gather(agency, year), made_at=made_at, paper=head.paper, logo=head.logo)


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
