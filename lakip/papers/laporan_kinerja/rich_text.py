"""What people write at a place of the report: paragraphs and lists, bold, italic, live figures.

A live figure names a figure instead of saying it, so that it is always shown as it is now. The
text is kept as plain JSON; nothing of the HTML that a browser sent is ever stored.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lakip.documents.blocks import Block, Listed, Numbering, Prose, Run

UNKNOWN = "belum ada data"


@dataclass(frozen=True, kw_only=True)
class Words:
    """Words of one dress."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, kw_only=True)
class LiveFigure:
    """A figure by its name, such as S1.1/2026/realisasi."""

    name: str
    bold: bool = False
    italic: bool = False


type Piece = Words | LiveFigure
type Line = tuple[Piece, ...]


class PartKind(StrEnum):
    """How the lines of a part stand."""

    PARAGRAPH = "paragraph"
    BULLETS = "bullets"
    NUMBERS = "numbers"


@dataclass(frozen=True, kw_only=True)
class Part:
    """A paragraph, which has one line, or a list with a line for each item."""

    kind: PartKind
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class RichText:
    """All that was written at one place."""

    parts: tuple[Part, ...] = ()

    @property
    def figures(self) -> frozenset[str]:
        """The names of the live figures."""
        return frozenset(
            piece.name
            for part in self.parts
            for line in part.lines
            for piece in line
            if isinstance(piece, LiveFigure)
        )

    @property
    def typed(self) -> str:
        """The words that somebody typed, without the live figures; a line for each line."""
        return "\n".join(
            "".join(
                piece.text if isinstance(piece, Words) else "\N{OBJECT REPLACEMENT CHARACTER}"
                for piece in line
            )
            for part in self.parts
            for line in part.lines
        )

    def shown(self, figures: Mapping[str, str]) -> str:
        """The whole text as it reads with these figures."""
        return "\n".join(
            "".join(_said(piece, figures) for piece in line)
            for part in self.parts
            for line in part.lines
        )

    def blocks(self, figures: Mapping[str, str]) -> list[Block]:
        """The text as blocks of the report, with these figures."""
        return [_block(part, figures) for part in self.parts]


def _said(piece: Piece, figures: Mapping[str, str]) -> str:
    return piece.text if isinstance(piece, Words) else figures.get(piece.name) or UNKNOWN


def _block(part: Part, figures: Mapping[str, str]) -> Block:
    lines = tuple(
        tuple(
            Run(text=_said(piece, figures), bold=piece.bold, italic=piece.italic) for piece in line
        )
        for line in part.lines
    )
    if part.kind is PartKind.PARAGRAPH:
        return Prose(runs=lines[0])
    is_numbered = part.kind is PartKind.NUMBERS
    return Listed(items=lines, numbering=Numbering.NUMBERS if is_numbered else Numbering.DASHES)


def of_texts(kinds: Iterable[tuple[PartKind, Iterable[str]]]) -> RichText:
    """Plain texts as a rich text: each kind of part with its lines."""
    return RichText(
        parts=tuple(
            Part(kind=kind, lines=tuple((Words(text=text),) for text in texts))
            for kind, texts in kinds
        )
    )


def to_plain(text: RichText) -> list[dict[str, Any]]:
    """The text as plain values, to be stored."""
    return [
        {
            "kind": str(part.kind),
            "lines": [[_stored(piece) for piece in line] for line in part.lines],
        }
        for part in text.parts
    ]


def _stored(piece: Piece) -> dict[str, Any]:
    what = {"text": piece.text} if isinstance(piece, Words) else {"figure": piece.name}
    dress = {name: True for name in ("bold", "italic") if getattr(piece, name)}
    return what | dress


def of_plain(stored: Iterable[Mapping[str, Any]]) -> RichText:
    """The text that was stored."""
    return RichText(
        parts=tuple(
            Part(
                kind=PartKind(part["kind"]),
                lines=tuple(tuple(_piece(each) for each in line) for line in part["lines"]),
            )
            for part in stored
        )
    )


def _piece(stored: Mapping[str, Any]) -> Piece:
    bold, italic = bool(stored.get("bold")), bool(stored.get("italic"))
    if "figure" in stored:
        return LiveFigure(name=stored["figure"], bold=bold, italic=italic)
    return Words(text=stored["text"], bold=bold, italic=italic)
