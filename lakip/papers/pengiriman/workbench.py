"""What the ratified report adds: it is planned to go out, and the last step waits for the proof."""

from lakip.journey.standing import Standing
from lakip.journey.workbench import Workbench, register
from lakip.papers.pengiriman.board import obstacles
from lakip.papers.pengiriman.outgoing import REPORT
from lakip.papers.pengiriman.planning import plan_all
from lakip.sop.edition import Act


def _on_finish(here: Standing) -> None:
    if here.step.act is Act.RATIFY:
        plan_all(here)


def lay_out() -> None:
    """Put this workbench on the engine's table."""
    register(REPORT, Workbench(obstacles=obstacles, on_finish=_on_finish))
