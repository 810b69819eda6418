"""Answers a data request: cells are saved one by one, the whole is handed in and confirmed.

Nothing that somebody typed is lost: an entry is a new row, and one that came upon a newer entry
than its writer had seen is kept aside, to be chosen or left.
"""

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.db.models import Max

from lakip.journey import happenings
from lakip.journey.refusal import Refused, refuse_if
from lakip.journey.telling import performers
from lakip.ledger.canonical import canonical
from lakip.papers.format_data.filling import lines_of, texts, typed
from lakip.papers.format_data.judging import Judged, judge
from lakip.papers.format_data.parts import Part, gathering_turn, heads_of, part_of
from lakip.papers.format_data.sending import happened, tell_people
from lakip.people.person import Person
from lakip.performance.forms import BUDGET_FIELDS, INDICATOR_FIELDS
from lakip.performance.requests import DataRequest, Entry, RequestLine, Submission

CLOSED = "Jawaban ini sudah diserahkan; isinya tidak dapat diubah lagi sampai dikembalikan."
NOT_YOURS = "Hanya bidang yang diminta dan tim penyusun yang dapat mengisi."
NOT_THE_HEAD = "Hanya kepala bidangnya yang dapat memastikan data ini."
NOT_HANDED_IN = "Jawaban ini belum diserahkan."
LONGEST = 10_000
TOO_LONG = "Isian terlalu panjang ({length} huruf); paling banyak {most}."
QUICKER = "Isian ini baru saja diubah orang lain; coba sekali lagi."


@dataclass(frozen=True, kw_only=True)
class Writer:
    """Who fills: a person of the installation, or whoever holds the link; and by which way."""

    person: Person | None
    name: str
    way: str  # halaman, berkas or tautan


@dataclass(frozen=True)
class Cell:
    """One cell as somebody sends it: `seen` is the number of the entry they had before them."""

    line: int
    field: str
    text: str
    seen: int = 0


@dataclass
class Saved:
    """What came of saving cells: how many were kept, and where two people wrote differently."""

    kept: int = 0
    aside: list[Entry] = field(default_factory=list)


def the_submission(request: DataRequest) -> Submission:
    """The submission that counts: the newest one, which is open or was handed in."""
    return request.submissions.order_by("-round")[0]


def check_filling(request: DataRequest, writer: Writer, at: datetime.datetime) -> None:
    """Raise Refused unless this writer may change the answer now."""
    if writer.person and not part_of(request, writer.person, at=at).may_fill:
        raise Refused(NOT_YOURS)
    if not the_submission(request).is_open or gathering_turn(request.journey) is None:
        raise Refused(CLOSED)


def save(
    *, request: DataRequest, cells: list[Cell], writer: Writer, at: datetime.datetime
) -> Saved:
    """Keep what was typed. What equals the newest entry is not written again."""
    check_filling(request, writer, at)
    allowed = _allowed(request)
    for cell in cells:
        if (cell.line, cell.field) not in allowed:
            raise Refused("Isian itu bukan bagian dari format ini.")
        if len(cell.text) > LONGEST:
            raise Refused(TOO_LONG.format(length=len(cell.text), most=LONGEST))
    saved = Saved()
    try:
        with transaction.atomic():
            _hold(request)
            newest = typed(request)
            for cell in cells:
                _save_one(cell, newest.get(cell.line, {}).get(cell.field), writer, at, saved)
    except IntegrityError as error:
        raise Refused(QUICKER) from error
    return saved


def _allowed(request: DataRequest) -> set[tuple[int, str]]:
    return {
        (pk, asked.slug)
        for pk, indicator in request.lines.values_list("pk", "indicator")
        for asked in (INDICATOR_FIELDS if indicator else BUDGET_FIELDS)
    }


def _hold(request: DataRequest) -> Submission:
    """Hold the open submission until the commit, so that nobody hands it in meanwhile."""
    found = request.submissions.select_for_update(no_key=True).order_by("-round")[0]
    if not found.is_open:
        raise Refused(CLOSED)
    return found


def _save_one(
    cell: Cell, newest: Entry | None, writer: Writer, at: datetime.datetime, saved: Saved
) -> None:
    text = cell.text.replace("\r\n", "\n").strip()
    before = newest.text if newest else ""
    if text == before:
        return
    is_aside = (newest.number if newest else 0) != cell.seen
    entry = Entry.objects.create(
        line_id=cell.line,
        field=cell.field,
        number=_next_number(cell),
        text=text,
        is_aside=is_aside,
        way=writer.way,
        by=writer.person,
        by_name=writer.name,
        at=at,
    )
    if is_aside:
        saved.aside.append(entry)
    else:
        saved.kept += 1


def _next_number(cell: Cell) -> int:
    last = Entry.objects.filter(line=cell.line, field=cell.field).aggregate(last=Max("number"))
    return (last["last"] or 0) + 1


def judged(request: DataRequest) -> list[tuple[RequestLine, Judged]]:
    """Every line of the request with what its cells give."""
    so_far = typed(request)
    return [(line, judge(line, texts(so_far.get(line.pk, {})))) for line in lines_of(request)]


def obstacles(request: DataRequest) -> list[str]:
    """What stands in the way of handing the answer in, cell by cell."""
    return [
        f"{line.code}: {sentence}"
        for line, found in judged(request)
        for _, sentence in found.faults
    ]


def hand_in(*, request: DataRequest, writer: Writer, at: datetime.datetime) -> Submission:
    """Hand the answer in. The head's own answer is confirmed by that, and so is an outsider's."""
    check_filling(request, writer, at)
    refuse_if(obstacles(request))
    confirms = _confirms(request, writer, at)
    state = Submission.State.CONFIRMED if confirms else Submission.State.HANDED_IN
    with transaction.atomic():
        submission = _hold(request)
        submission.state = state
        submission.handed_in_by, submission.handed_in_name = writer.person, writer.name
        submission.handed_in_at = at
        if confirms:
            submission.confirmed_by, submission.confirmed_at = writer.person, at
        submission.save()
        _tell_handed_in(request, submission, writer, at)
    return submission


def _confirms(request: DataRequest, writer: Writer, at: datetime.datetime) -> bool:
    if request.bidang_id is None:
        return True
    if writer.person is None:
        return False
    part: Part = part_of(request, writer.person, at=at)
    return part.may_confirm


def _tell_handed_in(
    request: DataRequest, submission: Submission, writer: Writer, at: datetime.datetime
) -> None:
    event = happened(
        happenings.DATA_HANDED_IN,
        request,
        by=writer.person,
        at=at,
        round=submission.round,
        way=writer.way,
        sha256=digest(request),
    )
    if submission.state == Submission.State.HANDED_IN:
        people = heads_of(request, at=at)
        sentence = f"{writer.name} menyerahkan data {request.whom}. Periksa lalu pastikan."
    else:
        people = managers(request, at)
        sentence = f"Data {request.whom} sudah masuk dan siap diperiksa tim."
    others = [person for person in people if person != writer.person]
    subject = f"Data {request.whom}: menunggu Anda"
    tell_people(event, request, others, subject=subject, sentence=sentence, at=at)


def confirm(*, request: DataRequest, by: Person, at: datetime.datetime) -> Submission:
    """The head of the bidang vouches for the figures, and they go to the team."""
    if not part_of(request, by, at=at).may_confirm:
        raise Refused(NOT_THE_HEAD)
    with transaction.atomic():
        won = request.submissions.filter(state=Submission.State.HANDED_IN).update(
            state=Submission.State.CONFIRMED, confirmed_by=by, confirmed_at=at
        )
        if not won:
            raise Refused(NOT_HANDED_IN)
        submission = the_submission(request)
        event = happened(
            happenings.DATA_CONFIRMED,
            request,
            by=by,
            at=at,
            round=submission.round,
            sha256=digest(request),
        )
        tell_people(
            event,
            request,
            [person for person in managers(request, at) if person != by],
            subject=f"Data {request.whom}: siap diperiksa",
            sentence=f"{by.name} memastikan data {request.whom}.",
            at=at,
        )
    return submission


def managers(request: DataRequest, at: datetime.datetime) -> list[Person]:
    """Whom an answer is for: those whose turn it is."""
    turn = gathering_turn(request.journey)
    return performers(request.journey, turn, day=at.date()) if turn else []


def digest(request: DataRequest) -> str:
    """The SHA-256 of all that counts in the answer, for the ledger."""
    told: Mapping[str, object] = {
        f"{line}/{name}": entry.text
        for line, cells in sorted(typed(request).items())
        for name, entry in sorted(cells.items())
    }
    return hashlib.sha256(canonical(told)).hexdigest()
