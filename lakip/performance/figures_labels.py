"""The labels of categories: which scales have them, and in which order they stand.

The bounds of the known scales are in `scales.toml`.
"""

import re
from decimal import Decimal
from functools import cache, lru_cache

from lakip.performance.scales import GapRule, Scale, scales


def allows(scale: Scale, named: str, value: Decimal) -> bool:
    """Whether a capaian of that value may have the label, by either rule for the gaps."""
    return any(scale.category(value, gap=gap).lower() == named for gap in GapRule)


@cache
def scales_with(labels: frozenset[str]) -> tuple[Scale, ...]:
    """The known scales that have all of these labels."""
    return tuple(one for one in scales().values() if labels <= _labels(one))


def _labels(scale: Scale) -> frozenset[str]:
    return frozenset(band.label.lower() for band in scale.bands)


# Orders of labels whose bounds nobody can know beforehand; they are learned from the table.
LADDERS = (
    ("aa", "a", "bb", "b", "cc", "c", "d", "e"),
    *(tuple(band.label.lower() for band in scale.bands) for scale in scales().values()),
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
