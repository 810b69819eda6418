"""`lakip rehearse`: walks a whole journey in a scratch database and writes down what came of it."""

import datetime
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.text import slugify

from lakip.documents import filing
from lakip.documents.models import Rendition, Version
from lakip.journey import replay
from lakip.journey.models import Journey, Turn
from lakip.ledger import verify
from lakip.management import demo, demo_plan
from lakip.management.official_walk import OfficialWalk

SCRATCH = "LAKIP_SCRATCH"
YEAR = 2026
STARTS = datetime.datetime(2027, 1, 4, 1, 0, tzinfo=datetime.UTC)  # Monday, 08.00 WIB


class Command(BaseCommand):
    """A dry run before the season: nothing in the installation's own data is touched."""

    help = "Gladi: menjalankan dua belas langkah dengan orang contoh, di basis data sementara."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, required=True, help="folder hasil")
        parser.add_argument("--returns", type=int, default=0, help="berapa kali dikembalikan")

    def handle(self, *args: Any, **options: Any) -> None:
        """Start anew with a data folder of its own, then walk."""
        out: Path = options["out"]
        if options["returns"] < 0:
            raise CommandError("--returns tidak boleh kurang dari nol.")
        out.mkdir(parents=True, exist_ok=True)
        if SCRATCH not in os.environ:
            self._in_scratch(out.resolve(), options["returns"])
            return
        call_command("migrate", verbosity=0)
        told = self._walk(out, options["returns"])
        (out / "journey.json").write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n")
        ledger = told["ledger"]
        self.stdout.write(
            f"{told['steps']} langkah, {len(told['turns'])} giliran, "
            f"{ledger['events']} kejadian, catatan {'SAH' if ledger['verified'] else 'GAGAL'}, "
            f"akar {ledger['root']}"
        )
        for fault in ledger["faults"]:
            self.stderr.write(fault)
        if ledger["faults"]:
            raise CommandError("Catatan tidak sah.")

    def _in_scratch(self, out: Path, returns: int) -> None:
        with tempfile.TemporaryDirectory(prefix="lakip-gladi-") as home:
            surroundings = {k: v for k, v in os.environ.items() if k != "LAKIP_DATABASE"}
            surroundings |= {"LAKIP_HOME": home, SCRATCH: "1"}
            again = [sys.executable, "-m", "lakip.command", "rehearse"]
            done = subprocess.run(
                [*again, "--out", str(out), "--returns", str(returns)],
                env=surroundings,
                check=False,
            )
        if done.returncode:
            raise CommandError("Gladi gagal.")

    def _walk(self, out: Path, returns: int) -> dict[str, Any]:
        people = demo.prepare(at=STARTS)
        demo_plan.record(people, year=YEAR, at=STARTS)
        walk = OfficialWalk(people, year=YEAR, starts=STARTS)
        journey = walk.play(returns=returns)
        _report_of_the_neighbour(out)
        faults = list(replay.faults(agency_id=journey.agency_id))
        head = verify.head(agency_id=journey.agency_id)
        return {
            "agency": str(journey.agency),
            "year": journey.year,
            "edition": journey.edition_id,
            "steps": len(walk.edition.steps),
            "turns": [_turn(turn) for turn in journey.turns.select_related("closed_by")],
            "documents": _write_papers(journey, out),
            "ledger": {
                "events": head.size,
                "root": head.root,
                "verified": not faults,
                "faults": faults,
            },
        }


def _report_of_the_neighbour(out: Path) -> None:
    """The report of an agency that has one sasaran and half of its data, as far as that goes."""
    other = demo.neighbour()
    plan = demo_plan.record(other, year=YEAR, at=STARTS, name=demo_plan.POOR)
    demo_plan.record_answers(plan, year=YEAR, at=STARTS, name=demo_plan.POOR)
    name = other.agency.name
    told = [f"--agency={name}", f"--year={YEAR}", f"--out={out / slugify(name)}"]
    call_command("report", "build", *told)


def _turn(turn: Turn) -> dict[str, Any]:
    filed = Version.objects.filter(turn=turn).select_related("document").order_by("at")
    return {
        "step": turn.step,
        "performer": turn.role,
        "by": turn.closed_by.name if turn.closed_by else None,
        "round": turn.round,
        "opened": turn.opened_at.isoformat(),
        "due": turn.due_at.isoformat(),
        "finished": turn.closed_at.isoformat() if turn.closed_at else None,
        "outcome": turn.outcome,
        "documents": [
            {"paper": v.document.paper, "version": v.number, "sha256": v.sha256} for v in filed
        ],
        "marks": [
            {"kind": str(mark.kind), "as": mark.by_label, "sha256": mark.sha256}
            for mark in turn.marks.all()
        ],
    }


def _write_papers(journey: Journey, out: Path) -> list[dict[str, Any]]:
    """Every version of every paper as a file, with its Word file and its marked files beside it."""
    written = []
    found = Version.objects.filter(document__journey=journey).select_related("document")
    for version in found.order_by("at", "number"):
        stem = f"{version.document.paper}-v{version.number}"
        path = _copy(out / f"{stem}{Path(version.name).suffix}", version.sha256)
        beside = [
            _copy(out / _name(stem, each), each.sha256).name for each in version.renditions.all()
        ]
        written.append(
            {
                "paper": version.document.paper,
                "version": version.number,
                "file": path.name,
                "sha256": version.sha256,
                "beside": beside,
            }
        )
    return written


def _name(stem: str, file: Rendition) -> str:
    """`draft-sk-tim-v1.docx`, `draft-sk-tim-v1-paraf.pdf`, `draft-sk-tim-v1-signature.pdf`."""
    mark = f"-{file.mark.kind}" if file.mark else ""
    return f"{stem}{mark}{Path(file.name).suffix}"


def _copy(path: Path, sha256: str) -> Path:
    with filing.store().open(sha256) as source:
        path.write_bytes(source.read())
    return path
