"""The review in the rehearsal: who the Inspektorat is, and what they find of the draft."""

import datetime

from django.contrib.auth.hashers import make_password

from lakip.journey import ways
from lakip.journey.models import Turn
from lakip.management import demo, verifying_season
from lakip.management.demo import Demo
from lakip.management.rehearsal import Walk
from lakip.papers import drafting, reviu, reviu_catatan
from lakip.papers.laporan_kinerja.reviewed import STATEMENT
from lakip.papers.verifikasi import checklist
from lakip.people.appointing import appoint
from lakip.people.government import Agency
from lakip.people.letterhead import Letterhead
from lakip.people.person import Person

EDITION = "lakip-reviu"
ADDRESS = "Jalan Contoh Nomor 7, Contoh 12345"
FOUND = {
    STATEMENT: {"simpulan": reviu.CLEAN},
    reviu_catatan.SLUG: {item.code: checklist.YES for item in checklist.ITEMS if not item.after},
}


def choose(found: Demo, *, at: datetime.datetime) -> Person:
    """The demo agency's next report is reviewed; gives who reviews it, from the Inspektorat."""
    inspectorate = Agency.objects.get(government=found.agency.government, name=demo.INSPEKTORAT)
    reviewer = Person.objects.create_person(
        email="inspektur@contoh.test",
        name="Nyoman Sukarta",
        nip="196805171993031011",
        agency=inspectorate,
    )
    Person.objects.filter(pk=reviewer.pk).update(password=make_password(demo.password()))
    reviewer.refresh_from_db()
    to = ways.Ways(
        edition=EDITION, revision_days=None, runs_linked_sops=False, tells_superior_after=None
    )
    ways.change(agency=found.agency, to=to, by=found.people["admin"], at=at)
    found.agency.refresh_from_db()
    appoint(
        person=reviewer,
        agency=found.agency,
        role=reviu.ROLE,
        by=found.people["admin"],
        at=at,
        starts_on=demo.FROM,
    )
    Letterhead.objects.get_or_create(
        agency=inspectorate,
        defaults={"address": ADDRESS, "classification": "700.1.2", "unit": "ITDA"},
    )
    found.people[reviu.ROLE] = reviewer
    return reviewer


def look(walk: Walk, turn: Turn, *, sends_back: bool) -> None:
    """Put a remark before the draft goes back, or close what was mended."""
    (verifying_season.remark if sends_back else verifying_season.close)(walk, turn)


def answer(walk: Walk, turn: Turn, paper: str) -> None:
    """Type into a paper of the review what was found; of others nothing."""
    if paper not in FOUND:
        return
    by = walk.person(turn.role)
    here = drafting.desk(turn=turn.pk, paper=paper, by=by, at=walk.next())
    answers = here.answers | FOUND[paper]
    sent = {
        f"isi-{name}": "\n".join(said) if isinstance(said, list) else said
        for name, said in answers.items()
    }
    drafting.save(
        turn=turn.pk, paper=paper, sent=sent, revision=here.revision, by=by, at=walk.next()
    )
