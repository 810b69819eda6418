"""Addresses of people put right, invitations sent again, and mails that need not be tried again."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from lakip.journey import addresses
from lakip.pages.asking import ask
from lakip.pages.clock import now, today
from lakip.pages.orang import managed_agencies, managed_agency, page, tell_of_invitation
from lakip.pages.policy import SignedRequest, signed_in
from lakip.pages.typed import line
from lakip.people.person import Person


def _managed_person(request: SignedRequest, person: uuid.UUID) -> Person:
    """Somebody of an agency that this person looks after; else 404."""
    people = Person.objects.select_related("agency")
    return get_object_or_404(people, pk=person, agency__in=managed_agencies(request))


@signed_in
@require_POST
def change_address(request: SignedRequest, person: uuid.UUID) -> HttpResponse:
    """Give a person another e-mail address; who has no password yet is invited there."""
    found = _managed_person(request, person)
    typed = request.POST.get("email", "")

    def change() -> None:
        addresses.change_address(found, email=typed, by=request.user, at=now(), day=today())
        if not found.has_usable_password():
            tell_of_invitation(request, found)

    return ask(
        request,
        change,
        said=f"Alamat e-mail {found.name} diubah. Surat yang menunggu dikirim ke alamat baru itu.",
        then=_people_of(found),
        again=lambda reasons: page(request, reasons=reasons, changing=found.pk, typed=typed),
    )


@signed_in
@require_POST
def invite_again(request: SignedRequest, person: uuid.UUID) -> HttpResponse:
    """Send the invitation once more to who has not chosen a password yet."""
    found = _managed_person(request, person)
    if found.has_usable_password() or not found.is_active:
        messages.info(request, f"{found.name} sudah mempunyai kata sandi atau tidak aktif.")
    else:
        tell_of_invitation(request, found)
    return redirect(_people_of(found))


@signed_in
@require_POST
def stop_sending(request: SignedRequest) -> HttpResponse:
    """Try no more to send what an address outside of the installation does not take."""
    agency = managed_agency(request)
    address = line(request.POST.get("address", ""))
    return ask(
        request,
        lambda: addresses.stop_sending(
            agency, address=address, by=request.user, at=now(), day=today()
        ),
        said=f"Surat yang menunggu untuk {address} tidak dicoba lagi.",
        then=f"/orang/?opd={agency.pk}",
        again=lambda reasons: page(request, reasons=reasons),
    )


def _people_of(person: Person) -> str:
    return f"/orang/?opd={person.agency_id}"
