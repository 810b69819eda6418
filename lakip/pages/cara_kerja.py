"""How an agency works: read by its people, chosen by its admin or an operator."""

import uuid
from collections.abc import Sequence

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lakip.journey import ways
from lakip.journey.editions import REPORT_EDITIONS, shipped
from lakip.journey.models import Journey
from lakip.journey.ways import Ways
from lakip.pages.asking import ask
from lakip.pages.clock import now, today
from lakip.pages.kinerja import readable_agencies
from lakip.pages.policy import SignedRequest, signed_in
from lakip.people.appointing import may_manage
from lakip.people.government import Agency
from lakip.sop.edition import Edition

SAID = {
    "lakip": "Dua belas langkah, dari permintaan sampai pengiriman.",
    "lakip-reviu": "Satu langkah lebih: sebelum diverifikasi Sekretaris, draf direviu Inspektorat, "
    "yang menandatangani pernyataan telah direviu.",
}


class WaysForm(forms.Form):
    """The choices of `lakip.journey.ways`, as a form."""

    edition = forms.ChoiceField(
        label="SOP yang diikuti laporan berikutnya",
        help_text="Laporan yang sedang berjalan tetap mengikuti SOP yang berlaku saat dimulai.",
        choices=[(slug, f"{name}. {SAID[slug]}") for slug, name in REPORT_EDITIONS.items()],
        widget=forms.RadioSelect,
    )
    revision_days = forms.IntegerField(
        label="Batas revisi (hari kerja)",
        required=False,
        min_value=1,
        max_value=ways.MOST_REVISION_DAYS,
        help_text="Waktu untuk memperbaiki naskah yang dikembalikan. Kosongkan untuk mengikuti "
        "SOP: {days}.",
    )
    runs_linked_sops = forms.BooleanField(
        label="Jalankan SOP terkait di dalam {steps}",
        required=False,
        help_text="Rapat, pengumpulan data, dan pengadministrasian dikerjakan langkah demi "
        "langkah menurut SOP-nya sendiri.",
    )
    tells_superior_after = forms.IntegerField(
        label="Beri tahu atasan sesudah terlambat (hari kerja)",
        required=False,
        min_value=1,
        max_value=ways.MOST_DAYS_LATE,
        help_text="Atasan pelaksana diberi tahu dalam kabar pagi begitu giliran "
        "terlambat selama itu. Kosongkan bila atasan tidak perlu diberi tahu.",
    )

    def __init__(self, agency: Agency, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        edition = shipped(agency.edition)
        days, linked = self.fields["revision_days"], self.fields["runs_linked_sops"]
        days.help_text = str(days.help_text).format(days=edition.revision_within)
        linked.label = str(linked.label).format(steps=steps_with_linked_sops(edition))


def steps_with_linked_sops(edition: Edition) -> str:
    """The steps that refer to another SOP: "langkah 6, 8 dan 12"."""
    *first, last = [str(number) for number, step in edition if step.see]
    return f"langkah {', '.join(first)} dan {last}" if first else f"langkah {last}"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ways_page(request: SignedRequest, agency: uuid.UUID) -> HttpResponse:
    """How the agency works, to be read by its people and changed by who looks after it."""
    found, manages = _the_agency(request, agency)
    if request.method != "POST":
        form = WaysForm(found, initial=vars(ways.ways_of(found)))
        return _page(request, found, form, manages=manages)
    if not manages:
        raise Http404
    form = WaysForm(found, request.POST)
    if not form.is_valid():
        return _page(request, found, form, manages=True, status=422)
    to = Ways(**form.cleaned_data)
    return ask(
        request,
        lambda: ways.change(agency=found, to=to, by=request.user, at=now()),
        said="Cara kerja OPD disimpan dan berlaku mulai sekarang.",
        then=reverse("cara-kerja", args=[found.pk]),
        again=lambda reasons: _page(request, found, form, manages=True, reasons=reasons),
    )


def _the_agency(request: SignedRequest, pk: uuid.UUID) -> tuple[Agency, bool]:
    """The agency and whether the reader looks after it; 404 for who has nothing to do with it."""
    found = get_object_or_404(Agency.objects.select_related("government"), pk=pk)
    manages = may_manage(request.user, found, day=today())
    if not manages and found not in readable_agencies(request):
        raise Http404
    return found, manages


def _page(
    request: SignedRequest,
    agency: Agency,
    form: WaysForm,
    *,
    manages: bool,
    reasons: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    edition = shipped(agency.edition)
    running = Journey.objects.filter(agency=agency, closed_at=None, inside=None)
    older = running.exclude(edition=edition.sha256).order_by("year")
    context = {
        "here": "orang",
        "agency": agency,
        "form": form,
        "manages": manages,
        "reasons": reasons,
        "edition": edition,
        "said": REPORT_EDITIONS.get(agency.edition, edition.title),
        "linked": steps_with_linked_sops(edition),
        "older": list(older.select_related("edition")),
        "unheld": _lacks_holder(agency),
    }
    return render(request, "opd/cara_kerja.html", context, status=status)


def _lacks_holder(agency: Agency) -> list[str]:
    """The performers of the chosen SOP whom nobody is for this agency today."""
    held = set(agency.offices.on(today()).values_list("role", flat=True))
    performers = {step.by for step in shipped(agency.edition).steps}
    roles = shipped(agency.edition).roles
    return [r.name for r in roles if r.slug in performers and not r.team and r.slug not in held]
