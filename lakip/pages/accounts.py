"""Sign-in: allauth's own views, opened one by one; nobody registers themselves."""

from collections.abc import Sequence
from typing import Any

from allauth.account import views
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from lakip.documents import certifying
from lakip.pages.clock import now, today
from lakip.pages.policy import SignedRequest, anyone, signed_in
from lakip.people.office import Office
from lakip.people.person import Person

INACTIVE = "Akun ini tidak aktif lagi. Bila itu keliru, hubungi admin OPD atau operator."


class Accounts(DefaultAccountAdapter):
    """People are entered by their office; the sign-up page does not exist."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody registers themselves."""
        return False

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """Who typed the right password of an account that is no longer active is told so."""
        messages.warning(request, INACTIVE)
        return redirect("account_login")

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Signing in and out needs no flash message: the page itself shows it."""


class SignedIn(AuthenticationBackend):
    """Allauth's sign-in, which also remembers who is signed in."""

    def get_user(self, user_id: Any) -> Person | None:
        """The person with their agency and its government, which every page needs, in one query."""
        with_place = Person.objects.select_related("agency__government")
        try:
            person = with_place.get(pk=user_id)
        except Person.DoesNotExist:
            return None
        return person if self.user_can_authenticate(person) else None


sign_in = anyone(views.login)
sign_out = signed_in(views.logout)
forgot = anyone(views.password_reset)
forgot_sent = anyone(views.password_reset_done)
choose_password = anyone(views.password_reset_from_key)
password_chosen = anyone(views.password_reset_from_key_done)


@signed_in
def change_password(request: SignedRequest) -> HttpResponse:
    """A new password; who was never given one asks for it by mail."""
    if not request.user.has_usable_password():
        return redirect("account_reset_password")
    response: HttpResponse = views.password_change(request)
    return response


@signed_in
@require_safe
def account(request: SignedRequest) -> HttpResponse:
    """Who I am here: my offices today, my signing certificate, the way to a new password."""
    return account_page(request)


def account_page(
    request: SignedRequest, *, reasons: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    """The account's page, also with what was wrong in a form of it."""
    offices = Office.objects.held_by(request.user, day=today()).select_related("agency", "bidang")
    context = {
        "here": "akun",
        "offices": offices,
        "certificate": certifying.standing(request.user, at=now()),
        "reasons": reasons,
    }
    return render(request, "akun/akun.html", context, status=status)
