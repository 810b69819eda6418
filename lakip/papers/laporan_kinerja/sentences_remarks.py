"""Notes for the writer: what an evaluator will ask about, said beside the text and not in it."""

from collections.abc import Iterable
from decimal import Decimal

from lakip.papers.laporan_kinerja.facts import IndicatorFacts, ReportFacts
from lakip.papers.laporan_kinerja.sentences_drafted import Remark
from lakip.papers.laporan_kinerja.sentences_indicator import REVISED
from lakip.papers.laporan_kinerja.sentences_words import (
    bare_name,
    code,
    percent,
)
from lakip.papers.laporan_kinerja.sentences_year import EASED, revision_effect

# Above it evaluators ask whether the target was too easy.
HIGH = Decimal(120)
FULL = Decimal(100)

TOO_EASY = (
    "Capaian indikator {code} {achievement}, lebih dari {high}. Periksa apakah targetnya terlalu "
    "rendah, dan jelaskan penyebabnya."
)
EASED_TARGET = (
    "Target indikator {code} dibuat lebih ringan dalam Perjanjian Kinerja Perubahan. Jelaskan "
    "alasan perubahannya."
)
NO_SOURCE = "Standar nasional indikator {code} belum menyebutkan sumbernya."
OVERSPENT = "Realisasi anggaran {name} melebihi pagunya ({absorption}). Periksa angkanya."


def remarks(facts: ReportFacts) -> tuple[Remark, ...]:
    """All notes, each with the key of the paragraph it belongs to."""
    found = [remark for each in facts.indicators for remark in _of_indicator(each)]
    return (*found, *_of_money(facts))


def _of_indicator(each: IndicatorFacts) -> Iterable[Remark]:
    reached = each.now.achievement
    if reached is not None and reached > HIGH:
        shown = percent(reached)
        text = TOO_EASY.format(code=code(each.code), achievement=shown, high="120%")
        yield Remark(key=f"3.{each.code}.tahun-ini", text=text)
    if each.basis == REVISED and revision_effect(each) == EASED:
        yield Remark(key="2.perubahan", text=EASED_TARGET.format(code=code(each.code)))
    if each.standard and not bare_name(each.standard_source):
        key = f"3.{each.code}.standar-nasional"
        yield Remark(key=key, text=NO_SOURCE.format(code=code(each.code)))


def _of_money(facts: ReportFacts) -> Iterable[Remark]:
    for money in facts.money:
        if money.absorption is not None and money.absorption > FULL:
            shown = percent(money.absorption)
            name = f"{code(money.code)} {bare_name(money.name)}".strip()
            yield Remark(key="3.B.program", text=OVERSPENT.format(name=name, absorption=shown))
