"""What the words of a row say of its figures: that they are totals, and how they are rounded."""

import re
from enum import StrEnum
from functools import lru_cache

from lakip.performance.figures_formulas import Rounding


class Total(StrEnum):
    """What a row sums up."""

    NONE = ""
    SUM = "jumlah"
    AVERAGE = "rata-rata"


_SUM = re.compile(
    r"^(?:grand |sub ?)?(?:jumlah|total)(?: (?:total|keseluruhan|seluruh\w*|besar|umum))?"
    r"(?: anggaran| belanja| capaian| nilai)?\s*(?:\(.*\)|:|[ivx\d.+]+)?$",
    re.IGNORECASE,
)
_SUM_OF = re.compile(r"^(?:grand |sub[ -]?)?(?:jumlah|total)\b", re.IGNORECASE)
_AVERAGE = re.compile(
    r"^(?:nilai )?(?:rata[- ]?rata|rerata|average|mean)"
    r"(?:\s*(?:capaian|kinerja|sasaran|persentase|total|keseluruhan|nilai|indikator|tujuan|program)\b.*)?"
    r"\s*[:.]?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def total_of(label: str, *, is_money: bool, has_unit: bool) -> tuple[Total, bool]:
    """What a row of that label sums up, and whether the label says so plainly.

    “Jumlah kunjungan wisata” is an indicator, not a sum; of money “Jumlah Program A” is one.
    """
    text = label.strip(" *")
    if _SUM.match(text):
        return Total.SUM, True
    if _AVERAGE.match(text) and not has_unit:
        return Total.AVERAGE, True
    if is_money and _SUM_OF.match(text):
        return Total.SUM, False
    return Total.NONE, True


_DISPLAYED = re.compile(r"\b(?:ribu|juta|jt|miliar|milyar|triliun|trilyun|000)\b", re.IGNORECASE)
_MEASURED = re.compile(
    r"%|persen|percent|indeks|index|nilai|poin|point|skor|score|tahun|hari|jam|menit|per\b|/|rasio"
    r"|angka|level|ton|kg|kuintal|ku\b|liter|km|ha\b|hektar|meter|m[23²³]|derajat|celsius|juta|miliar",
    re.IGNORECASE,
)
_MEASURED_NAME = re.compile(
    r"^\s*(?:persentase|prosentase|tingkat|indeks|nilai|angka|rasio|prevalensi|cakupan|rata-rata|laju"
    r"|pertumbuhan|percentage|rate|index)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def rounding_of(unit: str, name: str, is_money: bool) -> Rounding:
    """Whether figures of that unit are counted, measured, or money shown in millions and more."""
    if is_money:
        return Rounding.DISPLAYED if _DISPLAYED.search(unit) else Rounding.EXACT
    if unit.strip():
        return Rounding.MEASURED if _MEASURED.search(unit) else Rounding.EXACT
    return Rounding.MEASURED if _MEASURED_NAME.search(name) else Rounding.EXACT
