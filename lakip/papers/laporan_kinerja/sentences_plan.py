"""Bab II: what the Renstra wants, and what was agreed for the year, first and revised."""

from collections.abc import Sequence

from lakip.papers.laporan_kinerja.facts import IndicatorFacts, ReportFacts
from lakip.papers.laporan_kinerja.sentences_direction import with_unit
from lakip.papers.laporan_kinerja.sentences_drafted import Drafted, Noted, to_write
from lakip.papers.laporan_kinerja.sentences_indicator import PLAN, REVISED, target_of
from lakip.papers.laporan_kinerja.sentences_objective import codes
from lakip.papers.laporan_kinerja.sentences_opening import agency
from lakip.papers.laporan_kinerja.sentences_words import (
    bare_name,
    code,
    listed,
    many,
    quoted,
    rupiah,
)
from lakip.papers.laporan_kinerja.sentences_year import moved, revision_effect

MOST_GOALS = 6

NO_PLAN = "Renstra yang berlaku pada tahun {year} belum tercatat. {place}"
SUMMARY = "ringkasan Renstra: tujuan, sasaran, dan target jangka menengah"
THE_PLAN = "Perencanaan jangka menengah {agency} tertuang dalam {plan}{years}."
YEARS = ", yang berlaku dari tahun {first} sampai dengan tahun {last}"
CONTENT = "Di dalamnya terdapat {content}."
ONE_GOAL = "Tujuan yang hendak dicapai adalah {goals}."
GOALS = "Tujuan yang hendak dicapai adalah sebagai berikut: {goals}."
NO_INDICATOR = "Indikator kinerja tahun {year} belum tercatat."
AGREEMENT = (
    "Perjanjian Kinerja tahun {year} menetapkan target bagi {count} indikator pada {objectives} "
    "sasaran."
)
NO_AGREEMENT = "Target Perjanjian Kinerja tahun {year} belum tercatat."
MONEY = "Anggaran yang disediakan untuk mencapainya adalah {ceiling}."
FROM_PLAN = (
    "{many} memakai target Renstra karena targetnya pada Perjanjian Kinerja "
    "belum tercatat: {codes}."
)
NO_TARGET = "{many} belum mempunyai target: {codes}."
REVISION = "Perjanjian Kinerja itu diubah dengan Perjanjian Kinerja Perubahan."
CHANGES = "Target yang berubah adalah sebagai berikut: {changes}."
UNCHANGED = "Tidak ada nilai target yang berubah."
CHANGE = "target indikator {code} {moved} dari {first} menjadi {now}{effect}"
NEW = "target indikator {code} baru ditetapkan, yaitu {now}"


def plan_summary(facts: ReportFacts) -> tuple[Drafted, ...]:
    """Ringkasan Renstra: its years, and how many tujuan, sasaran and indicators it holds."""
    note = Noted()
    key, title = "2.renstra", bare_name(facts.plan)
    if not title and not facts.plan_last:
        place = to_write(SUMMARY)
        return (note.drafted(key, NO_PLAN.format(year=facts.year, place=place)),)
    years = YEARS.format(first=facts.plan_first, last=facts.plan_last) if facts.plan_last else ""
    told = THE_PLAN.format(agency=agency(facts), plan=title or "Renstra", years=years)
    return (note.drafted(key, told, _content(note, facts)), *_goals(facts))


def _content(note: Noted, facts: ReportFacts) -> str:
    counts = (
        ("tujuan", len(facts.goals)),
        ("sasaran", len(facts.objectives)),
        ("indikator", len(facts.indicators)),
    )
    parts = [f"{note(f'jumlah/{what}', count)} {what}" for what, count in counts if count]
    keys = sum(each.is_key for each in facts.indicators)
    if not parts:
        return ""
    if keys:
        parts[-1] += f" (termasuk {note('jumlah/iku', keys)} indikator kinerja utama)"
    return CONTENT.format(content=listed(parts))


def _goals(facts: ReportFacts) -> tuple[Drafted, ...]:
    named = [quoted(text) for _, text in facts.goals if bare_name(text)]
    if not named:
        return ()
    shape = ONE_GOAL if len(named) == 1 else GOALS
    more = ", dan lainnya" if len(named) > MOST_GOALS else ""
    shown = ", ".join(named[:MOST_GOALS]) + more if more else listed(named)
    return (Drafted(key="2.renstra.tujuan", text=shape.format(goals=shown)),)


def agreement(facts: ReportFacts) -> Drafted:
    """The Perjanjian Kinerja in a few sentences; its table follows."""
    note = Noted()
    key, year = "2.perjanjian-kinerja", facts.year
    if not facts.indicators:
        return note.drafted(key, NO_INDICATOR.format(year=year))
    agreed = [each for each in facts.indicators if each.now.target and each.basis != PLAN]
    planned = [each for each in facts.indicators if each.now.target and each.basis == PLAN]
    missing = [each for each in facts.indicators if not each.now.target]
    return note.drafted(
        key,
        _agreed(note, facts, agreed),
        _some(note, FROM_PLAN, "target-renstra", planned),
        _some(note, NO_TARGET, "tanpa-target", missing),
        _ceiling(note, facts) if agreed else "",
    )


def _agreed(note: Noted, facts: ReportFacts, agreed: Sequence[IndicatorFacts]) -> str:
    if not agreed:
        return NO_AGREEMENT.format(year=facts.year)
    there = {id(each) for each in agreed}
    objectives = sum(
        any(id(each) in there for each in objective.indicators) for objective in facts.objectives
    )
    return AGREEMENT.format(
        year=facts.year,
        count=note("jumlah/indikator-diperjanjikan", len(agreed)),
        objectives=note("jumlah/sasaran-diperjanjikan", objectives),
    )


def _some(note: Noted, template: str, what: str, found: Sequence[IndicatorFacts]) -> str:
    if not found:
        return ""
    count = note(f"jumlah/{what}", len(found))
    return template.format(many=many(count, "indikator"), codes=codes(found))


def _ceiling(note: Noted, facts: ReportFacts) -> str:
    if facts.ceiling is None:
        return ""
    shown = note(f"anggaran/{facts.year}/pagu", rupiah(facts.ceiling))
    return MONEY.format(ceiling=shown)


def revision(facts: ReportFacts) -> tuple[Drafted, ...]:
    """The revised targets, each with what it was before and whether it is easier; or nothing."""
    if not facts.agreement_is_revised:
        return ()
    note = Noted()
    revised = [each for each in facts.indicators if each.basis == REVISED and each.now.target]
    changes = [_change(note, each) for each in revised if each.agreement != each.now.target]
    told = CHANGES.format(changes="; ".join(changes)) if changes else UNCHANGED
    return (note.drafted("2.perubahan", REVISION, told),)


def _change(note: Noted, each: IndicatorFacts) -> str:
    now = target_of(note, each, each.now)
    if not each.agreement:
        return NEW.format(code=code(each.code), now=now)
    first = note(f"{each.code}/{each.now.year}/target-semula", each.agreement)
    return CHANGE.format(
        code=code(each.code),
        moved=moved(each),
        first=with_unit(first, each.unit),
        now=now,
        effect=revision_effect(each),
    )
