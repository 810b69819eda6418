"""III.A.6 and III.A.7: what the money did for an indicator, and which programmes supported it."""

from collections.abc import Sequence
from decimal import Decimal

from lakip.papers.laporan_kinerja.facts import IndicatorFacts, MoneyFacts, ReportFacts
from lakip.papers.laporan_kinerja.sentences_drafted import Drafted, Noted
from lakip.papers.laporan_kinerja.sentences_indicator import achievement_of
from lakip.papers.laporan_kinerja.sentences_words import (
    bare_name,
    clean,
    label,
    listed,
    percent,
    rupiah,
    sentence,
    shortened,
)
from lakip.performance.rolling import CANNOT, NOT_DONE

LEVELS = ("program", "kegiatan", "sub-kegiatan")
MOST_NAMED = 4

NO_MONEY = (
    "Belum ada program atau kegiatan yang dicatat mendukung indikator ini, sehingga efisiensi "
    "penggunaan sumber daya belum dapat dihitung."
)
COMPARED = (
    "Anggaran yang mendukung indikator ini terserap {absorption}, sedangkan capaian kinerjanya "
    "{achievement}. Penggunaan sumber daya tergolong {label}.",
    "Capaian kinerja {achievement} diperoleh dengan serapan anggaran {absorption}, sehingga "
    "penggunaan sumber daya tergolong {label}.",
    "Dengan serapan anggaran {absorption}, capaian kinerjanya {achievement}; penggunaan sumber "
    "daya tergolong {label}.",
)
SHARED = "Anggaran itu juga mendukung {others} indikator lain."
NO_EFFICIENCY = "Efisiensi penggunaan sumber daya belum dapat dihitung."
NOT_CARRIED_OUT = "Kegiatan yang mendukung indikator ini belum dilaksanakan."

NO_PROGRAMME = "Program atau kegiatan yang mendukung indikator ini belum dicatat."
SUPPORTED = (
    "Indikator ini didukung oleh {programmes}.",
    "Program dan kegiatan yang menunjang indikator ini adalah {programmes}.",
    "Pencapaian indikator ini ditopang oleh {programmes}.",
)
WITH_PARTS = "{top}, serta {count} {levels} lain"
WITH_OTHERS = "{named}, serta {count} {level} lain"
CEILING_SPENT = "{name} (pagu {ceiling}, realisasi {spent}, serapan {absorption})"
CEILING_ONLY = "{name} (pagu {ceiling}, realisasi anggaran belum ada data)"
SPENT_ONLY = "{name} (realisasi {spent}, pagu belum ada data)"
NEITHER = "{name} (pagu dan realisasi anggaran belum ada data)"
EXTREMES = "Serapan tertinggi terdapat pada {high} ({most}) dan terendah pada {low} ({least})."


def efficiency(facts: ReportFacts, each: IndicatorFacts, *, at: int = 0) -> Drafted:
    """The achievement against the absorption of what supported it."""
    note, year = Noted(), each.now.year
    key = f"3.{each.code}.efisiensi"
    if not each.money:
        return note.drafted(key, NO_MONEY)
    kind = bare_name(each.efficiency)
    if kind == NOT_DONE:
        return note.drafted(key, NOT_CARRIED_OUT)
    if not kind or kind == CANNOT or each.absorption is None or each.now.achievement is None:
        why = clean(each.efficiency_why) if kind == CANNOT else ""
        told = sentence(note(f"{each.code}/{year}/alasan-efisiensi", why)) if why else NO_EFFICIENCY
        return note.drafted(key, told)
    told = COMPARED[at % len(COMPARED)].format(
        absorption=note(f"{each.code}/{year}/serapan", percent(each.absorption)),
        achievement=achievement_of(note, each, each.now),
        label=label(note(f"{each.code}/{year}/efisiensi", kind)),
    )
    return note.drafted(key, told, _shared(note, each))


def _shared(note: Noted, each: IndicatorFacts) -> str:
    """That the same money supports others, too; else its efficiency would claim too much."""
    others = {code for money in each.money for code in money.supports} - {each.code}
    if not others:
        return ""
    return SHARED.format(others=note(f"{each.code}/{each.now.year}/indikator-lain", len(others)))


def supporting(facts: ReportFacts, each: IndicatorFacts, *, at: int = 0) -> Drafted:
    """The programmes that support the indicator, with their money."""
    note = Noted()
    key = f"3.{each.code}.program"
    if not each.money:
        return note.drafted(key, NO_PROGRAMME)
    top = highest(each.money)
    rest = [money for money in each.money if money not in top]
    told = SUPPORTED[at % len(SUPPORTED)].format(programmes=_named(note, each, top, rest))
    if len(each.money) <= MOST_NAMED:
        return note.drafted(key, told)
    compared = highest(rest) if len(rest) > 1 else top
    return note.drafted(key, told, extremes(note, compared, each.now.year))


def highest(money: Sequence[MoneyFacts]) -> list[MoneyFacts]:
    """Those of the highest level that is there: programmes before kegiatan."""
    for level in LEVELS:
        found = [each for each in money if each.level == level]
        if found:
            return found
    return list(money)


def _named(note: Noted, each: IndicatorFacts, top: list[MoneyFacts], rest: list[MoneyFacts]) -> str:
    year = each.now.year
    if len(each.money) <= MOST_NAMED:
        return listed(money_named(note, money, year) for money in (*top, *rest))
    named = [money_named(note, money, year) for money in top[:MOST_NAMED]]
    more = len(top) - len(named)
    if more:
        count = note(f"{each.code}/{year}/jumlah-program-lain", more)
        told = WITH_OTHERS.format(
            named=", ".join(named), count=count, level=top[0].level or "program"
        )
    else:
        told = listed(named)
    if not rest:
        return told
    levels = listed(level for level in LEVELS if any(one.level == level for one in rest))
    count = note(f"{each.code}/{year}/jumlah-bagian", len(rest))
    return WITH_PARTS.format(top=told, count=count, levels=levels or "kegiatan")


def money_named(note: Noted, money: MoneyFacts, year: int) -> str:
    """A programme by its name, with what it might spend and spent."""
    ceiling = _sum(note, money, year, "pagu", money.ceiling)
    spent = _sum(note, money, year, "realisasi", money.spent)
    absorbed = absorption_of(note, money, year)
    shape = {
        (True, True): CEILING_SPENT,
        (True, False): CEILING_ONLY,
        (False, True): SPENT_ONLY,
        (False, False): NEITHER,
    }[bool(ceiling), bool(spent)]
    return shape.format(
        name=programme(money), ceiling=ceiling, spent=spent, absorption=absorbed or "tidak dihitung"
    )


def _sum(note: Noted, money: MoneyFacts, year: int, what: str, value: Decimal | None) -> str:
    return "" if value is None else note(f"{money.code}/{year}/{what}", rupiah(value))


def absorption_of(note: Noted, money: MoneyFacts, year: int) -> str:
    """How much of the ceiling was spent, in percent; empty where that is not known."""
    if money.absorption is None:
        return ""
    return note(f"{money.code}/{year}/serapan", percent(money.absorption))


def programme(money: MoneyFacts) -> str:
    """The name of a programme in a list; its code where it has no name."""
    title = shortened(money.name) or bare_name(money.code)
    level = clean(money.level)
    return title if title.casefold().startswith(level.casefold()) else f"{level} {title}"


def extremes(note: Noted, money: Sequence[MoneyFacts], year: int) -> str:
    """Where most and least of the ceiling was spent; empty where all are alike or unknown."""
    known = [each for each in money if each.absorption is not None]
    if len(known) < 2:
        return ""
    ordered = sorted(known, key=lambda each: (each.absorption or Decimal(0), each.code))
    low, high = ordered[0], ordered[-1]
    if percent(low.absorption or Decimal(0)) == percent(high.absorption or Decimal(0)):
        return ""
    return EXTREMES.format(
        high=programme(high),
        most=absorption_of(note, high, year),
        low=programme(low),
        least=absorption_of(note, low, year),
    )
