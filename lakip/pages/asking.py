"""How a page asks for a move and what it answers: a refusal becomes words in one place."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from lakip.documents.filing import NotTaken
from lakip.journey.refusal import AlreadyDone, Refused
from lakip.pages.policy import SignedRequest
from lakip.people.refusal import NotChanged

type Again = Callable[[Sequence[str]], HttpResponse]


def ask(
    request: SignedRequest, move: Callable[[], object], *, said: str, then: str, again: Again
) -> HttpResponse:
    """Carry out the move and go on to `then`, or show the page `again` with the reasons.

    The page shown again keeps what the person typed: nothing is lost by a refusal.
    """
    try:
        move()
    except AlreadyDone as done:
        if not done.by_you:
            return _shown(again, [str(done)], status=409)
        messages.info(request, str(done))
    except (Refused, NotTaken, NotChanged) as no:
        return _shown(again, no.reasons, status=422)
    else:
        messages.success(request, said)
    return redirect(then)


def _shown(again: Again, reasons: Sequence[str], *, status: int) -> HttpResponse:
    response = again(reasons)
    response.status_code = status
    return response
