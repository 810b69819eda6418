"""Files the draft report of step 8 as an immutable version: PDF, Word, and the data beside them."""

import datetime
from uuid import UUID

from django.db import transaction

from lakip.documents import filing
from lakip.documents.models import Rendition, Version
from lakip.documents.sealing import PDF, add_rendition
from lakip.documents.typesetting import CannotTypeset
from lakip.journey import acts
from lakip.journey.refusal import Refused, refuse_if
from lakip.journey.standing import stand
from lakip.papers.drafting import WORD
from lakip.papers.laporan_kinerja import building
from lakip.papers.laporan_kinerja.manuscript import manuscript_of
from lakip.papers.laporan_kinerja.source import Source, source_of
from lakip.papers.laporan_kinerja.writing import PAPER
from lakip.people.letterhead import letterhead_of
from lakip.people.person import Person
from lakip.sop import rules

JSON = "application/json"
NO_PLAN = (
    "Rencana kinerja tahun {year} belum dicatat, jadi laporannya belum dapat disusun dari data. "
    "Catat dahulu rencananya, atau unggah laporan yang ditulis di luar aplikasi."
)


def file(*, turn: UUID, by: Person, at: datetime.datetime) -> Version:
    """File the report as it stands now. Raises Refused, and NotTaken when there is no room."""
    here = stand(turn_id=turn, person=by, at=at)
    refuse_if(rules.obstacles_to_filing(here.edition, here.step, PAPER, here.facts))
    manuscript = manuscript_of(here.journey)
    if not manuscript.facts.indicators:
        raise Refused(NO_PLAN.format(year=here.journey.year))
    paper = letterhead_of(here.journey.agency).paper
    source = source_of(manuscript, made_at=at, paper=paper)
    pdf, word, data = _kept(source, year=here.journey.year)
    with transaction.atomic():
        version = acts.file_paper(turn=turn, paper=PAPER, content=pdf, by=by, at=at)
        for kind, content in ((Rendition.Kind.WORD, word), (Rendition.Kind.DATA, data)):
            add_rendition(version_id=version.pk, kind=kind, content=content, at=at)
    return version


def _kept(source: Source, *, year: int) -> tuple[filing.Content, filing.Content, filing.Content]:
    """The files of a report, safely in the store. Raises Refused for what cannot be printed."""
    try:
        files = building.build(source.sheet(), logo=filing.store().bytes_if_there(source.logo))
    except CannotTypeset as error:
        raise Refused(str(error)) from error
    name = f"laporan-kinerja-{year}"
    data = filing.keep(source.as_json(), name=f"{name}.json", media_type=JSON)
    made_from = {"data": data.sha256}
    pdf = filing.keep(files.pdf, name=f"{name}.pdf", media_type=PDF, made_from=made_from)
    word = filing.keep(files.docx, name=f"{name}.docx", media_type=WORD)
    return pdf, word, data
