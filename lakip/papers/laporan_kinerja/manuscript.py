"""The manuscript of one journey's report: the first drafts, and over them what people wrote."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lakip.documents.blocks import Block, Section
from lakip.documents.drafts import Draft
from lakip.journey.models import Journey
from lakip.papers.laporan_kinerja import live_figures
from lakip.papers.laporan_kinerja.division import Share, shares_of, writers
from lakip.papers.laporan_kinerja.facts import ReportFacts
from lakip.papers.laporan_kinerja.gathering import gather
from lakip.papers.laporan_kinerja.outline import Outline, Placed
from lakip.papers.laporan_kinerja.passages import Passage
from lakip.papers.laporan_kinerja.rich_text import Part, PartKind, RichText, Words
from lakip.papers.laporan_kinerja.sentences import Drafted, placeholders, remarks
from lakip.papers.laporan_kinerja.words import LISTS, as_blocks, by_place
from lakip.people.letterhead import letterhead_of

DIVISION = "pembagian-tugas-dan-rencana-kerja"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place of the report: its name, the chapter it is in, and the headings above it."""

    name: str
    chapter: str
    trail: tuple[str, ...]
    about: str = ""  # The indicator that is spoken of, where a heading does not name it.

    @property
    def title(self) -> str:
        """The nearest heading."""
        return self.trail[-1] if self.trail else self.name


@dataclass(frozen=True, kw_only=True)
class Manuscript:
    """The report of one journey as it stands now."""

    journey: Journey
    facts: ReportFacts
    passages: dict[str, Passage]
    shares: tuple[Share, ...]
    logo: str = ""

    @cached_property
    def figures(self) -> dict[str, str]:
        """Every figure that can be said, as it is now."""
        return live_figures.catalogue(self.facts)

    @cached_property
    def drafted(self) -> dict[str, list[Drafted]]:
        """The first drafts of each place."""
        return by_place(self.facts)

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """The whole report."""
        return Outline(self.facts, self.words, logo=self.logo).placed()

    @cached_property
    def places(self) -> dict[str, Place]:
        """Every place of the report in its order."""
        return places_in(self.placed, self.facts)

    def written(self, place: str) -> RichText | None:
        """What somebody wrote at a place; None where the first draft stands."""
        passage = self.passages.get(place)
        return passage.latest.text if passage and passage.latest else None

    def words(self, place: str) -> Sequence[Block]:
        """What stands at a place: what somebody wrote, else the first draft."""
        text = self.written(place)
        if text is not None:
            return text.blocks(self.figures)
        return as_blocks(place, [each.text for each in self.drafted.get(place, ())])

    def text(self, place: str) -> RichText:
        """What stands at a place as a text to go on with; the draft's figures are live in it."""
        text = self.written(place)
        return text if text is not None else self.first(place)

    def first(self, place: str) -> RichText:
        """The first draft of a place as a text."""
        lines = tuple(
            live_figures.enlivened(each.text, each.figures) if each.text else (Words(text=""),)
            for each in self.drafted.get(place, ())
        )
        if place in LISTS and len(lines) > 1:
            head = Part(kind=PartKind.PARAGRAPH, lines=lines[:1])
            return RichText(parts=(head, Part(kind=PartKind.NUMBERS, lines=lines[1:])))
        return RichText(parts=tuple(Part(kind=PartKind.PARAGRAPH, lines=(line,)) for line in lines))

    def says(self, place: str, text: RichText) -> tuple[str, ...]:
        """The figures that a text at a place says, each as "name=shown"."""
        own = [figure for each in self.drafted.get(place, ()) for figure in each.figures]
        return live_figures.mentioned(text, drafted=own, figures=self.figures)

    def changed(self, place: str) -> list[str]:
        """Which figures changed since the text at a place was written, each as a sentence."""
        passage = self.passages.get(place)
        if passage is None or passage.latest is None or passage.latest.text is None:
            return []
        live = passage.latest.text.figures
        return [
            live_figures.told(change, is_live=change.figure in live)
            for change in live_figures.changed(passage.latest.figures, self.figures)
        ]

    def left(self, place: str) -> tuple[str, ...]:
        """What at a place still waits to be written."""
        text = self.text(place).shown(self.figures)
        return placeholders(text)

    @cached_property
    def notes(self) -> dict[str, list[str]]:
        """What an evaluator will ask about, by the place whose writer should know."""
        found: dict[str, list[str]] = {}
        for remark in remarks(self.facts):
            place = remark.key if remark.key in self.places else remark.key.rpartition(".")[0]
            found.setdefault(place, []).append(remark.text)
        return found

    def writers(self, place: str) -> tuple[str, ...]:
        """Who writes at a place by the division of work."""
        return writers(place, self.facts, self.shares)


def places_in(placed: Sequence[Placed], facts: ReportFacts) -> dict[str, Place]:
    """Every place of a report in its order, with the headings above it."""
    named = {each.code: each.name for each in facts.indicators}
    found: dict[str, Place] = {}
    trail: list[str] = []
    for one in placed:
        if isinstance(one.block, Section):
            section = one.block
            trail = [*trail[: section.level - 1], f"{section.number} {section.text}".strip()]
        elif one.place and one.place not in found:
            code = live_figures.owner_of(one.place)
            found[one.place] = Place(
                name=one.place,
                chapter=trail[0] if trail else "",
                trail=tuple(trail),
                about=f"Indikator {code}: {named[code]}" if code in named else "",
            )
    return found


def manuscript_of(journey: Journey) -> Manuscript:
    """The manuscript of the journey's report as everything is now."""
    passages = Passage.objects.filter(journey=journey).select_related("latest__by", "held_by")
    return Manuscript(
        journey=journey,
        facts=gather(journey.agency, journey.year, journey=journey),
        passages={passage.place: passage for passage in passages},
        shares=_shares(journey),
        logo=letterhead_of(journey.agency).logo,
    )


def _shares(journey: Journey) -> tuple[Share, ...]:
    draft = Draft.objects.filter(document__journey=journey, document__paper=DIVISION).first()
    return shares_of(draft.answers.get("tugas", [])) if draft else ()
