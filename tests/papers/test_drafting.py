"""A paper is drafted in the program: filled beforehand, filed as PDF and Word, numbered."""

from io import BytesIO
from typing import Any

import docx
import icalendar
import pikepdf
import pytest

from lakip.documents import filing
from lakip.documents.models import Document, Rendition, Version
from lakip.documents.numbering import Numbered
from lakip.journey.editions import REPORT_EDITIONS, shipped
from lakip.journey.refusal import Refused
from lakip.ledger.models import Event
from lakip.papers import drafting, sk_tim
from lakip.papers.drafted import all_drafted
from lakip.papers.meeting import meeting_of
from lakip.people.letterhead import Letterhead
from tests import cast

DISPOSISI, SK, UNDANGAN = "disposisi-kepala-dinas", "draft-sk-tim", "undangan"


def sent(answers: dict[str, Any], **changed: str) -> dict[str, Any]:
    """The answers as the page's form sends them."""
    form: dict[str, Any] = {}
    for name, answer in (answers | changed).items():
        if isinstance(answer, list) and answer and isinstance(answer[0], dict):
            for number, row in enumerate(answer):
                form |= {f"isi-{name}-{number}-{column}": text for column, text in row.items()}
        elif isinstance(answer, list) and name in ("kepada", "harap"):
            form[f"isi-{name}"] = answer
        else:
            form[f"isi-{name}"] = "\n".join(answer) if isinstance(answer, list) else answer
    return form


def desk(office: cast.Office, paper: str, part: str) -> drafting.Desk:
    return drafting.desk(turn=office.turn.pk, paper=paper, by=office.person(part), at=office.at)


def save(office: cast.Office, paper: str, part: str, **changed: str) -> drafting.Desk:
    here = desk(office, paper, part)
    return drafting.save(
        turn=office.turn.pk,
        paper=paper,
        sent=sent(here.answers, **changed),
        revision=here.revision,
        by=office.person(part),
        at=office.at,
    )


def file(office: cast.Office, paper: str, part: str) -> Version:
    return drafting.file(turn=office.turn.pk, paper=paper, by=office.person(part), at=office.at)


def content(sha256: str) -> bytes:
    with filing.store().open(sha256) as source:
        return source.read()


@pytest.fixture
def codes(office: cast.Office) -> Letterhead:
    """The agency has entered what its numbers are made of."""
    agency = office.journey.agency
    return Letterhead.objects.create(agency=agency, classification="000.8.6", unit="DINSOS")


def test_what_is_known_is_filled_in(office: cast.Office) -> None:
    answers = desk(office, DISPOSISI, "kepala-dinas").answers
    assert answers["dari"] == "Sekretariat Daerah, Bagian Organisasi"
    assert answers["kepada"] == ["sekretaris"]
    assert "2026" in answers["catatan"]


def test_the_paper_is_filed_as_pdf_with_its_word_file(office: cast.Office) -> None:
    save(office, DISPOSISI, "kepala-dinas", catatan="Segera susun; jangan terlambat.")
    version = file(office, DISPOSISI, "kepala-dinas")
    with pikepdf.open(BytesIO(content(version.sha256))) as pdf:
        assert len(pdf.pages) == 1
    word = version.renditions.get(kind=Rendition.Kind.WORD)
    opened = docx.Document(BytesIO(content(word.sha256)))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    assert any("Segera susun; jangan terlambat." in text for text in cells)
    assert version.made_from is not None
    assert version.made_from["answers"]["catatan"] == "Segera susun; jangan terlambat."
    office.finish("kepala-dinas")


def test_the_same_draft_is_not_filed_twice(office: cast.Office) -> None:
    file(office, DISPOSISI, "kepala-dinas")
    with pytest.raises(Refused, match="sama persis dengan versi 1"):
        file(office, DISPOSISI, "kepala-dinas")
    save(office, DISPOSISI, "kepala-dinas", agenda="17")
    assert file(office, DISPOSISI, "kepala-dinas").number == 2


def test_who_types_over_an_older_page_is_told_and_nothing_is_lost(office: cast.Office) -> None:
    here = desk(office, DISPOSISI, "kepala-dinas")
    save(office, DISPOSISI, "kepala-dinas", catatan="Yang pertama.")
    with pytest.raises(Refused, match="diubah oleh Ratna Wulandari sejak halaman Anda dibuka"):
        drafting.save(
            turn=office.turn.pk,
            paper=DISPOSISI,
            sent=sent(here.answers, catatan="Yang kedua."),
            revision=here.revision,
            by=office.person("kepala-dinas"),
            at=office.at,
        )
    assert desk(office, DISPOSISI, "kepala-dinas").answers["catatan"] == "Yang pertama."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"catatan": ""}, "Catatan: belum diisi."),
        ({"catatan": "Susun 漢 segera"}, "“漢”"),
        ({"tanggal": "31-02-2027"}, "Tanggal surat: “31-02-2027” bukan tanggal."),
        ({"hal": "x" * 301}, "Hal: terlalu panjang (301 huruf, paling banyak 300)."),
        ({"sifat": "genting"}, "Sifat: pilih salah satu."),
    ],
)
def test_what_is_wrong_is_kept_and_named_and_not_filed(
    office: cast.Office, typed: dict[str, str], said: str
) -> None:
    here = save(office, DISPOSISI, "kepala-dinas", **typed)
    name = next(iter(typed))
    assert here.answers[name] == typed[name]
    with pytest.raises(Refused) as refused:
        file(office, DISPOSISI, "kepala-dinas")
    assert said in str(refused.value)
    assert not Document.objects.filter(paper=DISPOSISI, latest__isnull=False).exists()


def test_markup_is_words_and_nothing_else(office: cast.Office) -> None:
    save(office, DISPOSISI, "kepala-dinas", catatan='#read("/etc/passwd") <b>*tebal*</b> {{ x }}')
    version = file(office, DISPOSISI, "kepala-dinas")
    assert b"root:" not in content(version.sha256)


def test_a_paper_belongs_to_the_turn_of_who_drafts_it(office: cast.Office) -> None:
    with pytest.raises(Refused):
        desk(office, DISPOSISI, "sekretaris")
    with pytest.raises(Refused):
        desk(office, "disposisi-sekretaris", "sekretaris")
    with pytest.raises(Refused, match="tidak disusun di aplikasi"):
        desk(office, "format-data", "tim-penyusun")


def test_a_decree_gets_its_number_once_and_keeps_it(office: cast.Office, codes: Letterhead) -> None:
    office.to("draft-sk")
    office.walk._name_team(office.turn, office.person("kasubbag-perencanaan"))
    first = file(office, SK, "kasubbag-perencanaan")
    assert Numbered.objects.get().text == "1 TAHUN 2027"
    office.finish("kasubbag-perencanaan")
    office.send_back("sekretaris")
    save(office, SK, "kasubbag-perencanaan", tembusan="Bupati Contoh")
    second = file(office, SK, "kasubbag-perencanaan")
    assert second.number == first.number + 1
    assert Numbered.objects.get().text == "1 TAHUN 2027"
    assert Event.objects.filter(kind="numbered").count() == 1


def test_an_invitation_goes_into_a_calendar(office: cast.Office, codes: Letterhead) -> None:
    office.to("rapat-persiapan")
    here = desk(office, UNDANGAN, "sekretaris")
    save(office, UNDANGAN, "sekretaris", pukul="09:30", sampai="11:00", hari="2027-01-12")
    meeting = meeting_of(file(office, UNDANGAN, "sekretaris"))
    assert meeting is not None
    event = icalendar.Calendar.from_ical(meeting).walk("VEVENT")[0]
    assert event.decoded("dtstart").isoformat() == "2027-01-12T09:30:00+07:00"
    assert event.decoded("dtend").isoformat() == "2027-01-12T11:00:00+07:00"
    assert str(event["location"]) == here.answers["tempat"]
    assert meeting_of(Version.objects.get(document__paper="permintaan-penyusunan")) is None


def test_without_codes_no_letter_is_numbered(office: cast.Office) -> None:
    office.to("rapat-persiapan")
    with pytest.raises(Refused, match="Kode klasifikasi OPD belum diisi"):
        file(office, UNDANGAN, "sekretaris")
    assert not Numbered.objects.exists()


def test_a_team_that_changed_needs_a_new_draft(office: cast.Office, codes: Letterhead) -> None:
    by = office.person("kasubbag-perencanaan")
    office.to("draft-sk")
    office.walk._name_team(office.turn, by)
    file(office, SK, "kasubbag-perencanaan")
    member = office.journey.members.get(person=office.person("anggota"))

    sk_tim.remove_member(turn=office.turn.pk, member=member.pk, by=by, at=office.at)
    with pytest.raises(Refused, match="Daftar tim berubah sejak versi 1 disusun"):
        office.finish("kasubbag-perencanaan")
    drafting.save(
        turn=office.turn.pk,
        paper=SK,
        sent=sent(desk(office, SK, "kasubbag-perencanaan").answers, tembusan="Bupati"),
        revision=desk(office, SK, "kasubbag-perencanaan").revision,
        by=by,
        at=office.at,
    )
    file(office, SK, "kasubbag-perencanaan")
    office.finish("kasubbag-perencanaan")


def test_an_agency_keeps_its_own_wording(office: cast.Office, codes: Letterhead) -> None:
    by = office.person("kasubbag-perencanaan")
    office.to("draft-sk")
    save(office, SK, "kasubbag-perencanaan", menimbang="bahwa kalimat ini milik Dinas Sosial")
    drafting.keep_wording(turn=office.turn.pk, paper=SK, by=by, at=office.at)
    Document.objects.get(paper=SK).draft.delete()
    answers = desk(office, SK, "kasubbag-perencanaan").answers
    assert answers["menimbang"] == ["bahwa kalimat ini milik Dinas Sosial"]


def test_every_paper_of_an_edition_that_is_no_data_can_be_drafted() -> None:
    slugs = {paper.slug for paper in all_drafted()}
    uploaded = {
        "permintaan-penyusunan", "format-data", "draft-laporan-kinerja",
        "sk-tim", "laporan-kinerja", "lembar-verifikasi",
    }  # fmt: skip
    papers = {paper.slug for slug in REPORT_EDITIONS for paper in shipped(slug).papers}
    assert slugs == papers - uploaded
