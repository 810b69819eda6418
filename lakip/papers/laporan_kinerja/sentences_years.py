"""III.A.2: this year against the earlier ones, in the eyes of the indicator's direction."""

from itertools import pairwise

from lakip.papers.laporan_kinerja.facts import IndicatorFacts, ReportFacts, YearFigure
from lakip.papers.laporan_kinerja.sentences_direction import (
    Standing,
    change,
    difference,
    kind_of,
)
from lakip.papers.laporan_kinerja.sentences_drafted import Drafted, Noted
from lakip.papers.laporan_kinerja.sentences_indicator import (
    achievement_of,
    actual_of,
    names_of,
    no_actual,
)
from lakip.papers.laporan_kinerja.sentences_words import (
    listed,
)
from lakip.performance.formulas import Polarity
from lakip.performance.values import Kind

NOTHING_EARLIER = (
    "Realisasi tahun-tahun sebelumnya belum ada data, sehingga realisasi tahun {year} belum dapat "
    "dibandingkan."
)
FIRST_YEAR = (
    "Tahun {year} adalah tahun pertama Renstra, sehingga belum ada tahun sebelumnya untuk "
    "dibandingkan."
)
NOT_YET = (
    "Realisasi tahun {year} belum ada data, sehingga belum dapat dibandingkan dengan tahun {last}, "
    "yang realisasinya {actual}."
)
LAST_MISSING = "Realisasi tahun {year} {missing}"
COMPARED = (
    "Dibandingkan tahun {last}, realisasi {moved} dari {before} menjadi {now}{judged}.",
    "Realisasi {moved} dari {before} pada tahun {last} menjadi {now} pada tahun {year}{judged}.",
    "Pada tahun {last} realisasinya {before}, dan pada tahun {year} {moved} menjadi {now}{judged}.",
)
SAME = "Realisasi tahun {year} sama dengan tahun {last}, yaitu {now}."
ROSE, FELL, CHANGED = "naik", "turun", "berubah"
BECAUSE = {
    Polarity.MINIMIZE: " karena pada indikator ini semakin rendah semakin baik",
    Polarity.STABILIZE: "",
    Polarity.MAXIMIZE: "",
}
BETTER, WORSE = "membaik", "memburuk"
NEARER, FARTHER = "lebih dekat ke target", "lebih jauh dari target"
ACHIEVEMENT_MOVED = "Capaiannya {moved} dari {before} menjadi {now}."
ACHIEVEMENT_SAME = "Capaiannya sama, yaitu {now}."
DEMANDING = {
    (Standing.BETTER, False): "Walaupun realisasinya membaik, capaiannya turun dari {before} "
    "menjadi {now} karena dibandingkan dengan target yang berbeda.",
    (Standing.WORSE, True): "Walaupun realisasinya memburuk, capaiannya naik dari {before} "
    "menjadi {now} karena dibandingkan dengan target yang berbeda.",
}
SERIES = "Perkembangannya sejak tahun {first}: {values}."
SERIES_WITH_GAPS = "Perkembangannya sejak tahun {first}: {values}; tahun {gaps} belum ada data."
STEADY_COURSE = {
    Standing.BETTER: "Dengan demikian kinerja indikator ini terus membaik sejak tahun {first}.",
    Standing.EVEN: "Dengan demikian realisasinya tidak berubah sejak tahun {first}.",
    Standing.WORSE: "Dengan demikian kinerja indikator ini terus memburuk sejak tahun {first}.",
}
NEVER_WORSE = (
    "Dalam kurun itu realisasinya tidak pernah memburuk, dan dibandingkan tahun {first} hasilnya "
    "lebih baik."
)
UNSTEADY_COURSE = {
    Standing.BETTER: "Arahnya tidak selalu sama, tetapi dibandingkan tahun {first} hasilnya lebih "
    "baik.",
    Standing.EVEN: "Arahnya tidak selalu sama, dan hasilnya kembali seperti tahun {first}.",
    Standing.WORSE: "Arahnya tidak selalu sama, dan dibandingkan tahun {first} hasilnya lebih "
    "buruk.",
}


def earlier_years(facts: ReportFacts, each: IndicatorFacts, *, at: int = 0) -> Drafted:
    """This year's actual and achievement against last year's and the years before."""
    note, names = Noted(), names_of(facts)
    known = [figure for figure in each.before if figure.actual]
    key = f"3.{each.code}.tahun-sebelumnya"
    year = each.now.year
    if not known:
        is_first = facts.plan_first == year and not each.before
        return note.drafted(key, (FIRST_YEAR if is_first else NOTHING_EARLIER).format(year=year))
    last = known[-1]
    if not each.now.actual:
        note(f"{each.code}/{year}/realisasi", "")
        before = actual_of(note, each, last)
        return note.drafted(key, NOT_YET.format(year=year, last=last.year, actual=before))
    gap = _gap_before(note, each, last, names)
    return note.drafted(
        key,
        gap,
        _compared(note, each, last, at),
        _achievement(note, each, last),
        _course(note, each),
    )


def _gap_before(note: Noted, each: IndicatorFacts, last: YearFigure, names: frozenset[str]) -> str:
    """That the year just before this one has no figure, where an older one is compared with."""
    newest = each.before[-1]
    if newest is last:
        return ""
    missing = no_actual(note, each, newest, names)
    return LAST_MISSING.format(year=newest.year, missing=missing)


def _compared(note: Noted, each: IndicatorFacts, last: YearFigure, at: int) -> str:
    now = actual_of(note, each, each.now)
    before = actual_of(note, each, last)
    if last.actual == each.now.actual:
        return SAME.format(year=each.now.year, last=last.year, now=now)
    return COMPARED[at % len(COMPARED)].format(
        last=last.year,
        year=each.now.year,
        moved=f"{_moved(each, last)}{_difference(note, each, last)}",
        before=before,
        now=now,
        judged=_judged(each, last),
    )


def _moved(each: IndicatorFacts, last: YearFigure) -> str:
    """Up or down where the figures say it plainly; a ratio or "ya" only changes."""
    kinds = {kind_of(last.actual), kind_of(each.now.actual)}
    if kinds not in ({Kind.NUMBER}, {Kind.GRADE}):
        return CHANGED
    if last.number is None or each.now.number is None or last.number == each.now.number:
        return CHANGED
    return ROSE if each.now.number > last.number else FELL


def _judged(each: IndicatorFacts, last: YearFigure) -> str:
    """The judgement as the end of a sentence; empty where it cannot be judged."""
    standing = change(last, each.now, each.polarity)
    kind = kind_of(each.now.actual)
    if standing is None:
        return ""
    if each.polarity is Polarity.STABILIZE and kind is not Kind.GRADE:
        nearness = {Standing.BETTER: NEARER, Standing.WORSE: FARTHER}.get(standing)
        return f", sehingga {nearness}" if nearness else ", sama jauhnya dari target"
    better = BETTER if standing is Standing.BETTER else WORSE
    because = "" if kind in (Kind.GRADE, Kind.YES_NO) else BECAUSE[each.polarity]
    return f", yang berarti {better}{because}"


def _difference(note: Noted, each: IndicatorFacts, last: YearFigure) -> str:
    now = each.now.number
    if kind_of(each.now.actual) is not Kind.NUMBER or now is None or last.number is None:
        return ""
    shown, phrase = difference(last.number, now, each.unit)
    if not shown:
        return ""
    note(f"{each.code}/{each.now.year}/selisih-{last.year}", shown)
    return f" {phrase}"


def _achievement(note: Noted, each: IndicatorFacts, last: YearFigure) -> str:
    """How the achievements stand to each other; other targets may turn a better year's lower."""
    was, is_ = last.achievement, each.now.achievement
    if was is None or is_ is None:
        return ""
    before, now = achievement_of(note, each, last), achievement_of(note, each, each.now)
    if before == now:
        return ACHIEVEMENT_SAME.format(now=now)
    has_risen = is_ > was
    standing = change(last, each.now, each.polarity)
    if last.target != each.now.target and standing is not None:
        contrary = DEMANDING.get((standing, has_risen))
        if contrary:
            return contrary.format(before=before, now=now)
    return ACHIEVEMENT_MOVED.format(moved=ROSE if has_risen else FELL, before=before, now=now)


def _course(note: Noted, each: IndicatorFacts) -> str:
    """All the years with a figure, and whether they go one way; empty below three."""
    known = [figure for figure in (*each.before, each.now) if figure.actual]
    if len(known) < 3:
        return ""
    first = known[0].year
    values = listed(f"{actual_of(note, each, one)} ({one.year})" for one in known)
    gaps = listed(str(one.year) for one in each.before if not one.actual and one.year > first)
    series = (SERIES_WITH_GAPS if gaps else SERIES).format(first=first, values=values, gaps=gaps)
    return " ".join(filter(None, (series, _direction(each, known))))


def _direction(each: IndicatorFacts, known: list[YearFigure]) -> str:
    steps = [change(before, now, each.polarity) for before, now in pairwise(known)]
    whole = change(known[0], known[-1], each.polarity)
    if whole is None or None in steps:
        return ""
    if whole is Standing.EVEN and known[0].actual != known[-1].actual:
        return ""  # As far from the target as before, on the other side of it: no course.
    if whole is Standing.BETTER and set(steps) == {Standing.BETTER, Standing.EVEN}:
        return NEVER_WORSE.format(first=known[0].year)
    course = STEADY_COURSE if set(steps) == {whole} else UNSTEADY_COURSE
    return course[whole].format(first=known[0].year)
