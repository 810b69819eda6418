"""One cell of a table of figures: what kind of thing stands there, and every way to mean it.

A cell that cannot be judged says so by its form: cut off, of another year's target, or words.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lakip.performance.numbers import Meaning, meanings, show

type Raw = str | Decimal


class Form(StrEnum):
    """What stands in a cell. UNSURE is a figure that must not be judged."""

    MISSING = "kosong"
    NUMBER = "angka"
    RANGE = "rentang"
    RATIO = "rasio"
    WORDS = "kata"
    UNSURE = "tidak pasti"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as printed, and what it can mean.

    `ways` are the meanings of the figure; of a range the lower bound, of a ratio the left side,
    with the other bound or side in `others`. `per` is 1000 in `4,88 per 1000 KH`.
    """

    text: str
    form: Form
    ways: tuple[Meaning, ...] = ()
    others: tuple[Meaning, ...] = ()
    per: int | None = None
    bound: str = ""
    is_percent: bool = False

    @property
    def is_number(self) -> bool:
        """Whether one plain figure stands here."""
        return self.form is Form.NUMBER

    def settled(self, decimal_sign: str) -> Meaning | None:
        """The meaning that fits the style of the column, else the first."""
        for way in self.ways:
            if way.decimal_sign == decimal_sign:
                return way
        return self.ways[0] if self.ways else None


EMPTY = Cell("", Form.MISSING)

_MISSING = {
    *("", "-", "–", "—", "--", "n/a", "na", "n.a", "n.a.", "n/a*", "nan", "null", "none", "tad"),
    *("#n/a", "#div/0!", "#ref!", "#value!", "#name?", "#num!", "tidak ada data", "belum ada data"),
    *("belum rilis", "belum tersedia", "tidak tersedia", "not available", "no data", "...", "…"),
    *("tidak dilaporkan", "belum dirilis", "belum dihitung", "tidak dapat dihitung", ".", "x"),
}
# A figure with its words is shorter; what is longer is an explanation.
_LONGEST = 200
_NUMBER = r"\d+(?:[.,]\d+)*"
_BOUND = (
    r"(?P<bound>[≤≥<>]=?|kurang dari|lebih dari|minimal|maksimal|min\.?|maks\.?|max\.?"
    r"|paling lambat|paling lama|paling banyak|paling sedikit|sekurang-kurangnya|sebesar|sebanyak"
    r"|di ?bawah|di ?atas|less than|more than|at least|at most|up to|±|\+/-|sekitar|kurang lebih)"
)
_PLAIN = re.compile(
    rf"^(?:{_BOUND}\s*)?(?P<figure>(?:rp\.?\s*|idr\s*)?[-−–]?\s*{_NUMBER})(?P<rest>(?!\d).*)$",
    re.IGNORECASE | re.DOTALL,
)
_RANGE = re.compile(
    rf"^(?P<low>{_NUMBER})\s*%?\s*(?:-|–|—|s\.?\s?/?\s?d\.?|sampai(?: dengan)?|hingga|to)\s*"
    rf"(?P<high>{_NUMBER})\s*(?P<rest>[^\d]*)$",
    re.IGNORECASE,
)
_RATIO = re.compile(rf"^(?P<left>{_NUMBER})\s*:\s*(?P<right>{_NUMBER})\s*(?P<rest>[^\d]*)$")
_PER = re.compile(
    r"^\s*(?:%\s*)?(?:/|per)\s*(?P<per>10{2,6}|10{0,2}[.,]0{3}(?:[.,]0{3})?)\b[^\d]*$",
    re.IGNORECASE,
)
# Words behind a figure may hold digits only in units of their own, such as m2 or CO2.
_UNIT_WORDS = re.compile(r"^(?:[^\d]|(?<=[A-Za-z])\d(?!\d))*$")
_MAGNITUDE = {
    **{"ribu": 3, "thousand": 3, "juta": 6, "jt": 6, "million": 6},
    **{"miliar": 9, "milyar": 9, "milliar": 9, "m": 0, "billion": 9, "triliun": 12, "trilyun": 12},
}
_NOTE = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]?")
_OF_ANOTHER_YEAR = re.compile(
    r"target|rpjm|renstra|not printed|tidak (?:di)?cetak|tidak tercantum|tidak diketahui|unknown",
    re.IGNORECASE,
)
_CUT_OFF = re.compile(r"\d\s*(?:\.{2,}|…)\s*$")


def read_cell(raw: Raw | None) -> Cell:
    """What stands in the cell. Never fails: what is no figure is words."""
    if raw is None:
        return EMPTY
    if isinstance(raw, Decimal):
        return _exact(raw)
    text = " ".join(raw.split())
    if text.lower() in _MISSING:
        return Cell(text, Form.MISSING)
    if len(text) > _LONGEST:
        return Cell(text, Form.WORDS)
    if _CUT_OFF.search(text):
        return Cell(text, Form.UNSURE)
    notes = _NOTE.findall(text)
    if any(_OF_ANOTHER_YEAR.search(note) for note in notes):
        return Cell(text, Form.UNSURE)
    bare = _NOTE.sub("", text).strip(" *¹²³") if notes else text.rstrip(" *¹²³")
    if not bare:
        # Accountants put what is below zero in brackets: (1.250). Others only mean brackets.
        inside = notes[0].strip() if notes else ""
        found = (*meanings(f"-{inside}"), *meanings(inside)) if inside else ()
        return Cell(text, Form.NUMBER if found else Form.WORDS, found)
    if not any(character.isdigit() for character in bare):
        return Cell(text, Form.WORDS)
    return _ratio_or_range(text, bare) or _number(text, bare)


def _exact(value: Decimal) -> Cell:
    """The cell of a spreadsheet that holds a number, not text."""
    if not value.is_finite():
        return EMPTY
    exponent = value.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return Cell(show(value), Form.NUMBER, (Meaning(value, places),))


def _ratio_or_range(text: str, bare: str) -> Cell | None:
    if found := _RATIO.match(bare):
        left, right = meanings(found["left"]), meanings(found["right"])
        if left and right:
            return Cell(text, Form.RATIO, left, right)
    if found := _RANGE.match(bare):
        low, high = meanings(found["low"]), meanings(found["high"])
        if low and high and low[0].value < high[0].value:
            return Cell(text, Form.RANGE, low, high, is_percent="%" in bare)
        return Cell(text, Form.UNSURE)
    return None


def _number(text: str, bare: str) -> Cell:
    found = _PLAIN.match(bare)
    if not found:
        return Cell(text, Form.WORDS)
    ways, rest = meanings(found["figure"]), found["rest"]
    if not ways:
        return Cell(text, Form.UNSURE)
    bound = (found["bound"] or "").lower()
    if per := _PER.match(rest):
        size = int(re.sub(r"\D", "", per["per"]))
        return Cell(text, Form.NUMBER, ways, per=size, bound=bound)
    if not _UNIT_WORDS.match(rest):
        return Cell(text, Form.UNSURE)
    word = rest.strip(" %").split(" ", 1)[0].lower()
    if power := _MAGNITUDE.get(word, 0):
        ways = tuple(
            Meaning(way.value.scaleb(power), way.places - power, way.decimal_sign) for way in ways
        )
    is_percent = rest.lstrip().startswith("%") or word in ("persen", "percent")
    return Cell(text, Form.NUMBER, ways, bound=bound, is_percent=is_percent)


_PER_IN_UNIT = re.compile(r"(?:per|/)\s*(\d{1,3}(?:[.,]?000)+|100)\b", re.IGNORECASE)


def per_of(unit: str) -> int | None:
    """1000 for a unit `per 1000 KH`, None where the unit names no such base."""
    found = _PER_IN_UNIT.search(unit)
    return int(re.sub(r"\D", "", found[1])) if found else None
