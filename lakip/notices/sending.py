"""Sends the e-mails of the outbox: never lost, and a repeat carries the same Message-ID.

A notice is claimed by a conditional UPDATE that puts its next try off, sent, and only then
marked as sent. Who dies between sending and marking leaves a notice that is sent once more
when its claim runs out; the receiving side can tell by the Message-ID that it has it already.
"""

import contextlib
import datetime
import smtplib
from collections.abc import Callable
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from lakip.notices.models import Notice

# Longer than one mail can take: the settings give each answer of the mail server 20 seconds.
CLAIM = datetime.timedelta(minutes=5)
OUTAGE = datetime.timedelta(minutes=1)
A_SECOND = datetime.timedelta(seconds=1)
BACK_OFF = tuple(datetime.timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 60))
RARELY = datetime.timedelta(hours=6)
RARELY_AFTER = 50
DAILY = datetime.timedelta(days=1)
LONGEST_FAULT = 300
NOT_AVAILABLE, TOO_LARGE = 421, 552

AWAY = "Server surat tidak dapat dipakai"
INACTIVE = "Penerima sudah tidak aktif; e-mail tidak dikirim."
NO_ADDRESS = "Bukan alamat e-mail"
NO_FILE = "Lampiran “{name}” tidak ada di penyimpanan berkas."

type ReadFile = Callable[[str], bytes]


class CannotBeMade(ValueError):
    """There is no mail to send: waiting does not help."""


class Outcome(StrEnum):
    """What came of one try."""

    SENT = "sent"
    FAULT = "fault"
    NOT_WANTED = "not_wanted"
    OUTAGE = "outage"


def send_next(
    *, mailer: BaseEmailBackend, at: datetime.datetime, read_file: ReadFile
) -> Outcome | None:
    """Claim the notice that has waited longest, send it and mark it; None when none is due.

    `read_file` gives the bytes of a stored file by its SHA-256, for a notice with an attachment.

    An outage of the mail server is no fault of any notice: all that are due wait a minute and
    keep their count of attempts, so that they leave soon after the server is back. A server that
    answers that it is not available (421), or that refuses the sender, is as good as away.
    """
    notice = _claim(at)
    if notice is None:
        return None
    if not notice.is_wanted:
        _unsent(notice).update(last_fault=INACTIVE, next_try_at=None)
        return Outcome.NOT_WANTED
    try:
        mailer.open()
    except OSError as fault:
        return _wait(notice, fault, at)
    try:
        mailer.send_messages([message_of(notice, read_file=read_file)])
    except (OSError, ValueError) as fault:  # What smtplib raises are OSErrors.
        _close(mailer)
        if _is_away(fault):
            return _wait(notice, fault, at, behind=A_SECOND)
        _put_off(notice, fault, at)
        return Outcome.FAULT
    _unsent(notice).update(sent_at=at, next_try_at=None, last_fault="", refused_at=None)
    return Outcome.SENT


def due(*, at: datetime.datetime) -> QuerySet[Notice]:
    """The e-mails that are not sent and whose next try has come."""
    return Notice.objects.filter(channel=Notice.Channel.EMAIL, sent_at=None, next_try_at__lte=at)


def message_of(notice: Notice, *, read_file: ReadFile) -> EmailMessage:
    """The notice as a plain text mail with its file; the same Message-ID at each try.

    Raises CannotBeMade when it has nobody to go to or its file is gone.
    """
    try:
        validate_email(notice.to)
    except ValidationError as error:
        raise CannotBeMade(f"{NO_ADDRESS}: {notice.to}") from error
    mail = EmailMessage(
        subject=_text(notice.subject),
        body=notice.body,
        to=[notice.to],
        # Auto-Submitted keeps answering machines from answering (RFC 3834).
        headers={"Message-ID": notice.message_id, "Auto-Submitted": "auto-generated"},
    )
    if notice.attachment:
        file, name = notice.attachment, _text(notice.attachment["name"])
        try:
            content = read_file(file["sha256"])
        except FileNotFoundError as error:
            raise CannotBeMade(NO_FILE.format(name=name)) from error
        mail.attach(name, content, file["media_type"])
    return mail


def _claim(at: datetime.datetime) -> Notice | None:
    """Take a due notice so that no other worker has it before the claim runs out."""
    while True:
        waiting = due(at=at).select_related("recipient").order_by("next_try_at", "at")
        notice = waiting.first()
        if notice is None:
            return None
        # Each claim counts an attempt, so of two workers that read the same count one wins.
        as_seen = due(at=at).filter(pk=notice.pk, attempts=notice.attempts)
        if as_seen.update(next_try_at=at + CLAIM, attempts=F("attempts") + 1):
            notice.attempts += 1
            return notice


def _unsent(notice: Notice) -> QuerySet[Notice]:
    return Notice.objects.filter(pk=notice.pk, sent_at=None)


def _wanted(notice: Notice) -> QuerySet[Notice]:
    """The same, unless somebody said during the try that it need not be tried again."""
    return _unsent(notice).exclude(next_try_at=None)


def _wait(
    notice: Notice,
    fault: Exception,
    at: datetime.datetime,
    *,
    behind: datetime.timedelta = datetime.timedelta(0),
) -> Outcome:
    """The server is away: give the claim back, and let all that are due wait together.

    A mail that the server answered like this comes `behind` the others: were it the mail's own
    fault, it would hold them up by a minute and no more.
    """
    said = f"{AWAY}: {_words(fault)}"[:LONGEST_FAULT]
    again = at + OUTAGE
    due(at=at).update(last_fault=said, next_try_at=again)
    _wanted(notice).update(
        attempts=notice.attempts - 1, last_fault=said, next_try_at=again + behind
    )
    return Outcome.OUTAGE


def _close(mailer: BaseEmailBackend) -> None:
    """Drop a connection that may be broken, so that the next mail begins with a new one."""
    with contextlib.suppress(OSError):  # It is gone either way.
        mailer.close()


def _put_off(notice: Notice, fault: Exception, at: datetime.datetime) -> None:
    changes: dict[str, object] = {"last_fault": _words(fault)[:LONGEST_FAULT]}
    if _is_refused_for_good(fault):
        wait = DAILY
        changes["refused_at"] = Coalesce("refused_at", at)
    elif notice.attempts > RARELY_AFTER:
        wait = RARELY
    else:
        wait = BACK_OFF[min(notice.attempts, len(BACK_OFF)) - 1]
    _wanted(notice).update(next_try_at=at + wait, **changes)


def _is_away(fault: Exception) -> bool:
    """Whether the server takes no mail at all now.

    A refused sender is mended in the settings, for all mails at once; but a mail that is too large
    is refused together with its sender, as its size is told with it.
    """
    codes = _codes(fault)
    if isinstance(fault, smtplib.SMTPSenderRefused | smtplib.SMTPHeloError):
        return codes != {TOO_LARGE}
    return NOT_AVAILABLE in codes


def _is_refused_for_good(fault: Exception) -> bool:
    """Whether the server will not take this mail for this recipient (5xx), or there is none."""
    codes = _codes(fault)
    return isinstance(fault, ValueError) or bool(codes and min(codes) >= 500)


def _codes(fault: Exception) -> set[int]:
    """The numbers with which the server refused; none when it did not answer."""
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        return {code for code, _ in fault.recipients.values()}
    return {fault.smtp_code} if isinstance(fault, smtplib.SMTPResponseException) else set()


def _words(fault: Exception) -> str:
    """What the server said, in one line."""
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        answers = fault.recipients.items()
        return "; ".join(f"{who}: {code} {_text(said)}" for who, (code, said) in answers)
    if isinstance(fault, smtplib.SMTPResponseException):
        return f"{fault.smtp_code} {_text(fault.smtp_error)}"
    return _text(str(fault) or type(fault).__name__)


def _text(said: bytes | str) -> str:
    if isinstance(said, bytes):
        said = said.decode(errors="replace")
    return " ".join(said.split())
