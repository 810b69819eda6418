"""Makes a report of its facts: the sheet, and from it the PDF and the Word file."""

import datetime
from dataclasses import dataclass

from lakip.documents.blocks import Paper, Profile, Report
from lakip.documents.typesetting import typeset
from lakip.documents.word import write
from lakip.papers.laporan_kinerja.facts import ReportFacts
from lakip.papers.laporan_kinerja.outline import Outline, Words
from lakip.papers.laporan_kinerja.words import first_words

TYPE_SIZE, LEADING = 11, 1.25  # Points; the distance of lines as a multiple of single spacing.


@dataclass(frozen=True, kw_only=True)
class Files:
    """The report as files."""

    pdf: bytes
    docx: bytes


def sheet_of(
    facts: ReportFacts,
    *,
    made_at: datetime.datetime,
    words: Words | None = None,
    logo: str = "",
    paper: Paper = Paper.A4,
) -> Report:
    """The report as blocks; with the first drafts where nobody wrote other words."""
    outline = Outline(facts, words or first_words(facts), logo=logo)
    return Report(
        title=f"Laporan Kinerja {facts.agency} Tahun {facts.year}",
        author=facts.agency,
        blocks=outline.blocks(),
        made_at=made_at,
        profile=Profile(paper=paper, size=TYPE_SIZE, leading=LEADING),
        heads=(f"Laporan Kinerja {facts.year}", facts.agency),
    )


def build(sheet: Report, *, logo: bytes = b"") -> Files:
    """The PDF and the Word file of a sheet: the same sheet gives the same bytes.

    Raises CannotTypeset with a sentence for letters that cannot be printed.
    """
    return Files(pdf=typeset(sheet, logo=logo), docx=write(sheet, logo=logo))
