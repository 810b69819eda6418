"""The pages of bidang and of one person: what they say beforehand, and every answer to a press."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from lakip.ledger.models import Event
from lakip.management import demo
from lakip.people.bidang import add_bidang
from lakip.people.government import Agency, Bidang
from lakip.people.leaving import deactivate
from lakip.people.office import Office as HeldOffice
from lakip.people.person import Person
from tests.cast import MONDAY, Office

DAY = MONDAY.date()
NEW = "Bidang Perlindungan Sosial"


def sign_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def words(content: bytes) -> str:
    """What the page says, without its tags."""
    main = content.decode().split("<main", 1)[1].split("</main>")[0]
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", main).split()))


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return words(answer.content)


@pytest.fixture
def agency(office: Office) -> Agency:
    return office.journey.agency


@pytest.fixture
def admin(office: Office) -> Client:
    return sign_in(office.person("admin"))


@pytest.fixture
def operator(office: Office) -> Client:
    return sign_in(Person.objects.get(is_operator=True))


def arpus() -> Agency:
    return Agency.objects.get(name=demo.ARPUS)


# ------------------------------------------------------------------ bidang


def test_an_agency_that_an_operator_added_gets_its_bidang_and_a_head_on_the_screen(
    office: Office, operator: Client
) -> None:
    government = office.journey.agency.government
    sent = {"government": government.pk, "name": "Dinas Baru", "revision_days": ""}
    assert operator.post("/opd/baru/", sent).status_code == 302
    new = Agency.objects.get(name="Dinas Baru")
    people = f"/orang/?opd={new.pk}"
    assert "Catat bidangnya" in shown(operator, people)
    page = reverse("bidang", args=[new.pk])
    assert "Belum ada bidang." in shown(operator, page)

    added = operator.post(reverse("bidang-baru", args=[new.pk]), {"name": f"  {NEW}\r\n "})
    assert added.status_code == 302
    bidang = Bidang.objects.get(agency=new)
    assert bidang.name == NEW
    assert "Catat bidangnya" not in shown(operator, people)
    assert "Belum ada kepalanya" in shown(operator, page)

    # The next thing to press leads to the form, with the office and the bidang chosen.
    form = operator.get(f"{people}&bidang={bidang.pk}").content.decode()
    assert '<option value="kepala-bidang" selected>' in form
    assert f'<option value="{bidang.pk}" selected>{NEW}</option>' in form
    sent = {
        "agency": str(new.pk),
        "office-person": str(office.person("anggota").pk),
        "office-role": "kepala-bidang",
        "office-bidang": bidang.pk,
        "office-standing": "plt",
        "office-starts_on": "2024-01-01",
    }
    assert operator.post("/orang/jabatan/", sent).status_code == 302
    assert "Yohanes Tapilatu Plt." in shown(operator, page)


def test_a_bidang_is_renamed_and_removed_in_its_row(admin: Client, agency: Agency) -> None:
    found = Bidang.objects.get(agency=agency, name="Bidang Pemberdayaan Sosial")
    page = reverse("bidang", args=[agency.pk])
    sent = {"name": "bidang rehabilitasi sosial"}
    answer = admin.post(reverse("bidang-nama", args=[found.pk]), sent)
    assert answer.status_code == 422
    assert 'value="bidang rehabilitasi sosial"' in answer.content.decode(), "it is still in its box"
    assert "“Bidang Rehabilitasi Sosial” sudah tercatat" in words(answer.content)
    answer = admin.post(reverse("bidang-nama", args=[found.pk]), {"name": NEW}, follow=True)
    assert f"Bidang Pemberdayaan Sosial kini bernama {NEW}." in words(answer.content)

    kept = Bidang.objects.get(agency=agency, name="Bidang Rehabilitasi Sosial")
    said = "Tidak dapat dihapus karena tercatat pada 1 jabatan (termasuk yang sudah berakhir)."
    assert said in shown(admin, page)
    assert reverse("bidang-hapus", args=[kept.pk]) not in admin.get(page).content.decode()
    stale = admin.post(reverse("bidang-hapus", args=[kept.pk]))
    assert stale.status_code == 422
    assert "Bidang Rehabilitasi Sosial tidak dapat dihapus" in words(stale.content)
    away = reverse("bidang-hapus", args=[found.pk])
    assert f"{NEW} dihapus." in words(admin.post(away, follow=True).content)
    assert admin.post(away).status_code == 404, "a second press finds it gone"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Tuliskan nama bidangnya"),
        ("\x00", "Tuliskan nama bidangnya"),
        ("B" * 161, "yang ditulis 161 huruf"),
        ("BIDANG  Rehabilitasi\tSosial", "sudah tercatat"),
        ("Bidang Rehabilitasi\x00 Sosial", "sudah tercatat"),
    ],
)
def test_a_name_that_cannot_be_is_answered_with_a_sentence(
    admin: Client, agency: Agency, typed: str, said: str
) -> None:
    answer = admin.post(reverse("bidang-baru", args=[agency.pk]), {"name": typed})
    assert answer.status_code == 422
    assert said in words(answer.content)
    assert agency.bidang.count() == 2


def test_the_bidang_are_read_by_the_agencys_people_and_changed_by_who_looks_after_them(
    office: Office, admin: Client, agency: Agency
) -> None:
    found = agency.bidang.first()
    assert found
    presses = [
        (reverse("bidang-baru", args=[agency.pk]), {"name": NEW}),
        (reverse("bidang-nama", args=[found.pk]), {"name": NEW}),
        (reverse("bidang-hapus", args=[found.pk]), {}),
    ]
    head = sign_in(office.person("kepala-dinas"))
    page = shown(head, reverse("bidang", args=[agency.pk]))
    assert "Bidang dicatat oleh admin OPD atau operator." in page
    assert "Ubah nama" not in page
    stranger = sign_in(Person.objects.get(name="Made Suardika"))
    assert stranger.get(reverse("bidang", args=[agency.pk])).status_code == 404
    for client in (head, stranger):
        assert {client.post(*press).status_code for press in presses} == {404}
    elsewhere = add_bidang(
        arpus(), name=NEW, by=Person.objects.get(is_operator=True), at=MONDAY, day=DAY
    )
    assert admin.post(reverse("bidang-nama", args=[elsewhere.pk]), {"name": "X"}).status_code == 404
    assert admin.post(reverse("bidang-hapus", args=[elsewhere.pk])).status_code == 404
    assert not Event.objects.filter(log=agency.pk, kind__startswith="bidang_").exists()


@pytest.mark.parametrize("asked", ["x", "9" * 5000, "-1", "", "\x00", "٣"])
def test_a_bidang_that_is_not_there_is_not_chosen(admin: Client, asked: str) -> None:
    answer = admin.get("/orang/", {"bidang": asked})
    assert answer.status_code == 200
    assert '<option value="kepala-bidang" selected>' not in answer.content.decode()


# ------------------------------------------------------------------ one person


def press(person: Person, name: str) -> str:
    return reverse(f"pegawai-{name}", args=[person.pk])


def test_before_anything_is_pressed_it_is_said_what_will_happen(
    office: Office, admin: Client, operator: Client
) -> None:
    office.to("format-data")
    team = shown(admin, reverse("pegawai", args=[office.person("tim-penyusun").pk]))
    assert "Laporan Kinerja 2026 , Dinas Sosial" in team
    assert "Format data" in team
    assert "tidak ada pelaksana lain" not in team, "another member can do it"
    assert "Ia tetap tercantum dalam tim penyusun di atas" in team
    office.to("verifikasi-draft")
    head = office.person("sekretaris")
    HeldOffice.objects.create(person=head, agency=arpus(), role="pengamat", starts_on=DAY)
    page = shown(admin, reverse("pegawai", args=[head.pk]))
    assert "Sekretaris, Dinas Sosial" in page
    assert "Pengamat, Dinas Kearsipan dan Perpustakaan" in page
    assert "tidak ada pelaksana lain" in page
    assert "tidak ada lagi pelaksananya sampai penggantinya dicatat" in page
    assert "Jabatannya di atas diakhiri sekarang juga" in page

    # The report is a link to who may read it, and words to the operator, who may not.
    link = f'href="/laporan/{office.journey.pk}/tim/"'
    address = reverse("pegawai", args=[office.person("tim-penyusun").pk])
    assert link in admin.get(address).content.decode()
    assert link not in operator.get(address).content.decode()
    assert "Laporan Kinerja 2026" in shown(operator, address)


def test_who_left_is_out_with_their_next_page_and_folded_at_the_end_of_the_list(
    office: Office, admin: Client
) -> None:
    office.to("format-data")
    person = office.person("tim-penyusun")
    theirs = sign_in(person)
    assert theirs.get("/").status_code == 200
    left = admin.post(
        press(person, "nonaktif"), {"reason": "Pensiun\x00 per\r\n1 Maret 2027."}, follow=True
    )
    page = words(left.content)
    assert "Siti Aminah tidak aktif lagi dan tidak dapat masuk." in page
    assert "Pensiun per 1 Maret 2027." in page
    assert "dicatat Rudi Hartono" in page
    assert "Masih tercantum dalam tim penyusun Laporan Kinerja 2026" in page
    assert f'href="/laporan/{office.journey.pk}/tim/"' in left.content.decode()

    gone = theirs.get("/")
    assert (gone.status_code, gone["Location"]) == (302, "/masuk/?next=/")
    list_ = admin.get("/orang/").content.decode()
    assert "Tidak aktif lagi (1)" in list_
    before, after = list_.split('id="tidak-aktif"')
    assert "Siti Aminah" not in before
    assert "Siti Aminah" in after.split("</details>")[0]
    assert f'<option value="{person.pk}"' not in list_, "nobody chooses them for an office"
    shown_to_others = shown(sign_in(office.person("sekretaris")), "/orang/")
    assert "Siti Aminah" in shown_to_others
    assert "Pensiun" not in shown_to_others, "why is for who looks after the people"


def test_who_left_and_signs_in_is_told_so(office: Office) -> None:
    person = office.person("anggota")
    deactivate(person, reason="Mutasi.", by=office.person("admin"), at=MONDAY, day=DAY)
    sent = {"login": person.email, "password": demo.password()}
    answer = Client().post("/masuk/", sent, follow=True)
    assert answer.redirect_chain == [("/masuk/", 302)]
    assert "Akun ini tidak aktif lagi." in words(answer.content)
    wrong = Client().post("/masuk/", sent | {"password": "bukan ini sama sekali"})
    assert "tidak aktif" not in words(wrong.content), "only who knows the password learns it"


def test_who_comes_back_signs_in_again_and_is_offered_again(office: Office, admin: Client) -> None:
    person = office.person("sekretaris")
    admin.post(press(person, "nonaktif"), {"reason": "Tugas belajar."})
    answer = admin.post(press(person, "aktif"), follow=True)
    assert "Bambang Prasetyo aktif lagi, tanpa jabatan." in words(answer.content)
    list_ = admin.get("/orang/").content.decode()
    assert "Tidak aktif lagi" not in list_
    assert f'<option value="{person.pk}"' in list_
    entering = Client().post("/masuk/", {"login": person.email, "password": demo.password()})
    assert (entering.status_code, entering["Location"]) == (302, "/")


@pytest.mark.parametrize(
    ("reason", "said"),
    [("", "Tuliskan alasannya"), ("\x00 \n", "Tuliskan alasannya"), ("a" * 501, "501 huruf")],
)
def test_a_reason_that_cannot_be_is_answered_with_a_sentence(
    office: Office, admin: Client, reason: str, said: str
) -> None:
    person = office.person("anggota")
    answer = admin.post(press(person, "nonaktif"), {"reason": reason})
    assert answer.status_code == 422
    assert said in words(answer.content)
    assert Person.objects.get(pk=person.pk).is_active


def test_a_second_press_and_a_stale_page_get_a_sentence(office: Office, admin: Client) -> None:
    person = office.person("anggota")
    for name, said in (("nonaktif", "sudah tidak aktif"), ("aktif", "sudah aktif")):
        assert admin.post(press(person, name), {"reason": "Pindah."}).status_code == 302
        again = admin.post(press(person, name), {"reason": "Pindah."})
        assert again.status_code == 422
        assert words(again.content).count(said) == 1


def test_strangers_do_not_find_a_person_and_an_admin_none_of_another_agency(
    office: Office, admin: Client, operator: Client
) -> None:
    own, stranger = office.person("anggota"), Person.objects.get(name="Made Suardika")
    nowhere = Person.objects.create_person(
        email="kedua@contoh.test", name="Operator Kedua", is_operator=True
    )
    for client, whose in (
        (admin, stranger),
        (admin, nowhere),
        (sign_in(office.person("kepala-dinas")), own),
        (sign_in(own), own),
    ):
        assert client.get(reverse("pegawai", args=[whose.pk])).status_code == 404
        for name in ("nonaktif", "aktif"):
            assert client.post(press(whose, name), {"reason": "Alasan."}).status_code == 404
        assert client.post(press(whose, "pindah"), {"to": arpus().pk}).status_code == 403
    for whose in (stranger, nowhere):
        assert operator.get(reverse("pegawai", args=[whose.pk])).status_code == 200
    assert "Operator Kedua" in shown(operator, "/opd/")
    assert not Event.objects.filter(kind__startswith="person_").exists()


def test_one_does_not_make_oneself_inactive_and_an_admin_no_operator(
    office: Office, admin: Client, operator: Client, agency: Agency
) -> None:
    me = office.person("admin")
    assert "Anda tidak dapat menonaktifkan diri sendiri" in shown(
        admin, reverse("pegawai", args=[me.pk])
    )
    listed = admin.get("/orang/").content.decode()
    assert f'href="{reverse("pegawai", args=[me.pk])}"' not in listed
    assert admin.post(press(me, "nonaktif"), {"reason": "Alasan."}).status_code == 422
    Person.objects.filter(is_operator=True).update(agency=agency)
    boss = Person.objects.get(is_operator=True)
    answer = admin.post(press(boss, "nonaktif"), {"reason": "Alasan."})
    assert answer.status_code == 422
    assert "oleh operator lain" in words(answer.content)
    listed = admin.get("/orang/").content.decode()
    assert f'href="{reverse("pegawai", args=[boss.pk])}"' not in listed
    assert Person.objects.filter(is_active=True, pk__in=[me.pk, boss.pk]).count() == 2


def test_the_operator_notes_that_somebody_moved(office: Office, operator: Client) -> None:
    person = office.person("kepala-bidang")
    page = operator.get(reverse("pegawai", args=[person.pk])).content.decode()
    assert f'<option value="{office.journey.agency_id}"' not in page, "they work there already"
    for wanted in ("", "x", str(office.person("admin").pk)):
        refused = operator.post(press(person, "pindah"), {"to": wanted})
        assert refused.status_code == 422
        assert "Pilih OPD yang dituju." in words(refused.content)
    moved = operator.post(press(person, "pindah"), {"to": arpus().pk}, follow=True)
    assert "kini bekerja di Dinas Kearsipan dan Perpustakaan." in words(moved.content)
    assert "Ahmad Fauzi" in words(moved.content).split("Orang yang bekerja di sini")[1]
    again = operator.post(press(person, "pindah"), {"to": arpus().pk})
    assert "sudah bekerja di Dinas Kearsipan" in words(again.content)


def test_who_moved_is_no_choice_for_the_team_of_the_old_agency_nor_who_left(
    office: Office, admin: Client, operator: Client
) -> None:
    office.to("draft-sk")
    operator.post(press(office.person("kepala-bidang"), "pindah"), {"to": arpus().pk})
    admin.post(press(office.person("anggota"), "nonaktif"), {"reason": "Pensiun."})
    step = f"/laporan/{office.journey.pk}/langkah/draft-sk/"
    page = sign_in(office.person("kasubbag-perencanaan")).get(step).content.decode()
    assert f'<option value="{office.person("sekretaris").pk}">' in page
    for part in ("kepala-bidang", "anggota"):
        assert f'<option value="{office.person(part).pk}">' not in page


def test_who_left_while_named_in_the_draft_of_the_decree_is_marked_there(
    office: Office, admin: Client
) -> None:
    office.to("draft-sk")
    office.prepare()
    person = office.person("anggota")
    address = reverse("pegawai", args=[person.pk])
    assert "dalam draft SK" in shown(admin, address)
    admin.post(press(person, "nonaktif"), {"reason": "Pensiun."})
    assert "Masih tercantum dalam tim penyusun Laporan Kinerja 2026" in shown(admin, address)
    step = f"/laporan/{office.journey.pk}/langkah/draft-sk/"
    page = shown(sign_in(office.person("kasubbag-perencanaan")), step)
    assert "Yohanes Tapilatu Anggota tidak aktif" in page


def test_who_left_is_taken_out_of_the_team_on_its_page(office: Office, admin: Client) -> None:
    office.to("format-data")
    person = office.person("anggota")
    admin.post(press(person, "nonaktif"), {"reason": "Pensiun."})
    address = reverse("pegawai", args=[person.pk])
    assert "Masih tercantum dalam tim penyusun" in shown(admin, address)
    office.take_out("anggota", reason="Pensiun per 1 Maret 2027.")
    assert "Masih tercantum dalam tim penyusun" not in shown(admin, address)
