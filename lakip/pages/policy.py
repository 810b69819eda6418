"""Deny by default: a view that does not say who may come is closed to everybody.

The decorators say who may come at all; which rows a person finds behind the door is the
doors' work (`visible_to`), so a stranger's lookup ends in 404.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from lakip.people.person import Person


class SignedRequest(HttpRequest):
    """A request behind the policy: whoever asks is signed in."""

    user: Person


type View = Callable[..., HttpResponseBase]


def anyone(view: View) -> View:
    """Open to people who are not signed in."""
    view.policy = "anyone"  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Open to anybody who is signed in; the doors decide what they find."""
    view.policy = "signed_in"  # type: ignore[attr-defined]
    return view


def operator(view: View) -> View:
    """Open to those who look after the installation."""
    view.policy = "operator"  # type: ignore[attr-defined]
    return view


class PolicyMiddleware:
    """Asks every view for its policy and refuses the view that has none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on; the judging happens once the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Let the request pass, send it to the sign-in page, or refuse it."""
        policy = getattr(view, "policy", None)
        if policy == "anyone":
            return None
        if policy is None:
            raise PermissionDenied
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if policy == "operator" and not request.user.is_operator:
            raise PermissionDenied
        return None
