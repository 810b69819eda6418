"""Kabar: what was told to me in the application."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from lakip.notices.models import Notice
from lakip.pages.clock import now
from lakip.pages.policy import SignedRequest, signed_in

MOST = 50


@signed_in
@require_safe
def news(request: SignedRequest) -> HttpResponse:
    """The newest notices, read and unread."""
    mine = Notice.objects.filter(recipient=request.user, channel=Notice.Channel.APP)
    return render(request, "kabar/kabar.html", {"here": "kabar", "notices": mine[:MOST]})


@signed_in
@require_POST
def read(request: SignedRequest) -> HttpResponse:
    """Mark all of one's own notices as read."""
    Notice.objects.filter(recipient=request.user, channel=Notice.Channel.APP, read_at=None).update(
        read_at=now()
    )
    return redirect("kabar")
