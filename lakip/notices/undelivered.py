"""The e-mails that do not arrive, by address, in words that an official can act on.

What the mail server takes in and another server returns later comes back to the sender's mailbox,
which this program does not read; so only what was refused to its face is known here.
"""

import datetime
import re
from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from lakip.notices.models import Notice
from lakip.notices.sending import AWAY, NO_ADDRESS

# From here on it is told: by then the tries have gone on for more than an hour.
OFTEN = 5
IDLE = datetime.timedelta(minutes=10)


@dataclass(frozen=True)
class Cause:
    """Why an e-mail does not arrive, and what can be done about it."""

    said: str
    advice: str
    is_address: bool = False


ADDRESS = Cause(
    "Server surat menolak alamat ini: kotak suratnya tidak ada atau tidak menerima surat.",
    "Tanyakan alamat yang benar, lalu betulkan.",
    is_address=True,
)
NOT_AN_ADDRESS = Cause("Ini bukan alamat e-mail yang sah.", ADDRESS.advice, is_address=True)
FULL = Cause(
    "Kotak surat penerima penuh.",
    "Minta pemiliknya mengosongkan kotak suratnya, atau pakai alamat lain.",
    is_address=True,
)
LARGE = Cause("Surat ini terlalu besar bagi server surat.", "Serahkan berkasnya dengan cara lain.")
POLICY = Cause(
    "Server surat menolak isi surat ini, misalnya karena penyaring spam.",
    "Minta operator bertanya kepada pengelola server surat.",
)
LATER = Cause(
    "Server surat belum mau menerimanya.",
    "Pengiriman dicoba lagi dengan sendirinya. Bila berlangsung lama, periksa alamatnya.",
    is_address=True,
)
SERVER_AWAY = Cause(
    f"{AWAY}.", "Pengiriman dicoba lagi setiap menit. Bila berlangsung lama, hubungi operator."
)
NO_FILE = Cause(
    "Berkas lampirannya tidak ada di penyimpanan.",
    "Minta operator memulihkan berkas itu dari cadangan.",
)
UNKNOWN = Cause("Surat ini tidak dapat dikirim.", "Minta operator memeriksa jawaban server surat.")

_OWN = ((AWAY, SERVER_AWAY), ("Lampiran ", NO_FILE), (NO_ADDRESS, NOT_AN_ADDRESS))
# The number of the answer, and the enhanced status code (RFC 3463) that may follow it.
_ANSWER = re.compile(r"\b([45]\d\d)(?:[ -]+[45]\.(\d{1,3}\.\d{1,3})\b)?")
_BY_STATUS = {"2.2": FULL, "2.3": LARGE, "3.4": LARGE}
_BY_SUBJECT = {"1": ADDRESS, "7": POLICY}
_BY_CODE = {"552": LARGE, "554": POLICY, "452": FULL, "555": ADDRESS}


def cause_of(fault: str) -> Cause:
    """What a notice's `last_fault` says, in plain words."""
    for beginning, cause in _OWN:
        if fault.startswith(beginning):
            return cause
    answer = _ANSWER.search(fault)
    if answer is None:
        return UNKNOWN
    code, status = answer[1], answer[2] or ""
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if code.startswith("4"):
        return _BY_CODE.get(code, LATER)
    return _BY_SUBJECT.get(status.split(".")[0]) or _BY_CODE.get(code, ADDRESS)


@dataclass(frozen=True)
class Undelivered:
    """The e-mails that do not reach one address."""

    address: str
    person: UUID | None
    name: str
    # The agency whose people keep the address right; the asking one for an address outside.
    keeper: UUID | None
    count: int
    since: datetime.datetime
    cause: Cause
    answer: str


def failing() -> QuerySet[Notice]:
    """The e-mails that were refused for good, or that have failed often, and are not sent yet."""
    return waiting().filter(Q(refused_at__isnull=False) | Q(attempts__gt=OFTEN))


def waiting() -> QuerySet[Notice]:
    """The e-mails that are still to be sent."""
    wanted = Q(recipient=None) | Q(recipient__is_active=True)
    unsent = Notice.objects.filter(channel=Notice.Channel.EMAIL, sent_at=None)
    return unsent.filter(wanted, next_try_at__isnull=False)


def undelivered(*, agency_id: UUID) -> list[Undelivered]:
    """What the agency sent or what its people were to get, and what does not arrive; by address."""
    of_agency = Q(agency=agency_id) | Q(recipient__agency=agency_id)
    found = failing().filter(of_agency).select_related("recipient").order_by("at")
    by_address: dict[str, list[Notice]] = {}
    for notice in found:
        by_address.setdefault(notice.to, []).append(notice)
    return [_together(notices) for notices in by_address.values()]


def _together(notices: list[Notice]) -> Undelivered:
    last = max(notices, key=lambda notice: notice.refused_at or notice.at)
    person = last.recipient
    return Undelivered(
        address=last.to,
        person=person.pk if person else None,
        name=person.name if person else "",
        keeper=person.agency_id if person else last.agency_id,
        count=len(notices),
        since=min(notice.refused_at or notice.at for notice in notices),
        cause=cause_of(last.last_fault),
        answer=last.last_fault,
    )


@dataclass(frozen=True)
class Queue:
    """How the sending of e-mail stands in the whole installation."""

    waiting: int
    since: datetime.datetime | None
    # What is wrong with the server, when it took nothing at the last try.
    away: str
    # Whether nobody sends: an e-mail has been due for long and was not tried.
    is_idle: bool
    failing: dict[UUID, int]


def queue(*, at: datetime.datetime) -> Queue:
    """The e-mails that wait, and for each agency how many of its own do not arrive."""
    rows = list(waiting().order_by("at").values_list("at", "next_try_at", "last_fault"))
    return Queue(
        waiting=len(rows),
        since=rows[0][0] if rows else None,
        away=next((fault for _, _, fault in rows if fault.startswith(AWAY)), ""),
        is_idle=any(due is not None and due < at - IDLE for _, due, _ in rows),
        failing=Counter(failing().values_list("agency_id", flat=True)),
    )
