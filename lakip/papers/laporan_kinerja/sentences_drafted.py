"""A drafted paragraph, and which figures it says; places that only people can fill.

A paragraph remembers the figures that it mentions, so that a figure that changes later marks the
paragraphs that still say the old one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# The shape of every place that is to be written: the completeness panel finds them by it.
PLACEHOLDER = re.compile(r"\[Tuliskan [^\[\]]+\]")
_BRACKETS = re.compile(r"[\[\]]")


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """The first draft of one paragraph.

    `key` stays the same from one draft to the next; what stands before its last full stop is the
    place in the report, so 4.langkah.S3-2 stands in 4.langkah. `figures` are what the text says,
    each as "S1.1/2026/realisasi=43,01"; what the bidang wrote and is quoted stands among them.
    """

    key: str
    text: str
    figures: tuple[str, ...] = ()

    @property
    def is_written(self) -> bool:
        """Whether no place in it waits to be written."""
        return not placeholders(self.text)


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A note for the writer of a paragraph; it never stands in the report."""

    key: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Change:
    """A figure that is no longer what a paragraph says; None where there is none on that side."""

    figure: str
    before: str | None
    now: str | None


class Noted:
    """Collects the figures of one paragraph while its sentences are made."""

    def __init__(self) -> None:
        self._found: dict[str, str] = {}

    def __call__(self, key: str, shown: str | int) -> str:
        """The figure as it is shown, remembered under its key."""
        name = key.replace("=", "-")
        self._found[name] = str(shown)
        return str(shown)

    def drafted(self, key: str, *sentences: str) -> Drafted:
        """The paragraph of these sentences; empty ones are left out."""
        figures = tuple(f"{name}={shown}" for name, shown in self._found.items())
        return Drafted(key=key, text=" ".join(filter(None, sentences)), figures=figures)


def to_write(what: str) -> str:
    """A place that a person is to write: "[Tuliskan isu strategis …]"."""
    return f"[Tuliskan {_BRACKETS.sub('', what)}]"


def placeholders(text: str) -> tuple[str, ...]:
    """The places in a text that still wait to be written."""
    return tuple(PLACEHOLDER.findall(text))


def changes(written: Iterable[str], now: Iterable[str]) -> tuple[Change, ...]:
    """Which figures of a written paragraph are different in a fresh draft of it.

    Takes the `figures` of both. A figure that the paragraph never said is no change of it.
    """
    fresh = dict(_parted(now))
    return tuple(
        Change(figure=name, before=shown, now=fresh.get(name))
        for name, shown in _parted(written)
        if fresh.get(name) != shown
    )


def _parted(figures: Iterable[str]) -> Iterable[tuple[str, str]]:
    for figure in figures:
        name, _, shown = figure.partition("=")
        yield name, shown
