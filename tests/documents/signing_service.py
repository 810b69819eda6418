"""A fake signing service on loopback, shaped as the remote signer expects one."""

import email.parser
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.documents import signing_cast as cast

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


@contextmanager
def served() -> Iterator[Service]:
    """The service while the block runs."""
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
