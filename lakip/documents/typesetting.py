"""Sets a sheet of blocks as a PDF/A-2a that is also PDF/UA-1, or as pictures of its pages.

The work is done by `lakip/documents/typesetter.py` in a process of its own, which
`lakip/documents/press.py` starts, renews and ends.
"""

import base64
import json
import logging
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import segno

from lakip.documents.blocks import Sheet
from lakip.documents.press import Failed, TooLong, typesetter
from lakip.documents.printable import printable
from lakip.documents.report_layout import told as laid_out

COVERAGE = Path(__file__).resolve().parent.parent / "typst" / "fonts" / "coverage.txt"
PREVIEW_PPI = 96
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")

_TOO_LONG = (
    "Naskah ini terlalu lama disusun. Persingkat isinya atau pecah menjadi beberapa naskah, "
    "lalu coba lagi."
)
_FAILED = "Naskah tidak dapat disusun. Coba lagi; bila tetap gagal, hubungi admin aplikasi."
_NO_LOGO = "Lambang pada kop harus berupa gambar PNG atau JPEG yang utuh. Unggah ulang lambangnya."
_NO_LETTERS = (
    "Naskah memuat huruf atau simbol yang tidak dapat dicetak: {letters}. Ganti atau hapus, lalu "
    "coba lagi."
)

logger = logging.getLogger(__name__)


class CannotTypeset(Exception):
    """Why the paper was not made, as a sentence for the person who asked for it."""


def typeset(sheet: Sheet, *, logo: bytes = b"") -> bytes:
    """The paper as PDF. The same sheet and logo give the same bytes."""
    told = _cleaned(laid_out(sheet))
    lacking = missing_letters("".join(_texts(told)), serif=sheet.profile.serif)
    if lacking:
        raise CannotTypeset(_NO_LETTERS.format(letters=" ".join(lacking[:20])))
    return _ask(_message(sheet, told, logo=logo, ppi=0))[0]


def preview(sheet: Sheet, *, logo: bytes = b"") -> list[bytes]:
    """The paper's pages as PNG pictures, the first page first."""
    return _ask(_request(sheet, logo=logo, ppi=PREVIEW_PPI))


def typeset_drawings(drawings: Sequence[dict[str, Any]]) -> bytes:
    """Drawings (`svg`, what it `says`, its `width` in points) as PDF, each on a page its size."""
    sheet = {"kind": "drawings", "drawings": list(drawings)}
    return _ask(json.dumps({"sheet": sheet, "logo": "", "made_at": 0, "ppi": 0}).encode())[0]


def missing_letters(text: str, *, serif: bool = False) -> list[str]:
    """The letters of a text that the paper's type lacks, each once, in the order they come.

    A decree's serif type borrows from the sans what it lacks itself, and both from the Arabic.
    """
    known = _letters(serif)
    if known.issuperset(set(text)) and unicodedata.is_normalized("NFC", text):
        return []
    return [letter for letter in dict.fromkeys(printable(text)) if letter not in known]


@cache
def _letters(serif: bool) -> frozenset[str]:
    families = ("sans", "arabic", "serif") if serif else ("sans", "arabic")
    return frozenset("\n").union(*(map(chr, _coverage()[each]) for each in families))


@cache
def _coverage() -> dict[str, frozenset[int]]:
    """The code points that all styles of a family have: lines `sans 0020-007E 00A0-0107`."""
    covered: dict[str, frozenset[int]] = {}
    for line in COVERAGE.read_text("ascii").splitlines():
        if line and not line.startswith("#"):
            family, *ranges = line.split()
            ends = ((int(part[:4], 16), int(part[-4:], 16)) for part in ranges)
            covered[family] = frozenset(
                code for first, last in ends for code in range(first, last + 1)
            )
    return covered


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _cleaned(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_cleaned(each) for each in value]
    return value


def _request(sheet: Sheet, *, logo: bytes, ppi: int) -> bytes:
    return _message(sheet, _cleaned(laid_out(sheet)), logo=logo, ppi=ppi)


def _message(sheet: Sheet, told: dict[str, Any], *, logo: bytes, ppi: int) -> bytes:
    if logo and not logo.startswith(_PICTURES):
        raise CannotTypeset(_NO_LOGO)
    told |= {"codes": {each: _code(each) for each in _addresses(told)}}
    return json.dumps(
        {
            "sheet": told,
            "logo": base64.b64encode(logo).decode(),
            "made_at": int(sheet.made_at.timestamp()),
            "ppi": ppi,
        }
    ).encode()


def _addresses(value: Any) -> Iterator[str]:
    """Every address in the sheet that is printed as a QR."""
    if isinstance(value, dict):
        if value.get("kind") == "signature" and value["address"]:
            yield value["address"]
        for each in value.values():
            yield from _addresses(each)
    elif isinstance(value, list):
        for each in value:
            yield from _addresses(each)


@lru_cache(maxsize=64)  # While a paper is drafted it is shown again and again.
def _code(address: str) -> str:
    """A QR as SVG. Level M still reads with a seventh of it stained."""
    out = BytesIO()
    segno.make_qr(address, error="m").save(out, kind="svg", xmldecl=False, border=2, omitsize=True)
    return out.getvalue().decode()


def _ask(request: bytes) -> list[bytes]:
    try:
        told, parts = typesetter.ask(request)
    except TooLong:
        raise CannotTypeset(_TOO_LONG) from None
    except Failed:
        raise CannotTypeset(_FAILED) from None
    if told["fault"]:
        logger.error("Typst refused a sheet: %s", told["fault"])
        raise CannotTypeset(_NO_LOGO if "decode image" in told["fault"] else _FAILED)
    return parts
