"""`lakip verify FILE.pdf`: is this file the one that was signed? Without network, without pages."""

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lakip.documents.examining import FoundMark
from lakip.journey import proving
from lakip.journey.proving import Answer, Verdict

WORDS = {
    Verdict.SIGNED: "UTUH. Tepat berkas yang ditandatangani.",
    Verdict.PARTLY: "UTUH, belum lengkap. Sesudah berkas ini masih ada tanda yang dibubuhkan.",
    Verdict.UNSIGNED: "ASLI, tetapi berkas ini sendiri tidak memuat tanda tangan.",
    Verdict.SCAN: "UTUH. Tepat pindaian yang disimpan sebagai surat bertanda tangan.",
    Verdict.WITHDRAWN: "DITARIK. Tanda tangannya sudah ditarik kembali.",
    Verdict.ALTERED: "BERUBAH. Isinya diubah sesudah ditandatangani.",
    Verdict.REVOKED: "TIDAK SAH. Ditandatangani sesudah sertifikatnya dicabut atau diganti.",
    Verdict.UNRECORDED: "TIDAK TERCATAT. Tanda tangannya utuh, berkasnya tidak tersimpan di sini.",
    Verdict.FOREIGN: "BUKAN DARI SINI. Tanda tangannya dari tempat lain.",
    Verdict.UNKNOWN: "TIDAK DIKENAL.",
}
LATER = "Sertifikatnya dicabut atau diganti kemudian, {when}; tanda ini tetap sah."
CLAIMED = (
    "Waktu tanda tangannya hanya menurut komputer penanda tangan, dan sertifikatnya sudah dicabut. "
    "Pastikan kepada yang bersangkutan."
)
GOOD = {Verdict.SIGNED, Verdict.PARTLY, Verdict.SCAN}


class Command(BaseCommand):
    """Says what the file is, and ends with 1 unless it is one that was signed here."""

    help = "Memeriksa apakah sebuah berkas tepat yang ditandatangani, oleh siapa dan kapan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument("file", metavar="BERKAS", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the file, look it up, examine it when it is not known."""
        try:
            data = options["file"].read_bytes()
        except OSError as error:
            message = f"{options['file']} tidak dapat dibaca: {error.strerror}"
            raise CommandError(message) from error
        answer = proving.of_file(data)
        self.stdout.write(WORDS[answer.verdict])
        for line in _lines(answer):
            self.stdout.write(line)
        if answer.verdict not in GOOD:
            raise SystemExit(1)


def _lines(answer: Answer) -> list[str]:
    lines = [f"SHA-256  {answer.sha256}"]
    if proof := answer.proof:
        number = f", nomor {proof.number}" if proof.number else ""
        lines.append(f"Surat    {proof.paper}{number}, versi {proof.version}")
        lines.append(f"Dari     {proof.agency}, {proof.government}, tahun {proof.year}")
        for mark in proof.marks:
            lines.append(
                f"Tanda    {mark.kind} {mark.name} ({mark.office}), {_moment(mark.at)}, "
                f"{mark.way}, kejadian {mark.event}, sidik {mark.leaf}"
            )
            if mark.revoked_at:
                lines.append(f"         {LATER.format(when=_moment(mark.revoked_at))}")
    if seen := answer.examination:
        lines += [f"Isi      {_seen(mark)}" for mark in seen.marks]
        lines += seen.faults
    if answer.is_only_claimed:
        lines.append(CLAIMED)
    return lines


def _seen(mark: FoundMark) -> str:
    """A mark that stands in the file itself; its time is what the signer's computer claimed."""
    at = _moment(mark.at) if mark.at else "tanpa waktu"
    words = f"{mark.field}: {mark.name}, {at}"
    if mark.revoked_at and not mark.came_too_late:
        return f"{words}. {LATER.format(when=_moment(mark.revoked_at))}"
    return words


def _moment(value: datetime) -> str:
    return f"{timezone.localtime(value):%d-%m-%Y %H:%M %Z}"
