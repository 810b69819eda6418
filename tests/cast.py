"""The named people of the tests, and small verbs to play a journey with them."""

import datetime
import uuid
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from lakip.documents import filing
from lakip.journey import acts, moves
from lakip.journey.models import Journey, TeamMember, Turn
from lakip.management import demo
from lakip.management.rehearsal import Walk
from lakip.papers import team_changes
from lakip.people.person import Person

WIB = ZoneInfo("Asia/Jakarta")
MONDAY = datetime.datetime(2027, 1, 4, 8, 0, tzinfo=WIB)


@dataclass
class Office:
    """The demo agency with a journey under way, and short names for its people."""

    walk: Walk

    @property
    def journey(self) -> Journey:
        return Journey.objects.select_related("agency__government").get(pk=self.walk.journey.pk)

    @property
    def turn(self) -> Turn:
        return Turn.objects.get(journey=self.walk.journey, closed_at=None)

    @property
    def at(self) -> datetime.datetime:
        self.walk.at += datetime.timedelta(minutes=1)
        return self.walk.at

    def person(self, part: str) -> Person:
        return self.walk.demo.people[part]

    def to(self, step: str) -> Turn:
        """Carry the journey until that step is open."""
        self.walk.play(until=step)
        return self.turn

    def prepare(self) -> Turn:
        """Do all that the open turn asks, but for the finish."""
        turn = self.turn
        self.walk.prepare(turn, self.walk.edition.step(turn.step))
        return self.turn

    def finish(self, part: str, turn: Turn | None = None) -> Turn:
        return moves.finish(
            turn=(turn or self.turn).pk, by=self.person(part), at=self.at, key=uuid.uuid4()
        )

    def send_back(self, part: str, reason: str = "Perbaiki tabel 3.1.") -> Turn:
        return moves.send_back(
            turn=self.turn.pk, by=self.person(part), at=self.at, key=uuid.uuid4(), reason=reason
        )

    def withdraw(self, part: str) -> Turn:
        return moves.withdraw(turn=self.turn.pk, by=self.person(part), at=self.at, key=uuid.uuid4())

    def take_out(self, part: str, *, reason: str = "Mutasi ke Dinas Pekerjaan Umum.") -> None:
        """The planner takes a member out of the team; a chair who leaves has no successor yet."""
        seat = self.journey.members.get(person=self.person(part), left_at=None)
        chair = team_changes.only_chair(self.journey)
        team_changes.take_out(
            journey=self.journey.pk,
            member=seat.pk,
            reason=reason,
            by=self.person("kasubbag-perencanaan"),
            at=self.at,
            is_without_chair=seat == chair,
        )

    def take_in(self, person: Person, *, standing: str = "anggota") -> TeamMember:
        """The planner takes somebody into the team."""
        return team_changes.take_in(
            journey=self.journey.pk,
            person=person,
            standing=standing,
            reason="SK perubahan nomor 7 tahun 2027.",
            by=self.person("kasubbag-perencanaan"),
            at=self.at,
        )

    def file(self, part: str, paper: str, text: str = "Isi surat.") -> None:
        acts.file_paper(
            turn=self.turn.pk,
            paper=paper,
            content=filing.take_text(text, name=paper),
            by=self.person(part),
            at=self.at,
        )


def begin(*, year: int = 2026, at: datetime.datetime = MONDAY) -> Office:
    """The demo agency on a Monday morning, its request letter just registered."""
    return Office(Walk(demo.prepare(at=at), year=year, starts=at))
