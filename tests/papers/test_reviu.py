"""The review by the Inspektorat: a year with the second edition of the SOP, from end to end."""

import dataclasses
import datetime
import uuid

import pytest
from django.test import Client

from lakip.documents import filing, sealing
from lakip.documents.models import Document, Mark, Rendition, Version
from lakip.documents.numbering import Numbered
from lakip.journey import marking, moves, replay
from lakip.journey.editions import edition_of
from lakip.journey.models import Journey, Turn
from lakip.journey.refusal import Refused
from lakip.management import demo, demo_plan, reviewing_season, verifying_season
from lakip.management.official_walk import OfficialWalk
from lakip.management.rehearsal import Walk
from lakip.papers import drafted, drafting, reviu, reviu_catatan
from lakip.papers.dossier.contents import shelves_of
from lakip.papers.laporan_kinerja import judging
from lakip.papers.laporan_kinerja.completeness import State
from lakip.papers.laporan_kinerja.manuscript import manuscript_of
from lakip.papers.laporan_kinerja.reviewed import STATEMENT, is_reviewed
from lakip.papers.laporan_kinerja.writing import PAPER
from lakip.papers.verifikasi import remarks
from lakip.people.appointing import NotAppointed, appoint, end
from lakip.people.letterhead import Letterhead
from lakip.people.office import OBSERVER
from lakip.people.person import Person
from tests import cast
from tests.papers import conformance
from tests.papers.known_sample import KNOWN, begun
from tests.papers.said_by_files import letters, words_of_pdf, words_of_word

YEAR = 2026
NOTES = reviu_catatan.SLUG
REVIEW, REVIEWER, TEAM = "reviu-inspektorat", "inspektorat", "tim-penyusun"


@pytest.fixture
def office(db: None) -> cast.Office:
    """The demo agency, whose report is reviewed; plain papers."""
    found = demo.prepare(at=cast.MONDAY)
    reviewing_season.choose(found, at=cast.MONDAY)
    return cast.Office(Walk(found, year=YEAR, starts=cast.MONDAY))


@pytest.fixture
def official(db: None) -> cast.Office:
    """The same with papers drafted here, a report made from data, and real signatures."""
    found = demo.prepare(at=cast.MONDAY)
    reviewing_season.choose(found, at=cast.MONDAY)
    demo_plan.record(found, year=YEAR, at=cast.MONDAY)
    return cast.Office(OfficialWalk(found, year=YEAR, starts=cast.MONDAY))


def drafted_of(slug: str) -> drafted.Drafted:
    found = drafted.of(slug)
    assert found is not None
    return found


def latest(paper: str) -> Version:
    document = Document.objects.select_related("latest").get(paper=paper)
    assert document.latest is not None
    return document.latest


def signatures(version: Version) -> list[Mark]:
    return list(version.marks.filter(kind=Mark.Kind.SIGNATURE, withdrawn_at=None))


def bytes_of(sha256: str) -> bytes:
    with filing.store().open(sha256) as source:
        return source.read()


def criterion(journey: Journey, code: str) -> tuple[State, str]:
    elements = judging.elements_of(manuscript_of(journey))
    found = next(each for each in elements if each.code == code)
    return found.state, found.reason


def client(person: Person) -> Client:
    made = Client()
    made.force_login(person)
    return made


@pytest.mark.needs("poppler")
def test_a_year_with_the_review_runs_to_its_end(official: cast.Office) -> None:
    walk = official.walk
    journey = walk.play(returns=1, returned_from=REVIEW)
    steps = [(turn.step, turn.round) for turn in journey.turns.order_by("number")]
    eight = [at for at, (step, _) in enumerate(steps) if step == "draft-laporan"]

    assert journey.closed_at
    assert len(walk.edition.steps) == 13
    assert steps[eight[0] : eight[1] + 4] == [
        ("draft-laporan", 1), (REVIEW, 1), ("draft-laporan", 2), (REVIEW, 2),
        ("verifikasi-draft", 1), ("pengesahan-laporan", 1),
    ]  # fmt: skip
    assert list(replay.faults(agency_id=journey.agency_id)) == []

    # The statement is the Inspektorat's paper, with their kop, number and signature.
    statement = latest(STATEMENT)
    said = " ".join(words_of_pdf(bytes_of(statement.sha256)))
    draft = latest(PAPER)
    assert "INSPEKTORAT DAERAH" in said
    assert "Inspektur Kabupaten Contoh" in said
    assert "Nyoman Sukarta" in said
    assert draft.sha256 in said.replace(" ", "")
    assert "tidak terdapat kondisi" in said
    given = Numbered.objects.select_related("series__agency").get(document__paper=STATEMENT)
    assert (given.text, given.series.agency.name) == ("700.1.2/1/ITDA", demo.INSPEKTORAT)
    head = sealing.head(statement.pk)
    assert head
    for sha256 in (statement.sha256, head.sha256, latest(NOTES).sha256):
        assert conformance.faults(bytes_of(sha256)) == []
        assert conformance.words_off_the_page(bytes_of(sha256)) == []
    for paper in (STATEMENT, NOTES):
        version = latest(paper)
        word = version.renditions.get(kind=Rendition.Kind.WORD)
        in_word = letters(words_of_word(bytes_of(word.sha256)))
        assert not in_word - letters(words_of_pdf(bytes_of(version.sha256))), paper

    # It goes with the report and into the dossier.
    covering = " ".join(words_of_pdf(bytes_of(latest("surat-pengantar").sha256)))
    assert "Pernyataan telah direviu" in covering
    # The report is called reviewed by the record, and does not print a statement of its own.
    titles = [shelf.title for shelf in shelves_of(journey)]
    assert {"Pernyataan telah direviu", "Catatan hasil reviu"} <= set(titles)
    assert criterion(journey, "L4")[0] is State.DONE
    state, reason = criterion(journey, "depan.pernyataan-reviu")
    assert (state, "surat tersendiri" in reason) == (State.DONE, True)
    assert "Pernyataan Telah Direviu" not in " ".join(words_of_pdf(bytes_of(draft.sha256)))


def test_a_statement_about_the_draft_before_does_not_count(official: cast.Office) -> None:
    official.walk.play(returns=1, returned_from=REVIEW, until=REVIEW)
    first = official.turn
    official.prepare()
    assert signatures(latest(STATEMENT))
    verifying_season.remark(official.walk, first)
    official.send_back(REVIEWER)
    official.to(REVIEW)
    (old,) = signatures(latest(STATEMENT))

    assert official.turn.round == 2
    assert old.turn_id == first.pk
    with pytest.raises(Refused) as no:
        official.finish(REVIEWER)
    assert "Unggah atau tulis dahulu: Pernyataan telah direviu." in no.value.reasons
    with pytest.raises(Refused, match="Simpan suratnya dahulu"):
        marking.sign_letter(
            turn=official.turn.pk, paper=STATEMENT, by=official.person(REVIEWER), at=official.at,
            seal=None,
        )  # fmt: skip
    assert not is_reviewed(official.journey)


def test_the_statement_is_signed_before_the_review_is_finished(official: cast.Office) -> None:
    turn = official.to(REVIEW)
    reviewer = official.person(REVIEWER)
    reviewing_season.answer(official.walk, turn, STATEMENT)
    drafting.file(turn=turn.pk, paper=STATEMENT, by=reviewer, at=official.at)
    with pytest.raises(Refused, match="Pernyataan telah direviu belum ditandatangani"):
        official.finish(REVIEWER)
    page = client(reviewer).get(f"/laporan/{official.journey.pk}/langkah/{REVIEW}/")
    assert "Tanda tangani" in page.content.decode()
    assert criterion(official.journey, "L4")[0] is State.NOT_APPLICABLE


def test_nothing_is_concluded_for_the_reviewer(official: cast.Office) -> None:
    turn = official.to(REVIEW)
    with pytest.raises(Refused, match="Simpulan: belum diisi"):
        drafting.file(turn=turn.pk, paper=STATEMENT, by=official.person(REVIEWER), at=official.at)


@pytest.mark.parametrize(
    ("conclusion", "conditions", "said"),
    [
        ("ada", "", "Sebutkan kondisi yang ditemukan"),
        ("tidak-ada", "Realisasi S1.2 tidak didukung bukti.", "Samakan keduanya"),
    ],
)
def test_the_conclusion_and_the_conditions_agree(
    official: cast.Office, conclusion: str, conditions: str, said: str
) -> None:
    turn, reviewer = official.to(REVIEW), official.person(REVIEWER)
    desk = drafting.desk(turn=turn.pk, paper=STATEMENT, by=reviewer, at=official.at)
    answers = desk.answers | {"simpulan": conclusion, "kondisi": [conditions] if conditions else []}
    assert any(said in fault.sentence for fault in desk.faults(answers))


def test_nobody_reviews_a_draft_that_is_not_there() -> None:
    known = dataclasses.replace(KNOWN, report=None)
    assert reviu.NO_DRAFT in drafted_of(STATEMENT).faults(known, begun(drafted_of(STATEMENT)))
    assert reviu.NO_DRAFT in drafted_of(NOTES).faults(known, begun(drafted_of(NOTES)))
    said = str(drafted_of(STATEMENT).blocks(known, begun(drafted_of(STATEMENT))))
    assert KNOWN.report
    assert KNOWN.report.sha256 not in said


def test_the_notes_are_the_checklist(official: cast.Office) -> None:
    turn, reviewer = official.to(REVIEW), official.person(REVIEWER)
    paper = NOTES
    desk = drafting.desk(turn=turn.pk, paper=paper, by=reviewer, at=official.at)
    said = " ".join(fault.sentence for fault in desk.faults(desk.answers | {"F1": "tidak"}))

    assert "F2. Laporan menyajikan target kinerja: belum diisi." in said
    assert "Butir S3" not in said
    assert "Butir S3 belum dijawab." in " ".join(
        fault.sentence for fault in desk.faults(desk.answers | {"S1": "tidak"})
    )
    assert "Butir F1 dijawab tidak. Tuliskan catatannya." in said


def test_a_draft_goes_back_only_with_something_to_mend(official: cast.Office) -> None:
    turn = official.to(REVIEW)
    with pytest.raises(Refused, match="Catat dahulu sedikitnya satu hal"):
        official.send_back(REVIEWER)
    verifying_season.remark(official.walk, turn)
    official.prepare()
    with pytest.raises(Refused, match="1 catatan verifikasi belum ditutup"):
        official.finish(REVIEWER)
    official.send_back(REVIEWER)
    (remark,) = remarks.open_remarks(official.journey)
    remarks.answer(
        turn=official.turn.pk, remark=remark, text="Sudah.", by=official.person(TEAM),
        at=official.at,
    )  # fmt: skip


def test_the_reviewers_bench_has_remarks_and_no_checklist(official: cast.Office) -> None:
    turn = official.to(REVIEW)
    page = client(official.person(REVIEWER)).get(f"/giliran/{turn.pk}/periksa/").content.decode()
    assert "Catatan umum" in page
    assert "Daftar periksa" not in page
    official.walk.play(until="verifikasi-draft")
    seen = client(official.person("sekretaris")).get(f"/giliran/{official.turn.pk}/periksa/")
    assert "Daftar periksa" in seen.content.decode()


@pytest.mark.parametrize("part", ["kepala-dinas", "sekretaris", TEAM])
def test_nobody_of_the_agency_reviews_its_report(office: cast.Office, part: str) -> None:
    office.to(REVIEW)
    office.prepare()
    with pytest.raises(Refused, match="Langkah ini giliran Inspektorat"):
        office.finish(part)
    with pytest.raises(Refused, match="Langkah ini giliran Inspektorat"):
        office.file(part, STATEMENT)
    with pytest.raises(Refused, match="Langkah ini giliran Inspektorat"):
        marking.sign_letter(
            turn=office.turn.pk, paper=STATEMENT, by=office.person(part), at=office.at, seal=None
        )


def test_who_works_at_the_agency_is_not_given_the_review(office: cast.Office) -> None:
    with pytest.raises(NotAppointed, match="bekerja di OPD lain"):
        appoint(
            person=office.person("anggota"), agency=office.journey.agency, role=REVIEWER,
            by=None, at=office.at, starts_on=demo.FROM,
        )  # fmt: skip


def test_an_observer_reads_and_does_not_review(office: cast.Office) -> None:
    turn = office.to(REVIEW)
    office.prepare()
    observer = Person.objects.get(name="Hendra Wijaya")
    assert observer.offices.filter(role=OBSERVER, agency=office.journey.agency).exists()
    with pytest.raises(Refused, match="Langkah ini giliran Inspektorat"):
        moves.finish(turn=turn.pk, by=observer, at=office.at, key=uuid.uuid4())
    shown = client(observer).post(f"/giliran/{turn.pk}/selesai/", {"key": str(uuid.uuid4())})
    assert shown.status_code == 422
    assert office.turn.pk == turn.pk


def test_the_reviewer_sees_this_journey_and_nothing_of_other_agencies(office: cast.Office) -> None:
    other = Walk(demo.neighbour(), year=YEAR, starts=cast.MONDAY).journey
    turn = office.to(REVIEW)
    reviewer = client(office.person(REVIEWER))

    assert reviewer.get(f"/laporan/{office.journey.pk}/").status_code == 200
    assert "Reviu oleh Inspektorat" in reviewer.get("/").content.decode()
    assert reviewer.get(f"/laporan/{other.pk}/").status_code == 404
    assert other.agency.name not in reviewer.get("/laporan/").content.decode()
    assert reviewer.get(f"/opd/{other.agency_id}/cara-kerja/").status_code == 404
    assert reviewer.get(f"/giliran/{turn.pk}/tenggat.ics").status_code == 200

    held = office.person(REVIEWER).offices.get(role=REVIEWER)
    end(held, on=demo.FROM, by=office.person("admin"), at=office.at)
    assert reviewer.get(f"/laporan/{office.journey.pk}/").status_code == 404


def test_a_paper_that_is_no_pdf_is_signed_by_the_record(office: cast.Office) -> None:
    office.to(REVIEW)
    reviewer, turn = office.person(REVIEWER), office.turn
    office.file(REVIEWER, STATEMENT)
    with pytest.raises(Refused, match="belum ditandatangani"):
        office.finish(REVIEWER)
    pressed = client(reviewer).post(f"/giliran/{turn.pk}/tanda-tangan/{STATEMENT}/")
    assert pressed.status_code == 302
    office.finish(REVIEWER)

    (mark,) = signatures(latest(STATEMENT))
    assert (mark.by, mark.by_label) == (reviewer, "Inspektorat")
    assert is_reviewed(office.journey)


def test_a_new_file_after_the_signature_has_none(office: cast.Office) -> None:
    office.to(REVIEW)
    office.prepare()
    office.file(REVIEWER, STATEMENT, text="Pernyataan yang lain.")
    with pytest.raises(Refused, match="belum ditandatangani"):
        office.finish(REVIEWER)


def test_a_review_that_is_taken_back_is_signed_again(office: cast.Office) -> None:
    office.to("verifikasi-draft")
    assert is_reviewed(office.journey)
    office.withdraw(REVIEWER)
    assert office.turn.step == REVIEW
    assert not is_reviewed(office.journey)
    with pytest.raises(Refused, match="belum ditandatangani"):
        office.finish(REVIEWER)
    marking.sign_letter(
        turn=office.turn.pk, paper=STATEMENT, by=office.person(REVIEWER), at=office.at, seal=None
    )
    office.finish(REVIEWER)
    assert is_reviewed(office.journey)
    assert list(replay.faults(agency_id=office.journey.agency_id)) == []


def test_what_the_sekretaris_returns_is_reviewed_anew(office: cast.Office) -> None:
    office.to("verifikasi-draft")
    office.send_back("sekretaris")
    assert not is_reviewed(office.journey)
    office.to(REVIEW)
    assert office.turn.round == 2
    office.to("verifikasi-draft")
    assert is_reviewed(office.journey)
    assert len({version.sha256 for version in Version.objects.filter(
        document__paper=STATEMENT)}) == 2  # fmt: skip


def test_the_inspektorat_numbers_by_its_own_codes(official: cast.Office) -> None:
    Letterhead.objects.filter(agency__name=demo.INSPEKTORAT).update(unit="")
    turn = official.to(REVIEW)
    reviewing_season.answer(official.walk, turn, STATEMENT)
    with pytest.raises(Refused, match="Inspektorat Daerah: Kode unit OPD belum diisi"):
        drafting.file(turn=turn.pk, paper=STATEMENT, by=official.person(REVIEWER), at=official.at)


def test_journeys_that_began_before_keep_their_sop(db: None) -> None:
    found = demo.prepare(at=cast.MONDAY)
    before = Walk(found, year=2025, starts=cast.MONDAY)
    reviewing_season.choose(found, at=cast.MONDAY)
    after = Walk(found, year=YEAR, starts=cast.MONDAY + datetime.timedelta(days=1))

    assert edition_of(before.journey.edition_id).slug == "lakip"
    assert edition_of(after.journey.edition_id).slug == "lakip-reviu"
    assert before.play().closed_at
    assert not Turn.objects.filter(journey=before.journey, step=REVIEW).exists()
