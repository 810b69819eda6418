"""`lakip sop`: shows an SOP, judges an edition file, and writes docs/sop.md. No database."""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from lakip.sop import printing, reading
from lakip.sop.edition import Edition

DOCS = Path(__file__).resolve().parents[3] / "docs" / "sop.md"


class Command(BaseCommand):
    """Each of the three is judged by its exit code: 0, or 1 with what is wrong."""

    help = "Menampilkan SOP, memeriksa berkas SOP, dan menulis docs/sop.md."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The three verbs and their options."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="show | check | docs")
        show = verbs.add_parser("show", help="menampilkan SOP sebagai tabelnya")
        _add_file(show, nargs="?", says="berkas SOP (bawaan: SOP yang disertakan)")
        show.add_argument("--markdown", action="store_true", help="sebagai isi docs/sop.md")
        check = verbs.add_parser("check", help="memeriksa berkas SOP, menyebut setiap kesalahan")
        _add_file(check, says="berkas SOP")
        docs = verbs.add_parser("docs", help="menulis docs/sop.md dari SOP yang disertakan")
        docs.add_argument("--check", action="store_true", help="hanya memeriksa apakah terbaru")
        docs.add_argument("--to", type=Path, default=DOCS, help="berkas lain (bawaan: %(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Does what the verb says; exit code 1 where the answer is no."""
        if options["verb"] == "docs":
            self._docs(options["to"], only_check=options["check"])
            return
        edition = self._read(options["file"])
        if options["verb"] == "check":
            self.stdout.write(printing.summary(edition))
        elif options["markdown"]:
            self.stdout.write(printing.markdown(edition), ending="")
        else:
            width = shutil.get_terminal_size((120, 24)).columns
            self.stdout.write(printing.table(edition, width=width), ending="")

    def _read(self, file: Path | None) -> Edition:
        try:
            return reading.read_file(file) if file else reading.shipped()
        except reading.EditionFaults as error:
            self.stdout.write(str(error))
            self.stderr.write(f"Tidak sah: {len(error.faults)} kesalahan.")
            raise SystemExit(1) from error

    def _docs(self, path: Path, *, only_check: bool) -> None:
        fresh = printing.markdown(reading.shipped())
        if not only_check:
            path.write_text(fresh, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != fresh:
            self.stderr.write(f"{path.name} tidak sesuai lagi dengan SOP; jalankan: lakip sop docs")
            raise SystemExit(1)


def _add_file(parser: ArgumentParser, *, says: str, nargs: str | None = None) -> None:
    parser.add_argument("file", metavar="BERKAS", type=Path, nargs=nargs, help=says)
