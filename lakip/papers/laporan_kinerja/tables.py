"""The tables of the report, from its facts. Columns: what evaluators of PermenPANRB 53/2014 ask."""

from collections.abc import Iterable
from decimal import Decimal

from lakip.documents.blocks import Table
from lakip.papers.laporan_kinerja.facts import IndicatorFacts, MoneyFacts, ReportFacts, YearFigure
from lakip.papers.laporan_kinerja.tables_annexes import measurement as measurement
from lakip.papers.laporan_kinerja.tables_cells import (
    CENTER,
    LEFT,
    RIGHT,
    made,
    reached,
)
from lakip.papers.laporan_kinerja.tables_cells import DASH as DASH
from lakip.papers.laporan_kinerja.tables_cells import MISSING as MISSING
from lakip.papers.laporan_kinerja.tables_cells import percent as percent
from lakip.papers.laporan_kinerja.tables_cells import rupiah as rupiah

YEARLY = "Target\nRealisasi\nCapaian"
MOST_YEARS = 5  # Years side by side; PermenPANRB 53/2014 asks for several.


def this_year(facts: ReportFacts, indicators: Iterable[IndicatorFacts], *, number: str) -> Table:
    """III.A.1: target against actual of the year."""
    return made(
        number=number,
        caption=f"Target dan realisasi tahun {facts.year}",
        headings=(
            "Kode",
            "Indikator kinerja",
            "Satuan",
            "Target",
            "Realisasi",
            "Capaian",
            "Kategori",
        ),
        rows=tuple(
            (
                each.code,
                each.name,
                each.unit,
                each.now.target or DASH,
                reached(each.now),
                percent(each.now.achievement),
                each.now.category or DASH,
            )
            for each in indicators
        ),
        aligns=(LEFT, LEFT, LEFT, RIGHT, RIGHT, RIGHT, LEFT),
    )


def over_the_years(
    facts: ReportFacts, indicators: Iterable[IndicatorFacts], *, number: str
) -> Table:
    """III.A.2: target, actual and achievement of this year and the earlier ones, side by side."""
    found = tuple(indicators)
    years = sorted({figure.year for each in found for figure in _years(each)})[-MOST_YEARS:]
    return made(
        number=number,
        caption=f"Realisasi dan capaian sampai tahun {facts.year}",
        headings=("Kode", "Indikator kinerja", "Uraian", *map(str, years)),
        rows=[
            (each.code, each.name, YEARLY, *(_of_year(each, year) for year in years))
            for each in found
        ],
        aligns=(LEFT, LEFT, LEFT, *(RIGHT for _ in years)),
    )


def _years(each: IndicatorFacts) -> tuple[YearFigure, ...]:
    return (*each.before, each.now)


def _of_year(each: IndicatorFacts, year: int) -> str:
    """Three lines, those of `YEARLY`; a year without any record has dashes."""
    figure = next((one for one in _years(each) if one.year == year), None)
    if figure is None:
        return "\n".join((DASH, DASH, DASH))
    actual = figure.actual or MISSING
    return "\n".join((figure.target or DASH, actual, percent(figure.achievement)))


def towards_the_end(
    facts: ReportFacts, indicators: Iterable[IndicatorFacts], *, number: str
) -> Table:
    """III.A.3: this year's actual against the target at the end of the plan."""
    return made(
        number=number,
        caption=f"Realisasi tahun {facts.year} dibandingkan target akhir Renstra",
        headings=(
            "Kode",
            "Indikator kinerja",
            "Satuan",
            f"Target {facts.plan_last}",
            f"Realisasi {facts.year}",
            "Tingkat kemajuan",
        ),
        rows=tuple(
            (
                each.code,
                each.name,
                each.unit,
                each.plan_end.target if each.plan_end else DASH,
                reached(each.now),
                percent(each.progress),
            )
            for each in indicators
        ),
        aligns=(LEFT, LEFT, LEFT, RIGHT, RIGHT, RIGHT),
    )


def against_the_standard(
    facts: ReportFacts, indicators: Iterable[IndicatorFacts], *, number: str
) -> Table:
    """III.A.4: against the national standard; "tidak ada" where there is none."""
    return made(
        number=number,
        caption=f"Realisasi tahun {facts.year} dibandingkan standar nasional",
        headings=("Kode", "Indikator kinerja", "Realisasi", "Standar nasional", "Sumber", "Posisi"),
        rows=tuple(
            (
                each.code,
                each.name,
                reached(each.now),
                each.standard or "tidak ada",
                each.standard_source or DASH,
                each.standard_gap or DASH,
            )
            for each in indicators
        ),
        aligns=(LEFT, LEFT, RIGHT, RIGHT, LEFT, LEFT),
    )


def efficiency_of(
    facts: ReportFacts, indicators: Iterable[IndicatorFacts], *, number: str
) -> Table:
    """III.A.6: achievement against the money that supported it."""
    return made(
        number=number,
        caption="Efisiensi penggunaan sumber daya",
        headings=("Kode", "Indikator kinerja", "Capaian", "Serapan anggaran", "Efisiensi"),
        rows=tuple(
            (
                each.code,
                each.name,
                percent(each.now.achievement),
                percent(each.absorption),
                each.efficiency or DASH,
            )
            for each in indicators
        ),
        aligns=(LEFT, LEFT, RIGHT, RIGHT, LEFT),
    )


def supporting(facts: ReportFacts, indicators: Iterable[IndicatorFacts], *, number: str) -> Table:
    """III.A.7: the programmes that support these indicators."""
    codes = {each.code for each in indicators}
    found = [money for money in facts.money if codes & set(money.supports)]
    return made(
        number=number,
        caption="Program dan kegiatan penunjang",
        headings=(
            "Program, kegiatan, sub-kegiatan",
            "Mendukung",
            "Pagu (Rp)",
            "Realisasi (Rp)",
            "Serapan",
        ),
        rows=tuple(_money_row(money, sorted(codes & set(money.supports))) for money in found),
        aligns=(LEFT, LEFT, RIGHT, RIGHT, RIGHT),
        strong_rows=_programmes(found),
    )


def _money_row(money: MoneyFacts, supports: list[str]) -> tuple[str, ...]:
    return (
        _named(money),
        ", ".join(supports) or DASH,
        rupiah(money.ceiling),
        rupiah(money.spent),
        percent(money.absorption),
    )


def _named(money: MoneyFacts) -> str:
    """The long code above the name: beside it, it would leave the name no room."""
    return f"{money.code}\n{money.name}" if money.code else money.name


def _programmes(found: list[MoneyFacts]) -> tuple[int, ...]:
    return tuple(at for at, money in enumerate(found) if money.level == "program")


def budget(facts: ReportFacts, *, number: str) -> Table:
    """III.B: the whole budget, with what is left and the total of the programmes."""
    rows = [
        (
            _named(money),
            rupiah(money.ceiling),
            rupiah(money.spent),
            percent(money.absorption),
            rupiah(_left(money.ceiling, money.spent)),
        )
        for money in facts.money
    ]
    rows.append(
        (
            "Jumlah seluruh program",
            rupiah(facts.ceiling),
            rupiah(facts.spent),
            percent(facts.absorption),
            rupiah(_left(facts.ceiling, facts.spent)),
        )
    )
    return made(
        number=number,
        caption=f"Pagu dan realisasi anggaran tahun {facts.year}",
        headings=(
            "Program, kegiatan, sub-kegiatan",
            "Pagu (Rp)",
            "Realisasi (Rp)",
            "Serapan",
            "Sisa (Rp)",
        ),
        rows=tuple(rows),
        aligns=(LEFT, RIGHT, RIGHT, RIGHT, RIGHT),
        strong_rows=(*_programmes(list(facts.money)), len(rows) - 1),
    )


def _left(ceiling: Decimal | None, spent: Decimal | None) -> Decimal | None:
    return None if ceiling is None or spent is None else ceiling - spent


def agreement(facts: ReportFacts, *, number: str) -> Table:
    """The Perjanjian Kinerja: sasaran, indicator, target."""
    return made(
        number=number,
        caption=f"Perjanjian Kinerja tahun {facts.year}",
        headings=("Kode", "Sasaran strategis", "Indikator kinerja", "Satuan", "Target"),
        rows=[
            (
                objective.code if at == 0 else "",
                objective.text if at == 0 else "",
                f"{each.code} {each.name}",
                each.unit,
                each.now.target or DASH,
            )
            for objective in facts.objectives
            for at, each in enumerate(objective.indicators)
        ],
        aligns=(LEFT, LEFT, LEFT, LEFT, RIGHT),
    )


def policy(facts: ReportFacts, *, number: str) -> Table:
    """How achievements were computed, rule by rule."""
    return made(
        number=number,
        caption="Ketentuan penghitungan capaian",
        headings=("No.", "Ketentuan"),
        rows=[(str(at), rule) for at, rule in enumerate(facts.policy, start=1)],
        aligns=(CENTER, LEFT),
    )
