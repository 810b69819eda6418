"""The columns of a plan that go by year: "Target 2026 (PK)", "Realisasi 2024 TW II", "Pagu 2026".

Headings are read by their words in any order, so that "Target PK 2026" is understood too. A
heading with a word that means nothing here is not guessed at.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from lakip.performance.plan_columns import Sheet
from lakip.performance.plan_words import normal

# A plan tells what was reached before it began: its "kondisi awal" and the years behind that.
YEARS_BEFORE = 5
ROMAN = ("", "I", "II", "III", "IV")


class What(StrEnum):
    """What a column by year holds."""

    TARGET = "target"
    ACTUAL = "realisasi"
    REASON = "alasan"
    CEILING = "pagu"
    SPENT = "terpakai"


class Basis(StrEnum):
    """The paper that a target stands in, as `lakip.performance.planning.Target` keeps it."""

    PLAN = "renstra"
    AGREEMENT = "murni"
    REVISED = "perubahan"


BASIS_NAMES = {Basis.PLAN: "Renstra", Basis.AGREEMENT: "PK", Basis.REVISED: "PK Perubahan"}
_BASIS_WORDS = {
    "": Basis.PLAN,
    **dict.fromkeys(("renstra", "rpjmd", "rpd", "rencana"), Basis.PLAN),
    **dict.fromkeys(("pk", "perjanjian kinerja", "murni", "pk murni", "pk awal"), Basis.AGREEMENT),
    **dict.fromkeys(
        ("pk perubahan", "perubahan", "perjanjian kinerja perubahan", "pk p", "pkp", "pk-p"),
        Basis.REVISED,
    ),
}
_WORDS = {
    Sheet.INDICATORS: {
        "target": What.TARGET,
        "realisasi": What.ACTUAL,
        "kondisi awal": What.ACTUAL,
        "alasan belum ada": What.REASON,
        "alasan": What.REASON,
    },
    Sheet.PROGRAMMES: {
        "pagu": What.CEILING,
        "pagu anggaran": What.CEILING,
        "anggaran": What.CEILING,
        "realisasi": What.SPENT,
        "realisasi anggaran": What.SPENT,
    },
}
_YEAR = re.compile(r"\b(?:tahun )?((?:19|20)\d\d)\b")
_QUARTER = re.compile(r"\b(?:s\.?d\.? )?(?:tw|triwulan|twl)[ .]*(iv|i{1,3}|[1-4])\b")
_PUNCTUATION = re.compile(r"[()\[\]/,.]")
_FIRST_WORDS = re.compile(r"(target|realisasi|pagu|anggaran|alasan|kondisi awal)\b.*\d")


@dataclass(frozen=True, slots=True)
class Period:
    """What a column by year holds, of which year (quarter 0) or up to which quarter of it."""

    what: What
    year: int
    quarter: int = 0
    basis: str = ""

    @property
    def key(self) -> str:
        """The period as the key of a record."""
        return f"{self.what}.{self.year}.{self.quarter}.{self.basis}"

    @property
    def heading(self) -> str:
        """The heading that we write."""
        quarter = f" TW {ROMAN[self.quarter]}" if self.quarter else ""
        when = f"{self.year}{quarter}"
        match self.what:
            case What.TARGET:
                return f"Target {when} ({BASIS_NAMES[Basis(self.basis)]})"
            case What.REASON:
                return f"Alasan belum ada {when}"
            case What.CEILING:
                return f"Pagu {when}"
        return f"Realisasi {when}"


def period_of(key: str) -> Period | None:
    """The period of a record's key; None for the key of a plain field."""
    parts = key.split(".")
    if len(parts) != 4:
        return None
    return Period(What(parts[0]), int(parts[1]), int(parts[2]), parts[3])


def read_heading(heading: str, sheet: Sheet) -> Period | None:
    """The period that a heading names, or None when it names none."""
    words = _WORDS.get(sheet)
    text = normal(heading)
    if words is None or len(text) > 80:
        return None
    years = _YEAR.findall(text)
    quarters = _QUARTER.findall(text)
    if len(years) != 1 or len(quarters) > 1:
        return None
    rest = " ".join(_PUNCTUATION.sub(" ", _QUARTER.sub(" ", _YEAR.sub(" ", text))).split())
    word = max((each for each in words if _begins(rest, each)), key=len, default=None)
    if word is None:
        return None
    what, basis = words[word], rest.removeprefix(word).strip()
    quarter = _quarter(quarters[0]) if quarters else 0
    return _period(what, int(years[0]), quarter, basis)


def _begins(text: str, word: str) -> bool:
    return text == word or text.startswith(f"{word} ")


def _quarter(text: str) -> int:
    return int(text) if text.isdigit() else ROMAN.index(text.upper())


def _period(what: What, year: int, quarter: int, basis: str) -> Period | None:
    if what is What.TARGET:
        named = _BASIS_WORDS.get(basis)
        return Period(what, year, quarter, named) if named else None
    if basis or (quarter and what in (What.CEILING, What.SPENT)):
        return None
    return Period(what, year, quarter)


def says_no_basis(heading: str) -> bool:
    """Whether a heading of targets leaves open which paper they stand in."""
    rest = _PUNCTUATION.sub(" ", _QUARTER.sub(" ", _YEAR.sub(" ", normal(heading))))
    return rest.split() == [What.TARGET]


def looks_like_period(heading: str) -> bool:
    """Whether a heading that was not understood was meant as one by year."""
    return _FIRST_WORDS.match(normal(heading)) is not None


def fits(period: Period, *, first_year: int, last_year: int) -> bool:
    """Whether the plan may tell this: targets in its years, the rest also some years before."""
    earliest = first_year if period.what is What.TARGET else first_year - YEARS_BEFORE
    return earliest <= period.year <= last_year
