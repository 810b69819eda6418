"""What the seven analyses of an indicator have in common: its figures, and who is a name."""

import re

from lakip.papers.laporan_kinerja.facts import IndicatorFacts, ReportFacts, YearFigure
from lakip.papers.laporan_kinerja.sentences_direction import kind_of, with_unit
from lakip.papers.laporan_kinerja.sentences_drafted import Noted
from lakip.papers.laporan_kinerja.sentences_words import (
    bare_name,
    clean,
    code,
    lower_first,
    percent,
    quoted,
    said,
)
from lakip.performance.values import Kind

# The labels of `performance.planning.Target.Basis`, which only Django can read.
REVISED, PLAN = "Perjanjian Kinerja Perubahan", "Renstra"

NO_DATA = "belum ada data"
_LETTERS = re.compile(r"[^\W\d_]+")


def target_of(note: Noted, each: IndicatorFacts, figure: YearFigure) -> str:
    """The target of a year as a sentence says it, noted among the figures."""
    return value_of(note, each, figure.year, "target", figure.target)


def actual_of(note: Noted, each: IndicatorFacts, figure: YearFigure) -> str:
    """The actual of a year as a sentence says it, noted among the figures."""
    return value_of(note, each, figure.year, "realisasi", figure.actual)


def value_of(note: Noted, each: IndicatorFacts, year: int, what: str, shown: str) -> str:
    """Any shown value of the indicator with its unit, noted under that name."""
    if any(letter.isdigit() for letter in each.unit) and kind_of(shown) in (
        Kind.NUMBER,
        Kind.RANGE,
    ):
        note(f"{each.code}/satuan", clean(each.unit))
    return with_unit(note(f"{each.code}/{year}/{what}", shown), each.unit)


def achievement_of(note: Noted, each: IndicatorFacts, figure: YearFigure) -> str:
    """The achievement of a year in percent, noted; empty where there is none."""
    if figure.achievement is None:
        return ""
    return note(f"{each.code}/{figure.year}/capaian", percent(figure.achievement))


def named(note: Noted, each: IndicatorFacts) -> str:
    """The indicator with its whole name, which is noted too: indikator kinerja utama “…”."""
    kind = "indikator kinerja utama" if each.is_key else "indikator"
    name = note(f"{each.code}/nama", bare_name(each.name))
    return f"{kind} {quoted(name)}" if name else f"{kind} {code(each.code)}"


def no_actual(note: Noted, each: IndicatorFacts, figure: YearFigure, names: frozenset[str]) -> str:
    """That a year's actual is missing, and why, as the end of a sentence."""
    note(f"{each.code}/{figure.year}/realisasi", "")
    reason = said(figure.missing_because)
    if not reason:
        return f"{NO_DATA}."
    note(f"{each.code}/{figure.year}/alasan", reason)
    return f"{NO_DATA}: {lower_first(reason, names)}"


def names_of(facts: ReportFacts) -> frozenset[str]:
    """Words that keep their capital at the beginning of what somebody wrote."""
    named_people = [facts.head, *(name for name, _ in facts.team)]
    return frozenset(
        word
        for text in (facts.place, facts.government, *named_people)
        for word in _LETTERS.findall(text)
        if word[0].isupper()
    )
