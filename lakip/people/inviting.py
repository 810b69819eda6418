"""Enters people and invites them: a signed, expiring link lets them choose their password.

The link is a secret, so it waits in no outbox: when the mail server is away, nothing is sent and
who invites is told so.
"""

import logging

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from lakip.people.person import Person

log = logging.getLogger("lakip.people")


def is_invited(person: Person) -> bool:
    """Send the invitation; False when it cannot be sent now."""
    try:
        invite(person)
    except (OSError, ValueError) as fault:  # What smtplib raises are OSErrors.
        log.warning("Undangan tidak terkirim: %s", fault)
        return False
    return True


def invite(person: Person) -> None:
    """Send the link by which the person chooses a password. It works once, for seven days."""
    words = {"person": person, "url": invitation_url(person), "site": settings.SITE_URL}
    send_mail(
        subject="Undangan masuk ke LAKIP",
        message=render_to_string("account/email/invitation.txt", words),
        from_email=None,
        recipient_list=[person.email],
    )


def invitation_url(person: Person) -> str:
    """The address of the page where the person chooses a password."""
    token = default_token_generator.make_token(person)
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(person), "key": token},
    )
    return f"{settings.SITE_URL}{path}"
