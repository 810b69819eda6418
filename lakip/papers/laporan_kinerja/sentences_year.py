"""III.A.1: the target of the year, what was reached of it, and whether that is enough."""

from lakip.papers.laporan_kinerja.facts import IndicatorFacts, ReportFacts
from lakip.papers.laporan_kinerja.sentences_direction import (
    Standing,
    against_target,
    bounds_in,
    by_direction,
    difference,
    kind_of,
    number_in,
    with_unit,
)
from lakip.papers.laporan_kinerja.sentences_drafted import Drafted, Noted
from lakip.papers.laporan_kinerja.sentences_indicator import (
    PLAN,
    REVISED,
    achievement_of,
    actual_of,
    named,
    names_of,
    no_actual,
    target_of,
)
from lakip.papers.laporan_kinerja.sentences_words import (
    bare_name,
    clean,
    label,
    sentence,
)
from lakip.performance.formulas import Polarity
from lakip.performance.values import Kind

# By the place of the indicator in the report, so that neighbours do not read alike.
OPENINGS = (
    "Pada tahun {year}, {name} ditargetkan {target} dan terealisasi {actual}.",
    "Realisasi {name} pada tahun {year} adalah {actual}, dengan target {target}.",
    "Target {name} untuk tahun {year} adalah {target}, dan realisasinya {actual}.",
)
TAILS = (
    "{verdict}, sehingga capaiannya {achievement}{category}.",
    "{verdict}, dengan capaian {achievement}{category}.",
    "{verdict}; capaiannya {achievement}{category}.",
)
CATEGORIES = (
    " dan termasuk kategori {category}",
    " dalam kategori {category}",
    " dengan kategori {category}",
)
NOT_AIMED = (
    "{first} Target tahun {year} belum ditetapkan, sehingga capaiannya belum dapat dihitung."
)
NOT_COUNTED = "Karena itu capaiannya belum dapat dihitung dan tidak dianggap nol."
STANDING = {
    (Polarity.MAXIMIZE, Standing.BETTER): "Realisasi itu melampaui target",
    (Polarity.MAXIMIZE, Standing.WORSE): "Realisasi itu belum mencapai target",
    (Polarity.MINIMIZE, Standing.BETTER): "Realisasi itu lebih rendah dari target, yang "
    "pada indikator ini berarti lebih baik",
    (Polarity.MINIMIZE, Standing.WORSE): "Realisasi itu lebih tinggi dari target, yang berarti "
    "target belum tercapai",
    (Polarity.STABILIZE, Standing.WORSE): "Realisasi itu menyimpang{apart} dari target",
}
EVEN = "Realisasi itu tepat sama dengan target"
IN_RANGE = "Realisasi itu berada di dalam rentang target"
ZERO_MET, ZERO_MISSED = "Target nol itu tercapai", "Target nol itu belum tercapai"
GRADES = {
    Standing.BETTER: "Predikat itu lebih tinggi dari yang ditargetkan",
    Standing.EVEN: "Predikat itu sama dengan yang ditargetkan",
    Standing.WORSE: "Predikat itu lebih rendah dari yang ditargetkan",
}
AS_AIMED = {True: "Hasil itu sesuai dengan target", False: "Hasil itu belum sesuai dengan target"}
CHANGED = "Target itu {moved} dalam Perjanjian Kinerja Perubahan dari semula {first}{effect}."
EASED, HARDENED = ", sehingga lebih ringan", ", sehingga lebih berat"
LOWERED, RAISED = "diturunkan", "dinaikkan"
NEWLY_AIMED = "Target itu baru ditetapkan dalam Perjanjian Kinerja Perubahan."
FROM_THE_PLAN = (
    "Target itu diambil dari Renstra karena target pada Perjanjian Kinerja belum tercatat."
)


def this_year(facts: ReportFacts, each: IndicatorFacts, *, at: int = 0) -> Drafted:
    """Target against actual of the year. `at` is the indicator's place in the report."""
    note = Noted()
    told = (
        _reached(note, each, at) if each.now.actual else _not_reached(note, each, names_of(facts))
    )
    basis = target_basis(note, each) if each.now.target else ""
    return note.drafted(f"3.{each.code}.tahun-ini", *told, basis)


def _not_reached(note: Noted, each: IndicatorFacts, names: frozenset[str]) -> tuple[str, ...]:
    year = each.now.year
    name = sentence(named(note, each)).rstrip(".")
    if each.now.target:
        aimed = f"{name} ditargetkan {target_of(note, each, each.now)} pada tahun {year}."
    else:
        aimed = f"{name} belum mempunyai target untuk tahun {year}."
    return aimed, f"Realisasinya {no_actual(note, each, each.now, names)}", NOT_COUNTED


def _reached(note: Noted, each: IndicatorFacts, at: int) -> tuple[str, ...]:
    actual, year = actual_of(note, each, each.now), each.now.year
    if not each.now.target:
        note(f"{each.code}/{year}/target", "")
        first = f"Realisasi {named(note, each)} pada tahun {year} adalah {actual}."
        return (NOT_AIMED.format(first=first, year=year),)
    target = target_of(note, each, each.now)
    opening = OPENINGS[at % len(OPENINGS)].format(
        year=year, name=named(note, each), target=target, actual=actual
    )
    if each.now.achievement is None:
        return sentence(opening), _why_none(note, each)
    tail = TAILS[at % len(TAILS)].format(
        verdict=verdict(note, each),
        achievement=achievement_of(note, each, each.now),
        category=_category(note, each, at),
    )
    return sentence(opening), tail


def _category(note: Noted, each: IndicatorFacts, at: int) -> str:
    if not bare_name(each.now.category):
        return ""
    said = note(f"{each.code}/{each.now.year}/kategori", bare_name(each.now.category))
    return CATEGORIES[at % len(CATEGORIES)].format(category=label(said))


def _why_none(note: Noted, each: IndicatorFacts) -> str:
    """Both figures are there and cannot be held against each other; the arithmetic says why."""
    why = clean(each.now.why)
    if not why:
        return "Capaiannya belum dapat dihitung."
    return sentence(note(f"{each.code}/{each.now.year}/cara-hitung", why))


def verdict(note: Noted, each: IndicatorFacts) -> str:
    """Whether the target was reached, by the direction of the indicator; without a full stop."""
    standing = against_target(each.now, each.polarity)
    if standing is None:
        return "Realisasi itu belum dapat dibandingkan dengan target"
    is_reached = standing is not Standing.WORSE
    kind = kind_of(each.now.target)
    if kind is Kind.GRADE:
        return GRADES[standing]
    if kind is Kind.YES_NO:
        return AS_AIMED[is_reached]
    if kind is Kind.RANGE:
        return _against_range(each, standing)
    if each.now.target_number == 0 and each.polarity is not Polarity.STABILIZE:
        return ZERO_MET if is_reached else ZERO_MISSED
    if standing is Standing.EVEN:
        return EVEN
    return STANDING[each.polarity, standing].format(apart=_apart(note, each))


def _against_range(each: IndicatorFacts, standing: Standing) -> str:
    bounds, number = bounds_in(each.now.target), each.now.number
    if standing is Standing.EVEN or bounds is None or number is None:
        return IN_RANGE if standing is Standing.EVEN else AS_AIMED[False]
    side = "di bawah" if number < bounds.low else "di atas"
    effect = {
        Standing.BETTER: "yang berarti lebih baik dari target",
        Standing.WORSE: "yang berarti target belum tercapai",
    }[standing]
    return f"Realisasi itu berada {side} rentang target, {effect}"


def _apart(note: Noted, each: IndicatorFacts) -> str:
    """How far an actual is from its target, where near is best: " 1,4 poin persen"."""
    number, aimed = each.now.number, each.now.target_number
    if each.polarity is not Polarity.STABILIZE or number is None or aimed is None:
        return ""
    if kind_of(each.now.actual) is not Kind.NUMBER:
        return ""
    shown, phrase = difference(aimed, number, each.unit)
    if not shown:
        return ""
    note(f"{each.code}/{each.now.year}/simpangan", shown)
    return f" {phrase}"


def target_basis(note: Noted, each: IndicatorFacts) -> str:
    """Which paper the target is from, where it is not simply the first agreement."""
    if each.basis == PLAN:
        return FROM_THE_PLAN
    if each.basis != REVISED:
        return ""
    if not each.agreement:
        return NEWLY_AIMED
    if each.agreement == each.now.target:
        return ""
    first = with_unit(note(f"{each.code}/{each.now.year}/target-semula", each.agreement), each.unit)
    return CHANGED.format(moved=moved(each), first=first, effect=revision_effect(each))


def revision_effect(each: IndicatorFacts) -> str:
    """Whether a revised target is easier or harder to reach; empty where that cannot be told."""
    first, revised = number_in(each.agreement), number_in(each.now.target)
    if first is None or revised is None:
        return ""
    standing = by_direction(first, revised, each.polarity)
    if standing is Standing.WORSE:
        return EASED
    return HARDENED if standing is Standing.BETTER else ""


def moved(each: IndicatorFacts) -> str:
    """How a revised target moved: "diturunkan", "dinaikkan" or only "diubah"."""
    first, revised = number_in(each.agreement), number_in(each.now.target)
    if first is None or revised is None or first == revised:
        return "diubah"
    return LOWERED if revised < first else RAISED
