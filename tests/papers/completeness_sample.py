"""Reports to be judged for their completeness: drafted, wholly written, and with one thing spoiled.

All are made of facts and words alone; no database is asked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from lakip.documents.blocks import Block, Listed, Prose, Run, Table
from lakip.papers.laporan_kinerja.circumstances import Circumstances
from lakip.papers.laporan_kinerja.completeness import (
    Element,
    State,
    Unresolved,
    completeness,
)
from lakip.papers.laporan_kinerja.facts import IndicatorFacts, ReportFacts
from lakip.papers.laporan_kinerja.outline import Outline, Placed
from lakip.papers.laporan_kinerja.sentences import placeholders
from lakip.papers.laporan_kinerja.words import first_words, texts_of
from tests.papers.report_sentences_sample import one_of, rich

NOTHING_KNOWN = Circumstances()
OWN_WORDS = "Bagian ini ditulis oleh tim penyusun berdasarkan rapat dengan bidang."
UNSUPPORTED = ("S5.2", "S5.3", "S5.4")


def drafted(facts: ReportFacts) -> tuple[Placed, ...]:
    """The report as it stands before anybody wrote anything."""
    return Outline(facts, first_words(facts)).placed()


def prose(text: str) -> Prose:
    """A paragraph as people write it in place."""
    return Prose(runs=(Run(text=text),))


def written(placed: Sequence[Placed], words: Mapping[str, str]) -> tuple[Placed, ...]:
    """The report with a paragraph of people instead of what stood at each of those places."""
    told: list[Placed] = []
    there: set[str] = set()
    for one in placed:
        if one.place not in words:
            told.append(one)
        elif one.place not in there:
            there.add(one.place)
            told.append(Placed(place=one.place, block=prose(words[one.place])))
    assert there == words.keys(), "Every place that is to be written is in the report."
    return tuple(told)


def as_written(placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """The same words as if people had written all of them."""
    return tuple(replace(one, block=_as_written(one.block)) for one in placed)


def _as_written(block: Block | None) -> Block | None:
    texts = texts_of(block)
    if not texts:
        return block
    if len(texts) == 1:
        return prose(texts[0])
    return Listed(items=tuple((Run(text=text),) for text in texts))


def waiting(placed: Sequence[Placed]) -> dict[str, str]:
    """Places with something still to be written, each with words for it."""
    return {
        one.place: OWN_WORDS
        for one in placed
        if any(placeholders(text) for text in texts_of(one.block))
    }


def without(placed: Sequence[Placed], place: str) -> tuple[Placed, ...]:
    """The report after somebody deleted the words of a place."""
    kept = [one for one in placed if one.place != place]
    assert len(kept) < len(placed)
    at = next(at for at, one in enumerate(placed) if one.place == place)
    return (*kept[:at], Placed(place=place, block=None), *kept[at:])


def without_table(placed: Sequence[Placed], caption: str) -> tuple[Placed, ...]:
    """The report without the tables of a caption."""
    kept = [
        one
        for one in placed
        if not (isinstance(one.block, Table) and one.block.caption.startswith(caption))
    ]
    assert len(kept) < len(placed)
    return tuple(kept)


@cache
def staffed() -> ReportFacts:
    """The rich agency with its team and its agreement attached."""
    return replace(
        rich(),
        team=(("Siti Aminah", "ketua"), ("Budi Santoso", "anggota")),
        attachments=("Perjanjian Kinerja 2026.pdf",),
    )


@cache
def finished() -> tuple[Placed, ...]:
    """The report of the staffed agency, with everything written that only people can write."""
    return finished_of(staffed())


def finished_of(facts: ReportFacts) -> tuple[Placed, ...]:
    """A report with everything written that only people can write."""
    placed = drafted(facts)
    words = waiting(placed)
    for code in UNSUPPORTED:
        words[f"3.{code}.efisiensi"] = words[f"3.{code}.program"] = OWN_WORDS
    return written(placed, words)


def judged(
    facts: ReportFacts,
    placed: Sequence[Placed],
    *,
    circumstances: Circumstances = NOTHING_KNOWN,
    findings: Sequence[Unresolved] = (),
) -> dict[str, Element]:
    """Every element of the report by its code."""
    elements = completeness(facts, placed, circumstances=circumstances, findings=findings)
    found = {element.code: element for element in elements}
    assert len(found) == len(elements), "No code is given twice."
    return found


def missing(elements: Mapping[str, Element]) -> set[str]:
    """Codes of what is missing."""
    return {code for code, element in elements.items() if element.state is State.MISSING}


def changed(facts: ReportFacts, code: str, **told: Any) -> ReportFacts:
    """The facts with another indicator in the place of one."""
    return with_indicator(facts, replace(one_of(facts, code), **told))


def with_indicator(facts: ReportFacts, each: IndicatorFacts) -> ReportFacts:
    """The facts with this indicator instead of the one of its code."""
    objectives = (
        replace(one, indicators=_exchanged(one.indicators, each)) for one in facts.objectives
    )
    return replace(facts, objectives=tuple(objectives))


def _exchanged(
    indicators: Iterable[IndicatorFacts], each: IndicatorFacts
) -> tuple[IndicatorFacts, ...]:
    return tuple(each if one.code == each.code else one for one in indicators)
