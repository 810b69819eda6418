"""Scales that turn an achievement into a category, and the orders of predikat. They are data.

The official table of five bands leaves gaps (90,01 to 90,99): the gap rule says where such a value
belongs. A category is judged on the achievement before it is rounded, so that 90,996, which is
printed as 91,00, is not yet in the highest band. Source: Permendagri 54/2010, kept in 86/2017; the
local scales as their own reports print them. The facts stand in `scales.toml`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "scales.toml"


class GapRule(StrEnum):
    """Where a value between two bands of a table of whole percents belongs."""

    LOWER_BOUND = "batas-bawah"
    CONTINUOUS = "bersambung"


@dataclass(frozen=True, kw_only=True)
class Band:
    """One category: it begins at `lower`, or above it.

    `upper` is where its source prints its end, if that leaves a gap to the band above.
    """

    lower: Decimal
    label: str
    is_above: bool = False
    upper: Decimal | None = None

    def is_reached(self, value: Decimal) -> bool:
        """Whether the value is as high as where this band begins."""
        return value > self.lower if self.is_above else value >= self.lower


@dataclass(frozen=True, kw_only=True)
class Scale:
    """Categories from the highest to the lowest. The lowest takes all that is left.

    `name` is for lists of choices, `cited` for the middle of a sentence.
    """

    slug: str
    name: str
    cited: str
    source: str
    bands: tuple[Band, ...]

    def category(self, value: Decimal, *, gap: GapRule = GapRule.LOWER_BOUND) -> str:
        """The category of an achievement that was not rounded.

        By `batas-bawah` 90,7 is below 91 and so in the band that begins at 76. By `bersambung`
        the bands 76–90 and 91–100 meet at 90: what is above 90 is in the higher one.
        """
        for band, below in zip(self.bands, self.bands[1:], strict=False):
            is_in_gap = below.upper is not None and value > below.upper
            if band.is_reached(value) or (is_in_gap and gap is GapRule.CONTINUOUS):
                return band.label
        return self.bands[-1].label

    @property
    def has_gaps(self) -> bool:
        """Whether the gap rule makes a difference."""
        return any(band.upper is not None for band in self.bands[1:])


@dataclass(frozen=True, kw_only=True)
class GradeList:
    """The predikat of one kind, from the best to the worst."""

    slug: str
    name: str
    source: str
    best_first: tuple[str, ...]

    @property
    def scores(self) -> Mapping[str, Decimal]:
        """The score of each: the worst is one, the best as many as there are."""
        return scores_of(self.best_first)


def scores_of(best_first: tuple[str, ...] | list[str]) -> dict[str, Decimal]:
    """Scores of predikat given from the best to the worst: WTP 4, WDP 3, TW 2, TMP 1."""
    return {grade: Decimal(len(best_first) - at) for at, grade in enumerate(best_first)}


@cache
def scales() -> Mapping[str, Scale]:
    """Every scale that is known, by slug; the default one first."""
    return {one["slug"]: _scale(one) for one in _told()["scale"]}


@cache
def grade_lists() -> Mapping[str, GradeList]:
    """Every order of predikat that is known, by slug."""
    return {
        one["slug"]: GradeList(
            slug=one["slug"],
            name=one["name"],
            source=one["source"],
            best_first=tuple(one["best_first"]),
        )
        for one in _told()["grades"]
    }


def _told() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def _scale(one: Mapping[str, Any]) -> Scale:
    return Scale(
        slug=one["slug"],
        name=one["name"],
        cited=one["cited"],
        source=one["source"],
        bands=tuple(
            Band(
                lower=Decimal(band["from"]),
                label=band["label"],
                is_above=band.get("above", False),
                upper=Decimal(band["to"]) if "to" in band else None,
            )
            for band in one["bands"]
        ),
    )
