"""Offices and people: who holds what, entered and ended by those who look after an agency."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from lakip.journey.doors import reach_of
from lakip.journey.editions import current_of, edition_of
from lakip.journey.models import Journey, Turn
from lakip.notices.undelivered import undelivered
from lakip.pages.asking import ask
from lakip.pages.clock import now, today
from lakip.pages.kinerja import readable_agencies
from lakip.pages.policy import SignedRequest, signed_in
from lakip.papers.format_data.parts import HEAD
from lakip.people import inviting
from lakip.people.appointing import NotAppointed, end, may_manage
from lakip.people.appointing import appoint as give_office
from lakip.people.government import Agency, Bidang
from lakip.people.office import BESIDE_THE_SOP, Office
from lakip.people.person import Person


def _agencies(request: SignedRequest) -> list[Agency]:
    """The agencies whose people this person may see: those they serve, watch or look after."""
    if request.user.is_operator:
        return list(Agency.objects.select_related("government"))
    reach = reach_of(request.user, day=today())
    known = reach.agencies | ({request.user.agency_id} if request.user.agency_id else set())
    return list(Agency.objects.filter(pk__in=known).select_related("government"))


def _the_agency(request: SignedRequest, agencies: Sequence[Agency]) -> Agency:
    """The agency that the page is about: the one asked for, else the person's own."""
    asked = request.GET.get("opd") or request.POST.get("agency") or str(request.user.agency_id)
    chosen = next((agency for agency in agencies if str(agency.pk) == asked), None)
    if chosen is None and request.GET.get("opd"):
        raise Http404
    if chosen is None and not agencies:
        raise Http404
    return chosen or agencies[0]


def role_choices(agency: Agency) -> list[tuple[str, str]]:
    """The offices that can be given: of the agency's SOP, but for the team, and those beside it.

    A report that is under way keeps its SOP, so the offices of that can be given as well.
    """
    running = Journey.objects.filter(agency=agency, closed_at=None).order_by("begun_at")
    editions = [current_of(agency), *map(edition_of, running.values_list("edition", flat=True))]
    sop = {role.slug: role.name for one in editions for role in one.roles if not role.team}
    return [*sop.items(), *BESIDE_THE_SOP.items()]


@signed_in
@require_safe
def people(request: SignedRequest) -> HttpResponse:
    """Who holds which office for an agency today, and who works there."""
    return page(request)


def page(request: SignedRequest, **more: Any) -> HttpResponse:
    """The page of people and offices, with what else is to be shown in it."""
    agencies = _agencies(request)
    if not agencies:
        return render(request, "orang/orang.html", {"here": "orang", "agency": None})
    agency = _the_agency(request, agencies)
    day = today()
    offices = Office.objects.serving(agency.pk, day=day).select_related("person", "bidang")
    held = Prefetch("offices", Office.objects.on(day).select_related("bidang"), to_attr="held")
    everybody = agency.people.prefetch_related(held)
    order = {slug: place for place, (slug, _) in enumerate(role_choices(agency))}
    manages = may_manage(request.user, agency, day=day)
    context = {
        "here": "orang",
        "agency": agency,
        "agencies": agencies,
        "offices": sorted(offices, key=lambda o: (order.get(o.role, 99), o.standing)),
        "people": [person for person in everybody if person.is_active],
        "inactive": [person for person in everybody if not person.is_active],
        "manages": manages,
        "lacks_bidang": manages and not agency.bidang.exists(),
        "undelivered": undelivered(agency_id=agency.pk) if manages else [],
        "reads_ways": manages or agency in readable_agencies(request),
        "person_form": PersonForm(prefix="person"),
        "office_form": OfficeForm(
            agency, _everybody(agency), prefix="office", initial=_wanted(request, agency)
        ),
        **more,
    }
    return render(request, "orang/orang.html", context)


def _wanted(request: SignedRequest, agency: Agency) -> dict[str, Any]:
    """What the form of an office begins with: the head of a bidang, or a Plh for one open turn."""
    asked = request.GET.get("bidang", "")
    bidang = next((one for one in agency.bidang.all() if asked and str(one.pk) == asked), None)
    return {"role": HEAD, "bidang": bidang.pk} if bidang else _for_turn(request, agency)


def _for_turn(request: SignedRequest, agency: Agency) -> dict[str, Any]:
    try:
        asked = uuid.UUID(request.GET.get("giliran", ""))
    except ValueError:
        return {}
    turn = Turn.objects.filter(pk=asked, agency=agency, closed_at=None).first()
    if turn is None:
        return {}
    return {"turn": turn.pk, "role": turn.role, "standing": Office.Standing.PLH}


def _everybody(agency: Agency) -> QuerySet[Person]:
    """Anybody of the same government may hold an office for the agency."""
    return Person.objects.filter(
        agency__government_id=agency.government_id, is_active=True
    ).select_related("agency")


class PersonForm(forms.ModelForm):
    """Somebody who works at the agency."""

    class Meta:
        model = Person
        fields = ["name", "nip", "rank", "email"]

    def clean_email(self) -> str:
        """Addresses differ by their letters, never by capitals."""
        email: str = self.cleaned_data["email"].strip().lower()
        if Person.objects.filter(email=email).exists():
            raise forms.ValidationError("Alamat e-mail ini sudah dipakai orang lain.")
        return email


class OfficeForm(forms.Form):
    """An office and its dates."""

    person = forms.ModelChoiceField(Person.objects.none(), label="Orang", empty_label="Pilih orang")
    role = forms.ChoiceField(label="Jabatan")
    bidang = forms.ModelChoiceField(
        Bidang.objects.none(), label="Bidang", required=False, empty_label="Tanpa bidang"
    )
    standing = forms.ChoiceField(label="Sebagai", choices=Office.Standing.choices)
    starts_on = forms.DateField(
        label="Mulai", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label="Sampai",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    turn = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, agency: Agency, people: QuerySet[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["bidang"].queryset = agency.bidang.all()  # type: ignore[attr-defined]
        self.fields["role"].choices = role_choices(agency)  # type: ignore[attr-defined]
        self.fields["starts_on"].initial = today


def managed_agencies(request: SignedRequest) -> list[Agency]:
    """The agencies that this person looks after."""
    day = today()
    return [agency for agency in _agencies(request) if may_manage(request.user, agency, day=day)]


def managed_agency(request: SignedRequest) -> Agency:
    """The agency that a form is about, if this person looks after it; else 404."""
    asked = request.POST.get("agency", "")
    for agency in managed_agencies(request):
        if str(agency.pk) == asked:
            return agency
    raise Http404


@signed_in
@require_POST
def add_person(request: SignedRequest) -> HttpResponse:
    """Enter a person of the agency and send the invitation to choose a password.

    Who is entered stays entered when the invitation cannot be sent.
    """
    agency = managed_agency(request)
    form = PersonForm(request.POST, prefix="person")
    if not form.is_valid():
        response = page(request, person_form=form)
        response.status_code = 422
        return response
    said = form.cleaned_data

    def enter() -> None:
        tell_of_invitation(request, Person.objects.create_person(**said, agency=agency))

    return ask(
        request,
        enter,
        said=f"{said['name']} dicatat.",
        then=f"/orang/?opd={agency.pk}",
        again=lambda reasons: page(request, reasons=reasons, person_form=form),
    )


def tell_of_invitation(request: SignedRequest, person: Person) -> None:
    """Send the invitation, and say whether it left."""
    if inviting.is_invited(person):
        messages.success(request, f"Undangan dikirim ke {person.email}.")
    else:
        messages.warning(
            request,
            f"Undangan untuk {person.email} belum dapat dikirim. Tekan Kirim undangan lagi di "
            "baris namanya nanti.",
        )


@signed_in
@require_POST
def appoint(request: SignedRequest) -> HttpResponse:
    """Give an office, or a Plh for one turn."""
    agency = managed_agency(request)
    form = OfficeForm(agency, _everybody(agency), request.POST, prefix="office")
    if not form.is_valid():
        response = page(request, office_form=form)
        response.status_code = 422
        return response
    said = form.cleaned_data
    return ask(
        request,
        lambda: _give(request, agency, said),
        said=f"{said['person'].name} dicatat dalam jabatannya.",
        then=f"/orang/?opd={agency.pk}",
        again=lambda reasons: page(request, reasons=reasons, office_form=form),
    )


def _give(request: SignedRequest, agency: Agency, said: dict[str, Any]) -> Office:
    turn: uuid.UUID | None = said["turn"]
    if turn and not Turn.objects.filter(pk=turn, agency=agency, closed_at=None).exists():
        raise NotAppointed("Giliran itu sudah ditutup.")
    starts: datetime.date = said["starts_on"]
    return give_office(
        person=said["person"],
        agency=agency,
        role=said["role"],
        bidang=said["bidang"],
        standing=said["standing"],
        starts_on=starts,
        ends_on=said["ends_on"],
        turn_id=turn,
        by=request.user,
        at=now(),
    )


@signed_in
@require_POST
def end_office(request: SignedRequest, office: int) -> HttpResponse:
    """End an office today or on a day that is given."""
    found = get_object_or_404(
        Office.objects.select_related("person", "agency", "bidang"),
        pk=office,
        agency__in=managed_agencies(request),
    )
    yesterday = today() - datetime.timedelta(days=1)
    last = max(yesterday, found.starts_on)
    return ask(
        request,
        lambda: end(found, on=last, by=request.user, at=now()),
        said=f"{found.label} {found.person.name} diakhiri.",
        then=f"/orang/?opd={found.agency_id}",
        again=lambda reasons: page(request, reasons=reasons),
    )
