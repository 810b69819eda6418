"""Who has the report and who has not: each delivery as it stands, and what is still missing."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import F, Q

from lakip.distribution.deliveries import Delivery, Receipt, Sending
from lakip.distribution.recipients import WRITTEN_TO, Way
from lakip.documents.models import Document
from lakip.journey.models import Journey
from lakip.journey.standing import Standing
from lakip.ledger.rows import fetch
from lakip.notices.models import Notice
from lakip.papers.pengiriman.letters import COVERING
from lakip.papers.pengiriman.outgoing import made_inside
from lakip.papers.publikasi.records import Publication, is_public, publication_of
from lakip.people.calendars import calendar_of
from lakip.sop.edition import Act
from lakip.sop.worktime import legal_deadline

_UNPROVED = """SELECT d.name, d.way FROM lakip_delivery d
    WHERE d.journey_id = %s AND d.excuse = '' AND NOT EXISTS (SELECT 1 FROM lakip_receipt r
        WHERE r.delivery_id = d.id AND r.replaced_at IS NULL) ORDER BY d.number"""
# What the covering letter says of each recipient that it names; None where a linked SOP made the
# letter, whose places and copies are typed by hand.
Rows = dict[str, dict[str, str] | None]
MISSING = "Belum ada bukti terima atau alasan dari: {name}."


class State(StrEnum):
    """How a delivery stands."""

    RECEIVED = "diterima"
    EXCUSED = "tanpa bukti"
    FAILED = "belum sampai"
    SENT = "dikirim"
    WAITING = "belum dikirim"


@dataclass(frozen=True)
class Row:
    """One recipient, the newest sending and the proof."""

    delivery: Delivery
    state: State
    receipt: Receipt | None
    sending: Sending | None
    mail: Notice | None
    publication: Publication | None
    late_days: int

    @property
    def is_done(self) -> bool:
        """Whether nothing more is asked of this delivery."""
        return self.state in (State.RECEIVED, State.EXCUSED)

    @property
    def is_late(self) -> bool:
        """Whether the report came after the legal deadline, or has not come although it is past."""
        return self.late_days > 0


@dataclass(frozen=True)
class Board:
    """All deliveries of a report, and the deadline that they are held against."""

    rows: tuple[Row, ...]
    deadline: datetime.date
    in_letter: Rows | None

    @property
    def letters_made(self) -> bool:
        """Whether the covering letter was made here."""
        return self.in_letter is not None

    @property
    def without_letter(self) -> list[str]:
        """Who is written to and does not stand in the letter that was made, as they are now."""
        there = self.in_letter
        if there is None:
            return []
        written_to = [row.delivery for row in self.rows if row.delivery.way in WRITTEN_TO]
        return [d.name for d in written_to if d.name not in there or not _tells(there[d.name], d)]

    @property
    def done(self) -> int:
        """How many recipients have the report or a reason why there is no proof."""
        return sum(row.is_done for row in self.rows)

    @property
    def late(self) -> int:
        """How many are late."""
        return sum(row.is_late for row in self.rows)


def board_of(journey: Journey, *, at: datetime.datetime) -> Board:
    """The deliveries of a journey as they stand at that moment, in a fixed number of queries."""
    deliveries = list(
        Delivery.objects.filter(journey=journey)
        .select_related("recipient", "excused_by")
        .prefetch_related("sendings__by", "receipts__recorded_by")
    )
    events = [each.event_id for one in deliveries for each in one.sendings.all()]
    mails = {notice.event_id: notice for notice in Notice.objects.filter(event__in=events)}
    calendar = calendar_of(journey.agency.government)
    deadline = legal_deadline(journey.year)
    publication = publication_of(journey)
    rows = []
    for delivery in deliveries:
        receipt = next((one for one in delivery.receipts.all() if not one.replaced_at), None)
        public = publication if delivery.way == Way.PUBLIC else None
        came = receipt.received_at if receipt else public.published_at if public else at
        late = (calendar.local(came).date() - deadline).days
        rows.append(_row(delivery, receipt, mails, public, late_days=max(late, 0)))
    return Board(tuple(rows), deadline, _in_letter(journey))


def _row(
    delivery: Delivery,
    receipt: Receipt | None,
    mails: dict[int, Notice],
    publication: Publication | None,
    *,
    late_days: int,
) -> Row:
    sending = next(iter(delivery.sendings.all()), None)
    mail = mails.get(sending.event_id) if sending else None
    state = State.WAITING
    if receipt or publication:
        state = State.RECEIVED
    elif delivery.excuse:
        state, late_days = State.EXCUSED, 0
    elif mail and mail.sent_at is None and mail.last_fault:
        state = State.FAILED
    elif sending:
        state = State.SENT
    return Row(delivery, state, receipt, sending, mail, publication, late_days)


def _tells(row: dict[str, str] | None, delivery: Delivery) -> bool:
    """Whether a row of the letter tells of the delivery as it is planned now."""
    if row is None:
        return True
    is_there = not delivery.place or row.get("tempat") == delivery.place
    return is_there and row.get("jumlah") == str(delivery.copies)


def _in_letter(journey: Journey) -> Rows | None:
    """Whom the covering letter names that was made here; None when none was."""
    found = Document.objects.filter(Q(journey=journey) | made_inside(journey), paper=COVERING)
    own_first = found.order_by(F("journey__inside").asc(nulls_first=True)).select_related("latest")
    document = own_first.first()
    if document is None or document.latest is None:
        return None
    rows = (document.latest.made_from or {}).get("answers", {}).get("penerima")
    if rows is None:
        return None
    is_own = document.journey_id == journey.pk
    return {row.get("penerima", ""): row if is_own else None for row in rows}


def obstacles(here: Standing) -> Iterable[str]:
    """What the step that distributes the report still waits for: one sentence a recipient."""
    if here.step.act is not Act.DISTRIBUTE:
        return
    for name, way in fetch(_UNPROVED, (here.journey.pk,)):
        if way != Way.PUBLIC or not is_public(here.journey):
            yield MISSING.format(name=name)
