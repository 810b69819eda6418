"""Sends a data request: to the bidang's desk, by e-mail with the workbook, or by a link.

The link is for one outside person or a bidang's staff without an account. It opens one format and
nothing else, and it expires; only its SHA-256 is kept, so a stolen database opens nothing.
"""

import datetime

from django.conf import settings
from django.db import transaction

from lakip.documents import filing
from lakip.journey import happenings
from lakip.journey.happenings import Happening
from lakip.journey.refusal import Refused
from lakip.ledger import record
from lakip.ledger.models import Event
from lakip.notices import outbox
from lakip.papers.format_data.asking import check_managing
from lakip.papers.format_data.filling import due_words, workbook
from lakip.papers.format_data.parts import heads_of
from lakip.papers.link_keys import digest_of, fresh_key
from lakip.people.person import Person
from lakip.performance.requests import DataRequest, Reminder, Submission

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LINK_LIVES = datetime.timedelta(days=14)
REMIND_AGAIN = datetime.timedelta(hours=4)
NOBODY_TO_TELL = (
    "{whom} belum mempunyai kepala bidang yang dapat diberi tahu. Kirim lewat e-mail atau tautan."
)
BAD_ADDRESS = (
    "Alamat e-mail “{address:.80}” tidak lengkap atau terlalu panjang. Contoh: data@instansi.go.id"
)
ANSWERED = "{whom} sudah menjawab; tidak perlu diingatkan."
REMINDED = "{whom} baru saja diingatkan. Ingatkan lagi setelah beberapa jam."
NO_ADDRESS = "{whom} dikirimi lewat tautan atau berkas, jadi ingatkan lewat jalan yang sama."


def to_desk(*, request: DataRequest, by: Person, at: datetime.datetime) -> None:
    """Put the request on the desk of the head of the bidang, with a notice."""
    check_managing(request.journey, by, at)
    heads = heads_of(request, at=at)
    if not heads:
        raise Refused(NOBODY_TO_TELL.format(whom=request.whom))
    with transaction.atomic():
        _sent(request, at)
        event = happened(happenings.DATA_SENT, request, by=by, at=at, way="meja")
        tell_people(
            event,
            request,
            heads,
            subject=f"Format data {request.whom}, tahun {request.journey.year}",
            sentence=f"{by.name} meminta data kinerja. Isi paling lambat {due_words(request)}.",
            at=at,
        )


def by_mail(*, request: DataRequest, address: str, by: Person, at: datetime.datetime) -> None:
    """Send the workbook to an address, with how to return it."""
    check_managing(request.journey, by, at)
    address = address.strip().lower()
    if not outbox.is_address(address):
        raise Refused(BAD_ADDRESS.format(address=address))
    book = filing.keep(workbook(request), name=book_name(request), media_type=XLSX)
    with transaction.atomic():
        link = _new_link(request, at)
        DataRequest.objects.filter(pk=request.pk).update(email=address)
        _sent(request, at)
        event = happened(
            happenings.DATA_SENT, request, by=by, at=at, way="e-mail", sha256=book.sha256
        )
        outbox.post_outside(
            event=event,
            agency_id=request.agency_id,
            address=address,
            kind=happenings.DATA_SENT.kind,
            subject=f"Permintaan data kinerja {request.journey.agency.name}, "
            f"tahun {request.journey.year}",
            body=_letter(request, by, link),
            attachment={"sha256": book.sha256, "name": book.name, "media_type": XLSX},
            at=at,
        )


def by_link(*, request: DataRequest, by: Person, at: datetime.datetime) -> str:
    """A new link that opens this one format without an account; the one before it is dead."""
    check_managing(request.journey, by, at)
    with transaction.atomic():
        link = _new_link(request, at)
        _sent(request, at)
        happened(happenings.DATA_SENT, request, by=by, at=at, way="tautan")
    return link


def by_file(*, request: DataRequest, by: Person, at: datetime.datetime) -> None:
    """Note that the workbook was handed over outside of the program."""
    check_managing(request.journey, by, at)
    with transaction.atomic():
        _sent(request, at)
        happened(happenings.DATA_SENT, request, by=by, at=at, way="berkas")


def remind(*, request: DataRequest, by: Person, at: datetime.datetime) -> None:
    """Remind who owes the answer, on the desk or by e-mail; not twice within some hours."""
    check_managing(request.journey, by, at)
    open_one = request.submissions.filter(
        state__in=(Submission.State.OPEN, Submission.State.HANDED_IN)
    )
    if not open_one.exists():
        raise Refused(ANSWERED.format(whom=request.whom))
    last = request.reminders.first()
    if last and at - last.at < REMIND_AGAIN:
        raise Refused(REMINDED.format(whom=request.whom))
    heads = heads_of(request, at=at)
    if not heads and not request.email:
        raise Refused(NO_ADDRESS.format(whom=request.whom))
    with transaction.atomic():
        Reminder.objects.create(request=request, by=by, at=at)
        event = happened(happenings.DATA_REMINDED, request, by=by, at=at)
        sentence = f"Data kinerja {request.whom} masih ditunggu sampai {due_words(request)}."
        tell_people(
            event, request, heads, subject=f"Mengingatkan: {sentence}", sentence=sentence, at=at
        )
        if request.email:
            book = filing.keep(workbook(request), name=book_name(request), media_type=XLSX)
            outbox.post_outside(
                event=event,
                agency_id=request.agency_id,
                address=request.email,
                kind=happenings.DATA_REMINDED.kind,
                subject=f"Mengingatkan: permintaan data {request.journey.agency.name}",
                body=_letter(request, by, _new_link(request, at)),
                attachment={"sha256": book.sha256, "name": book.name, "media_type": XLSX},
                at=at,
            )


def behind(token: str, *, at: datetime.datetime) -> DataRequest | None:
    """The request that a link opens; None for a wrong, replaced or expired one."""
    found = DataRequest.objects.filter(
        link_sha256=digest_of(token), link_expires_at__gt=at, journey__closed_at=None
    )
    return found.select_related("journey__agency__government", "bidang").first()


def book_name(request: DataRequest) -> str:
    """How the workbook is called on a disk."""
    whom = "-".join("".join(c if c.isalnum() else " " for c in request.whom).split())
    return f"Format-data-{request.journey.year}-{whom}"[:120] + ".xlsx"


def happened(
    happening: Happening,
    request: DataRequest,
    *,
    by: Person | None,
    at: datetime.datetime,
    **facts: object,
) -> Event:
    """Write what happened to a request into the ledger."""
    return record.append(
        agency_id=request.agency_id,
        kind=happening.kind,
        at=at,
        by=by.pk if by else None,
        subject=request.journey_id,
        facts={"request": request.pk, "whom": request.whom, **facts},
    )


def tell_people(
    event: Event,
    request: DataRequest,
    people: list[Person],
    *,
    subject: str,
    sentence: str,
    at: datetime.datetime,
) -> None:
    """Post the notices of an event about a request."""
    outbox.post(
        event=event,
        agency_id=request.agency_id,
        recipients={person.pk: person.email for person in people},
        kind=event.kind,
        subject=subject,
        body=f"Laporan Kinerja {request.journey.year}, {request.journey.agency.name}.\n{sentence}",
        path=f"/data/{request.pk}/",
        at=at,
    )


def _sent(request: DataRequest, at: datetime.datetime) -> None:
    DataRequest.objects.filter(pk=request.pk, sent_at=None).update(sent_at=at)
    request.sent_at = request.sent_at or at


def _new_link(request: DataRequest, at: datetime.datetime) -> str:
    token = fresh_key()
    expires = max(request.due_at, at) + LINK_LIVES
    DataRequest.objects.filter(pk=request.pk).update(
        link_sha256=digest_of(token), link_expires_at=expires
    )
    return f"{settings.SITE_URL}/isi/{token}/"


def _letter(request: DataRequest, by: Person, link: str) -> str:
    return (
        f"Yth. {request.whom},\n\n"
        f"Untuk Laporan Kinerja tahun {request.journey.year}, {request.journey.agency.name} "
        f"memerlukan data dalam berkas terlampir, paling lambat {due_words(request)}.\n\n"
        f"Isi langsung di sini tanpa akun:\n{link}\n\n"
        "atau isi berkas Excel terlampir, lalu unggah lewat tautan yang sama.\n\n"
        f"{by.name}\n{request.journey.agency.name}\n"
    )
