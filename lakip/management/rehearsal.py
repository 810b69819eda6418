"""Walks a journey with the demo people, step by step, as they would in their office."""

import datetime
import uuid
from collections.abc import Callable

from lakip.documents import filing
from lakip.documents.sealing import Seal
from lakip.journey import acts, marking, moves
from lakip.journey.editions import edition_of
from lakip.journey.models import Journey, TeamMember, Turn
from lakip.management import delivery_season
from lakip.management.demo import Demo
from lakip.papers import drafted, sk_tim
from lakip.people.person import Person
from lakip.sop.edition import Act, Edition, Step

EARLY = datetime.timedelta(minutes=5)
RETURNED = "Angka capaian pada tabel 3.1 tidak sama dengan lampiran; perbaiki dan jelaskan."
WORDS = {
    Act.ASSIGN: "Mohon ditindaklanjuti sesuai SOP dan tenggatnya.",
    Act.PREPARE: "Disusun sesuai pedoman dan diserahkan untuk diperiksa.",
}


class Walk:
    """One journey and its people; `minute` moves on with each act so that events have an order."""

    def __init__(self, demo: Demo, *, year: int, starts: datetime.datetime) -> None:
        self.demo = demo
        self.at = starts
        self.journey = self._begin(year)
        self.edition: Edition = edition_of(self.journey.edition_id)

    def _begin(self, year: int) -> Journey:
        by = self.demo.people["kasubbag-perencanaan"]
        text = (
            f"Bersama ini kami minta OPD menyusun Laporan Kinerja tahun {year} "
            "dan menyampaikannya paling lambat dua bulan setelah tahun anggaran berakhir."
        )
        content = filing.take_text(text, name="permintaan-penyusunan")
        return moves.begin(
            agency=self.demo.agency,
            year=year,
            by=by,
            at=self.at,
            number=f"000.8.6/12/{year + 1}",
            date=self.at.date(),
            sender="Sekretariat Daerah, Bagian Organisasi",
            file_request=lambda journey: acts.file_request(
                journey, content, by=by, at=self.at, label="Kasubbag Perencanaan"
            ),
        )

    def play(
        self,
        *,
        returns: int = 0,
        returned_from: str = "verifikasi-draft",
        until: str | None = None,
        watch: Callable[[Turn], None] | None = None,
    ) -> Journey:
        """Carry every open turn until the end or until the step `until` is open."""
        left = returns
        while turn := Turn.objects.filter(journey=self.journey, closed_at=None).first():
            if turn.step == until:
                break
            step = self.edition.step(turn.step)
            sends_back = step.slug == returned_from and left > 0
            left -= sends_back
            self.carry(turn, step, sends_back=sends_back)
            if watch:
                watch(turn)
        self.journey.refresh_from_db()
        return self.journey

    def carry(self, turn: Turn, step: Step, *, sends_back: bool = False) -> None:
        """Do what one turn asks, shortly before it is due."""
        self.prepare(turn, step)
        by = self.person(step.by)
        self.at = max(self.at, turn.due_at - EARLY)
        key = uuid.uuid4()
        if sends_back:
            moves.send_back(turn=turn.pk, by=by, at=self.at, key=key, reason=RETURNED)
        else:
            moves.finish(turn=turn.pk, by=by, at=self.at, key=key, seal=self.seal(turn, by))

    def prepare(self, turn: Turn, step: Step) -> None:
        """File the step's papers, name the team and tick the duties."""
        by = self.person(step.by)
        if sk_tim.DRAFT in step.filed_here and turn.round == 1:
            self._name_team(turn, by)
        for paper in self.papers(step):
            self.file(turn, step, paper, by)
        for duty in step.duties:
            acts.tick(turn=turn.pk, duty=duty.slug, by=self.person(duty.by), at=self.next())
        if step.act is Act.DISTRIBUTE:
            delivery_season.deliver(self)

    def person(self, role: str) -> Person:
        """Who plays that role in the demo."""
        return self.demo.people[role]

    def papers(self, step: Step) -> tuple[str, ...]:
        """What is filed in the step; a sheet that only goes with a signature is left out."""
        return () if step.act.marks else step.filed_here

    def seal(self, turn: Turn, by: Person) -> Seal | None:
        """The file that the step's mark puts: none for papers that are plain text."""
        return None

    def file(self, turn: Turn, step: Step, paper: str, by: Person) -> None:
        """File a paper of the step: here as plain text, which is quick."""
        name = self.edition.paper(paper).name
        said = WORDS.get(step.act, "Disusun sesuai pedoman.")
        text = f"{name}\nLaporan Kinerja {self.journey.year}, putaran {turn.round}.\n\n{said}"
        content = filing.take_text(text, name=paper)
        acts.file_paper(turn=turn.pk, paper=paper, content=content, by=by, at=self.next())
        form = drafted.of(paper)
        if form and form.must_be_signed:
            marking.sign_letter(turn=turn.pk, paper=paper, by=by, at=self.next(), seal=None)

    def _name_team(self, turn: Turn, by: Person) -> None:
        seats = [
            ("tim-penyusun", TeamMember.Standing.CHAIR),
            ("anggota", TeamMember.Standing.MEMBER),
        ]
        for part, standing in seats:
            sk_tim.name_member(
                turn=turn.pk,
                person=self.demo.people[part],
                standing=standing,
                by=by,
                at=self.next(),
            )

    def next(self) -> datetime.datetime:
        """A moment after the last."""
        self.at += datetime.timedelta(seconds=20)
        return self.at
