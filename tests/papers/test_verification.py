"""Step 9: the Sekretaris verifies with help, and a returned draft says exactly what to mend."""

import re
import uuid

import pytest
from django.test import Client

from lakip.documents import certifying, filing
from lakip.documents.models import Document, Version
from lakip.journey import acts, moves, signing
from lakip.journey.models import Turn
from lakip.journey.refusal import Refused
from lakip.journey.signing import Given
from lakip.management import demo, demo_plan
from lakip.papers.laporan_kinerja import filing_draft, writing
from lakip.papers.laporan_kinerja.manuscript import manuscript_of
from lakip.papers.laporan_kinerja.rich_text_reading import from_html
from lakip.papers.verifikasi import changes, checklist, remarks, spots, verifying
from lakip.papers.verifikasi.looking import draft_before, draft_of, lacks_of
from lakip.papers.verifikasi.records import VerificationRemark
from lakip.papers.verifikasi.sheet import SLUG
from lakip.performance.results import Actual
from tests import cast
from tests.documents import reading_back
from tests.papers.said_by_files import words_of_pdf

PLACE = "4.simpulan"
ASKED = "Sebutkan juga yang belum tercapai."
TEAM, SECRETARY = "tim-penyusun", "sekretaris"
WAIVED = "Dapat diterima tahun ini."
ALL_YES = {item.code: {"answer": "ya"} for item in checklist.ITEMS if not item.after}


class Room:
    """An office whose draft of data lies before the Sekretaris."""

    def __init__(self, office: cast.Office) -> None:
        self.office = office
        office.to("draft-laporan")
        plan = demo_plan.record(office.walk.demo, year=2026, at=office.at)
        demo_plan.record_answers(plan, year=2026, at=office.at)
        self.hand_over()

    @property
    def turn(self) -> Turn:
        return self.office.turn

    def hand_over(self) -> Version:
        """File the draft as it stands and give it to the Sekretaris."""
        turn, by = self.turn, self.office.person(TEAM)
        version = filing_draft.file(turn=turn.pk, by=by, at=self.office.at)
        step = self.office.walk.edition.step(turn.step)
        for duty in step.duties:
            who = self.office.person(duty.by)
            acts.tick(turn=turn.pk, duty=duty.slug, by=who, at=self.office.at)
        self.office.finish(TEAM)
        return version

    def put(self, spot: spots.Spot | None = None, text: str = ASKED) -> VerificationRemark:
        spot = spot or self.spot(PLACE)
        return remarks.put(
            turn=self.turn.pk, spot=spot.key, label=spot.label, quote=spot.quote, text=text,
            by=self.office.person(SECRETARY), at=self.office.at,
        )  # fmt: skip

    def spot(self, start: str) -> spots.Spot:
        draft = draft_of(self.office.journey)
        assert draft
        assert draft.source
        known = spots.spots_of(draft.source.placed(), draft.source.facts)
        return next(each for each in known if each and each.key.startswith(start))

    def write(self, html: str) -> None:
        found = manuscript_of(self.office.journey)
        passage = found.passages.get(PLACE)
        latest = passage.latest if passage else None
        who = writing.writer_of(
            self.office.journey, self.office.person(TEAM), at=self.office.walk.at
        )
        writing.save(
            found, PLACE, from_html(html), after=latest.number if latest else 0, writer=who,
            at=self.office.at,
        )  # fmt: skip

    def judge(self, answers: object = ALL_YES, waived: object = None) -> None:
        draft = draft_of(self.office.journey)
        assert draft
        reasons = {each.code: WAIVED for each in lacks_of(draft.data)}
        verifying.judge(
            turn=self.turn.pk, answers=answers, waived=reasons if waived is None else waived,
            by=self.office.person(SECRETARY), at=self.office.at,
        )  # type: ignore[arg-type]  # fmt: skip

    def initial(self) -> None:
        """Put the paraf on the draft with the Sekretaris's own key."""
        who, words = self.office.person(SECRETARY), "kopi hitam tanpa gula 7"
        certifying.certify(
            person=who, password=demo.password(), passphrase=words, again=words, at=self.office.at
        )
        turn, at = self.turn.pk, self.office.at
        seal = signing.seal_of_step(turn=turn, by=who, at=at, given=Given(passphrase=words))
        moves.finish(turn=turn, by=who, at=at, key=uuid.uuid4(), seal=seal)

    def state(self, remark: VerificationRemark) -> str:
        remark.refresh_from_db()
        return remark.state


@pytest.fixture
def room(office: cast.Office) -> Room:
    return Room(office)


def test_a_draft_cannot_be_initialled_before_it_was_checked(room: Room) -> None:
    with pytest.raises(Refused) as no:
        room.office.finish(SECRETARY)
    said = " ".join(no.value.reasons)
    assert "Daftar periksa belum lengkap: 20 butir belum dijawab" in said
    assert "unsur laporan belum lengkap dan belum diberi alasan" in said


def test_a_draft_goes_back_only_with_something_to_mend(room: Room) -> None:
    with pytest.raises(Refused, match="Catat dahulu sedikitnya satu hal"):
        room.office.send_back(SECRETARY)
    room.put()
    room.office.send_back(SECRETARY)
    assert room.turn.step == "draft-laporan"


@pytest.mark.needs("poppler")
def test_two_rounds_end_with_the_paraf_and_a_sheet_for_each(room: Room) -> None:
    remark = room.put()
    room.office.send_back(SECRETARY)

    # The team sees the remark in its own turn, mends the words, and answers.
    room.write("<p>Dua indikator belum mencapai target.</p>")
    Actual.objects.filter(indicator__code="S1.2", year=2026).update(value="260")
    with pytest.raises(Refused, match="dijawab oleh penyusun"):
        remarks.answer(
            turn=room.turn.pk, remark=remark, text="Sudah.",
            by=room.office.person("kepala-dinas"), at=room.office.at,
        )  # fmt: skip
    remarks.answer(
        turn=room.turn.pk, remark=remark, text="Sudah ditambahkan.",
        by=room.office.person(TEAM), at=room.office.at,
    )  # fmt: skip
    assert room.state(remark) == "answered"
    room.hand_over()

    # What changed is told in words and in figures.
    draft = draft_of(room.office.journey)
    assert draft
    before = draft_before(draft)
    assert before
    found = changes.changes_between(before.data, draft.data)
    change = next(each for each in found.places if each.place == PLACE)
    assert "".join(piece.text for piece in change.after) == "Dua indikator belum mencapai target."
    figures = {each.label: (each.before, each.after) for each in found.figures}
    assert figures["Realisasi S1.2 tahun 2026"] == ("251", "260")

    # An answered remark still stands in the way until the verifier closes it.
    room.judge()
    with pytest.raises(Refused, match="1 catatan verifikasi belum ditutup"):
        room.office.finish(SECRETARY)
    who = room.office.person(SECRETARY)
    remarks.close(turn=room.turn.pk, remark=remark, by=who, at=room.office.at)
    room.initial()
    assert room.turn.step == "pengesahan-laporan"

    sheets = Document.objects.get(journey=room.office.journey, paper=SLUG).versions.order_by(
        "number"
    )
    first, second = (" ".join(words_of_pdf(filing.read(each.sha256))) for each in sheets)
    assert "Draf dikembalikan kepada tim penyusun" in first
    assert "telah diperiksa dan diparaf" in second
    assert "Sudah ditambahkan" in second
    assert WAIVED in " ".join(reading_back.text(filing.read(sheets[1].sha256)).split())


def test_a_remark_can_be_opened_again_and_closed_only_once(room: Room) -> None:
    remark, who = room.put(), room.office.person(SECRETARY)
    turn = room.turn.pk
    remarks.close(turn=turn, remark=remark, by=who, at=room.office.at)
    with pytest.raises(Refused, match="Catatan 1 sudah ditutup"):
        remarks.close(turn=turn, remark=remark, by=who, at=room.office.at)
    remarks.reopen(turn=turn, remark=remark, text="Belum.", by=who, at=room.office.at)
    with pytest.raises(Refused, match="Catatan 1 masih terbuka"):
        remarks.reopen(turn=turn, remark=remark, text="Belum.", by=who, at=room.office.at)
    assert [each.kind for each in remark.sayings.all()] == ["asked", "closed", "reopened"]


def test_a_remark_on_a_paragraph_that_was_deleted_keeps_what_it_quoted(room: Room) -> None:
    quoted = room.spot(PLACE).quote
    remark = room.put()
    room.office.send_back(SECRETARY)
    room.write("<p> </p>")
    room.hand_over()
    page = _client(room, SECRETARY).get(f"/giliran/{room.turn.pk}/periksa/").content.decode()

    assert "Bagian ini tidak ada lagi dalam draf yang berlaku." in page
    assert remark.quote == quoted[: len(remark.quote)] != ""


def test_a_remark_is_put_on_one_cell_of_a_table(room: Room) -> None:
    client = _client(room, SECRETARY)
    turn = room.turn.pk
    chapter = f"/giliran/{turn}/periksa/bab/bab-iii-akuntabilitas-kinerja/"
    page = client.get(chapter).content.decode()
    block = re.search(r'catat/\?blok=(\d+)">[^<]*<svg.*?</svg> Catat<span[^>]*>: Tabel 3', page)
    assert block
    form = client.get(f"/giliran/{turn}/periksa/catat/?blok={block[1]}").content.decode()
    assert 'name="baris"' in form
    sent = {"blok": block[1], "baris": "1", "kolom": "2", "teks": "Angkanya keliru."}
    client.post(f"/giliran/{turn}/periksa/catat/simpan/", sent)
    (remark,) = remarks.remarks_of(room.office.journey)

    assert ", baris " in remark.label
    assert ", kolom " in remark.label
    assert remark.quote
    assert f"Catatan {remark.number}" in client.get(chapter).content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"bagian": "Halaman 3", "teks": " "}, "Tuliskan apa yang harus diperbaiki."),
        ({"bagian": " ", "teks": "Perbaiki."}, "Sebutkan bagian yang dicatat"),
        ({"bagian": "x", "teks": "y" * 4001}, "Tulisan terlalu panjang (4001 huruf)"),
    ],
)
def test_a_remark_that_says_nothing_is_refused_and_kept_on_the_page(
    room: Room, sent: dict[str, str], said: str
) -> None:
    client = _client(room, SECRETARY)
    answer = client.post(f"/giliran/{room.turn.pk}/periksa/catat/simpan/", sent)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert sent["teks"].strip() in page


def test_an_answer_that_is_refused_is_still_in_its_box(room: Room) -> None:
    remark = room.put()
    room.office.send_back(SECRETARY)
    text = "Sudah diperbaiki. " * 230
    address = f"/giliran/{room.turn.pk}/catatan/{remark.pk}/jawab/"
    answer = _client(room, TEAM).post(address, {"teks": text})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Tulisan terlalu panjang" in page
    assert f">{text}</textarea>" in page


def test_only_the_verifier_remarks_and_judges(room: Room) -> None:
    for who in (TEAM, "kepala-dinas", "kasubbag-perencanaan"):
        client = _client(room, who)
        turn = room.turn.pk
        sent = {"bagian": "Halaman 3", "teks": "Perbaiki."}
        assert client.post(f"/giliran/{turn}/periksa/catat/simpan/", sent).status_code == 422
        assert client.post(f"/giliran/{turn}/periksa/daftar/", {}).status_code == 422
        assert client.get(f"/giliran/{turn}/periksa/").status_code == 200
    assert not remarks.remarks_of(room.office.journey).exists()


def test_a_no_asks_for_a_note_and_for_the_explanation_that_follows(room: Room) -> None:
    room.judge({**ALL_YES, "S1": {"answer": "tidak"}})
    found = verifying.verification_of(room.turn)
    assert found
    said = list(checklist.obstacles(found.answers))
    assert said == [
        "Daftar periksa belum lengkap: 1 butir belum dijawab (S3).",
        "Butir S1 dijawab tidak. Tuliskan catatannya.",
    ]
    note = {"answer": "tidak", "note": "Sasaran kedua belum ada dalam perjanjian."}
    room.judge({**ALL_YES, "S1": note, "S3": {"answer": "ya"}})
    found.refresh_from_db()
    assert list(checklist.obstacles(found.answers)) == []


def test_answers_that_nobody_asked_for_are_not_kept() -> None:
    sent = {"S3": {"answer": "ya"}, "F1": {"answer": "mungkin", "note": " a  b "}, "Z": {}}
    assert checklist.cleaned(sent) == {"F1": {"answer": "", "note": "a b"}}


def test_the_checklist_of_the_round_before_is_where_the_next_one_begins(room: Room) -> None:
    room.judge()
    room.put()
    room.office.send_back(SECRETARY)
    room.hand_over()
    page = _client(room, SECRETARY).get(f"/giliran/{room.turn.pk}/periksa/").content.decode()

    assert "Jawaban di bawah ini dari putaran sebelumnya." in page
    with pytest.raises(Refused, match="Daftar periksa belum lengkap"):
        room.office.finish(SECRETARY)


def test_a_draft_that_was_uploaded_is_verified_as_before(office: cast.Office) -> None:
    office.to("verifikasi-draft")
    page = _client_of(office, SECRETARY).get(f"/giliran/{office.turn.pk}/periksa/")

    assert "Draf ini diunggah, bukan disusun dari data." in page.content.decode()
    office.finish(SECRETARY)
    assert office.turn.step == "pengesahan-laporan"


def test_sent_back_five_times_every_round_keeps_its_remarks(room: Room) -> None:
    for number in range(1, 6):
        room.put(text=f"Perbaiki lagi, {number}.")
        room.office.send_back(SECRETARY)
        room.write(f"<p>Perbaikan {number}.</p>")
        room.hand_over()
    found = list(remarks.remarks_of(room.office.journey))

    assert [each.number for each in found] == [1, 2, 3, 4, 5]
    assert [each.turn.round for each in found] == [1, 2, 3, 4, 5]
    assert room.turn.round == 6


def test_words_stand_side_by_side() -> None:
    before, after = changes.side_by_side("Naik dua persen.", "Turun dua persen.")
    assert [piece.text for piece in before if piece.is_changed] == ["Naik"]
    assert [piece.text for piece in after if piece.is_changed] == ["Turun"]


def _client(room: Room, who: str) -> Client:
    return _client_of(room.office, who)


def _client_of(office: cast.Office, who: str) -> Client:
    client = Client()
    client.force_login(office.person(who))
    return client
