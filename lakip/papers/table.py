"""The papers that bring a workbench: filled once, at start-up."""

from lakip.papers import sk_tim


def lay_out_all() -> None:
    """Put every paper's workbench on the engine's table."""
    sk_tim.lay_out()
