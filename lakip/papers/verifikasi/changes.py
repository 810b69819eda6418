"""What changed in the draft since the round before: words side by side, and figures."""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lakip.papers.laporan_kinerja import live_figures
from lakip.papers.laporan_kinerja.manuscript import places_in
from lakip.papers.laporan_kinerja.outline import Placed
from lakip.papers.laporan_kinerja.source import Source
from lakip.papers.laporan_kinerja.words import texts_of
from lakip.papers.verifikasi.looking import source_at

NOTHING = "–"
_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Words that stayed, or that are only on this side."""

    text: str
    is_changed: bool


@dataclass(frozen=True, kw_only=True)
class PlaceChange:
    """A place whose words changed: as they were and as they are."""

    place: str
    title: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True, kw_only=True)
class FigureChange:
    """A figure that changed, as it is shown."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Changes:
    """Everything that is not as it was."""

    places: tuple[PlaceChange, ...]
    figures: tuple[FigureChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not self.places and not self.figures


@lru_cache(maxsize=32)
def changes_between(before: str, after: str) -> Changes:
    """What changed from one source to another, each by its SHA-256."""
    return changes(source_at(before), source_at(after))


def changes(before: Source, after: Source) -> Changes:
    """What changed from one source to another, in the order of the report."""
    placed_before, placed_after = before.placed(), after.placed()
    old, new = _texts(placed_before), _texts(placed_after)
    titles = {
        name: " › ".join(dict.fromkeys((place.chapter, place.title)))
        for placed, facts in ((placed_before, before.facts), (placed_after, after.facts))
        for name, place in places_in(placed, facts).items()
    }
    names = [*new, *(name for name in old if name not in new)]
    return Changes(
        places=tuple(
            PlaceChange(place=name, title=titles.get(name, name), before=left, after=right)
            for name in names
            if old.get(name, "") != new.get(name, "")
            for left, right in [side_by_side(old.get(name, ""), new.get(name, ""))]
        ),
        figures=tuple(_figures(before, after)),
    )


def _texts(placed: Iterable[Placed]) -> dict[str, str]:
    """The words at each place, a line for each paragraph or item."""
    found: dict[str, list[str]] = {}
    for one in placed:
        if one.place:
            found.setdefault(one.place, []).extend(texts_of(one.block))
    return {place: "\n".join(lines) for place, lines in found.items()}


def side_by_side(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Two texts with the words that only one of them has."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    left: list[Piece] = []
    right: list[Piece] = []
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    for kind, start, end, begin, stop in matcher.get_opcodes():
        _add(left, old[start:end], is_changed=kind != "equal")
        _add(right, new[begin:stop], is_changed=kind != "equal")
    return tuple(left), tuple(right)


def _add(pieces: list[Piece], words: Sequence[str], *, is_changed: bool) -> None:
    if words:
        pieces.append(Piece(text="".join(words), is_changed=is_changed))


def _figures(before: Source, after: Source) -> Iterable[FigureChange]:
    old, new = live_figures.catalogue(before.facts), live_figures.catalogue(after.facts)
    for name in [*new, *(name for name in old if name not in new)]:
        was, now = old.get(name, ""), new.get(name, "")
        if was != now and name.rsplit("/", 1)[-1] not in live_figures.QUOTED:
            yield FigureChange(
                label=live_figures.label_of(name), before=was or NOTHING, after=now or NOTHING
            )
