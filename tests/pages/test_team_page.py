"""The page of a report's team: what everybody reads there, and what the forms answer."""

import re

import pytest
from django.test import Client

from lakip.journey.linked import begin_inside
from lakip.journey.models import TeamMember
from lakip.people.person import Person
from tests import cast
from tests.cast import Office
from tests.journey.test_linked import turn_on
from tests.journey.test_team_changes import (
    CHAIR,
    MEMBER,
    PLANNER,
    REASON,
    SECRETARY,
    colleague,
    seat,
    team,
)
from tests.pages.test_queries import queries

FORMS = ("Keluarkan dari tim", "Tambahkan ke tim", "Ubah kedudukan")


@pytest.fixture
def office(office: Office) -> Office:
    office.to("format-data")
    return office


def client(person: Person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def address(office: Office, act: str = "") -> str:
    return f"/laporan/{office.journey.pk}/tim/" + (f"{act}/" if act else "")


def shown(office: Office, part: str = PLANNER) -> str:
    answer = client(office.person(part)).get(address(office))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def press(office: Office, act: str, part: str = PLANNER, **typed: object) -> tuple[int, str]:
    answer = client(office.person(part)).post(address(office, act), typed)
    return answer.status_code, answer.content.decode()


def chosen(page: str) -> list[str]:
    return re.findall(r'<option value="([^"]*)" selected>', page)


def test_everybody_within_reach_reads_who_is_in_the_team_and_who_left_and_why(
    office: Office,
) -> None:
    office.take_out(MEMBER, reason=REASON)
    observer = Person.objects.get(name="Hendra Wijaya")
    for page in (
        *(shown(office, part) for part in ("kepala-dinas", "kepala-bidang", CHAIR, PLANNER)),
        client(observer).get(address(office)).content.decode(),
    ):
        assert "Siti Aminah" in page
        assert "Sudah keluar dari tim" in page
        assert "Yohanes Tapilatu" in page
        assert REASON in page
        assert "Dewi Lestari" in page


def test_who_left_and_strangers_find_no_page(office: Office) -> None:
    office.take_out(MEMBER)
    for person in (office.person(MEMBER), Person.objects.get(name="Made Suardika")):
        assert client(person).get(address(office)).status_code == 404
        for act in ("keluarkan", "tambah", "kedudukan"):
            assert client(person).post(address(office, act)).status_code == 404


@pytest.mark.parametrize("part", [PLANNER, SECRETARY])
def test_who_may_is_offered_the_forms(office: Office, part: str) -> None:
    assert all(form in shown(office, part) for form in FORMS)


@pytest.mark.parametrize("part", ["kepala-dinas", "kepala-bidang", CHAIR, "admin"])
def test_others_are_told_who_may(office: Office, part: str) -> None:
    page = shown(office, part)
    assert not any(f"</svg> {form}" in page for form in FORMS)
    assert "tim diubah oleh Kepala Sub Bagian Perencanaan atau Sekretaris" in page
    status, refused = press(
        office, "keluarkan", part, member=seat(office, MEMBER).pk, reason=REASON
    )
    assert status == 422
    assert refused.count("tim diubah oleh Kepala Sub Bagian") == 2
    assert len(team(office)) == 2


def test_the_forms_do_what_they_say(office: Office) -> None:
    newcomer = colleague(office, "Wayan Sudarma")
    assert "Wayan Sudarma" in shown(office)
    status, _ = press(
        office, "tambah", person=newcomer.pk, standing="sekretaris", reason="SK perubahan."
    )
    assert status == 302
    status, _ = press(
        office, "keluarkan", member=seat(office, CHAIR).pk, reason=REASON,
        successor=seat(office, MEMBER).pk,
    )  # fmt: skip
    assert status == 302
    joined = TeamMember.objects.get(person=newcomer)
    status, _ = press(
        office, "kedudukan", member=joined.pk, standing="wakil-ketua", reason="SK perubahan."
    )
    assert status == 302

    assert team(office) == {"Yohanes Tapilatu": "ketua", "Wayan Sudarma": "wakil-ketua"}
    page = shown(office)
    assert "Dari anggota menjadi ketua" in page
    assert "Masuk sebagai sekretaris" in page
    assert "Dari sekretaris menjadi wakil ketua" in page


def test_the_chair_who_leaves_is_asked_who_follows(office: Office) -> None:
    chair = seat(office, CHAIR).pk
    assert "Hanya bila yang keluar Siti Aminah, satu-satunya ketua." in shown(office)
    status, page = press(office, "keluarkan", member=chair, reason=REASON, successor="")
    assert status == 422
    assert "Pilih ketua penggantinya, atau nyatakan bahwa penggantinya belum ada" in page
    assert chosen(page)[0] == str(chair)
    assert f">{REASON}</textarea>" in page
    answer = press(office, "keluarkan", member=chair, reason=REASON, successor="belum-ada")
    assert answer[0] == 302

    page = shown(office)
    assert "Tim ini belum punya ketua." in page
    assert "Ketua penggantinya" not in page
    assert "Ketua ditetapkan di bawah" in page
    assert "Tim ini belum punya ketua." in shown(office, "kepala-dinas")
    assert "Ketua ditetapkan di bawah" not in shown(office, "kepala-dinas")


@pytest.mark.parametrize(
    ("act", "typed", "said"),
    [
        ("keluarkan", {}, "Pilih anggota tim."),
        ("keluarkan", {"member": "x"}, "Pilih anggota tim."),
        ("keluarkan", {"member": "-1"}, "Pilih anggota tim."),
        ("keluarkan", {"member": "9" * 40}, "Pilih anggota tim."),
        ("keluarkan", {"member": "1\x00"}, "Pilih anggota tim."),
        ("keluarkan", {"member": "99999"}, "Orang itu tidak ada dalam tim ini."),
        ("tambah", {"standing": "anggota"}, "Pilih orang yang akan ditambahkan."),
        ("tambah", {"person": "\x00", "standing": "anggota"}, "Pilih orang yang akan"),
        ("tambah", {"person": "0" * 32, "standing": "anggota"}, "Pilih orang dari OPD ini."),
        ("kedudukan", {"member": "99999", "standing": ""}, "Pilih kedudukan dalam tim."),
        ("kedudukan", {"member": "99999", "standing": "ketua\x00"}, "Pilih kedudukan dalam tim."),
    ],
)
def test_what_cannot_be_is_refused_in_its_form(
    office: Office, act: str, typed: dict[str, str], said: str
) -> None:
    status, page = press(office, act, reason=REASON, **typed)
    assert status == 422
    assert said in page
    assert re.search(rf'<details class="fold[^"]*" id="{act}" open>', page)
    assert f">{REASON}</textarea>" in page
    assert len(team(office)) == 2


@pytest.mark.parametrize("reason", ["", "  \r\n ", "\x00", "x" * 1001])
def test_a_reason_is_asked_for(office: Office, reason: str) -> None:
    status, _ = press(office, "keluarkan", member=seat(office, MEMBER).pk, reason=reason)
    assert status == 422
    assert len(team(office)) == 2


def test_what_nobody_can_see_is_left_out_of_a_reason(office: Office) -> None:
    typed = "Mutasi\x00 per\u202e 1 Maret.\r\nSK menyusul."
    assert press(office, "keluarkan", member=seat(office, MEMBER).pk, reason=typed)[0] == 302
    assert "Mutasi per 1 Maret.<br>SK menyusul." in shown(office)


def test_a_reason_is_shown_as_it_was_typed_and_runs_nothing(office: Office) -> None:
    typed = "<script>alert(1)</script> {{ x }} {by}"
    assert press(office, "keluarkan", member=seat(office, MEMBER).pk, reason=typed)[0] == 302
    history = client(office.person(PLANNER)).get(f"/laporan/{office.journey.pk}/riwayat/")
    for page in (shown(office), history.content.decode()):
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ x }} {by}" in page
        assert "<script>alert" not in page


def test_a_doubled_press_is_no_fault_and_anothers_is_told(office: Office) -> None:
    typed = {"member": seat(office, MEMBER).pk, "reason": REASON}
    assert [press(office, "keluarkan", **typed)[0] for _ in range(2)] == [302, 302]
    status, page = press(office, "keluarkan", SECRETARY, **typed)
    assert status == 409
    assert "Yohanes Tapilatu sudah keluar dari tim" in page


def test_before_the_sk_is_ratified_the_page_leads_to_its_draft(db: None) -> None:
    office = cast.begin()
    office.to("pengesahan-sk")
    page = shown(office)
    assert "Tim terbentuk begitu SK tim disahkan." in page
    assert f'href="/laporan/{office.journey.pk}/langkah/draft-sk/"' in page
    assert "Yohanes" not in page
    assert not any(f"</svg> {form}" in page for form in FORMS)


def test_a_linked_sop_leads_to_the_team_of_its_report(office: Office) -> None:
    turn_on(office)
    office.prepare()
    office.finish(CHAIR)
    inner = begin_inside(turn=office.turn.pk, by=office.person(CHAIR), at=office.at)
    browser = client(office.person(CHAIR))
    assert browser.get(f"/laporan/{inner.pk}/tim/").status_code == 404
    assert f"/laporan/{inner.pk}/tim/" not in browser.get(f"/laporan/{inner.pk}/").content.decode()
    steps = [f"/laporan/{office.journey.pk}/langkah/draft-laporan/"]
    steps += [
        f"/laporan/{inner.pk}/langkah/{step.step}/"
        for step in inner.turns.filter(by_team=True, closed_at=None)
    ]
    assert len(steps) == 2
    for step in steps:
        assert f'href="{address(office)}"' in browser.get(step).content.decode()


def test_the_page_asks_no_more_for_many_changes(office: Office) -> None:
    once = queries(office, address(office))
    for name in ("Wayan Sudarma", "Lia Kusuma", "Rahmat Hidayat"):
        office.take_in(colleague(office, name))
    office.take_out(MEMBER)
    assert queries(office, address(office)) <= once + 1  # The names of who changed it.
