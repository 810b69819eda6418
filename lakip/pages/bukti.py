"""Figures and their evidence, entered by those who keep an agency's plan."""

import uuid

from django.contrib import messages
from django.db import transaction
from django.db.models import F
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from lakip.documents import filing
from lakip.documents.filing import NotTaken
from lakip.ledger import record
from lakip.pages.clock import now, today
from lakip.pages.dokumen import sent
from lakip.pages.kinerja import indicator_page, readable_agencies, the_indicator
from lakip.pages.policy import SignedRequest, signed_in
from lakip.performance import values
from lakip.performance.numbers import Unreadable
from lakip.performance.planning import Indicator, keeps_plans, may_prove
from lakip.performance.requests import RequestLine
from lakip.performance.results import Actual, Evidence
from lakip.performance.values import Kind

NOT_THIS_YEAR = "Pilih tahun di dalam rencananya."
NEITHER = "Isi realisasinya, atau tulis alasan mengapa belum ada."
BOTH = "Isi realisasi atau alasannya, jangan keduanya."
CHANGED = (
    "Realisasi ini sementara itu diubah {who}: {theirs}. Isian Anda: {yours}. Pilih yang benar."
)
OWED = "Angka tahun ini sedang diminta dari {whom}; perbaiki lewat permintaan datanya."
NO_FILE = "Pilih dahulu berkas buktinya."
LONGEST_REASON = 1000


@signed_in
@require_POST
def put_actual(request: SignedRequest, indicator: uuid.UUID) -> HttpResponse:
    """Enter the figure of a year that no data request asks for, such as an earlier one."""
    found = _kept(request, indicator)
    typed = {name: request.POST.get(name, "") for name in ("value", "reason", "year", "revision")}
    try:
        _put(request, found, typed)
    except (Unreadable, NotTaken) as no:
        reasons = no.reasons if isinstance(no, NotTaken) else (str(no),)
        return indicator_page(request, found, reasons=tuple(reasons), typed=typed, status=422)
    messages.success(request, "Realisasi disimpan.")
    return redirect(f"/indikator/{found.pk}/?tahun={typed['year']}")


def _kept(request: SignedRequest, pk: uuid.UUID) -> Indicator:
    """The indicator of a plan that this person keeps; else 404."""
    found = the_indicator(request, pk)
    assert found.plan.agency_id is not None
    if not keeps_plans(request.user, agency_id=found.plan.agency_id, day=today()):
        raise Http404
    return found


def _put(request: SignedRequest, found: Indicator, typed: dict[str, str]) -> None:
    year = int(typed["year"]) if typed["year"].isdecimal() else 0
    if year not in found.plan.years:
        raise NotTaken([NOT_THIS_YEAR])
    if asked := _asked_of(found, year):
        raise NotTaken([OWED.format(whom=asked)])
    text, reason = typed["value"].strip(), typed["reason"].strip()[:LONGEST_REASON]
    if not text and not reason:
        raise NotTaken([NEITHER])
    if text and reason:
        raise NotTaken([BOTH])
    value = ""
    if text:
        read = values.read(text, kind=Kind(found.kind), grades=found.grade_list)
        value = values.store(read)
    with transaction.atomic():
        _write(request, found, year, value, reason, typed["revision"])
        record.append(
            agency_id=_agency(found),
            kind="actual_put",
            at=now(),
            by=request.user.pk,
            subject=None,
            facts={"indicator": found.pk, "year": year, "value": value, "reason": reason},
        )


def _agency(found: Indicator) -> uuid.UUID:
    assert found.plan.agency_id is not None
    return found.plan.agency_id


def _asked_of(found: Indicator, year: int) -> str:
    """Who is asked for this figure in an open report of that year; empty when nobody is."""
    lines = RequestLine.objects.filter(
        indicator=found, request__journey__year=year, request__journey__closed_at=None
    )
    line = lines.select_related("request__bidang").first()
    return line.request.whom if line else ""


def _write(
    request: SignedRequest, found: Indicator, year: int, value: str, reason: str, seen: str
) -> None:
    """Write the figure unless somebody changed it since this person read it."""
    told = {"value": value, "missing_because": reason, "by": request.user, "at": now()}
    key = {"indicator": found, "year": year, "quarter": 0}
    row, made = Actual.objects.get_or_create(**key, defaults=told)
    if made:
        return
    revision = int(seen) if seen.isdecimal() else -1
    won = Actual.objects.filter(pk=row.pk, revision=revision).update(
        **told, revision=F("revision") + 1
    )
    if not won:
        row.refresh_from_db()
        theirs = row.value or row.missing_because
        who = row.by.name if row.by else "orang lain"
        raise NotTaken([CHANGED.format(who=who, theirs=theirs, yours=value or reason)])


@signed_in
@require_POST
def add(request: SignedRequest, indicator: uuid.UUID) -> HttpResponse:
    """Keep a file that proves the figure of a year."""
    found = the_indicator(request, indicator)
    agency = _agency(found)
    if not may_prove(request.user, found, day=today()):
        raise Http404
    year = request.POST.get("year", "")
    upload = request.FILES.get("file")
    try:
        if upload is None:
            raise NotTaken([NO_FILE])
        if not year.isdecimal() or int(year) not in found.plan.years:
            raise NotTaken([NOT_THIS_YEAR])
        content = filing.take_upload(upload)
    except NotTaken as no:
        return indicator_page(request, found, reasons=tuple(no.reasons), status=422)
    with transaction.atomic():
        Evidence.objects.get_or_create(
            indicator=found,
            year=int(year),
            sha256=content.sha256,
            defaults={
                "size": content.size,
                "name": content.name,
                "media_type": content.media_type,
                "by": request.user,
                "by_name": request.user.name,
                "at": now(),
            },
        )
        record.append(
            agency_id=agency,
            kind="evidence_added",
            at=now(),
            by=request.user.pk,
            subject=None,
            facts={"indicator": found.pk, "year": int(year), "sha256": content.sha256},
        )
    messages.success(request, f"Bukti {content.name} disimpan.")
    return redirect(f"/indikator/{found.pk}/?tahun={year}")


@signed_in
@require_safe
def evidence(request: SignedRequest, evidence: uuid.UUID) -> FileResponse:
    """The file itself, as it was uploaded."""
    seen = Evidence.objects.filter(indicator__plan__agency__in=readable_agencies(request))
    found = get_object_or_404(seen, pk=evidence)
    return sent(found.sha256, found.name, found.media_type)
