"""A data request as a form on a page: what is shown for each cell, and what was posted.

The page of a signed-in person and the page behind a link show the same form.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from lakip.pages import typed
from lakip.papers.format_data import answering, filling, judging
from lakip.papers.format_data.answering import Cell
from lakip.performance import values
from lakip.performance.agreement import Targets, targets_of
from lakip.performance.figuring import figure_remarks, measured, policy_of
from lakip.performance.forms import AnswerField, Asks
from lakip.performance.planning import Indicator
from lakip.performance.requests import DataRequest, Entry, Remark, RequestLine, Submission
from lakip.performance.results import Actual, Evidence
from lakip.performance.values import Kind, Missing

TYPED, SEEN, REMARK = "c", "n", "r"


@dataclass(frozen=True, kw_only=True)
class CellView:
    """One cell as the page shows it."""

    asked: AnswerField
    label: str
    name: str
    seen_name: str
    remark_name: str
    text: str
    seen: int
    choices: tuple[str, ...]
    faults: tuple[str, ...]
    notes: tuple[str, ...]
    remarks: tuple[Remark, ...]
    aside: tuple[Entry, ...]
    has_parts: bool = False

    @property
    def is_long(self) -> bool:
        """Whether the cell takes sentences."""
        return self.asked.asks is Asks.TEXT

    @property
    def is_counted(self) -> bool:
        """Whether the cell may be left empty, because its parts give the figure."""
        return self.has_parts and self.asked.slug == judging.ACTUAL

    @property
    def is_number(self) -> bool:
        """Whether a phone should offer its keys for numbers."""
        return self.asked.asks in (Asks.NUMBER, Asks.MONEY) or (
            self.asked.asks is Asks.VALUE and not self.choices
        )


@dataclass(frozen=True, kw_only=True)
class LineView:
    """One indicator or programme as the page shows it."""

    line: RequestLine
    cells: tuple[CellView, ...]
    is_complete: bool
    target: str = ""
    basis: str = ""
    reached: str = ""
    why: str = ""
    last_year: str = ""
    ceiling: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def filled(self) -> list[CellView]:
        """The cells that say something, or about which something is said."""
        return [cell for cell in self.cells if cell.text or cell.remarks or cell.aside]

    @property
    def figures(self) -> list[CellView]:
        """The cells that take figures."""
        return [cell for cell in self.cells if not cell.is_long]

    @property
    def words(self) -> list[CellView]:
        """The cells that take sentences."""
        return [cell for cell in self.cells if cell.is_long]


def lines(request: DataRequest, *, posted: Mapping[str, str] | None = None) -> list[LineView]:
    """The request's lines. `posted` is shown in place of what is stored, after a refusal."""
    rows = filling.form_of(request)
    fields = {row.key: row.fields for row in rows.rows}
    fields |= {row.key: row.fields for row in rows.budget}
    shown = {row.key: row for row in rows.rows}
    ceilings = {row.key: row.ceiling for row in rows.budget}
    written = filling.typed(request)
    context = _Context(request, posted or {})
    found = []
    for line in filling.lines_of(request):
        key, entries = str(line.pk), written.get(line.pk, {})
        judged = context.judged(line, entries)
        reached, why = context.reached(line, judged)
        found.append(
            LineView(
                line=line,
                cells=context.cells(line, fields[key], entries),
                is_complete=judged.is_complete,
                target=shown[key].target if line.indicator else "",
                basis=context.targets(line).basis,
                reached=reached,
                why=why,
                last_year=shown[key].last_year if line.indicator else "",
                ceiling=ceilings.get(key, ""),
                evidence=context.evidence(line),
            )
        )
    return found


class _Context:
    """What all the lines of one request are shown with, read once."""

    def __init__(self, request: DataRequest, posted: Mapping[str, str]) -> None:
        self._posted = posted
        self._year = request.journey.year
        self._policy = policy_of(request.agency_id)
        owed = list(request.lines.exclude(indicator=None).values_list("indicator", flat=True))
        self._targets = targets_of(owed, year=self._year)
        last = Actual.objects.filter(indicator__in=owed, year=self._year - 1, quarter=0)
        self._last = {actual.indicator_id: actual.value for actual in last}
        self._remarks: dict[tuple[int | None, str], list[Remark]] = defaultdict(list)
        returned = _returned(request)
        for remark in returned.remarks.select_related("by") if returned else ():
            self._remarks[remark.line_id, remark.field].append(remark)
        self._aside: dict[tuple[int, str], list[Entry]] = defaultdict(list)
        for entry in Entry.objects.filter(line__request=request, is_aside=True):
            self._aside[entry.line_id, entry.field].append(entry)
        self._evidence: dict[object, list[Evidence]] = defaultdict(list)
        for evidence in Evidence.objects.filter(indicator__in=owed, year=self._year):
            self._evidence[evidence.indicator_id].append(evidence)

    def targets(self, line: RequestLine) -> Targets:
        return self._targets.get(line.indicator_id, Targets()) if line.indicator_id else Targets()

    def evidence(self, line: RequestLine) -> tuple[Evidence, ...]:
        return tuple(self._evidence[line.indicator_id]) if line.indicator_id else ()

    def reached(self, line: RequestLine, found: judging.Judged) -> tuple[str, str]:
        """The figure that the cells give, and why its achievement is what it is."""
        if line.indicator is None or found.value is None or isinstance(found.value, Missing):
            return "", ""
        achievement = measured(
            line.indicator,
            target=self.targets(line).counts,
            reached=found.value,
            policy=self._policy,
        )
        return values.show(found.value), achievement.sentence

    def judged(self, line: RequestLine, entries: Mapping[str, Entry]) -> judging.Judged:
        return judging.judge(line, filling.texts(entries))

    def cells(
        self, line: RequestLine, fields: tuple[AnswerField, ...], entries: Mapping[str, Entry]
    ) -> tuple[CellView, ...]:
        found = self.judged(line, entries)
        notes = [*found.remarks, *self._figure_notes(line, found)]
        is_begun = bool(filling.texts(entries))
        return tuple(
            self._cell(
                line, asked, entries.get(asked.slug), found.faults if is_begun else [], notes
            )
            for asked in fields
        )

    def _figure_notes(self, line: RequestLine, found: judging.Judged) -> list[tuple[str, str]]:
        if line.indicator is None or found.value is None:
            return []
        remarks = figure_remarks(
            line.indicator,
            target=self.targets(line).counts,
            value=found.value,
            last=self._last.get(line.indicator.pk, ""),
        )
        return [(judging.ACTUAL, sentence) for sentence in remarks]

    def _cell(
        self,
        line: RequestLine,
        asked: AnswerField,
        entry: Entry | None,
        faults: list[tuple[str, str]],
        notes: list[tuple[str, str]],
    ) -> CellView:
        key = f"{line.pk}-{asked.slug}"
        seen = entry.number if entry else 0
        return CellView(
            asked=asked,
            label=_label(line, asked, self._year),
            name=f"{TYPED}-{key}",
            seen_name=f"{SEEN}-{key}",
            remark_name=f"{REMARK}-{key}",
            text=self._posted.get(f"{TYPED}-{key}", entry.text if entry else ""),
            seen=seen,
            choices=_choices(line.indicator, asked),
            faults=tuple(sentence for name, sentence in faults if name == asked.slug),
            notes=tuple(sentence for name, sentence in notes if name == asked.slug),
            remarks=tuple(self._remarks[line.pk, asked.slug]),
            has_parts=bool(line.indicator and line.indicator.has_parts),
            aside=tuple(each for each in self._aside[line.pk, asked.slug] if each.number > seen),
        )


def _returned(request: DataRequest) -> Submission | None:
    """The submission that was returned last, whose remarks are to be mended now."""
    found = request.submissions.filter(state=Submission.State.RETURNED)
    return found.order_by("-round").first()


def general_remarks(request: DataRequest) -> list[Remark]:
    """The remarks of the last return that are about the whole."""
    returned = _returned(request)
    if returned is None:
        return []
    return list(returned.remarks.filter(line=None).select_related("by"))


def _label(line: RequestLine, asked: AnswerField, year: int) -> str:
    """A part of a formula is called by its own name."""
    parts = {"pembilang": "numerator", "penyebut": "denominator"}
    if line.indicator and asked.slug in parts:
        return f"{asked.titled(year)}: {getattr(line.indicator, parts[asked.slug])}"
    return asked.titled(year)


def _choices(indicator: Indicator | None, asked: AnswerField) -> tuple[str, ...]:
    if indicator is None or asked.slug != judging.ACTUAL:
        return ()
    if indicator.kind == Kind.YES_NO:
        return ("ya", "tidak")
    return indicator.grade_list if indicator.kind == Kind.GRADE else ()


def posted_cells(data: QueryDict, request: DataRequest) -> list[Cell]:
    """The cells that a form carried; what is no cell of this request is not looked at."""
    found = []
    for line in request.lines.all():
        for field in _fields(line):
            key = f"{line.pk}-{field}"
            text = data.get(f"{TYPED}-{key}")
            if text is not None:
                found.append(
                    Cell(line.pk, field, typed.lines(text), _whole(data.get(f"{SEEN}-{key}")))
                )
    return found


def posted_remarks(data: QueryDict, request: DataRequest) -> list[tuple[int, str, str]]:
    """The remarks on cells that a form carried, as (line, field, text)."""
    return [
        (line.pk, field, text)
        for line in request.lines.all()
        for field in _fields(line)
        if (text := typed.lines(data.get(f"{REMARK}-{line.pk}-{field}", "")).strip())
    ]


def _fields(line: RequestLine) -> tuple[str, ...]:
    asked = answering.INDICATOR_FIELDS if line.indicator_id else answering.BUDGET_FIELDS
    return tuple(field.slug for field in asked)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def judged_cells(request: DataRequest) -> dict[str, dict[str, object]]:
    """Each cell's newest number and faults, for a page that saves while one types."""
    return {
        cell.name: {"seen": cell.seen, "faults": [*cell.faults, *cell.notes]}
        for line in lines(request)
        for cell in line.cells
    }
