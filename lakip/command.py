"""The console command `lakip`: its verbs, what each is for, and the door to them."""

import difflib
import os
import sys
from typing import NamedTuple

from django.core.management import ManagementUtility


class Verb(NamedTuple):
    """One line of `lakip --help`; `name` is a module in lakip/management/commands."""

    name: str
    usage: str
    purpose: str


VERBS: dict[str, tuple[Verb, ...]] = {
    "Menjalankan": (
        Verb("serve", "serve", "melayani halaman web"),
        Verb("worker", "worker", "mengirim pemberitahuan dan mengerjakan tugas berkala"),
    ),
    "Menyiapkan": (
        Verb("init", "init", "menyiapkan instalasi kantor: basis data, operator, instansi"),
        Verb("demo", "demo", "menyiapkan pemerintah daerah contoh beserta orang-orangnya"),
        Verb("migrate", "migrate", "memperbarui susunan basis data setelah versi baru"),
    ),
    "SOP": (
        Verb("sop", "sop show", "menampilkan SOP sebagai tabelnya"),
        Verb("sop", "sop check BERKAS", "memeriksa berkas SOP dan menunjuk setiap kesalahannya"),
        Verb("rehearse", "rehearse --out FOLDER", "gladi: satu laporan dari awal sampai terkirim"),
        Verb("report", "report build", "menyusun Laporan Kinerja sebuah OPD dari datanya"),
    ),
    "Angka": (
        Verb(
            "figures", "figures check BERKAS", "mencari kesalahan angka dalam tabel CSV atau XLSX"
        ),
    ),
    "Merawat": (
        Verb("backup", "backup BERKAS", "mencadangkan basis data dan dokumen, lalu memeriksanya"),
        Verb("restore", "restore BERKAS", "memulihkan cadangan ke tempat yang kosong"),
        Verb("archive", "archive build", "memaketkan satu Laporan Kinerja beserta jejaknya"),
        Verb("archive", "archive verify BERKAS", "memeriksa keutuhan paket arsip"),
        Verb("verify", "verify BERKAS", "memeriksa apakah berkas tepat yang ditandatangani"),
        Verb("ledger", "ledger verify", "membuktikan bahwa catatan dan dokumen tidak berubah"),
        Verb("gate", "gate", "menjalankan semua pemeriksaan kode (untuk pengembang)"),
    ),
}

# Django's own verbs that a developer needs; what is not named here cannot be reached.
FOR_DEVELOPERS = ("check", "makemigrations", "shell")


def names() -> list[str]:
    """Every verb that `lakip` lets through, advertised ones first."""
    advertised = [verb.name for group in VERBS.values() for verb in group]
    return list(dict.fromkeys([*advertised, *FOR_DEVELOPERS]))


def help_text() -> str:
    """What `lakip --help` prints."""
    width = max(len(verb.usage) for group in VERBS.values() for verb in group)
    lines = ["lakip: menjalankan SOP penyusunan Laporan Kinerja instansi pemerintah.", ""]
    lines += ["Pemakaian: lakip PERINTAH [pilihan]", ""]
    for title, group in VERBS.items():
        lines.append(title)
        lines += [f"  {verb.usage:<{width}}  {verb.purpose}" for verb in group]
        lines.append("")
    lines.append("Pilihan sebuah perintah: lakip PERINTAH --help")
    lines.append("Tempat data: LAKIP_HOME (bawaan: folder data di samping kode).")
    lines.append("PostgreSQL: LAKIP_DATABASE=postgresql://nama:sandi@host:port/basisdata")
    return "\n".join(lines)


def unknown(verb: str) -> str:
    """The sentence for a verb that is not there, with the nearest one that is."""
    near = difflib.get_close_matches(verb, names(), n=1)
    hint = f" Maksud Anda: lakip {near[0]}?" if near else ""
    return f"lakip: perintah “{verb}” tidak ada.{hint} Daftarnya: lakip --help"


def main(arguments: list[str] | None = None) -> int:
    """Runs one verb and returns the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    if not given or given[0] in ("-h", "--help", "help"):
        print(help_text())
        return 0
    if given[0] not in names():
        print(unknown(given[0]), file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lakip.settings")
    try:
        ManagementUtility(["lakip", *given]).execute()
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
