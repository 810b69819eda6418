"""The screens of a plan's import: choose, look, apply; nothing is stored before that."""

import io
import re
from collections.abc import Callable

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook

from lakip.documents import filing
from lakip.ledger.canonical import parse
from lakip.ledger.models import Event
from lakip.management import demo_plan
from lakip.pages import rencana_impor
from lakip.people.government import Government
from lakip.people.person import Person
from lakip.performance.planning import Indicator, Plan, Target
from tests import cast
from tests.performance.plan_files import INDICATORS, PLAN, book, saved

PLANNER = "kasubbag-perencanaan"
NEW = "/rencana/impor/"


def client(office: cast.Office, part: str = PLANNER) -> Client:
    browser = Client()
    browser.force_login(office.person(part))
    return browser


def upload(content: bytes, name: str = "rencana.xlsx") -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, content)}


def token_in(answer: HttpResponse) -> str:
    found = re.search(r'name="token" value="([^"]+)"', answer.content.decode())
    assert found, answer.content.decode()
    return found[1]


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.fixture
def plan(office: cast.Office) -> Plan:
    return demo_plan.record(office.walk.demo, year=2026, at=office.walk.at)


@pytest.fixture
def mine(office: cast.Office, plan: Plan) -> Callable[[str], str]:
    return lambda rest: f"/rencana/{plan.pk}/{rest}"


def spoiled(content: bytes, cell: str, value: object, sheet: str = "Indikator") -> bytes:
    made = load_workbook(io.BytesIO(content))
    made[sheet][cell] = value
    return saved(made)


def test_a_first_plan_from_the_file_to_the_page(office: cast.Office) -> None:
    browser = client(office)
    assert "Pilih berkasnya" in text_of(browser.get(NEW))
    looked = browser.post(NEW, upload(saved(book())))
    assert looked.status_code == 200
    assert "Periksa, lalu terapkan" in text_of(looked)
    assert not Plan.objects.exists(), "looking stores nothing"
    done = browser.post(NEW, {"token": token_in(looked)}, follow=True)
    assert "Rencana disimpan dari berkas rencana.xlsx." in text_of(done)
    assert Plan.objects.get().name == "Renstra Dinas Sosial"
    facts = parse(bytes(Event.objects.get(kind="plan_imported").data))["facts"]
    assert filing.store().verify(facts["sha256"]), "the file is kept, under the hash that was told"


def test_the_export_looked_at_changes_nothing(
    office: cast.Office, mine: Callable[[str], str]
) -> None:
    browser = client(office)
    book = browser.get(mine("ekspor.xlsx"))
    assert book["Content-Disposition"] == 'attachment; filename="Rencana-kinerja-2023-2027.xlsx"'
    looked = browser.post(mine("impor/"), upload(book.content))
    assert looked.status_code == 200
    assert "Tidak ada yang berubah" in text_of(looked)
    assert "Isi berkas sama dengan yang sudah tercatat." in text_of(looked)
    assert 'name="token"' not in text_of(looked)


def test_a_change_is_shown_with_its_cell_and_applied(
    office: cast.Office, plan: Plan, mine: Callable[[str], str]
) -> None:
    browser = client(office)
    content = spoiled(browser.get(mine("ekspor.xlsx")).content, "C4", "<b>Nama baru</b>")
    looked = browser.post(mine("impor/"), upload(content))
    page = text_of(looked)
    assert "&lt;b&gt;Nama baru&lt;/b&gt;" in page
    assert '<td data-label="Sel">C4</td>' in page
    assert not Indicator.objects.filter(name="<b>Nama baru</b>").exists()
    done = browser.post(mine("impor/terapkan/"), {"token": token_in(looked)})
    assert done.status_code == 302
    assert plan.indicators.get(name="<b>Nama baru</b>").revision == 1


def test_a_fault_is_named_and_nothing_can_be_applied(
    office: cast.Office, mine: Callable[[str], str]
) -> None:
    browser = client(office)
    content = spoiled(browser.get(mine("ekspor.xlsx")).content, "M4", "Bidang Rahasia Orang Lain")
    sheet = load_workbook(io.BytesIO(content))["Indikator"]
    at = next(cell.column_letter for cell in sheet[3] if cell.value == "Bidang")
    content = spoiled(browser.get(mine("ekspor.xlsx")).content, f"{at}4", "Bidang Orang Lain")
    looked = browser.post(mine("impor/"), upload(content))
    assert looked.status_code == 422
    assert f"Sel {at}4 di lembar Indikator: bidang “Bidang Orang Lain” tidak ada" in text_of(looked)
    assert 'name="token"' not in text_of(looked)


def test_of_two_previews_the_second_is_refused_with_a_sentence(
    office: cast.Office, mine: Callable[[str], str]
) -> None:
    browser = client(office)
    exported = browser.get(mine("ekspor.xlsx")).content
    tokens = [
        token_in(browser.post(mine("impor/"), upload(spoiled(exported, "C4", name))))
        for name in ("Nama pertama", "Nama kedua")
    ]
    answers = [browser.post(mine("impor/terapkan/"), {"token": token}) for token in tokens]
    assert [answer.status_code for answer in answers] == [302, 422]
    assert "diubah orang lain sejak berkas ini diperiksa" in text_of(answers[1])
    assert Indicator.objects.filter(name="Nama pertama").exists()
    assert not Indicator.objects.filter(name="Nama kedua").exists()


def test_a_token_is_good_for_its_person_plan_and_file_only(
    office: cast.Office, plan: Plan, mine: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = client(office)
    content = spoiled(browser.get(mine("ekspor.xlsx")).content, "C4", "Nama lain")
    token = token_in(browser.post(mine("impor/"), upload(content)))
    told = signing.loads(token, salt=rencana_impor.SALT)
    swapped = signing.dumps({**told, "source": {**told["source"], "sha256": "0" * 64}}, salt="lain")
    other = signing.dumps({**told, "plan": ""}, salt=rencana_impor.SALT)
    for bad in ("", token[:-2], swapped, other):
        refused = browser.post(mine("impor/terapkan/"), {"token": bad})
        assert refused.status_code == 422
        assert "Pilih berkasnya sekali lagi" in text_of(refused)
    refused = client(office, "sekretaris").post(mine("impor/terapkan/"), {"token": token})
    assert refused.status_code == 422
    filing.store().path(told["source"]["sha256"]).write_bytes(saved(book()))
    assert "tidak ada lagi di server" in text_of(
        browser.post(mine("impor/terapkan/"), {"token": token})
    )
    filing.store().put(content)
    monkeypatch.setattr(rencana_impor, "ONE_DAY", 0)
    late = browser.post(mine("impor/terapkan/"), {"token": token})
    assert late.status_code == 422
    assert not Indicator.objects.filter(name="Nama lain").exists()


@pytest.mark.parametrize(
    ("name", "exports"),
    [
        ("kepala-dinas", 200),
        ("kepala-bidang", 200),
        ("anggota", 404),
        ("arpus-sekretaris", 404),
        ("arpus-kasubbag", 404),
    ],
)
def test_who_does_not_keep_the_plan_finds_no_import(
    office: cast.Office, mine: Callable[[str], str], name: str, exports: int
) -> None:
    browser = Client()
    browser.force_login(Person.objects.get(email=f"{name}@contoh.test"))
    assert browser.get(mine("ekspor.xlsx")).status_code == exports
    assert browser.get(mine("impor/")).status_code == 404
    assert browser.post(mine("impor/"), upload(saved(book()))).status_code == 404
    assert browser.post(mine("impor/terapkan/"), {"token": "x"}).status_code == 404


def test_only_who_keeps_plans_may_bring_a_first_one(office: cast.Office) -> None:
    for part, status in (("sekretaris", 200), ("kepala-dinas", 404), ("kepala-bidang", 404)):
        assert client(office, part).get(NEW).status_code == status
    assert client(office, "sekretaris").get("/rencana/templat.xlsx").status_code == 200


def test_no_file_a_bad_file_and_an_empty_one_are_said(
    office: cast.Office, mine: Callable[[str], str]
) -> None:
    browser = client(office)
    for sent, said in (
        ({}, "Pilih dahulu berkas"),
        (upload(b"x", "rencana.xls"), "sedangkan berkas ini .xls"),
        (upload(b"PK\x03\x04", "rencana.xlsx"), "terpotong"),
    ):
        answer = browser.post(mine("impor/"), sent)
        assert answer.status_code == 422
        assert said in text_of(answer)


def test_a_csv_of_one_year_is_applied(office: cast.Office, mine: Callable[[str], str]) -> None:
    browser = client(office)
    content = b"Kode;Target 2027 (PK)\nS1.1;50,25\n"
    looked = browser.post(mine("impor/"), upload(content, "target.csv"))
    assert "Tetap seperti sebelumnya" in text_of(looked)
    assert browser.post(mine("impor/terapkan/"), {"token": token_in(looked)}).status_code == 302
    assert Target.objects.get(year=2027, basis="murni", indicator__code="S1.1").value == "50.25"


def test_a_plan_for_the_agency_that_was_chosen(office: cast.Office) -> None:
    browser = Client()
    browser.force_login(Person.objects.get(is_operator=True))
    assert "Untuk <b>RPJMD Pemerintah Kabupaten Contoh</b>" in text_of(browser.get(NEW))
    Government.objects.create(name="Kota Lain")
    page = text_of(browser.get(NEW))
    key = re.findall(r'value="(pemda-\d+)">RPJMD Pemerintah', page)[0]
    content = saved(book(Rencana=[PLAN[0], ["RPJMD", 2025, 2029, None]], Program=[]))
    looked = browser.post(NEW, {"owner": key, **upload(content)})
    done = browser.post(NEW, {"token": token_in(looked), "owner": key})
    assert done.status_code == 302
    rpjmd = Plan.objects.get()
    assert rpjmd.agency is None
    assert browser.get(f"/rencana/{rpjmd.pk}/impor/").status_code == 200
    assert client(office).get(f"/rencana/{rpjmd.pk}/ekspor.xlsx").status_code == 200
    assert client(office).get(f"/rencana/{rpjmd.pk}/impor/").status_code == 404


def test_many_changes_are_counted_and_not_all_shown(office: cast.Office) -> None:
    rows = [INDICATORS[0], *([f"I{n}", "S1", f"Indikator {n}", "%"] for n in range(300))]
    looked = client(office).post(NEW, upload(saved(book(Indikator=rows, Program=[]))))
    page = text_of(looked)
    assert "baris lain yang baru atau berubah" in page
    assert "<dd>300 baru, 0 berubah, 0 sama</dd>" in page
