"""How a change of people, offices or bidang says no."""


class NotChanged(Exception):
    """Nothing is changed; `reasons` says why, in sentences for the person."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons
