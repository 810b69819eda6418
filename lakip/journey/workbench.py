"""The one allowed inversion: what is special about a paper is told to the engine here.

`papers/` fills the table at start-up; the engine calls it inside the move's transaction. So
the SK that is ratified makes the team, and the engine still knows no paper.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lakip.journey.standing import Standing


def _no_obstacles(stand: "Standing") -> Iterable[str]:
    return ()


def _nothing_before(stand: "Standing", is_finishing: bool) -> None:
    return None


def _nothing(stand: "Standing") -> None:
    return None


@dataclass(frozen=True)
class Workbench:
    """What a paper adds to the step that gives it.

    `before` is called when the rules let the move through and before its transaction begins, so
    that slow work holds nobody up; it may be called again for the same move.
    """

    obstacles: Callable[["Standing"], Iterable[str]] = _no_obstacles
    obstacles_to_sending_back: Callable[["Standing"], Iterable[str]] = _no_obstacles
    before: Callable[["Standing", bool], None] = _nothing_before
    on_finish: Callable[["Standing"], None] = _nothing
    on_withdraw: Callable[["Standing"], None] = _nothing


_table: dict[str, Workbench] = {}
_PLAIN = Workbench()


def register(paper: str, bench: Workbench) -> None:
    """Put a paper's workbench into the table; a paper without one is simply uploaded."""
    _table[paper] = bench


def of(paper: str) -> Workbench:
    """The workbench of that paper."""
    return _table.get(paper, _PLAIN)


def obstacles(stand: "Standing") -> list[str]:
    """What the given paper's workbench still demands in this turn."""
    return list(of(stand.step.gives).obstacles(stand))
