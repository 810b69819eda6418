"""How a move says no: with reasons, or with the news that it was done already."""


class Refused(Exception):
    """The move is not carried out; `reasons` says why, in sentences for the person."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class AlreadyDone(Exception):
    """The turn was closed before: by the same press repeated (`by_you`), or by someone else."""

    def __init__(self, sentence: str, *, by_you: bool) -> None:
        super().__init__(sentence)
        self.by_you = by_you


def refuse_if(reasons: list[str]) -> None:
    """Raise Refused when there are reasons."""
    if reasons:
        raise Refused(*reasons)
