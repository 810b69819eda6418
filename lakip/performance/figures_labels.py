"""The labels of categories and the scales that have them: bands of capaian with their names.

Sources: Permendagri 54/2010 and 86/2017 (default), Inspektorat Sampang 2019, Maluku Tengah 2021,
Kab. Madiun, PermenPANRB 8/2021, Kemenkeu, and traffic lights in use.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

type Band = tuple[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Scale:
    """Bands from the best down: a label and its lower bound; the last has no lower bound.

    `gap` is how far below a bound the next band's upper end is printed (91 after 90 leaves 1):
    within it either label is right, as agencies differ on it. `opens` says that the bound itself
    belongs to the band below (`> 85`).
    """

    slug: str
    bands: tuple[Band, ...]
    gap: Decimal = Decimal(0)
    opens: bool = False

    def allows(self, label: str, value: Decimal) -> bool:
        """Whether a capaian of that value may have the label."""
        above: Decimal | None = None
        for name, low in self.bands:
            if name == label:
                is_high_enough = low is None or value > low - self.gap or value == low
                if self.opens and low is not None:
                    is_high_enough = value > low
                is_low_enough = above is None or value < above or (self.opens and value == above)
                return is_high_enough and is_low_enough
            above = low
        return False

    def label_of(self, value: Decimal) -> str:
        """The label of that value, by the lower bounds."""
        for name, low in self.bands:
            if low is None or value > low or (value == low and not self.opens):
                return name
        return self.bands[-1][0]

    @property
    def labels(self) -> frozenset[str]:
        """All labels of the scale."""
        return frozenset(name for name, _ in self.bands)


def _scale(slug: str, *bands: tuple[str, float | None], gap: int = 0, opens: bool = False) -> Scale:
    exact = tuple((name, None if low is None else Decimal(str(low))) for name, low in bands)
    return Scale(slug, exact, Decimal(gap), opens)


SCALES = (
    _scale(
        "permendagri86",
        *(("sangat tinggi", 91), ("tinggi", 76), ("sedang", 66), ("rendah", 51)),
        ("sangat rendah", None),
        gap=1,
    ),
    _scale(
        "sampang",
        *(("sangat baik", 91), ("baik", 76), ("cukup", 66), ("kurang", 51)),
        ("sangat kurang", None),
        gap=1,
    ),
    _scale(
        "maluku_tengah",
        *(("memuaskan", 85), ("sangat baik", 75), ("baik", 65), ("cukup baik", 50)),
        *(("agak kurang", 30), ("kurang", None)),
        opens=True,
    ),
    _scale(
        "madiun",
        *(("sangat berhasil", 100), ("berhasil", 75), ("cukup berhasil", 55)),
        ("kurang berhasil", None),
    ),
    _scale("traffic_bna", ("hijau", 90), ("kuning", 70), ("merah", None), gap=1),
    _scale("kemenkeu", ("hijau", 100), ("kuning", 80), ("merah", None)),
    _scale(
        "panrb8_2021",
        *(("sangat baik", 100.01), ("baik", 100), ("cukup", 80), ("kurang", 60)),
        ("sangat kurang", None),
        gap=0,
    ),
)

# Orders of labels whose bounds nobody can know beforehand; they are learned from the table.
LADDERS = (
    ("aa", "a", "bb", "b", "cc", "c", "d", "e"),
    *(tuple(name for name, _ in scale.bands) for scale in SCALES),
    ("sangat memuaskan", "memuaskan", "baik", "cukup", "kurang"),
    ("istimewa", "baik", "cukup", "kurang", "buruk"),
    ("sangat baik", "baik", "cukup baik", "kurang baik", "tidak baik"),
    ("sangat baik", "baik", "sedang", "kurang", "sangat kurang"),
    ("amat baik", "baik", "cukup", "sedang", "kurang"),
    ("green", "yellow", "red"),
    ("very high", "high", "medium", "low", "very low"),
    ("very good", "good", "fair", "poor", "very poor"),
)

# Labels that say themselves what they mean.
ABOVE = re.compile(r"^(?:melebihi|melampaui|exceeded|above)\b", re.IGNORECASE)
MET = re.compile(
    r"^(?:tercapai|mencapai|memenuhi|sesuai target|achieved|met|on target)\b", re.IGNORECASE
)
NOT_MET = re.compile(
    r"^(?:(?:tidak|belum|kurang|not) (?:ter|men)?(?:capai|memenuhi|achieved|met)|di ?bawah target"
    r"|below target)",
    re.IGNORECASE,
)

_KNOWN = frozenset(label for ladder in LADDERS for label in ladder)
# “sangat baik (sasaran)” is the label of something else than this row.
_ELSEWHERE = re.compile(r"\((?:[^)]*\b(?:sasaran|tujuan|program|opd)\b[^)]*)\)", re.IGNORECASE)


@lru_cache(maxsize=2048)
def label(text: str) -> str:
    """The label in plain lower case, "" where it is none or not of this row."""
    if len(text) > 60 or _ELSEWHERE.search(text):
        return ""
    bare = re.sub(r"\([^)]*\)|[≥≤<>=%]+|\d+(?:[.,]\d+)*", " ", text)
    return " ".join(re.sub(r"[^\w\s-]", " ", bare).lower().split())


def is_label(text: str) -> bool:
    """Whether a remark is nothing but a label."""
    plain = label(text)
    return plain in _KNOWN or any(
        pattern.match(plain) and len(plain.split()) <= 3 for pattern in (ABOVE, MET, NOT_MET)
    )
