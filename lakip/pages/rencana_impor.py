"""A plan comes in from a workbook, looked at before it is applied; and goes out as one."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lakip.documents import filing
from lakip.documents.filing import NotTaken
from lakip.documents.intake import clean_name
from lakip.documents.store import NoSpace
from lakip.journey.refusal import Refused
from lakip.pages.clock import now, today
from lakip.pages.policy import SignedRequest, signed_in
from lakip.papers.plans import exporting
from lakip.papers.plans.changes import Comparison, RowChange
from lakip.papers.plans.reader import read_plan
from lakip.papers.plans.standing import Owner, owner_of
from lakip.papers.plans.taking_in import Seen, Source, now_standing, take_in
from lakip.people.government import Agency, Government
from lakip.people.office import Office
from lakip.performance.planning import PLANNERS, Plan

SALT = "rencana-impor"
ONE_DAY = 24 * 60 * 60
MOST_ROWS_SHOWN, MOST_ABSENT_SHOWN = 200, 30
NO_FILE = "Pilih dahulu berkas Excel atau CSV-nya."
TOO_LARGE = "Berkas lebih besar dari {most} MB. Hapus lembar dan gambar yang tidak dipakai."
STALE = "Pemeriksaan ini sudah lewat sehari atau berubah. Pilih berkasnya sekali lagi."
GONE = "Berkas yang diperiksa tidak ada lagi di server. Pilih berkasnya sekali lagi."
SAID = "Rencana disimpan dari berkas {name}."


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def import_plan(request: SignedRequest, plan: uuid.UUID) -> HttpResponse:
    """Choose a file for this plan; sent, it is looked at and nothing is changed."""
    found = _kept(request, plan)
    return _choose_or_look(request, owner_of(found), found)


@signed_in
@require_POST
def apply(request: SignedRequest, plan: uuid.UUID) -> HttpResponse:
    """Take over what the preview of this plan has shown."""
    found = _kept(request, plan)
    return _apply(request, owner_of(found), found)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def import_first(request: SignedRequest) -> HttpResponse:
    """A new plan for one of the agencies that the person keeps; an operator also brings RPJMD."""
    owners = _owners(request)
    if not owners:
        raise Http404
    owner = owners.get(request.POST.get("owner", "")) or next(iter(owners.values()))
    if "token" in request.POST:
        return _apply(request, owner, None)
    return _choose_or_look(request, owner, None)


@signed_in
@require_safe
def export(request: SignedRequest, plan: uuid.UUID) -> HttpResponse:
    """The plan as a workbook, for everybody who may see the plan."""
    found = get_object_or_404(_seen(request), pk=plan)
    return _book(exporting.export(found), exporting.file_name(found))


@signed_in
@require_safe
def template(request: SignedRequest) -> HttpResponse:
    """The empty workbook, with the bidang of the person's agency."""
    owners = list(_owners(request).values())
    owner = owners[0] if len(owners) == 1 else None
    book = exporting.template(first_year=today().year, owner=owner)
    return _book(book, exporting.TEMPLATE_NAME)


def _book(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=exporting.XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _seen(request: SignedRequest) -> QuerySet[Plan]:
    """The plans that the person may see; an operator looks after every RPJMD."""
    seen = Q(pk__in=Plan.objects.visible_to(request.user, day=today()).values("pk"))
    if request.user.is_operator:
        seen |= Q(agency=None)
    return Plan.objects.filter(seen).select_related("government", "agency")


def _kept(request: SignedRequest, pk: uuid.UUID) -> Plan:
    """The plan, if the person keeps it; else 404."""
    found = get_object_or_404(_seen(request), pk=pk)
    if not found.is_kept_by(request.user, day=today()):
        raise Http404
    return found


def _owners(request: SignedRequest) -> dict[str, Owner]:
    """For whom the person may bring a plan, by the value that the form sends."""
    held = Office.objects.held_by(request.user, day=today()).filter(role__in=PLANNERS)
    agencies = Agency.objects.filter(pk__in=held.values("agency")).select_related("government")
    owners = {str(one.pk): Owner(government=one.government, agency=one) for one in agencies}
    if request.user.is_operator:
        owners |= {
            f"pemda-{one.pk}": Owner(government=one) for one in Government.objects.order_by("name")
        }
    return owners


def _choose_or_look(request: SignedRequest, owner: Owner, plan: Plan | None) -> HttpResponse:
    if request.method != "POST":
        return _chooser(request, owner, plan)
    try:
        return _look(request, owner, plan)
    except NotTaken as no:
        return _chooser(request, owner, plan, reasons=no.reasons)


def _chooser(
    request: SignedRequest, owner: Owner, plan: Plan | None, *, reasons: Sequence[str] = ()
) -> HttpResponse:
    return render(
        request,
        "rencana/impor.html",
        {
            "here": "kinerja",
            "plan": plan,
            "owner": owner,
            "owners": {} if plan else _owners(request),
            "chosen": request.POST.get("owner", ""),
            "reasons": reasons,
        },
        status=422 if reasons else 200,
    )


def _look(request: SignedRequest, owner: Owner, plan: Plan | None) -> HttpResponse:
    """Read the file in a child, keep it, and show what it would do."""
    upload = request.FILES.get("file")
    if upload is None:
        raise NotTaken([NO_FILE])
    if upload.size is not None and upload.size > settings.LARGEST_UPLOAD:
        raise NotTaken([TOO_LARGE.format(most=settings.LARGEST_UPLOAD // 1024**2)])
    name = clean_name(upload.name or "")
    before = now_standing(owner, plan)
    with filing.waiting(upload) as path:
        read = read_plan(path, name=name, known=before.known)
    found = before.compared(read)
    token = ""
    if found.may_apply:
        source = Source(sha256=_stored(upload), name=name)
        token = _signed(request, owner, plan, before.seen, source)
    return _preview(request, owner, plan, found, name=name, token=token)


def _stored(upload: UploadedFile) -> str:
    try:
        # Read again from its beginning: the store hashes what it keeps.
        return filing.store().put(upload).sha256  # type: ignore[arg-type]
    except NoSpace as error:
        raise NotTaken([str(error)]) from error


def _signed(
    request: SignedRequest, owner: Owner, plan: Plan | None, seen: Seen, source: Source
) -> str:
    """What was looked at, signed: nothing of it can be swapped before it is applied."""
    told = {
        "plan": str(plan.pk) if plan else "",
        "owner": _key(owner),
        "by": str(request.user.pk),
        "seen": asdict(seen),
        "source": asdict(source),
    }
    return signing.dumps(told, salt=SALT)


def _key(owner: Owner) -> str:
    return str(owner.agency.pk) if owner.agency else f"pemda-{owner.government.pk}"


def _preview(
    request: SignedRequest,
    owner: Owner,
    plan: Plan | None,
    found: Comparison,
    *,
    name: str,
    token: str,
) -> HttpResponse:
    changing = found.changing
    return render(
        request,
        "rencana/impor_periksa.html",
        {
            "here": "kinerja",
            "plan": plan,
            "owner": owner,
            "owner_key": _key(owner),
            "name": name,
            "token": token,
            "found": found,
            "counts": [
                (sheet, *(counted[verdict] for verdict in counted))
                for sheet, counted in found.count().items()
            ],
            "groups": _by_sheet(changing[:MOST_ROWS_SHOWN]),
            "more": max(0, len(changing) - MOST_ROWS_SHOWN),
            "absent": found.absent[:MOST_ABSENT_SHOWN],
            "more_absent": max(0, len(found.absent) - MOST_ABSENT_SHOWN),
        },
        status=422 if found.faults else 200,
    )


def _by_sheet(rows: Sequence[RowChange]) -> list[tuple[str, list[RowChange]]]:
    groups: dict[str, list[RowChange]] = {}
    for row in rows:
        groups.setdefault(row.name, []).append(row)
    return list(groups.items())


def _apply(request: SignedRequest, owner: Owner, plan: Plan | None) -> HttpResponse:
    try:
        taken = _taken(request, owner, plan)
    except (Refused, NotTaken) as no:
        return _chooser(request, owner, plan, reasons=no.reasons)
    if taken.agency_id is None:
        return redirect("rencana-impor", plan=taken.pk)
    year = min(max(today().year, taken.first_year), taken.last_year)
    return redirect("kinerja-tahun", agency=taken.agency_id, year=year)


def _taken(request: SignedRequest, owner: Owner, plan: Plan | None) -> Plan:
    """Read the kept file again and take it over, as the signed preview said."""
    try:
        told = signing.loads(request.POST.get("token", ""), salt=SALT, max_age=ONE_DAY)
    except signing.BadSignature as error:
        raise NotTaken([STALE]) from error
    expected = (str(plan.pk) if plan else "", _key(owner), str(request.user.pk))
    if (told["plan"], told["owner"], told["by"]) != expected:
        raise NotTaken([STALE])
    source, seen = Source(**told["source"]), Seen(**told["seen"])
    if not filing.store().verify(source.sha256):
        raise NotTaken([GONE])
    known = now_standing(owner, plan).known
    read = read_plan(filing.store().path(source.sha256), name=source.name, known=known)
    taken = take_in(
        owner=owner,
        plan=plan.pk if plan else None,
        read=read,
        seen=seen,
        source=source,
        by=request.user,
        at=now(),
    )
    messages.success(request, SAID.format(name=source.name))
    return taken
