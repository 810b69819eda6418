"""How an agency computes its achievements: chosen by those who keep its plan."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lakip.ledger import record
from lakip.pages.clock import now, today
from lakip.pages.kinerja import the_agency, usual_year
from lakip.pages.policy import SignedRequest, signed_in
from lakip.performance.figuring import policy_of, year_of
from lakip.performance.planning import keeps_plans
from lakip.performance.policy import (
    EFFICIENCY_CHOICES,
    GAP_CHOICES,
    MINIMIZE_CHOICES,
    ROUNDING_CHOICES,
    STABILIZE_CHOICES,
    ZERO_CHOICES,
    Policy,
    policy_from,
)
from lakip.performance.results import Arithmetic
from lakip.performance.scales import scales


def _with_reasons(choices: tuple[tuple[Any, str, str], ...]) -> list[tuple[str, str]]:
    return [(str(slug), f"{label}. {why}") for slug, label, why in choices]


class ArithmeticForm(forms.Form):
    """The choices of `lakip.performance.policy`, as a form."""

    minimize = forms.ChoiceField(
        label="Rumus bila semakin rendah semakin baik",
        choices=_with_reasons(MINIMIZE_CHOICES),
        widget=forms.RadioSelect,
    )
    cap = forms.CharField(
        label="Batas atas capaian",
        required=False,
        help_text="Misalnya 120. Kosongkan bila tidak dibatasi.",
        max_length=8,
    )
    zero = forms.ChoiceField(
        label="Bila targetnya nol", choices=_with_reasons(ZERO_CHOICES), widget=forms.RadioSelect
    )
    stabilize = forms.ChoiceField(
        label="Bila semakin dekat target semakin baik",
        choices=_with_reasons(STABILIZE_CHOICES),
        widget=forms.RadioSelect,
    )
    rounding = forms.ChoiceField(
        label="Pembulatan", choices=_with_reasons(ROUNDING_CHOICES), widget=forms.RadioSelect
    )
    places = forms.IntegerField(label="Angka di belakang koma", min_value=0, max_value=4)
    scale = forms.ChoiceField(label="Skala kategori", choices=[])
    gap = forms.ChoiceField(
        label="Nilai di antara dua kategori",
        choices=_with_reasons(GAP_CHOICES),
        widget=forms.RadioSelect,
    )
    efficiency = forms.ChoiceField(
        label="Efisiensi", choices=_with_reasons(EFFICIENCY_CHOICES), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scale"].choices = [  # type: ignore[attr-defined]
            (slug, f"{scale.name}: {', '.join(band.label for band in scale.bands)}")
            for slug, scale in scales().items()
        ]

    def clean_cap(self) -> str:
        """A cap the arithmetic accepts, with a point for its decimals."""
        cap: str = self.cleaned_data["cap"].strip().replace(",", ".")
        try:
            policy_from({"cap": cap})
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        return cap


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def arithmetic(request: SignedRequest, agency: uuid.UUID) -> HttpResponse:
    """The agency's way of computing, to be read by all who see its figures."""
    found = the_agency(request, agency)
    policy = policy_of(found.pk)
    keeps = keeps_plans(request.user, agency_id=found.pk, day=today())
    if request.method == "POST" and not keeps:
        raise Http404
    form = ArithmeticForm(request.POST or None, initial=_initial(policy))
    if request.method == "POST" and form.is_valid():
        chosen = policy_from(form.cleaned_data)
        Arithmetic.objects.update_or_create(
            agency=found,
            defaults={"choices": chosen.as_dict(), "by": request.user, "at": now()},
        )
        record.append(
            agency_id=found.pk,
            kind="arithmetic_chosen",
            at=now(),
            by=request.user.pk,
            subject=None,
            facts={"choices": chosen.as_dict()},
        )
        messages.success(request, "Cara menghitung disimpan; semua capaian dihitung ulang.")
        return redirect("cara-menghitung", agency=found.pk)
    return render(
        request,
        "kinerja/cara.html",
        {
            "here": "kinerja",
            "agency": found,
            "year": usual_year(found),
            "policy": policy,
            "form": form,
            "keeps": keeps,
            "example": _example(found.pk, usual_year(found)),
        },
        status=422 if request.method == "POST" else 200,
    )


def _initial(policy: Policy) -> dict[str, Any]:
    cap = "" if policy.cap is None else f"{policy.cap.normalize():f}".replace(".", ",")
    return policy.as_dict() | {"cap": cap}


def _example(agency: uuid.UUID, year: int) -> str:
    """One real figure of the agency, explained by the way that is chosen."""
    groups = year_of(agency, year=year)
    known = (one.achievement for group in groups for one in group.figures)
    return next((one.sentence for one in known if one.raw is not None), "")
