"""The working calendar: which days do not count, and an operator's corrections to it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from lakip.pages.clock import today
from lakip.pages.policy import SignedRequest, operator, signed_in
from lakip.people.calendars import calendar_of, corrected
from lakip.people.government import CalendarDay, Government, Ramadan


class DayForm(forms.ModelForm):
    """One day that differs from the shipped calendar."""

    class Meta:
        model = CalendarDay
        fields = ["date", "kind", "name"]
        widgets = {"date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    kind = forms.ChoiceField(label="Jenis", choices=CalendarDay.Kind.choices)


class RamadanForm(forms.ModelForm):
    """A Ramadan as the government fixed it."""

    class Meta:
        model = Ramadan
        fields = ["starts_on", "ends_on"]
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in fields
        }

    def clean(self) -> dict[str, Any]:
        """A Ramadan ends after it has begun."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = said.get("starts_on"), said.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Tanggal akhir mendahului tanggal mulai.")
        return said


@signed_in
@require_safe
def calendar(request: SignedRequest) -> HttpResponse:
    """The days off of a year, for the government that the person belongs to."""
    return _page(request, _government(request))


def _government(request: SignedRequest) -> Government:
    asked = request.GET.get("pemda", "")
    if request.user.is_operator:
        found = Government.objects.filter(pk=asked) if asked.isdecimal() else Government.objects
        first = found.first() if asked.isdecimal() else Government.objects.first()
        if first is None:
            raise Http404
        return first
    if request.user.agency is None:
        raise Http404
    return request.user.agency.government


def _page(request: SignedRequest, government: Government, **more: Any) -> HttpResponse:
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else today().year
    days = calendar_of(government)
    corrections = {day.date: day for day in government.days.filter(date__year=year)}
    off = sorted((d, name) for d, name in days.days_off.items() if d.year == year)
    context = {
        "here": "kalender",
        "government": government,
        "governments": Government.objects.all() if request.user.is_operator else [],
        "year": year,
        "years": (year - 1, year + 1),
        "days": [(day, name, corrections.get(day)) for day, name in off],
        "worked": [day for day in corrections.values() if day.kind == CalendarDay.Kind.WORKED],
        "ramadans": [p for p in days.ramadans if year in (p[0].year, p[1].year)],
        "is_known": days.known_until.year >= year,
        "day_form": DayForm(prefix="day"),
        "ramadan_form": RamadanForm(prefix="ramadan"),
        **more,
    }
    return render(request, "kalender/kalender.html", context)


@operator
@require_POST
def correct(request: SignedRequest, government: int) -> HttpResponse:
    """Add a correction: a day off, a working day, or a Ramadan."""
    found = get_object_or_404(Government, pk=government)
    is_ramadan = "ramadan-starts_on" in request.POST
    name = "ramadan_form" if is_ramadan else "day_form"
    form: forms.ModelForm = (
        RamadanForm(request.POST, prefix="ramadan", instance=Ramadan(government=found))
        if is_ramadan
        else DayForm(request.POST, prefix="day", instance=CalendarDay(government=found))
    )
    reasons: Sequence[str] = ()
    if form.is_valid():
        reasons = _double(found, form, is_ramadan)
        if not reasons:
            with transaction.atomic():
                form.save()
                corrected(found)
            return redirect(f"/kalender/?pemda={found.pk}")
    response = _page(request, found, reasons=reasons, **{name: form})
    response.status_code = 422
    return response


def _double(government: Government, form: forms.ModelForm, is_ramadan: bool) -> Sequence[str]:
    if is_ramadan or not government.days.filter(date=form.cleaned_data["date"]).exists():
        return ()
    return ("Tanggal itu sudah dikoreksi; hapus dahulu koreksinya.",)


@operator
@require_POST
def drop_day(request: SignedRequest, day: int) -> HttpResponse:
    """Take a correction away: the shipped calendar counts again."""
    found = get_object_or_404(CalendarDay.objects.select_related("government"), pk=day)
    with transaction.atomic():
        found.delete()
        corrected(found.government)
    return redirect(f"/kalender/?pemda={found.government_id}")
