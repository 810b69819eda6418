"""What the data formats add to the steps that give and use them."""

from collections.abc import Iterable

from lakip.journey.standing import Standing
from lakip.journey.workbench import Workbench, register
from lakip.papers.format_data import asking, board
from lakip.papers.format_data.parts import SLUG

REPORT = "draft-laporan-kinerja"
NOT_ASKED = "Permintaan data belum dibuat untuk {names}."
MOST_NAMED = 4


def _units_are_asked(here: Standing) -> Iterable[str]:
    """Step 7 cannot finish while somebody who owes figures was not asked."""
    left = asking.unasked(here.journey)
    if left:
        names = ", ".join(unit.name for unit in left[:MOST_NAMED])
        more = f", dan {len(left) - MOST_NAMED} lainnya" if len(left) > MOST_NAMED else ""
        yield NOT_ASKED.format(names=names + more)


def figures_are_known(here: Standing) -> Iterable[str]:
    """Only the step that files the draft report asks for its figures; the paraf asks no more."""
    if REPORT in here.step.filed_here:
        yield from board.obstacles(here.journey)


def lay_out() -> None:
    """Put the workbench on the engine's table."""
    register(SLUG, Workbench(obstacles=_units_are_asked))
