"""Many who press at once: one wins, the others are told, and nothing is written twice."""

import threading
import uuid
from collections import Counter

import pytest
from django.db import connections

from lakip.journey import moves, replay
from lakip.journey.models import Turn
from lakip.journey.refusal import AlreadyDone
from lakip.ledger.models import Event
from lakip.notices.models import Notice
from lakip.people.appointing import appoint
from lakip.people.office import Office as HeldOffice
from lakip.people.person import Person
from tests import cast

CLIENTS, ROUNDS = 16, 200


class Crowd:
    """Sixteen people with the same office, who all press in the same instant, round after round."""

    def __init__(self, people: list[Person]) -> None:
        self.people = people
        self.together = threading.Barrier(len(people) + 1)
        self.outcomes: Counter[str] = Counter()
        self.turn: uuid.UUID | None = None
        self.at = cast.MONDAY
        self._tally = threading.Lock()
        self._threads = [threading.Thread(target=self._press, args=[p]) for p in people]
        for thread in self._threads:
            thread.start()

    def _press(self, person: Person) -> None:
        try:
            while True:
                self.together.wait(timeout=60)
                if self.turn is None:
                    return
                said = self._send_back(person)
                with self._tally:
                    self.outcomes[said] += 1
                self.together.wait(timeout=60)
        finally:
            connections.close_all()

    def _send_back(self, person: Person) -> str:
        assert self.turn is not None
        try:
            moves.send_back(
                turn=self.turn, by=person, at=self.at, key=uuid.uuid4(), reason="Perbaiki."
            )
        except AlreadyDone as done:
            return "told it was done" if not done.by_you else "told it was done by them"
        except Exception as error:  # The tally must show what nobody expected.
            return f"{type(error).__name__}: {error}"
        return "won"

    def race(self, turn: uuid.UUID | None) -> None:
        """One round: all press at this turn. None ends the crowd."""
        self.turn = turn
        self.together.wait(timeout=60)
        if turn is not None:
            self.together.wait(timeout=60)


@pytest.mark.django_db(transaction=True)
def test_sixteen_clients_two_hundred_rounds_one_winner_each() -> None:
    office = cast.begin()
    office.to("verifikasi-draft")
    crowd = Crowd(_sixteen_secretaries(office))
    try:
        for number in range(ROUNDS):
            crowd.at = office.at
            crowd.race(office.turn.pk)
            office.file("tim-penyusun", "draft-laporan-kinerja", f"Draft putaran {number}.")
            office.finish("tim-penyusun")
    finally:
        crowd.race(None)
    assert crowd.outcomes == {"won": ROUNDS, "told it was done": ROUNDS * (CLIENTS - 1)}
    assert Turn.objects.filter(outcome="sent_back").count() == ROUNDS
    assert Event.objects.filter(kind="sent_back").count() == ROUNDS
    told = Notice.objects.filter(kind="sent_back", channel="app")
    assert told.count() == ROUNDS * 2, "each of the team's two, each round"
    assert list(replay.faults(agency_id=office.journey.agency_id)) == []


def _sixteen_secretaries(office: cast.Office) -> list[Person]:
    people = []
    for number in range(CLIENTS):
        person = Person.objects.create_person(
            email=f"plh{number}@contoh.test", name=f"Plh {number}", agency=office.journey.agency
        )
        appoint(
            person=person,
            agency=office.journey.agency,
            role="sekretaris",
            standing=HeldOffice.Standing.PLH,
            by=None,
            at=office.at,
            starts_on=cast.MONDAY.date(),
        )
        people.append(person)
    return people
