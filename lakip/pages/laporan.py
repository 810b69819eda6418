"""The reports: the list, a new year, one journey as the SOP's table alive, papers, history."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Prefetch
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst, slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lakip.documents import filing
from lakip.documents.filing import NotTaken
from lakip.documents.models import Document, Mark
from lakip.journey import moves, story
from lakip.journey.acts import file_request
from lakip.journey.doors import reach_of
from lakip.journey.editions import current_of, edition_of
from lakip.journey.models import Journey, Turn
from lakip.journey.refusal import Refused
from lakip.pages import alive
from lakip.pages.asking import ask
from lakip.pages.clock import now, today
from lakip.pages.meja import can_begin
from lakip.pages.policy import SignedRequest, signed_in
from lakip.pages.typed import lines
from lakip.papers.dossier.packing import packed
from lakip.papers.publikasi.publishing import (
    LONGEST_REASON,
    may_publish,
    obstacles_to_publishing,
)
from lakip.papers.publikasi.records import publication_of
from lakip.people.government import Agency
from lakip.sop import worktime

PAGE = 30
INSUFFICIENT_STORAGE = 507


@signed_in
@require_safe
def reports(request: SignedRequest) -> HttpResponse:
    """The journeys this person may see, newest year first; one page after the other by key."""
    reach = reach_of(request.user, day=today())
    open_turns = Prefetch("turns", Turn.objects.filter(closed_at=None), to_attr="open_turns")
    moment = now()
    found = Journey.objects.reports().within(reach).order_by("-year", "pk")
    if after := _key(request.GET.get("sesudah", "")):
        year, pk = after
        found = found.filter(year__lte=year).exclude(year=year, pk__lte=pk)
    page = list(found.select_related("agency").prefetch_related(open_turns)[: PAGE + 1])
    return render(
        request,
        "laporan/laporan.html",
        {
            "here": "laporan",
            "now": moment,
            "rows": [alive.summary(journey, at=moment) for journey in page[:PAGE]],
            "next": f"{page[PAGE - 1].year}.{page[PAGE - 1].pk}" if len(page) > PAGE else "",
            "can_begin": can_begin(reach),
        },
    )


def _key(text: str) -> tuple[int, uuid.UUID] | None:
    year, _, pk = text.partition(".")
    try:
        return int(year[:6]), uuid.UUID(pk)
    except ValueError:
        return None


class RequestForm(forms.Form):
    """The letter that asks for the report."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label="OPD", empty_label=None)
    year = forms.IntegerField(
        label="Tahun laporan", min_value=moves.FIRST_YEAR, max_value=moves.LAST_YEAR
    )
    sender = forms.CharField(label="Surat dari", max_length=160)
    number = forms.CharField(label="Nomor surat", max_length=80)
    date = forms.DateField(
        label="Tanggal surat", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    file = forms.FileField(
        label="Berkas surat",
        required=False,
        help_text="PDF, DOCX, XLSX, PNG atau JPG, paling besar 25 MB.",
    )
    text = forms.CharField(
        label="Atau tuliskan isinya",
        required=False,
        max_length=filing.LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, agencies: Sequence[Agency], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Agency.objects.filter(pk__in=[agency.pk for agency in agencies])

    def clean_date(self) -> datetime.date:
        """A letter is not dated tomorrow."""
        date: datetime.date = self.cleaned_data["date"]
        if date > today():
            raise forms.ValidationError("Tanggal surat belum tiba. Periksa lagi tanggalnya.")
        return date


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: SignedRequest) -> HttpResponse:
    """Register the request letter and begin the year's report."""
    reach = reach_of(request.user, day=today())
    agencies = [o.agency for o in reach.offices if o.role in current_of(o.agency).registered_by]
    last_year = today().year - 1
    form = RequestForm(
        agencies,
        request.POST or None,
        request.FILES or None,
        initial={"year": last_year, "agency": agencies[0] if agencies else None},
    )
    context = {
        "here": "laporan",
        "form": form,
        "agencies": agencies,
        "deadline": worktime.legal_deadline(last_year),
    }
    if request.method != "POST" or not agencies or not form.is_valid():
        return render(request, "laporan/baru.html", context, status=422 if form.is_bound else 200)
    begun: list[Journey] = []

    def again(reasons: Sequence[str]) -> HttpResponse:
        return render(request, "laporan/baru.html", {**context, "reasons": reasons})

    answer = ask(
        request,
        lambda: begun.append(_begin(request, form.cleaned_data)),
        said="Permintaan didaftarkan. Giliran pertama sudah dibuka.",
        then="laporan",
        again=again,
    )
    return redirect("perjalanan", begun[0].pk) if begun else answer


def _begin(request: SignedRequest, said: dict[str, Any]) -> Journey:
    if said["file"] and said["text"].strip():
        raise Refused("Pilih salah satu: unggah berkas suratnya, atau tuliskan isinya.")
    content = (
        filing.take_upload(said["file"])
        if said["file"]
        else filing.take_text(said["text"], name="permintaan-penyusunan")
    )
    moment = now()
    return moves.begin(
        agency=said["agency"],
        year=said["year"],
        by=request.user,
        at=moment,
        number=said["number"],
        date=said["date"],
        sender=said["sender"],
        file_request=lambda journey: file_request(
            journey, content, by=request.user, at=moment, label=""
        ),
    )


def the_journey(request: SignedRequest, journey: uuid.UUID) -> Journey:
    """The journey, if this person may see it; else 404."""
    seen = Journey.objects.visible_to(request.user, day=today())
    return get_object_or_404(
        seen.select_related("agency__government", "begun_by", "inside__journey"), pk=journey
    )


def the_report(request: SignedRequest, journey: uuid.UUID) -> Journey:
    """The same where a page is about a report: a linked SOP has no such page."""
    found = the_journey(request, journey)
    if found.is_inner:
        raise Http404
    return found


@signed_in
@require_safe
def journey(request: SignedRequest, journey: uuid.UUID) -> HttpResponse:
    """The SOP's own table alive: where the turn is, how long it took, which papers there are."""
    found = the_journey(request, journey)
    return render(request, "laporan/perjalanan.html", _journey_page(request, found))


def _journey_page(request: SignedRequest, found: Journey) -> dict[str, Any]:
    return {
        "here": "laporan",
        "tab": "alur",
        "journey": found,
        "now": now(),
        "key": uuid.uuid4(),
        **alive.journey_now(found, person=request.user, at=now()),
    }


@signed_in
@require_safe
def documents(request: SignedRequest, journey: uuid.UUID) -> HttpResponse:
    """Every paper of the journey, in the order in which the SOP names them."""
    return documents_page(request, the_journey(request, journey))


def documents_page(request: SignedRequest, found: Journey, **again: Any) -> HttpResponse:
    """The page of the papers; `again` is what was typed about the publication and refused."""
    edition = edition_of(found.edition_id)
    marks = Prefetch("latest__marks", Mark.objects.select_related("by"))
    filed = {
        document.paper: document
        for document in Document.objects.filter(journey=found)
        .select_related("latest__by")
        .prefetch_related(marks, "latest__renditions__mark")
    }
    papers = [(paper, filed.get(paper.slug)) for paper in edition.papers if not paper.ratified_from]
    return render(
        request,
        "laporan/dokumen.html",
        {
            "here": "laporan",
            "tab": "dokumen",
            "journey": found,
            "papers": papers,
            "publication": publication_of(found),
            "may_publish": may_publish(found, request.user, at=now()),
            "not_public_because": obstacles_to_publishing(found),
            "longest_reason": LONGEST_REASON,
            **again,
        },
    )


@signed_in
@require_safe
def dossier(request: SignedRequest, journey: uuid.UUID) -> HttpResponse | FileResponse:
    """Everything of the journey as one ZIP."""
    found = the_journey(request, journey)
    try:
        file = packed(found)
    except NotTaken as no:
        page = documents_page(request, found, reasons=no.reasons)
        page.status_code = INSUFFICIENT_STORAGE
        return page
    name = f"arsip-{slugify(found.title)}.zip"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
    response["Cache-Control"] = "private, no-store"
    return response


@signed_in
@require_safe
def history(request: SignedRequest, journey: uuid.UUID) -> HttpResponse:
    """What happened, newest first, as the ledger tells it."""
    found = the_journey(request, journey)
    before = request.GET.get("sebelum", "")
    entries, following = story.of_journey(
        found, before=int(before) if before.isdecimal() and len(before) < 15 else None
    )
    return render(
        request,
        "laporan/riwayat.html",
        {
            "here": "laporan",
            "tab": "riwayat",
            "journey": found,
            "entries": entries,
            "next": following,
        },
    )


@signed_in
@require_POST
def cancel(request: SignedRequest, journey: uuid.UUID) -> HttpResponse:
    """Cancel the journey with a reason."""
    found = the_journey(request, journey)
    reason = lines(request.POST.get("reason", ""))

    def again(reasons: Sequence[str]) -> HttpResponse:
        context = _journey_page(request, found) | {"reasons": reasons, "typed": reason}
        return render(request, "laporan/perjalanan.html", context)

    return ask(
        request,
        lambda: moves.cancel(journey=found.pk, by=request.user, at=now(), reason=reason),
        said=f"{capfirst(found.undertaking)} dibatalkan. Jejaknya tetap tersimpan.",
        then=f"/laporan/{found.pk}/",
        again=again,
    )
