"""The tables of the report, from its facts. Columns: what evaluators of PermenPANRB 53/2014 ask."""

from collections.abc import Iterable
from decimal import Decimal

from lakip.documents.blocks import Table
from lakip.papers.laporan_kinerja.facts import IndicatorFacts, MoneyFacts, ReportFacts, YearFigure
from lakip.performance import numbers

DASH = "–"
NOT_YET = "belum ada data"
LEFT, RIGHT, CENTER = "left", "right", "center"


def percent(value: Decimal | None) -> str:
    """A percentage with two decimals; a dash where there is none."""
    return DASH if value is None else f"{numbers.show(value, places=2)}%"


def rupiah(value: Decimal | None) -> str:
    """Rupiah without the sign, for a column that says it."""
    return DASH if value is None else numbers.show(value)


def reached(figure: YearFigure) -> str:
    """The actual, or that there is none."""
    return figure.actual or NOT_YET


def this_year(facts: ReportFacts, indicators: Iterable[IndicatorFacts], *, number: str) -> Table:
    """III.A.1: target against actual of the year."""
    return Table(
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
        widths=(6, 26, 10, 10, 11, 11, 12),
        aligns=(LEFT, LEFT, LEFT, RIGHT, RIGHT, RIGHT, LEFT),
    )


def over_the_years(
    facts: ReportFacts, indicators: Iterable[IndicatorFacts], *, number: str
) -> Table:
    """III.A.2: actual and achievement of this year and the earlier ones, each year in a row."""
    rows = []
    for each in indicators:
        for figure in (*each.before, each.now):
            is_first = figure is (*each.before, each.now)[0]
            rows.append(
                (
                    each.code if is_first else "",
                    each.name if is_first else "",
                    str(figure.year),
                    figure.target or DASH,
                    reached(figure),
                    percent(figure.achievement),
                )
            )
    return Table(
        number=number,
        caption=f"Realisasi dan capaian sampai tahun {facts.year}",
        headings=("Kode", "Indikator kinerja", "Tahun", "Target", "Realisasi", "Capaian"),
        rows=tuple(rows),
        widths=(6, 32, 8, 12, 13, 12),
        aligns=(LEFT, LEFT, CENTER, RIGHT, RIGHT, RIGHT),
    )


def towards_the_end(
    facts: ReportFacts, indicators: Iterable[IndicatorFacts], *, number: str
) -> Table:
    """III.A.3: this year's actual against the target at the end of the plan."""
    return Table(
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
        widths=(6, 30, 11, 12, 13, 13),
        aligns=(LEFT, LEFT, LEFT, RIGHT, RIGHT, RIGHT),
    )


def against_the_standard(
    facts: ReportFacts, indicators: Iterable[IndicatorFacts], *, number: str
) -> Table:
    """III.A.4: against the national standard; "tidak ada" where there is none."""
    return Table(
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
        widths=(6, 28, 12, 12, 18, 10),
        aligns=(LEFT, LEFT, RIGHT, RIGHT, LEFT, LEFT),
    )


def efficiency_of(
    facts: ReportFacts, indicators: Iterable[IndicatorFacts], *, number: str
) -> Table:
    """III.A.6: achievement against the money that supported it."""
    return Table(
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
        widths=(6, 36, 12, 14, 16),
        aligns=(LEFT, LEFT, RIGHT, RIGHT, LEFT),
    )


def supporting(facts: ReportFacts, indicators: Iterable[IndicatorFacts], *, number: str) -> Table:
    """III.A.7: the programmes that support these indicators."""
    codes = {each.code for each in indicators}
    found = [money for money in facts.money if codes & set(money.supports)]
    return Table(
        number=number,
        caption="Program dan kegiatan penunjang",
        headings=(
            "Kode",
            "Program, kegiatan, sub-kegiatan",
            "Mendukung",
            "Pagu (Rp)",
            "Realisasi (Rp)",
            "Serapan",
        ),
        rows=tuple(_money_row(money, sorted(codes & set(money.supports))) for money in found),
        widths=(15, 27, 11, 16, 16, 10),
        aligns=(LEFT, LEFT, LEFT, RIGHT, RIGHT, RIGHT),
        strong_rows=_programmes(found),
    )


def _money_row(money: MoneyFacts, supports: list[str]) -> tuple[str, ...]:
    return (
        money.code,
        money.name,
        ", ".join(supports) or DASH,
        rupiah(money.ceiling),
        rupiah(money.spent),
        percent(money.absorption),
    )


def _programmes(found: list[MoneyFacts]) -> tuple[int, ...]:
    return tuple(at for at, money in enumerate(found) if money.level == "program")


def budget(facts: ReportFacts, *, number: str) -> Table:
    """III.B: the whole budget, with what is left and the total of the programmes."""
    rows = [
        (
            money.code,
            money.name,
            rupiah(money.ceiling),
            rupiah(money.spent),
            percent(money.absorption),
            rupiah(_left(money.ceiling, money.spent)),
        )
        for money in facts.money
    ]
    rows.append(
        (
            "",
            "Jumlah seluruh program",
            rupiah(facts.ceiling),
            rupiah(facts.spent),
            percent(facts.absorption),
            rupiah(_left(facts.ceiling, facts.spent)),
        )
    )
    return Table(
        number=number,
        caption=f"Pagu dan realisasi anggaran tahun {facts.year}",
        headings=(
            "Kode",
            "Program, kegiatan, sub-kegiatan",
            "Pagu (Rp)",
            "Realisasi (Rp)",
            "Serapan",
            "Sisa (Rp)",
        ),
        rows=tuple(rows),
        widths=(15, 29, 16, 16, 10, 14),
        aligns=(LEFT, LEFT, RIGHT, RIGHT, RIGHT, RIGHT),
        strong_rows=(*_programmes(list(facts.money)), len(rows) - 1),
    )


def _left(ceiling: Decimal | None, spent: Decimal | None) -> Decimal | None:
    return None if ceiling is None or spent is None else ceiling - spent


def agreement(facts: ReportFacts, *, number: str) -> Table:
    """The Perjanjian Kinerja: sasaran, indicator, target."""
    rows = []
    for objective in facts.objectives:
        for at, each in enumerate(objective.indicators):
            rows.append(
                (
                    objective.code if at == 0 else "",
                    objective.text if at == 0 else "",
                    f"{each.code} {each.name}",
                    each.unit,
                    each.now.target or DASH,
                )
            )
    return Table(
        number=number,
        caption=f"Perjanjian Kinerja tahun {facts.year}",
        headings=("No.", "Sasaran strategis", "Indikator kinerja", "Satuan", "Target"),
        rows=tuple(rows),
        widths=(6, 30, 36, 12, 12),
        aligns=(LEFT, LEFT, LEFT, LEFT, RIGHT),
    )


def measurement(facts: ReportFacts, *, number: str) -> Table:
    """Pengukuran kinerja: the whole year in one table, for the annex."""
    return this_year(facts, facts.indicators, number=number)


def team(facts: ReportFacts, *, number: str) -> Table:
    """Who wrote the report, by the SK."""
    return Table(
        number=number,
        caption="Tim penyusun Laporan Kinerja",
        headings=("No.", "Nama", "Kedudukan"),
        rows=tuple(
            (str(at), name, standing.capitalize())
            for at, (name, standing) in enumerate(facts.team, start=1)
        ),
        widths=(6, 50, 30),
        aligns=(CENTER, LEFT, LEFT),
    )
