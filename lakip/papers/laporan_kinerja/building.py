"""Makes a report of its facts: the sheet, and from it the PDF and the Word file."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lakip.documents.blocks import Report
from lakip.documents.typesetting import typeset
from lakip.documents.word import write
from lakip.papers.laporan_kinerja.facts import ReportFacts
from lakip.papers.laporan_kinerja.outline import Outline, Words
from lakip.papers.laporan_kinerja.sentences import Drafted, drafts

__all__ = ["Files", "build", "drafts", "first_words", "sheet_of"]


@dataclass(frozen=True, kw_only=True)
class Files:
    """The report as files."""

    pdf: bytes
    docx: bytes


def sheet_of(
    facts: ReportFacts, *, made_at: datetime.datetime, words: Words | None = None, logo: str = ""
) -> Report:
    """The report as blocks; with the first drafts where nobody wrote other words."""
    outline = Outline(facts, words or first_words(facts), logo=logo)
    return Report(
        title=f"Laporan Kinerja {facts.agency} Tahun {facts.year}",
        author=facts.agency,
        blocks=outline.blocks(),
        made_at=made_at,
        heads=(f"Laporan Kinerja {facts.year}", facts.agency),
    )


def first_words(facts: ReportFacts) -> Words:
    """The first drafts by the place they stand in: all paragraphs of a key and of its parts."""
    by_place: dict[str, list[str]] = defaultdict(list)
    for drafted in drafts(facts):
        for place in _places(drafted):
            by_place[place].append(drafted.text)

    def words(key: str) -> Sequence[str]:
        return by_place[key]

    return words


def _places(drafted: Drafted) -> list[str]:
    """A paragraph stands in its own place, and in that of which it is a part."""
    whole, _, _ = drafted.key.rpartition(".")
    return [drafted.key, *([whole] if whole else [])]


def build(sheet: Report, *, logo: bytes = b"") -> Files:
    """The PDF and the Word file of a sheet: the same sheet gives the same bytes.

    Raises CannotTypeset with a sentence for letters that cannot be printed.
    """
    return Files(pdf=typeset(sheet, logo=logo), docx=write(sheet, logo=logo))
