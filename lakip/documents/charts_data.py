"""What a chart shows: figures and words, never a picture.

A figure is a number to draw by and the text in which people read it (`1 : 17,9`, `BB`); where the
text is empty the number is shown the Indonesian way. A number that is None is missing, not zero.
`lakip/documents/charts.py` draws a chart as SVG.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class ChartKind(StrEnum):
    """What is compared with what, and so which points the chart holds."""

    TARGETS = "target-realisasi"  # `Measured`: a bar for the actual, a stroke for the target.
    TREND = "tren"  # `YearValue`: the actual over the years, with the target.
    BUDGET = "anggaran"  # `Spending`: the ceiling, and what of it was spent.
    EFFICIENCY = "efisiensi"  # `Yield`: achievement against absorption.
    TIMES = "waktu"  # `Taken`: what each step took, in percent of the time that the SOP gives.
    OVERVIEW = "ikhtisar"  # `Measured`: all indicators on one page, by their achievement.


@dataclass(frozen=True, kw_only=True)
class Measured:
    """An indicator in one year. `achievement` is in percent; `is_met` is None where unknown.

    `group` is the sasaran it belongs to; points that follow each other in one group are drawn
    under its name.
    """

    label: str
    code: str = ""
    group: str = ""
    unit: str = ""
    target: Decimal | None = None
    target_text: str = ""
    actual: Decimal | None = None
    actual_text: str = ""
    achievement: Decimal | None = None
    is_met: bool | None = None
    category: str = ""


@dataclass(frozen=True, kw_only=True)
class YearValue:
    """One indicator in one of its years; a year still `ahead` can have a target only."""

    year: int
    target: Decimal | None = None
    target_text: str = ""
    actual: Decimal | None = None
    actual_text: str = ""
    ahead: bool = False


@dataclass(frozen=True, kw_only=True)
class Spending:
    """The money of a programme in rupiah; `absorption` in percent."""

    label: str
    ceiling: Decimal | None = None
    spent: Decimal | None = None
    absorption: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Yield:
    """What was achieved, and what of the money it took; both in percent."""

    label: str
    code: str = ""
    achievement: Decimal | None = None
    absorption: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What a step took in percent of its standard; `first` is the part of it before any return.

    `standard_text` and `actual_text` say both in the SOP's unit; without an actual it is not over.
    """

    label: str
    standard_text: str
    actual_text: str = ""
    share: int | None = None
    first: int | None = None
    is_late: bool = False


type Point = Measured | YearValue | Spending | Yield | Taken


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A chart of points of the type that its kind asks for.

    `alt` says the picture in words; where it is empty the figures themselves are said. `unit`
    belongs to the figures of a trend. `caption` stands below with `number`, such as Gambar 3.1.
    """

    kind: ChartKind
    points: tuple[Point, ...]
    number: str = ""
    caption: str = ""
    alt: str = ""
    unit: str = ""
