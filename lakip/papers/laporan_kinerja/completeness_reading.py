"""What stands in a report as its reader finds it: the words at each place, the tables, the parts.

Words are judged by what is to be read, not by who wrote them: a first draft without a place to be
filled is as good as what a person wrote.
"""

from collections import defaultdict
from collections.abc import Sequence

from lakip.documents.blocks import (
    Contents,
    Cover,
    Listed,
    Prose,
    Section,
    Table,
)
from lakip.papers.laporan_kinerja.completeness_elements import Goal
from lakip.papers.laporan_kinerja.outline import Placed
from lakip.papers.laporan_kinerja.sentences import placeholders
from lakip.papers.laporan_kinerja.words import texts_of

NOT_WRITTEN = "belum ditulis"
NOT_FINISHED = "masih memuat bagian yang harus ditulis"
ANNEX = "LAMPIRAN"


class Reading:
    """One report, read once."""

    def __init__(self, placed: Sequence[Placed]) -> None:
        self.texts: dict[str, list[str]] = {}
        self.written: dict[str, list[str]] = {}  # Only what people wrote.
        self.titles: dict[str, str] = {}  # The heading that a place stands under.
        self.headings: list[str] = []
        self.lists: set[str] = set()
        self.has_cover = False
        self._cells: dict[tuple[bool, str], set[str]] = defaultdict(set)
        self._is_annex = False
        self._waiting: dict[str, tuple[str, ...]] = {}
        for one in placed:
            self._take(one)

    def _take(self, one: Placed) -> None:
        match one.block:
            case Section() as heading:
                self.headings.append(heading.text)
                self._is_annex = self._is_annex or heading.number.startswith(ANNEX)
            case Table() as table:
                self._take_table(table)
            case Cover():
                self.has_cover = True
            case Contents() as contents:
                self.lists.add(contents.kind)
        if one.place:
            self.texts.setdefault(one.place, []).extend(texts_of(one.block))
            self.titles.setdefault(one.place, self.headings[-1] if self.headings else one.place)
            if isinstance(one.block, Prose | Listed):
                self.written.setdefault(one.place, []).extend(texts_of(one.block))

    def _take_table(self, table: Table) -> None:
        cells = self._cells[self._is_annex, table.caption]
        for row in table.rows:
            for cell in row:
                cells.add(cell)
                cells.update(cell.split(", "))

    def lack(self, place: str) -> str:
        """What is wrong with the words at a place; empty where they are all there."""
        if not any(each.isalnum() for text in self.texts.get(place, ()) for each in text):
            return NOT_WRITTEN
        return NOT_FINISHED if self.waiting(place) else ""

    def waiting(self, place: str) -> tuple[str, ...]:
        """What is still to be written at a place, as the text says it: "[Tuliskan …]"."""
        if place not in self._waiting:
            found = [one for text in self.texts.get(place, ()) for one in placeholders(text)]
            self._waiting[place] = tuple(found)
        return self._waiting[place]

    def title(self, place: str) -> str:
        """The heading that a place stands under; its name where it stands nowhere."""
        return self.titles.get(place, place)

    def to_write(self, place: str, *, of: str = "") -> Goal:
        """Where the words of a place are written; `of` is the indicator or sasaran."""
        title = self.title(place)
        return Goal(kind="tulis", name=place, label=f"{of}: {title}" if of else title)

    def has_table(self, caption: str, *, in_annex: bool = False) -> bool:
        """Whether a table of that caption stands in the report, or among its annexes."""
        return (in_annex, caption) in self._cells

    def has_row(self, caption: str, cell: str, *, in_annex: bool = False) -> bool:
        """Whether a table of that caption has the cell; a list of codes is as many cells."""
        found = self._cells.get((in_annex, caption))
        return found is not None and cell in found
