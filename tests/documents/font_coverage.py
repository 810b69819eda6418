"""Which letters the shipped fonts have: `python -m tests.documents.font_coverage` writes the list.

To be run after a font is replaced; a test holds the list against the fonts.
"""

import unicodedata
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[2] / "lakip" / "typst" / "fonts"
# Each family with how many styles it has.
FAMILIES = {
    "sans": ("LiberationSans-*.ttf", 4),
    "serif": ("texgyrebonum-*.otf", 4),
    "arabic": ("NotoNaskhArabic-*.ttf", 2),
}
HEAD = "# The code points that all styles of a family have, written by font_coverage.py.\n"


def coverage() -> str:
    """The text of coverage.txt, from the fonts themselves."""
    lines = (f"{name} {_ranges(_shared(*told))}\n" for name, told in FAMILIES.items())
    return HEAD + "".join(lines)


def _shared(pattern: str, count: int) -> list[int]:
    styles = [set(TTFont(path).getBestCmap()) for path in FONTS.glob(pattern)]
    assert len(styles) == count
    shapeless = {"Cc", "Cf", "Cs", "Co"}
    return sorted(
        code
        for code in set.intersection(*styles)
        if unicodedata.category(chr(code)) not in shapeless
    )


def _ranges(codes: list[int]) -> str:
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return " ".join(f"{first:04X}-{last:04X}" for first, last in ranges)


if __name__ == "__main__":
    (FONTS / "coverage.txt").write_text(coverage(), encoding="ascii")
