"""The SK tim: its grounds, its clauses, and a team of whatever shape."""

from dataclasses import replace

from lakip.documents import typesetting
from lakip.documents.blocks import Block, Clauses, Numbering, Signatures, Table
from lakip.papers import draft_sk_tim
from lakip.papers.drafted import Holder, Known, Member
from lakip.papers.form import Answers
from lakip.papers.sk_tim_form import first
from tests.documents import reading_back
from tests.papers.known_sample import KNOWN, TEAM, sheet
from tests.papers.test_papers import refusals, said, the

PAPER = the(draft_sk_tim.SLUG)


def blocks(known: Known = KNOWN, **typed: object) -> tuple[Block, ...]:
    return PAPER.blocks(known, first(known) | typed)


def clause(label: str, found: tuple[Block, ...]) -> Clauses:
    return next(each for each in found if isinstance(each, Clauses) and each.label == label)


def tables(found: tuple[Block, ...]) -> list[Table]:
    return [each for each in found if isinstance(each, Table)]


def typed_member(**known: str) -> dict[str, str]:
    return {"nama": "", "nip": "", "jabatan": "", "kedudukan": ""} | known


def test_the_last_consideration_names_the_others_by_their_letters() -> None:
    def closing(count: int) -> str:
        items = [f"bahwa alasan {at};" for at in range(count)]
        return clause("Menimbang", blocks(menimbang=items)).items[-1]

    assert "dalam huruf a, perlu" in closing(1)
    assert "dalam huruf a dan huruf b, perlu" in closing(2)
    assert "dalam huruf a, huruf b, dan huruf c, perlu" in closing(3)
    assert "dalam huruf a sampai dengan huruf f, perlu" in closing(6)
    assert "huruf a sampai dengan huruf ab, perlu" in closing(28)


def test_a_closing_consideration_that_was_typed_is_not_said_twice() -> None:
    typed = ["bahwa perlu;", "Bahwa berdasarkan pertimbangan huruf a, menetapkan Keputusan ini;"]
    assert clause("Menimbang", blocks(menimbang=typed)).items == tuple(typed)


def test_clauses_are_named_by_their_order() -> None:
    labels = [each.label for each in blocks(diktum=["x"] * 12) if isinstance(each, Clauses)]
    assert labels[-12:-9] == ["KESATU", "KEDUA", "KETIGA"]
    assert labels[-2:] == ["KESEBELAS", "KEDUA BELAS"]


def test_a_single_item_has_no_number_and_an_empty_list_no_label() -> None:
    assert clause("Memperhatikan", blocks()).numbering is Numbering.NONE
    without = blocks(memperhatikan=[], tembusan=[])
    assert not any(isinstance(each, Clauses) and each.label == "Memperhatikan" for each in without)
    assert "Tembusan:" not in said(PAPER, KNOWN, first(KNOWN) | {"tembusan": []})


def test_a_team_of_twelve_without_a_secretary() -> None:
    members, tasks = tables(blocks())
    assert [row[0] for row in members.rows] == [str(at) for at in range(1, 13)]
    assert [row[0] for row in tasks.rows] == ["Penanggung jawab", "Ketua", "Anggota"]


def test_typed_members_take_their_place_by_their_standing() -> None:
    lain = [
        typed_member(nama="Bupati", kedudukan="Pembina"),
        typed_member(nama="Konsultan", jabatan="Akademisi", kedudukan="Narasumber"),
        typed_member(nama="Tanpa kedudukan"),
    ]
    members, _ = tables(blocks(lain=lain))
    assert [row[1] for row in members.rows[:2]] == ["Bupati", f"{TEAM[0].name}\nNIP {TEAM[0].nip}"]
    assert members.rows[3] == ("4", "Konsultan", "Akademisi", "Narasumber")
    assert members.rows[-1] == ("15", "Tanpa kedudukan", "–", "Anggota")


def test_a_decree_needs_a_member_from_the_list_or_typed() -> None:
    nobody = replace(KNOWN, team=())
    answers = first(nobody)
    assert refusals(PAPER, nobody, answers) == ["Cantumkan sedikitnya satu anggota tim."]
    answers["lain"] = [typed_member(nama="Sitti Aminah")]
    assert refusals(PAPER, nobody, answers) == []


def test_tasks_of_a_standing_that_the_agency_made_up() -> None:
    team = (Member(name="Sitti Aminah", standing="Koordinator"),)
    tugas = [{"kedudukan": "koordinator", "tugas": "mengoordinasikan."}]
    _, tasks = tables(blocks(replace(KNOWN, team=team), tugas=tugas))
    assert tasks.rows == (("Koordinator", "mengoordinasikan."),)


def test_who_stands_in_for_the_head_signs_as_such_but_the_decree_stays_the_heads() -> None:
    acting = Holder(person="9", name="Nurhayati", title="Plt. Kepala Dinas Kelautan")
    known = replace(KNOWN, agency="Dinas Kelautan", holders={"kepala-dinas": acting})
    words = said(PAPER, known, first(known))
    assert "KEPUTUSAN KEPALA DINAS KELAUTAN" in words
    assert "Plt. KEPALA DINAS KELAUTAN," in words
    assert "KEPUTUSAN PLT" not in words.upper()


def test_it_is_signed_twice_and_initialled_by_those_who_prepared_it() -> None:
    body, annex = (each for each in blocks() if isinstance(each, Signatures))
    assert body.initials == annex.initials == ("Sekretaris", "Kasubbag Perencanaan")
    assert body.columns[0].above == ("Ditetapkan di Bahari", "pada tanggal 11 Januari 2027")
    assert annex.columns[0] == replace(body.columns[0], above=())


def test_considerations_of_three_pages_lose_no_word() -> None:
    long = [f"bahwa pertimbangan ke-{at} {'panjang sekali ' * 25}selesai{at};" for at in range(40)]
    answers: Answers = first(KNOWN) | {"menimbang": long}
    pdf = typesetting.typeset(sheet(PAPER, answers))
    assert len(reading_back.pages(pdf)) > 6
    read = reading_back.text(pdf)
    assert all(f"selesai{at};" in read for at in range(40))


def test_the_region_is_not_said_twice() -> None:
    known = replace(KNOWN, agency="Dinas Sosial Kabupaten Bahari Raya")
    assert "BAHARI RAYA KABUPATEN BAHARI RAYA" not in said(PAPER, known, first(known))
