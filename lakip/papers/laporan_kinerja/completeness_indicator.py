"""What one indicator lacks in each of the seven analyses of III.A.

An analysis is there for an indicator when its row stands in the table, its words are written and
the figures it needs are known. Where the year's actual is missing and somebody said why, that is
an explanation and nothing is lacking; the comparison is not covered all the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lakip.papers.laporan_kinerja.completeness_elements import Goal, Lack
from lakip.papers.laporan_kinerja.completeness_reading import Reading
from lakip.papers.laporan_kinerja.facts import IndicatorFacts, ReportFacts

# How many earlier years an evaluator wants to see, where the Renstra has so many.
EARLIER_YEARS = 3

WORDS = "uraiannya {lack}"
NO_TABLE = "belum ada dalam tabel"
NO_TARGET = "belum mempunyai target"
NO_ACTUAL = "belum mempunyai realisasi dan belum ada alasannya"
NO_END = "belum mempunyai target akhir Renstra"
NO_PREVIOUS = "belum mempunyai realisasi tahun sebelumnya"
FEW_YEARS = "belum mempunyai realisasi {count} tahun sebelumnya"
NO_MONEY = "belum mempunyai program atau kegiatan pendukung"
NO_ABSORPTION = "serapan anggaran pendukungnya belum dapat dihitung"


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What the analyses are judged by.

    `without_standard` are codes of indicators of sasaran in which no indicator has a national
    standard: there the report may say so once for all of them.
    """

    facts: ReportFacts
    reading: Reading
    without_standard: frozenset[str] = frozenset()

    def words(self, each: IndicatorFacts, place: str) -> Iterator[Lack]:
        """What the words of an analysis lack."""
        where = f"3.{each.code}.{place}"
        lack = self.reading.lack(where)
        if lack:
            goal = self.reading.to_write(where, of=each.code)
            yield Lack(code=each.code, what=WORDS.format(lack=lack), goal=goal)

    def is_own(self, each: IndicatorFacts, place: str) -> bool:
        """Whether people wrote in their own words at the place of an analysis."""
        where = f"3.{each.code}.{place}"
        return where in self.reading.written and not self.reading.lack(where)

    def row(self, each: IndicatorFacts, caption: str) -> Iterator[Lack]:
        """That the indicator has no row in the table of an analysis."""
        if not self.reading.has_row(caption, each.code):
            yield Lack(code=each.code, what=NO_TABLE, goal=planned(each))


def planned(each: IndicatorFacts) -> Goal:
    """Where the plan of an indicator is mended."""
    return Goal(kind="rencana", name=each.code, label=f"{each.code}: rencana dan target")


def figured(each: IndicatorFacts) -> Goal:
    """Where the figures of an indicator are mended."""
    return Goal(kind="angka", name=each.code, label=f"{each.code}: realisasi")


def is_excused(each: IndicatorFacts) -> bool:
    """Whether the year's actual is missing and somebody said why."""
    return not each.now.actual and any(sign.isalnum() for sign in each.now.missing_because)


def actual(each: IndicatorFacts) -> Iterator[Lack]:
    """That the year's actual is neither known nor excused."""
    if not each.now.actual and not is_excused(each):
        yield Lack(code=each.code, what=NO_ACTUAL, goal=figured(each))


def this_year(scene: Scene, each: IndicatorFacts, caption: str) -> Iterator[Lack]:
    """III.A.1."""
    if not each.now.target:
        yield Lack(code=each.code, what=NO_TARGET, goal=planned(each))
    yield from actual(each)
    yield from scene.row(each, caption)
    yield from scene.words(each, "tahun-ini")


def earlier_years(scene: Scene, each: IndicatorFacts, caption: str) -> Iterator[Lack]:
    """III.A.2: three earlier years, or as many as the Renstra has; a reason stands for a figure."""
    yield from actual(each)
    wanted = years_wanted(scene.facts, each)
    there = sum(bool(figure.actual or figure.missing_because) for figure in each.before)
    if there < wanted:
        what = NO_PREVIOUS if wanted == 1 else FEW_YEARS.format(count=wanted)
        yield Lack(code=each.code, what=what, goal=figured(each))
    yield from scene.row(each, caption)
    yield from scene.words(each, "tahun-sebelumnya")


def years_wanted(facts: ReportFacts, each: IndicatorFacts) -> int:
    """How many earlier years are to be compared with."""
    had = facts.year - facts.plan_first if facts.plan_first else len(each.before)
    return min(EARLIER_YEARS, max(had, 0))


def plan_end(scene: Scene, each: IndicatorFacts, caption: str) -> Iterator[Lack]:
    """III.A.3."""
    if each.plan_end is None or not each.plan_end.target:
        yield Lack(code=each.code, what=NO_END, goal=planned(each))
    yield from actual(each)
    yield from scene.row(each, caption)
    yield from scene.words(each, "akhir-renstra")


def national(scene: Scene, each: IndicatorFacts, caption: str) -> Iterator[Lack]:
    """III.A.4: the standard, or in words that there is none."""
    if each.standard:
        yield from actual(each)
        yield from scene.row(each, caption)
    elif each.code in scene.without_standard:
        return  # It is said once for the whole sasaran.
    yield from scene.words(each, "standar-nasional")


def causes(scene: Scene, each: IndicatorFacts, caption: str) -> Iterator[Lack]:
    """III.A.5: there is no table; nothing can be explained before there is a figure."""
    yield from actual(each)
    yield from scene.words(each, "penyebab")


def efficiency(scene: Scene, each: IndicatorFacts, caption: str) -> Iterator[Lack]:
    """III.A.6: against the money of what supported the indicator.

    Some indicators have no money of their own; who wrote so in their own words has explained it.
    """
    yield from actual(each)
    if not each.money:
        if not scene.is_own(each, "efisiensi"):
            yield Lack(code=each.code, what=NO_MONEY, goal=planned(each))
    elif each.absorption is None:
        yield Lack(code=each.code, what=NO_ABSORPTION, goal=_spending(each))
    yield from scene.row(each, caption)
    yield from scene.words(each, "efisiensi")


def _spending(each: IndicatorFacts) -> Goal:
    """The first programme whose money is not known."""
    unknown = [one for one in each.money if one.spent is None or one.ceiling is None]
    code = (unknown or list(each.money))[0].code
    return Goal(kind="anggaran", name=code, label=f"{code}: pagu dan realisasi anggaran")


def supporting(scene: Scene, each: IndicatorFacts, caption: str) -> Iterator[Lack]:
    """III.A.7; people may explain in their own words that nothing of ours supported it."""
    if each.money:
        yield from scene.row(each, caption)
    elif not scene.is_own(each, "program"):
        yield Lack(code=each.code, what=NO_MONEY, goal=planned(each))
    yield from scene.words(each, "program")
