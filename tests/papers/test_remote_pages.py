"""An agency signs by a service (TTE): chosen on the kop page, asked for on the step's own page."""

import datetime
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from lakip.documents import filing, remote_signing
from lakip.documents.models import Mark, Rendition, Version
from lakip.journey import proving, replay, signing
from lakip.journey.proving import Verdict, Way
from lakip.ledger.models import Event
from lakip.management import demo
from lakip.management.official_walk import OfficialWalk
from lakip.pages.kop import NO_SERVICE
from lakip.papers import drafting
from lakip.people.letterhead import Letterhead
from tests import cast
from tests.documents import signing_cast
from tests.documents.signing_service import Answer, Service, error, gives, served

# By NIK: whose key the service keeps, and the passphrase that opens it there.
KEPT = {
    "3301011905780001": ("sekretaris", "payung di teras"),
    "3301011911690002": ("kepala", "kopi tanpa gula"),
}
SECRETARY, HEAD = ({"nik": nik, "passphrase": passphrase} for nik, (_, passphrase) in KEPT.items())
WRONG = "Frasa sandi tanda tangan tidak cocok. Surat belum ditandatangani."
PARAF, SIGN = "paraf-sk", "pengesahan-sk"


def signs(asked: dict[str, bytes]) -> Answer:
    """The service as it should be: it knows its people and opens their keys for their words."""
    who, passphrase = KEPT[asked["nik"].decode()]
    if asked["passphrase"].decode() != passphrase:
        return error(400, 2031, "Proses signing gagal : Passphrase anda salah")(asked)
    field = f"tte-{who}-{len(asked['file'])}"
    pdf = signing_cast.signer(who).sign(asked["file"], field=field, reason="", at=signing_cast.AT)
    return 200, "application/pdf", pdf


@pytest.fixture
def service() -> Iterator[Service]:
    with served() as made:
        made.answer = signs
        yield made


@pytest.fixture
def office(db: None, service: Service, settings: object) -> cast.Office:
    """The SK waits for its paraf, and the agency's admin has chosen the service on its kop page."""
    settings.SIGNING_SERVICE = (service.url, "lakip", "sandi-aplikasi")  # type: ignore[attr-defined]
    starts = timezone.now() - datetime.timedelta(days=10)  # The pages ask the real clock.
    office = cast.Office(OfficialWalk(demo.prepare(at=starts), year=2026, starts=starts))
    office.to(PARAF)
    saved = choose(office, "remote")
    assert saved.status_code == 302
    assert Letterhead.objects.get().signing == Letterhead.Signing.REMOTE
    return office


def client(office: cast.Office, part: str) -> Client:
    browser = Client()
    browser.force_login(office.person(part))
    return browser


def choose(office: cast.Office, way: str) -> HttpResponse:
    path, browser = f"/kop/{office.journey.agency_id}/", client(office, "admin")
    form = browser.get(path).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields if name != "picture"}
    return browser.post(path, sent | {"signing": way})  # type: ignore[return-value]


def step_page(office: cast.Office, part: str) -> str:
    turn = office.turn
    answer = client(office, part).get(f"/laporan/{turn.journey_id}/langkah/{turn.step}/")
    return str(answer.content.decode())


def press(office: cast.Office, part: str, typed: dict[str, str]) -> HttpResponse:
    browser = client(office, part)
    return browser.post(f"/giliran/{office.turn.pk}/selesai/", typed)  # type: ignore[return-value]


def sk() -> Version:
    return Version.objects.filter(document__paper="draft-sk-tim").latest("number")


def chain() -> list[bytes]:
    kept = sk().renditions.filter(kind=Rendition.Kind.SIGNED).order_by("at")
    return [filing.read(each.sha256) for each in kept]


def check(pdf: bytes) -> str:
    upload = SimpleUploadedFile("dari-email.pdf", pdf)
    return str(Client().post("/verifikasi/", {"file": upload}).content.decode())


@pytest.mark.needs("poppler")
def test_paraf_and_signature_come_from_the_service(office: cast.Office, tmp_path: Path) -> None:
    page = step_page(office, "sekretaris")
    assert "NIK Anda" in page
    assert "Frasa sandi layanan TTE" in page
    grouped = SECRETARY | {"nik": "3301 0119 0578 0001"}
    assert press(office, "sekretaris", grouped).status_code == 302
    assert press(office, "kepala-dinas", HEAD).status_code == 302
    paraf, signature = chain()
    assert paraf.startswith(filing.read(sk().sha256))
    assert signature.startswith(paraf)
    file = tmp_path / "sk.pdf"
    file.write_bytes(signature)
    said = subprocess.run(["pdfsig", "-nocert", file], capture_output=True, text=True).stdout
    assert said.count("Signature is Valid.") == 2
    assert all(signing_cast.PEOPLE[who][0] in said for who, _ in KEPT.values())
    _everybody_can_check_it(office, paraf, signature)
    _the_ledger_tells_of_the_service_and_of_no_secret(office)


def _everybody_can_check_it(office: cast.Office, paraf: bytes, signature: bytes) -> None:
    page = check(signature)
    for words in ("Utuh.", "layanan TTE", "Ratna Wulandari", "Bambang Prasetyo"):
        assert words in page
    assert "sertifikat internal" not in page
    assert page.count("<span>layanan TTE</span>") == 2
    assert "Utuh, belum lengkap." in check(paraf)
    flipped = bytearray(signature)
    flipped[len(paraf) // 3] ^= 1
    later = signing_cast.with_another_page(signature)
    assert "Berubah." in check(bytes(flipped))
    changed = check(later)
    assert "Berubah." in changed
    assert "1 TAHUN" in changed, "the paper that it was made from is named"
    assert "Utuh." in check(signature + b"\r\n"), "a mail program's line end shows nothing"
    scanned = Client().get(f"/verifikasi/{sk().document.token}/").content.decode()
    assert scanned.count("<span>layanan TTE</span>") == 2
    local = Version.objects.get(document__paper="disposisi-kepala-dinas").document.token
    scanned = Client().get(f"/verifikasi/{local}/").content.decode()
    assert "sertifikat internal aplikasi" in scanned
    assert "bukan TTE tersertifikasi" in scanned
    assert "layanan TTE" not in scanned


def _the_ledger_tells_of_the_service_and_of_no_secret(office: cast.Office) -> None:
    assert list(replay.faults(agency_id=office.journey.agency_id)) == []
    told = b"".join(bytes(event.data) for event in Event.objects.all())
    assert told.count(b'"service":true') == 2
    for nik, (_, passphrase) in KEPT.items():
        assert nik.encode() not in told
        assert passphrase.encode() not in told


def altered(asked: dict[str, bytes]) -> bytes:
    return signing_cast.with_another_page(signs(asked)[2])


def broken(asked: dict[str, bytes]) -> bytes:
    """The paper as it was sent, with a signature that is not of these bytes."""
    sent = asked["file"]
    return sent + signs(asked)[2][len(sent) :].replace(b"/ByteRange", b"/ByteRangf")


def gives_pdf(made: Callable[[dict[str, bytes]], bytes]) -> Callable[[dict[str, bytes]], Answer]:
    return lambda asked: (200, "application/pdf", made(asked))


def slow(asked: dict[str, bytes]) -> Answer:
    time.sleep(0.5)
    return signs(asked)


TROUBLE: dict[str, tuple[Callable[[dict[str, bytes]], Answer], str]] = {
    "wrong passphrase": (lambda asked: signs(asked | {"passphrase": b"salah"}), WRONG),
    "not registered": (error(404, 2011, "NIK belum terdaftar"), remote_signing.NOT_REGISTERED),
    "not admitted": (gives(401, b""), remote_signing.NOT_ADMITTED),
    "down": (gives(503, b"<html>Bad gateway"), remote_signing.DOWN),
    "slow": (slow, "Layanan TTE tidak menjawab dalam"),
    "no PDF": (gives(200, b"<html>"), remote_signing.ODD_ANSWER),
    "not signed": (gives_pdf(lambda asked: asked["file"]), remote_signing.REWRITTEN),
    "no mark": (gives_pdf(lambda asked: asked["file"] + b"% sah"), remote_signing.ODD_ANSWER),
    "broken mark": (gives_pdf(broken), remote_signing.ODD_ANSWER),
    "another paper": (
        lambda asked: signs(asked | {"file": signing_cast.letter()}),
        remote_signing.REWRITTEN,
    ),
    "altered": (gives_pdf(altered), remote_signing.REWRITTEN),
}


def test_what_goes_wrong_there_is_said_and_leaves_everything_as_it_was(
    office: cast.Office, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn, events = office.turn.pk, Event.objects.count()
    for case, (answer, sentence) in TROUBLE.items():
        monkeypatch.setattr(signing, "PATIENCE", 0.2 if case == "slow" else 10)
        service.answer = answer
        refused = press(office, "sekretaris", SECRETARY)
        page = refused.content.decode()
        assert refused.status_code == 422, case
        assert sentence in page, case
        assert f'value="{SECRETARY["nik"]}"' in page, "what was typed is still there"
        assert SECRETARY["passphrase"] not in page, "but for the secret"
        assert chain() == [], case
        assert not sk().marks.exists(), case
        assert (office.turn.pk, Event.objects.count()) == (turn, events), case
    asked = len(service.asked)
    for nik in ("", "12", "330101190578000x", "٣٣٠١٠١١٩٠٥٧٨٠٠٠١", "1" * 17):
        refused = press(office, "sekretaris", SECRETARY | {"nik": nik})
        assert "Isi NIK Anda, 16 angka" in refused.content.decode(), nik
    assert len(service.asked) == asked, "nothing is sent without a proper NIK"
    service.answer = signs
    assert press(office, "sekretaris", SECRETARY).status_code == 302
    assert len(chain()) == 1


def test_a_service_that_is_not_there_is_said_so(
    office: cast.Office, service: Service, settings: object
) -> None:
    connected = (service.url, "lakip", "sandi-aplikasi")
    settings.SIGNING_SERVICE = ("http://127.0.0.1:1", "", "")  # type: ignore[attr-defined]
    assert remote_signing.DOWN in press(office, "sekretaris", SECRETARY).content.decode()
    settings.SIGNING_SERVICE = None  # type: ignore[attr-defined]
    said = press(office, "sekretaris", SECRETARY).content.decode()
    assert "Layanan TTE belum disambungkan oleh operator aplikasi." in said
    assert not Mark.objects.filter(version=sk()).exists()
    choose(office, "local")
    refused = choose(office, "remote")
    assert refused.status_code == 422
    assert NO_SERVICE in refused.content.decode()
    assert Letterhead.objects.get().signing == Letterhead.Signing.LOCAL
    settings.SIGNING_SERVICE = connected  # type: ignore[attr-defined]
    assert choose(office, "remote").status_code == 302


def test_the_service_is_named_by_the_operators_settings() -> None:
    ours = {
        "LAKIP_TTE_URL": "https://tte.contoh.test/",
        "LAKIP_TTE_USER": "lakip",
        "LAKIP_TTE_PASSWORD": "sandi-aplikasi",
    }
    command = "from lakip import settings; print(settings.SIGNING_SERVICE)"
    run = [sys.executable, "-c", command]
    done = subprocess.run(run, env=os.environ | ours, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "('https://tte.contoh.test', 'lakip', 'sandi-aplikasi')"


def test_a_letter_of_the_step_goes_the_same_way(office: cast.Office, service: Service) -> None:
    press(office, "sekretaris", SECRETARY)
    press(office, "kepala-dinas", HEAD)
    turn, by = office.turn, office.person("sekretaris")
    drafting.file(turn=turn.pk, paper="undangan", by=by, at=timezone.now())
    path = f"/giliran/{turn.pk}/tanda-tangan/undangan/"
    refused = client(office, "sekretaris").post(path, SECRETARY | {"passphrase": "keliru"})
    assert refused.status_code == 422
    assert WRONG in refused.content.decode()
    assert f'value="{SECRETARY["nik"]}"' in refused.content.decode()
    assert client(office, "sekretaris").post(path, SECRETARY).status_code == 302
    mark = Mark.objects.get(version__document__paper="undangan")
    answer = proving.of_file(filing.read(mark.rendition.sha256))
    assert answer.verdict is Verdict.SIGNED
    assert answer.proof is not None
    assert [each.way for each in answer.proof.marks] == [Way.SERVICE]


def test_a_local_certificate_is_never_called_a_tte(office: cast.Office) -> None:
    choose(office, "local")
    for part, paths in {
        "sekretaris": [f"/laporan/{office.turn.journey_id}/langkah/{PARAF}/", "/akun/"],
        "admin": [f"/kop/{office.journey.agency_id}/"],
    }.items():
        for path in paths:
            page = client(office, part).get(path).content.decode()
            for denied in ("bukan TTE tersertifikasi", "tanda tangan elektronik (TTE)"):
                page = page.replace(denied, "")
            assert "tersertifikasi" not in page
            assert path.startswith("/kop/") or "TTE" not in page
