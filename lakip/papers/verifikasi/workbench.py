"""What the draft report adds to the steps that file it and that verify it."""

from collections.abc import Iterable

from lakip.journey.standing import Standing
from lakip.journey.workbench import Workbench, register
from lakip.papers.format_data.workbench import figures_are_known
from lakip.papers.laporan_kinerja.writing import PAPER
from lakip.papers.verifikasi import remarks, sheet, verifying


def _obstacles(here: Standing) -> Iterable[str]:
    yield from figures_are_known(here)
    yield from verifying.obstacles(here)


def _before(here: Standing, is_finishing: bool) -> None:
    if remarks.verifies(here):
        sheet.file(here, is_finishing=is_finishing)


def lay_out() -> None:
    """Put this workbench on the engine's table."""
    register(
        PAPER,
        Workbench(
            obstacles=_obstacles,
            obstacles_to_sending_back=verifying.obstacles_to_sending_back,
            before=_before,
        ),
    )
