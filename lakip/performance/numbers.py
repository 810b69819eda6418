"""Figures as people print them: read with every way they may be meant, and shown again.

Indonesians write `1.234,5` and `93,75 %`; spreadsheets and older reports also have `1,234.5` and
`93.75`. Both are read. What can be meant in two ways, `1.234`, is not guessed: `read` says so and
shows both ways to write it, and `meanings` gives both to whoever has more to judge by.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

# Longer than any sum of money that is printed; what is longer is no figure.
LONGEST = 40

EMPTY = "Angkanya belum diisi."
NO_FIGURE = "“{text}” bukan angka. Tulis angkanya saja, misalnya 93,75 atau 1.250.000."
TWO_WAYS = (
    "“{text}” dapat berarti dua hal. Tulis {whole} (tanpa tanda pemisah) bila maksudnya bilangan "
    "bulat, atau {part} bila maksudnya pecahan desimal."
)

# Wide enough for every figure of that length, so that rounding for show never fails.
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)

_CURRENCY = re.compile(r"^(?:rp|idr)\.?\s*", re.IGNORECASE)
_PERCENT = re.compile(r"\s*(?:%|persen|percent)$", re.IGNORECASE)
# Rp1.000.000,- and Rp1.000.000,-- end in a dash where the sen would stand.
_NO_SEN = re.compile(r",\s?[-–—]{1,2}$")
_SHAPE = re.compile(r"\d[\d.,]*")
_MINUS = "-−–"


class Unreadable(ValueError):
    """The text is no figure; the message is a sentence that says what to mend."""


class Ambiguous(Unreadable):
    """The text can be two figures; the message shows how to write either of them."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One way a printed figure may be meant: its value, and its decimal places as printed."""

    value: Decimal
    places: int
    # The sign between the whole and the part, where the figure shows one of the two styles.
    decimal_sign: str = ""

    @property
    def half(self) -> Decimal:
        """Half of the last printed place: as far as rounding may have moved the figure."""
        return Decimal(5).scaleb(-self.places - 1)


def read(text: str, *, whole: bool = False) -> Decimal:
    """The figure that the text says; raises Unreadable, or Ambiguous for `1.234` and `1,234`.

    The percent sign and Rp are dropped. With `whole` (money, counts of people) groups of three
    digits are thousands and nothing is ambiguous.
    """
    found = meanings(text)
    if not found:
        bare = " ".join(text.split())
        raise Unreadable(NO_FIGURE.format(text=bare[:LONGEST]) if bare else EMPTY)
    if len(found) == 1 or whole:
        return found[0].value
    thousands, fraction = found
    raise Ambiguous(
        TWO_WAYS.format(
            text=" ".join(text.split()),
            whole=f"{thousands.value:f}",
            part=_unmistakable(fraction.value),
        )
    )


def _unmistakable(value: Decimal) -> str:
    """A decimal that cannot be taken for thousands: 1,2340 for 1.234, and 1,0 for 1.000."""
    shown = show(value)
    return f"{shown}0" if "," in shown else f"{shown},0"


def meanings(text: str) -> tuple[Meaning, ...]:
    """Every way the text may be meant as one figure, thousands first; empty when it is none."""
    bare, is_negative = _bare(text)
    if len(bare) > LONGEST or not _SHAPE.fullmatch(bare) or not bare.isascii():
        return ()
    found = _split(bare)
    return tuple(_negated(one) for one in found) if is_negative else found


def show(value: Decimal, *, places: int | None = None) -> str:
    """The figure in Indonesian, `1.234,5`: never an exponent.

    With `places` it is rounded half up to so many decimals; without, the decimals that the value
    has are kept, except zeros at the end.
    """
    if places is not None:
        text = f"{value.quantize(Decimal(1).scaleb(-places), context=_WIDE):f}"
    else:
        text = f"{value:f}"
        if "." in text:
            text = text.rstrip("0").rstrip(".")
    sign = "-" if text.startswith("-") and text.strip("-0.") else ""
    whole, _, part = text.lstrip("-").partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped},{part}" if part else f"{sign}{grouped}"


def _bare(text: str) -> tuple[str, bool]:
    """The digits and signs of the figure without currency, percent and minus; and whether minus."""
    bare = " ".join(text.split())
    minus = bare[:1] in _MINUS and bool(bare)
    bare = bare[1:].lstrip() if minus else bare
    bare = _PERCENT.sub("", _CURRENCY.sub("", bare))
    if not minus and bare[:1] and bare[0] in _MINUS:
        minus, bare = True, bare[1:].lstrip()
    return _NO_SEN.sub("", bare), minus


def _split(bare: str) -> tuple[Meaning, ...]:
    """What digits with dots and commas may mean."""
    dots, commas = bare.count("."), bare.count(",")
    if not dots and not commas:
        return (Meaning(Decimal(bare), 0),)
    if dots and commas:
        decimal_sign = max(".,", key=bare.rfind)
        return _with_decimals(bare, decimal_sign, grouped=True)
    sign = "." if dots else ","
    other = "," if dots else "."
    groups = bare.split(sign)
    thousands = (Meaning(Decimal("".join(groups)), 0, other),) if _is_grouped(groups) else ()
    if dots + commas > 1:
        # Two signs of one kind can only be between thousands: 1.877.248.000.
        return tuple(Meaning(one.value, 0, other) for one in thousands)
    return (*thousands, *_with_decimals(bare, sign, grouped=False))


def _with_decimals(bare: str, sign: str, *, grouped: bool) -> tuple[Meaning, ...]:
    whole, _, part = bare.rpartition(sign)
    if not part.isdigit() or not whole:
        return ()
    if grouped:
        groups = whole.split("," if sign == "." else ".")
        if not _is_grouped(groups):
            return ()
        whole = "".join(groups)
    return (Meaning(Decimal(f"{whole}.{part}"), len(part), sign),)


def _is_grouped(groups: list[str]) -> bool:
    """1.234.567: one to three digits that do not begin with 0, then threes."""
    first, *rest = groups
    return (
        1 <= len(first) <= 3
        and first[0] != "0"
        and bool(rest)
        and all(len(group) == 3 for group in rest)
    )


def _negated(one: Meaning) -> Meaning:
    return Meaning(-one.value, one.places, one.decimal_sign)
