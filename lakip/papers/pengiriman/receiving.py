"""Proof that the report came: what counts as proof for each way, and a reason where there is none.

A receipt replaces the one before it and never overwrites it. What a person typed or a photo they
took is kept with it; what is refused is refused with what to mend.
"""

import base64
import datetime
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction

from lakip.distribution.deliveries import LONGEST_ADDRESS, LONGEST_NOTE, Delivery, Receipt
from lakip.distribution.recipients import LONGEST_NAME
from lakip.documents import filing, intake
from lakip.documents.filing import Content, NotTaken
from lakip.documents.store import NoSpace
from lakip.journey import happenings
from lakip.journey.happenings import Happening
from lakip.journey.refusal import Refused, refuse_if
from lakip.journey.telling import tell
from lakip.ledger import record
from lakip.notices import outbox
from lakip.papers.dossier.packing import packed
from lakip.papers.pengiriman.outgoing import check_sending, touch_sending, who_hears_of
from lakip.papers.pengiriman.sending import Behind
from lakip.people.person import Person

Proof = Receipt.Proof
DRAWN = "data:image/png;base64,"
LARGEST_DRAWN = 400_000  # Letters of base64: a signature drawn with a finger needs a tenth.

SHOWN = (".jpg", ".jpeg", ".png", ".pdf")

NO_NAME = "Tuliskan nama penerima."
LONG_NAME = f"Nama dan jabatan paling panjang {LONGEST_NAME} huruf."
LONG_NOTE = f"Keterangan paling panjang {LONGEST_NOTE} huruf."
NO_PROOF = "Foto tanda terimanya, atau minta penerima menandatangani di layar."
NOT_SHOWN = "Bukti berupa foto, pindaian, atau tangkapan layar: JPG, PNG, atau PDF."
NO_UPLOAD_PROOF = "Tuliskan alamat halamannya, atau unggah tangkapan layarnya."
BAD_ADDRESS = (
    "Alamat halaman harus lengkap, dimulai dengan https:// atau http://, tanpa tanda @ di depan, "
    f"dan paling panjang {LONGEST_ADDRESS} huruf."
)
TOO_EARLY = "Tanggal terima mendahului pengesahan laporan, {day}."
IN_FUTURE = "Tanggal terima belum tiba. Periksa lagi tanggalnya."
NOT_DRAWN = "Tanda tangan di layar tidak terbaca. Minta penerima menandatangani lagi, atau foto."
NO_REASON = "Tuliskan mengapa tidak ada buktinya."
HAS_PROOF = "{name} sudah menerima laporan; tidak perlu alasan."
ALREADY = "Penerimaan sudah dikonfirmasi {name}; tidak ada yang berubah."
NOT_VALID = "Tautan ini sudah tidak berlaku."
ANOTHER = "Orang lain baru saja mencatat bukti untuk penerima ini. Muat ulang halaman."
KEPT_AT = "Disimpan di {place}."
NO_PLACE = "Tuliskan di mana arsipnya disimpan."


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is told about a receipt: when, by whom it was taken, and what is said beside it."""

    received_at: datetime.datetime
    name: str = ""
    office: str = ""
    note: str = ""
    address: str = ""

    def faults(self) -> list[str]:
        """What is too long, whatever the way."""
        found = []
        if max(len(self.name), len(self.office)) > LONGEST_NAME:
            found.append(LONG_NAME)
        if len(self.note) > LONGEST_NOTE:
            found.append(LONG_NOTE)
        return found


def by_hand(
    *,
    delivery: Delivery,
    told: Told,
    upload: UploadedFile | None,
    drawn: str,
    by: Person,
    at: datetime.datetime,
) -> Receipt:
    """Somebody took the report and signed for it, on the screen or on paper."""
    _check(delivery, told, by, at)
    refuse_if([NO_NAME] if not told.name else [])
    if upload is not None:
        return _record(delivery, Proof.SCAN, told, _shown(upload), by=by, at=at)
    if drawn:
        return _record(delivery, Proof.SIGNED, told, _drawn(drawn), by=by, at=at)
    raise Refused(NO_PROOF)


def elsewhere(
    *,
    delivery: Delivery,
    told: Told,
    upload: UploadedFile | None,
    by: Person,
    at: datetime.datetime,
) -> Receipt:
    """The report was uploaded into another system; an address or a picture shows it."""
    _check(delivery, told, by, at)
    if not told.address and upload is None:
        raise Refused(NO_UPLOAD_PROOF)
    if told.address:
        _check_address(told.address)
    content = _shown(upload) if upload else None
    return _record(delivery, Proof.ELSEWHERE, told, content, by=by, at=at)


def archived(*, delivery: Delivery, place: str, by: Person, at: datetime.datetime) -> Receipt:
    """Pack the dossier as it is now, keep it, and note where the archive has its copy."""
    told = Told(received_at=at, name=by.name, note=KEPT_AT.format(place=place))
    _check(delivery, told, by, at)
    refuse_if([NO_PLACE] if not place else [])
    journey = delivery.journey
    name = f"arsip-laporan-kinerja-{journey.year}.zip"
    with packed(journey) as dossier:
        content = filing.keep_file(dossier, name=name, media_type="application/zip")
    return _record(delivery, Proof.ARCHIVED, told, content, by=by, at=at)


def confirm(*, behind: Behind, name: str, office: str, at: datetime.datetime) -> Receipt:
    """The recipient says behind the link that the report came; who sent it is told."""
    delivery = behind.sending.delivery
    told = Told(received_at=at, name=name, office=office)
    if behind.receipt is not None:
        raise Refused(ALREADY.format(name=behind.receipt.name or delivery.name))
    if behind.parcel is None:
        raise Refused(NOT_VALID)
    refuse_if([NO_NAME] if not name else told.faults())
    try:
        with transaction.atomic():
            touch_sending(delivery.journey)
            receipt = _write(delivery, Proof.CONFIRMED, told, None, by=None, at=at)
            event = record.append(
                agency_id=delivery.agency_id,
                kind=happenings.DELIVERY_CONFIRMED.kind,
                at=at,
                by=None,
                subject=delivery.journey_id,
                facts={"delivery": delivery.pk, "whom": delivery.name, "receipt": receipt.pk},
            )
            hearing = who_hears_of(delivery.journey, behind.sending.by, at)
            outbox.post(
                event=event,
                agency_id=delivery.agency_id,
                recipients={person.pk: person.email for person in hearing},
                kind=event.kind,
                subject=f"Diterima: Laporan Kinerja {delivery.journey.year} oleh {delivery.name}",
                body=f"{name}{f', {office},' if office else ''} mengonfirmasi lewat tautan bahwa "
                "laporan sudah diterima.",
                path=f"/pengiriman/{delivery.pk}/",
                at=at,
            )
    except IntegrityError as error:
        raise Refused(ALREADY.format(name=delivery.name)) from error
    return receipt


def excuse(*, delivery: Delivery, reason: str, by: Person, at: datetime.datetime) -> None:
    """Say why there will be no proof; a receipt that comes after all counts all the same."""
    check_sending(delivery.journey, by, at)
    reason = reason.strip()
    refuse_if([NO_REASON] if not reason else [])
    refuse_if([LONG_NOTE] if len(reason) > LONGEST_NOTE else [])
    if delivery.receipts.filter(replaced_at=None).exists():
        raise Refused(HAS_PROOF.format(name=delivery.name))
    with transaction.atomic():
        touch_sending(delivery.journey)
        Delivery.objects.filter(pk=delivery.pk).update(excuse=reason, excused_by=by, excused_at=at)
        _tell(happenings.DELIVERY_EXCUSED, delivery, by=by, at=at, note=reason)


def _check(delivery: Delivery, told: Told, by: Person, at: datetime.datetime) -> None:
    parcel = check_sending(delivery.journey, by, at)
    refuse_if(told.faults())
    ratified = parcel.ratified_at.astimezone(told.received_at.tzinfo)
    if told.received_at.date() < ratified.date():
        raise Refused(TOO_EARLY.format(day=f"{ratified:%d-%m-%Y}"))
    if told.received_at > at + datetime.timedelta(minutes=5):  # Clocks differ by some minutes.
        raise Refused(IN_FUTURE)


def _check_address(address: str) -> None:
    """A page on the web, and none that shows the name of another site before its own."""
    try:
        URLValidator(schemes=("https", "http"))(address)
        hides = "@" in urlsplit(address).netloc
    except (ValidationError, ValueError) as error:
        raise Refused(BAD_ADDRESS) from error
    if hides or len(address) > LONGEST_ADDRESS:
        raise Refused(BAD_ADDRESS)


def _shown(upload: UploadedFile) -> Content:
    """A photo, a scan or a picture of the screen. Another file shows nothing that was received."""
    if PurePath(upload.name or "").suffix.lower() not in SHOWN:
        raise Refused(NOT_SHOWN)
    return filing.take_upload(upload)


def _drawn(text: str) -> Content:
    """A signature that was drawn on the screen, as the picture that the browser made of it."""
    if not text.startswith(DRAWN) or len(text) > LARGEST_DRAWN:
        raise Refused(NOT_DRAWN)
    try:
        data = base64.b64decode(text.removeprefix(DRAWN), validate=True)
    except ValueError as error:
        raise Refused(NOT_DRAWN) from error
    try:
        return filing.take_upload(ContentFile(data, name="tanda-tangan.png"))  # type: ignore[arg-type]
    except NotTaken as no:
        # What is wrong with the server is said as it is; the picture itself can only be made anew.
        if isinstance(no.__cause__, NoSpace) or intake.BUSY in no.reasons:
            raise
        raise Refused(NOT_DRAWN) from no


def _record(
    delivery: Delivery,
    proof: Proof,
    told: Told,
    content: Content | None,
    *,
    by: Person,
    at: datetime.datetime,
) -> Receipt:
    try:
        with transaction.atomic():
            touch_sending(delivery.journey)
            delivery.receipts.filter(replaced_at=None).update(replaced_at=at)
            receipt = _write(delivery, proof, told, content, by=by, at=at)
            more = {"sha256": content.sha256} if content else {}
            _tell(
                happenings.DELIVERY_RECEIVED,
                delivery,
                by=by,
                at=at,
                receipt=receipt.pk,
                proof=str(proof),
                **more,
            )
    except IntegrityError as error:
        raise Refused(ANOTHER) from error
    return receipt


def _write(
    delivery: Delivery,
    proof: Proof,
    told: Told,
    content: Content | None,
    *,
    by: Person | None,
    at: datetime.datetime,
) -> Receipt:
    return Receipt.objects.create(
        delivery=delivery,
        proof=proof,
        received_at=told.received_at,
        name=told.name,
        office=told.office,
        note=told.note,
        address=told.address,
        sha256=content.sha256 if content else "",
        size=content.size if content else 0,
        file_name=content.name if content else "",
        media_type=content.media_type if content else "",
        recorded_by=by,
        recorded_at=at,
    )


def _tell(
    happening: Happening,
    delivery: Delivery,
    *,
    by: Person,
    at: datetime.datetime,
    **facts: object,
) -> None:
    told = {"delivery": delivery.pk, "whom": delivery.name, **facts}
    tell(happening, journey=delivery.journey, by=by, at=at, facts=told)
