"""Facts of reports as no table of a regulation foresees them."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from lakip.papers.laporan_kinerja.facts import IndicatorFacts, ReportFacts, YearFigure
from tests.papers.report_sentences_sample import one_of, rich

LONG = (
    "Persentase keluarga penerima manfaat yang memperoleh pendampingan dan perlindungan sosial "
    "terpadu sepanjang tahun anggaran menurut kecamatan, kelompok umur, dan jenis bantuan yang "
)
NAME = (LONG * 4)[:600].strip()
UNBROKEN = "Pertanggungjawaban/" * 16


def _with(facts: ReportFacts, change: Callable[[IndicatorFacts], IndicatorFacts]) -> ReportFacts:
    """Every indicator of the report changed in one way."""
    return replace(
        facts,
        objectives=tuple(
            replace(each, indicators=tuple(change(one) for one in each.indicators))
            for each in facts.objectives
        ),
    )


def _with_figures(change: Callable[[YearFigure], YearFigure]) -> ReportFacts:
    """Every figure of every year changed in one way."""
    return _with(
        rich(),
        lambda each: replace(
            each, now=change(each.now), before=tuple(change(one) for one in each.before)
        ),
    )


def one_indicator() -> ReportFacts:
    """A single indicator of a single sasaran, and no money."""
    facts, only = rich(), one_of(rich(), "S1.1")
    objective = replace(facts.objectives[0], indicators=(replace(only, money=()),))
    return replace(facts, objectives=(objective,), money=(), ceiling=None, spent=None)


def names_of_six_hundred_letters() -> ReportFacts:
    """Every indicator, sasaran and programme is called so."""
    facts = _with(rich(), lambda each: replace(each, name=NAME))
    return replace(
        facts,
        objectives=tuple(replace(each, text=NAME) for each in facts.objectives),
        money=tuple(replace(each, name=NAME) for each in facts.money),
    )


def words_broader_than_a_column() -> ReportFacts:
    """Names, units and sources of one word that no column holds."""
    return _with(
        rich(),
        lambda each: replace(
            each, name=UNBROKEN, unit="Kecamatan/Kelurahan/Desa" * 3, source=UNBROKEN
        ),
    )


def huge_figures() -> ReportFacts:
    """Eighteen digits before the decimal sign."""
    large = Decimal(10) ** 17 + Decimal("0.25")
    shown = "100.000.000.000.000.000,25"

    def enlarged(figure: YearFigure) -> YearFigure:
        return replace(
            figure, target=shown, target_number=large, actual=shown, number=large,
            achievement=Decimal(100),
        )  # fmt: skip

    return _with_figures(enlarged)


def nothing_but_equal_figures() -> ReportFacts:
    """All targets and actuals are nought, this year and before."""

    def level(figure: YearFigure) -> YearFigure:
        nought = Decimal(0)
        return replace(figure, target="0", target_number=nought, actual="0", number=nought)

    return _with_figures(level)


def less_than_nothing() -> ReportFacts:
    """Figures, targets and achievements below zero."""

    def sunk(figure: YearFigure) -> YearFigure:
        below = Decimal("-12.5")
        return replace(
            figure, target="-10", target_number=Decimal(-10), actual="-12,5", number=below,
            achievement=Decimal("-25"), category="Sangat rendah",
        )  # fmt: skip

    return _with_figures(sunk)


def no_figure_at_all() -> ReportFacts:
    """A plan without one figure."""

    def gone(figure: YearFigure) -> YearFigure:
        return YearFigure(year=figure.year, missing_because="Belum dihitung")

    facts = _with_figures(gone)
    return replace(
        facts,
        objectives=tuple(
            replace(each, mean=None, category="", mean_why="") for each in facts.objectives
        ),
    )


def from_right_to_left() -> ReportFacts:
    """Names in Arabic and Hebrew letters, in tables, charts and sentences."""
    return _with(rich(), lambda each: replace(each, name=f"{each.name} (نسبة الأسر, שיעור)"))


def with_marks_of_markup() -> ReportFacts:
    """Names that would be commands if anybody took them for such."""
    name = '#pagebreak() <script>alert(1)</script> {{ 7*7 }} & "R" \' $x^2$ *tebal* _miring_ @ref'
    return _with(rich(), lambda each: replace(each, name=f"{name} {each.code}"))


def many(count: int, *, of_each: int = 20) -> ReportFacts:
    """A report of so many indicators."""
    facts = rich()
    known = facts.indicators
    return replace(
        facts,
        objectives=tuple(
            replace(
                facts.objectives[0],
                code=f"S{number}",
                text=f"{facts.objectives[0].text} {number}",
                indicators=tuple(
                    replace(
                        known[(number * of_each + at) % len(known)],
                        code=f"S{number}.{at}",
                        name=f"{known[(number * of_each + at) % len(known)].name} {number}.{at}",
                    )
                    for at in range(1, of_each + 1)
                ),
            )
            for number in range(1, count // of_each + 1)
        ),
    )


ODD: dict[str, Callable[[], ReportFacts]] = {
    "one indicator": one_indicator,
    "names of 600 letters": names_of_six_hundred_letters,
    "words broader than a column": words_broader_than_a_column,
    "huge figures": huge_figures,
    "nothing but equal figures": nothing_but_equal_figures,
    "less than nothing": less_than_nothing,
    "no figure at all": no_figure_at_all,
    "from right to left": from_right_to_left,
    "marks of markup": with_marks_of_markup,
}
