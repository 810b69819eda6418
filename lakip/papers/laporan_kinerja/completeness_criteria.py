"""L1 to L15: what PermenPANRB 88/2021 asks of a report that is there, and of its quality.

L1 to L6 ask what became of the report; L7 to L15 follow from its content. L16 to L22 ask how the
report is used, which no report can show of itself: they are not judged here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lakip.documents.letter_words import long_date
from lakip.papers.laporan_kinerja.circumstances import Circumstances
from lakip.papers.laporan_kinerja.completeness_elements import (
    CONTENT,
    CRITERIA,
    Coverage,
    Element,
    Goal,
    State,
    named,
    sentence,
)
from lakip.papers.laporan_kinerja.completeness_indicator import is_excused
from lakip.papers.laporan_kinerja.completeness_reading import Reading
from lakip.papers.laporan_kinerja.facts import ReportFacts

LATER = "Baru dapat dinilai setelah {when}."
NOT_DRAFTED = "Draf laporan belum diajukan."
NO_INTERIM = "Belum ada laporan kinerja interim (triwulan) yang dicatat untuk tahun ini."
UNKNOWN_INTERIM = "Laporan kinerja interim (triwulan) tidak dicatat dalam sistem ini."
INTERIM = "Laporan tahunan dan {count} laporan interim sudah ada."
ON_TIME = "Diserahkan {day}, batas waktunya {due}."
LATE = "Diserahkan {day}, {days} hari setelah batas waktu {due}."
NOT_HANDED_IN = "Baru dapat dinilai setelah langkah 12; batas waktunya {due}."
NO_DUE = "Laporan diserahkan {day}, tetapi batas waktunya belum ditetapkan."
ALL_THERE = "Semua unsur PermenPANRB 53/2014 yang berlaku sudah ada."
NOT_THERE = "{count} unsur PermenPANRB 53/2014 belum lengkap: {names}."
NOT_DISCLOSED = "Ada indikator yang target atau realisasinya belum diungkapkan"
FOLLOWS = "Belum lengkap, lihat {code}"
COMPLETE = "Lengkap, lihat {code}"
STEPS_THERE = "Langkah perbaikan sudah ditulis dalam Bab IV."
STEPS_MISSING = "Langkah perbaikan dalam Bab IV {lack}."
STEPS = "4.langkah"

OF_INTERIM = "Tim penyusun membuat dan mencatat laporan interim."
OF_LATENESS = "Tim penyusun mencatat penyebab keterlambatan; tanggalnya tidak dapat diperbaiki."
OF_DUE = "Pengelola sistem menetapkan batas waktu penyerahan."


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that is to happen to a report: done, not done, or not yet to be judged."""

    code: str
    title: str
    done: str
    not_done: str
    later: str
    who: str

    def element(self, happened: bool | None) -> Element:
        """The event as an element."""
        if happened is None:
            reason = LATER.format(when=self.later)
            return _element(self.code, self.title, State.NOT_APPLICABLE, reason)
        if happened:
            return _element(self.code, self.title, State.DONE, self.done)
        return _element(self.code, self.title, State.MISSING, self.not_done, who=self.who)


DRAFTED = Event(
    code="L1",
    title="Laporan Kinerja telah disusun",
    done="Draf laporan sudah diajukan.",
    not_done=NOT_DRAFTED,
    later="langkah 8",
    who="Tim penyusun mengajukan draf (langkah 8).",
)
SIGNED = Event(
    code="L3",
    title="Laporan Kinerja telah diformalkan",
    done="Laporan sudah ditandatangani.",
    not_done="Laporan belum ditandatangani.",
    later="langkah 10",
    who="Kepala Dinas mengesahkan laporan (langkah 10).",
)
REVIEWED = Event(
    code="L4",
    title="Laporan Kinerja telah direviu",
    done="Hasil reviu sudah dicatat.",
    not_done="Laporan belum direviu.",
    later="hasil reviu dicatat",
    who="Tim penyusun meminta reviu kepada Inspektorat, lalu mencatat hasilnya.",
)
PUBLISHED = Event(
    code="L5",
    title="Laporan Kinerja telah dipublikasikan",
    done="Laporan terbit di laman publik.",
    not_done="Laporan belum dipublikasikan.",
    later="langkah 12",
    who="Perencanaan, Sekretaris, Kepala Dinas, atau tim menerbitkannya pada tab Dokumen.",
)

# Which analysis of the content answers which criterion.
COMPARISONS = (
    ("L9", "Membandingkan realisasi dengan target tahunan", "III.A.1"),
    ("L10", "Membandingkan realisasi dengan target jangka menengah", "III.A.3"),
    ("L11", "Membandingkan realisasi dengan tahun-tahun sebelumnya", "III.A.2"),
    ("L12", "Membandingkan realisasi dengan standar nasional atau internasional", "III.A.4"),
    ("L13", "Menjelaskan kualitas capaian dengan upaya dan hambatannya", "III.A.5"),
    ("L14", "Menjelaskan efisiensi penggunaan sumber daya", "III.A.6"),
)


def fate(circumstances: Circumstances) -> tuple[Element, ...]:
    """L1 to L6: whether it was written, signed, reviewed, published and handed in on time."""
    return (
        DRAFTED.element(circumstances.is_drafted),
        _periodical(circumstances),
        SIGNED.element(circumstances.is_signed),
        REVIEWED.element(circumstances.is_reviewed),
        PUBLISHED.element(circumstances.is_published),
        _handed_in(circumstances),
    )


def _periodical(circumstances: Circumstances) -> Element:
    code, title = "L2", "Laporan Kinerja disusun secara berkala"
    count = circumstances.interim_reports
    if count is None:
        return _element(code, title, State.NOT_APPLICABLE, UNKNOWN_INTERIM)
    if not count:
        return _element(code, title, State.MISSING, NO_INTERIM, who=OF_INTERIM)
    if circumstances.is_drafted is None:
        later = LATER.format(when=DRAFTED.later)
        return _element(code, title, State.NOT_APPLICABLE, later)
    if not circumstances.is_drafted:
        return _element(code, title, State.MISSING, NOT_DRAFTED, who=DRAFTED.who)
    return _element(code, title, State.DONE, INTERIM.format(count=count))


def _handed_in(circumstances: Circumstances) -> Element:
    code, title = "L6", "Laporan Kinerja disampaikan tepat waktu"
    day, due = circumstances.handed_in_on, circumstances.due
    if day is None:
        later = LATER.format(when="langkah 12")
        reason = NOT_HANDED_IN.format(due=long_date(due)) if due else later
        return _element(code, title, State.NOT_APPLICABLE, reason)
    if due is None:
        reason = NO_DUE.format(day=long_date(day))
        return _element(code, title, State.MISSING, reason, who=OF_DUE)
    if day > due:
        reason = LATE.format(day=long_date(day), days=(day - due).days, due=long_date(due))
        return _element(code, title, State.MISSING, reason, who=OF_LATENESS)
    reason = ON_TIME.format(day=long_date(day), due=long_date(due))
    return _element(code, title, State.DONE, reason)


def quality(
    facts: ReportFacts, reading: Reading, content: Sequence[Element]
) -> tuple[Element, ...]:
    """L7 to L15, as far as the content of the report answers them."""
    found = {element.code: element for element in content}
    return (
        _standard(content),
        _disclosure(facts, found["III.A.1"]),
        *(_comparison(code, title, found[source]) for code, title, source in COMPARISONS),
        _steps(reading),
    )


def _standard(content: Sequence[Element]) -> Element:
    """L7: whether the outline of 53/2014 is there; the goals are those of its elements."""
    missing = [one for one in content if one.group == CONTENT and one.state is State.MISSING]
    code, title = "L7", "Kualitas laporan sesuai standar"
    if not missing:
        return _element(code, title, State.DONE, ALL_THERE)
    reason = NOT_THERE.format(count=len(missing), names=named([one.code for one in missing]))
    goals = tuple(dict.fromkeys(goal for one in missing for goal in one.goals))
    return _element(code, title, State.MISSING, reason, goals=goals)


def _disclosure(facts: ReportFacts, this_year: Element) -> Element:
    """L8: every indicator with its target, and its actual or the reason why there is none."""
    code, title = "L8", "Mengungkap seluruh informasi pencapaian kinerja"
    told = sum(
        bool(each.now.target) and (bool(each.now.actual) or is_excused(each))
        for each in facts.indicators
    )
    coverage = Coverage(covered=told, of=len(facts.indicators))
    is_told = bool(facts.indicators) and told == len(facts.indicators)
    if is_told:
        return _element(code, title, State.DONE, sentence(coverage.sentence), coverage=coverage)
    reason = sentence(NOT_DISCLOSED, coverage.sentence)
    goals = tuple(goal for goal in this_year.goals if goal.kind != "tulis")
    return _element(code, title, State.MISSING, reason, goals=goals, coverage=coverage)


def _comparison(code: str, title: str, source: Element) -> Element:
    """A criterion that an analysis of the content answers."""
    coverage = source.coverage
    if source.state is State.NOT_APPLICABLE:
        return _element(code, title, source.state, source.reason)
    shape = COMPLETE if source.state is State.DONE else FOLLOWS
    covered = coverage.sentence if coverage else ""
    reason = sentence(shape.format(code=source.code), covered)
    return _element(code, title, source.state, reason, goals=source.goals, coverage=coverage)


def _steps(reading: Reading) -> Element:
    code, title = "L15", "Menyajikan rekomendasi perbaikan kinerja"
    lack = reading.lack(STEPS)
    if not lack:
        return _element(code, title, State.DONE, STEPS_THERE)
    goals = (reading.to_write(STEPS),)
    return _element(code, title, State.MISSING, STEPS_MISSING.format(lack=lack), goals=goals)


def _element(
    code: str,
    title: str,
    state: State,
    reason: str,
    *,
    goals: tuple[Goal, ...] = (),
    who: str = "",
    coverage: Coverage | None = None,
) -> Element:
    return Element(
        code=code,
        group=CRITERIA,
        title=title,
        state=state,
        reason=reason,
        goals=goals,
        who=who,
        coverage=coverage,
    )
