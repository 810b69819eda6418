"""What was said in one paper is not asked again in the next; letters name whom they go to."""

import datetime
from dataclasses import replace

import pytest

from lakip.documents.blocks import Break, Facts, Gantt, Lines, Signatures, Table
from lakip.papers import (
    letter,
    permintaan_data,
    rapat,
    rencana_kerja,
    undangan,
    wording,
)
from lakip.papers.drafted import Holder, Known
from lakip.papers.form import Answers
from lakip.papers.pengiriman import letters
from tests.papers.known_sample import KNOWN, SECRETARY, TEAM
from tests.papers.test_papers import refusals, said, the

INVITATION, MINUTES = the(undangan.SLUG), the(rapat.MINUTES)
PLAN, REQUEST = the(rencana_kerja.SLUG), the(permintaan_data.SLUG)
COVERING, RECEIPT = the(letters.COVERING), the(letters.RECEIPT)


def after(slug: str, **typed: object) -> Known:
    """What is known once that paper was drafted with these answers."""
    return replace(KNOWN, earlier={slug: the(slug).first(KNOWN) | typed})


def test_the_meeting_is_told_once() -> None:
    moved = after(undangan.SLUG, hari="2027-01-15", pukul="13:30", sampai="15:00", tempat="Aula")
    for slug in (rapat.ATTENDANCE, rapat.MINUTES):
        words = said(the(slug), moved, the(slug).first(moved))
        assert "Jumat, 15 Januari 2027" in words
        assert "13.30–15.00 WITA" in words
        assert "Aula" in words


def test_an_invitation_drafted_by_an_older_program_is_still_understood() -> None:
    old = replace(KNOWN, earlier={undangan.SLUG: {"tempat": "Aula"}})
    assert MINUTES.first(old)["tempat"] == "Aula"
    assert MINUTES.first(old)["pukul"] == "09:00"


def test_who_invites_is_not_invited_and_no_head_of_bidang_twice() -> None:
    invited = undangan.invited(KNOWN)
    assert not any(SECRETARY.name in line for line in invited)
    assert sum("Kepala Bidang Perikanan Tangkap" in line for line in invited) == 1
    assert invited[-1] == "Kepala Bidang Pengawasan"


def test_a_team_too_large_for_the_list_is_invited_as_a_whole() -> None:
    crowd = replace(KNOWN, team=TEAM * 10)
    assert undangan.invited(crowd)[0] == "Seluruh anggota Tim Penyusun Laporan Kinerja"
    assert refusals(INVITATION, crowd, INVITATION.first(crowd)) == []


def test_few_addressees_stand_in_the_letter_and_many_in_an_annex() -> None:
    few = INVITATION.first(KNOWN) | {"kepada": ["Kepala Bidang Budi Daya"]}
    found = INVITATION.blocks(KNOWN, few)
    assert Lines(lines=("Yth. Kepala Bidang Budi Daya", "di tempat")) in found
    assert not any(isinstance(block, Break) for block in found)
    many = INVITATION.blocks(KNOWN, INVITATION.first(KNOWN))
    assert Lines(lines=("Yth. Daftar terlampir", "di tempat")) in many
    assert any(isinstance(block, Break) for block in many)
    facts = next(block for block in many if isinstance(block, Facts))
    assert ("Lampiran", "1 (satu) lembar") in facts.rows


def test_the_secretary_signs_in_the_heads_name_only_where_told() -> None:
    answers = COVERING.first(KNOWN)
    assert "a.n. Kepala Dinas Kelautan dan Perikanan" in said(COVERING, KNOWN, answers)
    own = said(COVERING, KNOWN, answers | {"atas-nama": letter.OWN_OFFICE})
    assert "a.n." not in own
    acting = Holder(person="9", name="Nurhayati", title=f"Plh. {SECRETARY.title}")
    stands_in = replace(KNOWN, holders={"sekretaris": acting})
    assert "Plh. Sekretaris," in said(COVERING, stands_in, answers)


def test_the_minutes_are_signed_by_two_and_the_writer_is_the_teams_secretary() -> None:
    secretary = replace(TEAM[5], standing="Sekretaris")
    known = replace(KNOWN, team=(*TEAM[:5], secretary))
    answers = MINUTES.first(known)
    assert answers["notulis"] == secretary.name
    signed = MINUTES.blocks(known, answers)[-1]
    assert isinstance(signed, Signatures)
    assert [each.name for each in signed.columns] == [secretary.name, SECRETARY.name]
    assert [bool(each.address) for each in signed.columns] == [False, True]


def test_the_list_of_those_present_has_each_once_and_signs_in_zigzag() -> None:
    attendance = the(rapat.ATTENDANCE)
    answers = attendance.first(KNOWN)
    assert [one["jabatan"] for one in answers["peserta"]].count("Kepala Bidang Budi Daya") == 1
    assert answers["peserta"][-1] == {"nama": "", "nip": "", "jabatan": "Kepala Bidang Pengawasan"}
    found = attendance.blocks(KNOWN, answers)
    table = next(block for block in found if isinstance(block, Table))
    assert [cells[3:] for cells in table.rows[:3]] == [("1.", ""), ("", "2."), ("3.", "")]
    assert len(table.rows) == len(answers["peserta"]) + rapat.SPARE_ROWS


def row(starts: str, ends: str, text: str = "Rapat") -> dict[str, str]:
    return {"kegiatan": text, "siapa": "Tim", "mulai": starts, "selesai": ends}


def planned(**typed: object) -> Answers:
    return PLAN.first(KNOWN) | typed


def test_data_are_due_when_the_plan_says() -> None:
    collect = rencana_kerja.schedule.COLLECT.text
    moved = after(rencana_kerja.SLUG, rencana=[row("2027-01-12", "2027-01-29", collect)])
    assert REQUEST.first(moved)["batas"] == "2027-01-29"
    other = after(rencana_kerja.SLUG, rencana=[row("2027-01-12", "2027-01-29", "Makan siang")])
    assert REQUEST.first(other)["batas"] == "2027-01-20"
    broken = after(rencana_kerja.SLUG, rencana=[row("2027-01-12", "kapan-kapan", collect)])
    assert REQUEST.first(broken)["batas"] == REQUEST.first(KNOWN)["batas"] == "2027-01-20"


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([row("2027-01-12", "2027-01-11")], "Kegiatan baris 1: selesai sebelum mulai."),
        ([row("2027-01-12", "2027-02-30")], "Kegiatan baris 1, Selesai: “2027-02-30” bukan"),
        ([row("1999-12-31", "2000-01-03")], "Kegiatan baris 1, Mulai: “1999-12-31” bukan"),
        ([row("2027-01-12", "2072-01-12")], "Rencana kerja lebih lama dari satu tahun."),
        ([row("", "2027-01-12")], "Kegiatan baris 1, Mulai: belum diisi."),
    ],
)
def test_a_plan_that_cannot_be_is_refused_but_can_be_looked_at(
    rows: list[dict[str, str]], fault: str
) -> None:
    answers = planned(rencana=rows)
    assert any(sentence.startswith(fault) for sentence in refusals(PLAN, KNOWN, answers))
    shown = [block for block in PLAN.blocks(KNOWN, answers) if isinstance(block, Gantt)]
    assert all(bar.starts <= bar.ends for block in shown for bar in block.bars)


def gantt(answers: Answers) -> Gantt:
    return next(block for block in PLAN.blocks(KNOWN, answers) if isinstance(block, Gantt))


def test_an_emptied_plan_is_counted_anew_from_the_deadline_that_was_typed() -> None:
    bars = gantt(planned(rencana=[], batas="2027-02-15")).bars
    assert bars[0].starts == datetime.date(2027, 1, 12)
    assert bars[-1].ends == datetime.date(2027, 2, 15)


def test_too_little_time_is_said_in_the_plan() -> None:
    def words(today: str, limit: str = "2027-02-26") -> str:
        return said(PLAN, KNOWN, planned(tanggal=today, batas=limit))

    assert "Waktu yang tersisa" not in words("2027-01-11")
    assert "Waktu yang tersisa 13 hari kerja, kurang dari 22 hari kerja" in words("2027-02-09")
    assert "sudah lewat atau jatuh hari ini" in words("2027-02-26")


def test_no_plan_begins_before_the_year_has_ended() -> None:
    early = replace(KNOWN, today=datetime.date(2026, 11, 2))
    assert PLAN.first(early)["rencana"][0]["mulai"] == "2027-01-04"


def test_weekends_and_holidays_are_shaded() -> None:
    assert datetime.date(2027, 2, 5) in gantt(planned()).days_off


def test_each_recipient_has_a_page_and_their_number_of_copies() -> None:
    answers = COVERING.first(KNOWN)
    answers["penerima"][1]["jumlah"] = "12"
    answers["penerima"][2]["jumlah"] = "satu bundel"
    found = COVERING.blocks(KNOWN, answers)
    assert sum(isinstance(block, Break) for block in found) == 2
    sent = [block.rows[0][2] for block in found if isinstance(block, Table)]
    assert sent == ["1 (satu) eksemplar", "12 (dua belas) eksemplar", "satu bundel"]


def test_without_a_recipient_nothing_is_sent() -> None:
    nobody = COVERING.first(KNOWN) | {"penerima": []}
    assert "Sebutkan sedikitnya satu penerima." in refusals(COVERING, KNOWN, nobody)


def test_the_receipt_knows_the_recipients_of_the_covering_letter() -> None:
    one = [{"penerima": "Gubernur", "tempat": "Ibu kota", "jumlah": "3"}]
    known = after(letters.COVERING, penerima=one, tanggal="2027-02-26")
    words = said(RECEIPT, known, RECEIPT.first(known))
    assert "Gubernur" in words
    assert "3 (tiga) eksemplar" in words
    assert "26 Februari 2027" in words


@pytest.mark.parametrize(
    ("government", "head", "office"),
    [
        ("Pemerintah Kabupaten Bahari Raya", "Bupati Bahari Raya", "Bagian Organisasi"),
        ("Pemerintah Kota Malang", "Wali Kota Malang", "Bagian Organisasi"),
        ("Pemerintah Provinsi Papua Selatan", "Gubernur Papua Selatan", "Biro Organisasi"),
        ("Pemerintah Daerah Kabupaten Garut", "Bupati Garut", "Bagian Organisasi"),
        (
            "Pemerintah Daerah Istimewa Yogyakarta",
            "Gubernur Daerah Istimewa Yogyakarta",
            "Biro Organisasi",
        ),
        ("Bahari", "Kepala Daerah", "Bagian Organisasi"),
    ],
)
def test_the_head_of_region_is_called_by_the_kind_of_region(
    government: str, head: str, office: str
) -> None:
    region = wording.region_of(government)
    assert (region.head, region.organisation) == (head, office)


def test_the_agency_is_named_with_its_region_once() -> None:
    garut = replace(KNOWN, agency="Dinas Sosial", government="Pemerintah Daerah Kabupaten Garut")
    assert wording.full_agency(garut) == "Dinas Sosial Kabupaten Garut"
    assert wording.full_agency(replace(garut, agency="Dinas Sosial Kabupaten Garut")) == (
        "Dinas Sosial Kabupaten Garut"
    )


def test_only_the_two_known_places_in_a_sentence_are_filled_in() -> None:
    known = replace(KNOWN, agency="Dinas {tahun}")
    assert wording.filled(known, "{opd} {tahun} {lain} {}") == "Dinas {tahun} 2026 {lain} {}"


def test_a_covering_letter_does_not_become_a_book() -> None:
    first = COVERING.first(KNOWN)
    for recipients, papers, refused in ((20, 30, False), (21, 30, True), (100, 3, False)):
        answers = first | {
            "penerima": first["penerima"][:1] * recipients,
            "naskah": first["naskah"] * papers,
        }
        said = COVERING.faults(KNOWN, answers)
        assert bool(said) == refused, said
    assert COVERING.faults(KNOWN, first) == []
