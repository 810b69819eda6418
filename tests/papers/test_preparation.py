"""How the report is made, in its own Bab I: true when it is said, and learnt the year before."""

import datetime
import json
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lakip.documents.blocks import Section, plain
from lakip.documents.models import Document
from lakip.journey.models import Journey
from lakip.management import demo, demo_plan
from lakip.management.rehearsal import Walk
from lakip.papers.laporan_kinerja import outline_annexes
from lakip.papers.laporan_kinerja.facts import EarlierFacts, PreparationFacts, ReportFacts
from lakip.papers.laporan_kinerja.gathering import gather
from lakip.papers.laporan_kinerja.live_figures import label_of
from lakip.papers.laporan_kinerja.manuscript import manuscript_of
from lakip.papers.laporan_kinerja.outline import Outline
from lakip.papers.laporan_kinerja.sentences import arrangement, preparation
from lakip.papers.laporan_kinerja.sentences_preparation import earlier
from lakip.papers.laporan_kinerja.source import Source, of_json, source_of
from lakip.papers.laporan_kinerja.words import first_words
from lakip.people.government import Agency
from tests import cast
from tests.cast import Office
from tests.papers.report_sentences_sample import rich

MADE_AT = datetime.datetime(2027, 2, 1, 8, 30, tzinfo=datetime.UTC)
BEFORE = EarlierFacts(
    year=2025,
    is_finished=True,
    steps=12,
    span="31 hari kerja",
    standard="20 hari kerja dan 3 jam 15 menit",
    late=("Paraf draft SK tim", "Pengesahan SK tim", "Format data", "Penugasan penggandaan"),
    waited_at="Data dan draft laporan",
    waited="14 hari kerja",
    returns=2,
)
MADE = PreparationFacts(
    sop="Penyusunan LAKIP",
    steps=12,
    team="Tim Penyusun LAKIP",
    is_seated=True,
    verifier="Sekretaris",
    ratifier="Kepala Dinas",
    asked=("Bidang A", "Bidang B"),
    earlier=BEFORE,
)


def told(facts: ReportFacts) -> str:
    return " ".join(each.text for each in preparation(facts))


def made(preparation: PreparationFacts | None, **more: str) -> ReportFacts:
    return replace(rich(), preparation=preparation, **more)


def titles(facts: ReportFacts) -> list[str]:
    blocks = Outline(facts, first_words(facts)).blocks()
    return [f"{one.number} {one.text}" for one in blocks if isinstance(one, Section)]


def test_the_paragraph_says_how_the_report_is_made_and_what_the_year_before_took() -> None:
    facts = made(MADE, decree="7 TAHUN 2027", decree_date="11 Januari 2027")
    assert [each.text for each in preparation(facts)] == [
        "Laporan kinerja ini disusun menurut SOP Penyusunan LAKIP, yang terdiri atas 12 langkah. "
        "Penyusunnya adalah Tim Penyusun LAKIP, yang dibentuk dengan Surat Keputusan Nomor 7 TAHUN "
        "2027 tanggal 11 Januari 2027. SOP itu mengatur bahwa draf laporan diverifikasi oleh "
        "Sekretaris sebelum disahkan oleh Kepala Dinas.",
        "Data kinerja diminta dengan format data kepada 2 bidang dan instansi, yaitu Bidang A dan "
        "Bidang B.",
        "Penyusunan laporan kinerja tahun 2025 berlangsung 31 hari kerja; jumlah waktu semua "
        "langkah menurut SOP adalah 20 hari kerja dan 3 jam 15 menit. Dari 12 langkahnya, 4 "
        "melewati batas waktu, yaitu “Paraf draft SK tim”, “Pengesahan SK tim”, “Format data”, dan "
        "1 langkah lain. Waktu tunggu terlama terjadi pada langkah “Data dan draft laporan”, yaitu "
        "14 hari kerja. Naskah dikembalikan untuk direvisi sebanyak 2 kali.",
    ]
    assert label_of("penyusunan/2025/lama") == "Lama penyusunan tahun 2025"


def test_what_is_not_known_is_not_said() -> None:
    assert told(made(PreparationFacts(sop="SOP Penyusunan LAKIP"))) == (
        "Laporan kinerja ini disusun menurut SOP Penyusunan LAKIP."
    )
    not_seated = told(made(replace(MADE, is_seated=False, asked=(), earlier=None)))
    assert "Tim Penyusun" not in not_seated
    assert "Data kinerja" not in not_seated
    kept = replace(BEFORE, late=(), waited_at="", waited="", returns=0)
    found = earlier(kept)
    assert found is not None
    assert found.text.endswith(
        "Semua langkahnya selesai dalam batas waktu. Tidak ada naskah yang dikembalikan untuk "
        "direvisi."
    )
    unfinished = earlier(replace(BEFORE, is_finished=False))
    assert unfinished is not None
    assert "belum tercatat selesai" in unfinished.text


def test_the_part_stands_before_the_arrangement_which_names_it() -> None:
    found = titles(made(MADE))
    assert found[found.index("F. Mekanisme Penyusunan") + 1] == "G. Sistematika Penyajian"
    said = [each.text for each in arrangement(made(MADE))]
    assert said[1] == (
        "Bab I Pendahuluan memuat penjelasan umum organisasi, isu strategis, dan mekanisme "
        "penyusunan laporan."
    )


def test_a_source_from_before_the_part_opens_and_gives_the_report_it_gave() -> None:
    data = json.loads(Source(facts=rich(), made_at=MADE_AT).as_json())
    del data["facts"]["preparation"]
    old = of_json(json.dumps(data).encode())
    assert old.facts.preparation is None
    assert "F. Sistematika Penyajian" in titles(old.facts)
    assert not any("Mekanisme" in title for title in titles(old.facts))
    assert "mekanisme" not in " ".join(each.text for each in arrangement(old.facts))


def test_a_source_with_the_part_is_the_same_source_again() -> None:
    source = Source(facts=made(MADE), made_at=MADE_AT)
    assert of_json(source.as_json()) == source
    assert of_json(source.as_json()).sheet() == source.sheet()


@pytest.mark.django_db
def test_the_facts_are_those_of_the_journey_and_of_the_one_before(office: Office) -> None:
    early = Walk(office.walk.demo, year=2025, starts=cast.MONDAY.replace(year=2026, day=5))
    early.play(returns=1)
    office.to("draft-laporan")
    journey = office.journey
    found = gather(journey.agency, journey.year, journey=journey).preparation
    assert found is not None
    assert (found.steps, found.team, found.is_seated) == (12, "Tim Penyusun LAKIP", True)
    assert (found.verifier, found.ratifier) == ("Sekretaris", "Kepala Dinas")
    assert found.asked == ()
    assert found.earlier is not None
    assert (found.earlier.year, found.earlier.is_finished) == (2025, True)
    assert (found.earlier.late, found.earlier.returns) == ((), 1)
    first = gather(journey.agency, 2025, journey=early.journey).preparation
    assert first is not None
    assert first.earlier is None


@pytest.mark.django_db
def test_nothing_is_claimed_before_it_is_done(office: Office) -> None:
    journey = office.journey
    facts = gather(journey.agency, journey.year, journey=journey)
    said = told(facts)
    # In step 1 there is no team, nobody was asked, and nothing has been verified or ratified.
    assert "dibentuk" not in said
    assert "diminta" not in said
    for claim in ("telah", "sudah diverifikasi", "direviu"):
        assert claim not in said


@pytest.mark.django_db
@pytest.mark.parametrize(("years", "expected"), [(0, 19), (1, 20), (3, 20)])
def test_gathering_asks_a_fixed_number_of_queries(
    office: Office, years: int, expected: int
) -> None:
    for year in range(2026 - years, 2026):
        Walk(office.walk.demo, year=year, starts=cast.MONDAY).play(returns=1)
    demo_plan.record(office.walk.demo, year=2026, at=office.walk.at)
    journey = office.journey
    gather(journey.agency, journey.year, journey=journey)  # The edition is read once a process.
    assert queries() == 12
    # Two are for the journey before: its turns, and its events where there is one.
    assert queries(journey=office.journey) == expected


def queries(*, journey: Journey | None = None) -> int:
    """How many queries it takes to gather the report, with its journey or without."""
    agency = journey.agency if journey else Agency.objects.get(name=demo.DINSOS)
    assert agency.government
    with CaptureQueriesContext(connection) as asked:
        gather(agency, 2026, journey=journey)
    return len(asked)


@pytest.mark.django_db
def test_the_annex_lists_the_team_as_it_is_and_says_that_it_changed(office: Office) -> None:
    office.to("draft-laporan")
    demo_plan.record(office.walk.demo, year=2026, at=office.walk.at)
    before = annex_of_the_team(office.journey)
    assert "Yohanes Tapilatu" in before
    assert outline_annexes.CHANGED not in before
    decree = Document.objects.get(journey=office.journey, paper="draft-sk-tim").latest_id
    office.take_out("anggota")
    office.take_in(office.person("admin"), standing="sekretaris")
    after = annex_of_the_team(office.journey)

    assert "Yohanes Tapilatu" not in after
    assert after.index(outline_annexes.CHANGED) < after.index("Siti Aminah")
    assert after.index("Siti Aminah") < after.index("Rudi Hartono")
    # The SK is the paper that was ratified, and nothing was filed over it.
    assert Document.objects.get(journey=office.journey, paper="draft-sk-tim").latest_id == decree


def annex_of_the_team(journey: Journey) -> str:
    """What the annex on the team says, as one text."""
    source = source_of(manuscript_of(journey), made_at=journey.begun_at, paper="a4")
    blocks = [each.block for each in of_json(source.as_json()).placed()]
    titles = [block.text if isinstance(block, Section) else "" for block in blocks]
    at = titles.index(outline_annexes.OF_THE_TEAM)
    following = next((n for n in range(at + 1, len(titles)) if titles[n]), len(titles))
    return str(plain(tuple(block for block in blocks[at:following] if block)))
