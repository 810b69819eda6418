"""An element that a report is to have: whether it is there, what it lacks, and where to mend it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from lakip.performance import numbers

CONTENT = "Isi menurut PermenPANRB 53/2014"
CRITERIA = "Kriteria evaluasi (PermenPANRB 88/2021)"
REST = "Angka dan bagian yang belum ditulis"

MOST_NAMED = 5
OTHERS = "{named}, dan {count} lainnya"
SOME = "{count} dari {of} {unit} {what}: {named}"

# A grade is given above that share of the indicators, in percent. Source: the form with which
# Kabupaten Madiun evaluates PermenPANRB 88/2021; no national text gives these bounds.
GRADES = ((Decimal(90), "a"), (Decimal(75), "b"), (Decimal(40), "c"), (Decimal(10), "d"))
LOWEST = "e"


class State(StrEnum):
    """Whether an element is there."""

    DONE = "lengkap"
    MISSING = "belum"
    NOT_APPLICABLE = "tidak berlaku"


@dataclass(frozen=True, kw_only=True)
class Goal:
    """Where something is to be mended.

    `name` is by kind: tulis, the place of the report; angka and bukti, the indicator's code;
    anggaran, the programme's code; rencana, "renstra", "perjanjian-kinerja" or the indicator's
    code; periksa, "sampul", "dokumen" or "tim". Empty where the whole page is meant.
    """

    kind: Literal["tulis", "angka", "anggaran", "rencana", "bukti", "periksa"]
    name: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """For how many indicators a comparison is really in the report; an excuse does not count."""

    covered: int
    of: int

    @property
    def percent(self) -> Decimal | None:
        """The share in percent; None where there is no indicator."""
        return Decimal(100) * self.covered / self.of if self.of else None

    @property
    def grade(self) -> str:
        """From a, above 90%, to e, 10% and less; empty where there is no indicator."""
        share = self.percent
        if share is None:
            return ""
        return next((grade for bound, grade in GRADES if share > bound), LOWEST)

    @property
    def sentence(self) -> str:
        """`16 dari 18 indikator (88,89%), nilai b`; empty where there is no indicator."""
        if self.percent is None:
            return ""
        share = numbers.show(self.percent, places=2)
        return f"{self.covered} dari {self.of} indikator ({share}%), nilai {self.grade}"


@dataclass(frozen=True, kw_only=True)
class Element:
    """One thing that is asked of a report. `who` must act where no page of ours can mend it."""

    code: str
    group: str
    title: str
    state: State
    reason: str
    goals: tuple[Goal, ...] = ()
    who: str = ""
    coverage: Coverage | None = None


@dataclass(frozen=True, kw_only=True)
class Lack:
    """What one indicator (sasaran, programme) lacks, as the end of "3 dari 18 indikator …"."""

    code: str
    what: str
    goal: Goal


def named(names: Sequence[str]) -> str:
    """Names in a row, at most five: "S1.1, S1.2, dan 7 lainnya"."""
    if len(names) <= MOST_NAMED:
        return ", ".join(names)
    return OTHERS.format(named=", ".join(names[:MOST_NAMED]), count=len(names) - MOST_NAMED)


def told(lacks: Iterable[Lack], *, of: int, unit: str = "indikator") -> str:
    """What is lacking, each kind once with its count; no full stop, and empty for nothing."""
    grouped: dict[str, list[str]] = {}
    for lack in lacks:
        grouped.setdefault(lack.what, []).append(lack.code)
    return "; ".join(
        SOME.format(count=len(codes), of=of, unit=unit, what=what, named=named(codes))
        for what, codes in grouped.items()
    )


def sentence(*parts: str) -> str:
    """Parts of one sentence, with a capital letter and a full stop."""
    text = "; ".join(filter(None, parts))
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def judged(
    code: str, title: str, *, lacking: Sequence[str], goals: Iterable[Goal], found: str
) -> Element:
    """An element of the content: missing where anything is lacking, else done with what is found.

    The same goal is given once.
    """
    reason = sentence(*lacking)
    return Element(
        code=code,
        group=CONTENT,
        title=title,
        state=State.MISSING if reason else State.DONE,
        reason=reason or sentence(found),
        goals=tuple(dict.fromkeys(goals)) if reason else (),
    )
