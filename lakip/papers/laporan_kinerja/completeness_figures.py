"""What the number checker says of the report's own figures, each with where it is mended.

The checker reads the same tables that are printed. Only the direction of each indicator is added,
which the printed tables do not say, so that nothing has to be guessed from names.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lakip.papers.laporan_kinerja import tables
from lakip.papers.laporan_kinerja.completeness_elements import REST, Element, Goal, State, sentence
from lakip.papers.laporan_kinerja.facts import ReportFacts, YearFigure
from lakip.papers.laporan_kinerja.tables_cells import DASH, percent
from lakip.performance.figures import Certainty, Finding, check
from lakip.performance.numbers import Unreadable
from lakip.performance.tables import recognise

HEADINGS = (
    "Kode",
    "Indikator kinerja",
    "Satuan",
    "Target",
    "Realisasi",
    "Capaian",
    "Kategori",
    "Polaritas",
)
OF_A_YEAR = "{code} tahun {year}: {sentence}"
OF_MONEY = "{code}: {sentence}"
TOTAL = "Jumlah anggaran"

CODE, TITLE = "angka", "Temuan pemeriksa angka"
NOTHING_FOUND = "Pemeriksa angka tidak menemukan kesalahan"
FOUND = "{count} temuan pemeriksa angka belum diselesaikan: {first}"
TO_LOOK_AT = "{count} hal layak dilihat"


@dataclass(frozen=True, kw_only=True)
class Unresolved:
    """One finding that nobody has mended or explained. `text` is a whole sentence.

    `goal` is the indicator or programme it is about; an unsure one only asks to be looked at.
    """

    text: str
    goal: Goal
    is_sure: bool = True


def findings_of(facts: ReportFacts) -> tuple[Unresolved, ...]:
    """The findings on this year's figures, those of earlier years, and the money."""
    return (*_indicators(facts), *_money(facts))


def _indicators(facts: ReportFacts) -> Iterator[Unresolved]:
    years = sorted({one.year for each in facts.indicators for one in (*each.before, each.now)})
    for year in reversed(years):
        rows, codes = [], []
        for each in facts.indicators:
            figure = next((one for one in (*each.before, each.now) if one.year == year), None)
            if figure is not None:
                rows.append(_row(each.code, each.name, each.unit, figure, str(each.polarity)))
                codes.append(each.code)
        for finding in _checked(HEADINGS, rows):
            code = codes[finding.row - 1]
            text = OF_A_YEAR.format(code=code, year=year, sentence=finding.sentence)
            goal = Goal(kind="angka", name=code, label=f"{code}: realisasi")
            yield Unresolved(text=text, goal=goal, is_sure=_is_sure(finding))


def _row(code: str, name: str, unit: str, figure: YearFigure, polarity: str) -> tuple[str, ...]:
    return (
        code,
        name,
        unit,
        figure.target or DASH,
        figure.actual or DASH,
        percent(figure.achievement),
        figure.category or DASH,
        polarity,
    )


def _money(facts: ReportFacts) -> Iterator[Unresolved]:
    table = tables.budget(facts, number="")
    for finding in _checked(table.headings, table.rows):
        at = finding.row - 1
        code = facts.money[at].code if at < len(facts.money) else ""
        text = OF_MONEY.format(code=code or TOTAL, sentence=finding.sentence)
        goal = Goal(kind="anggaran", name=code, label=f"{code or TOTAL}: pagu dan realisasi")
        yield Unresolved(text=text, goal=goal, is_sure=_is_sure(finding))


def _checked(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Finding]:
    """The checker's findings; none where the table holds no figure yet."""
    try:
        return check(recognise([headings, *rows]))
    except Unreadable:
        return []


def _is_sure(finding: Finding) -> bool:
    return finding.certainty is Certainty.HIGH


def element(findings: Sequence[Unresolved]) -> Element:
    """Missing as long as a sure finding is open; what is unsure is only told."""
    sure = [finding for finding in findings if finding.is_sure]
    unsure = [finding for finding in findings if not finding.is_sure]
    look = TO_LOOK_AT.format(count=len(unsure)) if unsure else ""
    if sure:
        first = sure[0].text.rstrip(".")
        reason = sentence(FOUND.format(count=len(sure), first=first), look)
    else:
        reason = sentence(NOTHING_FOUND, look)
    return Element(
        code=CODE,
        group=REST,
        title=TITLE,
        state=State.MISSING if sure else State.DONE,
        reason=reason,
        goals=tuple(dict.fromkeys(finding.goal for finding in (*sure, *unsure))),
    )
