"""The figures of a report by name: to be put into a text, and to find what changed since.

A figure's name is "whose/year/what" or "whose/what", as the first drafts note it:
S1.1/2026/realisasi, anggaran/2026/pagu, jumlah/indikator.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lakip.papers.laporan_kinerja.facts import ReportFacts
from lakip.papers.laporan_kinerja.rich_text import Line, LiveFigure, RichText, Words
from lakip.papers.laporan_kinerja.sentences import Change, changes, drafts

# What is quoted rather than measured: it is not offered as a figure, but watched like one.
QUOTED = frozenset(
    {
        "nama",
        "bunyi",
        "penyebab",
        "hambatan",
        "upaya",
        "tindak-lanjut",
        "sumber-standar",
        "kepala",
        "belum-tercapai-kode",
        "belum-tercapai",
        "tanpa-capaian",
    }
)
# Shorter ones stand in a text for many things; they are watched only where the draft says them.
SHORTEST_WATCHED = 3
CHANGED = "{label} sekarang {now}, sedangkan di sini tertulis {before}."
FOLLOWED = (
    "{label} berubah dari {before} menjadi {now}. Angkanya sudah ikut berubah; periksa kalimatnya."
)
GONE = "{label} tidak ada lagi, sedangkan di sini tertulis {before}."
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A figure that a writer can put into a text."""

    name: str
    label: str
    shown: str


def catalogue(facts: ReportFacts) -> dict[str, str]:
    """Every figure that the report can say, as it is shown now; empty text where it is missing."""
    found: dict[str, str] = {}
    for drafted in drafts(facts):
        found |= dict(_parted(drafted.figures))
    for each in facts.indicators:
        for year in (*each.before, each.now):
            start = f"{each.code}/{year.year}"
            found.setdefault(f"{start}/target", year.target)
            found.setdefault(f"{start}/realisasi", year.actual)
    return found


def _parted(figures: Iterable[str]) -> Iterable[tuple[str, str]]:
    for figure in figures:
        name, _, shown = figure.partition("=")
        yield name, shown


def label_of(name: str) -> str:
    """What a figure is, in words: "Realisasi S1.1 tahun 2026"."""
    whose, *rest = name.split("/")
    what = rest[-1].replace("-", " ") if rest else whose
    year = rest[0] if len(rest) > 1 and rest[0].isdecimal() else ""
    if whose == "jumlah":
        return f"Jumlah {' '.join(rest).replace('-', ' ')}".strip()
    said = f"{what[:1].upper()}{what[1:]} {whose}".strip()
    return f"{said} tahun {year}" if year else said


def offered(place: str, figures: Mapping[str, str]) -> list[Offered]:
    """The figures to choose from at a place: those of its own indicator or sasaran first."""
    own = owner_of(place)
    named = [
        Offered(name=name, label=label_of(name), shown=shown)
        for name, shown in figures.items()
        if _is_offered(name, shown)
    ]
    return sorted(named, key=lambda each: _far(each.name, own))


def owner_of(place: str) -> str:
    """The code of the indicator or sasaran that a place speaks of; empty for other places."""
    chapter, _, rest = place.partition(".")
    code, _, _ = rest.rpartition(".")
    return code if chapter == "3" else ""


def _far(name: str, own: str) -> int:
    whose = name.partition("/")[0]
    return 0 if whose == own else 1 if own and own.startswith(f"{whose}.") else 2


def mentioned(
    text: RichText, *, drafted: Iterable[str], figures: Mapping[str, str]
) -> tuple[str, ...]:
    """Which figures a text says, each as "name=shown": the live ones, and those in typed words.

    `drafted` are those of the place's first draft. A live figure is never out of date, but the
    words around it may be.
    """
    said = text.typed
    own = dict(_parted(drafted))
    found = {name: figures.get(name, "") for name in sorted(text.figures)}
    found |= {name: shown for name, shown in own.items() if shown and _stands_in(shown, said)}
    for name, shown in figures.items():
        is_watched = len(shown) >= SHORTEST_WATCHED and _is_offered(name, shown)
        if is_watched and _stands_in(shown, said):
            found.setdefault(name, shown)
    return tuple(f"{name}={shown}" for name, shown in found.items())


def _stands_in(shown: str, said: str) -> bool:
    """Whether a figure stands in a text by itself, not within another number."""
    return re.search(rf"(?<![\d,.]){re.escape(shown)}(?!\d|[.,]\d)", said) is not None


def enlivened(text: str, figures: Iterable[str]) -> Line:
    """A drafted paragraph whose figures are live: what the editor opens.

    A figure that could be two things, or is too short to be told from other words, stays words.
    """
    named = {shown: name for name, shown in _parted(figures) if _is_offered(name, shown)}
    counts = Counter(shown for _, shown in _parted(figures))
    certain = [shown for shown in named if counts[shown] == 1 and len(shown) > 1]
    if not certain:
        return (Words(text=text),)
    longest_first = "|".join(re.escape(shown) for shown in sorted(certain, key=len, reverse=True))
    parts = re.split(rf"(?<![\d,.])({longest_first})(?!\d|[.,]\d)", text)
    pieces = [
        LiveFigure(name=named[part]) if at % 2 else Words(text=part)
        for at, part in enumerate(parts)
    ]
    return tuple(piece for piece in pieces if isinstance(piece, LiveFigure) or piece.text)


def _is_offered(name: str, shown: str) -> bool:
    return name.rpartition("/")[2] not in QUOTED and _NUMBER.search(shown) is not None


def changed(written: Iterable[str], figures: Mapping[str, str]) -> tuple[Change, ...]:
    """The figures that a text says and that are different now."""
    return changes(written, (f"{name}={shown}" for name, shown in figures.items()))


def told(change: Change, *, is_live: bool) -> str:
    """A change in a sentence for the writer; a live figure has changed along with it."""
    said = GONE if not change.now else FOLLOWED if is_live else CHANGED
    return said.format(label=label_of(change.figure), now=change.now, before=change.before)
