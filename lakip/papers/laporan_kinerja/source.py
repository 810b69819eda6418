"""All that one report was made from, so that the same bytes can be made of it again."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from cattrs.preconf.json import make_converter

from lakip.documents.blocks import Block, Paper, Report
from lakip.papers.laporan_kinerja import live_figures
from lakip.papers.laporan_kinerja.building import sheet_of
from lakip.papers.laporan_kinerja.facts import ReportFacts
from lakip.papers.laporan_kinerja.manuscript import Manuscript
from lakip.papers.laporan_kinerja.outline import Outline, Placed, Words
from lakip.papers.laporan_kinerja.rich_text import of_plain, to_plain
from lakip.papers.laporan_kinerja.sentences import placeholders
from lakip.papers.laporan_kinerja.words import first_words, texts_of

FORMAT = "lakip-laporan-kinerja/1"
NOT_A_SOURCE = "Berkas itu bukan data laporan dari aplikasi ini."

_converter = make_converter()
_converter.register_unstructure_hook(Decimal, str)
_converter.register_structure_hook(Decimal, lambda said, _: Decimal(said))


class NotASource(Exception):
    """The bytes are not what a report was made from; says so in a sentence."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Facts, the texts that people wrote, and how the report is set. `logo` is a file's SHA-256."""

    facts: ReportFacts
    texts: dict[str, list[dict[str, Any]]] = field(default_factory=dict)  # By place.
    made_at: datetime.datetime
    paper: str = "a4"
    logo: str = ""

    def words(self) -> Words:
        """What stands at each place: what somebody wrote, else the first draft."""
        figures = live_figures.catalogue(self.facts)
        drafted = first_words(self.facts)

        def said(place: str) -> Sequence[Block]:
            if place in self.texts:
                return of_plain(self.texts[place]).blocks(figures)
            return drafted(place)

        return said

    def placed(self) -> tuple[Placed, ...]:
        """The report as blocks, each with the place it stands at."""
        return Outline(self.facts, self.words(), logo=self.logo).placed()

    def sheet(self) -> Report:
        """The report as it is printed."""
        paper, words = Paper(self.paper), self.words()
        return sheet_of(self.facts, made_at=self.made_at, words=words, logo=self.logo, paper=paper)

    def left(self) -> int:
        """How many things in the words of the report still wait to be written."""
        said = (text for block in self.sheet().blocks for text in texts_of(block))
        return sum(len(placeholders(text)) for text in said)

    def as_json(self) -> bytes:
        """The source as JSON; the same source gives the same bytes."""
        told = {"format": FORMAT, **_converter.unstructure(self)}
        return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def of_json(data: bytes) -> Source:
    """The source that was written as JSON. Raises NotASource."""
    try:
        told = json.loads(data)
        if told.pop("format") != FORMAT:
            raise NotASource(NOT_A_SOURCE)
        return _converter.structure(told, Source)
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise NotASource(NOT_A_SOURCE) from error
    except ExceptionGroup as error:
        raise NotASource(NOT_A_SOURCE) from error


def source_of(manuscript: Manuscript, *, made_at: datetime.datetime, paper: str) -> Source:
    """What the report of a manuscript is made from now."""
    written = {place: manuscript.written(place) for place in manuscript.passages}
    return Source(
        facts=manuscript.facts,
        texts={place: to_plain(text) for place, text in written.items() if text is not None},
        made_at=made_at,
        paper=paper,
        logo=manuscript.logo,
    )
