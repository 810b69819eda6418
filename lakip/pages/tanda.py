"""Signing letters within a step, and the certificate that one signs with."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from lakip.documents import certifying
from lakip.documents.certifying import NotCertified
from lakip.journey import marking, signing
from lakip.pages import accounts
from lakip.pages.clock import now
from lakip.pages.langkah import ask_in_turn, given, the_turn
from lakip.pages.policy import SignedRequest, signed_in


@signed_in
@require_POST
def sign_letter(request: SignedRequest, turn: uuid.UUID, paper: str) -> HttpResponse:
    """Sign a letter that this step gives."""
    found = the_turn(request, turn)

    def sign() -> None:
        at = now()
        seal = signing.seal_of_letter(
            turn=found.pk, paper=paper, by=request.user, at=at, given=given(request)
        )
        marking.sign_letter(turn=found.pk, paper=paper, by=request.user, at=at, seal=seal)

    return ask_in_turn(request, found, sign, said="Surat ditandatangani.", asked=f"sign-{paper}")


@signed_in
@require_POST
def certify(request: SignedRequest) -> HttpResponse:
    """Make the reader's signing certificate."""
    try:
        certifying.certify(
            person=request.user,
            password=request.POST.get("password", ""),
            passphrase=request.POST.get("passphrase", ""),
            again=request.POST.get("again", ""),
            at=now(),
        )
    except NotCertified as no:
        return accounts.account_page(request, reasons=[str(no)], status=422)
    messages.success(request, "Sertifikat tanda tangan dibuat. Ingat frasa sandinya baik-baik.")
    return redirect("akun")


@signed_in
@require_POST
def revoke(request: SignedRequest) -> HttpResponse:
    """End the reader's certificate, for instance when the passphrase became known."""
    certifying.revoke(request.user, at=now())
    messages.success(request, "Sertifikat dicabut. Tanda tangan yang sudah dibubuhkan tetap sah.")
    return redirect("akun")
