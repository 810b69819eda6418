"""Writes a text back as what an editor opens: HTML, or plain lines with marks."""

import re
from collections.abc import Mapping
from html import escape

from lakip.papers.laporan_kinerja.rich_text import (
    UNKNOWN,
    Line,
    LiveFigure,
    Part,
    PartKind,
    Piece,
    RichText,
)

_TAGS = {PartKind.BULLETS: "ul", PartKind.NUMBERS: "ol"}
_MARKS = re.compile(r"([\\*_{}])")
_STARTS = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s|$)")


def to_html(text: RichText, figures: Mapping[str, str]) -> str:
    """The text as HTML that holds nothing but what this module writes."""
    return "".join(_part_as_html(part, figures) for part in text.parts)


def _part_as_html(part: Part, figures: Mapping[str, str]) -> str:
    lines = [_line_as_html(line, figures) for line in part.lines]
    if part.kind is PartKind.PARAGRAPH:
        return f"<p>{lines[0]}</p>"
    tag = _TAGS[part.kind]
    return f"<{tag}>{''.join(f'<li>{line}</li>' for line in lines)}</{tag}>"


def _line_as_html(line: Line, figures: Mapping[str, str]) -> str:
    return "".join(_piece_as_html(piece, figures) for piece in line)


def _piece_as_html(piece: Piece, figures: Mapping[str, str]) -> str:
    if isinstance(piece, LiveFigure):
        shown = figures.get(piece.name) or UNKNOWN
        said = f'<data value="{escape(piece.name)}">{escape(shown)}</data>'
    else:
        said = escape(piece.text)
    said = f"<strong>{said}</strong>" if piece.bold else said
    return f"<em>{said}</em>" if piece.italic else said


def to_marks(text: RichText) -> str:
    """The text as plain lines that `from_marks` reads back."""
    return "\n\n".join(_part_as_marks(part) for part in text.parts)


def _part_as_marks(part: Part) -> str:
    lines = [_line_as_marks(line) for line in part.lines]
    if part.kind is PartKind.PARAGRAPH:
        return lines[0]
    if part.kind is PartKind.BULLETS:
        return "\n".join(f"- {line}" for line in lines)
    return "\n".join(f"{at}. {line}" for at, line in enumerate(lines, start=1))


def _line_as_marks(line: Line) -> str:
    said = "".join(_piece_as_marks(piece) for piece in line)
    return _STARTS.sub(lambda found: f"{found[1]}{_quieted(found[2])}", said)


def _quieted(start: str) -> str:
    """What would begin a list, written so that it does not."""
    return f"{start[:-1]}\\{start[-1]}"


def _piece_as_marks(piece: Piece) -> str:
    if isinstance(piece, LiveFigure):
        return f"{{{piece.name}}}"
    said = _MARKS.sub(r"\\\1", piece.text)
    stars = "*" * (2 * piece.bold + piece.italic)
    if not stars or not said.strip():
        return said
    # Spaces stand outside the stars, which else would not count as marks.
    bare = said.strip(" ")
    before, after = said[: len(said) - len(said.lstrip(" "))], said[len(said.rstrip(" ")) :]
    return f"{before}{stars}{bare}{stars}{after}"
