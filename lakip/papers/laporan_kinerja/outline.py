"""The report in the order of PermenPANRB 53/2014, Lampiran II, as blocks.

Tables come from `tables`, charts from `pictures`, and both from the same facts. Words come from
whoever wrote them: each place of the report that holds words has a name, and what stands there is
asked for by it. Tables and figures count by chapter: Tabel 3.1, Gambar 3.1.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lakip.documents.blocks import (
    Block,
    Card,
    Cards,
    Contents,
    Cover,
    Note,
    Prose,
    Run,
    Section,
    Signature,
    Signatures,
)
from lakip.papers.laporan_kinerja import pictures, tables
from lakip.papers.laporan_kinerja.facts import IndicatorFacts, ObjectiveFacts, ReportFacts
from lakip.papers.laporan_kinerja.outline_annexes import Annexes, statement

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LEAST_DOTS = 3  # Fewer show nothing that their figures do not say.
NO_PLAN = "Rencana kinerja tahun ini belum dicatat, jadi bagian ini belum dapat disusun."

# What stands at a place of the report, by the place's name.
type Words = Callable[[str], Sequence[Block]]


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A block and the place whose words it is; a computed block stands at no place.

    A place at which nothing stands has no block.
    """

    place: str
    block: Block | None


@dataclass
class Counter:
    """Numbers tables and figures by chapter."""

    chapter: int = 0
    tables: int = 0
    figures: int = 0

    def begin(self, chapter: int) -> None:
        """A new chapter counts from one."""
        self.chapter, self.tables, self.figures = chapter, 0, 0

    def table(self) -> str:
        """The next table's number."""
        self.tables += 1
        return f"Tabel {self.chapter}.{self.tables}"

    def figure(self) -> str:
        """The next figure's number."""
        self.figures += 1
        return f"Gambar {self.chapter}.{self.figures}"


class Outline:
    """Writes the blocks of one report. `words` gives what stands at a place."""

    def __init__(self, facts: ReportFacts, words: Words, *, logo: str = "") -> None:
        self.facts = facts
        self.words = words
        self.logo = logo
        self.count = Counter()

    def blocks(self) -> tuple[Block, ...]:
        """The whole report."""
        return tuple(placed.block for placed in self.placed() if placed.block is not None)

    def placed(self) -> tuple[Placed, ...]:
        """The whole report, each block with the place it stands at."""
        found = (
            *self._front(),
            *self._introduction(),
            *self._planning(),
            *self._accountability(),
            *self._closing(),
            *Annexes(self.facts).blocks(),
        )
        return tuple(
            one if isinstance(one, Placed) else Placed(place="", block=one) for one in found
        )

    def _say(self, place: str) -> list[Placed]:
        """What stands at a place."""
        found = [Placed(place=place, block=block) for block in self.words(place)]
        return found or [Placed(place=place, block=None)]

    def _front(self) -> list[Block | Placed]:
        facts = self.facts
        return [
            Cover(
                title="Laporan Kinerja",
                agency=facts.agency,
                government=facts.government,
                year=facts.year,
                logo=self.logo,
                place_line=f"{facts.place}, {facts.year + 1}" if facts.place else "",
            ),
            Section(level=1, number="", text="Kata Pengantar"),
            *self._say("kata-pengantar"),
            Signatures(columns=(self._signature(),)),
            *statement(facts),
            Section(level=1, number="", text="Ikhtisar Eksekutif"),
            key_figures(facts),
            *self._say("ikhtisar"),
            Contents(kind="isi"),
            Contents(kind="tabel"),
            Contents(kind="gambar"),
        ]

    def _signature(self) -> Signature:
        facts = self.facts
        return Signature(
            office=f"{facts.head_title or 'Kepala ' + facts.agency},",
            name=facts.head,
            rank=facts.head_rank,
            nip=facts.head_nip,
        )

    def _introduction(self) -> list[Block | Placed]:
        self.count.begin(1)
        blocks: list[Block | Placed] = [Section(level=1, number="BAB I", text="Pendahuluan")]
        parts = (
            ("Latar Belakang", "1.latar-belakang"),
            ("Dasar Hukum", "1.dasar-hukum"),
            ("Maksud dan Tujuan", "1.maksud-tujuan"),
            ("Gambaran Umum Organisasi", "1.organisasi"),
            ("Isu Strategis", "1.isu-strategis"),
            *self._preparation(),
            ("Sistematika Penyajian", "1.sistematika"),
        )
        for letter, (title, key) in zip(LETTERS, parts, strict=False):
            blocks += [Section(level=2, number=f"{letter}.", text=title), *self._say(key)]
        return blocks

    def _preparation(self) -> list[tuple[str, str]]:
        """How the report was made; reports from before this was told have no such part."""
        return [("Mekanisme Penyusunan", "1.mekanisme")] if self.facts.preparation else []

    def _planning(self) -> list[Block | Placed]:
        self.count.begin(2)
        return [
            Section(level=1, number="BAB II", text="Perencanaan Kinerja"),
            Section(level=2, number="A.", text="Rencana Strategis"),
            *self._say("2.renstra"),
            Section(level=2, number="B.", text=f"Perjanjian Kinerja Tahun {self.facts.year}"),
            *self._say("2.perjanjian-kinerja"),
            *self._say("2.perubahan"),
            *([tables.agreement(self.facts, number=self.count.table())] if self._has_plan else []),
            Section(level=2, number="C.", text="Cara Menghitung Capaian"),
            *self._policy(),
        ]

    def _policy(self) -> list[Block | Placed]:
        if not self.facts.policy:
            return []
        return [tables.policy(self.facts, number=self.count.table())]

    @property
    def _has_plan(self) -> bool:
        return bool(self.facts.indicators)

    def _accountability(self) -> list[Block | Placed]:
        self.count.begin(3)
        facts = self.facts
        blocks: list[Block | Placed] = [
            Section(level=1, number="BAB III", text="Akuntabilitas Kinerja"),
            Section(level=2, number="A.", text="Capaian Kinerja Organisasi"),
        ]
        if not self._has_plan:
            blocks.append(Note(text=NO_PLAN))
        else:
            blocks += [
                pictures.all_indicators(facts, number=self.count.figure()),
            ]
        for at, objective in enumerate(facts.objectives, start=1):
            blocks += self._objective(at, objective)
        blocks += [
            Section(level=2, number="B.", text="Realisasi Anggaran"),
            *self._say("3.B"),
        ]
        if facts.money:
            blocks += [
                pictures.budget(facts, number=self.count.figure()),
                tables.budget(facts, number=self.count.table()),
            ]
            dots = pictures.efficiency(facts, number="")
            if len(dots.points) >= LEAST_DOTS:
                blocks.append(pictures.efficiency(facts, number=self.count.figure()))
        return blocks

    def _objective(self, at: int, objective: ObjectiveFacts) -> list[Block | Placed]:
        """The seven analyses that PermenPANRB 53/2014 asks for each sasaran."""
        facts, found = self.facts, objective.indicators
        key = f"3.{objective.code}"
        blocks: list[Block | Placed] = [
            Section(level=3, number=f"{at}.", text=f"Sasaran {objective.code}: {objective.text}"),
            *self._say(f"{key}.pembuka"),
        ]
        blocks += [
            *self._part("a.", f"Target dan realisasi tahun {facts.year}"),
            tables.this_year(facts, found, number=self.count.table()),
            pictures.targets(objective, facts, number=self.count.figure()),
            *(block for each in found for block in self._say(f"3.{each.code}.tahun-ini")),
            *self._part("b.", "Perbandingan dengan tahun-tahun sebelumnya"),
            tables.over_the_years(facts, found, number=self.count.table()),
            *self._trends(found),
            *self._each(found, "tahun-sebelumnya"),
            *self._part("c.", "Perbandingan dengan target akhir Renstra"),
            tables.towards_the_end(facts, found, number=self.count.table()),
            *self._each(found, "akhir-renstra"),
            *self._part("d.", "Perbandingan dengan standar nasional"),
            *self._standards(found),
            *self._part("e.", "Penyebab keberhasilan atau kegagalan dan solusinya"),
            *self._each(found, "penyebab"),
            *self._part("f.", "Efisiensi penggunaan sumber daya"),
            tables.efficiency_of(facts, found, number=self.count.table()),
            *self._each(found, "efisiensi"),
            *self._part("g.", "Program dan kegiatan penunjang"),
            *self._supporting(found),
            *self._each(found, "program"),
            *self._say(f"{key}.penutup"),
        ]
        return blocks

    def _part(self, number: str, text: str) -> list[Block | Placed]:
        return [Section(level=4, number=number, text=text)]

    def _each(self, found: Sequence[IndicatorFacts], what: str) -> list[Block | Placed]:
        """What is said of each indicator, under its name where there are several."""
        if len(found) == 1:
            return [*self._say(f"3.{found[0].code}.{what}")]
        blocks: list[Block | Placed] = []
        for each in found:
            said = self._say(f"3.{each.code}.{what}")
            if said[0].block is not None:
                name = Run(text=f"{each.code} {each.name}", bold=True)
                blocks.append(Prose(runs=(name,)))
            blocks += said
        return blocks

    def _trends(self, found: Iterable[IndicatorFacts]) -> list[Block | Placed]:
        keys = [each for each in found if each.is_key and pictures.has_trend(each)]
        return [pictures.trend(each, number=self.count.figure()) for each in keys]

    def _standards(self, found: tuple[IndicatorFacts, ...]) -> list[Block | Placed]:
        if not any(each.standard for each in found):
            return [*self._say(f"3.{found[0].code}.standar-nasional")] if found else []
        return [
            tables.against_the_standard(self.facts, found, number=self.count.table()),
            *self._each(found, "standar-nasional"),
        ]

    def _supporting(self, found: tuple[IndicatorFacts, ...]) -> list[Block | Placed]:
        table = tables.supporting(self.facts, found, number="")
        if not table.rows:
            return []
        return [tables.supporting(self.facts, found, number=self.count.table())]

    def _closing(self) -> list[Block | Placed]:
        self.count.begin(4)
        return [
            Section(level=1, number="BAB IV", text="Penutup"),
            Section(level=2, number="A.", text="Simpulan"),
            *self._say("4.simpulan"),
            Section(level=2, number="B.", text="Langkah Perbaikan"),
            *self._say("4.langkah"),
            *self._say("4.penutup"),
        ]


def key_figures(facts: ReportFacts) -> Cards:
    """The figures that are to be seen at once."""
    known = facts.known
    met = sum(bool(each.now.is_met) for each in known)
    return Cards(
        cards=(
            Card(
                value=f"{met} dari {len(facts.indicators)}",
                label="indikator mencapai target",
                note=_missing(len(facts.indicators) - len(known)),
            ),
            Card(value=_mean(facts), label="rata-rata capaian sasaran"),
            Card(value=_known(facts.absorption), label="serapan anggaran program"),
        )
    )


def _missing(count: int) -> str:
    return f"{count} belum ada datanya" if count else ""


def _mean(facts: ReportFacts) -> str:
    known = [objective.mean for objective in facts.objectives if objective.mean is not None]
    return _known(sum(known, Decimal(0)) / len(known) if known else None)


def _known(value: Decimal | None) -> str:
    return tables.MISSING if value is None else tables.percent(value)
