"""Pages behind a link that is its own key: whoever holds the address may come in."""

from django.http.response import HttpResponseBase


def kept_secret[R: HttpResponseBase](response: R) -> R:
    """The same answer, whose address goes to no other site and stays in no cache or index.

    A stricter policy for the address would send forms with the origin "null", which the guard
    against forgery refuses.
    """
    response["Referrer-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
