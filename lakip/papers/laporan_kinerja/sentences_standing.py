"""III.A.3 and III.A.4: how far the Renstra's end is, and where the nation stands."""

from decimal import Decimal

from lakip.papers.laporan_kinerja.facts import IndicatorFacts, ReportFacts, YearFigure
from lakip.papers.laporan_kinerja.sentences_direction import (
    Standing,
    against_target,
    bounds_in,
    difference,
    kind_of,
    number_in,
    with_unit,
)
from lakip.papers.laporan_kinerja.sentences_drafted import Drafted, Noted
from lakip.papers.laporan_kinerja.sentences_indicator import (
    actual_of,
    value_of,
)
from lakip.papers.laporan_kinerja.sentences_words import (
    bare_name,
    percent,
)
from lakip.performance.formulas import Polarity
from lakip.performance.values import Kind

NO_PLAN = (
    "Renstra yang berlaku pada tahun {year} belum tercatat, sehingga realisasi belum dapat "
    "dibandingkan dengan target jangka menengah."
)
NO_END = (
    "Target akhir Renstra untuk indikator ini belum ditetapkan, sehingga tingkat kemajuannya "
    "belum dapat dihitung."
)
WAITING = (
    "Target akhir Renstra pada tahun {end} adalah {target}. Realisasi tahun {year} belum ada "
    "data, sehingga tingkat kemajuannya belum dapat dihitung."
)
TOWARDS = (
    "Target akhir Renstra pada tahun {end} adalah {target}; realisasi tahun {year} adalah {actual}"
    "{progress}.",
    "Terhadap target akhir Renstra tahun {end}, yaitu {target}, realisasi sampai dengan tahun "
    "{year} adalah {actual}{progress}.",
    "Renstra menargetkan {target} pada tahun {end}, dan sampai dengan tahun {year} realisasinya "
    "{actual}{progress}.",
)
PROGRESS = ", dengan tingkat kemajuan {progress}"
THERE = {
    Standing.BETTER: "Target akhir Renstra itu sudah terlampaui dan perlu dipertahankan.",
    Standing.EVEN: "Target akhir Renstra itu sudah tercapai dan perlu dipertahankan.",
}
THIS_IS_THE_END = {
    True: "Tahun {year} adalah tahun terakhir Renstra, dan target akhirnya tercapai.",
    False: "Tahun {year} adalah tahun terakhir Renstra, dan target akhirnya belum tercapai.",
}
LEFT = "Untuk mencapainya, realisasi masih harus {move} {apart} dalam {years} tahun."
LEFT_UNCOUNTED = "Target akhir Renstra itu belum tercapai dan masih tersisa {years} tahun."

NO_STANDARD = "Standar nasional untuk indikator ini tidak ada."
STANDARD = "Standar nasional untuk indikator ini adalah {standard}{source}."
STANDARD_WAITING = (
    "Realisasi tahun {year} belum ada data, sehingga belum dapat dibandingkan dengan standar itu."
)
AGAINST = {
    "lebih baik": "Realisasi tahun {year}, yaitu {actual}, lebih baik dari standar nasional{by}.",
    "setara": "Realisasi tahun {year}, yaitu {actual}, setara dengan standar nasional.",
    "di bawah": "Realisasi tahun {year}, yaitu {actual}, belum sebaik standar nasional{by}.",
}
UNJUDGED = "Realisasi tahun {year} adalah {actual}, dan belum dapat dinilai terhadap standar itu."
BY = ", dengan selisih {apart}"


def plan_end(facts: ReportFacts, each: IndicatorFacts, *, at: int = 0) -> Drafted:
    """This year's actual against the target of the Renstra's last year."""
    note = Noted()
    key, year, end = f"3.{each.code}.akhir-renstra", each.now.year, each.plan_end
    if end is None or not end.target:
        no_plan = not facts.plan and not facts.plan_last
        return note.drafted(key, NO_PLAN.format(year=year) if no_plan else NO_END)
    target = value_of(note, each, end.year, "target-akhir-renstra", end.target)
    if not each.now.actual:
        note(f"{each.code}/{year}/realisasi", "")
        return note.drafted(key, WAITING.format(end=end.year, target=target, year=year))
    progress = ""
    if each.progress is not None:
        shown = note(f"{each.code}/{year}/kemajuan", percent(each.progress))
        progress = PROGRESS.format(progress=shown)
    told = TOWARDS[at % len(TOWARDS)].format(
        end=end.year,
        target=target,
        year=year,
        actual=actual_of(note, each, each.now),
        progress=progress,
    )
    return note.drafted(key, told, _what_is_left(note, each, end))


def _what_is_left(note: Noted, each: IndicatorFacts, end: YearFigure) -> str:
    """Whether the end is reached, and if not, how far it still is."""
    aimed = YearFigure(
        year=each.now.year,
        target=end.target,
        target_number=end.target_number,
        actual=each.now.actual,
        number=each.now.number,
        achievement=each.progress,
    )
    standing = against_target(aimed, each.polarity)
    if standing is None:
        return ""
    years = end.year - each.now.year
    if years <= 0:
        return THIS_IS_THE_END[standing is not Standing.WORSE].format(year=each.now.year)
    if standing is not Standing.WORSE:
        return THERE[standing]
    note(f"{each.code}/{each.now.year}/sisa-tahun", years)
    apart = _distance(note, each, end)
    if not apart:
        return LEFT_UNCOUNTED.format(years=years)
    has_to_rise = _nearer(end, each) > (each.now.number or Decimal(0))
    return LEFT.format(move="naik" if has_to_rise else "turun", apart=apart, years=years)


def _distance(note: Noted, each: IndicatorFacts, end: YearFigure) -> str:
    """What is still missing to the target of the end, for plain figures."""
    if kind_of(each.now.actual) is not Kind.NUMBER or each.now.number is None:
        return ""
    if end.target_number is None:
        return ""
    shown, phrase = difference(each.now.number, _nearer(end, each), each.unit)
    if shown:
        note(f"{each.code}/{each.now.year}/kurang-ke-{end.year}", shown)
    return phrase


def _nearer(end: YearFigure, each: IndicatorFacts) -> Decimal:
    """The target of the end; of a range the bound that is nearer to the actual."""
    number, bounds = each.now.number or Decimal(0), bounds_in(end.target)
    if bounds is None:
        return end.target_number or Decimal(0)
    return bounds.low if number < bounds.low else bounds.high


def national(facts: ReportFacts, each: IndicatorFacts, *, at: int = 0) -> Drafted:
    """This year's actual against the national standard, or that there is none."""
    note = Noted()
    key, year = f"3.{each.code}.standar-nasional", each.now.year
    if not each.standard:
        return note.drafted(key, NO_STANDARD)
    shown = note(f"{each.code}/standar", each.standard)
    source = bare_name(each.standard_source)
    told = STANDARD.format(
        standard=with_unit(shown, each.unit),
        source=f", dengan sumber {note(f'{each.code}/sumber-standar', source)}" if source else "",
    )
    if not each.now.actual:
        note(f"{each.code}/{year}/realisasi", "")
        return note.drafted(key, told, STANDARD_WAITING.format(year=year))
    return note.drafted(key, told, _against_standard(note, each))


def _against_standard(note: Noted, each: IndicatorFacts) -> str:
    actual, year = actual_of(note, each, each.now), each.now.year
    gap = each.standard_gap
    standard = number_in(each.standard)
    # Where near the target is best, above or below a standard is neither better nor worse.
    if gap not in AGAINST or (each.polarity is Polarity.STABILIZE and gap != "setara"):
        return UNJUDGED.format(year=year, actual=actual)
    note(f"{each.code}/{year}/posisi-standar", gap)
    by = ""
    plain = kind_of(each.standard) is kind_of(each.now.actual) is Kind.NUMBER
    if plain and standard is not None and each.now.number is not None:
        apart, phrase = difference(standard, each.now.number, each.unit)
        if apart:
            note(f"{each.code}/{year}/selisih-standar", apart)
            by = BY.format(apart=phrase)
    return AGAINST[gap].format(year=year, actual=actual, by=by)
