"""Shows each person the times of the place where they work."""

import zoneinfo
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone


class ZoneMiddleware:
    """WIB, WITA or WIT, by the government that the person's agency belongs to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request in the person's own time zone."""
        person = request.user
        if not person.is_authenticated or person.agency is None:
            return self.get_response(request)
        with timezone.override(zoneinfo.ZoneInfo(person.agency.government.zone)):
            return self.get_response(request)
