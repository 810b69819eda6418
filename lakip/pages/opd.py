"""For operators: the governments and agencies of this installation."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from lakip.journey.refusal import Refused
from lakip.notices.undelivered import queue
from lakip.pages.asking import ask
from lakip.pages.clock import now
from lakip.pages.policy import SignedRequest, operator
from lakip.people.government import Agency, Government
from lakip.people.person import Person


class AgencyForm(forms.ModelForm):
    """An agency of a government that is entered already."""

    class Meta:
        model = Agency
        fields = ["government", "name", "revision_days"]
        labels = {"name": "Nama OPD"}
        error_messages = {NON_FIELD_ERRORS: {"unique_together": "OPD dengan nama itu sudah ada."}}

    government = forms.ModelChoiceField(
        Government.objects.all(), label="Pemerintah daerah", empty_label="Pilih pemerintah daerah"
    )


@operator
@require_safe
def agencies(request: SignedRequest) -> HttpResponse:
    """Every agency with its government."""
    return _page(request)


def _page(request: SignedRequest, **more: Any) -> HttpResponse:
    mail = queue(at=now())
    failing = Agency.objects.filter(pk__in=mail.failing)
    context = {
        "here": "opd",
        "governments": Government.objects.prefetch_related("agencies"),
        "form": AgencyForm(),
        "mail": mail,
        "operators": Person.objects.filter(is_operator=True).select_related("agency"),
        "failing": [(agency, mail.failing[agency.pk]) for agency in failing],
        **more,
    }
    return render(request, "opd/opd.html", context)


@operator
@require_POST
def add_agency(request: SignedRequest) -> HttpResponse:
    """Enter an agency."""
    form = AgencyForm(request.POST)
    if not form.is_valid():
        response = _page(request, form=form)
        response.status_code = 422
        return response

    def again(reasons: Sequence[str]) -> HttpResponse:
        return _page(request, form=form, reasons=reasons)

    return ask(request, lambda: _save(form), said="OPD dicatat.", then="opd", again=again)


def _save(form: AgencyForm) -> None:
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError as error:
        raise Refused("OPD dengan nama itu sudah ada.") from error
