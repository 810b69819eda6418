"""Enters people and invites them: a signed, expiring link lets them choose their password."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from lakip.people.government import Agency
from lakip.people.person import Person


def enter(*, email: str, name: str, agency: Agency | None, nip: str = "", **more: bool) -> Person:
    """Make the person and send the invitation once that is committed."""
    with transaction.atomic():
        person = Person.objects.create_person(
            email=email, name=name, nip=nip, agency=agency, **more
        )
        transaction.on_commit(lambda: invite(person))
    return person


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
