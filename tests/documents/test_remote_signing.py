"""A signing service is asked for a signature, and only a signature is taken from it."""

import base64
import email.parser
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from lakip.documents import remote_signing
from lakip.documents.certificates import WrongPassphrase
from lakip.documents.examining import examine_here
from lakip.documents.remote_signing import RemoteSigner
from lakip.documents.signing import CannotSign
from tests.documents import signing_cast as cast

NIK = "3301011905780001"
PASSPHRASE = "rahasia layanan 17"
REASON = "Pengesahan Kepala Dinas – “LKj”"

type Answer = tuple[int, str, bytes]


@dataclass
class Service:
    """A fake signing service on loopback: what it was asked, and what it answers."""

    url: str = ""
    asked: list[dict[str, bytes]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    answer: Callable[[dict[str, bytes]], Answer] = lambda asked: signed(asked)


class Handler(BaseHTTPRequestHandler):
    service: Service

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.service.paths.append(self.path)
        self.service.headers.append(dict(self.headers))
        self.service.asked.append(parsed(self.headers["Content-Type"], body))
        status, kind, answer = self.service.answer(self.service.asked[-1])
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if status // 100 == 3:
            self.send_header("Location", f"{self.service.url}/lain")
        self.send_header("Content-Length", str(len(answer) + (1000 if kind == "torn" else 0)))
        self.end_headers()
        if kind == "drops":
            for byte in answer:
                self.wfile.write(bytes([byte]))
                time.sleep(0.02)
        self.wfile.write(answer)

    def log_message(self, *args: object) -> None:
        pass


def parsed(content_type: str, body: bytes) -> dict[str, bytes]:
    """The fields of a form, as another reader than ours understands them."""
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    message = email.parser.BytesParser().parsebytes(head + body)
    parts: dict[str, bytes] = {}
    for part in message.get_payload():
        assert not isinstance(part, str)
        name = part.get_param("name", header="content-disposition")
        # What the mail reader makes of line ends must not be mistaken for what was sent.
        parts[str(name)] = part.get_payload(decode=True)  # type: ignore[assignment]
    begins = body.index(b"application/pdf\r\n\r\n") + len(b"application/pdf\r\n\r\n")
    boundary = content_type.partition("boundary=")[2].encode()
    parts["file"] = body[begins : body.rindex(b"\r\n--" + boundary)]
    return parts


def signed(asked: dict[str, bytes]) -> Answer:
    pdf = cast.signer().sign(asked["file"], field="layanan-1", reason="", at=cast.AT)
    return 200, "application/pdf", pdf


def error(status: int, code: int, words: str) -> Callable[[dict[str, bytes]], Answer]:
    told = json.dumps({"status": status, "status_code": code, "error": words}).encode()
    return lambda asked: (status, "application/json", told)


def gives(status: int, body: bytes, kind: str = "x") -> Callable[[dict[str, bytes]], Answer]:
    return lambda asked: (status, kind, body)


@pytest.fixture
def service() -> Iterator[Service]:
    made = Service()
    handler = type("Bound", (Handler,), {"service": made})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        made.url = f"http://127.0.0.1:{server.server_port}"
        # A caller that hangs up is no fault of the service.
        server.handle_error = lambda *args: None  # type: ignore[method-assign]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        server.shutdown()
        thread.join()


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
