"""Closes a turn only if no act has come between: with many who press at once, one wins."""

from collections.abc import Callable
from uuid import UUID

from lakip.journey.models import Turn
from lakip.journey.refusal import Refused
from lakip.journey.standing import Standing
from lakip.ledger.rows import change

TRIES = 5

_CLOSE = """UPDATE lakip_turn SET outcome = %s, closed_at = %s, closed_by_id = %s,
    closed_as = %s, note = %s, key = %s
    WHERE id = %s AND closed_at IS NULL AND revision = %s"""
_CLOSE_JOURNEY = """UPDATE lakip_journey SET closed_at = %s, closed_by_id = %s,
    is_cancelled = %s, cancel_reason = %s WHERE id = %s"""


class _Stale(Exception):
    """Somebody acted between the gathering and the move; gather again."""


def retrying(move: Callable[..., Turn], **arguments: object) -> Turn:
    """Carry out a move, gathering anew as often as somebody was quicker."""
    for _ in range(TRIES):
        try:
            return move(**arguments)
        except _Stale:
            continue
    raise Refused("Langkah ini sedang dikerjakan orang lain; muat ulang halaman lalu coba lagi.")


def close(standing: Standing, outcome: Turn.Outcome, *, key: UUID | None, note: str = "") -> None:
    """Close the turn if it is still as it was judged; else the move is tried again."""
    turn = standing.turn
    turn.outcome, turn.closed_at, turn.closed_by = outcome, standing.at, standing.person
    turn.closed_as = standing.label_of_any([turn.role, *sorted(standing.roles)])
    turn.note, turn.key = note, key
    closing = (str(outcome), standing.at, standing.person.pk, turn.closed_as, note, key)
    if change(_CLOSE, (*closing, turn.pk, turn.revision)) != 1:
        raise _Stale


def close_journey(standing: Standing, *, cancelled: bool = False, reason: str = "") -> None:
    """Close the journey of a turn that was closed just now."""
    closing = (standing.at, standing.person.pk, cancelled, reason, standing.journey.pk)
    change(_CLOSE_JOURNEY, closing)
