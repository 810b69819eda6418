"""How the year went as a whole: counts of targets, the best and the weakest sasaran, the money."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lakip.papers.laporan_kinerja.facts import IndicatorFacts, ObjectiveFacts, ReportFacts
from lakip.papers.laporan_kinerja.sentences_direction import is_met
from lakip.papers.laporan_kinerja.sentences_drafted import Noted
from lakip.papers.laporan_kinerja.sentences_words import (
    bare_name,
    code,
    label,
    listed,
    percent,
    rupiah,
)

COUNTED = "Dari {known} indikator yang dapat dihitung capaiannya, {outcome}{missing}."
ALL, NONE = "seluruhnya mencapai target", "belum ada yang mencapai target"
SOME = "{met} mencapai target dan {missed} belum"
ONLY = "Satu-satunya indikator yang dapat dihitung capaiannya {outcome}{missing}."
ONE = {True: "mencapai target", False: "belum mencapai target"}
MISSING = "; {missing} indikator lain belum mempunyai capaian dan tidak dihitung nol"
NOT_COUNTED = "Belum ada indikator yang capaiannya dapat dihitung."
CATEGORIES = "Menurut kategorinya, {categories}."
BOTH = (
    "Rata-rata capaian tertinggi terdapat pada sasaran {high} sebesar {most}, dan yang terendah "
    "pada sasaran {low} sebesar {least}."
)
EQUAL = "Rata-rata capaian semua sasaran sama, yaitu {mean}."
SINGLE = "Rata-rata capaian sasaran {code} adalah {mean}."
MONEY = "Anggaran tahun {year} terealisasi {spent} dari pagu {ceiling}, atau {absorption}."
MONEY_UNCOUNTED = "Anggaran tahun {year} terealisasi {spent} dari pagu {ceiling}."
CEILING_ONLY = "Pagu anggaran tahun {year} adalah {ceiling}, sedangkan realisasinya belum ada data."
SPENT_ONLY = "Realisasi anggaran tahun {year} adalah {spent}, sedangkan pagunya belum ada data."
NO_MONEY = "Pagu dan realisasi anggaran tahun {year} belum ada data."


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Indicators by whether their target was reached; `missing` have no achievement."""

    met: tuple[IndicatorFacts, ...]
    missed: tuple[IndicatorFacts, ...]
    missing: tuple[IndicatorFacts, ...]

    @property
    def known(self) -> int:
        """How many have an achievement."""
        return len(self.met) + len(self.missed)

    @property
    def weakest_first(self) -> list[IndicatorFacts]:
        """Those that missed their target, the lowest achievement first."""
        return sorted(self.missed, key=lambda each: (each.now.achievement or Decimal(0), each.code))


def tally(facts: ReportFacts) -> Tally:
    """The indicators of the year by what came of them."""
    judged = [(each, is_met(each)) for each in facts.indicators]
    return Tally(
        met=tuple(each for each, met in judged if met),
        missed=tuple(each for each, met in judged if met is False),
        missing=tuple(each for each, met in judged if met is None),
    )


def counted(note: Noted, found: Tally) -> str:
    """How many reached their target and how many did not or are not known, in one sentence."""
    if not found.known:
        return NOT_COUNTED
    met, missed = len(found.met), len(found.missed)
    missing = _without_achievement(note, found)
    known = note("jumlah/dapat-dihitung", found.known)
    if found.known == 1:
        return ONLY.format(outcome=ONE[bool(met)], missing=missing)
    if not missed or not met:
        outcome = ALL if met else NONE
    else:
        outcome = SOME.format(
            met=note("jumlah/tercapai", met), missed=note("jumlah/belum-tercapai", missed)
        )
    return COUNTED.format(known=known, outcome=outcome, missing=missing)


def _without_achievement(note: Noted, found: Tally) -> str:
    """How many have no achievement; empty where all have one."""
    if not found.missing:
        return ""
    return MISSING.format(missing=note("jumlah/tanpa-capaian", len(found.missing)))


def categories(note: Noted, found: Tally) -> str:
    """How many indicators are in each category, the best first."""
    judged = sorted(
        (each for each in (*found.met, *found.missed) if bare_name(each.now.category)),
        key=lambda each: -(each.now.achievement or Decimal(0)),
    )
    if len(judged) < 2:
        return ""
    counts = Counter(bare_name(each.now.category) for each in judged)
    words = [
        f"{note(f'jumlah/kategori/{name}', count)} indikator {label(name)}"
        for name, count in counts.items()
    ]
    return CATEGORIES.format(categories=listed(words))


def strongest_and_weakest(note: Noted, objectives: Sequence[ObjectiveFacts], year: int) -> str:
    """The sasaran with the highest and the lowest mean; empty where no mean is known."""
    known = [each for each in objectives if each.mean is not None]
    if not known:
        return ""
    ordered = sorted(known, key=lambda each: (each.mean or Decimal(0), each.code))
    low, high = ordered[0], ordered[-1]
    if len(known) == 1:
        return SINGLE.format(code=code(high.code), mean=_mean(note, high, year))
    most, least = _mean(note, high, year), _mean(note, low, year)
    if most == least:
        return EQUAL.format(mean=most)
    return BOTH.format(high=code(high.code), most=most, low=code(low.code), least=least)


def _mean(note: Noted, objective: ObjectiveFacts, year: int) -> str:
    return note(f"{objective.code}/{year}/rata-rata", percent(objective.mean or Decimal(0)))


def money(note: Noted, facts: ReportFacts) -> str:
    """What the year's programmes might spend, and spent."""
    year, ceiling, spent, absorption = facts.year, "", "", ""
    if facts.ceiling is not None:
        ceiling = note(f"anggaran/{year}/pagu", rupiah(facts.ceiling))
    if facts.spent is not None:
        spent = note(f"anggaran/{year}/realisasi", rupiah(facts.spent))
    if ceiling and spent and facts.absorption is not None:
        absorption = note(f"anggaran/{year}/serapan", percent(facts.absorption))
        return MONEY.format(year=year, spent=spent, ceiling=ceiling, absorption=absorption)
    shape = {
        (True, True): MONEY_UNCOUNTED,
        (True, False): CEILING_ONLY,
        (False, True): SPENT_ONLY,
        (False, False): NO_MONEY,
    }[bool(ceiling), bool(spent)]
    return shape.format(year=year, spent=spent, ceiling=ceiling)
