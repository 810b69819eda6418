"""III.B: the money of the year, by programme and beside what was reached with it."""

from lakip.papers.laporan_kinerja.facts import MoneyFacts, ReportFacts
from lakip.papers.laporan_kinerja.sentences_drafted import Drafted, Noted
from lakip.papers.laporan_kinerja.sentences_means import extremes, highest, programme
from lakip.papers.laporan_kinerja.sentences_tally import counted, money, tally
from lakip.papers.laporan_kinerja.sentences_words import (
    listed,
    rupiah,
)

MOST_NAMED = 4

LEFT = "Sisa anggaran yang tidak terserap adalah {left}."
NOTHING_LEFT = "Seluruh pagu terserap."
OVER = "Realisasi itu melebihi pagu sebesar {over}."
INCOMPLETE = (
    "Jumlah itu belum memuat realisasi {count} {level} yang belum ada datanya: {programmes}."
)
SPREAD_OVER = "Anggaran itu tersebar pada {count} {level}."
ON_ONE = "Anggaran itu seluruhnya berada pada {programme}."
WITH = "Dengan anggaran tersebut, hasil kinerjanya sebagai berikut. {counted}"


def budget_sum(facts: ReportFacts) -> Drafted:
    """The whole of the year's money, and what is left of it."""
    note = Noted()
    return note.drafted("3.B.jumlah", money(note, facts), _left(note, facts), _missing(note, facts))


def _left(note: Noted, facts: ReportFacts) -> str:
    if facts.ceiling is None or facts.spent is None:
        return ""
    left = facts.ceiling - facts.spent
    if not left:
        return NOTHING_LEFT if facts.spent else ""
    shown = note(f"anggaran/{facts.year}/sisa", rupiah(abs(left)))
    return LEFT.format(left=shown) if left > 0 else OVER.format(over=shown)


def _missing(note: Noted, facts: ReportFacts) -> str:
    """Which programmes have not told their spending, where others have."""
    if facts.spent is None:
        return ""
    top = highest(facts.money)
    missing = [each for each in top if each.spent is None]
    if not missing:
        return ""
    return INCOMPLETE.format(
        count=note("jumlah/tanpa-realisasi-anggaran", len(missing)),
        level=_level(top),
        programmes=_names(missing),
    )


def _level(found: list[MoneyFacts]) -> str:
    return found[0].level or "program"


def _names(found: list[MoneyFacts]) -> str:
    named = [programme(each) for each in found[:MOST_NAMED]]
    if len(found) > MOST_NAMED:
        return f"{', '.join(named)}, dan lainnya"
    return listed(named)


def budget_programmes(facts: ReportFacts) -> Drafted:
    """Over how many programmes the money is spread, and where most and least was spent."""
    note = Noted()
    key = "3.B.program"
    top = highest(facts.money)
    if not top:
        return note.drafted(key)
    if len(top) == 1:
        spread = ON_ONE.format(programme=programme(top[0]))
    else:
        spread = SPREAD_OVER.format(
            count=note(f"jumlah/{_level(top)}", len(top)), level=_level(top)
        )
    return note.drafted(key, spread, extremes(note, top, facts.year))


def budget_and_performance(facts: ReportFacts) -> Drafted:
    """What was reached with the money: counts, and no claim that one led to the other."""
    note = Noted()
    key = "3.B.kinerja"
    if facts.spent is None or not facts.indicators:
        return note.drafted(key)
    return note.drafted(key, WITH.format(counted=counted(note, tally(facts))))
