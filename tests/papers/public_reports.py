"""Ratified reports for the tests of what is public: made from data, or written outside."""

import uuid
from typing import Any

from django.test import Client

from lakip.documents import filing
from lakip.journey import acts
from lakip.journey.models import Turn
from lakip.management import demo, demo_plan, verifying_season
from lakip.management.demo import Demo
from lakip.management.rehearsal import Walk
from lakip.papers.laporan_kinerja import filing_draft, writing
from lakip.papers.laporan_kinerja.manuscript import manuscript_of
from lakip.papers.laporan_kinerja.rich_text_reading import from_html
from lakip.papers.publikasi import publishing
from lakip.papers.publikasi.records import Publication
from lakip.people.letterhead import Letterhead
from lakip.people.person import Person
from lakip.sop.edition import Act, Step
from tests import cast

REPORT = writing.PAPER
RATIFIED = "penugasan-penggandaan"  # The step after the report is signed.
PLANNER, SECRETARY, HEAD, TEAM = (
    "kasubbag-perencanaan", "sekretaris", "kepala-dinas", "tim-penyusun",
)  # fmt: skip


class ReportWalk(Walk):
    """Files the report as it is made from data, and everything else as plain text.

    Marks are recorded without a key, so that a year is walked in a few seconds.
    """

    def file(self, turn: Turn, step: Step, paper: str, by: Person) -> None:
        if paper == REPORT:
            filing_draft.file(turn=turn.pk, by=by, at=self.next())
        else:
            super().file(turn, step, paper, by)

    def carry(self, turn: Turn, step: Step, *, sends_back: bool = False) -> None:
        if step.gives == REPORT and step.act is Act.REVIEW:
            verifying_season.approve(self, turn)
        super().carry(turn, step, sends_back=sends_back)


def office_with_data(people: Demo | None = None, *, year: int = 2026) -> cast.Office:
    """An agency whose year is known, in the step in which its report is written."""
    found = people or demo.prepare(at=cast.MONDAY)
    Letterhead.objects.update_or_create(
        agency=found.agency, defaults={"signing": Letterhead.Signing.RECORD}
    )
    office = cast.Office(ReportWalk(found, year=year, starts=cast.MONDAY))
    office.to("draft-laporan")
    plan = demo_plan.record(found, year=year, at=cast.MONDAY)
    demo_plan.record_answers(plan, year=year, at=cast.MONDAY)
    return office


def write(office: cast.Office, place: str, html: str) -> None:
    """What somebody of the team writes at a place."""
    found = manuscript_of(office.journey)
    passage = found.passages.get(place)
    latest = passage.latest if passage else None
    who = writing.writer_of(office.journey, office.person(TEAM), at=office.walk.at)
    after = latest.number if latest else 0
    writing.save(found, place, from_html(html), after=after, writer=who, at=office.at)


def ratified(office: cast.Office) -> cast.Office:
    """Carry the report until it is signed."""
    office.to(RATIFIED)
    return office


def publish(office: cast.Office, *, by: str = PLANNER, with_file: bool = False) -> Publication:
    return publishing.publish(
        journey=office.journey, with_file=with_file, by=office.person(by), at=office.at
    )


def withdraw(found: Publication, office: cast.Office, reason: str = "Salah berkas.") -> None:
    who = office.person(SECRETARY)
    publishing.withdraw(publication=found, by=who, at=office.at, reason=reason)


def public_pages(slug: str) -> dict[str, bytes]:
    """Every address that the public page leads to within the publication, and what it says."""
    client, found, waiting = Client(), dict[str, bytes](), [f"/publik/{slug}/", "/publik/"]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert not answer.cookies, path
        found[path] = body(answer)
        told = found[path].decode("utf-8", "replace")
        links = [part.split('"')[0].split("#")[0] for part in told.split('href="')[1:]]
        waiting += [link for link in links if link.startswith("/publik/")]
    return found


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def file_outside(office: cast.Office, content: bytes) -> None:
    """The team hands over a report that it wrote in another program."""
    acts.file_paper(
        turn=office.turn.pk,
        paper=REPORT,
        content=filing.keep(content, name="Laporan Siti Aminah.pdf", media_type="application/pdf"),
        by=office.person(TEAM),
        at=office.at,
    )


def hand_over(office: cast.Office) -> None:
    """Tick what is left and finish the step, without filing anything."""
    turn = office.turn
    for duty in office.walk.edition.step(turn.step).duties:
        acts.tick(turn=turn.pk, duty=duty.slug, by=office.person(duty.by), at=office.at)
    office.finish(TEAM)


def signed_in(office: cast.Office, part: str) -> Client:
    client = Client()
    client.force_login(office.person(part))
    return client


def stranger() -> Person:
    return Person.objects.create_person(
        email=f"{uuid.uuid4()}@contoh.test", name="Orang Asing Sekali"
    )
