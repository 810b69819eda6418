"""Signs by a signing service elsewhere: the whole PDF goes there, and comes back signed.

It is shaped like BSrE's first interface as public code shows it (`POST {url}/api/sign/pdf`), which
is no official description, and it was never tried against BSrE itself. What comes back is not
trusted: it is taken only if it is the very PDF that was sent, with a whole signature behind it.

Nothing here logs, and no exception carries what was sent: it holds a NIK and a passphrase.
"""

import base64
import http.client
import ipaddress
import json
import secrets
import ssl
from datetime import datetime
from time import monotonic
from urllib.parse import urlsplit

from lakip.documents.examining import newest_mark
from lakip.documents.passphrases import WrongPassphrase
from lakip.documents.revisions import adds_only_signatures
from lakip.documents.signing import REWRITTEN, CannotSign, assert_extends, with_form

NOT_SIGNED = "Surat belum ditandatangani."
BAD_ADDRESS = f"Alamat layanan TTE harus berawalan https. Hubungi operator aplikasi. {NOT_SIGNED}"
SILENT = f"Layanan TTE tidak menjawab dalam {{seconds:g}} detik. Coba lagi nanti. {NOT_SIGNED}"
DOWN = f"Layanan TTE sedang tidak dapat dipakai. Coba lagi nanti. {NOT_SIGNED}"
UNSAFE = (
    f"Sambungan ke layanan TTE tidak aman, jadi dibatalkan. Hubungi operator aplikasi. {NOT_SIGNED}"
)
NOT_ADMITTED = f"Layanan TTE menolak aplikasi ini. Hubungi operator aplikasi. {NOT_SIGNED}"
NOT_REGISTERED = (
    f"NIK Anda belum terdaftar pada layanan TTE, atau sertifikatnya sudah berakhir. {NOT_SIGNED}"
)
REFUSED = f"Layanan TTE menolak surat ini. Hubungi operator aplikasi. {NOT_SIGNED}"
ODD_ANSWER = (
    "Jawaban layanan TTE bukan PDF yang ditandatangani dengan utuh, jadi tidak disimpan. Hubungi "
    "operator aplikasi."
)
TOO_LARGE = "Jawaban layanan TTE terlalu besar, jadi tidak disimpan. Hubungi operator aplikasi."

# Codes that BSrE's answers carry, as seen in public code.
WRONG_PASSPHRASE_CODE = 2031
NOT_REGISTERED_CODE = 2011
# A signature with its chain and what proves it later is far smaller.
MOST_ADDED = 5 * 1024 * 1024
_CHUNK = 64 * 1024


class RemoteSigner:
    """Signs with the key that a service keeps for this NIK."""

    def __init__(
        self,
        *,
        url: str,
        user: str,
        password: str,
        nik: str,
        passphrase: str,
        location: str = "",
        timeout: float = 30,
    ) -> None:
        self._url = url
        self._login = base64.b64encode(f"{user}:{password}".encode()).decode()
        self._nik = nik
        self._passphrase = passphrase
        self._location = location
        self._timeout = timeout

    def sign(self, pdf: bytes, *, field: str, reason: str, at: datetime) -> bytes:
        """The PDF with one signature more. The service names the field and sets the time itself."""
        sent = with_form(pdf)
        told = {
            "nik": self._nik,
            "passphrase": self._passphrase,
            "tampilan": "invisible",
            "reason": reason,
        }
        if self._location:
            told["location"] = self._location
        status, answer = self._post(*_multipart(told, sent), most=len(sent) + MOST_ADDED)
        if status != http.client.OK:
            raise _refusal(status, answer)
        return _checked(sent, answer)

    def _post(self, body: bytes, content_type: str, *, most: int) -> tuple[int, bytes]:
        """Ask once, follow no redirect, and read no more than is to be expected."""
        ends_at = monotonic() + self._timeout
        connection, path = self._connection()
        headers = {
            "Authorization": f"Basic {self._login}",
            "Content-Type": content_type,
            "Accept": "application/pdf, application/json",
        }
        try:
            connection.request("POST", path, body, headers)
            with connection.getresponse() as response:
                return response.status, _read(response, most=most, ends_at=ends_at)
        except ssl.SSLError:
            raise CannotSign(UNSAFE) from None
        except TimeoutError:
            raise CannotSign(SILENT.format(seconds=self._timeout)) from None
        except (OSError, http.client.HTTPException, ValueError):
            raise CannotSign(DOWN) from None
        finally:
            connection.close()

    def _connection(self) -> tuple[http.client.HTTPConnection, str]:
        """A connection that nobody on the way can read, and the path to ask for."""
        try:
            parts = urlsplit(self._url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise CannotSign(BAD_ADDRESS) from None
        path = f"{parts.path.rstrip('/')}/api/sign/pdf"
        if host and parts.scheme == "https":
            safe = ssl.create_default_context()
            return http.client.HTTPSConnection(
                host, port, timeout=self._timeout, context=safe
            ), path
        if parts.scheme == "http" and _is_loopback(host):
            return http.client.HTTPConnection(host, port, timeout=self._timeout), path
        raise CannotSign(BAD_ADDRESS)


def _multipart(told: dict[str, str], pdf: bytes) -> tuple[bytes, str]:
    """The body of a form with a file (RFC 7578), and its content type."""
    boundary = secrets.token_hex(24)
    parts = [
        f'Content-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + value.encode()
        for name, value in told.items()
    ]
    parts.append(
        b'Content-Disposition: form-data; name="file"; filename="surat.pdf"\r\n'
        b"Content-Type: application/pdf\r\n\r\n" + pdf
    )
    line = f"--{boundary}".encode()
    body = b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"
    return body, f"multipart/form-data; boundary={boundary}"


def _read(response: http.client.HTTPResponse, *, most: int, ends_at: float) -> bytes:
    """The whole answer. A service that sends it drop by drop has the same time as any other."""
    read = bytearray()
    while chunk := response.read1(_CHUNK):
        read += chunk
        if len(read) > most:
            raise CannotSign(TOO_LARGE)
        if monotonic() > ends_at:
            raise TimeoutError
    if response.length:
        raise http.client.IncompleteRead(bytes(read))
    return bytes(read)


def _refusal(status: int, answer: bytes) -> Exception:
    """What an answer other than a signed PDF means."""
    code, message = _told(answer)
    if code == WRONG_PASSPHRASE_CODE or "passphrase" in message:
        return WrongPassphrase()
    if code == NOT_REGISTERED_CODE or "terdaftar" in message or "nik" in message.split():
        return CannotSign(NOT_REGISTERED)
    if status in (http.client.UNAUTHORIZED, http.client.FORBIDDEN):
        return CannotSign(NOT_ADMITTED)
    if status in (http.client.BAD_REQUEST, http.client.UNPROCESSABLE_ENTITY):
        return CannotSign(REFUSED)
    return CannotSign(DOWN)


def _told(answer: bytes) -> tuple[int | None, str]:
    """The code and the words of an error, in lower case; neither when it is no such answer."""
    try:
        told = json.loads(answer)
        if not isinstance(told, dict):
            return None, ""
        code = told.get("status_code")
        words = told.get("error") or told.get("message") or ""
        return (int(code) if code is not None else None), str(words).lower()
    except (ValueError, TypeError, RecursionError):
        return None, ""


def _checked(sent: bytes, answer: bytes) -> bytes:
    """The answer, if it is what was sent with a whole signature behind it."""
    if b"%PDF-" not in answer[:1024]:
        raise CannotSign(ODD_ANSWER)
    assert_extends(sent, answer)
    mark = newest_mark(answer)
    if mark is None or not mark.is_whole or mark.covers_to <= len(sent):
        raise CannotSign(ODD_ANSWER)
    if not adds_only_signatures(sent, answer):
        raise CannotSign(REWRITTEN)
    return answer


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
