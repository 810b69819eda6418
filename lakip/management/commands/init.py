"""`lakip init`: an office's own installation, or more people for one that is there."""

import sys
from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from lakip.journey.editions import current, current_of
from lakip.management import installing, staff_list
from lakip.management.installing import AlreadyInstalled, Office
from lakip.management.staff_list import Faulty, Row
from lakip.people.government import ZONES, Agency
from lakip.people.inviting import invitation_url
from lakip.people.person import Person
from lakip.sop.edition import Edition

MOST_FAULTS = 50
ASKED = {
    "government": "Nama pemerintah daerah",
    "zone": "Zona waktu (WIB, WITA atau WIT)",
    "agency": "Nama OPD",
    "operator_name": "Nama operator",
    "operator_email": "E-mail operator",
}


class Command(BaseCommand):
    """Asks for what was not given as an option; makes everything or nothing."""

    help = (
        "Menyiapkan instalasi kantor: basis data, pemerintah daerah, OPD, operator, orang.\n\n"
        "Menambah orang pada instalasi yang sudah ada:\n"
        "  lakip init --agency “Dinas Sosial” --people orang.csv"
    )

    def create_parser(self, *args: Any, **options: Any) -> CommandParser:
        """Keeps the lines of the help text."""
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser: CommandParser) -> None:
        for name, question in ASKED.items():
            parser.add_argument(f"--{name.replace('_', '-')}", metavar="TEKS", help=question)
        parser.add_argument(
            "--people", type=Path, metavar="CSV", help=f"kolom: {', '.join(staff_list.COLUMNS)}"
        )
        parser.add_argument("--no-mail", action="store_true", help="jangan kirim undangan")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the list, make the installation, and invite once that is committed."""
        try:
            if self._adds(options):
                self._add(options)
            else:
                self._install(options)
        except Faulty as faulty:
            shown = [str(fault) for fault in faulty.faults[:MOST_FAULTS]]
            if more := len(faulty.faults) - len(shown):
                shown.append(f"… dan {more} kesalahan lagi.")
            shown.append("Tidak ada yang dicatat. Perbaiki berkasnya, lalu ulangi.")
            raise CommandError("\n".join(shown)) from faulty

    def _adds(self, options: dict[str, Any]) -> bool:
        """Whether people are to be added; a full init of an installation in use is refused."""
        try:
            installing.refuse_installed()
        except AlreadyInstalled as refusal:
            only_people = {name for name in ASKED if options[name]} == {"agency"}
            if only_people and options["people"]:
                return True
            raise CommandError(
                f"{refusal} lakip init hanya untuk basis data yang kosong. "
                "Menambah orang: lakip init --agency “nama OPD” --people orang.csv"
            ) from refusal
        return False

    def _install(self, options: dict[str, Any]) -> None:
        asked = self._answers(options)
        staff = _staff(options["people"], current())
        call_command("migrate", verbosity=0)
        try:
            made = installing.install(Office(**asked, staff=staff), at=timezone.now())
        except AlreadyInstalled as refusal:
            raise CommandError(str(refusal)) from refusal
        zone = dict(ZONES)[asked["zone"]]
        self.stdout.write(f"Siap: {asked['government']}, {made.agency} ({zone}).")
        self.stdout.write(f"Operator: {made.operator} <{made.operator.email}>")
        others = [person for person in made.people if person != made.operator]
        self._invite([made.operator, *others], no_mail=options["no_mail"])
        if options["no_mail"] or installing.mail_goes_to_files():
            self._show_link(made.operator)
        self.stdout.write("Jalankan: lakip serve dan lakip worker.")

    def _add(self, options: dict[str, Any]) -> None:
        agency = Agency.objects.filter(name__iexact=options["agency"].strip()).first()
        if agency is None:
            names = ", ".join(Agency.objects.values_list("name", flat=True))
            raise CommandError(f"OPD “{options['agency']}” tidak ada. Yang ada: {names}.")
        staff = _staff(options["people"], current_of(agency))
        people = installing.add_staff(agency, staff, at=timezone.now())
        self.stdout.write(f"{agency}: bertambah {len(people)} orang.")
        self._invite(people, no_mail=options["no_mail"])

    def _answers(self, options: dict[str, Any]) -> dict[str, str]:
        """The options, or what is typed for those that were not given."""
        missing = [name for name in ASKED if not options[name]]
        if missing and not sys.stdin.isatty():
            words = ", ".join(f"--{name.replace('_', '-')}" for name in missing)
            raise CommandError(f"Belum diberikan: {words}.")
        answers = {}
        for name, question in ASKED.items():
            answers[name] = _judged(name, options[name] or "") if options[name] else ""
            while not answers[name]:
                try:
                    answers[name] = _judged(name, input(f"{question}: "))
                except EOFError as error:
                    raise CommandError("Dibatalkan; tidak ada yang dicatat.") from error
                except CommandError as wrong:
                    self.stderr.write(str(wrong))
        return answers

    def _invite(self, people: list[Person], *, no_mail: bool) -> None:
        if no_mail:
            self.stdout.write(
                f"{len(people)} orang dicatat, tanpa undangan. Kata sandi dipilih lewat "
                "“Lupa kata sandi Anda?” di halaman masuk."
            )
            return
        failed = installing.invite(people)
        where = f" (ke {settings.LAKIP_HOME}/mail)" if installing.mail_goes_to_files() else ""
        self.stdout.write(f"{len(people) - len(failed)} undangan dikirim{where}.")
        for person, fault in failed[:MOST_FAULTS]:
            self.stderr.write(f"Undangan untuk {person.email} tidak terkirim: {fault}")
        if failed:
            self.stderr.write("Mereka dapat memakai “Lupa kata sandi Anda?” di halaman masuk.")
            self._show_link(failed[0][0])

    def _show_link(self, person: Person) -> None:
        self.stdout.write(f"Tautan undangan {person} (tujuh hari, sekali pakai):")
        self.stdout.write(f"  {invitation_url(person)}")


def _judged(name: str, text: str) -> str:
    """The answer in the form it is stored; CommandError with a sentence when it will not do."""
    text = " ".join(text.split())
    if not text:
        raise CommandError(f"{ASKED[name]} belum diisi.")
    if name == "zone":
        zones = {short: zone for zone, short in ZONES} | {zone: zone for zone, _ in ZONES}
        found = zones.get(text) or zones.get(text.upper())
        if found is None:
            raise CommandError(f"Zona waktu “{text}” tidak dikenal: WIB, WITA atau WIT.")
        return found
    if name == "operator_email":
        try:
            validate_email(text)
        except ValidationError as error:
            raise CommandError(f"“{text}” bukan alamat e-mail.") from error
    if len(text) > 120:
        raise CommandError(f"{ASKED[name]} lebih dari 120 huruf.")
    return text


def _staff(path: Path | None, edition: Edition) -> list[Row]:
    if path is None:
        return []
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} tidak dapat dibaca: {error.strerror}.") from error
    return staff_list.read(content, offices=staff_list.offices_by_name(edition))
