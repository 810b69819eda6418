"""The same walk with official papers: drafted, set as PDF and Word, and really signed."""

import datetime
import secrets

from lakip.documents import certifying
from lakip.documents.sealing import Seal
from lakip.journey import marking, signing
from lakip.journey.models import Turn
from lakip.journey.signing import Given
from lakip.management import data_season, demo, reviewing_season, verifying_season
from lakip.management.demo import Demo
from lakip.management.rehearsal import Walk
from lakip.papers import drafted, drafting, reviu
from lakip.papers.format_data.parts import SLUG as FORMATS
from lakip.papers.laporan_kinerja import filing_draft
from lakip.papers.laporan_kinerja.reviewed import STATEMENT
from lakip.papers.laporan_kinerja.writing import PAPER as REPORT
from lakip.papers.verifikasi.sheet import SLUG as SHEET
from lakip.people.letterhead import Letterhead
from lakip.people.person import Person
from lakip.performance.agreement import plan_for
from lakip.sop.edition import Step

ADDRESS = "Jalan Contoh Nomor 1, Contoh 12345\nTelepon (0000) 123456 · dinsos.contoh.test"


class OfficialWalk(Walk):
    """Drafts what the program can draft and signs what is to be signed."""

    def __init__(
        self, people: Demo, *, year: int, starts: datetime.datetime, passphrase: str = ""
    ) -> None:
        super().__init__(people, year=year, starts=starts)
        self.passphrase = passphrase or secrets.token_urlsafe(12)
        Letterhead.objects.get_or_create(
            agency=people.agency,
            defaults={"address": ADDRESS, "classification": "000.8.6", "unit": "DINSOS"},
        )
        signers = {"kepala-dinas", "sekretaris", reviu.ROLE} & people.people.keys()
        for part in sorted(signers):
            certifying.certify(
                person=people.people[part],
                password=demo.password(),
                passphrase=self.passphrase,
                again=self.passphrase,
                at=starts,
            )

    def carry(self, turn: Turn, step: Step, *, sends_back: bool = False) -> None:
        """As in every office; what is looked at is judged first, or remarked on."""
        if step.gives == STATEMENT:
            reviewing_season.look(self, turn, sends_back=sends_back)
        if step.gives == REPORT and step.act.marks:
            (verifying_season.remark if sends_back else verifying_season.approve)(self, turn)
        super().carry(turn, step, sends_back=sends_back)

    def prepare(self, turn: Turn, step: Step) -> None:
        """As in every office; and the year's data is asked for and answered where a plan is."""
        if plan_for(self.demo.agency.pk, self.journey.year):
            if step.gives == FORMATS and turn.round == 1:
                data_season.ask(self, turn)
            if FORMATS in step.needs:
                data_season.answer(self)
            if REPORT in step.filed_here and turn.round > 1:
                verifying_season.mend(self, turn)
        super().prepare(turn, step)

    def papers(self, step: Step) -> tuple[str, ...]:
        """Everything that can be filed in the step, but for what is made on the way."""
        has_plan = plan_for(self.demo.agency.pk, self.journey.year) is not None
        made = {FORMATS, SHEET} if has_plan else {SHEET}
        return tuple(one for one in step.filed_here if one not in made)

    def file(self, turn: Turn, step: Step, paper: str, by: Person) -> None:
        """Draft and file the paper; sign it when this person is the one who signs it."""
        form = drafted.of(paper)
        if paper == REPORT and plan_for(self.demo.agency.pk, self.journey.year):
            filing_draft.file(turn=turn.pk, by=by, at=self.next())
            return
        if form is None:
            super().file(turn, step, paper, by)
            return
        reviewing_season.answer(self, turn, paper)
        drafting.file(turn=turn.pk, paper=paper, by=by, at=self.next())
        if form.signed_by and self.person(form.signed_by) == by and not step.act.marks:
            self._sign(turn, paper, by)

    def _sign(self, turn: Turn, paper: str, by: Person) -> None:
        at = self.next()
        seal = signing.seal_of_letter(
            turn=turn.pk, paper=paper, by=by, at=at, given=Given(passphrase=self.passphrase)
        )
        marking.sign_letter(turn=turn.pk, paper=paper, by=by, at=at, seal=seal)

    def seal(self, turn: Turn, by: Person) -> Seal | None:
        """The file with the mark of the step, signed with this person's key."""
        return signing.seal_of_step(
            turn=turn.pk, by=by, at=self.at, given=Given(passphrase=self.passphrase)
        )
