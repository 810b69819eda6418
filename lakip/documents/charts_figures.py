"""Figures of a chart: as people read them, and as places on an axis."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

DASH = "–"
# Wide enough for every figure, so that rounding for show never fails.
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_STEPS = (1, 2, 2.5, 5, 10)
_SCALES = ((12, "triliun"), (9, "miliar"), (6, "juta"))


def shown(value: Decimal | None, *, places: int | None = None) -> str:
    """The Indonesian way: `1.234,5`; at most two decimals unless told, a dash where there is none.

    Without `places` zeros at the end are left out.
    """
    if value is None or not value.is_finite():
        return DASH
    told = value.quantize(Decimal(1).scaleb(-(2 if places is None else places)), context=_WIDE)
    whole, _, part = format(abs(told), ",f").partition(".")
    if places is None:
        part = part.rstrip("0")
    sign = "−" if told < 0 else ""
    return sign + whole.replace(",", ".") + (f",{part}" if part else "")


def percent(value: Decimal | None) -> str:
    """With its sign: `97,4%`."""
    return DASH if value is None else f"{shown(value)}%"


def rupiah(value: Decimal | None) -> str:
    """In a word that a person can take in: `Rp1,25 miliar`."""
    if value is None:
        return DASH
    for power, word in _SCALES:
        if abs(value) >= Decimal(10) ** power:
            return f"Rp{shown(value.scaleb(-power))} {word}"
    return f"Rp{shown(value)}"


def drawable(value: Decimal | None) -> float | None:
    """The figure as a place on the page; None when there is none, or none that can be drawn."""
    if value is None or not value.is_finite():
        return None
    told = float(value)
    return told if math.isfinite(told) and abs(told) < 1e300 else None


@dataclass(frozen=True)
class Axis:
    """A scale from `low` to `high` over places from `start` to `end`, with round steps."""

    low: float
    high: float
    start: float
    end: float
    step: float

    def at(self, value: float) -> float:
        """Where the value lies; what is beyond the scale lies at its end."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    @property
    def ticks(self) -> list[float]:
        """The round values along it."""
        count = round((self.high - self.low) / self.step)
        return [self.low + at * self.step for at in range(count + 1)]

    def label(self, value: float) -> str:
        """A round value as it is written beside the axis."""
        places = max(0, -math.floor(math.log10(self.step) + 1e-9))
        exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-places - 1), context=_WIDE)
        if self.step >= 1e6:
            for power, word in _SCALES:
                if self.step >= 10**power:
                    return f"{shown(exact.scaleb(-power))} {word}"
        return shown(exact, places=None if places < 2 else places)


def axis(
    values: Sequence[float],
    *,
    start: float,
    end: float,
    from_zero: bool = True,
    steps: int = 5,
) -> Axis:
    """A scale that holds all values; those that are all the same get room about them."""
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low <= abs(high) * 1e-9:
        room = abs(high) * 0.1 or 1.0
        low, high = (low if low == 0 else low - room), high + room
    step = _step((high - low) / steps)
    return Axis(
        low=math.floor(low / step + 1e-9) * step,
        high=math.ceil(high / step - 1e-9) * step,
        start=start,
        end=end,
        step=step,
    )


def _step(least: float) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    return next(each * power for each in _STEPS if each * power >= least * (1 - 1e-9))
