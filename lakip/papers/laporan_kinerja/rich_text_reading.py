"""Reads what a browser sends: HTML of the editor or of a paste, or plain text with marks.

Of HTML only what a report may hold is left: paragraphs, lists, bold, italic and live figures.
Scripts, styles, links and pictures of a paste from a word processor are gone; its words stay.
"""

import json
import re
import unicodedata
from html.parser import HTMLParser

import nh3
from markdown_it import MarkdownIt

from lakip.papers.laporan_kinerja.rich_text import (
    Line,
    LiveFigure,
    Part,
    PartKind,
    Piece,
    RichText,
    Words,
)

LONGEST = 20_000  # Letters at one place: about eight pages.
MOST_SENT = 400_000  # Letters of HTML; a paste from a word processor is mostly styles.

_BOLD, _ITALIC = frozenset({"b", "strong"}), frozenset({"i", "em"})
_LISTS = {"ul": PartKind.BULLETS, "ol": PartKind.NUMBERS}
_BREAKS = frozenset(
    {"p", "div", "br", "blockquote", "pre", "tr", "h1", "h2", "h3", "h4", "h5", "h6", *_LISTS, "li"}
)
_TAGS = _BREAKS | _BOLD | _ITALIC | {"td", "th", "data"}
# The editor's elements for a live figure would end the paragraph they stand in.
_FIGURES = re.compile(r"<(/?)(?:figure|figcaption)\b", re.IGNORECASE)
_DROPPED = {"script", "style", "title", "template", "noscript", "textarea", "select", "svg", "math"}
_LIVE = re.compile(r"\{([^{}\s/][^{}/]*/[^{}]+)\}")
_SPACES = re.compile(r"[^\S\n]+|\n")


class TooLong(Exception):
    """More was sent than a place of a report holds; says so in a sentence."""


def from_html(sent: str) -> RichText:
    """The text of some HTML, whoever made it. Raises TooLong."""
    if len(sent) > MOST_SENT:
        raise TooLong(_too_long(len(sent), MOST_SENT))
    kept = nh3.clean(
        _FIGURES.sub(r"<\1data", sent),
        tags=set(_TAGS),
        clean_content_tags=_DROPPED,
        attributes={"data": {"value", "data-trix-attachment"}},
        link_rel=None,
    )
    reader = _Reader()
    reader.feed(kept)
    reader.close()
    return reader.text()


def from_marks(sent: str) -> RichText:
    """The text of plain lines with marks: **bold**, *italic*, "- " and "1. " before items.

    A live figure stands as {S1.1/2026/realisasi}. Raises TooLong.
    """
    if len(sent) > MOST_SENT:
        raise TooLong(_too_long(len(sent), MOST_SENT))
    marks = MarkdownIt("zero", {"breaks": True}).enable(["emphasis", "list", "newline", "escape"])
    return from_html(marks.render(sent.replace("\r\n", "\n")))


def _too_long(length: int, most: int) -> str:
    return (
        f"Tulisan ini terlalu panjang ({length} huruf); paling banyak {most} untuk satu bagian. "
        "Bagilah, atau lampirkan sebagai berkas."
    )


class _Reader(HTMLParser):
    """Collects parts while it walks over clean HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[Part] = []
        self._line: list[Piece] = []
        self._lists: list[PartKind] = []
        self._items: list[Line] = []
        self._bold = self._italic = 0
        self._in_figure = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag in _LISTS:
            self._end_line()
            if not self._lists:
                self._items = []
            self._lists.append(_LISTS[tag])
        elif tag in _BREAKS and not self._is_first_in_item(tag):
            self._end_line()
        self._bold += tag in _BOLD
        self._italic += tag in _ITALIC
        if tag == "data":
            name = _name_of_figure(told) if not self._in_figure else ""
            self._in_figure += 1
            if name:
                self._line.append(
                    LiveFigure(name=name, bold=self._bold > 0, italic=self._italic > 0)
                )
        elif tag in ("td", "th"):
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        self._bold -= tag in _BOLD
        self._italic -= tag in _ITALIC
        if tag == "data":
            self._in_figure = max(self._in_figure - 1, 0)
        elif tag in _LISTS and self._lists:
            self._end_line()
            kind = self._lists.pop()
            if not self._lists and self._items:
                self._parts.append(Part(kind=kind, lines=tuple(self._items)))
        elif tag in _BREAKS:
            self._end_line()

    def handle_data(self, data: str) -> None:
        if self._in_figure:  # What a live figure showed in the editor; it is shown anew.
            return
        for at, said in enumerate(_LIVE.split(_clean(data))):
            bold, italic = self._bold > 0, self._italic > 0
            if at % 2:
                self._line.append(LiveFigure(name=said.strip(), bold=bold, italic=italic))
            elif said:
                self._line.append(Words(text=said, bold=bold, italic=italic))

    def text(self) -> RichText:
        """All that was read. Raises TooLong."""
        self._end_line()
        found = RichText(parts=tuple(self._parts))
        if (length := len(found.typed)) > LONGEST:
            raise TooLong(_too_long(length, LONGEST))
        return found

    def _is_first_in_item(self, tag: str) -> bool:
        """A paragraph that an item of a list begins with is the item."""
        return bool(self._lists) and tag != "li" and not self._line

    def _end_line(self) -> None:
        line = _trimmed(self._line)
        self._line = []
        if not line:
            return
        if self._lists:
            self._items.append(line)
        else:
            self._parts.append(Part(kind=PartKind.PARAGRAPH, lines=(line,)))


def _name_of_figure(told: dict[str, str | None]) -> str:
    """The figure's name: our own value, or what the editor keeps of it."""
    if "data-trix-attachment" not in told:
        return (told.get("value") or "").strip()
    try:
        said = json.loads(told["data-trix-attachment"] or "")
    except ValueError:
        return ""
    name = said.get("figure", "") if isinstance(said, dict) else ""
    return name.strip() if isinstance(name, str) else ""


def _clean(text: str) -> str:
    """Words without control characters, in the one form that equal letters have."""
    normal = unicodedata.normalize("NFC", _SPACES.sub(" ", text))
    return "".join(
        letter
        for letter in normal
        if unicodedata.category(letter) not in ("Cc", "Cs", "Co", "Cn") and letter not in _UNSEEN
    )


# Characters that show nothing and that a paste brings along: soft hyphens, zero widths, marks of
# byte order. The marks that turn the direction of writing go too; the letters know theirs.
_UNSEEN = frozenset(
    "\u00ad\u200b\u200e\u200f\u2060\u2061\u2062\u2063\ufeff\ufffc\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def _trimmed(line: list[Piece]) -> Line:
    """The line with pieces of one dress joined, one space between words, and none at its ends."""
    joined: list[Piece] = []
    for piece in line:
        last = joined[-1] if joined else None
        if isinstance(piece, Words):
            text = piece.text
            if last is None or (isinstance(last, Words) and last.text.endswith(" ")):
                text = text.lstrip(" ")
            if not text:
                continue
            if isinstance(last, Words) and (last.bold, last.italic) == (piece.bold, piece.italic):
                joined[-1] = Words(text=last.text + text, bold=last.bold, italic=last.italic)
                continue
            piece = Words(text=text, bold=piece.bold, italic=piece.italic)
        joined.append(piece)
    while joined and isinstance(joined[-1], Words):
        last_words = joined.pop()
        assert isinstance(last_words, Words)
        if kept := last_words.text.rstrip(" "):
            joined.append(Words(text=kept, bold=last_words.bold, italic=last_words.italic))
            break
    return tuple(joined)
