"""A signing service is asked for a signature, and only a signature is taken from it."""

import base64
import time
from collections.abc import Callable, Iterator

import pytest

from lakip.documents import remote_signing
from lakip.documents.certificates import WrongPassphrase
from lakip.documents.examining import examine_here
from lakip.documents.remote_signing import RemoteSigner
from lakip.documents.signing import CannotSign
from tests.documents import signing_cast as cast
from tests.documents.signing_service import Answer, Service, error, gives, served, signed

NIK = "3301011905780001"
PASSPHRASE = "rahasia layanan 17"
REASON = "Pengesahan Kepala Dinas – “LKj”"


@pytest.fixture
def service() -> Iterator[Service]:
    with served() as made:
        yield made


def ask(url: str, pdf: bytes | None = None, *, timeout: float = 10, location: str = "") -> bytes:
    remote = RemoteSigner(
        url=url,
        user="lakip",
        password="sandi-aplikasi",
        nik=NIK,
        passphrase=PASSPHRASE,
        location=location,
        timeout=timeout,
    )
    pdf = cast.letter() if pdf is None else pdf
    return remote.sign(pdf, field="pengesahan-1", reason=REASON, at=cast.AT)


def test_the_service_gets_the_whole_paper_and_its_signature_is_taken(service: Service) -> None:
    answer = ask(f"{service.url}/", cast.with_paraf(), location="Majukarya")
    assert service.paths == ["/api/sign/pdf"]
    (asked,) = service.asked
    assert asked.pop("file") == cast.with_paraf()
    assert {name: value.decode() for name, value in asked.items()} == {
        "nik": NIK,
        "passphrase": PASSPHRASE,
        "tampilan": "invisible",
        "reason": REASON,
        "location": "Majukarya",
    }
    login = base64.b64encode(b"lakip:sandi-aplikasi").decode()
    assert service.headers[0]["Authorization"] == f"Basic {login}"
    found = examine_here(answer, authorities=cast.known())
    assert found.is_sound
    assert [mark.field for mark in found.marks] == ["paraf-1", "layanan-1"]


def test_a_place_that_is_not_known_is_not_told(service: Service) -> None:
    answer = ask(service.url)
    assert "location" not in service.asked[0]
    # The first signature on a paper: its own bytes are still the beginning.
    assert answer.startswith(cast.letter())
    assert examine_here(answer, authorities=cast.known()).is_sound


@pytest.mark.parametrize(
    "answer",
    [error(400, 2031, "Proses signing gagal : Passphrase anda salah"), error(500, 0, "PASSPHRASE")],
)
def test_a_wrong_passphrase_is_told_as_such(
    service: Service, answer: Callable[[dict[str, bytes]], Answer]
) -> None:
    service.answer = answer
    with pytest.raises(WrongPassphrase):
        ask(service.url)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (error(400, 2011, "User tidak ada"), remote_signing.NOT_REGISTERED),
        (error(404, 0, "NIK belum terdaftar"), remote_signing.NOT_REGISTERED),
        (error(400, 9, "Berkas tidak didukung"), remote_signing.REFUSED),
        (gives(401, b""), remote_signing.NOT_ADMITTED),
        (gives(403, b"<html>"), remote_signing.NOT_ADMITTED),
        (gives(404, b"[]"), remote_signing.DOWN),
        (gives(500, b'{"status_code": {}}'), remote_signing.DOWN),
        (gives(503, b"<html>Bad gateway"), remote_signing.DOWN),
        (gives(400, b"[" * 100_000), remote_signing.REFUSED),
        (gives(200, b""), remote_signing.ODD_ANSWER),
        (gives(200, b'{"message": "ok"}'), remote_signing.ODD_ANSWER),
        (lambda asked: (200, "torn", signed(asked)[2]), remote_signing.DOWN),
    ],
)
def test_what_goes_wrong_there_is_told_in_a_sentence(
    service: Service, answer: Callable[[dict[str, bytes]], Answer], sentence: str
) -> None:
    service.answer = answer
    with pytest.raises(CannotSign) as told:
        ask(service.url)
    assert str(told.value) == sentence


@pytest.mark.parametrize(
    "change",
    [
        lambda pdf: pdf,
        lambda pdf: pdf + b"% belum ditandatangani",
        lambda pdf: cast.with_another_page(pdf),
        lambda pdf: cast.signer().sign(
            cast.with_another_page(pdf), field="a", reason="", at=cast.AT
        ),
        lambda pdf: cast.with_another_page(
            cast.signer().sign(pdf, field="a", reason="", at=cast.AT)
        ),
        lambda pdf: cast.signer().sign(cast.report(), field="a", reason="", at=cast.AT),
        lambda pdf: signed({"file": pdf})[2].replace(b"308", b"309"),
    ],
    ids=["same", "unsigned", "altered", "altered first", "altered after", "other", "broken"],
)
def test_an_answer_that_is_not_the_paper_with_one_signature_more_is_refused(
    service: Service, change: Callable[[bytes], bytes]
) -> None:
    service.answer = lambda asked: (200, "application/pdf", change(asked["file"]))
    with pytest.raises(CannotSign, match="tidak disimpan"):
        ask(service.url)


def test_an_answer_without_end_is_not_read_to_its_end(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote_signing, "MOST_ADDED", 1000)
    service.answer = lambda asked: (200, "application/pdf", asked["file"] + bytes(2_000_000))
    with pytest.raises(CannotSign, match="terlalu besar"):
        ask(service.url)


@pytest.mark.parametrize("kind", ["slow", "drops"])
def test_a_service_that_is_too_slow_is_not_waited_for(service: Service, kind: str) -> None:
    def slowly(asked: dict[str, bytes]) -> Answer:
        if kind == "slow":
            time.sleep(1)
        return 200, kind, asked["file"][:60]

    service.answer = slowly
    began = time.perf_counter()
    with pytest.raises(CannotSign, match=r"tidak menjawab dalam 0\.3 detik"):
        ask(service.url, timeout=0.3)
    assert time.perf_counter() - began < 0.9


def test_a_service_that_is_not_there_is_told_in_a_sentence(service: Service) -> None:
    gone = service.url.rpartition(":")[0] + ":1"
    with pytest.raises(CannotSign, match="sedang tidak dapat dipakai"):
        ask(gone)


def test_a_redirect_is_not_followed_with_the_passphrase(service: Service) -> None:
    service.answer = gives(307, b"")
    with pytest.raises(CannotSign):
        ask(service.url)
    assert service.paths == ["/api/sign/pdf"]


@pytest.mark.parametrize(
    "url",
    [
        "http://tte.example.go.id",
        "http://10.0.8.200",
        "http://127.0.0.1.example.id",
        "ftp://127.0.0.1",
        "https://",
        "tte.example.go.id",
        "",
        "http://[::1",
        "https://tte.example.go.id:nol",
    ],
)
def test_no_passphrase_goes_where_it_could_be_read(url: str) -> None:
    with pytest.raises(CannotSign, match="harus berawalan https"):
        ask(url)


def test_a_service_without_a_proper_certificate_is_not_trusted(service: Service) -> None:
    with pytest.raises(CannotSign, match="tidak aman"):
        ask(service.url.replace("http://", "https://"))
    assert service.asked == []


def test_what_is_no_pdf_is_not_sent(service: Service) -> None:
    with pytest.raises(CannotSign, match="bukan PDF"):
        ask(service.url, b"teks")
    assert service.asked == []


@pytest.mark.parametrize("answer", [error(400, 2031, PASSPHRASE), gives(500, PASSPHRASE.encode())])
def test_neither_log_nor_exception_holds_the_passphrase(
    service: Service,
    answer: Callable[[dict[str, bytes]], Answer],
    caplog: pytest.LogCaptureFixture,
) -> None:
    service.answer = answer
    with caplog.at_level("DEBUG"), pytest.raises((CannotSign, WrongPassphrase)) as told:
        ask(service.url)
    for text in (caplog.text, str(told.value), repr(told.value.__context__)):
        assert PASSPHRASE not in text
        assert NIK not in text
