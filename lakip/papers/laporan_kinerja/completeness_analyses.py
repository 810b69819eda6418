"""III.A: the seven analyses that PermenPANRB 53/2014 asks for each sasaran and its indicators."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lakip.documents.blocks import Table
from lakip.papers.laporan_kinerja import completeness_indicator as lacking
from lakip.papers.laporan_kinerja import tables
from lakip.papers.laporan_kinerja.completeness_elements import (
    CONTENT,
    Coverage,
    Element,
    Goal,
    Lack,
    State,
    sentence,
    told,
)
from lakip.papers.laporan_kinerja.completeness_indicator import Scene
from lakip.papers.laporan_kinerja.completeness_reading import Reading
from lakip.papers.laporan_kinerja.facts import IndicatorFacts, ReportFacts

NO_INDICATOR = "Indikator kinerja tahun {year} belum dicatat."
EMPTY_OBJECTIVE = "belum mempunyai indikator"
NO_PLAN = "Renstra yang berlaku pada tahun {year} belum dicatat."
FIRST_YEAR = (
    "Tahun {year} adalah tahun pertama Renstra, sehingga belum ada tahun sebelumnya untuk "
    "dibandingkan."
)
NO_STANDARD = (
    "Tidak ada standar nasional untuk {count} indikator; hal itu dinyatakan dalam laporan."
)
FOUND = "data dan uraiannya ada untuk {count} indikator"
EXCUSED = "{count} di antaranya tanpa realisasi, dengan alasan"
UNSTANDARDISED = "{count} di antaranya dinyatakan tidak mempunyai standar nasional"

THE_PLAN = Goal(kind="rencana", name="renstra", label="Rencana kinerja")


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """One of the seven. `caption` is that of its table; empty where none is asked for."""

    code: str
    title: str
    lacks: Callable[[Scene, IndicatorFacts, str], Iterator[Lack]]
    is_covered: Callable[[ReportFacts, IndicatorFacts], bool]
    table: Callable[..., Table] | None


def _is_compared(facts: ReportFacts, each: IndicatorFacts) -> bool:
    return each.now.achievement is not None


def _has_actual(facts: ReportFacts, each: IndicatorFacts) -> bool:
    return bool(each.now.actual)


def _has_years(facts: ReportFacts, each: IndicatorFacts) -> bool:
    known = sum(bool(figure.actual) for figure in each.before)
    return bool(each.now.actual) and known >= lacking.years_wanted(facts, each)


def _has_standard_or_none(facts: ReportFacts, each: IndicatorFacts) -> bool:
    return not each.standard or bool(each.now.actual)


def _is_efficiency_known(facts: ReportFacts, each: IndicatorFacts) -> bool:
    return each.absorption is not None and each.now.achievement is not None


def _has_money(facts: ReportFacts, each: IndicatorFacts) -> bool:
    return bool(each.money)


SEVEN = (
    Analysis(
        code="III.A.1",
        title="Target dan realisasi tahun ini",
        lacks=lacking.this_year,
        is_covered=_is_compared,
        table=tables.this_year,
    ),
    Analysis(
        code="III.A.2",
        title="Perbandingan dengan tahun-tahun sebelumnya",
        lacks=lacking.earlier_years,
        is_covered=_has_years,
        table=tables.over_the_years,
    ),
    Analysis(
        code="III.A.3",
        title="Perbandingan dengan target akhir Renstra",
        lacks=lacking.plan_end,
        is_covered=_has_actual,
        table=tables.towards_the_end,
    ),
    Analysis(
        code="III.A.4",
        title="Perbandingan dengan standar nasional",
        lacks=lacking.national,
        is_covered=_has_standard_or_none,
        table=tables.against_the_standard,
    ),
    Analysis(
        code="III.A.5",
        title="Penyebab keberhasilan atau kegagalan dan solusinya",
        lacks=lacking.causes,
        is_covered=_has_actual,
        table=None,
    ),
    Analysis(
        code="III.A.6",
        title="Efisiensi penggunaan sumber daya",
        lacks=lacking.efficiency,
        is_covered=_is_efficiency_known,
        table=tables.efficiency_of,
    ),
    Analysis(
        code="III.A.7",
        title="Program dan kegiatan penunjang",
        lacks=lacking.supporting,
        is_covered=_has_money,
        table=tables.supporting,
    ),
)


def seven(facts: ReportFacts, reading: Reading) -> tuple[Element, ...]:
    """The elements III.A.1 to III.A.7, each with how many indicators it covers."""
    scene = Scene(
        facts=facts, reading=reading, without_standard=frozenset(_said_at_once(facts, reading))
    )
    return tuple(_element(scene, analysis) for analysis in SEVEN)


def _said_at_once(facts: ReportFacts, reading: Reading) -> Iterator[str]:
    """Indicators for which another of their sasaran says that there is no national standard."""
    for objective in facts.objectives:
        if any(each.standard for each in objective.indicators):
            continue
        places = {each.code: f"3.{each.code}.standar-nasional" for each in objective.indicators}
        if any(not reading.lack(place) for place in places.values()):
            yield from (code for code, place in places.items() if place not in reading.texts)


def _element(scene: Scene, analysis: Analysis) -> Element:
    facts = scene.facts
    indicators = facts.indicators
    if not indicators:
        return _missing(analysis, NO_INDICATOR.format(year=facts.year), (THE_PLAN,))
    if analysis.lacks is lacking.plan_end and not (facts.plan or facts.plan_last):
        covered = Coverage(covered=0, of=len(indicators))
        return _missing(analysis, NO_PLAN.format(year=facts.year), (THE_PLAN,), covered)
    if analysis.lacks is lacking.earlier_years and _is_first_year(facts):
        return _not_asked(analysis, FIRST_YEAR.format(year=facts.year))
    caption = analysis.table(facts, (), number="").caption if analysis.table else ""
    found = {each.code: list(analysis.lacks(scene, each, caption)) for each in indicators}
    lacks = [lack for each in found.values() for lack in each]
    covered = Coverage(
        covered=sum(
            not found[each.code] and analysis.is_covered(facts, each) for each in indicators
        ),
        of=len(indicators),
    )
    reason = sentence(told(lacks, of=len(indicators)), _empty_objectives(facts))
    if reason:
        goals = [lack.goal for lack in lacks] or [THE_PLAN]
        return _missing(analysis, reason, goals, covered)
    if analysis.lacks is lacking.national and not any(each.standard for each in indicators):
        return _not_asked(analysis, NO_STANDARD.format(count=len(indicators)))
    return Element(
        code=analysis.code,
        group=CONTENT,
        title=analysis.title,
        state=State.DONE,
        reason=_found(analysis, indicators),
        coverage=covered,
    )


def _is_first_year(facts: ReportFacts) -> bool:
    return facts.plan_first == facts.year and not any(each.before for each in facts.indicators)


def _empty_objectives(facts: ReportFacts) -> str:
    """A sasaran that nothing measures has no analysis at all."""
    empty = [each.code for each in facts.objectives if not each.indicators]
    lacks = (Lack(code=code, what=EMPTY_OBJECTIVE, goal=THE_PLAN) for code in empty)
    return told(lacks, of=len(facts.objectives), unit="sasaran")


def _found(analysis: Analysis, indicators: tuple[IndicatorFacts, ...]) -> str:
    excused = sum(lacking.is_excused(each) for each in indicators)
    without = sum(not each.standard for each in indicators)
    is_national = analysis.lacks is lacking.national
    return sentence(
        FOUND.format(count=len(indicators)),
        EXCUSED.format(count=excused) if excused else "",
        UNSTANDARDISED.format(count=without) if is_national and without else "",
    )


def _missing(
    analysis: Analysis, reason: str, goals: Iterable[Goal], covered: Coverage | None = None
) -> Element:
    return Element(
        code=analysis.code,
        group=CONTENT,
        title=analysis.title,
        state=State.MISSING,
        reason=reason,
        goals=tuple(dict.fromkeys(goals)),
        coverage=covered or Coverage(covered=0, of=0),
    )


def _not_asked(analysis: Analysis, reason: str) -> Element:
    return Element(
        code=analysis.code,
        group=CONTENT,
        title=analysis.title,
        state=State.NOT_APPLICABLE,
        reason=reason,
    )
