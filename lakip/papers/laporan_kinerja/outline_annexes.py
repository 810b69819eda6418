"""The parts of a report that follow from its facts alone: annexes, and the statement of review.

Which annexes, and in which form: PermenPANRB 53/2014, Lampiran I and II; the statement is that of
its Lampiran III. An annex that cannot be made yet says so.
"""

from lakip.documents.blocks import (
    Block,
    Facts,
    Note,
    Paragraph,
    Picture,
    Section,
    Signature,
    Signatures,
)
from lakip.papers.laporan_kinerja import tables_annexes as tables
from lakip.papers.laporan_kinerja.facts import ReportFacts, ReviewFacts
from lakip.papers.laporan_kinerja.tables import agreement

NO_AGREEMENT = "Perjanjian Kinerja tahun {year} belum dicatat, jadi lampiran ini belum ada isinya."
NO_INDICATORS = "Indikator kinerja tahun {year} belum dicatat, jadi pengukurannya belum ada."
NO_QUARTERS = "Target triwulan belum dicatat, jadi rencana aksi tahun {year} belum dapat disajikan."
NO_TEAM = "Susunan tim penyusun belum ditetapkan."
NO_DECREE = "Nomor dan tanggal keputusan tentang tim penyusun belum dicatat."
DECREE = "Tim penyusun ditetapkan dengan keputusan nomor {number} tanggal {date}."
CHANGED = (
    "Susunan tim berubah sesudah keputusan itu ditetapkan. Tabel ini memuat susunan tim pada saat "
    "laporan ini disusun."
)
BESIDE = "Dokumen berikut disertakan sebagai berkas tersendiri bersama laporan ini."

# Titles of annexes that name or show people.
OF_THE_TEAM = "Keputusan tentang Tim Penyusun"
ADDED = "Dokumen Lain"

REVIEWED = (
    "Kami telah mereviu Laporan Kinerja {agency} tahun anggaran {year} sesuai dengan Pedoman Reviu "
    "atas Laporan Kinerja. Substansi informasi yang dimuat dalam Laporan Kinerja menjadi tanggung "
    "jawab manajemen {agency}.",
    "Reviu bertujuan memberikan keyakinan terbatas bahwa Laporan Kinerja telah disajikan secara "
    "akurat, andal, dan valid.",
)
NO_DOUBT = (
    "Berdasarkan reviu kami, tidak terdapat kondisi atau hal-hal yang menimbulkan perbedaan dalam "
    "meyakini keandalan informasi yang disajikan dalam Laporan Kinerja ini."
)


def statement(facts: ReportFacts) -> list[Block]:
    """Pernyataan telah direviu; nothing where no review is recorded."""
    review = facts.review
    if review is None:
        return []
    told = (each.format(agency=facts.agency, year=facts.year) for each in REVIEWED)
    return [
        Section(level=1, number="", text="Pernyataan Telah Direviu"),
        *(Paragraph(text=each) for each in told),
        Paragraph(text=review.conclusion or NO_DOUBT),
        Signatures(columns=(_reviewer(review),)),
    ]


def _reviewer(review: ReviewFacts) -> Signature:
    when = ", ".join(each for each in (review.place, review.date) if each)
    return Signature(
        above=(when,) if when else (),
        office=f"{review.title or review.unit},",
        name=review.name,
        rank=review.rank,
        nip=review.nip,
    )


class Annexes:
    """Writes the annexes of one report; their tables are counted through: Tabel L.1, Tabel L.2."""

    def __init__(self, facts: ReportFacts) -> None:
        self.facts = facts
        self._tables = 0

    def blocks(self) -> list[Block]:
        """All of them in their order."""
        parts = [
            (f"Perjanjian Kinerja Tahun {self.facts.year}", self._agreement()),
            (f"Pengukuran Kinerja Tahun {self.facts.year}", self._measurement()),
            (f"Rencana Aksi Tahun {self.facts.year}", self._action_plan()),
            (OF_THE_TEAM, self._team()),
        ]
        if self.facts.attachments or self.facts.pictures:
            parts.append((ADDED, self._added()))
        found: list[Block] = []
        for at, (title, blocks) in enumerate(parts, start=1):
            found += [Section(level=1, number=f"LAMPIRAN {at}", text=title), *blocks]
        return found

    def _number(self) -> str:
        self._tables += 1
        return f"Tabel L.{self._tables}"

    def _note(self, text: str) -> Note:
        return Note(text=text.format(year=self.facts.year))

    def _whose(self) -> Facts:
        """What stands at the head of the form."""
        rows = (("Unit organisasi", self.facts.agency), ("Tahun anggaran", str(self.facts.year)))
        return Facts(rows=rows)

    def _agreement(self) -> list[Block]:
        if not self.facts.indicators:
            return [self._note(NO_AGREEMENT)]
        found: list[Block] = [self._whose(), agreement(self.facts, number=self._number())]
        if self.facts.money:
            found.append(tables.programmes(self.facts, number=self._number()))
        return found

    def _measurement(self) -> list[Block]:
        if not self.facts.indicators:
            return [self._note(NO_INDICATORS)]
        found: list[Block] = [self._whose(), tables.measurement(self.facts, number=self._number())]
        if self.facts.money:
            found.append(tables.measured_money(self.facts, number=self._number()))
        return found

    def _action_plan(self) -> list[Block]:
        if not any(each.quarters for each in self.facts.indicators):
            return [self._note(NO_QUARTERS)]
        return [tables.action_plan(self.facts, number=self._number())]

    def _team(self) -> list[Block]:
        facts = self.facts
        if not facts.team:
            return [self._note(NO_TEAM)]
        decree = DECREE.format(number=facts.decree, date=facts.decree_date)
        return [
            Paragraph(text=decree) if facts.decree else self._note(NO_DECREE),
            *([Paragraph(text=CHANGED)] if facts.team_is_changed else []),
            tables.team(facts, number=self._number()),
        ]

    def _added(self) -> list[Block]:
        found: list[Block] = [
            Picture(
                number=f"Gambar L.{at}",
                caption=each.title,
                sha256=each.sha256,
                width=each.width,
                height=each.height,
            )
            for at, each in enumerate(self.facts.pictures, start=1)
        ]
        if self.facts.attachments:
            table = tables.attachments(self.facts, number=self._number())
            found += [Paragraph(text=BESIDE), table]
        return found
