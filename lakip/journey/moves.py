"""The moves: begin, finish, send back, withdraw, cancel. Nothing else writes a turn.

Each move gathers how things stand, lets the rules judge, and then, in one transaction, closes
the open turn only if no act has come between (a conditional UPDATE: with many who press at
once, one wins), writes what follows, the ledger's event and the notices.
"""

import datetime
from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError, transaction

from lakip.documents.models import Mark
from lakip.documents.sealing import Seal
from lakip.journey import happenings, linked, marking, workbench
from lakip.journey.closing import close, close_journey, retrying
from lakip.journey.editions import current_of, stored
from lakip.journey.happenings import Happening
from lakip.journey.inner import open_inside
from lakip.journey.models import Journey, Turn
from lakip.journey.opening import next_turn, open_turn, return_turn, same_turn_again, words_for
from lakip.journey.refusal import AlreadyDone, Refused, refuse_if
from lakip.journey.standing import Standing, stand
from lakip.journey.telling import describe_turn, tell
from lakip.people.calendars import calendar_of
from lakip.people.government import Agency
from lakip.people.office import Office
from lakip.people.person import Person
from lakip.sop import rules

FIRST_YEAR, LAST_YEAR = 2000, 2100


def begin(
    *,
    agency: Agency,
    year: int,
    by: Person,
    at: datetime.datetime,
    number: str,
    date: datetime.date,
    sender: str,
    file_request: Callable[[Journey], object],
) -> Journey:
    """Register the request letter and open the first turn. One journey an agency and year.

    `file_request` files the letter itself; it is called inside the transaction.
    """
    edition = current_of(agency)
    calendar = calendar_of(agency.government)
    day = at.astimezone(calendar.tzinfo).date()
    offices = Office.objects.held_by(by, day=day).filter(agency=agency, turn=None)
    roles = frozenset(offices.values_list("role", flat=True))
    refuse_if(rules.obstacles_to_beginning(edition, roles))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(f"Tahun laporan harus antara {FIRST_YEAR} dan {LAST_YEAR}.")
    try:
        with transaction.atomic():
            journey = Journey.objects.create(
                agency=agency,
                year=year,
                edition=stored(edition),
                request_number=number,
                request_date=date,
                request_sender=sender,
                begun_at=at,
                begun_by=by,
            )
            file_request(journey)
            step = edition.steps[0]
            turn = open_turn(journey, edition, step, number=1, round_=1, at=at)
            tell(
                happenings.BEGUN,
                journey=journey,
                by=by,
                at=at,
                turn=turn,
                facts={
                    "year": year,
                    "edition": edition.sha256,
                    "letter": {"number": number, "date": date.isoformat(), "sender": sender},
                    "next": describe_turn(turn),
                },
                words={"sender": sender, "number_of_letter": number, **words_for(turn, step)},
            )
    except IntegrityError as error:
        same = Journey.objects.reports().filter(agency=agency, year=year, is_cancelled=False)
        if same.exists():
            raise Refused(
                f"Penyusunan Laporan Kinerja {year} untuk {agency} sudah dimulai."
            ) from error
        raise
    return journey


def finish(
    *, turn: UUID, by: Person, at: datetime.datetime, key: UUID, seal: Seal | None = None
) -> Turn:
    """Finish the step: put its mark where it puts one, and open the next turn.

    `seal` is the file that the mark puts; the agency may demand one for a paper that is a PDF.
    """
    return retrying(_finish, turn=turn, by=by, at=at, key=key, seal=seal)


def _finish(*, turn: UUID, by: Person, at: datetime.datetime, key: UUID, seal: Seal | None) -> Turn:
    standing = _standing_of_open(turn, by, at, key)
    refuse_if(rules.obstacles_to_finishing(standing.edition, standing.step, standing.facts))
    if standing.step.act.marks:
        refuse_if(list(marking.obstacles(standing, standing.marked, standing.step.act.marks, seal)))
    bench = workbench.of(standing.step.gives)
    bench.before(standing, True)
    with transaction.atomic():
        close(standing, Turn.Outcome.FINISHED, key=key)
        mark = _put_mark(standing, seal)
        bench.on_finish(standing)
        following = next_turn(standing)
        if following:
            _tell_closed(happenings.FINISHED, standing, following, mark=mark, seal=seal)
        else:
            close_journey(standing)
            _tell_end(standing, mark=mark, seal=seal)
    return standing.turn


def send_back(*, turn: UUID, by: Person, at: datetime.datetime, key: UUID, reason: str) -> Turn:
    """Send the step's paper back for revision, saying what to mend."""
    return retrying(_send_back, turn=turn, by=by, at=at, key=key, reason=reason)


def _send_back(*, turn: UUID, by: Person, at: datetime.datetime, key: UUID, reason: str) -> Turn:
    standing = _standing_of_open(turn, by, at, key)
    bench = workbench.of(standing.step.gives)
    refuse_if(
        [
            *rules.obstacles_to_sending_back(
                standing.edition, standing.step, standing.facts, reason=reason
            ),
            *bench.obstacles_to_sending_back(standing),
        ]
    )
    bench.before(standing, False)
    with transaction.atomic():
        close(standing, Turn.Outcome.SENT_BACK, key=key, note=reason.strip())
        _tell_closed(happenings.SENT_BACK, standing, return_turn(standing))
    return standing.turn


def withdraw(*, turn: UUID, by: Person, at: datetime.datetime, key: UUID) -> Turn:
    """Take back the step that led to the open turn `turn`, while nobody has begun on it."""
    return retrying(_withdraw, turn=turn, by=by, at=at, key=key)


def _withdraw(*, turn: UUID, by: Person, at: datetime.datetime, key: UUID) -> Turn:
    standing = _standing_of_open(turn, by, at, key)
    before = previous_turn(standing.turn)
    was_mine = before is not None and before.closed_by_id == by.pk
    refuse_if(
        rules.obstacles_to_withdrawing(
            was_mine=was_mine, is_begun=standing.turn.revision > 0, is_finished=False
        )
    )
    assert before is not None, "the rules refuse where there is no earlier turn"
    with transaction.atomic():
        close(standing, Turn.Outcome.WITHDRAWN, key=key)
        earlier = Standing(
            turn=before, person=by, at=at, offices=standing.offices, roles=standing.roles
        )
        if before.outcome == Turn.Outcome.FINISHED:
            workbench.of(earlier.step.gives).on_withdraw(earlier)
        Mark.objects.filter(turn=before, withdrawn_at=None).update(withdrawn_at=at)
        again = same_turn_again(standing, before)
        _tell_closed(happenings.WITHDRAWN, standing, again, words_of=earlier)
    return again


def cancel(*, journey: UUID, by: Person, at: datetime.datetime, reason: str) -> Journey:
    """Cancel the whole journey with a reason; its trace stays, and the year is free again."""
    open_id = Turn.objects.filter(journey_id=journey, closed_at=None).values_list("pk", flat=True)
    turn_id = open_id.first()
    if turn_id is None:
        raise Refused("Penyusunan ini sudah ditutup.")
    retrying(_cancel, turn=turn_id, by=by, at=at, reason=reason)
    return Journey.objects.get(pk=journey)


def _cancel(*, turn: UUID, by: Person, at: datetime.datetime, reason: str) -> Turn:
    standing = stand(turn_id=turn, person=by, at=at)
    refuse_if(rules.obstacles_to_cancelling(standing.edition, standing.facts, reason=reason))
    with transaction.atomic():
        _end(standing, happenings.CANCELLED, note=reason.strip())
        if standing.journey.is_inner:
            linked.tell_outer(
                happenings.LINKED_CANCELLED, standing.journey, by=by, at=at, note=reason.strip()
            )
    return standing.turn


def _end(standing: Standing, happening: Happening, *, note: str) -> None:
    """Close the turn and its journey as cancelled, and the linked SOPs that run inside it."""
    close(standing, Turn.Outcome.CANCELLED, key=None, note=note)
    close_journey(standing, cancelled=True, reason=note)
    tell(
        happening,
        journey=standing.journey,
        by=standing.person,
        at=standing.at,
        facts={"closed": describe_turn(standing.turn), "note": note},
        words={"note": note, "cancelled": standing.journey.undertaking},
    )
    for turn in open_inside(standing.journey.pk):
        inner = stand(turn_id=turn, person=standing.person, at=standing.at)
        _end(inner, happenings.CANCELLED_INSIDE, note=note)


def _standing_of_open(turn: UUID, by: Person, at: datetime.datetime, key: UUID) -> Standing:
    standing = stand(turn_id=turn, person=by, at=at)
    if not standing.turn.is_open:
        raise already_done(standing.turn, by, key)
    return standing


def already_done(turn: Turn, by: Person, key: UUID) -> AlreadyDone:
    """The same press again, a second press of one's own, or somebody who was first."""
    if turn.closed_by_id == by.pk:
        same = "Sudah Anda kerjakan" if turn.key == key else "Langkah ini sudah Anda tutup"
        return AlreadyDone(f"{same}; tidak ada yang berubah.", by_you=True)
    assert turn.closed_by is not None, "a closed turn knows who closed it"
    return AlreadyDone(
        f"Langkah ini sudah ditutup oleh {turn.closed_by.name} ({turn.get_outcome_display()}).",
        by_you=False,
    )


def previous_turn(turn: Turn) -> Turn | None:
    """The turn whose closing opened this one."""
    if turn.number == 1:
        return None
    return Turn.objects.select_related("journey__agency__government").get(
        journey_id=turn.journey_id, number=turn.number - 1
    )


def _put_mark(standing: Standing, seal: Seal | None) -> Mark | None:
    """The paraf or signature that finishing a review or a ratification puts."""
    kind = standing.step.act.marks
    if kind is None:
        return None
    return marking.put(
        standing, kind=kind, filed=standing.marked, label=standing.turn.closed_as, seal=seal
    )


def _tell_end(standing: Standing, *, mark: Mark | None, seal: Seal | None) -> None:
    """Tell that the last step is done: of a report everybody, of a linked SOP who waits for it."""
    if not standing.journey.is_inner:
        _tell_closed(happenings.COMPLETED, standing, None, mark=mark, seal=seal)
        return
    waiting = linked.waiting_turn(standing.journey)
    _tell_closed(happenings.LINKED_COMPLETED, standing, None, mark=mark, seal=seal, waiting=waiting)
    linked.tell_outer(happenings.LINKED_ENDED, standing.journey, by=standing.person, at=standing.at)


def _tell_closed(
    happening: Happening,
    standing: Standing,
    following: Turn | None,
    *,
    mark: Mark | None = None,
    seal: Seal | None = None,
    words_of: Standing | None = None,
    waiting: Turn | None = None,
) -> None:
    """Write the event of a closed turn, with what it gave and what it opened."""
    step = standing.step
    spoken = (words_of or standing).step
    bases = {standing.edition.base(p) for p in (step.gives, *step.also_gives)}
    facts: dict[str, object] = {
        "closed": describe_turn(standing.turn),
        "outcome": str(standing.turn.outcome),
        "as": standing.turn.closed_as,
        "papers": {p: v.sha256 for p, v in standing.latest.items() if p in bases},
        "note": standing.turn.note,
    }
    words = {
        "number": standing.edition.number(spoken.slug),
        "title": spoken.title,
        "note": standing.turn.note,
    }
    if mark:
        facts["mark"] = marking.describe(mark, seal)
    if following:
        facts["next"] = describe_turn(following)
        words |= words_for(following, standing.edition.step(following.step))
    if waiting:
        words |= {"linked": standing.journey.name, **linked.words_for_waiting(waiting)}
    told = standing.turn if happening is happenings.WITHDRAWN else waiting or following
    if happening is happenings.WITHDRAWN:
        words["next"] = ""
    tell(
        happening,
        journey=standing.journey,
        by=standing.person,
        at=standing.at,
        turn=told,
        facts=facts,
        words=words,
    )
