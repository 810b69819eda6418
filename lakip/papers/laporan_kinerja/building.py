"""Makes a report of its facts: the sheet, and from it the PDF and the Word file."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from lakip.documents.blocks import Block, Paper, Profile, Report
from lakip.documents.report_pages import listed_pages
from lakip.documents.typesetting import typeset
from lakip.documents.word_report import write_report
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
    return sheet_with(outline.blocks(), facts=facts, made_at=made_at, paper=paper)


def sheet_with(
    blocks: Sequence[Block], *, facts: ReportFacts, made_at: datetime.datetime, paper: Paper
) -> Report:
    """A sheet of some blocks of the report: all of them, or those of one chapter."""
    return Report(
        title=f"Laporan Kinerja {facts.agency} Tahun {facts.year}",
        author=facts.agency,
        blocks=tuple(blocks),
        made_at=made_at,
        profile=Profile(paper=paper, size=TYPE_SIZE, leading=LEADING),
        heads=(f"Laporan Kinerja {facts.year}", facts.agency),
    )


def build(sheet: Report, *, logo: bytes = b"") -> Files:
    """The PDF and the Word file of a sheet: the same sheet gives the same bytes.

    The lists of the Word file name the pages of the PDF until Word counts its own. Raises
    CannotTypeset with a sentence for letters that cannot be printed.
    """
    pdf = typeset(sheet, logo=logo)
    docx = write_report(sheet, logo=logo, pages=listed_pages(pdf, sheet))
    return Files(pdf=pdf, docx=docx)
