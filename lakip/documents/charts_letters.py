"""How wide words are in the project's sans, and how they are broken into lines that fit."""

from functools import cache
from pathlib import Path

from lakip.documents.printable import printable

WIDTHS = Path(__file__).resolve().parent.parent / "typst" / "fonts" / "widths.txt"
UNKNOWN = 1000  # A letter that is not listed is taken for the broadest.
SPARE = 1.03  # A browser without the font takes one that may be a little broader.
CUT = "…"


class _Widths(dict[str, int]):
    def __missing__(self, letter: str) -> int:
        return UNKNOWN


@cache
def _widths() -> dict[str, _Widths]:
    known = {"regular": _Widths(), "bold": _Widths()}
    for line in WIDTHS.read_text("ascii").splitlines():
        if not line.startswith("#"):
            style, width, *codes = line.split()
            known[style].update({chr(int(code, 16)): int(width) for code in codes})
    return known


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line in the measure that the size is given in."""
    known = _widths()["bold" if bold else "regular"]
    return sum(map(known.__getitem__, text)) * size / 1000 * SPARE


def lines_of(text: str, width: float, size: float, *, most: int, bold: bool = False) -> list[str]:
    """The words in at most so many lines; what does not fit ends in a mark of cutting."""
    words = " ".join(printable(text).split()).split(" ")
    lines = [""]
    while words:
        word = words.pop(0)
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size, bold=bold) <= width:
            lines[-1] = longer
        elif width_of(word, size, bold=bold) > width:
            # A word broader than the line fills the rest of it and goes on below.
            start = f"{lines[-1]} ".lstrip()
            fitting = _fitting(start + word, width, size, bold=bold)
            taken = max(len(fitting) - len(start), 0 if start else 1)
            lines[-1] = (start + word[:taken]).strip()
            words.insert(0, word[taken:])
            lines.append("")
        else:
            lines.append(word)
        if len(lines) > most:
            return [*lines[: most - 1], _cut(lines[most - 1], width, size, bold=bold)]
    return lines


def one_line(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """The words in one line, cut where they do not fit."""
    return lines_of(text, width, size, most=1, bold=bold)[0]


def _fitting(text: str, width: float, size: float, *, bold: bool) -> str:
    while text and width_of(text, size, bold=bold) > width:
        text = text[:-1]
    return text


def _cut(text: str, width: float, size: float, *, bold: bool) -> str:
    room = width - width_of(CUT, size, bold=bold)
    return _fitting(text, room, size, bold=bold).rstrip(" ,.;:–-") + CUT
