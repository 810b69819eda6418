"""What the number checker says: one finding for each mistake, with where, what and why."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of mistake, as they are named in the JSON of `lakip figures check`."""

    ARITHMETIC = "arithmetic"
    FORMULA = "formula"
    UNIT = "unit"
    PASTED = "pasted"
    TOTAL = "total"
    CATEGORY = "category"
    IMPLAUSIBLE = "implausible"
    TEXT = "text"


class Certainty(StrEnum):
    """HIGH: it does not fit whatever was meant. LOW: somebody should look at it."""

    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake: the data row from 1, the heading as printed, and the sentence to show."""

    row: int
    column: str
    kind: Kind
    printed: str
    expected: str
    certainty: Certainty
    sentence: str

    def as_json(self) -> dict[str, int | str]:
        """The finding as an object of the JSON list."""
        return asdict(self)
