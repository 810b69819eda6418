"""A report of sixty pages from the database: against Typst alone, and against WeasyPrint.

Run with `python -m benchmarks.report`. Ends with 1 when one of these demands is not met:

- The PDF takes at most 1.2 times what Typst alone takes for the same blocks ready-made. Ours
  reads the database, computes, writes the sentences and draws the charts; Typst alone gets all of
  that as one finished message. Each is set by a typesetter of its own that has set a page before.
- The PDF takes at most a fifth of the time in which WeasyPrint sets the same words, tables and
  drawings from our pages' own HTML, made beforehand.
- The Word file takes at most 1.5 times what the PDF takes.
- After one figure changed, a chapter's preview (from the database to the picture of its first
  page) takes at most a third of the first in a fresh process.
- Ten times the tables take at most 10^1.2 times as long.
- The process that makes a report and its typesetter together stay below 300 MB, and 50 different
  reports do not make the server's process larger than 10 did.
"""

import datetime
import json
import math
import re
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from django.core.management import call_command
from django.template.loader import render_to_string

from benchmarks import installation  # isort: skip  # Before anything of Django's.
from lakip.documents import press, typesetting
from lakip.documents.blocks import Paper, Paragraph, Report, Section, Table
from lakip.documents.charts_data import Chart
from lakip.documents.pictures import page_count, page_png
from lakip.documents.report_pages import listed_pages
from lakip.documents.word_report import write_report
from lakip.journey.models import Journey
from lakip.management import demo, demo_plan
from lakip.pages.face import faced
from lakip.papers.laporan_kinerja.building import sheet_of, sheet_with
from lakip.papers.laporan_kinerja.gathering import gather
from lakip.papers.laporan_kinerja.outline import Outline
from lakip.papers.laporan_kinerja.words import first_words
from lakip.performance.planning import Indicator, Objective, Plan
from lakip.performance.results import Actual

HOME = installation.HOME
YEAR, AT = 2025, datetime.datetime(2026, 1, 12, 3, tzinfo=datetime.UTC)
PAGES, TABLES, CHARTS = 60, 30, 10
MOST_OVER_TYPST, MOST_OF_WEASYPRINT = 1.2, 1 / 5
MOST_OVER_PDF, MOST_PREVIEW = 1.5, 1 / 3
MOST_EXPONENT = 1.2
MOST_MB = 300
MOST_GROWTH = 1.05  # Between two measurements the allocator may keep a little more or less.
ROUNDS, FEW, MANY = 7, 10, 50
FEW_TABLES, MANY_TABLES = 10, 100
SMALL = "Perjanjian kinerja. "


def measure() -> dict[str, Any]:
    """All in turns, so that a slow breath of the machine slows all; WeasyPrint comes last."""
    plan = _plan()
    sheet = _sheet(plan, 0)
    pages = page_count(typesetting.typeset(sheet))
    tables = sum(isinstance(block, Table) for block in sheet.blocks)
    charts = sum(isinstance(block, Chart) for block in sheet.blocks)
    assert pages >= PAGES, pages
    assert tables >= TABLES, tables
    assert charts >= CHARTS, charts
    few, many = _memory(plan)
    peak = _peak_of_one(plan)
    rounds = [_round(plan, number) for number in range(ROUNDS)]
    ours, alone, word = (median(each) for each in zip(*rounds, strict=True))
    previews = [_previews(plan, number) for number in range(ROUNDS)]
    exponent = median(_exponent(number) for number in range(3))
    weasyprint, pages_of_weasyprint = _weasyprint(plan)
    found = {
        "over_typst": (median(one / two for one, two, _ in rounds), MOST_OVER_TYPST),
        "of_weasyprint": (ours / weasyprint, MOST_OF_WEASYPRINT),
        "word_over_pdf": (median(three / one for one, _, three in rounds), MOST_OVER_PDF),
        "preview": (median(later / first for first, later in previews), MOST_PREVIEW),
        "exponent": (exponent, MOST_EXPONENT),
        "peak_mb": (peak, MOST_MB),
        "growth": (many / few, MOST_GROWTH),
    }
    told = {f"{name}_demanded": round(most, 3) for name, (_, most) in found.items()}
    return {
        "benchmark": "report",
        "pages": pages,
        "pages_of_weasyprint": pages_of_weasyprint,
        "tables": tables,
        "charts": charts,
        "pdf_ms": round(ours * 1e3),
        "typst_ms": round(alone * 1e3),
        "word_ms": round(word * 1e3),
        "weasyprint_ms": round(weasyprint * 1e3),
        "first_preview_ms": round(median(first for first, _ in previews) * 1e3),
        "changed_preview_ms": round(median(later for _, later in previews) * 1e3),
        "mb_after_10": few,
        "mb_after_50": many,
        **{name: round(value, 3) for name, (value, _) in found.items()},
        **told,
        "ok": all(value <= most for value, most in found.values()),
    }


# The report ---------------------------------------------------------------------------------


def _plan() -> Plan:
    """The demo's rich plan with its year known, and half of its sasaran once more."""
    call_command("migrate", verbosity=0)
    found = demo.prepare(at=AT)
    plan = demo_plan.record(found, year=YEAR, at=AT)
    demo_plan.record_answers(plan, year=YEAR, at=AT)
    for at, objective in enumerate(_sasaran(plan)[:3], start=6):
        _again(objective, code=f"S{at}")
    return plan


def _sasaran(plan: Plan) -> list[Objective]:
    return list(plan.objectives.filter(level=Objective.Level.SASARAN).order_by("order"))


def _again(objective: Objective, *, code: str) -> None:
    """The sasaran with all its indicators and their figures under another code."""
    indicators = list(objective.indicators.all())
    objective.pk, objective.code = None, code
    objective.text = f"{objective.text} di kecamatan"
    objective._state.adding = True
    objective.save()
    for number, indicator in enumerate(indicators, start=1):
        _copied(indicator, objective, code=f"{code}.{number}")


def _copied(indicator: Indicator, objective: Objective, *, code: str) -> None:
    parts = [*indicator.targets.all(), *indicator.actuals.all(), *indicator.analyses.all()]
    programmes = list(indicator.programmes.all())
    indicator.pk, indicator.code, indicator.objective = uuid.uuid4(), code, objective
    indicator.name = f"{indicator.name} di kecamatan"
    indicator._state.adding = True
    indicator.save()
    for part in parts:
        part.pk, part.indicator = None, indicator
        part._state.adding = True
        part.save()
    for programme in programmes:
        programme.indicators.add(indicator)


def _changed(plan: Plan, number: int) -> None:
    """Another figure, so that nothing is answered from memory alone."""
    actual = Actual.objects.filter(indicator__plan=plan, indicator__code="S1.1", year=YEAR)
    actual.update(value=str(Decimal("30.01") + number), numerator=None, denominator=None)


def _sheet(plan: Plan, number: int) -> Report:
    """The whole way from the database to the blocks."""
    _changed(plan, number)
    return sheet_of(gather(plan.agency, YEAR), made_at=AT)


def _round(plan: Plan, number: int) -> tuple[float, float, float]:
    """Seconds of ours, of Typst alone on the same blocks, and of the Word file."""
    _fresh_typesetter()
    made: list[Any] = []

    def ours() -> None:
        made.append(_sheet(plan, number))
        made.append(typesetting.typeset(made[0]))

    seconds = _seconds(ours)
    sheet, pdf = made
    ready = typesetting._request(sheet, logo=b"", ppi=0)
    _fresh_typesetter()
    alone = _seconds(lambda: typesetting._ask(ready))
    word = _seconds(lambda: write_report(sheet, logo=b"", pages=listed_pages(pdf, sheet)))
    return seconds, alone, word


def _fresh_typesetter() -> None:
    """One that has read its fonts and set a page, but knows nothing of the report."""
    press.typesetter.end()
    page = Report(title="Awal", author="Dinas", made_at=AT, blocks=(Paragraph(text=SMALL),))
    typesetting.typeset(page)


def _seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


# A chapter -----------------------------------------------------------------------------------


def _previews(plan: Plan, number: int) -> tuple[float, float]:
    """The first preview in a fresh process, and the next one after a figure changed."""

    def shown(changed: int) -> None:
        page_png(typesetting.typeset(_chapter(plan, changed)), 1)

    press.typesetter.end()
    return _seconds(lambda: shown(2 * number)), _seconds(lambda: shown(2 * number + 1))


def _chapter(plan: Plan, number: int) -> Report:
    """Bab III, the longest."""
    _changed(plan, number)
    facts = gather(plan.agency, YEAR)
    blocks = Outline(facts, first_words(facts)).blocks()
    starts = [
        at for at, block in enumerate(blocks) if isinstance(block, Section) and block.level == 1
    ]
    first = next(at for at in starts if getattr(blocks[at], "number", "") == "BAB III")
    last = next(at for at in starts if at > first)
    return sheet_with(blocks[first:last], facts=facts, made_at=AT, paper=Paper.A4)


# Growth and memory ---------------------------------------------------------------------------


def _exponent(number: int) -> float:
    """How the time grows with the count of tables: 1 is in step with it."""
    few, many = (_tables(count, number) for count in (FEW_TABLES, MANY_TABLES))
    return math.log(many / few) / math.log(MANY_TABLES / FEW_TABLES)


def _tables(count: int, number: int) -> float:
    row = ("S1.1", "Persentase penyandang masalah kesejahteraan sosial yang mandiri", "%", "42")
    blocks = tuple(
        block
        for at in range(count)
        for block in (
            Section(level=2, number=f"{at + 1}.", text=f"Sasaran {at + 1}"),
            Paragraph(text=f"Capaian sasaran {at + 1} pada putaran {number}. " * 8),
            Table(
                number=f"Tabel 3.{at + 1}",
                caption=f"Target sasaran {at + 1}",
                headings=("Kode", "Indikator", "Satuan", "Target"),
                rows=tuple((*row[:3], f"{each},{at}") for each in range(18)),
                widths=(8, 50, 12, 12),
            ),
        )
    )
    sheet = Report(title="Tabel", author="Dinas", made_at=AT, blocks=blocks)
    _fresh_typesetter()
    return _seconds(lambda: typesetting.typeset(sheet))


def _memory(plan: Plan) -> tuple[float, float]:
    """Megabytes of this process after few reports and after many."""
    few = 0.0
    for number in range(MANY):
        sheet = _sheet(plan, 100 + number)
        pdf = typesetting.typeset(sheet)
        write_report(sheet, logo=b"", pages=listed_pages(pdf, sheet))
        if number + 1 == FEW:
            few = _own_mb()
    return few, _own_mb()


def _own_mb() -> float:
    return round(int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6, 1)


def _peak_of_one(plan: Plan) -> float:
    """The most that `lakip report build` and its typesetter hold at one time, in megabytes.

    What both share, such as the libraries of Python, counts once.
    """
    command = [Path(sys.executable).with_name("lakip"), "report", "build", "--year", str(YEAR)]
    place = ["--agency", plan.agency.name, "--out", str(HOME / "out")]
    peak = 0.0
    most = 0
    with subprocess.Popen([*command, *place], stdout=subprocess.DEVNULL) as building:
        while building.poll() is None:
            held = [_held_mb(pid) for pid in (building.pid, *_children(building.pid))]
            peak, most = max(peak, sum(held)), max(most, len(held))
            time.sleep(0.005)
    assert building.returncode == 0
    assert most == 2, most
    return round(peak, 1)


def _children(pid: int) -> list[int]:
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:  # It has just ended.
        return []
    return [int(child) for child in told.split()]


def _held_mb(pid: int) -> float:
    """What the process holds now, its part of what it shares; 0 when it has just ended."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    found = re.search(r"^Pss:\s+(\d+) kB$", told, re.MULTILINE)
    return int(found[1]) * 1024 / 1e6 if found else 0.0


# WeasyPrint ----------------------------------------------------------------------------------

BLOCK = "naskah/_block.html"
LOOK = """@page { size: A4; margin: 20mm 20mm 25mm 30mm } body { font: 11pt/1.4 Liberation Sans }
h1 { break-before: page } table { border-collapse: collapse; width: 100%; font-size: 9pt }
th, td { border-bottom: .4pt solid #ccc; padding: 4pt 5pt; text-align: left; white-space: pre-line }
.is-narrow, details { display: none } svg { width: 160mm }"""


def _weasyprint(plan: Plan) -> tuple[float, int]:
    """Seconds for the same words and drawings, and how many pages they take there."""
    from weasyprint import HTML  # noqa: PLC0415 - after our own memory was measured

    seconds = []
    made = b""
    for number in range(3):
        html = _html(plan, 200 + number)
        started = perf_counter()
        made = HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
        seconds.append(perf_counter() - started)
    return median(seconds), page_count(made)


def _html(plan: Plan, number: int) -> str:
    _changed(plan, number)
    facts = gather(plan.agency, YEAR)
    placed = Outline(facts, first_words(facts)).placed()
    chapters = faced(placed, journey=Journey(pk=uuid.uuid4(), year=YEAR))
    said = [
        f"<h1>{chapter.title}</h1>"
        + "".join(render_to_string(BLOCK, {"block": each}) for each in chapter.blocks)
        for chapter in chapters
    ]
    return f"<html lang=id><title>Laporan</title><style>{LOOK}</style>{''.join(said)}</html>"


if __name__ == "__main__":
    result = measure()
    print(json.dumps(result))
    sys.exit(0 if result["ok"] else 1)
