"""What a year's report is made of, as plain facts: gathered once, frozen, and read by everything.

Sentences, tables, charts and checks are functions of these facts, so that the same facts give the
same report, and a report can be made again from the facts that were stored with it. Figures stand
beside the text in which people read them: `43,01` and Decimal("43.01").
"""

from dataclasses import dataclass, field
from decimal import Decimal

from lakip.performance.formulas import Polarity


@dataclass(frozen=True, kw_only=True)
class YearFigure:
    """One indicator in one year. Texts are empty and numbers None where nothing is known.

    `number` is the actual as one number where it is one (a ratio 1 : 17,9 gives 17.9, a grade
    its score), to tell a rise from a fall. `missing_because` says why there is no actual.
    """

    year: int
    target: str = ""
    target_number: Decimal | None = None
    actual: str = ""
    number: Decimal | None = None
    missing_because: str = ""
    achievement: Decimal | None = None  # As shown: rounded and capped.
    category: str = ""
    why: str = ""  # One sentence: how the achievement was computed, or why there is none.

    @property
    def is_met(self) -> bool | None:
        """Whether the target was reached; None where that is not known."""
        return None if self.achievement is None else self.achievement >= 100


@dataclass(frozen=True, kw_only=True)
class MoneyFacts:
    """The money of a programme, kegiatan or sub-kegiatan in the year; rupiah."""

    code: str
    name: str
    level: str
    ceiling: Decimal | None = None
    spent: Decimal | None = None
    absorption: Decimal | None = None
    supports: tuple[str, ...] = ()  # Codes of indicators.


@dataclass(frozen=True, kw_only=True)
class IndicatorFacts:
    """One indicator: what it is, its years up to this one, and what the bidang said about it."""

    code: str
    name: str
    unit: str
    polarity: Polarity
    is_key: bool
    owner: str
    definition: str = ""
    formula: str = ""
    source: str = ""
    now: YearFigure
    agreement: str = ""  # The target of the first agreement, also where it was revised.
    basis: str = ""  # Which paper the target that counts is from.
    quarters: tuple[str, ...] = ()  # Targets up to each of the four quarters, or none at all.
    before: tuple[YearFigure, ...] = ()  # Earlier years, the oldest first.
    plan_end: YearFigure | None = None  # The last year of the Renstra: its target.
    progress: Decimal | None = None  # This year's actual against the target of the plan's end.
    standard: str = ""
    standard_source: str = ""
    standard_gap: str = ""  # "lebih baik", "setara", "di bawah"; empty without a standard.
    causes: str = ""
    obstacles: str = ""
    efforts: str = ""
    follow_up: str = ""
    evidence: tuple[str, ...] = ()
    money: tuple[MoneyFacts, ...] = ()  # Programmes that support it.
    absorption: Decimal | None = None  # Of all that supports it.
    efficiency: str = ""  # The class: Efisien, Kurang efisien, …
    efficiency_why: str = ""


@dataclass(frozen=True, kw_only=True)
class ObjectiveFacts:
    """One sasaran with its indicators and their mean."""

    code: str
    text: str
    goal: str = ""
    indicators: tuple[IndicatorFacts, ...] = ()
    mean: Decimal | None = None
    category: str = ""
    mean_why: str = ""


@dataclass(frozen=True, kw_only=True)
class PictureFacts:
    """A picture that the team adds; `sha256` is a JPEG in the file store, sizes in pixels."""

    title: str
    sha256: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class ReviewFacts:
    """The review by the internal supervisors (APIP); source: PermenPANRB 53/2014, Lampiran III.

    `conclusion` is their own sentence; empty where they found nothing that raises doubt. `date`
    is written out: 2 Februari 2026.
    """

    unit: str
    place: str = ""
    date: str = ""
    conclusion: str = ""
    title: str = ""  # The office of who signs: Inspektur, or the team's chair.
    name: str = ""
    rank: str = ""
    nip: str = ""


@dataclass(frozen=True, kw_only=True)
class EarlierFacts:
    """How the agency's last report before this one was made; times in words, as people say them."""

    year: int
    is_finished: bool
    steps: int = 0
    span: str = ""  # From the request to the delivered report.
    standard: str = ""  # What the SOP gives for all steps together.
    late: tuple[str, ...] = ()  # Titles of the steps that went over a due time.
    waited_at: str = ""  # The title of the step that waited longest for its first act.
    waited: str = ""
    returns: int = 0


@dataclass(frozen=True, kw_only=True)
class PreparationFacts:
    """How this report is made: by which SOP, by whom, and of whose data.

    `is_seated` says that the SK has made the team; `asked` are those to whom a request was sent.
    """

    sop: str
    steps: int = 0
    team: str = ""
    is_seated: bool = False
    verifier: str = ""
    ratifier: str = ""
    asked: tuple[str, ...] = ()
    earlier: EarlierFacts | None = None


@dataclass(frozen=True, kw_only=True)
class ReportFacts:
    """Everything that is known for one agency's report of one year."""

    agency: str
    government: str
    year: int
    place: str = ""
    head: str = ""
    head_title: str = ""
    head_nip: str = ""
    head_rank: str = ""
    plan: str = ""
    plan_first: int = 0
    plan_last: int = 0
    goals: tuple[tuple[str, str], ...] = ()  # Code and text of each tujuan.
    objectives: tuple[ObjectiveFacts, ...] = ()
    money: tuple[MoneyFacts, ...] = ()  # All levels, in the order of their codes.
    ceiling: Decimal | None = None  # Of the programmes, so that nothing is counted twice.
    spent: Decimal | None = None
    absorption: Decimal | None = None
    policy: tuple[str, ...] = ()  # How achievements are computed, sentence by sentence.
    scale: tuple[tuple[str, str], ...] = ()  # Category and its range.
    team: tuple[tuple[str, str], ...] = ()  # Name and standing, of the team as it is.
    team_is_changed: bool = False  # Since the SK was ratified.
    decree: str = ""  # The number of the SK.
    decree_date: str = ""  # Written out.
    review: ReviewFacts | None = None
    attachments: tuple[str, ...] = ()  # Titles of files that the team adds.
    pictures: tuple[PictureFacts, ...] = ()
    bidang: tuple[str, ...] = ()
    preparation: PreparationFacts | None = None  # None in sources from before it was told.
    agreement_is_revised: bool = False
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def indicators(self) -> tuple[IndicatorFacts, ...]:
        """All indicators in the order of the report."""
        return tuple(each for objective in self.objectives for each in objective.indicators)

    @property
    def known(self) -> tuple[IndicatorFacts, ...]:
        """Those with an achievement."""
        return tuple(each for each in self.indicators if each.now.achievement is not None)
