"""What every page knows: who is signed in and how much news waits."""

from typing import Any

from django.http import HttpRequest

from lakip.notices.models import Notice


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """`unread` for the bell, counted only for people who are signed in."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {"unread": 0}
    waiting = Notice.objects.filter(recipient=person, channel=Notice.Channel.APP, read_at=None)
    return {"unread": waiting.count()}
