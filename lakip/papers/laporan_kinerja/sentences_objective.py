"""The opening and the closing of each sasaran: what it is measured by, and what came of it."""

from collections.abc import Sequence

from lakip.papers.laporan_kinerja.facts import IndicatorFacts, ObjectiveFacts, ReportFacts
from lakip.papers.laporan_kinerja.sentences_direction import is_met
from lakip.papers.laporan_kinerja.sentences_drafted import Drafted, Noted
from lakip.papers.laporan_kinerja.sentences_words import (
    bare_name,
    code,
    label,
    listed,
    many,
    percent,
    quoted,
)

MOST_CODES = 12

OPENING = "Sasaran {name} diukur dengan {count} indikator{keys}."
ALL_KEYS = ", seluruhnya indikator kinerja utama (IKU)"
SOME_KEYS = ", {keys} di antaranya indikator kinerja utama (IKU)"
NO_INDICATOR = "Sasaran {name} belum mempunyai indikator."
GOAL = "Sasaran ini mendukung tujuan {goal}."
MEAN = "{kind} capaian {counted} indikator pada sasaran ini adalah {mean}{category}."
CATEGORY = ", termasuk kategori {category}"
ONE = "Capaian indikator pada sasaran ini adalah {mean}{category}."
NO_MEAN = (
    "Rata-rata capaian sasaran ini belum dapat dihitung karena belum ada indikator yang "
    "mempunyai capaian."
)
LEFT_OUT = "{many} belum mempunyai capaian dan tidak dihitung nol: {codes}."
ALL_MET = "Seluruh indikator{judged} mencapai target."
JUDGED = " yang dapat dihitung"
ONE_MET = "Indikator {codes} mencapai target."
NONE_MET = "Dari {count} indikator yang dapat dihitung, belum ada yang mencapai target."
ONE_MISSED = "Indikator {codes} belum mencapai target."
ONE_KEY = ", yang merupakan indikator kinerja utama (IKU)"
SOME_MET = (
    "Dari {count} indikator yang dapat dihitung, {met} mencapai target, sedangkan {missed} belum: "
    "{codes}."
)
WEIGHTED = "Rata-rata tertimbang"


def objective_opening(facts: ReportFacts, objective: ObjectiveFacts) -> Drafted:
    """What the sasaran is, and what it is measured by."""
    note, own = Noted(), objective.code
    name = _name(note, objective)
    key = f"3.{own}.pembuka"
    if not objective.indicators:
        return note.drafted(key, NO_INDICATOR.format(name=name))
    count = note(f"{own}/jumlah-indikator", len(objective.indicators))
    keys = sum(each.is_key for each in objective.indicators)
    if keys == len(objective.indicators):
        key_words = ALL_KEYS if keys > 1 else ONE_KEY
    else:
        key_words = SOME_KEYS.format(keys=note(f"{own}/jumlah-iku", keys)) if keys else ""
    goal = GOAL.format(goal=quoted(objective.goal)) if bare_name(objective.goal) else ""
    return note.drafted(key, OPENING.format(name=name, count=count, keys=key_words), goal)


def _name(note: Noted, objective: ObjectiveFacts) -> str:
    text = note(f"{objective.code}/bunyi", bare_name(objective.text))
    return f"{code(objective.code)} {quoted(text)}" if text else code(objective.code)


def objective_closing(facts: ReportFacts, objective: ObjectiveFacts) -> Drafted:
    """The mean of the sasaran, which targets were reached, and what is missing."""
    note = Noted()
    key = f"3.{objective.code}.penutup"
    known = [each for each in objective.indicators if each.now.achievement is not None]
    missing = [each for each in objective.indicators if each.now.achievement is None]
    return note.drafted(
        key,
        _mean(note, facts, objective, len(known)),
        _met(note, objective.code, known, JUDGED if missing else ""),
        _left_out(note, objective.code, missing),
    )


def _mean(note: Noted, facts: ReportFacts, objective: ObjectiveFacts, counted: int) -> str:
    if objective.mean is None:
        return NO_MEAN
    own, year = objective.code, facts.year
    category = bare_name(objective.category)
    words = ""
    if category:
        words = CATEGORY.format(category=label(note(f"{own}/{year}/kategori", category)))
    mean = note(f"{own}/{year}/rata-rata", percent(objective.mean))
    if counted == 1:
        return ONE.format(mean=mean, category=words)
    kind = WEIGHTED if objective.mean_why.startswith(WEIGHTED) else "Rata-rata"
    number = note(f"{own}/{year}/jumlah-dihitung", counted)
    return MEAN.format(kind=kind, counted=number, mean=mean, category=words)


def _met(note: Noted, own: str, known: Sequence[IndicatorFacts], judged: str) -> str:
    if not known:
        return ""
    missed = [each for each in known if is_met(each) is False]
    named = note(f"{own}/belum-tercapai", codes(missed))
    if not missed:
        if len(known) == 1:
            return ONE_MET.format(codes=codes(known))
        return ALL_MET.format(judged=judged)
    if len(known) == 1:
        return ONE_MISSED.format(codes=codes(known))
    count = note(f"{own}/jumlah-dapat-dihitung", len(known))
    if len(missed) == len(known):
        return NONE_MET.format(count=count)
    return SOME_MET.format(
        count=count,
        met=note(f"{own}/jumlah-tercapai", len(known) - len(missed)),
        missed=note(f"{own}/jumlah-belum-tercapai", len(missed)),
        codes=named,
    )


def _left_out(note: Noted, own: str, missing: Sequence[IndicatorFacts]) -> str:
    if not missing:
        return ""
    count = note(f"{own}/jumlah-tanpa-capaian", len(missing))
    named = note(f"{own}/tanpa-capaian", codes(missing))
    return LEFT_OUT.format(many=many(count, "indikator"), codes=named)


def codes(indicators: Sequence[IndicatorFacts]) -> str:
    """Codes of indicators in a sentence; of very many only the first."""
    found = [code(each.code) for each in indicators]
    if len(found) <= MOST_CODES:
        return listed(found)
    return f"{', '.join(found[:MOST_CODES])}, dan lainnya"
