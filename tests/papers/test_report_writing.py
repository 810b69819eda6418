"""People write the report: their words stay, every version is kept, and nobody loses a text."""

import datetime
import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lakip.documents import filing
from lakip.documents.drafts import Draft
from lakip.documents.models import Document, Rendition
from lakip.journey.refusal import Refused
from lakip.management import demo_plan
from lakip.papers.laporan_kinerja import building, filing_draft, writing
from lakip.papers.laporan_kinerja.manuscript import DIVISION, Manuscript, manuscript_of
from lakip.papers.laporan_kinerja.rich_text import RichText
from lakip.papers.laporan_kinerja.rich_text_reading import from_html
from lakip.papers.laporan_kinerja.source import of_json
from lakip.papers.laporan_kinerja.writing import Kept
from lakip.people.person import Person
from lakip.performance.planning import Indicator
from lakip.performance.results import Actual
from tests import cast
from tests.papers.said_by_files import words_of_pdf, words_of_word

pytestmark = pytest.mark.django_db
CONCLUSION = "4.simpulan"
THIS_YEAR = "3.S1.1.tahun-ini"
CAUSES = "3.S1.1.penyebab"


class Room:
    """The office in step 8 with its plan and figures, and short verbs to write with."""

    def __init__(self, office: cast.Office) -> None:
        self.office = office
        demo_plan.record(office.walk.demo, year=2026, at=office.walk.at)
        self.people = {
            person.email.split("@")[0]: person for person in Person.objects.all()
        } | office.walk.demo.people
        self._record_figures()
        self._divide_the_work()

    def _record_figures(self) -> None:
        known = {"S1.1": "43.01", "S1.2": "251"}
        for each in Indicator.objects.all():
            said = {"value": known[each.code]} if each.code in known else {"missing_because": "?"}
            Actual.objects.create(indicator=each, year=2026, at=self.office.at, **said)

    def _divide_the_work(self) -> None:
        rows = [
            {"bagian": "Bab I Pendahuluan", "siapa": "Kepala Sub Bagian Perencanaan"},
            {"bagian": "Bab III huruf A", "siapa": "Kepala Bidang Rehabilitasi Sosial"},
            {"bagian": "Bab III huruf A", "siapa": "Kepala Bidang Pemberdayaan Sosial"},
        ]
        journey = self.office.journey
        document, _ = Document.objects.get_or_create(
            journey=journey, paper=DIVISION, defaults={"agency": journey.agency}
        )
        Draft.objects.create(
            document=document,
            answers={"tugas": rows},
            by=self.people["sekretaris"],
            at=self.office.at,
        )

    @property
    def manuscript(self) -> Manuscript:
        return manuscript_of(self.office.journey)

    def writer(self, who: str) -> writing.Writer:
        return writing.writer_of(self.office.journey, self.people[who], at=self.office.walk.at)

    def save(self, who: str, place: str, html: str, *, after: int = 0) -> Kept:
        return writing.save(
            self.manuscript,
            place,
            from_html(html),
            after=after,
            writer=self.writer(who),
            at=self.office.at,
        )

    def says(self, place: str) -> str:
        found = self.manuscript
        return found.text(place).shown(found.figures)

    def change_actual(self, code: str, value: str) -> None:
        Actual.objects.filter(indicator__code=code, year=2026, quarter=0).update(value=value)


@pytest.fixture
def room(office: cast.Office) -> Room:
    office.to("draft-laporan")
    return Room(office)


def test_what_somebody_wrote_stands_in_the_report_whatever_is_computed_anew(room: Room) -> None:
    room.save("tim-penyusun", CONCLUSION, "<p>Kinerja tahun ini <b>baik</b>.</p>")
    room.change_actual("S1.1", "50")
    assert room.says(CONCLUSION) == "Kinerja tahun ini baik."
    assert "50" in room.says(THIS_YEAR)


def test_a_first_draft_follows_its_figures(room: Room) -> None:
    before = room.says(THIS_YEAR)
    room.change_actual("S1.1", "39")
    assert room.says(THIS_YEAR) != before
    assert not room.manuscript.changed(THIS_YEAR)


def test_a_changed_figure_marks_the_places_that_say_it_and_no_others(room: Room) -> None:
    said = room.manuscript.figures["S1.1/2026/realisasi"]
    room.save("tim-penyusun", THIS_YEAR, f"<p>Kami mencapai {said} persen.</p>")
    room.save("tim-penyusun", CAUSES, "<p>Pendampingan berjalan baik.</p>")
    assert room.manuscript.changed(THIS_YEAR) == []
    room.change_actual("S1.1", "39")
    (told,) = room.manuscript.changed(THIS_YEAR)
    assert told == f"Realisasi S1.1 tahun 2026 sekarang 39, sedangkan di sini tertulis {said}."
    assert room.manuscript.changed(CAUSES) == []


def test_a_live_figure_follows_and_its_sentence_is_to_be_looked_at(room: Room) -> None:
    live = '<p>Naik menjadi <data value="S1.1/2026/realisasi">?</data> persen.</p>'
    room.save("tim-penyusun", THIS_YEAR, live)
    before = room.manuscript.figures["S1.1/2026/realisasi"]
    assert room.says(THIS_YEAR) == f"Naik menjadi {before} persen."
    room.change_actual("S1.1", "39")
    assert room.says(THIS_YEAR) == "Naik menjadi 39 persen."
    (told,) = room.manuscript.changed(THIS_YEAR)
    assert "sudah ikut berubah" in told
    room.save("tim-penyusun", THIS_YEAR, live, after=1)
    assert room.manuscript.changed(THIS_YEAR) == []


def test_a_figure_that_is_gone_says_so_and_is_not_zero(room: Room) -> None:
    room.save("tim-penyusun", THIS_YEAR, '<p><data value="S1.1/2026/realisasi"></data></p>')
    Actual.objects.filter(indicator__code="S1.1", year=2026, quarter=0).delete()
    assert room.says(THIS_YEAR) == "belum ada data"
    (told,) = room.manuscript.changed(THIS_YEAR)
    assert "tidak ada lagi" in told


def test_two_people_at_one_place_lose_neither_text(room: Room) -> None:
    first = room.save("tim-penyusun", CONCLUSION, "<p>Kata Siti.</p>")
    second = room.save("anggota", CONCLUSION, "<p>Kata Dewi.</p>")
    assert first.version is not None
    assert second.version is not None
    assert second.came_upon == first.version
    assert room.says(CONCLUSION) == "Kata Siti."
    kept = room.manuscript.passages[CONCLUSION].versions.order_by("number")
    assert [
        (version.number, version.is_aside, version.text.shown({}))
        for version in kept
        if version.text
    ] == [(1, False, "Kata Siti."), (2, True, "Kata Dewi.")]


def test_the_text_kept_aside_can_be_saved_upon_the_newer_one(room: Room) -> None:
    room.save("tim-penyusun", CONCLUSION, "<p>Satu.</p>")
    room.save("tim-penyusun", CONCLUSION, "<p>Dua.</p>")
    again = room.save("tim-penyusun", CONCLUSION, "<p>Satu. Dua.</p>", after=1)
    assert again.came_upon is None
    assert room.says(CONCLUSION) == "Satu. Dua."


def test_the_same_text_twice_is_one_version(room: Room) -> None:
    room.save("tim-penyusun", CONCLUSION, "<p>Satu.</p>")
    assert room.save("tim-penyusun", CONCLUSION, "<p>Satu.</p>").version is None
    assert room.manuscript.passages[CONCLUSION].versions.count() == 1


def test_saving_the_first_draft_unchanged_leaves_it_a_first_draft(room: Room) -> None:
    found = room.manuscript
    kept = writing.save(
        found,
        THIS_YEAR,
        found.first(THIS_YEAR),
        after=0,
        writer=room.writer("tim-penyusun"),
        at=room.office.at,
    )
    assert kept.version is None
    assert room.manuscript.written(THIS_YEAR) is None


def test_going_back_to_the_first_draft_keeps_what_was_written(room: Room) -> None:
    drafted = room.says(CONCLUSION)
    room.save("tim-penyusun", CONCLUSION, "<p>Sementara.</p>")
    writing.go_back(
        room.manuscript, CONCLUSION, writer=room.writer("tim-penyusun"), at=room.office.at
    )
    assert room.says(CONCLUSION) == drafted
    texts = [version.text for version in room.manuscript.passages[CONCLUSION].versions.all()]
    assert [text.shown({}) if text else None for text in texts] == [None, "Sementara."]


def test_who_opens_a_place_that_another_has_open_is_told(room: Room) -> None:
    at = room.office.at

    def hold(who: str, at: datetime.datetime) -> str:
        other = writing.hold(room.manuscript, CONCLUSION, writer=room.writer(who), at=at)
        return other.name if other else ""

    mine, other = room.people["tim-penyusun"], "anggota"
    assert hold("tim-penyusun", at) == ""
    assert hold(other, at) == mine.name
    assert hold("tim-penyusun", at) == ""
    assert hold(other, at + 2 * writing.HELD_FOR) == ""


def test_the_head_of_a_bidang_writes_what_the_division_gives_the_bidang(room: Room) -> None:
    head, found = room.writer("petrus"), room.manuscript
    own = next(each.code for each in found.facts.indicators if "Pemberdayaan" in each.owner)
    assert head.may_write(found, f"3.{own}.penyebab")
    assert found.writers(f"3.{own}.penyebab") == ("Kepala Bidang Pemberdayaan Sosial",)
    assert found.writers(CAUSES) == ("Kepala Bidang Rehabilitasi Sosial",)
    with pytest.raises(Refused, match="ditulis oleh Kepala Bidang Rehabilitasi Sosial"):
        room.save("petrus", CAUSES, "<p>Bukan bagian saya.</p>")
    with pytest.raises(Refused, match="ditulis oleh Kepala Sub Bagian Perencanaan"):
        room.save("petrus", "1.latar-belakang", "<p>Bukan bagian saya.</p>")


def test_a_place_of_no_report_is_refused(room: Room) -> None:
    with pytest.raises(Refused, match="tidak ada dalam laporan"):
        room.save("tim-penyusun", "9.lain", "<p>x</p>")


def test_letters_that_cannot_be_printed_are_named(room: Room) -> None:
    with pytest.raises(Refused, match="𓀀"):
        room.save("tim-penyusun", CONCLUSION, "<p>Kinerja 𓀀.</p>")


def test_what_was_handed_over_is_not_written_any_more(room: Room) -> None:
    room.office.to("verifikasi-draft")
    with pytest.raises(Refused, match="sudah diserahkan"):
        room.save("tim-penyusun", CONCLUSION, "<p>Terlambat.</p>")


def test_the_filed_draft_holds_the_edited_sentence_and_its_data_makes_it_again(room: Room) -> None:
    sentence = "Tahun ini kami belajar banyak dari pendampingan warga."
    room.save("tim-penyusun", CONCLUSION, f"<p>{sentence}</p>")
    at = room.office.at
    version = filing_draft.file(turn=room.office.turn.pk, by=room.people["tim-penyusun"], at=at)
    files = {each.kind: filing.read(each.sha256) for each in version.renditions.all()}
    assert set(files) == {Rendition.Kind.WORD, Rendition.Kind.DATA}
    source = of_json(files[Rendition.Kind.DATA])
    assert source.texts[CONCLUSION][0]["lines"] == [[{"text": sentence}]]
    room.save("tim-penyusun", CONCLUSION, "<p>Lain lagi.</p>", after=1)
    again = building.build(source.sheet())
    assert again.pdf == filing.read(version.sha256)
    assert again.docx == files[Rendition.Kind.WORD]
    assert json.loads(files[Rendition.Kind.DATA])["made_at"] == at.isoformat()


@pytest.mark.needs("poppler")
def test_an_edited_sentence_is_in_both_files_after_its_figures_changed(room: Room) -> None:
    sentence = "Warga dampingan sudah berusaha sendiri."
    room.save("tim-penyusun", THIS_YEAR, f"<p>{sentence}</p>")
    room.change_actual("S1.1", "39")
    at = room.office.at
    version = filing_draft.file(turn=room.office.turn.pk, by=room.people["tim-penyusun"], at=at)
    (word,) = version.renditions.filter(kind=Rendition.Kind.WORD)

    for said in (
        words_of_pdf(filing.read(version.sha256)),
        words_of_word(filing.read(word.sha256)),
    ):
        assert sentence in " ".join(said)
        assert "39" in said


def test_the_pages_of_the_manuscript_ask_no_more_for_more_texts(room: Room) -> None:
    client = Client()
    client.force_login(room.people["tim-penyusun"])
    path = f"/laporan/{room.office.journey.pk}/naskah/"

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    room.save("tim-penyusun", CONCLUSION, "<p>Baik.</p>")
    once = queries()
    for place in list(room.manuscript.places)[:8]:
        room.save("tim-penyusun", place, "<p>Baik sekali.</p>")
    assert queries() == once


def test_an_empty_text_empties_the_place(room: Room) -> None:
    room.save("tim-penyusun", CONCLUSION, "<p> </p>")
    assert room.manuscript.written(CONCLUSION) == RichText()
    assert [each.block for each in room.manuscript.placed if each.place == CONCLUSION] == [None]
