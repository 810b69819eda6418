"""An office makes its own installation, and later adds people to it."""

import re
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from lakip.ledger import verify
from lakip.management import installing
from lakip.people.government import Agency, Bidang, Government
from lakip.people.office import Office
from lakip.people.person import Person

GIVEN = {
    "government": "Pemerintah Kabupaten Sikka",
    "zone": "WITA",
    "agency": "Dinas Sosial",
    "operator_name": "Maria Goreti",
    "operator_email": "Maria@Sikka.test",
}
LIST = """nama;nip;email;jabatan;bidang
Ratna Wulandari;197003151995032001;ratna@sikka.test;Kepala Dinas;
Bambang;;bambang@sikka.test;Plt. Sekretaris;
Ahmad Fauzi;;ahmad@sikka.test;Kepala Bidang;Bidang Rehabilitasi
Siti Aminah;;siti@sikka.test;;Bidang Rehabilitasi
Rudi Hartono;;rudi@sikka.test;Admin OPD;
"""

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_types(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "orang.csv"
    path.write_text(LIST)
    return path


def refused(**options: Any) -> str:
    with pytest.raises(CommandError) as refusal:
        call_command("init", **options)
    return str(refusal.value)


def test_an_empty_installation_has_a_government_an_agency_and_an_operator(
    capsys: pytest.CaptureFixture[str], django_capture_on_commit_callbacks: Any
) -> None:
    call_command("init", **GIVEN)
    agency = Agency.objects.get()
    assert (agency.name, agency.government.zone) == ("Dinas Sosial", "Asia/Makassar")
    operator = Person.objects.get()
    assert (operator.email, operator.is_operator, operator.agency) == (
        "maria@sikka.test",
        True,
        None,
    )
    assert not operator.has_usable_password()
    assert [message.to for message in mail.outbox] == [["maria@sikka.test"]]
    assert "1 undangan dikirim." in capsys.readouterr().out


def test_the_invitation_leads_to_a_password_and_in(client: Client) -> None:
    call_command("init", **GIVEN)
    link = re.search(r"http://127.0.0.1:8000(/\S+)", mail.outbox[0].body)
    assert link
    page = client.get(link[1], follow=True)
    words = "kuda laut menari 2027"
    chosen = client.post(
        page.request["PATH_INFO"], {"password1": words, "password2": words}, follow=True
    )
    assert chosen.redirect_chain, chosen.content.decode()
    assert Person.objects.get().check_password(words)


def test_people_come_with_their_offices_and_the_ledger_knows(people: Path) -> None:
    call_command("init", **GIVEN, people=people)
    agency = Agency.objects.get()
    offices = {office.person.name: office for office in Office.objects.all()}
    assert {name: office.label for name, office in offices.items()} == {
        "Ratna Wulandari": "Kepala Dinas",
        "Bambang": "Plt. Sekretaris",
        "Ahmad Fauzi": "Kepala Bidang Rehabilitasi",
        "Rudi Hartono": "Admin OPD",
    }
    assert {person.name for person in agency.people.all()} == {*offices, "Siti Aminah"}
    assert [bidang.name for bidang in Bidang.objects.all()] == ["Bidang Rehabilitasi"]
    report = verify.verify_log(agency_id=agency.pk)
    assert (report.size, report.faults) == (4, [])
    assert len(mail.outbox) == 6


def test_the_operator_may_be_one_of_the_list(people: Path) -> None:
    call_command("init", **{**GIVEN, "operator_email": "rudi@sikka.test"}, people=people)
    operator = Person.objects.get(is_operator=True)
    assert (operator.name, str(operator.agency)) == ("Rudi Hartono", "Dinas Sosial")
    assert len(mail.outbox) == Person.objects.count() == 5


def test_a_faulty_list_makes_nothing_and_names_every_fault(people: Path) -> None:
    people.write_text(LIST + "Ani;123;ratna@sikka.test;Bupati;\n")
    said = refused(**GIVEN, people=people)
    assert "Baris 7, kolom nip: NIP terdiri atas 18 angka" in said
    assert "Baris 7, kolom email: “ratna@sikka.test” sudah ada di baris 2." in said
    assert "Baris 7, kolom jabatan: “Bupati” tidak dikenal." in said
    assert "Tidak ada yang dicatat" in said
    assert not Government.objects.exists()
    assert not Person.objects.exists()
    assert mail.outbox == []


def test_a_second_init_is_refused(people: Path) -> None:
    call_command("init", **GIVEN)
    assert "sudah berisi Pemerintah Kabupaten Sikka" in refused(**GIVEN)
    assert "sudah berisi" in refused()
    assert "sudah berisi" in refused(**GIVEN, people=people)
    assert Person.objects.count() == 1


def test_people_are_added_to_an_installation_that_is_there(people: Path) -> None:
    call_command("init", **GIVEN)
    call_command("init", agency="dinas sosial", people=people)
    assert Person.objects.count() == 6
    assert len(mail.outbox) == 6
    again = refused(agency="Dinas Sosial", people=people)
    assert again.count("sudah tercatat di basis data") == 5
    people.write_text("nama,email,jabatan\nAni,ani@sikka.test,Kepala Dinas\n")
    held = refused(agency="Dinas Sosial", people=people)
    assert held.startswith("Baris 2, kolom jabatan: Kepala Dinas sudah dijabat Ratna Wulandari.")
    assert not Person.objects.filter(name="Ani").exists()
    assert "OPD “Dinas Kelautan” tidak ada. Yang ada: Dinas Sosial." in refused(
        agency="Dinas Kelautan", people=people
    )


def test_what_is_not_given_and_cannot_be_asked_is_named() -> None:
    said = refused(government="Pemerintah Kabupaten Sikka", zone="WIB")
    assert said == "Belum diberikan: --agency, --operator-name, --operator-email."


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"zone": "GMT"}, "Zona waktu “GMT” tidak dikenal"),
        ({"operator_email": "maria"}, "“maria” bukan alamat e-mail"),
        ({"agency": "x" * 121}, "lebih dari 120 huruf"),
        ({"agency": "   "}, "belum diisi"),
        ({"people": Path("tidak-ada.csv")}, "tidak-ada.csv tidak dapat dibaca"),
    ],
)
def test_a_wrong_answer_is_a_sentence(wrong: dict[str, Any], said: str) -> None:
    assert said in refused(**{**GIVEN, **wrong})
    assert not Government.objects.exists()


def test_what_is_not_given_is_asked_until_it_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(
        ["Pemerintah Kota Ambon", "wit", "", "Dinas Sosial", "Ina", "ina", "ina@ambon.test"]
    )
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda question: next(typed))
    call_command("init")
    assert Government.objects.get().zone == "Asia/Jayapura"
    assert Person.objects.get().email == "ina@ambon.test"


def test_who_stops_typing_makes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def stops(question: str) -> str:
        raise EOFError

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", stops)
    assert refused() == "Dibatalkan; tidak ada yang dicatat."


def test_without_mail_the_operators_link_is_shown(
    people: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("init", **GIVEN, people=people, no_mail=True)
    said = capsys.readouterr().out
    assert mail.outbox == []
    assert "Tautan undangan Maria Goreti" in said
    assert "http://127.0.0.1:8000/" in said


def test_mail_into_files_shows_the_link_too(
    settings: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backend = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"file_path": tmp_path / "m"}}}
    call_command("init", **GIVEN)
    assert "Tautan undangan" in capsys.readouterr().out
    assert len(list((tmp_path / "m").iterdir())) == 1


def test_mail_that_fails_undoes_nothing_and_is_told(
    people: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tried = []

    def broken(person: Person) -> None:
        tried.append(person)
        if person.name == "Bambang":
            raise ValueError("alamat tidak sah")
        if person.name == "Siti Aminah":
            raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(installing.inviting, "invite", broken)
    call_command("init", **GIVEN, people=people)
    out, err = capsys.readouterr()
    assert Person.objects.count() == 6
    assert len(tried) == 5, "the mail server that does not answer is not asked again"
    assert "3 undangan dikirim." in out
    assert "bambang@sikka.test tidak terkirim: alamat tidak sah" in err
    assert "rudi@sikka.test tidak terkirim" in err


def test_five_thousand_people_are_entered_in_time(tmp_path: Path) -> None:
    path = tmp_path / "orang.csv"
    lines = [f"Orang {n},orang{n}@sikka.test,pegawai,\n" for n in range(4950)]
    lines += [f"Kabid {n},kabid{n}@sikka.test,kepala-bidang,Bidang {n}\n" for n in range(50)]
    path.write_text("nama,email,jabatan,bidang\n" + "".join(lines))
    began = time.process_time()
    call_command("init", **GIVEN, people=path, no_mail=True)
    took = time.process_time() - began
    print(f"5,000 people entered in {took:.1f} s of CPU")
    assert Person.objects.count() == 5001
    assert Office.objects.count() == 50
    assert took < 20
