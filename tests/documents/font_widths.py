"""How wide the letters of the charts are: `python -m tests.documents.font_widths` writes the list.

To be run after a font is replaced; a test holds the list against the fonts.
"""

from collections import defaultdict

from fontTools.ttLib import TTFont

from tests.documents.font_coverage import FONTS

STYLES = {"regular": "LiberationSans-Regular.ttf", "bold": "LiberationSans-Bold.ttf"}
# Latin with its accents, dashes, quotation marks, arrows and signs of arithmetic.
WANTED = (*range(0x20, 0x250), *range(0x1E00, 0x1F00), *range(0x2000, 0x2300))
HEAD = "# Advance widths in thousandths of the size, written by font_widths.py.\n"


def widths() -> str:
    """The text of widths.txt, from the fonts themselves."""
    lines = []
    for style, name in STYLES.items():
        font = TTFont(FONTS / name)
        letters, measures = font.getBestCmap(), font["hmtx"]
        em = font["head"].unitsPerEm
        by_width = defaultdict(list)
        for code in WANTED:
            if code in letters:
                by_width[round(measures[letters[code]][0] * 1000 / em)].append(f"{code:04X}")
        lines += [
            f"{style} {width} {' '.join(codes)}\n" for width, codes in sorted(by_width.items())
        ]
    return HEAD + "".join(lines)


if __name__ == "__main__":
    (FONTS / "widths.txt").write_text(widths(), encoding="ascii")
